"""Whatever happens in whatever order: no illegal move, no lost job, no charge without an intent, no clip without a job.

A hypothesis machine submits, breaks, kills, cancels and settles at random over a real database and real files.
"""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import tempfile
from collections import Counter
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.errors import Conflict
from app.domain.job import MOVES
from tests.fakes.depth import examples
from tests.fakes.floor import Room
from tests.fakes.provider import FakeProvider, Switches

T = TypeVar("T")
TURNS = st.integers(0, 40)


class Jobs(RuleBasedStateMachine):
    """One home, one provider, programs that come and go."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        self.loop = asyncio.new_event_loop()
        self.resent: Counter[str] = Counter()
        self.intents: set[str] = set()

    @initialize(dedupe=st.sampled_from(["client_id", "list", "none", "local"]))
    def open(self, dedupe: Any) -> None:
        self.fake = FakeProvider(self.root / "provider", dedupe)
        self.room = self.do(self.new_room())

    async def new_room(self) -> Room:
        return Room(self.root / "home", self.fake, parallelism=2)

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    @rule(intent=st.sampled_from("abcdef"), turns=TURNS)
    def submit(self, intent: str, turns: int) -> None:
        async def go() -> None:
            self.room.submit(f"words {intent}", intent=intent, draft=f"d{intent < 'd'}")
            self.room.dispatch.start()
            await self.pass_time(turns)

        self.intents.add(intent)
        self.do(go())

    @rule(turns=TURNS)
    def wait(self, turns: int) -> None:
        self.do(self.pass_time(turns))

    async def pass_time(self, turns: int) -> None:
        for _ in range(turns):
            await asyncio.sleep(0.0005)

    @rule(
        switches=st.builds(
            Switches,
            lost_replies=st.integers(0, 2),
            not_sent=st.integers(0, 2),
            looks=st.integers(0, 5),
            silent=st.integers(0, 2),
            cut=st.integers(0, 1),
            ends=st.sampled_from(["done", "done", "done", "failed", "gone", "refused", "expired"]),
            refuses=st.booleans(),
            cancel=st.sampled_from(["stops", "asks", "cannot"]),
            by_url=st.booleans(),
        )
    )
    def go_wrong(self, switches: Switches) -> None:
        self.fake.switches = switches

    @rule(turns=TURNS)
    def kill(self, turns: int) -> None:
        async def go() -> None:
            await self.room.crash()
            self.room = await self.new_room()
            self.room.dispatch.start()
            await self.pass_time(turns)

        self.do(go())

    @rule(which=st.integers(0, 5))
    def cancel(self, which: int) -> None:
        jobs = self.room.jobs.list()
        if jobs and (job := jobs[which % len(jobs)]).is_open:
            self.room.jobs.ask_cancel(job.id)
            self.do(self.pass_time(20))

    @rule(which=st.integers(0, 5), how=st.sampled_from(["look", "absent", "resend"]))
    def settle(self, which: int, how: str) -> None:
        jobs = self.room.jobs.unsure()
        if not jobs:
            return
        job = jobs[which % len(jobs)]

        async def go() -> None:
            await self.room.dispatch.settle(job.id, absent=how == "absent", resend=how == "resend")

        try:
            self.do(go())
        except Conflict:
            return
        self.resent[job.id] += how == "resend"

    @invariant()
    def every_move_is_one(self) -> None:
        for job in self.room.jobs.list() if hasattr(self, "room") else ():
            # a thread may have written since the row was read
            states = self.room.states(job.id)[: job.version + 1]
            assert states[0] == "queued"
            assert states[-1] == job.state
            assert all(after in MOVES[before] for before, after in itertools.pairwise(states)), states
            assert job.version == len(states) - 1

    @invariant()
    def no_job_is_lost_or_doubled(self) -> None:
        if hasattr(self, "room"):
            assert {job.intent for job in self.room.jobs.list()} == self.intents
            assert len(self.room.jobs.list()) == len(self.intents)

    @invariant()
    def nothing_is_paid_twice_by_itself(self) -> None:
        if hasattr(self, "fake") and self.fake.dedupe != "local":
            charged = Counter(each["client_id"] for each in self.fake.charges())
            for job_id, times in charged.items():
                assert times <= 1 + self.resent[job_id]

    @invariant()
    def every_clip_is_whole_and_has_its_job(self) -> None:
        for clip in self.room.clips.search() if hasattr(self, "room") else ():
            job = self.room.jobs.get(clip.job)
            assert (job.state, job.clip) == ("done", clip.id)
            data = (self.room.home.root / clip.path).read_bytes()
            assert hashlib.sha256(data).hexdigest() == clip.sha256

    def teardown(self) -> None:
        if not hasattr(self, "room"):
            return
        self.fake.switches = Switches()

        async def end() -> None:
            await self.room.crash()
            self.room = await self.new_room()
            await asyncio.wait_for(self.room.dispatch.run_until_idle(), 20)

        try:
            self.do(end())
            assert not self.room.jobs.open_jobs()
            done = [job for job in self.room.jobs.list() if job.state == "done"]
            assert sorted(clip.job for clip in self.room.clips.search()) == sorted(job.id for job in done)
            assert len(list(self.room.home.clips.iterdir())) == len(done)
            unsure = {job.id for job in self.room.jobs.unsure()}
            assert {path.name for path in self.room.home.incoming.iterdir()} <= unsure
            assert self.room.escaped == []
        finally:
            self.do(self.room.close())
            self.loop.close()
            self.folder.cleanup()


TestJobs = Jobs.TestCase
TestJobs.settings = settings(
    max_examples=examples(8), stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
