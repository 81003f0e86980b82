"""The one door to the person: news at the lower right, never a modal box; at most three at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, QRectF, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.desk.snapshot import Notice
from app.domain.errors import Fault
from app.strings import has, tr
from ui.kit.buttons import Button, IconButton
from ui.kit.fonts import scaled
from ui.kit.labels import Label, Sign
from ui.kit.paint import fill, painting, rim
from ui.kit.theme import theme, tokens

WIDTH = 420
MOST = 3
SHOWN_MS = 6000
GAP = 8
INSET = 12
_SIGNS = {
    "info": ("hint", "hint.line"),
    "good": ("good", "kept.line"),
    "warning": ("warning", "warn.line"),
    "error": ("error", "error.line"),
}

__all__ = ["Notice", "Notices", "say_fault", "set_door", "show", "show_fault"]


class NoticeCard(QWidget):
    """One piece of news: sign, what, meaning, one action, a cross."""

    acted = Signal(str, str)
    closed = Signal()

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = notice
        self.setFixedWidth(scaled(WIDTH))
        title, meaning = sentences(notice)
        self.setAccessibleName(title)
        self.setAccessibleDescription(meaning)
        sign, color = _SIGNS[notice.level]
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(Label(title, "strong", wrap=True))
        if meaning:
            text.addWidget(Label(meaning, "small", "text2", wrap=True))
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 9, 8, 10)
        line.setSpacing(10)
        mark = Sign(sign, color, name=tr(f"notice_level.{notice.level}"))
        mark.stand_in_line("strong")
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(text, 1)
        if notice.action:
            key = f"notice_action.{notice.action}"
            button = Button(tr(key) if has(key) else tr(f"command.{notice.action}"), size="compact")
            button.clicked.connect(self._act)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        cross = IconButton("close", tr("kit.close"), size="compact")
        cross.clicked.connect(self.closed)
        line.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        with painting(self) as painter:
            fill(painter, QRectF(self.rect()), t.raised, 6)
            rim(painter, QRectF(self.rect()), t.edge, 6)

    def _act(self) -> None:
        self.acted.emit(self.notice.action, self.notice.target)
        self.closed.emit()


class Notices(QObject):
    """Shows notices over a window, lowest the newest. `acted(action, target)` when a person presses one's button."""

    acted = Signal(str, str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.cards: list[NoticeCard] = []
        self._timers: dict[NoticeCard, QTimer] = {}
        window.installEventFilter(self)

    def show(self, notice: Notice) -> NoticeCard:
        """Show one. The same news twice only keeps the first longer; of more than three the oldest quiet one goes."""
        for card in self.cards:
            if card.notice == notice:
                self._count_down(card)
                return card
        for card in [each for each in self.cards if notice.level == "error" and each.notice.id == notice.id]:
            # one that stays makes room for the next of its kind: a pile of them covers what is worked with
            self.close_card(card)
        card = NoticeCard(notice, self._window)
        card.acted.connect(self.acted)
        card.closed.connect(lambda: self.close_card(card))
        self.cards.append(card)
        while len(self.cards) > MOST:
            calm = [each for each in self.cards[:-1] if each.notice.level != "error"]
            self.close_card((calm or self.cards)[0])
        self._count_down(card)
        card.adjustSize()
        self._place()
        card.show()
        card.raise_()
        _appear(card)
        _announce(card)
        return card

    def close_card(self, card: NoticeCard) -> None:
        """Take one away."""
        if card in self.cards:
            self.cards.remove(card)
            if timer := self._timers.pop(card, None):
                timer.stop()
                timer.deleteLater()
            card.hide()
            card.deleteLater()
            self._place()

    def clear(self) -> None:
        """Take all away, when the window closes."""
        for card in list(self.cards):
            self.close_card(card)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _count_down(self, card: NoticeCard) -> None:
        if card.notice.level == "error":
            return
        timer = self._timers.get(card)
        if timer is None:
            timer = QTimer(card)
            timer.setSingleShot(True)
            timer.timeout.connect(lambda: self._time_up(card))
            self._timers[card] = timer
        timer.start(SHOWN_MS)

    def _time_up(self, card: NoticeCard) -> None:
        if card.underMouse() or card.isAncestorOf(QApplication.focusWidget() or card.window()):
            self._count_down(card)
        else:
            self.close_card(card)

    def _place(self) -> None:
        foot = self._window.height() - INSET
        for card in reversed(self.cards):
            card.setFixedWidth(min(scaled(WIDTH), max(240, self._window.width() - 2 * INSET)))
            tall = card.heightForWidth(card.width())
            card.resize(card.width(), tall)
            foot -= tall
            card.move(QPoint(self._window.width() - card.width() - INSET, foot))
            foot -= GAP


def sentences(notice: Notice) -> tuple[str, str]:
    """What a notice says and what that means: `notice.<id>` and `notice.<id>.meaning`, or a fault's two sentences."""
    for base, second in ((f"notice.{notice.id}", "meaning"), (f"error.{notice.id}", "hint"), (notice.id, "hint")):
        if has(base):
            meaning = f"{base}.{second}"
            return tr(base, **notice.args), tr(meaning, **notice.args) if has(meaning) else ""
    return tr(f"notice.{notice.id}", **notice.args), ""


_door: Callable[[Notice], object] | None = None
_waiting: list[Notice] = []


def set_door(door: Callable[[Notice], object] | None) -> None:
    """Where notices go: the main window's `Notices.show`. What came before is shown then."""
    global _door
    _door = door
    while door is not None and _waiting:
        door(_waiting.pop(0))


def show(notice: Notice) -> None:
    """Tell the person. Without a window yet it waits for one."""
    if _door is not None:
        _door(notice)
    elif len(_waiting) < 20:
        _waiting.append(notice)


def show_fault(error: BaseException) -> None:
    """Tell the person what went wrong: the world's fault in its own words, anything else as our mistake."""
    show(say_fault(error))


def say_fault(error: BaseException) -> Notice:
    """The notice for an exception."""
    if isinstance(error, Fault):
        return Notice(level="error", id=error.id, args=dict(error.args_by_name))
    return Notice(level="error", id="own_mistake", args={"what": type(error).__name__}, action="copy_report")


def _appear(card: NoticeCard) -> None:
    time = theme().motion(90)
    if not time:
        return
    end = card.pos()
    sliding = QPropertyAnimation(card, b"pos", card)
    sliding.setDuration(time)
    sliding.setEasingCurve(QEasingCurve.Type.OutCubic)
    sliding.setStartValue(end + QPoint(0, 4))
    sliding.setEndValue(end)
    sliding.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)


def _announce(card: NoticeCard) -> None:
    text = f"{card.accessibleName()}. {card.accessibleDescription()}"
    # only here: its long lists of roles are made when the class is imported, and the start says nothing
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(card, text))
