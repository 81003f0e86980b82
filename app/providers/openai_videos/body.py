"""Makes the form that every server of this protocol takes: multipart, its bytes the same for the same content."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.domain.errors import BadValue
from app.domain.request import Input, Request, Scalar
from app.providers.base import Uploaded
from app.providers.openai_videos.h3 import is_h3, shape_of, target_of
from app.providers.openai_videos.kinds import Kind

ALIGN = 16
"""Sides of a picture are multiples of this: what every engine behind the protocol takes."""
TYPES = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "video/mp4": "mp4", "video/quicktime": "mov"}


class File(NamedTuple):
    """A file in the form."""

    name: str
    kind: str
    data: bytes


def fields_of(request: Request, kind: Kind, model: str) -> dict[str, str]:
    """The text fields, in the order they are sent. Optional ones are there only where something was asked."""
    asked = request.parameters
    fields = {"prompt": request.text}
    if model:
        fields["model"] = model
    fields["seconds"] = _text(asked.get("seconds", request.seconds))
    if kind.h3 in ("shape", "both") and is_h3(model):
        if shape := shape_of(request):
            fields["aspect_ratio"] = shape
        if kind.h3 == "both" and not request.inputs:
            fields |= {"task": "t2va", "target": json.dumps(target_of(request))}
    elif size := str(asked.get("size") or pixels(str(asked.get("aspect_ratio", "")), str(asked.get("resolution", "")))):
        fields["size"] = size
    for name, wire in kind.extras.items():
        if name in asked:
            fields[wire] = _text(asked[name])
    return fields


def places_of(inputs: Sequence[Input], kind: Kind, model: str) -> list[str]:
    """The field of each picture and clip. BadValue where this sort of server has none for one of them."""
    # one list holds its first frame, its last and its clips, by their kinds
    mixed = is_h3(model) and kind.clips_most > 1
    clips = [each for each in inputs if each.role == "clip"]
    frames = [each.role for each in inputs if each.role != "clip"]
    if len(clips) > kind.clips_most or (clips and frames):
        raise BadValue("picture_without_place", role="clip")
    if frames not in ([], ["first_frame"], *([["first_frame", "last_frame"]] if mixed else [])):
        raise BadValue(
            "picture_without_place", role=next((role for role in frames if role != "first_frame"), frames[0])
        )
    return [kind.clips if mixed or each.role == "clip" else "input_reference" for each in inputs]


def pixels(aspect: str, resolution: str) -> str:
    """`1280x720` for `16:9` at `720p`; "" where one of them is no such thing."""
    wide, _, high = aspect.partition(":")
    lines = {"4k": "2160", "2k": "1440"}.get(resolution, resolution.removesuffix("p"))
    if not (wide.isdigit() and high.isdigit() and lines.isdigit() and int(wide) and int(high)):
        return ""
    short, ratio = int(lines), int(wide) / int(high)
    sides = (short * ratio, short) if ratio >= 1 else (short, short / ratio)
    return "x".join(str(max(ALIGN, round(side / ALIGN) * ALIGN)) for side in sides)


def file_of(role: str, uploaded: Uploaded) -> File:
    """A picture or clip as a file of the form, out of the data URI it was inlined as."""
    head, _, data = uploaded.reference.partition(",")
    kind = head.removeprefix("data:").removesuffix(";base64")
    if kind not in TYPES:
        raise BadValue("picture_form", kind=kind)
    return File(f"{role}.{TYPES[kind]}", kind, base64.b64decode(data))


def form(fields: Mapping[str, str], files: Sequence[tuple[str, File]]) -> tuple[str, bytes]:
    """Content type and bytes. The boundary is made of the content, so that sending again is the same to the byte."""
    texts = [(_head(name), value.encode()) for name, value in fields.items()]
    pictures = [(_head(name, file), file.data) for name, file in files]
    parts = [*texts, *pictures]
    boundary = "shotwright" + _digest(parts)
    body = b"".join(f"--{boundary}\r\n".encode() + head + data + b"\r\n" for head, data in parts)
    return f"multipart/form-data; boundary={boundary}", body + f"--{boundary}--\r\n".encode()


def _head(name: str, file: File | None = None) -> bytes:
    line = f'Content-Disposition: form-data; name="{name}"'
    if file is not None:
        line += f'; filename="{file.name}"\r\nContent-Type: {file.kind}'
    return f"{line}\r\n\r\n".encode()


def _digest(parts: Sequence[tuple[bytes, bytes]]) -> str:
    digest = hashlib.sha256()
    for head, data in parts:
        digest.update(head + data)
    return digest.hexdigest()[:32]


def _text(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
