"""Makes the form that every server of this protocol takes: multipart, its bytes the same for the same content."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.domain.errors import BadValue
from app.domain.request import Request, Scalar
from app.providers.base import Uploaded
from app.providers.openai_videos.kinds import Kind

ALIGN = 16
"""Sides of a picture are multiples of this: what every engine behind the protocol takes."""
TYPES = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


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
    if size := str(asked.get("size") or pixels(str(asked.get("aspect_ratio", "")), str(asked.get("resolution", "")))):
        fields["size"] = size
    for name, wire in kind.extras.items():
        if name in asked:
            fields[wire] = _text(asked[name])
    return fields


def pixels(aspect: str, resolution: str) -> str:
    """`1280x720` for `16:9` at `720p`; "" where one of them is no such thing."""
    wide, _, high = aspect.partition(":")
    lines = {"4k": "2160", "2k": "1440"}.get(resolution, resolution.removesuffix("p"))
    if not (wide.isdigit() and high.isdigit() and lines.isdigit() and int(wide) and int(high)):
        return ""
    short, ratio = int(lines), int(wide) / int(high)
    sides = (short * ratio, short) if ratio >= 1 else (short, short / ratio)
    return "x".join(str(max(ALIGN, round(side / ALIGN) * ALIGN)) for side in sides)


def picture_of(uploaded: Uploaded) -> File:
    """The first frame as a file of the form, out of the data URI it was inlined as."""
    head, _, data = uploaded.reference.partition(",")
    kind = head.removeprefix("data:").removesuffix(";base64")
    if kind not in TYPES:
        raise BadValue("picture_form", kind=kind)
    return File(f"first_frame.{TYPES[kind]}", kind, base64.b64decode(data))


def form(fields: Mapping[str, str], files: Mapping[str, File]) -> tuple[str, bytes]:
    """Content type and bytes. The boundary is made of the content, so that sending again is the same to the byte."""
    texts = [(_head(name), value.encode()) for name, value in fields.items()]
    pictures = [(_head(name, file), file.data) for name, file in files.items()]
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
