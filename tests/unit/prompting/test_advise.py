"""The advice: how a draft leans, which model wins and why, what takes one out, what would change it, when to split."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest

import app.prompting
from app.desk.advice import advice_words, reason_words, split_words, weights
from app.domain.advice import Reason
from app.domain.draft import Axes, CastMember, Draft, Ends, Frame, Framing, Key, Link, Shot, Sound
from app.domain.finding import LossLevel
from app.domain.model import Lengths, Model, Price
from app.domain.moves import NAMED_MOVES
from app.domain.upgrade import read_draft
from app.strings import has
from tests.golden.golden import HERE
from tests.unit.prompting.cases import PICTURE, catalog, shot
from tests.unit.prompting.leanings import (
    LOCAL,
    MOTION,
    SHORT,
    STORY,
    advised,
    beat,
    chase,
    line,
    made,
    of,
    one_take,
    orbit,
    refs,
    talk,
    verdict,
)  # fmt: skip

# ------------------------------------------------------------------------------------------------- the worked example


def tram() -> Draft:
    """The paper boat of the reference, with the two causes it counts: the jolt sends the boat, so she catches it."""
    place = HERE / "worked" / "paper-boat.json"
    draft = read_draft(place.read_bytes(), place.name)
    first = draft.shots[0]
    beats = tuple(
        each.replace(link=Link(type="therefore", to="b2")) if each.id == "b3" else each for each in first.beats
    )
    changed: Draft = draft.replace(shots=(first.replace(beats=beats),))
    return changed


def test_the_tram_of_the_reference_is_story_and_goes_to_kling_in_three_shots() -> None:
    rows = [catalog().model(name) for name in ("sora-2", "kling-3.0", "kling-2.6")]
    advice = advised(tram(), *rows)
    assert (advice.story, advice.motion, advice.lean, advice.side) == (4, 0, 4, "story")
    assert {point.id: point.points for point in advice.points} == {"links": 2, "take": 1, "ambience": 1}
    assert [(model.id, reason.id) for model, reason in advice.retired] == [("openai/sora-2", "advice.out.retired")]
    assert advice.winner is not None
    assert advice.winner.model.id == "kling/kling-3.0"
    assert advice.winner.cuts == (2.0, 4.5)
    assert "Cut it into 3 shots" in advice_words("advise.cut", {"n": len(advice.winner.cuts) + 1})


# -------------------------------------------------------------------------------------------------------- who wins


@pytest.mark.parametrize(
    ("draft", "side", "winner"),
    [
        (talk(), "story", STORY),
        (chase(), "motion", MOTION),
        (of(*(shot(n, 3.0) for n in range(1, 7))), "motion", MOTION),
        (chase(frame=Frame(aspect="9:16")), "motion", MOTION),
        (one_take(beat(1, seconds=8.0, lines=line("晚安。", language="zh"))), "either", SHORT),
        (one_take(beat(1, seconds=8.0)), "either", SHORT),
        (one_take(beat(1, seconds=20.0, lines=line())), "either", MOTION),
    ],
    ids=["talk", "chase", "six cuts", "tall chase", "chinese line", "plain take", "twenty seconds"],
)
def test_who_wins(draft: Draft, side: str, winner: Model) -> None:
    advice = advised(draft)
    assert advice.side == side
    assert advice.winner is not None
    assert advice.winner.model is winner
    assert 1 <= len(advice.winner.reasons) <= 3


def test_between_equals_the_cheaper_one_wins_and_a_connection_counts() -> None:
    twin = made("kling-4.0-twin", 0.15)
    draft = one_take(beat(1, seconds=8.0))
    dear = twin.replace(id="dear/kling-4.0", provider="dear", prices=(Price(usd_per_second=0.4),))
    assert [each.model for each in advised(draft, dear, twin).ranking] == [twin, dear]
    reached = twin.replace(id="own/kling-4.0", provider="own")
    assert [each.model for each in advised(draft, twin, reached, connected=("own",)).ranking] == [reached, twin]
    without = verdict(advised(draft, twin, reached, connected=("own",)), twin)
    assert without.against is not None
    assert without.against.id == "advice.against.way"


def test_a_row_of_no_known_family_is_judged_by_its_tags() -> None:
    tagged = made("own-a", tags=("story",))
    plain = made("own-b")
    assert advised(talk(), plain, tagged).ranking[0].model is tagged


def test_a_newer_model_of_the_same_kind_stands_before_the_one_it_replaces() -> None:
    old = MOTION.replace(id="kling/kling-4.0-old", successor=MOTION.id)
    assert advised(chase(), old, MOTION).ranking[0].model is MOTION


# ----------------------------------------------------------------------------------------------------------- gates


BOTH = Ends(start_image=PICTURE, end_image=PICTURE)


@pytest.mark.parametrize(
    ("draft", "limits", "gate"),
    [
        (one_take(beat(1, seconds=20.0)), {"lengths": Lengths(least=3, most=15)}, "length"),
        (of(*(shot(n) for n in range(1, 4))), {"shots": 2}, "shots"),
        (of(*(shot(n) for n in range(1, 4))), {"shots": 1}, "one_take"),
        (one_take(beat(1, lines=line())), {"audio": "never"}, "silent"),
        (one_take(beat(1), ends=BOTH), {"end_image": False}, "end_image"),
        (one_take(beat(1), ends=BOTH), {"start_image": False, "end_image": False}, "start_image"),
        (one_take(beat(1), cast=refs()), {"elements": 0}, "no_references"),
        (one_take(beat(1), cast=refs(count=3)), {"elements": 2}, "references"),
        (one_take(beat(1), cast=refs()), {"faces": False}, "faces"),
        (one_take(beat(1), frame=Frame(aspect="1:1")), {"aspects": ("16:9",)}, "frame"),
        (one_take(beat(1), frame=Frame(resolution="4k")), {}, "resolution"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_takes_a_model_out(draft: Draft, limits: dict[str, Any], gate: str) -> None:
    out = made("kling-4.0", **limits)
    fit = made("ltx-2.5", resolutions=("720p", "1080p", "4k"))
    advice = advised(draft, out, fit)
    assert [each.model for each in advice.ranking] == [fit, out]
    judged = verdict(advice, out)
    assert f"advice.out.{gate}" in [reason.id for reason in judged.reasons]
    assert not judged.fits
    assert verdict(advice, fit).fits
    assert judged.score <= verdict(advice, fit).score


@pytest.mark.parametrize(
    ("draft", "limits"),
    [
        (one_take(beat(1, lines=line()), frame=Frame(audio="off")), {"audio": "never"}),
        (one_take(beat(1), cast=refs("object")), {"faces": False}),
        (one_take(beat(1), cast=refs()), {"elements": None}),
        (one_take(beat(1, seconds=30.0)), {"lengths": None}),
        (one_take(beat(1), frame=Frame(aspect="21:9")), {"aspects": ()}),
    ],
)
def test_what_nobody_knows_or_asks_for_takes_nobody_out(draft: Draft, limits: dict[str, Any]) -> None:
    assert advised(draft, made("kling-4.0", **limits)).ranking[0].fits


def test_a_model_that_is_not_there_yet_is_out_until_its_day() -> None:
    soon = MOTION.replace(released="2027-01-01")
    assert advised(chase(), soon).ranking[0].reasons[0] == Reason(
        "advice.out.unreleased", {"model": "kling-4.0", "day": "2027-01-01"}
    )


def test_words_that_are_too_long_for_a_model_take_it_out_in_their_own_sentence() -> None:
    tight = made("kling-4.0", prompt_cap=20)
    assert [reason.id for reason in advised(chase(), tight).ranking[0].reasons] == ["finding.prompt_cap"]


def test_with_nobody_left_everybody_is_ranked_and_says_why() -> None:
    advice = advised(one_take(beat(1, seconds=90.0)), STORY, MOTION)
    assert advice.winner is None
    assert len(advice.ranking) == 2
    assert "takes 3 clips" in reason_words(advice.ranking[0].reasons[0])


# -------------------------------------------------------------------------------------------------- flip and split


def test_a_limit_that_keeps_a_better_one_out_is_what_would_change_it() -> None:
    capped = made("seedance-2.5", lengths=Lengths(least=4, most=7))
    advice = advised(talk(), capped, LOCAL)
    assert advice.flip is not None
    assert reason_words(advice.flip) == "At 7 s or less, seedance-2.5 would lead."


def test_one_sign_more_would_change_a_near_thing() -> None:
    draft = one_take(beat(1, seconds=8.0, lines=line()), beat(2, "nods", seconds=8.0))
    advice = advised(draft, STORY, MOTION)
    assert advice.winner is not None
    assert advice.winner.model is MOTION
    assert advice.flip is not None
    assert reason_words(advice.flip).endswith("seedance-2.5 would lead.")


def test_a_piece_that_is_strong_in_both_is_split() -> None:
    said = talk().shots[0].replace(id="s1")
    moving = [
        Shot(id=f"s{n}", seconds=3.0, keys=orbit(3.0), beats=(beat(10 + n, "sprints", seconds=3.0),)) for n in (2, 3)
    ]
    still = Shot(id="s4", seconds=3.0, beats=(beat(20, "waits", seconds=3.0),))
    draft = of(said, *moving, still)
    advice = advised(draft)
    assert min(advice.story, advice.motion) >= 5
    assert advice.split is not None
    assert advice.split.story == ("s1", "s4")
    assert advice.split.motion == ("s2", "s3")
    assert (advice.split.story_model, advice.split.motion_model) == (STORY.id, MOTION.id)
    assert split_words(advice, draft) == (
        "Story and motion are both strong here. Story shots (1, 4): seedance-2.5. Camera shots (2, 3): kling-4.0."
    )


def test_a_piece_of_one_kind_is_not_split() -> None:
    assert advised(talk()).split is None
    assert split_words(advised(talk()), talk()) == ""
    assert advised(chase()).split is None


# ------------------------------------------------------------------------------------------------------------ signs


@pytest.mark.parametrize(
    ("draft", "sign"),
    [
        (one_take(beat(1), beat(2, link=Link(type="because")), beat(3, link=Link(type="but"))), "links"),
        (one_take(beat(1, "takes {cast:teo} by the sleeve")), "answer"),
        (one_take(beat(1), sound=Sound(ambience=("rain",))), "ambience"),
        (one_take(beat(1, feeling_shown="jaw set")), "feeling"),
        (one_take(beat(1, seconds=16.0)), "long"),
        (one_take(beat(1, subject="{cast:bot}"), beat(2, subject="{cast:bot}"),
                  cast=(CastMember(id="bot", label="Bot", kind="object"),)), "mascot"),
        (chase(), "path"),
        (chase(), "action"),
        pytest.param(one_take(beat(1, "在走廊里奔跑")), "action", id="action in Chinese"),
        (one_take(beat(1), locks=("the label stays readable",), ends=Ends(start_image=PICTURE)), "label"),
        (one_take(beat(1), avoid=("text", "flicker", "crowds", "birds")), "exclusions"),
        (one_take(beat(1, seconds=5.0)), "odd"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_each_sign_is_seen(draft: Draft, sign: str) -> None:
    found = next(point for point in advised(draft, LOCAL).points if point.id == sign)
    assert found.paths
    words = advice_words(f"advice.point.{sign}", found.args)
    assert "{" not in words


@pytest.mark.parametrize(
    "draft",
    [
        one_take(beat(1, "stands still while one drop of oil runs down the glass")),
        one_take(beat(1, "runs down the pane", subject="a drop of rain")),
        one_take(beat(1, "prunes the hedge")),
    ],
)
def test_what_only_sounds_fast_is_not_fast_action(draft: Draft) -> None:
    assert "action" not in {point.id for point in advised(draft, LOCAL).points}


def test_a_plain_push_in_is_no_camera_path_and_no_second_key() -> None:
    keys = (Key(id="k1", framing=Framing(size="ms")), Key(id="k2", t=8.0, axes=Axes(dolly=4)))
    points = {point.id for point in advised(one_take(beat(1, seconds=8.0), keys=keys), LOCAL).points}
    assert points == set()


def test_many_drafts_fast_is_a_wish_that_counts_for_motion() -> None:
    draft = one_take(beat(1, seconds=8.0))
    assert advised(draft, LOCAL, many=True).motion == advised(draft, LOCAL).motion + 1


# ------------------------------------------------------------------------------------------------------- any draft


def test_the_figures_name_what_there_is() -> None:
    held = weights()
    assert set(held.motion["path"].names) <= {*NAMED_MOVES, "complex"}
    assert set(held.loss) == set(get_args(LossLevel))
    assert all(0 <= each.story <= 5 and 0 <= each.motion <= 5 for each in held.strengths)


def test_every_sentence_the_advice_can_say_is_there() -> None:
    held = weights()
    for side in (held.story, held.motion):
        for name in side:
            for stem in ("advice.point", "advice.for", "advice.flip.less"):
                assert has(f"{stem}.{name}"), f"{stem}.{name}"
    folder = Path(app.prompting.__file__).parent
    named = {
        found
        for path in sorted(folder.glob("*.py"))
        for found in re.findall(r'"((?:advice|carry)\.[a-z_.]+[a-z])"', path.read_text(encoding="utf-8"))
    }
    assert len(named) > 25
    assert [each for each in named if not has(each) and not each.startswith("advice.flip.out")] == []
    gates = {each.removeprefix("advice.out.") for each in named if each.startswith("advice.out.")} - {"retired"}
    assert [gate for gate in gates if not has(f"advice.flip.out.{gate}")] == []
