"""Motion is true: what moves in the encoded pictures is what the seven axes say, in kind and in direction."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from app.domain.draft import Axes
from tests.fakes.animatics import FAR, MIDDLE, NEAR, Blob, blob, decoded, make_clip, path_draft

pytestmark = pytest.mark.usefixtures("qapp")
UNITS = {"truck": 2.0, "pedestal": 0.8, "dolly": 2.0, "pan": 1.0, "tilt": 1.0, "roll": 2.0, "zoom": 2.0}
NAMES = (NEAR, MIDDLE, FAR)


class Moved(NamedTuple):
    """How far a crate went to the right and down, in pixels, and how much it grew."""

    x: float
    y: float
    grown: float


def measured(tmp_path: Path, axis: str, sign: int) -> dict[str, Moved]:
    """What becomes of each crate from the first to the last picture of a real clip in which one axis moves."""
    draft = path_draft(Axes(**{axis: sign * UNITS[axis]}), seconds=0.5)
    pictures = decoded(make_clip(draft, tmp_path).clip)
    assert len(pictures) == 12
    return {name: _between(blob(pictures[0], name), blob(pictures[-1], name)) for name in NAMES}


def _between(first: Blob, last: Blob) -> Moved:
    return Moved(last.x - first.x, last.y - first.y, last.size / first.size)


@pytest.mark.parametrize("sign", [1, -1])
def test_a_truck_moves_near_things_more_than_far_ones(tmp_path: Path, sign: int) -> None:
    moved = measured(tmp_path, "truck", sign)
    near, middle, far = (-sign * moved[name].x for name in NAMES)
    assert near > 1.15 * middle > 1.15 * 1.15 * far > 9
    assert all(abs(each.y) < 3 for each in moved.values())
    assert moved[MIDDLE].grown == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("sign", [1, -1])
def test_a_pan_moves_everything_alike(tmp_path: Path, sign: int) -> None:
    moved = measured(tmp_path, "pan", sign)
    ways = [-sign * moved[name].x for name in NAMES]
    assert min(ways) > 20
    assert max(ways) < 1.25 * min(ways)


@pytest.mark.parametrize("sign", [1, -1])
def test_a_pedestal_moves_near_things_more_than_far_ones(tmp_path: Path, sign: int) -> None:
    moved = measured(tmp_path, "pedestal", sign)
    near, middle, far = (sign * moved[name].y for name in NAMES)
    assert near > 1.1 * middle > 1.1 * 1.1 * far > 5
    assert abs(moved[MIDDLE].x) < 2


@pytest.mark.parametrize("sign", [1, -1])
def test_a_tilt_moves_everything_alike(tmp_path: Path, sign: int) -> None:
    moved = measured(tmp_path, "tilt", sign)
    ways = [sign * moved[name].y for name in NAMES]
    assert min(ways) > 15
    assert max(ways) < 1.25 * min(ways)


@pytest.mark.parametrize("sign", [1, -1])
def test_a_dolly_makes_near_things_grow_more_than_far_ones(tmp_path: Path, sign: int) -> None:
    moved = measured(tmp_path, "dolly", sign)
    near, middle, far = (moved[name].grown ** sign for name in NAMES)
    assert near > middle > far > 1.15
    assert near > 1.12 * far, "parallax"
    assert abs(moved[MIDDLE].x) < 1.5, "it grows from the middle"
    assert sign * moved[NEAR].x < -5, "what is on the left goes out to the left"


@pytest.mark.parametrize("sign", [1, -1])
def test_a_zoom_makes_everything_grow_alike(tmp_path: Path, sign: int) -> None:
    moved = measured(tmp_path, "zoom", sign)
    grown = [moved[name].grown ** sign for name in NAMES]
    assert min(grown) > 1.25
    # the ink line is as wide round small things as round large ones, which costs the small ones a little
    assert max(grown) < 1.12 * min(grown), "no parallax"
    assert abs(moved[MIDDLE].x) < 1.5
    assert sign * moved[FAR].x > 5


@pytest.mark.parametrize("sign", [1, -1])
def test_a_roll_turns_the_picture_the_other_way(tmp_path: Path, sign: int) -> None:
    moved = measured(tmp_path, "roll", sign)
    # clockwise: what is on the left sinks, and the middle stays
    assert sign * moved[NEAR].y > 5
    assert sign * moved[FAR].y < -5, "what is on the right rises"
    assert abs(moved[MIDDLE].x) + abs(moved[MIDDLE].y) < 5
    assert all(each.grown == pytest.approx(1, abs=0.05) for each in moved.values())
