"""The only door into the library: a file is judged whole, takes its place by one rename, then gets its row."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import secrets
import time
import unicodedata
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from pathlib import Path

from app.domain.clip import SUFFIXES, Clip
from app.domain.draft import Draft
from app.domain.errors import BadFile, Fault, StorageFault
from app.domain.job import Job, Message
from app.domain.upgrade import draft_from, write_draft
from app.media import Inspection, inspect_in_child
from app.store import owner
from app.store.clips import Clips
from app.store.files import make_private, move, remove_folder, storage_fault, sync_file
from app.store.paths import Home
from app.store.sweep import adopt_known, digest, forget_unfinished, id_in, put_aside, unknown_files

TITLE_BYTES = 90
"""Of a file name; with take and id it stays below 143, the shortest limit in use (encrypted home folders)."""
FORBIDDEN = set('<>:"/\\|?*')
"""Characters some system does not take in file names."""
BLOCK = 1024 * 1024
FRESH_SECONDS = 60.0
MOST_STRAYS = 20
ATTACHING = "attach-"
LOCK = "lock"
HELD = b"held"
"""Stands in a lock once it was held: before that, a sweep would take one just made for a dead one's."""
POSTER = "poster.jpg"
OTHER = "x"
"""Between a job's id and the number of a further clip; no id has it."""


Inspect = Callable[[Path, Path | None], Awaitable[Inspection]]
"""Judges a file and, given a path, puts a poster there."""


