"""How the row of a job says how far it is, and where its button stands."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.kit.busy import ProgressBar
from ui.kit.rows import JobRow


def test_a_job_row_shows_its_bar_only_under_way(qtbot: QtBot) -> None:
    row = JobRow()
    qtbot.addWidget(row)
    row.show()
    row.show_job(icon="fetching", name="Ferry turn", sentence="18.4 of 29.7 MB", under_way=True, fraction=0.62)
    assert (row.bar.isVisible(), row.button.isVisible()) == (True, False)
    assert row.bar.fraction == pytest.approx(0.62)
    row.show_job(icon="unsure", name="Rooftop", sentence="No answer.", action="Settle…", unsure=True)
    assert row.bar.isHidden()
    with qtbot.waitSignal(row.acted):
        row.button.click()


def test_a_jobs_button_goes_below_words_it_leaves_no_room(qtbot: QtBot) -> None:
    row = JobRow()
    qtbot.addWidget(row)
    row.show_job(icon="failed", name="Rooftop", sentence="The clip is cut off: less arrived.", action="Again for $1.34")
    row.resize(420, 60)
    row.show()
    assert row.button.geometry().left() > row.sentence.geometry().right()
    row.resize(240, 90)
    qtbot.waitUntil(lambda: row.button.geometry().top() > row.sentence.geometry().bottom())
    assert row.button.geometry().left() == row.sentence.geometry().left()
    row.show_job(icon="failed", name="Rooftop", sentence="Free.", action="Again for $1.34")
    qtbot.waitUntil(lambda: row.button.geometry().left() > row.sentence.geometry().right())


def test_a_bar_slides_only_while_it_is_seen(qtbot: QtBot) -> None:
    bar = ProgressBar("Fetching", None)
    qtbot.addWidget(bar)
    bar.show()
    bar.set_fraction(2.0)
    assert bar.fraction == 1.0
    assert bar.accessibleDescription() == "100%"
