"""One process owns a home: a second one is told who, and a dead one's lock is free at once."""

from __future__ import annotations

import os

from app.store import owner
from app.store.paths import Home


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
