"""Makes small animatics through the real worker, decodes them, and measures where coloured things stand in them."""

from __future__ import annotations

import json
import math
import threading
from pathlib import Path
from typing import NamedTuple

import av
from av.video.reformatter import ColorRange, Colorspace

from app.animatic.stage import Stage
from app.domain.draft import At, Axes, Draft, Framing, Key, Light, Place, Prop, Shot
from app.domain.upgrade import write_draft
from app.media.embed import tags

WIDTH, HEIGHT = 480, 270
NEAR, FAR, MIDDLE = "red crate", "blue crate", "yellow crate"


class Picture(NamedTuple):
    """One decoded or painted picture: rows of blue, green, red, unused."""

    width: int
    height: int
    data: bytes

    def at(self, x: int, y: int) -> tuple[int, int, int]:
        """Red, green, blue of a pixel."""
        place = (y * self.width + x) * 4
        return self.data[place + 2], self.data[place + 1], self.data[place]

    def luma(self) -> float:
        """The mean brightness."""
        return sum(self.data[1::4]) / (self.width * self.height)


class Blob(NamedTuple):
    """Where a colour is: its middle and its size (the square root of its area) in pixels."""

    x: float
    y: float
    size: float


def path_draft(end: Axes, *, seconds: float = 0.5, **key: object) -> Draft:
    """Three crates under the open sky: one near, one in the middle, one far, seen by a camera that does one move."""
    first = Key(id="k1", framing=Framing(size="ws", angle="eye", target="{prop:mid}"), ease="constant")
    keys = (first.replace(**key), Key(id="k2", t=seconds, axes=end))
    return Draft(
        id="d1",
        form="kling-camera-path",
        aim="kling/kling-3.0",
        light=Light(time_of_day="noon"),
        place=Place(
            setting="an open field",
            props=(
                Prop(id="near", label=NEAR, at=At(side="left", depth="near")),
                Prop(id="far", label=FAR, at=At(side="right", depth="far")),
                Prop(id="mid", label=MIDDLE, at=At(side="centre", depth="mid")),
            ),
        ),
        shots=(Shot(id="s1", seconds=seconds, keys=keys),),
    )


def painted(stage: Stage, t: float, size: tuple[int, int] = (WIDTH, HEIGHT), *, clean: bool = True) -> Picture:
    """One picture of a stage as the live view paints it."""
    from PySide6.QtGui import QImage, QPainter

    from app.animatic.paint import paint

    image = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint(painter, size, stage, t, clean=clean)
    painter.end()
    return Picture(*size, bytes(image.constBits()))


class Made(NamedTuple):
    """A finished order: the clip, the worker's exit code, and its last words."""

    clip: Path
    code: int
    told: dict[str, object]


def make_clip(draft: Draft, folder: Path, *, clean: bool = True, short_side: int = HEIGHT, fps: int = 24) -> Made:
    """The draft's animatic, drawn and encoded by the worker's own entrance."""
    from app.animatic.worker import run

    folder.mkdir(parents=True, exist_ok=True)
    clip, progress, file = folder / "clip.mp4", folder / "progress.json", folder / "order.json"
    text = write_draft(draft).decode()
    order = {"draft": text, "out": str(clip), "progress": str(progress), "tags": tags(text, {"model": "m"}, "t")}
    file.write_text(json.dumps({**order, "clean": clean, "fps": fps, "short_side": short_side}), encoding="utf-8")
    code = run(file, threading.Event())
    return Made(clip, code, json.loads(progress.read_bytes()))


def decoded(clip: Path) -> list[Picture]:
    """Every picture of a clip, in the colours its tags say."""
    found = []
    with av.open(str(clip)) as container:
        for frame in container.decode(video=0):
            plain = frame.reformat(
                format="bgr0",
                src_colorspace=Colorspace.ITU709,
                dst_colorspace=Colorspace.ITU709,
                src_color_range=ColorRange.MPEG,
                dst_color_range=ColorRange.JPEG,
            )
            found.append(Picture(plain.width, plain.height, _rows(plain)))
    return found


def _rows(frame: av.VideoFrame) -> bytes:
    plane = frame.planes[0]
    data, wide = bytes(plane), frame.width * 4
    if plane.line_size == wide:
        return data[: wide * frame.height]
    return b"".join(data[row * plane.line_size : row * plane.line_size + wide] for row in range(frame.height))


def blob(picture: Picture, name: str) -> Blob:
    """Where the crate of this name stands. AssertionError where it is not seen."""
    test = _TESTS[name]
    count = sum_x = sum_y = 0
    data, width = picture.data, picture.width
    for place in range(0, len(data), 4):
        if test(data[place + 2], data[place + 1], data[place]):
            number = place // 4
            count += 1
            sum_x += number % width
            sum_y += number // width
    assert count > 12, f"the {name} is not in the picture"
    return Blob(sum_x / count, sum_y / count, math.sqrt(count))


def _is_red(r: int, g: int, b: int) -> bool:
    return r > 1.55 * g and r > 1.55 * b and r > 70


def _is_blue(r: int, g: int, b: int) -> bool:
    return b > 1.3 * r and b > 1.12 * g and b > 70


def _is_yellow(r: int, g: int, b: int) -> bool:
    return 1.1 * g < r < 1.55 * g and g > 1.7 * b and r > 90


_TESTS = {NEAR: _is_red, FAR: _is_blue, MIDDLE: _is_yellow}
