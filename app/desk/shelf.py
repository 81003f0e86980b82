"""What one finds on the shelf: drafts with their verbs, and files; deleting is always a move to the trash."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from app.desk.authoring import new_id
from app.desk.presets import PresetShelf
from app.desk.snapshot import DraftEntry
from app.domain.draft import Draft
from app.domain.errors import UnknownName
from app.domain.job import Message
from app.domain.model import Model
from app.domain.preset import Preset, is_preset, preset_from
from app.domain.share import MOST_BYTES
from app.domain.upgrade import MAX_BYTES, draft_from, read_json, write_draft
from app.store.drafts import DraftRow
from app.store.files import read_capped, write_atomic

HEAD = 4096
"""Bytes in which a file has said what it is."""


class Shelf(PresetShelf):
    """Drafts, presets and models to choose from."""

    @property
    def home(self) -> Path:
        """The folder that holds everything the program keeps."""
        return self._rooms.home.root

    def room_taken(self) -> dict[str, tuple[int, int]]:
        """Files and bytes in the home, by `drafts`, `presets`, `clips` and `trash`."""
        home = self._rooms.home
        folders = {"drafts": home.drafts, "presets": home.presets, "clips": home.clips, "trash": home.trash}
        return {name: _measure(folder) for name, folder in folders.items()}

    def drafts(self) -> list[DraftEntry]:
        """Every draft, last changed first; an unreadable file keeps its row."""
        posters = self._work.clips.posters() if self._work else {}
        return [self._entry(row, posters.get(row.id, "")) for row in self._rooms.drafts.list()]

    def count_clips(self, query: str = "") -> int:
        """How many clips of the library hold the query."""
        return self.work.clips.count(query)

    def trash_draft(self, draft_id: str) -> None:
        """Put a draft into the trash; it closes if it is open."""
        if self._snapshot.draft is not None and self._snapshot.draft.id == draft_id:
            self.close_draft()
        self._rooms.drafts.trash(draft_id)
        self.notice("notice.draft_trashed", action="restore_draft", target=draft_id)

    def restore_draft(self, draft_id: str) -> None:
        """Take a draft out of the trash."""
        self._rooms.drafts.restore(draft_id)

    def trashed_drafts(self) -> list[DraftEntry]:
        """The drafts in the trash, last thrown first."""
        return [self._entry(row) for row in self._rooms.drafts.trashed()]

    def models(self) -> tuple[Model, ...]:
        """Every model row, as the catalogue orders them."""
        return self._rooms.catalog.models()

    def model_title(self, model_id: str) -> str:
        """What a model is called; its id where there is none. Reads its maker's rows alone."""
        try:
            return self._rooms.catalog.model(model_id).title
        except UnknownName:
            return model_id

    def problems(self) -> tuple[Message, ...]:
        """What cannot be read of the person's own presets, templates, models and vocabularies."""
        presets = [bad.message for bad in self._rooms.presets.problems()]
        data = [Message(id=each.message_id, args=each.args) for each in self._rooms.catalog.problems]
        return (*presets, *data)

    def read_file(self, path: Path) -> Draft | Preset:
        """The draft or preset in a file. BadFile says what is wrong and where."""
        fields = _fields(path)
        return preset_from(fields, path.name) if is_preset(fields) else draft_from(fields, path.name)

    def open_file(self, path: Path) -> None:
        """Open a draft file, or keep a preset file, that was dropped on the window."""
        fields = _fields(path)
        if is_preset(fields):
            self.import_preset(path)
        else:
            self.adopt(draft_from(fields, path.name))

    def save_copy(self, path: Path) -> None:
        """Write the open draft to a file of its own, readable and whole."""
        write_atomic(path, write_draft(self._draft()))

    def duplicate_draft(self, draft_id: str) -> Draft:
        """Open a copy of a draft."""
        draft = self._rooms.drafts.load(draft_id)
        return self.adopt(draft.replace(id=new_id(draft.title or draft.form)))

    def _entry(self, row: DraftRow, poster: str = "") -> DraftEntry:
        model = self._model(row.aim)
        retired = model.retired if model and model.is_retired(self.today()) else ""
        file = str(self._rooms.home.root / poster) if poster else ""
        return DraftEntry.model_construct(**dict(row), aim_retired=retired, poster=file)

    def _model(self, model_id: str) -> Model | None:
        try:
            return self._rooms.catalog.model(model_id)
        except UnknownName:
            return None


def _fields(path: Path) -> dict[str, Any]:
    cap = _cap(path)
    return read_json(read_capped(path, cap), path.name, cap)


def _cap(path: Path) -> int:
    """How large a file may be: a preset may bring its pictures along, and says on its first lines that it is one."""
    with suppress(OSError), path.open("rb") as file:
        if b'"preset/' in file.read(HEAD):
            return MOST_BYTES
    return MAX_BYTES


def _measure(folder: Path) -> tuple[int, int]:
    sizes = []
    for path in folder.rglob("*"):
        # what moves away meanwhile is no longer there to be counted
        with suppress(OSError):
            if path.is_file():
                sizes.append(path.stat().st_size)
    return len(sizes), sum(sizes)
