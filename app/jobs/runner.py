"""Takes one job along its states: every move is on disk before the act, and silence is never taken for an answer."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.domain.connection import Connection
from app.domain.errors import Conflict, Fault, ProviderFault, StorageFault
from app.domain.job import Job, Message, State
from app.jobs.fetching import Fetching
from app.jobs.frozen import freeze, thaw
from app.jobs.intake import Intake
from app.jobs.lanes import CLEAR, Lane, SteadyClock
from app.jobs.outcome import is_unexplained, outcome_of, said
from app.net.recording import recorded, said_by
from app.providers.base import (
    Asset,
    Cancelled,
    Http,
    Output,
    Payload,
    Progress,
    Remote,
    Uploaded,
    is_clip,
)
from app.store.clips import Clips, names_in
from app.store.files import remove_folder
from app.store.jobs import Jobs
from app.store.marks import Marks
from app.store.paths import Home
from app.store.slots import Slots
from app.store.uploads import Uploads
from app.tasks import TaskSet

NOTE_SECONDS = 2.0
"""Progress is written at most this often; in between it is only told."""
GONE_LOOKS = 3
"""A provider that no longer knows a job is believed after this many looks …"""
GONE_SECONDS = 600.0
"""… over at least this long."""
OTHER_SECONDS = 60.0
"""Between two looks at whether the key of a job's account is back."""
LOCAL_TRIES = 3
"""How often a worker of ours may die over the same job before that is given up."""
PRICE_APART = 0.1
"""From this share of the price shown on, another price is spoken of."""

Download = Callable[[Output, Path, Connection], Awaitable[None]]
"""Fetches an output of a connection's job into a part file."""


@dataclass(frozen=True)
class Ground:
    """What every runner stands on."""

    home: Home
    jobs: Jobs
    clips: Clips
    intake: Intake
    slots: Slots
    uploads: Uploads
    marks: Marks
    sends: TaskSet
    """Submissions under way: they outlive a runner that is stopped, so that the answer is written down."""
    clock: Callable[[], datetime]
    steady: SteadyClock
    download: Download
    http: Http
    tell: Callable[[Job], None]

    def now(self) -> str:
        """The wall clock as stored."""
        return self.clock().isoformat(timespec="milliseconds")

    async def move(self, job: Job, state: State, message: Message | None = None, **fields: Any) -> Job:
        """Move a job, have it on disk, and tell it."""
        moved = await asyncio.to_thread(lambda: self.jobs.move(job, state, at=self.now(), message=message, **fields))
        self.tell(moved)
        return moved


