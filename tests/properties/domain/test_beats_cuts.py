"""Whatever is done to shots and keys: time adds up, the camera goes on where it was, nothing is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.camera import state_at
from app.domain.cuts import cut_shot, cut_times, join_shots, move_cut, set_shot_seconds, shot_at
from app.domain.draft import AXES, Axes, Draft, Framing, Key
from app.domain.keys import KEY_GAP, add_key, move_key, remove_key
from app.domain.timing import LEAST_BEAT, NEAR
from tests.properties.domain.stories import stories, words
from tests.unit.domain.drafts import camera

values = st.integers(-8, 8).map(lambda halves: halves / 2)


@st.composite
def paths(draw: st.DrawFn, ease: str = "constant") -> Draft:
    """A story whose shots have camera paths of straight lines."""
    draft = draw(stories())
    shots = []
    for shot in draft.shots:
        moments = draw(st.lists(st.integers(1, max(1, int(shot.seconds * 4))), unique=True, max_size=4))
        keys = [Key(id="k1", ease=ease, framing=Framing(size="ms"))]  # type: ignore[arg-type]
        for number, quarter in enumerate(sorted(moments), 2):
            axes = Axes(truck=draw(values), pan=draw(values), dolly=draw(values))
            keys.append(Key(id=f"k{number}", t=min(quarter / 4, shot.seconds), axes=axes, ease=ease))  # type: ignore[arg-type]
        shots.append(shot.replace(keys=tuple(keys)))
    return draft.replace(shots=tuple(shots))  # type: ignore[no-any-return]


def slack(draft: Draft) -> float:
    """How far a camera may be from where it was: two keys nearer than a gap become one, and it moves on meanwhile."""
    speeds = [
        abs(getattr(later.axes, axis) - getattr(key.axes, axis)) / (later.t - key.t)
        for shot in draft.shots
        for key, later in pairwise(shot.keys)
        for axis in AXES
        if later.t > key.t
    ]
    return 0.1 + KEY_GAP * max(speeds, default=0.0)


def sound_keys(draft: Draft) -> None:
    for shot in draft.shots:
        found = [key.id for key in shot.keys]
        assert len(found) == len(set(found))
        assert [key.t for key in shot.keys] == sorted(key.t for key in shot.keys)
        assert all(0 <= key.t <= shot.seconds + NEAR for key in shot.keys)
        assert not shot.keys or (shot.keys[0].axes == Axes())
    assert len({shot.id for shot in draft.shots}) == len(draft.shots)
    assert Draft.model_validate(draft.model_dump(by_alias=True)) == draft


@given(paths(), st.floats(0, 25))
def test_a_cut_keeps_time_words_and_the_camera(draft: Draft, t: float) -> None:
    t = round(t, 2)
    after, made = cut_shot(draft, t)
    sound_keys(after)
    assert after.seconds == pytest.approx(draft.seconds)
    if after == draft:
        return
    assert made in {shot.id for shot in after.shots}
    assert any(abs(cut - t) < NEAR for cut in cut_times(after))
    assert set(words(draft)) == set(words(after))
    later = next(shot for shot in after.shots if shot.id == made)
    assert later.keys[0].t == 0.0
    found = shot_at(draft, t)
    assert found is not None
    was = state_at(found[0], t - found[1])
    assert later.keys[0].framing in {was.framing, was.before.framing if was.before else None}
    for share in (0.3, 0.8, 1.0):
        moment = t + later.seconds * share - 0.02
        if moment <= t + 0.06:
            continue
        whole_way = camera(draft, moment)
        start = camera(draft, t)
        gone = [end - begin for begin, end in zip(start, whole_way, strict=True)]
        assert list(state_at(later, moment - t).axes) == pytest.approx(gone, abs=slack(draft))


@given(paths(), st.floats(0, 25))
def test_joining_takes_a_cut_back(draft: Draft, t: float) -> None:
    after, made = cut_shot(draft, round(t, 2))
    if after == draft:
        return
    place = [shot.id for shot in after.shots].index(made)
    again = join_shots(after, after.shots[place - 1].id)
    sound_keys(again)
    assert [shot.id for shot in again.shots] == [shot.id for shot in draft.shots]
    assert [shot.seconds for shot in again.shots] == pytest.approx([shot.seconds for shot in draft.shots])
    assert set(words(again)) == set(words(draft))
    for moment in (0.1, 0.35, 0.9):
        at = draft.seconds * moment
        assert camera(again, at) == pytest.approx(camera(draft, at), abs=slack(draft))


@given(paths(), st.integers(0, 2))
def test_joining_loses_nothing(draft: Draft, pick: int) -> None:
    shot = draft.shots[pick % len(draft.shots)]
    after = join_shots(draft, shot.id)
    sound_keys(after)
    assert after.seconds == pytest.approx(draft.seconds)
    assert words(after) == words(draft)


@given(paths(), st.floats(0, 30))
def test_moving_a_cut_keeps_the_length(draft: Draft, t: float) -> None:
    after = move_cut(draft, draft.shots[0].id, round(t, 1))
    sound_keys(after)
    assert after.seconds == pytest.approx(draft.seconds)
    assert words(after) == words(draft)
    assert all(shot.seconds >= LEAST_BEAT - NEAR for shot in after.shots)
    for shot in after.shots:
        assert sum(beat.seconds for beat in shot.beats) <= shot.seconds + 1e-3


@given(paths(), st.integers(1, 80).map(lambda count: count / 4))
def test_a_shot_takes_other_seconds(draft: Draft, seconds: float) -> None:
    shot = draft.shots[0]
    after = set_shot_seconds(draft, shot.id, seconds)
    sound_keys(after)
    assert after.shots[0].seconds == max(seconds, LEAST_BEAT)
    assert sum(beat.seconds for beat in after.shots[0].beats) <= max(seconds, LEAST_BEAT) + 1e-3
    assert words(after) == words(draft)
    if len(shot.keys) > 1 and shot.keys[-1].t == shot.seconds:
        assert after.shots[0].keys[-1].t == pytest.approx(after.shots[0].seconds, abs=1e-3)


@given(paths(), st.floats(0, 20), st.floats(0, 20))
def test_a_new_key_changes_nothing_else(draft: Draft, t: float, other: float) -> None:
    shot = draft.shots[0]
    after, made = add_key(draft, shot.id, round(t, 2))
    sound_keys(after)
    assert made in {key.id for key in after.shots[0].keys}
    moment = min(other, shot.seconds)
    assert list(state_at(after.shots[0], moment).axes) == pytest.approx(list(state_at(shot, moment).axes), abs=0.6)
    assert remove_key(after, shot.id, made).shots[0].keys == shot.keys or after == draft


@given(paths(), st.integers(0, 5), st.floats(-1, 20))
def test_keys_keep_their_order(draft: Draft, pick: int, t: float) -> None:
    shot = draft.shots[0]
    key = shot.keys[pick % len(shot.keys)]
    after = move_key(draft, shot.id, key.id, t)
    sound_keys(after)
    assert [each.id for each in after.shots[0].keys] == [each.id for each in shot.keys]
    removed = remove_key(draft, shot.id, key.id)
    sound_keys(removed)
    assert len(removed.shots[0].keys) == max(1, len(shot.keys) - 1)
