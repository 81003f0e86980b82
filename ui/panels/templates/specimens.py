"""Templates for the gallery: ours, a much changed one of one's own, one in the trash, a disk that refuses, a note."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.desk.snapshot import NOTHING_OPEN, Snapshot
from app.domain import template_edit as edits
from app.domain.errors import StorageFault, UnknownName
from app.domain.template import Template
from app.domain.template_edit import Place
from app.domain.vocabulary import Vocabulary
from ui.kit.layout import column
from ui.kit.specimen import Specimen
from ui.panels.form.specimens import forms
from ui.panels.form.words import Chosen, view_of
from ui.panels.path.specimens import lists
from ui.panels.shelf.specimens import preset
from ui.panels.templates.dialog import TemplatesDialog
from ui.panels.templates.hidden import HiddenNote

STORY = "sora-story-beats"


class Work:
    """Templates in memory; `full` is a disk that takes nothing more."""

    def __init__(self, mine: list[Template], snapshot: Snapshot, *, trashed: tuple[str, ...] = (), full: bool = False):
        self.mine = {each.id: each for each in mine}
        self._snapshot, self._trashed, self._full = snapshot, list(trashed), full

    def template(self, template_id: str) -> Template:
        """By id."""
        found = self.mine.get(template_id) or forms().get(template_id)
        if found is None:
            raise UnknownName("template", template_id, self.mine)
        return found

    def copy(self, template_id: str, name: str = "") -> Template:
        """A copy."""
        made = edits.copy_of(self.template(template_id), f"{template_id}-{len(self.mine)}", name or "Copy")
        self.mine[made.id] = made
        return made

    def keep(self, template: Template, *, session: bool = False) -> Template:
        """Kept in memory."""
        if self._full:
            raise StorageFault("disk_full", name=f"{template.id}.toml")
        self.mine[template.id] = template
        return template

    def begin_session(self, template_id: str) -> None:
        """Nothing to keep."""

    def delete(self, template_id: str) -> None:
        """Into the trash."""
        del self.mine[template_id]
        self._trashed.append(template_id)

    def restore(self, template_id: str) -> Template:
        """Only looked up."""
        return self.template(template_id)

    def trashed(self) -> list[str]:
        """Ids in the trash."""
        return self._trashed

    def export(self, template_id: str, path: Path) -> None:
        """Nothing is written in the gallery."""

    def take_in(self, path: Path) -> Template:
        """Nothing is read in the gallery."""
        return self.template(STORY)

    def beginnings(self, template: Template) -> dict[str, Any]:
        """What differs from the base."""
        blank, under = edits.blank_draft(template), edits.blank_draft(forms()[template.base or template.id])
        paths = [field.path for section in template.sections for field in section.fields]
        values = {path: edits.first_value(blank, path) for path in paths}
        return {path: value for path, value in values.items() if value != edits.first_value(under, path)}

    def begin_as_draft(self, template: Template, pattern: str) -> Template:
        """With what the open draft has."""
        draft = self._snapshot.draft
        return edits.begin_with(template, pattern, edits.first_value(draft, pattern)) if draft else template

    def begin_plain(self, template: Template, pattern: str) -> Template:
        """As in the base."""
        return edits.begin_plain(template, pattern, forms()[template.base])


class Desk:
    """A desk with templates and, where given, an open draft."""

    def __init__(self, snapshot: Snapshot, work: Work) -> None:
        self.snapshot = snapshot
        self.own_templates = work

    def templates(self) -> tuple[Template, ...]:
        """Ours, then one's own."""
        return (*forms().values(), *self.own_templates.mine.values())

    def vocabulary_for(self, path: str) -> Vocabulary | None:
        """The vocabulary that serves a path."""
        return next((each for each in lists().values() if path in each.paths), None)


def changed(name: str) -> Template:
    """A story form that was made one's own."""
    made = edits.copy_of(forms()[STORY], f"{STORY}-adverts", name)
    made = edits.move(made, Place("beats"), 0)
    made = edits.relabel(made, Place("look"), "Picture and colour")
    for path in ("look.era", "look.texture"):
        made = edits.set_hidden(made, Place("look", path), True)
    made = edits.set_hidden(made, Place("light"), True)
    made = edits.begin_with(made, "look.mood", "warm, unhurried")
    made = edits.begin_with(made, "avoid", ("text", "logos", "fast cuts"))
    return edits.relabel(made, Place("place", "place.setting"), "Where it happens")


def _dialog(*, at: str, place: Place | None = None, full: bool = False, open_draft: bool = True) -> QWidget:
    snapshot = NOTHING_OPEN
    if open_draft:
        draft = preset("small-rescue").draft
        snapshot = Snapshot.model_construct(draft=draft.replace(form=f"{STORY}-adverts"), depth="standard")
    long = "Interviews at the kitchen table, two people, one lamp, rain"
    mine = [changed("Adverts"), edits.copy_of(forms()["kling-shot-list"], "list", long)]
    dialog = TemplatesDialog(Desk(snapshot, Work(mine, snapshot, trashed=("kling-camera-path-old",), full=full)))
    dialog.refresh(at)
    if place is not None:
        dialog.editor.outline.choose(place)
    if full:
        dialog.editor.outline.hidden_asked.emit(Place("look", "look.mood"), True)
    held = QWidget()
    dialog.setWindowFlags(held.windowFlags())
    held.setLayout(column(dialog, gap=0))
    return held


def _note(*, all_shown: bool) -> QWidget:
    draft = preset("small-rescue").draft
    view = view_of(Snapshot.model_construct(draft=draft, depth="standard"), Chosen())
    note = HiddenNote()
    if view is not None:
        note.show_view(changed("Adverts"), view, all_shown=all_shown)
    box = QWidget()
    box.setLayout(column(note))
    return box


MINE = f"{STORY}-adverts"
SIZE = (1000, 640)
MOOD = Place("look", "look.mood")
SPECIMENS: list[Specimen] = [
    Specimen("templates/own", partial(_dialog, at=MINE, place=MOOD), SIZE),
    Specimen("templates/own section", partial(_dialog, at=MINE, place=Place("light")), SIZE),
    Specimen(
        "templates/own no draft",
        partial(_dialog, at=MINE, place=Place("place", "place.setting"), open_draft=False),
        SIZE,
    ),
    Specimen("templates/own long name", partial(_dialog, at="list"), SIZE),
    Specimen("templates/own unkept", partial(_dialog, at=MINE, place=MOOD, full=True), SIZE),
    Specimen("templates/built in", partial(_dialog, at=STORY), SIZE),
    Specimen("templates/in the trash", partial(_dialog, at="kling-camera-path-old"), SIZE),
    Specimen("templates/note hidden", partial(_note, all_shown=False), (560, 40)),
    Specimen("templates/note all shown", partial(_note, all_shown=True), (560, 40)),
]
