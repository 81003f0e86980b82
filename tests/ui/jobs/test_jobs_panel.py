"""The jobs panel follows real jobs along their states, and an unknown outcome is settled in its row."""

from __future__ import annotations

import zipfile

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.desk.snapshot import Notice
from app.domain.job import Job, Message
from tests.patience import until
from tests.ui.jobs.conftest import Shown, on_a_desk
from ui.kit import notify
from ui.panels.jobs.record import JobRecord


async def _state(panel: Shown, job: Job, state: str) -> Job:
    """The job once the panel shows it in a state."""
    await until(lambda: panel.item(job).job.state == state)
    return panel.item(job).job


async def _unsure(panel: Shown) -> Job:
    """A job whose answer got lost."""
    panel.paid.switches.lost_replies = 1
    job = panel.generate()
    panel.desk.start_work()
    return await _state(panel, job, "unsure")


@on_a_desk
async def test_without_jobs_it_says_what_comes_here(panel: Shown) -> None:
    assert panel.empty.isVisible()
    assert panel.empty.accessibleName() == "No jobs"


@on_a_desk
async def test_a_queued_job_says_its_place_in_line(panel: Shown) -> None:
    first, second = panel.generate(), panel.generate()
    assert not panel.empty.isVisible()
    assert panel.item(first).row.name.text() == "Small rescue, take 1"
    assert panel.sentence(first) == "Starts when a lane is free"
    assert panel.sentence(second) == "Number 2 in line"
    assert panel.button(first) == "Cancel"
    assert panel.head.second.text() == "2 in line"


@on_a_desk
async def test_a_job_goes_along_to_its_clip_and_can_be_watched(panel: Shown) -> None:
    job = panel.generate()
    panel.desk.start_work()
    job = await _state(panel, job, "done")
    assert panel.sentence(job).endswith(" in all. Charged $0.50, where $0.64 had been shown.")
    assert panel.head.second.text() == ""
    panel.item(job).row.button.click()
    assert panel.watched == [job.clip]


@on_a_desk
async def test_progress_moves_bar_and_sentence(panel: Shown) -> None:
    panel.paid.switches.looks = 400
    job = panel.generate()
    panel.desk.start_work()
    await until(lambda: "% made" in panel.sentence(job))
    row = panel.item(job).row
    assert row.bar.isVisible()
    assert row.bar.fraction is not None
    assert panel.button(job) == "Cancel", "this provider really stops"
    row.button.click()
    job = await _state(panel, job, "cancelled")
    assert not row.bar.isVisible()


@on_a_desk
async def test_a_key_that_is_refused_leads_to_the_connections_and_the_menu_sends_again(panel: Shown) -> None:
    asked: list[bool] = []
    panel.connections_asked.connect(lambda: asked.append(True))
    job = panel.generate()
    refused = Message(id="error.key_refused", args={"host": "x.test", "said": ""})
    panel.item(job).show_job(job.replace(state="failed", message=refused), panel._now(), 0)
    assert panel.button(job) == "Connections…"
    panel.item(job).row.button.click()
    assert asked == [True]
    menu = panel.open_menu(job.id)
    assert "Again for $0.64" in [action.text() for action in menu.actions()]
    menu.close()


@on_a_desk
async def test_a_rehearsal_is_named_so_and_costs_nothing(panel: Shown) -> None:
    job = panel.rehearse()
    assert panel.item(job).row.name.text() == "Small rescue, rehearsal 1"
    assert panel.sentence(job) == "Drawn as soon as the one before is done"
    assert panel.button(job) == "Stop"


@on_a_desk
async def test_a_cancelled_job_can_be_sent_again_for_its_price(panel: Shown) -> None:
    job = panel.generate()
    panel.item(job).row.button.click()
    await _state(panel, job, "cancelled")
    assert panel.sentence(job) == "Cancelled before it was sent. Nothing was charged."
    assert panel.button(job) == "Again for $0.64"
    panel.item(job).row.button.click()
    await until(lambda: len(panel.items) == 2)
    again = panel.desk.jobs()[0]
    assert again.id != job.id
    assert again.request.text == job.request.text


