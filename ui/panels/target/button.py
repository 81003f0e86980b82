"""The target on one button of two lines: model, what is asked of it, and the state of the way to it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.desk.snapshot import NOTHING_OPEN, Snapshot
from app.strings import listed, tr
from ui.kit import icons
from ui.kit.fonts import font, line_height, metrics, scaled
from ui.kit.paint import fill, painting, words
from ui.kit.theme import tokens
from ui.kit.tips import name_command, set_tip
from ui.panels.send.figures import way_words

HEIGHT = 56
INSET = 12


class TargetButton(QAbstractButton):
    """Opens the picker when pressed, or by Down."""

    focus_radius = 5

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.second = "", ""
        self.chips: tuple[str, ...] = ()
        self._retired = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        set_tip(self, tr("send.target.tip"), "Ctrl+T")
        name_command(self, "target")
        self.show_snapshot(NOTHING_OPEN, "", frozenset())

    def show_snapshot(self, snapshot: Snapshot, today: str, connected: frozenset[str]) -> None:
        """Show the aim of the open draft and the way to it."""
        draft, model = snapshot.draft, snapshot.model
        self._retired = model is not None and model.is_retired(today)
        said: tuple[str, str, tuple[str, ...]]
        if draft is None:
            said = (tr("send.no_target"), tr("send.no_target.use"), ())
        elif model is None:
            said = (draft.aim, tr("send.way.unknown"), ())
        else:
            said = (model.title, way_words(model, today, connected), _asked(snapshot))
        self.setEnabled(draft is not None)
        if said != (self.title, self.second, self.chips):
            self.title, self.second, self.chips = said
            self.setAccessibleName(tr("send.target.name", model=self.title))
            self.setAccessibleDescription(listed([*self.chips, self.second]))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, max(scaled(HEIGHT), line_height("head") + line_height("small") + 18))

    def focus_rect(self) -> QRect:
        """The ring stays inside the panel."""
        return self.rect().adjusted(5, 5, -5, -5)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        top = (self.height() - line_height("head") - line_height("small") - 2) / 2
        with painting(self) as painter:
            if self.isDown():
                painter.fillRect(self.rect(), t.press)
            elif self.underMouse() and self.isEnabled():
                painter.fillRect(self.rect(), t.control)
            painter.fillRect(0, self.height() - 1, self.width(), 1, t.hair)
            room = QRectF(INSET, top, self.width() - 2 * INSET - 24, line_height("head"))
            color = t.text2 if self._retired or not self.isEnabled() else t.text
            words(painter, room, self.title, font("head"), color)
            self._paint_chips(painter, room)
            under = QRectF(INSET, room.bottom() + 2, room.width(), line_height("small"))
            words(painter, under, self.second, font("small"), t.hue("warn").text if self._retired else t.text2)
            box = QRectF(self.width() - INSET - 16, 0, 16, self.height())
            icons.draw(painter, "up-down", box, t.text if self.underMouse() else t.text2)

    def _paint_chips(self, painter: QPainter, room: QRectF) -> None:
        t = tokens()
        left = room.left() + metrics("head").horizontalAdvance(self.title) + 10
        for chip in self.chips:
            wide = metrics("fine", 500).horizontalAdvance(chip) + 12
            if left + wide > room.right():
                return
            plate = QRectF(left, room.center().y() - 10, wide, 20)
            fill(painter, plate, t.hover if self.underMouse() else t.control, 3)
            words(painter, plate.adjusted(6, 0, -5, 0), chip, font("fine", 500), t.text2)
            left += wide + 6


def _asked(snapshot: Snapshot) -> tuple[str, ...]:
    """Resolution and sound as they are asked for."""
    if snapshot.draft is None:
        return ()
    frame = snapshot.draft.frame
    asked = snapshot.compiled.parameters if snapshot.compiled else {}
    resolution = str(asked.get("resolution", frame.resolution))
    audio = asked.get("audio", frame.audio)
    sound = tr("send.sound_on" if audio in (True, "on") else "send.silent")
    return (resolution, sound) if resolution else (sound,)
