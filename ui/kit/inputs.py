"""Fields to type and choose in: a quiet fill on a rule. Levels, light from the words, and the reason when off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QTextEdit,
    QWidget,
)

from ui.kit import icons
from ui.kit.fonts import line_height
from ui.kit.paint import broken, keep_laid, painting, words
from ui.kit.theme import tokens

Level = Literal["", "hint", "warning", "error"]
LINES = 8
MARGIN = 2


def set_level(widget: QWidget, level: Level) -> None:
    """Rule in warning's or error's colour, 2 px."""
    _set(widget, "level", level if level in {"warning", "error"} else "")


def set_lit(widget: QWidget, hue: str) -> None:
    """Fill in a track's tint and rule in its colour (`beat`, `cam`, `line`, `snd`, `neutral`); "" ends it."""
    _set(widget, "lit", hue)


def _set(widget: QWidget, name: str, value: str) -> None:
    if (widget.property(name) or "") != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


class LineInput(QLineEdit):
    """One line of text, 28 high. `committed` when Enter is pressed or focus leaves after a change."""

    committed = Signal(str)

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        name: str = "",
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        if bare:
            self.setProperty("bare", True)
        self._committed = text
        self.editingFinished.connect(self._commit)

    def set_value(self, text: str) -> None:
        """Show another text without telling; the caret stays where it was."""
        if text != self.text():
            caret = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(caret, len(text)))
        self._committed = text

    def minimumSizeHint(self) -> QSize:
        return QSize(48, super().minimumSizeHint().height())

    def _commit(self) -> None:
        if self.text() != self._committed:
            self._committed = self.text()
            self.committed.emit(self.text())


