"""Brings a draft, its template and its aim together and compiles them: the one way from draft to snapshot."""

from __future__ import annotations

from functools import lru_cache

from app.catalog import Catalog
from app.domain.draft import Draft
from app.domain.errors import UnknownName
from app.domain.job import Message
from app.domain.model import Model
from app.domain.request import Compiled, Request
from app.domain.template import Template
from app.prompting import compile_draft, make_request

ANIMATIC = "animatic/board"
"""The model that draws any draft; its words are those of the draft's aim."""


def aim_of(catalog: Catalog, draft: Draft) -> Model | None:
    """The row of the draft's aim, or None where the catalogue does not know it."""
    try:
        return catalog.model(draft.aim)
    except UnknownName:
        return None


def template_of(catalog: Catalog, draft: Draft) -> Template | None:
    """The template a draft is edited with, or None where it is not here."""
    try:
        return catalog.template(draft.form)
    except UnknownName:
        return None


def stranger(model_id: str) -> Model:
    """A row for a model nobody has described: nothing is known, so nothing is checked."""
    provider = model_id.partition("/")[0]
    return Model(id=model_id, provider=provider, title=model_id, dialect="timed", source="", checked_on="")


def compile_for(catalog: Catalog, draft: Draft, model: Model, today: str, *, with_craft: bool = True) -> Compiled:
    """The words of a draft at a model. The animatic takes those of the draft's aim, whose limits do not bind it."""
    if model.provider != "animatic":
        return compile_draft(draft, model, catalog.vocabulary, today=today, with_craft=with_craft)
    aim = aim_of(catalog, draft) or stranger(draft.aim)
    at_aim = compile_draft(draft, aim, catalog.vocabulary, today=today)
    harmless = tuple(finding for finding in at_aim.findings if finding.level != "error")
    free = at_aim.estimate.replace(usd=0.0, per="", source=model.source, checked_on=model.checked_on)
    drawn: Compiled = at_aim.replace(model=model.id, findings=harmless, losses=(), estimate=free, seconds=draft.seconds)
    return drawn


def request_for(catalog: Catalog, draft: Draft, model: Model, today: str) -> Request:
    """What is asked of `model` for this draft."""
    return make_request(draft, compile_for(catalog, draft, model, today), model)


def why_not_rehearse(draft: Draft) -> Message | None:
    """Why this draft cannot be rehearsed, or None."""
    if draft.seconds <= 0:
        return Message(id="why_not.no_length")
    return None


@lru_cache(maxsize=64)
def _because(id: str, **args: str | int) -> Message:
    """A reason; the same one as at the key before."""
    return Message(id=id, args=args)


def why_not_generate(
    draft: Draft, model: Model | None, compiled: Compiled, today: str, connected: frozenset[str]
) -> Message | None:
    """Why this draft cannot be sent to its aim, or None. `connected` are the providers with a connection."""
    if model is None:
        return _because("why_not.unknown_model", model=draft.aim)
    if model.is_retired(today):
        return _because("why_not.retired", model=model.title, day=model.retired)
    if not compiled.sendable:
        return _because("why_not.errors", n=[finding.level for finding in compiled.findings].count("error"))
    if model.provider not in connected:
        return _because("why_not.no_connection", model=model.title)
    return None
