"""A crash at every step of a job, for every grade of dedupe: nothing lost, nothing doubled, nothing left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FEWEST_POINTS = 20
"""A job has six commits, three moves of files and the provider's steps, each with a before and an after."""


@pytest.mark.slow
def test_a_crash_at_every_step() -> None:
    # a process of its own: it forks, which one with threads must not
    run = subprocess.run(
        [sys.executable, "-m", "tests.faults.points"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-4000:]
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert [each["dedupe"] for each in found] == ["local", "client_id", "list", "none"]
    for each in found:
        assert each["whole"] == [], each
        assert each["wrong"] == {}, each
        assert each["points"] >= FEWEST_POINTS, each
