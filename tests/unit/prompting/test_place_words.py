"""Place, light, planes and seconds read as sentences: where the light comes from, what is near and far, how long."""

from __future__ import annotations

import pytest

from app.catalog import Catalog
from app.domain.draft import Draft, KeyLight, Light, Place, Prop
from app.prompting import compile_draft
from app.prompting.fit import spoken

CATALOG = Catalog(None)


def text(draft: Draft, model: str = "kling/kling-2.6") -> str:
    return compile_draft(draft, CATALOG.model(model), CATALOG.vocabulary, today="2026-08-01").text


def blank() -> Draft:
    draft = CATALOG.preset("first-snow").draft
    found: Draft = draft.replace(light=Light(), place=Place())
    return found


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ({"source": "moon", "quality": "hard", "colour": "pale blue"}, "Hard pale blue moonlight."),
        ({"source": "window", "side": "left", "height": "level"}, "Window light from camera left at eye height."),
        ({"source": "low_sun", "side": "right", "height": "low"}, "Low sunlight from camera right and low down."),
        ({"source": "bulb", "height": "above"}, "Bare-bulb light from above."),
        ({"source": "window", "quality": "haze", "colour": "honey"}, "Honey window light in volumetric haze."),
        ({"quality": "soft", "side": "front"}, "Soft light from the front."),
        ({"source": "a burning ship", "side": "left"}, "A burning ship from camera left."),
    ],
)
def test_the_key_light(key: dict[str, str], expected: str) -> None:
    assert f"\n{expected}\n" in text(blank().replace(light=Light(key=KeyLight(**key))))


def test_planes_say_how_far_they_are() -> None:
    place = Place(setting="A yard.", foreground="A wet fence.", background="behind the fence, a dog")
    assert text(blank().replace(place=place)).startswith(
        "A yard. In the foreground, a wet fence; behind the fence, a dog."
    )


def test_a_prop_that_only_has_a_name_is_named_once() -> None:
    place = Place(setting="A yard with a {prop:kite}.", props=(Prop(id="kite", label="paper kite"),))
    words = text(blank().replace(place=place))
    assert words.count("paper kite") == 1


def test_indoors_an_anchor_leaves_the_weather_out() -> None:
    heist = CATALOG.preset("heist-in-six").draft
    entries = text(heist, "kling/kling-3.0").split("; shot ")
    assert len(entries) == len(heist.shots)
    assert all("library at night, " in entry and "moonlight" in entry for entry in entries)
    assert not any("clear sky" in entry for entry in entries)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0.4, "half a second"),
        (1, "one second"),
        (1.5, "one and a half seconds"),
        (2.45, "two and a half seconds"),
        (5.02, "five seconds"),
        (3.3, "3.3 seconds"),
        (12, "12 seconds"),
        (14.3, "14.3 seconds"),
        (0.1, "0.1 seconds"),
    ],
)
def test_seconds_are_said_in_words_where_they_are_near_a_half(seconds: float, expected: str) -> None:
    assert spoken(seconds) == expected


def test_the_stop_of_a_short_form_ends_no_clause_of_the_place() -> None:
    heist = CATALOG.preset("heist-in-six").draft
    words = text(heist.replace(place=Place(setting="Behind cottage No. 7 at night, plain stone.")), "kling/kling-3.0")
    assert words.count("cottage No") == words.count("cottage No. 7") > 1


def test_a_link_leaves_no_capital_on_the_pronoun_after_it() -> None:
    heist = CATALOG.preset("heist-in-six").draft
    shot = next(shot for shot in heist.shots if shot.beats[0].link.type == "but")
    beat = shot.beats[0].replace(subject="", action="She lifts the book.")
    shots = tuple(each.replace(beats=(beat,)) if each is shot else each for each in heist.shots)
    assert "et she lifts the book" in text(heist.replace(shots=shots))


def test_several_who_speak_say_it() -> None:
    heist = CATALOG.preset("heist-in-six").draft
    shot = next(shot for shot in heist.shots if shot.beats[0].lines)
    line = shot.beats[0].lines[0].replace(speaker="They")
    shots = tuple(
        each.replace(beats=(each.beats[0].replace(lines=(line,)),)) if each is shot else each for each in heist.shots
    )
    assert "They say " in text(heist.replace(shots=shots), "fal/ltx-2.3")


def test_a_line_that_answers_another_is_set_apart_from_it() -> None:
    told = text(CATALOG.preset("two-truths").draft, "fal/ltx-2.3")
    assert '"You said you quit." After a beat, Odile says' in told