class Intake:
    """Brings files into one home's library. `clock` gives the wall time in UTC; `inspect` judges a file."""

    def __init__(
        self, home: Home, clips: Clips, clock: Callable[[], datetime], inspect: Inspect = inspect_in_child
    ) -> None:
        self._judge = inspect
        self._home = home
        self._clips = clips
        self._clock = clock
        self._left: dict[str, Path] = {}
        """By the id in its name, what the last start has left in the library of jobs that are not done."""

    def landed(self, job: Job, number: int = 1) -> Path | None:
        """The file of a job, or a further one of it, that took its place before a crash kept its row from being
        written. The folder is not gone through: it holds every clip there is."""
        here = [self._left.get(other_id(job.id, number) if number > 1 else job.id)]
        here += [self._home.root / path_of(job)] if number == 1 else []
        return next((path for path in here if path is not None and path.exists()), None)

    def has_other(self, job: Job, number: int) -> bool:
        """Whether another file of a job is a clip of its own already."""
        return bool(self._clips.known([other_id(job.id, number)]))

    async def take_other(self, job: Job, number: int, part: Path) -> None:
        """Bring in another file of a job that has made several: a take of its own, with the job's id in its own. One
        with the content of a clip that is here is none. BadFile and StorageFault as of `take`."""
        clip_id = other_id(job.id, number)
        landed = await asyncio.to_thread(self.landed, job, number)
        poster = self._home.incoming / job.id / POSTER
        inspection = await self._inspect(landed or part, poster)
        content = await asyncio.to_thread(digest, landed or part)
        if landed is None and await asyncio.to_thread(self._clips.by_sha, content) is not None:
            return
        clip = self._clip(job, clip_id, inspection, content).replace(job="")
        await asyncio.to_thread(self._admit, clip, landed or part, ".mp4")

    async def take(self, job: Job, part: Path, remarks: tuple[Message, ...] = ()) -> Job:
        """Bring in the file of a job in `fetching`. The job is done when this returns.

        May be called again after a crash at any moment. BadFile `clip_*` where the file is not whole,
        StorageFault where the disk refuses; the part then stays where it is.
        """
        landed = await asyncio.to_thread(self.landed, job)
        # in the job's own folder: a provider may put the files of several jobs into one
        poster = self._home.incoming / job.id / POSTER
        await asyncio.to_thread(self._home.make_inside, poster.parent)
        try:
            inspection = await self._inspect(landed or part, poster)
        except BadFile:
            if landed is None:
                raise
            await asyncio.to_thread(self.quarantine, landed)
            return await self.take(job, part, remarks)
        clip = self._clip(job, job.id, inspection, await asyncio.to_thread(digest, landed or part))
        if landed is not None:
            clip = clip.replace(path=landed.relative_to(self._home.root).as_posix())
        else:
            await asyncio.to_thread(self._place, part, clip)
        clip = await asyncio.to_thread(self._keep_poster, poster, clip)
        return await asyncio.to_thread(lambda: self._clips.finish(job, clip, at=self._now(), remarks=remarks))

    async def attach(self, source: Path, draft: Draft | None) -> Clip:
        """Bring in a copy of a clip made elsewhere, as a take of `draft`; without one, of the draft it carries.

        A clip whose content is here already is returned as it is (out of the trash, or with its file put back).
        BadFile `clip_*` where the file is not whole, StorageFault where the disk refuses; then nothing is changed.
        """
        clip_id = new_id()
        folder = self._home.incoming / f"{ATTACHING}{clip_id}"
        with _claimed(self._home, folder):
            part = folder / "clip.part"
            content = await asyncio.to_thread(_copy, source, part)
            known = await asyncio.to_thread(self._clips.by_sha, content)
            if known is not None:
                return await asyncio.to_thread(self._back, known, part)
            try:
                inspection = await self._inspect(part, folder / POSTER)
            except BadFile as fault:
                raise BadFile(fault.id, path=str(source), **{**fault.args_by_name, "name": source.name}) from fault
            draft = draft or _carried(inspection)
            clip = Clip(
                id=clip_id,
                path="",
                sha256=content,
                title=(draft.title if draft else "") or source.stem,
                draft_id=draft.id if draft else "",
                draft=write_draft(draft).decode() if draft else "",
                media=inspection.media,
                created=self._now(),
            )
            suffix = source.suffix.lower() if source.suffix.lower() in SUFFIXES else SUFFIXES[0]
            return await asyncio.to_thread(self._admit, clip, part, suffix)

    async def known(self, path: Path) -> Clip | None:
        """The clip here that has the same content as a file, or None."""
        return await asyncio.to_thread(self._clips.by_sha, await asyncio.to_thread(digest, path))

    def withdraw(self, clip_id: str) -> None:
        """Take back what came in of a clip whose row could not be written; only where it can be had again."""
        beside = [self._home.posters / f"{clip_id}.jpg", self._home.record(clip_id)]
        for path in [*self._home.clips.glob(f"*-{clip_id}.*"), *beside]:
            path.unlink(missing_ok=True)

    def quarantine(self, path: Path, why: str = "not whole") -> None:
        """Put a file nobody can use out of the way, with a note. One that is not there is no matter."""
        put_aside(self._home, path, why)

    def sweep(self, open_jobs: set[str]) -> None:
        """Take in the files whose record says what they are; clear what a crash left: folders of jobs that are not
        open, copies nobody makes any more, files without a row. Nothing is deleted that could be a clip. `open_jobs`
        are the ids of jobs that may still need theirs."""
        self._clips.finish_moves()
        forget_unfinished(self._home, FRESH_SECONDS)
        for folder in sorted(self._home.incoming.glob(f"{ATTACHING}*")):
            if _is_abandoned(folder):
                remove_folder(folder)
        claimed = {folder.name.removeprefix(ATTACHING) for folder in self._home.incoming.glob(f"{ATTACHING}*")}
        kept = open_jobs - set(adopt_known(self._home, self._clips, self._now(), claimed))
        for folder in sorted(self._home.incoming.iterdir()):
            if not folder.name.startswith(ATTACHING) and folder.name.partition(".")[0] not in kept:
                remove_folder(folder) if folder.is_dir() else folder.unlink(missing_ok=True)
        strays = [path for path in unknown_files(self._home, self._clips) if path.parent == self._home.clips]
        self._left = {id_in(path): path for path in strays if id_in(path).partition(OTHER)[0] in kept | claimed}
        strays = [path for path in strays if id_in(path) not in self._left]
        # so many are no leftovers but a library that has lost its rows, which can be made anew
        for path in strays if len(strays) <= MOST_STRAYS else ():
            self.quarantine(path, "nobody knows it")

    async def _inspect(self, path: Path, poster: Path) -> Inspection:
        """Judge a file and have a poster made. A poster that cannot be made does not condemn a clip."""
        try:
            return await self._judge(path, poster)
        except (BadFile, OSError) as fault:
            if isinstance(fault, BadFile) and fault.id != "clip_deadly":
                raise
        return await self._judge(path, None)

    def _clip(self, job: Job, clip_id: str, inspection: Inspection, content: str) -> Clip:
        return Clip(
            id=clip_id,
            path=path_of(job),
            sha256=content,
            title=job.title,
            draft_id=job.draft_id,
            draft=job.request.draft,
            model=job.model,
            job=job.id,
            take=job.take,
            media=inspection.media,
            words=job.request.text,
            created=self._now(),
        )

    def _place(self, part: Path, clip: Clip) -> None:
        make_private(part)
        sync_file(part)
        move(part, self._home.root / clip.path)

    def _keep_poster(self, made: Path, clip: Clip) -> Clip:
        if not made.exists():
            return clip
        place = self._home.posters / f"{clip.id}.jpg"
        make_private(made)
        move(made, place)
        with_poster: Clip = clip.replace(poster=place.relative_to(self._home.root).as_posix())
        return with_poster

    def _back(self, known: Clip, part: Path) -> Clip:
        self._clips.restore(known.id)
        known = self._clips.get(known.id)
        if known.missing:
            sync_file(part)
            move(part, self._home.root / known.path)
        return self._clips.get(known.id)

    def _admit(self, clip: Clip, part: Path, suffix: str) -> Clip:
        take = self._clips.next_take(clip.draft_id)
        named: Clip = clip.replace(path=f"clips/{file_name(clip.title, take, clip.id, suffix)}", take=take)
        try:
            self._place(part, named)
            return self._clips.add(self._keep_poster(part.with_name(POSTER), named))
        except StorageFault:
            self.withdraw(clip.id)
            raise

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")


