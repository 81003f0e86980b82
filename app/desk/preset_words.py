"""What the built-in presets are called and for, in the language of the screen; people's own keep their own words."""

from __future__ import annotations

from app.domain.preset import Preset
from app.strings import language, tr

_said: dict[tuple[str, str], tuple[Preset, Preset]] = {}
"""A built-in preset as its file has it and as it is said, by id and language."""


def in_words(preset: Preset) -> Preset:
    """The preset with its name and purpose in the screen language; the same one each time."""
    if not preset.builtin or language() == "en":
        return preset
    key = preset.id, language()
    known = _said.get(key)
    if known is None or known[0] is not preset:
        said = preset.replace(name=tr(f"preset.{preset.id}.name"), about=tr(f"preset.{preset.id}.about"))
        known = _said[key] = preset, said
    return known[1]
