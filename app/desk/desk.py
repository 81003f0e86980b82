"""The desk: verbs in, four signals out. The window and the command line use nothing else of the program."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from app.desk.compiling import ANIMATIC, compile_for, request_for
from app.desk.own_models import OwnModels
from app.desk.takes import readable
from app.domain.draft import Draft
from app.domain.errors import BadValue, Conflict, StorageFault
from app.domain.job import Job
from app.domain.model import Model
from app.domain.request import Compiled

if TYPE_CHECKING:
    from app.desk.advice import Adviser
    from app.desk.references import Hear, References
    from app.desk.session import Session
    from app.desk.storage import Storage
    from app.desk.templates import OwnTemplates
    from app.store.starts import Starts


TAKES_MOST = 20
"""Takes that are sent together."""
CARE_SECONDS = 20.0
"""From the start of the work to the first look after the library."""


class Desk(OwnModels):
    """Everything a person or a script can do."""

    _session: Session | None = None
    _own_templates: OwnTemplates | None = None
    _storage: Storage | None = None
    _references: References | None = None
    _counted = False

    def compile(self, draft: Draft, model_id: str | None = None) -> tuple[Model, Compiled]:
        """A draft's words and everything known about them at a model, or at its aim."""
        model = self._rooms.catalog.model(model_id or draft.aim)
        return model, compile_for(self._rooms.catalog, draft, model, self.today())

    @property
    def adviser(self) -> Adviser:
        """Which model a draft wants, and what carrying it there costs."""
        from app.desk.advice import Adviser

        return Adviser(self._rooms.catalog, self.today(), self.connected())

    @property
    def own_templates(self) -> OwnTemplates:
        """Templates of the person's own; imported when they are first worked on."""
        if self._own_templates is None:
            from app.desk.templates import OwnTemplates
            from app.store.templates import TemplateFiles

            self._own_templates = OwnTemplates(self, self._rooms.catalog, TemplateFiles(self._rooms.home))
        return self._own_templates

    @property
    def storage(self) -> Storage:
        """Backups, checks and mending of the library; imported when they are first asked for."""
        if self._storage is None:
            from app.desk.storage import Storage

            self._storage = Storage(self, self._rooms)
        return self._storage

    @property
    def references(self) -> References:
        """The keeping of files that go along with a draft; imported when the first one is given."""
        if self._references is None:
            from app.desk.references import References

            self._references = References(self._rooms)
        return self._references

    def payload(self, draft: Draft, compiled: Compiled, model: Model) -> dict[str, Any] | None:
        """What the model's provider would be sent, for people to read, with the name of a picture or clip where its
        reference will stand; None where no provider here knows the model."""
        provider = self._rooms.ways.providers().get(model.provider)
        if provider is None or model.provider == "animatic":
            return None
        from app.prompting.compile import make_request
        from app.providers.base import Uploaded

        request = make_request(draft, compiled, model)
        files = [each.asset for each in request.inputs if each.asset]
        named = {asset: Uploaded(name=asset, reference=f"({asset})") for asset in files}
        # a model may have no place for a picture, which is a finding, and a server may want the picture itself
        for asked, uploaded in ((request, named), (request, {}), (request.replace(inputs=()), {})):
            with suppress(BadValue):
                made = provider.payload(asked, uploaded)
                return readable(made.view, made.body)
        return None

    def rehearse(self, *, intent: str = "") -> Job:
        """Draw the animatic of the open draft: free, here, through the same path as any job."""
        return self._kept(self.submit(self._draft(), ANIMATIC, intent=intent))

    def press(self, verb: Literal["rehearse", "generate"], takes: int = 1) -> Job | None:
        """What a person presses for the open draft, after the question. Presses that follow one another at once are one
        wish: all of them give the same job, the first of those that were sent."""
        intent = self._intents.token((verb, takes, self._snapshot.draft))
        return self.rehearse(intent=intent) if verb == "rehearse" else self.generate(takes, sure=True, intent=intent)

    def generate(self, takes: int = 1, *, sure: bool = False, intent: str = "") -> Job | None:
        """Send the open draft to its aim, as so many takes. Where that cannot be, says why and gives None. `sure`: the
        person has seen the quote; `intent` as for `submit`."""
        reason = self._snapshot.why_not_generate
        if reason is not None:
            self.notice(reason.id, "warning", **reason.args)
            return None
        first, *others = self.submit_batch(self._draft(), (self._draft().aim,), takes, sure=sure, intent=intent)
        for job in others:
            self._kept(job)
        return self._kept(first)

    def submit(
        self,
        draft: Draft,
        model_id: str,
        connection: str | None = None,
        max_usd: float | None = None,
        *,
        sure: bool = False,
        intent: str = "",
    ) -> Job:
        """Queue one take of a draft at a model. The row is on disk when this returns. `intent` is the token of what a
        person wished: the same one again gives the job there is, whatever it would cost by now.

        BadValue where findings of level error stand in the way or the price is above a cap, Conflict where it is
        unknown and the person is not `sure`.
        """
        return self.submit_batch(draft, (model_id,), 1, connection, max_usd, sure=sure, intent=intent)[0]

    def submit_batch(
        self,
        draft: Draft,
        model_ids: Sequence[str],
        takes: int = 1,
        connection: str | None = None,
        max_usd: float | None = None,
        *,
        sure: bool = False,
        intent: str = "",
    ) -> list[Job]:
        """Queue so many takes of a draft at each of these models: all of them or, where one of them may not be sent or
        they come to more than a cap, none. For the rest see `submit`; `max_usd` is for all together."""
        import secrets

        self.refuse_in_safe_mode()
        count = takes * len(model_ids)
        if takes < 1 or count > TAKES_MOST:
            raise BadValue("takes_many", n=count, most=TAKES_MOST)
        tokens = [f"{intent}.{number}" if number else intent for number in range(count)] if intent else []
        known = [job for token in tokens if (job := self.work.jobs.by_intent(token)) is not None]
        if known:
            # one wish is sent once, and whole: its rows are written without a pause
            return known
        asked = [self._sendable(draft, model_id) for model_id in model_ids for _ in range(takes)]
        quotes = [self.quote(draft, model.id, connection) for model, _ in asked]
        self.check_prices(quotes, max_usd, sure=sure)
        return [
            self.work.dispatch.submit(
                request=request_for(self._rooms.catalog, draft, model, self.today()),
                model=model,
                connection=quote.connection.id if quote.connection is not None else None,
                intent=tokens[number] if tokens else secrets.token_hex(16),
                usd_estimate=compiled.estimate.usd,
                title=draft.title,
                draft_id=draft.id,
            )
            for number, ((model, compiled), quote) in enumerate(zip(asked, quotes, strict=True))
        ]

    def _sendable(self, draft: Draft, model_id: str) -> tuple[Model, Compiled]:
        """A draft at a model, where nothing stands in the way of sending it."""
        model, compiled = self.compile(draft, model_id)
        blocking = [finding for finding in compiled.findings if finding.level == "error"]
        if blocking:
            raise BadValue("findings_block", path=blocking[0].path, n=len(blocking), model=model.title)
        if draft.seconds <= 0:
            raise BadValue("no_length", path="shots")
        return model, compiled

    def copy_words(self, part: int | None = None) -> str:
        """The text to paste into a vendor's own box: whole, or one part counted from 0."""
        compiled = self._snapshot.compiled
        if compiled is None:
            raise Conflict("no_open_draft")
        return compiled.text if part is None else compiled.parts[part].text

    def add_asset(self, path: Path) -> str:
        """Keep a picture by its content and return its name `sha256:…`."""
        return self._rooms.home.add_asset(path)

    def asset_file(self, asset: str) -> Path:
        """Where a kept picture is."""
        return self._rooms.home.asset_file(asset)

    def keep_clip_soon(self, path: Path, tell: Hear) -> None:
        """Keep a clip in the background; `tell` hears what was kept, or why not."""
        self.references.keep_clip_soon(path, tell)

    def use_clip_soon(self, clip_id: str) -> None:
        """Let a clip of the library go along with the open draft, in the background and as one undo step."""
        draft, file = self._draft(), self.clip_file(self.clip(clip_id))

        async def use() -> None:
            kept = await self.references.keep_clip(file)
            now = self._snapshot.draft
            if now is None or now.id != draft.id:
                raise Conflict("frame_draft_gone", title=draft.title)
            self.edit("clips", [each.model_dump(mode="json") for each in kept.beside(now.clips)])
            self.notice("notice.clip_used", "good", "undo", title=draft.title)

        self._soon(use(), "use clip")

    def clip_poster(self, asset: str) -> Path | None:
        """A small picture of a kept clip; None where there is none."""
        return self.references.clip_poster(asset)

    def begin_session(self) -> None:
        """From here on somebody works in the window; says what came back where the last end was not a clean one."""
        from app.desk.session import Session

        self.in_window = True
        if self._session is not None:
            return
        self._session = Session(self, self._rooms.home)
        self._session.begin()

    def begin_start(self, *, safe: bool = False) -> None:
        """A window is about to open. It is careful where that is wanted, or where the starts before it came to
        nothing: no draft is opened and nothing is worked on by itself."""
        from app.store.machine import Machine

        self._counted = not safe
        self.is_safe = safe or self._starts.begin()
        # only where another computer worked on it has the library to be asked
        if not self.is_safe and Machine(self._rooms.home).is_other():
            with suppress(StorageFault):
                self.is_elsewhere = self.is_safe = self.work.dispatch.is_elsewhere()

    def start_is_ready(self) -> None:
        """The window is there; a careful one stays careful until `go_on`."""
        if self._counted and (self.is_elsewhere or not self.is_safe):
            self._starts.ready()

    def go_on(self) -> None:
        """Work as usual from here on, after a careful start."""
        if self.is_elsewhere:
            self.work_here()
        self.is_safe = self.is_elsewhere = False
        self._starts.ready()
        self.start_work()

    def start_work(self) -> None:
        """Work on every open job until `close`, and look after the library. Needs a running loop."""
        super().start_work()
        if not self.is_safe and self.shut_by is None:
            self._rooms.tasks.spawn(self._keep(), "keeping")

    async def reopen(self) -> None:
        """Open the library again, after another one took its place."""
        work, self._work, self.shut_by = self._work, None, None
        if work is not None:
            await work.dispatch.close()
        self.start_work()

    async def _keep(self) -> None:
        import asyncio

        await asyncio.sleep(CARE_SECONDS)
        from app.desk.keeping import Keeping

        await Keeping(self, self._rooms, self.storage).run()

    @property
    def _starts(self) -> Starts:
        from app.store.starts import Starts

        return Starts(self._rooms.home)

    def _kept(self, job: Job) -> Job:
        self.versions.keep_take(job)
        return job

    async def close(self) -> None:
        """Stop working and write what is not written yet."""
        self.is_closed = True
        import asyncio

        self.save_now()
        if self._session is not None:
            self._session.end()
            self.start_is_ready()
        await self._rooms.tasks.close()
        if self._work is not None:
            await asyncio.shield(self._work.dispatch.close())
        await self._rooms.http().close()
