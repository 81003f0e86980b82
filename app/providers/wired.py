"""What providers have in common whose models have paths and names of their own: see `app/domain/wire.py`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.request import Request
from app.domain.wire import Task, Wire, task_for, wire_fields
from app.providers.base import Asset, Modest, Uploaded


class Wired(Modest):
    """A provider that asks each model as its row says."""

    def inputs(self, request: Request) -> list[Asset]:
        """Every picture and clip the model's row has a place for. BadValue where one has none."""
        task_for(_wire(request), frozenset(each.role for each in request.inputs))
        return [Asset(name=each.asset, role=each.role) for each in request.inputs]

    def asked(self, request: Request, uploaded: Mapping[str, Uploaded]) -> tuple[str, dict[str, Any]]:
        """Path and fields by the model's own names."""
        wired = request.replace(wire=_wire(request))
        return wire_fields(wired, {name: each.reference for name, each in uploaded.items()})


def holds(given: Any, asked: Mapping[str, Any]) -> bool:
    """Whether an input that a provider tells of is ours; it may have filled in what we left out."""
    return isinstance(given, Mapping) and all(given.get(name) == value for name, value in asked.items())


def _wire(request: Request) -> Wire:
    """The row's own, or words alone at the model that is named, where no row is about it."""
    return request.wire or Wire(text=Task(at=request.model.partition("/")[2]))
