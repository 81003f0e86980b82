"""The library's filters: what they count, how they narrow a search, and how they stand in it as chips."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desk.desk import Desk
from app.domain.clip import Clip
from tests.ui.clips import add_clip
from tests.ui.library.conftest import MEDIA
from ui.kit.chips import Chip
from ui.panels.library.panel import LibraryPanel
from ui.panels.library.rows import CheckRow, read_day


def shown(library: LibraryPanel) -> list[str]:
    return [clip.id for clip in library.rows.items]


def box(library: LibraryPanel, value: str) -> CheckRow:
    filters = library.filters
    return next(each for each in (*filters.kinds.boxes, *filters.models.boxes) if each.value == value)


def test_without_tags_nothing_is_said_of_them(clips: dict[str, Clip], library: LibraryPanel) -> None:
    filters = library.filters
    filters.show_counts([3, 0, 0, 3], {}, {})
    assert filters._tag.isHidden()
    filters.show_counts([3, 0, 0, 3], {}, {"rain": 2})
    assert not filters._tag.isHidden()


def test_filters_count_and_choose(qtbot: QtBot, clips: dict[str, Clip], library: LibraryPanel) -> None:
    filters = library.filters
    assert [row.accessibleName() for row in filters.rows.values()] == [
        "All clips 3", "Kept 1", "This week 0", "Not rated 2",
    ]  # fmt: skip
    boxes = (*filters.kinds.boxes, *filters.models.boxes)
    assert [each.accessibleName() for each in boxes] == [
        "Rehearsals 1", "Generated 2", "Brought in 0", "Kling 3.0 2",
    ]  # fmt: skip
    for name, found in (("kept", ["kept"]), ("unrated", ["drawn", "take"]), ("all", ["drawn", "kept", "take"])):
        filters.rows[name].click()
        assert shown(library) == found
    box(library, "generated").click()
    assert shown(library) == ["kept", "take"]
    assert library.count.text() == "2 of 3 clips"
    filters.rows["kept"].click()
    assert shown(library) == ["kept"], "kinds and marks go together"
    filters.rows["all"].click()
    library.field.insert("push")
    qtbot.waitUntil(lambda: shown(library) == ["take"])
    assert filters.rows["all"].isChecked()


def test_tags_stars_and_days_narrow_and_stand_in_the_search(
    clips: dict[str, Clip], library: LibraryPanel, desk: Desk
) -> None:
    filters = library.filters
    desk.tag(["take", "kept"], "client A")
    (tag,) = [chip for chip in filters.tags.findChildren(Chip) if chip.text() == "client A"]
    tag.click()
    assert shown(library) == ["kept", "take"]
    filters.stars.rated.emit(4)
    assert shown(library) == ["kept"]
    filters.since.setText("1 sep")
    QTest.keyClick(filters.since, Qt.Key.Key_Return)
    words = ["client A", "4 stars and up", "since 1 Sep 2026"]
    assert [chip.text() for chip in library.field.chips] == words
    assert library.query == 'tag:"client A" rating:4 from:2026-09-01'
    library.field.chips[1].click()
    assert (shown(library), filters.query.stars) == (["kept", "take"], 0)
    library.field.setFocus()
    QTest.keyClick(library.field, Qt.Key.Key_Backspace)
    QTest.keyClick(library.field, Qt.Key.Key_Backspace)
    assert (library.query, len(shown(library))) == ("", 3)


def test_a_day_that_is_none_is_said_and_changes_nothing(clips: dict[str, Clip], library: LibraryPanel) -> None:
    until = library.filters.until
    until.setText("the day after")
    QTest.keyClick(until, Qt.Key.Key_Return)
    assert (until.property("level"), library.query) == ("error", "")
    assert library.filters.wrong_day.isVisible()
    until.setText("1999-12-31")
    QTest.keyClick(until, Qt.Key.Key_Return)
    assert (until.property("level"), until.text(), shown(library)) == ("", "31 Dec 1999", [])
    assert not library.filters.wrong_day.isVisible()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", ""), ("2026-09-01", "2026-09-01"), ("1 Sep 2026", "2026-09-01"), ("21 november 2025", "2025-11-21"),
        ("Sep 1, 2026", "2026-09-01"), ("1.9.2026", "2026-09-01"), ("1 Sep", "2026-09-01"), ("24 Dec", "2025-12-24"),
        ("22 Nov", "2026-11-22"), ("31 Sep", None), ("soon", None), ("29 Feb", None), ("2026-13-01", None),
    ],
)  # fmt: skip
def test_days_are_read_as_people_write_them(text: str, day: str | None) -> None:
    assert read_day(text, "2026-11-22") == day


def test_more_models_than_fit_are_behind_a_button(library: LibraryPanel, desk: Desk, film: Path) -> None:
    for number in range(6):
        add_clip(desk, film, f"c{number}", media=MEDIA, model=f"made/up-{number}")
    models = library.filters.models
    assert (len(models.boxes), library.filters.more.text()) == (4, "2 more")
    library.filters.more.click()
    assert (len(models.boxes), library.filters.more.isVisible()) == (6, False)
    library.search("model:made/up-5 model:gone/by")
    assert [each.value for each in models.boxes if each.isChecked()] == ["made/up-5", "gone/by"]
    assert shown(library) == ["c5"]


def test_a_search_from_elsewhere_sets_field_and_filter(clips: dict[str, Clip], library: LibraryPanel) -> None:
    library.search("is:kept")
    assert (shown(library), library.filters.query.marks, library.field.text()) == (["kept"], ("is:kept",), "")
    assert library.filters.rows["kept"].isChecked()
    library.search("push is:take")
    assert (shown(library), library.field.text()) == (["take"], "push")
    assert [box(library, kind).isChecked() for kind in ("rehearsal", "generated", "attached")] == [False, True, True]
    library.search("")
    assert len(shown(library)) == 3
