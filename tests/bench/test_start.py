"""What starting costs, as a ratio to the floor that Python, pydantic and Qt set in the same run."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench.clock import median_seconds, python, record

BARE_WINDOW = """
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        import os; os._exit(0)
app = QApplication([]); window = Window(); window.resize(1280, 800); window.show(); app.exec()
"""


def test_compile_against_the_import_of_the_nouns(tmp_path: Path) -> None:
    draft = tmp_path / "a.draft.json"
    home = {"SHOTWRIGHT_HOME": str(tmp_path / "home")}
    median_seconds([sys.executable, "-m", "app.cli", "new", "small-rescue", "-o", str(draft)], rounds=1, **home)
    floor = median_seconds(python("import app.domain"))
    figure = median_seconds([sys.executable, "-m", "app.cli", "compile", str(draft)], **home)
    record("compile / import app.domain", figure / floor, "<= 1.8", f"{figure * 1000:.0f} ms / {floor * 1000:.0f} ms")
    assert figure / floor <= 1.8


def test_a_usable_form_against_a_bare_window(tmp_path: Path) -> None:
    home = {"SHOTWRIGHT_HOME": str(tmp_path / "home"), "SHOTWRIGHT_BENCH": "first-paint"}
    floor = median_seconds(python(BARE_WINDOW))
    figure = median_seconds(python("import sys; from ui.__main__ import bench_start; bench_start()"), **home)
    record("form with words / bare window", figure / floor, "<= 3.5", f"{figure * 1000:.0f} ms / {floor * 1000:.0f} ms")
    assert figure / floor <= 3.5
