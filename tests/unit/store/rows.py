"""Jobs and clips to put into a database."""

from __future__ import annotations

from typing import Any

from app.domain.clip import Clip, Media
from app.domain.job import Job
from app.domain.request import Request
from app.store.paths import Home

AT = "2026-11-24T12:00:00+00:00"
MEDIA = Media(seconds=1.0, width=64, height=48, fps=24.0, frames=24, video_codec="h264")


def a_job(name: str, **fields: Any) -> Job:
    """A queued job that is not written yet."""
    request = Request(model="fake/one", dialect="timed", text="A dog runs", seconds=1.0, draft="{}")
    known: dict[str, Any] = {
        "id": name,
        "intent": f"intent-{name}",
        "state": "queued",
        "model": "fake/one",
        "draft_id": "d1",
        "title": "A shot",
        "request": request,
        "created": AT,
        "usd_estimate": 0.5,
    }
    return Job(**(known | fields))


def a_clip(home: Home, name: str, **fields: Any) -> Clip:
    """A clip that is not written yet, with a file in its place."""
    path = home.clips / f"a-shot-take-1-{name}.mp4"
    path.write_bytes(name.encode())
    known: dict[str, Any] = {
        "id": name,
        "path": path.relative_to(home.root).as_posix(),
        "sha256": name.rjust(64, "0"),
        "title": "A shot",
        "draft_id": "d1",
        "model": "animatic/board",
        "media": MEDIA,
        "created": AT,
    }
    return Clip(**(known | fields))
