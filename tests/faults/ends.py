"""Both ends of a run as this process holds them: the program that is forked for each start, and the provider's server.

A `Scene` is one provider in one manner, with a home that is made anew for every run.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CANARY = "canary-7f3a91c5e2d84b60"
"""The key of every connection. It may be in this process, the program's memory and the server's, and nowhere else."""
KEY_VARIABLE = "RIG_KEY"
TOKEN = "marker{:06d}"
"""Stands in the prompt of one intent alone."""


@dataclass(frozen=True)
class Manner:
    """A provider, and how its server behaves."""

    name: str
    provider: str
    model: str
    grade: str
    """What of §3.4 can be known there: A, C or D; `local` is free."""
    switches: dict[str, Any] = field(default_factory=dict)
    base: str = ""
    kind: str = ""
    word: str = "Bearer "


WAN = "openai-videos/Wan-AI/Wan2.2-TI2V-5B-Diffusers"
MANNERS = {
    each.name: each
    for each in (
        Manner("openai", "openai-videos", WAN, "C", base="/v1", kind="generic"),
        Manner("openai-blind", "openai-videos", WAN, "D", {"kind": "new-api"}, base="/v1", kind="new-api"),
        Manner("kling", "kling", "kling/kling-3.0", "A", word=""),
        Manner("fal", "fal", "fal/kling-v3-standard", "C", word="Key "),
        Manner("fal-blind", "fal", "fal/kling-v3-standard", "D", {"remembers": False}, word="Key "),
        Manner("replicate", "replicate", "replicate/kling-v3-video", "C", base="/v1"),
        Manner("replicate-blind", "replicate", "replicate/kling-v3-video", "D", {"lists": False}, base="/v1"),
        Manner("animatic", "animatic", "animatic/board", "local"),
    )
}


@dataclass(frozen=True)
class Trouble:
    """What of its own goes wrong with the provider in a run."""

    upset: tuple[tuple[Any, ...], ...] = ()
    """Hitch, path, times, method and value of requests that go wrong."""
    switches: dict[str, Any] = field(default_factory=dict)


FAIR = Trouble()
LOST_REPLY = Trouble((("drop_after", "/", 1, "POST", None),))
HALF_CLIP = Trouble(switches={"halves": 1})


def environment(root: Path, **more: str) -> dict[str, str]:
    """The variables of a child that runs a tree's program, in English."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(root), "SHOTWRIGHT_LANGUAGE": "en", **more}


class Pipe:
    """A process that takes a JSON line and answers with one."""

    def __init__(self, *arguments: str, root: Path = ROOT, **variables: str) -> None:
        env = environment(root, **variables)
        command = [sys.executable, "-m", *arguments]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=root, env=env)
        self.said = self._line()

    def ask(self, order: dict[str, Any]) -> dict[str, Any]:
        """Give an order and wait for the answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._line())
        return answer

    def close(self) -> None:
        """Let it end."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(10)
        self._process.kill()
        self._process.wait()

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._process.args!r} ended with {self._process.wait()}")
        return line.strip()


class Stage:
    """The program and the servers it speaks to, over one scratch folder."""

    def __init__(self, folder: Path, root: Path = ROOT) -> None:
        self.folder, self._root = folder, root
        self.program = Pipe("tests.faults.program", str(folder / "warm"), root=root, **{KEY_VARIABLE: CANARY})
        self._worlds: dict[str, Pipe] = {}
        self._learnt: set[str] = set()
        self._count = 0

    def world(self, manner: Manner) -> Pipe:
        """The server of a provider, started when it is first wanted."""
        if manner.provider not in self._worlds:
            place = str(self.folder / f"idle-{manner.provider}")
            self._worlds[manner.provider] = Pipe(
                "tests.faults.world", manner.provider, place, root=self._root, FAKE_KEY=manner.word + CANARY
            )
        return self._worlds[manner.provider]

    @contextlib.contextmanager
    def run(self, manner: Manner, trouble: Trouble = FAIR) -> Iterator[Scene]:
        """A home with a connection and a draft of its own; gone afterwards."""
        self._count += 1
        folder = self.folder / f"run-{self._count}"
        folder.mkdir(parents=True)
        scene = Scene(self, manner, folder, TOKEN.format(self._count))
        try:
            if manner.name not in self._learnt:
                self._learnt.add(manner.name)
                scene.begin(FAIR)
                scene.start("render", str(scene.draft), "--model", manner.model, "--yes", learn=True)
                scene.start("resume", learn=True)
                shutil.rmtree(folder)
                folder.mkdir()
            scene.begin(trouble)
            yield scene
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """End every process."""
        for each in (self.program, *self._worlds.values()):
            each.close()


class Scene:
    """One run: a home, the server's own folder, a draft, and what the program has said."""

    def __init__(self, stage: Stage, manner: Manner, folder: Path, token: str) -> None:
        self.stage, self.manner, self.folder, self.token = stage, manner, folder, token
        self.home, self.books, self.draft = folder / "home", folder / "books", folder / "one.draft.json"
        self.starts = 0

    def begin(self, trouble: Trouble) -> None:
        """Put everything in its place."""
        self.home.mkdir()
        self.draft.write_text(json.dumps(a_draft(self.token, 1.0 if self.manner.grade == "local" else 5.0)))
        manner = self.manner
        if manner.grade == "local":
            self.books.mkdir()
            return
        world = self.stage.world(manner)
        switches = {"looks": 1, **manner.switches, **trouble.switches}
        world.ask({"reset": str(self.books), "set": switches, "upset": trouble.upset})
        own = {"id": "own", "provider": manner.provider, "address": world.said + manner.base, "kind": manner.kind}
        own["key_ref"] = f"env:{KEY_VARIABLE}"
        (self.home / "connections.json").write_text(json.dumps({"connections": [own]}))

    def start(self, *verb: str, learn: bool = False, **more: Any) -> dict[str, Any]:
        """One start of the program, to its end. What it says is kept beside the home. `more` is of `program.start`:
        trace, acts, env."""
        self.starts += 1
        order = {"verb": (*verb, "--home", str(self.home)), "out": str(self.folder / f"said-{self.starts}"), **more}
        if learn:
            order["learn"] = str(self.folder / "learn")
        return self.stage.program.ask(order)

    def render(self, trace: list[str] | None = None, takes: int = 1, **more: Any) -> dict[str, Any]:
        """Submit, wait, fetch and import in one process; several takes ask for the very same."""
        verb = ("render", str(self.draft), "--model", self.manner.model, "--yes", "--json", "--takes", str(takes))
        return self.start(*verb, trace=trace, **more)

    def said(self) -> str:
        """Everything the program has printed, the last start last."""
        files = sorted(self.folder.glob("said-*"), key=lambda file: file.stat().st_mtime_ns)
        return "\n".join(file.read_text(errors="replace") for file in files)


def a_draft(token: str, seconds: float = 5.0) -> dict[str, Any]:
    """A short draft whose prompt holds the token, and so do the words of every way to send it."""
    beats = [{"id": "b1", "seconds": seconds, "action": f"The dog runs along {token}."}]
    return {
        "schema": "draft/1", "id": f"d{token}", "title": "Killed", "form": "sora-story-beats", "aim": "kling/kling-3.0",
        "frame": {"aspect": "16:9"}, "shots": [{"id": "s1", "seconds": seconds, "beats": beats}],
    }  # fmt: skip
