"""Playing real clips: moving pictures, the exact frame, loops, the end, and everything that cannot be shown."""

from __future__ import annotations

import time
from fractions import Fraction
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.counted import make_counted
from tests.ui.machine import MACHINE
from tests.ui.player.conftest import Shown
from ui.panels.player import playback as module
from ui.panels.player.playback import Playback

UNREADABLE = ("Could not open media", *MACHINE)
LONG = 10.0
"""Seconds of a film that nobody comes to the end of by standing still for a moment."""


@pytest.fixture(scope="module")
def long_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_counted(tmp_path_factory.mktemp("films") / "long.mp4", LONG)


def opened(qtbot: QtBot, playback: Playback, film: Path, seconds: float = 2.0, fps: float = 24.0) -> None:
    playback.load(film, seconds, fps)
    qtbot.waitUntil(lambda: playback.state == "paused")


def test_a_clip_opens_at_its_first_picture(qtbot: QtBot, playback: Playback, shown: Shown, film: Path) -> None:
    assert (playback.state, playback.is_open) == ("empty", False)
    opened(qtbot, playback, film)
    assert (shown.number, playback.frame, playback.position, playback.last) == (0, 0, 0.0, 47)


def test_opening_a_clip_puts_nothing_on_the_terminal(
    qtbot: QtBot, playback: Playback, film: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    opened(qtbot, playback, film)
    assert capfd.readouterr().err == ""


def test_playing_delivers_moving_pictures_in_order(qtbot: QtBot, playback: Playback, shown: Shown, film: Path) -> None:
    states: list[str] = []
    playback.state_changed.connect(states.append)
    playback.load(film, 2.0, 24, play=True)
    qtbot.waitUntil(lambda: len(shown.numbers) > 12)
    assert playback.state == "playing"
    playback.pause()
    assert shown.numbers == sorted(set(shown.numbers)), "every picture once, in order"
    assert playback.frame == pytest.approx(shown.number, abs=1)
    assert states == ["loading", "playing", "paused"]


@pytest.mark.parametrize("fps", [24, Fraction(30000, 1001)])
def test_a_seek_shows_the_very_picture_that_was_asked_for(
    qtbot: QtBot, playback: Playback, shown: Shown, tmp_path: Path, fps: Fraction | int
) -> None:
    film = make_counted(tmp_path / "film.mp4", 2.0, fps=fps)
    opened(qtbot, playback, film, 2.0, float(fps))
    for number in (5, 6, 31, 30, 29, 47, 0, 12):
        playback.show_frame(number)
        qtbot.waitUntil(lambda number=number: shown.number == number)  # type: ignore[misc]
        assert playback.frame == number


def test_steps_go_one_picture_on_and_back_and_stop_at_the_ends(
    qtbot: QtBot, playback: Playback, shown: Shown, film: Path
) -> None:
    opened(qtbot, playback, film)
    for frames, wanted in ((-1, 0), (1, 1), (1, 2), (-1, 1), (100, 47), (1, 47), (-1, 46)):
        playback.step(frames)
        qtbot.waitUntil(lambda wanted=wanted: shown.number == wanted)  # type: ignore[misc]
        assert playback.frame == wanted


def test_a_step_while_playing_pauses(qtbot: QtBot, playback: Playback, shown: Shown, film: Path) -> None:
    playback.load(film, 2.0, 24, play=True)
    qtbot.waitUntil(lambda: len(shown.numbers) > 4)
    playback.step(1)
    wanted = playback.frame
    qtbot.waitUntil(lambda: shown.number == wanted)
    qtbot.wait(150)
    assert (playback.state, shown.number) == ("paused", wanted)


def test_scrubbing_asks_once_at_a_time_and_ends_at_the_hand(
    qtbot: QtBot, playback: Playback, shown: Shown, film: Path
) -> None:
    opened(qtbot, playback, film)
    for tenth in range(1, 20):
        playback.seek(tenth / 10)
    assert playback.position == pytest.approx(1.875, abs=1 / 24), "the playhead is at the hand at once"
    qtbot.waitUntil(lambda: shown.number == 45)
    assert len(shown.numbers) < 10, "pictures nobody can see are left out"


def test_the_end_keeps_the_last_picture_and_playing_again_begins_anew(
    qtbot: QtBot, playback: Playback, shown: Shown, film: Path
) -> None:
    opened(qtbot, playback, film)
    playback.seek(1.7)
    playback.play()
    qtbot.waitUntil(lambda: playback.state == "paused" and playback.at_end)
    assert (shown.number, playback.frame) == (47, 47)
    playback.step(-1)
    qtbot.waitUntil(lambda: shown.number == 46)
    playback.show_frame(47)
    playback.play()
    shown.numbers.clear()
    qtbot.waitUntil(lambda: playback.state == "playing" and any(2 < number < 40 for number in shown.numbers))
    playback.pause()


def test_a_loop_wraps_without_a_stop(qtbot: QtBot, playback: Playback, shown: Shown, film: Path) -> None:
    opened(qtbot, playback, film)
    states: list[str] = []
    playback.seek(1.6)
    playback.set_looping(True)
    playback.play()
    qtbot.waitUntil(lambda: 47 in shown.numbers and 2 < shown.number < 20)
    playback.state_changed.connect(states.append)
    assert playback.state == "playing"
    playback.pause()
    assert states == ["paused"]


def test_a_stretch_repeats_and_nothing_beyond_it_is_seen(
    qtbot: QtBot, playback: Playback, shown: Shown, film: Path
) -> None:
    opened(qtbot, playback, film)
    playback.set_loop((0.5, 0.75))
    qtbot.waitUntil(lambda: shown.number == 12)
    shown.numbers.clear()
    playback.play()
    qtbot.waitUntil(lambda: shown.numbers.count(12) >= 3)
    playback.pause()
    assert set(shown.numbers) <= set(range(12, 18))
    playback.set_loop(None)
    playback.play()
    qtbot.waitUntil(lambda: shown.number > 20)
    playback.pause()


def test_the_shuttle_runs_back_and_forth_and_doubles(
    qtbot: QtBot, playback: Playback, shown: Shown, long_film: Path
) -> None:
    opened(qtbot, playback, long_film, LONG)
    playback.seek(LONG / 2)
    qtbot.waitUntil(lambda: shown.number == LONG / 2 * 24)
    shown.numbers.clear()
    playback.shuttle(-1)
    qtbot.waitUntil(lambda: len(shown.numbers) > 5)
    assert shown.numbers == sorted(shown.numbers, reverse=True)
    playback.shuttle(-1)
    assert (playback.speed, playback.state) == (-2.0, "playing")
    playback.shuttle(1)
    here = len(shown.numbers)
    qtbot.waitUntil(lambda: len(shown.numbers) > here + 4 and shown.numbers[-1] > shown.numbers[-2])
    playback.shuttle(1)
    assert playback.speed == 2.0
    playback.pause()
    assert (playback.speed, playback.state) == (1.0, "paused")


def test_backwards_stops_at_the_start(qtbot: QtBot, playback: Playback, shown: Shown, film: Path) -> None:
    opened(qtbot, playback, film)
    playback.seek(0.2)
    playback.shuttle(-1)
    qtbot.waitUntil(lambda: playback.state == "paused" and shown.number == 0)


def test_half_speed_takes_twice_as_long(qtbot: QtBot, playback: Playback, shown: Shown, film: Path) -> None:
    opened(qtbot, playback, film)
    playback.set_rate(0.5)
    begun = time.monotonic()
    playback.play()
    qtbot.waitUntil(lambda: shown.number >= 12)
    took = time.monotonic() - begun
    playback.pause()
    assert took > shown.number / 24 * 1.5, "no machine is so slow that a picture comes before its time"


def test_a_clip_opens_at_a_moment(qtbot: QtBot, playback: Playback, shown: Shown, film: Path) -> None:
    playback.load(film, 2.0, 24, at=1.0)
    qtbot.waitUntil(lambda: shown.number == 24)
    assert (playback.state, shown.numbers) == ("paused", [24]), "the first picture does not flash"
    playback.load(film, 2.0, 24, at=1.5, play=True)
    qtbot.waitUntil(lambda: playback.state == "playing" and shown.number > 38)
    assert min(shown.numbers[1:]) >= 35
    playback.pause()


# ------------------------------------------------------------------------------------------------- cannot be shown


@pytest.mark.qt_log_ignore(*UNREADABLE, extend=True)
def test_a_file_that_is_no_film_fails_at_once(qtbot: QtBot, playback: Playback, tmp_path: Path) -> None:
    page = tmp_path / "page.mp4"
    page.write_text("<html>expired</html>")
    playback.load(page, 2.0, 24, play=True)
    qtbot.waitUntil(lambda: playback.state == "failed")
    assert playback.failure == "cannot_open"
    playback.play()
    playback.seek(1.0)
    assert playback.state == "failed"


def test_a_codec_without_a_decoder_is_told_after_a_silence(
    qtbot: QtBot, playback: Playback, shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SILENCE_MS", 200)
    film = make_counted(tmp_path / "av1.mp4", 1.0, codec="libsvtav1", options={"preset": "12"})
    playback.load(film, 1.0, 24, play=True)
    qtbot.waitUntil(lambda: playback.state == "failed")
    assert (playback.failure, shown.numbers) == ("no_picture", [])


@pytest.mark.qt_log_ignore(*UNREADABLE, extend=True)
def test_a_missing_file_fails(qtbot: QtBot, playback: Playback, tmp_path: Path) -> None:
    playback.load(tmp_path / "gone.mp4", 2.0, 24)
    qtbot.waitUntil(lambda: playback.state == "failed")


@pytest.mark.qt_log_ignore(*UNREADABLE, extend=True)
def test_a_good_clip_plays_after_a_bad_one(
    qtbot: QtBot, playback: Playback, shown: Shown, film: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad.mp4").write_bytes(b"\0" * 100)
    playback.load(tmp_path / "bad.mp4", 2.0, 24)
    qtbot.waitUntil(lambda: playback.state == "failed")
    opened(qtbot, playback, film)
    assert (shown.number, playback.failure) == (0, "")


# ---------------------------------------------------------------------------------------------------- letting go


def test_a_hasty_hand_never_makes_it_stand_still(qtbot: QtBot, playback: Playback, shown: Shown, film: Path) -> None:
    """Qt's sound thread and this one used to wait for each other here for ever."""
    opened(qtbot, playback, film)
    for turn in range(20):
        playback.play()
        qtbot.wait(15)
        for moment in (0.37 * turn % 2, 0.17 * turn % 2):
            playback.seek(moment)
            playback.pause()
            playback.play()
    playback.pause()
    playback.show_frame(7)
    qtbot.waitUntil(lambda: shown.number == 7)


def test_switching_clips_leaves_nothing_behind(
    qtbot: QtBot, playback: Playback, shown: Shown, film: Path, other_film: Path
) -> None:
    def files() -> int:
        return sum(
            str(link.readlink()).endswith(".mp4") for link in Path("/proc/self/fd").iterdir() if link.is_symlink()
        )

    opened(qtbot, playback, film)
    threads = len(list(Path("/proc/self/task").iterdir()))
    for turn in range(20):
        path, seconds = ((film, 2.0), (other_film, 1.0))[turn % 2]
        playback.load(path, seconds, 24, play=turn % 3 == 0)
        qtbot.waitUntil(lambda: playback.state in ("paused", "playing"))
    playback.unload()
    qtbot.waitUntil(lambda: files() == 0)
    assert len(list(Path("/proc/self/task").iterdir())) <= threads + 2
    assert playback.state == "empty"


def test_closing_while_playing_is_clean(qtbot: QtBot, playback: Playback, shown: Shown, film: Path) -> None:
    playback.load(film, 2.0, 24, play=True)
    qtbot.waitUntil(lambda: len(shown.numbers) > 3)
    playback.close()
    count = len(shown.numbers)
    qtbot.wait(120)
    assert len(shown.numbers) == count
    playback.play()
    assert playback.state == "empty"
