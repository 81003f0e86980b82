"""What is asked before a take: once, with figures, by keyboard, and never for what is free."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.errors import BadValue
from ui.panels.send.panel import SendPanel
from ui.panels.send.specimens import SendDeskMade, loaf, snapshot
from ui.panels.specimen_words import WAN


class Told(SendPanel):
    """Send over a made-up desk, keeping what it tells."""

    def __init__(self, desk: SendDeskMade) -> None:
        super().__init__(desk)
        self.desk = desk
        self.told: list[str] = []
        self.command.connect(self.told.append)
        self.caps_asked.connect(lambda: self.told.append("caps"))


@pytest.fixture
def panel(still: None) -> Iterator[Told]:
    """Aimed at a model without a price."""
    made = Told(SendDeskMade())
    made.show_snapshot(snapshot(model=WAN).replace(draft=loaf().replace(aim=WAN.id)))
    made.resize(364, 652)
    made.show()
    made.activateWindow()
    yield made
    made.close()
    made.deleteLater()


def test_it_names_model_host_price_and_what_the_day_has_come_to(panel: Told) -> None:
    panel.foot.generate.click()
    assert panel.told == []
    said = panel.sheet.accessibleName()
    for part in ("Model: Wan 2.2", "Host: api.example", "Price: unknown", "$6.02 spent or held of $20.00"):
        assert part in said
    assert panel.sheet.yes.hasFocus()


def test_enter_sends_and_escape_leaves(panel: Told) -> None:
    panel.foot.generate.click()
    QTest.keyClick(panel.sheet.yes, Qt.Key.Key_Escape)
    assert panel.told == []
    assert panel.foot.generate.hasFocus()
    panel.foot.generate.click()
    QTest.keyClick(panel.sheet.yes, Qt.Key.Key_Return)
    assert panel.told == ["generate"]
    assert not panel.sheet.isVisible()


def test_a_known_price_is_on_the_button_and_not_asked(panel: Told) -> None:
    panel.show_snapshot(snapshot())
    panel.foot.generate.click()
    assert panel.told == ["generate"]


def test_over_a_cap_it_tells_the_figures_and_leads_to_the_caps(panel: Told) -> None:
    panel.desk.over = BadValue("over_cap", usd="4.20", cap="2.00")
    panel.foot.generate.click()
    assert "4.20" in panel.sheet.accessibleName()
    assert not panel.sheet.yes.isVisible()
    panel.sheet.caps.click()
    assert panel.told == ["caps"]


def test_of_several_ways_one_is_chosen_and_remembered(panel: Told) -> None:
    panel.desk.quoted = panel.desk.quoted._replace(connection=None, warnings=())
    panel.foot.generate.click()
    assert panel.sheet.yes.reason == "Choose where it goes"
    panel.sheet.way.set_value("spare")
    panel.sheet.way.picked.emit("spare")
    panel.sheet.yes.click()
    assert ("prefer", ("spare", WAN.id)) in panel.desk.said
    assert panel.told == ["generate"]


def test_another_state_of_the_draft_takes_the_question_away(panel: Told) -> None:
    panel.foot.generate.click()
    panel.show_snapshot(snapshot())
    assert not panel.sheet.isVisible()
