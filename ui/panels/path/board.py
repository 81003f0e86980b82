"""The board of the camera path editor: live framing, top view and key fields over the lanes of the path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.animatic.stage import Stage, build_stage
from app.desk.snapshot import NOTHING_OPEN, Snapshot
from app.domain.camera import state_at
from app.domain.cuts import cut_times, shot_at
from app.domain.draft import AXES, Draft, Shot
from app.domain.template import Field
from app.domain.timing import find_shot
from app.strings import tr
from ui.fields import FieldDesk
from ui.kit.fonts import scaled
from ui.kit.layout import column
from ui.kit.panels import Separator
from ui.kit.timebar import TimeScale
from ui.kit.tips import set_tip
from ui.panels.form.words import Chosen, View, view_of
from ui.panels.lanes import FoldName, LaneName, LaneStack
from ui.panels.lanes_blocks import BlockLane
from ui.panels.path.axis import AxisLane, AxisName
from ui.panels.path.blocks import HoldLane, ShotLane
from ui.panels.path.ease import EaseLane, eases
from ui.panels.path.ground import StageGround, scene_of
from ui.panels.path.key import FIELDS, KeyInspector
from ui.panels.path.lanes import NOWHERE, KeyedLane, KeyLane, Spot, Where, spots
from ui.panels.path.live import LiveView
from ui.panels.path.moves import MoveBar
from ui.panels.path.top import TopView
from ui.panels.path.words import axis_remark, framing_blocks, holds, shot_words, spoken_key, words_at

NAMES = 96
"""Room for the names of the lanes, with the axes' values."""
ROOMY = 760
"""From this height on the axes have room beside everything else, and unfold by themselves."""


class PathDesk(FieldDesk, Protocol):
    """What the camera path editor asks of the desk."""

    def replace(self, draft: Draft, group: str = "") -> None:
        """Make this the open draft, as one undo step."""


