"""Judges the fields of a request by a table of what is taken: unknown ones, missing ones and wrong values."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

Rule = Any
"""A collection of the values taken, or a type: `str`, `int`, `bool`, `float`, `list`."""


def wrong_fields(given: Mapping[str, Any], rules: Mapping[str, Rule], needed: Collection[str] = ("prompt",)) -> str:
    """What of these fields is not as the table has it; "" where all is well."""
    if strange := given.keys() - rules.keys():
        return f"fields nobody knows: {sorted(strange)}"
    if missing := [name for name in needed if given.get(name) in (None, "", [])]:
        return f"fields that are needed: {missing}"
    for name, value in given.items():
        if not _fits(value, rules[name]):
            return f"{name}: {value!r}"
    return ""


def _fits(value: Any, rule: Rule) -> bool:
    if rule is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(rule, type):
        return type(value) is rule
    # True is 1 to Python, and "5" is not 5 to a server
    return any(type(value) is type(each) and value == each for each in rule)
