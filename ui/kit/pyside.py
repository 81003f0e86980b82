"""Imports PySide without the parts that only its makers need, which cost a tenth of the whole start."""

from __future__ import annotations

import builtins
import sys
from typing import Any

_UNUSED = "shibokensupport/signature/lib/pyi_generator.py"
"""Writes PySide's stub files. PySide carries its sources inside and compiles all of them anew at each import."""


def import_lightly() -> None:
    """Import PySide, once, with nothing in place of what writes its stub files."""
    if "PySide6" in sys.modules:
        return
    plain = builtins.compile

    def compile_used(source: Any, filename: Any, *rest: Any, **more: Any) -> Any:
        return plain(b"" if filename == _UNUSED else source, filename, *rest, **more)

    builtins.compile = compile_used
    try:
        import PySide6  # noqa: F401 - it brings what its modules stand on
    finally:
        builtins.compile = plain
    # PySide would read the source of each module imported later, looking for names in snake case
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
