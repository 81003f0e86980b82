"""A careful start and a library that cannot be opened: said across the window, with the way back to everything."""

from __future__ import annotations

from pathlib import Path

from app.desk.storage import Storage
from app.store.paths import find_home
from app.store.starts import MOST_FAILED, Starts
from tests.patience import until
from tests.ui.window.test_opening import left_open, let_go, window_over  # noqa: F401
from ui.windows.start import open_last


async def test_after_starts_that_came_to_nothing_it_goes_on_when_told_to(left_open: Path) -> None:  # noqa: F811
    for _ in range(MOST_FAILED):
        Starts(find_home(str(left_open))).begin()
    desk, window = window_over(left_open)
    desk.close_draft()
    desk.begin_start()
    open_last(desk)
    window.show()
    await until(lambda: window.is_ready)
    bar = window.late.state_bar
    assert bar is not None
    assert bar.isVisible()
    assert desk.snapshot.draft is None
    assert not desk.work.dispatch.drives
    bar.button.click()
    await until(lambda: desk.work.dispatch.drives)
    assert window.late.state_bar is None
    await let_go(desk, window)


async def test_a_damaged_library_is_mended_from_the_settings(left_open: Path) -> None:  # noqa: F811
    (left_open / "library.db").write_bytes(b"no library" * 900)
    desk, window = window_over(left_open)
    window.show()
    await until(lambda: window.is_ready)
    bar = window.late.state_bar
    assert bar is not None
    assert "library.db" in bar.title.text()
    assert window.send.words.text.toPlainText(), "a draft can be written all the same"
    bar.button.click()
    dialog = window.plates._dialogs["settings"]
    care = dialog.pages.places.care  # type: ignore[attr-defined]
    await until(care.isVisible)
    assert care.buttons["rebuild"].isVisible()
    assert not care.buttons["backup"].isVisible()
    assert care.last.text() == "No backup yet."
    care.buttons["restore"].click()
    await until(lambda: "no backup" in care.words.text())
    care.buttons["rebuild"].click()
    await until(lambda: window.late.state_bar is None)
    assert desk.is_library_open
    assert care.buttons["backup"].isVisible()
    care.buttons["backup"].click()
    await until(lambda: "found whole" in care.words.text())
    assert care.last.text().startswith("Last backup: ")
    care.buttons["check"].click()
    await until(lambda: "as it should be" in care.words.text())
    assert isinstance(desk.storage, Storage)
    assert not desk.storage.doing
    await let_go(desk, window)
