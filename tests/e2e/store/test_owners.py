"""C15, C16, C17: one owner of a home, whoever starts at the same instant; the lock decides, not the number in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from app.store import owner
from app.store.paths import Home

ROOT = Path(__file__).resolve().parents[3]
TAKEOVER_SECONDS = 2.0


def test_one_owner_and_a_quick_takeover(tmp_path: Path) -> None:
    # a process of its own: it forks, which one with threads must not
    run = subprocess.run(
        [sys.executable, "-m", "tests.e2e.store.owners", str(tmp_path), "6", "1"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    found = json.loads(run.stdout.splitlines()[-1])
    assert (found["double_owners"], found["no_owner"], found["starts"]) == (0, 0, 6)
    assert found["slowest"] <= TAKEOVER_SECONDS


def test_c17_the_number_of_a_living_process_in_a_dead_lock_holds_nobody_up(place: Home) -> None:
    place.lock.write_bytes(str(os.getppid()).encode())
    held = owner.take(place)
    assert held is not None
    assert owner.who(place) == str(os.getpid())
    held.release()
