"""Kills the program before its system calls, one after the other; the oracle judges what plain resumes make of it.

strace counts the calls of each thread and of each name by themselves, so a point is a name and a number; a dry run
tells how many there are.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tests.faults import oracle
from tests.faults.ends import CANARY, FAIR, HALF_CLIP, LOST_REPLY, MANNERS, Manner, Scene, Stage, Trouble
from tests.faults.promises import Extent, Figure, counted

CALLS = (
    "fdatasync", "fsync", "pwrite64", "write", "rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir",
    "ftruncate", "connect", "sendto", "recvfrom",
)  # fmt: skip
"""What changes a disk, or tells the provider something."""
KILLED = -9
FINE = (0, 4)
"""What a `resume` may end with where the provider is well: all done, or something is unsure and said to be."""
WORKER_DIED = 3
"""Each worker of ours is counted anew, and so killed anew: after the third the job is given up, which costs nothing."""
RESUMES = 3
MOST_UNSURE = 0.12
"""Share of the kills after which a job may be unsure where nothing can be looked up."""
LINE = re.compile(r"^(\d+) +(\w+)\(")


class Point(NamedTuple):
    """Before the `number`th call of a name in one thread."""

    call: str
    number: int

    def trace(self, *, error: str = "", lasting: bool = False) -> list[str]:
        """What strace does there: kill, or let the call fail, once or from then on."""
        what = f"error={error}" if error else "signal=SIGKILL"
        when = f"{self.number}{'+' if lasting else ''}"
        return ["-o", "/dev/null", "-e", f"trace={self.call}", "-e", f"inject={self.call}:{what}:when={when}"]


class Size(NamedTuple):
    """How many points, pairs of points, points with each trouble, and points of two takes that ask for the very same,
    are tried of a manner. No points: all of them."""

    points: int
    pairs: int
    troubled: int
    twins: int = 0


SAMPLE, FULL = Size(2, 1, 1), Size(0, 50, 30, 20)
SAMPLED = ("openai", "openai-blind", "kling", "fal", "replicate", "animatic")
"""Every provider and every grade once; the other two that cannot look anything up take the same way as the first."""
MOVING = ("rename", "fsync", "mkdir", "unlink")


@dataclass
class Tally:
    """What a sweep has found."""

    points: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    """By grade."""
    tried: Counter[str] = field(default_factory=Counter)
    unsure: Counter[str] = field(default_factory=Counter)
    """Of those that were tried with a provider that answers."""
    calls: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    resumes: list[float] = field(default_factory=list)
    posts: int = 0
    held: int = 0
    """Jobs that a person had to have tried again, because the program had died over them twice."""

    def add(self, other: Tally) -> None:
        """Take another one's findings in."""
        self.points += other.points
        self.posts += other.posts
        self.held += other.held
        for mine, others in (
            *((self.kills, other.kills), (self.calls, other.calls)),
            *((self.unsure, other.unsure), (self.tried, other.tried)),
        ):
            mine.update(others)
        self.wrong += other.wrong
        self.resumes += other.resumes

    def of(self, *kinds: str) -> list[str]:
        """What breaks one of these."""
        return [said for kind, said in self.wrong if kind in kinds]


def has_strace() -> bool:
    """Whether system calls can be counted here at all."""
    return sys.platform.startswith("linux") and shutil.which("strace") is not None


def count(log: Path) -> dict[str, int]:
    """The most calls of each name that one thread made, by strace's own account."""
    most: Counter[tuple[str, str]] = Counter()
    for line in log.read_text(errors="replace").splitlines():
        if found := LINE.match(line):
            most[found[2], found[1]] += 1
    return {name: max(times for (each, _), times in most.items() if each == name) for name, _ in most}


def points(stage: Stage, manner: Manner) -> list[Point]:
    """Every point of one whole run, from submit to import."""
    log = stage.folder / "dry.log"
    with stage.run(manner) as scene:
        done = scene.render(["-o", str(log), "-e", f"trace={','.join(CALLS)}"])
        if done["code"] != 0:
            raise RuntimeError(f"{manner.name} does not work without a kill: {scene.said()[-2000:]}")
    return [Point(name, number + 1) for name, most in sorted(count(log).items()) for number in range(most)]


