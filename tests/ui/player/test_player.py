"""The player over a real library: takes, their beats and marks, scrubbing and keys, and what it says when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk.desk import Desk
from app.domain.job import Job, Message
from app.domain.request import Request
from tests.ui.clips import add_clip, add_poster, heard
from tests.ui.machine import MACHINE
from tests.ui.player.conftest import Shown, small_draft
from ui.panels.player.panel import PlayerPanel
from ui.panels.takes import PREVIEW

LEFT = Qt.MouseButton.LeftButton


def picture(player: PlayerPanel) -> QImage:
    return player.picture.grab().toImage()


def watched(qtbot: QtBot, player: PlayerPanel, clip_id: str) -> Shown:
    """Play a clip and wait for its first pictures."""
    shown = Shown(player.projector.playback)
    player.watch(clip_id)
    qtbot.waitUntil(lambda: player.is_playing and len(shown.numbers) > 1)
    return shown


# ----------------------------------------------------------------------------------------------- before any take


def test_without_a_draft_there_is_nothing_to_show(player: PlayerPanel, desk: Desk) -> None:
    desk.close_draft()
    assert player.picture.saying.title == "Nothing to show yet"
    assert player.picture.saying.button == ""
    assert not player.transport.play.isEnabled()
    assert player.transport.play.reason == "There is nothing to play"
    player.toggle_play()
    player.step(1)
    assert player.projector.state == "empty"


def test_a_draft_without_length_says_why_it_cannot_be_rehearsed(player: PlayerPanel, desk: Desk) -> None:
    desk.replace(small_draft().replace(shots=()))
    saying = player.picture.saying
    assert (saying.title, saying.button) == ("Nothing to show yet", "Rehearse")
    assert saying.reason
    desk.undo()
    assert (player.projector.mode, player.picture.saying.title) == ("preview", "")


def test_a_draft_is_previewed_before_any_rehearsal(qtbot: QtBot, player: PlayerPanel) -> None:
    assert player.projector.mode == "preview"
    assert player.takes.segments.value() == PREVIEW
    assert [card.number for card in player.bar.beats.cards] == [1, 2, 3]
    assert player.bar.shots.spans == ((0.0, 1.0), (1.0, 2.0))
    assert player.takes.rehearse.isVisible()
    before = picture(player)
    assert len({before.pixel(x, 100) for x in range(0, before.width(), 7)}) > 2, "the stage is painted"


def test_the_preview_plays_in_time_and_stops_at_its_end(qtbot: QtBot, player: PlayerPanel) -> None:
    times = heard(player.time_changed)
    player.toggle_play()
    assert player.is_playing
    qtbot.waitUntil(lambda: bool(times) and times[-1] > 0.3)
    player.scrub(1.9)
    qtbot.waitUntil(lambda: not player.is_playing)
    assert times[-1] == pytest.approx(47 / 24)
    assert player.bar.playhead.seconds == pytest.approx(47 / 24)
    player.toggle_play()
    qtbot.waitUntil(lambda: 0 < times[-1] < 1.5)


def test_the_preview_follows_the_edited_draft(qtbot: QtBot, player: PlayerPanel, desk: Desk) -> None:
    player.go_to_end()
    draft = small_draft()
    desk.replace(draft.replace(shots=draft.shots[:1]))
    assert (player.projector.preview.seconds, len(player.bar.beats.cards)) == (1.0, 2)
    assert player.projector.preview.position < 1.0
    assert player.transport.length.text() == "/ 00:01.00"


def test_the_time_bar_of_the_form_moves_the_preview_without_an_echo(player: PlayerPanel) -> None:
    times = heard(player.time_changed)
    player.set_time(1.0)
    assert player.projector.preview.position == 1.0
    assert player.transport.frame.text() == "frame 24"
    assert times == []


def test_rehearse_is_asked_of_the_window(qtbot: QtBot, player: PlayerPanel) -> None:
    commands = heard(player.command)
    player.takes.rehearse.click()
    assert commands == ["rehearse"]


# ------------------------------------------------------------------------------------------------------ watching


def test_a_watched_clip_moves_with_its_beats(qtbot: QtBot, player: PlayerPanel, desk: Desk, film: Path) -> None:
    add_clip(desk, film, "c1", small_draft())
    shown = watched(qtbot, player, "c1")
    first = picture(player)
    qtbot.waitUntil(lambda: shown.number > 12)
    assert picture(player) != first
    player.pause()
    assert player.bar.beats.current == 1
    assert player.transport.position.text() == f"00:00.{player.projector.reel.frame:02d}"
    assert player.record.text().startswith("Kling 3.0, 160 × 90, 24 fps")


def test_a_new_draft_shows_its_newest_take_without_playing(
    qtbot: QtBot, player: PlayerPanel, desk: Desk, film: Path
) -> None:
    other = small_draft("other")
    poster = add_poster(desk, "c1", "#336699")
    add_clip(desk, film, "c1", other, poster=poster)
    add_clip(desk, film, "c2", other, poster=poster)
    desk.adopt(other)
    assert player.takes.segments.value() == "c2"
    assert player.projector.playback.state == "empty", "a clip is opened with its first use"
    assert picture(player).pixelColor(5, 5).name() == "#336699"
    player.step(1)
    qtbot.waitUntil(lambda: player.projector.playback.state == "paused")
    assert player.projector.reel.frame == 1


def test_another_take_goes_on_at_the_same_moment(qtbot: QtBot, player: PlayerPanel, desk: Desk, film: Path) -> None:
    for name in ("c1", "c2"):
        add_clip(desk, film, name, small_draft())
    shown = watched(qtbot, player, "c1")
    player.step(0)
    player.scrub(1.0)
    qtbot.waitUntil(lambda: shown.number == 24)
    shown.numbers.clear()
    player.takes.picked.emit("c2")
    qtbot.waitUntil(lambda: shown.number == 24)
    assert (player.takes.segments.value(), player.is_playing) == ("c2", False)
    player.takes.picked.emit(PREVIEW)
    assert (player.projector.mode, player.projector.reel.position) == ("preview", 1.0)


def test_stars_and_tick_are_kept(qtbot: QtBot, player: PlayerPanel, desk: Desk, film: Path) -> None:
    add_clip(desk, film, "c1", small_draft())
    player.takes.picked.emit("c1")
    QTest.mouseClick(player.takes.stars, LEFT, pos=QPoint(player.takes.stars.width() - 4, 10))
    assert desk.clip("c1").rating == 5
    QTest.keyClick(player.takes.stars, Qt.Key.Key_Left)
    assert (desk.clip("c1").rating, player.takes.stars.rating) == (4, 4)
    player.takes.keep.click()
    assert desk.clip("c1").kept
    assert player.takes.keep.text() == "Kept"
    player.takes.keep.click()
    assert not desk.clip("c1").kept


def test_the_bar_shows_the_draft_the_clip_was_made_from(player: PlayerPanel, desk: Desk, film: Path) -> None:
    add_clip(desk, film, "c1", small_draft())
    draft = small_draft()
    desk.replace(draft.replace(shots=draft.shots[1:]))
    assert len(player.bar.beats.cards) == 1
    player.takes.picked.emit("c1")
    assert len(player.bar.beats.cards) == 3, "what was asked then, not what stands there now"


def test_a_clip_of_another_draft_tells_no_time_of_this_one(
    qtbot: QtBot, player: PlayerPanel, desk: Desk, film: Path
) -> None:
    add_clip(desk, film, "c9", small_draft("other"))
    times = heard(player.time_changed)
    watched(qtbot, player, "c9")
    player.pause()
    assert times == []
    assert player.takes.segments.value() == "c9"


def test_a_clip_in_the_trash_leaves_the_player(qtbot: QtBot, player: PlayerPanel, desk: Desk, film: Path) -> None:
    add_clip(desk, film, "c1", small_draft())
    watched(qtbot, player, "c1")
    player.pause()
    desk.delete_clip("c1")
    assert player.projector.mode == "preview"
    assert player.projector.playback.state == "empty"


# ------------------------------------------------------------------------------------------------------ the hand


def test_scrubbing_the_bar_moves_the_picture_and_goes_on_playing(
    qtbot: QtBot, player: PlayerPanel, desk: Desk, film: Path
) -> None:
    add_clip(desk, film, "c1", small_draft())
    shown = watched(qtbot, player, "c1")
    lane = player.bar.beats
    x = round(player.bar.scale.x(1.5)) + 1
    QTest.mousePress(lane, LEFT, pos=QPoint(x, 10))
    assert player.projector.state == "paused"
    qtbot.waitUntil(lambda: shown.number in (36, 37))
    QTest.mouseRelease(lane, LEFT, pos=QPoint(x, 10))
    qtbot.waitUntil(lambda: player.is_playing)
    player.pause()


def test_keys_drive_it_while_the_focus_is_inside(qtbot: QtBot, player: PlayerPanel, desk: Desk, film: Path) -> None:
    add_clip(desk, film, "c1", small_draft())
    shown = watched(qtbot, player, "c1")
    player.picture.setFocus()
    key = Qt.Key

    def press(which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(player.picture, which, held)

    press(key.Key_Space)
    qtbot.waitUntil(lambda: not player.is_playing)
    press(key.Key_Home)
    qtbot.waitUntil(lambda: shown.number == 0)
    press(key.Key_Period)
    press(key.Key_Period)
    qtbot.waitUntil(lambda: shown.number == 2)
    press(key.Key_Comma)
    qtbot.waitUntil(lambda: shown.number == 1)
    press(key.Key_End)
    qtbot.waitUntil(lambda: shown.number == 47)
    press(key.Key_2)
    qtbot.waitUntil(lambda: shown.number == 12)
    press(key.Key_9)
    assert player.projector.reel.frame == 12, "there is no ninth beat"
    press(key.Key_J)
    assert player.projector.reel.speed == -1
    press(key.Key_K)
    qtbot.waitUntil(lambda: not player.is_playing)
    press(key.Key_L)
    qtbot.waitUntil(lambda: player.is_playing)
    press(key.Key_K)
    press(key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert desk.clip("c1").rating == 4
    press(key.Key_M)
    assert player.transport.muted


def test_a_beat_is_looped_and_another_takes_the_loop_over(
    qtbot: QtBot, player: PlayerPanel, desk: Desk, film: Path
) -> None:
    add_clip(desk, film, "c1", small_draft())
    shown = watched(qtbot, player, "c1")
    player.pause()
    player.scrub(0.6)
    player.loop_beat()
    assert player.projector.reel.loop == (0.5, 1.0)
    assert player.bar.beats.loop == (0.5, 1.0)
    assert player.transport.loop.isChecked()
    shown.numbers.clear()
    player.go_to_beat(1)
    assert player.projector.reel.loop == (0.0, 0.5)
    qtbot.waitUntil(lambda: shown.number == 0)
    player.toggle_play()
    qtbot.waitUntil(lambda: shown.numbers.count(0) >= 3)
    assert set(shown.numbers[shown.numbers.index(0) :]) <= set(range(12))
    player.loop_beat()
    assert not player.transport.loop.isChecked()
    qtbot.waitUntil(lambda: player.bar.beats.loop is None)
    player.pause()


def test_the_volume_is_remembered(player: PlayerPanel, desk: Desk) -> None:
    assert player.transport.volume.value() == round(desk.settings.volume * 100)
    player.turn_volume(-30)
    assert desk.settings.volume == pytest.approx(0.5)
    player.toggle_mute()
    assert desk.settings.volume == pytest.approx(0.5)


def test_the_full_picture_takes_the_controls_along_and_gives_them_back(
    qtbot: QtBot, player: PlayerPanel, desk: Desk, film: Path
) -> None:
    add_clip(desk, film, "c1", small_draft())
    shown = watched(qtbot, player, "c1")
    player.toggle_full()
    full = player.picture.window()
    assert full is not player.window()
    assert player.bar.window() is full
    count = len(shown.numbers)
    qtbot.waitUntil(lambda: len(shown.numbers) > count + 2)
    QTest.keyClick(player.picture, Qt.Key.Key_Space)
    assert not player.is_playing
    QTest.keyClick(player.picture, Qt.Key.Key_Escape)
    assert player.picture.window() is player.window()
    assert player.bar.isVisible()
    qtbot.waitUntil(lambda: not full.isVisible())


# ---------------------------------------------------------------------------------------------------- rehearsing


def rehearsal(desk: Desk, state: str, progress: float | None = None, clip: str | None = None) -> Job:
    draft = desk.snapshot.draft
    assert draft is not None
    request = Request(model="animatic/board", dialect="timed", text="", seconds=2.0, draft="{}")
    return Job(
        id="j1", intent="i1", state=state, model="animatic/board", draft_id=draft.id, request=request,  # type: ignore[arg-type]
        progress=progress, clip=clip,
    )  # fmt: skip


def test_drawing_is_shown_frame_by_frame_and_the_take_is_watched_by_itself(
    qtbot: QtBot, player: PlayerPanel, desk: Desk, film: Path
) -> None:
    player.show_job(rehearsal(desk, "queued"))
    assert player.picture.note == "Waiting for its turn"
    assert not player.takes.rehearse.isVisible()
    early = picture(player)
    player.show_job(rehearsal(desk, "waiting", 0.5))
    assert player.picture.note == "Drawing frame 24 of 48"
    assert picture(player) != early
    add_clip(desk, film, "c1", small_draft(), model="animatic/board")
    player.show_job(rehearsal(desk, "done", 1.0, "c1"))
    assert player.picture.note == ""
    qtbot.waitUntil(lambda: player.is_playing)
    assert player.takes.segments.value() == "c1"
    assert "free" in player.record.text()
    player.pause()


def test_a_rehearsal_that_ends_without_a_clip_gives_the_preview_back(player: PlayerPanel, desk: Desk) -> None:
    player.show_job(rehearsal(desk, "waiting", 0.2))
    player.show_job(rehearsal(desk, "cancelled").replace(message=Message(id="message.not_sent")))
    assert player.picture.note == ""
    assert player.takes.rehearse.isVisible()
    assert player.projector.mode == "preview"


def test_another_drafts_job_is_no_news_here(player: PlayerPanel, desk: Desk) -> None:
    player.show_job(rehearsal(desk, "waiting", 0.5).replace(draft_id="other"))
    assert player.picture.note == ""


# ------------------------------------------------------------------------------------------------ cannot be shown


def test_a_missing_file_is_said_over_its_poster(player: PlayerPanel, desk: Desk, film: Path) -> None:
    clip = add_clip(desk, film, "c1", small_draft(), poster=add_poster(desk, "c1", "#336699"))
    desk.clip_file(clip).unlink()
    player.watch("c1")
    assert player.picture.saying.title == "The file is not where it was"
    assert not player.picture.is_blank
    player.toggle_play()
    assert player.projector.playback.state == "empty"
    assert player.grab_button.reason == "The file is not where it was"
    commands = heard(player.command)
    player.picture.acted.emit()
    assert (player.picture.saying.button, commands) == ("Look for it…", ["attach"])


@pytest.mark.qt_log_ignore("Could not open media", *MACHINE, extend=True)
def test_a_broken_clip_says_so(qtbot: QtBot, player: PlayerPanel, desk: Desk, film: Path) -> None:
    clip = add_clip(desk, film, "c1", small_draft())
    desk.clip_file(clip).write_bytes(b"\0" * 500)
    player.watch("c1")
    qtbot.waitUntil(lambda: bool(player.picture.saying.title))
    assert player.picture.saying.title == "This clip cannot be shown here"
    good = film.read_bytes()
    desk.clip_file(clip).write_bytes(good)
    player.picture.acted.emit()
    qtbot.waitUntil(lambda: player.is_playing)
    assert player.picture.saying.title == ""
    player.pause()


def test_an_unknown_clip_is_a_notice(player: PlayerPanel, desk: Desk) -> None:
    notices: list[object] = []
    desk.noticed.connect(notices.append)
    player.watch("nobody")
    assert len(notices) == 1


# ---------------------------------------------------------------------------------------------------- letting go


def test_shut_while_playing_leaves_nothing(qtbot: QtBot, player: PlayerPanel, desk: Desk, film: Path) -> None:
    add_clip(desk, film, "c1", small_draft())
    watched(qtbot, player, "c1")
    player.toggle_full()
    player.shut()
    QApplication.processEvents()
    assert player.projector.playback.state == "empty"
    player.shut()
