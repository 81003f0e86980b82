"""The large draft that speed is measured on: ten beats, six shots and thirty keys, made as a person makes it."""

from __future__ import annotations

from app.domain.beats import add_beat
from app.domain.draft import Draft
from app.domain.keys import add_key, set_framing
from app.domain.moves import apply_move
from app.domain.path import write
from app.domain.timing import find_shot
from tests.unit.prompting.cases import catalog

_MOVES = (
    ("crane_d", "static", "dolly_in", "pan_l"),
    ("static", "dolly_in", "static", "tilt_u"),
    ("truck_r", "static", "arc_r", "static"),
    ("static", "zoom_in", "pedestal_u", "static"),
    ("follow", "static", "dolly_out", "pan_r"),
    ("dolly_in", "tilt_d", "static", "dolly_out"),
)
"""What the camera of each shot does from key to key."""
_LATER = (
    ("s1", "steps back into the shadow", "the floor creaks"),
    ("s2", "turns the small key", ""),
    ("s4", "lifts the lid with two fingers", "the lock clicks"),
    ("s6", "bows her head", ""),
)
"""Second beats: what happens in them, and what we see that makes it happen."""
_SIZES = ("ws", "ms", "mcu", "cu", "ms")


def large_draft() -> Draft:
    """A preset of six shots with beats split and added, and a camera path of five keys in each shot."""
    draft = catalog().preset("heist-in-six").draft
    for shot, moves in zip(draft.shots, _MOVES, strict=True):
        draft = _with_path(draft, shot.id, moves)
    for shot_id, action, evidence in _LATER:
        first = find_shot(draft, shot_id).beats[0]
        draft, made = add_beat(draft, shot_id, first.id)
        at = f"shots[{shot_id}].beats[{made}]"
        for field, value in (("subject", "{cast:pilar}"), ("action", action), ("link.evidence", evidence)):
            draft = write(draft, f"{at}.{field}", value)
        draft = write(draft, f"{at}.link.type", "because" if evidence else "then")
    return draft


def _with_path(draft: Draft, shot_id: str, moves: tuple[str, ...]) -> Draft:
    """The same with five keys in this shot, evenly apart, and these moves between them."""
    seconds = find_shot(draft, shot_id).seconds
    for place in range(5):
        draft, _ = add_key(draft, shot_id, seconds * place / 4)
    keys = find_shot(draft, shot_id).keys
    for key, move in zip(keys, moves, strict=False):
        draft = apply_move(draft, shot_id, key.id, move)
    for place in (2, 4):
        draft = set_framing(draft, shot_id, keys[place].id, size=_SIZES[place], angle="eye")
    draft = write(draft, f"shots[{shot_id}].keys[{keys[1].id}].hold", 0.25)
    return write(draft, f"shots[{shot_id}].keys[{keys[3].id}].ease", "out")
