"""Ways to choose: segments, switch, check box, radio button, tabs, slider; Qt's own behaviour under our own paint."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QRadioButton, QSizePolicy, QSlider, QTabBar, QWidget

from ui.kit import icons
from ui.kit.fonts import font, line_height, metrics, scaled
from ui.kit.paint import CENTER, LEFT, fill, painting, rim, words
from ui.kit.theme import tokens
from ui.kit.tips import set_tip

_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class _Segment(QRadioButton):
    focus_radius = 4

    def __init__(self, text: str, icon: str, parent: QWidget) -> None:
        super().__init__("" if icon and not text else text, parent)
        self.sign, self.small, self.bar = icon, False, parent
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        wide = metrics("body", 500).horizontalAdvance(self.text()) + (16 if self.small else 20)
        if self.sign:
            wide = wide + 22 if self.text() else scaled(32)
        return QSize(wide, scaled(20 if self.small else 24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        live = [each for each in self.bar.findChildren(_Segment) if each.isEnabled()]
        wanted = live.index(self) + step
        if 0 <= wanted < len(live):
            live[wanted].setFocus(Qt.FocusReason.TabFocusReason)
            live[wanted].click()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            if self.isChecked():
                fill(painter, self.rect(), t.select if t.dark else t.raised, 4)
            elif self.underMouse() and self.isEnabled():
                fill(painter, self.rect(), t.hover if not t.dark else t.control, 4)
            color = t.off if not self.isEnabled() else t.text if self.isChecked() or self.underMouse() else t.text2
            area = QRectF(self.rect())
            if self.sign and not self.text():
                icons.draw(painter, self.sign, QRectF(area.center().x() - 8, 0, 16, area.height()), color)
                return
            if self.sign:
                icons.draw(painter, self.sign, QRectF(10, 0, 16, area.height()), color)
                area.setLeft(22)
            words(painter, area, self.text(), font("body", 500), color, CENTER)


class Segments(QWidget):
    """A few exclusive choices side by side. Options are (value, words) or (value, words, sign); words "" with a sign
    needs `names`. `chosen(value)` tells a person's choice only. Left and Right choose.
    """

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, ...]],
        value: str = "",
        *,
        name: str = "",
        small: bool = False,
        names: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(2, 2, 2, 2)
        self._layout.setSpacing(2)
        self._small = small
        self._parts: dict[str, _Segment] = {}
        self.set_options(options, value, names)

    def set_options(self, options: Sequence[tuple[str, ...]], value: str = "", names: Sequence[str] = ()) -> None:
        """Show other choices."""
        for part in self._parts.values():
            self._layout.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = {}
        for index, option in enumerate(options):
            part = _Segment(option[1], option[2] if len(option) > 2 else "", self)
            part.small = self._small
            label = names[index] if index < len(names) else option[1]
            part.setAccessibleName(label)
            if not option[1]:
                set_tip(part, label)
            part.clicked.connect(lambda _=False, picked=option[0]: self.chosen.emit(picked))
            self._layout.addWidget(part)
            self._parts[option[0]] = part
        self.set_value(value)

    def value(self) -> str:
        """The chosen value, "" when none is."""
        return next((name for name, part in self._parts.items() if part.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Choose without telling."""
        if part := self._parts.get(value):
            part.setChecked(True)

    def set_option_reason(self, value: str, reason: str | None) -> None:
        """Switch one choice off with a reason in its tip, or on again."""
        part = self._parts[value]
        part.setEnabled(not reason)
        part.setAccessibleDescription(reason or "")
        part.setToolTip(reason or "")

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            fill(painter, self.rect(), t.field if t.dark else t.control, 5)


