"""Single promises as small scenes over every provider: quitting, cancelling, dead links, hostile files, clocks."""

from __future__ import annotations

import json
import random
import re
import sqlite3
import threading
from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.faults import oracle
from tests.faults.ends import CANARY, FAIR, LOST_REPLY, MANNERS, Scene, Stage, Trouble
from tests.faults.kills import FINE, Tally, has_strace, resume
from tests.faults.promises import Extent, Figure, counted

PAID = [each for each in MANNERS.values() if each.grade != "local"]
FILES = {
    "kling": "/clips/", "fal": "/files/", "replicate": "/delivery/",
    "openai-videos": "/v1/videos/video_gen_01%3D/content",
}  # fmt: skip
"""Where a provider's clips lie."""
QUIT_SECONDS, QUIT = 3.0, 130
BRIEF = ("replicate",)
"""Who removes clips within two hours."""
SLEEPS, WAKES, LIVE_SECONDS = 0.8, 33.0, 10.0
"""Less than half a minute of standing still may be a busy machine."""
DAY = 86_400
HOSTILE = {
    "a program": "MZ\x00\x00" + "x" * 900, "a playlist": "#EXTM3U\n#EXTINF:1,\nhttp://169.254.169.254/a.ts\n",
    "a session": "v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n", "a page": "<html>" + " " * 3000,
    "a list of files": "ffconcat version 1.0\nfile 'http://169.254.169.254/a.mp4'\n", "nothing": "\x00" * 5000,
}  # fmt: skip
HITCHES: tuple[tuple[str, Any], ...] = (
    ("html", None), ("packed", None), ("redirect", "http://clips.example/x"), ("redirect", "file:///etc/passwd"),
    ("cut_file", 300), ("status", 503),
)  # fmt: skip
ELSEWHERE = re.compile(r"connect\(.*sin6?_addr=.*\"(?!127\.|::1)[0-9a-f.:]+\"")


def judged(scene: Scene, wrong: list[str], what: str, *, done: bool = True) -> None:
    """Plain resumes, and what the oracle has to say of it."""
    tally = Tally()
    resume(scene, tally)
    verdict = oracle.judge(scene.home, scene.books, CANARY, tuple(scene.folder.glob("said-*")))
    found = [said for kind, said in (*tally.wrong, *verdict.wrong) if kind != "left"]
    if done and not found and verdict.states not in (["done"], []):
        found = [f"it is {verdict.states}"]
    wrong += [f"{scene.manner.name}, {what}: {said}" for said in found]


def quits(stage: Stage, chance: random.Random, times: int) -> list[Figure]:
    """Ctrl+C at any moment: soon over, nothing is lost by it, and what is soon removed there is spoken of."""
    wrong, silent, spoken = list[str](), list[str](), 0
    slowest = busiest = 0.0
    for manner in PAID:
        for number in range(times):
            after = chance.uniform(0.02, 0.5)
            with stage.run(manner, Trouble(switches={"looks": 30})) as scene:
                # at any moment, and, where something has to be said, also when a take is sure to be under way
                charged = str(scene.books / "ledger.jsonl") if manner.provider in BRIEF and number % 2 == 0 else ""
                ended = scene.render(acts=[(after, "SIGINT")], since=charged)
                slowest, busiest = max(slowest, ended["seconds"] - ended["acted"]), max(busiest, ended["busy"])
                if ended["code"] not in (*FINE, QUIT):
                    wrong.append(f"{manner.name}, Ctrl+C after {after:.2f} s: it ended with {ended['code']}")
                if (told := _is_spoken_of(scene, ended["code"])) is not None:
                    spoken += told
                    silent += [] if told else [f"{manner.name}, Ctrl+C after {after:.2f} s: {scene.said()[-300:]}"]
                judged(scene, wrong, f"Ctrl+C after {after:.2f} s", done=False)
    wrong += [f"one took {slowest:.1f} s"] if slowest > QUIT_SECONDS else []
    value = f"{len(wrong)} of {times * len(PAID)} quits, the slowest {slowest:.2f} s, processor {busiest:.2f} s"
    warned = f"{spoken} of {spoken + len(silent)} quits with a clip that is soon removed say so"
    warning = Figure("P9", warned, spoken > 0 and not silent, tuple(silent))
    return [Figure("P22", value, not wrong, tuple(wrong)), warning]


def _is_spoken_of(scene: Scene, code: int) -> bool | None:
    """Whether a quit named each clip that its provider soon removes; None where there was none to name. A quit before
    the verb has begun, which Python itself ends, has nothing to say."""
    database = scene.home / "library.db"
    if scene.manner.provider not in BRIEF or code != QUIT or not database.exists():
        return None
    try:
        rows = oracle.jobs(database)
    except sqlite3.OperationalError:
        # it was only being made
        return None
    left = [row.id for row in rows if row.state in ("sending", "waiting", "fetching", "unsure")]
    return all(f"{job}: its clip may be removed" in scene.said() for job in left) if left else None


