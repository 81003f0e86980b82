"""Where jobs are worked on: one process owns the home and drives its lanes, every other one watches the rows change."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping

from app.domain.errors import Conflict, Fault
from app.domain.job import HELD, Job, Message
from app.domain.model import is_drawn_here
from app.jobs.lanes import Lane
from app.jobs.line import Line
from app.jobs.recovery import Recovery
from app.jobs.routes import Routes
from app.jobs.runner import Ground, Runner
from app.jobs.waking import Waking
from app.providers.base import Closing, Connection, Provider
from app.store import owner
from app.store.jobs import Mark, Queued, mark_of
from app.store.machine import Machine
from app.store.owner import Ownership
from app.tasks import TaskSet

WATCH_SECONDS = 0.5
"""How often the database is asked whether another process has written."""
STUCK_SECONDS = 5.0
"""How long a job is left alone after the disk, or a bug of ours, ended its runner."""
STARTS, STARTS_APART = 25, 0.01
"""So many jobs are begun at once, and seconds to the next ones."""
SEND_PATIENCE = 2.0
"""How long closing waits for submissions that are under way."""


class Floor:
    """The lanes and runners of one process. `tell` hears every change of a job, `tell_clips` that clips changed."""

    def __init__(
        self,
        ground: Ground,
        providers: Mapping[str, Provider],
        connections: tuple[Connection, ...],
        tasks: TaskSet,
        tell_clips: Callable[[], None],
    ) -> None:
        self._ground, self._providers, self._tasks = ground, providers, tasks
        self._tell_clips = tell_clips
        self.routes = Routes(providers, connections, ground)
        self.recovery = Recovery(ground, self.routes)
        self._line = Line(ground.jobs, self.routes)
        self._ownership: Ownership | None = None
        self._ready = False
        self._asked_for_home = False
        self._machine = Machine(ground.home)
        self._watching: asyncio.Task[None] | None = None
        self._runners: dict[str, tuple[Runner, asyncio.Task[None]]] = {}
        self._stuck: dict[str, float] = {}
        self._news = asyncio.Event()
        self._due = asyncio.Event()
        self._waiting = 0
        self._fault: Exception | None = None
        self._told: dict[str, Mark] = {}
        self._stamp, self._clip_stamp = ground.jobs.newest_stamp(), ground.clips.newest_stamp()
        self._data_version = -1
        self._waking = Waking(ground.clock, ground.steady)

    @property
    def drives(self) -> bool:
        """Whether this process owns the home and drives its jobs."""
        return self._ownership is not None

    def connect(self, connections: tuple[Connection, ...]) -> None:
        """Take over the connections there are now."""
        self.routes.connect(connections)
        self._line.forget()
        for runner, _ in self._runners.values():
            runner.hurry()
        self.pump()

    def begin(self) -> None:
        """Work in the background from now on. Needs a running loop."""
        if self._watching is None or self._watching.done():
            self._watching = self._tasks.spawn(self._watch(), "jobs")

    def is_elsewhere(self) -> bool:
        """Whether the home was worked on by another computer, and paid jobs in it are open: they may be going on there,
        and a person has to say that they go on here."""
        rows = self._ground.jobs.queue("unsure") if not self.drives and self._machine.is_other() else []
        return any(not is_drawn_here(row.model) for row in rows)

    def work_here(self) -> None:
        """A person says so."""
        self._machine.claim()
        self._due.set()

    def heard(self, job: Job) -> None:
        """Remember what was told, so that it is not told again when the row is seen to have changed."""
        self._told[job.id] = mark_of(job)
        self.wake()

    def heard_clips(self) -> None:
        """The same for clips."""
        self._clip_stamp = self._ground.clips.newest_stamp()

    def wake(self) -> None:
        """Let everybody look who waits for something to change."""
        news, self._news = self._news, asyncio.Event()
        news.set()

    async def news(self) -> None:
        """Wait until something changes, at most half a second."""
        event = self._news
        try:
            async with asyncio.timeout(WATCH_SECONDS):
                await event.wait()
        except TimeoutError:
            return

    async def until(self, done: Callable[[], bool], *, or_watching: bool = False) -> None:
        """Work, or watch, until `done()`; with `or_watching` also end where another process does the work.
        Raises what stopped a runner: a Fault where it was the disk."""
        if self.is_elsewhere():
            raise Conflict("library_elsewhere")
        self.begin()
        self._waiting += 1
        try:
            while not done():
                if self._fault is not None:
                    raise self._fault
                if or_watching and self._asked_for_home and not self.drives:
                    return
                await self.news()
            self._tell_changes()
        finally:
            self._waiting -= 1
            self._fault = None

    def works_on(self, job_id: str) -> bool:
        """Whether a runner of this process is not through with a job, its tidying up included."""
        return job_id in self._runners

    def is_idle(self) -> bool:
        """Whether no job is open that could go on."""
        if self._runners:
            return False
        if self.drives:
            self.pump()
            return self._ready and not self._runners
        lanes = [self.routes.lanes_of(row.connection, row.identity) for row in self._ground.jobs.queue()]
        return self._asked_for_home and not any(lanes)

    def pump(self) -> None:
        """Give every lane that has room its next job, if this process drives and a loop runs. What was sent is gone on
        with at once, that first whose clip is removed first."""
        if not (self.drives and self._ready and _has_loop()):
            return
        for lane, row, _ in self._line.refresh(self.works_on, self._left_alone()):
            self._start(lane, row)
        for _ in range(STARTS):
            if (turn := self._line.next()) is None:
                break
            self._start(*turn)
        else:
            # so many at once would be felt by whoever types
            asyncio.get_running_loop().call_later(STARTS_APART, self.pump)
        for job_id, why in self._line.stopped():
            # a job that cannot be sent before a person acts says why
            self._ground.tell(self._ground.jobs.note(self._ground.jobs.get(job_id), None, why))

    def heed(self) -> None:
        """Stop the jobs somebody has asked to cancel."""
        if not (self.drives and self._ready):
            return
        for job_id, state in self._ground.jobs.to_cancel():
            if job_id in self._runners:
                self._runners[job_id][0].stop()
            elif state == "queued" or self._ground.marks.holds(job_id):
                self._cancel_idle(job_id, sent=state != "queued")

    def try_again(self, job: Job) -> Job:
        """A person wants a job gone on with that was held. Whichever process drives it sees that by its row."""
        again = self._ground.jobs.note(job, None, None)
        self._tell_changes()
        self.pump()
        return again

    async def close(self) -> None:
        """Stop; wait a moment for submissions under way; let the home go."""
        tasks = [task for _, task in self._runners.values()] + ([self._watching] if self._watching else [])
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        until = asyncio.get_running_loop().time() + SEND_PATIENCE
        while len(self._ground.sends) and asyncio.get_running_loop().time() < until:
            await self.news()
        await self._ground.sends.close()
        for provider in self._providers.values():
            if isinstance(provider, Closing):
                await provider.close()
        if self._ownership is not None:
            self._ground.marks.end()
            self._ownership.release()
            self._ownership = None

    def raise_asked(self) -> bool:
        """Whether another start asked for our window since the last call."""
        return self._ownership is not None and self._ownership.raise_asked()

    # ---------------------------------------------------------------------------------------------------- watching

    async def _watch(self) -> None:
        self._waking.has_slept()
        while True:
            try:
                await self._look()
            except Fault as fault:
                self._failed(fault)
                await asyncio.sleep(STUCK_SECONDS)
            # not at each piece of news: what this process does it knows, and the others' may be told half a second late
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(WATCH_SECONDS):
                    await self._due.wait()
            self._due.clear()
            if self._waking.has_slept():
                await self._wake_up()

    async def _wake_up(self) -> None:
        """After a sleep: no connection from before is worth anything, and every look is due."""
        if (renew := getattr(self._ground.http, "renew", None)) is not None:
            await renew()
        for lane in self.routes:
            if lane.stopped is None:
                lane.retry()
        for runner, _ in self._runners.values():
            runner.hurry()
        self.pump()

    async def _look(self) -> None:
        """One look at the home: own it if nobody does, recover once, tell what others have written."""
        if self._ownership is None and not self.is_elsewhere():
            self._ownership = owner.take(self._ground.home)
            self._asked_for_home = True
            if self._ownership is not None:
                await asyncio.to_thread(self._machine.claim)
        if self.drives and not self._ready:
            await self.recovery.recover()
            await self._hold()
            self._ready = True
            for job in self._ground.jobs.unsure():
                self._reconcile(job)
            self.heed()
            self.pump()
            self.wake()
        if self._stuck:
            self.pump()
        version = self._ground.jobs.database.data_version()
        if version == self._data_version:
            return
        self._data_version = version
        self._tell_changes()
        self.heed()
        self.pump()

    async def _hold(self) -> None:
        """Leave alone what the program has ended over again and again, and say so. What a person has had tried again
        since is not held any more."""
        marks, jobs = self._ground.marks, self._ground.jobs
        new = await asyncio.to_thread(marks.begin)
        for row in await asyncio.to_thread(jobs.queue):
            if not marks.holds(row.id):
                continue
            job = await asyncio.to_thread(jobs.get, row.id)
            if row.id in new:
                self._ground.tell(await asyncio.to_thread(jobs.note, job, job.progress, Message(id=HELD)))
            elif not job.is_held:
                marks.forget(row.id)

    def _tell_changes(self) -> None:
        jobs, clips = self._ground.jobs, self._ground.clips
        newest, stamp = jobs.newest_stamp(), self._stamp
        self._stamp = newest
        for job_id, mark in jobs.changes(stamp):
            if self._ground.marks.holds(job_id):
                self._let_go(jobs.get(job_id))
            if self._told.get(job_id) != mark and job_id not in self._runners:
                self._ground.tell(jobs.get(job_id))
        # no row that was written before this is seen as changed again
        self._told.clear()
        if (newest_clip := clips.newest_stamp()) != self._clip_stamp:
            self._clip_stamp = newest_clip
            self._tell_clips()

    def _let_go(self, job: Job) -> None:
        if not job.is_held and job.state != "unsure":
            self._ground.marks.forget(job.id)

    # ----------------------------------------------------------------------------------------------------- running

    def _start(self, lane: Lane, row: Queued, others: bool = False) -> None:
        runner = Runner(self._ground, lane, others=others)
        if row.cancel_asked:
            runner.stop()
        lane.running[row.id] = row.draft_id
        self._line.begun(row)
        self._runners[row.id] = (runner, self._tasks.spawn(self._run(runner, lane, row), f"job {row.id}"))

    async def _run(self, runner: Runner, lane: Lane, row: Queued) -> None:
        try:
            job = await runner.run(self._ground.jobs.get(row.id))
            if job.state == "unsure":
                self._reconcile(job)
        except Exception as error:
            self._stuck[row.id] = asyncio.get_running_loop().time() + STUCK_SECONDS
            self._failed(error)
        finally:
            lane.running.pop(row.id, None)
            self._runners.pop(row.id, None)
            self._line.ended(row)
            self.wake()
        self.pump()

    def _reconcile(self, job: Job) -> None:
        if self._ground.marks.holds(job.id):
            return

        async def settle() -> None:
            try:
                await self.recovery.reconcile(job)
            except Conflict:
                return
            self.pump()

        self._tasks.spawn(settle(), f"settle {job.id}")

    def _cancel_idle(self, job_id: str, *, sent: bool) -> None:
        """Cancel a job that nobody works on."""
        ground = self._ground
        try:
            job = ground.jobs.get(job_id)
            message = Message(id="message.let_go" if sent else "message.not_sent")
            ground.tell(ground.jobs.move(job, "cancelled", at=ground.now(), message=message))
        except Conflict:
            return

    def _failed(self, fault: Exception) -> None:
        """Hand a fault or bug to who waits for us; with nobody waiting, to who hears what escapes a task."""
        if self._waiting:
            self._fault = fault
            self.wake()
        else:
            self._tasks.spawn(_raise(fault), "fault")

    def _left_alone(self) -> set[str]:
        now = asyncio.get_running_loop().time()
        self._stuck = {job: until for job, until in self._stuck.items() if until > now}
        return {*self._stuck, *self._ground.marks.held()}


async def _raise(fault: Exception) -> None:
    raise fault


def _has_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
