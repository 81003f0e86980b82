"""The surroundings of our own child processes, so that they find the program wherever it was started from."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def child_environment(**more: str) -> dict[str, str]:
    """The environment for a process started by `own_command`."""
    environment = {**os.environ, **more}
    if not getattr(sys, "frozen", False):
        root = str(Path(__file__).resolve().parents[2])
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    return environment
