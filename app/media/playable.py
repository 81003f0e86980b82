"""Makes an H.264 copy of a clip that the machine's player cannot decode; the clip itself is only read."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.errors import BadFile, Fault
from app.media.limits import end_with_parent, limit
from app.media.opening import open_clip

if TYPE_CHECKING:
    from av.audio.resampler import AudioResampler
    from av.audio.stream import AudioStream
    from av.container import InputContainer, OutputContainer
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

PROCESSOR_SECONDS = 3600
LONGEST = 2560
"""Longest side of a copy: it is for looking at; single pictures are taken from the clip itself."""
RATE = 48_000
GROUP = 24
"""Pictures between two that stand by themselves: what a step back has to decode at most."""
QUALITY = {"preset": "veryfast", "crf": "16"}
THREADS = 4
"""Each of decoder and encoder: on a machine with many cores, memory would pass the cap."""
TELL_SECONDS = 0.2
FULL = 28

Tell = Callable[[float], object]


def main(arguments: list[str]) -> int:
    """`_playable CLIP OUT.mp4`: a line of JSON for every step, {"done": 0…1}, at last {"whole": true} or {"fault"}."""
    limit(PROCESSOR_SECONDS)
    end_with_parent()
    clip, out = map(Path, arguments[:2])
    try:
        make_copy(clip, out, _Teller())
    except Fault as fault:
        _say({"fault": {"id": fault.id, "args": {key: str(value) for key, value in fault.args_by_name.items()}}})
        return 1
    except OSError as error:
        full = error.errno == FULL
        args = {"name": out.name, "reason": error.strerror or "?"}
        _say({"fault": {"id": "disk_full" if full else "storage_failed", "args": args}})
        return 1
    _say({"whole": True})
    return 0


def make_copy(clip: Path, out: Path, tell: Tell) -> None:
    """Write the copy: the same pictures at the same moments, at most `LONGEST` wide or high, and the sound as AAC.

    BadFile where nothing can be decoded. `tell` hears the part that is done.
    """
    import av
    from av.error import FFmpegError

    try:
        source = open_clip(clip)
    except (FFmpegError, UnicodeDecodeError) as error:
        raise BadFile("clip_unreadable", name=clip.name, reason=getattr(error, "strerror", "") or "?") from error
    with source, av.open(str(out), "w", format="mp4", options={"movflags": "+faststart"}) as target:
        if not source.streams.video:
            raise BadFile("clip_without_picture", name=clip.name)
        _Copying(source, target, tell).run(clip)


class _Copying:
    """One copy under way."""

    def __init__(self, source: InputContainer, target: OutputContainer, tell: Tell) -> None:
        self._source, self._target, self._tell = source, target, tell
        self._picture = source.streams.video[0]
        self._picture.thread_type = "AUTO"
        self._picture.codec_context.thread_count = THREADS
        self._pictures = 0
        # pictures and sound begin together where the pictures do
        self._start = Fraction((self._picture.start_time or 0) * (self._picture.time_base or 0))
        self._video = self._open_picture()
        self._sound = source.streams.audio[0] if source.streams.audio else None
        self._audio: AudioStream | None = None
        self._resampler: AudioResampler | None = None
        self._seconds = float(source.duration or 0) / 1_000_000
        # both tracks have to be there before the first packet of either is written
        self._open_sound()

    def run(self, clip: Path) -> None:
        from av.error import FFmpegError

        wanted = [stream for stream in (self._picture, self._sound) if stream is not None]
        try:
            for packet in self._source.demux(*wanted):
                self._carry(packet)
        except FFmpegError as error:
            if isinstance(error, OSError):
                # what the disk does; what is wrong with the clip is none
                raise
            raise BadFile("clip_damaged", name=clip.name) from error
        if not self._pictures:
            raise BadFile("clip_damaged", name=clip.name)
        self._target.mux(self._video.encode(None))
        if self._audio is not None:
            self._target.mux(self._audio.encode(None))

    def _carry(self, packet: Packet[Any]) -> None:
        if packet.stream is self._picture:
            for frame in self._picture.decode(packet):
                self._put_picture(frame)
        elif self._sound is not None and self._audio is not None and self._resampler is not None:
            for heard in self._sound.decode(packet):
                if heard.pts is not None and heard.time_base:
                    heard.pts -= round(self._start / heard.time_base)
                for part in self._resampler.resample(heard):
                    self._target.mux(self._audio.encode(part))

    def _put_picture(self, frame: VideoFrame) -> None:
        video = self._video
        self._pictures += 1
        made = frame.reformat(width=video.width, height=video.height, format="yuv420p")
        made.pts = (frame.pts or 0) - (self._picture.start_time or 0)
        made.time_base = frame.time_base
        # each picture decides for itself how it is coded; what the source did does not matter
        made.pict_type = 0
        self._target.mux(video.encode(made))
        if self._seconds and frame.time is not None:
            self._tell(min(1.0, max(0.0, (frame.time - float(self._start)) / self._seconds)))

    def _open_picture(self) -> VideoStream:
        from av.video.stream import VideoStream

        wide, tall = self._picture.codec_context.width, self._picture.codec_context.height
        scale = min(1.0, LONGEST / max(wide, tall, 1))
        rate = self._picture.average_rate or self._picture.guessed_rate or Fraction(24)
        options = {**QUALITY, "g": str(GROUP), "threads": str(THREADS)}
        made = self._target.add_stream("libx264", rate=rate, options=options)
        assert isinstance(made, VideoStream)
        made.width, made.height = (max(2, round(side * scale / 2) * 2) for side in (wide, tall))
        made.pix_fmt = "yuv420p"
        if turn := self._rotation():
            made.set_display_rotation(turn)
        made.codec_context.time_base = self._picture.time_base or Fraction(1, 90_000)
        return made

    def _rotation(self) -> int:
        """By how much the pictures are turned to be seen; only a picture knows."""
        for frame in self._source.decode(self._picture):
            self._source.seek(0)
            return frame.rotation
        return 0

    def _open_sound(self) -> None:
        if self._sound is None:
            return
        from av.audio.resampler import AudioResampler
        from av.audio.stream import AudioStream

        layout = "mono" if self._sound.codec_context.channels == 1 else "stereo"
        made = self._target.add_stream("aac", rate=RATE, layout=layout)
        assert isinstance(made, AudioStream)
        self._audio = made
        self._resampler = AudioResampler(format="fltp", layout=layout, rate=RATE, frame_size=1024)


class _Teller:
    """Says how far it is, a few times a second."""

    def __init__(self) -> None:
        self._next = 0.0

    def __call__(self, share: float) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + TELL_SECONDS
            _say({"done": round(share, 3)})


def _say(words: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()
