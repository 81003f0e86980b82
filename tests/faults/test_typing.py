"""kill -9 of the window while somebody types: at most the last second is missing, and the next start says so.

Three kills, one of each pace, or as many as `SHOTWRIGHT_KILLS` says.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from app.build import build
from tests.e2e.shell import environment
from tests.patience import PATIENCE, block_until

KILLS = int(os.environ.get("SHOTWRIGHT_KILLS", "3"))
LOST = os.environ.get("SHOTWRIGHT_LOST", "")
"""A file for the seconds that each kill has lost."""
MOST_MISSING = 1.0
PAUSES_MS = (0, 15, 70)
"""From a key in each turn of the loop to a quick hand."""
LIVES = (0.3, 1.7)
"""Seconds of typing before the kill."""
KEYS, SLACK_MS = 4, 100
"""A number is at most so many keys, each with a pause and what it costs to take it in."""


class Home(NamedTuple):
    """A home with one draft, which opens with the window."""

    folder: Path
    draft: Path

    def text(self) -> str:
        """What is on disk of the field that is typed into."""
        action: str = json.loads(self.draft.read_bytes())["shots"][0]["beats"][0]["action"]
        return action

    def versions(self) -> list[Path]:
        """The versions there are of it."""
        return list(self.folder.glob(f"versions/{self.draft.name.partition('.')[0]}/*.json"))


@pytest.fixture
def typed(tmp_path: Path) -> Home:
    folder = tmp_path / "home"
    draft = build(folder).new("small-rescue", title="Typed")
    return Home(folder, folder / "drafts" / f"{draft.id}.draft.json")


@pytest.fixture
def typist(typed: Home) -> Iterator[subprocess.Popen[str]]:
    """The program with its imports done, of which each line on its input starts one."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.typist", str(typed.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment(typed.folder),
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()
        # one that hangs at the end of a failed test would hang the run with it
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        process.kill()


def lines(log: Path) -> list[list[str]]:
    """What the typist has said so far, in words."""
    return [line.split() for line in log.read_text().splitlines()] if log.exists() else []


def type_and_kill(
    typist: subprocess.Popen[str], log: Path, pause_ms: int, life: float, enough: Callable[[], object] = lambda: True
) -> float:
    """Start the program, let it type for a while and until it is enough, and end it as a crash does. Returns when that
    was."""
    assert typist.stdin is not None
    assert typist.stdout is not None
    typist.stdin.write(f"{log} {pause_ms}\n")
    typist.stdin.flush()
    child = int(typist.stdout.readline())
    block_until(lambda: any(said[0] == "empty" for said in lines(log)))
    threading.Event().wait(life)
    block_until(enough)
    killed = time.monotonic()
    os.kill(child, signal.SIGKILL)
    assert typist.stdout.readline().strip() == "gone"
    return killed


def missing(log: Path, text: str, killed: float, pause_ms: int) -> float:
    """Seconds of typing from the oldest number that is not on disk to the kill; 0 where all are there. While the
    machine had no time for the program nobody could type: such a while counts as one number."""
    typed = [float(said[1]) for said in lines(log) if said[0].isdigit()]
    emptied = next(float(said[1]) for said in lines(log) if said[0] == "empty")
    whole = text.rpartition(" ")[0].split() if text.strip() else []
    if whole != [str(number + 1) for number in range(len(whole))]:
        # not even the emptying is there, which came before the first number
        left = [emptied, *typed, killed]
    else:
        left = [*typed[len(whole) :], killed]
    most = (KEYS * pause_ms + SLACK_MS) / 1000
    return sum(min(after - before, most) for before, after in pairwise(left))


@pytest.mark.slow
def test_of_what_is_typed_at_most_the_last_second_is_missing(
    typed: Home, typist: subprocess.Popen[str], tmp_path: Path
) -> None:
    chance = random.Random(20261126)
    lost = []
    for number in range(KILLS):
        log = tmp_path / f"log-{number}"
        pause_ms = PAUSES_MS[number % len(PAUSES_MS)]
        killed = type_and_kill(typist, log, pause_ms, chance.uniform(*LIVES))
        lost.append(missing(log, typed.text(), killed, pause_ms))
        told = lines(log)[0][1:]
        assert ("notice.draft_restored" in told) == (number > 0), (number, told)
    if LOST:
        Path(LOST).write_text(json.dumps(lost))
    assert max(lost) <= MOST_MISSING, lost
    assert build(typed.folder).drafts()[0].unreadable is None


@pytest.mark.slow
def test_a_draft_that_is_damaged_comes_back_as_its_last_good_version(
    typed: Home, typist: subprocess.Popen[str], tmp_path: Path
) -> None:
    before = typed.text()
    # the version that it comes back as is kept with the first write
    type_and_kill(typist, tmp_path / "log-1", 15, 0.5, lambda: typed.text() != before and typed.versions())
    typed.draft.write_bytes(typed.draft.read_bytes()[:700])
    type_and_kill(typist, tmp_path / "log-2", 15, 0.0)
    told = lines(tmp_path / "log-2")[0][1:]
    assert {"notice.draft_mended", "notice.draft_restored"} <= set(told)
    (damaged,) = typed.folder.glob("versions/*/damaged-*.json")
    assert damaged.stat().st_size == 700
    # the version is the one from before the first key; what was typed since may be on disk already
    assert typed.text() == before or not typed.text() or typed.text().startswith("1")
