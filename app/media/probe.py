"""The child's main that decodes a stranger's file: what goes wrong here goes wrong in a process of its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from app.domain.errors import Fault
from app.media import embed, frames
from app.media.limits import end_with_parent, limit
from app.media.verify import verify

PROCESSOR_SECONDS = 280
MOST_CHARACTERS = 200
"""Length of any text in a fault's arguments."""


def main(arguments: list[str]) -> int:
    """`_probe CLIP [POSTER]`: print one JSON object, {"media", "draft", "record"} or {"fault": {"id", "args"}}."""
    clip = Path(arguments[0])
    limit(PROCESSOR_SECONDS, clip)
    end_with_parent()
    try:
        answer: dict[str, Any] = {"media": verify(clip).model_dump(mode="json"), **embed.read(clip)._asdict()}
        if len(arguments) > 1:
            frames.poster(clip, Path(arguments[1]))
    except Fault as fault:
        answer = _fault(fault)
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))
    return 0


def frame_main(arguments: list[str]) -> int:
    """`_frame CLIP OUT.png SECONDS`: print {"whole": true} or {"fault": {"id", "args"}}."""
    clip, out, seconds = arguments[:3]
    limit(PROCESSOR_SECONDS, Path(clip))
    end_with_parent()
    answer: dict[str, Any] = {"whole": True}
    try:
        frames.frame_at(Path(clip), Path(out), float(seconds))
    except Fault as fault:
        answer = _fault(fault)
    except OSError as error:
        reason = error.strerror or "?"
        answer = {"fault": {"id": "storage_failed", "args": {"name": Path(out).name, "reason": reason}}}
    sys.stdout.write(json.dumps(answer))
    return 0


def _fault(fault: Fault) -> dict[str, Any]:
    args = {key: str(value)[:MOST_CHARACTERS] for key, value in fault.args_by_name.items()}
    return {"fault": {"id": fault.id, "args": args}}
