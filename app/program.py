"""How the program starts itself again in a child process, from a checkout and when frozen."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

UTF8 = "PYTHONUTF8"


def speak_utf8() -> None:
    """Where the system's character set is not UTF-8, start again in Python's UTF-8 mode: names of files and words of
    the command line may be in any language."""
    if sys.getfilesystemencoding() == "utf-8" or os.environ.get(UTF8) == "1" or getattr(sys, "frozen", False):
        return
    os.environ[UTF8] = "1"
    os.execv(sys.executable, sys.orig_argv)


def leave_no_core() -> None:
    """Have nothing of this process's memory written to disk when it dies: from here on there may be keys in it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def own_command(verb: str, *args: str) -> list[str]:
    """The command line that runs a hidden verb (`_animatic`, `_probe` …) of this same program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, verb, *args]
    return [sys.executable, "-m", "app.cli", verb, *args]


def child_environment(**more: str) -> dict[str, str]:
    """The environment for a process started by `own_command`."""
    environment = {**os.environ, **more}
    if not getattr(sys, "frozen", False):
        root = str(Path(__file__).resolve().parents[1])
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    return environment
