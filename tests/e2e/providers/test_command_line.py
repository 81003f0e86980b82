"""`shotwright connect … && shotwright render … --json` as a person types it, at each server there is a fake of.

The real program as a child each time. The suite takes three; `SHOTWRIGHT_TARGETS=all` takes every provider and every
kind of server, each of those with a job that fails as well.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.e2e.providers.targets import CANARY, TARGETS
from tests.e2e.shell import run
from tests.fakes.openai_server import SERVED, TOLD, OpenAIServer
from tests.fakes.server import Loopback

ALL = os.environ.get("SHOTWRIGHT_TARGETS") == "all"
KINDS = ("generic", *TOLD)
SAID = "out of memory on device 3"


class Case(NamedTuple):
    """One server, and how its jobs end."""

    provider: str
    model: str
    open: Callable[[Path], Loopback]
    base: str
    fails: bool


def openai(kind: str, *, fails: bool) -> Case:
    def make(folder: Path) -> Loopback:
        server = OpenAIServer(folder, kind, f"Bearer {CANARY}")
        if fails:
            error: Any = SAID if kind == "tensorrt-llm" else {"code": "500", "message": SAID}
            server.ends = {"status": "error" if kind == "tensorrt-llm" else "failed", "error": error}
        return server

    return Case("openai-videos", f"openai-videos/{SERVED}", make, "/v1", fails)


def hosted(provider: str) -> Case:
    target = TARGETS[provider]
    return Case(provider, target.model, lambda folder: target.open(folder, CANARY), target.base, fails=False)


CASES = {name: hosted(name) for name in ("kling", "fal", "replicate")}
CASES |= {f"{kind}{'-fails' * fails}": openai(kind, fails=fails) for kind in KINDS for fails in (False, True)}
TAKEN = CASES if ALL else {name: CASES[name] for name in ("kling", "fal", "litellm-fails")}


@pytest.fixture(params=list(TAKEN.values()), ids=list(TAKEN))
def case(request: pytest.FixtureRequest) -> Case:
    """Each of them."""
    taken: Case = request.param
    return taken


@pytest.fixture
def server(case: Case, tmp_path: Path) -> Iterator[Loopback]:
    """The server, done at the first look; a test fails where it was spoken to as its protocol does not allow."""
    opened = case.open(tmp_path / "server")
    opened.looks = 0  # type: ignore[attr-defined]
    yield opened
    opened.close()
    assert opened.strange == []


def test_connect_and_render(case: Case, server: Loopback, home: Path) -> None:
    variables = {"MADE_UP_KEY": CANARY}
    typed = ["connect", case.provider, "--name", "it", "--url", server.address + case.base, "--key-env", "MADE_UP_KEY"]
    connected = run(home, *typed, "--json", more=variables)
    checked = run(home, "connect", "--check", "it", "--json", more=variables) if ALL else connected
    rendered = run(
        home, "render", "small-rescue", "--model", case.model, "--yes", "-o", str(home / "out.mp4"), "--json",
        more=variables,
    )  # fmt: skip
    assert (connected.returncode, checked.returncode) == (0, 0), connected.stderr + checked.stderr
    job = json.loads(rendered.stdout)
    (charge,) = server.charges()
    assert charge["remote"] in job["remote_id"]
    if case.fails:
        assert (rendered.returncode, job["state"]) == (3, "failed")
        assert SAID in job["message"]
    else:
        assert (rendered.returncode, job["state"]) == (0, "done"), rendered.stdout + rendered.stderr
        assert (home / "out.mp4").read_bytes() == server.film(charge["remote"])
        assert Path(job["clip"]).read_bytes() == server.film(charge["remote"])
    _holds_no_key(home, connected, checked, rendered)


def _holds_no_key(home: Path, *runs: Any) -> None:
    said = "".join(each.stdout + each.stderr for each in runs)
    assert CANARY not in said
    files = [path for path in home.rglob("*") if path.is_file()]
    assert len(files) > 3
    assert [path for path in files if CANARY.encode() in path.read_bytes()] == []
