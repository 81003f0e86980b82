"""Imports PySide without what only its makers need, and without compiling what it carries inside at every start."""

from __future__ import annotations

import builtins
import sys
import zlib
from pathlib import Path
from typing import Any

from app.resources import kept

_UNUSED = "shibokensupport/signature/lib/pyi_generator.py"
"""Writes PySide's stub files."""
_CARRIED = ("shibokensupport/", "signature_bootstrap.py")
"""PySide carries these sources inside its library and compiles them anew at each import, which took a twenty-fifth of
the whole start (6.11.3, 2026-11-26)."""


def import_lightly() -> None:
    """Import PySide, once, with nothing in place of what writes its stub files and the rest as it was compiled last."""
    if "PySide6" in sys.modules:
        return
    plain = builtins.compile

    def compile_seldom(source: Any, filename: Any, *rest: Any, **more: Any) -> Any:
        if filename == _UNUSED:
            return plain(b"", filename, *rest, **more)
        if not str(filename).startswith(_CARRIED) or not isinstance(source, bytes):
            return plain(source, filename, *rest, **more)
        place = Path(__file__).with_name(filename.replace("/", "."))
        sign = (sys.hexversion, len(source), zlib.crc32(source))
        return kept(place, sign, lambda: plain(source, filename, *rest, **more))

    builtins.compile = compile_seldom
    try:
        import PySide6.QtCore  # noqa: F401 - it brings what the other modules stand on
    finally:
        builtins.compile = plain
    # PySide would read the source of each module imported later, looking for names in snake case
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
