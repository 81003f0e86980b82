"""The shaded side of a face: what a patch of light leaves over of the head, as large as Qt would cut it."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from app.animatic.faces import Patch, _left_over
from app.animatic.ink import limb
from app.animatic.space import Point, capsule

CHINS = [((0.0, 100.0), 56.0), ((40.0, 80.0), 56.0), ((-70.0, 60.0), 50.0), ((30.0, -20.0), 56.0)]


def area(outline: list[Point]) -> float:
    return (
        abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(outline, [*outline[1:], outline[0]], strict=True))) / 2
    )


@pytest.mark.parametrize("side", [1.0, -1.0])
@pytest.mark.parametrize(("chin", "radius"), CHINS)
def test_it_is_the_head_without_the_light(chin: Point, radius: float, side: float) -> None:
    patch = Patch((side * 82.0, -5.0), 102.0, 155.0, math.pi if side > 0 else 0.0)
    shade = _left_over(capsule((0.0, 0.0), 100.0, chin, radius, steps=34), patch)
    light = QPainterPath()
    light.addEllipse(QPointF(*patch.centre), patch.rx, patch.ry)
    cut = limb((0.0, 0.0), 100.0, chin, radius).subtracted(light).toFillPolygon()
    assert area(shade) == pytest.approx(area([(p.x(), p.y()) for p in cut.toList()]), rel=0.02)


def test_light_on_all_of_a_head_leaves_nothing_and_light_beside_it_leaves_all() -> None:
    head = capsule((0.0, 0.0), 10.0, (0.0, 8.0), 6.0)
    assert _left_over(head, Patch((0.0, 0.0), 40.0, 40.0, 0.0)) == []
    assert _left_over(head, Patch((90.0, 0.0), 20.0, 40.0, 0.0)) == head
