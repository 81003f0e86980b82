"""Carrying a draft to another model: only the aim changes, every part is told of, choices do what they say."""

from __future__ import annotations

from typing import Any

import pytest

from app.desk.advice import line_words
from app.domain import path as paths
from app.domain.advice import Carried, CarryLine
from app.domain.camera import keys_in_order
from app.domain.draft import Axes, Beat, CastMember, Continues, Draft, Ends, Frame, Framing, Key, Look, Shot
from app.domain.edit import apply_all
from app.domain.model import Lengths, Price
from app.domain.upgrade import read_draft
from app.prompting.advise import advise
from app.prompting.convert import PARTS, TOLD
from app.strings import has, tr
from tests.golden.golden import HERE
from tests.unit.prompting.carrying import carried, world
from tests.unit.prompting.cases import PICTURE, TODAY, catalog, draft, row, shot, with_line
from tests.unit.prompting.full import full_draft


def lines(of: Carried, part: str) -> list[CarryLine]:
    return [line for line in of.lines if line.part == part]


def worked(name: str) -> Draft:
    place = HERE / "worked" / f"{name}.json"
    return read_draft(place.read_bytes(), place.name)


# ----------------------------------------------------------------------------------------------------- any draft


@pytest.mark.parametrize("template", [each.id for each in catalog().templates()])
def test_another_form_and_back_leaves_a_draft_as_it_was(template: str) -> None:
    of = full_draft()
    there = paths.write(of, "form", template)
    made = carried(there, "kling-3.0", "sora-2")
    assert made.draft == there.replace(aim="kling/kling-3.0")
    assert paths.write(paths.write(made.draft, "form", of.form), "aim", of.aim) == of


# ------------------------------------------------------------------------------------------------- in film terms


def test_a_move_that_loses_its_timing_is_said_in_film_terms() -> None:
    rise = worked("lighthouse-stair")
    first = rise.shots[0]
    gentle = tuple(key.replace(ease="in_out") for key in first.keys)
    made = carried(rise.replace(shots=(first.replace(keys=gentle),)), "sora-2", "kling-3.0")
    line = lines(made, "camera")[0]
    assert (line.level, line.is_new) == ("weakened", True)
    assert line_words(line) == (
        "Pedestal up (level with the lamp room) was set to 5 s with a gentle stop; "
        "Sora 2 gets the words but may time it differently."
    )


def test_a_second_move_in_a_shot_is_dropped_where_a_model_takes_one() -> None:
    keys = (
        Key(id="k1", framing=Framing(size="ws")),
        Key(id="k2", t=3.0, axes=Axes(dolly=5)),
        Key(id="k3", t=8.0, axes=Axes(dolly=5, pedestal=3)),
    )
    made = carried(draft(shot(1, 8.0, keys=keys)), "sora-2", "kling-3.0")
    said = [line_words(line) for line in lines(made, "camera")]
    assert any(each.startswith("Pedestal up in shot 1 (5 s) is dropped") for each in said)
    assert any(each.startswith("Push in was set to 3 s") for each in said)
    dropped = [line for line in made.lines if line.id == "carry.move.dropped"]
    assert [line.path for line in dropped] == ["shots[s1].keys[k3].axes"]


def test_a_still_camera_and_a_move_whose_seconds_are_said_are_kept() -> None:
    kept = carried(worked("lighthouse-stair"), "kling-3.0-omni", "kling-3.0")
    assert [line.id for line in kept.lines if line.id.startswith("carry.move")] == []
    still = carried(draft(), "sora-2", "kling-3.0")
    assert [(line.level, line.id) for line in lines(still, "camera")] == [("kept", "carry.kept.camera")]


def test_what_the_present_aim_loses_too_is_not_new() -> None:
    made = carried(worked("paper-boat"), "kling-3.0-omni", "kling-3.0")
    assert {line.id for line in made.lines if line.level != "kept"} >= {"loss.beat_times"}
    assert [line for line in made.lines if line.is_new] == []
    fresh = carried(worked("paper-boat"), "kling-3.0", "sora-2")
    assert next(line for line in fresh.lines if line.id == "loss.beat_times").is_new


