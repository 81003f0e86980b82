"""Says what a draft has at a path pattern such as `shots[*].beats[*].action`: values of which type, or nothing."""

from __future__ import annotations

import re
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from app.domain.draft import Draft
from app.domain.noun import Noun

_IDS = re.compile(r"\[[^\[\]]*\]")
_STEP = re.compile(r"[a-z_]+|\[\*\]")
_PATTERN = re.compile(r"[a-z_]+(\[\*\])*(\.[a-z_]+(\[\*\])*)*")


def pattern_of(path: str) -> str:
    """The pattern of a path: every id in brackets becomes `*`."""
    return _IDS.sub("[*]", path)


def kind_at(pattern: str) -> Any:
    """The type of what lies at a path pattern, or None where no draft has one."""
    pattern = pattern_of(pattern)
    if not _PATTERN.fullmatch(pattern):
        return None
    kind: Any = Draft
    for step in _STEP.findall(pattern):
        kind = _item(kind) if step == "[*]" else _field(kind, step)
        if kind is None:
            return None
    return kind


def _field(kind: Any, name: str) -> Any:
    noun = next((each for each in _options(kind) if isinstance(each, type) and issubclass(each, Noun)), None)
    if noun is None or name not in noun.model_fields or name in ("schema_id", "id"):
        return None
    return noun.model_fields[name].annotation


def _item(kind: Any) -> Any:
    for each in _options(kind):
        if get_origin(each) is tuple:
            return get_args(each)[0]
    return None


def _options(kind: Any) -> tuple[Any, ...]:
    if get_origin(kind) is Annotated:
        return _options(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return tuple(option for each in get_args(kind) for option in _options(each))
    return (kind,)