@on_a_desk
async def test_a_reason_takes_the_lines_it_needs_and_gives_way_with_a_tip(panel: Shown) -> None:
    job = panel.rehearse()
    sentence = panel.item(job).sentence
    assert len(sentence.lines) == 1
    words = "“\U00013000” cannot be drawn. " * 6
    item = panel.item(job)
    item.show_job(
        job.replace(state="failed", message=Message(id="error.clip_cut", args={"name": "x"})), panel._now(), 0
    )
    assert " ".join(sentence.lines) == sentence.text()
    assert (len(sentence.lines) > 1, sentence.toolTip()) == (True, "")
    tall = sentence.height()
    sentence.setText(words)
    assert (len(sentence.lines), sentence.toolTip()) == (3, words)
    assert words.startswith(" ".join(sentence.lines[:2])), "letters of two halves do not shift what follows"
    item.show_job(job, panel._now(), 0)
    assert sentence.height() < tall


@on_a_desk
async def test_a_refused_job_shows_its_words(panel: Shown) -> None:
    panel.paid.switches.refuses = True
    job = panel.generate()
    panel.desk.start_work()
    await _state(panel, job, "refused")
    assert panel.button(job) == "See words"
    panel.item(job).row.button.click()
    record = _open_record()
    assert "Inside the wheelhouse" in record.words.toPlainText()
    record.close()


@on_a_desk
async def test_unsure_comes_first_and_says_what_is_at_stake(panel: Shown) -> None:
    job = await _unsure(panel)
    panel.generate()
    assert panel.desk.jobs()[0].id == job.id
    assert panel._column.indexOf(panel.item(job)) == 0
    assert panel.sentence(job) == "No answer came; maybe charged $0.64"
    assert "1 needs you" in panel.head.second.text()
    assert panel.button(job) == "Settle…"


@on_a_desk
async def test_a_look_that_finds_nothing_says_so(panel: Shown) -> None:
    job = await _unsure(panel)
    area = await panel.settle(job)
    assert "$0.64 at stake" in area.story.text()
    assert panel.button(job) == ""
    area.answer.click()
    await until(lambda: not area.answer.busy)
    assert "names no job" in area.story.text()
    assert panel.desk.job(job.id).state == "unsure"


@on_a_desk
async def test_naming_the_providers_job_goes_on_with_it(panel: Shown) -> None:
    job = await _unsure(panel)
    area = await panel.settle(job)
    area.ways["bind"].setChecked(True)
    assert area.answer.reason == "Type or choose the provider's id first."
    area.remote.setEditText("r1")
    area.answer.click()
    job = await _state(panel, job, "done")
    assert job.remote_id == "r1"
    assert panel.item(job).settle is None
    assert len(panel.paid.charges()) == 1


@on_a_desk
async def test_it_never_arrived_ends_it_without_a_charge(panel: Shown) -> None:
    job = await _unsure(panel)
    area = await panel.settle(job)
    area.ways["absent"].setChecked(True)
    area.answer.click()
    await _state(panel, job, "failed")
    assert panel.sentence(job) == "Settled: it was never accepted. Nothing was charged."


@on_a_desk
async def test_sending_again_is_confirmed_with_its_price(panel: Shown) -> None:
    job = await _unsure(panel)
    area = await panel.settle(job)
    area.ways["resend"].setChecked(True)
    area.answer.click()
    assert area.warning.isVisible()
    assert area.answer.text() == "Send it, $0.64 more"
    assert panel.desk.job(job.id).state == "unsure"
    area.answer.click()
    await _state(panel, job, "done")
    assert len(panel.paid.charges()) == 2


@on_a_desk
async def test_another_way_takes_the_confirmation_back(panel: Shown) -> None:
    job = await _unsure(panel)
    area = await panel.settle(job)
    area.ways["resend"].setChecked(True)
    area.answer.click()
    area.ways["look"].setChecked(True)
    assert not area.warning.isVisible()
    area.ways["resend"].setChecked(True)
    assert area.answer.text() == "Send again"


