"""Parts of a form that fold to one line and say, when folded, what they hold."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QPropertyAnimation, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import icons
from ui.kit.fonts import font, metrics, scaled
from ui.kit.paint import RIGHT, fill, painting, words
from ui.kit.theme import theme, tokens

HEIGHT = 28
FREE = 16777215


class SectionHead(QAbstractButton):
    """The line of a section: chevron, track square, name, and either what it holds or a remark at the right."""

    focus_radius = 4

    def __init__(self, title: str, *, track: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(title)
        self.track, self.summary, self.remark = track, "", ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    def sizeHint(self) -> QSize:
        return QSize(metrics("bold").horizontalAdvance(self.text()) + 60, scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, scaled(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}.get(Qt.Key(event.key()))
        # with Ctrl it is the window's key, whether that can be done now or not
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        entered = plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if entered or (wanted is not None and wanted != self.isChecked()):
            self.click()
        elif wanted is None:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        tall = self.height()
        with painting(self) as painter:
            sign = "open" if self.isChecked() else "closed"
            icons.draw(painter, sign, QRectF(0, 0, 14, tall), t.text if self.underMouse() else t.text2)
            left = 19.0
            if self.track:
                fill(painter, QRectF(left, tall / 2 - 4, 8, 8), t.hue(self.track).line, 2)
                left += 16
            wide = metrics("bold").horizontalAdvance(self.text()) + 2
            words(painter, QRectF(left, 0, wide, tall), self.text(), font("bold"), t.text)
            rest = QRectF(left + wide + 6, 0, self.width() - left - wide - 6, tall)
            if self.isChecked():
                words(painter, rest, self.remark, font("small"), t.text3, RIGHT)
            else:
                words(painter, rest, self.summary, font("body"), t.text3)


class Section(QWidget):
    """A folding part: `set_body` gives it content, `set_summary` what it says when closed, `set_remark` what stands at
    the right when open. `opened(bool)` tells a person's folding. Left and Right fold by key.
    """

    opened = Signal(bool)

    def __init__(self, title: str, *, track: str = "", open: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = SectionHead(title, track=track)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.head)
        self._body: QWidget | None = None
        self._sliding: QPropertyAnimation | None = None
        self.head.setChecked(open)
        self.head.clicked.connect(self._folded)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @property
    def body(self) -> QWidget | None:
        """What it holds."""
        return self._body

    def set_body(self, body: QWidget, *, indent: int = 19) -> None:
        """Give it content, set in by the width of the chevron."""
        if self._body is not None:
            self._layout.removeWidget(self._body)
            self._body.deleteLater()
        self._body = body
        body.setContentsMargins(indent, 2, 0, 8)
        self._layout.addWidget(body)
        body.setVisible(self.is_open())

    def set_summary(self, summary: str) -> None:
        """What a closed section says it holds."""
        self.head.summary = summary
        self.head.setAccessibleDescription(summary)
        self.head.update()

    def set_remark(self, remark: str) -> None:
        """What stands at the right of an open one."""
        self.head.remark = remark
        self.head.update()

    def is_open(self) -> bool:
        """Whether its content shows."""
        return self.head.isChecked()

    def set_open(self, open: bool) -> None:
        """Open or close at once, without telling."""
        if open != self.is_open():
            self.head.setChecked(open)
            self._apply(slide=False)

    def _folded(self) -> None:
        self._apply(slide=True)
        self.opened.emit(self.is_open())

    def _apply(self, slide: bool) -> None:
        body, open = self._body, self.is_open()
        self.head.update()
        if body is None:
            return
        self._stop()
        time = theme().motion(120) if slide and self.isVisible() else 0
        if not time:
            body.setVisible(open)
            return
        tall = body.sizeHint().height()
        if body.hasHeightForWidth():
            tall = body.heightForWidth(self.width())
        body.setMaximumHeight(0 if open else body.height())
        body.setVisible(True)
        sliding = QPropertyAnimation(body, b"maximumHeight", self)
        sliding.setDuration(time)
        sliding.setEasingCurve(QEasingCurve.Type.OutCubic)
        sliding.setStartValue(0 if open else body.height())
        sliding.setEndValue(tall if open else 0)
        sliding.finished.connect(self._stop)
        self._sliding = sliding
        sliding.start()

    def _stop(self) -> None:
        if self._sliding is not None and self._body is not None:
            self._sliding.stop()
            self._sliding.deleteLater()
            self._sliding = None
            self._body.setVisible(self.is_open())
            self._body.setMaximumHeight(FREE)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.head.updateGeometry()
