"""One process owns a home: a second one is told who, and a dead one's lock is free at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from app.store import owner
from app.store.paths import Home

HOLD = (
    "import sys; from app.store import owner; from app.store.paths import find_home;"
    "held = owner.take(find_home(sys.argv[1])); print(held is not None, flush=True); sys.stdin.read()"
)


def test_a_home_has_one_owner(place: Home) -> None:
    first = owner.take(place)
    assert first is not None
    assert owner.take(place) is None
    assert owner.who(place) == str(os.getpid())
    first.release()
    second = owner.take(place)
    assert second is not None
    second.release()


def test_asking_for_the_window(place: Home) -> None:
    owner.request_raise(place)
    first = owner.take(place)
    assert first is not None
    assert not first.raise_asked(), "asked of the owner before us"
    owner.request_raise(place)
    assert first.raise_asked()
    assert not first.raise_asked()
    first.release()


def test_a_killed_owner_leaves_the_home_free(place: Home) -> None:
    root = Path(__file__).resolve().parents[3]
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
