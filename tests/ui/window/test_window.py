"""The window as a whole: its commands, its palette, its panels by key, its sizes, and files dropped on it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.upgrade import write_draft
from app.strings import has
from tests.fakes.film import make_film
from tests.patience import until
from tests.ui.window.conftest import Opened, form_of
from ui.panels.palette import CommandPalette
from ui.windows.commands import COMMANDS, MENUS
from ui.windows.main import MainWindow


def drop(window: MainWindow, path: Path) -> None:
    """Drop a file on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(700, 400), copy, data, left, Qt.KeyboardModifier.NoModifier))


async def test_every_command_has_a_name_a_menu_and_a_deed(opened: Opened) -> None:
    async with opened() as window:
        names = [command.id for command in COMMANDS if command.id]
        assert len(names) == len(set(names))
        assert set(window.verbs.table()) == set(names)
        assert all(has(f"command.{name}") for name in names)
        assert {command.menu for command in COMMANDS if command.id} == set(MENUS)
        keys = [key for command in COMMANDS for key in command.keys]
        assert len(keys) == len(set(keys))
        shown = {action.objectName() for menu in window.actions_table.menus() for action in menu.actions()}
        assert shown >= set(names)


async def test_commands_without_a_draft_say_why_they_are_off(opened: Opened) -> None:
    async with opened() as window:
        assert window.actions_table.why_not("rehearse") == "No draft is open."
        window.actions_table.run("rehearse")
        assert window.desk.jobs() == []
        window.desk.new("small-rescue")
        await until(lambda: not window.actions_table.why_not("rehearse"))
        assert "No connection" in window.actions_table.why_not("generate")
        QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert [card.notice.args["why"] for card in window.notices.cards] == [window.actions_table.why_not("generate")]
        window.notices.clear()
        window.desk.edit("look.mood", "wry")
        await until(lambda: not window.actions_table.why_not("undo"))


async def test_the_palette_finds_and_runs(opened: Opened) -> None:
    async with opened() as window:
        window.actions_table.run("palette")
        palette = window.findChild(CommandPalette)
        assert palette is not None
        QTest.keyClicks(palette.field, "library")
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
        await until(lambda: window.work.workspace == "library")
        window.actions_table.run("palette")
        palette = window.findChildren(CommandPalette)[-1]
        QTest.keyClicks(palette.field, "workshop")
        QTest.keyClick(palette.field, Qt.Key.Key_Escape)
        assert window.isVisible()


async def test_f6_walks_through_the_panels(opened: Opened) -> None:
    async with opened() as window:
        window.desk.new("small-rescue")
        await form_of(window)
        visited: list[str] = []
        panels: dict[str, QWidget] = {
            "topbar": window.topbar, "shelf": window.shelf, "form": window.form,
            "send": window.send, "player": window.player,
        }  # fmt: skip
        for _ in range(6):
            window.actions_table.run("next_panel")
            focused = window.focusWidget()
            assert focused is not None
            visited += [name for name, panel in panels.items() if panel.isAncestorOf(focused)]
        assert set(visited) == set(panels)


async def test_a_draft_a_preset_and_a_clip_are_opened_where_they_are_dropped(opened: Opened, tmp_path: Path) -> None:
    async with opened() as window:
        desk = window.desk
        draft = desk.make_draft("first-snow").replace(title="Dropped")
        file = tmp_path / "dropped.draft.json"
        file.write_bytes(write_draft(draft))
        drop(window, file)
        await until(lambda: desk.snapshot.draft is not None and desk.snapshot.draft.title == "Dropped")
        clip = make_film(tmp_path / "made-elsewhere.mp4")
        drop(window, clip)
        await until(lambda: bool(desk.snapshot.takes))
        assert desk.clip_file(desk.clip(desk.snapshot.takes[0])).read_bytes() == clip.read_bytes()
        (tmp_path / "notes.txt").write_text("nothing of ours")
        drop(window, tmp_path / "notes.txt")
        assert window.notices.cards[-1].notice.id == "cannot_open"
        (tmp_path / "broken.draft.json").write_text("{")
        drop(window, tmp_path / "broken.draft.json")
        assert window.notices.cards[-1].notice.level == "error"
        assert desk.snapshot.draft is not None
        assert desk.snapshot.draft.title == "Dropped"


async def test_a_narrow_window_folds_the_shelf_and_keeps_the_price(opened: Opened) -> None:
    async with opened() as window:
        window.desk.new("small-rescue")
        await form_of(window)
        for size, send in (((1280, 800), 332), ((1024, 700), 332), ((2560, 1440), 480)):
            window.resize(*size)
            await asyncio.sleep(0.1)
            assert window.size().width() == size[0]
            assert abs(window.send.width() - send) <= 1
            assert window.send.foot.isVisible()
            foot = window.send.foot
            assert window.rect().contains(foot.mapTo(window, foot.rect().bottomRight()))
            assert window.shelf.filter.isVisible() == (size[0] >= 1180)


async def test_the_window_remembers_its_seams(opened: Opened) -> None:
    async with opened() as window:
        window.desk.new("small-rescue")
        await form_of(window)
        window.work.upper.setSizes([300, 700])
        window.work.upper.placed.emit()
        kept = window.work.upper.sizes()[0]
    async with opened() as window:
        await form_of(window)
        assert abs(window.work.upper.sizes()[0] - kept) <= 2


async def test_no_control_of_the_window_is_without_a_name(opened: Opened) -> None:
    async with opened() as window:
        window.desk.new("small-rescue")
        await form_of(window)
        assert nameless(window) == []
        window.desk.new("lighthouse-rise")
        await form_of(window)
        assert nameless(window) == []
        window.show_workspace("library")
        assert nameless(window) == []


def nameless(window: MainWindow) -> list[str]:
    """Controls that take the keyboard, are seen, and have neither name nor words."""
    found = []
    for widget in window.findChildren(QWidget):
        takes = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible() and widget.isEnabled()
        text = getattr(widget, "text", lambda: "")
        if takes and not widget.accessibleName() and not (callable(text) and str(text())):
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found
