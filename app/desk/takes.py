"""Jobs and the clips they bring: watched, settled, cancelled, searched, rated, and read back into a form."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine, Iterable
from pathlib import Path
from typing import Any, Literal

from app.desk.shelf import Shelf
from app.domain.clip import Clip, Media
from app.domain.draft import Draft
from app.domain.errors import Conflict, Fault
from app.domain.job import Attempt, Job
from app.domain.money import Money
from app.domain.upgrade import draft_from, read_draft
from app.store import owner

CALL_SECONDS = 1.6
"""How long another window may take to answer; it looks once a second."""
TAG_MOST = 40
"""Longest tag, in characters."""
Tell = Callable[[Job], object]


class Takes(Shelf):
    """What becomes of a draft once it is asked for."""

    # ------------------------------------------------------------------------------------------------------ driving

    def start_work(self) -> None:
        """Recover what a crash left and work on every open job until `close`; not in a careful start, nor without a
        library. Needs a running loop."""
        dispatch = self.work.dispatch
        if not self.is_safe and self.shut_by is None:
            dispatch.start()
        # a draft that was opened before the library knows its takes only now
        self._on_clips()

    async def stop_work(self) -> None:
        """Stop, with what is being sent written down; `hurrying` then knows of that, too."""
        import asyncio

        if self._work is not None:
            await asyncio.shield(self._work.dispatch.stop())

    def work_here(self) -> None:
        """Work on the open jobs of a library that another computer worked on last."""
        self.work.dispatch.work_here()

    def refuse_in_safe_mode(self) -> None:
        """Conflict where this start is careful."""
        if self.is_safe:
            raise Conflict("safe_mode")

    async def run_until_idle(self, tell: Tell | None = None) -> None:
        """Recover, and work until no job is open. `tell` hears every change of a job."""
        with _Telling(self, tell):
            await self.work.dispatch.run_until_idle()

    async def send(self, job_id: str) -> Job:
        """Work until a job is sent, without waiting for its clip. Free local work stays queued."""
        return await self.work.dispatch.send(job_id)

    async def follow(self, job_id: str, tell: Tell | None = None) -> Job:
        """Work on a job, or watch the process that does, until it has ended or is unsure."""
        with _Telling(self, tell):
            return await self.work.dispatch.follow(job_id)

    def is_home_free(self) -> bool:
        """Whether no other process owns this home."""
        held = owner.take(self._rooms.home)
        if held is not None:
            held.release()
        return held is not None

    async def call_owner(self) -> Literal["free", "raised", "busy"]:
        """Whether this home is free. Where another process owns it, its window is asked to come to the front:
        `raised` where one did, `busy` where none answered (a command line at work); `owner` then names it."""
        import asyncio

        if self.is_home_free():
            return "free"
        owner.request_raise(self._rooms.home)
        until = asyncio.get_running_loop().time() + CALL_SECONDS
        while asyncio.get_running_loop().time() < until:
            if not self._rooms.home.raise_request.exists():
                return "raised"
            await asyncio.sleep(0.05)
        self._rooms.home.raise_request.unlink(missing_ok=True)
        return "busy"

    def owner(self) -> str:
        """The process number of who owns this home; ask where `call_owner` was not free."""
        return owner.who(self._rooms.home)

    def raise_asked(self) -> bool:
        """Whether another start of the program asked for our window since the last call."""
        return self._work is not None and self._work.dispatch.raise_asked()

    # --------------------------------------------------------------------------------------------------------- jobs

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
        self.refuse_in_safe_mode()
        return await self.work.dispatch.cancel(job_id)

    async def settle(
        self, job_id: str, *, bind: str | None = None, absent: bool = False, resend: bool = False
    ) -> tuple[Job, list[str]]:
        """Settle an unsure job; without a choice, look again. Returns the job and the candidates at the provider."""
        return await self.work.dispatch.settle(job_id, bind=bind, absent=absent, resend=resend)

    def cancel_soon(self, job_id: str) -> None:
        """`cancel` in the background; what goes wrong becomes a notice."""
        self._soon(self.cancel(job_id), "cancel")

    def settle_soon(
        self,
        job_id: str,
        *,
        bind: str | None = None,
        absent: bool = False,
        resend: bool = False,
        tell: Callable[[list[str]], object] | None = None,
    ) -> None:
        """`settle` in the background. `tell` hears the candidates."""

        async def settle() -> None:
            _, candidates = await self.settle(job_id, bind=bind, absent=absent, resend=resend)
            if tell is not None:
                tell(candidates)

        self._soon(settle(), "settle")

    def spent_today(self) -> tuple[float, float]:
        """Dollars charged since midnight of the clock, and dollars that jobs of today may still cost or have cost."""
        from app.jobs.ledger import spending

        spent = spending(self.work.jobs, self.today())
        return spent.charged, spent.held

    def statement(self, since: str = "") -> list[Money]:
        """What takes came to, by connection and day since then, the newest day first; see `Money`."""
        from app.jobs.ledger import statement

        return statement(self.work.jobs, since)

    def save_claim(self, job_id: str, out: Path | None = None) -> Path:
        """Write one job for the provider's support to look at, as a zip without secrets. Conflict for a rehearsal,
        StorageFault where it cannot be put there."""
        from app.desk.claims import claim_name, claim_of
        from app.store.files import write_atomic
        from app.strings import tr

        job = self.job(job_id)
        if job.is_rehearsal:
            raise Conflict("claim_of_rehearsal")
        frozen = self.work.jobs.extra(job.id).frozen
        place = out or claim_name(job)
        provider = tr(f"provider.{job.model.partition('/')[0].replace('-', '_')}")
        write_atomic(place, claim_of(job, self.attempts(job.id), frozen, provider))
        return place

    # -------------------------------------------------------------------------------------------------------- clips

    def clips(self, query: str = "", limit: int = 200) -> list[Clip]:
        """Clips whose title, words, tags, note or model hold the query, newest first.

        `is:kept`, `is:rehearsal`, `model:…`, `tag:…`, `rating:3`, `from:2026-09-01` and the like leave only such clips;
        see `app.domain.clip_query`."""
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

    def rate(self, clip_id: str, rating: int, *more: str) -> None:
        """Give a clip, and `more`, 0 to 5 stars."""
        for each in (clip_id, *more):
            self.work.clips.update(each, rating=max(0, min(5, rating)))
        self._on_clips()

    def keep(self, clip_id: str, kept: bool) -> None:
        """Mark a take as kept or not."""
        self.work.clips.update(clip_id, kept=kept)
        self._on_clips()

    def note(self, clip_id: str, text: str) -> None:
        """Write down something about a clip."""
        self.work.clips.update(clip_id, note=text.strip())
        self._on_clips()

    def tag(self, clip_ids: Iterable[str], tag: str, on: bool = True) -> None:
        """Put a tag on clips, or take it off. Blanks around it do not count."""
        tag = " ".join(tag.replace('"', "").split())[:TAG_MOST]
        if not tag:
            return
        for clip_id in clip_ids:
            others = tuple(each for each in self.clip(clip_id).tags if each.casefold() != tag.casefold())
            self.work.clips.update(clip_id, tags=(*others, tag) if on else others)
        self._on_clips()

    def clip_tags(self) -> dict[str, int]:
        """Every tag in use and how many clips have it, most first."""
        return self.work.clips.tags()

    def clip_makers(self) -> dict[str, int]:
        """The models that made the clips, with how many each, most first; "" for those that were brought in."""
        return self.work.clips.makers()

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

    def attach_soon(self, path: Path) -> None:
        """`attach` to the open draft in the background, with a notice when it is there.

        Without an open draft, a clip that carries one opens it.
        """

        async def attach() -> None:
            clip = await self.attach(path)
            if self._snapshot.draft is None and clip.draft:
                self.restore_form(clip.id)
            self.notice("notice.clip_attached", "good", "watch", clip.id, title=clip.title, take=clip.take)

        self._soon(attach(), "attach")

    async def inspect(self, path: Path) -> tuple[Draft | None, dict[str, Any] | None, Media]:
        """The draft, the record and the format of a clip file: what it carries, else what the library knows of the
        same content. BadFile `clip_*` where it is not whole."""
        inspection = await self._rooms.inspect(path)
        draft = draft_from(inspection.draft, path.name) if inspection.draft else None
        record = inspection.record
        if draft is None and (clip := await self.work.dispatch.known(path)) is not None:
            draft = read_draft(clip.draft.encode(), clip.title) if clip.draft else None
            record = {"model": clip.model, "text": clip.words, "title": clip.title}
            record |= {"kind": clip.kind, "take": clip.take}
        return draft, record, inspection.media

    def _soon(self, work: Coroutine[Any, Any, Any], name: str) -> None:
        async def told() -> None:
            try:
                await work
            except Fault as fault:
                self.notice_fault(fault)

        self._rooms.tasks.spawn(told(), name)


class _Telling:
    """Lets a verb's listener hear the jobs while the verb lasts."""

    def __init__(self, desk: Takes, tell: Tell | None) -> None:
        self._desk, self._tell = desk, tell

    def __enter__(self) -> None:
        if self._tell is not None:
            self._desk.job_changed.connect(self._hear)

    def __exit__(self, *_: object) -> None:
        if self._tell is not None:
            self._desk.job_changed.disconnect(self._hear)

    def _hear(self, job: Job) -> None:
        assert self._tell is not None
        self._tell(job)


def readable(view: str, body: bytes) -> dict[str, Any] | None:
    """A payload for people: its own view where that is JSON, else its body; None where neither is an object."""
    for text in (view, body.decode("utf-8", "replace")):
        try:
            value = json.loads(text)
        except ValueError:
            continue
        if isinstance(value, dict):
            return value
    return None
