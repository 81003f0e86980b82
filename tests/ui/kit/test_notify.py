"""News comes at the lower right, three at most; errors stay, the rest goes after a while."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import StorageFault
from ui.kit import notify
from ui.kit.notify import MOST, WIDTH, Notice, Notices


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


@pytest.fixture
def notices(window: QWidget) -> Iterator[Notices]:
    made = Notices(window)
    notify.set_door(made.show)
    yield made
    notify.set_door(None)
    made.clear()


def news(number: int, level: str = "info") -> Notice:
    return Notice.model_validate({"level": level, "id": "own_mistake", "args": {"what": str(number)}})


def test_three_at_most_and_errors_stay(notices: Notices) -> None:
    notify.show(news(1, "error"))
    for number in range(2, 6):
        notify.show(news(number))
    assert len(notices.cards) == MOST
    assert [card.notice.args["what"] for card in notices.cards] == ["1", "4", "5"]


def test_an_error_makes_room_for_the_next_of_its_kind(notices: Notices) -> None:
    notify.show(news(1, "error"))
    notify.show(news(2, "error"))
    assert [card.notice.args["what"] for card in notices.cards] == ["2"]


def test_the_same_twice_is_one(notices: Notices) -> None:
    notify.show(news(1))
    notify.show(news(1))
    assert len(notices.cards) == 1


def test_it_goes_by_itself_but_an_error_does_not(
    notices: Notices, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notify, "SHOWN_MS", 30)
    notify.show(news(1, "error"))
    notify.show(news(2, "good"))
    qtbot.waitUntil(lambda: len(notices.cards) == 1)
    assert notices.cards[0].notice.level == "error"


def test_it_lies_at_the_lower_right_above_the_former(notices: Notices, window: QWidget) -> None:
    first, second = notices.show(news(1)), notices.show(news(2))
    assert first.width() == WIDTH
    assert second.geometry().right() == window.width() - 13
    assert second.geometry().bottom() < window.height()
    assert first.geometry().bottom() < second.geometry().top()
    window.resize(800, 500)
    assert second.geometry().right() == 800 - 13


def test_it_speaks_and_acts(notices: Notices, qtbot: QtBot) -> None:
    notice = Notice(level="error", id="own_mistake", args={"what": "KeyError"}, action="copy_report", target="job-1")
    card = notices.show(notice)
    assert "draft is safe" in card.accessibleName()
    assert "KeyError" in card.accessibleDescription()
    button = next(each for each in card.findChildren(QPushButton) if each.text())
    with qtbot.waitSignal(notices.acted) as told:
        button.click()
    assert told.args == ["copy_report", "job-1"]
    assert notices.cards == []


def test_escape_closes_it(notices: Notices) -> None:
    card = notices.show(news(1, "error"))
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert notices.cards == []


def test_a_fault_is_told_in_its_own_words_and_a_slip_as_ours(notices: Notices) -> None:
    notify.show_fault(StorageFault("disk_full", path="a.json"))
    notify.show_fault(KeyError("draft"))
    assert [card.notice.id for card in notices.cards] == ["disk_full", "own_mistake"]
    assert all(card.notice.level == "error" for card in notices.cards)


def test_what_comes_before_the_window_waits_for_it(window: QWidget) -> None:
    notify.show(news(7))
    late = Notices(window)
    notify.set_door(late.show)
    assert [card.notice.args["what"] for card in late.cards] == ["7"]
    notify.set_door(None)
    late.clear()
