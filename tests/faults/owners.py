"""Two starts at one moment, and a large library after a kill: one owner, the next one soon, and open in two seconds.

Run as a program with `race` and a number it forks so many pairs of starts; it has no threads, as forking wants it.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from tests.faults.ends import environment
from tests.faults.promises import Extent, Figure

MOST_TAKEOVER, MOST_OPEN = 2.0, 2.0
CLIPS = 10_000
LOOK = 0.005


def race(home: Path, *, kill_first: bool) -> tuple[int, float]:
    """Two starts that take a home at one moment. How many had it, and after how long the other one did once the first
    was killed."""
    go_reading, go = os.pipe()
    children = [_contend(home, go_reading, go, again=kill_first) for _ in range(2)]
    os.close(go_reading)
    os.close(go)
    said = {pid: reading.readline() for pid, reading in children}
    owners = [pid for pid, line in said.items() if line == "mine\n"]
    took = 0.0
    if kill_first and len(owners) == 1:
        began = time.monotonic()
        os.kill(owners[0], signal.SIGKILL)
        (other,) = [reading for pid, reading in children if pid != owners[0]]
        took = time.monotonic() - began if other.readline() == "mine\n" else 99.0
    for pid, reading in children:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        reading.close()
    return len(owners), took


def _contend(home: Path, go_reading: int, go: int, *, again: bool) -> tuple[int, Any]:
    """A child that takes the home as soon as the other one can, and says whether it has it; `again`: until it has."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, os.fdopen(reading)
    from app.store import owner
    from app.store.paths import Home

    os.close(go)
    os.read(go_reading, 1)
    mine = owner.take(Home(home))
    os.write(writing, b"mine\n" if mine else b"not\n")
    while mine is None and again:
        threading.Event().wait(LOOK)
        mine = owner.take(Home(home))
    if again:
        os.write(writing, b"mine\n")
    signal.pause()
    os._exit(0)


def races(count: int) -> dict[str, Any]:
    """So many of them, the first killed in every fourth."""
    from app.store.paths import find_home

    twice, nobody, takeovers = 0, 0, []
    for number in range(count):
        with tempfile.TemporaryDirectory() as name:
            home = find_home(name)
            owners, took = race(home.root, kill_first=number % 4 == 0)
            twice += owners > 1
            nobody += owners == 0
            takeovers += [took] if number % 4 == 0 else []
    return {"races": count, "twice": twice, "nobody": nobody, "kills": len(takeovers), "takeover": max(takeovers)}


def large_library(home: Path, count: int) -> None:
    """A library of so many clips, each with its row and its file, and one job that waits for nobody."""
    from app.domain.clip import Clip, Media
    from app.store.clips import _insert
    from app.store.db import Database
    from app.store.paths import find_home
    from tests.fakes.film import make_film

    place = find_home(str(home))
    film = make_film(place.root / "film.mp4")
    digest = hashlib.sha256(film.read_bytes()).hexdigest()
    media = Media(seconds=0.25, width=64, height=48, fps=24.0, frames=6, video_codec="h264")
    database = Database(place)

    def fill(connection: Any) -> None:
        for number in range(count):
            path = f"clips/Shot-{number}-take-1-{number:010x}.mp4"
            (place.root / path).hardlink_to(film)
            words = f"shot {number} of a dog that runs along the sea"
            clip = Clip(id=f"{number:010x}", path=path, sha256=digest, title=f"Shot {number}", media=media, words=words)
            _insert(connection, clip.replace(draft_id=f"d{number % 500}", created="2026-11-01"))

    database.write(fill)
    database.close()
    film.unlink()


def kill_while_open(home: Path, root: Path, after: float) -> None:
    """Start the program over a home and kill it while it is at work."""
    work = "import sys,time; from app.build import build; d = build(sys.argv[1]); d.jobs(); d.clips(''); time.sleep(9)"
    with subprocess.Popen([sys.executable, "-c", work, str(home)], cwd=root, env=environment(root)) as child:
        threading.Event().wait(after)
        child.kill()


def open_large(home: Path, root: Path) -> tuple[float, float, str]:
    """The seconds a real start takes to recover, find nothing open and end, and those of them in which the processor
    was at it; what it said where it did not."""
    began, before = time.monotonic(), _processor()
    command = [sys.executable, "-m", "app.cli", "resume", "--home", str(home)]
    done = subprocess.run(command, cwd=root, env=environment(root), capture_output=True, text=True, check=False)
    return time.monotonic() - began, _processor() - before, "" if done.returncode == 0 else done.stderr[-300:]


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def is_crowded() -> bool:
    """Whether more wants to run than there are processors: then how long something takes says nothing of it."""
    return os.getloadavg()[0] > (os.cpu_count() or 1)


def measure(extent: Extent) -> list[Figure]:
    """The figures of the races and of the large library."""
    command = [sys.executable, "-m", "tests.faults.owners", str(extent.size(200, 16))]
    env = environment(extent.root)
    child = subprocess.run(command, cwd=extent.root, env=env, capture_output=True, text=True, check=True, timeout=600)
    found = json.loads(child.stdout.splitlines()[-1])
    met = not found["twice"] and not found["nobody"] and found["takeover"] <= MOST_TAKEOVER
    value = "{twice} double owners in {races} double starts, takeover after a kill <= {takeover:.2f} s ({kills} kills)"
    figures = [Figure("P13", value.format(**found), met)]
    home, count = extent.folder / "large", extent.size(CLIPS, 1000)
    large_library(home, count)
    chance, wrong, crowded = random.Random(extent.seed), list[str](), False
    took, busy = list[float](), list[float]()
    for _ in range(extent.size(8, 2)):
        kill_while_open(home, extent.root, chance.uniform(0.2, 1.5))
        crowded = crowded or is_crowded()
        seconds, processor, said = open_large(home, extent.root)
        took.append(seconds)
        busy.append(processor)
        wrong += [said] if said else []
    middle = sorted(took)[len(took) // 2]
    slowest = max(busy if crowded else took)
    value = f"{count:,} clips open in {middle:.2f} s, at most {max(took):.2f} s, after {len(took)} kills"
    value += f"; processor at most {max(busy):.2f} s{', which counts on a crowded machine' if crowded else ''}"
    return [*figures, Figure("P5", value, not wrong and slowest <= MOST_OPEN, tuple(wrong))]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(races(int(sys.argv[1]))) + "\n")
