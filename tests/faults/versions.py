"""Opens libraries of earlier and of later versions, the earlier ones under kills: all there, or all as it was."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from tests.faults import oracle
from tests.faults.ends import MANNERS, Scene, Stage
from tests.faults.kills import CALLS, Point, count, has_strace, spread
from tests.faults.promises import Extent, Figure, counted

FIXTURES = Path(__file__).resolve().parents[1] / "e2e" / "store" / "fixtures"
VERBS = (("jobs", "--json"), ("clips", "--json"), ("resume", "--json"))
TABLES = ("jobs", "attempts", "clips")


def earlier(stage: Stage, chance: random.Random, most: int) -> tuple[list[str], int]:
    """Kill the first start over each earlier library, and start again. What is wrong, and how often it was tried."""
    wrong: list[str] = []
    tried = 0
    for file in sorted(FIXTURES.glob("library-*.db")):
        known = contents(file)
        for point in _points(stage, file, chance, most):
            tried += 1
            with stage.run(MANNERS["kling"]) as scene:
                shutil.copy(file, scene.home / "library.db")
                if point is not None:
                    scene.start(*VERBS[0], trace=point.trace())
                ended = scene.start(*VERBS[0])
                found = [f"it ended with {ended['code']}: {scene.said()[-300:]}"] if ended["code"] else []
                library = scene.home / "library.db"
                found += found or [*_changed(scene, known), *(said for _, said in oracle.broken(library))]
            wrong += [f"{file.name}, {point}: {said}" for said in found]
    return wrong, tried


def later(stage: Stage) -> list[str]:
    """A library of a version that is not known yet: refused by every verb, and not a byte of it is another."""
    wrong: list[str] = []
    newest = max(FIXTURES.glob("library-*.db"))
    with stage.run(MANNERS["kling"]) as scene:
        library = scene.home / "library.db"
        shutil.copy(newest, library)
        with sqlite3.connect(library) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
        before = _digests(scene.home)
        for verb in VERBS:
            ended = scene.start(*verb)
            wrong += [] if ended["code"] == 1 else [f"{verb[0]} ended with {ended['code']}"]
        after = _digests(scene.home)
        wrong += [f"{name} is another" for name in before if after.get(name) != before[name]]
        wrong += [f"{name} is new" for name in after if name.startswith("library.db") and name not in before]
    return wrong


def contents(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the tables that matter, column by column."""
    with sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True) as connection:
        found = {table: _rows(connection, table, _columns(connection, table)) for table in TABLES}
    connection.close()
    return found


def _changed(scene: Scene, known: dict[str, list[tuple[object, ...]]]) -> Iterable[str]:
    """Rows that are another than before, in the columns there were; and whether the original was kept."""
    connection = sqlite3.connect(scene.home / "library.db")
    for table, rows in known.items():
        width = len(rows[0]) if rows else 0
        names = _columns(connection, table)[:width]
        if rows and _rows(connection, table, names) != rows:
            yield f"{table} has other rows"
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    newest = max(int(file.stem.partition("-")[2]) for file in FIXTURES.glob("library-*.db"))
    if version < newest:
        yield f"it is still of version {version}"


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _rows(connection: sqlite3.Connection, table: str, names: list[str]) -> list[tuple[object, ...]]:
    return connection.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY 1, 2").fetchall()


def _points(stage: Stage, file: Path, chance: random.Random, most: int) -> list[Point | None]:
    if not has_strace():
        return [None]
    log = stage.folder / "dry.log"
    with stage.run(MANNERS["kling"]) as scene:
        shutil.copy(file, scene.home / "library.db")
        scene.start(*VERBS[0], trace=["-o", str(log), "-e", f"trace={','.join(CALLS)}"])
    every = [Point(name, number + 1) for name, times in sorted(count(log).items()) for number in range(times)]
    return [None, *spread(every, most or len(every), chance)]


def _digests(home: Path) -> dict[str, str]:
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in home.glob("library*") if file.is_file()
    }


def measure(extent: Extent) -> list[Figure]:
    """Their figures."""
    stage = Stage(extent.folder / "versions", extent.root)
    try:
        wrong, tried = earlier(stage, random.Random(extent.seed), extent.size(50, 2))
        refused = later(stage)
    finally:
        stage.close()
    formats = len(list(FIXTURES.glob("library-*.db")))
    return [
        counted("P14", wrong, f"{tried} starts over {formats} formats, each but the first of them after a kill"),
        counted("P15", refused, f"{len(VERBS)} verbs over a newer library"),
    ]
