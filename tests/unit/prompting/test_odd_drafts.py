"""Drafts nobody means to write still compile, and what is odd about them is said where it stands."""

from __future__ import annotations

import pytest

from app.domain.draft import Beat, CastMember, Line, Place, Prop, Variable
from app.domain.model import Lengths
from app.prompting.named import labels_in, named_in
from tests.unit.prompting.cases import catalog, compiled, draft, findings, mended, row, shot
from tests.unit.prompting.odd import CROWDED, EMPTY, LONG, MODELS, acting, beats

UNKNOWING = row()
KLING = catalog().model("kling-3.0")


def test_a_draft_without_shots_says_so_and_offers_the_first() -> None:
    for model, name in ((UNKNOWING, "no_time.no_shot"), (row(lengths=Lengths(least=3, most=15)), "length.empty")):
        found = findings(EMPTY, model)[name]
        first = mended(EMPTY, found).shots[0]
        assert first.seconds == first.beats[0].seconds > 0
        assert findings(mended(EMPTY, found), model) == {}


def test_a_shot_without_seconds_is_told() -> None:
    found = findings(draft(shot(1), shot(2, 0.0)), UNKNOWING)["no_time"]
    assert (found.path, found.args["shot"]) == ("shots[s2].seconds", 2)
    assert "no_time" not in findings(mended(draft(shot(1), shot(2, 0.0)), found), UNKNOWING)


def test_a_token_of_nobody_is_told_where_it_stands_with_the_nearest_name() -> None:
    lost = acting("{cast:inez} waits", "looks at {prop:kettle}")
    found = findings(lost, UNKNOWING)
    assert found["stranger.cast"].path == "shots[s1].beats[b1].action"
    assert found["stranger.prop"].fix is None
    assert mended(lost, found["stranger.cast"]).shots[0].beats[0].action == "{cast:ines} waits"
    assert "Inez waits" in compiled(lost, UNKNOWING).text


def test_tokens_of_those_who_are_there_are_left_alone() -> None:
    there = acting("{cast:ines} lifts {prop:cup}", place=Place(props=(Prop(id="cup", label="cup"),)))
    assert {"stranger.cast", "stranger.prop"}.isdisjoint(findings(there, UNKNOWING))


@pytest.mark.parametrize("unfinished", ["waits for {cast:", "waits for {cast: ", "waits for {", "waits for {cast:in"])
def test_an_unfinished_token_takes_nothing_from_the_next_text(unfinished: str) -> None:
    named = named_in(acting(unfinished, "bo looks at {prop:cup}").shots[0])
    assert {path for path in named.labels if "bo" in path or "{" in path} == set()
    assert named.props == {"cup"}
    assert labels_in((unfinished, "cast:bo} and {place:x}")).isdisjoint({"cast[bo].label", "cast[cast:bo].label"})


def test_a_hundred_beats_are_too_many_for_four_seconds() -> None:
    found = findings(CROWDED, UNKNOWING)["beats.many"]
    assert (found.level, found.path, found.args["count"]) == ("warning", "shots[s1].beats", 100)
    assert "beats.many" not in findings(acting("a", "b", "c", "d"), UNKNOWING)


def test_beats_that_run_over_their_shot_are_fitted_into_it() -> None:
    over = draft(shot(1, beats=beats("a", "b", "c", seconds=2.0)))
    found = findings(over, UNKNOWING)["beats.over"]
    assert (found.args["taken"], found.args["seconds"]) == ("6", "4")
    fitted = mended(over, found)
    assert sum(beat.seconds for beat in fitted.shots[0].beats) == 4
    assert "beats.over" not in findings(fitted, UNKNOWING)


