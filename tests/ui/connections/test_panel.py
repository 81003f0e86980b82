"""The panel of connections by itself: walked by keyboard, told by dots and words, and what it asks of the desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.domain.connection import Endpoint
from app.domain.errors import Fault
from app.providers.openai_videos.kinds import kinds
from app.strings import has
from ui.panels.connections.panel import ConnectionsPanel
from ui.panels.connections.specimens import (
    BOX,
    FAL_SPEC,
    FOUND,
    RACK,
    STUDIO,
    AccountOf,
    ConnectionsDeskOf,
)
from ui.panels.connections.words import dot_color, state_of
from ui.panels.settings.pages import SettingsPages


@pytest.fixture
def desk() -> ConnectionsDeskOf:
    """A desk with three connections."""
    return ConnectionsDeskOf(STUDIO, RACK, BOX)


@pytest.fixture
def panel(desk: ConnectionsDeskOf, still: None) -> Iterator[ConnectionsPanel]:
    """The panel, shown."""
    made = ConnectionsPanel(desk, dict(FOUND))
    made.resize(860, 560)
    made.show()
    made.activateWindow()
    yield made
    made.close()
    made.deleteLater()


def test_every_sort_of_server_is_called_by_its_name(panel: ConnectionsPanel) -> None:
    assert [kind for kind in kinds() if not has(f"connections.kind.{kind}")] == []
    panel.choose("rack")
    assert panel.page.kind.currentText() == "vLLM-Omni"


def test_each_connection_says_how_it_stands(panel: ConnectionsPanel) -> None:
    said = {entry.connection.id: entry.second for entry in panel.list.rows.items}
    assert said["animatic"] == "Built in, free"
    assert said["studio-key"] == "Works"
    assert said["box"] == "127.0.0.1 cannot be reached."
    assert dot_color(BOX, "") == ""
    assert state_of(STUDIO, AccountOf(usd_left=12.4)).hint == "$12.40 left on the account."
    assert state_of(BOX, Fault("unreachable", host="h")).hint.startswith("Nothing was sent.")


def test_the_keyboard_walks_the_list(panel: ConnectionsPanel) -> None:
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert panel.page.title.text() == "rack"
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert panel.page.title.text() == "box"


def test_what_is_typed_is_kept_by_the_test(panel: ConnectionsPanel, desk: ConnectionsDeskOf) -> None:
    panel.choose("rack")
    assert panel.test.text() == "Test"
    panel.page.servers.add.click()
    QTest.keyClicks(panel.page.servers.rows[2].address, "http://rack-3:8091/v1")
    assert panel.test.text() == "Save and test"
    panel.test.click()
    verb, kept, _ = desk.said[-1]
    assert verb == "connect"
    assert kept == RACK.replace(others=(*RACK.others, Endpoint(address="http://rack-3:8091/v1")))
    assert panel.test.busy


def test_a_test_without_changes_only_asks(panel: ConnectionsPanel, desk: ConnectionsDeskOf) -> None:
    panel.choose("box")
    panel.test.click()
    panel.test.click()
    assert desk.said == [("check", "box")]
    assert panel.page.state.ring.isVisible()


def test_a_server_taken_out_is_gone(panel: ConnectionsPanel) -> None:
    panel.choose("rack")
    panel.page.servers.rows[1].remove.click()
    assert panel.page.wished().others == ()


def test_the_key_is_dots_and_goes_with_the_page(panel: ConnectionsPanel) -> None:
    panel.begin("kling")
    field = panel.page.key.field
    assert field.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyClicks(field, "made-up")
    panel.show_cards()
    assert field.text() == ""
    panel.choose("studio-key")
    assert field.placeholderText() == "kept in the system's store; type to replace"
    assert panel.page.key.hosts.text().startswith("api-singapore.klingai.com. Never to")


def test_a_variable_is_named_and_not_hidden(panel: ConnectionsPanel, desk: ConnectionsDeskOf) -> None:
    panel.begin("fal")
    panel.page.key.place.set_value("env")
    panel.page.key.place.chosen.emit("env")
    QTest.keyClicks(panel.page.key.variable, "FAL_KEY")
    assert panel.page.key.take() == ("FAL_KEY", "env")
    assert panel.page.servers.rows[0].address.isReadOnly()
    assert panel.page.wished().address == FAL_SPEC.address


def test_an_address_typed_over_one_of_the_list_is_ones_own(panel: ConnectionsPanel, desk: ConnectionsDeskOf) -> None:
    panel.begin("kling")
    servers = panel.page.servers
    assert panel.page.wished().address.startswith("https://api-singapore")
    servers.rows[0].address.selectAll()
    QTest.keyClicks(servers.rows[0].address, "http://127.0.0.1:9")
    assert servers.preset.value() == "own"
    assert panel.page.wished().address == "http://127.0.0.1:9"


def test_a_key_of_another_run_is_said_to_be_gone(still: None) -> None:
    made = ConnectionsPanel(ConnectionsDeskOf(STUDIO.replace(key_ref="session:studio-key")), {})
    made.choose("studio-key")
    assert made.page.key.field.placeholderText() == "forgotten when the program ended; paste it again"
    made.deleteLater()


def test_an_empty_account_does_not_simply_work() -> None:
    assert state_of(STUDIO, AccountOf(usd_left=0.0)).words == "Works, but nothing is left on the account"
    assert dot_color(STUDIO, AccountOf(usd_left=0.0)) == "warn.line"


def test_a_taken_name_is_told_before_anything_is_kept(panel: ConnectionsPanel, desk: ConnectionsDeskOf) -> None:
    panel.begin("openai-videos")
    assert panel.page.name.text() == "box-2"
    panel.page.name.setText("box")
    panel.test.click()
    assert desk.said == []
    assert "already" in panel.page.state.words.text()


def test_takes_of_one_model_or_of_all_go_where_it_is_said(panel: ConnectionsPanel, desk: ConnectionsDeskOf) -> None:
    panel.choose("studio-key")
    assert panel.page.only.text() == "Chosen for: All its models"
    panel.page.prefer.picked.emit("kling/kling-3.0")
    panel.page.prefer.picked.emit("kling")
    assert desk.said == [("prefer", "studio-key", "kling/kling-3.0"), ("prefer", "studio-key", "")]


def test_a_model_of_a_catalogue_is_asked_for_first(panel: ConnectionsPanel, desk: ConnectionsDeskOf) -> None:
    panel.choose("studio-key")
    QTest.keyClicks(panel.page.served.other, "kling-x")
    panel.page.served.aim.click()
    assert desk.said == [("add", "kling-x", "studio-key")]
    assert panel.page.served.aim.busy


def test_what_a_server_serves_is_known_when_the_window_is_opened_again(still: None) -> None:
    panel = ConnectionsPanel(ConnectionsDeskOf(RACK), {}, {RACK.id: ("wan-2.2", "ltx-2")})
    panel.choose(RACK.id)
    assert list(panel.page.served.buttons) == ["wan-2.2", "ltx-2"]
    panel.deleteLater()


def test_without_a_draft_nothing_can_be_aimed(still: None) -> None:
    panel = ConnectionsPanel(ConnectionsDeskOf(RACK, drafted=False), {})
    panel.choose("rack")
    panel._heard_models("rack", ["one"])
    assert panel.page.served.buttons["one"].reason == "No draft is open."
    panel.deleteLater()


def test_the_guide_follows_no_link_and_fetches_nothing(panel: ConnectionsPanel) -> None:
    panel.show_guide()
    assert not panel.guide.openLinks()
    assert not panel.guide.openExternalLinks()
    assert panel.guide.loadResource(1, "https://example.com/a.png") is None


def test_caps_are_set_and_taken_off_in_the_settings(still: None) -> None:
    from ui.panels.welcome.specimens import SettingsDeskOf

    desk = SettingsDeskOf()
    pages = SettingsPages(desk)
    pages.open_page("money")
    field = pages.money.caps["cap_job"]
    assert field.value() == 2.0
    field.setValue(0)
    assert desk.settings.cap_job is None
    pages.money.caps["cap_day"].setValue(20)
    assert desk.settings.cap_day == 20.0
    pages.deleteLater()
