"""The common base of every domain noun, so that all of them are frozen, strict and refuse unknown fields."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple, Self, dataclass_transform, get_type_hints

from app.domain.kinds import Bounds, Read, Unsure, reader, told

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

_PLUGINS = "pydantic.plugin._loader"
_PIECES = (
    "inspect", "typing_extensions", "pydantic_core", "annotated_types", "pydantic.errors", "pydantic.json_schema",
    "pydantic.main", "pydantic.types", "pydantic.type_adapter",
)  # fmt: skip
"""What pydantic imports, in pieces of about the same time."""
_set = object.__setattr__
_REQUIRED: Any = object()
_JUDGES: dict[Any, TypeAdapter[Any]] = {}


class ValidationError(ValueError):
    """Values that do not fit the fields of a noun, in pydantic's words."""

    def __init__(self, said: Any) -> None:
        super().__init__(str(said))
        self._said = said

    def errors(self, **options: bool) -> list[ErrorDetails]:
        """Each complaint, with its place (`loc`) and reason (`msg`)."""
        found: list[ErrorDetails] = self._said.errors(**options)
        return found


class Part(NamedTuple):
    """One field: its type, what bounds it, and what it is where nothing is given."""

    annotation: Any = None
    metadata: tuple[Any, ...] = ()
    default: Any = _REQUIRED
    default_factory: Callable[[], Any] | None = None
    alias: str = ""
    exclude: bool = False

    def is_required(self) -> bool:
        """Whether it has to be given."""
        return self.default is _REQUIRED and self.default_factory is None

    @property
    def kind(self) -> Any:
        """Its type with what bounds it."""
        return Annotated[(self.annotation, *self.metadata)] if self.metadata else self.annotation


def Field(  # noqa: N802 - what everybody calls it
    *,
    default: Any = _REQUIRED,
    default_factory: Callable[[], Any] | None = None,
    alias: str = "",
    exclude: bool = False,
    **bounds: Any,
) -> Any:
    """What stands after a field's name where a plain default does not say it all; `bounds` as in `Bounds`."""
    return Part(None, (Bounds(**bounds),) if bounds else (), default, default_factory, alias, exclude)


class _Late:
    """Something of a class that is made when it is first asked for."""

    def __init__(self, make: Callable[[type[Noun]], Any]) -> None:
        self._make = make
        self._made: dict[type[Noun], Any] = {}

    def __get__(self, noun: Noun | None, kind: type[Noun]) -> Any:
        if kind not in self._made:
            self._made[kind] = self._make(kind)
        return self._made[kind]


def _parts(kind: type[Noun]) -> dict[str, Part]:
    """The fields by name, with their types; annotations may be text until they are first needed."""
    hints = get_type_hints(kind, include_extras=True)
    return {name: _typed(part, hints[name]) for name, part in kind._given.items()}


def _readers(kind: type[Noun]) -> dict[str, tuple[str, Read]]:
    """How each field is read, by its name and by its alias."""
    found = {name: (name, reader(part.kind)) for name, part in kind.model_fields.items()}
    return found | {part.alias: found[name] for name, part in kind.model_fields.items() if part.alias}


