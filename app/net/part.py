"""The file a download grows in, and what was said of it, kept beside it so that another run can go on."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from io import FileIO
from pathlib import Path
from typing import Any

from app.domain.errors import ProviderFault, StorageFault

CLIP_MOST = 2 * 1024**3
CHECKED = 32 * 1024**2
"""So often the room is looked at while nobody says how much is to come."""
AT_ONCE = 512
"""Blocks that every system takes in one call."""
RESERVE = 64 * 1024**2
"""Bytes of the disk that are left free."""


class NotAClip(ProviderFault):
    """What is there is no clip that we take; another connection does not change that."""


class Part:
    """One part file. All of it asks the disk, and so is for a thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._marks_path = path.with_suffix(".marks")
        self.size = path.stat().st_size if path.exists() else 0
        marks = self._read_marks()
        self.validator: str = str(marks.get("validator", ""))
        total = marks.get("total")
        self.total: int | None = total if isinstance(total, int) else None

    def wanted(self) -> dict[str, str]:
        """The headers that ask for the rest; none where nothing is there, or nothing says that it is still the same."""
        if not (self.size and self.validator):
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": self.validator}

    @property
    def whole(self) -> bool:
        """Whether it is as long as was said."""
        return self.total is not None and self.size == self.total

    def begin(self, start: int, total: int | None, headers: Mapping[str, str]) -> None:
        """Go on at `start`, or anew at 0. NotAClip where it would be too big, StorageFault `disk_full` where there is
        no room for it."""
        if (total or 0) > CLIP_MOST:
            raise NotAClip("download_too_big")
        self._check_room((total or 0) - start)
        strong = _validator(headers)
        self.validator, self.total, self.size = strong, total, start
        self._marks_path.write_text(json.dumps({"validator": strong, "total": total}), encoding="utf-8")
        with self._path.open("ab") as file:
            file.truncate(start)

    def add(self, blocks: Sequence[bytes]) -> None:
        """Put these where it ends. NotAClip where it grows past what was said or is reasonable."""
        grown = self.size + sum(map(len, blocks))
        if grown > (CLIP_MOST if self.total is None else self.total):
            raise NotAClip("download_too_big")
        if self.total is None and self.size // CHECKED != grown // CHECKED:
            self._check_room(0)
        with self._path.open("r+b", buffering=0) as file:
            # by its place and not at the end: of what a full disk took half of, nothing is there twice
            file.seek(self.size)
            _put(file, blocks)
        self.size = grown

    def is_of(self, headers: Mapping[str, str]) -> bool:
        """Whether an answer is about the file of which there is a part already, as far as it says."""
        told = _validator(headers)
        return not (told and self.validator) or told == self.validator

    def _check_room(self, more: int) -> None:
        if shutil.disk_usage(self._path.parent).free < more + RESERVE:
            raise StorageFault("disk_full", name=str(self._path))

    def keep(self) -> None:
        """Have the disk confirm it."""
        with self._path.open("rb+") as file:
            os.fsync(file.fileno())

    def drop(self) -> None:
        """Throw it away."""
        self._path.unlink(missing_ok=True)
        self._marks_path.unlink(missing_ok=True)
        self.size, self.validator, self.total = 0, "", None

    def _read_marks(self) -> Mapping[str, Any]:
        try:
            marks = json.loads(self._marks_path.read_bytes())
        except (OSError, ValueError):
            return {}
        return marks if isinstance(marks, dict) else {}


def _put(file: FileIO, blocks: Sequence[bytes]) -> None:
    """Write them in one call, without laying them together first: that would hold up everybody else. What a disk that
    is nearly full leaves over, and all of it where there is no such call, goes as one piece."""
    gather = getattr(os, "writev", None)
    taken = gather(file.fileno(), blocks) if gather is not None and 0 < len(blocks) <= AT_ONCE else 0
    if taken == sum(map(len, blocks)):
        return
    rest = memoryview(b"".join(blocks))[taken:]
    while rest:
        rest = rest[file.write(rest) :]


def _validator(headers: Mapping[str, str]) -> str:
    """What says for certain that a file is still the same; "" where nothing does."""
    tag = headers.get("etag", "")
    return tag if tag and not tag.startswith("W/") else headers.get("last-modified", "")
