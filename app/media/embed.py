"""Carries a draft and the record of its making inside an MP4, so that a clip alone brings its form back.

Both go into one metadata tag as JSON; the tag is the one that other programs keep when they copy a file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from app.domain.errors import BadFile
from app.domain.upgrade import MAX_BYTES, read_json
from app.media.opening import open_clip

TAG = "comment"
MARK = "shotwright"
VERSION = 1
MOST_BYTES = MAX_BYTES
"""A tag larger than a draft file may be is not read."""


class Embedded(NamedTuple):
    """What a clip carries, as untrusted JSON objects; None where there is nothing of ours."""

    draft: dict[str, Any] | None = None
    record: dict[str, Any] | None = None


def tags(draft: str, record: Mapping[str, Any] | None = None, title: str = "") -> dict[str, str]:
    """The metadata tags to write into a container. `draft` is the draft as JSON text."""
    parcel = {MARK: VERSION, "draft": json.loads(draft), "record": dict(record or {})}
    found = {TAG: json.dumps(parcel, ensure_ascii=False, separators=(",", ":"))}
    return {"title": title, **found} if title else found


def unpack(metadata: Mapping[str, str]) -> Embedded:
    """What the tags of a container carry. Anything that is not ours, or not sound, is nothing."""
    text = next((value for key, value in metadata.items() if key.lower() == TAG), "")
    if MARK not in text[:40] or len(text) > MOST_BYTES:
        return Embedded()
    try:
        # the limits of a draft file hold for the parcel around it
        parcel = read_json(text.encode("utf-8", "replace"), TAG)
    except BadFile:
        return Embedded()
    if parcel.get(MARK) != VERSION:
        return Embedded()
    draft, record = parcel.get("draft"), parcel.get("record")
    return Embedded(draft if isinstance(draft, dict) else None, record if isinstance(record, dict) else None)


def read(path: Path) -> Embedded:
    """The draft and record inside a clip file. BadFile where it cannot be opened as a video at all."""
    from av.error import FFmpegError

    try:
        with open_clip(path) as container:
            return unpack(container.metadata)
    except (FFmpegError, OSError, UnicodeDecodeError) as error:
        raise BadFile("clip_unreadable", name=path.name, reason=getattr(error, "strerror", "") or "?") from error
