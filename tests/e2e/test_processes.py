"""Holds what one process owes another: a home that is free after a kill, and a start that loads little."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from app.store import owner
from app.store.paths import find_home
from tests.patience import PATIENCE

HOLD = (
    "import sys; from app.store import owner; from app.store.paths import find_home;"
    "held = owner.take(find_home(sys.argv[1])); print(held is not None, flush=True); sys.stdin.read()"
)


def test_a_killed_owner_leaves_the_home_free(home: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    place = find_home(str(home))
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(place.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "True"
        assert owner.take(place) is None
        assert owner.who(place) == str(other.pid)
        other.kill()
        other.wait()
    mine = owner.take(place)
    assert mine is not None
    mine.release()


def test_finding_a_home_loads_neither_the_database_nor_the_platform(home: Path) -> None:
    code = (
        "import sys; from app.store.paths import find_home; import app.store.drafts, app.store.presets,"
        " app.store.settings; find_home(None);"
        " print([name for name in ('apsw', 'platformdirs', 'asyncio', 'av') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=PATIENCE)
    assert said.stdout.strip() == "[]"
