"""Whatever is done to beats: durations add up, ids stay and are unique, no words are lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.beats import (
    add_beat,
    beat_at,
    beat_spans,
    duplicate_beat,
    merge_beats,
    move_beat,
    remove_beat,
    split_beat,
    stretch_beat,
)
from app.domain.draft import Draft
from app.domain.timing import LEAST_BEAT, hold_of
from tests.properties.domain.stories import halves, stories, words


def chosen(draft: Draft, pick: int) -> tuple[str, str] | None:
    spans = beat_spans(draft)
    return (spans[pick % len(spans)].shot_id, spans[pick % len(spans)].beat.id) if spans else None


def ids(draft: Draft) -> list[str]:
    return [span.beat.id for span in beat_spans(draft)]


def whole(draft: Draft) -> None:
    """What holds after every operation."""
    found = ids(draft)
    assert len(found) == len(set(found))
    for shot in draft.shots:
        assert all(beat.seconds > 0 for beat in shot.beats)
        assert hold_of(shot) >= 0
        line_ids = [line.id for beat in shot.beats for line in beat.lines]
        assert len(line_ids) == len(set(line_ids))
    assert Draft.model_validate(draft.model_dump(by_alias=True)) == draft


@given(stories(), st.integers(0, 20), halves)
def test_adding_keeps_the_length(draft: Draft, pick: int, seconds: float) -> None:
    where = chosen(draft, pick) or (draft.shots[0].id, "")
    after, made = add_beat(draft, where[0], where[1], seconds)
    whole(after)
    assert set(ids(after)) - set(ids(draft)) == {made}
    grown = after.seconds - draft.seconds
    assert grown in (0.0, LEAST_BEAT)
    assert not grown or all(beat.seconds < 2 * LEAST_BEAT for beat in draft.shots[int(where[0][1]) - 1].beats)
    assert words(after) == words(draft)
    if where[1]:
        assert ids(after).index(made) == ids(after).index(where[1]) + 1


@given(stories(), st.integers(0, 20))
def test_a_copy_stands_after_its_beat(draft: Draft, pick: int) -> None:
    if (where := chosen(draft, pick)) is None:
        return
    after, made = duplicate_beat(draft, *where)
    whole(after)
    assert ids(after).index(made) == ids(after).index(where[1]) + 1
    beats = {span.beat.id: span.beat for span in beat_spans(after)}
    assert beats[made].action == beats[where[1]].action
    assert not {line.id for line in beats[made].lines} & {line.id for line in beats[where[1]].lines}


@given(stories(), st.integers(0, 20), st.floats(0, 20))
def test_splitting_and_merging_undo_each_other(draft: Draft, pick: int, t: float) -> None:
    span = beat_at(draft, t)
    if span is None:
        return
    after, made = split_beat(draft, span.shot_id, span.beat.id, round(t, 4))
    if after == draft:
        return
    whole(after)
    assert after.seconds == draft.seconds
    assert {each.end for each in beat_spans(draft)} <= {each.end for each in beat_spans(after)}
    assert words(after) == words(draft) or span.beat.link.evidence
    again = merge_beats(after, span.shot_id, span.beat.id)
    assert made not in ids(again)
    assert again == draft


@given(stories(), st.integers(0, 20))
def test_merging_loses_no_word(draft: Draft, pick: int) -> None:
    if (where := chosen(draft, pick)) is None:
        return
    after = merge_beats(draft, *where)
    whole(after)
    assert after.seconds == draft.seconds
    assert words(after) == words(draft)
    for span in beat_spans(after):
        assert span.beat.link.to != span.beat.id
        assert not span.beat.link.to or span.beat.link.to in ids(after)


@given(stories(), st.integers(0, 20), st.floats(0, 20), st.sampled_from(["start", "end"]))
def test_stretching_keeps_totals(draft: Draft, pick: int, seconds: float, edge: str) -> None:
    if (where := chosen(draft, pick)) is None:
        return
    after = stretch_beat(draft, *where, seconds, edge)  # type: ignore[arg-type]
    whole(after)
    assert after.seconds == draft.seconds
    assert ids(after) == ids(draft)
    assert words(after) == words(draft)
    before = {span.beat.id: span for span in beat_spans(draft)}
    for span in beat_spans(after):
        assert span.beat.seconds >= min(LEAST_BEAT, before[span.beat.id].beat.seconds) - 1e-3
        if span.beat.id == where[1]:
            fixed = "start" if edge == "end" else "end"
            assert getattr(span, fixed) == pytest.approx(getattr(before[where[1]], fixed), abs=1e-3)


@given(stories(), st.integers(0, 20), st.integers(0, 2), st.integers(0, 6))
def test_moving_keeps_time_and_words(draft: Draft, pick: int, to: int, index: int) -> None:
    if (where := chosen(draft, pick)) is None:
        return
    target = draft.shots[to % len(draft.shots)].id
    after = move_beat(draft, *where, target, index)
    whole(after)
    assert after.seconds == pytest.approx(draft.seconds)
    assert sorted(ids(after)) == sorted(ids(draft))
    assert words(after) == words(draft)
    home = next(shot for shot in after.shots if where[1] in {beat.id for beat in shot.beats})
    assert home.id == target
    assert home.beats[min(index, len(home.beats) - 1)].id == where[1]
    assert all(shot.seconds >= LEAST_BEAT for shot in after.shots)


@given(stories(), st.integers(0, 20))
def test_removing_gives_its_time_away(draft: Draft, pick: int) -> None:
    if (where := chosen(draft, pick)) is None:
        return
    after = remove_beat(draft, *where)
    whole(after)
    assert after.seconds == draft.seconds
    assert set(ids(draft)) - set(ids(after)) == {where[1]}
    assert all(span.beat.link.to != where[1] for span in beat_spans(after))
