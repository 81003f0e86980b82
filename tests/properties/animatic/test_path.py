"""The camera keeps to its path: arcs keep their target, follows keep their size, holds are still, eases start slow."""

from __future__ import annotations

import math

import pytest

from app.animatic.space import Screen
from app.animatic.stage import Stage, build_stage
from app.domain.draft import Axes, Beat, CastMember, Draft, Ease, Framing, Key, Lock, Shot
from tests.fakes.animatics import path_draft

WIDE, HIGH = 640.0, 360.0


def stage_of(end: Axes, lock: Lock, action: str = "", moves_to: str = "", seconds: float = 4.0) -> Stage:
    """One person seen by a camera with this lock on the way to these axes."""
    framing = Framing(size="ws", angle="eye", target="{cast:ana}")
    keys = (Key(id="k1", framing=framing, lock=lock, ease="constant"), Key(id="k2", t=seconds, axes=end))
    beat = Beat(id="b1", seconds=seconds, subject="{cast:ana}", action=action, moves_to=moves_to)
    shot = Shot(id="s1", seconds=seconds, keys=keys, beats=(beat,) if action else ())
    return build_stage(Draft(id="d", form="f", aim="a", cast=(CastMember(id="ana", label="Ana"),), shots=(shot,)))


def head(stage: Stage, t: float) -> tuple[float, float, float]:
    """Where the figure's head is in the frame, and how many pixels a metre has there."""
    view = stage.at(t)
    screen = Screen(view.camera, WIDE, HIGH, (WIDE / 2, HIGH * view.camera.eye_line))
    point = view.bodies[0].joints["head"]
    flat = screen.at(point)
    assert flat is not None
    return flat[0], flat[1], screen.scale(point)


@pytest.mark.parametrize(("units", "degrees"), [(8.0, 120.0), (-8.0, -120.0), (24.0, 360.0)])
def test_an_arc_keeps_its_target_in_the_middle_while_the_ground_turns(units: float, degrees: float) -> None:
    stage = stage_of(Axes(truck=units, pan=-units), "look_at")
    first = head(stage, 0.0)
    for step in range(1, 9):
        x, y, scale = head(stage, step / 2)
        assert x == pytest.approx(first[0], abs=WIDE * 0.02)
        assert y == pytest.approx(first[1], abs=HIGH * 0.02)
        assert scale == pytest.approx(first[2], rel=0.03)
    turned = sum(
        (stage.at((n + 1) / 2).camera.yaw - stage.at(n / 2).camera.yaw + math.pi) % (2 * math.pi) - math.pi
        for n in range(8)
    )
    assert math.degrees(turned) == pytest.approx(degrees, abs=1), "to its right round the target: it turns left"


def test_a_follow_keeps_the_figure_s_size_while_it_walks() -> None:
    stage = stage_of(Axes(truck=6.0), "follow", "walks along the street", "right")
    first, last = stage.at(0.0), stage.at(3.9)
    walked = math.dist(first.bodies[0].place, last.bodies[0].place)
    assert walked > 3
    assert math.dist(first.camera.eye, last.camera.eye) == pytest.approx(walked, rel=0.1)
    sizes = [head(stage, step / 4)[2] for step in range(16)]
    assert max(sizes) < 1.05 * min(sizes)
    assert all(abs(head(stage, step / 4)[0] - WIDE / 2) < WIDE * 0.1 for step in range(16))


def test_a_locked_camera_lets_who_walks_leave_the_middle() -> None:
    stage = stage_of(Axes(), "none", "walks to the right", "right")
    assert head(stage, 3.9)[0] > head(stage, 0.0)[0] + WIDE * 0.1


@pytest.mark.parametrize(
    ("ease", "early", "late"),
    [("in", 0.15, 0.35), ("out", 0.35, 0.15), ("in_out", 0.2, 0.2), ("constant", 0.26, 0.26)],
)
def test_an_ease_starts_or_stops_slowly(ease: Ease, early: float, late: float) -> None:
    stage = build_stage(path_draft(Axes(truck=5), seconds=4.0, ease=ease))

    def way(start: float, end: float) -> float:
        return math.dist(stage.at(start).camera.eye, stage.at(end).camera.eye)

    whole = way(0, 4)
    assert (way(0, 1) / whole < early) == (ease in ("in", "in_out", "constant"))
    assert (way(3, 4) / whole < late) == (ease in ("out", "in_out", "constant"))


def test_the_camera_never_goes_below_the_ground() -> None:
    stage = build_stage(path_draft(Axes(pedestal=-10, tilt=5), seconds=2.0))
    assert min(stage.at(step / 10).camera.eye[2] for step in range(21)) >= 0.05


def test_a_dolly_zoom_keeps_its_target_and_changes_what_is_behind() -> None:
    stage = build_stage(path_draft(Axes(dolly=5, zoom=-5), seconds=2.0))
    screens = []
    for t in (0.0, 2.0):
        camera = stage.at(t).camera
        screens.append(Screen(camera, WIDE, HIGH, (WIDE / 2, HIGH * camera.eye_line)))
    here, behind = (0.0, 0.0, 0.25), (0.0, 9.0, 0.25)
    assert screens[1].scale(here) == pytest.approx(screens[0].scale(here), rel=0.05)
    assert screens[1].scale(behind) < 0.7 * screens[0].scale(behind)
