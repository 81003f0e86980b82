"""Judges what a run has left, and takes nobody's word: it reads the books of the provider, the folder and the database.

It knows nothing of the program's code. What it holds against a home is written down here a second time, from what is
promised: one charge to an intent, one job to a charge, a clip whole or not at all, and no key on disk.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import apsw
import av
from av.error import FFmpegError

EDGES: dict[str, set[str]] = {
    "": {"queued"},
    "queued": {"sending", "cancelled", "failed"},
    "sending": {"waiting", "queued", "refused", "failed", "unsure", "cancelled"},
    "unsure": {"waiting", "queued", "failed", "cancelled"},
    "waiting": {"fetching", "refused", "failed", "cancelled", "expired", "lost"},
    "fetching": {"done", "waiting", "failed", "expired", "cancelled"},
    "lost": {"waiting"},
    "expired": {"waiting"},
    "done": {"waiting"},
}
"""Which state may follow which. A paid job never goes back from `waiting` to where it would be sent again; what is free
may. From `done` it goes back where the clip's file is gone."""
FREE_EDGES = {("waiting", "queued"), ("fetching", "queued")}
FINAL = {"done", "refused", "failed", "cancelled", "expired", "lost"}
TOKEN = re.compile(r"marker\d{6}")
VIDEO = {".mp4", ".mov", ".m4v", ".webm", ".mkv"}
_whole: dict[str, bool] = {}
"""Contents that were decoded already."""


class Row(NamedTuple):
    """A job as its row has it."""

    id: str
    state: str
    remote: str
    token: str
    clip: str
    usd: float | None


class Verdict(NamedTuple):
    """What is wrong, each with the number of what it breaks, and how the jobs ended."""

    wrong: list[tuple[str, str]]
    states: list[str]

    def of(self, *kinds: str) -> list[str]:
        """What breaks one of these."""
        return [said for kind, said in self.wrong if kind in kinds]


def judge(home: Path, books: Path, canary: str, places: tuple[Path, ...] = (), *, free: bool = False) -> Verdict:
    """Everything that is promised of a home when nothing is left to do. `places` are further files and folders in
    which the key must not be, `free` says that nothing is paid for there."""
    wrong: list[tuple[str, str]] = list(half_clips(home))
    wrong += secrets(canary, (home, *places))
    if not (home / "library.db").exists():
        rows: list[Row] = []
    else:
        wrong += broken(home / "library.db")
        rows = jobs(home / "library.db")
        wrong += clips(home, rows)
        wrong += strange_moves(home / "library.db", free=free)
    wrong += charges(books, rows)
    wrong += [("I3", f"{row.id} is left {row.state}") for row in rows if row.state not in FINAL | {"unsure"}]
    wrong += parts(home, rows)
    return Verdict(wrong, [row.state for row in rows])


def jobs(database: Path) -> list[Row]:
    """The rows of a library."""
    found = []
    for id, state, remote, request, clip, usd in _read(
        database, "SELECT id, state, remote_id, request, clip, usd_actual FROM jobs ORDER BY seq"
    ):
        token = TOKEN.search(request)
        found.append(Row(id, state, remote or "", token[0] if token else "", clip or "", usd))
    return found


def held(database: Path) -> list[str]:
    """The jobs that are left alone until a person says otherwise."""
    return [id for (id,) in _read(database, "SELECT id FROM jobs WHERE message LIKE '%\"message.held\"%' ORDER BY seq")]


def charges(books: Path, rows: list[Row]) -> Iterator[tuple[str, str]]:
    """I1 and I2: one charge to an intent, and each bound to the job of its intent or shown as unsure."""
    ledger = books / "ledger.jsonl"
    lines = ledger.read_text().splitlines() if ledger.exists() else []
    paid = []
    for line in lines:
        token = TOKEN.search(line)
        paid.append((json.loads(line)["remote"], token[0] if token else ""))
    for intent, times in Counter(intent for _, intent in paid).items():
        if times > sum(row.token == intent for row in rows) or not intent:
            yield "I1", f"{times} charges for {intent}"
    for remote, intent in paid:
        own = [row for row in rows if row.token == intent]
        bound = [row for row in rows if row.remote and row.remote.rpartition("@")[2] == remote]
        if [row.token for row in bound] == [intent]:
            if bound[0].state in FINAL - {"done", "cancelled"}:
                yield "I2", f"{remote} is paid, and {bound[0].id} is {bound[0].state}"
        elif bound:
            yield "I2w", f"{remote} of {intent} is bound to {[row.token for row in bound]}"
        elif not any(row.state == "unsure" for row in own):
            yield "I2", f"{remote} of {intent} is nobody's: {[row.state for row in own]}"


