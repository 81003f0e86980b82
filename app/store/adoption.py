"""Gives a job its row back by the record of its clip, or leads the row there is to its end."""

from __future__ import annotations

from typing import Any

import apsw

from app.domain.job import Job, Message, State
from app.store.jobs import NEXT_STAMP, dump, dump_all, find_row, move_row
from app.store.records import Record

WAY: tuple[State, ...] = ("queued", "sending", "waiting", "fetching", "done")
"""How a job comes to its clip."""


def adopt_job(connection: apsw.Connection, record: Record, at: str) -> None:
    """Inside a transaction: see that the job of a record has a row, and that it is done. One that ended in another way
    stays as it is."""
    known = record.job
    if known is None:
        return
    if connection.execute("SELECT 1 FROM jobs WHERE id = ? OR intent = ?", (known.id, known.intent)).get is None:
        _put_back(connection, known, record)
    job = find_row(connection, known.id)
    for state in _steps_left(job.state) if job is not None else ():
        assert job is not None
        job = move_row(connection, job, state, at, _fields(state, known, record))


def _steps_left(state: State) -> tuple[State, ...]:
    if state == "unsure":
        return WAY[2:]
    return WAY[WAY.index(state) + 1 :] if state in WAY else ()


def _fields(state: State, known: Job, record: Record) -> dict[str, Any]:
    if state == "done":
        return {"clip": record.clip.id, "progress": 1.0}
    bound = {"remote_id": known.remote_id} if state == "waiting" and known.remote_id else {}
    return {"message": Message(id="message.adopted"), **bound}


def _put_back(connection: apsw.Connection, job: Job, record: Record) -> None:
    row = {
        **job.model_dump(exclude={"request", "body", "message", "remarks"}),
        "request": job.request.model_dump_json(),
        "identity": record.identity,
        "payload": record.payload,
        "body": job.body.encode() if job.body else None,
        "message": dump(job.message),
        "remarks": dump_all(job.remarks),
    }
    marks = ", ".join("?" * len(row))
    connection.execute(
        f"INSERT INTO jobs ({', '.join(row)}, stamp) VALUES ({marks}, {NEXT_STAMP})", tuple(row.values())
    )
    connection.executemany(
        "INSERT INTO attempts (job, number, state, at, message, remote_id, answer) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (job.id, each.number, each.state, each.at, dump(each.message), each.remote_id, each.answer)
            for each in record.attempts
        ],
    )
