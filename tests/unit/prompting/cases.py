"""Drafts and rows to check with: one clean draft, a row that knows nothing, and what both need to be compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from app.catalog import Catalog
from app.domain.draft import Beat, CastMember, Draft, Framing, Key, Line, Link, Place, Reference, Shot
from app.domain.edit import apply_all
from app.domain.finding import Finding
from app.domain.model import Limits, Model
from app.domain.request import Compiled
from app.prompting import compile_draft
from app.strings import has, tr

TODAY = "2026-11-24"
PICTURE = f"sha256:{'a' * 64}"


@cache
def catalog() -> Catalog:
    """The catalogue with nothing of anybody's own in it."""
    return Catalog()


def row(dialect: str = "timed", **limits: Any) -> Model:
    """A row that knows only these limits."""
    return Model(
        id="made/up",
        provider="made",
        title="Made up",
        dialect=dialect,
        limits=Limits(**limits),
        source="A test",
        checked_on=TODAY,
    )


def shot(number: int, seconds: float = 4.0, **fields: Any) -> Shot:
    """A shot with one beat that fills it."""
    beat = Beat(id=f"b{number}", seconds=seconds, subject="{cast:ines}", action="waits", link=Link(type="opens"))
    given: dict[str, Any] = {"keys": (Key(id=f"k{number}", framing=Framing(size="ms")),), "beats": (beat,)}
    return Shot(id=f"s{number}", seconds=seconds, **{**given, **fields})


def draft(*shots: Shot, **fields: Any) -> Draft:
    """A clean draft of these shots, or of one of four seconds."""
    given: dict[str, Any] = {
        "place": Place(setting="An empty tram."),
        "cast": (CastMember(id="ines", label="Ines"),),
        "shots": shots or (shot(1),),
    }
    return Draft(id="d", form="sora-story-beats", aim="made/up", **{**given, **fields})


def with_line(text: str = "Not tonight.", **fields: Any) -> Shot:
    """A shot in which somebody speaks."""
    line = Line(id="l1", speaker="{cast:ines}", text=text, **fields)
    return shot(1, beats=(Beat(id="b1", seconds=4.0, subject="{cast:ines}", action="waits", lines=(line,)),))


def shown(count: int, named: bool = True) -> Draft:
    """A draft with this many members of the cast, each with a picture."""
    cast = tuple(
        CastMember(id=f"c{n}", label=f"Person {n}", refs=(Reference(id=f"r{n}", asset=PICTURE),)) for n in range(count)
    )
    words = " ".join(f"{{cast:c{n}}}" for n in range(count)) if named else "nobody"
    return draft(shot(1, beats=(Beat(id="b1", seconds=4.0, action=f"{words} wait"),)), cast=cast)


def compiled(of: Draft, model: Model, today: str = TODAY) -> Compiled:
    """Everything there is to know about a draft at a row."""
    return compile_draft(of, model, catalog().vocabulary, today=today)


def findings(of: Draft, model: Model, today: str = TODAY) -> dict[str, Finding]:
    """The findings by id and variant; the first of each."""
    found: dict[str, Finding] = {}
    for finding in compiled(of, model, today).findings:
        found.setdefault(f"{finding.id}.{finding.variant}".rstrip("."), finding)
    return found


def mended(of: Draft, finding: Finding) -> Draft:
    """The draft after the finding's button was pressed."""
    assert finding.fix is not None
    return apply_all(of, finding.fix.edits)


def limit_of(model: Model, field: str) -> Any:
    """What a finding's `field` leads to in the row. AttributeError where it leads nowhere."""
    value: Any = model
    for name in field.split("."):
        value = getattr(value, name)
    return value


def gaps(id: str, args: Mapping[str, Any]) -> set[str]:
    """The gaps of a sentence that its arguments leave open; the id itself where there is no such sentence."""
    if not has(id):
        return {id}
    filled = {name.removesuffix("_id").removesuffix("_ids") for name in args} | set(args)
    filled |= {"target_words"} if "target_id" in args else set()
    return set(re.findall(r"\{([a-z_][a-z0-9_]*)\}", tr(id))) - filled
