"""What the library's tests share: a desk with clips, and the panel as the window wires it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.build import build
from app.desk.desk import Desk
from app.domain.clip import Clip, Media
from app.domain.draft import Draft, Shot
from tests.fakes.counted import make_counted
from tests.ui.clips import add_clip, add_poster
from ui.panels.library.panel import LibraryPanel

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
SHOTS = (Shot(id="s1", seconds=1.0),)
MEDIA = Media(seconds=1.0, width=160, height=90, fps=24.0, frames=24, video_codec="h264")


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One second of numbered pictures."""
    return make_counted(tmp_path_factory.mktemp("films") / "film.mp4", 1.0)


@pytest.fixture
def desk(home: Path, qapp: QApplication) -> Iterator[Desk]:
    """The program without a window."""
    made = build(home, clock=lambda: NOW)
    yield made
    asyncio.run(made.close())


@pytest.fixture
def library(desk: Desk, still: None) -> Iterator[LibraryPanel]:
    """The library, shown."""
    made = LibraryPanel(desk)
    desk.clips_changed.connect(made.refresh)
    made.resize(1200, 700)
    made.refresh()
    made.show()
    made.activateWindow()
    yield made
    desk.clips_changed.disconnect(made.refresh)
    made.shut()
    made.close()
    made.deleteLater()


def a_draft(draft_id: str = "loaf", title: str = "The last loaf") -> Draft:
    """One second of nothing much."""
    return Draft(id=draft_id, title=title, form="sora-story-beats", aim="kling/kling-3.0", shots=SHOTS)


@pytest.fixture
def clips(desk: Desk, film: Path) -> dict[str, Clip]:
    """A take, a kept and rated one with Chinese words, and a rehearsal; the newest first in the library."""
    bread = {"words": "雨夜的面包店", "kept": True, "rating": 4, "tags": ("night",)}
    blue = add_poster(desk, "take", "#336699")
    words = "A slow push-in settles on her hands."
    return {
        "take": add_clip(desk, film, "take", a_draft(), words=words, media=MEDIA, poster=blue),
        "kept": add_clip(desk, film, "kept", a_draft("bread", "最后一条面包"), media=MEDIA, **bread),
        "drawn": add_clip(desk, film, "drawn", a_draft(), model="animatic/board", media=MEDIA),
    }
