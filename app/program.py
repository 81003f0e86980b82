"""How the program starts itself again in a child process, from a checkout and when frozen."""

from __future__ import annotations

import os
import sys

UTF8 = "PYTHONUTF8"


def speak_utf8() -> None:
    """Where the system's character set is not UTF-8, start again in Python's UTF-8 mode: names of files and words of
    the command line may be in any language."""
    if sys.getfilesystemencoding() == "utf-8" or os.environ.get(UTF8) == "1" or getattr(sys, "frozen", False):
        return
    os.environ[UTF8] = "1"
    os.execv(sys.executable, sys.orig_argv)


def own_command(verb: str, *args: str) -> list[str]:
    """The command line that runs a hidden verb (`_animatic`, `_probe` …) of this same program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, verb, *args]
    return [sys.executable, "-m", "app.cli", verb, *args]
