"""Requests as a draft makes them, and the pages on which their payloads are kept to be read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from app.catalog import Catalog
from app.domain.model import Model
from app.domain.request import Input, Part, Request
from app.providers.base import Uploaded

GOLDEN = Path(__file__).parents[2] / "golden" / "payloads"
SWITCH = "SHOTWRIGHT_WRITE_GOLDENS"
TASKS = {
    "text": (),
    "image": ("first_frame",),
    "frames": ("first_frame", "last_frame"),
    "reference": ("reference",) * 2,
    "clip": ("clip",),
    "clips": ("clip", "clip", "reference"),
    "edit": ("edit",),
}
"""The pictures and clips of each way to ask a model."""


@cache
def rows(provider: str) -> tuple[Model, ...]:
    """Every row of ours for a provider."""
    return tuple(model for model in Catalog().models() if model.provider == provider)


def request_of(model: Model, task: str, shots: int = 1) -> Request:
    """A request with everything the row has a place for."""
    roles = TASKS[task]
    limits = model.limits
    asked: dict[str, Any] = {"seconds": 6, "resolution": (limits.resolutions or ("720p",))[0], "aspect_ratio": "16:9"}
    asked |= {"audio": False} if limits.audio == "switch" else {}
    if "clip" in roles or "edit" in roles:
        bounds = limits.edits if "edit" in roles else limits.clips
        asked |= {"keep_sound": True} if bounds and bounds.keeps_sound else {}
    asked |= {"seed": 7} if limits.seed else {}
    asked |= {"negative_prompt": "blur"} if limits.negative else {}
    inputs = tuple(
        Input(role=role, asset=f"sha256:{number:064d}", cast=f"c{number}")  # type: ignore[arg-type]
        for number, role in enumerate(roles)
    )
    parts = tuple(Part(text=f"Shot {number}.", seconds=3.0) for number in range(1, shots + 1))
    return Request(
        model=model.id, dialect=model.dialect, text="A dog runs, 雨夜.", parts=parts, parameters=asked, inputs=inputs,
        seconds=6.0, wire=model.wire, draft="{}",
    )  # fmt: skip


def uploaded(request: Request) -> dict[str, Uploaded]:
    """Its pictures at the provider."""
    return {
        each.asset: Uploaded(name=each.asset, reference=f"https://files.test/{number}.png")
        for number, each in enumerate(request.inputs, start=1)
    }


def asked_ways(model: Model) -> Iterator[str]:
    """The ways to ask a model that its row has."""
    wire, limits = model.wire, model.limits
    assert wire is not None
    if wire.text is not None:
        yield "text"
    if limits.start_image:
        yield "image"
    if limits.end_image:
        yield "frames"
    if limits.elements:
        yield "reference"
    if limits.clips is not None:
        yield "clip" if limits.clips.most == 1 else "clips"
    if limits.edits is not None:
        yield "edit"


def compare(name: str, made: list[dict[str, Any]]) -> None:
    """Hold payloads against the page that is kept of them."""
    page = GOLDEN / f"{name}.json"
    text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get(SWITCH) == "1":
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_bytes(text.encode())
    assert page.read_bytes().decode() == text
