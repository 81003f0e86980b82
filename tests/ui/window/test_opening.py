"""How the window opens: form and words first, everything else after the first paint, and at any time safely closed."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.build import build
from app.desk.desk import Desk
from app.strings import tr
from tests.patience import until
from ui.kit import focus, theme
from ui.kit.labels import Label
from ui.kit.late_place import LatePlace
from ui.kit.program_icon import SIZES
from ui.panels.form.story import StoryBody
from ui.windows.main import MainWindow
from ui.windows.start import open_last


@pytest.fixture
def left_open(qapp: QApplication, home: Path) -> Path:
    """A home whose last draft is a story."""
    theme.install(qapp)
    focus.install(qapp)
    build(home).new("small-rescue")
    return home


def window_over(home: Path) -> tuple[Desk, MainWindow]:
    """The window as the program opens it, not shown yet."""
    desk = build(home)
    open_last(desk)
    window = MainWindow(desk)
    window.resize(1440, 900)
    return desk, window


async def let_go(desk: Desk, window: MainWindow) -> None:
    """Close it as the program does."""
    window.close()
    window.shut()
    await desk.close()
    window.deleteLater()
    await asyncio.sleep(0.01)


async def test_form_and_words_stand_first_then_bar_and_shelf_and_no_seam_moves_for_the_rest(left_open: Path) -> None:
    desk, window = window_over(left_open)
    window.show()
    window.activateWindow()
    late = window.late
    assert window.send.words.text.toPlainText()
    body = window.form.body
    assert isinstance(body, StoryBody)
    assert body.row_of("cast") is not None
    assert (late.topbar, late.shelf, late.player, late.jobs) == (None, None, None, None)
    before = [seam.sizes() for seam in (body.upper, body.whole, window.work.upper)]
    await until(lambda: late.shelf is not None)
    assert late.topbar is not None
    assert not window.is_ready
    await until(lambda: window.is_ready)
    assert None not in (late.topbar, late.shelf, late.player, late.jobs)
    assert {size.width() for size in window.windowIcon().availableSizes()} == set(SIZES)
    assert [seam.sizes() for seam in (body.upper, body.whole, window.work.upper)] == before
    await let_go(desk, window)


class Windows(QObject):
    """Notes every widget that shows as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Show or not isinstance(watched, QWidget) or not watched.isWindow():
            return False
        # popups and dialogs are windows by what they are
        if watched.windowType() in {Qt.WindowType.Window, Qt.WindowType.Widget}:
            self.shown.add(type(watched).__name__)
        return False


async def test_nothing_flashes_up_as_a_window_of_its_own(qapp: QApplication, home: Path) -> None:
    theme.install(qapp)
    focus.install(qapp)
    watch = Windows()
    qapp.installEventFilter(watch)
    desk, window = window_over(home)
    window.show()
    await until(lambda: window.is_ready)
    for preset in ("small-rescue", "rooftop-crane-away", "heist-in-six"):
        desk.new(preset)
        desk.tell()
        await until(lambda: window.player.isVisible() and window._shown is desk.snapshot)
        await until(lambda: window.form.body is not None)
    verbs = window.verbs.table()
    for verb in ("library", "write", "settings", "keys", "about", "palette", "presets", "save_preset", "versions",
                 "target", "advice"):  # fmt: skip
        verbs[verb]()
        await asyncio.sleep(0.05)
    qapp.removeEventFilter(watch)
    await let_go(desk, window)
    assert watch.shown == {"MainWindow"}


async def test_a_field_that_is_not_made_yet_is_made_when_one_goes_to_it(left_open: Path) -> None:
    desk, window = window_over(left_open)
    window.show()
    window.activateWindow()
    draft = desk.snapshot.draft
    assert draft is not None
    shot = draft.shots[0]
    window.go_to(f"shots[{shot.id}].beats[{shot.beats[0].id}].action")
    field = window.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "x")
    await until(lambda: desk.snapshot.can_undo and window.is_ready)
    await let_go(desk, window)


async def test_craft_is_checked_after_the_first_paint_and_nothing_promised_before(left_open: Path) -> None:
    desk, window = window_over(left_open)
    assert desk.snapshot.compiled is not None
    hurried = desk.snapshot.compiled.findings
    findings = window.send.findings
    window.show()
    seen = [label.text() for label in findings.none.findChildren(Label)]
    tall = findings.none.sizeHint().height()
    assert seen == [tr("findings.checking")]
    await until(lambda: desk.snapshot.with_craft and window.is_ready)
    closely = desk.snapshot.compiled.findings
    assert {each.id for each in closely} > {each.id for each in hurried}
    assert [label.text() for label in findings.none.findChildren(Label)] == [tr("findings.none")]
    assert findings.none.sizeHint().height() == tall
    await until(lambda: findings.rows)
    await let_go(desk, window)


async def test_a_window_closed_before_the_rest_was_made_leaves_nothing_behind(left_open: Path) -> None:
    desk, window = window_over(left_open)
    window.show()
    QApplication.sendPostedEvents()
    await let_go(desk, window)
    assert not window.is_ready
    assert window.late.player is None


async def test_a_press_where_a_part_is_not_made_yet_is_one_in_the_part(left_open: Path) -> None:
    desk, window = window_over(left_open)
    window.show()
    body = window.form.body
    assert isinstance(body, StoryBody)
    QApplication.sendPostedEvents()
    bar = body.whole.widget(1)
    assert type(bar) is LatePlace
    top = window.windowHandle()
    # the second card, before there is one
    spot = bar.mapTo(window, QPoint(bar.width() // 2, bar.height() // 2))
    QTest.mousePress(top, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    QTest.mouseRelease(top, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert body.beats is body.whole.widget(1)
    await until(lambda: window.form.chosen.beat != "b1")
    await let_go(desk, window)
