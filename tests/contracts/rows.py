"""What the contract tests judge: every row of ours, and how to say which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from app.catalog import Catalog
from app.domain.draft import Draft
from app.domain.noun import Noun
from app.domain.path import leaves

ISO_DAY = re.compile(r"^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")


@cache
def catalog() -> Catalog:
    """The catalogue with nothing of anybody's own in it."""
    return Catalog()


def literals(kind: Any) -> tuple[str, ...]:
    """The values of a closed choice, or none where a type is no closed choice."""
    return get_args(kind) if get_origin(kind) is Literal else ()


def patterns(noun: type[Noun] = Draft, prefix: str = "") -> Iterator[str]:
    """Every path pattern of a draft at which a value of its own can lie."""
    for name, field in noun.model_fields.items():
        path = f"{prefix}.{name}" if prefix else name
        inner, many = _noun_in(field.annotation)
        if name in ("id", "schema_id"):
            continue
        if inner is not None:
            yield from patterns(inner, f"{path}[*]" if many else path)
        else:
            yield path


def _noun_in(kind: Any) -> tuple[type[Noun] | None, bool]:
    if get_origin(kind) is Annotated:
        return _noun_in(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        found = [_noun_in(each) for each in get_args(kind)]
        return next((each for each in found if each[0] is not None), (None, False))
    if get_origin(kind) is tuple:
        return _noun_in(get_args(kind)[0])[0], True
    if isinstance(kind, type) and issubclass(kind, Noun):
        return kind, False
    return None, False


def stated(draft: Draft) -> Iterator[tuple[str, str]]:
    """Every text a draft holds, with its path; texts in lists one by one."""
    for path, value in leaves(draft):
        if path.split(".")[-1] in ("id", "schema_id"):
            continue
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str) and text:
                yield path, text