class Runner:
    """Drives one job until it is no longer open."""

    def __init__(self, ground: Ground, lane: Lane, *, others: bool = False) -> None:
        """`others`: whether the job may as well be sent elsewhere, where this lane cannot send it."""
        self._others = others
        self._ground = ground
        self._lane = lane
        self._provider = lane.provider
        self._local = lane.provider.spec.dedupe == "local"
        self._stop, self._news = asyncio.Event(), asyncio.Event()
        self._fetching = Fetching(ground, lane, self._note, self._rest)
        self._gone: list[float] = []
        self._remote = ""
        self._deaths = 0
        self._unsent = False
        self._noted = float("-inf")

    def stop(self) -> None:
        """Ask for the job to be cancelled."""
        if not self._stop.is_set():
            self._lane.leave_line(self._remote)
        self._stop.set()
        self._news.set()
        self._lane.stir()

    def hurry(self) -> None:
        """Do now what is waited for: time has passed that nobody counted."""
        self._news.set()

    async def run(self, job: Job) -> Job:
        """Go on from where the job is. Returns it as it ended, `unsure`, or `queued` again where another lane may send
        it, or this one only after a person has acted. StorageFault where nothing can be written any more; the row is
        then as it was."""
        steps = {"queued": self._send, "waiting": self._wait, "fetching": self._fetching.fetch}
        while job.state in steps and not (self._unsent and (self._others or self._lane.stopped is not None)):
            try:
                job = await steps[job.state](job)
            except Conflict as conflict:
                if conflict.id != "job_moved":
                    raise
                job = await asyncio.to_thread(self._ground.jobs.get, job.id)
        if job.state != "unsure":
            if not job.is_open:
                self._ground.marks.forget(job.id)
            await asyncio.to_thread(clean, self._ground.home, job.id)
        return job

    # ------------------------------------------------------------------------------------------------------ queued

    async def _send(self, job: Job) -> Job:
        await self._lane.clear(self._stop)
        if self._stop.is_set():
            return await self._ground.move(job, "cancelled", Message(id="message.not_sent"))
        if self._lane.stopped is not None:
            self._unsent = True
            return job
        try:
            payload, job = await self._payload(job)
        except CLEAR as fault:
            return await self._ground.move(job, "failed", said(fault))
        except ProviderFault as fault:
            # nothing was asked that costs: pictures may be brought again
            self._unsent = True
            return await self._note(job, None, said(fault))
        await asyncio.to_thread(clean, self._ground.home, job.id)
        if self._stop.is_set():
            # a clip may have taken minutes to bring
            return await self._ground.move(job, "cancelled", Message(id="message.not_sent"))
        await asyncio.to_thread(self._ground.home.prove)
        if not self._local:
            await asyncio.to_thread(self._ground.slots.prepare)
        try:
            async with self._lane.cautiously(self._ground.http):
                job = await self._begin(job)
                # a runner that is stopped here must not lose the answer
                return await asyncio.shield(self._ground.sends.spawn(self._submit(job, payload), f"send {job.id}"))
        except ProviderFault as fault:
            # of what was asked before it; what the submission itself meets never comes here
            self._unsent = True
            return await self._note(job, None, said(fault))

    async def _begin(self, job: Job) -> Job:
        """Have it on disk that the job is being sent. Where the runner is stopped meanwhile nothing was sent yet, and
        that is no unknown outcome."""
        begun = self._ground.sends.spawn(self._ground.move(job, "sending"), f"begin {job.id}")
        try:
            return await asyncio.shield(begun)
        except asyncio.CancelledError:
            with contextlib.suppress(Fault):
                await self._ground.move(await begun, "queued")
            raise

    async def _payload(self, job: Job) -> tuple[Payload, Job]:
        frozen = (await asyncio.to_thread(self._ground.jobs.extra, job.id)).frozen
        # a job belongs to the one server that it is sent to, and to the account whose key goes along
        account = "" if self._local else await self._lane.account(self._ground.http)
        own = self._lane.connection.replace(account=account).model_dump_json()
        if not self._local and frozen.identity != own:
            frozen = await asyncio.to_thread(self._ground.jobs.assign, job, frozen, own)
        if frozen.body is not None:
            return thaw(frozen), job
        uploaded: dict[str, Uploaded] = {}
        for asset in self._provider.inputs(job.request):
            uploaded[asset.name] = await self._upload(asset, job)
        async with self._ground.marks.acting(job.id):
            payload = self._provider.payload(job.request, uploaded, self._lane.connection, job.id)
        job = await asyncio.to_thread(self._ground.jobs.freeze, job, freeze(payload, frozen.identity))
        return payload, job

    async def _upload(self, asset: Asset, job: Job) -> Uploaded:
        """Bring a picture or clip there, once for as long as it lasts there."""
        if (known := await self._brought(asset)) is not None:
            return known
        placed = asset.replace(file=str(self._ground.home.asset_file(asset.name)))
        # a picture that goes along as text is only read here: that says nothing of the connection
        turn = contextlib.nullcontext() if self._provider.spec.inlines else self._lane.turn()
        if is_clip(asset):
            turn = self._lane.bringing(asset.name)
        # whoever is acted upon alone may not wait for a turn that waits for it
        async with turn, self._ground.marks.acting(job.id):
            if is_clip(asset):
                # another job may have brought the same one meanwhile
                if (known := await self._brought(asset)) is not None:
                    return known
                self._ground.tell(job.replace(message=Message(id="message.bringing_clip")))
            uploaded = await self._provider.upload(self._ground.http, self._lane.connection, placed)
            if not uploaded.inline:
                server, uploads = self._lane.connection.address, self._ground.uploads
                await asyncio.to_thread(uploads.keep, server, asset.name, uploaded.reference, uploaded.expires)
        return uploaded

    async def _brought(self, asset: Asset) -> Uploaded | None:
        """The reference to what was brought there before and is still good."""
        server, uploads = self._lane.connection.address, self._ground.uploads
        known = await asyncio.to_thread(uploads.find, server, asset.name, self._ground.now())
        return Uploaded(name=asset.name, reference=known[0], expires=known[1]) if known is not None else None

    async def _submit(self, job: Job, payload: Payload) -> Job:
        """One submission and what became of it, written down."""
        client_id = await asyncio.to_thread(self._client_id, job)
        http = recorded(self._ground.http)
        try:
            async with self._ground.marks.acting(job.id):
                remote = await self._provider.submit(http, self._lane.connection, payload, client_id)
        except Exception as error:
            outcome = outcome_of(error, local=self._local)
            if outcome.trouble:
                self._lane.trouble(error, doubtful=outcome.state == "unsure")
            self._unsent = outcome.state == "queued"
            moved = await self._ground.move(job, outcome.state, said(error), answer=said_by(http))
            if isinstance(error, Fault):
                return moved
            # our own bug, or the client's
            raise
        self._lane.well()
        return await self._bind(job, remote, said_by(http))

    async def _bind(self, job: Job, remote: Remote, answer: str) -> Job:
        """Write down the remote id. A disk that refuses it is tried until it takes it: the id is all there is. Until
        then it stands in the slot kept for that."""
        kept = False
        while True:
            try:
                bound = await self._ground.move(job, "waiting", remote_id=remote.id, answer=answer)
            except StorageFault as fault:
                if self._local:
                    raise
                self._ground.tell(job.replace(message=said(fault)))
                if not kept:
                    # a folder that is gone takes neither; then it stands in memory until one of the two is there again
                    with contextlib.suppress(StorageFault):
                        await asyncio.to_thread(self._ground.slots.put, job.id, remote.id)
                        kept = True
                await self._ground.steady.sleep(NOTE_SECONDS)
                continue
            if kept:
                # one that stays there is found at the next start to belong to a row by then, and forgotten
                with contextlib.suppress(StorageFault):
                    await asyncio.to_thread(self._ground.slots.clear, job.id)
            return bound

    def _client_id(self, job: Job) -> str:
        """The job's id; local work adds the number of the attempt, so that a dying worker of the last one cannot
        write where the next one does."""
        if not self._local:
            return job.id
        return f"{job.id}.{sum(attempt.state == 'sending' for attempt in self._ground.jobs.attempts(job.id))}"

    # ----------------------------------------------------------------------------------------------------- waiting

    async def _wait(self, job: Job) -> Job:
        remote = Remote(id=job.remote_id or "")
        self._remote = remote.id
        identity = (await asyncio.to_thread(self._ground.jobs.extra, job.id)).frozen.identity
        asked = False
        while job.state == "waiting":
            try:
                await self._lane.prove(self._ground.http, identity)
            except ProviderFault as fault:
                job = await self._not_ours(job, fault)
                continue
            if self._stop.is_set() and not asked:
                job, asked = await self._cancel(job, remote)
                if job.state != "waiting":
                    break
            try:
                # what a cancel has come to may be known by a look only
                progress = await self._lane.look(self._ground.http, remote, job.id, first=self._stop.is_set())
            except ProviderFault as fault:
                job = await self._note(job, job.progress, said(fault))
                continue
            if progress is None:
                continue
            job = await self._follow(job, progress)
            if job.state == "waiting":
                seconds = progress.wait or self._provider.spec.poll_seconds
                await self._rest(self._lane.until_look(seconds))
        return job

    async def _not_ours(self, job: Job, fault: ProviderFault) -> Job:
        """Nothing is asked with another account's key: it would not know the job, or stop one that is not this one."""
        if self._stop.is_set():
            return await self._ground.move(job, "cancelled", Message(id="message.let_go"))
        job = await self._note(job, job.progress, said(fault))
        await self._rest(OTHER_SECONDS)
        return job

    async def _rest(self, seconds: float) -> None:
        """Wait until it is worth looking again, or until there is news: a cancel is wanted, the machine woke up."""
        await self._ground.steady.wait(self._news, seconds)
        self._news.clear()

    async def _follow(self, job: Job, progress: Progress) -> Job:
        """Draw the consequence of one look."""
        if progress.state == "running":
            self._gone.clear()
            return await self._note(job, progress.fraction, progress.message)
        if progress.state == "done" and progress.outputs:
            outputs = json.dumps([output.model_dump() for output in progress.outputs])
            return await self._ground.move(
                job, "fetching", None, outputs=outputs, progress=1.0, **self._told(job, progress)
            )
        died = self._local and progress.state == "failed" and is_unexplained(progress.message)
        if progress.state == "gone" or progress.state == "done" or died:
            return await self._missed(job, progress)
        return await self._ground.move(job, progress.state, progress.message, **self._told(job, progress))

    def _told(self, job: Job, progress: Progress) -> dict[str, Any]:
        """What the look that ended it said of money and of the clip, and its answer."""
        told: dict[str, Any] = {"answer": self._lane.said}
        remarks = progress.remarks
        if progress.usd is not None:
            told["usd_actual"] = progress.usd
            if job.usd_estimate is not None and abs(progress.usd - job.usd_estimate) > PRICE_APART * job.usd_estimate:
                args = {"charged": f"{progress.usd:.2f}", "asked": f"{job.usd_estimate:.2f}"}
                remarks = (*remarks, Message(id="message.other_price", args=args))
        return told | ({"remarks": remarks} if remarks else {})

    async def _missed(self, job: Job, progress: Progress) -> Job:
        """The provider does not know the job, or has nothing to show for it."""
        if self._local:
            self._deaths += 1
            if self._deaths >= LOCAL_TRIES:
                return await self._ground.move(job, "failed", progress.message or Message(id="message.worker_died"))
            return await self._ground.move(job, "queued", progress.message)
        now = self._ground.steady.now()
        self._gone.append(now)
        if len(self._gone) >= GONE_LOOKS and now - self._gone[0] >= GONE_SECONDS:
            return await self._ground.move(job, "lost", Message(id="message.lost"), answer=self._lane.said)
        return await self._note(job, job.progress, Message(id="message.not_found_yet"))

    async def _cancel(self, job: Job, remote: Remote) -> tuple[Job, bool]:
        """Stop the work as far as the provider can; only its word makes a job `cancelled` where it can stop at all. And
        whether it was answered: where it was not, it is asked again after the next look."""
        try:
            answer = await self._lane.cancel(self._ground.http, remote)
        except ProviderFault as fault:
            return await self._note(job, job.progress, said(fault)), isinstance(fault, CLEAR)
        if not isinstance(answer, Cancelled):
            return await self._ground.move(job, "cancelled", Message(id="message.not_watched")), True
        if answer.final:
            return await self._ground.move(job, "cancelled", answer.message), True
        return await self._note(job, job.progress, answer.message or Message(id="message.cancel_asked")), True

    # --------------------------------------------------------------------------------------------------- the ledger

    async def _note(self, job: Job, progress: float | None, message: Message | None) -> Job:
        """Tell how far it is; write it now and then, and always when the words change."""
        if (job.progress, job.message) == (progress, message):
            return job
        now = self._ground.steady.now()
        noted: Job = job.replace(progress=progress, message=message)
        if now - self._noted >= NOTE_SECONDS or job.message != message:
            self._noted = now
            noted = await asyncio.to_thread(self._ground.jobs.note, job, progress, message)
        self._ground.tell(noted)
        return noted


def clean(home: Home, job_id: str) -> None:
    """Remove what the attempts of a job left in `incoming`."""
    for name in names_in(home.incoming):
        if name.partition(".")[0] == job_id:
            remove_folder(home.incoming / name)
