"""Keeps what was made from nouns that have not changed: after a keystroke nearly all of a draft is the same object."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")
Generation = dict[Hashable, tuple[tuple[object, ...], Made]]


class read_once(Generic[Made]):  # noqa: N801 - it is written as a decorator
    """What is read off an object once. `cached_property` takes a lock each time, which is three times as long (3.11).

    Objects with it are of one thread, as everything is that is kept here.
    """

    def __init__(self, read: Callable[[Any], Made]) -> None:
        self._read = read
        self._name = read.__name__

    def __get__(self, of: object, kind: type | None = None) -> Made:
        made = of.__dict__[self._name] = self._read(of)
        return made


class _Generations(threading.local, Generic[Made]):
    """What one thread has made."""

    def __init__(self) -> None:
        self.young: Generation[Made] = {}
        self.old: Generation[Made] = {}


class Memory(Generic[Made]):
    """The last things made, each with what it was made from.

    Nouns are frozen and an edit leaves those it does not touch in place, so they are told apart by identity, which
    costs nothing; they are held, so that no other can take their place in memory. Every thread has its own: the `most`
    asked for last, and up to as many more.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._here: _Generations[Made] = _Generations()

    def get(self, nouns: tuple[object, ...], values: Hashable, make: Callable[..., Made], *given: object) -> Made:
        """What was made from these very nouns and equal values, or what `make` makes now of what is `given`."""
        here = self._here
        key = (tuple(map(id, nouns)), values)
        found = here.young.get(key)
        if found is None:
            found = here.old.pop(key, None) or (nouns, make(*given))
            # whatever is asked for goes to the young, so that the old can be dropped together
            if len(here.young) >= self._most:
                here.young, here.old = {}, here.young
            here.young[key] = found
        return found[1]

    def same(self, value: Made) -> Made:
        """The equal value that was there before, if any: what was made from that one is then found again.

        It ends an edit early. A shot whose light reads as it did gives the very same reading, and nothing that was made
        of it is made anew.
        """
        return self.get((), value, _itself, value)


def _itself(value: Made) -> Made:
    return value
