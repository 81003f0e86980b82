"""What Kling's endpoints take and what its codes mean, read from data, and which endpoint a request goes to."""

from __future__ import annotations

from functools import cache
from typing import Literal

from app.domain.noun import Noun
from app.domain.request import Request
from app.resources import own_table, resources


class Endpoint(Noun):
    """One path. See `resources/providers/kling.toml`."""

    prompt_most: int
    settings: tuple[str, ...]
    audio: str = ""
    sound_needs: str = ""
    last: bool = False
    last_alone: bool = False
    last_needs: str = ""
    last_silent: bool = False
    pictures: int = 0
    clips: int = 0
    elements: int = 0
    elements_framed: int | None = None
    """Most elements beside a first frame, where that is fewer."""
    voices: int = 0
    seconds_plain: tuple[int, ...] = ()


class Code(Noun):
    """What one code means, and the sentence for it."""

    means: Literal["account", "rejected", "refused", "busy", "unknown"]
    says: str


class Tables(Noun):
    """The whole file."""

    unit_usd: float
    looks: int
    kept_days: int
    picture_mb: int
    picture_side: int
    picture_ratio: float
    policy: tuple[str, ...]
    duplicate: tuple[str, ...]
    omni: tuple[str, ...]
    endpoint: dict[str, Endpoint]
    code: dict[str, Code]


@cache
def tables() -> Tables:
    """The data, read once."""
    return Tables.model_validate(own_table(resources() / "providers" / "kling.toml"))


def roles(request: Request) -> tuple[str, ...]:
    """The roles of the pictures and clips that go along."""
    return tuple(each.role for each in request.inputs)


def task_of(request: Request, name: str) -> str:
    """`omni-video` where the model is one of that family, else by whether a frame begins the clip."""
    if any(mark in name for mark in tables().omni):
        return "omni-video"
    return "image-to-video" if "first_frame" in roles(request) else "text-to-video"


def endpoint_of(request: Request, name: str) -> tuple[str, Endpoint]:
    """The path a request goes to, and what is taken there."""
    task = task_of(request, name)
    known = tables().endpoint
    return f"/{task}/{name}", known.get(f"{task}/{name}") or known[f"{task}/"]
