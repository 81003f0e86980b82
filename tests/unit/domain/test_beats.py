"""Holds the operations on beats: durations add up, ids stay and are unique, no words are lost."""

from __future__ import annotations

from collections import Counter

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
from app.domain.draft import Beat, Draft, Line, Link, Shot, SoundCue
from app.domain.errors import UnknownName
from app.domain.timing import LEAST_BEAT, hold_of
from tests.unit.domain.drafts import small_draft

halves = st.integers(1, 12).map(lambda count: count / 2)


@st.composite
def stories(draw: st.DrawFn) -> Draft:
    """One to three shots whose beats fill them or leave a hold."""
    shots, number = [], 0
    for index in range(draw(st.integers(1, 3))):
        beats = []
        for seconds in draw(st.lists(halves, max_size=5)):
            number += 1
            line = Line(id=f"l{number}", text=f"says {number}", at=draw(st.sampled_from(["start", "end"])))
            cue = SoundCue(id=f"n{number}", text=f"noise {number}", sync=draw(st.sampled_from(["under", "after"])))
            link = Link(type="because", to=f"b{number - 1}" if number > 1 else "", evidence=f"seen {number}")
            beats.append(
                Beat(id=f"b{number}", seconds=seconds, action=f"does {number}", ends_as=f"ends {number}", link=link,
                     lines=(line,), sounds=(cue,))
            )  # fmt: skip
        total = sum(beat.seconds for beat in beats) + draw(st.sampled_from([0.0, 0.0, 1.5]))
        shots.append(Shot(id=f"s{index + 1}", seconds=max(total, 1.0), beats=tuple(beats)))
    return Draft(id="d", form="f", aim="a", shots=tuple(shots))


def chosen(draft: Draft, pick: int) -> tuple[str, str] | None:
    spans = beat_spans(draft)
    return (spans[pick % len(spans)].shot_id, spans[pick % len(spans)].beat.id) if spans else None


def ids(draft: Draft) -> list[str]:
    return [span.beat.id for span in beat_spans(draft)]


def words(draft: Draft) -> Counter[str]:
    """Every authored word of every beat."""
    found: Counter[str] = Counter()
    for span in beat_spans(draft):
        beat = span.beat
        texts = [beat.action, beat.ends_as, beat.link.evidence, *(line.text for line in beat.lines)]
        texts += [cue.text for cue in beat.sounds]
        found.update(" ".join(texts).replace(";", " ").split())
    return found


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


def lengths(draft: Draft) -> list[float]:
    return [beat.seconds for beat in draft.shots[0].beats]


def test_neighbours_give_way_one_after_the_other() -> None:
    beats = tuple(Beat(id=f"b{n}", seconds=2.0) for n in (1, 2, 3))
    draft = Draft(id="d", form="f", aim="a", shots=(Shot(id="s1", seconds=6.5, beats=beats),))
    assert lengths(stretch_beat(draft, "s1", "b1", 3.0)) == [3.0, 1.0, 2.0]
    assert lengths(stretch_beat(draft, "s1", "b1", 4.0)) == [4.0, 0.5, 1.5]
    assert lengths(stretch_beat(draft, "s1", "b1", 40.0)) == [5.5, 0.5, 0.5]
    assert lengths(stretch_beat(draft, "s1", "b3", 9.0)) == [2.0, 2.0, 2.5]
    assert lengths(stretch_beat(draft, "s1", "b3", 3.0, "start")) == [2.0, 1.0, 3.0]
    assert lengths(stretch_beat(draft, "s1", "b2", 1.0)) == [2.0, 1.0, 3.0]
    assert lengths(stretch_beat(draft, "s1", "b3", 1.0)) == [2.0, 2.0, 1.0]


def test_beats_that_run_over_are_brought_back_first() -> None:
    beats = (Beat(id="b1", seconds=3.0), Beat(id="b2", seconds=3.0))
    draft = Draft(id="d", form="f", aim="a", shots=(Shot(id="s1", seconds=4.0, beats=beats),))
    after = stretch_beat(draft, "s1", "b1", 1.5)
    assert [beat.seconds for beat in after.shots[0].beats] == [1.5, 3.0]


def test_a_beat_taken_to_another_shot_takes_its_time_along() -> None:
    draft = small_draft()
    after = move_beat(draft, "s1", "b2", "s2", 0)
    assert [shot.seconds for shot in after.shots] == [2.0, 6.5]
    assert [key.t for key in after.shots[0].keys] == [0.0, 2.0]
    assert [beat.id for beat in after.shots[1].beats] == ["b2", "b3"]


def test_the_words_of_merged_beats_stand_one_after_the_other() -> None:
    merged = merge_beats(small_draft(), "s1", "b1").shots[0].beats[0]
    assert merged.seconds == 4.0
    assert merged.action == "sets {prop:boat} down; the jolt; it skids"


def test_an_unknown_beat_is_named() -> None:
    with pytest.raises(UnknownName):
        stretch_beat(small_draft(), "s1", "b9", 2.0)
    with pytest.raises(UnknownName):
        add_beat(small_draft(), "s7")
