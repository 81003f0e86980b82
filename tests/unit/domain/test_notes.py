"""An author's note stands beside a text: read and written by path, kept with its text, never part of what is sent."""

from __future__ import annotations

import json

import pytest

from app.domain import path as paths
from app.domain.beats import duplicate_beat, move_beat
from app.domain.cuts import cut_shot
from app.domain.diff import differences
from app.domain.draft import Draft, Look
from app.domain.edit import remove
from app.domain.errors import BadValue, UnknownName
from app.domain.notes import follow
from app.domain.overlay import cut, lay
from app.domain.upgrade import read_draft, write_draft
from tests.unit.domain.drafts import small_draft


def noted(draft: Draft, place: str, words: str = "我的话") -> Draft:
    return paths.write(draft, f"note:{place}", words)


def beats(draft: Draft) -> list[str]:
    return [f"shots[{shot.id}].beats[{beat.id}].action" for shot in draft.shots for beat in shot.beats]


def test_a_note_is_written_read_and_taken_away_by_the_path_of_its_text() -> None:
    place = beats(small_draft())[0]
    draft = noted(small_draft(), place, "她推开门")
    assert paths.read(draft, f"note:{place}") == "她推开门"
    assert draft.notes == {place: "她推开门"}
    assert paths.write(draft, f"note:{place}", "") == small_draft()
    assert paths.read(small_draft(), f"note:{place}") == ""
    assert paths.join(paths.parse(f"note:{place}")) == f"note:{place}"


@pytest.mark.parametrize(
    "place", ["note:no.such", "note:shots", "note:frame.seed", "note:notes", "note:note:title", "note:"]
)
def test_only_texts_and_lists_of_texts_have_a_note(place: str) -> None:
    with pytest.raises(UnknownName):
        paths.write(small_draft(), place, "x")


def test_a_list_of_texts_has_one_note() -> None:
    assert noted(small_draft(), "look.palette").notes == {"look.palette": "我的话"}


def test_a_note_is_a_text_of_bounded_length() -> None:
    for wrong in (3, None, "x" * 20_001):
        with pytest.raises(BadValue):
            paths.write(small_draft(), "note:look.mood", wrong)


def test_notes_are_in_the_file_and_come_back() -> None:
    draft = noted(small_draft(), "look.mood", "冷清").replace(language="zh")
    data = write_draft(draft)
    assert json.loads(data)["notes"] == {"look.mood": "冷清"}
    assert read_draft(data, "a") == draft


def test_a_file_from_before_has_an_english_prompt_and_no_notes() -> None:
    fields = json.loads(write_draft(small_draft()))
    del fields["language"], fields["notes"]
    draft = read_draft(json.dumps(fields).encode(), "a")
    assert (draft.language, draft.notes) == ("en", {})


def test_a_note_is_no_difference_and_the_language_is_one() -> None:
    assert differences(small_draft(), noted(small_draft(), "look.mood")) == ()
    (found,) = differences(small_draft(), small_draft().replace(language="zh"))
    assert (found.part, found.what, found.before, found.after) == ("frame", "prompt_language", "en", "zh")


def test_a_beat_that_is_cut_into_another_shot_takes_its_note_along() -> None:
    before = small_draft()
    place = beats(before)[-1]
    draft = noted(before, place)
    shot = draft.shots[-1]
    after, _ = cut_shot(draft, draft.shot_start(shot.id) + shot.beats[0].seconds)
    kept = follow(draft, after)
    assert list(kept.notes.values()) == ["我的话"]
    (now,) = kept.notes
    assert paths.read(kept, now) == paths.read(draft, place)


def test_a_note_goes_with_what_is_removed_and_stays_with_the_rest() -> None:
    places = beats(small_draft())
    draft = noted(noted(small_draft(), places[0], "一"), "look.mood", "二")
    item = places[0].removesuffix(".action")
    assert follow(draft, remove(draft, item)).notes == {"look.mood": "二"}


def test_an_order_of_beats_does_not_move_a_note() -> None:
    draft = small_draft()
    shot = next(shot for shot in draft.shots if len(shot.beats) > 1)
    place = f"shots[{shot.id}].beats[{shot.beats[0].id}].action"
    draft = noted(draft, place)
    after = move_beat(draft, shot.id, shot.beats[0].id, shot.id, 1)
    assert follow(draft, after).notes == {place: "我的话"}


def test_a_copied_beat_leaves_the_note_with_the_first() -> None:
    draft = small_draft()
    shot = draft.shots[0]
    place = f"shots[{shot.id}].beats[{shot.beats[0].id}].action"
    draft = noted(draft, place)
    after, _ = duplicate_beat(draft, shot.id, shot.beats[0].id)
    assert follow(draft, after).notes == {place: "我的话"}


def test_a_part_carries_the_notes_of_its_texts() -> None:
    source = noted(noted(small_draft().replace(look=Look(mood="still")), "look.mood", "静"), beats(small_draft())[0])
    carried = cut(source, ("look",))
    assert carried.notes == {"look.mood": "静"}
    under = noted(noted(small_draft(), "look.mood", "旧"), beats(small_draft())[0], "动作")
    laid = lay(under, source, ("look",))
    assert laid.notes == {"look.mood": "静", beats(small_draft())[0]: "动作"}


def test_a_note_goes_where_another_text_takes_the_place_of_its_own() -> None:
    under = noted(small_draft().replace(look=Look(mood="loud")), "look.mood", "闹")
    assert lay(under, small_draft().replace(look=Look(mood="still")), ("look",)).notes == {}


def test_a_whole_preset_brings_its_language_and_its_notes() -> None:
    source = noted(small_draft(), "look.mood").replace(language="zh")
    laid = lay(small_draft(), source, ())
    assert (laid.language, laid.notes) == ("zh", source.notes)
