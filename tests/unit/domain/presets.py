"""Presets to write and to read: one of a draft's parts, a picture, and what came of a file."""

from __future__ import annotations

import hashlib
from typing import Any

from app.domain.draft import Draft
from app.domain.errors import BadFile
from app.domain.overlay import cut, sorted_parts
from app.domain.preset import Preset
from app.domain.share import unpack

PICTURE = b"\x89PNG\r\n\x1a\n and so on"
ASSET = f"sha256:{hashlib.sha256(PICTURE).hexdigest()}"


def preset(draft: Draft, *parts: str, **fields: Any) -> Preset:
    """A preset of these parts of a draft."""
    held = sorted_parts(parts)
    return Preset(id="p", name="P", parts=held, draft=cut(draft, held), **fields)


def taken(data: bytes) -> Preset | BadFile:
    """The preset in a file, or why it was refused."""
    try:
        return unpack(data, "p.json").preset
    except BadFile as fault:
        return fault
