"""Finds the data files of the program, in a checkout and when frozen, and reads them quickly."""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import tomli


@cache
def resources() -> Path:
    """The folder `resources/` of this program."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root / "resources"


def own_table(path: Path) -> dict[str, Any]:
    """The table in a TOML file that comes with the program: read anew only where the file is another than last time.

    Only for files beside the program: what is kept is as much trusted as the code is.
    """
    facts = path.stat()
    sign = (facts.st_mtime_ns, facts.st_size, str(path))
    kept = path.parent / "__pycache__" / f"{path.name}.{sys.implementation.cache_tag}"
    with suppress(OSError, ValueError, EOFError, TypeError):
        known, table = marshal.loads(kept.read_bytes())
        if known == sign:
            return dict(table)
    table = tomli.loads(path.read_text(encoding="utf-8-sig"))
    if not sys.dont_write_bytecode:
        # where the folder is not ours to write in, or there are days in the table, it is read each time
        with suppress(OSError, ValueError):
            _keep(kept, marshal.dumps((sign, table)))
    return table


def _keep(place: Path, data: bytes) -> None:
    place.parent.mkdir(exist_ok=True)
    # another start may read it meanwhile
    half = place.with_name(f"{place.name}.{os.getpid()}")
    half.write_bytes(data)
    half.replace(place)
