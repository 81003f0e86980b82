"""MiniMax H3 as the servers that run it want to be asked: none of them makes it from the plain form alone.

Read and run in vLLM-Omni 0.30.0 and SGLang 0.5.23: the first wants the shape by name and takes every picture and clip
as one list of files; the second wants a task, a target and conditions, as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from app.domain.request import Request
from app.providers.base import Payload, Uploaded
from app.providers.openai_videos.kinds import Kind

NAME = "minimax-h3"
SHAPES = ("21:9", "16:9", "4:3", "1:1", "3:4", "9:16")
SHORT_EDGE = 768
"""The one it is made for; vLLM-Omni takes no other."""
FRAMES = {"first_frame": 0, "last_frame": -1}


def is_h3(model: str) -> bool:
    """Whether a model is it, by the name it is served under."""
    return NAME in model.lower()


def shape_of(request: Request) -> str:
    """The shape that is asked for, where it is one of those it makes; "" leaves it to the server, as it must be left
    where a first frame has a shape of its own."""
    asked = str(request.parameters.get("aspect_ratio", ""))
    return asked if asked in SHAPES else ""


def target_of(request: Request) -> dict[str, Any]:
    """What SGLang calls the target: shape and length."""
    seconds = request.parameters.get("seconds", request.seconds)
    return {"short_edge": SHORT_EDGE, "aspect_ratio": shape_of(request) or "auto", "duration_seconds": seconds}


def targeted(request: Request, kind: Kind, model: str, given: Sequence[tuple[str, Uploaded]]) -> Payload:
    """The JSON of SGLang: a form would not do, for its text fields end at a megabyte. `given` are pictures and clips by
    their role."""
    roles = {each.role for each in request.inputs}
    task = "ref2va" if "clip" in roles else "fl2va" if roles else "t2va"
    fields: dict[str, Any] = {"prompt": request.text, "model": model, "task": task, "target": target_of(request)}
    if "seed" in request.parameters and "seed" in kind.extras:
        fields["seed"] = request.parameters["seed"]

    def told(shown: bool) -> str:
        conditions = [_condition(role, "…" if shown else each.reference) for role, each in given]
        return json.dumps(fields | ({"conditions": conditions} if conditions else {}), ensure_ascii=False)

    return Payload(path="/videos", body=told(shown=False).encode(), view=told(shown=True))


def _condition(role: str, reference: str) -> dict[str, Any]:
    if role == "clip":
        return {"type": "video", "uri": reference, "role": "reference"}
    return {"type": "image", "uri": reference, "role": "keyframe", "frame_index": FRAMES[role]}
