"""What a verb costs before it does anything, as a ratio to the import of the nouns in the same run."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench.clock import median_seconds, medians_in_turns, python, record


def test_compile_against_the_import_of_the_nouns(tmp_path: Path) -> None:
    draft = tmp_path / "a.draft.json"
    home = {"SHOTWRIGHT_HOME": str(tmp_path / "home")}
    median_seconds([sys.executable, "-m", "app.cli", "new", "small-rescue", "-o", str(draft)], rounds=1, **home)
    compiling = [sys.executable, "-m", "app.cli", "compile", str(draft)]
    floor, figure = medians_in_turns([python("import app.domain"), compiling], rounds=9, **home)
    record("compile / import app.domain", figure / floor, "<= 1.8", f"{figure * 1000:.0f} ms / {floor * 1000:.0f} ms")
    assert figure / floor <= 1.8
