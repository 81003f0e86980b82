"""Single rows of the library's filters: a ready-made search, a box to check, and a day to type."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.choices import CheckBox
from ui.kit.fonts import font, metrics, scaled
from ui.kit.inputs import LineInput, set_level
from ui.kit.layout import clear, column
from ui.kit.paint import RIGHT, fill, painting, words
from ui.kit.theme import tokens
from ui.kit.tips import plain_tip
from ui.panels.send.figures import day_words

ROW = 26
ISO = "yyyy-MM-dd"
WRITTEN = ("d MMM yyyy", "d MMMM yyyy", "MMM d yyyy", "d.M.yyyy", ISO)
SHORT = ("d MMM", "d MMMM", "MMM d", "d.M.")


class FilterRow(QAbstractButton):
    """One search: sign, name, count."""

    focus_radius = 4

    def __init__(self, name: str, sign: str) -> None:
        super().__init__()
        self._sign = sign
        self._count: int | None = None
        self.setText(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(None)

    def set_count(self, count: int | None) -> None:
        """How many clips it holds; None while nobody has counted."""
        self._count = count
        self.setAccessibleName(" ".join(filter(None, (self.text(), count_words(count)))))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(metrics("body").horizontalAdvance(self.text()) + 90, scaled(ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, scaled(ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        group = self.group()
        if step is None or group is None:
            super().keyPressEvent(event)
            return
        buttons = group.buttons()
        place = buttons.index(self) + step
        if 0 <= place < len(buttons):
            buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
            buttons[place].click()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        area = QRectF(self.rect())
        on = self.isChecked()
        with painting(self) as painter:
            if on or self.underMouse():
                fill(painter, area, t.select if on else t.control, 4)
            if on:
                fill(painter, QRectF(0, 3, 2, area.height() - 6), t.ink, 1)
            color = t.text if on or self.underMouse() else t.text2
            icons.draw(painter, self._sign, QRectF(10, 0, 16, area.height()), color)
            count = count_words(self._count)
            wide = metrics("small").horizontalAdvance(count) + 4
            words(painter, area.adjusted(0, 0, -10, 0), count, font("small"), t.text3, RIGHT)
            room = QRectF(34, 0, area.width() - 34 - 14 - wide, area.height())
            words(painter, room, self.text(), font("body"), color)


class CheckRow(CheckBox):
    """A box to check with how many clips there are of that kind; a long name gives way."""

    def __init__(self, value: str, name: str, count: int) -> None:
        super().__init__(name, name=f"{name} {count_words(count)}")
        self.value = value
        self._count = count_words(count)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(plain_tip(self.text()) if self.width() < self.sizeHint().width() else "")

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + metrics("small").horizontalAdvance(self._count) + 18, scaled(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, scaled(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            self._paint_mark(painter, self._mark_rect())
            wide = metrics("small").horizontalAdvance(self._count) + 4
            words(painter, QRectF(self.rect()).adjusted(0, 0, -10, 0), self._count, font("small"), t.text3, RIGHT)
            room = QRectF(self.rect()).adjusted(24, 0, -14 - wide, 0)
            words(painter, room, self.text(), font("body"), t.text if self.isChecked() else t.text2)


class CheckList(QWidget):
    """Boxes to check, one below the other. `chosen(values)` tells what is checked after a person's hand."""

    chosen = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: list[CheckRow] = []
        self._shown: list[tuple[str, str, int]] = []
        self._column = column(gap=0)
        self.setLayout(self._column)

    def show_choices(self, choices: Sequence[tuple[str, str, int]], on: Sequence[str]) -> None:
        """Show these (value, name, count); boxes stay while the list does, so that the keyboard stays on them."""
        if list(choices) != self._shown:
            self._shown = list(choices)
            clear(self._column)
            self.boxes = [CheckRow(*each) for each in choices]
            for box in self.boxes:
                box.clicked.connect(self._tell)
                self._column.addWidget(box)
        for box in self.boxes:
            box.setChecked(box.value in on)

    def _tell(self) -> None:
        self.chosen.emit(tuple(box.value for box in self.boxes if box.isChecked()))


class DayField(LineInput):
    """A day as people write it (`1 Sep`, `21 Nov 2026`, `2026-11-21`). `picked(ISO day)`; "" for none."""

    picked = Signal(str)
    judged = Signal()
    """`is_wrong` may have changed."""

    def __init__(self, *, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__("", name=name, placeholder=placeholder, parent=parent)
        self._today = ""
        self.is_wrong = False
        self.committed.connect(self._read)

    def set_day(self, day: str, today: str) -> None:
        """Show a day, "" for none. `today` tells which year is meant where none is written."""
        self._today = today
        self.set_value(day_words(day) if day else "")
        self._judge(False)

    def _judge(self, wrong: bool) -> None:
        self.is_wrong = wrong
        set_level(self, "error" if wrong else "")
        self.judged.emit()

    def _read(self, text: str) -> None:
        day = read_day(text, self._today)
        self._judge(day is None)
        if day is not None:
            self.set_value(day_words(day) if day else "")
            self.picked.emit(day)


def read_day(text: str, today: str) -> str | None:
    """What day is meant, as ISO; "" for nothing, None for what is no day. Without a year it is the last such day."""
    text = " ".join(text.replace(",", " ").split())
    if not text:
        return ""
    english = QLocale(QLocale.Language.English)
    for form in WRITTEN:
        if (date := english.toDate(text, form)).isValid():
            return date.toString(ISO)
    now = QDate.fromString(today, ISO)
    for form in SHORT:
        # 2000 has every day a year can have
        if (date := english.toDate(f"{text} 2000", f"{form} yyyy")).isValid():
            year = now.year() - (QDate(now.year(), date.month(), min(date.day(), 28)) > now)
            return QDate(year, date.month(), date.day()).toString(ISO) or None
    return None


def count_words(count: int | None) -> str:
    """A number of clips; "" while nobody has counted."""
    return "" if count is None else f"{count:,}"
