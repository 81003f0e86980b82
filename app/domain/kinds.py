"""Reads values by the annotations of fields without pydantic, whose import takes a quarter of the program's start.

What is plainly of its kind is taken as pydantic would take it. Anything else is `Unsure`, and pydantic is asked, so
that what is bent into shape, refused and said about it is pydantic's everywhere.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

Read = Callable[[Any], Any]
"""Gives the value as its field holds it; `Unsure` where it is not plainly of its kind."""

_EXACT = (str, bool, int, bytes)


class Unsure(Exception):
    """Not plainly of its kind: pydantic is to judge."""


class Bounds(NamedTuple):
    """What a value has to keep to beside its type, in `Annotated`."""

    gt: float | None = None
    ge: float | None = None
    le: float | None = None
    max_length: int | None = None
    pattern: str | None = None
    allow_inf_nan: bool | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic import Field

        given = {name: value for name, value in self._asdict().items() if value is not None}
        return handler.generate_schema(Annotated[source, Field(**given)])

    def holds(self, value: Any) -> bool:
        """Whether a value of the right type keeps to them."""
        if self.max_length is not None and len(value) > self.max_length:
            return False
        if self.pattern is not None and ("\n" in value or not re.search(self.pattern, value)):
            return False
        return (
            (self.gt is None or value > self.gt)
            and (self.ge is None or value >= self.ge)
            and (self.le is None or value <= self.le)
        )


@cache
def reader(kind: Any) -> Read:
    """What reads a value of this kind."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Any:
        return _whatever
    if kind is float:
        return _number
    if kind in _EXACT:
        return _text if kind is str else _exact(kind)
    if origin is Annotated:
        return _bounded(reader(inner[0]), inner[1:])
    if origin is Literal:
        return _one_of(frozenset(inner))
    if origin is tuple and len(inner) == 2 and inner[1] is Ellipsis:
        return _listed(reader(inner[0]))
    if origin is dict and inner[0] is str:
        return _table(reader(inner[1]))
    if origin in (Union, UnionType):
        return _either(inner)
    return getattr(kind, "plain", _unsure)


def told(value: Any, json: bool, by_alias: bool) -> Any:
    """A value as plain values, which JSON can hold where it is `json`; `Unsure` where pydantic is to say how."""
    kind = type(value)
    if kind is str or kind is int or kind is bool or value is None:
        return value
    if kind is float and math.isfinite(value):
        return value
    if kind is tuple or kind is list:
        found = [told(each, json, by_alias) for each in value]
        return found if json or kind is list else tuple(found)
    if kind is dict:
        return {_text(key): told(each, json, by_alias) for key, each in value.items()}
    return getattr(value, "_told", _unsure_how)(json, by_alias)


def _unsure_how(json: bool, by_alias: bool) -> Any:
    raise Unsure


def _whatever(value: Any) -> Any:
    return value


def _unsure(value: Any) -> Any:
    raise Unsure


def _text(value: Any) -> Any:
    if type(value) is not str:
        raise Unsure
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            # half of a pair
            raise Unsure from error
    return value


def _number(value: Any) -> Any:
    if type(value) is float and math.isfinite(value):
        return value
    if type(value) is int and abs(value) < 1 << 53:
        return float(value)
    raise Unsure


def _exact(kind: type) -> Read:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise Unsure
        return value

    return read


def _bounded(read: Read, bounds: tuple[Any, ...]) -> Read:
    if not all(isinstance(each, Bounds) for each in bounds):
        return _unsure

    def read_bounded(value: Any) -> Any:
        found = read(value)
        if found is not None and not all(each.holds(found) for each in bounds):
            raise Unsure
        return found

    return read_bounded


def _one_of(values: frozenset[Any]) -> Read:
    def read(value: Any) -> Any:
        if type(value) is not str or value not in values:
            raise Unsure
        return value

    return read


def _listed(read: Read) -> Read:
    def read_listed(value: Any) -> Any:
        if type(value) is not list and type(value) is not tuple:
            raise Unsure
        return tuple(map(read, value))

    return read_listed


def _table(read: Read) -> Read:
    def read_table(value: Any) -> Any:
        if type(value) is not dict:
            raise Unsure
        return {_text(key): read(each) for key, each in value.items()}

    return read_table


def _either(kinds: tuple[Any, ...]) -> Read:
    given = tuple(kind for kind in kinds if kind is not type(None))
    if len(given) == 1:
        read = reader(given[0])
    elif all(kind in _EXACT or kind is float for kind in given):
        # of several plain types the value's own is taken
        read = _scalar(frozenset(given))
    else:
        read = _unsure
    if len(given) == len(kinds):
        return read
    return lambda value: None if value is None else read(value)


def _scalar(kinds: frozenset[Any]) -> Read:
    def read(value: Any) -> Any:
        if type(value) not in kinds:
            raise Unsure
        return _text(value) if type(value) is str else value

    return read
