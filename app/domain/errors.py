"""What can go wrong in the world, as values with an id and arguments; their sentences are rendered at the edge.

    Fault                  the world's fault: shown to the person with sentence, hint and action
    ├─ BadFile             a file that cannot be read as what it should be        exit 1
    ├─ BadValue            a value or path that does not fit                       exit 1
    ├─ BadUsage            options that do not go together                         exit 2
    ├─ UnknownName         no such template, model, path …, with the nearest names exit 2
    ├─ Conflict            somebody else owns this, or a state does not allow it   exit 1
    ├─ StorageFault        no access, full disk, broken database                   exit 1
    └─ ProviderFault       the provider or the network failed                      exit 3
       └─ NotSent          nothing of it left this machine                         exit 3
Anything else that escapes is our own bug.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Fault(Exception):
    """The world's fault. `id` names the sentence `error.<id>`, its hint `error.<id>.hint`; `path` where in a file."""

    exit_code = 1

    def __init__(self, id: str, *, path: str | None = None, **args: Any) -> None:
        super().__init__(id, args)
        self.id = id
        self.path = path
        self.args_by_name = args


class BadFile(Fault):
    """A broken, huge, deeply nested, foreign or newer file."""


class BadValue(Fault):
    """A value of the wrong kind or out of range for its path."""


class BadUsage(Fault):
    """A verb was asked in a way that makes no sense."""

    exit_code = 2


class UnknownName(Fault):
    """Nothing of this kind has this name. The nearest names are offered."""

    exit_code = 2

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.nearest = nearest(name, known)
        suffix = "unknown_near" if self.nearest else "unknown"
        super().__init__(f"{suffix}.{kind}", name=name, nearest=", ".join(self.nearest))


class Conflict(Fault):
    """The state of things does not allow what was asked."""


class StorageFault(Fault):
    """The disk or the database refused."""


class ProviderFault(Fault):
    """The provider or the network failed."""

    exit_code = 3


class NotSent(ProviderFault):
    """Nothing reached the provider (no connection, no name, no TLS): it may be sent again by itself."""


def nearest(name: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Up to `count` known names that look like `name`, best first."""
    names = sorted(set(known))
    inside = [each for each in names if name and (name.lower() in each.lower())]
    # only here: most runs ask for nothing that is not there
    from difflib import get_close_matches

    close = get_close_matches(name, names, n=count, cutoff=0.5)
    return list(dict.fromkeys([*close, *inside]))[:count]
