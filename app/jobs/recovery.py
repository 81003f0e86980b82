"""What a start finds after a crash, and how an unknown outcome is settled: by asking, never by guessing."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Literal

from app.domain.errors import Conflict, ProviderFault
from app.domain.job import Attempt, Job, Message
from app.jobs.frozen import thaw
from app.jobs.lanes import LEAST_WAIT, Lane
from app.jobs.routes import Routes
from app.jobs.runner import Ground, clean
from app.providers.base import Dedupe, Remote, Sent

SETTLE_SECONDS = 180.0
"""A submission that looked dead may still be travelling this long after it was sent: twice what an answer may take."""
ABSENCES = 3
LOOK_GAPS = (0.0, SETTLE_SECONDS, 60.0, 180.0)
"""A look at once, which may find it; then as many as are needed, at growing gaps, before "not there" is believed."""
LATE_GAPS = (600.0, 1200.0, 1200.0)
"""Further looks into a list that may name a job only when it has ended."""


class Recovery:
    """Brings the rows of one home into a state from which runners can go on."""

    def __init__(self, ground: Ground, routes: Routes) -> None:
        self._ground = ground
        self._routes = routes
        self._judging = asyncio.Lock()
        """Held from what is known of all twins to the binding of one, so that no other is judged by half of it."""

    async def recover(self) -> None:
        """Look at every open row. Free local work is queued again with its folder removed; a paid row found in
        `sending` becomes `unsure`; what was accepted is simply watched on. Then clear what no row names."""
        jobs = self._ground.jobs
        await self._bind_slots()
        queue = await asyncio.to_thread(jobs.queue)
        for row in queue:
            # thousands may be in line, and what is queued was left by nobody
            if row.state in ("sending", "waiting") and (lanes := self._routes.lanes_of(row.connection, row.identity)):
                await self._recover(row.id, row.state, lanes[0].provider.spec.dedupe == "local")
        kept = {row.id for row in queue}
        kept |= {job.id for job in await asyncio.to_thread(jobs.unsure)}
        await asyncio.to_thread(self._ground.intake.sweep, kept)
        for job_id in await asyncio.to_thread(self._ground.clips.fetchable):
            await self._fetch_again(await asyncio.to_thread(jobs.get, job_id))

    async def _fetch_again(self, job: Job) -> None:
        """Have a clip whose file is gone brought once more, where its provider may still hold it."""
        lane = self._routes.lane(job)
        if lane is None or lane.provider.spec.dedupe == "local":
            return
        kept = lane.provider.spec.kept_seconds
        age = (self._ground.clock() - datetime.fromisoformat(job.changed)).total_seconds()
        if kept is None or age < kept:
            await self._ground.move(job, "waiting", Message(id="message.file_gone"))

    async def look(self, job: Job) -> tuple[Job, list[str] | None]:
        """Ask the provider once about an unsure job. Binds a single match where the provider's grade allows that;
        returns the job and the candidates, None where nobody could tell."""
        lane = self._routes.lane(job)
        if lane is None:
            raise Conflict("no_connection", connection=job.connection)
        found = await self._find(job, lane)
        return (job, None) if found is None or isinstance(found, str) else await self._judge(job, lane, found)

    async def _judge(self, job: Job, lane: Lane, found: list[Remote]) -> tuple[Job, list[str]]:
        """Bind the one that is this job, and say which may be."""
        free = list(dict.fromkeys(remote.id for remote in found))
        async with self._judging:
            taken = await asyncio.to_thread(self._ground.jobs.bound, free)
            free = [remote_id for remote_id in free if remote_id not in taken]
            own = await self._own(job, free, lane.provider.spec.dedupe)
            return (job if own is None else await self.bind(job, own)), free

    async def _own(self, job: Job, free: list[str], dedupe: Dedupe) -> str | None:
        """Which of the candidates is this job, by more than a guess. Unsure jobs that asked for the very same share
        what a list shows in their order, for they are interchangeable; but not more than there are of them, and nothing
        while one of them is on its way, for the candidate may be that one."""
        if dedupe == "client_id":
            return free[0] if len(free) == 1 else None
        if dedupe != "list" or not free:
            return None
        twins = await asyncio.to_thread(self._ground.jobs.twins, job)
        if len(free) > len(twins) or any(state == "sending" for _, state in twins):
            return None
        # none of them where somebody has settled it meanwhile
        shared = dict(zip((name for name, _ in twins), sorted(free), strict=False))
        return shared.get(job.id)

    async def _has_twin_under_way(self, job: Job) -> bool:
        return any(state == "sending" for _, state in await asyncio.to_thread(self._ground.jobs.twins, job))

    async def bind(self, job: Job, remote_id: str) -> Job:
        """It is this one. Conflict where the id belongs to another job here."""
        if await asyncio.to_thread(self._ground.jobs.bound, [remote_id]):
            raise Conflict("remote_taken", remote=remote_id)
        return await self._ground.move(job, "waiting", None, remote_id=remote_id)

    async def absent(self, job: Job) -> Job:
        """It was never accepted: the job ends without a clip."""
        return await self._ground.move(job, "failed", Message(id="message.absent"))

    async def resend(self, job: Job) -> Job:
        """Send it again, byte for byte; it may be charged twice."""
        return await self._ground.move(job, "queued", Message(id="message.resent"))

    async def reconcile(self, job: Job) -> Job:
        """Settle an unsure job by itself where its provider allows that: look until it is found. With a client id,
        three clean answers "not there" after the time of settling send it again under the same id. Time is what passes
        here, whatever the wall clock says; a look without an answer is made again."""
        lane = self._routes.lane(job)
        if lane is None or lane.provider.spec.dedupe not in ("client_id", "list"):
            return job
        by_id = lane.provider.spec.dedupe == "client_id"
        gaps = [*LOOK_GAPS, *(() if by_id else LATE_GAPS)]
        absences = 0
        while gaps:
            await self._ground.steady.sleep(gaps[0])
            job = await asyncio.to_thread(self._ground.jobs.get, job.id)
            try:
                found = await self._find(job, lane) if job.state == "unsure" else "cannot"
            except ProviderFault:
                return job
            if isinstance(found, str):
                return job
            if found is None:
                # the connection itself says how long it wants to be left alone
                gaps[0] = LEAST_WAIT
                continue
            settled = len(gaps) < len(LOOK_GAPS) or not by_id
            del gaps[0]
            job, candidates = await self._judge(job, lane, found)
            if job.state != "unsure":
                return job
            if candidates and await self._has_twin_under_way(job):
                # what is listed may be that one's: as soon as its answer is there, this is looked at again
                gaps.insert(0, LEAST_WAIT)
                continue
            absences += settled and not candidates
        if by_id and absences >= ABSENCES:
            return await self._ground.move(job, "queued", Message(id="message.proven_absent"))
        return job

    async def _bind_slots(self) -> None:
        """Give jobs the remote ids that were saved while the disk refused their rows."""
        saved = await asyncio.to_thread(self._ground.slots.remote_ids)
        known = {job.id: job for job in [*self._ground.jobs.open_jobs(), *self._ground.jobs.unsure()]} if saved else {}
        for job_id, remote_id in saved.items():
            if (job := known.get(job_id)) is None:
                continue
            if job.state == "sending":
                job = await self._ground.move(job, "unsure")
            if job.state == "unsure":
                await self._ground.move(job, "waiting", remote_id=remote_id)
            await asyncio.to_thread(self._ground.slots.clear, job_id)

    async def _recover(self, job_id: str, state: str, local: bool) -> None:
        if local:
            await asyncio.to_thread(clean, self._ground.home, job_id)
            job = await asyncio.to_thread(self._ground.jobs.get, job_id)
            await self._ground.move(job, "queued", Message(id="message.again"))
        elif state == "sending":
            job = await asyncio.to_thread(self._ground.jobs.get, job_id)
            await self._ground.move(job, "unsure", Message(id="message.unsure"))

    async def _find(self, job: Job, lane: Lane) -> list[Remote] | Literal["cannot"] | None:
        """Remote jobs that may be this one; "cannot" where nobody can tell, None where nobody answered."""
        extra = await asyncio.to_thread(self._ground.jobs.extra, job.id)
        # another account's key finds nothing, and that would pass for proof
        await lane.prove(self._ground.http, extra.frozen.identity)
        sent = Sent(client_id=job.id, at=self._sent(job).at, model=job.model, payload=thaw(extra.frozen))
        try:
            async with lane.turn():
                return await lane.provider.find(self._ground.http, lane.connection, sent)
        except ProviderFault:
            return None

    def _sent(self, job: Job) -> Attempt:
        """The last attempt that was sent."""
        attempts = self._ground.jobs.attempts(job.id)
        return next((each for each in reversed(attempts) if each.state == "sending"), attempts[-1])
