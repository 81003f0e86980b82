"""How the program starts itself again in a child process, from a checkout and when frozen."""

from __future__ import annotations

import sys


def own_command(verb: str, *args: str) -> list[str]:
    """The command line that runs a hidden verb (`_animatic`, `_probe` …) of this same program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, verb, *args]
    return [sys.executable, "-m", "app.cli", verb, *args]
