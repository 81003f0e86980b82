"""The board of the beats editor: head, ruler and lanes, and what they show of a snapshot."""

from __future__ import annotations

from functools import partial
from math import floor
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.desk.snapshot import NOTHING_OPEN, Snapshot
from app.domain import path as paths
from app.domain.beats import beat_at, beat_spans
from app.domain.cuts import cut_times
from app.domain.draft import Draft
from app.domain.timing import LEAST_BEAT, find_shot, rounded
from app.strings import tr
from ui.kit.buttons import Button, MenuButton
from ui.kit.labels import Label, Sign
from ui.kit.layout import column
from ui.kit.menus import Menu
from ui.kit.panels import EmptyState, PanelHead
from ui.kit.timebar import TimeScale, short_time, usual_snap
from ui.panels.beats.lane import BeatLane, Key
from ui.panels.beats.tracks import CameraTrack, line_blocks, sound_blocks, spoken_words
from ui.panels.beats.words import Card, cards, is_in_beat
from ui.panels.lanes import LaneName, LaneStack
from ui.panels.lanes_blocks import BlockLane

NARROW = 700
"""Below this width the head says less."""
SNAPS = (0.25, 0.5, 1.0, 0.0)
NOBODY: Key = ("", "")


class EditingDesk(Protocol):
    """What the time editors ask of the desk."""

    def replace(self, draft: Draft, group: str = "") -> None:
        """Make this the open draft, as one undo step."""


