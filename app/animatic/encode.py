"""Turns painted pictures and a sound track into an MP4: group by group, in any order, then bound into one file."""

from __future__ import annotations

import shutil
import threading
from array import array
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import av
from av.video.frame import PictureType
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, Interpolation

from app.animatic.parts import GROUP, Stopped, claimed, parts_of, pictures_in, put
from app.animatic.sound import RATE

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import OutputContainer
    from av.video.stream import VideoStream

    from app.animatic.crew import Crew

SETTINGS = {"preset": "ultrafast", "tune": "zerolatency", "qp": "20", "g": str(GROUP), "bf": "0", "threads": "1"}
"""One quantiser for all pictures spares x264 a look ahead: 2.3 ms a frame of 720p instead of 3.3. Of 8 s that makes
1.4 MB at 53 dB (2026-11)."""
SAMPLING = Interpolation.POINT | Interpolation.FULL_CHR_H_INP
AUDIO_BITS = 96_000
BLOCK = 1_024


class Film(NamedTuple):
    """What is encoded: size, pictures a second, how many, the sound, and tags for the file."""

    width: int
    height: int
    fps: int
    frames: int
    sound: array[float]
    tags: Mapping[str, str]


class Canvas(NamedTuple):
    """What pictures are painted into: rows of `stride` bytes, each pixel blue, green, red, unused."""

    frame: av.VideoFrame
    memory: memoryview
    stride: int


Paint = Callable[[Canvas, int], bool | None]
"""Paints the picture with this number into a canvas that still shows the one before. True where that one stands."""


def canvas_of(film: Film) -> Canvas:
    """A frame to paint into, without a copy on the way to the encoder."""
    frame = av.VideoFrame(film.width, film.height, "bgr0")
    return Canvas(frame, memoryview(frame.planes[0]), frame.planes[0].line_size)


def encode(
    film: Film,
    out: Path,
    paint: Paint,
    tell: Callable[[int], None],
    stop: threading.Event,
    crew: Crew | None = None,
) -> None:
    """Write the whole film, with the help of a crew. `tell` gets the number of pictures done here.

    Stopped, with no file left, when `stop` is set.
    """
    parts = parts_of(out)
    try:
        parts.mkdir(exist_ok=crew is not None)
        with av.open(str(out), "w", format="mp4", options={"movflags": "+faststart+use_metadata_tags"}) as container:
            container.metadata.update(film.tags)
            video = container.add_stream("libx264", rate=film.fps)
            _dress(video.codec_context, film)
            audio = container.add_stream("aac", rate=RATE, layout="mono", options={"b": str(AUDIO_BITS)})
            sound = list(_sound(audio, film))
            draw(film, parts, paint, tell, stop)
            if crew is not None:
                crew.join(stop)
            _bind(container, video, film, parts, sound)
    except BaseException:
        out.unlink(missing_ok=True)
        raise
    finally:
        shutil.rmtree(parts, ignore_errors=True)


def draw(film: Film, parts: Path, paint: Paint, tell: Callable[[int], None], stop: threading.Event) -> None:
    """Paint and encode the groups that nobody has begun, until none is left. Stopped when `stop` is set."""
    canvas = canvas_of(film)
    context = av.CodecContext.create("libx264", "w")
    assert isinstance(context, av.VideoCodecContext)
    _dress(context, film)
    done = 0
    frame: av.VideoFrame | None = None
    for numbers, file in claimed(parts, film.frames):
        for number in numbers:
            if stop.is_set():
                raise Stopped
            if not paint(canvas, number) or frame is None:
                frame = _converted(canvas)
            frame.pict_type = PictureType.I if number == numbers[0] else PictureType.NONE
            put(file, _encoded(context, frame, number))
            done += 1
            tell(done)


def _converted(canvas: Canvas) -> av.VideoFrame:
    """The canvas in the colours of the encoder."""
    # of four pixels one gives the colour: flat paint shows no difference, and two would take a third longer
    return canvas.frame.reformat(
        format="yuv420p",
        dst_colorspace=Colorspace.ITU709,
        dst_color_range=ColorRange.MPEG,
        interpolation=SAMPLING,
        threads=1,
    )


def _encoded(context: av.VideoCodecContext, frame: av.VideoFrame, number: int) -> Iterator[tuple[bytes, bool]]:
    """A picture as the encoder gives it back: at once, as it keeps none waiting."""
    frame.pts, frame.time_base = number, context.time_base
    for packet in context.encode(frame):
        yield bytes(packet), packet.is_keyframe


def _bind(container: OutputContainer, video: VideoStream, film: Film, parts: Path, sound: list[av.Packet[Any]]) -> None:
    """Put all pictures into the file, with the sound beside those that it belongs to."""
    heard = 0
    for number, (body, key) in enumerate(pictures_in(parts, film.frames)):
        packet = av.Packet(body)
        packet.stream = video
        packet.pts = packet.dts = number
        packet.duration = 1
        packet.time_base = Fraction(1, film.fps)
        packet.is_keyframe = key
        container.mux(packet)
        until = (number + 1) * RATE // film.fps
        while heard < len(sound) and (sound[heard].pts or 0) < until:
            container.mux(sound[heard])
            heard += 1
    container.mux(sound[heard:])


def _dress(context: av.VideoCodecContext, film: Film) -> None:
    """One way to encode for all groups, so that they fit together."""
    context.options = dict(SETTINGS)
    context.time_base, context.framerate = Fraction(1, film.fps), Fraction(film.fps)
    context.flags |= int(av.codec.context.Flags.global_header)
    context.width, context.height, context.pix_fmt = film.width, film.height, "yuv420p"
    context.colorspace = Colorspace.ITU709
    context.color_range = ColorRange.MPEG
    context.color_primaries = ColorPrimaries.BT709
    context.color_trc = ColorTrc.BT709


def _sound(audio: AudioStream, film: Film) -> Iterator[av.Packet[Any]]:
    """The sound, encoded."""
    for at in range(0, len(film.sound), BLOCK):
        samples = film.sound[at : at + BLOCK]
        frame = av.AudioFrame(format="fltp", layout="mono", samples=len(samples))
        plane = frame.planes[0]
        plane.update(samples.tobytes().ljust(plane.buffer_size, b"\0"))
        frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
        yield from audio.encode(frame)
    yield from audio.encode(None)