class SearchField(LineInput):
    """A line with a looking glass; Esc empties it first."""

    def __init__(self, placeholder: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", placeholder=placeholder, name=name or placeholder, parent=parent)
        self.setTextMargins(20, 0, 0, 0)
        self.setClearButtonEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        icons.draw(painter, "search", QRectF(7, 0, 14, self.height()), "text3")
        painter.end()


class TextInput(QTextEdit):
    """Several lines of plain text; grows with it to 8 lines, then scrolls. Tab leaves it."""

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        name: str = "",
        lines: int = 1,
        most: int = LINES,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAcceptRichText(False)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(MARGIN)
        self._least, self._most = lines, max(lines, most)
        self._show(text)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def set_value(self, text: str) -> None:
        """Show another text without telling; the caret stays where it was."""
        if text != self.toPlainText():
            caret = self.textCursor().position()
            blocked = self.blockSignals(True)
            self._show(text)
            self.blockSignals(blocked)
            cursor = self.textCursor()
            cursor.setPosition(min(caret, len(text)))
            self.setTextCursor(cursor)
            self._grow()

    def sizeHint(self) -> QSize:
        return QSize(200, self._tall())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._tall())

    def placeholderText(self) -> str:
        """The whole example, however much of it there is room for."""
        return self._example

    def setPlaceholderText(self, text: str) -> None:
        """Another example. Qt would paint it above where a letter comes to stand: it only knows that there is one."""
        self._example = text
        super().setPlaceholderText(" " if text else "")
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._example and self.document().isEmpty():
            line, color = line_height("body"), self.palette().placeholderText().color()
            room, most = self.viewport().width() - 2 * MARGIN, max(1, self.viewport().height() // line)
            with painting(self.viewport()) as painter:
                for number, text in enumerate(broken(self._example, self.font(), room, most)):
                    words(painter, QRectF(MARGIN, MARGIN + number * line, room, line), text, self.font(), color)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.textCursor().insertText(source.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._space()
            self._grow()

    def _show(self, text: str) -> None:
        self.setPlainText(text)
        self._space()

    def _space(self) -> None:
        # a line is as high as the type's own line, not as the face would have it; new paragraphs take it over
        form = QTextBlockFormat()
        form.setLineHeight(line_height("body"), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        undo = self.document().isUndoRedoEnabled()
        self.document().setUndoRedoEnabled(False)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(form)
        self.document().setUndoRedoEnabled(undo)
        keep_laid(self.document())

    def _tall(self) -> int:
        line = line_height("body")
        wanted = round(self.document().size().height()) - 2 * MARGIN
        return max(self._least * line, min(self._most * line, wanted)) + 2 * MARGIN + 6

    def _grow(self) -> None:
        tall = self._tall()
        scrolls = round(self.document().size().height()) > self._most * line_height("body") + 2 * MARGIN
        always, never = Qt.ScrollBarPolicy.ScrollBarAsNeeded, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(always if scrolls else never)
        if self.height() != tall:
            self.setFixedHeight(tall)


class _Unwheeled:
    """A wheel over an unfocused field scrolls the form, never changes a value."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _ChosenLine(QLineEdit):
    """The line of a choice: left by the keyboard, it ends in an ellipsis instead of in half a letter."""

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.width() - 4
        if self.hasFocus() or self.fontMetrics().horizontalAdvance(self.text()) <= room:
            super().paintEvent(event)
            return
        color = tokens().text if self.isEnabled() else tokens().off
        painter = QPainter(self)
        words(painter, QRectF(2, 0, room, self.height()), self.text(), self.font(), color)
        painter.end()


class Choice(_Unwheeled, QComboBox):
    """One of a list. Options are (value, words). `picked(value)` tells a person's choice only."""

    picked = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[object, str]] = (),
        value: object = None,
        *,
        name: str,
        placeholder: str = "",
        editable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        if editable:
            self.setLineEdit(_ChosenLine())
        if (line := self.lineEdit()) is not None:
            line.setAccessibleName(name)
        self.view().setAccessibleName(name)
        self.setMaxVisibleItems(16)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setPlaceholderText(placeholder)
        self.set_options(options, value)
        self.activated.connect(lambda index: self.picked.emit(self.itemData(index)))

    def set_options(self, options: Sequence[tuple[object, str]], value: object = None) -> None:
        """Show another list."""
        blocked = self.blockSignals(True)
        self.clear()
        for data, text in options:
            self.addItem(text, data)
        self.setCurrentIndex(-1)
        self.blockSignals(blocked)
        self.set_value(value)

    def value(self) -> object:
        """The chosen value, None when none is."""
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose without telling."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self.findData(value) if value is not None else -1)
        self.blockSignals(blocked)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        empty = self.currentIndex() < 0
        shown = self.placeholderText() if empty else self.currentText()
        if shown and not self.isEditable():
            self._paint_words(shown, tokens().text3 if empty else tokens().text)
        else:
            super().paintEvent(event)
        painter = QPainter(self)
        color = "off" if not self.isEnabled() else "text" if self.underMouse() else "text2"
        icons.draw(painter, "open", QRectF(self.width() - 21, 0, 14, self.height()), color)
        painter.end()

    def _paint_words(self, shown: str, color: QColor) -> None:
        # a style sheet would give what stands for nothing the colour of a choice, and cut long words through a letter
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        color = color if self.isEnabled() else tokens().off
        words(painter, QRectF(8, 0, self.width() - 32, self.height()), shown, self.font(), color)
        painter.end()

    def minimumSizeHint(self) -> QSize:
        return QSize(64, super().minimumSizeHint().height())


class NumberInput(_Unwheeled, QDoubleSpinBox):
    """A number with its unit. `changed_by_hand(value)` tells a person's change only. `none_text` stands for no value,
    which is then the lowest one.
    """

    changed_by_hand = Signal(float)

    def __init__(
        self,
        value: float = 0,
        *,
        low: float = 0,
        high: float = 999,
        step: float = 0.5,
        decimals: int = 1,
        unit: str = "",
        name: str,
        none_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDecimals(decimals)
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setSpecialValueText(none_text)
        self.setSuffix(f" {unit}" if unit else "")
        self.setKeyboardTracking(False)
        self.setCorrectionMode(QDoubleSpinBox.CorrectionMode.CorrectToNearestValue)
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        self.lineEdit().setAccessibleName(name)
        self._quiet = True
        self.setValue(value)
        self._quiet = False
        self.valueChanged.connect(self._told)

    def set_value(self, value: float) -> None:
        """Show another number without telling."""
        self._quiet = True
        self.setValue(value)
        self._quiet = False

    def textFromValue(self, value: float) -> str:
        shown = super().textFromValue(value)
        point = self.locale().decimalPoint()
        return shown.rstrip("0").rstrip(point) if point in shown else shown

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.selectAll()

    def sizeHint(self) -> QSize:
        # by itself it would be taller than the lines and choices beside it
        return QSize(super().sizeHint().width(), field_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(64, field_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        color = "off" if not self.isEnabled() else "text" if self.underMouse() else "text2"
        icons.draw(painter, "up-down", QRectF(self.width() - 21, 0, 14, self.height()), color)
        painter.end()

    def _told(self, value: float) -> None:
        if not self._quiet:
            self.changed_by_hand.emit(value)


def field_height() -> int:
    """How tall a one-line field is at the present text size."""
    return line_height("body") + 10
