"""Makes every test quiet and alone: its own home, no network, and a failure for any noise or thing left behind."""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import faulthandler
import gc
import itertools
import logging
import os
import shutil
import socket
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if "XDG_RUNTIME_DIR" not in os.environ:
    # Qt says so when it has to make one up
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="shotwright-runtime-")
    atexit.register(shutil.rmtree, os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)
# tests read English, whatever the system speaks
os.environ["SHOTWRIGHT_LANGUAGE"] = os.environ["LANGUAGE"] = "en"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
# children and the next run start from what this one has compiled, whatever the surroundings say
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# a collection on a worker thread destroys Qt's objects there and crashes; `_collected` does it on this thread
gc.disable()

ORDER = ("unit", "golden", "contracts", "properties", "house", "faults", "ui", "e2e")
LOOPBACK = ("127.", "::1", "localhost")
WITHOUT_QT = (("unit",), ("golden",), ("contracts",), ("properties",), ("faults",))
BY_CHANCE = (("properties",), ("ui",))
"""The folders that ask hypothesis for examples."""
COLLECT_AT = 500_000
HERE = Path(__file__).parent
MEMORY = "/dev/shm"
MEMORY_ROOM = 512 * 1024 * 1024
FOLDERS = "shotwright-tests-"
A_DAY = 24 * 3600
"""Folders this old are of a run that was killed."""
LEFT_SECONDS = 3.0
"""How long a thread that has its end may take to come to it."""
WATCH_SET_SECONDS = 5.0
ON_DISK = ("house", "faults", "e2e", "bench")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The quick folders first, so that a slip is seen within seconds; within a folder its own files, which hold the
    long tests, so that no process has one left when all others are done."""

    @cache
    def place(file: Path) -> tuple[int, bool]:
        room, *inside = file.relative_to(HERE).parts
        return ORDER.index(room) if room in ORDER else len(ORDER), len(inside) > 1

    items.sort(key=lambda item: place(item.path))


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end, so no sweep has to walk it; nor its little waste."""
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Look deep where everything is run. Where only folders without windows are asked for, do without pytest-qt: it
    loads Qt before the first test; where none that asks for examples is, without hypothesis."""
    if config.args_source == pytest.Config.ArgsSource.TESTPATHS:
        os.environ.setdefault("SHOTWRIGHT_EXAMPLES", "many")
    if hasattr(config.option, "loadscopereorder"):
        # files go out as collected: by the number of their tests, those with one long test would come last
        config.option.loadscopereorder = False
    asked = [Path(config.invocation_params.dir, argument.partition("::")[0]) for argument in config.args]
    rooms = [path.relative_to(HERE).parts[:1] if path.is_relative_to(HERE) else () for path in asked]
    if all(room in WITHOUT_QT for room in rooms):
        config.pluginmanager.unregister(name="pytest-qt")
    if all(room and room not in BY_CHANCE for room in rooms):
        config.pluginmanager.unregister(name="hypothesispytest")
    if rooms and all(room == ("unit",) for room in rooms):
        # it listens thrice to each of a thousand tests of a millisecond; what is said unasked `_quiet_log` tells
        config.pluginmanager.unregister(name="logging")
        config.pluginmanager.unregister(name="faulthandler")
        config.pluginmanager.register(_Watch(float(config.getini("faulthandler_timeout"))))


class _Watch:
    """Says where a run hangs and ends it, as pytest's own plugin does, but is set anew every few seconds only: a thread
    for each test takes longer than the test where the machine has much to do."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._again = seconds, 0.0
        # what is captured later does not take this one
        self._stderr = os.dup(2)
        faulthandler.enable(self._stderr)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self) -> None:
        if time.monotonic() >= self._again:
            faulthandler.dump_traceback_later(self._seconds, exit=True, file=self._stderr)
            self._again = time.monotonic() + WATCH_SET_SECONDS

    def pytest_unconfigure(self) -> None:
        faulthandler.cancel_dump_traceback_later()
        faulthandler.disable()
        os.close(self._stderr)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """pytest has looked for what cycles held; when it looks again there are only those that stay."""
    gc.freeze()


