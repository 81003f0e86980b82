"""Writes prompts in Simplified Chinese: the same drafts, dialects and fields, in sentences of their own grammar.

A dialect's writer is looked up when the first draft asks for Chinese; until then nothing here is imported. What a
person typed stays word for word; only the program's own words are Chinese.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from app.prompting.dialects.face import Write

_HOMES = {
    "sora": "brief.write_sora",
    "sora_brief": "brief.write_brief",
    "kling_scene": "kling.write_scene",
    "kling_path": "kling.write_path",
    "kling_shots": "kling_list.write_text",
    "kling_list": "kling_list.write_list",
    "kling_json": "kling_list.write_json",
    "veo": "stretches.write_veo",
    "seedance": "seedance.write_plain",
    "seedance_marked": "seedance.write_marked",
    "runway": "commands.write_runway",
    "ltx": "stretches.write_ltx",
    "hailuo": "commands.write_hailuo",
    "json": "object.write_json",
    "timed": "stretches.write_timed",
}
"""Where each dialect's Chinese is written."""


@cache
def writer(dialect: str) -> Write | None:
    """What writes a dialect in Chinese; None where it has no Chinese yet."""
    module, _, name = _HOMES.get(dialect, "").partition(".")
    if not module:
        return None
    found: Write = getattr(import_module(f"{__name__}.{module}"), name)
    return found
