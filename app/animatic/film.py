"""Makes the film of an order: builds the stage, paints every picture, lays the sound under it."""

from __future__ import annotations

import os
import threading
from array import array
from pathlib import Path
from typing import TYPE_CHECKING

from app.animatic.encode import Canvas, Film, Paint, draw, encode
from app.animatic.order import FPS, Order, frame_size
from app.animatic.parts import groups, parts_of
from app.animatic.sound import RATE, Blip, sound_track, tick, tone
from app.animatic.stage import Stage, build_stage

if TYPE_CHECKING:
    from app.animatic.crew import Crew
    from app.animatic.worker import Progress
    from app.domain.draft import Draft


def make(order: Order, told: Progress, stop: threading.Event, crew: Crew | None = None) -> None:
    """Draw and encode it. BadFile where the draft is none, Stopped when `stop` was set."""
    stage, film = _read(order)
    told.frames, told.beside = film.frames, crew
    if crew is not None:
        # copies have from here what there is by now
        _import_painting()
        crew.copy(lambda file, ended: _assist(order, stage, film, told.beside_it(file), ended))
    sound = sound_track(blips(stage), film.frames * RATE // film.fps)
    film = film._replace(sound=sound, tags=order.tags)
    painting = _painting(stage, film, order.clean)
    told.findings = [] if order.clean else _findings(stage)
    encode(film, Path(order.out), painting, told.tell, stop, crew)


def assist(order: Order, told: Progress, stop: threading.Event) -> None:
    """Draw pictures of it for the process that makes it."""
    stage, film = _read(order)
    told.frames = film.frames
    _assist(order, stage, film, told, stop)


def _assist(order: Order, stage: Stage, film: Film, told: Progress, stop: threading.Event) -> None:
    draw(film, parts_of(order.out), _painting(stage, film, order.clean), told.tell, stop)
    told.write("done")


def _read(order: Order) -> tuple[Stage, Film]:
    """The stage of an order and its film, without sound and tags."""
    draft = _draft(order)
    stage = build_stage(draft)
    width, height = frame_size(draft.frame.aspect, order.short_side)
    frames = max(1, round(stage.seconds * order.fps))
    return stage, Film(width, height, order.fps, frames, array("f"), {})


def _draft(order: Order) -> Draft:
    from app.domain.upgrade import read_draft

    return read_draft(order.draft.encode(), Path(order.out).name)


def _findings(stage: Stage) -> list[dict[str, object]]:
    from app.animatic.notes import notes

    return [{"id": each.id, "level": each.level, "path": each.path, "args": each.args} for each in notes(stage)]


def blips(stage: Stage) -> list[Blip]:
    """What is heard: a tick at each beat, lower at a cut, and a tone for each cue."""
    found: list[Blip] = []
    shot = -1
    for span in stage.timeline.beats:
        found.append(tick(span.start, span.shot != shot))
        shot = span.shot
    for cue in stage.timeline.cues:
        sound = tone(cue.start, cue.end - cue.start, cue.kind)
        if sound is not None:
            found.append(sound)
    return found


def _import_painting() -> None:
    from app.animatic import paint, twos  # noqa: F401 - before there are copies that would import it too


def _painting(stage: Stage, film: Film, clean: bool) -> Paint:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication, QImage, QPainter

    from app.animatic.paint import paint
    from app.animatic.twos import Twos

    if QGuiApplication.instance() is None:
        QGuiApplication(["shotwright"])

    twos = Twos(stage, (film.width, film.height))
    firsts = {numbers[0] for numbers in groups(film.frames)}

    def draw(canvas: Canvas, number: int) -> bool:
        # each group is drawn by a process of its own, so none hangs on the one before
        if twos.holds(number / film.fps, first=number in firsts or film.fps < FPS):
            return True
        image = QImage(canvas.memory, film.width, film.height, canvas.stride, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        paint(painter, (film.width, film.height), stage, number / film.fps, clean=clean)
        painter.end()
        return False

    return draw