def clips(home: Path, rows: list[Row]) -> Iterator[tuple[str, str]]:
    """I4: each job that is done has one clip, each clip its file with the content its row names, each file a row."""
    named: set[Path] = set()
    of_jobs = []
    for id, path, digest, job, poster in _read(
        home / "library.db", "SELECT id, path, sha256, job, poster FROM clips ORDER BY seq"
    ):
        file = home / path
        named.add(file)
        of_jobs.append(job)
        if not file.is_file():
            yield "I4", f"clip {id} has no file"
        elif hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            yield "I4", f"clip {id} is not what its row says"
        if poster and not (home / poster).is_file():
            yield "I4", f"clip {id} has no poster"
    done = sorted(row.id for row in rows if row.state == "done")
    if done != sorted(job for job in of_jobs if job):
        yield "I4", f"jobs {done} are done and {of_jobs} have clips"
    for file in (home / "clips").rglob("*"):
        if file.suffix in VIDEO and file not in named:
            yield "I4", f"{file.name} has no row"


def half_clips(home: Path) -> Iterator[tuple[str, str]]:
    """I4 as it has to hold at any moment, also of a process that was just killed: what lies in the library is whole."""
    for file in (home / "clips").rglob("*"):
        if file.suffix in VIDEO and not decodes(file):
            yield "I4h", f"{file.name} is not whole"


def decodes(file: Path) -> bool:
    """Whether every picture of a file can be seen, and its boxes come out even."""
    data = file.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest not in _whole:
        _whole[digest] = _boxes_fit(data) and _plays(file)
    return _whole[digest]


def parts(home: Path, rows: list[Row]) -> Iterator[tuple[str, str]]:
    """I5: nothing half lies about that nobody will take up."""
    kept = {row.id for row in rows if row.state not in FINAL}
    for folder in (home / "incoming").glob("*"):
        if folder.name.partition(".")[0] not in kept:
            yield "I5", f"incoming/{folder.name} is left over"
    # what was never given its name belongs to nobody, and is no harm; how many there are is worth knowing
    for file in home.rglob("*.tmp"):
        yield "left", f"{file.relative_to(home)} is left over"


def broken(database: Path) -> Iterator[tuple[str, str]]:
    """I6: two versions of SQLite find nothing to complain of."""
    newer = apsw.Connection(str(database), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        checks = {"newer": [newer.pragma("integrity_check"), *newer.execute("PRAGMA foreign_key_check")]}
    finally:
        newer.close()
    checks["older"] = [
        *(row[0] for row in _read(database, "PRAGMA integrity_check")),
        *_read(database, "PRAGMA foreign_key_check"),
    ]
    for name, said in checks.items():
        if said != ["ok"]:
            yield "I6", f"{name}: {said[:3]}"


def secrets(canary: str, places: tuple[Path, ...]) -> Iterator[tuple[str, str]]:
    """I7: a key is in no file, not in part and not encoded."""
    wanted = [canary.encode(), canary.encode("utf-16-le")]
    for place in places:
        for file in [place] if place.is_file() else place.rglob("*"):
            if file.is_file() and any(each in data for data in [file.read_bytes()] for each in wanted):
                yield "I7", f"the key is in {file.name}"


def strange_moves(database: Path, *, free: bool = False) -> Iterator[tuple[str, str]]:
    """I9: each job has only gone where its state may lead, and its last line says where it is."""
    paths: dict[str, list[str]] = {}
    for job, state in _read(database, "SELECT job, state FROM attempts ORDER BY job, number"):
        paths.setdefault(job, []).append(state)
    for job, states in paths.items():
        for before, after in zip(["", *states], states, strict=False):
            if after not in EDGES.get(before, set()) and not (free and (before, after) in FREE_EDGES):
                yield "I9", f"{job} went from {before} to {after}"
    for row in jobs(database):
        if paths.get(row.id, [""])[-1] != row.state:
            yield "I9", f"{row.id} is {row.state}, its history ends at {paths.get(row.id, [''])[-1]}"


def _read(database: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def _boxes_fit(data: bytes) -> bool:
    """Whether the outermost boxes of an MP4 fill it to its last byte."""
    place, kinds = 0, set()
    while place + 8 <= len(data):
        size, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        if size == 1:
            size = int.from_bytes(data[place + 8 : place + 16], "big")
        if size < 8:
            return False
        kinds.add(kind)
        place += size
    return place == len(data) and b"moov" in kinds


def _plays(file: Path) -> bool:
    try:
        with av.open(str(file)) as film:
            return sum(1 for _ in film.decode(video=0)) > 0
    except (FFmpegError, IndexError, ValueError):
        return False


def main(home: Path, books: Path, canary: str) -> int:
    """Judge one home and say what is wrong with it."""
    verdict = judge(home, books, canary)
    sys.stdout.write(json.dumps({"states": verdict.states, "wrong": verdict.wrong}, indent=2) + "\n")
    return 1 if verdict.wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
