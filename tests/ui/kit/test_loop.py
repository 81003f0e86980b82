"""asyncio inside Qt starts, reports what nobody caught, and ends clean: tried in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap

import pytest

from tests.patience import PATIENCE

HEAD = """
import asyncio, gc, sys
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget
from app.tasks import TaskSet
from ui.kit import loop

class Window(QWidget):
    closing = Signal()
    def closeEvent(self, event):
        self.closing.emit()

async def forever():
    try:
        await asyncio.sleep(3600)
    finally:
        await asyncio.sleep(0)
        print("cleaned", flush=True)
"""


def start(body: str) -> subprocess.Popen[str]:
    code = HEAD + textwrap.dedent(body)
    world = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=world
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=PATIENCE)
    wanted = [line for line in err.splitlines() if "This plugin does not support" not in line]
    return process.returncode, out, "\n".join(wanted)


CLOSING = """
async def main():
    window = Window()
    window.show()
    tasks = TaskSet(print)
    tasks.spawn(forever(), "forever")
    QTimer.singleShot({after}, {act})
    QTimer.singleShot(0, lambda: print("ready", flush=True))
    await loop.wait_for(window)
    await tasks.close()
    print("closed", gc.isenabled(), flush=True)
    return 3

app = QApplication([])
code = loop.run(app, main, lambda error: print("told", repr(error), flush=True))
print("ended", gc.isenabled(), flush=True)
sys.exit(code)
"""


def test_closing_the_window_ends_it_clean() -> None:
    code, out, err = finish(start(CLOSING.format(after=50, act="window.close")))
    assert (code, err) == (3, "")
    assert out.split() == ["ready", "cleaned", "closed", "False", "ended", "True"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_end_it_clean(number: signal.Signals) -> None:
    process = start(CLOSING.format(after=20_000, act="window.close"))
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "ready"
    process.send_signal(number)
    code, out, err = finish(process)
    assert (code, err) == (3, "")
    assert "cleaned" in out
    assert "ended True" in out


def test_what_nobody_caught_is_told() -> None:
    body = """
    async def main():
        window = Window()
        def slip():
            raise KeyError("slot")
        QTimer.singleShot(10, slip)
        asyncio.get_running_loop().call_exception_handler({"exception": ValueError("task"), "message": "x"})
        QTimer.singleShot(80, window.close)
        window.show()
        await loop.wait_for(window)
        return 0

    app = QApplication([])
    sys.exit(loop.run(app, main, lambda error: print("told", repr(error), flush=True)))
    """
    code, out, _ = finish(start(body))
    assert code == 0
    assert "told KeyError('slot')" in out
    assert "told ValueError('task')" in out
