"""A draft as full as a long piece gets: 10 beats, 6 shots and 30 keyframes, made by the domain's own operations."""

from __future__ import annotations

from app.domain.beats import split_beat
from app.domain.draft import Draft, Shot
from app.domain.keys import add_key
from app.domain.moves import apply_move
from app.domain.timing import find_beat

MOVES = ("dolly_in", "pan_r", "pedestal_u", "truck_l")
KEYS = len(MOVES) + 1
"""Keys in each of the six shots."""
SPLIT = 4
"""Shots whose one beat becomes two."""
LATER = "steps back and looks once more at the {prop:lamp}"


def crowded(heist: Draft) -> Draft:
    """The preset `heist-in-six`, told as a story, with more beats and a busy camera."""
    draft: Draft = heist.replace(id="crowded", title="Crowded", form="sora-story-beats")
    for shot in heist.shots[:SPLIT]:
        middle = draft.shot_start(shot.id) + shot.seconds / 2
        draft, later = split_beat(draft, shot.id, shot.beats[0].id, middle)
        draft = _acted(draft, shot.id, later)
    for shot in heist.shots:
        draft = _moved(draft, shot)
    assert len(draft.shots) == 6
    assert sum(len(shot.beats) for shot in draft.shots) == 10
    assert sum(len(shot.keys) for shot in draft.shots) == 30
    return draft


def _acted(draft: Draft, shot_id: str, beat_id: str) -> Draft:
    beat = find_beat(draft, shot_id, beat_id).replace(action=LATER, purpose="reaction")
    shots = (
        shot.replace(beats=tuple(beat if each.id == beat_id else each for each in shot.beats))
        if shot.id == shot_id
        else shot
        for shot in draft.shots
    )
    made: Draft = draft.replace(shots=tuple(shots))
    return made


def _moved(draft: Draft, shot: Shot) -> Draft:
    ids = [shot.keys[0].id]
    for number in range(1, KEYS):
        draft, key_id = add_key(draft, shot.id, shot.seconds * number / (KEYS - 1))
        ids.append(key_id)
    for key_id, move in zip(ids, MOVES, strict=False):
        draft = apply_move(draft, shot.id, key_id, move)
    return draft
