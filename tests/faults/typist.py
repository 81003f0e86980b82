"""Opens the real window over a home and types numbers into it without end; a file says which stood there when.

Run as a program it imports everything once; each line `log pause_ms` on its input then forks a process that is a start
of the program in all but its imports. It prints that process's number, and `gone` when it is dead.
"""

from __future__ import annotations

import os
import sys
import time
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.build import build
from app.desk.desk import Desk
from ui.kit.inputs import TextInput
from ui.windows import start
from ui.windows.main import MainWindow

LOOK_MS = 20


class Typist:
    """Waits for the window, empties a field, and types `1 2 3 …`, a key every `pause_ms`."""

    def __init__(self, log: Path, pause_ms: int) -> None:
        # one write each and no buffer: what a killed process wrote is there
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        self._number = 0
        self._left = ""
        self._pause = pause_ms
        self._timer = QTimer(interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._field: QWidget | None = None

    def _look(self) -> None:
        window = start._window
        if window is None or not window.is_ready or (field := _field_of(window)) is None:
            return
        self._timer.stop()
        self._field = field
        self._say("told " + " ".join(card.notice.id for card in window.notices.cards))
        QTest.keyClick(self._field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(self._field, Qt.Key.Key_Delete)
        self._say(f"empty {time.monotonic()}")
        self._timer.timeout.disconnect()
        self._timer.timeout.connect(self._type)
        self._timer.start(self._pause)

    def _type(self) -> None:
        assert self._field is not None
        if not self._left:
            self._number += 1
            self._left = f"{self._number} "
        QTest.keyClicks(self._field, self._left[0])
        self._left = self._left[1:]
        if not self._left:
            self._say(f"{self._number} {time.monotonic()}")

    def _say(self, line: str) -> None:
        os.write(self._log, f"{line}\n".encode())


def _field_of(window: MainWindow) -> QWidget | None:
    """The first beat's action, once it has the keyboard."""
    draft = window.desk.snapshot.draft
    assert draft is not None
    shot = draft.shots[0]
    window.go_to(f"shots[{shot.id}].beats[{shot.beats[0].id}].action")
    field = window.focusWidget()
    return field if isinstance(field, TextInput) else None


def live(home: Path, log: Path, pause_ms: int) -> int:
    """One start of the program; it types until something ends the process."""
    typists: list[Typist] = []

    def desk_of(place: Path | None, report: start.Report) -> Desk:
        typists.append(Typist(log, pause_ms))
        return build(place, report=report)

    return start.open_window(["--home", str(home)], desk_of)


def main(home: Path) -> None:
    """Fork a start for each line of the input."""
    for line in sys.stdin:
        log, _, pause_ms = line.strip().rpartition(" ")
        child = os.fork()
        if child == 0:
            os._exit(live(home, Path(log), int(pause_ms)))
        print(child, flush=True)  # noqa: T201
        os.waitpid(child, 0)
        print("gone", flush=True)  # noqa: T201


if __name__ == "__main__":
    for name in ("app.desk.session", "app.jobs.dispatch", "app.store.clips", "ui.kit.loop",
                 "ui.panels.jobs.panel", "ui.panels.player.panel", "ui.panels.shelf.panel",
                 "ui.windows.actions", "ui.windows.topbar"):  # fmt: skip
        import_module(name)
    main(Path(sys.argv[1]))
