"""What the words of a place put behind it and round it, and which moment a still shows."""

from __future__ import annotations

import pytest

from app.animatic.horizons import horizon_of
from app.animatic.paint import telling_moment
from app.animatic.props import _rows, colour_in, coloured, named_shape, shape_of
from app.animatic.stage import Stage, build_stage
from app.catalog import Catalog
from app.domain.draft import Draft, Place


def staged(preset: str) -> Stage:
    return build_stage(Catalog().preset(preset).draft)


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        ("A bare mountain ridge at dawn, a wide valley beyond.", "ridge"),
        ("A flat tar rooftop at dusk.", "roof"),
        ("A brick market street after rain.", "street"),
        ("A narrow service lane between warehouses.", "lane"),
        ("A lighthouse over the open sea.", "sea"),
        ("A garden wall.", ""),
    ],
)
def test_a_place_has_behind_it_what_its_words_name(setting: str, name: str) -> None:
    assert horizon_of(Draft(id="d", form="f", aim="a", place=Place(setting=setting))).name == name


def test_a_room_has_no_horizon() -> None:
    assert staged("small-rescue").horizon.name == ""


def test_a_room_reaches_beyond_whoever_walks_in_it_and_beyond_the_camera() -> None:
    stage = staged("game-winner")
    goals = [act.goal[1] for acts in stage.blocking.score.acts.values() for act in acts]
    eyes = [take.rig.at(take.shot.seconds).eye[1] for take in stage.takes]
    assert stage.layout.back >= max(*goals, *eyes) + 2.0


def test_a_corridor_is_narrow_and_long_and_has_doors_at_both_sides() -> None:
    layout = staged("vertigo-corridor").layout
    sides = [thing.place[0] for thing in layout.things if thing.shape.name == "door" and thing.yaw]
    assert layout.half_width < 2 < 12 < layout.back
    assert min(sides) < 0 < max(sides)


def test_a_furnishing_takes_the_colour_before_its_word_and_a_lid_keeps_its_own() -> None:
    assert coloured("table", "A sea-blue wooden kitchen table").solids[-1].paint == colour_in("sea-blue")
    assert coloured("table", "A table under a red lamp") == coloured("table", "A table")
    assert colour_in("square glass, cream lid, plain red sauce") == colour_in("red")


@pytest.mark.parametrize(
    ("words", "name"),
    [("water glass", "glass"), ("flask", "flask"), ("hoop", "hoop"), ("box", "gift"), ("bins", "bins"), ("tap", "tap")],
)
def test_things_have_shapes_of_their_own(words: str, name: str) -> None:
    assert shape_of(words).name == name


def test_what_is_not_in_sight_yet_comes_when_a_beat_brings_it() -> None:
    stage = staged("arrival")
    first, last = (next(thing for thing in stage.at(t).things if thing.id == "train") for t in (1.0, stage.seconds))
    assert first.place[0] > 25
    assert last.place[0] < 12
    assert first.shape.name == "engine"


def test_nobody_climbs_where_there_is_nothing_to_climb() -> None:
    hiker = staged("drone-over-ridge").blocking.score.acts["hiker"][0]
    keeper = staged("lighthouse-rise").blocking.score.acts["aksel"][0]
    assert hiker.goal[2] == 0 < keeper.goal[2]


def test_who_is_on_the_phone_has_it_at_the_ear() -> None:
    assert any(thing.id == "receiver" for thing in staged("old-friend").at(3.0).things)


def test_a_letter_that_is_read_is_held_upright() -> None:
    stage = staged("letter-opened")
    t = telling_moment(stage, (320, 180))
    letter = next(thing for thing in stage.at(t).things if thing.id == "letter")
    assert letter.shape.name == "sheet"
    assert letter.place[2] > 1.2


def test_a_still_shows_the_moment_with_most_of_what_is_named() -> None:
    stage = staged("drone-over-ridge")
    t = telling_moment(stage, (320, 180))
    assert t < 5, "the key beat has already flown past the cairn"
    assert telling_moment(stage, (320, 180), 5.0, 10.0) >= 5


def test_every_shape_of_the_table_can_be_drawn() -> None:
    for row in _rows():
        shape = named_shape(row.name)
        assert shape.solids, row.name
        assert {solid.kind for solid in shape.solids} <= {"box", "can", "ball", "rhomb"}
