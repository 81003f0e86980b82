"""What every check is given, and how it says what it found: a place, the row's field, and a fix where one is clear."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from app.domain.draft import Draft
from app.domain.edit import Edit
from app.domain.finding import Finding, Fix, Level
from app.domain.model import Limits, Model
from app.domain.request import Compiled
from app.prompting.sheet import Sheet
from app.prompting.spans import build


class Case(NamedTuple):
    """A compiled draft under the eyes of the checks. `today` is an ISO day."""

    sheet: Sheet
    compiled: Compiled
    today: str

    @property
    def draft(self) -> Draft:
        """The draft as it was written."""
        return self.sheet.draft

    @property
    def model(self) -> Model:
        """The row of the model it was compiled for."""
        return self.sheet.model

    @property
    def limits(self) -> Limits:
        """What the row knows; what it does not know is not checked."""
        return self.sheet.model.limits


Check = Callable[[Case], Iterable[Finding]]
"""One check: every finding of its kind, none where all is well or nothing is known."""


def found(
    case: Case,
    id: str,
    level: Level,
    path: str,
    *,
    variant: str = "",
    field: str = "",
    fix: Fix | None = None,
    **args: Any,
) -> Finding:
    """A finding. One that comes from a field of the row (a path of it, `limits.shots`) names the row's source too."""
    if field:
        args["model"] = case.model.title
    source = case.model.source if field else ""
    return build(
        Finding, id=id, level=level, path=path, args=args, variant=variant, field=field, source=source, fix=fix
    )


def mend(id: str, edits: Iterable[Edit], **args: Any) -> Fix:
    """A change a machine can make; its button says `fix.<id>`."""
    return build(Fix, id=id, args=args, edits=tuple(edits))


def put(path: str, value: Any) -> Edit:
    """The edit that sets one value."""
    return build(Edit, op="set", path=path, value=value)