class PathBoard(QWidget):
    """Everything that is seen. `chosen` and `time_changed` tell what the person looks at."""

    chosen = Signal(str, str)
    """Shot and key id of the chosen key; empty where there is none."""
    time_changed = Signal(float)
    left = Signal()
    """Esc on the keys, where there was no gesture to give up."""

    def __init__(self, desk: PathDesk, fields: Sequence[Field] = FIELDS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot = NOTHING_OPEN
        self._preview: Draft | None = None
        self._scene: tuple[object, ...] = ()
        self._set_shot = ""
        self._set_seen: tuple[object, ...] = ()
        self._stage: Stage | None = None
        self.ground: StageGround | None = None
        self.current: Where = NOWHERE
        self.axis = "truck"
        self.unfolded = False
        self._folded_by_hand = False
        self.scale = TimeScale(8.0, snap=0.25)
        self.live = LiveView()
        self.top = TopView()
        self.inspector = KeyInspector(desk, fields)
        self.inspector.setMinimumWidth(scaled(222))
        self.inspector.setMaximumWidth(scaled(320))
        self.bar = MoveBar()
        self._make_lanes()
        upper = self._upper = QHBoxLayout()
        upper.setContentsMargins(12, 10, 12, 8)
        upper.setSpacing(12)
        upper.addWidget(self.live, 22)
        upper.addWidget(self.top, 17)
        upper.addWidget(self.inspector, 21)
        whole = column(upper, Separator(), self.bar, self.stack, gap=0, margins=(0, 0, 0, 6))
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.setAccessibleName(tr("path.title"))

    def sizeHint(self) -> QSize:
        return QSize(820, 420)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.height() >= scaled(ROOMY)
        self._upper.setStretch(0, 30 if roomy else 22)
        if not self._folded_by_hand and roomy != self.unfolded:
            self._unfold(roomy)

    def _make_lanes(self) -> None:
        self.stack = LaneStack(self.scale, tr("path.ruler"))
        self.stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.stack.set_name_width(scaled(NAMES))
        self.shots = ShotLane(self.scale)
        self.framings = BlockLane(self.scale, tr("path.framing"))
        self.framings.loose = False
        self.keys = KeyLane(self.scale)
        self.eases = EaseLane(self.scale)
        self.holds = HoldLane(self.scale)
        self.fold = FoldName(tr("path.axes"))
        self.axis_names = {axis: AxisName(axis) for axis in AXES}
        self.axis_lanes = {axis: AxisLane(self.scale, axis) for axis in AXES}
        self.stack.add(LaneName(tr("path.shots")), self.shots)
        self.stack.add(LaneName(tr("path.framing")), self.framings)
        self.stack.add(self.fold, self.keys)
        for axis in AXES:
            self.stack.add(self.axis_names[axis], self.axis_lanes[axis])
            self.axis_lanes[axis].setFocusProxy(self.keys)
        self.stack.add(LaneName(tr("path.eases")), self.eases)
        self.stack.add(LaneName(tr("path.holds")), self.holds)
        self._unfold(False)

    def keyed_lanes(self) -> list[KeyedLane]:
        """Every lane that has keys."""
        return [self.keys, *self.axis_lanes.values()]

    # ------------------------------------------------------------------------------------------ what is shown

    @property
    def draft(self) -> Draft | None:
        """What is shown: the open draft, or what a gesture would make of it."""
        return self._preview or self._snapshot.draft

    @property
    def time(self) -> float:
        """Where the playhead stands, in seconds of the draft."""
        return self.stack.time

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show another state of the open draft."""
        was = self._snapshot
        if snapshot.draft is was.draft and snapshot.compiled is was.compiled and snapshot.depth == was.depth:
            return
        opened = (snapshot.draft and snapshot.draft.id) != (self._snapshot.draft and self._snapshot.draft.id)
        before = [spot.where for spot in self.keys.spots]
        self._snapshot = snapshot
        self._preview = None
        if opened:
            self.live.stop()
            self.current = NOWHERE
            self.stack.set_time(0.0)
        self.show_draft()
        known = [spot.where for spot in self.keys.spots]
        if self.current not in known:
            place = before.index(self.current) if self.current in before else 0
            self.choose(*(known[min(place, len(known) - 1)] if known else NOWHERE))

    def show_draft(self) -> None:
        """Show `draft` in every part."""
        draft = self.draft
        found = spots(draft) if draft else ()
        scene = scene_of(draft) if draft else ()
        if draft is None or scene != self._scene:
            self._scene = scene
            self._stage = build_stage(draft) if draft and draft.seconds > 0 else None
            self.ground = StageGround(self._stage) if self._stage else None
            self.live.show_stage(self._stage)
        self.scale.set_seconds(max(draft.seconds if draft else 0.0, 0.1))
        compiled = self._snapshot.compiled
        if draft is not None:
            losses = compiled.losses if compiled and self._preview is None else ()
            self.shots.show_shots(shot_words(draft, losses), self.current[0])
            self.framings.set_blocks(framing_blocks(draft))
            self.eases.show_eases(eases(draft), self.current)
            self.holds.show_holds(holds(draft))
            self.stack.set_cuts(cut_times(draft))
            for axis, axis_lane in self.axis_lanes.items():
                axis_lane.set_remark(axis_remark(axis, losses))
        for lane in self.keyed_lanes():
            lane.show_path(draft, found, self.current)
        self.bar.set_reason(None if draft and draft.shots else tr("path.why.no_draft"))
        self._show_current()
        self.set_time(min(self.time, draft.seconds if draft else 0.0))

    def set_time(self, seconds: float) -> None:
        """Move the playhead and everything that follows it, without telling anybody."""
        self.stack.set_time(seconds)
        self.live.set_time(seconds)
        self.top.set_time(seconds)
        draft = self.draft
        found = shot_at(draft, seconds) if draft else None
        if draft is None or found is None:
            self.live.set_words("", "", "cam", ())
            return
        shot, start = found
        if shot.id != self._set_shot:
            self._show_set(shot)
        state = state_at(shot, seconds - start)
        for axis, name in self.axis_names.items():
            name.set_value(getattr(state.axes, axis))
        self.live.set_words(*words_at(draft, seconds), self.ground.lens_words(seconds) if self.ground else ())

    def choose(self, shot_id: str, key_id: str) -> None:
        """Choose a key and tell; nothing happens where it is chosen already."""
        if (shot_id, key_id) == self.current:
            return
        self.current = (shot_id, key_id)
        for lane in self.keyed_lanes():
            lane.show_path(self.draft, lane.spots, self.current)
        self.shots.show_shots(self.shots.shots, shot_id)
        self.eases.show_eases(self.eases.stretches, self.current)
        self._show_current()
        self.chosen.emit(shot_id, key_id)

    def set_axis(self, axis: str) -> None:
        """Make one axis the tall one."""
        self.axis = axis
        for each, lane in self.axis_lanes.items():
            lane.set_tall(each == axis)
            self.axis_names[each].set_chosen(each == axis)

    def set_unfolded(self, unfolded: bool) -> None:
        """Show the seven axes, or fold them away."""
        self._folded_by_hand = True
        self._unfold(unfolded)

    def _unfold(self, unfolded: bool) -> None:
        self.unfolded = unfolded
        for axis in AXES:
            self.axis_names[axis].setVisible(unfolded)
            self.axis_lanes[axis].setVisible(unfolded)
        self.fold.setChecked(unfolded)
        set_tip(self.fold, tr("path.axes.hide" if unfolded else "path.axes.show"), "E")
        self.set_axis(self.axis)

    def spot(self) -> Spot | None:
        """The chosen key with its place."""
        return self.keys.spot(self.current)

    def _show_current(self) -> None:
        draft, spot = self.draft, self.spot()
        count = len(self.keys.spots)
        self.inspector.show_key(self._view(draft), spot, count)
        if draft is not None and spot is not None:
            self.keys.setAccessibleName(spoken_key(draft, spot.key, spot.number, count, spot.t))
            self._show_set(find_shot(draft, spot.shot_id))
        else:
            self.keys.setAccessibleName(tr("path.keys"))
            self._show_set(None)

    def _view(self, draft: Draft | None) -> View | None:
        """What the fields of the chosen key show."""
        shown = self._snapshot if draft is self._snapshot.draft else self._snapshot.replace(draft=draft)
        return view_of(shown, Chosen(*self.current))

    def _show_set(self, shot: Shot | None) -> None:
        """Show the set with the path of one shot."""
        draft = self.draft
        if draft is None or shot is None:
            self._set_shot, self._set_seen = "", ()
            self.top.show_ground(self.ground, (), self.current)
            return
        # the stage is the same object as long as nothing that is drawn changed
        seen = (self.ground, self.current, shot.id, self._preview is None)
        if seen == self._set_seen:
            return
        self._set_seen = seen
        self._set_shot = shot.id
        start = draft.shot_start(shot.id)
        self.top.show_ground(self.ground, self.keys.spots, self.current, shot.id, (start, start + shot.seconds))

    def keyboard(self) -> None:
        """Give the keyboard to the keys."""
        self.keys.setFocus(Qt.FocusReason.OtherFocusReason)
