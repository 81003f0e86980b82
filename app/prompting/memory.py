"""Keeps what was made from nouns that have not changed: after a keystroke nearly all of a draft is the same object."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Memory(Generic[Made]):
    """The last things made, each with what it was made from.

    Nouns are frozen and an edit leaves those it does not touch in place, so they are told apart by identity, which
    costs nothing; they are held, so that no other can take their place in memory. Every thread has its own.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._here = threading.local()

    def get(self, nouns: tuple[object, ...], values: tuple[Hashable, ...], make: Callable[[], Made]) -> Made:
        """What was made from these very nouns and equal values, or what `make` makes now."""
        kept: dict[Hashable, tuple[tuple[object, ...], Made]] = self._here.__dict__.setdefault("kept", {})
        key = (*map(id, nouns), *values)
        found = kept.pop(key, None)
        if found is None:
            found = (nouns, make())
            while len(kept) >= self._most:
                del kept[next(iter(kept))]
        kept[key] = found
        return found[1]
