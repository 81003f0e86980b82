"""The takes of a draft as segments, with the stars and the tick of the one that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from app.domain.clip import Clip
from app.strings import listed, tr
from ui.kit import icons
from ui.kit.buttons import Button, MenuButton
from ui.kit.choices import Segments
from ui.kit.fonts import metrics, scaled
from ui.kit.layout import row
from ui.kit.menus import Menu
from ui.kit.paint import painting
from ui.kit.theme import tokens
from ui.kit.tokens import Tokens
from ui.panels.takes_words import clip_words, moment_words, take_words

STARS = 5
PREVIEW = "preview"
"""The segment that stands for the draft itself, painted live."""
STRANGER = 220
SHORT = 480
"""In a row narrower than this, the button that grabs a frame shows its sign only."""
FEW = 3
"""Up to so many takes all carry their whole name."""


class Choice(NamedTuple):
    """One segment: a clip's id or `PREVIEW`, and its words."""

    value: str
    short: str
    name: str


class Stars(QAbstractButton):
    """One to five stars; Left and Right or a click change them, the same star again takes them away."""

    rated = Signal(int)
    focus_radius = 4

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rating = 0
        self._over = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.set_rating(0)

    def set_rating(self, rating: int) -> None:
        """Show so many stars."""
        self.rating = rating
        self.setAccessibleName(tr("takes.stars", n=rating))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(STARS * star_step(), scaled(24))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            wanted = self._star_at(event.position().x())
            self.rated.emit(0 if wanted == self.rating else wanted)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._look(self._star_at(event.position().x()))

    def leaveEvent(self, event: object) -> None:
        self._look(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.rated.emit(max(0, min(STARS, self.rating + step)))
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            paint_stars(painter, QRectF(self.rect()), self._over or self.rating, star_step())

    def _star_at(self, x: float) -> int:
        return max(1, min(STARS, int(x // star_step()) + 1))

    def _look(self, over: int) -> None:
        if over != self._over:
            self._over = over
            self.update()


def star_step() -> int:
    """The width a star takes."""
    return scaled(16)


def paint_stars(painter: QPainter, area: QRectF, rating: int, step: int) -> None:
    """Five stars from the left of `area`, the first `rating` of them filled."""
    t = tokens()
    for number in range(STARS):
        box = QRectF(area.left() + number * step, area.top(), step - 2, area.height())
        filled = number < rating
        icons.draw(painter, "star-filled" if filled else "rating", box, t.text if filled else t.rule)


class KeepButton(Button):
    """Keep, or Kept on its tint."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("takes.keep"), icon="kept", kind="quiet", size="compact", parent=parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_kept(self, on: bool) -> None:
        """Show whether the take is kept."""
        self.setChecked(on)
        self.set_hue("kept" if on else "")
        self.setText(tr("takes.kept") if on else tr("takes.keep"))

    def _fill(self, t: Tokens) -> QColor | None:
        if self.isChecked() and self.isEnabled() and not self.isDown():
            return t.hue("kept").deep if self.underMouse() else t.hue("kept").tint
        return super()._fill(t)


def choices(clips: Sequence[Clip], current: str, *, preview: bool) -> tuple[list[Choice], list[Choice]]:
    """The segments in order, and the older rehearsals that only the menu shows.

    Of the rehearsals the last one has a segment, and the shown one if that is another. The shown take and few takes
    carry their whole name, many only their number.
    """
    drawn = [clip for clip in clips if clip.is_rehearsal]
    shown = {drawn[-1].id, current} if drawn else {current}
    takes = [clip for clip in clips if not clip.is_rehearsal]
    made = [Choice(PREVIEW, tr("takes.preview"), tr("takes.preview.name"))] if preview else []
    older: list[Choice] = []
    for clip in drawn:
        name = listed(filter(None, (tr("takes.rehearsal"), moment_words(clip.created))))
        (made if clip.id in shown else older).append(Choice(clip.id, tr("takes.rehearsal"), name))
    for clip in takes:
        whole = len(takes) <= FEW or clip.id == current
        made.append(Choice(clip.id, take_words(clip) if whole else str(clip.take), take_words(clip)))
    return made, older


class TakesRow(QWidget):
    """Segments, stars, Kept, and Rehearse while there is only the preview. `picked` tells a clip's id or `PREVIEW`."""

    picked = Signal(str)
    rated = Signal(int)
    kept = Signal(bool)
    rehearse_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []
        self._older: list[Choice] = []
        self._options: list[tuple[str, str]] = []
        self._current = ""
        self._stranger: Clip | None = None
        self.segments = Segments([], name=tr("takes.name"))
        self.segments.chosen.connect(self.picked)
        self._menu = Menu(tr("takes.more"), self)
        self.more = MenuButton("", self._menu, size="compact", name=tr("takes.more"))
        self.stars = Stars()
        self.stars.rated.connect(self.rated)
        self.keep = KeepButton()
        self.keep.clicked.connect(self.kept)
        self.rehearse = Button(tr("takes.rehearse"), icon="play", size="compact", key="Ctrl+R")
        self.rehearse.clicked.connect(self.rehearse_asked)
        self.grab_button: MenuButton | None = None
        self._row = row(self.segments, self.more, 2, self.stars, self.keep, None, self.rehearse, gap=6)
        self.setLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_takes((), "", preview=False)

    def show_takes(self, clips: Sequence[Clip], current: str, *, preview: bool) -> None:
        """Show these takes of the open draft, oldest first, with `current` (an id, or `PREVIEW`) chosen."""
        self._current = current
        self._choices, self._older = choices(clips, current, preview=preview)
        self._fit()

    def show_clip(self, clip: Clip | None, *, own: bool = True) -> None:
        """Show stars and tick of the shown clip; one that is not of the open draft gets a segment of its own."""
        self._stranger = None if own else clip
        for part in (self.stars, self.keep):
            part.setVisible(clip is not None)
        self._fit()
        if clip is not None:
            self.stars.set_rating(clip.rating)
            self.keep.set_kept(clip.kept)

    def offer_grab(self, menu: QMenu) -> MenuButton:
        """Put the button that grabs a frame at the end of the row."""
        self.grab_button = MenuButton(tr("takes.grab"), menu, icon="grab", size="compact", tip=tr("takes.grab"))
        self._row.addWidget(self.grab_button)
        return self.grab_button

    def set_rehearse(self, shown: bool, reason: str = "") -> None:
        """Offer to rehearse, or not; `reason` says why it is off."""
        self.rehearse.setVisible(shown)
        self.rehearse.set_reason(reason)

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(200), scaled(28))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many segments as there is room for; the oldest go into the menu."""
        self._fit_grab()
        shown, hidden = list(self._choices), list(self._older)
        while len(shown) > 2 and self._wide(shown, more=bool(hidden)) > self.width() > 0:
            gone = next(each for each in shown if each.value not in (PREVIEW, self._current))
            shown.remove(gone)
            hidden.append(gone)
        self._show(shown, hidden)

    def _fit_grab(self) -> None:
        """The sign alone where there is no room for words."""
        if self.grab_button is not None:
            self.grab_button.setText(tr("takes.grab") if self.width() >= scaled(SHORT) else "")
            self.grab_button.setAccessibleName(tr("takes.grab"))

    def _wide(self, shown: Sequence[Choice], *, more: bool) -> int:
        """The width of the row with these segments, and the menu of `more`."""
        shorts = [each.short for each in shown] + ([self._stranger_words()] if self._stranger else [])
        segments = sum(metrics("body", 500).horizontalAdvance(short) + 22 for short in shorts) + 4
        others = (self.stars, self.keep, self.rehearse, self.grab_button)
        rest = [each for each in others if each is not None and each.isVisibleTo(self)]
        return segments + sum(each.sizeHint().width() + 6 for each in rest) + (scaled(80) if more else 10)

    def _stranger_words(self) -> str:
        """The name of the clip of another draft, short enough for a segment."""
        name = clip_words(self._stranger) if self._stranger is not None else ""
        return metrics("body", 500).elidedText(name, Qt.TextElideMode.ElideMiddle, scaled(STRANGER))

    def _show(self, shown: Sequence[Choice], hidden: Sequence[Choice]) -> None:
        options = [(each.value, each.short) for each in shown]
        names = [each.name for each in shown]
        if self._stranger is not None:
            options.append((self._stranger.id, self._stranger_words()))
            names.append(clip_words(self._stranger))
        current = self._stranger.id if self._stranger is not None else self._current
        if options != self._options:
            self._options = options
            self.segments.set_options(options, current, names)
        self.segments.set_value(current)
        self.segments.setVisible(bool(options))
        self._menu.clear()
        for each in hidden:
            self._menu.add(each.name, partial(self.picked.emit, each.value))
        self.more.setVisible(bool(hidden))
        self.more.setText(tr("takes.more.count", n=len(hidden)))
