"""Clips that go along: said once with their part, sent or told as a loss, counted into the price, held to the row."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain import path as paths
from app.domain.draft import Beat, CastMember, Draft, Ends, Footage, Frame, Reference, ReferenceClip
from app.domain.finding import Finding
from app.domain.model import ClipLimits, Lengths, Model, Price
from app.prompting import make_request, paths_of
from app.strings import has
from tests.unit.prompting.cases import PICTURE, compiled, draft, findings, mended, row, shot

MP4 = Footage(seconds=5.0, width=1280, height=720, fps=24.0, size=3_000_000, kind="mp4", sound=True)
TAKES = ClipLimits(most=2, seconds_least=3, seconds_most=10, seconds_together=12)


def clip(number: int = 1, **fields: Any) -> ReferenceClip:
    given: dict[str, Any] = {"id": f"c{number}", "asset": f"sha256:{number:064d}", "role": "camera", "footage": MP4}
    return ReferenceClip(**{**given, **fields})


def with_clips(*clips: ReferenceClip, **fields: Any) -> Draft:
    return draft(clips=clips, **fields)


def takes(clips: ClipLimits | None = TAKES, dialect: str = "timed", **limits: Any) -> Model:
    model: Model = row(dialect, clips=clips, **limits).replace(clip_tag="@Video{n}")
    return model


def lost(of: Draft, model: Model) -> dict[str, tuple[str, ...]]:
    return {loss.id: paths_of(loss) for loss in compiled(of, model).losses}


@pytest.mark.parametrize("dialect", ["timed", "kling_scene", "sora", "ltx", "seedance", "runway", "hailuo", "veo"])
def test_the_words_say_once_and_first_what_a_clip_is_for(dialect: str) -> None:
    made = compiled(with_clips(clip(ignore="the people in it")), takes(dialect=dialect))
    said = "@Video1 is the reference for how the camera moves; leave out the people in it.\n"
    assert made.text.startswith(said)
    assert made.text.count("@Video1") == 1
    assert "".join(span.text for span in made.spans) == made.text
    assert {span.path for span in made.spans if span.section == "clips"} == {
        *("clips[c1].asset", "clips[c1].role", "clips[c1].ignore", ""),
    }


def test_a_list_of_shots_says_it_in_its_first_entry_and_json_in_a_value() -> None:
    two = with_clips(clip(), language="zh").replace(shots=(shot(1), shot(2)))
    for of in (two, two.replace(language="en")):
        made = compiled(of, takes(dialect="kling_shots"))
        assert ["@Video1" in part.text for part in made.parts] == [True, False]
        assert made.text.count("@Video1") == 1
        assert compiled(of, takes(dialect="json")).text.startswith('{\n  "references": "@Video1')


def test_several_shots_go_in_one_text_where_no_list_goes_along() -> None:
    model = takes(TAKES.replace(shot_list=False), "kling_scene").replace(shots_dialect="kling_shots")
    several = draft(shot(1), shot(2), clips=(clip(),))
    made = compiled(several, model)
    assert (made.dialect, made.parameters["multi_shot"]) == ("kling_scene", False)
    assert compiled(several.replace(clips=()), model).dialect == "kling_shots"


def test_clips_go_along_in_order_and_others_are_told_as_a_loss() -> None:
    both = with_clips(clip(1, role="edit"), clip(2), clip(3, role="look", ignore="the titles"))
    model = takes()
    made = compiled(both, model)
    sent = make_request(both, made, model).inputs
    assert [(each.role, each.asset[-1], each.tag) for each in sent] == [
        ("clip", "2", "@Video1"),
        ("clip", "3", "@Video2"),
    ]
    assert lost(both, model)["clip"] == ("clips[c1].asset", "clips[c1].role")
    assert lost(both, row())["clip"][-1] == "clips[c3].ignore"
    assert make_request(both, compiled(both, row()), row()).inputs == ()


def test_the_sound_of_a_clip_is_kept_by_a_switch_or_told_as_a_loss() -> None:
    kept = with_clips(clip(keep_sound=True))
    model = takes(TAKES.replace(keeps_sound=True, silent=True), audio="switch")
    assert compiled(kept, model).parameters["keep_sound"] is True
    assert compiled(kept, model).parameters["audio"] is False
    silent = compiled(kept.replace(frame=Frame(audio="off")), model)
    assert silent.parameters["keep_sound"] is False
    assert "clip_sound" in {loss.id for loss in silent.losses}
    assert "keep_sound" not in compiled(kept, takes()).parameters
    assert lost(kept, takes())["clip_sound"] == ("clips[c1].keep_sound",)


def test_an_edited_clip_keeps_its_length_and_frame() -> None:
    model = row(edits=ClipLimits(follows=True)).replace(prices=(Price(usd_per_second=0.1, video_in=True),))
    of = with_clips(clip(role="edit"))
    told = compiled(of, model)
    assert {"length_of_clip", "aspect_of_clip"} <= {loss.id for loss in told.losses}
    assert told.estimate.usd == 0.5
    assert "length_of_clip" not in lost(of.replace(shots=(shot(1, 5.0),)), model)


def test_a_rate_without_clips_does_not_hold_with_one() -> None:
    plain = takes(lengths=Lengths(least=3, most=15)).replace(prices=(Price(usd_per_second=0.2),))
    assert compiled(with_clips(), plain).estimate.usd == 0.8
    assert compiled(with_clips(clip()), plain).estimate.usd is None
    both = plain.replace(prices=(*plain.prices, Price(usd_per_second=0.1, video_in=True, counts_clips="doubled")))
    # five seconds of the clip and four of the draft; and for a short clip twice what is made
    assert compiled(with_clips(clip()), both).estimate.usd == 0.9
    assert compiled(with_clips(clip(footage=MP4.replace(seconds=3.0))), both).estimate.usd == 0.8
    assert compiled(with_clips(), both).estimate.usd == 0.8
    added = plain.replace(prices=(Price(usd_per_second=0.1, video_in=True, counts_clips="added"),))
    assert compiled(with_clips(clip(footage=MP4.replace(seconds=3.0))), added).estimate.usd == 0.7


# ----------------------------------------------------------------------------------------------------------- limits

PICTURED = (CastMember(id="ines", label="Ines", refs=tuple(Reference(id=f"r{n}", asset=PICTURE) for n in range(3))),)
SILENT = takes(TAKES.replace(silent=True), audio="switch")
BEYOND: list[tuple[str, Model, Draft, bool]] = [
    ("clips", takes(), with_clips(clip(1), clip(2), clip(3)), True),
    ("clips.edits", row(edits=ClipLimits()), with_clips(clip(1, role="edit"), clip(2, role="edit")), True),
    ("clips.together", takes(edits=ClipLimits(), clips_together=1), with_clips(clip(1), clip(2, role="edit")), True),
    ("clip_needed", takes(TAKES.replace(needed=True)), with_clips(clip(role="edit")), False),
    ("clip_needed.edits", row(edits=ClipLimits(needed=True)), with_clips(clip()), False),
    ("clip_frames", takes(TAKES.replace(frames=False)), with_clips(clip(), ends=Ends(start_image=PICTURE)), True),
    ("clip_pictures", takes(TAKES.replace(pictures=2), elements=7), with_clips(clip(), cast=PICTURED), True),
    ("clip_sound", SILENT, with_clips(clip()), True),
    ("clip_sound.own", takes(TAKES.replace(silent=True, keeps_sound=True), audio="switch"), with_clips(clip()), True),
    ("clip_length", takes(), with_clips(clip(footage=MP4.replace(seconds=10.2))), False),
    ("clip_length.short", takes(), with_clips(clip(footage=MP4.replace(seconds=2.8))), False),
    ("clip_length.together", takes(), with_clips(clip(1), clip(2, footage=MP4.replace(seconds=7.2))), False),
    ("clip_shape", takes(TAKES.replace(side_most=1200)), with_clips(clip()), False),
    ("clip_shape.small", takes(TAKES.replace(side_least=721)), with_clips(clip()), False),
    ("clip_shape.small", takes(TAKES.replace(pixels_least=930_000)), with_clips(clip()), False),
    ("clip_shape", takes(TAKES.replace(pixels_most=900_000)), with_clips(clip()), False),
    ("clip_shape.wide", takes(TAKES.replace(ratio_most=1.5)), with_clips(clip()), False),
    ("clip_shape.tall", takes(TAKES.replace(ratio_least=2.0)), with_clips(clip()), False),
    ("clip_rate", takes(TAKES.replace(fps_most=23)), with_clips(clip()), False),
    ("clip_rate.slow", takes(TAKES.replace(fps_least=25)), with_clips(clip()), False),
    ("clip_kind", takes(TAKES.replace(kinds=("mov",))), with_clips(clip()), False),
    ("clip_size", takes(TAKES.replace(megabytes=2)), with_clips(clip()), False),
    ("clip_address", takes(TAKES.replace(by_address=True)), with_clips(clip()), False),
    ("clip_address.form", takes(TAKES.replace(by_address=True)), with_clips(clip(address="file:///a.mp4")), False),
]


@pytest.mark.parametrize(("id", "model", "of", "mends"), BEYOND, ids=[f"{row[0]}{n}" for n, row in enumerate(BEYOND)])
def test_what_a_row_does_not_take_is_told_with_its_place_and_mended_where_that_can_be(
    id: str, model: Model, of: Draft, mends: bool
) -> None:
    found: Finding = findings(of, model)[id]
    assert (found.level, found.code[:2]) == ("error", "H1")
    assert paths.exists(of, found.path)
    assert has(found.sentence)
    assert (found.fix is not None) == mends
    if found.fix is not None:
        assert has(f"fix.{found.fix.id}")
        assert id not in findings(mended(of, found), model)
    assert id.startswith("clip_needed") or id not in findings(of.replace(clips=()), model)
    assert id not in findings(of, row())


def test_what_fits_or_nobody_has_read_is_not_doubted() -> None:
    tight = TAKES.replace(
        side_least=720, side_most=1280, ratio_least=1.78, ratio_most=1.78, fps_least=24, fps_most=24, kinds=("mp4",),
        by_address=True, silent=True, frames=True, pictures=2, pixels_most=921_600, pixels_least=921_600, megabytes=3,
    )  # fmt: skip
    fits = with_clips(clip(address="https://x.test/a.mp4"), frame=Frame(audio="off"))
    assert [each for each in findings(fits, takes(tight, audio="switch")) if each.startswith("clip")] == []
    unread = with_clips(clip(footage=Footage(), address="https://x.test/a.mp4"))
    assert [each for each in findings(unread, takes(tight)) if each.startswith("clip")] == []


def test_an_edit_of_a_clip_with_several_changes_is_doubted_where_it_is_sent() -> None:
    def asked(action: str, role: str = "edit") -> Draft:
        beat = Beat(id="b1", seconds=4.0, action=action)
        return draft(shot(1, beats=(beat,)), clips=(clip(role=role),))

    model = row(edits=ClipLimits(), clips=ClipLimits())
    several = "the coat turns teal and the tin turns red"
    assert findings(asked(several), model)["one_change"].code == "C61"
    assert "one_change" not in findings(asked("the coat turns teal"), model)
    assert "one_change" not in findings(asked(several, "camera"), model)
    assert "one_change" not in findings(asked(several), row())


def test_a_clip_of_people_is_doubted_where_a_maker_refuses_faces() -> None:
    assert findings(with_clips(clip()), takes(faces=False))["faces.clip"].level == "warning"
