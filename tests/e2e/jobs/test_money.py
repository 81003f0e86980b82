"""What takes came to, and one of them as a file for the provider's support: certain and uncertain money apart."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from app.desk.claims import claim_of
from app.domain.job import Job, Message, State
from app.domain.money import Money, total
from app.jobs.ledger import spending, statement
from app.store.jobs import Frozen
from tests.e2e.jobs.conftest import OpenRoom
from tests.fakes.floor import Room
from tests.fakes.provider import FakeProvider

WAYS: dict[str, tuple[tuple[State, ...], dict[str, Any]]] = {
    "queued": ((), {}),
    "waiting": (("sending", "waiting"), {}),
    "billed": (("sending", "waiting", "fetching"), {"usd_actual": 0.3}),
    "unsure": (("sending", "unsure"), {}),
    "lost": (("sending", "waiting", "lost"), {}),
    "expired": (("sending", "waiting", "fetching", "expired"), {}),
    "stopped": (("sending", "waiting", "cancelled"), {}),
    "never sent": (("cancelled",), {}),
    "refused": (("sending", "refused"), {}),
    "made nothing": (("sending", "waiting", "failed"), {}),
}


def lead(room: Room, states: tuple[State, ...], fields: dict[str, Any]) -> Job:
    """A job led along these states."""
    job = room.submit()
    for state in states:
        more = fields if state == states[-1] else {}
        more |= {"remote_id": f"r-{job.id}"} if state == "waiting" else {}
        job = room.jobs.move(job, state, at=room.clock.wall().isoformat(), **more)
    return job


def test_every_take_is_in_one_column_beside_its_estimate(open_room: OpenRoom) -> None:
    room = open_room()
    for states, fields in WAYS.values():
        lead(room, states, fields)
    (line,) = statement(room.jobs)
    assert line == Money(
        connection="own", day="2026-11-24", jobs=10, estimated=5.0, reserved=1.0, settled=0.3, possibly_lost=2.5,
        refunded=0.5,
    )  # fmt: skip
    spent = spending(room.jobs)
    assert (spent.charged, spent.held) == (0.3, 3.5), "what may be lost is held, what was let go is not"
    assert total([line, line]).estimated == 10.0
    assert statement(room.jobs, "2026-11-25") == []


# matrix: U10
async def test_what_is_sent_again_by_a_persons_word_may_cost_twice(open_room: OpenRoom, fake: FakeProvider) -> None:
    fake.dedupe = "none"
    fake.switches.lost_replies = 1
    room = open_room()
    job = await room.dispatch.send(room.submit().id)
    await room.dispatch.settle(job.id, resend=True)
    await room.dispatch.run_until_idle()
    (line,) = statement(room.jobs)
    assert (line.estimated, line.settled, line.possibly_lost) == (0.5, 0.5, 0.5)
    assert "message.resent" in [each.message.id for each in room.jobs.attempts(job.id) if each.message]


# ------------------------------------------------------------------------------------------------------------- claims

KEY = "canary-0123456789abcdef"
ANSWER = f'HTTP 500\nx-request-id: r-7\n\n{{"error": "at https://cdn.test/a.mp4?sig={KEY}"}}'
FROZEN = Frozen(
    identity=json.dumps({"id": "own", "address": "https://api.test/v1", "key_ref": f"env:{KEY}"}),
    payload=json.dumps({"path": "/videos", "content_type": "application/json", "view": '{"prompt": "A dog"}'}),
    body=b'{"prompt": "A dog", "image": "' + b"A" * 5000 + b'"}',
)


@pytest.fixture
def unsure(open_room: OpenRoom) -> tuple[Room, Job]:
    room = open_room()
    where = Message(id="error.disk_full", args={"name": "/home/" + "somebody/.local/share/shotwright/library.db"})
    return room, lead(room, ("sending", "unsure"), {"answer": ANSWER, "message": where})


# matrix: S34
def test_a_claim_holds_what_is_on_its_list_and_no_secret(unsure: tuple[Room, Job]) -> None:
    room, job = unsure
    packed = claim_of(job, room.jobs.attempts(job.id), FROZEN, "Fake")
    assert packed == claim_of(job, room.jobs.attempts(job.id), FROZEN, "Fake")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    assert list(files) == ["README.txt", "job.json", "request.json", "history.json", "answers/03-unsure.txt"]
    assert json.loads(files["request.json"])["content"] == {"prompt": "A dog"}
    assert json.loads(files["job.json"])["host"] == "api.test"
    assert [each["state"] for each in json.loads(files["history.json"])] == ["queued", "sending", "unsure"]
    assert "x-request-id: r-7" in files["answers/03-unsure.txt"]
    assert job.id in files["README.txt"]
    everything = "".join(files.values())
    for secret in (KEY, "key_ref", "/home", "somebody", "AAAA"):
        assert secret not in everything


def test_a_job_that_was_never_sent_can_be_told_of_as_well(open_room: OpenRoom, tmp_path: Path) -> None:
    room = open_room()
    job = room.submit()
    packed = claim_of(job, room.jobs.attempts(job.id), Frozen(), "Fake")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert json.loads(archive.read("request.json")) == {}