def spread(every: Sequence[Point], wanted: int, chance: random.Random) -> list[Point]:
    """As many points as wanted, so that each name of a call has its share, the rarer ones all of theirs."""
    by_name: dict[str, list[Point]] = {}
    for point in every:
        by_name.setdefault(point.call, []).append(point)
    for some in by_name.values():
        chance.shuffle(some)
    names = list(by_name.values())
    chance.shuffle(names)
    chosen: list[Point] = []
    while len(chosen) < min(wanted, len(every)):
        for some in names:
            if some and len(chosen) < wanted:
                chosen.append(some.pop())
    return chosen


def try_point(stage: Stage, manner: Manner, chain: Sequence[Point], trouble: Trouble = FAIR, takes: int = 1) -> Tally:
    """Kill one run at the first point, each carrying on at the next one, and judge what is left after plain resumes."""
    tally = Tally(points=len(chain))
    with stage.run(manner, trouble) as scene:
        for place, point in enumerate(chain):
            trace = point.trace()
            ended = scene.start("resume", "--json", trace=trace) if place else scene.render(trace, takes)
            if ended["code"] == KILLED:
                tally.kills[manner.grade] += 1
                tally.calls[point.call] += 1
            elif ended["code"] not in FINE and not (manner.grade == "local" and ended["code"] == WORKER_DIED):
                tally.wrong.append(("P5", f"it ended with {ended['code']}: {_told(scene)}"))
            tally.wrong += oracle.half_clips(scene.home)
        resume(scene, tally)
        verdict = oracle.judge(
            scene.home, scene.books, CANARY, tuple(scene.folder.glob("said-*")), free=manner.grade == "local"
        )
        tally.wrong += verdict.wrong
        if trouble is not LOST_REPLY and takes == 1:
            tally.tried[manner.grade] += tally.kills[manner.grade]
            tally.unsure[manner.grade] += verdict.states.count("unsure")
        tally.posts += posts(scene, tally)
    where = f"{takes} of {manner.name} killed at {', '.join(f'{each.call} {each.number}' for each in chain)}: "
    tally.wrong = [(kind, where + said) for kind, said in tally.wrong]
    return tally


def resume(scene: Scene, tally: Tally) -> None:
    """Plain resumes, as many as it takes and at most three."""
    for _ in range(RESUMES):
        ended = scene.start("resume", "--json")
        tally.resumes.append(ended["seconds"])
        if ended["code"] not in FINE:
            tally.wrong.append(("P5", f"a resume ended with {ended['code']}: {_told(scene)}"))
        if not is_unsettled(scene):
            return
        # what died twice over the same job waits for a person, who wants it tried again
        for job in oracle.held(scene.home / "library.db") if (scene.home / "library.db").exists() else ():
            tally.held += 1
            scene.start("settle", job, "--json")


def is_unsettled(scene: Scene) -> bool:
    """Whether another resume may still bring something."""
    database = scene.home / "library.db"
    open_states = {"unsure"} if scene.manner.grade in ("A", "C") else set()
    try:
        rows = oracle.jobs(database)
    except sqlite3.Error:
        return True
    return any(row.state in open_states or row.state not in oracle.FINAL | {"unsure"} for row in rows)


def posts(scene: Scene, tally: Tally) -> int:
    """How often something was sent; what the server found strange is wrong."""
    if scene.manner.grade == "local":
        return 0
    heard = scene.stage.world(scene.manner).ask({"heard": 1})
    tally.wrong += [("P18", said) for said in heard["strange"]]
    return int(heard["posts"])


def sweep(stage: Stage, manner: Manner, chance: random.Random, size: Size) -> Tally:
    """Kill at every point of one manner or at some; then twice in a row; then where the provider is not well."""
    whole = Tally()
    every = points(stage, manner)
    for point in spread(every, size.points or len(every), chance):
        whole.add(try_point(stage, manner, [point]))
    for _ in range(size.pairs):
        whole.add(try_point(stage, manner, [chance.choice(every), chance.choice(every)]))
    if manner.grade == "local":
        return whole
    # a clip that comes twice moves further files than one that comes once
    moving = {point.call: point.number for point in every if point.call in MOVING}
    late = [Point(call, number + 1) for call, most in moving.items() for number in range(most + 2)]
    for point in spread(late, size.troubled, chance):
        whole.add(try_point(stage, manner, [point], HALF_CLIP))
    for point in spread(every, size.troubled, chance):
        whole.add(try_point(stage, manner, [point], LOST_REPLY))
    for number in range(size.twins):
        trouble = LOST_REPLY if number % 3 == 2 else FAIR
        whole.add(try_point(stage, manner, [chance.choice(every)], trouble, takes=2))
    return whole


