"""Times child processes and blocks, and keeps each figure as a ratio to a floor measured in the same run."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RESULTS: list[dict[str, object]] = []


def median_seconds(command: Sequence[str], rounds: int = 7, **environment: str) -> float:
    """Median wall seconds of a command over some rounds, after one to warm up."""
    return medians_in_turns([command], rounds, **environment)[0]


def medians_in_turns(commands: Sequence[Sequence[str]], rounds: int = 7, **environment: str) -> list[float]:
    """The median of each command. They take turns, so that what else the machine does slows all of them alike."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", **environment}
    # a program that is started twice has its modules compiled; some test machines forbid that
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    times: list[list[float]] = [[] for _ in commands]
    for _ in range(rounds + 1):
        for command, own in zip(commands, times, strict=True):
            start = time.perf_counter()
            subprocess.run(command, check=True, env=env, capture_output=True, cwd=ROOT)
            own.append(time.perf_counter() - start)
    return [statistics.median(own[1:]) for own in times]


def python(code: str) -> list[str]:
    """The command line that runs this code."""
    return [sys.executable, "-c", code]


def percentile(values: Sequence[float], percent: float) -> float:
    """The value below which `percent` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def durations(act: Callable[[int], object], rounds: int) -> list[float]:
    """Seconds each of `rounds` calls took."""
    times = []
    for number in range(rounds):
        start = time.perf_counter()
        act(number)
        times.append(time.perf_counter() - start)
    return times


def record(name: str, figure: float, target: str, detail: str) -> None:
    """Keep one row of the table."""
    RESULTS.append({"name": name, "figure": round(figure, 3), "target": target, "detail": detail})


def table() -> str:
    """The rows as a table and as JSON."""
    lines = [f"{row['name']:<44} {row['figure']:>8} {row['target']:>10}  {row['detail']}" for row in RESULTS]
    return "\n".join([*lines, json.dumps(RESULTS)])
