"""Framing is true: each size of shot shows its figure as large as its name says, from the widest to the closest."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.animatic.band import band_height
from app.animatic.figures import EYES, HEAD_RADIUS
from app.animatic.framing import FRAME_HEIGHTS
from app.animatic.space import Screen
from app.animatic.stage import Stage, build_stage
from app.domain.draft import CastMember, Draft, Frame, Framing, Key, Shot
from tests.fakes.animatics import Picture, painted

pytestmark = pytest.mark.usefixtures("qapp")
SIZES = ("ews", "ws", "mws", "cowboy", "ms", "mcu", "cu", "ecu")
WIDE, HIGH = 640, 360


def stage_of(size: str, angle: str = "eye", aspect: str = "16:9") -> Stage:
    """One person of ordinary height, framed so."""
    key = Key(id="k1", framing=Framing(size=size, angle=angle, target="{cast:ana}"))
    cast = (CastMember(id="ana", label="Ana", identity=("bald",)),)
    shot = Shot(id="s1", seconds=2, keys=(key,))
    return build_stage(Draft(id="d", form="f", aim="a", frame=Frame(aspect=aspect), cast=cast, shots=(shot,)))


def screen_of(stage: Stage, t: float = 0.0) -> Screen:
    """The camera over the whole frame, without the bands of a film."""
    camera = stage.at(t).camera
    return Screen(camera, WIDE, HIGH, (WIDE / 2, HIGH * camera.eye_line))


def figure_height(stage: Stage) -> float:
    """Pixels from the soles to the crown, also where they are outside of the frame."""
    screen = screen_of(stage)
    (body,) = stage.at(0).bodies
    x, y, z = body.place
    foot, crown = screen.at((x, y, z)), screen.at((x, y, z + body.look.height))
    assert foot is not None
    assert crown is not None
    return foot[1] - crown[1]


def skin_width(picture: Picture) -> int:
    """The widest row of clay-coloured pixels: a head with its ears, seen from the front."""
    rows = range(0, picture.height, 3)
    return max(sum(_is_skin(*picture.at(x, y)) for x in range(0, picture.width, 2)) * 2 for y in rows)


def _is_skin(r: int, g: int, b: int) -> bool:
    return r - b in range(12, 45) and r > 110 and g in range(b, r + 1)


def test_the_figure_grows_from_the_widest_to_the_closest() -> None:
    heights = [figure_height(stage_of(size)) for size in SIZES]
    assert heights == sorted(heights)
    assert all(after > 1.15 * before for before, after in pairwise(heights))


@pytest.mark.parametrize("size", SIZES)
def test_the_frame_is_as_many_heights_of_the_figure_as_its_name_says(size: str) -> None:
    # measured at the distance of the eyes, which the lens points at
    assert HIGH / figure_height(stage_of(size)) == pytest.approx(FRAME_HEIGHTS[size], rel=0.05)


def test_the_painted_head_grows_as_the_framing_says() -> None:
    widths = [skin_width(painted(stage_of(size), 0.0, (WIDE, HIGH))) for size in ("ms", "mcu", "cu", "ecu")]
    expected = [2.3 * HEAD_RADIUS / FRAME_HEIGHTS[size] * HIGH for size in ("ms", "mcu", "cu", "ecu")]
    assert widths == sorted(widths)
    for width, wish in zip(widths, expected, strict=True):
        assert width == pytest.approx(wish, rel=0.2)


@pytest.mark.parametrize("size", SIZES)
def test_the_eyes_are_in_the_upper_half_and_the_crown_of_a_wide_frame_is_inside(size: str) -> None:
    stage = stage_of(size)
    screen = screen_of(stage)
    (body,) = stage.at(0).bodies
    x, y, _ = body.joints["head"]
    eyes, crown = screen.at((x, y, EYES * body.look.height)), screen.at((x, y, body.look.height))
    assert eyes is not None
    assert crown is not None
    assert 0.12 * HIGH < eyes[1] < 0.42 * HIGH
    assert eyes[0] == pytest.approx(WIDE / 2, abs=WIDE * 0.03)
    if size in ("ews", "ws", "mws", "cowboy", "ms"):
        assert crown[1] > 0.06 * HIGH
    if size in ("ews", "ws"):
        free = HIGH - band_height(WIDE, HIGH)
        camera = stage.at(0).camera
        foot = Screen(camera, WIDE, HIGH, (WIDE / 2, free * camera.eye_line)).at(body.place)
        assert foot is not None
        assert foot[1] < free, "the feet stand above the band of a film"


@pytest.mark.parametrize("aspect", ["9:16", "1:1", "21:9"])
def test_a_size_is_the_same_in_every_frame(aspect: str) -> None:
    assert HIGH / figure_height(stage_of("ms", aspect=aspect)) == pytest.approx(FRAME_HEIGHTS["ms"], rel=0.05)


@pytest.mark.parametrize(("angle", "above"), [("low", -1), ("high", 1), ("top", 1), ("aerial", 1)])
def test_an_angle_puts_the_camera_below_or_above_the_eyes(angle: str, above: int) -> None:
    stage = stage_of("ms", angle)
    eyes = EYES * 1.72
    assert above * (stage.at(0).camera.eye[2] - eyes) > 0.1
    (body,) = stage.at(0).bodies
    target = screen_of(stage).at(body.joints["head"])
    assert target is not None
    assert 0 < target[1] < HIGH
