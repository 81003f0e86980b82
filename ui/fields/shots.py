"""The shots of a draft as a list: cut, joined, put in order; an open one has what a shot alone decides."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.camera import keys_in_order
from app.domain.cuts import cut_shot, join_shots
from app.domain.draft import Beat, Framing, Key, Link, Shot
from app.domain.edit import free_id
from app.domain.template import Field
from app.domain.timing import LEAST_BEAT
from app.strings import listed, tr
from ui.fields.choice import ChoiceField
from ui.fields.desk import FieldDesk
from ui.fields.faces import FaceWords
from ui.fields.item_form import Part
from ui.fields.number import NumberField
from ui.fields.rows import RowsField
from ui.fields.terms import framing_words, short_number, small, term
from ui.fields.text import TextField

NEW_SHOT = 3.0


class ShotsField(RowsField):
    """One row a shot: number, purpose, framing, how it begins, seconds."""

    room = "shots"
    tools = (
        ("add", "add", "A"),
        ("split", "cut", "S"),
        ("merge", "merge", "M"),
        ("remove", "trash", "Del"),
    )
    parts = (
        Part("seconds", NumberField, "shot_seconds", "number"),
        Part("purpose", ChoiceField, "shot_purpose", "choice"),
        Part("support", ChoiceField, "support", "choice"),
        Part("cut_in", ChoiceField, "cut_in", "choice"),
        Part("light_override", TextField, "light_override"),
        Part("lens", ChoiceField, "shot_lens", "choice"),
    )

    def __init__(self, field: Field, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(field, path, desk, parent)
        self.commands |= {"add": self.add, "split": self.split, "merge": self.merge}

    def words_of(self, item: Any, place: int) -> FaceWords:
        assert isinstance(item, Shot)
        keys = keys_in_order(item)
        framed = framing_words(keys[0].framing) if keys else ""
        comes = small(term("cut_in", item.cut_in)) if place and item.cut_in != "cut" else ""
        beats = tr("fields.shots.beats", n=len(item.beats)) if item.beats else ""
        title = term("purpose", item.purpose) or tr("fields.shots.name", n=place + 1)
        second = listed(part for part in (framed, comes, beats) if part)
        seconds = tr("fields.seconds", seconds=short_number(item.seconds))
        spoken = listed((tr("fields.shots.name", n=place + 1), title, seconds))
        return FaceWords(title, second, seconds, place + 1, spoken=spoken)

    def why_not(self, command: str, item_id: str) -> str:
        if reason := super().why_not(command, item_id):
            return reason
        if command == "merge" and self.place_of(item_id) + 1 >= len(self._items):
            return tr("fields.shots.last")
        if command == "split" and self.item(item_id).seconds < 2 * LEAST_BEAT:
            return tr("fields.shots.short")
        if command == "remove" and len(self._items) < 2:
            return tr("fields.shots.only")
        return ""

    def add(self, item_id: str = "") -> None:
        """A new shot after the one named, or at the end, with a framing and one beat that fills it."""
        if self._draft is None:
            return
        shots = self._draft.shots
        key_id = free_id("k", {key.id for shot in shots for key in shot.keys})
        beat_id = free_id("b", {beat.id for shot in shots for beat in shot.beats})
        shot = Shot(
            id=free_id("s", {each.id for each in shots}),
            seconds=NEW_SHOT,
            keys=(Key(id=key_id, framing=Framing(size="ms", angle="eye")),),
            beats=(Beat(id=beat_id, seconds=NEW_SHOT, link=Link(type="then" if shots else "opens")),),
        )
        place = self.place_of(item_id) + 1 if item_id else len(shots)
        self.insert(shot.model_dump(by_alias=True), place)

    def split(self, item_id: str) -> None:
        """Cut a shot in the middle, at the border of a beat where one is near."""
        if self._draft is None:
            return
        shot = self.item(item_id)
        ends, at = [], 0.0
        for beat in shot.beats[:-1]:
            at += beat.seconds
            ends.append(at)
        middle = shot.seconds / 2
        cut = min((end for end in ends if 0 < end < shot.seconds), key=lambda end: abs(end - middle), default=middle)
        changed, _ = cut_shot(self._draft, self._draft.shot_start(item_id) + cut)
        self.replace(changed, item_id)

    def merge(self, item_id: str) -> None:
        """A shot and the next one as one take."""
        if self._draft is not None:
            self.replace(join_shots(self._draft, item_id), item_id)

    def duplicate(self, item_id: str) -> None:
        """The same shot once more, its beats and keys under ids of their own."""
        if self._draft is None:
            return
        shots = self._draft.shots
        keys, beats = list(self.item(item_id).keys), list(self.item(item_id).beats)
        taken = {key.id for shot in shots for key in shot.keys}
        for place, key in enumerate(keys):
            keys[place] = key.replace(id=free_id("k", taken))
            taken.add(keys[place].id)
        taken = {beat.id for shot in shots for beat in shot.beats}
        for place, beat in enumerate(beats):
            beats[place] = beat.replace(id=free_id("b", taken))
            taken.add(beats[place].id)
        copy = self.item(item_id).replace(
            id=free_id("s", {each.id for each in shots}), keys=tuple(keys), beats=tuple(beats)
        )
        self.insert(copy.model_dump(by_alias=True), self.place_of(item_id) + 1)
