"""Slow movement is drawn on twos; what is fast, cut, spoken or blinked at is drawn in every picture."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from app.animatic.order import FPS, frame_size
from app.animatic.stage import Stage, build_stage
from app.animatic.twos import STILL, Twos, ways
from app.catalog import Catalog
from app.domain.draft import Axes, Draft
from tests.fakes.animatics import path_draft

SIZE = (1280, 720)
SLOW = {"truck": 0.04, "pedestal": 0.02, "dolly": 0.04, "pan": 0.02, "tilt": 0.02, "roll": 0.02, "zoom": 0.04}
FAST = {"truck": 2.0, "pedestal": 0.8, "dolly": 2.0, "pan": 1.0, "tilt": 1.0, "roll": 2.0, "zoom": 2.0}


def held(stage: Stage, seconds: float) -> list[bool]:
    """Of each picture, whether the drawing before stands for it."""
    twos = Twos(stage, SIZE)
    return [twos.holds(number / FPS, first=number == 0) for number in range(round(seconds * FPS))]


@pytest.mark.parametrize("axis", FAST)
@pytest.mark.parametrize("sign", [1, -1])
def test_a_fast_move_is_drawn_in_every_picture(axis: str, sign: int) -> None:
    stage = build_stage(path_draft(Axes(**{axis: sign * FAST[axis]}), seconds=0.5))
    assert not any(held(stage, 0.5))


@pytest.mark.parametrize("axis", SLOW)
def test_a_slow_move_is_drawn_in_every_second_picture(axis: str) -> None:
    stage = build_stage(path_draft(Axes(**{axis: SLOW[axis]}), seconds=1.0))
    assert held(stage, 0.5) == [False, True] * 6


def test_a_whip_is_drawn_in_every_picture_while_it_is_fast() -> None:
    draft = Catalog().preset("whip-to-answer").draft
    stage = build_stage(draft)
    for number, stands in enumerate(held(stage, draft.seconds)):
        before, now = stage.at(max(0, number - 1) / FPS), stage.at(number / FPS)
        if abs(math.degrees(now.camera.yaw - before.camera.yaw)) > 0.2:
            assert not stands


def drafts() -> list[Draft]:
    """One that acts in three shots, one whose camera moves, one where it rains."""
    return [Catalog().preset(name).draft for name in ("the-knock", "small-rescue", "two-truths")]


@pytest.mark.parametrize("draft", drafts(), ids=lambda draft: draft.id)
def test_a_drawing_stands_for_two_pictures_at_most_and_never_over_a_cut(draft: Draft) -> None:
    stage = build_stage(draft)
    size = frame_size(draft.frame.aspect)
    stands = held(stage, draft.seconds)
    assert not any(one and other for one, other in pairwise(stands))
    for number in (place for place, each in enumerate(stands) if each):
        before, now = stage.at((number - 1) / FPS), stage.at(number / FPS)
        assert (before.shot, before.beat, before.line) == (now.shot, now.beat, now.line)
        assert max(ways(before, now, size)) <= STILL


def test_what_falls_is_drawn_in_every_picture() -> None:
    draft = path_draft(Axes(), seconds=1.0)
    assert any(held(build_stage(draft), 1.0))
    snow = draft.replace(light=draft.light.replace(weather="snow"))
    assert not any(held(build_stage(snow), 1.0))


def test_the_first_of_a_group_is_always_drawn() -> None:
    twos = Twos(build_stage(path_draft(Axes(), seconds=1.0)), SIZE)
    assert [twos.holds(number / FPS, first=number % 3 == 0) for number in range(6)] == [False, True, False] * 2
