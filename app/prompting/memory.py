"""Keeps what was made from nouns that have not changed: after a keystroke nearly all of a draft is the same object."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from operator import is_
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")
MANY = 7
"""More nouns than so many are first held against those that were asked for last, which is quicker than to look."""
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


class _Generations(Generic[Made]):
    """What one thread has made."""

    __slots__ = ("last", "old", "row", "young")

    def __init__(self) -> None:
        self.young: Generation[Made] = {}
        self.old: Generation[Made] = {}
        self.last: tuple[tuple[object, ...], Hashable, Made | None] = (), None, None
        """What was made of many nouns last: those, the values, and what was made."""
        self.row: tuple[tuple[object, ...], object, tuple[Made, ...]] = (), None, ()
        """What was asked for last by a row of nouns: those, what stood beside them, and what was made."""


class _Here(threading.local, Generic[Made]):
    """Finds what this thread has made; asking it takes long, so it is asked once."""

    def __init__(self) -> None:
        self.kept = _Generations[Made]()


class Memory(Generic[Made]):
    """The last things made, each with what it was made from.

    Nouns are frozen and an edit leaves those it does not touch in place, so they are told apart by identity, which
    costs nothing; they are held, so that no other can take their place in memory. Every thread has its own: the `most`
    asked for last, and up to as many more.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._here: _Here[Made] = _Here()

    def get(self, nouns: tuple[object, ...], values: Hashable, make: Callable[..., Made], *given: object) -> Made:
        """What was made from these very nouns and equal values, or what `make` makes now of what is `given`."""
        here, many = self._here.kept, len(nouns)
        if many > MANY:
            were, beside, last = here.last
            if last is not None and len(were) == many and beside == values and all(map(is_, nouns, were)):
                return last
        # one noun is what most ask by, and to gather the ids of several takes as long as all the rest
        key = (values, id(nouns[0])) if many == 1 else (values, *map(id, nouns))
        found = here.young.get(key)
        if found is None:
            found = here.old.pop(key, None) or (nouns, make(*given))
            self._keep(here, key, found)
        if many > MANY:
            here.last = nouns, values, found[1]
        return found[1]

    def same(self, value: Made) -> Made:
        """The equal value that was there before, if any: what was made from that one is then found again.

        It ends an edit early. A shot whose light reads as it did gives the very same reading, and nothing that was made
        of it is made anew. A memory of these is one of nothing else.
        """
        here = self._here.kept
        found = here.young.get(value)
        if found is None:
            found = here.old.pop(value, None) or ((), value)
            self._keep(here, value, found)
        return found[1]

    def each(
        self, nouns: tuple[object, ...], values: Hashable, make: Callable[..., Made], *given: object
    ) -> tuple[Made, ...]:
        """What `make` makes of each place of a row of nouns, such as the shots, and what is `given`.

        It is asked only for those places where another noun stands than the last time; the same tuple where nothing
        else came out, so that what is made of all of them is found again by one question.
        """
        here = self._here.kept
        were, beside, made = here.row
        if beside == values and len(were) == len(nouns):
            same = [*map(is_, nouns, were)]
            while False in same:
                place = same.index(False)
                same[place] = True
                found = make(place, *given)
                if found is not made[place]:
                    made = (*made[:place], found, *made[place + 1 :])
        else:
            made = tuple([make(place, *given) for place in range(len(nouns))])
        here.row = nouns, values, made
        return made

    def _keep(self, here: _Generations[Made], key: Hashable, found: tuple[tuple[object, ...], Made]) -> None:
        # whatever is asked for goes to the young, so that the old can be dropped together
        if len(here.young) >= self._most:
            here.young, here.old = {}, here.young
        here.young[key] = found
