"""What the player's tests share: real clips, made once, and a playback that is always let go."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtMultimedia import QVideoFrame
from PySide6.QtWidgets import QApplication

from app.build import build
from app.desk.desk import Desk
from app.domain.draft import Beat, Draft, Shot
from tests.fakes.counted import make_counted, read_number
from ui.panels.player.panel import PlayerPanel
from ui.panels.player.playback import Playback


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds, 48 numbered pictures, with a tone."""
    return make_counted(tmp_path_factory.mktemp("films") / "film.mp4", sound=True)


@pytest.fixture(scope="session")
def other_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One second in a tall frame, silent."""
    return make_counted(tmp_path_factory.mktemp("films") / "other.mp4", 1.0, size=(90, 160))


class Shown:
    """Reads the numbers off the pictures a playback shows."""

    def __init__(self, playback: Playback) -> None:
        self.numbers: list[int] = []
        playback.frame_shown.connect(self.see)

    @property
    def number(self) -> int:
        """The number of the last picture, -1 before any."""
        return self.numbers[-1] if self.numbers else -1

    def see(self, frame: QVideoFrame | None) -> None:
        """Read one picture."""
        if frame is not None:
            self.numbers.append(number_in(frame))


def number_in(frame: QVideoFrame) -> int:
    """The number a picture carries."""
    image = frame.toImage()
    return read_number(lambda part: image.pixelColor(int(part * image.width()), image.height() // 2).lightness())


@pytest.fixture
def playback(qapp: QApplication) -> Iterator[Playback]:
    made = Playback()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def shown(playback: Playback) -> Shown:
    return Shown(playback)


def small_draft(draft_id: str = "small") -> Draft:
    """Two seconds in two shots with three beats."""
    beats = tuple(Beat(id=f"b{n}", seconds=0.5, purpose="turn", action=f"step {n}") for n in (1, 2))
    shots = (Shot(id="s1", seconds=1.0, beats=beats), Shot(id="s2", seconds=1.0, beats=(Beat(id="b3", seconds=1.0),)))
    return Draft(id=draft_id, title="Small", form="sora-story-beats", aim="kling/kling-3.0", shots=shots)


@pytest.fixture
def desk(home: Path, qapp: QApplication) -> Iterator[Desk]:
    """The program without a window, with the small draft open."""
    made = build(home)
    made.adopt(small_draft())
    yield made
    asyncio.run(made.close())


@pytest.fixture
def player(desk: Desk, still: None) -> Iterator[PlayerPanel]:
    """The player as the window wires it, shown."""
    made = PlayerPanel(desk)
    desk.changed.connect(made.show_snapshot)
    desk.clips_changed.connect(made.refresh)
    made.show_snapshot(desk.snapshot)
    made.resize(1076, 232)
    made.show()
    made.activateWindow()
    yield made
    desk.changed.disconnect(made.show_snapshot)
    desk.clips_changed.disconnect(made.refresh)
    made.shut()
    made.close()
    made.deleteLater()