class _Toggle(QCheckBox):
    """What check box and switch share: words beside a painted mark."""

    focus_radius = 3
    _mark = QSize(16, 16)

    def __init__(self, text: str = "", *, checked: bool = False, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setChecked(checked)
        self.setAccessibleName(name or text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = self._mark.width()
        if self.text():
            wide += 8 + metrics("body").horizontalAdvance(self.text()) + 2
        return QSize(wide, max(scaled(24), self._mark.height()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focus_rect(self) -> QRect:
        """Where the focus ring goes: round the mark, or round mark and words."""
        if self.text():
            return self.rect()
        return self._mark_rect().toRect()

    def _mark_rect(self) -> QRectF:
        return QRectF(0, (self.height() - self._mark.height()) / 2, self._mark.width(), self._mark.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            self._paint_mark(painter, self._mark_rect())
            if self.text():
                color = t.text if self.isEnabled() else t.off
                room = self.rect().adjusted(self._mark.width() + 8, 0, 0, 0)
                words(painter, room, self.text(), font("body"), color, LEFT)

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        raise NotImplementedError


class CheckBox(_Toggle):
    """A box of 16 with a tick; partly checked shows a dash."""

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        t = tokens()
        state = self.checkState()
        if state == Qt.CheckState.Unchecked:
            fill(painter, box, t.field, 3)
            rim(painter, box, (t.text2 if self.underMouse() else t.rule) if self.isEnabled() else t.edge, 3)
            return
        fill(painter, box, t.ink if self.isEnabled() else t.off, 3)
        sign = "good" if state == Qt.CheckState.Checked else "remove"
        icons.draw(painter, sign, box.adjusted(2, 2, -2, -2), t.onInk if self.isEnabled() else t.panel)


class Switch(_Toggle):
    """On or off, at once: 30 × 18."""

    focus_radius = 9
    _mark = QSize(30, 18)

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        t = tokens()
        live, on = self.isEnabled(), self.isChecked()
        if on:
            fill(painter, box, t.ink if live else t.edge, 9)
            knob = t.onInk if live else t.off
            fill(painter, QRectF(box.right() - 15, box.top() + 3, 12, 12), knob, 6)
            return
        fill(painter, box, t.field, 9)
        rim(painter, box, (t.text2 if self.underMouse() else t.rule) if live else t.edge, 9)
        fill(painter, QRectF(box.left() + 4, box.top() + 4, 10, 10), t.text2 if live else t.off, 5)


class RadioButton(QRadioButton):
    """One of several, with words and maybe a second, quieter sentence: beside them, or below where that is narrow."""

    focus_radius = 8

    def __init__(self, text: str, *, second: str = "", hue: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._second, self._hue = second, hue
        self.setAccessibleName(text)
        self.setAccessibleDescription(second)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        wide = 26 + metrics("body", 500).horizontalAdvance(self.text())
        return QSize(wide + metrics("small").horizontalAdvance(self._second) + 12, scaled(26))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return scaled(26) + (line_height("small") if self._is_narrow(width) else 0)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focus_rect(self) -> QRect:
        """Round the mark."""
        return QRect(0, (scaled(26) - 16) // 2, 16, 16)

    def _is_narrow(self, width: int) -> bool:
        """Whether the second sentence has to stand below."""
        return bool(self._second) and width < self.sizeHint().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        live = self.isEnabled()
        with painting(self) as painter:
            box = QRectF(self.focus_rect())
            if self.isChecked():
                fill(painter, box, t.ink if live else t.off, 8)
                fill(painter, box.adjusted(5, 5, -5, -5), t.onInk if live else t.panel, 3)
            else:
                fill(painter, box, t.field, 8)
                rim(painter, box, (t.text2 if self.underMouse() else t.rule) if live else t.edge, 8)
            weight = 500 if self.isChecked() else 400
            wide = metrics("body", weight).horizontalAdvance(self.text())
            area = QRectF(24, 0, min(wide + 2, self.width() - 24), scaled(26))
            words(painter, area, self.text(), font("body", weight), t.text if live else t.off)
            rest = QRectF(area.right() + 8, 0, self.width() - area.right() - 8, area.height())
            if self._is_narrow(self.width()):
                rest = QRectF(24, area.height() - 2, self.width() - 24, line_height("small"))
            words(painter, rest, self._second, font("small"), t.hue(self._hue).text if self._hue else t.text3)


class Slider(QSlider):
    """A line with a round knob; the part before the knob is ink."""

    focus_radius = 8

    def __init__(
        self, low: int, high: int, value: int, *, name: str, ticks: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(low, high)
        self.setValue(value)
        self.setAccessibleName(name)
        self._ticks = ticks
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMinimumHeight(24)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        middle, left, right = self.height() / 2, 8.0, self.width() - 8.0
        share = (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum())
        knob = left + (right - left) * share
        with painting(self) as painter:
            fill(painter, QRectF(left, middle - 1, right - left, 2), t.rule, 1)
            if self._ticks:
                count = self.maximum() - self.minimum()
                for step in range(count + 1):
                    fill(painter, QRectF(left + (right - left) * step / count - 0.5, middle + 7, 1, 3), t.rule)
            live = self.isEnabled()
            fill(painter, QRectF(left, middle - 1, knob - left, 2), t.ink if live else t.off, 1)
            painter.setPen(QPen(t.ink if live else t.off, 2))
            painter.setBrush(t.raised if self.underMouse() else t.panel)
            painter.drawEllipse(QPointF(knob, middle), 6, 6)

    def sizeHint(self) -> QSize:
        return QSize(160, 24)


class Tabs(QTabBar):
    """Names in a row; the current one stands on a 2 px ink line. A tab may carry a count, a hue and a reason."""

    focus_radius = 3

    def __init__(self, titles: Sequence[str] = (), *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[int, tuple[str, str]] = {}
        self._squares: dict[int, str] = {}
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for title in titles:
            self.addTab(title)

    def set_count(self, index: int, text: str, hue: str = "") -> None:
        """A small plate after a tab's name; "" takes it away."""
        self._counts[index] = (text, hue)
        self.setTabText(index, self.tabText(index))

    def set_track(self, index: int, hue: str) -> None:
        """A track's square before a tab's name."""
        self._squares[index] = hue
        self.setTabText(index, self.tabText(index))

    def set_tab_reason(self, index: int, reason: str | None) -> None:
        """Switch a tab off with a reason in its tip, or on again."""
        self.setTabEnabled(index, not reason)
        self.setTabToolTip(index, reason or "")

    def focus_rect(self) -> QRect:
        """Round the current tab."""
        return self.tabRect(self.currentIndex()).adjusted(4, 6, -4, -5)

    def tabSizeHint(self, index: int) -> QSize:
        wide = metrics("body", 500).horizontalAdvance(self.tabText(index)) + 16
        if text := self._counts.get(index, ("", ""))[0]:
            wide += metrics("fine").horizontalAdvance(text) + 16
        return QSize(wide + (16 if self._squares.get(index) else 0), scaled(34))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            for index in filter(self.isTabVisible, range(self.count())):
                self._paint_tab(painter, index)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        t = tokens()
        area = QRectF(self.tabRect(index))
        current = index == self.currentIndex()
        over = area.contains(QPointF(self.mapFromGlobal(self.cursor().pos()))) and self.underMouse()
        color = t.off if not self.isTabEnabled(index) else t.text if current or over else t.text2
        left = area.left() + 8
        if hue := self._squares.get(index):
            fill(painter, QRectF(left, area.center().y() - 4, 8, 8), t.hue(hue).line, 2)
            left += 16
        weight = 500
        text = self.tabText(index)
        wide = metrics("body", weight).horizontalAdvance(text) + 2
        words(painter, QRectF(left, area.top(), wide, area.height()), text, font("body", weight), color)
        if current:
            fill(painter, QRectF(area.left() + 8, area.bottom() - 2, area.width() - 16, 2), t.ink)
        count, hue_name = self._counts.get(index, ("", ""))
        if count:
            plate = QRectF(left + wide + 4, area.center().y() - 8, metrics("fine").horizontalAdvance(count) + 10, 16)
            fill(painter, plate, t.hue(hue_name or "neutral").tint, 3)
            words(painter, plate, count, font("fine", 500), t.hue(hue_name or "neutral").text, CENTER)
