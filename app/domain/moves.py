"""Names what a camera does between two keys, and writes named moves into keys, so that hands and words agree.

A segment is the difference between two keys of a shot. Names are ids of the move vocabulary (`dolly_in`, `arc_r` …).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.camera import Leg, legs
from app.domain.draft import AXES, Axes, Draft, Framing, Key, Lock, Shot
from app.domain.keys import KEY_GAP, add_key, less, more, set_key
from app.domain.timing import find_key, find_shot, rounded, with_shot

STILL = 0.25
"""An axis that changes by less is still (intent units)."""
PAIRED = 2.0
"""Both axes of a paired move (arc, crane, dolly zoom) change by at least this."""
WHIP_RATE = 5.0
"""Units a second from which a pan or tilt is a whip and a zoom a crash zoom."""
PLAIN_SHARE = 0.8
"""One axis with this share of all change gives the segment its plain name."""
COMPOUND_SHARE = 0.25
"""Two axes with this share each make a compound move."""
ARC_DEGREES = 15.0
"""Way round the subject by one unit of truck against pan: eight units are 120 degrees."""
FULL_CIRCLE = 345.0
"""From here on an arc is an orbit (degrees)."""
SPEEDS: tuple[tuple[float, str], ...] = ((0.5, "imperceptible"), (1.2, "slow"), (2.5, "steady"), (5.0, "brisk"))
"""Units a second below which a speed word holds; above all of them it is `fast`."""

_PLAIN = {
    "truck": ("truck_r", "truck_l"),
    "pedestal": ("pedestal_u", "pedestal_d"),
    "dolly": ("dolly_in", "dolly_out"),
    "pan": ("pan_r", "pan_l"),
    "tilt": ("tilt_u", "tilt_d"),
    "roll": ("roll_r", "roll_l"),
    "zoom": ("zoom_in", "zoom_out"),
}

NAMED_MOVES: dict[str, dict[str, float]] = {
    "static": {},
    "dolly_in": {"dolly": 5.0},
    "dolly_out": {"dolly": -5.0},
    "truck_l": {"truck": -5.0},
    "truck_r": {"truck": 5.0},
    "pedestal_u": {"pedestal": 5.0},
    "pedestal_d": {"pedestal": -5.0},
    "pan_l": {"pan": -5.0},
    "pan_r": {"pan": 5.0},
    "tilt_u": {"tilt": 5.0},
    "tilt_d": {"tilt": -5.0},
    "roll_l": {"roll": -4.0},
    "roll_r": {"roll": 4.0},
    "arc_l": {"truck": -8.0, "pan": 8.0},
    "arc_r": {"truck": 8.0, "pan": -8.0},
    "orbit_l": {"truck": -24.0, "pan": 24.0},
    "orbit_r": {"truck": 24.0, "pan": -24.0},
    "crane_u": {"pedestal": 6.0, "tilt": -4.0},
    "crane_d": {"pedestal": -6.0, "tilt": 4.0},
    "follow": {"dolly": 6.0},
    "lead": {"dolly": -6.0},
    "track": {"truck": 6.0},
    "zoom_in": {"zoom": 5.0},
    "zoom_out": {"zoom": -5.0},
    "crash_zoom_in": {"zoom": 8.0},
    "crash_zoom_out": {"zoom": -8.0},
    "dolly_zoom_in": {"dolly": 6.0, "zoom": -6.0},
    "dolly_zoom_out": {"dolly": -6.0, "zoom": 6.0},
    "whip_pan_l": {"pan": -8.0},
    "whip_pan_r": {"pan": 8.0},
    "whip_tilt_u": {"tilt": 8.0},
    "whip_tilt_d": {"tilt": -8.0},
}
"""Every move there is a button for, with the units it adds to each axis."""

_LOCKS: dict[str, Lock] = {
    "arc_l": "look_at",
    "arc_r": "look_at",
    "orbit_l": "look_at",
    "orbit_r": "look_at",
    "follow": "follow",
    "lead": "follow",
    "track": "follow",
}
_SUDDEN = {name: 0.5 for name in NAMED_MOVES if name.startswith(("whip", "crash"))}
"""Seconds a move takes that is only itself when it is quick."""
_CALM = ("pan_l", "pan_r", "tilt_u", "tilt_d", "zoom_in", "zoom_out")
"""Moves that turn into a whip or a crash zoom when they are done too fast."""


class Segment(NamedTuple):
    """What the camera does from one key to the next. `deltas` holds the axes that change, in lane order."""

    start_key: str
    end_key: str
    leave: float
    """Seconds of the shot at which the camera leaves the first key, its hold over."""
    seconds: float
    deltas: dict[str, float]
    name: str
    """A move of the vocabulary, or `complex`."""
    secondary: str | None
    """The smaller move of a compound."""
    speed: str
    """imperceptible, slow, steady, brisk, fast or whip; empty for a static one."""

    @property
    def moves(self) -> bool:
        """Whether any axis changes."""
        return self.name != "static"

    @property
    def axes(self) -> tuple[str, ...]:
        """The axes that change, the largest change first."""
        return tuple(sorted(self.deltas, key=lambda axis: -abs(self.deltas[axis])))


def segments(shot: Shot) -> tuple[Segment, ...]:
    """The named stretches between a shot's keys, in order of time."""
    return tuple(_segment(leg) for leg in legs(shot)) if len(shot.keys) > 1 else ()