def test_what_the_present_aim_lost_and_this_one_carries_is_kept_and_new() -> None:
    ends = draft(ends=Ends(start_image=PICTURE, end_image=PICTURE))
    made = carried(ends, row(start_image=True, end_image=True), row("timed", start_image=True, end_image=False))
    line = lines(made, "pictures")[0]
    assert (line.level, line.id, line.is_new) == ("kept", "carry.kept.pictures", True)


def test_spoken_lines_are_lost_at_a_model_without_sound() -> None:
    made = carried(draft(with_line()), row(audio="never"), row(audio="always"))
    assert line_words(lines(made, "lines")[0]) == "A spoken line is not heard: Made up makes silent clips."
    assert lines(made, "lines")[0].is_new


def test_beats_are_told_in_another_way_at_another_kind_of_model() -> None:
    told = lines(carried(worked("paper-boat"), "kling-3.0", "sora-2"), "beats")
    assert "Beats are told one after another: first, then, finally." in [line_words(line) for line in told]
    back = lines(carried(worked("paper-boat"), "sora-2", "kling-3.0"), "beats")
    assert "carry.told.brief" in [line.id for line in back]
    same = carried(worked("paper-boat"), "kling-3.0-omni", "kling-3.0")
    assert [line for line in same.lines if line.id.startswith("carry.told")] == []


def test_what_to_keep_out_changes_its_road() -> None:
    avoiding = draft(avoid=("text overlay",))
    there = carried(avoiding, row(negative=True), row(negative=False))
    assert lines(there, "avoid")[0].id == "carry.avoid.field"
    back = carried(avoiding, row(negative=False), row(negative=True))
    assert "carry.avoid.sentence" in [line.id for line in lines(back, "avoid")]


def test_pictures_of_people_may_be_refused() -> None:
    shown = draft(cast=(CastMember(id="ines", label="Ines"),), ends=Ends(start_image=PICTURE))
    made = carried(shown, row(faces=False, start_image=True), row(start_image=True))
    assert ("weakened", "finding.faces") in [(line.level, line.id) for line in lines(made, "pictures")]


@pytest.mark.parametrize(
    ("of", "limits", "part", "level"),
    [
        (draft(look=Look(style_line="quiet drama")), {}, "style", "kept"),
        (draft(continues=Continues(take="t1", how="extend")), {}, "continues", "dropped"),
        (draft(frame=Frame(seed=7)), {"seed": False}, "switches", "dropped"),
        (draft(shot(1, 5.0)), {"lengths": Lengths(list=(4, 8))}, "length", "reworded"),
        (draft(frame=Frame(aspect="1:1")), {"aspects": ("16:9",)}, "frame", "reworded"),
    ],
    ids=["style", "extension", "seed", "length", "frame"],
)
def test_each_part_has_its_line(of: Draft, limits: dict[str, Any], part: str, level: str) -> None:
    assert lines(carried(of, row(**limits)), part)[0].level == level


def test_one_unbroken_take_is_kept_and_may_be_cut() -> None:
    made = carried(worked("paper-boat"), "kling-3.0", "sora-2")
    assert "carry.kept.take" in [line.id for line in made.lines]
    take = next(choice for choice in made.choices if choice.id == "take")
    assert [tr(f"fix.{option.id}", **option.args) for option in take.options] == [
        "Leave it one take",
        "Cut it into 3 shots",
    ]


# ------------------------------------------------------------------------------------------------------- choices


def test_a_length_between_two_can_be_trimmed_stretched_or_made_two_clips() -> None:
    made = carried(draft(shot(1, 6.0), shot(2, 4.0)), row(lengths=Lengths(list=(4, 8, 12))))
    choice = made.choices[0]
    assert (choice.id, choice.args["given"]) == ("length", "12")
    assert [tr(f"fix.{option.id}", **option.args) for option in choice.options] == [
        "Shorten to 8 s",
        "Stretch to 12 s",
        "Make 2 clips, each beginning on the last picture of the one before",
    ]
    shorter = apply_all(draft(shot(1, 6.0), shot(2, 4.0)), choice.options[0].edits)
    assert [each.seconds for each in shorter.shots] == [5.0, 3.0]
    assert [len(each.beats) for each in shorter.shots] == [1, 1]


