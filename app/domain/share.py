"""A preset as one file to hand on: the preset and the pictures it shows, each by its content; clips are too large."""

import base64
import binascii
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from app.domain.draft import Draft
from app.domain.errors import BadFile, BadValue
from app.domain.job import Message
from app.domain.noun import Noun
from app.domain.preset import Preset, dump_preset, faulty_file, preset_from
from app.domain.upgrade import read_json
from app.domain.variables import undeclared

MOST_BYTES = 32 * 1024 * 1024
"""A file to hand on has 32 MiB at most, pictures included; as text they take a third more than on the disk."""
_KINDS = ((b"\x89PNG\r\n\x1a\n", ".png"), (b"\xff\xd8\xff", ".jpg"))


class Shared(NamedTuple):
    """What is in a file that was handed on. `remarks` name what is not as one would think, and stops nothing."""

    preset: Preset
    pictures: dict[str, tuple[str, bytes]]
    """Suffix and bytes by asset."""
    remarks: tuple[Message, ...]


def assets(draft: Draft) -> tuple[str, ...]:
    """The pictures a draft shows, each once."""
    return tuple(dict.fromkeys(_assets(draft)))


def pack(preset: Preset, pictures: Mapping[str, bytes]) -> bytes:
    """The file's bytes. BadValue where the pictures make it too large."""
    fields: dict[str, Any] = dump_preset(preset)
    if pictures:
        fields["pictures"] = {asset: base64.b64encode(data).decode() for asset, data in pictures.items()}
    data = (json.dumps(fields, ensure_ascii=False, indent=2) + "\n").encode()
    if len(data) > MOST_BYTES:
        raise BadValue("share_too_big", size_mb=len(data) // 1024**2 + 1, cap_mb=MOST_BYTES // 1024**2)
    return data


def unpack(data: bytes, name: str, here: Mapping[str, object] | frozenset[str] = frozenset()) -> Shared:
    """Preset and pictures of a file. BadFile lists everything that is wrong; `here` are pictures that need not be in
    it."""
    fields = read_json(data, name, MOST_BYTES)
    preset = preset_from(fields, name, listed=True)
    given = fields.get("pictures", {})
    wanted = assets(preset.draft)
    if not isinstance(given, dict):
        raise BadFile("file_bad_field", path="pictures", name=name, place="pictures", reason="{…}")
    pictures: dict[str, tuple[str, bytes]] = {}
    wrong: list[Message] = []
    for asset, text in given.items():
        found = _picture(asset, text)
        if found is None or asset not in wanted:
            fault = "picture_broken" if found is None else "picture_unasked"
            wrong.append(Message(id=f"presets.fault.{fault}", args={"asset": str(asset)[:19]}))
        else:
            pictures[asset] = found
    if wrong:
        raise faulty_file(name, "pictures", wrong)
    missing = [asset for asset in wanted if asset not in pictures and asset not in here]
    clips = [clip for clip in preset.draft.clips if clip.asset not in here]
    return Shared(preset, pictures, _remarks(preset, len(missing), len(clips)))


def _remarks(preset: Preset, missing: int, clips: int) -> tuple[Message, ...]:
    found = []
    if missing:
        found.append(Message(id="presets.remark.pictures", args={"n": missing}))
    if clips:
        found.append(Message(id="presets.remark.clips", args={"n": clips}))
    if names := undeclared(preset.draft):
        found.append(
            Message(id="presets.remark.undeclared", args={"names": ", ".join(f"{{{each}}}" for each in names)})
        )
    empty = [variable.label or variable.id for variable in preset.draft.variables if not variable.default]
    if empty:
        found.append(Message(id="presets.remark.no_default", args={"names": ", ".join(empty)}))
    return tuple(found)


def _picture(asset: object, text: object) -> tuple[str, bytes] | None:
    """Suffix and bytes of a picture, if it is one and the one it is said to be."""
    try:
        data = base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except (binascii.Error, ValueError):
        return None
    if asset != f"sha256:{hashlib.sha256(data).hexdigest()}":
        return None
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp", data
    return next(((suffix, data) for start, suffix in _KINDS if data.startswith(start)), None)


def _assets(noun: Noun) -> Iterator[str]:
    for name, value in noun:
        if name == "clips":
            continue
        if name in ("asset", "start_image", "end_image") and value:
            yield value
        elif isinstance(value, Noun):
            yield from _assets(value)
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, Noun):
                    yield from _assets(item)