def cancels(stage: Stage, times: int) -> Figure:
    """A job that is said to be cancelled and was charged all the same says so."""
    wrong: list[str] = []
    tried = 0
    for manner in PAID:
        for looks in range(times):
            with stage.run(manner, Trouble(switches={"looks": looks * 3})) as scene:
                scene.start("submit", str(scene.draft), "--model", manner.model, "--yes", "--json")
                rows = oracle.jobs(scene.home / "library.db")
                tried += len(rows)
                for row in rows:
                    scene.start("cancel", row.id, "--json")
                judged(scene, wrong, "cancelled", done=False)
                scene.start("jobs", "--json")
                (last,) = scene.folder.glob(f"said-{scene.starts}.out")
                told = [job for job in json.loads(last.read_text())["jobs"] if job["state"] == "cancelled"]
                silent = [job for job in told if not job.get("message") and not job.get("usd_actual")]
                if silent and not _stopped(scene):
                    wrong.append(f"{manner.name}: cancelled, and it runs and is charged there")
    return counted("P21", wrong, f"{tried} cancelled jobs")


def _stopped(scene: Scene) -> bool:
    """Whether the provider itself has stopped the job, so that it asks nothing for it."""
    kept = [json.loads(file.read_text()) for file in (scene.books / "jobs").glob("*.json")]
    return all(job.get("cancelled") or job.get("canceled") or job.get("deleted") for job in kept)


def links(stage: Stage, times: int) -> Figure:
    """A link that has ended while the provider still has the clip."""
    wrong: list[str] = []
    tried = 0
    for manner in PAID:
        for number in range(1, times + 1):
            tried += 1
            with stage.run(manner, Trouble((("gone", FILES[manner.provider], number, "GET", None),))) as scene:
                scene.render()
                judged(scene, wrong, f"{number} dead links")
    return counted("P10", wrong, f"{tried} clips with dead links")


def hostile(stage: Stage, most: int) -> Figure:
    """What is no clip, or leads elsewhere: never in the library, never followed, and the clip comes all the same."""
    wrong: list[str] = []
    tried = 0
    log = stage.folder / "connect.log"
    troubles = [(name, Trouble(switches={"instead": data})) for name, data in HOSTILE.items()]
    for manner in PAID:
        path = FILES[manner.provider]
        hitches = [(str(each), Trouble(((each[0], path, 1, "GET", each[1]),))) for each in HITCHES]
        for name, trouble in [*troubles, *hitches][:most]:
            tried += 1
            with stage.run(manner, trouble) as scene:
                scene.render(["-o", str(log), "-e", "trace=connect"] if has_strace() else None)
                wrong += [f"{manner.name}, {name}: {said}" for _, said in oracle.half_clips(scene.home)]
                judged(scene, wrong, name)
            if has_strace() and (found := ELSEWHERE.search(log.read_text(errors="replace"))):
                wrong.append(f"{manner.name}, {name}: {found[0]}")
    return counted("P19", wrong, f"{tried} hostile downloads")


def clocks(stage: Stage, most: int) -> Figure:
    """A clock that is a day wrong, or is put right between a crash and the next start."""
    wrong: list[str] = []
    tried = 0
    pairs = [(0, -DAY), (DAY, 0), (-DAY, 0), (600, -600), (-600, 600), (0, DAY)][:most]
    for manner in PAID:
        for (before, after), trouble in [(pair, trouble) for pair in pairs for trouble in (FAIR, LOST_REPLY)]:
            tried += 1
            with stage.run(manner, trouble) as scene:
                scene.render(env={"RIG_SKEW": str(before)})
                scene.start("resume", "--json", env={"RIG_SKEW": str(after)})
                fair = trouble is FAIR
                judged(scene, wrong, f"the clock {before} s and then {after} s wrong", done=fair or manner.grade == "A")
    return counted("P11", wrong, f"{tried} runs with a wrong clock")


def sleeps(stage: Stage, names: tuple[str, ...]) -> Figure:
    """The machine sleeps while a take is waited for, and no connection outlives that: how soon the next look comes."""
    wrong: list[str] = []
    slowest = 0.0
    for name in names:
        with stage.run(MANNERS[name], Trouble(switches={"looks": 10_000})) as scene:
            world = stage.world(scene.manner)
            done = threading.Timer(WAKES - 1.0, partial(world.ask, {"set": {"looks": 0}, "hang_up": 1}))
            done.start()
            acts = [(SLEEPS, "SIGSTOP"), (WAKES, "SIGCONT")]
            ended = scene.render(acts=acts, env={"RIG_POLL": "300"})
            done.join()
            slowest = max(slowest, ended["seconds"] - WAKES)
            wrong += [] if ended["code"] == 0 else [f"{name} ended with {ended['code']}"]
            judged(scene, wrong, "slept")
    wrong += [f"it took {slowest:.1f} s"] if slowest > LIVE_SECONDS else []
    value = f"done {slowest:.1f} s after waking at the latest, of {len(names)} sleeps of {WAKES - SLEEPS:.0f} s"
    return Figure("P12", value, not wrong, tuple(wrong))


def figures(stage: Stage, extent: Extent) -> Iterator[Figure]:
    """Every scene."""
    yield from quits(stage, random.Random(extent.seed), extent.size(12, 1))
    yield cancels(stage, extent.size(4, 1))
    yield links(stage, extent.size(2, 1))
    yield hostile(stage, extent.size(99, 2))
    yield clocks(stage, extent.size(6, 1))
    if not extent.sample:
        yield sleeps(stage, ("kling", "openai", "replicate"))


def measure(extent: Extent) -> list[Figure]:
    """Their figures."""
    stage = Stage(extent.folder / "scenes", extent.root)
    try:
        return list(figures(stage, extent))
    finally:
        stage.close()
