"""The four ways to a remote model as one table: its server on loopback, a connection to it, and where it is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.domain.connection import Connection
from app.providers.fal import Fal
from app.providers.kling import Kling
from app.providers.openai_videos import OpenAIVideos
from app.providers.replicate import Replicate
from tests.fakes.desk import Told
from tests.fakes.fal_server import FalServer
from tests.fakes.kling_server import KlingServer
from tests.fakes.openai_server import SERVED, OpenAIServer
from tests.fakes.replicate_server import ReplicateServer
from tests.fakes.server import Loopback

CANARY = "canary-0f9d3b7a6c5e4821"
"""A key that must be found nowhere but at its own host."""


@dataclass(frozen=True)
class Target:
    """One provider. `posts`, `looks` and `files` are where the paths of its submissions, looks and clips begin."""

    provider: str
    kind: type[Any]
    model: str
    open: Callable[[Path, str], Loopback]
    base: str
    posts: str
    looks: str
    files: str

    def address(self, server: Loopback) -> str:
        """The address of the connection."""
        return server.address + self.base

    async def connect(self, told: Told, server: Loopback, **more: Any) -> Connection:
        """A connection to it, with the canary as its key for this run."""
        wished = Connection(id="it", provider=self.provider, address=self.address(server), parallelism=2, **more)
        return await told.desk.connect(wished, key=CANARY, place="session")


TARGETS = {
    each.provider: each
    for each in (
        Target(
            "openai-videos", OpenAIVideos, f"openai-videos/{SERVED}",
            lambda folder, key: OpenAIServer(folder, "generic", f"Bearer {key}"), "/v1",
            "/v1/videos", "/v1/videos/", "/v1/videos/video_gen_01%3D/content",
        ),
        Target(
            "kling", Kling, "kling/kling-3.0", KlingServer, "", "/text-to-video", "/tasks", "/clips/",
        ),
        Target(
            "fal", Fal, "fal/kling-v3-standard", lambda folder, key: FalServer(folder, f"Key {key}"), "",
            "/fal-ai/kling-video/v3", "/fal-ai/kling-video/requests", "/files/",
        ),
        Target(
            "replicate", Replicate, "replicate/kling-v3-video",
            lambda folder, key: ReplicateServer(folder, f"Bearer {key}"), "/v1",
            "/v1/models/", "/v1/predictions", "/delivery/",
        ),
    )
}  # fmt: skip
every = pytest.mark.parametrize("target", list(TARGETS.values()), ids=list(TARGETS))


def look_often(monkeypatch: pytest.MonkeyPatch, target: Target) -> None:
    """Let its provider be looked at without a pause."""
    spec = target.kind().spec.replace(poll_seconds=0.02)
    monkeypatch.setattr(target.kind, "spec", property(lambda self: spec))
