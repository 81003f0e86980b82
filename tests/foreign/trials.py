"""What is tried at every foreign server, by the real command line over an empty home; each promise is met or is not."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import time
import traceback
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from app.domain.job import EXIT_CODES
from tests.e2e.shell import environment
from tests.fakes.film import make_film
from tests.foreign.relay import relaying
from tests.foreign.served import Jobs, Served
from tests.foreign.servers.engine import digest_file

KEY = "sk-made-up-key-of-the-foreign-rig-0123456789"
SAID = "out of memory on device 3"
SECONDS, SEED, SIZE, COLOUR = 8, 4711, (1280, 704), (40, 96, 160)


class Result(NamedTuple):
    """One promise at one server."""

    server: str
    version: str
    tried: str
    missed: str
    seconds: float


class Target(NamedTuple):
    """A server and what is known of it beforehand."""

    server: str
    version: str
    front: Served
    jobs: Jobs
    kind: str
    served: str
    model: str
    stops: bool
    """Whether a cancelled job is stopped there."""
    locked: bool = True
    """Whether it asks for a key."""
    forgets: bool = True
    """Whether it can be started again with nothing in memory, and then says so of a job."""
    lists: bool = False
    """Whether its list of jobs tells which is ours, where an answer got lost."""
    refuses: tuple[str, str] = ("", "")
    """A model it does not serve, and a word of what it says of that; none where it makes its own instead."""
    arrives: tuple[tuple[str, Any], ...] = ()
    """What has to come to the engine beside the words, where the row gives no size in pixels."""


class Trial:
    """The promises, tried one after the other over one home."""

    def __init__(self, target: Target, folder: Path) -> None:
        self.target = target
        self.home = folder / "home"
        self.home.mkdir(parents=True)
        self.draft = folder / "asked.draft.json"
        self.picture = folder / "start.png"
        self.picture.write_bytes(picture(*SIZE))
        self.clip = make_film(folder / "orbit.mp4", seconds=3.0, size=SIZE)
        self.results: list[Result] = []
        self.count = 0

    def run(self, *typed: str, prelude: str = "") -> tuple[int, Any, str]:
        """Exit code, the JSON document and stderr of a verb."""
        more = {"FOREIGN_KEY": KEY, "WRONG_KEY": KEY[::-1]}
        program = f"{prelude}\nimport runpy\nrunpy.run_module('app.cli', run_name='__main__', alter_sys=True)"
        command = [sys.executable, *(("-c", program) if prelude else ("-m", "app.cli"))]
        done = subprocess.run(
            [*command, *typed, "--json"], env=environment(self.home, **more), cwd=self.home.parent,
            capture_output=True, text=True, encoding="utf-8", timeout=600, check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr, done.stderr.strip().splitlines()[-1]
        assert KEY not in done.stdout + done.stderr, "the key is told"
        return done.returncode, json.loads(done.stdout), done.stderr

    def prove(self, what: str, promise: Callable[[], None]) -> None:
        """Note whether a promise holds; what goes wrong in any way is a promise not held."""
        began, missed = time.monotonic(), ""
        self.target.jobs.end_by("")
        try:
            promise()
        except Exception as wrong:  # what breaks down has not been shown
            place = traceback.extract_tb(wrong.__traceback__)[-1]
            missed = f"{str(wrong) or type(wrong).__name__} ({place.name}:{place.lineno})"[:1500]
        taken = time.monotonic() - began
        self.results.append(Result(self.target.server, self.target.version, what, missed, taken))
        sys.stderr.write(f"  {what}: {'MISSED ' + missed if missed else 'met'} ({taken:.0f} s)\n")

    # -------------------------------------------------------------------------------------------------- the promises

    def connects(self) -> None:
        """The kind is told by its list of models, and the models are."""
        given = ("--key-env", "FOREIGN_KEY") if self.target.locked else ()
        code, _, error = self.run("connect", "openai-videos", "--name", "box", "--url", self.target.front.base, *given)
        same(code, 0, error)
        code, checked, error = self.run("connect", "--check", "box")
        same(code, 0, error)
        assert self.target.served in checked["message"], checked
        _, listed, _ = self.run("connections")
        (found,) = [each for each in listed["connections"] if each["id"] == "box"]
        same(found["kind"], self.target.kind, "kind")

    def wrong_key(self) -> None:
        """A key that is not known there is said to be so."""
        base = self.target.front.base
        self.run("connect", "openai-videos", "--name", "locked", "--url", base, "--key-env", "WRONG_KEY")
        code, told, _ = self.run("connect", "--check", "locked")
        self.run("connect", "--remove", "locked")
        same((code, told["error"]["id"]), (3, "key_refused"), told)

    def renders(self) -> None:
        """Exit 0, one job there, and the clip is what was served."""
        out = self.home.parent / "out.mp4"
        code, job, error = self.render("-o", str(out))
        same((code, job.get("state")), (0, "done"), (job, error))
        film = self.target.jobs.film(self.new()["number"])
        same(out.read_bytes() == film, True, "the clip that was put out")
        same(Path(job["clip"]).read_bytes() == film, True, "the clip in the library")

    def unchecked(self) -> None:
        """`connect && render` makes one take where nobody has looked what sort of server it is."""
        given = ("--key-env", "FOREIGN_KEY") if self.target.locked else ()
        self.run("connect", "openai-videos", "--name", "fresh", "--url", self.target.front.base, *given)
        code, job, error = self.render()
        self.run("connect", "--remove", "fresh")
        same((code, job.get("state")), (0, "done"), (job, error))
        self.new()

    def asks(self) -> None:
        """What was asked for came to the engine: words, size, length, seed."""
        asked = self.target.jobs.asked()[-1]
        _, compiled, _ = self.run("compile", str(self.draft), "--model", self.target.model)
        same(asked["prompt"], compiled["text"], "the words")
        same(asked["seed"], SEED, "the seed")
        for name, value in self.target.arrives:
            same(asked.get(name, (asked.get("extra_args") or {}).get(name)), value, name)
        if not self.target.arrives:
            size = compiled["parameters"]["size"]
            same(f"{asked['width']}x{asked['height']}", size, "the size")
            # a pipeline rounds to frames it can make
            same(abs(asked["num_frames"] - 24 * SECONDS) <= 4, True, asked["num_frames"])

    def fails(self) -> None:
        """A job that fails there ends with 3 and the server's reason, and is not sent again."""
        self.target.jobs.end_by(SAID)
        code, job, error = self.render()
        same((code, job.get("state")), (EXIT_CODES["failed"], "failed"), (job, error))
        assert SAID in job["message"], job
        self.new()

    def refused(self) -> None:
        """A model that is not served there, and what the server says of that."""
        model, word = self.target.refuses
        self.plain()
        code, job, _ = self.render(model=f"openai-videos/{model}")
        same((code, job.get("state")), (3, "failed"), job)
        assert word in job["message"], job
        same(len(self.target.jobs.asked()), self.count, "jobs there")

    def takes(self) -> None:
        """Three takes are three jobs and three clips."""
        code, told, error = self.render("--takes", "3")
        same((code, [job.get("state") for job in told["jobs"]]), (0, ["done"] * 3), (told, error))
        made = self.target.jobs.asked()[self.count :]
        films = {self.target.jobs.film(each["number"]) for each in made}
        same(({Path(job["clip"]).read_bytes() for job in told["jobs"]} == films, len(films)), (True, 3), "the clips")

    def picture_goes(self) -> None:
        """A start picture comes to the engine."""
        self.goes(["ends.start_image"], "pictures")

    def frames_go(self) -> None:
        """A first and a last frame do."""
        self.goes(["ends.start_image", "ends.end_image"], "pictures")

    def clip_goes(self) -> None:
        """A clip as a reference does."""
        self.goes(["clips"], "clips")

    def goes(self, paths: list[str], what: str) -> None:
        """Pictures or a clip at these paths of the draft come along."""
        given = self.clip if what == "clips" else self.picture
        sets = [word for path in paths for word in ("--set", f"{path}=@{given}")]
        code, told, _ = self.run("new", "small-rescue", "-o", str(self.draft), *sets)
        same(code, 0, told)
        code, job, error = self.render()
        same((code, job.get("state")), (0, "done"), (job, error))
        seen = self.new()[what]
        same(len(seen), len(paths), what)
        # what the program keeps of a picture is without what cameras write into them
        kept = {digest_file(path) for path in self.home.rglob("*") if path.suffix in (".png", ".mp4")}
        for each in seen:
            if isinstance(each, str):
                same(each in kept, True, "the content")
            else:
                same((each["size"], each["colour"]), ([*SIZE], [*COLOUR]), "the picture as it was opened there")

    def cancels(self) -> None:
        """Cancel stops the job where the server can, and elsewhere says that it runs on."""
        self.target.jobs.end_by("hang")
        job = self.submit()
        code, ended, _ = self.run("cancel", job["id"])
        same((code, ended["state"]), (0, "cancelled"), ended)
        stopped = len(self.target.jobs.stopped()) > 0
        same(stopped, self.target.stops, "the engine was told to stop")
        same(bool(ended.get("message")), not self.target.stops, ended)

    def settles(self) -> None:
        """An answer that got lost: the job is found in the server's list, or is unsure; never is it sent again."""
        # words of its own: by them and its time it is found
        self.run("new", "small-rescue", "-o", str(self.draft), "--set", "place.setting=A room that is asked for once.")
        with relaying(self.target.front.port) as relay:
            given = ("--key-env", "FOREIGN_KEY") if self.target.locked else ()
            self.run("connect", "openai-videos", "--name", "relayed", "--url", relay.base, *given)
            self.run("connect", "--check", "relayed")
            relay.losing = 1
            code, job, error = self.render("--connection", "relayed")
            if self.target.lists:
                ended, told, _ = self.run("resume")
            else:
                ended, told, _ = self.run("settle", job["id"], "--absent")
        self.run("connect", "--remove", "relayed")
        self.plain()
        same((code, job.get("state")), (EXIT_CODES["unsure"], "unsure"), (job, error))
        self.new()
        if self.target.lists:
            same((ended, [each["state"] for each in told["jobs"]]), (0, ["done"]), told)
        else:
            same((ended, told.get("state")), (0, "failed"), told)

    def loses(self) -> None:
        """A job that a restarted server has forgotten is lost: 3, and nothing is sent again."""
        self.target.jobs.end_by("hang")
        self.submit()
        self.target.front.restart()
        # ten minutes of "not found" make a job lost; here three seconds do
        code, told, error = self.run("resume", prelude="import app.jobs.runner as r; r.GONE_SECONDS = 3.0")
        same((code, [job.get("state") for job in told["jobs"]]), (EXIT_CODES["lost"], ["lost"]), (told, error))
        same(len(self.target.jobs.asked()), self.count + 1, "jobs there")

    def keeps_the_key(self) -> None:
        """No file under the home holds the key."""
        files = [path for path in self.home.rglob("*") if path.is_file()]
        same([path.name for path in files if KEY.encode() in path.read_bytes()], [], "files with the key")
        assert len(files) > 3

    # --------------------------------------------------------------------------------------------------------- how

    def render(self, *more: str, model: str = "") -> tuple[int, Any, str]:
        """`shotwright render` of the draft; how many jobs the engine had before is noted."""
        self.count = len(self.target.jobs.asked())
        return self.run("render", str(self.draft), "--model", model or self.target.model, "--yes", *more)

    def submit(self) -> Any:
        """A job that is there and does not end."""
        self.count = len(self.target.jobs.asked())
        code, job, error = self.run("submit", str(self.draft), "--model", self.target.model, "--yes")
        same((code, job.get("state")), (0, "waiting"), (job, error))
        return job

    def new(self) -> Any:
        """The one job that came to the engine since."""
        (job,) = self.target.jobs.asked()[self.count :]
        return job

    def plain(self) -> None:
        """The draft that most of it is tried with."""
        sets = [f"frame.seed={SEED}", "frame.aspect=16:9", "frame.resolution=720p"]
        self.run("new", "small-rescue", "-o", str(self.draft), *(word for each in sets for word in ("--set", each)))


