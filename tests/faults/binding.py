"""Counts references while Qt is called a hundred thousand times: a binding that loses them ends the program at last.

Run as a program it is one child of that, because such a binding kills the process it is measured in.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.faults.promises import Extent, Figure

MOST_DRIFT = 100


def drift(times: int) -> dict[str, int]:
    """How the references to the three that are everywhere change over so many emits, setters and turns of the loop."""
    from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

    class Sender(QObject):
        """Sends."""

        sent = Signal(int)

    qt, sender, timer = QCoreApplication([]), Sender(), QTimer()
    heard: list[int] = [0]
    sender.sent.connect(lambda number: heard.__setitem__(0, number))
    watched = {"None": None, "True": True, "False": False}
    before = {name: sys.getrefcount(each) for name, each in watched.items()}
    for number in range(times):
        sender.sent.emit(number)
        timer.setInterval(number % 1000)
        sender.blockSignals(False)
        if number % 100 == 0:
            qt.processEvents()
    after = {name: sys.getrefcount(each) - before[name] for name, each in watched.items()}
    assert heard[0] == times - 1
    return after


def measure(extent: Extent) -> list[Figure]:
    """The figure of it."""
    times = extent.size(100_000, 20_000)
    env = {**os.environ, "PYTHONPATH": str(extent.root), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.faults.binding", str(times)]
    child = subprocess.run(command, cwd=extent.root, env=env, capture_output=True, text=True, check=False)
    if child.returncode:
        return [Figure("P23", f"the binding ended with {child.returncode}", met=False, wrong=(child.stderr[-300:],))]
    found = json.loads(child.stdout)
    most = max(map(abs, found.values()))
    return [Figure("P23", f"{times:,} emits and setters: references drift by {most}", most <= MOST_DRIFT)]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(drift(int(sys.argv[1]))) + "\n")