@on_a_desk
async def test_settling_is_worked_and_left_by_keys(panel: Shown) -> None:
    job = await _unsure(panel)
    area = await panel.settle(job)
    assert area.ways["look"].hasFocus()
    QTest.keyClick(area.ways["look"], Qt.Key.Key_Down)
    assert area.way == "bind"
    QTest.keyClick(area.ways["bind"], Qt.Key.Key_Escape)
    assert panel.item(job).settle is None
    assert panel.item(job).row.hasFocus()
    assert panel.button(job) == "Settle…"


@on_a_desk
async def test_candidates_are_offered(panel: Shown) -> None:
    job = await _unsure(panel)
    area = await panel.settle(job)
    area.show_candidates(["r1", "r7"])
    assert area.story.text() == "fake has 2 jobs that may be this one."
    assert area.way == "bind"
    assert area.remote.currentText() == "r1"
    assert not area.answer.reason


@on_a_desk
async def test_enter_opens_the_record(panel: Shown) -> None:
    job = await _unsure(panel)
    panel.focus_job(job.id)
    QTest.keyClick(panel.item(job).row, Qt.Key.Key_Return)
    record = _open_record()
    assert record.facts["Job here"] == job.id
    assert record.facts["Estimated"] == "$0.64"
    assert [said.split(".")[0] for _, said in record.history] == ["queued", "sending", "outcome unknown"]
    assert '"text": ' in record.body.toPlainText()
    record.close()


@on_a_desk
async def test_del_clears_the_row_of_an_ended_job_only(panel: Shown) -> None:
    ended, waiting = panel.generate(), panel.generate()
    panel.item(ended).row.button.click()
    await _state(panel, ended, "cancelled")
    for job in (waiting, ended):
        panel.focus_job(job.id)
        QTest.keyClick(panel.item(job).row, Qt.Key.Key_Delete)
    assert list(panel.items) == [waiting.id]
    assert panel.item(waiting).row.hasFocus(), "the keyboard goes on to the next row"
    assert len(panel.desk.jobs()) == 2, "the ledger keeps everything"
    panel.refresh()
    assert list(panel.items) == [waiting.id]


@on_a_desk
async def test_arrows_walk_from_row_to_row(panel: Shown) -> None:
    first, second = panel.generate(), panel.generate()
    panel.focus_job(second.id)
    QTest.keyClick(panel.item(second).row, Qt.Key.Key_Down)
    assert panel.item(first).row.hasFocus()
    QTest.keyClick(panel.item(first).row, Qt.Key.Key_Up)
    assert panel.item(second).row.hasFocus()


@on_a_desk
async def test_an_older_word_about_a_job_is_not_believed(panel: Shown) -> None:
    job = panel.generate()
    panel.item(job).row.button.click()
    newer = await _state(panel, job, "cancelled")
    panel.show_job(job)
    assert panel.item(newer).job.state == "cancelled"


@on_a_desk
async def test_the_clock_runs_only_while_something_is_under_way(panel: Shown) -> None:
    assert not panel._clock.isActive()
    job = panel.generate()
    assert panel._clock.isActive()
    panel.item(job).row.button.click()
    await _state(panel, job, "cancelled")
    assert not panel._clock.isActive()


def _open_record() -> JobRecord:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, JobRecord) and each.isVisible()]
    assert len(found) == 1
    return found[0]


# matrix: U4 S34
@on_a_desk
async def test_a_job_is_saved_for_the_provider_from_its_menu(panel: Shown) -> None:
    told: list[Notice] = []
    notify.set_door(told.append)
    job = await _unsure(panel)
    menu = panel.open_menu(job.id)
    record, claim, _, clear = menu.actions()
    assert claim.text() == "Save a claim…"
    assert not clear.isEnabled(), "what may cost something stays in sight"
    claim.trigger()
    dialog = panel.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    place = panel.desk.home / "claim.zip"
    dialog.fileSelected.emit(str(place))
    dialog.reject()
    assert [notice.id for notice in told] == ["notice.claim_saved"]
    with zipfile.ZipFile(place) as saved:
        assert job.id in saved.read("README.txt").decode()
    record.trigger()
    _open_record().close()
    menu.close()
    drawn = panel.open_menu(panel.rehearse().id)
    assert not drawn.actions()[1].isEnabled()
    drawn.close()
