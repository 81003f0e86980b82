"""The stage reads the draft: who is there and where, what they do and touch, in which light, with which words."""

from __future__ import annotations

import math

import pytest

from app.animatic.extras import NOBODY
from app.animatic.poses import poses_in
from app.animatic.props import colour_in, shape_of
from app.animatic.stage import Stage, build_stage
from app.animatic.wording import sentence
from app.domain.draft import (
    At,
    Beat,
    CastMember,
    Draft,
    Framing,
    Key,
    Light,
    Line,
    Link,
    Place,
    Prop,
    Shot,
    SoundCue,
)
from app.strings import tr


def draft_of(*beats: Beat, props: tuple[Prop, ...] = (), cast: tuple[CastMember, ...] = (), setting: str = "") -> Draft:
    """One wide shot of these beats."""
    people = cast or (CastMember(id="ana", label="Ana", at=At(side="left")), CastMember(id="bo", label="Bo"))
    key = Key(id="k1", framing=Framing(size="ws"))
    shot = Shot(id="s1", seconds=sum(beat.seconds for beat in beats) or 4.0, keys=(key,), beats=beats)
    place = Place(setting=setting, props=props)
    return Draft(id="d", form="f", aim="a", cast=people, place=place, shots=(shot,))


def beat(action: str, **more: object) -> Beat:
    known: Beat = Beat(id="b1", seconds=4.0, subject="{cast:ana}", action=action).replace(**more)
    return known


def place_of(stage: Stage, who: str, t: float) -> tuple[float, float, float]:
    return next(body.place for body in stage.at(t).bodies if body.look.id == who)


# --------------------------------------------------------------------------------------------------- who is there


def test_an_empty_draft_shows_a_plain_figure_to_frame() -> None:
    (body,) = build_stage(Draft(id="d", form="f", aim="a")).at(0).bodies
    assert body.look.id == NOBODY
    assert not body.tagged


def test_a_landscape_stays_empty() -> None:
    draft = Draft(id="d", form="f", aim="a", shots=(Shot(id="s", beats=(Beat(id="b", action="rain falls"),)),))
    assert build_stage(draft).at(0).bodies == ()


@pytest.mark.parametrize(
    ("subject", "kind"), [("an old baker", "human"), ("Mara", "human"), ("a dog", "animal"), ("那个女孩", "human")]
)
def test_whom_only_a_beat_names_is_there(subject: str, kind: str) -> None:
    draft = Draft(
        id="d", form="f", aim="a", shots=(Shot(id="s", beats=(Beat(id="b", subject=subject, action="waits"),)),)
    )
    (body,) = build_stage(draft).at(0).bodies
    assert (body.look.kind, body.look.name) == (kind, subject)


@pytest.mark.parametrize("subject", ["the wind", "rain", "the camera", "the door", "water"])
def test_what_is_no_figure_is_not_made_one(subject: str) -> None:
    draft = Draft(
        id="d", form="f", aim="a", shots=(Shot(id="s", beats=(Beat(id="b", subject=subject, action="stirs"),)),)
    )
    assert all(body.look.name != subject for body in build_stage(draft).at(0).bodies)


def test_everybody_stands_at_their_place_and_nobody_on_another() -> None:
    cast = tuple(CastMember(id=f"p{n}", label=f"P{n}", at=At(side="left", depth="mid")) for n in range(4))
    stage = build_stage(draft_of(cast=cast))
    places = [body.place for body in stage.at(0).bodies]
    assert all(math.dist(a, b) > 0.5 for n, a in enumerate(places) for b in places[:n])
    assert all(place[2] == 0 for place in places)


# -------------------------------------------------------------------------------------------------- what they do


@pytest.mark.parametrize(
    ("action", "poses"),
    [
        ("runs down the stairs", ("run",)),
        ("sits down and writes a letter", ("sit", "hold")),
        ("raises both arms", ("arms",)),
        ("tucks one strand of hair behind her ear", ("face",)),
        ("lifts her eyes from the page to the lens", ("look_down", "ahead")),
        ("climbs three rungs", ("climb",)),
        ("points at the door and walks to it", ("point", "walk")),
        ("stands still", ()),
    ],
)
def test_words_of_an_action_become_poses(action: str, poses: tuple[str, ...]) -> None:
    assert poses_in(action) == poses


def test_who_walks_to_somebody_stops_before_them_and_faces_the_way() -> None:
    cast = (CastMember(id="ana", label="Ana", at=At(side="left")), CastMember(id="bo", label="Bo", at=At(side="right")))
    stage = build_stage(draft_of(beat("walks to {cast:bo}"), cast=cast))
    gap = math.dist(place_of(stage, "ana", 3.9), place_of(stage, "bo", 3.9))
    assert 0.5 < gap < 1.2
    assert place_of(stage, "ana", 2.0)[0] > place_of(stage, "ana", 0.0)[0]


def test_a_direction_counts_before_a_thing_that_is_only_mentioned() -> None:
    stage = build_stage(draft_of(beat("runs down the last six steps", moves_to="right"), setting="stairs of a station"))
    assert place_of(stage, "ana", 3.9)[0] > place_of(stage, "ana", 0)[0] + 2


