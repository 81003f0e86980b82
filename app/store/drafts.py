"""Drafts on disk: one readable JSON file each; an unreadable one keeps its row and says why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from app.domain.draft import Draft
from app.domain.errors import Fault, UnknownName
from app.domain.job import Message
from app.domain.noun import Noun
from app.domain.upgrade import read_draft, write_draft
from app.store.files import read_capped, write_atomic
from app.store.paths import Home
from app.store.trash import Trash

SUFFIX = ".draft.json"
PLAIN_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


class DraftRow(Noun):
    """What a draft's file tells. `changed` is ISO in UTC, `unreadable` the reason where the file cannot be read."""

    id: str
    title: str
    form: str = ""
    aim: str = ""
    seconds: float = 0.0
    changed: str = ""
    unreadable: Message | None = None


Rows = list[DraftRow]


class Drafts:
    """The drafts of one home."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._trash = Trash(home, "drafts", SUFFIX)
        self._read: dict[Path, tuple[tuple[int, int], DraftRow]] = {}

    def list(self) -> Rows:
        """Every draft, last changed first. Files that did not change since are not read again."""
        return self._rows(self._home.drafts.glob(f"*{SUFFIX}"))

    def exists(self, draft_id: str) -> bool:
        """Whether a draft of this id is on the shelf."""
        return bool(PLAIN_ID.fullmatch(draft_id)) and self._path(draft_id).exists()

    def load(self, draft_id: str) -> Draft:
        """A draft. UnknownName if there is none of this id, BadFile where the file is at fault.

        A file's name goes before the id in it, so that a copy made by hand is a draft of its own.
        """
        if not self.exists(draft_id):
            raise UnknownName("draft", draft_id, [row.id for row in self.list()])
        path = self._path(draft_id)
        found: Draft = read_draft(read_capped(path), path.name).replace(id=draft_id)
        return found

    def save(self, draft: Draft) -> None:
        """Write a draft; the old file or the new one is there at any time. StorageFault where the disk refuses."""
        # the folder may be gone; where its home is, nothing is made: that may be a disk that comes back
        self._home.make_inside(self._home.drafts)
        write_atomic(self._path(draft.id), write_draft(draft))

    def file(self, draft_id: str) -> Path:
        """Where the file of a draft is, or would be."""
        return self._path(draft_id)

    def trash(self, draft_id: str) -> None:
        """Move a draft to the trash."""
        if not self.exists(draft_id):
            raise UnknownName("draft", draft_id, [row.id for row in self.list()])
        self._trash.throw(self._path(draft_id))

    def restore(self, draft_id: str) -> None:
        """Take the draft of this id that was thrown last out of the trash."""
        self._trash.take_back(draft_id, self._path(draft_id))

    def trashed(self) -> Rows:
        """The drafts in the trash, last thrown first."""
        found = ((self._trash.stem(path), self._row(path)) for path in self._trash.files())
        return [row.replace(id=stem) for stem, row in found if row is not None]

    def _path(self, draft_id: str) -> Path:
        return self._home.drafts / f"{draft_id}{SUFFIX}"

    def _rows(self, paths: Iterable[Path]) -> Rows:
        rows = [row for path in paths if (row := self._row(path)) is not None]
        return sorted(rows, key=lambda row: (row.changed, row.id), reverse=True)

    def _row(self, path: Path) -> DraftRow | None:
        try:
            found = path.stat()
        except OSError:
            return None
        mark = (found.st_mtime_ns, found.st_size)
        known = self._read.get(path)
        if known is not None and known[0] == mark:
            return known[1]
        changed = datetime.fromtimestamp(found.st_mtime, UTC).isoformat()
        stem = path.name.removesuffix(SUFFIX)
        try:
            draft = read_draft(read_capped(path), path.name)
        except Fault as fault:
            message = Message(id=f"error.{fault.id}", args=fault.args_by_name)
            row = DraftRow(id=stem, title=path.name, changed=changed, unreadable=message)
        else:
            row = DraftRow(
                id=stem, title=draft.title, form=draft.form, aim=draft.aim, seconds=draft.seconds, changed=changed
            )
        self._read[path] = (mark, row)
        return row