class BeatsBoard(QWidget):
    """Cards, lines, sounds and camera on one time bar. `chosen` and `time_changed` tell what the person looks at."""

    chosen = Signal(str, str)
    """Shot and beat id of the chosen beat; empty where there is none."""
    time_changed = Signal(float)
    inspector_asked = Signal(str, str)
    """Enter or a double click: write this beat."""
    camera_asked = Signal(str, str)
    """Shot and key id: say how the camera sees it from here on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot = NOTHING_OPEN
        self._preview: Draft | None = None
        self._current: Key = NOBODY
        self.scale = TimeScale(8.0, snap=usual_snap().seconds)
        self._make_head()
        usual_snap().changed.connect(self.set_snap)
        self._make_stack()
        self.empty = EmptyState(
            tr("beats.empty"), tr("beats.empty.use"), icon="beat", button=tr("beats.empty.add"), button_icon="add"
        )
        self._pages = QStackedLayout()
        self._pages.setContentsMargins(0, 0, 0, 0)
        self.setLayout(column(self.head, self._pages, gap=0, margins=(0, 0, 0, 2)))
        # a stack shows its first page at once: before it has a home that would be a window
        self._pages.addWidget(self.stack)
        self._pages.addWidget(self.empty)
        self.setAccessibleName(tr("beats.title"))
        self._show_draft()

    def _make_head(self) -> None:
        self.head = PanelHead(tr("beats.title"), track="beat")
        self.add_button = Button(
            tr("beats.add"), icon="add", kind="quiet", size="compact", tip=tr("beats.add.tip"), key="A"
        )
        self.split_button = Button(
            tr("beats.split"), icon="split", kind="quiet", size="compact", tip=tr("beats.split.tip"), key="S"
        )
        self.merge_button = Button(
            tr("beats.merge"), icon="merge", kind="quiet", size="compact", tip=tr("beats.merge.tip"), key="M"
        )
        for button in (self.add_button, self.split_button, self.merge_button):
            self.head.add(button)
        self.head.line.setStretchFactor(self.head.second, 0)
        self.head.stretch()
        self._words_sign = Sign("line", "line.text", 14)
        self._words = Label("", "small", "text2")
        self.snap_menu = Menu(tr("beats.snap.name"), self)
        self.snap_button = MenuButton("", self.snap_menu, kind="outline", size="compact", name=tr("beats.snap.name"))
        self.time_label = Label("", "bold")
        for each in (self._words_sign, self._words, self.snap_button, self.time_label):
            self.head.add(each)
        self._show_snap()

    def _make_stack(self) -> None:
        self.stack = LaneStack(self.scale, tr("beats.ruler"))
        self.lane = BeatLane(self.scale)
        self.lines = BlockLane(self.scale, tr("beats.lines"))
        self.sounds = BlockLane(self.scale, tr("beats.sound"))
        self.camera = CameraTrack(self.scale, tr("beats.camera"))
        self.stack.add(LaneName(tr("beats.lane"), "beat"), self.lane, 1)
        self.stack.add(LaneName(tr("beats.lines"), "line"), self.lines)
        self.stack.add(LaneName(tr("beats.sound"), "snd"), self.sounds)
        self.stack.add(LaneName(tr("beats.camera"), "cam"), self.camera)
        self.stack.time_changed.connect(self._scrubbed)

    # ------------------------------------------------------------------------------------------ what is shown

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show another state of the open draft."""
        if snapshot.draft is self._snapshot.draft and snapshot.compiled is self._snapshot.compiled:
            return
        if self._shows_same(snapshot):
            self._snapshot = snapshot
            return
        opened = (snapshot.draft and snapshot.draft.id) != (self._snapshot.draft and self._snapshot.draft.id)
        before = [card.key for card in self.lane.cards]
        self._snapshot = snapshot
        self._preview = None
        if opened:
            self._current = NOBODY
            self.set_time(0.0)
        self._show_draft()
        known = [card.key for card in self.lane.cards]
        if self._current not in known:
            place = before.index(self._current) if self._current in before else 0
            near = known[min(place, len(known) - 1)] if known else NOBODY
            self.choose(*near)

    def _shows_same(self, snapshot: Snapshot) -> bool:
        """Whether nothing on the board differs: a keystroke elsewhere in the form paints nothing here."""
        before, now, compiled = self._snapshot.draft, snapshot.draft, snapshot.compiled
        if before is None or now is None or self._preview is not None or before.id != now.id:
            return False
        parts = ((each.shots, each.cast, each.sound, each.place.props) for each in (before, now))
        if any(was is not part for was, part in zip(*parts, strict=True)):
            return False
        known = self._snapshot.compiled
        return (known.findings if known else ()) == (compiled.findings if compiled else ())

    @property
    def draft(self) -> Draft | None:
        """What is shown: the open draft, or what a gesture would make of it."""
        return self._preview or self._snapshot.draft

    @property
    def current(self) -> Key:
        """Shot and beat id of the chosen beat."""
        return self._current

    @property
    def time(self) -> float:
        """Where the playhead stands, in seconds of the draft."""
        return self.stack.time

    def set_time(self, seconds: float) -> None:
        """Move the playhead without telling anybody."""
        self.stack.set_time(seconds)
        self.time_label.setText(tr("beats.time", time=f"{seconds:04.1f}"))
        self._show_buttons()

    def choose(self, shot_id: str, beat_id: str) -> None:
        """Choose a beat and tell; nothing happens where it is chosen already."""
        if (shot_id, beat_id) == self._current:
            return
        self._current = (shot_id, beat_id)
        if card := self.lane.card(self._current):
            self.scale.reveal(card.end)
            self.scale.reveal(card.start)
        self.lane.show_cards(self.lane.cards, self._current)
        self._show_buttons()
        self.chosen.emit(shot_id, beat_id)

    def light(self, path: str) -> None:
        """Light the card of the beat a path is in; "" ends it."""
        self.lane.set_lit(next((card.key for card in self.lane.cards if is_in_beat(path, card)), NOBODY))

    def choose_number(self, number: int) -> None:
        """Choose the beat with this number, counted from 1."""
        if 0 < number <= len(self.lane.cards):
            self.choose(*self.lane.cards[number - 1].key)

    def choose_next(self, step: int) -> None:
        """Choose the neighbour of the chosen beat."""
        card = self.lane.card(self._current)
        self.choose_number(min(max((card.number if card else 0) + step, 1), len(self.lane.cards)))

    def _show_draft(self, *, slide: bool = False) -> None:
        draft = self.draft
        compiled = self._snapshot.compiled
        shown = cards(draft, compiled.findings if compiled and self._preview is None else ()) if draft else ()
        self._pages.setCurrentWidget(self.stack if shown or draft is None else self.empty)
        seconds = draft.seconds if draft else 0.0
        self.scale.set_seconds(max(seconds, 0.1))
        self.lane.show_cards(shown, self._current, slide=slide)
        self.head.set_second(tr("beats.count", n=len(shown), seconds=f"{seconds:.1f}") if shown else "")
        if draft is not None:
            self.stack.set_cuts(cut_times(draft))
            self.lines.set_blocks(line_blocks(draft))
            self.sounds.set_blocks(sound_blocks(draft))
            self.camera.show_draft(draft)
            self._show_words(draft)
        self._show_buttons()

    def _show_words(self, draft: Draft) -> None:
        count, comfortable, most = spoken_words(draft)
        key = "beats.words" if self.width() >= NARROW else "beats.words.short"
        self._words.setText(tr(key, count=count, most=comfortable, n=count))
        color = "error.text" if count > most else "warn.text" if count > comfortable else "text2"
        self._words.set_color(color)
        self._words_sign.set_sign("line", color if color != "text2" else "line.text")
        for each in (self._words, self._words_sign):
            each.setVisible(bool(count) or bool(self.lane.cards))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().width() < NARROW) != (event.oldSize().width() < NARROW) and (draft := self.draft):
            self._show_words(draft)

    def _show_buttons(self) -> None:
        draft = self._snapshot.draft
        self.add_button.set_reason(None if draft else tr("beats.why.no_draft"))
        self.split_button.set_reason(None if self._split_place() else tr("beats.why.split"))
        self.merge_button.set_reason(self._why_no_merge())

    def set_snap(self, seconds: float) -> None:
        """Edges and keys move in steps of this many seconds; 0 in frames."""
        self.scale.snap = seconds
        self._show_snap()

    def _show_snap(self) -> None:
        snap = self.scale.snap
        self.snap_button.setText(tr("beats.snap", seconds=short_time(snap)) if snap else tr("beats.snap.off"))
        self.snap_menu.clear()
        for each in SNAPS:
            text = tr("beats.snap", seconds=short_time(each)) if each else tr("beats.snap.off")
            self.snap_menu.add(text, partial(self.set_snap, each), checked=each == snap)

    def _why_no_merge(self) -> str | None:
        draft = self._snapshot.draft
        if draft is None or not self._known():
            return tr("beats.why.none")
        shot = find_shot(draft, self._current[0])
        if shot.beats[-1].id != self._current[1]:
            return None
        return tr("beats.why.last" if draft.shots[-1].id == shot.id else "beats.why.cut")

    def _known(self) -> bool:
        draft = self._snapshot.draft
        return draft is not None and paths.exists(draft, f"shots[{self._current[0]}].beats[{self._current[1]}]")

    def _split_place(self) -> tuple[str, str, float] | None:
        draft = self._snapshot.draft
        if draft is None:
            return None
        moment = rounded(floor(self.time * 100 + 0.5) / 100)
        span = beat_at(draft, moment)
        if span and span.start + 0.1 <= moment <= span.end - 0.1:
            return span.shot_id, span.beat.id, moment
        card: Card | None = self.lane.card(self._current)
        if card is None or card.seconds < 2 * LEAST_BEAT or not self._known():
            return None
        whole = next(each for each in beat_spans(draft) if (each.shot_id, each.beat.id) == self._current)
        half = self.scale.snapped(card.seconds / 2) or card.seconds / 2
        return (*self._current, rounded(whole.start + half))

    def _scrubbed(self, seconds: float) -> None:
        self.set_time(seconds)
        self.time_changed.emit(seconds)
