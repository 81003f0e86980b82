"""The child's main that decodes a stranger's file: what goes wrong here goes wrong in a process of its own."""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from typing import Any

from app.domain.errors import Fault
from app.media import embed, frames
from app.media.verify import verify

MEMORY = 4 * 1024**3
"""Bytes of address space; 4K with two decoder threads takes 1.1 GiB."""
PROCESSOR_SECONDS = 280
MOST_CHARACTERS = 200
"""Length of any text in a fault's arguments."""


def main(arguments: list[str]) -> int:
    """`_probe CLIP [POSTER]`: print one JSON object, {"media", "draft", "record"} or {"fault": {"id", "args"}}."""
    _limit()
    clip = Path(arguments[0])
    try:
        answer: dict[str, Any] = {"media": verify(clip).model_dump(mode="json"), **embed.read(clip)._asdict()}
        if len(arguments) > 1:
            frames.poster(clip, Path(arguments[1]))
    except Fault as fault:
        args = {key: str(value)[:MOST_CHARACTERS] for key, value in fault.args_by_name.items()}
        answer = {"fault": {"id": fault.id, "args": args}}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))
    return 0


def _limit() -> None:
    """Cap memory and time, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