def test_signs_nobody_sees_are_left_out_and_can_be_removed() -> None:
    odd = acting("opens\x00 the\x1b door", cast=(CastMember(id="ines", label="Ines", identity=("grey\x07 coat",)),))
    assert "opens the door" in compiled(odd, UNKNOWING).text.lower()
    paths = {each.path for each in compiled(odd, UNKNOWING).findings if each.id == "controls"}
    assert paths == {"shots[s1].beats[b1].action", "cast[ines].identity"}
    for _ in range(2):
        odd = mended(odd, findings(odd, UNKNOWING)["controls"])
    assert "controls" not in findings(odd, UNKNOWING)
    assert "controls" not in findings(acting("one line\nand another\twith a tab"), UNKNOWING)


def test_a_text_without_end_is_told_where_a_row_has_a_cap() -> None:
    assert findings(LONG, KLING)["prompt_cap"].path == "shots[s1].beats[b1].action"
    assert [each for each in findings(LONG, UNKNOWING).values() if each.level == "error"] == []


def test_what_parts_the_entries_of_a_list_never_stands_inside_one() -> None:
    odd = draft(shot(1, beats=beats("waits; goes；comes")), shot(2), cast=(CastMember(id="ines", label="I;nes"),))
    made = compiled(odd, KLING)
    assert made.dialect == "kling_shots"
    assert made.text.count(";") == 2
    assert "；" not in made.text


def test_quotes_in_a_spoken_line_do_not_end_it() -> None:
    line = Line(id="l1", speaker="{cast:ines}", text='He said "go" twice')
    odd = draft(shot(1, beats=(Beat(id="b1", seconds=4.0, action="waits", lines=(line,)),)))
    for model in MODELS:
        made = compiled(odd, model)
        before, after = _MARKS.get(made.dialect, ('"', '"'))
        assert (f"{before}He said 'go' twice{after}" in made.text) == (made.dialect != "runway")


_MARKS = {"seedance_marked": ("{", "}"), "kling_json": ('\\"', '\\"'), "json": ('\\"', '\\"')}
"""What stands around a line where it is no quotes; a model without sound is told no line at all."""


def test_variables_that_are_not_filled_stand_as_their_default_or_their_name() -> None:
    odd = acting("pours {drink} into {vessel} for {who}", variables=(Variable(id="drink", default="tea"),))
    assert "ours tea into vessel for who" in compiled(odd, UNKNOWING).text


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        ("veo", ["[00:00-00:02] ", "[00:02-00:06] "]),
        ("runway", ["[00:00] ", "[00:02] "]),
        ("seedance", ["Shot 1: ", "Shot 2: "]),
        ("timed", ["[0-2s] ", "[2-6s] "]),
        ("ltx", []),
    ],
)
def test_each_family_s_clock_stands_before_its_blocks(dialect: str, expected: list[str]) -> None:
    two = draft(shot(1, 2.0, beats=beats("waits", seconds=2.0)), shot(2, 4.0))
    text = compiled(two, row(dialect)).text
    heads = [line[: len(head)] for head in expected for line in text.splitlines() if line.startswith(head)]
    assert heads == expected
    assert ("\n" in text) == bool(expected)


def test_a_row_without_a_word_about_it_is_addressed_as_its_name_says() -> None:
    one = draft()
    for name, dialect in (("x/veo-9", "veo"), ("x/my-LTX", "ltx"), ("x/kling-4.0", "timed"), ("x/any", "timed")):
        assert compiled(one, row().replace(id=name)).dialect == dialect
    assert "Shot 1 (2s): " in compiled(draft(shot(1, 2.0), shot(2)), row().replace(id="x/kling-4.0")).text


# matrix: S16
@pytest.mark.parametrize("typed", ["{{ ''.__class__ }}", "{0.__class__}", "%(x)s", "$(id)", "${HOME} `id`"])
def test_what_looks_like_a_template_of_some_program_is_words(typed: str) -> None:
    clean = draft(shot(1))
    told = compiled(clean.replace(look=clean.look.replace(style_line=f"a plain film, {typed} and all")), UNKNOWING)
    assert typed in told.text
