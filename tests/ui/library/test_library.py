"""The library over a real home: finding, choosing, marking, throwing away, and what it says when there is nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk.desk import Desk
from app.domain.clip import Clip
from app.store.jobs import Frozen
from tests.ui.clips import add_clip, heard
from tests.ui.library.conftest import MEDIA, a_draft
from tests.unit.store.rows import a_job
from ui.panels.library.panel import PAGE, LibraryPanel
from ui.panels.record.text import matches

LEFT = Qt.MouseButton.LeftButton


def shown(library: LibraryPanel) -> list[str]:
    return [clip.id for clip in library.rows.items]


def press(library: LibraryPanel, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    library.grid.setFocus()
    QTest.keyClick(library.grid, key, held)


# ------------------------------------------------------------------------------------------------------- finding


def test_the_newest_clip_is_first_and_chosen(clips: dict[str, Clip], library: LibraryPanel) -> None:
    assert shown(library) == ["drawn", "kept", "take"]
    assert library.count.text() == "3 clips"
    assert library.record.title.text() == "The last loaf, rehearsal 1"


@pytest.mark.parametrize(
    ("words", "found"),
    [("settles", ["take"]), ("SLOW hands", ["take"]), ("面包", ["kept"]), ("雨夜", ["kept"]), ("night", ["kept"]),
     ("loaf", ["drawn", "take"]), ("kling", ["kept", "take"])],
)  # fmt: skip
def test_typing_finds_clips_by_any_word(
    qtbot: QtBot, clips: dict[str, Clip], library: LibraryPanel, words: str, found: list[str]
) -> None:
    library.focus_search()
    library.field.insert(words)
    qtbot.waitUntil(lambda: shown(library) == found)
    assert words in library.where.text()


def test_what_was_searched_is_marked_in_the_words(clips: dict[str, Clip], library: LibraryPanel) -> None:
    library.search("settles hands")
    assert library.record.words.marks() == ["settles", "hands"]


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [("Rain on rain", "rain", [(0, 4), (8, 12)]), ("雨夜的面包店", "面包", [(3, 5)]), ("a b", "", []),
     ("kept words", "is:kept words", [(5, 10)]), ("STRASSE straße", "STRASSE", [(0, 7)])],
)  # fmt: skip
def test_matches(text: str, query: str, found: list[tuple[int, int]]) -> None:
    assert matches(text, query) == found


def test_marks_stand_right_behind_letters_of_two_halves(
    clips: dict[str, Clip], library: LibraryPanel, desk: Desk
) -> None:
    desk.note("take", "\U00020bb7 and \U0001f35e in the rain")
    library.search("rain")
    note = library.record.note
    assert [each.cursor.selectedText() for each in note.extraSelections()] == ["rain"]


def test_nothing_found_says_what_was_looked_for_and_shows_all_again(
    clips: dict[str, Clip], library: LibraryPanel
) -> None:
    library.search("umbrella is:kept")
    assert library.none.isVisible()
    assert library.none.name.text() == "No clip says “umbrella”"
    assert library.none.sentence.text() == "Take a filter back, or show all clips."
    assert library.record.clip is None
    assert library.none.button is not None
    library.none.button.click()
    assert len(shown(library)) == 3


def test_an_empty_library_says_how_clips_come(library: LibraryPanel) -> None:
    commands = heard(library.command)
    assert library.empty.isVisible()
    assert library.empty.button is not None
    library.empty.button.click()
    library.attach.click()
    assert commands == ["attach", "attach"]


# ------------------------------------------------------------------------------------------------------ choosing


def test_arrows_choose_and_keys_act_on_the_chosen_clip(
    qtbot: QtBot, clips: dict[str, Clip], library: LibraryPanel
) -> None:
    watched, restored = heard(library.watch_asked), heard(library.restore_asked)
    press(library, Qt.Key.Key_Right)
    assert library.record.clip is not None
    assert library.record.clip.id == "kept"
    press(library, Qt.Key.Key_Return)
    press(library, Qt.Key.Key_R)
    assert (watched, restored) == (["kept"], ["kept"])
    spot = library.grid.visualRect(library.rows.index(2)).center()
    QTest.mouseClick(library.grid.viewport(), LEFT, pos=spot)
    QTest.mouseDClick(library.grid.viewport(), LEFT, pos=spot)
    assert watched == ["kept", "take"]


def test_space_plays_in_place_and_another_clip_stops_it(
    qtbot: QtBot, clips: dict[str, Clip], library: LibraryPanel
) -> None:
    press(library, Qt.Key.Key_Space)
    projector = library.record.projector
    qtbot.waitUntil(lambda: projector.state == "playing")
    press(library, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: projector.state == "paused")
    press(library, Qt.Key.Key_Space)
    press(library, Qt.Key.Key_Right)
    assert projector.playback.state == "empty"


def test_leaving_the_library_stops_the_picture(qtbot: QtBot, clips: dict[str, Clip], library: LibraryPanel) -> None:
    press(library, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: library.record.projector.state == "playing")
    library.hide()
    assert library.record.projector.playback.state == "empty"


def test_typing_over_the_posters_searches(qtbot: QtBot, clips: dict[str, Clip], library: LibraryPanel) -> None:
    library.grid.setFocus()
    QTest.keyClicks(library.grid, "p")
    assert library.field.text() == "p"
    QTest.keyClicks(library.field, "ush")
    qtbot.waitUntil(lambda: shown(library) == ["take"])
    QTest.keyClick(library.field, Qt.Key.Key_Return)
    assert library.grid.hasFocus()


def test_the_record_tells_what_is_known(clips: dict[str, Clip], library: LibraryPanel, desk: Desk) -> None:
    library.choose("take")
    record = library.record
    texts = [label.text() for label in record.findChildren(type(record.title))]
    for text in ("Kling 3.0", "160 × 90, 24 fps", "1 s, 24 frames", "H.264, silent", "clips/take.mp4"):
        assert text in texts, text
    assert record.words.toPlainText() == "A slow push-in settles on her hands."
    record.copy_path.click()
    assert QGuiApplication.clipboard().text() == str(desk.clip_file(clips["take"]))


def test_what_cannot_be_done_says_why(library: LibraryPanel, desk: Desk, film: Path) -> None:
    clip = add_clip(desk, film, "bare", media=MEDIA, model="")
    assert library.record.restore.reason == "Nobody knows the draft of this clip"
    assert library.record.words.toPlainText() == "Nobody knows with which words it was made."
    desk.clip_file(clip).unlink()
    library.refresh()
    assert library.record.watch.reason == "The file is not where it was"
    assert library.record.picture.saying.title == "The file is not where it was"
    commands = heard(library.command)
    library.record.picture.acted.emit()
    assert commands == ["attach"]
    watched = heard(library.watch_asked)
    press(library, Qt.Key.Key_Return)
    press(library, Qt.Key.Key_R)
    assert watched == []


def test_stars_and_tick_are_kept_and_the_choice_stays(
    clips: dict[str, Clip], library: LibraryPanel, desk: Desk
) -> None:
    library.choose("take")
    QTest.mouseClick(library.record.stars, LEFT, pos=QPoint(4, 10))
    library.record.keep.click()
    clip = desk.clip("take")
    assert (clip.rating, clip.kept) == (1, True)
    assert library.record.clip == clip
    assert library.filters.rows["kept"].accessibleName() == "Kept 2"


def test_tags_are_put_on_completed_and_taken_off(clips: dict[str, Clip], library: LibraryPanel, desk: Desk) -> None:
    library.choose("take")
    tags = library.record.tags
    tags.add_button.click()
    assert tags.line.isVisible()
    completer = tags.line.completer()
    assert completer is not None
    completer.setCompletionPrefix("nig")
    assert completer.currentCompletion() == "night"
    QTest.keyClicks(tags.line, "client A")
    QTest.keyClick(tags.line, Qt.Key.Key_Return)
    assert desk.clip("take").tags == ("client A",)
    assert tags.line.isVisible(), "another one may follow"
    QTest.keyClicks(tags.line, "late")
    QTest.keyClick(tags.line, Qt.Key.Key_Escape)
    assert not tags.line.isVisible()
    assert tags.add_button.hasFocus()
    assert [chip.text() for chip in tags.chips] == ["client A"]
    tags.chips[0].setFocus()
    QTest.keyClick(tags.chips[0], Qt.Key.Key_Delete)
    assert (desk.clip("take").tags, tags.chips) == ((), [])


def test_a_note_is_kept_while_it_is_typed_and_found(
    qtbot: QtBot, clips: dict[str, Clip], library: LibraryPanel, desk: Desk
) -> None:
    library.choose("take")
    note = library.record.note
    note.setFocus()
    QTest.keyClicks(note, "Her look lands ")
    qtbot.waitUntil(lambda: desk.clip("take").note == "Her look lands")
    assert note.toPlainText() == "Her look lands ", "what is being typed stays as it is"
    QTest.keyClicks(note, "late")
    library.choose("kept")
    assert (desk.clip("take").note, desk.clip("kept").note, note.toPlainText()) == ("Her look lands late", "", "")
    library.search("lands")
    assert shown(library) == ["take"]
    assert [each.cursor.selectedText() for each in note.extraSelections()] == ["lands"]


def test_several_are_rated_and_tagged_at_once_and_stay_chosen(
    clips: dict[str, Clip], library: LibraryPanel, desk: Desk
) -> None:
    library.grid.select({"take", "drawn"})
    assert library.chosen_stars.rating == 0
    library.chosen_stars.rated.emit(3)
    QTest.keyClicks(library.chosen_tag, "rain")
    QTest.keyClick(library.chosen_tag, Qt.Key.Key_Return)
    assert [(desk.clip(name).rating, desk.clip(name).tags) for name in ("take", "drawn", "kept")] == [
        (3, ("rain",)), (3, ("rain",)), (4, ("night",)),
    ]  # fmt: skip
    assert [clip.id for clip in library.chosen] == ["drawn", "take"]
    assert library.chosen_stars.rating == 3


def test_the_cost_is_that_of_its_job(library: LibraryPanel, desk: Desk, film: Path) -> None:
    desk.work.jobs.add(a_job("j1", usd_estimate=1.34), Frozen())
    add_clip(desk, film, "paid", a_draft(), job="j1", media=MEDIA)
    texts = [label.text() for label in library.record.findChildren(type(library.record.title))]
    assert "$1.34" in texts


# ------------------------------------------------------------------------------------------------- throwing away


def test_delete_goes_to_the_trash_with_a_way_back_and_chooses_the_next(
    clips: dict[str, Clip], library: LibraryPanel, desk: Desk
) -> None:
    notices: list[object] = []
    desk.noticed.connect(notices.append)
    library.choose("kept")
    press(library, Qt.Key.Key_Delete)
    assert shown(library) == ["drawn", "take"]
    assert library.record.clip is not None
    assert library.record.clip.id == "take"
    assert [(notice.action, notice.target) for notice in notices] == [("restore_clip", "kept")]  # type: ignore[attr-defined]
    desk.restore_clip("kept")
    assert shown(library) == ["drawn", "kept", "take"]
    assert library.record.clip.id == "take", "what is chosen stays chosen"


def test_a_playing_clip_can_be_thrown_away(qtbot: QtBot, clips: dict[str, Clip], library: LibraryPanel) -> None:
    press(library, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: library.record.projector.state == "playing")
    library.record.trash.click()
    assert shown(library) == ["kept", "take"]
    assert library.record.projector.playback.state == "empty"


def test_several_are_chosen_and_thrown_away_together(clips: dict[str, Clip], library: LibraryPanel) -> None:
    press(library, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert library.chosen_count.text() == "3 chosen"
    assert library.trash.isVisible()
    library.trash.click()
    assert shown(library) == []
    assert library.empty.isVisible()
    assert not library.trash.isVisible()


# --------------------------------------------------------------------------------------------------------- files


def test_a_dropped_film_is_told_and_other_files_are_not(library: LibraryPanel, tmp_path: Path) -> None:
    files = heard(library.dropped)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.MP4", "notes.txt", "b.webm")])
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(library, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(library, drop)
    assert [file.name for file in files] == ["a.MP4", "b.webm"]
    text = QMimeData()
    text.setUrls([QUrl.fromLocalFile(str(tmp_path / "notes.txt"))])
    other = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, text, LEFT, Qt.KeyboardModifier.NoModifier)
    other.ignore()
    QApplication.sendEvent(library, other)
    assert not other.isAccepted()


# ------------------------------------------------------------------------------------------------------ the grid


def test_posters_are_grey_until_they_are_read(qtbot: QtBot, clips: dict[str, Clip], library: LibraryPanel) -> None:
    posters = library.grid.delegate.posters
    spot = library.grid.visualRect(library.rows.index(2)).center() - QPoint(0, 30)

    def color() -> str:
        return library.grid.viewport().grab().toImage().pixelColor(spot).name()

    qtbot.waitUntil(lambda: color() == "#336699")
    assert posters.waiting == 0


def test_cards_fill_the_width_whatever_it_is(qtbot: QtBot, library: LibraryPanel, desk: Desk, film: Path) -> None:
    for number in range(6):
        add_clip(desk, film, f"c{number}", media=MEDIA)
    for wide in (900, 1200, 1600):
        library.resize(wide, 700)
        QApplication.processEvents()
        tops = [library.grid.visualRect(library.rows.index(row)).top() for row in range(6)]
        columns = tops.count(tops[0])
        room = library.grid.width() - columns * library.grid.cell().width()
        assert columns == max(1, (library.grid.width() - 18) // 220)
        assert 0 <= room < 40


def test_a_long_library_comes_by_pages(qtbot: QtBot, library: LibraryPanel, desk: Desk, film: Path) -> None:
    first = add_clip(desk, film, "c0", media=MEDIA)
    desk.clips_changed.disconnect(library.refresh)
    for number in range(1, PAGE + 30):
        desk.work.clips.add(first.replace(id=f"c{number}", sha256=f"{number:064d}"))
    desk.clips_changed.connect(library.refresh)
    library.refresh()
    assert (len(shown(library)), library.count.text()) == (PAGE, f"{PAGE + 30} clips")
    library.grid.scrollToBottom()
    qtbot.waitUntil(lambda: len(shown(library)) == PAGE + 30)