def new_id() -> str:
    """An id for a job or a clip: ten characters that end a file name."""
    return secrets.token_hex(5)


def other_id(job_id: str, number: int) -> str:
    """The id of the second clip of a job, and of further ones."""
    return f"{job_id}{OTHER}{number}"


def file_name(title: str, take: int, clip_id: str, suffix: str, *, rehearsal: bool = False) -> str:
    """A readable name that every system takes: `<title>-take-<n>-<id>.mp4`, `<title>-rehearsal-<n>-<id>.mp4`."""
    text = "".join(
        " " if char in FORBIDDEN or unicodedata.category(char)[0] in "CZ" else char
        for char in unicodedata.normalize("NFC", title)
    )
    stem = "-".join(text.split()).encode()[:TITLE_BYTES].decode("utf-8", "ignore").strip("-. ")
    return f"{stem or 'clip'}-{'rehearsal' if rehearsal else 'take'}-{take}-{clip_id}{suffix}"


def path_of(job: Job) -> str:
    """Where the clip of a job has its place, relative to the home."""
    return f"clips/{file_name(job.title, job.take, job.id, '.mp4', rehearsal=job.is_rehearsal)}"


def _carried(inspection: Inspection) -> Draft | None:
    if inspection.draft is None:
        return None
    try:
        return draft_from(inspection.draft, "")
    except Fault:
        return None


def _copy(source: Path, part: Path) -> str:
    """Copy byte for byte and return the content's sha256."""
    content = hashlib.sha256()
    if not source.is_file():
        raise StorageFault("not_a_file" if source.is_dir() else "not_found", name=str(source))
    try:
        with source.open("rb") as original, part.open("wb") as copy:
            while block := original.read(BLOCK):
                content.update(block)
                copy.write(block)
    except OSError as error:
        raise storage_fault(error, part) from error
    return content.hexdigest()


@contextlib.contextmanager
def _claimed(home: Home, folder: Path) -> Iterator[None]:
    """A folder of one's own whose lock tells a sweep that somebody is at work in it; gone at the end."""
    with contextlib.ExitStack() as undoing:
        try:
            home.make_inside(folder)
            undoing.callback(remove_folder, folder)
            file = undoing.enter_context((folder / LOCK).open("ab", buffering=0))
            owner.lock(file)
            file.write(HELD)
        except OSError as error:
            raise storage_fault(error, folder) from error
        yield


def _is_abandoned(folder: Path) -> bool:
    """Whether nobody is at work in the folder. One whose lock nobody has held yet has just been made; one that goes
    while it is looked at was somebody's."""
    try:
        with (folder / LOCK).open("rb+", buffering=0) as file:
            if file.read(len(HELD)):
                return owner.lock(file)
    except OSError:
        pass
    try:
        return time.time() - folder.stat().st_mtime > FRESH_SECONDS
    except OSError:
        return False
