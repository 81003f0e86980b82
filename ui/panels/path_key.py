"""The fields of the chosen key: what is framed, how the camera leaves, what it is tied to, what it reveals."""

from __future__ import annotations

from typing import Protocol, get_args

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.draft import Draft, Ease, Lock
from app.domain.vocabulary import Vocabulary
from app.strings import tr
from ui.kit.buttons import IconButton
from ui.kit.inputs import Choice, LineInput
from ui.kit.labels import Label
from ui.kit.layout import FormRow, column, row
from ui.kit.paint import painting
from ui.kit.theme import tokens
from ui.kit.timebar import short_time
from ui.panels.beats_tracks import paint_diamond
from ui.panels.beats_words import plain, term
from ui.panels.path_lanes import Spot

LABELS = 50


class WordsDesk(Protocol):
    """What the inspector asks of the desk."""

    def vocabulary(self, vocabulary_id: str) -> Vocabulary:
        """A vocabulary by id."""


class _Mark(QWidget):
    """The diamond before the name of the key."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(12, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            paint_diamond(painter, self.rect().toRectF().center(), tokens().ink, tokens().ink, 4.5)


class KeyInspector(QWidget):
    """Six fields over one key. `edited` tells the field of the key (`framing.size`, `ease` …) and its new value."""

    edited = Signal(str, object)
    stepped = Signal(int)

    def __init__(self, desk: WordsDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = Label("", "bold")
        self.when = Label("", "small", "text2")
        self.back = IconButton("previous", tr("path.key.back"), size="compact")
        self.forth = IconButton("next", tr("path.key.forth"), size="compact")
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.forth.clicked.connect(lambda: self.stepped.emit(1))
        self.size_field = self._choice(desk, "shot_size", "size")
        self.angle_field = self._choice(desk, "angle", "angle")
        self.target_field = Choice([], name=tr("path.key.target"), placeholder=tr("path.key.none_yet"))
        self.ease_field = Choice([(each, term("ease", each)) for each in get_args(Ease)], name=tr("path.key.ease"))
        self.lock_field = Choice([(each, term("lock", each)) for each in get_args(Lock)], name=tr("path.key.lock"))
        self.reveal_field = LineInput(placeholder=tr("path.key.nothing"), name=tr("path.key.reveal"))
        fields: list[tuple[str, str, QWidget]] = [
            ("size", "framing.size", self.size_field),
            ("angle", "framing.angle", self.angle_field),
            ("target", "framing.target", self.target_field),
            ("ease", "ease", self.ease_field),
            ("lock", "lock", self.lock_field),
            ("reveal", "reveal", self.reveal_field),
        ]
        rows: list[QWidget] = []
        for label, path, field in fields:
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            if isinstance(field, Choice):
                field.picked.connect(lambda value, path=path: self._tell(path, value))
            elif isinstance(field, LineInput):
                field.committed.connect(lambda value, path=path: self._tell(path, value))
            rows.append(FormRow(Label(tr(f"path.key.{label}"), "small", "text2"), field, label_width=LABELS))
        head = row(_Mark(), self.name, self.when, None, self.back, self.forth, gap=5)
        self.setLayout(column(head, 2, *rows, None, gap=4))
        self.setAccessibleName(tr("path.key.title"))
        self._fields = [field for _, _, field in fields]

    def show_key(self, draft: Draft | None, spot: Spot | None, count: int) -> None:
        """Show another key, or none."""
        for field in self._fields:
            field.setEnabled(spot is not None)
        self.back.setEnabled(spot is not None and spot.number > 1)
        self.forth.setEnabled(spot is not None and spot.number < count)
        if draft is None or spot is None:
            self.name.setText(tr("path.key.none"))
            self.when.setText("")
            return
        key = spot.key
        self.name.setText(tr("path.key.name", n=spot.number))
        self.when.setText(tr("path.key.at", seconds=short_time(spot.t)))
        _show(self.size_field, key.framing.size)
        _show(self.angle_field, key.framing.angle)
        self._show_targets(draft, key.framing.target)
        self.ease_field.set_value(key.ease)
        self.lock_field.set_value(key.lock)
        self.reveal_field.set_value(key.reveal)

    def _show_targets(self, draft: Draft, value: str) -> None:
        options: list[tuple[object, str]] = [("", tr("path.key.no_target"))]
        options += [(f"{{cast:{each.id}}}", each.label or each.id) for each in draft.cast]
        options += [(f"{{prop:{each.id}}}", each.label or each.id) for each in draft.place.props]
        if value and value not in [option for option, _ in options]:
            options.append((value, plain(draft, value)))
        self.target_field.set_options(options, value or None)

    def _choice(self, desk: WordsDesk, vocabulary: str, label: str) -> Choice:
        terms = [(each.id, term(vocabulary, each.id)) for each in desk.vocabulary(vocabulary).terms]
        return Choice(terms, name=tr(f"path.key.{label}"), placeholder=tr("path.key.none_yet"))

    def _tell(self, path: str, value: object) -> None:
        self.edited.emit(path, "" if value is None else value)


def _show(field: Choice, value: str) -> None:
    """Choose a value; one that is in no list is added as it is."""
    if value and field.findData(value) < 0:
        field.addItem(value, value)
    field.set_value(value or None)
