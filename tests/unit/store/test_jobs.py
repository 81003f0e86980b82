"""The ledger's rows move by compare-and-set only, and every move is appended."""

from __future__ import annotations

import pytest

from app.domain.errors import Conflict, UnknownName
from app.domain.job import MOVES, Job, Message
from app.jobs.ledger import spending
from app.store.clips import Clips
from app.store.jobs import Frozen, Jobs, mark_of
from app.store.paths import Home
from tests.unit.store.rows import AT, a_clip, a_job

FROZEN = Frozen(identity="{}", payload='{"path": "/make"}', body=b"body")


def test_what_is_written_comes_back(jobs: Jobs) -> None:
    job = jobs.add(a_job("j1"), FROZEN)
    assert jobs.get("j1") == job == Job.model_validate(job.model_dump())
    assert (job.body, job.take, job.version) == ("body", 1, 0)
    extra = jobs.extra("j1")
    assert extra.frozen == FROZEN
    assert not extra.cancel_asked


def test_the_same_intent_is_one_row(jobs: Jobs) -> None:
    first = jobs.add(a_job("j1", intent="click"), FROZEN)
    assert jobs.add(a_job("j2", intent="click"), FROZEN) == first
    assert len(jobs.list()) == 1


def test_a_move_is_refused_where_the_row_has_moved(jobs: Jobs) -> None:
    job = jobs.add(a_job("j1"), FROZEN)
    jobs.move(job, "sending", at=AT)
    with pytest.raises(Conflict) as caught:
        jobs.move(job, "cancelled", at=AT)
    assert caught.value.args_by_name["state"] == "sending"
    assert [attempt.state for attempt in jobs.attempts("j1")] == ["queued", "sending"]


def test_only_moves_of_the_table_are_moves(jobs: Jobs) -> None:
    job = jobs.add(a_job("j1"), FROZEN)
    for state in {"done", "waiting", "fetching", "unsure", "lost"} - MOVES["queued"]:
        with pytest.raises(ValueError, match="is no move"):
            jobs.move(job, state, at=AT)  # type: ignore[arg-type]
    assert jobs.get("j1") == job


def test_a_move_says_why_and_what_it_learned(jobs: Jobs) -> None:
    job = jobs.add(a_job("j1"), FROZEN)
    job = jobs.move(job, "sending", at=AT)
    job = jobs.move(job, "waiting", at=AT, remote_id="r1", message=Message(id="message.again"))
    assert (job.remote_id, job.message, job.version) == ("r1", Message(id="message.again"), 2)
    last = jobs.attempts("j1")[-1]
    assert (last.number, last.state, last.remote_id, last.message) == (3, "waiting", "r1", job.message)
    noted = jobs.note(job, 0.4)
    assert (noted.progress, noted.message, noted.version) == (0.4, None, 2)
    assert len(jobs.attempts("j1")) == 3
    assert jobs.bound(["r1", "r2"]) == {"r1"}


def test_bytes_are_frozen_once(jobs: Jobs) -> None:
    job = jobs.add(a_job("j1"), Frozen(identity="{}"))
    job = jobs.freeze(job, FROZEN)
    assert job.body == "body"
    with pytest.raises(Conflict):
        jobs.freeze(job, Frozen(identity="{}", payload="{}", body=b"other"))
    assert jobs.extra("j1").frozen.body == b"body"


def test_unsure_first_then_open_then_ended_newest_first(jobs: Jobs) -> None:
    for name in ("a1", "a2", "a3", "a4", "a5"):
        jobs.add(a_job(name), FROZEN)
    for name in ("a1", "a4"):
        jobs.move(jobs.get(name), "cancelled", at=AT)
    jobs.move(jobs.move(jobs.get("a2"), "sending", at=AT), "unsure", at=AT)
    assert [job.id for job in jobs.list()] == ["a2", "a5", "a3", "a4", "a1"]
    assert [job.id for job in jobs.list(2)] == ["a2", "a5"]
    assert [job.id for job in jobs.open_jobs()] == ["a3", "a5"]
    assert [row.id for row in jobs.queue()] == ["a3", "a5"]


def test_a_job_is_found_by_the_beginning_of_its_id(jobs: Jobs) -> None:
    for name in ("abc1", "abd2"):
        jobs.add(a_job(name), FROZEN)
    assert jobs.find("abc").id == "abc1"
    assert jobs.find("abd2").id == "abd2"
    for name in ("ab", "x", "", "%"):
        with pytest.raises(UnknownName):
            jobs.find(name)


def test_changes_are_seen_in_their_order(jobs: Jobs) -> None:
    first = jobs.add(a_job("j1"), FROZEN)
    stamp = jobs.newest_stamp()
    jobs.add(a_job("j2"), FROZEN)
    jobs.move(first, "sending", at=AT)
    assert jobs.changes(stamp) == [(name, mark_of(jobs.get(name))) for name in ("j2", "j1")]
    jobs.note(jobs.get("j2"), 0.5, Message(id="message.unsure"))
    assert jobs.changes(stamp)[-1] == ("j2", mark_of(jobs.get("j2")))
    assert jobs.changes(jobs.newest_stamp()) == []


def test_money_is_charged_held_or_free(jobs: Jobs, clips: Clips, place: Home) -> None:
    jobs.add(a_job("open"), FROZEN)
    jobs.move(jobs.add(a_job("gone"), FROZEN), "cancelled", at=AT)
    paid = jobs.move(jobs.add(a_job("paid"), FROZEN), "sending", at=AT)
    paid = jobs.move(jobs.move(paid, "waiting", at=AT, remote_id="r"), "fetching", at=AT, usd_actual=0.25)
    clips.finish(paid, a_clip(place, "paid", job="paid"), at=AT)
    spent = spending(jobs)
    assert (spent.charged, spent.held, spent.most) == (0.25, 0.5, 0.75)
    assert spent.allows(0.25, 1.0)
    assert not spent.allows(0.26, 1.0)
    assert not spent.allows(None, 100.0)


def test_a_clip_and_its_job_are_done_together_or_not_at_all(jobs: Jobs, clips: Clips, place: Home) -> None:
    job = jobs.move(jobs.add(a_job("j1"), FROZEN), "sending", at=AT)
    waiting = jobs.move(job, "waiting", at=AT, remote_id="r")
    fetching = jobs.move(waiting, "fetching", at=AT)
    with pytest.raises(Conflict):
        clips.finish(waiting.replace(state="fetching"), a_clip(place, "c1", job="j1"), at=AT)
    assert clips.search() == []
    done = clips.finish(fetching, a_clip(place, "c1", job="j1"), at=AT, usd=0.1)
    assert (done.state, done.clip, done.usd_actual) == ("done", "c1", 0.1)
    assert [clip.id for clip in clips.search()] == ["c1"]