def pytest_asyncio_loop_factories(item: pytest.Item) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """An async test that asks for `qapp` or `qtbot` runs on Qt's loop, as the program does; others on asyncio's own."""
    if "qapp" in getattr(item, "fixturenames", ()):
        return {"qt": _qt_loop}
    return {"asyncio": asyncio.new_event_loop}


def _qt_loop() -> asyncio.AbstractEventLoop:
    import qasync
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(app)
    assert isinstance(loop, asyncio.AbstractEventLoop)
    return loop


# ------------------------------------------------------------------------------------------------ a world of its own

_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def home(request: pytest.FixtureRequest, _grounds: Grounds) -> Iterator[Path]:
    """The folder where this test's program keeps everything; not yet made. Nothing outlives the test, and no warning
    is said: one fixture for all of it, for each that every test has costs more than what it does."""
    folder = _grounds.under(request.path) / f"home-{next(_numbers)}"
    os.environ["SHOTWRIGHT_HOME"] = str(folder)
    with _nothing_left(request), _quiet_log(request.node):
        yield folder


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, _grounds: Grounds) -> Path:
    """A folder of the test's own; pytest's makes a link beside each, and tidies up what the last runs left."""
    folder = _grounds.under(request.path) / f"{request.node.name.partition('[')[0]}-{next(_numbers)}"
    folder.mkdir()
    return folder


class Grounds(NamedTuple):
    """Where the folders of tests lie."""

    memory: Path
    disk: Path

    def under(self, file: Path) -> Path:
        """In memory where that is left to say; what is about the disk has a real one."""
        return self.disk if _is_about_the_disk(file) else self.memory


@cache
def _is_about_the_disk(file: Path) -> bool:
    return not set(ON_DISK).isdisjoint(file.relative_to(HERE).parts)


@pytest.fixture(scope="session")
def _grounds() -> Iterator[Grounds]:
    memory = _memory()
    for left in Path(memory or tempfile.gettempdir()).glob(f"{FOLDERS}*"):
        if left.stat().st_mtime < time.time() - A_DAY:
            shutil.rmtree(left, ignore_errors=True)
    folder = partial(tempfile.TemporaryDirectory, prefix=FOLDERS, ignore_cleanup_errors=True)
    with folder() as disk, folder(dir=memory) as quick:
        yield Grounds(Path(quick), Path(disk))


def _memory() -> str | None:
    """A folder in memory, where the system has one with room; else None, which is the disk."""
    try:
        return MEMORY if shutil.disk_usage(MEMORY).free >= MEMORY_ROOM and os.access(MEMORY, os.W_OK) else None
    except OSError:
        return None


