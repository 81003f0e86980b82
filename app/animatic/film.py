"""Makes the film of an order: builds the stage, paints every picture, lays the sound under it."""

from __future__ import annotations

import os
import threading
from array import array
from pathlib import Path
from typing import TYPE_CHECKING

from app.animatic.encode import Canvas, Film, Paint, encode, encode_part
from app.animatic.halves import second_hand
from app.animatic.order import Order, frame_size
from app.animatic.sound import RATE, Blip, sound_track, tick, tone
from app.animatic.stage import Stage, build_stage
from app.domain.upgrade import read_draft

if TYPE_CHECKING:
    from app.animatic.worker import Progress


def make(order: Order, told: Progress, stop: threading.Event) -> None:
    """Draw and encode it. BadFile where the draft is none, Stopped when `stop` was set."""
    draft = read_draft(order.draft.encode(), Path(order.out).name)
    stage = build_stage(draft)
    width, height = frame_size(draft.frame.aspect, order.short_side)
    frames = max(1, round(stage.seconds * order.fps))
    if order.first is not None:
        told.frames = frames - order.first
        part = Film(width, height, order.fps, told.frames, array("f"), {})
        encode_part(part, Path(order.out), _painting(stage, part, order.clean, order.first), told.tell, stop)
        return
    told.frames = frames
    with second_hand(order, frames) as rest:
        sound = sound_track(blips(stage), frames * RATE // order.fps)
        film = Film(width, height, order.fps, frames, sound, order.tags)
        painting = _painting(stage, film, order.clean)
        told.findings = [] if order.clean else _findings(stage)
        told.beside = rest
        encode(film, Path(order.out), painting, told.tell, stop, rest)


def _findings(stage: Stage) -> list[dict[str, object]]:
    from app.animatic.notes import notes

    return [finding.model_dump(include={"id", "level", "path", "args"}) for finding in notes(stage)]


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


def _painting(stage: Stage, film: Film, clean: bool, first: int = 0) -> Paint:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication, QImage, QPainter

    from app.animatic.paint import paint

    if QGuiApplication.instance() is None:
        QGuiApplication(["shotwright"])

    def draw(canvas: Canvas, number: int) -> None:
        image = QImage(canvas.memory, film.width, film.height, canvas.stride, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        paint(painter, (film.width, film.height), stage, (first + number) / film.fps, clean=clean)
        painter.end()

    return draw
