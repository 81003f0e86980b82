"""Turns painted pictures and a sound track into an MP4: one thread paints, this one encodes."""

from __future__ import annotations

import struct
import threading
from array import array
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, Protocol

import av
from av.codec.context import Flags
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from app.animatic.sound import RATE

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import OutputContainer
    from av.video.stream import VideoStream

PRESET = "ultrafast"
"""Fastest x264 setting: 3 ms a frame of 720p where veryfast takes 8.7; the file is 5.8 MB instead of 1.6 (2026-11)."""
QUALITY = "24"
GROUP = 12
"""Pictures from one key picture to the next: a player steps back at most that far."""
BUFFERS = 4
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
    """A frame of the encoder to paint into: rows of `stride` bytes, each pixel blue, green, red, unused."""

    frame: av.VideoFrame
    memory: memoryview
    stride: int


Paint = Callable[[Canvas, int], None]
"""Paints the picture with this number into a canvas."""


Hand = Queue["Canvas | None"]
"""Hands canvases from one thread to the other; None ends it."""
HEAD = struct.Struct(">IB")
"""Before each packet of a part: its length, and 1 for a key picture."""


class Rest(Protocol):
    """The pictures of a film from `first` on, which are made elsewhere."""

    first: int

    def packets(self, stop: threading.Event) -> Iterator[tuple[bytes, bool]]:
        """Their packets in order, waiting until they are there. Stopped when `stop` is set meanwhile."""


class Stopped(Exception):
    """The film was not wanted any more; nothing is left of it."""


def canvases(film: Film, count: int = BUFFERS) -> list[Canvas]:
    """Frames to paint into, without a copy on the way to the encoder."""
    frames = [av.VideoFrame(film.width, film.height, "bgr0") for _ in range(count)]
    return [Canvas(frame, memoryview(frame.planes[0]), frame.planes[0].line_size) for frame in frames]


def encode(
    film: Film,
    out: Path,
    paint: Paint,
    tell: Callable[[int], None],
    stop: threading.Event,
    rest: Rest | None = None,
) -> None:
    """Write the whole film. `tell` gets the number of pictures done. Stopped, with no file left, when `stop` is set.

    With `rest`, only the pictures before `rest.first` are painted here; the others come from there, encoded.
    """
    own = film.frames if rest is None else rest.first

    def write(spare: Hand, ready: Hand) -> None:
        _write(film, own, out, spare, ready, stop, rest)

    try:
        _paint_and_write(film, own, paint, tell, stop, write)
    finally:
        if stop.is_set():
            out.unlink(missing_ok=True)
    if stop.is_set():
        raise Stopped


def encode_part(film: Film, out: Path, paint: Paint, tell: Callable[[int], None], stop: threading.Event) -> None:
    """Write the pictures of a film as bare packets, for the worker that makes the whole of it (`read_part`)."""

    def write(spare: Hand, ready: Hand) -> None:
        context = av.CodecContext.create("libx264", "w")
        assert isinstance(context, av.VideoCodecContext)
        _dress(context, film)
        context.time_base, context.framerate = Fraction(1, film.fps), Fraction(film.fps)
        context.flags |= int(Flags.global_header)
        with out.open("wb") as file:
            for frame in _frames(film, film.frames, spare, ready, stop):
                for packet in context.encode(frame):
                    _put(file, packet)
            for packet in context.encode(None):
                _put(file, packet)

    _paint_and_write(film, film.frames, paint, tell, stop, write)
    if stop.is_set():
        raise Stopped


def read_part(path: Path) -> Iterator[tuple[bytes, bool]]:
    """The packets that `encode_part` wrote, in order, and whether each is a key picture."""
    with path.open("rb") as file:
        while head := file.read(HEAD.size):
            length, key = HEAD.unpack(head)
            yield file.read(length), bool(key)


def _put(file: BinaryIO, packet: av.Packet[Any]) -> None:
    file.write(HEAD.pack(packet.size, packet.is_keyframe))
    file.write(bytes(packet))


