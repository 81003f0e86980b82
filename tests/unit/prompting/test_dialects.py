"""What makes each way of writing its own: its wire form, its marks, its order, and how it is chosen."""

from __future__ import annotations

import json
import re

import pytest

from app.domain.cuts import cut_shot
from app.domain.draft import Axes, Beat, CastMember, Draft, Ends, Frame, Framing, Key, Reference, Shot, Sound
from app.domain.model import Model
from app.prompting import dialects, make_request, paths_of
from app.strings import has
from tests.unit.prompting.cases import PICTURE, catalog, compiled, draft, row, shot, with_line

HEIST = catalog().preset("heist-in-six").draft
RESCUE = catalog().preset("small-rescue").draft


def lost(of: Draft, model: Model, id: str) -> tuple[str, ...]:
    """Every path that is told as a loss of this kind."""
    return tuple(path for loss in compiled(of, model).losses if loss.id == id for path in paths_of(loss))


# ------------------------------------------------------------------------------------------------------- choosing


def test_every_way_of_writing_says_why_its_words_stand_in_their_order() -> None:
    for dialect in dialects().values():
        assert len(set(dialect.sections)) == len(dialect.sections)
        assert all(has(sentence) for _, sentence in dialect.why())


def test_a_switch_of_the_row_chooses_the_way_of_writing_and_is_not_sent() -> None:
    sora = catalog().model("sora-2")
    chosen = RESCUE.replace(options={sora.id: {"words": "sora_brief"}})
    made = compiled(chosen, sora)
    assert made.dialect == "sora_brief"
    assert "words" not in made.parameters
    assert "option" not in {loss.id for loss in made.losses}
    assert compiled(RESCUE, sora).dialect == "sora"


@pytest.mark.parametrize("wish", ["kling_json", "nothing", 3, None])
def test_what_the_row_does_not_offer_is_not_spoken(wish: object) -> None:
    sora = catalog().model("sora-2")
    assert compiled(RESCUE.replace(options={sora.id: {"words": wish}}), sora).dialect == "sora"


# ----------------------------------------------------------------------------------------------- Kling's wire forms


def test_the_three_wire_forms_hold_the_same_entries() -> None:
    limits = {"whole_seconds": True, "shots": 6, "shot_cap": 512}
    text, list_, json_ = (compiled(HEIST, row(name, **limits)) for name in ("kling_shots", "kling_list", "kling_json"))
    assert [part.text for part in text.parts] == [part.text for part in list_.parts]
    assert list_.text == "\n\n".join(part.text for part in list_.parts)
    assert json.loads(json_.text) == [{"prompt": part.text, "duration": part.seconds} for part in list_.parts]
    assert [part.seconds for part in json_.parts] == [shot.seconds for shot in HEIST.shots]


def test_entries_that_are_sent_one_by_one_carry_their_seconds_and_are_counted_alone() -> None:
    for name in ("kling_list", "kling_json"):
        model = row(name, prompt_cap=900, shot_cap=512, whole_seconds=True)
        made = compiled(HEIST, model)
        assert len(made.text) > 900
        assert "prompt_cap" not in {finding.id for finding in made.findings}
        assert not {"cut_times", "not_said"} & {loss.id for loss in made.losses}
        assert all(part.cap == 512 and len(part.text) <= 512 for part in made.parts)


def test_words_that_json_would_end_are_escaped() -> None:
    odd = draft(shot(1, beats=(Beat(id="b1", seconds=4.0, action='reads "go" \\ back'),)), shot(2))
    assert 'eads "go" \\ back' in json.loads(compiled(odd, row("kling_json")).text)[0]["prompt"]
    whole = json.loads(compiled(odd, row("json")).text)
    assert 'eads "go" \\ back' in whole["shots"][0]["beats"][0]["picture"]


# ------------------------------------------------------------------------------------------------------- each other


def test_a_brief_has_times_and_purposes_in_its_shot_list() -> None:
    sora = catalog().model("sora-2")
    made = compiled(HEIST.replace(options={sora.id: {"words": "sora_brief"}}), sora)
    assert re.search(r"^Shot 1, 0\.0–3\.\d s, establish: ", made.text, re.MULTILINE)
    assert "cut_times" not in {loss.id for loss in made.losses}
    heads = re.findall(r"^([A-Z][a-z, ]+):$", made.text, re.MULTILINE)
    assert heads[:3] == ["Format and look", "Lenses", "Grade"]
    assert heads[-1] == "Finishing"


def test_veo_begins_with_the_camera_and_gives_times_only_to_more_than_one_step() -> None:
    model = row("veo", negative=True, audio="always")
    one = compiled(draft(), model).text
    assert one.startswith("Medium shot. Camera locked off.")
    two, _ = cut_shot(draft(shot(1, 8.0)), 4.0)
    assert [line[:13] for line in compiled(two, model).text.splitlines()[:2]] == ["[00:00-00:04]", "[00:04-00:08]"]
    silent = compiled(draft(sound=Sound(music="none")), model).text
    assert "Natural sound only." in silent
    assert not re.search(r"\b[Nn]o\b", silent)


def test_stretches_touch_and_none_is_empty_where_a_second_for_each_is_left() -> None:
    made = compiled(HEIST, catalog().model("veo-3.1"))
    times = re.findall(r"^\[00:(\d\d)-00:(\d\d)\]", made.text, re.MULTILINE)
    assert [begin for begin, _ in times] == ["00", *(end for _, end in times[:-1])]
    assert all(begin < end for begin, end in times)
    assert int(times[-1][1]) == made.seconds


