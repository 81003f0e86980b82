"""Proves that the guards of conftest.py bite: each kind of noise or thing left behind fails the test that made it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PROBES = """
import asyncio, logging, socket, threading, time, warnings
import pytest
from PySide6.QtCore import QThread, QTimer, qWarning
from PySide6.QtWidgets import QLabel, QWidget

KEPT = []

def test_fine_widget(qtbot):
    widget = QWidget(); qtbot.addWidget(widget); widget.show()
    timer = QTimer(widget); timer.start(10); qtbot.wait(30)

def test_fine_cycle(qtbot):
    widget = QWidget(); widget.me = widget; widget.close()

@pytest.mark.noisy("expected")
def test_fine_log(): logging.getLogger("app.x").warning("an expected warning")

async def test_fine_task(): await asyncio.get_running_loop().create_task(asyncio.sleep(0.01))

async def test_fine_thread(): await asyncio.to_thread(time.sleep, 0.01)

async def test_fine_own_loop(): assert "Q" not in type(asyncio.get_running_loop()).__name__

async def test_fine_qt_loop(qtbot):
    assert "Q" in type(asyncio.get_running_loop()).__name__
    widget = QWidget(); qtbot.addWidget(widget); widget.show()
    await asyncio.sleep(0.02); widget.close(); await asyncio.sleep(0.02)

async def test_fine_loopback(qapp):
    async def serve(reader, writer): writer.write(b"x"); writer.close()
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname()[:2])
    assert await reader.read() == b"x"
    writer.close(); server.close(); await server.wait_closed()

def test_fine_player(qtbot):
    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoSink
    player, sink, sound = QMediaPlayer(), QVideoSink(), QAudioOutput()
    player.setVideoSink(sink); player.setAudioOutput(sound); qtbot.wait(50)

def test_bad_log(): logging.getLogger("app.x").warning("unexpected")

@pytest.mark.noisy("expected")
def test_bad_expectation(): pass

def test_bad_qt_warning(): qWarning("bad")

def test_bad_python_warning(): warnings.warn("bad", DeprecationWarning)

def test_bad_open_file(): open(__file__)

def test_bad_window(qtbot): KEPT.append(QLabel("x")); KEPT[-1].show()

def test_bad_timer(qtbot): KEPT.append(QTimer()); KEPT[-1].start(1000)

def test_bad_qt_thread(qtbot): KEPT.append(QThread()); KEPT[-1].start()

def test_fine_end_of_thread(qtbot): KEPT[-1].quit(); KEPT[-1].wait()

async def test_bad_task(): KEPT.append(asyncio.get_running_loop().create_task(asyncio.sleep(100)))

async def test_bad_task_on_qt(qapp): KEPT.append(asyncio.get_running_loop().create_task(asyncio.sleep(100)))

def test_bad_thread(): threading.Thread(target=time.sleep, args=(60,), name="mine", daemon=True).start()

def test_bad_name_looked_up(): socket.getaddrinfo("example.org", 80)

def test_bad_address(): socket.create_connection(("10.1.1.1", 80), timeout=1)
"""


@pytest.mark.slow
def test_noise_fails_a_test_and_quiet_passes(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "ui"
    folder.mkdir(parents=True)
    (folder / "test_probes.py").write_text(PROBES, encoding="utf-8")
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "tests" / "conftest.py")
    shutil.copy(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    command = [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", "tests"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=180, check=False)
    outcomes: dict[str, set[str]] = {}
    for outcome, name in re.findall(r"^(PASSED|FAILED|ERROR) \S+::(test_\w+)", done.stdout, re.MULTILINE):
        outcomes.setdefault(name, set()).add(outcome)
    defined = re.findall(r"def (test_\w+)", PROBES)
    assert sorted(outcomes) == sorted(defined), done.stdout + done.stderr
    wrong = [name for name in defined if (outcomes[name] == {"PASSED"}) != name.startswith("test_fine")]
    assert not wrong, done.stdout
