"""A full disk: said in words, nothing half-written, and with room again everything goes on."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.conftest import OWN_DISK

ROOT = Path(__file__).resolve().parents[2]
SIZE = "6m"


@pytest.mark.slow
def test_a_full_disk(tmp_path: Path) -> None:
    program = shlex.join([sys.executable, "-m", "tests.faults.disk", str(tmp_path)])
    run = subprocess.run(
        [*OWN_DISK, f"mount -t tmpfs -o size={SIZE} tmpfs {shlex.quote(str(tmp_path))} && exec {program}"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-4000:]
    found = json.loads(run.stdout.splitlines()[-1])
    assert [found[act] for act in ("draft", "submit", "attach")] == ["disk_full"] * 3
    assert found["left"] == []
    assert found["draft_kept"]
    assert found["clips"] == 0
    assert found["attach_again"] == ""
    assert found["paid"] == ["fetching", "done"]
    assert found["charges"] == 1
    fault, state, message = found["drawn_full"]
    assert (state, message) == ("failed", "error.disk_full") or (fault, state) == ("disk_full", "done")
    assert found["drawn"] == "done"
    assert found["drawn_left"] == []
    assert found["drawn_clips"] == 1 + (state == "done")
