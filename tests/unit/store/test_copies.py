"""Copies for looking are found by content and swept: the longest unseen go first, the newest never."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from app.domain.errors import StorageFault
from app.store.copies import Copies
from app.store.paths import Home


def put(copies: Copies, sha256: str, size: int, age: float = 0.0) -> Path:
    part = copies.begin(sha256)
    part.write_bytes(b"x" * size)
    place = copies.keep(part, sha256)
    os.utime(place, (time.time() - age,) * 2)
    return place


def test_a_copy_is_found_by_what_it_is_a_copy_of(place: Home) -> None:
    copies = Copies(place)
    assert copies.find("a") is None
    kept = put(copies, "a", 10)
    assert (copies.find("a"), copies.find("b")) == (kept, None)
    assert kept.is_relative_to(place.cache)


def test_the_ones_not_looked_at_for_longest_go_when_room_is_needed(place: Home) -> None:
    copies = Copies(place, cap=25)
    old, seen = put(copies, "old", 10, age=500), put(copies, "seen", 10, age=900)
    copies.find("seen")
    newest = put(copies, "new", 10)
    assert [path.exists() for path in (old, seen, newest)] == [False, True, True]


def test_a_copy_larger_than_the_room_is_kept_while_it_is_the_newest(place: Home) -> None:
    copies = Copies(place, cap=25)
    put(copies, "small", 5, age=9)
    assert put(copies, "huge", 100).exists()
    assert copies.find("small") is None


def test_what_was_never_finished_goes_after_a_day(place: Home) -> None:
    copies = Copies(place)
    fresh, stale = copies.begin("a"), copies.begin("a")
    for part in (fresh, stale):
        part.write_bytes(b"half")
    os.utime(stale, (time.time() - 3 * 24 * 3600,) * 2)
    copies.sweep()
    assert (fresh.exists(), stale.exists()) == (True, False)


def test_a_place_that_cannot_be_is_said(place: Home) -> None:
    place.cache.write_bytes(b"in the way")
    with pytest.raises(StorageFault):
        Copies(place).begin("a")
