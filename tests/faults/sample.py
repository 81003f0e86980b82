"""Runs a short sample of the rig as a process of its own, for tests that ask whether each promise held in it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.faults.ends import ROOT, environment

SECONDS = 110


def sampled(file: Path, *parts: str) -> dict[str, Any]:
    """What a sample of these parts says of each promise it measures; it fails where one did not hold."""
    command = [sys.executable, "-m", "tests.faults.rig", "--sample", "--only", ",".join(parts), "--json", str(file)]
    env = environment(ROOT, QT_QPA_PLATFORM="offscreen")
    run = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-3000:]
    rows = json.loads(file.read_text())["promises"]
    return {row["promise"]: row["figure"] for row in rows if row["met"]}
