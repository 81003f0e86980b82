"""The gate for any new version of PySide6: one that loses references to None or True aborts long before the end."""

from __future__ import annotations

import os
import subprocess
import sys

CHILD = """
import sys
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel

class Source(QObject):
    said = Signal(object)

app = QApplication([])
label, source, timer, seen = QLabel(), Source(), QTimer(), []
source.said.connect(lambda value: seen.append(value) if value else None)
before = sys.getrefcount(None), sys.getrefcount(True)
for turn in range(100_000):
    source.said.emit(None)
    label.setEnabled(True)
    label.setText("ab"[turn % 2])
    timer.start(1000)
    timer.stop()
drift = [now - then for now, then in zip((sys.getrefcount(None), sys.getrefcount(True)), before)]
QTimer.singleShot(0, app.quit)
app.exec()
print("drift", max(map(abs, drift)))
"""


def test_a_hundred_thousand_calls_lose_no_reference() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    child = subprocess.run(
        [sys.executable, "-c", CHILD], capture_output=True, text=True, env=environment, timeout=180, check=False
    )
    assert child.returncode == 0, child.stderr
    # from 3.12 on None and True never die, whatever their count
    assert sys.version_info >= (3, 12) or int(child.stdout.split()[1]) < 1000
