"""Finds the data files of the program, in a checkout and when frozen, and reads them quickly."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any


@cache
def resources() -> Path:
    """The folder `resources/` of this program."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root / "resources"


def own_table(path: Path) -> dict[str, Any]:
    """The table in a TOML file that comes with the program: read anew only where the file is another than last time."""

    def read() -> dict[str, Any]:
        # only here: most starts read nothing anew
        import tomli

        return tomli.loads(path.read_text(encoding="utf-8-sig"))

    facts = path.stat()
    return dict(kept(path, (facts.st_mtime_ns, facts.st_size, str(path)), read))


def kept(path: Path, sign: Any, make: Callable[[], Any]) -> Any:
    """What `make` gave last time, kept beside a file of the program in `__pycache__`; made anew under another sign.

    Only beside the program: what is kept is as much trusted as the code is.
    """
    place = path.parent / "__pycache__" / f"{path.name}.{sys.implementation.cache_tag}"
    with suppress(OSError, ValueError, EOFError, TypeError):
        known, value = marshal.loads(place.read_bytes())
        if known == sign:
            return value
    value = make()
    if not sys.dont_write_bytecode:
        # where the folder is not ours to write in, or what was made cannot be kept, it is made each time
        with suppress(OSError, ValueError):
            _keep(place, marshal.dumps((sign, value)))
    return value


def _keep(place: Path, data: bytes) -> None:
    place.parent.mkdir(exist_ok=True)
    # another start may read it meanwhile
    half = place.with_name(f"{place.name}.{os.getpid()}")
    half.write_bytes(data)
    half.replace(place)
