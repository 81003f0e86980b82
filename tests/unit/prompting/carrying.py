"""Drafts carried from one model to another, in the world of the catalogue."""

from __future__ import annotations

from app.desk.advice import weights
from app.domain.advice import Carried
from app.domain.draft import Draft
from app.domain.model import Model
from app.prompting.convert import convert
from app.prompting.scores import World
from tests.unit.prompting.cases import TODAY, catalog


def world(*connected: str) -> World:
    """What a carrying is judged in; these providers are connected."""
    return World(catalog().vocabulary, weights(), TODAY, frozenset(connected))


def carried(of: Draft, there: Model | str, here: Model | str | None = None) -> Carried:
    """A draft carried from one model to another; names are looked up in the catalogue."""
    target = catalog().model(there) if isinstance(there, str) else there
    present = catalog().model(here) if isinstance(here, str) else here
    return convert(of, target, world(), here=present)