def test_twenty_seconds_become_two_clips_where_fifteen_are_the_most() -> None:
    made = carried(draft(shot(1, 20.0)), "kling-3.0")
    assert [option.args.get("n") for option in made.choices[0].options] == [None, 2]
    assert [finding.id for finding in made.blocking] == ["length"]


def test_more_shots_than_a_model_cuts_can_be_joined_and_nothing_of_them_is_lost() -> None:
    many = draft(*(shot(n, 3.0) for n in range(1, 5)))
    choice = next(each for each in carried(many, row(shots=2)).choices if each.id == "shots")
    joined = apply_all(many, choice.options[0].edits)
    assert len(joined.shots) == 2
    assert sum(len(each.beats) for each in joined.shots) == 4
    assert joined.seconds == 12.0


def test_a_frame_a_model_lacks_is_a_choice_of_those_it_has_nearest_first() -> None:
    made = carried(draft(frame=Frame(aspect="1:1")), row(aspects=("16:9", "9:16", "4:3")))
    assert [option.args["given"] for option in made.choices[0].options] == ["4:3", "9:16", "16:9"]


def test_a_draft_that_fits_has_nothing_to_decide() -> None:
    made = carried(draft(), "kling-3.0", "kling-3.0")
    assert made.choices == ()
    assert made.blocking == ()


# --------------------------------------------------------------------------------------------------- living targets


def test_a_draft_aimed_at_a_retired_model_is_offered_living_ones_by_what_they_keep() -> None:
    sora = worked("paper-boat")
    assert sora.aim == "openai/sora-2"
    found = advise(sora, catalog().models(), world()).by_kept
    assert not any(each.model.is_retired(TODAY) or each.model.provider == "animatic" for each in found)
    fitting = [each for each in found if each.model.limits.audio != "never"]
    assert [each.lost for each in fitting] == sorted(each.lost for each in fitting)
    assert len(found) == len([m for m in catalog().models() if not m.is_retired(TODAY)]) - 1


def test_what_keeps_the_same_is_ranked_by_advice_and_then_by_price() -> None:
    good = row().replace(id="a/good", provider="a", tags=("story", "motion"))
    poor = row().replace(id="b/poor", provider="b")
    dear = poor.replace(id="b/dear", prices=(Price(usd_per_second=0.9),))
    cheap = poor.replace(id="b/cheap", prices=(Price(usd_per_second=0.1),))
    out = row(shots=1).replace(id="c/good", provider="c", tags=("story", "motion"))
    of = draft(with_line(), shot(2))
    found = advise(of, [out, dear, poor, good, cheap], world()).by_kept
    assert [each.model.id for each in found] == ["a/good", "b/cheap", "b/poor", "b/dear", "c/good"]
    assert [each.fits for each in found] == [True, True, True, True, False]


def test_every_part_has_its_name_and_its_kept_sentence() -> None:
    for part, _ in PARTS:
        assert has(f"carry.part.{part}")
        assert has(f"carry.kept.{part}")
    for word in (*TOLD.values(), "any"):
        assert has(f"carry.told.{word}")


def test_the_full_draft_names_every_part() -> None:
    made = carried(full_draft(), "sora-2", "kling-3.0")
    named = {line.part for line in made.lines}
    assert named >= {part for part, _ in PARTS} - {"pictures", "audio", "cuts"}


def test_keys_and_beats_survive_a_stretch() -> None:
    keys = (Key(id="k1", framing=Framing(size="ws")), Key(id="k2", t=5.0, axes=Axes(pedestal=5)))
    beats = (Beat(id="b1", seconds=2.0, action="climbs"), Beat(id="b2", seconds=3.0, action="stops"))
    held = draft(Shot(id="s1", seconds=5.0, keys=keys, beats=beats))
    choice = carried(held, row(lengths=Lengths(list=(8,)))).choices[0]
    longer = apply_all(held, choice.options[0].edits).shots[0]
    assert longer.seconds == 8.0
    assert [key.t for key in keys_in_order(longer)] == [0.0, 8.0]
    assert sum(beat.seconds for beat in longer.beats) == pytest.approx(8.0)
