"""The sorts of servers that speak the protocol, as rows of data, and how one is told from another."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from app.domain.connection import Connection
from app.domain.noun import Noun
from app.net.answer import Answer
from app.resources import own_table, resources

GENERIC = "generic"


class Kind(Noun):
    """One sort of server. See the head of `resources/providers/openai-videos.toml`."""

    id: str
    title: str
    extras: dict[str, str]
    lists: bool
    cancel: Literal["stops", "cannot"]
    clips: str = ""
    clips_most: int = 0
    h3: Literal["", "shape", "target", "both"] = ""
    owners: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    created: tuple[int, ...] = ()


@cache
def kinds() -> dict[str, Kind]:
    """Every sort, by id."""
    table = own_table(resources() / "providers" / "openai-videos.toml")
    return {kind.id: kind for kind in map(Kind.model_validate, table["kind"])}


def kind_of(connection: Connection | None) -> Kind:
    """What sort of server a connection leads to; the plain one while nobody knows."""
    known = kinds()
    return known.get(connection.kind if connection is not None else "", known[GENERIC])


def detect(answer: Answer) -> Kind:
    """The sort of server that gave this list of its models."""
    rows = listed(answer.data())
    owners = {str(row.get("owned_by", "")).lower() for row in rows}
    fields = {name for row in rows for name in row}
    dates = {row["created"] for row in rows if isinstance(row.get("created"), int)}
    for kind in kinds().values():
        named = any(word in owner for word in kind.owners for owner in owners)
        if named or fields & set(kind.marks) or answer.headers.keys() & set(kind.headers) or dates & set(kind.created):
            return kind
    return kinds()[GENERIC]


def listed(data: Any) -> list[dict[str, Any]]:
    """The rows of a list as these servers give it: `{"data": […]}`, or the list alone."""
    rows = data.get("data") if isinstance(data, dict) else data
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
