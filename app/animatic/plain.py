"""Lets the worker read a draft that was checked before without pydantic, whose import takes longer than the reading.

Where the program has just read a draft, its worker has nothing left to refuse: it needs the nouns as plain values.
So in a process of our own that draws and nothing else, the modules of nouns are given this base in place of
pydantic's. Any other draft is read, and refused, by pydantic as everywhere.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast, get_args, get_origin

if TYPE_CHECKING:
    from app.domain.draft import Draft

_PACKAGE = "app.domain"
_NOUN = "app.domain.noun"


class Part(NamedTuple):
    """What stands after a field's name: its annotation, and what it is where nothing is given."""

    kind: Any
    default: Any = None
    default_factory: Callable[[], Any] | None = None
    alias: str = ""

    def absent(self) -> Any:
        """The value where none is given."""
        return self.default_factory() if self.default_factory else self.default


class Plain:
    """A noun that takes what it is given. Equal content means equal value."""

    model_fields: ClassVar[dict[str, Part]] = {}

    def __init_subclass__(cls) -> None:
        own = {
            name: (given if isinstance(given := vars(cls).get(name), Part) else Part(None, given))._replace(kind=kind)
            for name, kind in vars(cls).get("__annotations__", {}).items()
        }
        cls.model_fields = {**cls.model_fields, **own}

    def __init__(self, **given: Any) -> None:
        for name, part in self.model_fields.items():
            vars(self)[name] = given[name] if name in given else part.absent()

    @classmethod
    def model_construct(cls, **given: Any) -> Any:
        """A value of these fields."""
        return cls(**given)

    def replace(self, **fields: Any) -> Any:
        """A copy with some fields exchanged."""
        return type(self)(**{**vars(self), **fields})

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash(tuple(vars(self).values()))


def spare_pydantic() -> None:
    """Give the nouns this base, in a process that reads nothing but a draft that was checked."""
    if "pydantic" in sys.modules or _PACKAGE in sys.modules:
        return
    _stand_in("pydantic", Field=_field, StringConstraints=_field, TypeAdapter=None, ValidationError=ValueError)
    # the package by itself imports every noun there is
    spec = importlib.util.find_spec(_PACKAGE)
    assert spec is not None
    sys.modules[_PACKAGE] = importlib.util.module_from_spec(spec)
    vars(sys.modules["app"])["domain"] = sys.modules[_PACKAGE]
    _stand_in(_NOUN, Noun=Plain)


def checked_draft(text: str) -> Draft:
    """The draft in a JSON text that `write_draft` made. Only after `spare_pydantic`."""
    from app.domain import draft

    return cast("Draft", _made(draft.Draft, json.loads(text)))


def is_spared() -> bool:
    """Whether the nouns of this process are plain ones."""
    return getattr(sys.modules.get(_NOUN), "Noun", None) is Plain


def _stand_in(module: str, **content: Any) -> None:
    sys.modules[module] = ModuleType(module)
    vars(sys.modules[module]).update(content)


def _field(default: Any = None, *, default_factory: Any = None, alias: str = "", **_: Any) -> Part:
    return Part(None, default, default_factory, alias)


def _made(kind: Any, value: Any) -> Any:
    """A value of JSON as the annotation of its field wants it."""
    if isinstance(kind, type) and issubclass(kind, Plain):
        parts = ((name, part, part.alias or name) for name, part in kind.model_fields.items())
        return kind(**{name: _made(part.kind, value[key]) for name, part, key in parts if key in value})
    if isinstance(value, list):
        return tuple(_made(get_args(kind)[0], item) for item in value)
    if isinstance(value, dict) and get_origin(kind) is not dict:
        # a noun that may be missing
        return _made(next(each for each in get_args(kind) if each is not type(None)), value)
    return value
