"""What every body of a form shares: signals, how parts are joined to them, and how a template falls into parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from app.domain.draft import Draft
from app.domain.template import Depth, Field, Section, Template
from ui.fields import FieldDesk, FieldWidget
from ui.panels.form.rows import FieldRows, Row
from ui.panels.form.words import Chosen, View, chosen_at, serves

OF_BEAT = "shots[*].beats[*]"


class BodyDesk(FieldDesk, Protocol):
    """What a body asks of the desk."""

    def replace(self, draft: Draft, group: str = "") -> None:
        """Make this the open draft, as one undo step."""


class Parts(NamedTuple):
    """A template of sections: those in the column, the fields of the inspector, and whether there is a time bar."""

    column: tuple[Section, ...]
    beat: tuple[Field, ...]
    bar: bool


def parts_of(template: Template) -> Parts:
    """The parts of a form: what is only about the chosen beat goes to the inspector, the beats to the time bar."""
    column: list[Section] = []
    beat: list[Field] = []
    bar = False
    for section in template.sections:
        bar = bar or any(field.kind == "beats" for field in section.fields)
        rest = tuple(field for field in section.fields if field.kind != "beats")
        if rest and all(field.path.startswith(OF_BEAT) for field in rest):
            beat += rest
        elif rest:
            column.append(section)
    return Parts(tuple(column), tuple(beat), bar)


class FormBody(QWidget):
    """The part of a form under its facts. It shows views and tells gestures; the panel speaks with the desk."""

    edited = Signal(str, object)
    stepped = Signal(object)
    pointed = Signal(str)
    depth_asked = Signal(str)
    chosen = Signal(object)
    """A `Chosen`: what `[*]` is to stand for from now on."""
    time_changed = Signal(float)

    def __init__(self, template: Template, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.template = template
        self.fields = tuple(field for section in template.sections for field in section.fields)
        self.view: View | None = None
        self._quiet = False

    def show_view(self, view: View) -> None:
        """Show another view."""
        raise NotImplementedError

    def make_rest(self) -> bool:
        """Make one of the parts that were left for later. Gives whether there was one."""
        return False

    def set_time(self, seconds: float) -> None:
        """Move the playhead without telling."""

    def row_of(self, path: str) -> Row | None:
        """The row of the field a path belongs to, where it is seen now."""
        raise NotImplementedError

    def go_to(self, path: str) -> bool:
        """Show the field of a path and give it the keyboard; False where nothing here has it."""
        raise NotImplementedError

    def forget(self, path: str) -> None:
        """Let the field of a path show again what the draft holds."""
        for rows in self.findChildren(FieldRows):
            rows.forget(path)

    def depth_of(self, path: str) -> Depth | None:
        """The depth from which on a form shows the field of a path; None where no field has it."""
        found = [field for field in self.fields if serves(field, path)]
        return max(found, key=lambda field: len(field.path)).depth if found else None

    def light(self, path: str) -> None:
        """Light what a path is about beyond its field: the card of a beat."""

    def regions(self) -> Sequence[QWidget]:
        """The parts that Tab goes through, in the order of the eye."""
        return [self]

    def step_section(self, by: int, focus: QWidget | None) -> None:
        """Go to the next section."""

    def section_track(self, widget: FieldWidget) -> str:
        """The track a field's section feeds."""
        return ""

    def join(self, part: QWidget) -> None:
        """Pass on what a part tells."""
        for name in ("edited", "stepped", "pointed", "depth_asked", "time_changed"):
            told = getattr(part, name, None)
            if isinstance(told, SignalInstance):
                told.connect(getattr(self, name))

    def ask(self, chosen: Chosen) -> None:
        """Ask for another choice; nothing happens while a view is being shown."""
        if not self._quiet and self.view is not None and chosen != self.view.chosen:
            self.chosen.emit(chosen)

    def choose_beat(self, shot_id: str, beat_id: str) -> None:
        """Ask for a beat, and with it for its shot."""
        if shot_id and self.view is not None:
            path = f"shots[{shot_id}].beats[{beat_id}]" if beat_id else f"shots[{shot_id}]"
            self.ask(chosen_at(path, self.view.chosen))

    def choose_key(self, shot_id: str, key_id: str) -> None:
        """Ask for a key, and with it for its shot."""
        if shot_id and self.view is not None:
            path = f"shots[{shot_id}].keys[{key_id}]" if key_id else f"shots[{shot_id}]"
            self.ask(chosen_at(path, self.view.chosen))

    def choose_item(self, path: str) -> None:
        """A field that lists shots, beats or keys says which of them was chosen."""
        if path and self.view is not None:
            self.ask(chosen_at(path, self.view.chosen))
