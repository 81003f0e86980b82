"""Parts of a draft: cut out with nothing else in them, laid over another draft, and taken back."""

from __future__ import annotations

import re

import pytest

from app.domain.draft import Beat, CastMember, Draft, Key, Link, Look, Shot
from app.domain.edit import Edit, apply
from app.domain.overlay import (
    KEPT,
    PARTS,
    PATHS,
    cut,
    for_draft,
    lay,
    parts_within,
    shots_left,
    sorted_parts,
)
from app.domain.variables import fill, texts
from tests.unit.domain.drafts import small_draft


def shot(id: str = "s1", seconds: float = 8, **fields: object) -> Shot:
    return Shot.model_validate({"id": id, "seconds": seconds, **fields})


def draft(*shots: Shot, **fields: object) -> Draft:
    return Draft.model_validate({"id": "d", "form": "f", "aim": "a", "shots": shots, **fields})


def test_every_part_of_a_draft_belongs_somewhere() -> None:
    for part in PARTS:
        assert PATHS[part]
    tops = {re.split(r"[.\[]", path)[0] for paths_ in PATHS.values() for path in paths_}
    assert set(Draft.model_fields) - tops == {*KEPT, "schema_id", "note", "options", "language", "notes"}


def test_parts_are_sorted_and_all_of_them_are_the_whole() -> None:
    assert sorted_parts(["look", "beats", "structure"]) == ("beats", "look")
    assert sorted_parts(PARTS) == sorted_parts([part for part in PARTS if part != "structure"]) == ()
    assert parts_within(("beats", "look")) == ("beats", "structure", "look")
    assert parts_within(()) == PARTS


def test_a_look_lies_over_a_look_and_nothing_else() -> None:
    under = small_draft()
    over = draft(look=Look(mood="wry"))
    assert lay(under, over, ("look",)) == under.replace(look=Look(mood="wry"))


def test_a_path_is_stretched_to_the_shot_it_lands_on() -> None:
    over = draft(shot(seconds=8, support="dolly", keys=(Key(id="k1"), Key(id="k2", t=6, hold=2))))
    laid = lay(draft(shot(seconds=4)), over, ("camera",)).shots[0]
    assert (laid.seconds, laid.support, [(key.t, key.hold) for key in laid.keys]) == (4, "dolly", [(0, 0), (3, 1)])
    whole = lay(draft(shot(seconds=4)), over, ("camera", "shots")).shots[0]
    assert (whole.seconds, [key.t for key in whole.keys]) == (8, [0, 6])


def test_a_beat_structure_gives_lengths_and_links_and_leaves_the_words() -> None:
    over = draft(shot(seconds=8, beats=(
        Beat(id="x", seconds=6, purpose="hook", action="theirs"),
        Beat(id="y", seconds=2, purpose="turn", link=Link(type="because", to="x", evidence="theirs")),
    )))  # fmt: skip
    under = draft(shot(seconds=4, beats=(Beat(id="b1", action="mine"),)))
    first, second = lay(under, over, ("structure",)).shots[0].beats
    assert (first.id, first.seconds, first.purpose, first.action) == ("b1", 3, "hook", "mine")
    assert (second.seconds, second.purpose, second.action, second.link) == (
        1,
        "turn",
        "",
        Link(type="because", to="b1"),
    )


def test_beats_beyond_a_structure_stay_and_all_fit() -> None:
    over = draft(shot(seconds=4, beats=(Beat(id="x", seconds=4, purpose="hook"),)))
    under = draft(shot(seconds=4, beats=(Beat(id="b1", action="one"), Beat(id="b2", action="two"))))
    beats = lay(under, over, ("structure",)).shots[0].beats
    assert [beat.action for beat in beats] == ["one", "two"]
    assert sum(beat.seconds for beat in beats) == pytest.approx(4, abs=0.01)


def test_shots_come_along_only_with_their_lengths() -> None:
    over = draft(shot("a", 2, support="crane"), shot("s9", 3, support="dolly"))
    under = draft(shot("s1", 5, light_override="dark"))
    assert [each.support for each in lay(under, over, ("camera",)).shots] == ["crane"]
    assert (shots_left(under, over, ("camera",)), shots_left(under, over, ("camera", "shots"))) == (1, 0)
    both = lay(under, over, ("shots", "camera")).shots
    assert [(each.id, each.seconds, each.support) for each in both] == [("s1", 2, "crane"), ("s9", 3, "dolly")]
    assert lay(under, draft(), ("shots",)) == under


def test_cast_that_does_not_come_along_becomes_variables() -> None:
    ines = CastMember(id="ines", label="Ines")
    over = draft(shot(beats=(Beat(id="b1", subject="{cast:ines}", action="lifts {prop:cup}"),)), cast=(ines,))
    carried = cut(over, ("beats",))
    assert [(each.id, each.default) for each in carried.variables] == [("ines", "Ines"), ("cup", "cup")]
    assert [text for text in texts(carried.shots[0]) if text] == ["{ines}", "lifts {cup}"]
    mine = draft(shot(), cast=(ines.replace(label="My Ines"),))
    assert for_draft(carried, mine, {"ines": "her", "cup": "MY INES"}) == {"ines": "her", "cup": "{cast:ines}"}
    filled = fill(carried, for_draft(carried, mine, {"cup": "a mug"}))
    beat = lay(mine, filled, ("beats",)).shots[0].beats[0]
    assert (beat.subject, beat.action) == ("{cast:ines}", "lifts a mug")
    assert cut(over, ("beats", "cast")).shots[0].beats[0].subject == "{cast:ines}"


def test_an_overlay_is_one_value_that_can_be_taken_back() -> None:
    under = small_draft()
    laid = lay(under, draft(look=Look(mood="wry")), ("look",))
    assert apply(laid, Edit(op="set", path="look", value=under.look.model_dump())) == under
