"""A desk over a real home with real clips in its library, for the tests of the player and of the library."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QColor, QImage

from app.desk.desk import Desk
from app.domain.clip import Clip
from app.domain.draft import Draft
from app.domain.upgrade import write_draft
from app.media import verify

AT = "2026-11-24T12:00:00+00:00"


def add_clip(desk: Desk, film: Path, name: str, draft: Draft | None = None, **fields: Any) -> Clip:
    """Put a film into the library as a clip called `name`, as a take of a draft if there is one."""
    clips = desk.home / "clips"
    clips.mkdir(parents=True, exist_ok=True)
    path = clips / f"{name}.mp4"
    shutil.copyfile(film, path)
    known: dict[str, Any] = {
        "id": name,
        "path": path.relative_to(desk.home).as_posix(),
        "sha256": name.rjust(64, "0"),
        "title": draft.title if draft else "A clip",
        "draft_id": draft.id if draft else "",
        "draft": write_draft(draft).decode() if draft else "",
        "model": "kling/kling-3.0",
        "media": fields.pop("media", None) or verify(path),
        "created": AT,
    }
    clip = desk.work.clips.add(Clip(**(known | fields)))
    desk._on_clips()
    return clip


def add_poster(desk: Desk, name: str, color: str) -> str:
    """A picture file in the home; its place relative to it, as a clip names it."""
    posters = desk.home / "posters"
    posters.mkdir(parents=True, exist_ok=True)
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    image.save(str(posters / f"{name}.png"))
    return (posters / f"{name}.png").relative_to(desk.home).as_posix()


def heard(signal: Any) -> list[Any]:
    """Everything a Qt signal tells from now on."""
    told: list[Any] = []
    listener: Callable[..., None] = lambda *values: told.append(values[0] if len(values) == 1 else values)  # noqa: E731
    signal.connect(listener)
    return told
