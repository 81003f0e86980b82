"""Feeds bad input to everything that reads: each ends soon, in a fault with a sentence, and leaves the home as it was.

Run as a program with a target, a number and a seed it is one child of that: a crash is a signal, not a line in a log.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.faults.ends import environment
from tests.faults.mutants import bad_files, bad_tables, bad_text, spoil_bytes, spoil_json
from tests.faults.promises import Extent, Figure, counted

MOST_SECONDS, MOST_MIB = 2.0, 200.0
TARGETS = {
    "draft": 2500, "preset": 2000, "settings": 1000, "connections": 500, "clip": 1500, "database": 600, "answers": 3000,
    "retry_after": 1500, "addresses": 2000, "template": 1500, "models": 1000,
}  # fmt: skip
SAMPLE = 0.02
Try = Callable[[], object]


@contextmanager
def draft(folder: Path, chance: random.Random) -> Iterator[Try]:
    """Draft files."""
    from app.domain.preset import read_preset
    from app.domain.upgrade import read_draft, write_draft

    good = [write_draft(read_preset(data, "x.json", builtin=True).draft) for data in _presets()]
    source = bad_files(good, chance)
    yield lambda: read_draft(source(), "x.draft.json")


@contextmanager
def preset(folder: Path, chance: random.Random) -> Iterator[Try]:
    """Presets of others, by the door they come in."""
    from app.build import build

    desk = build(folder / "home")
    source, file = bad_files(_presets(), chance), folder / "x.preset.json"

    def one() -> object:
        file.write_bytes(source())
        return desk.read_file(file)

    before = _tree(folder / "home")
    yield one
    assert _tree(folder / "home") == before, "the home has changed"


@contextmanager
def template(folder: Path, chance: random.Random) -> Iterator[Try]:
    """Templates of others, and one's own that somebody has written by hand."""
    from app.catalog.template_file import read_template

    source = bad_tables(_tables("templates"), chance)
    yield lambda: read_template(source(), "x.toml")


@contextmanager
def models(folder: Path, chance: random.Random) -> Iterator[Try]:
    """A person's own rows of models, templates and vocabularies, damaged: whatever is right goes on."""
    from app.catalog import Catalog

    kinds = ("models", "templates", "vocabulary")
    sources = {kind: bad_tables(_tables(kind), chance) for kind in kinds}
    for kind in kinds:
        (folder / kind).mkdir()
    ours = len(Catalog().models())

    def one() -> object:
        kind = chance.choice(kinds)
        for each in kinds:
            (folder / each / "x.toml").unlink(missing_ok=True)
        (folder / kind / "x.toml").write_bytes(sources[kind]())
        catalog = Catalog(folder)
        found = _never(lambda: (catalog.models(), catalog.templates(), catalog.vocabularies(), catalog.problems))
        assert len(found[0]) >= ours, "a row of ours is gone"
        return found

    yield one


@contextmanager
def settings(folder: Path, chance: random.Random) -> Iterator[Try]:
    """The program's own settings, damaged: it has to start all the same."""
    from app.store.paths import find_home
    from app.store.settings import Settings, SettingsFile

    home = find_home(str(folder / "home"))
    source = bad_files([Settings().model_dump_json().encode(), b'{"theme": "dark", "language": "zh"}'], chance)

    def one() -> object:
        home.settings.write_bytes(source())
        return _never(SettingsFile(home).load)

    yield one


@contextmanager
def connections(folder: Path, chance: random.Random) -> Iterator[Try]:
    """The file of connections, damaged."""
    from app.store.connections import Connections
    from app.store.paths import find_home

    home = find_home(str(folder / "home"))
    good = {
        "id": "k",
        "provider": "kling",
        "address": "https://x.test",
        "key_ref": "env:K",
        "others": [{"address": "a"}],
    }
    source = bad_files([json.dumps({"connections": [good]}).encode()], chance)

    def one() -> object:
        (home.root / "connections.json").write_bytes(source())
        return _never(Connections(home).load)

    yield one


@contextmanager
def clip(folder: Path, chance: random.Random) -> Iterator[Try]:
    """Clips, judged as a stranger's file is, but in this process: what kills it is counted as a crash."""
    from app.media import verify
    from tests.fakes.counted import make_counted

    good = [make_counted(folder / f"{sound}.mp4", 0.5, sound=sound).read_bytes() for sound in (False, True)]
    file = folder / "x.mp4"

    def one() -> object:
        file.write_bytes(spoil_bytes(chance.choice(good), chance))
        return verify(file)

    yield one


@contextmanager
def database(folder: Path, chance: random.Random) -> Iterator[Try]:
    """The library itself, damaged: refused or read, and never written before it was found whole."""
    from app.store.clips import Clips
    from app.store.db import Database
    from app.store.jobs import Jobs
    from app.store.paths import find_home
    from tests.fakes.floor import Room
    from tests.fakes.provider import FakeProvider

    room = Room(folder / "good", FakeProvider(folder / "provider"))

    async def fill() -> None:
        for number in range(8):
            room.submit(f"shot {number}")
        await room.dispatch.run_until_idle()
        await room.close()

    asyncio.run(fill())
    good = (folder / "good" / "library.db").read_bytes()
    home = find_home(str(folder / "home"))

    def one() -> object:
        for file in home.root.glob("library.db*"):
            file.unlink()
        home.database.write_bytes(spoil_bytes(good, chance))
        opened = Database(home)
        try:
            return Jobs(opened).list(), Clips(opened, home).search("shot")
        finally:
            opened.close()

    yield one


