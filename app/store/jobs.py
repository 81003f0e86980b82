"""The ledger: one row per job, moved only by compare-and-set, with every move appended and never overwritten."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import apsw

from app.domain.errors import Conflict, StorageFault, UnknownName
from app.domain.job import MOVES, OPEN, Attempt, Job, Message, State
from app.domain.model import DRAWN_HERE, is_drawn_here
from app.domain.noun import Noun
from app.domain.request import Request
from app.store.db import Database

COLUMNS = (
    *("id", "intent", "state", "version", "model", "connection", "draft_id", "title", "take", "request", "body"),
    *("remote_id", "progress", "message", "remarks", "clip", "usd_estimate", "usd_actual", "created", "changed"),
)
SENT = "(SELECT max(at) FROM attempts WHERE job = jobs.id AND state = 'sending')"
SELECT = f"SELECT {', '.join(COLUMNS)} FROM jobs"
ORDER = "ORDER BY CASE WHEN state = 'unsure' THEN 0 WHEN state IN ({open}) THEN 1 ELSE 2 END, seq DESC"
NEXT_STAMP = "(SELECT coalesce(max(stamp), 0) + 1 FROM jobs)"
OPEN_SQL = ", ".join(f"'{state}'" for state in sorted(OPEN))
FIELDS = frozenset({"remote_id", "progress", "message", "remarks", "clip", "usd_actual", "outputs", "cancel_asked"})


class Frozen(Noun):
    """What a row holds beside the job: who was asked (a connection as JSON) and what exactly was to be sent."""

    identity: str = ""
    payload: str = ""
    """Path, content type and readable view of the payload as JSON; "" while it is not made yet."""
    body: bytes | None = None


class Queued(NamedTuple):
    """What choosing the next job needs of an open row, without reading the whole of it."""

    id: str
    state: str
    connection: str
    identity: str
    draft_id: str
    cancel_asked: bool
    model: str
    sent: str
    """When it was sent last; "" where it was not."""
    outputs: str
    seq: int
    """Its place in line."""
    stamp: int
    """The number of its last change."""


class Extra(Noun):
    """What recovery needs of a row beside the job."""

    frozen: Frozen
    outputs: str
    """The results a provider named, as JSON."""
    cancel_asked: bool
    sent: str
    """When it was sent last; "" where it was not."""


JobList = list[Job]
Mark = tuple[object, ...]
MarkList = list[tuple[str, Mark]]
AttemptList = list[Attempt]
Queue = list[Queued]
StandingList = list[tuple[str, str]]


def mark_of(job: Job) -> Mark:
    """What of a job's row tells whether it has been told as it is, without reading the whole of it."""
    return job.version, job.progress, dump(job.message)