def _typed(part: Part, kind: Any) -> Part:
    inner, bounds = (kind.__origin__, kind.__metadata__) if hasattr(kind, "__metadata__") else (kind, ())
    return part._replace(annotation=inner, metadata=(*bounds, *part.metadata))


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
class Noun:
    """A frozen value. Unknown fields are refused; equal content means equal value.

    What plainly fits is read here; whatever else is judged by pydantic, which is imported when it is first needed.
    A module whose nouns are read while the program starts leaves `annotations` out of its `__future__`: as text, each
    would be compiled again.
    """

    # the last three are where pydantic notes what it makes
    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")

    if TYPE_CHECKING:
        model_fields: ClassVar[dict[str, Part]]
        _reads: ClassVar[dict[str, tuple[str, Read]]]
    else:
        model_fields = _Late(_parts)
        _reads = _Late(_readers)
        # what pydantic asks a noun for that lies where anything may
        __pydantic_serializer__ = _Late(lambda kind: _judge(kind).serializer)
    _given: ClassVar[dict[str, Part]] = {}
    _blank: ClassVar[dict[str, Any]] = {}
    """What is there where nothing is given, in the order of the fields."""
    _made: ClassVar[dict[str, Callable[[], Any]]] = {}
    """Of that, what is made anew each time."""
    _required: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls) -> None:
        own = {name: vars(cls).get(name, _REQUIRED) for name in vars(cls).get("__annotations__", {})}
        parts = {name: each if isinstance(each, Part) else Part(default=each) for name, each in own.items()}
        for name, each in own.items():
            if each is not _REQUIRED:
                delattr(cls, name)
        cls._given = {**cls._given, **parts}
        cls._blank = {name: None if part.default is _REQUIRED else part.default for name, part in cls._given.items()}
        cls._made = {name: part.default_factory for name, part in cls._given.items() if part.default_factory}
        cls._required = frozenset(name for name, part in cls._given.items() if part.is_required())

    def __init__(self, **given: Any) -> None:
        try:
            fields = self._read(given)
        except Unsure:
            _judged(_judge(type(self)).validator.validate_python, given, self_instance=self)
        else:
            _set(self, "__dict__", fields)

    @classmethod
    def model_validate(cls, value: Any) -> Self:
        """The noun that a dictionary (or a noun) holds. ValidationError where it does not fit."""
        try:
            made = cls.plain(value)
        except Unsure:
            made = _judged(_judge(cls).validate_python, value)
        found: Self = made
        return found

    @classmethod
    def model_validate_json(cls, text: str | bytes) -> Self:
        """The noun in a text of JSON. ValidationError where it does not fit."""
        found: Self = _judged(_judge(cls).validate_json, text)
        return found

    @classmethod
    def fitted(cls, field: str, value: Any) -> Any:
        """A value as this field holds it. ValidationError where it does not fit."""
        try:
            return cls._reads[field][1](value)
        except Unsure:
            return _judged(_judge(cls.model_fields[field].kind).validate_python, value)

    @classmethod
    def model_construct(cls, **fields: Any) -> Self:
        """A noun of values that are known to fit. What is required and not given is None."""
        made = cls.__new__(cls)
        held = cls._blank | fields
        for name, make in cls._made.items():
            if name not in fields:
                held[name] = make()
        _set(made, "__dict__", held)
        return made

    @classmethod
    def plain(cls, value: Any) -> Any:
        """The noun of what plainly fits. Unsure for anything else."""
        if isinstance(value, cls):
            return value
        if type(value) is not dict:
            raise Unsure
        made = cls.__new__(cls)
        _set(made, "__dict__", cls._read(value))
        return made

    @classmethod
    def _read(cls, given: dict[str, Any]) -> dict[str, Any]:
        reads = cls._reads
        fields = {}
        for key, value in given.items():
            name, read = reads.get(key, _NO_FIELD)
            if name in fields:
                raise Unsure
            fields[name] = read(value)
        if not fields.keys() >= cls._required:
            raise Unsure
        held = cls._blank | fields
        for name, make in cls._made.items():
            if name not in fields:
                held[name] = make()
        return held

    def model_dump(self, *, mode: str = "python", by_alias: bool = False, **options: Any) -> dict[str, Any]:
        """Its fields as plain values; options as pydantic's."""
        if not options:
            with suppress(Unsure):
                return self._told(mode == "json", by_alias)
        options |= {"mode": mode, "by_alias": by_alias}
        found: dict[str, Any] = _judge(type(self)).serializer.to_python(self, **options)
        return found

    def _told(self, json: bool, by_alias: bool) -> dict[str, Any]:
        given = self._given
        return {
            given[name].alias if by_alias and given[name].alias else name: told(value, json, by_alias)
            for name, value in self.__dict__.items()
            if not given[name].exclude
        }

    def model_dump_json(self, **options: Any) -> str:
        """Its fields as JSON; options as pydantic's."""
        return _judge(type(self)).serializer.to_json(self, **options).decode()

    def replace(self, **fields: Any) -> Any:
        """A copy with some fields exchanged. The values are taken as they are: validate them before."""
        made = self.__class__.__new__(self.__class__)
        # a dictionary that is joined to another is copied whole, one that is spread out name by name
        _set(made, "__dict__", self.__dict__ | fields)
        return made

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        yield from self.__dict__.items()

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__.values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self)})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        fields = {}
        for name, part in cls.model_fields.items():
            schema = handler.generate_schema(part.kind)
            if part.default_factory is not None:
                schema = core_schema.with_default_schema(schema, default_factory=part.default_factory)
            elif not part.is_required():
                schema = core_schema.with_default_schema(schema, default=part.default)
            alias = part.alias or None
            fields[name] = core_schema.model_field(
                schema, validation_alias=alias, serialization_alias=alias, serialization_exclude=part.exclude or None
            )
        config = core_schema.CoreConfig(
            title=cls.__name__, extra_fields_behavior="forbid", validate_by_name=True, validate_by_alias=True
        )
        inner = core_schema.model_fields_schema(fields, model_name=cls.__name__)
        return core_schema.model_schema(cls, inner, config=config, frozen=True)


def _no_field(value: Any) -> Any:
    raise Unsure


_NO_FIELD: tuple[str, Read] = ("", _no_field)


def _judge(kind: Any) -> TypeAdapter[Any]:
    if kind not in _JUDGES:
        _look_for_no_plugins()
        from pydantic import TypeAdapter

        _JUDGES[kind] = TypeAdapter(kind)
    return _JUDGES[kind]


def begin_judging() -> bool:
    """Import a piece of pydantic before it is needed, so that no key waits for the whole. Whether there was one."""
    _look_for_no_plugins()
    piece = next((each for each in _PIECES if each not in sys.modules), None)
    if piece is not None:
        import_module(piece)
    return piece is not None


def _judged(act: Callable[..., Any], *args: Any, **options: Any) -> Any:
    from pydantic_core import ValidationError as Said

    try:
        return act(*args, **options)
    except Said as error:
        raise ValidationError(error) from None


def _look_for_no_plugins() -> None:
    """There are none here, and reading what every installed package says of itself, only to find that out, takes long
    to import (pydantic 2.14.4; its own switch, PYDANTIC_DISABLE_PLUGINS, imports it all the same)."""
    loader = ModuleType(_PLUGINS)
    vars(loader)["get_plugins"] = tuple
    sys.modules.setdefault(_PLUGINS, loader)
