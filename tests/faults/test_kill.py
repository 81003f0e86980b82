"""SIGKILL at ten spread moments of a real animatic, of the program alone or with its worker; then one resume."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import av
import pytest

ROOT = Path(__file__).resolve().parents[2]
MOMENTS = 10
PATIENCE = 60.0


def start(home: Path, verb: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.drive", str(home), verb],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=home.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )


def finish(home: Path, verb: str) -> dict[str, Any]:
    """Run to the end and return what there is then."""
    with start(home, verb) as process:
        said, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


def kill_after(home: Path, seconds: float, *, workers_too: bool) -> None:
    """Start a render and kill it this long after its row was written."""
    with start(home, "render") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "queued\n"
        # the clock starts where the person's click was answered
        threading.Event().wait(seconds)
        os.killpg(process.pid, signal.SIGKILL) if workers_too else process.kill()
        process.communicate()


def whole(path: Path) -> int:
    """The number of pictures that decode."""
    with av.open(str(path)) as file:
        return sum(1 for _ in file.decode(video=0))


@pytest.mark.slow
def test_ten_kills_and_ten_resumes(tmp_path: Path) -> None:
    began = time.monotonic()
    whole_render = finish(tmp_path / "whole", "render")
    seconds = time.monotonic() - began
    assert [state for _, state in whole_render["jobs"]] == ["done"]
    for moment in range(MOMENTS):
        home = tmp_path / f"home-{moment}"
        kill_after(home, seconds * 0.9 * moment / MOMENTS, workers_too=bool(moment % 2))
        found = finish(home, "resume")
        where = f"killed at moment {moment}: {found}"
        assert [state for _, state in found["jobs"]] == ["done"], where
        assert len(found["clips"]) == 1, where
        assert found["escaped"] == [], where
        clip = found["clips"][0]
        assert clip["job"] == found["jobs"][0][0]
        assert [path.relative_to(home).as_posix() for path in (home / "clips").iterdir()] == [clip["path"]], where
        assert [path.relative_to(home).as_posix() for path in (home / "posters").iterdir()] == [clip["poster"]], where
        assert list((home / "incoming").iterdir()) == [], where
        assert not (home / "trash" / "strays").exists(), where
        assert whole(home / clip["path"]) == 36


@pytest.mark.slow
def test_a_worker_killed_under_a_living_program_is_drawn_again(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with start(home, "render") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "queued\n"
        os.kill(int(process.stdout.readline()), signal.SIGKILL)
        said, errors = process.communicate(timeout=PATIENCE)
    found = json.loads(said.splitlines()[-1])
    assert [state for _, state in found["jobs"]] == ["done"], errors
    assert len(found["clips"]) == 1
    assert list((home / "incoming").iterdir()) == []