class Jobs:
    """The jobs of one home. Times are ISO in UTC and handed in; order is by sequence, never by time."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def add(self, job: Job, frozen: Frozen) -> Job:
        """Write a queued job. The same intent again returns the job there is; the take is numbered here."""
        return self.database.write(lambda connection: _add(connection, job, frozen))

    def freeze(self, job: Job, frozen: Frozen) -> Job:
        """Write down the exact bytes before they are sent, once."""

        def change(connection: apsw.Connection) -> Job:
            connection.execute(
                f"UPDATE jobs SET payload = ?, body = ?, stamp = {NEXT_STAMP}"
                " WHERE id = ? AND state = 'queued' AND version = ? AND body IS NULL",
                (frozen.payload, frozen.body, job.id, job.version),
            )
            return _checked(connection, job)

        return self.database.write(change)

    def assign(self, job: Job, frozen: Frozen, identity: str) -> Frozen:
        """Say which server of its connection a queued job will be sent to. Conflict where it has moved on."""

        def change(connection: apsw.Connection) -> None:
            connection.execute(
                f"UPDATE jobs SET identity = ?, stamp = {NEXT_STAMP} WHERE id = ? AND state = 'queued' AND version = ?",
                (identity, job.id, job.version),
            )
            _checked(connection, job)

        self.database.write(change)
        assigned: Frozen = frozen.replace(identity=identity)
        return assigned

    def move(self, job: Job, state: State, *, at: str, **fields: Any) -> Job:
        """Move a job to another state. Message and progress are cleared unless given.

        Conflict `job_moved` where the row is not as `job` has it; ValueError for a move that is none.
        Fields: remote_id, progress, message, clip, usd_actual, remarks (messages), outputs (JSON text), cancel_asked;
        answer (text) is what the provider said, and stays with this move in the history.
        """
        return self.database.write(lambda connection: move_row(connection, job, state, at, fields))

    def note(self, job: Job, progress: float | None, message: Message | None = None) -> Job:
        """Write how far a job is, without a move. A row that has moved on stays as it is."""

        def change(connection: apsw.Connection) -> Job:
            connection.execute(
                f"UPDATE jobs SET progress = ?, message = ?, stamp = {NEXT_STAMP}"
                " WHERE id = ? AND state = ? AND version = ?",
                (progress, dump(message), job.id, job.state, job.version),
            )
            return _get(connection, job.id)

        return self.database.write(change)

    def ask_cancel(self, job_id: str) -> Job:
        """Leave word that a job should stop, for the process that drives it."""

        def change(connection: apsw.Connection) -> Job:
            connection.execute(
                f"UPDATE jobs SET cancel_asked = 1, stamp = {NEXT_STAMP} WHERE id = ? AND state IN ({OPEN_SQL})",
                (job_id,),
            )
            return _get(connection, job_id)

        return self.database.write(change)

    def get(self, job_id: str) -> Job:
        """A job by its whole id. UnknownName if there is none."""
        with self.database.reading() as connection:
            return _get(connection, job_id)

    def by_intent(self, intent: str) -> Job | None:
        """The job of an intent; None where there is none yet."""
        found = self._select("WHERE intent = ?", (intent,))
        return found[0] if found else None

    def find(self, name: str) -> Job:
        """A job by its id or the beginning of it. UnknownName where none or several fit."""
        like = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        rows = self.database.rows(f"{SELECT} WHERE id LIKE ? ESCAPE '\\' ORDER BY seq LIMIT 3", (like,))
        jobs = [_job(row) for row in rows]
        exact = [job for job in jobs if job.id == name] or jobs
        if len(exact) != 1 or not name:
            known = [str(row[0]) for row in self.database.rows("SELECT id FROM jobs ORDER BY seq DESC LIMIT 500")]
            raise UnknownName("job", name, known)
        return exact[0]

    def list(self, limit: int = 200) -> JobList:
        """Jobs: unsure first, then open, then ended, newest first."""
        return self._select(f"{ORDER.format(open=OPEN_SQL)} LIMIT ?", (limit,))

    def open_jobs(self) -> JobList:
        """Every open job, oldest first."""
        return self._select(f"WHERE state IN ({OPEN_SQL}) ORDER BY seq")

    def queue(self, *more: State) -> Queue:
        """The open jobs in brief, and those in `more` states, oldest first."""
        return self._brief(f"state IN ({', '.join('?' * len(more))}{', ' if more else ''}{OPEN_SQL})", more)

    def news_of(self, stamp: int, ids: Iterable[str] = ()) -> Queue:
        """Every job written after this stamp, and these, in brief and whatever their state is, oldest first."""
        return self._brief("stamp > ? OR id IN (SELECT value FROM json_each(?))", (stamp, json.dumps([*ids])))

    def _brief(self, where: str, values: Sequence[Any]) -> Queue:
        rows = self.database.rows(
            "SELECT id, state, connection, identity, draft_id, cancel_asked, model,"
            f" CASE WHEN state NOT IN ('queued', 'done') THEN {SENT} END, outputs, seq, stamp"
            f" FROM jobs WHERE {where} ORDER BY seq",
            values,
        )
        return [
            # thousands may be kept, and name the same few
            Queued(id, state, line, sys.intern(who), draft, bool(stop), model, sent or "", *rest)
            for id, state, line, who, draft, stop, model, sent, *rest in rows
        ]

    def to_cancel(self) -> StandingList:
        """Id and state of the open jobs that somebody has asked to stop, oldest first."""
        asked = f"WHERE state IN ({OPEN_SQL}) AND cancel_asked ORDER BY seq"
        return [(str(id), str(state)) for id, state in self.database.rows(f"SELECT id, state FROM jobs {asked}")]

    def unsure(self) -> JobList:
        """Every job whose outcome is unknown, oldest first."""
        return self._select("WHERE state = 'unsure' ORDER BY seq")

    def attempts(self, job_id: str) -> AttemptList:
        """The history of a job, oldest first."""
        rows = self.database.rows(
            "SELECT job, number, state, at, message, remote_id, answer FROM attempts WHERE job = ? ORDER BY number",
            (job_id,),
        )
        return [
            Attempt(job=job, number=number, state=state, at=at, message=_load(message), remote_id=remote, answer=answer)
            for job, number, state, at, message, remote, answer in rows
        ]

    def extra(self, job_id: str) -> Extra:
        """What the row holds beside the job."""
        rows = self.database.rows(
            f"SELECT identity, payload, body, outputs, cancel_asked, {SENT} FROM jobs WHERE id = ?", (job_id,)
        )
        if not rows:
            raise UnknownName("job", job_id, ())
        identity, payload, body, outputs, cancel_asked, sent = rows[0]
        frozen = Frozen(identity=identity, payload=payload, body=body)
        return Extra(frozen=frozen, outputs=outputs, cancel_asked=bool(cancel_asked), sent=sent or "")

    def bound(self, remote_ids: Iterable[str]) -> set[str]:
        """Those of these remote ids that belong to a job here."""
        wanted = list(remote_ids)
        marks = ", ".join("?" * len(wanted))
        rows = self.database.rows(f"SELECT remote_id FROM jobs WHERE remote_id IN ({marks})", wanted)
        return {str(row[0]) for row in rows}

    def twins(self, job: Job) -> StandingList:
        """Id and state of every job that asked the same server for the very same and may not know of its answer yet,
        itself among them, oldest first."""
        rows = self.database.rows(
            "SELECT other.id, other.state FROM jobs AS own JOIN jobs AS other"
            " ON other.state IN ('sending', 'unsure') AND other.body = own.body"
            " AND json_extract(other.identity, '$.address') = json_extract(own.identity, '$.address')"
            " WHERE own.id = ? ORDER BY other.seq",
            (job.id,),
        )
        return [(str(id), str(state)) for id, state in rows]

    def newest_stamp(self) -> int:
        """The number of the last change; grows with every write to any job."""
        return int(self.database.rows("SELECT coalesce(max(stamp), 0) FROM jobs")[0][0])

    def changes(self, stamp: int) -> MarkList:
        """The jobs written after this stamp, in the order of the writes: the id of each and its mark."""
        since = "WHERE stamp > ? ORDER BY stamp"
        rows = self.database.rows(f"SELECT id, version, progress, message FROM jobs {since}", (stamp,))
        return [(str(id), tuple(mark)) for id, *mark in rows]

    def _select(self, rest: str, values: Sequence[Any] = ()) -> JobList:
        return [_job(row) for row in self.database.rows(f"{SELECT} {rest}", values)]


def move_row(connection: apsw.Connection, job: Job, state: State, at: str, fields: dict[str, Any]) -> Job:
    """The move of `Jobs.move` inside a transaction that is open already."""
    if state not in MOVES.get(job.state, ()):
        raise ValueError(f"{job.state} → {state} is no move of a job")
    answer = str(fields.pop("answer", ""))
    if unknown := fields.keys() - FIELDS:
        raise ValueError(f"{sorted(unknown)} cannot be set by a move")
    message = fields.pop("message", None)
    values: dict[str, Any] = {"progress": None, **fields, "message": dump(message)}
    if "remarks" in values:
        values["remarks"] = dump_all(values["remarks"])
    sets = ", ".join(f"{name} = ?" for name in values)
    connection.execute(
        f"UPDATE jobs SET state = ?, version = version + 1, changed = ?, {sets}, stamp = {NEXT_STAMP}"
        " WHERE id = ? AND state = ? AND version = ?",
        (state, at, *values.values(), job.id, job.state, job.version),
    )
    if connection.changes() != 1:
        raise Conflict("job_moved", job=job.id, state=_get(connection, job.id).state)
    moved = _get(connection, job.id)
    _append(connection, moved, at, message, answer)
    return moved


def find_row(connection: apsw.Connection, job_id: str) -> Job | None:
    """A job inside a transaction that is open already; None where there is none."""
    row = connection.execute(f"{SELECT} WHERE id = ?", (job_id,)).fetchone()
    return _job(row) if row is not None else None


def _add(connection: apsw.Connection, job: Job, frozen: Frozen) -> Job:
    known = connection.execute(f"{SELECT} WHERE intent = ?", (job.intent,)).fetchone()
    if known is not None:
        return _job(known)
    take = next_take(connection, job.draft_id, job.model)
    row = {
        **job.model_dump(include={"id", "intent", "state", "model", "connection", "draft_id", "title"}),
        "take": take,
        "identity": frozen.identity,
        "request": job.request.model_dump_json(),
        "payload": frozen.payload,
        "body": frozen.body,
        "usd_estimate": job.usd_estimate,
        "created": job.created,
        "changed": job.created,
    }
    marks = ", ".join("?" * len(row))
    connection.execute(
        f"INSERT INTO jobs ({', '.join(row)}, stamp) VALUES ({marks}, {NEXT_STAMP})", tuple(row.values())
    )
    added = _get(connection, job.id)
    _append(connection, added, job.created, None)
    return added


def next_take(connection: apsw.Connection, draft_id: str, model: str = "") -> int:
    """The number of a draft's next take: one above every clip, trashed ones too, and every job that may become one.

    Rehearsals are counted by themselves: `model` says which of the two counts goes on.
    """
    if not draft_id:
        return 1
    same = f"draft_id = :draft AND model {'' if is_drawn_here(model) else 'NOT '}LIKE '{DRAWN_HERE}%'"
    highest = connection.execute(
        f"SELECT max(take) FROM (SELECT take FROM clips WHERE {same} UNION ALL SELECT take FROM jobs"
        f" WHERE {same} AND state IN ({OPEN_SQL}, 'done', 'unsure'))",
        {"draft": draft_id},
    ).get
    return int(highest or 0) + 1


def _append(connection: apsw.Connection, job: Job, at: str, message: Message | None, answer: str = "") -> None:
    connection.execute(
        "INSERT INTO attempts (job, number, state, at, message, remote_id, answer)"
        " VALUES (?1, (SELECT count(*) + 1 FROM attempts WHERE job = ?1), ?2, ?3, ?4, ?5, ?6)",
        (job.id, job.state, at, dump(message), job.remote_id, answer),
    )


def _checked(connection: apsw.Connection, job: Job) -> Job:
    if connection.changes() != 1:
        raise Conflict("job_moved", job=job.id, state=_get(connection, job.id).state)
    return _get(connection, job.id)


def _get(connection: apsw.Connection, job_id: str) -> Job:
    row = connection.execute(f"{SELECT} WHERE id = ?", (job_id,)).fetchone()
    if row is None:
        raise UnknownName("job", job_id, ())
    return _job(row)


def _job(row: Sequence[Any]) -> Job:
    try:
        return _read(row)
    except (ValueError, TypeError, AttributeError) as error:
        # a page has come to harm that no checksum guards
        raise StorageFault("database_broken", name="library.db", reason=f"jobs, {type(error).__name__}") from error


def _read(row: Sequence[Any]) -> Job:
    fields = dict(zip(COLUMNS, row, strict=True))
    body = fields["body"]
    fields["body"] = body.decode("utf-8", "backslashreplace") if body is not None else ""
    fields["request"] = Request.model_validate_json(fields["request"])
    fields["message"] = _load(fields["message"])
    fields["remarks"] = tuple(Message.model_validate(each) for each in json.loads(fields["remarks"]))
    return Job.model_construct(**fields)


def dump(message: Message | None) -> str | None:
    """A message as a row holds it."""
    return None if message is None else json.dumps(message.model_dump(mode="json"), ensure_ascii=False)


def dump_all(messages: Iterable[Message]) -> str:
    """Several messages as a row holds them."""
    return json.dumps([message.model_dump(mode="json") for message in messages], ensure_ascii=False)


def _load(text: str | None) -> Message | None:
    return None if text is None else Message.model_validate_json(text)
