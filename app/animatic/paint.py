"""Paints one moment of a stage with QPainter, the same for the film, the live view and the posters."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.animatic import marks
from app.animatic.band import band_height, paint_band
from app.animatic.figures import Body
from app.animatic.ground import paint_grid, paint_open, paint_room, paint_tiles
from app.animatic.horizons import floor_of, ground_of, paint_horizon
from app.animatic.layout import Thing, stands_on
from app.animatic.letters import Letters
from app.animatic.people import paint_body
from app.animatic.plan import paint_plan
from app.animatic.slate import paint_slate
from app.animatic.solids import paint_thing
from app.animatic.space import Screen, Vec, distance
from app.animatic.stage import Stage, View

HINTS = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing

PARTS = (0.6, 0.3, 0.85)
"""The parts of a beat that are looked at, the likeliest first."""
SMALLEST = 0.035
"""How large a thing has to be to count, in heights of the picture."""
EDGE = 0.03
"""How far from the edge its middle has to be, in widths of the picture."""
MOST_KEPT = 48
"""Pictures kept of one stage: a window that is resized asks for ever new ones."""


class Kept(NamedTuple):
    """What was painted last: all that it was painted from, and the picture where it is worth keeping."""

    state: tuple[object, ...]
    image: QImage | None


def paint(
    painter: QPainter,
    size: tuple[int, int],
    stage: Stage,
    t: float,
    *,
    clean: bool = False,
    band: bool = True,
    guides: bool = True,
) -> None:
    """Fill `size` (pixels from 0, 0) with the stage at `t` seconds.

    `clean` leaves out all that is not in front of the camera; `band` and `guides` do so one by one.
    """
    if len(stage.memory) > MOST_KEPT:
        stage.memory.clear()
    view = stage.at(t)
    width, height = size
    painter.save()
    painter.setRenderHints(HINTS)
    painter.setClipRect(QRectF(0, 0, width, height))
    free = QRectF(0, 0, width, height)
    if band and not clean:
        free.setBottom(height - band_height(width, height))
    if view.under is not None:
        _paint_under(painter, size, stage, view.under[0], free)
        painter.setOpacity(1.0)
        _paint_over(painter, size, stage, view, free, 1.0 - view.under[1])
        screen = _screen(view, size, free)
    else:
        screen = _paint_scene(painter, size, stage, view, free)
    if view.black > 0:
        painter.fillRect(QRectF(0, 0, width, height), QColor(0, 0, 0, round(255 * min(1.0, view.black))))
    if not clean:
        _paint_notes(painter, size, stage, view, screen, free, band=band, guides=guides)
    painter.restore()


def telling_moment(stage: Stage, size: tuple[int, int], start: float = 0.0, end: float | None = None) -> float:
    """The moment between two times that shows most of the figures and things, that of the key beat before others."""
    end = stage.seconds if end is None else end
    best = (-1.0, start + 0.65 * (end - start))
    for span in stage.timeline.beats:
        if span.end <= span.start or not start - 1e-6 <= span.start < end:
            continue
        for number, part in enumerate(PARTS):
            t = span.start + part * (span.end - span.start)
            told = _shown(stage, t, size) + 0.5 * (span.beat.weight == "key") - 0.1 * number
            if told > best[0] + 1e-9:
                best = (told, t)
    return best[1]


def paint_part(painter: QPainter, size: tuple[int, int], stage: Stage, t: float) -> None:
    """Fill `size` with as much of the clean picture at `t` as fits, what the shot is about in its middle."""
    width, height = size
    whole, left, _ = _window(stage, t, size)
    image = QImage(whole, height, QImage.Format.Format_RGB32)
    inner = QPainter(image)
    paint(inner, (whole, height), stage, t, clean=True)
    inner.end()
    painter.drawImage(QRectF(0, 0, width, height), image, QRectF(left, 0, width, height))


def _window(stage: Stage, t: float, size: tuple[int, int]) -> tuple[int, float, Screen]:
    """The width of the whole picture, where the part of it that is shown begins, and how the whole is seen."""
    width, height = size
    whole = max(width, round(height * stage.ratio))
    view = stage.at(t)
    take = stage.takes[view.shot]
    screen = _screen(view, (whole, height), QRectF(0, 0, whole, height))
    flat = screen.at(stage.blocking.target(take.rig.first.target, view.t, take.shot).point)
    middle = flat[0] if flat else whole / 2
    return whole, max(0.0, min(whole - width, middle - width / 2)), screen


def _shown(stage: Stage, t: float, size: tuple[int, int]) -> int:
    """How many of the figures and named things are in the picture."""
    _, left, screen = _window(stage, t, size)
    view = stage.at(t)
    seen = [(body.joints["head"], body.look.height * 0.15) for body in view.bodies]
    for thing in view.things:
        if thing.kind in ("prop", "cast"):
            x, y, z = thing.place
            seen.append(((x, y, z + thing.shape.size[2] / 2), max(thing.shape.size)))
    edge = EDGE * size[0]
    count = 0
    for place, large in seen:
        flat = screen.at(place)
        inside = flat and left + edge < flat[0] < left + size[0] - edge and 0 < flat[1] < size[1] * 0.97
        count += bool(inside) and screen.scale(place) * large > SMALLEST * size[1]
    return count


def _screen(view: View, size: tuple[int, int], free: QRectF) -> Screen:
    centre = (free.center().x(), free.top() + view.camera.eye_line * free.height())
    return Screen(view.camera, size[0], size[1], centre)


def _paint_scene(painter: QPainter, size: tuple[int, int], stage: Stage, view: View, free: QRectF) -> Screen:
    """Everything in front of the camera, far to near. While the camera stands, it is kept until something moves."""
    screen = _screen(view, size, free)
    items = _ordered(view, screen)
    weather = view.t if stage.weather and not stage.interior else 0.0
    key, state = ("scene", size, screen.centre), (view.shot, view.camera, weather, *items)
    kept: Kept | None = stage.memory.get(key)
    if kept is None or kept.state[:2] != state[:2]:
        # a camera that moves will hardly show the same picture again
        stage.memory[key] = Kept(state, None)
        _paint_far(painter, stage, view, screen)
        _paint_items(painter, stage, view, screen, items)
        _paint_weather(painter, stage, view, screen)
        return screen
    if kept.state != state:
        # what moves will hardly look the same in the next picture
        stage.memory[key] = Kept(state, None)
        _paint_standing(painter, size, stage, view, screen, items)
        return screen
    image = kept.image
    if image is None:
        image = QImage(*size, QImage.Format.Format_RGB32)
        stage.memory[key] = Kept(state, image)
        inner = QPainter(image)
        inner.setRenderHints(HINTS)
        _paint_standing(inner, size, stage, view, screen, items)
        inner.end()
    painter.drawImage(QPointF(0, 0), image)
    return screen


def _paint_standing(
    painter: QPainter, size: tuple[int, int], stage: Stage, view: View, screen: Screen, items: list[Thing | Body]
) -> None:
    """The scene before a camera that stands: what is far, and things that never move with nobody behind them, once."""
    behind = _standing_behind(items, stage)
    key, state = ("backdrop", size, screen.centre), (view.shot, view.camera, *items[:behind])
    kept: Kept | None = stage.memory.get(key)
    backdrop = kept.image if kept is not None and kept.state == state else None
    if backdrop is None:
        backdrop = QImage(*size, QImage.Format.Format_RGB32)
        stage.memory[key] = Kept(state, backdrop)
        inner = QPainter(backdrop)
        inner.setRenderHints(HINTS)
        _paint_far(inner, stage, view, screen)
        _paint_items(inner, stage, view, screen, items[:behind])
        inner.end()
    painter.drawImage(QPointF(0, 0), backdrop)
    _paint_items(painter, stage, view, screen, items[behind:])
    _paint_weather(painter, stage, view, screen)


def _ordered(view: View, screen: Screen) -> list[Thing | Body]:
    """Every thing on the stage and who may be in the picture, far to near."""
    eye = view.camera.eye
    items: list[tuple[float, Thing | Body]] = list(zip(_depths(view.things, eye), view.things, strict=True))
    seen = [body for body in view.bodies if not _is_outside(screen, body)]
    items += [(distance(body.joints["pelvis"], eye), body) for body in seen]
    return [item for _, item in sorted(items, key=lambda each: -each[0])]


def _is_outside(screen: Screen, body: Body) -> bool:
    """Whether nothing of a figure can be in the picture, stretched out as it may be."""
    middle, height = body.joints["pelvis"], body.look.height
    ahead = screen.seen(middle)[2]
    if ahead < height:
        return ahead < -height
    return screen.misses((screen.flat(screen.seen(middle)),), 1.1 * height * screen.focal / (ahead - 0.5 * height))


def _depths(things: tuple[Thing, ...], eye: Vec) -> list[float]:
    """How far each thing is: what stands on another comes just before it, as it is painted after it."""
    away = [distance((t.place[0], t.place[1], t.place[2] + t.shape.size[2] / 2), eye) for t in things]
    for number in sorted(range(len(things)), key=lambda each: things[each].place[2]):
        thing = things[number]
        if thing.place[2] > 0.05:
            below = [away[other] for other, each in enumerate(things) if other != number and stands_on(thing, each)]
            away[number] = min([away[number], *(gap - 1e-3 for gap in below)])
    return away


def _standing_behind(items: list[Thing | Body], stage: Stage) -> int:
    """How many of the furthest items are things that never move."""
    for number, item in enumerate(items):
        if isinstance(item, Body) or stage.blocking.moves(item):
            return number
    return len(items)


def _paint_items(painter: QPainter, stage: Stage, view: View, screen: Screen, items: list[Thing | Body]) -> None:
    """Things and figures in their order."""
    take = stage.takes[view.shot]
    letters = Letters(min(screen.width, screen.height) / 72)
    for item in items:
        if isinstance(item, Body):
            paint_body(painter, screen, item, view.tone, take.key_side, letters.u)
        else:
            paint_thing(painter, screen, item, view.tone, letters.u, letters)


def _paint_weather(painter: QPainter, stage: Stage, view: View, screen: Screen) -> None:
    if not stage.interior:
        u = min(screen.width, screen.height) / 72
        marks.paint_weather(painter, screen, stage.weather, view.tone, view.t, u)


def _paint_far(painter: QPainter, stage: Stage, view: View, screen: Screen) -> None:
    """Sky, ground or walls, and the grid."""
    take = stage.takes[view.shot]
    layout, front = stage.layout, take.front
    if stage.interior:
        paint_room(painter, screen, view.tone, layout, front, take.key_side)
        if stage.tiled:
            paint_tiles(painter, screen, view.tone, layout, front)
    else:
        paint_open(painter, screen, ground_of(stage.horizon, view.tone))
        paint_horizon(painter, screen, view.tone, stage.horizon)
        layout, front = floor_of(stage.horizon, layout, front)
    paint_grid(painter, screen, view.tone, layout, front, min(screen.width, screen.height) / 72)


def _paint_under(painter: QPainter, size: tuple[int, int], stage: Stage, t: float, free: QRectF) -> None:
    """The last picture of the shot that dissolves, painted once."""
    key = ("under", size, t)
    image = stage.memory.get(key)
    if image is None:
        image = _picture(size, stage, stage.at(t), free)
        stage.memory[key] = image
    painter.drawImage(QPointF(0, 0), image)


def _paint_over(painter: QPainter, size: tuple[int, int], stage: Stage, view: View, free: QRectF, part: float) -> None:
    painter.setOpacity(part)
    painter.drawImage(QPointF(0, 0), _picture(size, stage, view, free))
    painter.setOpacity(1.0)


def _picture(size: tuple[int, int], stage: Stage, view: View, free: QRectF) -> QImage:
    image = QImage(size[0], size[1], QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHints(HINTS)
    _paint_scene(painter, size, stage, view, free)
    painter.end()
    return image


def _paint_notes(
    painter: QPainter,
    size: tuple[int, int],
    stage: Stage,
    view: View,
    screen: Screen,
    free: QRectF,
    *,
    band: bool,
    guides: bool,
) -> None:
    """What is written over the scene."""
    u = min(size) / 72
    letters = Letters(u)
    if view.cause is not None:
        marks.paint_cause(painter, screen, view.cause, view.t, u)
    top = paint_slate(painter, size, stage, view, letters) if band else 0.0
    free = QRectF(free.left(), top, free.width(), free.height() - top)
    take = stage.takes[view.shot]
    if guides:
        target = stage.blocking.target(view.slate.target or take.rig.first.target, view.t, take.shot)
        marks.paint_guides(painter, free, view, screen.at(target.point), u)
    if not band:
        return
    marks.paint_tags(painter, screen, view.bodies, free, letters)
    if take.travels and min(size) >= 300:
        paint_plan(painter, free, stage, view, size, screen.centre, letters)
    subtitle = marks.paint_subtitle(painter, stage, view, free, letters)
    marks.paint_cues(painter, screen, stage, view, free, letters, subtitle)
    paint_band(painter, size, stage, view)


__all__ = ["Qt", "band_height", "paint", "paint_part", "telling_moment"]
