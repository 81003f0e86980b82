"""Runs the real program as a child, the way a script does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def environment(home: Path, **more: str) -> dict[str, str]:
    """The variables of a child over a home: this checkout's code, and never a display."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return {**kept, "SHOTWRIGHT_HOME": str(home), "PYTHONPATH": str(ROOT), **more}


def run(
    home: Path, *arguments: str, cwd: Path | None = None, timeout: float = 120, more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """One verb of the command line over a home; never a display. `more` are variables of its own."""
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd or home.parent,
        env=environment(home, **(more or {})),
        timeout=timeout,
        check=False,
    )


def answer(home: Path, *arguments: str, code: int = 0, cwd: Path | None = None) -> Any:
    """The JSON document a verb prints; the exit code must be as expected and stderr free of tracebacks."""
    done = run(home, *arguments, "--json", cwd=cwd)
    assert done.returncode == code, (done.returncode, done.stdout[-2000:], done.stderr[-4000:])
    assert "Traceback" not in done.stderr, done.stderr
    return json.loads(done.stdout)
