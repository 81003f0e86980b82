"""What can be done to the keys of a camera path: add, move, remove, give other axes.

Pure; each is one undo step. Moments are seconds from the start of the key's shot. A shot's first key is its framing:
it stays at 0 with all axes at 0. What cannot be done gives the draft back as it was.
"""

from __future__ import annotations

from app.domain.camera import keys_in_order, state_at
from app.domain.draft import AXES, Axes, Draft, Framing, Key, Shot
from app.domain.edit import free_id
from app.domain.timing import find_key, find_shot, rounded, with_shot

KEY_SNAP = 0.25
"""Keys stand on quarters of a second unless they are put elsewhere with care."""
KEY_GAP = 0.05
"""Two keys of a shot are never closer than this (seconds)."""


def add_key(draft: Draft, shot_id: str, t: float) -> tuple[Draft, str]:
    """A new key at `t`, on the path as it is, and its id; where a key is already, that one.

    A shot without keys gets its first one at 0 as well.
    """
    shot = find_shot(draft, shot_id)
    t = rounded(min(max(t, 0.0), shot.seconds))
    keys = list(keys_in_order(shot)) or [Key(id=_free_key_id(draft))]
    near = next((key for key in keys if abs(key.t - t) < KEY_GAP), None)
    if near is not None:
        return with_shot(draft, shot.replace(keys=tuple(keys))), near.id
    before = max((key for key in keys if key.t <= t), key=lambda key: key.t, default=keys[0])
    taken = {key.id for each in draft.shots for key in each.keys} | {key.id for key in keys}
    made: Key = before.replace(
        id=free_id("k", taken),
        t=t,
        axes=axes_at(shot, t),
        hold=max(0.0, rounded(before.t + before.hold - t)),
        reveal="",
    )
    shorter = before.replace(hold=rounded(min(before.hold, t - before.t)))
    keys = sorted([*(shorter if key is before else key for key in keys), made], key=lambda key: key.t)
    return with_shot(draft, shot.replace(keys=tuple(keys))), made.id


def move_key(draft: Draft, shot_id: str, key_id: str, t: float) -> Draft:
    """Another moment for a key. It stays between its neighbours; the first key stays at 0."""
    shot, place = _place(draft, shot_id, key_id)
    if place == 0:
        return draft
    low = shot.keys[place - 1].t + KEY_GAP
    high = shot.keys[place + 1].t - KEY_GAP if place + 1 < len(shot.keys) else shot.seconds
    moved = shot.keys[place].replace(t=rounded(max(low, min(t, high))))
    return set_key(with_shot(draft, shot), shot_id, moved)


def remove_key(draft: Draft, shot_id: str, key_id: str) -> Draft:
    """Take a key out. After the first one goes, the next is the shot's framing: at 0, and axes count from it. The only
    key of a shot stays."""
    shot, place = _place(draft, shot_id, key_id)
    if len(shot.keys) < 2:
        return draft
    rest = [*shot.keys[:place], *shot.keys[place + 1 :]]
    if place == 0:
        start = rest[0].axes
        rest = [key.replace(axes=less(key.axes, start)) for key in rest]
        rest[0] = rest[0].replace(t=0.0)
    return with_shot(draft, shot.replace(keys=tuple(rest)))


def set_axes(draft: Draft, shot_id: str, key_id: str, **values: float) -> Draft:
    """Other values for some axes of a key (`truck=3.0`), kept within ±100. The first key's stay 0."""
    shot, place = _place(draft, shot_id, key_id)
    if place == 0:
        return draft
    key = shot.keys[place]
    given = {name: round(min(100.0, max(-100.0, value)), 2) for name, value in values.items()}
    return set_key(draft, shot_id, key.replace(axes=key.axes.replace(**given)))


def set_framing(draft: Draft, shot_id: str, key_id: str, **values: str) -> Draft:
    """Another size, angle or target for a key."""
    key = find_key(draft, shot_id, key_id)
    framing: Framing = key.framing.replace(**values)
    return set_key(draft, shot_id, key.replace(framing=framing))


def set_key(draft: Draft, shot_id: str, key: Key) -> Draft:
    """The draft with the key of the same id exchanged."""
    shot = find_shot(draft, shot_id)
    return with_shot(draft, shot.replace(keys=tuple(key if each.id == key.id else each for each in shot.keys)))


def axes_at(shot: Shot, t: float) -> Axes:
    """The seven axes `t` seconds into a shot, holds and easing applied."""
    state = state_at(shot, t)
    return Axes(**{name: round(getattr(state.axes, name), 3) for name in AXES})


def less(axes: Axes, start: Axes) -> Axes:
    """Axes counted from others."""
    return Axes(**{name: round(getattr(axes, name) - getattr(start, name), 3) for name in AXES})


def more(axes: Axes, start: Axes) -> Axes:
    """Axes that go on from others."""
    return Axes(**{name: round(max(-100, min(100, getattr(axes, name) + getattr(start, name))), 3) for name in AXES})


def _place(draft: Draft, shot_id: str, key_id: str) -> tuple[Shot, int]:
    find_key(draft, shot_id, key_id)
    shot = find_shot(draft, shot_id)
    shot = shot.replace(keys=keys_in_order(shot))
    return shot, next(place for place, key in enumerate(shot.keys) if key.id == key_id)


def _free_key_id(draft: Draft) -> str:
    return free_id("k", {key.id for shot in draft.shots for key in shot.keys})
