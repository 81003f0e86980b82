"""The jobs of a home as one thing: who wants a clip asks here, whichever process does the work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from app.domain.clip import Clip
from app.domain.connection import ServerState
from app.domain.draft import Draft
from app.domain.errors import Conflict, ProviderFault, UnknownName
from app.domain.job import Job, Message
from app.domain.model import Model
from app.domain.request import Request
from app.domain.signal import Signal
from app.jobs.floor import Floor
from app.jobs.frozen import freeze
from app.jobs.intake import Inspect, Intake, new_id
from app.jobs.lanes import SteadyClock
from app.jobs.runner import Download, Ground
from app.media import inspect_in_child
from app.providers.base import Connection, Http, Output, Provider
from app.store.clips import Clips
from app.store.jobs import Frozen, Jobs
from app.store.marks import Marks
from app.store.paths import Home
from app.store.slots import Slots
from app.store.uploads import Uploads
from app.tasks import TaskSet

CANCEL_PATIENCE = 3.0
"""How long to wait until a job has stopped before saying that it was asked to."""


class Dispatch:
    """Queues, drives and cancels the jobs of one home, and brings clips in.

    Nothing is driven before `start`, `run_until_idle`, `send` or `follow`. All of it belongs to one event loop.
    """

    job_changed = Signal()
    """Told with a `Job`."""
    clips_changed = Signal()

    def __init__(
        self,
        *,
        home: Home,
        jobs: Jobs,
        clips: Clips,
        providers: Mapping[str, Provider],
        connections: tuple[Connection, ...],
        tasks: TaskSet,
        clock: Callable[[], datetime],
        steady: SteadyClock | None = None,
        download: Download | None = None,
        inspect: Inspect = inspect_in_child,
        http: Http = None,
    ) -> None:
        self._jobs = jobs
        self._ground = Ground(
            home=home,
            jobs=jobs,
            clips=clips,
            intake=Intake(home, clips, clock, inspect),
            slots=Slots(home),
            uploads=Uploads(jobs.database),
            marks=Marks(home),
            sends=TaskSet(self._escaped),
            clock=clock,
            steady=steady or SteadyClock(),
            download=download or _no_network,
            http=http,
            tell=self._tell,
        )
        self._floor = Floor(self._ground, providers, connections, tasks, self._tell_clips)

    # ------------------------------------------------------------------------------------------------------- asking

    def submit(
        self,
        *,
        request: Request,
        model: Model,
        connection: str | None,
        intent: str,
        usd_estimate: float | None,
        title: str,
        draft_id: str,
    ) -> Job:
        """Queue a job; its row is on disk when this returns. The same intent again is the same job.

        UnknownName for a connection there is none of, Conflict where there is none to the model or several.
        """
        chosen, provider = self._choose(model, connection)
        job_id = new_id()
        identity = chosen.model_dump_json()
        frozen = Frozen(identity=identity)
        if not provider.inputs(request):
            frozen = freeze(provider.payload(request, {}, chosen, job_id), identity)
        job = Job(
            id=job_id,
            intent=intent,
            state="queued",
            model=model.id,
            connection=chosen.id,
            draft_id=draft_id,
            title=title,
            request=request,
            usd_estimate=usd_estimate,
            created=self._ground.now(),
        )
        added = self._jobs.add(job, frozen)
        self._tell(added)
        self._floor.routes.acted(chosen.id)
        self._floor.pump()
        return added

    async def known(self, path: Path) -> Clip | None:
        """The clip of the library with the same content as this file."""
        return await self._ground.intake.known(path)

    async def attach(self, path: Path, draft: Draft | None) -> Clip:
        """Bring in a copy of a clip made elsewhere, as a take of the draft; see `Intake.attach`."""
        clip = await self._ground.intake.attach(path, draft)
        self._tell_clips()
        return clip

    async def cancel(self, job_id: str) -> Job:
        """Stop a job as far as its provider can; the job's message says what that meant. Ended jobs stay as they are.

        Conflict for an unsure one: that has to be settled.
        """
        job = self._jobs.get(job_id)
        if job.state == "unsure":
            raise Conflict("unsure_not_cancelled")
        if not job.is_open:
            return job
        await asyncio.to_thread(self._jobs.ask_cancel, job_id)
        self._floor.begin()
        self._floor.heed()
        loop = asyncio.get_running_loop()
        until = loop.time() + CANCEL_PATIENCE
        while (job := self._jobs.get(job_id)).is_open and loop.time() < until:
            await self._floor.news()
        return job

    async def settle(
        self, job_id: str, *, bind: str | None = None, absent: bool = False, resend: bool = False
    ) -> tuple[Job, list[str]]:
        """Settle an unsure job: it is this remote one; it was never accepted; send it again. Without a choice: look
        again, also for one that is lost or expired; one that is held goes on. Returns the job and the remote ids that
        may be it. Conflict where there is nothing to settle."""
        job = self._jobs.get(job_id)
        recovery = self._floor.recovery
        if job.state != "unsure":
            if bind or absent or resend or not job.can_go_on:
                raise Conflict("not_unsure", state=job.state)
            return await self._go_on(job), []
        candidates: list[str] | None = None
        if bind:
            job = await recovery.bind(job, bind)
        elif absent:
            job = await recovery.absent(job)
        elif resend:
            job = await recovery.resend(job)
        else:
            job, candidates = await recovery.look(job)
        self._floor.pump()
        return job, candidates or []

    async def _go_on(self, job: Job) -> Job:
        if job.is_held:
            return self._floor.try_again(job)
        job = await self._ground.move(job, "waiting", Message(id="message.look_again"))
        self._floor.pump()
        return job

    def servers(self, name: str) -> tuple[ServerState, ...]:
        """How each server of a connection stands in this process."""
        return self._floor.routes.servers(name)

    async def ask_servers(self, name: str) -> None:
        """Ask each server of a connection whether it is there."""
        await self._floor.routes.ask_servers(name)

    # ------------------------------------------------------------------------------------------------------ driving

    def connect(self, connections: tuple[Connection, ...]) -> None:
        """Take over the connections there are now. Open jobs stay with the ones they were queued for."""
        self._floor.connect(connections)

    @property
    def drives(self) -> bool:
        """Whether this process drives the home's jobs; else another one does, or nobody yet."""
        return self._floor.drives

    def is_elsewhere(self) -> bool:
        """Whether another computer worked on this home last, and left paid jobs open."""
        return self._floor.is_elsewhere()

    def work_here(self) -> None:
        """Work on them here from now on: the other computer is done with them."""
        self._floor.work_here()

    def start(self) -> None:
        """Recover what a crash left and work on every open job in the background, or watch the process that does."""
        self._floor.begin()

    async def run_until_idle(self) -> None:
        """Recover, and work (or watch) until no job is open that can go on. StorageFault where the disk ended it."""
        await self._floor.until(self._floor.is_idle)

    async def send(self, job_id: str) -> Job:
        """Drive until a job is sent. Free local work stays queued (it would end with this process), and so does a job
        that another process will send."""
        lane = self._floor.routes.lane(self._jobs.get(job_id))
        if lane is not None and lane.provider.spec.dedupe != "local":
            await self._floor.until(lambda: self._is_sent(job_id) or self._rests(job_id), or_watching=True)
        return self._jobs.get(job_id)

    async def follow(self, job_id: str) -> Job:
        """Drive or watch until this job is no longer open; it may then be `unsure`, or still `queued` where a person
        has to act before anything is sent."""
        await self._floor.until(lambda: self._has_ended(job_id) or self._rests(job_id))
        return self._jobs.get(job_id)

    def _has_ended(self, job_id: str) -> bool:
        return not self._floor.works_on(job_id) and not self._jobs.get(job_id).is_open

    def _is_sent(self, job_id: str) -> bool:
        return self._jobs.get(job_id).state not in ("queued", "sending")

    def _rests(self, job_id: str) -> bool:
        """Whether a job stays queued until a person has acted, and says why."""
        job = self._jobs.get(job_id)
        if job.state != "queued" or job.message is None or self._floor.works_on(job_id):
            return False
        return self._floor.routes.are_stopped(job)

    def raise_asked(self) -> bool:
        """Whether another start of the program asked for our window since the last call."""
        return self._floor.raise_asked()

    async def stop(self) -> None:
        """Stop driving and let the home go, with what is being sent written down. The database stays open."""
        await self._floor.close()

    async def close(self) -> None:
        """The same, and close the database. A job stays as it is and goes on at the next start."""
        await self.stop()
        await asyncio.to_thread(self._jobs.database.close)

    # ------------------------------------------------------------------------------------------------------ telling

    def _tell(self, job: Job) -> None:
        self._floor.heard(job)
        self.job_changed.emit(job)
        if job.state == "done":
            self._tell_clips()

    def _tell_clips(self) -> None:
        self._floor.heard_clips()
        self.clips_changed.emit()

    def _escaped(self, error: BaseException) -> None:
        # the runner that waits for the submission raises it as well
        del error

    def _choose(self, model: Model, connection: str | None) -> tuple[Connection, Provider]:
        ways = self._floor.routes.ways()
        if connection is not None and connection not in ways:
            raise UnknownName("connection", connection, ways)
        fits = [way for way in ways.values() if way[0].provider == model.provider]
        if connection is not None:
            fits = [way for way in fits if way[0].id == connection]
        if not fits:
            raise Conflict("no_connection", model=model.title)
        if len(fits) > 1:
            raise Conflict("several_connections", model=model.title, ids=", ".join(way[0].id for way in fits))
        return fits[0]


async def _no_network(output: Output, part: Path, connection: Connection) -> None:
    raise ProviderFault("no_network", name=part.name)
