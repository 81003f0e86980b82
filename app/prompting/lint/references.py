"""Whether what the words point to is there: pictures of the cast, and tokens that name somebody."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.draft import CastMember, Draft
from app.domain.edit import Edit
from app.domain.finding import Finding, Fix
from app.domain.model import Model
from app.domain.path import leaves
from app.domain.request import Compiled
from app.prompting.pictures import takes_references
from app.prompting.sheet import TOKEN


def too_many_references(draft: Draft, model: Model, compiled: Compiled, today: str) -> Iterator[Finding]:
    """More members of the cast with pictures than the model takes (catalogue H04, H16)."""
    most = model.limits.elements
    shown = [member for member in draft.cast if member.refs]
    if not most or len(shown) <= most:
        return
    yield Finding(
        id="too_many_references",
        level="error",
        path=f"cast[{shown[most].id}].refs",
        args={"n": most, "count": len(shown), "model": model.title},
        field="limits.elements",
        source=model.source,
        fix=_without_refs(shown[most:]),
    )


def unnamed_reference(draft: Draft, model: Model, compiled: Compiled, today: str) -> Iterator[Finding]:
    """A member of the cast whose picture goes along is not named in the words (catalogue H05, H16)."""
    if not takes_references(model):
        return
    for member in draft.cast:
        if member.refs and (member.label or member.id) not in compiled.text:
            yield Finding(
                id="unnamed_reference",
                level="error",
                path=f"cast[{member.id}].refs",
                args={"name": member.label or member.id, "model": model.title},
                field="limits.elements",
                source=model.source,
                fix=_without_refs([member]),
            )


def _without_refs(members: list[CastMember]) -> Fix:
    edits = tuple(Edit(op="set", path=f"cast[{member.id}].refs", value=()) for member in members)
    return Fix(id="drop_references", args={"n": len(members)}, edits=edits)


def nobody(draft: Draft, model: Model, compiled: Compiled, today: str) -> Iterator[Finding]:
    """A token in a text names nobody of the cast and no prop (catalogue H16: a broken reference)."""
    known = {("cast", member.id) for member in draft.cast} | {("prop", prop.id) for prop in draft.place.props}
    for path, value in leaves(draft):
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str) and "{" in text:
                for match in TOKEN.finditer(text):
                    if (match[1], match[2]) not in known and match[1] != "place":
                        args = {"token": match[0], "name": match[2]}
                        yield Finding(id="nobody", level="warning", path=path, args=args)


CHECKS = (too_many_references, unnamed_reference, nobody)
