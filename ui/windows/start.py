"""Starts the window: finds a display and a free home, opens what was open last, and ends cleanly."""

from __future__ import annotations

import faulthandler
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.errors import Fault
from app.strings import has, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.desk.desk import Desk
    from ui.windows.main import MainWindow

Report = Callable[[BaseException], None]
Make = Callable[[Path | None, Report], "Desk"]
"""Makes the desk over a home; what escapes a background task is reported."""

NO_SCREEN = ("offscreen", "minimal", "vnc")
X11_PORT = 6000
PAINT_MS = 1000
"""How long to wait for the first paint before the loop starts, which paints as well."""


def open_window(arguments: list[str], make: Make) -> int:
    """Open the window over a home and run until it is closed. `make` wires the desk."""
    home, safe = _wanted(arguments) if arguments else (None, False)
    if not has_display():
        return _say("start.no_display")
    faulthandler.enable()
    from app.pyside import import_lightly

    import_lightly()
    from ui.kit import fonts

    fonts.prepare()
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    qInstallMessageHandler(_told_by_qt)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("shotwright")
    app.setApplicationDisplayName(tr("app.name"))
    app.setDesktopFileName("shotwright")
    try:
        desk = make(home, _report)
    except Fault as fault:
        return _say(f"error.{fault.id}", **fault.args_by_name)
    return run_window(app, desk, safe=safe)


def _wanted(arguments: list[str]) -> tuple[Path | None, bool]:
    # only here: most starts say nothing, and reading arguments takes long to import
    import argparse

    parser = argparse.ArgumentParser(prog="shotwright")
    parser.add_argument("--home", type=Path, metavar="DIR")
    parser.add_argument("--safe-mode", action="store_true", help=tr("start.safe_mode"))
    given = parser.parse_args(arguments)
    return given.home, given.safe_mode


def run_window(app: QApplication, desk: Desk, *, safe: bool = False) -> int:
    """Show the window over a desk and run until it is closed. `safe`: nothing is opened or worked on by itself."""
    from ui.kit import focus, theme
    from ui.kit.wearing import wear

    theme.install(app)
    wear(desk.settings)
    focus.install(app)
    free = desk.is_home_free()
    if free:
        desk.begin_start(safe=safe)
    early = _open_window(desk) if free else None
    if early is not None:
        _paint(app, early)
    # what runs the loop is imported when there is something to see
    from ui.kit import loop

    async def live() -> int:
        window, answer = early, "free"
        if window is None:
            answer = await desk.call_owner()
            if answer == "raised":
                sys.stderr.write(tr("start.raised") + "\n")
                await desk.close()
                return 0
            window = _open_window(desk)
        if answer == "busy":
            desk.notice("notice.home_watched", owner=desk.owner())
        while await _is_to_open_again(window):
            window = _open_window(desk)
            window.plates.show_settings()
        await desk.close()
        return 0

    return loop.run(app, live, _report)


async def _is_to_open_again(window: MainWindow) -> bool:
    """Wait until the window is closed and let it go. True where it is wanted in another language."""
    from ui.kit import loop

    if window.isVisible():
        await loop.wait_for(window)
    window.shut()
    _forget_window()
    window.deleteLater()
    return window.opens_again


def _open_window(desk: Desk) -> MainWindow:
    """Show a window over a desk, with what was open last. What paints it is whoever runs Qt."""
    from ui.kit import notify
    from ui.windows.main import MainWindow

    global _window
    if desk.snapshot.draft is None:
        # what is told before there is a window waits for it
        desk.noticed.connect(notify.show)
        open_last(desk)
        desk.noticed.disconnect(notify.show)
    _window = MainWindow(desk)
    _window.show()
    return _window


def _paint(app: QApplication, window: MainWindow) -> None:
    """Return when it is painted. What a person does meanwhile waits. Never inside a task: Qt would run others."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop

    patience = QDeadlineTimer(PAINT_MS)
    while not window.is_painted and not patience.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    # once more for what the paint asked for: texts that took their height settle in the next turn
    app.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


def _forget_window() -> None:
    global _window
    _window = None


def open_last(desk: Desk) -> None:
    """Open the draft that was open when the program ended; one that cannot be read is told. The window has the desk
    look at it closely when it is painted."""
    last = desk.settings.last_draft
    if not last or desk.is_safe:
        return
    try:
        desk.open_draft(last, hurried=True)
    except Fault as fault:
        desk.change_settings(last_draft="")
        desk.notice_fault(fault)


def has_display() -> bool:
    """Whether Qt can open a window here. Qt itself ends the process when it cannot."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    if platform in NO_SCREEN or not sys.platform.startswith("linux"):
        return True
    wayland = os.environ.get("WAYLAND_DISPLAY", "")
    if wayland and _answers(Path(os.environ.get("XDG_RUNTIME_DIR", "")) / wayland):
        return True
    host, _, number = os.environ.get("DISPLAY", "").rpartition(":")
    number = number.split(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix"):
        return _answers(f"\0/tmp/.X11-unix/X{number}") or _answers(Path(f"/tmp/.X11-unix/X{number}"))
    import socket

    with suppress(OSError), socket.create_connection((host, X11_PORT + int(number)), timeout=5):
        return True
    return False


def _answers(place: str | Path) -> bool:
    # only here: not every system has to be asked, and it takes long to import
    import socket

    with socket.socket(socket.AF_UNIX) as door:
        try:
            door.connect(str(place))
        except OSError:
            return False
    return True


_window: MainWindow | None = None


def _told_by_qt(kind: Any, context: Any, text: str) -> None:
    """What Qt has to say, in its own form; it may name an address."""
    from PySide6.QtCore import qFormatLogMessage

    from app.domain.redaction import redact

    sys.stderr.write(redact(qFormatLogMessage(kind, context, text)) + "\n")


def _report(error: BaseException) -> None:
    """A bug of ours: told in the window, kept for the report, and printed where there is no window."""
    from app.domain.redaction import redact

    text = redact("".join(traceback.format_exception(error)))
    if _window is None:
        sys.stderr.write(text)
        return
    from ui.kit import notify

    _window.report_text = text
    notify.show_fault(error)


def _say(key: str, **args: object) -> int:
    sys.stderr.write(tr(key, **args) + "\n")
    if has(f"{key}.hint"):
        sys.stderr.write(tr(f"{key}.hint", **args) + "\n")
    return 1