def test_seedance_marks_what_is_heard_from_2_5_on() -> None:
    heard = draft(with_line(), sound=Sound(ambience=("rain on glass",), music="slow cello"))
    marked = compiled(heard, row("seedance_marked", audio="always")).text
    assert "{Not tonight.}" in marked
    assert "<rain on glass>" in marked
    assert re.search(r"\([^()]*slow cello[^()]*\)", marked)
    plain = compiled(heard, row("seedance", audio="always")).text
    assert '"Not tonight."' in plain
    assert not set("{}<>") & set(plain)


def test_seedance_says_what_each_picture_is_for() -> None:
    refs = (Reference(id="r1", asset=PICTURE, role="costume", ignore="the street behind"),)
    shown = draft(cast=(CastMember(id="ines", label="Ines", refs=refs),))
    model = row("seedance", elements=9).replace(reference_tag="@Image{image}")
    assert compiled(shown, model).text.startswith("@Image1 is Ines, for costume; leave out the street behind.\n")
    assert lost(shown, model, "reference_words") == ()


def test_runway_takes_one_move_says_nothing_aloud_and_denies_nothing() -> None:
    model = catalog().model("gen-4.5")
    keys = (
        Key(id="k1", framing=Framing(size="ms")),
        Key(id="k2", t=2.0, axes=Axes(dolly=5.0)),
        Key(id="k3", t=4.0, axes=Axes(dolly=5.0, pan=1.0)),
    )
    moved = draft(with_line().replace(keys=keys), avoid=("crowds",), sound=Sound(music="none"))
    made = compiled(moved, model)
    assert "push-in" in made.text
    assert "pan" not in made.text
    assert lost(moved, model, "one_move") == ("shots[s1].keys[k3].axes.pan",)
    assert "Not tonight" not in made.text
    assert lost(moved, model, "avoid") == ("avoid",)
    assert not re.search(r"\b([Nn]o|[Aa]void|[Nn]ot)\b", made.text)


def test_a_picture_to_begin_with_leaves_runway_only_what_moves() -> None:
    begun = RESCUE.replace(ends=Ends(start_image=PICTURE))
    made = compiled(begun, catalog().model("gen-4.5"))
    assert {span.section for span in made.spans if span.path} <= {"shot", "camera", "beats", "ending"}
    assert "look.style_line" in lost(begun, catalog().model("gen-4.5"), "in_picture")


def test_ltx_is_told_one_paragraph_without_a_no() -> None:
    text = compiled(HEIST, catalog().model("ltx-2.5")).text
    assert "\n" not in text
    assert text.startswith("Extreme wide shot, high angle.")
    assert not re.search(r"\bNo\b", text)
    assert text.count("Cut to ") == len(HEIST.shots) - 1


def test_hailuo_takes_three_commands_at_once_and_tells_the_rest_as_a_loss() -> None:
    axes = Axes(dolly=8.0, truck=7.0, pedestal=6.0, pan=5.0)
    keys = (Key(id="k1"), Key(id="k2", t=4.0, axes=axes))
    full = draft(shot(1, keys=keys, shake=2))
    assert "[Push in, Truck right, Pedestal up]" in compiled(full, row("hailuo")).text
    assert lost(full, row("hailuo"), "move") == ("shots[s1].keys[k2].axes.pan",)


# ------------------------------------------------------------------------------------------------------- references

SHOWN = draft(
    shot(1, beats=(Beat(id="b1", seconds=4.0, subject="{cast:ines}", action="hands {cast:tom} a cup"),)),
    Shot(id="s2", seconds=4.0, beats=(Beat(id="b2", seconds=4.0, subject="{cast:tom}", action="drinks"),)),
    cast=(
        CastMember(id="bea", label="Bea"),
        CastMember(id="ines", label="Ines", refs=tuple(Reference(id=f"r{n}", asset=PICTURE) for n in (1, 2))),
        CastMember(id="tom", label="Tom", refs=(Reference(id="r3", asset=PICTURE),)),
    ),
)


@pytest.mark.parametrize(
    ("name", "ines", "tom"),
    [
        ("kling/kling-3.0", "@element_1", "@element_2"),
        ("kling/kling-3.0-omni", "@image_1", "@image_3"),
        ("fal/kling-v3-standard", "@Element1", "@Element2"),
        ("fal/kling-4.0", "@Element1", "@Element2"),
        ("fal/seedance-2.5", "@Image1", "@Image3"),
    ],
)
def test_the_words_point_at_pictures_as_each_way_to_a_model_does(name: str, ines: str, tom: str) -> None:
    model = catalog().model(name)
    made = compiled(SHOWN, model)
    assert f"{ines} Ines" in made.text
    assert f"{tom} Tom" in made.text
    sent = make_request(SHOWN, made, model).inputs
    assert [(each.cast, each.tag) for each in sent] == [("ines", ines), ("ines", ines), ("tom", tom)]
    assert "@" not in compiled(SHOWN, catalog().model("kling-2.6")).text


def test_an_entry_that_is_read_alone_points_at_the_picture_again() -> None:
    made = compiled(SHOWN, catalog().model("kling/kling-3.0"))
    assert made.dialect == "kling_shots"
    assert ["@element_2 Tom" in part.text for part in made.parts] == [True, True]
    assert made.parts[0].text.count("@element_1") == 1


def test_silence_leaves_the_words_without_sound() -> None:
    heard = draft(frame=Frame(audio="off"), sound=Sound(ambience=("rain on glass",)))
    for name in ("veo", "seedance", "seedance_marked", "hailuo", "ltx", "json", "sora_brief", "kling_list"):
        assert "rain on glass" not in compiled(heard, row(name, audio="switch")).text
        assert "sound.ambience" in lost(heard, row(name, audio="switch"), "silent")