def _only_loopback(call: Callable[..., Any], host_of: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(*args: Any, **kwargs: Any) -> Any:
        host = host_of(*args)
        if isinstance(host, str) and host and not host.startswith(LOOPBACK):
            raise AssertionError(f"a test reached for the network: {host}")
        return call(*args, **kwargs)

    return guarded


def _peer(_socket: socket.socket, address: Any) -> Any:
    return address[0] if isinstance(address, tuple) else None


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop() -> Iterator[None]:
    """No test reaches for the network."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _only_loopback(socket.socket.connect, _peer))
        patch.setattr(socket.socket, "connect_ex", _only_loopback(socket.socket.connect_ex, _peer))
        patch.setattr(socket, "getaddrinfo", _only_loopback(socket.getaddrinfo, lambda host, *_: host))
        return (yield)


# --------------------------------------------------------------------------------------------------------- noise


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextlib.contextmanager
def _quiet_log(item: pytest.Item) -> Iterator[None]:
    """A warning in the log fails the test, unless `@pytest.mark.noisy("part of it")` expected it; then it must come."""
    ear = _Ear()
    root = logging.getLogger()
    root.addHandler(ear)
    yield
    root.removeHandler(ear)
    expected = [text for marker in item.iter_markers("noisy") for text in marker.args]
    said = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in ear.records]
    noise = [line for line in said if not any(text in line for text in expected)]
    missed = [text for text in expected if not any(text in line for line in said)]
    assert not noise, "unexpected in the log:\n" + "\n".join(noise)
    assert not missed, f"expected in the log and not said: {missed}"


# -------------------------------------------------------------------------------------------------- left behind


@pytest.fixture
async def _no_task_left() -> AsyncIterator[None]:
    """Set up first, so taken down last: what still runs on the loop then was forgotten."""
    yield
    for _ in range(3):
        await asyncio.sleep(0)
    left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    assert not left, f"tasks left running: {sorted(task.get_name() for task in left)}"


@contextlib.contextmanager
def _nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """No task, thread, timer or window outlives its test."""
    threads = set(threading.enumerate())
    if asyncio.iscoroutinefunction(getattr(request.node, "obj", None)):
        request.getfixturevalue("_no_task_left")
    try:
        if "qapp" in request.fixturenames:
            request.getfixturevalue("qapp")
            with _nothing_left_by_qt():
                yield
        else:
            yield
            if gc.get_count()[0] > COLLECT_AT:
                gc.collect()
                # what is kept, as the trees of all our files, is walked once
                gc.freeze()
    finally:
        _no_thread_left(threads)


@contextlib.contextmanager
def _nothing_left_by_qt() -> Iterator[None]:
    # what the tests before let go goes; what they keep is walked no more, and its timers and threads are known
    gc.collect()
    before = _qt_things()
    gc.freeze()
    try:
        yield
    finally:
        _settle_qt()
        left = sorted(name for key, name in _qt_things().items() if key not in before)
        assert not left, f"left behind by Qt: {left}"


def _no_thread_left(before: set[threading.Thread]) -> None:
    # an executor's threads end with the loop that owns it, which is closed after this
    new = [each for each in threading.enumerate() if each not in before and not each.name.startswith("asyncio_")]
    left = [each for each in new if not isinstance(each, threading._DummyThread)]  # Qt's, which are judged as such
    for thread in left:
        thread.join(LEFT_SECONDS)
    assert not [each for each in left if each.is_alive()], f"threads left running: {[each.name for each in left]}"


def _settle_qt() -> None:
    """Let Qt delete what was given up, and Python what only cycles hold, both on this thread."""
    from PySide6.QtCore import QCoreApplication, QEvent

    for _ in range(2):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if not gc.collect():
            break


def _qt_things() -> dict[int, str]:
    """Windows, active timers and running threads of Qt, by identity."""
    import shiboken6
    from PySide6.QtCore import QThread, QTimer
    from PySide6.QtWidgets import QApplication

    found: dict[int, str] = {}
    for widget in QApplication.topLevelWidgets():
        # Qt keeps its one tool tip for the next time
        if type(widget).__name__ != "QTipLabel" and widget.metaObject().className() != "QTipLabel":
            found[id(widget)] = f"window {type(widget).__name__} {widget.objectName()!r}"
    for thing in _moving():
        if not shiboken6.isValid(thing):
            continue
        kind = type(thing).__name__
        with contextlib.suppress(RuntimeError):
            if isinstance(thing, QTimer):
                if thing.isActive():
                    found[id(thing)] = f"timer {kind} of {type(thing.parent()).__name__}"
            elif kind != "_QThreadWorker" and thing.isRunning() and thing is not QThread.currentThread():
                # the executor's of qasync's loop are closed after this
                found[id(thing)] = f"thread {kind} {thing.objectName()!r}"
    return found


_known_to_move: weakref.WeakSet[Any] = weakref.WeakSet()


def _moving() -> set[Any]:
    """Every timer and thread of Qt that Python knows, also those that were set aside meanwhile."""
    from PySide6.QtCore import QThread, QTimer

    # asked once for each type: there are hundreds of thousands of things
    watched: dict[type[object], bool] = {}
    for thing in gc.get_objects():
        kind = type(thing)
        if (asked := watched.get(kind)) is None:
            asked = watched[kind] = issubclass(kind, (QTimer, QThread))
        if asked:
            _known_to_move.add(thing)
    return set(_known_to_move)