def test_a_hand_comes_to_what_it_touches() -> None:
    props = (Prop(id="cup", label="cup", at=At(side="left", depth="near")),)
    stage = build_stage(draft_of(beat("taps the {prop:cup} with one finger"), props=props, setting="a table in a room"))
    view = stage.at(3.0)
    thing = next(thing for thing in view.things if thing.id == "cup")
    body = next(body for body in view.bodies if body.look.id == "ana")
    hands = (body.joints["l_hand"], body.joints["r_hand"])
    assert min(math.dist(hand, thing.place) for hand in hands) < 0.3


def test_what_is_lifted_is_carried_and_what_is_set_down_lies_where_the_words_say() -> None:
    props = (Prop(id="cup", label="cup", at=At(side="left")), Prop(id="chart", label="chart", at=At(side="right")))
    beats = (beat("lifts the {prop:cup}"), beat("sets the {prop:cup} down on the {prop:chart}", id="b2"))
    stage = build_stage(draft_of(*beats, props=props, setting="a table in a room"))
    before, held, after = (
        next(thing for thing in stage.at(t).things if thing.id == "cup").place for t in (0.0, 3.5, 7.9)
    )
    chart = next(thing for thing in stage.at(0).things if thing.id == "chart")
    assert held[2] > before[2]
    assert math.dist(after[:2], chart.place[:2]) < 0.15
    assert after[2] == pytest.approx(chart.top, abs=0.01)


def test_a_mouth_moves_only_while_its_line_is_spoken() -> None:
    line = Line(id="l1", speaker="{cast:ana}", text="Who are you, and what do you want here?")
    stage = build_stage(draft_of(beat("waits", lines=(line,))))
    span = stage.timeline.lines[0]

    def mouth(who: str, t: float) -> float:
        return next(body.mouth for body in stage.at(t).bodies if body.look.id == who)

    during = [span.start + (span.end - span.start) * n / 10 for n in range(1, 10)]
    assert max(mouth("ana", t) for t in during) > 0.3
    assert max(mouth("bo", t) for t in during) == 0
    assert mouth("ana", span.end + 0.05) == 0


# ------------------------------------------------------------------------------------------------------ the set


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        ("glass case", "case"),
        ("the bottle", "bottle"),
        ("block tower", "blocks"),
        ("pocket watch", "watch"),
        ("door key", "key"),
        ("zinc bucket", "bucket"),
        ("茶杯", "cup"),
    ],
)
def test_a_thing_is_what_its_last_and_longest_word_says(words: str, shape: str) -> None:
    assert shape_of(words).name == shape


def test_things_have_the_colour_their_words_name() -> None:
    assert colour_in("red train") != colour_in("blue train")
    assert colour_in("train") is None
    assert colour_in("train", "dark green") == colour_in("green train")


def test_a_bottle_named_by_a_leaf_on_its_label_is_still_a_bottle() -> None:
    cast = (CastMember(id="b", label="the bottle", kind="object", identity=("green glass", "label with one leaf")),)
    stage = build_stage(draft_of(cast=cast))
    assert next(thing for thing in stage.layout.things if thing.id == "b").shape.name == "bottle"


@pytest.mark.parametrize(
    ("light", "setting", "tone"),
    [
        (Light(time_of_day="night"), "a street", "night"),
        (Light(time_of_day="dawn"), "a beach", "dawn"),
        (Light(time_of_day="noon"), "a field", "day"),
        (Light(time_of_day="dusk"), "a rooftop", "dusk"),
        (Light(time_of_day="night"), "a kitchen", "lamp"),
        (Light(practicals=("one lamp",)), "inside a workshop", "lamp"),
    ],
)
def test_the_tone_is_that_of_the_light_and_the_hour(light: Light, setting: str, tone: str) -> None:
    draft = draft_of(setting=setting).replace(light=light)
    assert build_stage(draft).at(0).tone.name == tone


def test_a_knock_sounds_at_the_door_steps_at_the_feet_and_a_breath_at_the_mouth() -> None:
    cues = tuple(SoundCue(id=f"n{n}", text=text) for n, text in enumerate(("a knock", "soft steps", "one breath")))
    stage = build_stage(draft_of(beat("waits", sounds=cues), setting="a room with a door"))
    knock, steps, breath = (stage.sound_place(cue, 1.0) for cue in stage.timeline.cues)
    door = next(thing for thing in stage.layout.things if thing.shape.name == "door")
    assert knock is not None
    assert steps is not None
    assert breath is not None
    assert math.dist(knock[:2], door.place[:2]) < 0.01
    assert steps[2] < 0.1
    assert breath[2] > 1.4


# ---------------------------------------------------------------------------------------------------- the words


def test_a_sentence_has_its_link_its_cause_and_its_stop() -> None:
    draft = draft_of(beat("looks up", link=Link(type="because", evidence="the draught lifts the flour.")))
    assert sentence(draft, draft.shots[0].beats[0], tr) == ("because", "the draught lifts the flour, Ana looks up.")
    empty = Beat(id="b9", link=Link(type="then"))
    assert sentence(draft, empty, tr) == ("", "")
