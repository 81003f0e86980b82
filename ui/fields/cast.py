"""The cast and the props: cards with a name and what they are; an open one has all their fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QMimeDatabase, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.draft import CastMember, Prop
from app.domain.template import Field
from app.strings import tr
from ui.fields.chips import ChipsField
from ui.fields.choice import ChoiceField
from ui.fields.desk import FieldDesk
from ui.fields.faces import CardFace, Face, FaceWords
from ui.fields.item_form import Part
from ui.fields.items import FaceBox, ItemsField, emptied
from ui.fields.mentions import card_id
from ui.fields.pictures import file_in, image_in
from ui.fields.references import ReferencesField
from ui.fields.standing import StandingField
from ui.fields.swatches import cast_colour
from ui.fields.text import TextField
from ui.kit.buttons import Button
from ui.kit.fonts import scaled
from ui.kit.inputs import LineInput, field_height
from ui.kit.labels import Label
from ui.kit.layout import row

MEMBER_PARTS = (
    Part("label", TextField, "member_label"),
    Part("kind", ChoiceField, "member_kind", "choice"),
    Part("identity", ChipsField, "member_identity", "chips"),
    Part("wardrobe", TextField, "member_wardrobe"),
    Part("at", StandingField, "member_at"),
    Part("voice.timbre", TextField, "voice_timbre"),
    Part("voice.delivery", ChoiceField, "voice_delivery", "choice"),
    Part("voice.accent", TextField, "voice_accent"),
    Part("voice.language", ChoiceField, "voice_language", "choice"),
    Part("refs", ReferencesField, "member_refs", "image"),
)
PROP_PARTS = (
    Part("label", TextField, "prop_label"),
    Part("description", TextField, "prop_description"),
    Part("state", TextField, "prop_state"),
    Part("at", StandingField, "member_at"),
)
CARD = 150


def has_picture(data: QMimeData) -> bool:
    """Whether a picture is held or copied. A draft or a clip is none, and goes to the window."""
    path = file_in(data)
    if path is None:
        return image_in(data) is not None
    kind = QMimeDatabase().mimeTypeForFile(path.name, QMimeDatabase.MatchMode.MatchExtension)
    return kind.name().startswith("image/")


class NameLine(LineInput):
    """Where the name of a new one is typed. `named(text)` at Enter or when left with a name; `dropped` at Esc."""

    named = Signal(str)
    dropped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._done()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._done()

    def _done(self) -> None:
        text = self.text().strip()
        self.clear()
        if text:
            self.named.emit(text)
        elif self.isVisible():
            self.dropped.emit()


class CardBox(FaceBox):
    """Cards side by side, as many as there is room for, all as wide. `given(id, data)`: a picture dropped on a card."""

    plated = False
    given = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[Face] = []
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(8)
        self._columns = 0

    def show_cards(self, cards: Sequence[Face]) -> None:
        """Show these, in this order."""
        self._cards = list(cards)
        self._columns = 0
        self._place()

    def minimumSizeHint(self) -> QSize:
        # one card wide, however many stand side by side now
        return QSize(scaled(96), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if has_picture(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        card = self._show_drop(event.position().toPoint())
        event.setAccepted(card is not None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_drop(None)

    def dropEvent(self, event: QDropEvent) -> None:
        card = self._show_drop(event.position().toPoint())
        self._show_drop(None)
        if card is not None:
            event.acceptProposedAction()
            self.given.emit(card.item_id, event.mimeData())

    def _show_drop(self, spot: QPoint | None) -> Face | None:
        """Show which card would take what is held at a place. Gives it."""
        found = None
        for card in self._cards:
            over = spot is not None and card.geometry().contains(spot)
            if over:
                found = card
            if bool(card.property("dropping")) != over:
                card.setProperty("dropping", over)
                card.update()
        return found

    def _place(self) -> None:
        columns = max(1, min(3, (self.width() + 8) // (scaled(CARD) + 8)))
        if columns == self._columns:
            return
        for column in range(self._columns):
            self.grid.setColumnStretch(column, 0)
        self._columns = columns
        emptied(self.grid)
        for place, card in enumerate(self._cards):
            self.grid.addWidget(card, place // columns, place % columns)
        for column in range(columns):
            self.grid.setColumnStretch(column, 1)


class CastField(ItemsField):
    """Who and what is in the picture; at a path that ends in `props` the things in the set."""

    face = CardFace
    upright = False

    def __init__(self, field: Field, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        self.of_props = path.endswith("props")
        self.parts = PROP_PARTS if self.of_props else MEMBER_PARTS
        super().__init__(field, path, desk, parent)
        self.adder = Button(tr("fields.add"), icon="add", kind="quiet", size="compact")
        self.adder.setAccessibleName(tr("fields.add_to", what=self.name))
        self.namer = NameLine(placeholder=tr("fields.cast.name"), name=tr("fields.cast.name"))
        self.namer.hide()
        self.none = Label(tr("fields.none"), "body", "text3")
        self.none.setFixedHeight(field_height())
        self.stack.addLayout(row(self.none, self.adder, self.namer, None, gap=4))
        self.setFocusProxy(self.adder)
        self.watch(self.namer)
        self.namer.setAccessibleName(tr("fields.cast.name"))
        self.adder.clicked.connect(lambda: self.add())
        self.namer.named.connect(self._named)
        self.namer.dropped.connect(self._unname)
        self.commands["add"] = self.add
        if not self.of_props:
            self.cards.setAcceptDrops(True)
            self.cards.given.connect(self.take)
            self.commands["paste"] = self._paste
        self.lay_out([])

    def make_box(self) -> FaceBox:
        self.cards = CardBox()
        return self.cards

    def tail(self) -> list[QWidget]:
        return [self.adder, self.namer]

    def lay_out(self, faces: Sequence[Face]) -> None:
        self.cards.show_cards(faces)
        self.cards.setVisible(bool(faces))
        self.none.setVisible(not faces)

    def words_of(self, item: Any, place: int) -> FaceWords:
        label = item.label or tr("fields.cast.nameless")
        if isinstance(item, CastMember):
            told = ", ".join(part for part in (*item.identity, item.wardrobe) if part)
        else:
            assert isinstance(item, Prop)
            told = ", ".join(part for part in (item.description, item.state) if part)
        return FaceWords(
            label, told or tr("fields.cast.undescribed"), colour=None if self.of_props else cast_colour(place)
        )

    def is_bare(self, item_id: str) -> bool:
        item = self.item(item_id)
        told = item.description if isinstance(item, Prop) else item.identity or item.wardrobe
        return bool(item.label) and not told

    def take(self, item_id: str, data: QMimeData) -> None:
        """Open the card of a member and let its pictures take what was dropped on it or pasted."""
        self.open_item(item_id)
        for field in self.form.fields if self.form is not None else ():
            if isinstance(field, ReferencesField):
                field.focus_input()
                field.plate.take(data)

    def _paste(self, item_id: str) -> None:
        data = QGuiApplication.clipboard().mimeData()
        if has_picture(data):
            self.take(item_id, data)

    def add(self, item_id: str = "") -> None:
        """Ask for the name of a new one."""
        self.adder.hide()
        self.namer.show()
        self.namer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _named(self, name: str) -> None:
        self._unname()
        item_id = card_id(name, "prop" if self.of_props else "cast", [each.id for each in self._items])
        self.insert({"id": item_id, "label": name}, len(self._items), opens=True)

    def _unname(self) -> None:
        had = self.namer.hasFocus()
        self.namer.hide()
        self.adder.show()
        if had:
            self.adder.setFocus(Qt.FocusReason.OtherFocusReason)
