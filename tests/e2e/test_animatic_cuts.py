"""Shots meet as they say: a cut at its very picture, a dissolve and a fade over their time, lengths to the picture."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from app.animatic.stage import DISSOLVE, FADE
from app.domain.draft import CutIn, Draft, Frame, Light, Place, Prop, Shot
from tests.fakes.animatics import Picture, decoded, make_clip

pytestmark = pytest.mark.usefixtures("qapp")


def two_shots(first: float, second: float, cut_in: CutIn, aspect: str = "16:9") -> Draft:
    """A bright first shot and a dark second one."""
    shots = (
        Shot(id="s1", seconds=first, light_override="bright noon"),
        Shot(id="s2", seconds=second, light_override="night", cut_in=cut_in),
    )
    place = Place(setting="an open field", props=(Prop(id="p1", label="red crate"),))
    return Draft(id="d", form="f", aim="a", frame=Frame(aspect=aspect), light=Light(), place=place, shots=shots)


def lumas(pictures: list[Picture]) -> list[float]:
    return [picture.luma() for picture in pictures]


@pytest.mark.parametrize("frames", [7, 12, 17])
def test_a_cut_cuts_at_its_very_picture(tmp_path: Path, frames: int) -> None:
    draft = two_shots(round(frames / 24, 6), 0.5, "cut")
    found = lumas(decoded(make_clip(draft, tmp_path, short_side=144).clip))
    day, night = found[0], found[-1]
    assert day > 3 * night
    assert [luma > (day + night) / 2 for luma in found] == [number < frames for number in range(len(found))]


def test_a_dissolve_goes_evenly_from_one_shot_to_the_other(tmp_path: Path) -> None:
    found = lumas(decoded(make_clip(two_shots(0.5, 1.0, "dissolve"), tmp_path, short_side=144).clip))
    day, night, last = found[0], found[-1], 12 + round(DISSOLVE * 24)
    assert found[11] == pytest.approx(day, rel=0.02)
    assert found[12] > 0.9 * day, "it starts at the cut"
    middle = found[12 + round(DISSOLVE * 12)]
    assert middle == pytest.approx((day + night) / 2, rel=0.1)
    assert found[last + 1] == pytest.approx(night, rel=0.05)
    falling = found[12:last]
    assert falling == sorted(falling, reverse=True)


def test_a_fade_goes_through_black(tmp_path: Path) -> None:
    found = lumas(decoded(make_clip(two_shots(0.5, 1.0, "fade"), tmp_path, short_side=144).clip))
    assert found[12] < 3, "the new shot begins black"
    assert found[4] == pytest.approx(found[0], rel=0.02), "the old one is whole until half a fade before"
    assert found[9] < 0.8 * found[0]
    rising = found[12 : 12 + round(FADE * 24)]
    assert rising == sorted(rising)
    assert found[-1] == pytest.approx(found[12 + round(FADE * 24) + 1], rel=0.02)


@pytest.mark.parametrize("seconds", [3.37, 1 / 24, 7 / 24, 2.04, 1.9999, 0.01, 5.021])
def test_the_length_is_the_draft_s_to_the_picture(tmp_path: Path, seconds: float) -> None:
    draft = two_shots(round(seconds, 6), 0.0, "cut")
    pictures = decoded(make_clip(draft, tmp_path, short_side=64).clip)
    assert abs(len(pictures) - seconds * 24) <= 1
    assert len(pictures) == max(1, round(seconds * 24))


@pytest.mark.parametrize(
    ("aspect", "shape"),
    [
        ("16:9", Fraction(16, 9)),
        ("9:16", Fraction(9, 16)),
        ("1:1", Fraction(1)),
        ("4:3", Fraction(4, 3)),
        ("3:4", Fraction(3, 4)),
        ("4:5", Fraction(4, 5)),
        ("21:9", Fraction(21, 9)),
        ("2.39:1", Fraction(239, 100)),
        ("3:2", Fraction(3, 2)),
    ],
)
def test_every_frame_has_its_aspect(tmp_path: Path, aspect: str, shape: Fraction) -> None:
    made = make_clip(two_shots(0.1, 0.0, "cut", aspect), tmp_path, clean=False, short_side=720, fps=12)
    first = decoded(made.clip)[0]
    assert min(first.width, first.height) == 720
    assert first.width / first.height == pytest.approx(float(shape), rel=0.002)
    assert first.width % 2 == first.height % 2 == 0
