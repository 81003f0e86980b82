"""A person's whole way: connect a server, try it, aim at its model, generate, and watch the clip."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.build import build
from app.providers.openai_videos import OpenAIVideos
from tests.fakes.openai_server import SERVED
from tests.patience import until
from tests.ui.connections.conftest import OpenServer
from tests.ui.window.conftest import Opened, form_of
from ui.lists.rows import ITEM
from ui.panels.connections.panel import ConnectionsPanel
from ui.windows.connections import ConnectionsDialog
from ui.windows.main import MainWindow

KEY = "canary-key-0123456789"


@pytest.fixture
def begun(home: Path) -> Path:
    """A home with a draft open that has words."""
    desk = build(home)
    desk.new("small-rescue")
    desk.save_now()
    return home


def panel_of(window: MainWindow) -> ConnectionsPanel:
    """The open window of connections."""
    dialog = window.plates._dialogs["connections"]
    assert isinstance(dialog, ConnectionsDialog)
    return dialog.panel


def holding(folder: Path, said: str) -> list[Path]:
    """The files in which something stands."""
    return [file for file in folder.rglob("*") if file.is_file() and said.encode() in file.read_bytes()]


async def connect(window: MainWindow, address: str, key: str = "") -> ConnectionsPanel:
    """Add a server by its card."""
    window.run("connections")
    panel = panel_of(window)
    await until(lambda: panel.page.key.store is not None)
    panel.cards.buttons["openai-videos"].click()
    (row,) = panel.page.servers.rows
    QTest.keyClicks(row.address, address)
    if key:
        QTest.keyClicks(panel.page.key.field, key)
    assert panel.test.text() == "Save and test"
    panel.test.click()
    assert panel.test.busy
    await until(lambda: panel.page.state.words.text() not in ("Testing…", ""))
    return panel


async def test_from_a_server_to_a_clip(begun: Path, opened: Opened, open_server: OpenServer) -> None:
    server = open_server("vllm-omni", f"Bearer {KEY}")
    async with opened() as window:
        await form_of(window)
        panel = await connect(window, server.base, KEY)
        assert panel.page.state.words.text() == "Works"
        await until(lambda: SERVED in panel.page.served.buttons)
        panel.page.served.buttons[SERVED].click()
        assert window.desk.snapshot.model is not None
        assert window.desk.snapshot.model.id == f"openai-videos/{SERVED}"
        panel.done.click()
        await form_of(window)
        assert window.send.foot.generate.text() == "Generate, free"
        window.run("generate")
        await until(lambda: bool(window.desk.clips()))
        (clip,) = window.desk.clips()
        assert window.desk.clip_file(clip).read_bytes() == server.film(next(iter(server.jobs())))
        window.watch(clip.id)
        await until(lambda: window.player.isVisible())
        assert len(server.charges()) == 1


async def test_a_take_that_fails_says_why_in_its_notice(begun: Path, opened: Opened, open_server: OpenServer) -> None:
    server = open_server("vllm-omni")
    server.ends = {"status": "failed", "error": {"message": "the box ran out of memory"}}
    async with opened() as window:
        await form_of(window)
        panel = await connect(window, server.base)
        await until(lambda: SERVED in panel.page.served.buttons)
        panel.page.served.buttons[SERVED].click()
        panel.done.click()
        await form_of(window)
        window.run("generate")
        await until(lambda: any(card.notice.id == "notice.job_ended" for card in window.notices.cards))
        (said,) = [each for each in window.notices.cards if each.notice.id == "notice.job_ended"]
        assert "the box ran out of memory" in said.accessibleDescription()


async def test_without_a_connection_it_opens_at_what_can_be_connected(begun: Path, opened: Opened) -> None:
    async with opened() as window:
        await form_of(window)
        window.run("connections")
        panel = panel_of(window)
        await until(lambda: panel.window().isActiveWindow() and QApplication.focusWidget() is not None)
        assert panel.cards.isVisible()
        assert QApplication.focusWidget() is panel.cards.buttons["openai-videos"]
        panel.done.click()


async def test_a_key_is_nowhere_afterwards(begun: Path, opened: Opened, open_server: OpenServer) -> None:
    server = open_server("generic", f"Bearer {KEY}")
    async with opened() as window:
        await form_of(window)
        panel = await connect(window, server.base, KEY)
        field = panel.page.key.field
        assert panel.page.state.words.text() == "Works"
        assert field.text() == field.displayText() == ""
        assert not field.isUndoAvailable()
        assert field.placeholderText() == "kept for this run; type to replace"
        assert KEY not in QApplication.clipboard().text()
        panel.done.click()
    assert holding(begun, KEY) == []


async def test_a_wrong_key_is_told_and_can_be_typed_again(begun: Path, opened: Opened, open_server: OpenServer) -> None:
    server = open_server("generic", f"Bearer {KEY}")
    async with opened() as window:
        await form_of(window)
        panel = await connect(window, server.base, "another-key-0123")
        assert "does not take the key" in panel.page.state.words.text()
        assert panel.page.state.hint.text().startswith("Look at the key")
        QTest.keyClicks(panel.page.key.field, KEY)
        panel.test.click()
        await until(lambda: panel.page.state.words.text() == "Works")


async def test_an_address_that_will_not_do_is_told_under_what_was_typed(
    begun: Path, opened: Opened, open_server: OpenServer
) -> None:
    async with opened() as window:
        await form_of(window)
        panel = await connect(window, "http://example.com/v1")
        assert "is not encrypted" in panel.page.state.words.text()
        assert panel.page.servers.rows[0].address.text() == "http://example.com/v1"
        assert [each.id for each in window.desk.connections()] == ["animatic"]


async def test_a_connection_is_taken_away_after_one_question(
    begun: Path, opened: Opened, open_server: OpenServer
) -> None:
    server = open_server()
    async with opened() as window:
        await form_of(window)
        panel = await connect(window, server.base)
        assert panel.list.currentIndex().data(ITEM).name == "box"
        panel.remove.click()
        assert panel.question.no.hasFocus()
        QTest.keyClick(panel.question.no, Qt.Key.Key_Escape)
        assert panel.isVisible()
        assert not panel.question.isVisible()
        panel.remove.click()
        panel.question.yes.click()
        await until(lambda: len(window.desk.connections()) == 1, 5)
        assert panel.list.rows.rowCount() == 1


async def test_the_reason_beside_generate_leads_to_a_new_connection(
    begun: Path, opened: Opened, open_server: OpenServer
) -> None:
    async with opened() as window:
        await form_of(window)
        window.desk.set_aim(f"openai-videos/{SERVED}")
        await form_of(window)
        window.send.foot.reason.way_out.emit()
        panel = panel_of(window)
        assert panel.page.isVisible()
        assert panel.page.name.text() == "box"
        await until(panel.page.name.hasFocus)
        panel.done.click()


async def test_of_two_connections_the_sheet_asks_which_and_remembers(
    begun: Path, opened: Opened, open_server: OpenServer
) -> None:
    first, second = open_server(), open_server()
    async with opened() as window:
        await form_of(window)
        await connect(window, first.base)
        panel_of(window).show_cards()
        panel = await connect(window, second.base)
        await until(lambda: len(window.desk.connections()) == 3)
        panel.done.click()
        window.desk.set_aim(f"openai-videos/{SERVED}")
        await form_of(window)
        window.run("generate")
        sheet = window.send.sheet
        assert sheet.isVisible()
        assert not sheet.yes.isEnabled()
        sheet.way.setCurrentIndex(1)
        sheet.way.picked.emit("box-2")
        QTest.keyClick(sheet.yes, Qt.Key.Key_Return)
        await until(lambda: bool(window.desk.clips()))
        assert len(second.charges()) == 1
        assert first.charges() == []


async def test_a_server_of_ones_own_has_a_page_of_help(begun: Path, opened: Opened, open_server: OpenServer) -> None:
    async with opened() as window:
        await form_of(window)
        window.run("connections")
        panel = panel_of(window)
        panel.cards.guides["openai-videos"].click()
        assert "vllm serve" in panel.guide.toPlainText()
        panel.back.click()
        assert panel.cards.isVisible()
        panel.done.click()


async def test_quitting_says_once_which_clips_would_be_lost(
    begun: Path, opened: Opened, open_server: OpenServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = open_server()
    server.looks = 10**6
    spec = OpenAIVideos().spec.replace(kept_seconds=3600.0)
    monkeypatch.setattr(OpenAIVideos, "spec", property(lambda self: spec))
    async with opened() as window:
        await form_of(window)
        panel = await connect(window, server.base)
        panel.done.click()
        window.desk.set_aim(f"openai-videos/{SERVED}")
        await form_of(window)
        window.run("generate")
        await until(lambda: bool(server.charges()))
        assert not window.close()
        assert window.isVisible()
        assert window.close()
