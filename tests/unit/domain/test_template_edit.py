"""Any change to a template of one's own leaves a form that can be shown, and no draft is touched by it."""

from __future__ import annotations

from typing import Any

import pytest

from app.catalog import Catalog
from app.domain import template_edit as edits
from app.domain.errors import BadValue, Conflict, UnknownName
from app.domain.template import Template
from app.domain.template_edit import Place

OURS = Catalog().templates()


def mine(number: int = 0) -> Template:
    return edits.copy_of(OURS[number], "mine", "Mine")


def test_what_is_hidden_is_left_out_and_comes_back() -> None:
    template = mine()
    mood = Place("look", "look.mood")
    without = edits.set_hidden(template, mood, True)
    assert edits.hidden_fields(without) == (edits.at(without, mood),)
    assert mood not in list(edits.places(edits.shown(without)))
    assert edits.set_hidden(without, mood, False) == template
    assert edits.shown(template) is template


def test_a_hidden_section_hides_its_fields() -> None:
    without = edits.set_hidden(mine(), Place("look"), True)
    assert [each.id for each in edits.shown(without).sections][:2] == ["place", "cast"]
    assert len(edits.hidden_fields(without)) == 6


def test_the_last_thing_shown_cannot_be_hidden() -> None:
    template = mine()
    for section in template.sections[1:]:
        template = edits.set_hidden(template, Place(section.id), True)
    assert not edits.can_hide(template, Place("look"))
    with pytest.raises(Conflict):
        edits.set_hidden(template, Place("look"), True)


def test_sections_and_fields_go_up_and_down_in_their_row() -> None:
    template = mine()
    assert [each.id for each in edits.move(template, Place("cast"), 0).sections][:3] == ["cast", "look", "place"]
    moved = edits.move(template, Place("look", "look.mood"), 99)
    assert moved.sections[0].fields[-1].path == "look.mood"
    assert (
        edits.move(moved, Place("look", "look.mood"), edits.index_of(template, Place("look", "look.mood"))) == template
    )


def test_own_words_take_the_place_of_ours() -> None:
    template = edits.relabel(mine(), Place("look"), "  Bild\n& Farbe ")
    assert template.sections[0].said == "Bild & Farbe"
    assert edits.relabel(template, Place("look"), "") == mine()
    with pytest.raises(BadValue):
        edits.relabel(template, Place("look"), "x" * 61)
    with pytest.raises(BadValue):
        edits.rename(template, " \n")


def test_only_a_field_has_a_depth() -> None:
    with pytest.raises(BadValue):
        edits.set_depth(mine(), Place("look"), "brief")


@pytest.mark.parametrize(
    ("pattern", "value"),
    [
        ("look.mood", "wet"),
        ("shots[*].keys[*].framing.size", "cu"),
        ("shots[*].beats[*].action", "runs"),
        ("avoid", ("rain",)),
    ],
)
def test_new_drafts_begin_with_what_was_set(pattern: str, value: Any) -> None:
    template = edits.begin_with(mine(), pattern, value)
    assert edits.first_value(edits.blank_draft(template), pattern) == value
    assert edits.begin_plain(template, pattern, OURS[0]) == mine().replace(start=template_start())


def template_start() -> dict[str, Any]:
    return edits.begin_with(mine(), "look.mood", "").start


def test_cleared_means_as_in_the_base() -> None:
    template = edits.begin_with(mine(), "sound.music", "")
    assert edits.first_value(edits.blank_draft(template), "sound.music") == ""
    assert (
        edits.first_value(edits.blank_draft(edits.begin_plain(template, "sound.music", OURS[0])), "sound.music")
        == "none"
    )
    assert edits.first_value(edits.blank_draft(edits.begin_plain(template, "sound.music", None)), "sound.music") == ""


def test_a_beginning_that_does_not_fit_is_refused() -> None:
    with pytest.raises(BadValue):
        edits.begin_with(mine(), "shots[*].seconds", "long")
    bare = edits.begin_with(mine(), "shots", ())
    with pytest.raises(BadValue):
        edits.begin_with(bare, "shots[*].purpose", "reveal")


def test_what_the_base_was_given_since_comes_to_the_copy() -> None:
    base = OURS[0]
    older = base.replace(
        sections=tuple(
            section.replace(fields=tuple(field for field in section.fields if field.path != "look.texture"))
            for section in base.sections
            if section.id != "sound"
        )
    )
    copy = edits.move(edits.relabel(edits.copy_of(older, "mine", "Mine"), Place("look"), "Bild"), Place("ending"), 0)
    caught = edits.catch_up(copy, base)
    look = next(section for section in caught.sections if section.id == "look")
    assert look.said == "Bild"
    assert [field.path for field in look.fields] == [field.path for field in base.sections[0].fields]
    ids = [section.id for section in caught.sections]
    assert ids[0] == "ending"
    assert ids.index("sound") > ids.index("beat")
    assert edits.catch_up(caught, base) is caught


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("cast", Place("cast", "cast")), ("section:cast", Place("cast")), ("light", Place("light")),
        ("look.mood", Place("look", "look.mood")),
    ],
)  # fmt: skip
def test_a_word_names_a_section_or_a_field(word: str, place: Place) -> None:
    assert edits.find_place(mine(), word) == place


def test_an_unknown_word_names_what_comes_near() -> None:
    with pytest.raises(UnknownName) as caught:
        edits.find_place(mine(), "look.moods")
    assert "look.mood" in caught.value.nearest
    with pytest.raises(UnknownName):
        edits.at(mine(), Place("look", "look.smell"))


def test_a_copy_of_a_copy_goes_back_to_the_same_base() -> None:
    again = edits.copy_of(mine(), "again", "Again")
    assert (again.base, again.name, again.own) == (OURS[0].id, "Again", True)