def arc_degrees(segment: Segment) -> int:
    """How far an arc or orbit leads round its subject, to the nearest ten degrees."""
    units = (abs(segment.deltas.get("truck", 0.0)) + abs(segment.deltas.get("pan", 0.0))) / 2
    return round(units * ARC_DEGREES / 10) * 10


def new_framing(keys: Sequence[Key], place: int) -> Framing:
    """What the framing of a key says that the key before it has not said already."""
    framing = keys[place].framing
    if not place:
        return framing
    before = keys[place - 1].framing
    return Framing(
        size=framing.size if framing.size != before.size else "",
        angle=framing.angle if framing.angle != before.angle else "",
        target=framing.target if framing.target != before.target else "",
    )


def _segment(leg: Leg) -> Segment:
    here, there = leg.before.axes, leg.after.axes
    seconds = max(rounded(leg.arrive - leg.leave), 0.0)
    deltas: dict[str, float] = {}
    if here is not there:
        for axis in AXES:
            delta = getattr(there, axis) - getattr(here, axis)
            if abs(delta) >= STILL - 1e-9:
                deltas[axis] = round(delta, 4)
    name, secondary = _name(deltas, seconds, leg.before.lock) if deltas else ("static", None)
    speed = _speed(name, deltas, seconds)
    return Segment(leg.before.id, leg.after.id, leg.leave, seconds, deltas, name, secondary, speed)


def _speed(name: str, deltas: dict[str, float], seconds: float) -> str:
    if not deltas:
        return ""
    if name.startswith("whip"):
        return "whip"
    rate = max(map(abs, deltas.values())) / seconds if seconds > 0 else float("inf")
    return next((word for limit, word in SPEEDS if rate < limit), "fast")


def _name(deltas: dict[str, float], seconds: float, lock: Lock) -> tuple[str, str | None]:
    """The name of a segment that moves, and its smaller half: the first pattern that fits."""
    paired = _paired(deltas, lock)
    if paired:
        return paired, _beside(deltas, NAMED_MOVES[paired])
    special = _sudden(deltas, seconds) or _following(deltas, lock)
    if special:
        return special, None
    order = sorted(deltas, key=lambda axis: (-abs(deltas[axis]), AXES.index(axis)))
    total = sum(map(abs, deltas.values()))
    first = plain_move(order[0], deltas[order[0]])
    if abs(deltas[order[0]]) >= PLAIN_SHARE * total:
        return first, None
    large = [axis for axis in order if abs(deltas[axis]) >= COMPOUND_SHARE * total]
    if len(large) == 2:
        return first, plain_move(large[1], deltas[large[1]])
    return "complex", None


def _paired(deltas: dict[str, float], lock: Lock) -> str | None:
    """Moves that live of two axes against each other."""

    def against(one: str, other: str) -> bool:
        a, b = deltas.get(one, 0.0), deltas.get(other, 0.0)
        return a * b < 0 and abs(a) >= PAIRED and abs(b) >= PAIRED

    if against("dolly", "zoom"):
        return "dolly_zoom_in" if deltas["dolly"] > 0 else "dolly_zoom_out"
    if lock == "look_at" and against("truck", "pan"):
        units = (abs(deltas["truck"]) + abs(deltas["pan"])) / 2
        kind = "orbit" if units * ARC_DEGREES >= FULL_CIRCLE else "arc"
        return f"{kind}_r" if deltas["truck"] > 0 else f"{kind}_l"
    if against("pedestal", "tilt"):
        return "crane_u" if deltas["pedestal"] > 0 else "crane_d"
    return None