def _paint_and_write(
    film: Film,
    count: int,
    paint: Paint,
    tell: Callable[[int], None],
    stop: threading.Event,
    write: Callable[[Hand, Hand], None],
) -> None:
    """Paint `count` pictures here while another thread encodes them."""
    spare: Hand = Queue()
    ready: Hand = Queue()
    for each in canvases(film):
        spare.put(each)
    fault: list[BaseException] = []

    def work() -> None:
        try:
            write(spare, ready)
        except BaseException as error:
            fault.append(error)
            stop.set()
            spare.put(None)

    writer = threading.Thread(target=work, name="encode")
    writer.start()
    try:
        for number in range(count):
            canvas = spare.get()
            if canvas is None or stop.is_set():
                break
            paint(canvas, number)
            ready.put(canvas)
            tell(number + 1)
    except BaseException:
        stop.set()
        raise
    finally:
        ready.put(None)
        writer.join()
    if fault and not isinstance(fault[0], Stopped):
        raise fault[0]


def _frames(film: Film, count: int, spare: Hand, ready: Hand, stop: threading.Event) -> Iterator[av.VideoFrame]:
    """The painted pictures as the encoder takes them, numbered."""
    step = Fraction(1, film.fps)
    for number in range(count):
        canvas = ready.get()
        if canvas is None or stop.is_set():
            raise Stopped
        frame = canvas.frame.reformat(
            format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG, threads=1
        )
        spare.put(canvas)
        frame.pts, frame.time_base = number, step
        yield frame


def _write(
    film: Film, own: int, out: Path, spare: Hand, ready: Hand, stop: threading.Event, rest: Rest | None
) -> None:
    with av.open(str(out), "w", format="mp4", options={"movflags": "+faststart+use_metadata_tags"}) as container:
        container.metadata.update(film.tags)
        video = _video(container, film)
        audio = container.add_stream("aac", rate=RATE, layout="mono", options={"b": str(AUDIO_BITS)})
        sounded = 0
        for number, frame in enumerate(_frames(film, own, spare, ready, stop)):
            container.mux(video.encode(frame))
            sounded = _sound(container, audio, film, sounded, (number + 1) * RATE // film.fps)
        container.mux(video.encode(None))
        if rest is not None:
            for number, (body, key) in enumerate(rest.packets(stop), start=own):
                _mux(container, video, film, body, number, key=key)
                sounded = _sound(container, audio, film, sounded, (number + 1) * RATE // film.fps)
        _sound(container, audio, film, sounded, len(film.sound) + BLOCK)
        container.mux(audio.encode(None))


def _mux(container: OutputContainer, video: VideoStream, film: Film, body: bytes, number: int, *, key: bool) -> None:
    packet = av.Packet(body)
    packet.stream = video
    packet.pts = packet.dts = number
    packet.duration = 1
    packet.time_base = Fraction(1, film.fps)
    packet.is_keyframe = key
    container.mux(packet)


def _video(container: OutputContainer, film: Film) -> VideoStream:
    stream = container.add_stream("libx264", rate=film.fps)
    _dress(stream.codec_context, film)
    return stream


def _dress(context: av.VideoCodecContext, film: Film) -> None:
    """One way to encode for the film and all its parts, so that their packets fit together."""
    context.options = {"preset": PRESET, "crf": QUALITY, "g": str(GROUP), "bf": "0", "threads": "2"}
    context.width, context.height, context.pix_fmt = film.width, film.height, "yuv420p"
    context.colorspace = Colorspace.ITU709
    context.color_range = ColorRange.MPEG
    context.color_primaries = ColorPrimaries.BT709
    context.color_trc = ColorTrc.BT709


def _sound(container: OutputContainer, audio: AudioStream, film: Film, at: int, until: int) -> int:
    """Encode the blocks of sound that lie before `until`; the sample where the next one starts."""
    while at < len(film.sound) and at + BLOCK <= until:
        samples = film.sound[at : at + BLOCK]
        frame = av.AudioFrame(format="fltp", layout="mono", samples=len(samples))
        plane = frame.planes[0]
        plane.update(samples.tobytes().ljust(plane.buffer_size, b"\0"))
        frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
        container.mux(audio.encode(frame))
        at += len(samples)
    return at