def measure(extent: Extent) -> list[Figure]:
    """The figures of a sweep over every provider, two of them at a time where all points are wanted."""
    if not has_strace():
        return _by_forks(extent)
    wanted = extent.manners or (SAMPLED if extent.sample else MANNERS)
    manners = [manner for name, manner in MANNERS.items() if name in wanted]
    lanes = extent.size(2, 1)

    def one(lane: int) -> Tally:
        stage, tally = Stage(extent.folder / f"lane-{lane}", extent.root), Tally()
        try:
            for manner in manners[lane::lanes]:
                size = SAMPLE if extent.sample else FULL
                if manner.grade == "local":
                    size = Size(2, 1, 0) if extent.sample else Size(60, 12, 0)
                if extent.most:
                    size = Size(extent.most, 0, extent.most)
                tally.add(sweep(stage, manner, random.Random(f"{extent.seed} {manner.name}"), size))
        finally:
            stage.close()
        return tally

    whole, began = Tally(), time.monotonic()
    with ThreadPoolExecutor(lanes) as pool:
        for tally in pool.map(one, range(lanes)):
            whole.add(tally)
    return figures(whole, time.monotonic() - began, all_points=not extent.sample)


def figures(tally: Tally, seconds: float, *, all_points: bool) -> list[Figure]:
    """What a sweep says of each promise. The share of the unsure means something only where all points were tried: a
    sample has the rare ones more often."""
    kills = sum(tally.kills.values())
    of, more = f"{kills:,} kills", f"{len(tally.calls)} names of calls, {seconds:.0f} s, {tally.held} held"
    share = tally.unsure["D"] / (tally.tried["D"] or 1)
    unsure = ", ".join(f"{grade} {tally.unsure[grade]}/{tried}" for grade, tried in sorted(tally.tried.items()))
    wrongly = tally.of("I2w")
    met = not wrongly and (share <= MOST_UNSURE or not all_points)
    slowest = max(tally.resumes, default=0.0)
    return [
        counted("P1", tally.of("I2", "I3", "I9"), f"{of} ({more})"),
        counted("P2", tally.of("I1"), f"{of}, {tally.posts:,} submissions"),
        Figure("P3", f"{len(wrongly)} wrong, unsure by grade: {unsure}", met, tuple(wrongly)),
        counted("P5", tally.of("P5", "I6"), f"{len(tally.resumes):,} starts after a kill, the slowest {slowest:.2f} s"),
        counted("P6", tally.of("I4", "I4h", "I5"), f"{of} ({len(tally.of('left'))} unfinished small files stayed)"),
        counted("P17", tally.of("I7"), of),
        counted("P18", tally.of("P18"), of),
    ]


def _by_forks(extent: Extent) -> list[Figure]:
    """Without strace: a crash before and after each step that Python takes, by another program."""
    sys.stderr.write("There is no strace here: kills are at steps of Python, not before system calls.\n")
    run = subprocess.run(
        [sys.executable, "-m", "tests.faults.points"],
        cwd=extent.root,
        env={**os.environ, "PYTHONPATH": str(extent.root)},
        capture_output=True,
        text=True,
        check=False,
    )
    found = [json.loads(line) for line in run.stdout.splitlines()]
    wrong = [f"{each['dedupe']}, step {step}: {said}" for each in found for step, said in each["wrong"].items()]
    wrong += [] if run.returncode == 0 and found else [run.stderr[-600:]]
    return [counted("P2", wrong, f"{sum(each['points'] for each in found)} steps of Python (no strace)")]


def _told(scene: Scene) -> str:
    return scene.said()[-600:].replace("\n", " ")
