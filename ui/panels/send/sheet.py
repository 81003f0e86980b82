"""What is asked once before a take goes out: where it goes, what it costs, what that makes of the day's cap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.connection import Connection
from app.domain.errors import Fault
from app.domain.job import Message
from app.strings import tr
from ui.kit import notify
from ui.kit.buttons import Button
from ui.kit.fonts import scaled
from ui.kit.inputs import Choice
from ui.kit.labels import Label, Sign
from ui.kit.layout import FormRow, boxed, clear, column, row
from ui.kit.panels import Card
from ui.panels.send.desk import QuoteFace
from ui.panels.send.figures import money

LABEL = 84


class PriceSheet(QWidget):
    """In place over the buttons. Enter is yes, Esc no. `answered(yes, connection)`; `caps_asked` over a cap."""

    answered = Signal(bool, str)
    caps_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(tr("sheet.title"), "strong")
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.way = Choice(name=tr("sheet.connection"), placeholder=tr("sheet.choose"))
        self.yes = Button(tr("sheet.send"), kind="primary")
        self.no = Button(tr("sheet.not_now"))
        self.caps = Button(tr("sheet.caps"), kind="primary")
        self.said: list[str] = []
        self._many = False
        self._choosing = FormRow(self._label("connection"), self.way, label_width=scaled(LABEL))
        self._rows = column(gap=2)
        self._notes = column(gap=4)
        card = Card(rimmed=True)
        card.column.addWidget(self.title)
        card.column.addLayout(self._rows)
        card.column.addWidget(self._choosing)
        card.column.addLayout(self._notes)
        card.column.addStretch(1)
        card.column.addLayout(row(None, self.no, self.yes, self.caps, gap=8))
        self.setLayout(column(card, gap=0, margins=(12, 8, 12, 0)))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.yes.clicked.connect(lambda: self._answer(True))
        self.no.clicked.connect(lambda: self._answer(False))
        self.caps.clicked.connect(self.caps_asked)
        self.way.picked.connect(lambda _: self._show_ready())

    def ask(
        self,
        quote: QuoteFace,
        cap: float | None,
        ways: Sequence[Connection],
        over: Fault | None = None,
        takes: int = 1,
    ) -> None:
        """Ask about a take, or several. `ways` are the connections they may go to, `over` what a cap has against
        them."""
        self.said = []
        self._many = quote.connection is None and len(ways) > 1
        self.title.setText(tr("sheet.over" if over is not None else "sheet.title"))
        clear(self._rows)
        clear(self._notes)
        self._row("model", quote.model.title)
        self._show_way(quote, ways)
        usd = quote.estimate.usd
        each = tr("sheet.unknown") if usd is None else money(usd)
        whole = f" = {money(usd * takes)}" if usd is not None else ""
        self._row("price", each if takes == 1 else f"{takes} × {each}{whole}")
        spent = money(quote.spent_today)
        self._row("today", tr("sheet.spent", usd=spent) if cap is None
                  else tr("sheet.spent_of", usd=spent, cap=money(cap)))  # fmt: skip
        self._notes_of(quote.warnings, over)
        if self._many:
            self._note("hint", "text2", tr("sheet.kept_choice", model=quote.model.title))
        self.yes.setVisible(over is None)
        self.caps.setVisible(over is not None)
        self._show_ready()
        self.setAccessibleName(" ".join([self.title.text(), *self.said]))
        self.show()
        first: QWidget = self.way if self._many else self.yes if over is None else self.caps
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self, wide: int) -> int:
        """Keep all of it in sight at a width. Gives the height that takes."""
        tall = self.heightForWidth(wide)
        self.setMinimumHeight(tall)
        return tall

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._answer(False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.yes.isVisible() and self.yes.isEnabled():
            self._answer(True)
        else:
            super().keyPressEvent(event)

    def _show_way(self, quote: QuoteFace, ways: Sequence[Connection]) -> None:
        from urllib.parse import urlsplit

        self._choosing.setVisible(self._many)
        if self._many:
            self.way.set_options([(each.id, f"{each.id}, {urlsplit(each.address).netloc}") for each in ways])
        elif quote.connection is not None:
            self._row("connection", quote.connection.id)
            self._row("host", urlsplit(quote.connection.address).netloc)

    def _notes_of(self, warnings: Sequence[Message], over: Fault | None) -> None:
        for each in warnings:
            self._note("warning", "warn.text", tr(each.id, **each.args))
        if over is not None:
            for said in filter(None, notify.sentences(notify.say_fault(over))):
                self._note("error", "error.text", said)

    def _show_ready(self) -> None:
        self.yes.set_reason(tr("sheet.choose") if self._many and self.way.value() is None else None)

    def _row(self, name: str, said: str) -> None:
        self.said.append(f"{tr(f'sheet.{name}')}: {said}.")
        words = Label(said, "small", "text", wrap=True)
        words.setContentsMargins(0, 5, 0, 0)
        self._rows.addWidget(FormRow(self._label(name), words, label_width=scaled(LABEL)))

    def _note(self, sign: str, color: str, said: str) -> None:
        self.said.append(said)
        mark = Sign(sign, color, 12)
        mark.stand_in_line("small")
        words = Label(said, "small", "text", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        line = row(mark, words, gap=6)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        self._notes.addWidget(boxed(line))

    def _label(self, name: str) -> Label:
        return Label(tr(f"sheet.{name}"), "small", "text2")

    def _answer(self, yes: bool) -> None:
        self.hide()
        self.answered.emit(yes, str(self.way.value() or "") if self._many else "")
