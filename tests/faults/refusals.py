"""Lets each call that writes fail as on a full or broken disk, once and for a while, and judges what comes of it."""

from __future__ import annotations

import random

from tests.faults import oracle
from tests.faults.ends import CANARY, MANNERS, Manner, Stage
from tests.faults.kills import Point, Tally, has_strace, points, posts, resume, spread
from tests.faults.promises import Extent, Figure, counted

WRITES = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "rename", "mkdir")
ENDS = (0, 1, 3, 4)
"""A fault of the disk may end a verb, in words; it may not crash, hang or be killed."""
ROOM_AFTER = 0.8
"""Seconds after which there is room again on a disk that was full from a call on."""


def refuse(stage: Stage, manner: Manner, point: Point, error: str, *, lasting: bool) -> Tally:
    """One run with one refused call, or with every call from there on refused for a while; then plain resumes."""
    tally = Tally(points=1)
    with stage.run(manner) as scene:
        acts = [(ROOM_AFTER, "untrace")] if lasting else []
        ended = scene.render(point.trace(error=error, lasting=lasting), acts=acts)
        if ended["code"] not in ENDS or "Traceback" in scene.said():
            tally.wrong.append(("P7", f"it ended with {ended['code']}: {scene.said()[-800:]}"))
        tally.wrong += oracle.half_clips(scene.home)
        resume(scene, tally)
        free = manner.grade == "local"
        verdict = oracle.judge(scene.home, scene.books, CANARY, tuple(scene.folder.glob("said-*")), free=free)
        tally.wrong += verdict.wrong
        tally.posts += posts(scene, tally)
    where = f"{manner.name}, {error} {'from' if lasting else 'at'} {point.call} {point.number}: "
    tally.wrong = [(kind, where + said) for kind, said in tally.wrong]
    return tally


def sweep(stage: Stage, manner: Manner, chance: random.Random, most: int) -> Tally:
    """Refuse every write of a manner, or `most` of them: as a full disk does, once or for a while, or a broken one."""
    whole = Tally()
    every = [point for point in points(stage, manner) if point.call in WRITES]
    for number, point in enumerate(spread(every, most or len(every), chance)):
        lasting = number % 3 == 1 and point.call in ("pwrite64", "write")
        error = "EIO" if number % 3 == 2 else "ENOSPC"
        whole.add(refuse(stage, manner, point, error, lasting=lasting))
    return whole


def measure(extent: Extent) -> list[Figure]:
    """The figures of refused writes, over a provider of each sort."""
    if not has_strace():
        return []
    stage = Stage(extent.folder / "refusals", extent.root)
    most = {"kling": 0, "openai-blind": 0, "fal": 40, "replicate": 40, "animatic": 30}
    if extent.sample:
        most = {"kling": 8, "openai-blind": 8}
    tally = Tally()
    try:
        for name, number in most.items():
            tally.add(sweep(stage, MANNERS[name], random.Random(f"{extent.seed} {name}"), number))
    finally:
        stage.close()
    of = f"{tally.points:,} refused calls (full, full for a while, broken)"
    return [counted("P7", [said for kind, said in tally.wrong if kind != "left"], of)]
