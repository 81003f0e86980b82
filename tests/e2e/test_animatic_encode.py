"""The file is right: colours as painted and tagged, ticks and tones at their times, nothing left of a stopped one."""

from __future__ import annotations

import math
import threading
from array import array
from pathlib import Path

import av
import pytest

from app.animatic.encode import Canvas, Film, encode
from app.animatic.film import blips
from app.animatic.parts import Stopped
from app.animatic.sound import FIRST_PITCH, PITCHES, RATE, TICK_PITCH, sound_track
from app.animatic.stage import build_stage
from app.domain.draft import Beat, Draft, Shot, SoundCue
from tests.fakes.animatics import decoded, make_clip

PATCHES = ((200, 103, 75), (43, 42, 51), (169, 190, 209), (227, 176, 75), (94, 165, 238), (243, 244, 246), (14, 15, 18))


def flat_film(out: Path, colour: tuple[int, int, int], frames: int = 2, tags: dict[str, str] | None = None) -> Path:
    """A film of one colour, through our encoder alone."""
    film = Film(64, 64, 24, frames, array("f", bytes(4 * RATE * frames // 24)), tags or {})
    pixel = bytes((colour[2], colour[1], colour[0], 255))

    def paint(canvas: Canvas, _number: int) -> None:
        for row in range(film.height):
            canvas.memory[row * canvas.stride : row * canvas.stride + film.width * 4] = pixel * film.width

    encode(film, out, paint, lambda _: None, threading.Event())
    return out


@pytest.mark.parametrize("colour", PATCHES)
def test_a_colour_comes_back_within_two_steps(tmp_path: Path, colour: tuple[int, int, int]) -> None:
    picture = decoded(flat_film(tmp_path / "a.mp4", colour))[-1]
    for x, y in ((5, 5), (32, 32), (60, 50)):
        assert picture.at(x, y) == pytest.approx(colour, abs=2)


def test_the_file_is_h264_and_aac_and_says_bt709(tmp_path: Path) -> None:
    with av.open(str(flat_film(tmp_path / "a.mp4", (90, 90, 90), tags={"title": "雨夜"}))) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        context = video.codec_context
        assert (context.name, audio.codec_context.name) == ("h264", "aac")
        assert (context.pix_fmt, context.colorspace, context.color_range) == ("yuv420p", 1, 1)
        assert (context.color_primaries, context.color_trc) == (1, 1)
        assert audio.codec_context.sample_rate == RATE
        assert container.metadata["title"] == "雨夜"
        keys = [number for number, frame in enumerate(container.decode(video)) if frame.key_frame]
    assert keys[0] == 0


def test_a_player_finds_a_key_picture_at_least_every_half_second(tmp_path: Path) -> None:
    with av.open(str(flat_film(tmp_path / "a.mp4", (90, 90, 90), frames=60))) as container:
        keys = [number for number, frame in enumerate(container.decode(video=0)) if frame.key_frame]
    assert keys == [0, 12, 24, 36, 42, 48, 54, 57]


def test_a_drawing_that_stands_is_shown_once_more(tmp_path: Path) -> None:
    film = Film(64, 64, 24, 6, array("f", bytes(4 * RATE)), {})

    def paint(canvas: Canvas, number: int) -> bool:
        if number % 2:
            return True
        canvas.memory[:] = bytes([40 * (number + 1)]) * len(canvas.memory)
        return False

    encode(film, tmp_path / "a.mp4", paint, lambda _: None, threading.Event())
    greys = [picture.at(32, 32)[0] for picture in decoded(tmp_path / "a.mp4")]
    assert greys == pytest.approx([40, 40, 120, 120, 200, 200], abs=2)


def test_what_stops_in_the_middle_leaves_no_file(tmp_path: Path) -> None:
    out, stop, done = tmp_path / "a.mp4", threading.Event(), []
    film = Film(64, 64, 24, 500, array("f", bytes(4 * RATE * 2)), {})

    def tell(number: int) -> None:
        done.append(number)
        if number == 20:
            stop.set()

    with pytest.raises(Stopped):
        encode(film, out, lambda _canvas, _number: None, tell, stop)
    assert done[-1] < 30
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_the_painter_is_told_and_leaves_no_file(tmp_path: Path) -> None:
    film = Film(64, 64, 24, 50, array("f", bytes(4 * RATE * 2)), {})

    def paint(_canvas: Canvas, number: int) -> None:
        if number == 5:
            raise ValueError("no such pose")

    with pytest.raises(ValueError, match="no such pose"):
        encode(film, tmp_path / "a.mp4", paint, lambda _: None, threading.Event())
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    film = Film(64, 64, 24, 50, array("f", bytes(4 * RATE * 2)), {})
    with pytest.raises(OSError, match="No such file"):
        encode(film, tmp_path / "nowhere" / "a.mp4", lambda *_: None, lambda _: None, threading.Event())


# ------------------------------------------------------------------------------------------------------------ sound


def sounding_draft() -> Draft:
    """Two shots, three beats; a tone a third into the second beat, and music under the last."""
    beats = (
        Beat(id="b1", seconds=1.0, action="waits"),
        Beat(id="b2", seconds=2.0, action="knocks", sounds=(SoundCue(id="n1", text="a knock"),)),
    )
    music = Beat(id="b3", seconds=1.5, sounds=(SoundCue(id="n2", kind="music", text="strings", sync="under"),))
    shots = (Shot(id="s1", seconds=3.0, beats=beats), Shot(id="s2", seconds=1.5, beats=(music,)))
    return Draft(id="d", form="f", aim="a", shots=shots)


def heard(clip: Path) -> array[float]:
    """The whole sound track of a clip, decoded."""
    track = array("f")
    with av.open(str(clip)) as container:
        for frame in container.decode(audio=0):
            track.frombytes(bytes(frame.planes[0])[: frame.samples * 4])
    return track


def energy(track: array[float], start: float, seconds: float = 0.03) -> float:
    """How loud it is, as the root of the mean square."""
    part = track[round(start * RATE) : round((start + seconds) * RATE)]
    return math.sqrt(sum(value * value for value in part) / max(1, len(part)))


def pitched(track: array[float], start: float, pitch: float, seconds: float = 0.03) -> float:
    """How much of this pitch sounds there: one bin of a Fourier transform."""
    part = track[round(start * RATE) : round((start + seconds) * RATE)]
    step = 2 * math.pi * pitch / RATE
    real = sum(value * math.cos(step * number) for number, value in enumerate(part))
    imaginary = sum(value * math.sin(step * number) for number, value in enumerate(part))
    return 2 * math.hypot(real, imaginary) / max(1, len(part))


@pytest.mark.usefixtures("qapp")
def test_ticks_at_beats_and_a_tone_for_each_cue_are_heard_at_their_times(tmp_path: Path) -> None:
    track = heard(make_clip(sounding_draft(), tmp_path, short_side=64, fps=12).clip)
    assert len(track) / RATE == pytest.approx(4.5, abs=0.05)
    for beat in (0.0, 1.0, 3.0):
        assert energy(track, beat + 0.002) > 0.02
        # quiet just before: the tick is where the beat begins, to a few hundredths
        assert beat == 0 or energy(track, beat - 0.06) < 0.003
    assert pitched(track, 1.002, TICK_PITCH) > 3 * pitched(track, 1.002, FIRST_PITCH)
    assert pitched(track, 3.002, FIRST_PITCH) > 2 * pitched(track, 3.002, TICK_PITCH), "a cut is heard"
    assert pitched(track, 1.63, PITCHES["sfx"]) > 0.03
    assert energy(track, 1.5) < 0.003, "the knock is on the action, not before"
    assert pitched(track, 3.2, PITCHES["music"]) > 0.03
    assert energy(track, 0.5) < 0.001


def test_silence_has_no_tone_and_the_track_is_never_too_loud() -> None:
    draft = sounding_draft()
    stage = build_stage(draft)
    track = sound_track(blips(stage), round(4.5 * RATE))
    assert max(map(abs, track)) < 0.5
    silent = SoundCue(id="n1", kind="silence")
    beats = draft.shots[0].beats
    quiet = draft.shots[0].replace(beats=(beats[0], beats[1].replace(sounds=(silent,))))
    assert len(blips(build_stage(draft.replace(shots=(quiet,))))) == 2
