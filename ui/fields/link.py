"""How a beat follows from another: the word of the link and, beside it, which beat it is of."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain import path as paths
from app.domain.beats import beat_spans
from app.domain.draft import Draft, Link
from app.domain.template import Field
from app.strings import tr
from ui.fields.choice import ChoiceField
from ui.fields.desk import FieldDesk
from ui.kit.fonts import metrics, scaled
from ui.kit.inputs import Choice
from ui.kit.labels import Label
from ui.kit.layout import boxed, row

ARROW = 44


class LinkField(ChoiceField):
    """The type of a link, with the beat it points back to at the neighbouring path `link.to`."""

    def __init__(self, field: Field, path: str, desk: FieldDesk, parent: QWidget | None = None) -> None:
        super().__init__(field, path, desk, parent)
        self.of = Label(tr("fields.link.of"), "small", "text2")
        self.to = Choice(name=tr("fields.link.to"), placeholder=tr("fields.link.before"))
        # a number of two figures and the arrow; the word of the link has the rest
        self.to.setFixedWidth(metrics("body").horizontalAdvance("00") + scaled(ARROW))
        self.to.installEventFilter(self)
        self.to.picked.connect(self._aim)
        self.column.removeWidget(self.input)
        line = row(self.input, self.of, self.to, gap=6)
        line.setStretch(0, 1)
        self.column.insertWidget(0, boxed(line))

    def holds(self, path: str) -> bool:
        return super().holds(path) or path == self.to_path

    @property
    def to_path(self) -> str:
        """Where in the draft the other beat is named."""
        return f"{self.path.rpartition('.')[0]}.to"

    def switched(self) -> list[QWidget]:
        return [self.input, self.to]

    def set_value(self, value: object, draft: Draft) -> None:
        super().set_value(value, draft)
        link = paths.read(draft, self.path.rpartition(".")[0])
        assert isinstance(link, Link)
        beat_path = self.path.rpartition(".link")[0]
        options: list[tuple[object, str]] = []
        for span in beat_spans(draft):
            if beat_path == f"shots[{span.shot_id}].beats[{span.beat.id}]":
                break
            options.append((span.beat.id, str(span.number)))
        if link.to and link.to not in [each for each, _ in options]:
            options.append((link.to, link.to))
        if options != [(self.to.itemData(at), self.to.itemText(at)) for at in range(self.to.count())]:
            self.to.set_options(options)
        self.to.set_value(link.to or None)
        for part in (self.of, self.to):
            part.setVisible(len(options) > 1 and link.type != "opens")

    def _aim(self, beat_id: object) -> None:
        self.edited.emit(self.to_path, beat_id)
