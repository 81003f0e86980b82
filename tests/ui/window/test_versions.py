"""Versions in the real window: named by a key, restored from the list, taken back, thrown away and brought back."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.patience import until
from tests.ui.window.conftest import Opened, form_of
from ui.kit.buttons import Button
from ui.panels.history.popup import HistoryPopup
from ui.windows.main import MainWindow


def press_notice(window: MainWindow) -> None:
    window.notices.cards[-1].findChildren(Button)[0].click()


async def test_what_was_is_named_restored_taken_back_thrown_and_brought_back(opened: Opened) -> None:
    async with opened() as window:
        desk = window.desk
        draft = desk.new("small-rescue", title="The kitten")
        await form_of(window)
        window.run("save_version")
        (popup,) = window.findChildren(HistoryPopup)
        QTest.keyClicks(popup.name, "As I like it")
        QTest.keyClick(popup.name, Qt.Key.Key_Return)
        assert window.notices.cards[-1].accessibleName() == "“As I like it” is saved as a version"
        QTest.keyClick(popup, Qt.Key.Key_Escape)
        assert not popup.isVisible()
        await until(lambda: not window.findChildren(HistoryPopup))

        desk.edit("look.mood", "somewhere else altogether")
        await until(lambda: "somewhere" in window.send.words.text.toPlainText())
        window.run("versions")
        (popup,) = window.findChildren(HistoryPopup)
        assert popup.list.hasFocus()
        popup.detail.restore.click()
        assert desk.snapshot.draft == draft
        await until(lambda: "somewhere" not in window.send.words.text.toPlainText())
        assert window.notices.cards[-1].accessibleName() == "The version is restored"
        press_notice(window)
        assert desk.snapshot.draft is not None
        assert desk.snapshot.draft.look.mood == "somewhere else altogether"
        await until(lambda: not window.findChildren(HistoryPopup))

        window.run("versions")
        (popup,) = window.findChildren(HistoryPopup)
        before = [line.title for line in popup.list.rows.items]
        assert before == ["Before restoring", "As I like it"]
        popup.detail.throw.click()
        popup.close()
        assert [each.name for each in desk.versions.list()] == ["As I like it"]
        press_notice(window)
        assert len(desk.versions.list()) == 2
        await until(lambda: not window.findChildren(HistoryPopup))


async def test_what_the_disk_refuses_keeps_the_window_open_once(opened: Opened, home: Path) -> None:
    async with opened() as window:
        desk = window.desk
        desk.new("small-rescue", title="The kitten")
        await form_of(window)
        shutil.move(home / "drafts", home / "aside")
        shutil.copy(home / "settings.json", home / "drafts")
        desk.edit("note", "only in mind")
        await until(lambda: desk.snapshot.saved == "failed")
        assert not window.close()
        assert window.isVisible()
        assert window.notices.cards[-1].accessibleName() == "“The kitten” is not on disk"
        (home / "drafts").unlink()
        shutil.move(home / "aside", home / "drafts")
        await until(lambda: desk.snapshot.saved == "saved")
        assert "only in mind" in next((home / "drafts").glob("*.json")).read_text(encoding="utf-8")
