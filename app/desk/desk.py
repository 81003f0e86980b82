"""The desk: verbs in, four signals out. The window and the command line use nothing else of the program."""

from __future__ import annotations

import asyncio
import secrets
from pathlib import Path

from app.desk.compiling import ANIMATIC, compile_for, request_for
from app.desk.shelf import Shelf
from app.domain.clip import Clip
from app.domain.draft import Draft
from app.domain.errors import BadValue, Conflict
from app.domain.job import Attempt, Job
from app.domain.model import Model
from app.domain.request import Compiled
from app.domain.upgrade import read_draft


class Desk(Shelf):
    """Everything a person or a script can do."""

    def compile(self, draft: Draft, model_id: str | None = None) -> tuple[Model, Compiled]:
        """A draft's words and everything known about them at a model, or at its aim."""
        model = self._rooms.catalog.model(model_id or draft.aim)
        return model, compile_for(self._rooms.catalog, draft, model, self.today())

    def rehearse(self) -> Job:
        """Draw the animatic of the open draft: free, here, through the same path as any job."""
        return self.submit(self._draft(), ANIMATIC)

    def generate(self) -> Job:
        """Send the open draft to its aim. Conflict with the reason where that cannot be."""
        reason = self._snapshot.why_not_generate
        if reason is not None:
            raise Conflict(reason.id, **reason.args)
        return self.submit(self._draft(), self._draft().aim)

    def submit(self, draft: Draft, model_id: str, connection: str | None = None, max_usd: float | None = None) -> Job:
        """Queue one take of a draft at a model. The row is on disk when this returns.

        BadValue where findings of level error stand in the way or the price is above `max_usd`.
        """
        model, compiled = self.compile(draft, model_id)
        blocking = [finding for finding in compiled.findings if finding.level == "error"]
        if blocking:
            raise BadValue("findings_block", path=blocking[0].path, n=len(blocking), model=model.title)
        if draft.seconds <= 0:
            raise BadValue("no_length", path="shots")
        usd = compiled.estimate.usd
        if max_usd is not None and (usd is None or usd > max_usd):
            raise BadValue("over_cap", usd="?" if usd is None else f"{usd:.2f}", cap=f"{max_usd:.2f}")
        return self.work.dispatch.submit(
            request=request_for(self._rooms.catalog, draft, model, self.today()),
            model=model,
            connection=connection,
            intent=secrets.token_hex(16),
            usd_estimate=usd,
            title=draft.title,
            draft_id=draft.id,
        )

    def start_work(self) -> None:
        """Recover what a crash left and work on every open job until `close`. Needs a running loop."""
        self.work.dispatch.start()

    async def run_until_idle(self) -> None:
        """Recover, and work until no job is open."""
        await self.work.dispatch.run_until_idle()

    def jobs(self, limit: int = 200) -> list[Job]:
        """Jobs, unsure first, then open, then ended, newest first."""
        return self.work.jobs.list(limit)

    def job(self, job_id: str) -> Job:
        """A job by id, or by the beginning of it."""
        return self.work.jobs.find(job_id)

    def attempts(self, job_id: str) -> list[Attempt]:
        """The history of a job, oldest first."""
        return self.work.jobs.attempts(job_id)

    async def cancel(self, job_id: str) -> Job:
        """Stop a job, as far as its provider can."""
        return await self.work.dispatch.cancel(job_id)

    def clips(self, query: str = "", limit: int = 200) -> list[Clip]:
        """Clips whose title, words, tags or model hold the query, newest first."""
        return self.work.clips.search(query, limit)

    def clip(self, clip_id: str) -> Clip:
        """A clip by id."""
        return self.work.clips.get(clip_id)

    def clip_file(self, clip: Clip) -> Path:
        """Where the clip's file is."""
        return self._rooms.home.root / clip.path

    def poster_file(self, clip: Clip) -> Path | None:
        """Where the clip's poster is, if it has one."""
        poster = self._rooms.home.root / clip.poster if clip.poster else None
        return poster if poster and poster.exists() else None

    def rate(self, clip_id: str, rating: int) -> None:
        """Give a clip 0 to 5 stars."""
        self.work.clips.update(clip_id, rating=max(0, min(5, rating)))
        self._on_clips()

    def keep(self, clip_id: str, kept: bool) -> None:
        """Mark a take as kept or not."""
        self.work.clips.update(clip_id, kept=kept)
        self._on_clips()

    def delete_clip(self, clip_id: str) -> None:
        """Put a clip into the trash, file and row."""
        self.work.clips.trash(clip_id)
        self.notice("notice.clip_trashed", action="restore_clip", target=clip_id)
        self._on_clips()

    def restore_clip(self, clip_id: str) -> None:
        """Take a clip out of the trash."""
        self.work.clips.restore(clip_id)
        self._on_clips()

    def restore_form(self, clip_id: str) -> Draft:
        """Open the draft a clip was made from: the one on the shelf, or the clip's own copy where that changed."""
        clip = self.clip(clip_id)
        if not clip.draft:
            raise Conflict("clip_without_draft", title=clip.title)
        draft = read_draft(clip.draft.encode(), clip.title)
        if self._rooms.drafts.exists(draft.id) and self._rooms.drafts.load(draft.id) == draft:
            return self.open_draft(draft.id)
        return self.adopt(draft)

    async def attach(self, path: Path, draft: Draft | None = None) -> Clip:
        """Bring a clip made elsewhere into the library as a take of a draft (the open one)."""
        return await self.work.dispatch.attach(path, draft or self._snapshot.draft)

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

    async def close(self) -> None:
        """Stop working and write what is not written yet."""
        self.save_now()
        await self._rooms.tasks.close()
        if self._work is not None:
            await asyncio.shield(self._work.dispatch.close())
