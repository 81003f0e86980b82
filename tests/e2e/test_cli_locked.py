"""Folders that may not be written: said in words, before anything is made, and nothing is left there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import AS_ANYBODY
from tests.e2e.shell import environment
from tests.patience import PATIENCE


@pytest.mark.parametrize(
    "arguments",
    [
        ["new", "small-rescue", "-o", "locked/a.draft.json"],
        ["render", "small-rescue", "--model", "animatic/board", "-o", "locked/a.mp4"],
        ["presets", "save", "small-rescue", "--name", "x", "--home", "locked/home"],
        ["clips", "--home", "locked/home"],
    ],
    ids=["new", "render", "save", "home"],
)
def test_no_permission_is_said(home: Path, tmp_path: Path, arguments: list[str]) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    done = subprocess.run(
        [*AS_ANYBODY, sys.executable, "-m", "app.cli", *arguments, "--json"],
        cwd=tmp_path,
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    error = json.loads(done.stdout)["error"]
    assert error["id"] == "no_access"
    assert "locked" in error["message"]
    assert list(locked.iterdir()) == []
    assert not (home / "library.db").exists(), "nothing was queued"
