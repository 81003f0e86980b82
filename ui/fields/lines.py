"""What a beat is heard by: spoken lines as orchid chips, sounds as green ones; an open one has all its fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain import path as paths
from app.domain.draft import Beat, Draft, Line, SoundCue
from app.domain.template import Field
from app.strings import tr
from ui.fields.choice import ChoiceField
from ui.fields.desk import FieldDesk
from ui.fields.faces import ChipFace, Face, FaceWords
from ui.fields.item_form import Part
from ui.fields.items import FaceBox, ItemsField, emptied
from ui.fields.mentions import mentions, plain
from ui.fields.switch import SwitchField
from ui.fields.terms import Named, small, term
from ui.fields.text import TextField
from ui.kit.buttons import Button
from ui.kit.fonts import scaled
from ui.kit.labels import Label
from ui.kit.layout import FlowLayout


class SpeakerField(ChoiceField):
    """Who speaks: a member of the cast by name, or words for a voice nobody has a card for."""

    def set_value(self, value: object, draft: Draft) -> None:
        self.set_terms(tuple(Named(each.token, each.label) for each in mentions(draft) if each.kind == "cast"))
        super().set_value(value, draft)


LINE_PARTS = (
    Part("text", TextField, "line_text"),
    Part("speaker", SpeakerField, "line_speaker", "choice"),
    Part("delivery", ChoiceField, "line_delivery", "choice"),
    Part("at", ChoiceField, "line_at", "choice"),
    Part("language", ChoiceField, "line_language", "choice"),
    Part("on_screen", SwitchField, "line_on_screen", "switch"),
)
SOUND_PARTS = (
    Part("text", TextField, "cue_text"),
    Part("sync", ChoiceField, "cue_sync", "choice"),
    Part("kind", ChoiceField, "cue_kind", "choice"),
)


class ChipBox(FaceBox):
    """Chips that flow, with the word for none and the button for one more at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.flow = FlowLayout(self, 6, 4)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chips(self, parts: Sequence[QWidget]) -> None:
        """Show these, in this order."""
        emptied(self.flow)
        for part in parts:
            self.flow.addWidget(part)
            part.show()
        self.updateGeometry()


class HeardField(ItemsField):
    """What lines and sounds share: chips and a button for one more."""

    face = ChipFace
    upright = False
    label_top = 5

    def __init__(self, field: Field, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(field, path, desk, parent)
        self.none = Label(tr("fields.none"), "body", "text3", parent=self.box)
        self.none.setMinimumHeight(scaled(24))
        self.adder = Button(tr("fields.add"), icon="add", kind="quiet", size="compact", parent=self.box)
        self.adder.setAccessibleName(tr("fields.add_to", what=self.name))
        self.adder.clicked.connect(lambda: self.add())
        self.commands["add"] = self.add
        self.setFocusProxy(self.adder)
        self.lay_out([])

    def make_box(self) -> FaceBox:
        self.chips = ChipBox()
        return self.chips

    def tail(self) -> list[QWidget]:
        return [self.adder]

    def lay_out(self, faces: Sequence[Face]) -> None:
        self.none.setVisible(not faces)
        self.chips.show_chips([*faces, self.adder] if faces else [self.none, self.adder])

    def beat(self) -> Beat | None:
        """The beat it belongs to."""
        if self._draft is None:
            return None
        beat = paths.read(self._draft, self.path.rpartition(".")[0])
        return beat if isinstance(beat, Beat) else None

    def close_form(self) -> None:
        had = bool(self._open)
        super().close_form()
        if had and not self._items:
            self.adder.setFocus(Qt.FocusReason.OtherFocusReason)


class LinesField(HeardField):
    """The spoken lines of a beat."""

    parts = LINE_PARTS

    def words_of(self, item: Any, place: int) -> FaceWords:
        assert isinstance(item, Line)
        said = plain(item.text, self._draft) or tr("fields.lines.empty")
        who = plain(item.speaker, self._draft)
        how = small(term("delivery", item.delivery))
        told = tr("fields.lines.by", who=tr("fields.lines.how", who=who, how=how) if how else who, text=said)
        title = told if who else said
        return FaceWords(title, icon="line", hue="line", spoken=title)

    def add(self, item_id: str = "") -> None:
        """A new line, by who acts in the beat."""
        beat = self.beat()
        speaker = beat.subject if beat is not None and beat.subject.startswith("{cast:") else ""
        place = self.place_of(item_id) + 1 if item_id else len(self._items)
        self.insert({"speaker": speaker}, place, opens=True)


class SoundsField(HeardField):
    """The sounds of a beat."""

    parts = SOUND_PARTS

    def words_of(self, item: Any, place: int) -> FaceWords:
        assert isinstance(item, SoundCue)
        said = plain(item.text, self._draft) or (
            term("sound_kind", item.kind) if item.kind != "sfx" else tr("fields.sounds.empty")
        )
        title = tr("fields.sounds.when", what=said, when=small(term("sync", item.sync)))
        return FaceWords(title, icon="audio-lines", hue="snd", spoken=title)

    def add(self, item_id: str = "") -> None:
        """A new sound."""
        place = self.place_of(item_id) + 1 if item_id else len(self._items)
        self.insert({}, place, opens=True)
