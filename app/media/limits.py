"""Caps what a child that decodes a stranger's file may use, and ends it with the program that started it."""

from __future__ import annotations

import contextlib
import os
import threading

MEMORY = 4 * 1024**3
"""Bytes of address space; 4K with two decoder threads takes 1.1 GiB."""


def limit(processor_seconds: int) -> None:
    """Cap memory and processor time, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (processor_seconds, processor_seconds))


def end_with_parent() -> None:
    """End this process when its standard input closes: whoever started it has died, or wants no more."""

    def watch() -> None:
        with contextlib.suppress(OSError, ValueError):
            while os.read(0, 64):
                pass
        os._exit(2)

    threading.Thread(target=watch, name="parent", daemon=True).start()
