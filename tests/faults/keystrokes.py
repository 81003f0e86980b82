"""Lets the test that kills a typing window run often, and reads the milliseconds from what it wrote down."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys

from tests.faults.ends import environment
from tests.faults.promises import Extent, Figure

TEST = "tests/faults/test_typing.py::test_of_what_is_typed_at_most_the_last_second_is_missing"
MOST, MIDDLE = 1000.0, 350.0


def measure(extent: Extent) -> list[Figure]:
    """The figure of it."""
    file = extent.folder / "lost.json"
    env = environment(extent.root, SHOTWRIGHT_KILLS=str(extent.size(20, 3)), SHOTWRIGHT_LOST=str(file))
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", TEST]
    run = subprocess.run(command, cwd=extent.root, env=env, capture_output=True, text=True, check=False)
    if not file.exists():
        return [Figure("P4", "the test broke down", met=False, wrong=(run.stdout[-600:],))]
    lost = sorted(1000 * each for each in json.loads(file.read_text()))
    value = f"{statistics.median(lost):.0f} ms median, {lost[-1]:.0f} ms at most, of {len(lost)} kills"
    met = run.returncode == 0 and lost[-1] <= MOST and statistics.median(lost) <= MIDDLE
    return [Figure("P4", value, met)]
