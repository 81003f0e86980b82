"""Decides which pictures of a draft go along with a request, so that words, parameters and inputs agree."""

from __future__ import annotations

from app.domain.draft import Draft
from app.domain.model import Model
from app.domain.request import Input


def begins_with_picture(draft: Draft, model: Model) -> bool:
    """Whether the clip is asked to begin with the draft's start image; a row that does not know lets it through."""
    return bool(draft.ends.start_image) and model.limits.start_image is not False


def ends_with_picture(draft: Draft, model: Model) -> bool:
    """Whether the end image goes along: no model takes one without a start image."""
    return bool(draft.ends.end_image) and begins_with_picture(draft, model) and model.limits.end_image is not False


def takes_references(model: Model) -> bool:
    """Whether pictures of the cast go along; only to a model whose row says that it takes some."""
    return bool(model.limits.elements)


def inputs(draft: Draft, model: Model) -> tuple[Input, ...]:
    """Every picture of the request in order."""
    found: list[Input] = []
    if draft.ends.start_image and begins_with_picture(draft, model):
        found.append(Input(role="first_frame", asset=draft.ends.start_image))
    if draft.ends.end_image and ends_with_picture(draft, model):
        found.append(Input(role="last_frame", asset=draft.ends.end_image))
    if takes_references(model):
        found += [
            Input(role="reference", asset=ref.asset, cast=member.id) for member in draft.cast for ref in member.refs
        ]
    return tuple(found)
