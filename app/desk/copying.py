"""How the making of a copy that plays stands: a word from the desk to whoever shows the clip."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Copying(NamedTuple):
    """The part that is done, the copy once it is whole, or that it ended without one."""

    clip: str
    share: float = 0.0
    file: Path | None = None
    ended: bool = False
