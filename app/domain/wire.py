"""How a model wants to be asked through a provider that has a path and names of its own for each: a part of its row.

Nouns only and one pure function, because more than one provider works this way and none knows another.
"""

import json
from collections.abc import Mapping
from typing import Any

from app.domain.errors import BadValue
from app.domain.noun import Field, Noun

Scalar = str | bool | int | float


class Task(Noun):
    """One way to ask a model: by words alone, from pictures, by references, with clips."""

    at: str
    """Its path at the provider."""
    names: dict[str, str] = Field(default_factory=dict)
    """What is called otherwise here than in the other tasks."""
    drops: tuple[str, ...] = ()
    """Names that are not sent here."""
    fixed: dict[str, Scalar] = Field(default_factory=dict)
    """What is always sent here."""


class Wire(Noun):
    """A model's names for our neutral parameters.

    `names` holds `name` or `name:form`. Forms: `text` (a number as text), `int`, `s` (`8s`), `list` (of pictures or
    clips), `720p=standard,1080p=pro` (words for words; what is not among them is not sent), `elements` (fal's cast: a
    frontal picture and more), `entries` and `entries_text` (a list of shots with seconds as
    numbers or text), `entries_json` (that list as one text). What is not named is not sent, except the model's own
    options.
    """

    names: dict[str, str] = Field(default_factory=dict)
    fixed: dict[str, Scalar] = Field(default_factory=dict)
    """What is always sent."""
    text: Task | None = None
    image: Task | None = None
    """From a first frame."""
    frames: Task | None = None
    """From a first and a last frame; where it is None, `image` takes both."""
    reference: Task | None = None
    """With pictures of the cast."""
    clip: Task | None = None
    """With clips as references, and pictures beside them where it has names for those."""
    edit: Task | None = None
    """With a clip that is changed."""


NEUTRAL = frozenset(
    {"seconds", "size", "resolution", "aspect_ratio", "audio", "keep_sound", "multi_shot", "seed", "negative_prompt"}
)


def task_for(wire: Wire, roles: frozenset[str]) -> Task:
    """The task that has a place for every picture and clip. BadValue `picture_without_place` where there is none."""
    if roles & {"edit", "clip"}:
        task, wanted = (wire.edit, "edit") if "edit" in roles else (wire.clip, "clip")
    elif "reference" in roles:
        task, wanted = wire.reference, "reference"
    elif "last_frame" in roles:
        task, wanted = wire.frames or wire.image, "last_frame"
    elif "first_frame" in roles:
        task, wanted = wire.image, "first_frame"
    else:
        task, wanted = wire.text or wire.image, ""
    missing = [role for role in sorted(roles) if task is None or role not in {**wire.names, **task.names}]
    if task is None or missing:
        raise BadValue("picture_without_place", role=missing[0] if missing else wanted or "first_frame")
    return task


def wire_fields(request: Any, pictures: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    """Path and fields of a request (`Request` with a wire). `pictures` are the references of its inputs by asset; one
    that is not there yet is left out, for a look beforehand."""
    wire: Wire = request.wire
    task = task_for(wire, frozenset(each.role for each in request.inputs))
    names = {name: to for name, to in {**wire.names, **task.names}.items() if name not in task.drops}
    fields: dict[str, Any] = {**wire.fixed, **task.fixed}
    if "shots" in names and len(request.parts) > 1:
        _put_entries(fields, names["shots"], request.parts)
    else:
        fields[names.get("prompt", "prompt")] = request.text
    for name, value in request.parameters.items():
        if name in names or name not in NEUTRAL:
            _put(fields, names.get(name, name), value)
    _put_pictures(fields, names, request.inputs, pictures)
    return task.at, fields


def _put(fields: dict[str, Any], to: str, value: Any) -> None:
    name, _, form = to.partition(":")
    if "=" in form:
        words = dict(pair.split("=", 1) for pair in form.split(","))
        if str(value) not in words:
            return
        value = words[str(value)]
    elif form == "int":
        value = round(value)
    elif form in ("text", "s"):
        plain = int(value) if isinstance(value, float) and value.is_integer() else value
        value = f"{plain}{'s' if form == 's' else ''}"
    fields[name] = value


def _put_entries(fields: dict[str, Any], to: str, parts: Any) -> None:
    name, _, form = to.partition(":")
    seconds: Any = str if form == "entries_text" else int
    entries = [{"prompt": part.text, "duration": seconds(round(part.seconds))} for part in parts]
    fields[name] = json.dumps(entries, ensure_ascii=False) if form == "entries_json" else entries


def _put_pictures(fields: dict[str, Any], names: Mapping[str, str], inputs: Any, pictures: Mapping[str, str]) -> None:
    cast: dict[str, dict[str, Any]] = {}
    for each in inputs:
        reference = pictures.get(each.asset)
        name, _, form = names[each.role].partition(":")
        if reference is None:
            continue
        if form == "elements":
            if each.cast in cast:
                cast[each.cast].setdefault("reference_image_urls", []).append(reference)
            else:
                cast[each.cast] = {"frontal_image_url": reference}
                fields.setdefault(name, []).append(cast[each.cast])
        elif form == "list":
            fields.setdefault(name, []).append(reference)
        else:
            fields[name] = reference
