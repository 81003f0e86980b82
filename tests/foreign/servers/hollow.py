"""Stands in for engines that are not installed: every name can be imported from them, and nothing happens in them.

Only for the scratch environments of the foreign servers: their HTTP layers name torch and its kin all over, and use
none of it until a model is run, which our stub engine does instead.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from types import ModuleType
from typing import Any

LACKING: set[str] = set()
"""Names that are asked for to see whether a machine has something, and that are not there."""


class Base:
    """What a class is made over that is made over something hollow."""

    def __init__(self, *given: Any, **named: Any) -> None:
        pass

    def __init_subclass__(cls, **named: Any) -> None:
        pass

    @classmethod
    def __class_getitem__(cls, item: Any) -> Any:
        return cls


class Hollow:
    """What a name of a missing package stands for: a class, a function, a decorator or a number."""

    def __init__(self, name: str = "") -> None:
        self.__name__ = self.__qualname__ = name.rpartition(".")[2] or "Hollow"
        self.__module__ = name.rpartition(".")[0]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        made = Hollow(f"{self.__module__}.{self.__name__}.{name}")
        setattr(self, name, made)
        return made

    def __call__(self, *given: Any, **named: Any) -> Any:
        # `@torch.no_grad()` and its like leave what they stand over as it is
        return given[0] if len(given) == 1 and callable(given[0]) and not named else self

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        first = next(each for each in bases if isinstance(each, Hollow))
        had = any(isinstance(each, type) and issubclass(each, Base) for each in bases)
        return (Base,) if first is self and not had else ()

    def __instancecheck__(self, instance: Any) -> bool:
        return False

    def __subclasscheck__(self, subclass: Any) -> bool:
        return False

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *what: object) -> None:
        pass

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __setitem__(self, item: Any, value: Any) -> None:
        pass

    def __contains__(self, item: Any) -> bool:
        return False

    def __bool__(self) -> bool:
        return False

    def __int__(self) -> int:
        return 0

    def __float__(self) -> float:
        return 0.0

    __index__ = __int__

    def _self(self, *others: Any) -> Any:
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __neg__ = _self
    __floordiv__ = __rfloordiv__ = __mod__ = __pow__ = __rpow__ = __getitem__ = _self

    def __or__(self, other: Any) -> Any:
        return Any

    __ror__ = __or__

    def __lt__(self, other: Any) -> bool:
        return False

    __le__ = __gt__ = __ge__ = __lt__

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return {"type": "any"}


class HollowModule(ModuleType):
    """A module any name can be imported from."""

    __version__ = "99.0.0"

    def __getattr__(self, name: str) -> Any:
        if (name.startswith("__") and name.endswith("__")) or f"{self.__name__}.{name}" in LACKING:
            raise AttributeError(name)
        made = sys.modules.get(f"{self.__name__}.{name}") or Hollow(f"{self.__name__}.{name}")
        setattr(self, name, made)
        return made


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, packages: tuple[str, ...], kept: tuple[str, ...]) -> None:
        self.packages = frozenset(packages)
        self.kept = frozenset(name for name in kept if not name.endswith(".*"))
        self.kept_below = tuple(name.removesuffix("*") for name in kept if name.endswith(".*"))

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name in self.kept or f"{name}.".startswith(self.kept_below):
            return _installed(name)
        if not self.packages & set(accumulate(name.split("."), "{}.{}".format)):
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: Any) -> ModuleType:
        return HollowModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


def _installed(name: str) -> Any:
    """A module as it is installed, though the packages it lies in are hollow."""
    top, *inner = name.split(".")
    package = importlib.machinery.PathFinder.find_spec(top)
    if package is None or not package.submodule_search_locations:
        return None
    folder = Path(next(iter(package.submodule_search_locations)), *inner[:-1])
    return importlib.machinery.PathFinder.find_spec(name, [str(folder)])


def stand_in_for(*packages: str, kept: tuple[str, ...] = ()) -> None:
    """From here on, importing one of these packages or modules, or anything below it, gives something hollow; what is
    kept (`name`, or `name.*` with all below it) is imported as it is installed."""
    sys.meta_path.insert(0, _Finder(packages, kept))


def load(name: str) -> Any:
    """A module of a package that only the scratch environment has."""
    return importlib.import_module(name)