@contextmanager
def answers(folder: Path, chance: random.Random) -> Iterator[Try]:
    """What a provider says to a submission, a look and a search, of every protocol."""
    from tests.faults.answering import CALLS, GOOD

    loop = asyncio.new_event_loop()

    def one() -> object:
        provider, call = chance.choice(CALLS)
        body = json.dumps(spoil_json(chance.choice(GOOD[provider]), chance)).encode(errors="surrogatepass")
        body = spoil_bytes(body, chance) if chance.random() < 0.3 else body
        status = chance.choice((200, 200, 200, 201, 202, 204, 301, 400, 404, 409, 429, 500, 503))
        return loop.run_until_complete(call(status, body))

    yield one
    loop.close()


@contextmanager
def retry_after(folder: Path, chance: random.Random) -> Iterator[Try]:
    """When a server wants to be asked again, in every way it may say so."""
    from datetime import UTC, datetime

    from app.net.answer import Answer

    good = ["120", "Fri, 27 Nov 2026 04:00:00 GMT", "-5", "Mon, 01 Jan 9999 00:00:00 +2359", "1e9", "٣"]
    source = bad_text(good, chance)

    def one() -> object:
        names = {"retry-after": source(), "date": source(), "retry-after-ms": source()}
        answer = Answer(429, names, b"{}", datetime(2026, 11, 27, tzinfo=UTC))
        _never(lambda: answer.skew)
        wait = _never(lambda: answer.wait)
        assert wait is None or 0 <= wait <= 3600, wait
        return wait

    yield one


@contextmanager
def addresses(folder: Path, chance: random.Random) -> Iterator[Try]:
    """Addresses that a person types, a provider gives, or a redirect names."""
    from app.domain.connection import Connection
    from app.net.addresses import check_address, check_given
    from app.net.client import Client

    async def key(reference: str) -> str:
        return "made-up"

    good = ["https://api.test/v1", "http://127.0.0.1:8000/x", "https://[::1]:443/a?b#c", "https://user:pw@api.test:99/"]
    source, client, loop = bad_text(good, chance), Client(key), asyncio.new_event_loop()
    own = Connection(id="o", provider="kling", address="https://api.test/v1", key_ref="env:K")

    def one() -> object:
        url, way = source(), chance.randrange(3)
        if way == 0:
            return check_address(url)
        if way == 1:
            return check_given(url, own.address)
        header = loop.run_until_complete(client.key_header(own, url, "Bearer"))
        assert not header or _host(url) in ("api.test", ""), f"the key would go to {url[:80]}"
        return header

    yield one
    loop.close()


def run(target: str, count: int, seed: int) -> dict[str, Any]:
    """Try a target so many times. What was wrong, and how long the slowest took."""
    from app.domain.errors import Fault

    wrong: list[str] = []
    slowest = 0.0
    chance = random.Random(f"{seed} {target}")
    with tempfile.TemporaryDirectory() as name, globals()[target](Path(name), chance) as one:
        before = _most_memory()
        for _ in range(count):
            began = time.process_time()
            try:
                one()
            except Fault:
                pass
            except Exception as error:
                wrong.append(f"{target}: {type(error).__name__} {str(error)[:120]!r} ({_where(error)})")
            slowest = max(slowest, time.process_time() - began)
        grown = _most_memory() - before
    return {"tried": count, "wrong": wrong, "slowest": slowest, "grown": grown}


def measure(extent: Extent) -> list[Figure]:
    """The figures of every target, each in a child of its own."""
    wrong: list[str] = []
    tried, slowest, grown = 0, ("", 0.0), ("", 0.0)
    for target, whole in TARGETS.items():
        count = extent.size(whole, max(10, round(whole * SAMPLE)))
        child = subprocess.run(
            [sys.executable, "-m", "tests.faults.fuzz", target, str(count), str(extent.seed)],
            cwd=extent.root,
            env=environment(extent.root),
            capture_output=True,
            text=True,
            check=False,
        )
        if child.returncode:
            wrong.append(f"{target} ended with {child.returncode}: {child.stderr[-400:]}")
            continue
        found = json.loads(child.stdout.splitlines()[-1])
        tried += found["tried"]
        wrong += sorted(set(found["wrong"]))
        slowest, grown = (
            max(slowest, (target, found["slowest"]), key=lambda each: each[1]),
            max(grown, (target, found["grown"]), key=lambda each: each[1]),
        )
    if slowest[1] > MOST_SECONDS:
        wrong.append(f"{slowest[0]} took {slowest[1]:.1f} s")
    if grown[1] > MOST_MIB:
        wrong.append(f"{grown[0]} took {grown[1]:.0f} MiB")
    of = f"{tried:,} bad inputs, slowest {slowest[1]:.2f} s ({slowest[0]}), most memory {grown[1]:.0f} MiB ({grown[0]})"
    return [counted("P16", wrong, of)]


def _host(url: str) -> str:
    """The host that a request would go to, by the library that makes it; "" where it makes none."""
    import httpx

    try:
        return httpx.URL(url).host
    except httpx.InvalidURL:
        return ""


def _presets() -> list[bytes]:
    from app.resources import resources

    return [file.read_bytes() for file in sorted((resources() / "presets").glob("*.json"))]


def _tables(kind: str) -> list[bytes]:
    from app.resources import resources

    return [file.read_bytes() for file in sorted((resources() / kind).glob("*.toml"))]


def _never(act: Callable[[], object]) -> Any:
    """For what may not even raise a fault: it has to carry on."""
    try:
        return act()
    except Exception as error:
        raise AssertionError(f"{type(error).__name__}: {error}"[:200]) from error


def _most_memory() -> float:
    """The most MiB this program had at once; what the system counts for a process begins with its parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _where(error: Exception) -> str:
    """The last line of the program's own that an error came through."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/app/" in frame.filename] or frames
    return f"{Path(own[-1].filename).name}:{own[-1].lineno}"


def _tree(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))) + "\n")
