"""The camera path editor: everything a hand or a key can do to how the viewer moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain import keys as steps
from app.domain import path as paths
from app.domain.cuts import cut_shot, join_shots, move_cut, shot_at
from app.domain.draft import AXES, Draft, Key, Shot
from app.domain.edit import Edit, apply_all
from app.domain.errors import Fault
from app.domain.keys import KEY_SNAP
from app.domain.moves import apply_move
from app.domain.template import Field
from app.domain.timing import find_key, find_shot, rounded
from app.strings import tr
from ui.kit.timebar import short_time
from ui.panels.form.facts_words import with_value
from ui.panels.lanes import KeyTable
from ui.panels.path.axis import signed
from ui.panels.path.board import PathBoard, PathDesk
from ui.panels.path.key import FIELDS
from ui.panels.path.lanes import VALUE_STEP, Where

HOLD = 1.0


class PathEditor(PathBoard):
    """The board with its hands: `show_snapshot` in, edits out through `desk.replace`, one undo step each.

    Keys on the key lane: N new key, X cut (at a cut: join), Left Right keys, Alt+Left Alt+Right time, Up Down axis,
    Alt+Up Alt+Down value, H hold, L how it leaves, M moves by name, Del remove, E axes, Space play, Home End.
    """

    def __init__(self, desk: PathDesk, fields: Sequence[Field] = FIELDS, parent: QWidget | None = None) -> None:
        super().__init__(desk, fields, parent)
        self._desk = desk
        self.bar.key_asked.connect(self.add_key)
        self.bar.cut_asked.connect(self.cut)
        self.bar.move_asked.connect(self.make_move)
        self.inspector.edited.connect(self.set_value)
        self.inspector.stepped.connect(self.apply_steps)
        self.inspector.key_stepped.connect(self.step)
        self.live.time_asked.connect(self.go)
        self.stack.time_changed.connect(self.go)
        self.fold.clicked.connect(self.toggle_axes)
        self.framings.chosen.connect(self._pick)
        self.holds.chosen.connect(self._pick)
        self.eases.chosen.connect(self._pick)
        self.eases.eased.connect(lambda ease: self.set_field("ease", ease))
        self.shots.chosen.connect(self._pick_shot)
        self.shots.split_asked.connect(self.split_move)
        self.shots.cut_moved.connect(self._cut_to)
        self.shots.dropped.connect(self._drop)
        self.shots.given_up.connect(self._give_up)
        for name in self.axis_names.values():
            name.clicked.connect(self.set_axis)
        for lane in self.keyed_lanes():
            lane.chosen.connect(self._pick)
            lane.timed.connect(self._time_to)
            lane.valued.connect(self._value_to)
            lane.dropped.connect(self._drop)
            lane.given_up.connect(self._give_up)
            lane.add_asked.connect(self._add_at)
            lane.picked.connect(self.set_axis)
        self.top.chosen.connect(self.choose)
        self.top.placed.connect(self._place_to)
        self.top.aimed.connect(self._aim_to)
        self.top.dropped.connect(self._drop)
        self.top.given_up.connect(self._give_up)
        self.top.nudged.connect(self._nudge)
        self.top.turned.connect(self._turn_look)
        self.keys.keys = self._keys()

    def _keys(self) -> KeyTable:
        key = Qt.Key
        return {
            (key.Key_N, False, False): self.add_key,
            (key.Key_X, False, False): self.cut,
            (key.Key_H, False, False): self.toggle_hold,
            (key.Key_E, False, False): self.toggle_axes,
            (key.Key_L, False, False): self.eases.offer,
            (key.Key_M, False, False): self.bar.all_button.open_menu,
            (key.Key_Delete, False, False): self.remove,
            (key.Key_Backspace, False, False): self.remove,
            (key.Key_Space, False, False): self.live.toggle,
            (key.Key_Left, False, False): lambda: self.step(-1),
            (key.Key_Right, False, False): lambda: self.step(1),
            (key.Key_Home, False, False): lambda: self.step(-1000),
            (key.Key_End, False, False): lambda: self.step(1000),
            (key.Key_Up, False, False): lambda: self.next_axis(-1),
            (key.Key_Down, False, False): lambda: self.next_axis(1),
            (key.Key_Left, False, True): lambda: self.shift(-KEY_SNAP),
            (key.Key_Right, False, True): lambda: self.shift(KEY_SNAP),
            (key.Key_Up, False, True): lambda: self.turn(VALUE_STEP),
            (key.Key_Down, False, True): lambda: self.turn(-VALUE_STEP),
            (key.Key_Return, False, False): self.inspector.write,
            (key.Key_Escape, False, False): self._escape,
            (key.Key_Comma, False, False): lambda: self.go(self.time - 1 / 24),
            (key.Key_Period, False, False): lambda: self.go(self.time + 1 / 24),
        }

    # ------------------------------------------------------------------------------------------ what can be done

    def go(self, seconds: float) -> None:
        """Move the playhead and tell."""
        draft = self.draft
        seconds = min(max(seconds, 0.0), draft.seconds if draft else 0.0)
        self.set_time(seconds)
        self.scale.reveal(seconds)
        self.time_changed.emit(seconds)

    def add_key(self) -> None:
        """A new key at the playhead, on the path as it is."""
        self._add_at(self.time)

    def cut(self) -> None:
        """Cut the shot at the playhead; where it stands on a cut, join the two shots."""
        draft = self._snapshot.draft
        if draft is None:
            return
        # where the cut would land, not where the hand left the playhead
        moment = self.scale.snapped(self.time) or self.time
        if (found := shot_at(draft, moment)) is None:
            return
        shot, start = found
        if abs(start - moment) < 0.02 and start > 0:
            place = draft.shots.index(shot)
            joined = join_shots(draft, draft.shots[place - 1].id)
            self._do(joined, _key_near(joined, self.time))
            return
        cut, shot_id = cut_shot(draft, moment)
        if cut != draft:
            keys = find_shot(cut, shot_id).keys
            self._do(cut, (shot_id, keys[0].id) if keys else (shot_id, ""))

    def make_move(self, move: str) -> None:
        """Let a named move leave the chosen key. Past the last key of a shot its last move is written anew."""
        draft = self._snapshot.draft
        if draft is None or not draft.shots:
            return
        draft, where = self._with_key(draft)
        made = apply_move(draft, *where, move)
        if made == draft:
            keys = find_shot(draft, where[0]).keys
            if len(keys) > 1:
                where = (where[0], keys[-2].id)
                made = apply_move(draft, *where, move)
        self._do(made, where)

    def remove(self) -> None:
        """Take the chosen key out; the only one of a shot stays."""
        draft, spot = self._snapshot.draft, self.spot()
        if draft is None or spot is None:
            return
        made = steps.remove_key(draft, *self.current)
        if made != draft:
            same = [each for each in self.keys.spots if each.shot_id == spot.shot_id and each.where != spot.where]
            near = min(same, key=lambda each: abs(each.t - spot.t))
            self._do(made, near.where)

    def step(self, by: int) -> None:
        """Choose a key further on, and go there."""
        found = self.keys.spots
        if found:
            spot = self.spot()
            place = min(max((spot.number - 1 if spot else 0) + by, 0), len(found) - 1)
            self._pick(*found[place].where)

    def shift(self, seconds: float) -> None:
        """Move the chosen key in time."""
        draft, spot = self._snapshot.draft, self.spot()
        if draft is not None and spot is not None:
            made = steps.move_key(draft, *self.current, rounded(spot.key.t + seconds))
            if made != draft:
                self._do(made, self.current, group=f"key.t:{self.current[1]}")
                self.go(self._moment_of(self.current))

    def turn(self, units: float) -> None:
        """Change the chosen axis of the chosen key."""
        spot = self.spot()
        if spot is not None:
            self._set_axes(**{self.axis: getattr(spot.key.axes, self.axis) + units})

    def next_axis(self, by: int) -> None:
        """Choose the lane above or below; folded lanes unfold."""
        if not self.unfolded:
            self.set_unfolded(True)
            return
        self.set_axis(AXES[min(max(AXES.index(self.axis) + by, 0), len(AXES) - 1)])

    def toggle_axes(self) -> None:
        """Show the seven axes, or fold them away."""
        self.set_unfolded(not self.unfolded)

    def toggle_hold(self) -> None:
        """Let the camera wait a second at the chosen key, or go on at once."""
        spot = self.spot()
        if spot is not None:
            self.set_field("hold", 0.0 if spot.key.hold else HOLD)

    def set_field(self, field: str, value: Any) -> None:
        """Set a field of the chosen key (`framing.size`, `ease` …)."""
        draft, spot = self._snapshot.draft, self.spot()
        if draft is None or spot is None:
            return
        path = f"shots[{spot.shot_id}].keys[{spot.key.id}].{field}"
        if paths.read(draft, path) != value:
            self._do(paths.write(draft, path, value), self.current)

    def set_value(self, path: str, value: Any) -> None:
        """Set a value of the chosen key or its shot; typing at the same path is one undo step."""
        if (draft := self._snapshot.draft) is not None:
            self._try(path, lambda: with_value(draft, path, value), path)

    def apply_steps(self, changes: Sequence[Edit]) -> None:
        """Several edits as one undo step."""
        if (draft := self._snapshot.draft) is not None and changes:
            self._try(changes[0].path, lambda: apply_all(draft, changes))

    def split_move(self, shot_id: str, key_id: str) -> None:
        """Put a key into the middle of a movement without a name, so that each half can have one."""
        draft = self._snapshot.draft
        if draft is None:
            return
        found = [each for each in self.keys.spots if each.shot_id == shot_id]
        place = next(number for number, each in enumerate(found) if each.key.id == key_id)
        if place + 1 < len(found):
            middle = (found[place].key.t + found[place].key.hold + found[place + 1].key.t) / 2
            made, new_id = steps.add_key(draft, shot_id, round(middle / KEY_SNAP) * KEY_SNAP)
            self._do(made, (shot_id, new_id))

    # ------------------------------------------------------------------------------------------ gestures

    def _escape(self) -> None:
        if not self.shots.give_up():
            self.left.emit()

    def _pick(self, shot_id: str, key_id: str) -> None:
        self.choose(shot_id, key_id)
        self.keyboard()
        self.go(self._moment_of((shot_id, key_id)))

    def _pick_shot(self, shot_id: str) -> None:
        first = next((spot for spot in self.keys.spots if spot.shot_id == shot_id), None)
        if first is not None:
            self._pick(*first.where)

    def _add_at(self, moment: float) -> None:
        draft = self._snapshot.draft
        found = shot_at(draft, moment) if draft else None
        if draft is None or found is None:
            return
        shot, start = found
        snapped = self.scale.snapped(moment)
        local = rounded(min(max(snapped - start, 0.0), shot.seconds))
        made, key_id = steps.add_key(draft, shot.id, local)
        self._do(made, (shot.id, key_id))
        self.keyboard()
        self.go(self._moment_of((shot.id, key_id)))

    def _time_to(self, shot_id: str, key_id: str, moment: float) -> None:
        draft = self._snapshot.draft
        if draft is None:
            return
        local = self.scale.snapped(moment) - draft.shot_start(shot_id)
        self._show_preview(steps.move_key(draft, shot_id, key_id, local))
        spot = self.keys.spot((shot_id, key_id))
        if spot is not None:
            self.stack.say_over(self.keys, self.scale.x(spot.t), tr("path.seconds", seconds=short_time(spot.t)))
            self.set_time(spot.t)

    def _value_to(self, shot_id: str, key_id: str, axis: str, value: float) -> None:
        draft = self._snapshot.draft
        if draft is None:
            return
        self._show_preview(steps.set_axes(draft, shot_id, key_id, **{axis: value}))
        lane = self.axis_lanes[axis]
        if (spot := lane.spot((shot_id, key_id))) is not None:
            said = signed(getattr(spot.key.axes, axis))
            self.stack.say_over(lane, self.scale.x(spot.t), said)

    def _cut_to(self, shot_id: str, moment: float) -> None:
        draft = self._snapshot.draft
        if draft is None:
            return
        self._show_preview(move_cut(draft, shot_id, self.scale.snapped(moment)))
        preview = self._preview or draft
        at = preview.shot_start(shot_id) + find_shot(preview, shot_id).seconds
        self.stack.say_over(self.shots, self.scale.x(at), tr("path.seconds", seconds=short_time(at)))

    def _place_to(self, shot_id: str, key_id: str, across: float, along: float) -> None:
        self._search(shot_id, key_id, across, along, look=False)

    def _aim_to(self, shot_id: str, key_id: str, across: float, along: float) -> None:
        self._search(shot_id, key_id, across, along, look=True)

    def _search(self, shot_id: str, key_id: str, across: float, along: float, *, look: bool) -> None:
        draft = self._snapshot.draft
        if draft is None or self.ground is None:
            return
        if look:
            made = self.ground.aimed(draft, shot_id, key_id, across, along, side=self.top.side)
        else:
            made = self.ground.placed(draft, shot_id, key_id, across, along, side=self.top.side)
        self._show_preview(made)

    def _nudge(self, right: int, up: int) -> None:
        spot = self.spot()
        if spot is None:
            return
        axes = ("dolly", "pedestal") if self.top.side else ("truck", "dolly")
        axis, units = (axes[0], right) if right else (axes[1], up)
        self._set_axes(**{axis: getattr(spot.key.axes, axis) + units * VALUE_STEP})

    def _turn_look(self, right: int, up: int) -> None:
        draft = self._snapshot.draft
        if draft is not None and self.ground is not None and self.spot() is not None:
            made = self.ground.turned(draft, *self.current, right=right, up=up)
            self._do(made, self.current, group=f"axes:{self.current[1]}")

    def _show_preview(self, draft: Draft) -> None:
        self._preview = draft
        self.show_draft()

    def _drop(self) -> None:
        self.stack.say_over(self.keys, 0, "")
        preview, self._preview = self._preview, None
        if preview is not None and preview != self._snapshot.draft:
            self._do(preview, self.current)
        else:
            self.show_draft()

    def _give_up(self) -> None:
        self.stack.say_over(self.keys, 0, "")
        self._preview = None
        self.show_draft()

    # ------------------------------------------------------------------------------------------ one step

    def _set_axes(self, **values: float) -> None:
        draft = self._snapshot.draft
        if draft is not None:
            shot_id, key_id = self.current
            made = steps.set_axes(draft, shot_id, key_id, **values)
            if made != draft:
                self._do(made, self.current, group=f"axes:{self.current[1]}")

    def _with_key(self, draft: Draft) -> tuple[Draft, Where]:
        """The chosen key, or the first of the shot at the playhead, made where it has none."""
        if self.spot() is not None and paths.exists(draft, f"shots[{self.current[0]}].keys[{self.current[1]}]"):
            return draft, self.current
        found = shot_at(draft, self.time)
        shot: Shot = found[0] if found else draft.shots[0]
        if not shot.keys:
            draft, _ = steps.add_key(draft, shot.id, 0.0)
        return draft, (shot.id, find_shot(draft, shot.id).keys[0].id)

    def _try(self, path: str, make: Callable[[], Draft], group: str = "") -> None:
        """Do what a field asks; where the draft cannot hold it, the field shows again what it holds."""
        try:
            self._do(make(), self.current, group)
        except Fault:
            if (found := self.inspector.rows.row_of(path)) is not None:
                found.forget()
            self.show_draft()

    def _do(self, draft: Draft, current: Where, group: str = "") -> None:
        if draft == self._snapshot.draft:
            return
        self._desk.replace(draft, group)
        if self._snapshot.draft is not draft:
            self._snapshot = self._snapshot.replace(draft=draft)
        self._preview = None
        self.show_draft()
        self.choose(*current)

    def _moment_of(self, where: Where) -> float:
        draft = self._snapshot.draft
        if draft is None:
            return 0.0
        key: Key = find_key(draft, *where)
        start = draft.shot_start(where[0])
        last = draft.shots[-1].id == where[0]
        # the last frame before a cut still shows this shot
        end = start + find_shot(draft, where[0]).seconds - (0.0 if last else 1 / 48)
        return min(start + key.t, end)


def _key_near(draft: Draft, moment: float) -> Where:
    found = shot_at(draft, moment)
    if found is None or not found[0].keys:
        return ("", "")
    shot, start = found
    return shot.id, min(shot.keys, key=lambda key: abs(start + key.t - moment)).id
