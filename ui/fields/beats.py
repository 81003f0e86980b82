"""The beats of a shot as a list: the small sister of the beats editor, with the same keys."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.beats import (
    add_beat,
    beat_spans,
    duplicate_beat,
    merge_beats,
    move_beat,
    remove_beat,
    split_beat,
    stretch_beat,
)
from app.domain.draft import Beat
from app.domain.template import Field
from app.domain.timing import LEAST_BEAT
from app.strings import listed, tr
from ui.fields.desk import FieldDesk
from ui.fields.faces import FaceWords
from ui.fields.mentions import plain
from ui.fields.rows import RowsField
from ui.fields.terms import beat_name, capital, short_number

STEP = 0.5


class BeatsField(RowsField):
    """One row a beat: number, purpose, what is done, seconds. `[` and `]` make it shorter and longer."""

    room = "beats"
    tools = (
        ("add", "add", "A"),
        ("split", "split", "S"),
        ("merge", "merge", "M"),
        ("remove", "trash", "Del"),
    )

    def __init__(self, field: Field, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(field, path, desk, parent)
        self.commands |= {
            "add": self.add,
            "split": self.split,
            "merge": self.merge,
            "longer": lambda item_id: self.stretch(item_id, STEP),
            "shorter": lambda item_id: self.stretch(item_id, -STEP),
        }

    def words_of(self, item: Any, place: int) -> FaceWords:
        assert isinstance(item, Beat)
        assert self._draft is not None
        number = next((span.number for span in beat_spans(self._draft) if span.beat is item), place + 1)
        who = plain(item.subject, self._draft)
        does = " ".join(part for part in (who, plain(item.action, self._draft)) if part)
        seconds = tr("fields.seconds", seconds=short_number(item.seconds))
        title = beat_name(item, number)
        # one without a purpose is called by its number, which is said once
        spoken = listed(dict.fromkeys((tr("fields.beat", n=number), title, seconds)))
        return FaceWords(title, capital(does), seconds, number, hue="beat", spoken=spoken)

    def why_not(self, command: str, item_id: str) -> str:
        if reason := super().why_not(command, item_id):
            return reason
        if command == "merge" and self.place_of(item_id) + 1 >= len(self._items):
            return tr("fields.beats.last")
        if command == "split" and self.item(item_id).seconds < 2 * LEAST_BEAT:
            return tr("fields.beats.short")
        return ""

    def add(self, item_id: str = "") -> None:
        """A new beat after the one named, or at the end."""
        if self._draft is not None:
            after = item_id or (self._items[-1].id if self._items else "")
            changed, made = add_beat(self._draft, self.shot_id(), after)
            self.replace(changed, made)

    def split(self, item_id: str) -> None:
        """Two beats out of one, each half as long."""
        if self._draft is not None:
            span = next(each for each in beat_spans(self._draft) if each.beat.id == item_id)
            middle = span.start + max(LEAST_BEAT, round(span.beat.seconds) / 2)
            changed, _ = split_beat(self._draft, self.shot_id(), item_id, middle)
            self.replace(changed, item_id)

    def merge(self, item_id: str) -> None:
        """A beat and the next one as one."""
        if self._draft is not None:
            self.replace(merge_beats(self._draft, self.shot_id(), item_id), item_id)

    def stretch(self, item_id: str, by: float) -> None:
        """Longer or shorter; the neighbours give way."""
        if self._draft is not None:
            seconds = self.item(item_id).seconds + by
            self.replace(stretch_beat(self._draft, self.shot_id(), item_id, seconds), item_id)

    def duplicate(self, item_id: str) -> None:
        if self._draft is not None:
            changed, made = duplicate_beat(self._draft, self.shot_id(), item_id)
            self.replace(changed, made)

    def remove(self, item_id: str) -> None:
        if self._draft is not None:
            self.replace(remove_beat(self._draft, self.shot_id(), item_id), self.place_of(item_id))

    def move_item(self, item_id: str, place: int) -> None:
        if self._draft is not None and 0 <= place < len(self._items):
            shot_id = self.shot_id()
            self.replace(move_beat(self._draft, shot_id, item_id, shot_id, place), item_id)
