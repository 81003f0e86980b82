"""Brings the clip of one job here: again and again while its provider has it, with a new link where one has ended."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import BadFile, ProviderFault, StorageFault
from app.domain.job import Job, Message
from app.jobs.deadlines import removal, urgency
from app.jobs.lanes import Lane, backoff
from app.jobs.outcome import said
from app.net.download import LinkGone
from app.providers.base import Output
from app.store.files import storage_fault

if TYPE_CHECKING:
    from app.jobs.runner import Ground

DISK_SECONDS = 30.0
"""Between two tries to put a paid clip on a disk that refuses it."""
MOST_OTHERS = 9
"""Of what a job has made beside its clip."""
BAD_TRIES = 2
"""Files that are not whole, one after the other, before a job is given up."""
LINK_TRIES = 3
"""A link that fails this often, one after the other, is asked for anew."""
GONE_SECONDS = 600.0
GONE_MOST = 900.0
"""Seconds between two questions for a link that goes on being dead: doubling up to this."""
UNKNOWN_SECONDS = 24 * 3600.0
"""How long a dead link is asked for anew where nobody says how long the clip is kept."""

Note = Callable[[Job, float | None, Message | None], Awaitable[Job]]
Rest = Callable[[float], Awaitable[None]]


class Fetching:
    """The last stretch of one runner: from the provider's word that it is done to the clip in the library."""

    def __init__(self, ground: Ground, lane: Lane, note: Note, rest: Rest) -> None:
        """`note` tells and writes how far it is, `rest` waits unless there is news for the job."""
        self._ground, self._lane, self._note, self._rest = ground, lane, note, rest
        self._local = lane.provider.spec.dedupe == "local"
        self._kept = lane.provider.spec.kept_seconds
        self._bad = 0
        self._failed = 0
        self._gone: list[float] = []

    async def fetch(self, job: Job) -> Job:
        """One try. The job is then done, given up, still to be fetched, or `waiting` for another link."""
        extra = await asyncio.to_thread(self._ground.jobs.extra, job.id)
        output, *others = [Output.model_validate(each) for each in json.loads(extra.outputs)]
        part = Path(output.file) if output.file else self._ground.home.incoming / job.id / "clip.part"
        hurry = urgency(extra.sent, extra.outputs, self._kept)
        try:
            if output.url and self._ground.intake.landed(job) is None:
                await self._bring(job, output, part, hurry)
            remarks = [each for each in [await self._bring_others(job, others[:MOST_OTHERS], hurry)] if each]
            async with self._ground.marks.acting(job.id):
                done = await self._ground.intake.take(job, part, (*job.remarks, *remarks))
        except BadFile as fault:
            return await self._refetch(job, part, fault)
        except (StorageFault, OSError) as fault:
            told = fault if isinstance(fault, StorageFault) else storage_fault(fault, part)
            return await self._refused_by_disk(job, told)
        except LinkGone as fault:
            return await self._refresh(job, removal(extra.sent, extra.outputs, self._kept), fault)
        except ProviderFault as fault:
            return await self._later(job, fault)
        self._ground.tell(done)
        return done

    async def _bring(self, job: Job, output: Output, part: Path, hurry: float) -> None:
        """Download it. A few at once for each connection: the one that is removed first is next."""
        if output.keyed:
            extra = await asyncio.to_thread(self._ground.jobs.extra, job.id)
            await self._lane.prove(self._ground.http, extra.frozen.identity)
        async with self._lane.fetches.taken(hurry), self._ground.marks.acting(job.id):
            await asyncio.to_thread(self._ground.home.make_inside, part.parent)
            await self._ground.download(output, part, self._lane.connection)
        self._failed = 0

    async def _bring_others(self, job: Job, others: list[Output], hurry: float) -> Message | None:
        """Bring what else a job has made, each as a clip of its own. One that cannot be had, or is no clip, does not
        hold up the one that was asked for: it is spoken of."""
        missing = 0
        for number, output in enumerate(others, 2):
            part = self._ground.home.incoming / job.id / f"other-{number}.part"
            for last in (False, True):
                try:
                    if not await asyncio.to_thread(self._ground.intake.has_other, job, number):
                        await self._bring(job, output, part, hurry)
                        await self._ground.intake.take_other(job, number, part)
                    break
                except (BadFile, ProviderFault):
                    missing += last
        return Message(id="message.others_missing", args={"n": missing}) if missing else None

    async def _later(self, job: Job, fault: ProviderFault) -> Job:
        """Where clips lie is another host than the one that makes them: this says nothing about the connection."""
        self._failed += 1
        job = await self._note(job, 1.0, said(fault))
        await self._rest(backoff(self._failed))
        return job if self._failed % LINK_TRIES else await self._ground.move(job, "waiting", said(fault))

    async def _refresh(self, job: Job, until: datetime | None, fault: LinkGone) -> Job:
        """Ask for another link, the first time at once. A clip is given up only where the provider goes on showing a
        dead link after the time for which it keeps what it made."""
        now = self._ground.steady.now()
        self._gone.append(now)
        if now - self._gone[0] >= GONE_SECONDS and self._is_past(until, now - self._gone[0]):
            return await self._ground.move(job, "expired", Message(id="message.removed"))
        if len(self._gone) > 1:
            job = await self._note(job, 1.0, said(fault))
            await self._rest(min(GONE_MOST, 2.0 ** len(self._gone)))
        return await self._ground.move(job, "waiting", said(fault))

    def _is_past(self, until: datetime | None, seconds: float) -> bool:
        # by the clock of who set the time
        now = self._ground.clock() + timedelta(seconds=self._lane.skew)
        return now > until if until is not None else seconds > UNKNOWN_SECONDS

    async def _refetch(self, job: Job, part: Path, fault: BadFile) -> Job:
        """The file is not whole. Our own film is drawn again (most often a crash came while it was written); a
        provider's is asked for once more and then put aside."""
        self._bad += 1
        if self._bad >= BAD_TRIES:
            if not self._local:
                await asyncio.to_thread(self._ground.intake.quarantine, part)
            return await self._ground.move(job, "failed", said(fault))
        job = await self._ground.move(job, "waiting", said(fault))
        if self._local:
            return await self._ground.move(job, "queued", said(fault))
        await asyncio.to_thread(part.unlink, missing_ok=True)
        return job

    async def _refused_by_disk(self, job: Job, fault: StorageFault) -> Job:
        """Free work is given up with a reason; a paid clip waits for the disk."""
        if self._local:
            await asyncio.to_thread(self._ground.intake.withdraw, job.id)
            return await self._ground.move(job, "failed", said(fault))
        await self._note(job, 1.0, said(fault))
        await self._rest(DISK_SECONDS)
        return job