def _beside(deltas: dict[str, float], own: dict[str, float]) -> str | None:
    """The largest move beside the two axes of a pair, where it can be seen."""
    rest = max((axis for axis in deltas if axis not in own), key=lambda axis: abs(deltas[axis]), default="")
    return plain_move(rest, deltas[rest]) if rest and abs(deltas[rest]) >= PAIRED else None


def _sudden(deltas: dict[str, float], seconds: float) -> str | None:
    rate = {axis: abs(delta) / seconds if seconds > 0 else float("inf") for axis, delta in deltas.items()}
    turn = max(("pan", "tilt"), key=lambda axis: rate.get(axis, 0.0))
    if rate.get(turn, 0.0) >= WHIP_RATE:
        return f"whip_{plain_move(turn, deltas[turn])}"
    if rate.get("zoom", 0.0) >= WHIP_RATE:
        return f"crash_{plain_move('zoom', deltas['zoom'])}"
    return None


def _following(deltas: dict[str, float], lock: Lock) -> str | None:
    truck, dolly = deltas.get("truck", 0.0), deltas.get("dolly", 0.0)
    if lock != "follow" or not (truck or dolly):
        return None
    if abs(truck) > abs(dolly):
        return "track"
    return "follow" if dolly > 0 else "lead"


def plain_move(axis: str, delta: float) -> str:
    """The named move along one axis: `truck_r` for a truck to the right."""
    return _PLAIN[axis][0 if delta > 0 else 1]


# ------------------------------------------------------------------------------------------------ writing a move


def apply_move(draft: Draft, shot_id: str, key_id: str, move: str, seconds: float | None = None) -> Draft:
    """The draft with a named move leaving a key: the next key's axes are written, later ones go along.

    Without a next key one is added, `seconds` on or at the end of the shot. A move that needs a lock sets it, and a
    target where there is none to look at. KeyError for a move there is none of; where a key has no time left after it,
    the draft is given back as it was.
    """
    units = NAMED_MOVES[move]
    key = find_key(draft, shot_id, key_id)
    draft, end_id = _end_key(draft, shot_id, key, _wished(move, seconds))
    if not end_id:
        return draft
    end = find_key(draft, shot_id, end_id)
    key = find_key(draft, shot_id, key_id)
    scale = _scale(move, units, rounded(end.t - key.t - key.hold))
    target = more(key.axes, Axes(**{axis: round(each * scale, 2) for axis, each in units.items()}))
    change = less(target, end.axes)
    shot = find_shot(draft, shot_id)
    keys = tuple(each.replace(axes=more(each.axes, change)) if each.t >= end.t else each for each in shot.keys)
    draft = with_shot(draft, shot.replace(keys=keys))
    return set_key(draft, shot_id, _locked(draft, key, move))


def _wished(move: str, seconds: float | None) -> float | None:
    if move not in _SUDDEN:
        return seconds
    return min(seconds, 1.0) if seconds else _SUDDEN[move]


def _end_key(draft: Draft, shot_id: str, key: Key, seconds: float | None) -> tuple[Draft, str]:
    """The key a move ends on, made where there is none; an empty id where no time is left."""
    shot = find_shot(draft, shot_id)
    leave = rounded(key.t + key.hold)
    after = sorted((each for each in shot.keys if each.t > key.t), key=lambda each: each.t)
    if after:
        end = after[0]
        last = after[1].t - KEY_GAP if len(after) > 1 else shot.seconds
        if seconds is not None and leave + KEY_GAP <= (moved := rounded(min(leave + seconds, last))):
            draft = set_key(draft, shot_id, end.replace(t=moved))
            end = find_key(draft, shot_id, end.id)
        return (draft, end.id) if end.t > leave else (draft, "")
    t = shot.seconds if seconds is None else min(leave + seconds, shot.seconds)
    if t < leave + KEY_GAP:
        return draft, ""
    return add_key(draft, shot_id, rounded(t))


def _scale(move: str, units: dict[str, float], seconds: float) -> float:
    """Less of a calm turn where its time is so short that it would be a whip."""
    if move not in _CALM or seconds <= 0:
        return 1.0
    most = max(map(abs, units.values()))
    return min(1.0, 0.9 * WHIP_RATE * seconds / most)


def _locked(draft: Draft, key: Key, move: str) -> Key:
    lock = _LOCKS.get(move, "none" if key.lock == "follow" else key.lock)
    framing = key.framing
    if move in _LOCKS and not framing.target:
        first = next((f"{{cast:{member.id}}}" for member in draft.cast), "")
        first = first or next((f"{{prop:{prop.id}}}" for prop in draft.place.props), "")
        framing = framing.replace(target=first)
    locked: Key = key.replace(lock=lock, framing=framing)
    return locked
