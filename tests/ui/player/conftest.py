"""What the player's tests share: real clips, made once, and a playback that is always let go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtMultimedia import QVideoFrame
from PySide6.QtWidgets import QApplication

from tests.fakes.counted import make_counted, read_number
from ui.panels.playback import Playback


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The screenless platform says at every window what it cannot do; that is no news of ours."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


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
