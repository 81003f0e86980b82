"""Makes a model row out of the input schema a provider publishes of it: what we know by name, and options for the rest.

Whatever a schema holds, it is read leniently and to limits: it comes from a stranger and ends up as controls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.errors import BadValue
from app.domain.model import ClipLimits, Lengths, Limits, Model, ModelOption
from app.domain.wire import NEUTRAL, Task, Wire

FIELDS_MOST, OPTIONS_MOST, CHOICES_MOST, TEXT_MOST = 120, 40, 60, 80
DEEP = 8
NAME = re.compile(r"[A-Za-z_]\w{0,59}")
ASPECT, LINES = re.compile(r"[1-9]\d?:[1-9]\d?"), re.compile(r"\d{3,4}p|[248]k")
SECONDS_MOST = 600
KNOWN = {
    "prompt": ("prompt", "text_prompt", "prompt_text"),
    "seconds": ("duration", "duration_seconds", "seconds", "video_length", "num_seconds"),
    "aspect_ratio": ("aspect_ratio", "ratio"),
    "resolution": ("resolution", "video_resolution", "quality"),
    "audio": ("generate_audio", "enable_audio", "with_audio", "audio_enabled", "sound"),
    "seed": ("seed",),
    "negative_prompt": ("negative_prompt",),
    "first_frame": (
        *("start_image_url", "first_frame_url", "first_frame_image_url", "image_url", "start_image"),
        *("first_frame_image", "first_frame", "input_image", "image", "prompt_image", "input_image_url"),
    ),
    "last_frame": (
        *("end_image_url", "last_frame_url", "tail_image_url", "last_frame_image_url", "end_image", "last_frame_image"),
        *("last_frame", "last_image", "end_frame"),
    ),
    "reference": ("reference_image_urls", "image_urls", "reference_images", "ref_image_urls", "images"),
    "clip": ("reference_video_urls", "video_urls", "reference_videos", "reference_video_url", "reference_video"),
    "edit": ("video_url", "base_video", "input_video", "input_video_url", "source_video", "video"),
    "keep_sound": ("keep_audio", "keep_original_sound", "keep_original_audio"),
}
"""The names that makers use for what every draft has; the first that is there counts."""
LISTED = ("reference",)
EITHER = ("clip",)
"""What may be a list or one."""
BINARY = re.compile(r"(_url|_urls|_uri|image|images|video|videos|audio_url|webhook\w*)$")
"""Names of fields that hold files, which no control of ours can fill."""


class _Field:
    """One field of a schema with its references followed."""

    def __init__(self, name: str, table: Mapping[str, Any], whole: Any) -> None:
        self.name = name
        self.table = _plain(table, whole)
        self.type = str(self.table.get("type") or "")
        enum = self.table.get("enum")
        self.choices = [each for each in enum[:CHOICES_MOST] if _is_scalar(each)] if isinstance(enum, list) else []

    def number(self, *names: str) -> float | None:
        """A limit of it."""
        for name in names:
            value = self.table.get(name)
            if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12:
                return value
        return None


def input_schema(document: Any, endpoint: str = "") -> tuple[Mapping[str, Any], Any]:
    """The table of what a model takes, and the document it stands in. BadValue `schema_unreadable` for one without."""
    schemas = _table(_table(document, "components"), "schemas")
    for body in _bodies(document, endpoint):
        found = _plain(body, document)
        if isinstance(found.get("properties"), Mapping):
            return found, document
    for name, each in list(schemas.items())[:400]:
        fits = name == "Input" or (str(name).endswith("Input") and isinstance(each, Mapping))
        if fits and isinstance(each, Mapping) and isinstance(each.get("properties"), Mapping):
            return each, document
    raise BadValue("schema_unreadable", name=endpoint)


def row_of(id: str, at: str, found: tuple[Mapping[str, Any], Any], *, source: str) -> Model:
    """A row of what a schema says. BadValue `schema_without_words` for a model that takes no prompt."""
    table, whole = found
    fields = {
        str(name): _Field(str(name), each, whole)
        for name, each in list(table["properties"].items())[:FIELDS_MOST]
        if isinstance(each, Mapping) and NAME.fullmatch(str(name))
    }
    known = {ours: name for ours, names in KNOWN.items() if (name := _first(ours, names, fields))}
    if not {"clip", "edit"} & known.keys():
        known.pop("keep_sound", None)
    if "prompt" not in known:
        raise BadValue("schema_without_words", name=id.partition("/")[2])
    limits, names = _limits(known, fields)
    pictures: dict[str, str] = {role: known[role] for role in ("first_frame", "last_frame") if role in known}
    required = table.get("required")
    must = {str(each) for each in required[:FIELDS_MOST]} if isinstance(required, list) else set()
    needed = bool(must & {*pictures.values(), known.get("clip"), known.get("edit")})
    task = Task(at=at, names=pictures)
    many = {**pictures, "reference": f"{known['reference']}:list"} if "reference" in known else {}
    filmed = _filmed(known, fields, must)
    clips = {role: Task(at=at, names={**pictures, **many, role: name}) for role, (name, _) in filmed.items()}
    return Model(
        id=id,
        provider=id.partition("/")[0],
        title=id.partition("/")[2][:TEXT_MOST],
        dialect="timed",
        limits=limits.replace(
            start_needed=True if must & set(pictures.values()) else None,
            clips=filmed["clip"][1] if "clip" in filmed else None,
            edits=filmed["edit"][1] if "edit" in filmed else None,
        ),
        options=tuple(_options(known, fields)),
        tags=(),
        wire=Wire(
            names=names,
            text=None if needed else Task(at=at),
            image=task if pictures else None,
            reference=Task(at=at, names=many) if many else None,
            clip=clips.get("clip"),
            edit=clips.get("edit"),
        ),
        source=source,
        checked_on="",
    )


def _filmed(
    known: Mapping[str, str], fields: Mapping[str, _Field], must: set[str]
) -> dict[str, tuple[str, ClipLimits]]:
    """The name of each sort of clip in the form it is wanted, and what is known of it."""
    found = {}
    for role in ("clip", "edit"):
        if role in known:
            name, many = known[role], fields[known[role]].type == "array"
            bounds = ClipLimits(
                most=0 if many else 1, needed=name in must, keeps_sound="keep_sound" in known, shot_list=True
            )
            found[role] = (f"{name}:list" if many else name, bounds)
    return found


def _limits(known: Mapping[str, str], fields: Mapping[str, _Field]) -> tuple[Limits, dict[str, str]]:
    """What is known of its limits, and the names of what is sent, each in the form it is wanted."""
    plain = ("prompt", "negative_prompt", "seed", "audio", "keep_sound")
    names = {ours: known[ours] for ours in plain if ours in known}
    told: dict[str, Any] = {
        "start_image": "first_frame" in known,
        "end_image": "last_frame" in known and "first_frame" in known,
        "elements": None if "reference" in known else 0,
        "seed": "seed" in known,
        "negative": "negative_prompt" in known,
        "audio": "switch" if "audio" in known else None,
    }
    if "seconds" in known:
        lengths, form = _lengths(fields[known["seconds"]])
        names["seconds"] = known["seconds"] + form
        told |= {"lengths": lengths, "whole_seconds": form != ""}
    for ours, kept, rule in (("aspect_ratio", "aspects", ASPECT), ("resolution", "resolutions", LINES)):
        choices = [str(each) for each in fields[known[ours]].choices] if ours in known else []
        fitting = tuple(each for each in choices if rule.fullmatch(each))
        if fitting or (ours in known and ours == "aspect_ratio" and not choices):
            names[ours], told[kept] = known[ours], fitting
    cap = fields[known["prompt"]].number("maxLength")
    told["prompt_cap"] = int(cap) if cap is not None and cap >= 1 else None
    return Limits(**told), names


def _lengths(field: _Field) -> tuple[Lengths | None, str]:
    """The lengths it takes, and the form of a number there: `:int`, `:text`, `:s`, or "" for a number as it is."""
    texts = [str(each) for each in field.choices]
    numbers = sorted({float(each.removesuffix("s")) for each in texts if re.fullmatch(r"\d{1,3}(\.\d)?s?", each)})
    numbers = [each for each in numbers if 0 < each <= SECONDS_MOST]
    if field.type == "string" or (texts and all(isinstance(each, str) for each in field.choices)):
        form = ":s" if numbers and all(each.endswith("s") for each in texts if each[:1].isdigit()) else ":text"
    else:
        form = "" if field.type == "number" else ":int"
    if numbers:
        return Lengths(list=tuple(numbers)), form
    least, most = field.number("minimum", "exclusiveMinimum"), field.number("maximum", "exclusiveMaximum")
    if least is not None and most is not None and 0 <= least <= most <= SECONDS_MOST and most > 0:
        return Lengths(least=max(least, 1), most=max(most, 1)), form
    return None, form


def _options(known: Mapping[str, str], fields: Mapping[str, _Field]) -> Iterator[ModelOption]:
    """What has no place in every draft, as switches, choices, numbers and texts."""
    # an option by a name of ours would be taken for what every draft has
    taken = {*known.values(), *NEUTRAL}
    made = 0
    for field in fields.values():
        if field.name in taken or made >= OPTIONS_MOST or BINARY.search(field.name):
            continue
        option = _option(field)
        if option is not None:
            made += 1
            yield option


def _option(field: _Field) -> ModelOption | None:
    default = field.table.get("default")
    choices = tuple(each for each in field.choices if isinstance(each, str) and 0 < len(each) <= TEXT_MOST)
    if choices:
        first = default if default in choices else choices[0]
        return ModelOption(name=field.name, kind="choice", choices=choices, default=str(first))
    if field.type == "boolean":
        return ModelOption(name=field.name, kind="switch", default=default is True)
    if field.type in ("integer", "number"):
        return _number(field, default)
    if field.type == "string" and field.table.get("format") not in ("uri", "binary"):
        text = default if isinstance(default, str) and len(default) <= 400 else ""
        return ModelOption(name=field.name, kind="text", default=text)
    return None


def _number(field: _Field, default: Any) -> ModelOption:
    least, most = field.number("minimum", "exclusiveMinimum"), field.number("maximum", "exclusiveMaximum")
    if least is not None and most is not None and least > most:
        least = most = None
    value = default if _is_scalar(default) and isinstance(default, int | float) and abs(default) < 1e12 else least or 0
    whole = field.type == "integer"
    return ModelOption(
        name=field.name, kind="number", default=round(value) if whole else float(value), least=least, most=most,
        step=1.0 if whole else 0.05,
    )  # fmt: skip


def _first(ours: str, names: tuple[str, ...], fields: Mapping[str, _Field]) -> str:
    listed = ours in LISTED
    for name in names:
        fits = name in fields and (ours in EITHER or (fields[name].type == "array") == listed)
        if fits and fields[name].type != "object":
            return name
    return ""


def _bodies(document: Any, endpoint: str) -> Iterator[Mapping[str, Any]]:
    """What is posted, by the paths of the document; that of the endpoint before any other."""
    paths = _table(document, "paths")
    own = [f"/{endpoint}"] if f"/{endpoint}" in paths else []
    for path in [*own, *list(paths)[:50]]:
        content = _table(_table(_table(_table(paths, path), "post"), "requestBody"), "content")
        body = _table(_table(content, "application/json"), "schema")
        if body:
            yield body


def _plain(table: Mapping[str, Any], whole: Any) -> dict[str, Any]:
    """A table with its `$ref` and its parts (`allOf`, the first of `anyOf` that is not null) laid into it."""
    found = dict(table)
    for _ in range(DEEP):
        parts = [found.pop("$ref", None)]
        for name in ("allOf", "anyOf", "oneOf"):
            inner = found.pop(name, None)
            usable = [each for each in inner[:10] if _is_part(each)] if isinstance(inner, list) else []
            parts += usable if name == "allOf" else usable[:1]
        parts = [_pointed(each, whole) if isinstance(each, str) else each for each in parts if each is not None]
        if not parts:
            break
        for part in parts:
            found = {**part, **found} if isinstance(part, Mapping) else found
    found.pop("$ref", None)
    return found


def _is_part(each: Any) -> bool:
    return isinstance(each, Mapping) and each.get("type") != "null"


def _pointed(pointer: str, whole: Any) -> Any:
    """What a `#/…` of the same document points at; {} for anything else."""
    found: Any = whole
    for step in pointer.removeprefix("#/").split("/")[:DEEP] if pointer.startswith("#/") else ["?"]:
        found = _table(found, step.replace("~1", "/").replace("~0", "~"))
    return found


def _table(holder: Any, name: str) -> Mapping[str, Any]:
    found = holder.get(name) if isinstance(holder, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)
