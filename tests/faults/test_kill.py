"""kill -9 of the program, alone or with its worker, at ten spread moments of real renders, each after a `resume`."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import av
import pytest

from tests.e2e.shell import environment, run
from tests.patience import PATIENCE, block_until

SECONDS = 1.0
FRAMES = round(SECONDS * 24)
LOOK = 0.002
FEWEST_MET = 5
"""Of ten moments; a machine with much else to do may look again only when the program has ended."""

Moment = Callable[[Path], bool]


def start(home: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A verb as a process in a group of its own, so that its worker can die with it."""
    return subprocess.Popen(
        [sys.executable, "-m", "app.cli", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=home.parent,
        env=environment(home),
        start_new_session=True,
    )


def state(home: Path) -> str:
    """The state of the one job, "" where there is none yet."""
    with contextlib.suppress(sqlite3.Error):
        with contextlib.closing(sqlite3.connect(f"file:{home}/library.db?mode=ro", uri=True)) as library:
            row = library.execute("SELECT state FROM jobs").fetchone()
        return str(row[0]) if row else ""
    return ""


def drawn(home: Path) -> float:
    """Which part of the film the worker has drawn."""
    for file in files(home, "incoming/*/*/progress.json"):
        with contextlib.suppress(OSError, ValueError):
            told = json.loads(file.read_bytes())
            return float(told["frame"] / told["frames"]) if told["frames"] else 0.0
    return 0.0


def has(home: Path, pattern: str) -> bool:
    """Whether there is a file like this."""
    return bool(files(home, pattern))


def files(home: Path, pattern: str) -> list[Path]:
    """The files like this; none where a folder goes away while they are looked for."""
    with contextlib.suppress(FileNotFoundError):
        return list(home.glob(pattern))
    return []


MOMENTS: dict[str, Moment] = {
    "the row is there": lambda home: state(home) != "",
    "it is being sent": lambda home: state(home) not in ("", "queued"),
    "the worker has its order": lambda home: has(home, "incoming/*/*/order.json"),
    "the worker has begun": lambda home: has(home, "incoming/*/*/progress.json"),
    "a quarter is drawn": lambda home: drawn(home) >= 0.25 or has(home, "clips/*"),
    "half is drawn": lambda home: drawn(home) >= 0.5 or has(home, "clips/*"),
    "almost all is drawn": lambda home: drawn(home) >= 0.85 or has(home, "clips/*"),
    "it is being judged": lambda home: state(home) in ("fetching", "done"),
    "it has its poster": lambda home: has(home, "incoming/*/*/poster.jpg") or has(home, "posters/*"),
    "it has its place": lambda home: has(home, "clips/*"),
}


def complaints(home: Path, resumed: Any) -> list[str]:
    """Every promise that is broken after a kill and a resume."""
    wrong: list[str] = []
    with contextlib.closing(sqlite3.connect(home / "library.db")) as library:
        jobs = library.execute("SELECT id, state, clip FROM jobs").fetchall()
        clips = library.execute("SELECT id, job, path, poster FROM clips").fetchall()
        integrity = library.execute("PRAGMA integrity_check").fetchone()[0]
    if [job[1] for job in jobs] != ["done"] or not {job["id"] for job in resumed["jobs"]} <= {job[0] for job in jobs}:
        wrong.append(f"jobs {jobs}, resumed {resumed}")
    if [clip[:2] for clip in clips] != [(job[2], job[0]) for job in jobs]:
        wrong.append(f"clips {clips}")
    named = {name for clip in clips for name in clip[2:]}
    found = {
        path.relative_to(home).as_posix()
        for folder in ("clips", "posters", "incoming", "trash")
        for path in (home / folder).rglob("*")
    }
    if found != named:
        wrong.append(f"files {found} of {named}")
    if integrity != "ok":
        wrong.append(integrity)
    for clip in clips:
        with av.open(str(home / clip[2])) as film:
            frames = sum(1 for _ in film.decode(video=0))
        if frames != FRAMES:
            wrong.append(f"{frames} pictures")
    return wrong


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A short draft, as a file."""
    shots = [{"id": "s1", "seconds": SECONDS, "beats": [{"id": "b1", "seconds": SECONDS, "action": "The dog runs."}]}]
    file = tmp_path / "killed.draft.json"
    file.write_text(
        json.dumps({"schema": "draft/1", "id": "killed", "title": "Killed", "form": "sora-story-beats",
                    "aim": "kling/kling-3.0", "frame": {"aspect": "16:9"}, "shots": shots})
    )  # fmt: skip
    return file


class Killed(NamedTuple):
    """What became of one render: the moments at which it was killed in time, and every promise that is broken after
    the last `resume`."""

    met: list[str]
    wrong: list[str]


def kill_and_resume(home: Path, draft: Path, names: Sequence[str], *, workers_too: bool) -> Killed:
    """One render, killed at a moment, and each `resume` at a later one; the last `resume` may end."""
    home.mkdir(parents=True)
    met: list[str] = []
    for place, name in enumerate(names):
        verb = ("resume",) if place else ("render", str(draft), "--model", "animatic/board")
        with start(home, *verb) as process:
            block_until(lambda: MOMENTS[name](home) or process.poll() is not None, look=LOOK)  # noqa: B023
            ended = process.poll()
            if workers_too:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            _, errors = process.communicate()
        met += [name] if ended is None else []
        if ended:
            return Killed(met, [f"it ended with {ended} before “{name}”: {errors.decode()[-500:]}"])
    carried = run(home, "resume", "--json", timeout=PATIENCE)
    if carried.returncode != 0:
        said = f"resume ended with {carried.returncode}: {carried.stdout[-500:]} {carried.stderr[-2000:]}"
        return Killed(met, [said])
    return Killed(met, complaints(home, json.loads(carried.stdout)))


@pytest.mark.slow
def test_ten_kills_and_a_resume_after_each(tmp_path: Path, draft: Path) -> None:
    assert len(MOMENTS) == 10

    def one(first: int) -> Killed:
        # every moment comes later than the one before, so what the killed one left does not pass for it
        return kill_and_resume(tmp_path / f"kills-{first}", draft, list(MOMENTS)[first::2], workers_too=bool(first))

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(one, range(2)))
    assert [each.wrong for each in found] == [[], []]
    assert sum(len(each.met) for each in found) >= FEWEST_MET, found


@pytest.mark.slow
def test_a_worker_killed_under_a_living_program_is_drawn_again(tmp_path: Path, draft: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with start(home, "render", str(draft), "--model", "animatic/board", "--json") as process:
        block_until(lambda: has(home, "incoming/*/*/progress.json"), look=LOOK)
        for worker in workers(process.pid):
            os.kill(worker, signal.SIGKILL)
        said, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors
    job = json.loads(said)
    assert job["state"] == "done"
    assert complaints(home, {"jobs": []}) == []


def workers(parent: int) -> list[int]:
    """The processes that draw for a process."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError):
            # the name in brackets may hold anything
            child = int(file.read_text().rpartition(")")[2].split()[1]) == parent
            if child and b"_animatic" in file.with_name("cmdline").read_bytes():
                found.append(int(file.parent.name))
    return found
