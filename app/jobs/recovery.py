"""What a start finds after a crash, and how an unknown outcome is settled: by asking, never by guessing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from app.domain.errors import Conflict, ProviderFault
from app.domain.job import Attempt, Job, Message
from app.jobs.lanes import Lane
from app.jobs.runner import Ground, clean, thaw
from app.providers.base import Remote, Sent

SETTLE_SECONDS = 120.0
"""A submission that looked dead may still be travelling this long after it was sent."""
LOOK_GAPS = (0.0, 60.0, 180.0)
"""Three looks, at growing gaps, before "not there" is believed."""


class Recovery:
    """Brings the rows of one home into a state from which runners can go on."""

    def __init__(self, ground: Ground, lane_of: Callable[[Job], Lane | None]) -> None:
        self._ground = ground
        self._lane_of = lane_of

    async def recover(self) -> None:
        """Look at every open row. Free local work is queued again with its folder removed; a paid row found in
        `sending` becomes `unsure`; what was accepted is simply watched on. Then clear what no row names."""
        jobs = self._ground.jobs
        await self._bind_slots()
        for job in await asyncio.to_thread(jobs.open_jobs):
            lane = self._lane_of(job)
            if lane is not None:
                await self._recover(job, lane.provider.spec.dedupe == "local")
        kept = {row.id for row in await asyncio.to_thread(jobs.queue)}
        kept |= {job.id for job in await asyncio.to_thread(jobs.unsure)}
        await asyncio.to_thread(self._ground.intake.sweep, kept)

    async def look(self, job: Job) -> tuple[Job, list[str] | None]:
        """Ask the provider once about an unsure job. Binds a single match where the provider's grade allows that;
        returns the job and the candidates, None where nobody could tell."""
        lane = self._lane_of(job)
        if lane is None:
            raise Conflict("no_connection", connection=job.connection)
        found = await self._find(job, lane)
        if found is None:
            return job, None
        free = [remote.id for remote in found]
        taken = await asyncio.to_thread(self._ground.jobs.bound, free)
        free = [remote_id for remote_id in free if remote_id not in taken]
        if len(free) == 1 and lane.provider.spec.dedupe in ("client_id", "list"):
            return await self.bind(job, free[0]), free
        return job, free

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
        three clean answers "not there" after the time of settling send it again under the same id."""
        lane = self._lane_of(job)
        if lane is None or lane.provider.spec.dedupe not in ("client_id", "list"):
            return job
        absences = 0
        for gap in (0.0, max(0.0, SETTLE_SECONDS - self._age(job)), *LOOK_GAPS[1:]):
            await self._ground.steady.sleep(gap)
            job = await asyncio.to_thread(self._ground.jobs.get, job.id)
            if job.state != "unsure":
                return job
            settled = self._age(job) >= SETTLE_SECONDS
            job, candidates = await self.look(job)
            if job.state != "unsure" or candidates:
                return job
            absences += settled and candidates is not None
        if lane.provider.spec.dedupe == "client_id" and absences >= len(LOOK_GAPS):
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

    async def _recover(self, job: Job, local: bool) -> None:
        if local and job.state in ("sending", "waiting"):
            await asyncio.to_thread(clean, self._ground.home, job.id)
            await self._ground.move(job, "queued", Message(id="message.again"))
        elif job.state == "sending":
            await self._ground.move(job, "unsure", Message(id="message.unsure"))

    async def _find(self, job: Job, lane: Lane) -> list[Remote] | None:
        """Remote jobs that may be this one; None where nobody can tell or nobody answered."""
        extra = await asyncio.to_thread(self._ground.jobs.extra, job.id)
        sent = Sent(client_id=job.id, at=self._sent(job).at, model=job.model, payload=thaw(extra.frozen))
        try:
            async with lane.turn():
                found = await lane.provider.find(self._ground.http, lane.connection, sent)
        except ProviderFault:
            return None
        return None if isinstance(found, str) else found

    def _sent(self, job: Job) -> Attempt:
        """The last attempt that was sent."""
        attempts = self._ground.jobs.attempts(job.id)
        return next((each for each in reversed(attempts) if each.state == "sending"), attempts[-1])

    def _age(self, job: Job) -> float:
        """Seconds since it was sent, by the wall clock; a clock that was set back counts as no time."""
        sent = datetime.fromisoformat(self._sent(job).at)
        return max(0.0, (self._ground.clock() - sent).total_seconds())
