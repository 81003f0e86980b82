"""Decides which pictures of a draft go along with a request, so that words, parameters and inputs agree."""

from __future__ import annotations

from app.domain.draft import CastMember, Draft, Reference
from app.domain.model import Model
from app.domain.request import Input
from app.prompting.clips import clip_inputs


def begins_with_picture(draft: Draft, model: Model) -> bool:
    """Whether the clip is asked to begin with the draft's start image; a row that does not know lets it through."""
    return bool(draft.ends.start_image) and model.limits.start_image is not False


def ends_with_picture(draft: Draft, model: Model) -> bool:
    """Whether the end image goes along: no model takes one without a start image."""
    return bool(draft.ends.end_image) and begins_with_picture(draft, model) and model.limits.end_image is not False


def takes_references(model: Model) -> bool:
    """Whether pictures of the cast go along; only to a model whose row says that it takes some."""
    return bool(model.limits.elements)


def pictured_cast(draft: Draft, model: Model) -> tuple[tuple[CastMember, Reference], ...]:
    """Every picture of the cast that goes along, in the order it is sent."""
    if not takes_references(model):
        return ()
    return tuple((member, ref) for member in draft.cast for ref in member.refs)


def reference_tags(draft: Draft, model: Model) -> dict[str, str]:
    """How the words point at the members of the cast whose pictures go along, by member."""
    tags: dict[str, str] = {}
    if model.reference_tag:
        for image, (member, _) in enumerate(pictured_cast(draft, model), start=1):
            if member.id not in tags:
                tags[member.id] = tag_of(model, len(tags) + 1, image)
    return tags


def tag_of(model: Model, number: int, image: int) -> str:
    """The row's tag for a member of the cast, or for one picture; what else it holds in braces stays as it is."""
    return model.reference_tag.replace("{n}", str(number)).replace("{image}", str(image))


def inputs(draft: Draft, model: Model) -> tuple[Input, ...]:
    """Every picture of the request in order, and every clip."""
    found: list[Input] = []
    if draft.ends.start_image and begins_with_picture(draft, model):
        found.append(Input(role="first_frame", asset=draft.ends.start_image))
    if draft.ends.end_image and ends_with_picture(draft, model):
        found.append(Input(role="last_frame", asset=draft.ends.end_image))
    tags = reference_tags(draft, model)
    found += [
        Input(role="reference", asset=ref.asset, cast=member.id, tag=tags.get(member.id, ""))
        for member, ref in pictured_cast(draft, model)
    ]
    if draft.clips:
        found += clip_inputs(draft, model)
    return tuple(found)
