"""Shows every field and panel over made-up state, in a window or as pictures: `python -m ui.gallery --shots DIR`."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListWidget, QScrollArea, QVBoxLayout, QWidget

from app.strings import languages
from ui.kit import focus, fonts, theme
from ui.kit.choices import Segments
from ui.kit.layout import row, set_surface
from ui.kit.specimen import Specimen
from ui.kit.strings import set_language, tr

ROOMS = ("ui.kit.specimens", "ui.fields.specimens", "ui.lists.specimens", "ui.panels.specimens", "ui.windows.specimens")
"""Every module with a list `SPECIMENS` that is there is shown."""


def specimens(rooms: Sequence[str] = ROOMS) -> list[Specimen]:
    """Everything that is registered in these rooms, kit first."""
    found: list[Specimen] = []
    for name in rooms:
        if find_spec(name) is not None:
            found += import_module(name).SPECIMENS
    return found


def main(args: list[str] | None = None) -> int:
    """The command line of the gallery."""
    parser = argparse.ArgumentParser(prog="ui.gallery")
    parser.add_argument("--shots", type=Path, metavar="DIR")
    parser.add_argument("--only", default="", metavar="PART", help="part of a specimen's name")
    parser.add_argument("--rooms", default="", metavar="ROOMS", help="kit, fields, lists, panels, windows")
    parser.add_argument("--themes", default="dark,light")
    parser.add_argument("--text-size", type=int, default=13, help="12 to 16")
    parser.add_argument("--language", default="en", choices=languages())
    parser.add_argument("--scale", default="", metavar="FACTOR", help="device pixels by logical ones, as 2 or 1.5")
    given = parser.parse_args(args)
    if given.shots:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if given.scale:
        os.environ["QT_SCALE_FACTOR"] = given.scale
    set_language(given.language)
    fonts.prepare()
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    theme.install(app, text_size=given.text_size)
    focus.install(app)
    rooms = [room for room in ROOMS if not given.rooms or room.split(".")[1] in given.rooms.split(",")]
    chosen = [each for each in specimens(rooms) if given.only in each.name]
    if given.shots:
        return shoot(chosen, given.shots, given.themes.split(","))
    window = Gallery(chosen)
    window.resize(1440, 900)
    window.show()
    return app.exec()


def shoot(chosen: list[Specimen], folder: Path, themes: list[str]) -> int:
    """Paint each specimen in each theme into `<folder>/<name>-<theme>.png`. Gives 0, or 1 when nothing was chosen."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in themes:
        theme.theme().set_mode("light" if name == "light" else "dark")
        for specimen in chosen:
            frame = framed(specimen)
            frame.show()
            frame.setFocus()
            settle(specimen.linger)
            frame.grab().save(str(folder / f"{specimen.name.replace('/', '-').replace(' ', '-')}-{name}.png"))
            frame.close()
            frame.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            gc.collect()
    return 0 if chosen else 1


def settle(milliseconds: int) -> None:
    """Let everything be laid out and painted, and then wait for what comes later."""
    for _ in range(4):
        QCoreApplication.processEvents()
    if milliseconds:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()


def framed(specimen: Specimen) -> QWidget:
    """A specimen on a panel, at its size."""
    frame = QWidget()
    set_surface(frame, "panel")
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(specimen.build())
    wide, tall = specimen.size
    hint = frame.sizeHint()
    frame.resize(QSize(wide or hint.width(), tall or hint.height()))
    return frame


class Gallery(QWidget):
    """The list of specimens and the chosen one, live."""

    def __init__(self, chosen: list[Specimen]) -> None:
        super().__init__()
        self._chosen = chosen
        set_surface(self, "panel")
        self._list = QListWidget()
        self._list.setAccessibleName(tr("gallery.list"))
        self._list.setFixedWidth(220)
        self._list.addItems([each.name for each in chosen])
        self._list.currentRowChanged.connect(self._open)
        modes = [(name, tr(f"gallery.{name}")) for name in ("system", "light", "dark")]
        looks = Segments(modes, theme.theme().mode, name=tr("gallery.look"))
        looks.chosen.connect(self._dress)
        self._page = QScrollArea()
        self._page.setWidgetResizable(True)
        self._page.setFrameShape(QScrollArea.Shape.NoFrame)
        left = QVBoxLayout()
        left.addWidget(self._list, 1)
        left.addLayout(row(looks, None))
        whole = QHBoxLayout(self)
        whole.addLayout(left)
        whole.addWidget(self._page, 1)
        self._list.setCurrentRow(0)

    def _open(self, index: int) -> None:
        if 0 <= index < len(self._chosen):
            self._page.setWidget(framed(self._chosen[index]))
            self._page.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _dress(self, mode: str) -> None:
        theme.theme().set_mode("light" if mode == "light" else "dark" if mode == "dark" else "system")


if __name__ == "__main__":
    sys.exit(main())
