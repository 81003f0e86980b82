"""Cuts the power under the library: what no sync confirmed is gone or torn, what was acknowledged is there."""

from __future__ import annotations

import contextlib
import random
import re
import shutil
from pathlib import Path
from typing import Any

import apsw

from app.domain.errors import Fault
from app.domain.job import Job
from app.domain.request import Request
from app.store.db import Database
from app.store.jobs import Frozen, Jobs
from app.store.paths import find_home
from tests.faults.ends import MANNERS, Stage
from tests.faults.kills import has_strace
from tests.faults.promises import Extent, Figure, counted

VFS = "lossy"
MOST_CALLS = 1500
"""A run does about so many writes and syncs."""
PATH = ("queued", "sending", "waiting", "fetching")


class PowerCut(Exception):
    """There is no power any more."""


class Power:
    """How long there is any, and what the disk has kept of what it was never asked to sync."""

    def __init__(self, calls: int, chance: random.Random) -> None:
        self.left = calls
        self.off = False
        self.chance = chance
        self.files: list[LossyFile] = []

    def use(self) -> None:
        """One more call."""
        self.left -= 1
        if self.left <= 0:
            self.off = True
        if self.off:
            raise PowerCut

    def cut(self) -> None:
        """Let the disk keep some pages of what it was not asked to keep, and lose the others."""
        self.off = True
        for file in self.files:
            file.tear(self.chance)


