"""What one finds on the shelf: drafts and presets, with their verbs; deleting is always a move to the trash."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from app.desk.authoring import Authoring, new_id
from app.desk.snapshot import DraftEntry
from app.domain.draft import Draft
from app.domain.edit import free_id
from app.domain.errors import Conflict, UnknownName
from app.domain.job import Message
from app.domain.model import Model
from app.domain.preset import Preset, check_name, read_preset
from app.domain.upgrade import draft_from, read_json, write_draft
from app.store.drafts import DraftRow
from app.store.files import read_capped, write_atomic

PARTS_KEPT = ("id", "title", "form", "aim")
"""What the open draft keeps when a preset is laid over it."""


class Shelf(Authoring):
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

    def presets(self) -> list[Preset]:
        """Built-in presets, then the person's own."""
        return list(self._all_presets())

    def preset_problems(self) -> list[tuple[str, Message]]:
        """The person's preset files that cannot be read, by name, and why."""
        return [(problem.name, problem.message) for problem in self._rooms.presets.problems()]

    def preset(self, preset_id: str) -> Preset:
        """A preset by id. UnknownName names what comes near, BadFile says why its file cannot be read."""
        found = self.find_preset(preset_id)
        if found is None:
            raise UnknownName("preset", preset_id, self._preset_ids())
        return found

    def problems(self) -> tuple[Message, ...]:
        """What cannot be read of the person's own presets, templates, models and vocabularies."""
        presets = [bad.message for bad in self._rooms.presets.problems()]
        data = [Message(id=each.message_id, args=each.args) for each in self._rooms.catalog.problems]
        return (*presets, *data)

    def save_preset(self, name: str, about: str = "", draft: Draft | None = None) -> Preset:
        """Keep a draft (the open one) as a preset. The same name again makes the next version of it."""
        name = check_name(name)
        kept = draft or self._draft()
        own = self._rooms.presets.list()
        same = next((preset for preset in own if preset.name == name), None)
        preset = Preset(
            id=same.id if same else free_id(name, self._preset_ids()),
            name=name,
            about=about or (same.about if same else ""),
            version=same.version + 1 if same else 1,
            created=self.now(),
            draft=kept,
        )
        self._rooms.presets.save(preset)
        self.notice("notice.preset_saved", "good", target=preset.id, name=name, version=preset.version)
        return preset

    def apply_preset(self, preset_id: str) -> Draft:
        """Lay a preset over the open draft as one undo step; without an open draft, open a new one from it."""
        preset = self.preset(preset_id)
        if self._snapshot.draft is None:
            return self.new(preset_id)
        merged = self.lay_over(self._draft(), preset)
        self.replace(merged)
        return merged

    def lay_over(self, draft: Draft, preset: Preset) -> Draft:
        """The draft with a preset's content: its own id, title, form and aim stay."""
        kept = {name: getattr(draft, name) for name in PARTS_KEPT}
        laid: Draft = preset.draft.replace(**kept)
        return laid

    def rename_preset(self, preset_id: str, name: str) -> Preset:
        """Give an own preset another name. Conflict for a built-in one."""
        preset = self._own_preset(preset_id).replace(name=check_name(name))
        self._rooms.presets.save(preset)
        renamed: Preset = preset
        return renamed

    def delete_preset(self, preset_id: str) -> None:
        """Put an own preset into the trash. Conflict for a built-in one."""
        preset = self._own_preset(preset_id)
        self._rooms.presets.trash(preset_id)
        self.notice("notice.preset_trashed", action="restore_preset", target=preset_id, name=preset.name)

    def restore_preset(self, preset_id: str) -> None:
        """Take a preset out of the trash."""
        self._rooms.presets.restore(preset_id)

    def read_file(self, path: Path) -> Draft | Preset:
        """The draft or preset in a file. BadFile says what is wrong and where."""
        data = read_capped(path)
        fields = read_json(data, path.name)
        if str(fields.get("schema", "")).startswith("preset/"):
            return read_preset(data, path.name)
        return draft_from(fields, path.name)

    def open_file(self, path: Path) -> None:
        """Open a draft file, or keep a preset file, that was dropped on the window."""
        found = self.read_file(path)
        if isinstance(found, Draft):
            self.adopt(found)
            return
        self._rooms.presets.save(found.replace(id=free_id(found.id, self._preset_ids())))
        self.notice("notice.preset_saved", "good", name=found.name, version=found.version)

    def save_copy(self, path: Path) -> None:
        """Write the open draft to a file of its own, readable and whole."""
        write_atomic(path, write_draft(self._draft()))

    def duplicate_draft(self, draft_id: str) -> Draft:
        """Open a copy of a draft."""
        draft = self._rooms.drafts.load(draft_id)
        return self.adopt(draft.replace(id=new_id(draft.title or draft.form)))

    def _own_preset(self, preset_id: str) -> Preset:
        preset = self.preset(preset_id)
        if preset.builtin:
            raise Conflict("preset_builtin", name=preset.name)
        return preset

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


def _measure(folder: Path) -> tuple[int, int]:
    sizes = []
    for path in folder.rglob("*"):
        # what moves away meanwhile is no longer there to be counted
        with suppress(OSError):
            if path.is_file():
                sizes.append(path.stat().st_size)
    return len(sizes), sum(sizes)