def picture(width: int, height: int) -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes(COLOUR) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def same(found: Any, wanted: Any, what: Any) -> None:
    """That something is as it is to be; else both are told."""
    assert found == wanted, f"{what}: {found!r}, not {wanted!r}"


def try_all(target: Target, folder: Path) -> list[Result]:
    """Every promise at one server."""
    trial = _begun(target, folder)
    if target.locked:
        trial.prove("wrong key", trial.wrong_key)
    trial.prove("render: one job, same clip", trial.renders)
    trial.prove("words, size, length, seed arrive", trial.asks)
    trial.prove("three takes", trial.takes)
    trial.prove("failed job: 3, its reason", trial.fails)
    trial.prove("cancel", trial.cancels)
    trial.prove("lost answer: found or unsure", trial.settles)
    if target.forgets:
        trial.prove("restart: 404, lost (10 min cut to 3 s)", trial.loses)
    trial.prove("start picture", trial.picture_goes)
    if target.refuses[0]:
        trial.prove("unknown model: 3, its words", trial.refused)
    if target.locked:
        trial.prove("key in no file", trial.keeps_the_key)
    return trial.results


def try_h3(target: Target, folder: Path, *, clips: bool = True) -> list[Result]:
    """What is other about MiniMax H3, which no server makes from the plain form."""
    trial = _begun(target, folder)
    trial.prove("render: one job, same clip", trial.renders)
    trial.prove("words, shape, length, seed arrive", trial.asks)
    trial.prove("start picture", trial.picture_goes)
    if clips:
        trial.prove("first and last frame", trial.frames_go)
        trial.prove("clip as a reference", trial.clip_goes)
    if target.refuses[0]:
        trial.prove("another model: 3, its words", trial.refused)
    return trial.results


def _begun(target: Target, folder: Path) -> Trial:
    trial = Trial(target, folder)
    sys.stderr.write(f"{target.server} {target.version}\n")
    trial.plain()
    trial.prove("connect && render, no check", trial.unchecked)
    trial.prove("connect, check, models, kind", trial.connects)
    return trial