class LossyFile(apsw.VFSFile):
    """A file whose writes reach the disk at the next sync only; until then they are in memory."""

    def __init__(self, path: Any, flags: Any, power: Power) -> None:
        super().__init__("", path, flags)
        self._power = power
        power.files.append(self)
        size = super().xFileSize()
        self._image = bytearray(super().xRead(size, 0)) if size else bytearray()
        self._unsynced: list[tuple[int, bytes | None]] = []
        """Places and what was written there; None where the file was cut."""

    def xRead(self, amount: int, offset: int) -> bytes:
        return bytes(self._image[offset : offset + amount])

    def xFileSize(self) -> int:
        return len(self._image)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._power.use()
        self._image.extend(bytes(max(0, offset - len(self._image))))
        self._image[offset : offset + len(data)] = data
        self._unsynced.append((offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:
        self._power.use()
        del self._image[newsize:]
        self._unsynced.append((newsize, None))

    def xSync(self, flags: int) -> None:
        self._power.use()
        self._keep(self._unsynced)
        self._unsynced = []

    def tear(self, chance: random.Random) -> None:
        """Some of it made it to the disk, in no order."""
        share = chance.choice((0.0, 0.0, 0.3, 0.9))
        self._keep([each for each in self._unsynced if chance.random() < share])
        self._unsynced = []

    def _keep(self, writes: list[tuple[int, bytes | None]]) -> None:
        for place, data in writes:
            if data is None:
                super().xTruncate(place)
            else:
                super().xWrite(data, place)


class LossyDisk(apsw.VFS):
    """Opens such files."""

    def __init__(self, power: Power) -> None:
        super().__init__(VFS, "")
        self._power = power

    def xOpen(self, name: Any, flags: Any) -> LossyFile:
        return LossyFile(name, flags, self._power)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        if not self._power.off:
            super().xDelete(filename, syncdir)


class OnLossyDisk(Database):
    """The library over it. A file that is not shared needs no shared memory, which such a disk does not have."""

    def _open(self, flags: int) -> apsw.Connection:
        connection = apsw.Connection(str(self._path), flags=flags, vfs=VFS)
        connection.pragma("locking_mode", "exclusive")
        return connection


def cut_once(folder: Path, chance: random.Random) -> tuple[int, list[str]]:
    """Fill a library until the power goes. How many rows were acknowledged, and what is wrong afterwards."""
    home = find_home(str(folder))
    Database(home).close()
    power = Power(chance.randint(1, MOST_CALLS), chance)
    disk = LossyDisk(power)
    known: dict[str, Job] = {}
    try:
        database = OnLossyDisk(home)
        try:
            work(Jobs(database), known, chance)
        finally:
            power.cut()
            with contextlib.suppress(PowerCut, apsw.Error, Fault):
                database.close()
    except (PowerCut, apsw.Error, Fault):
        power.cut()
    disk.unregister()
    return len(known), missing(folder, known)


def work(jobs: Jobs, known: dict[str, Job], chance: random.Random) -> None:
    """Add jobs and move them on, until the disk says no. What was acknowledged is kept."""
    for number in range(10_000):
        text = "x" * chance.choice((10, 3000))
        request = Request(model="fake/one", dialect="timed", text=text, seconds=1.0, draft="{}")
        job = Job(id=f"j{number}", intent=f"i{number}", state="queued", model="fake/one", draft_id="d", request=request)
        known[job.id] = jobs.add(job, Frozen(body=b"x"))
        for state in PATH[1 : chance.randint(1, len(PATH))]:
            known[job.id] = jobs.move(known[job.id], state, at="2026-11-27T00:00:00Z")  # type: ignore[arg-type]


def missing(folder: Path, known: dict[str, Job]) -> list[str]:
    """What of it is not there at the next start."""
    wrong = []
    try:
        database = Database(find_home(str(folder)))
    except Fault as fault:
        return [f"it does not open: {fault}"]
    try:
        if (said := database.rows("PRAGMA integrity_check")) != [("ok",)]:
            wrong.append(f"integrity: {said[:2]}")
        found = {job.id: job for job in Jobs(database).list(limit=100_000)}
    finally:
        database.close()
    for id, job in known.items():
        if id not in found:
            wrong.append(f"{id} is gone")
        elif found[id].version < job.version:
            wrong.append(f"{id} is {found[id].state} again, it was {job.state}")
    return wrong


def order(stage: Stage) -> list[str]:
    """Whether a clip is confirmed by the disk before it gets its name, and its name before its row says so."""
    log = stage.folder / "order.log"
    with stage.run(MANNERS["kling"]) as scene:
        scene.render(["-y", "-o", str(log), "-e", "trace=fsync,fdatasync,rename,renameat,renameat2"])
    lines = log.read_text().splitlines()
    renamed = [place for place, line in enumerate(lines) if re.search(r'rename.*"[^"]*\.part".*/clips/', line)]
    if len(renamed) != 1:
        return [f"a part got its name {len(renamed)} times"]
    before, after = lines[: renamed[0]], lines[renamed[0] :]
    named = next((place for place, line in enumerate(after) if re.search(r"fsync\(\d+<[^>]*/clips>\)", line)), None)
    wrong = [] if any(re.search(r"fsync\(\d+<[^>]*\.part>\)", line) for line in before) else ["the part was not synced"]
    if named is None:
        return [*wrong, "the folder of clips was not synced"]
    row = any("fdatasync" in line and "library.db-wal" in line for line in after[named:])
    return wrong if row else [*wrong, "no row was committed after the file had its name"]


def measure(extent: Extent) -> list[Figure]:
    """The figures of so many cuts."""
    chance, rows, wrong = random.Random(extent.seed), 0, list[str]()
    runs = extent.size(400, 25)
    for number in range(runs):
        folder = extent.folder / f"cut-{number}"
        acknowledged, lost = cut_once(folder, chance)
        rows += acknowledged
        wrong += [f"cut {number}: {said}" for said in lost]
        shutil.rmtree(folder, ignore_errors=True)
    figures = [counted("P1", wrong, f"{rows:,} acknowledged rows over {runs} power cuts")]
    if has_strace():
        stage = Stage(extent.folder / "order", extent.root)
        try:
            figures.append(counted("P6", order(stage), "1 order of syncs, renames and commits"))
        finally:
            stage.close()
    return figures
