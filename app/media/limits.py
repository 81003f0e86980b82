"""Caps what a child that decodes a stranger's file may use, shuts it off, and ends it with whoever started it."""

from __future__ import annotations

import contextlib
import os
import struct
import sys
import threading
from pathlib import Path

MEMORY = 4 * 1024**3
"""Bytes of address space; 4K with two decoder threads takes 1.1 GiB."""
LEAST_SECONDS = 20
SECONDS_EACH = 4
"""Of the processor, for each MiB of the file: a minute of 4K takes 30 here, and no small file takes minutes."""
CALLS = {"x86_64": (0xC000003E, (41, 53, 425, 59, 322)), "aarch64": (0xC00000B7, (198, 199, 425, 221, 281))}
"""By machine: its audit number, and those of socket, socketpair, io_uring_setup, execve and execveat."""
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _DENY, _KILL = 0x7FFF0000, 0x00050000 | 13, 0x80000000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06


def limit(processor_seconds: int, clip: Path | None = None) -> None:
    """Cap memory and processor time and allow neither network nor further programs, where the system can. `clip` is
    the file that is decoded: a small one gets less time."""
    if clip is not None:
        with contextlib.suppress(OSError):
            needed = LEAST_SECONDS + SECONDS_EACH * clip.stat().st_size // 1024**2
            processor_seconds = min(processor_seconds, needed)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (processor_seconds, processor_seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    shut_off()


def shut_off() -> bool:
    """From now on this process can open no socket and start no program. False where the system has no way to say so.

    Call it before there are other threads: those made afterwards are shut off too.
    """
    machine = os.uname().machine if sys.platform == "linux" else ""
    if machine not in CALLS:
        return False
    import ctypes

    audit, calls = CALLS[machine]
    rules = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, audit), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, 0)]
    # the calls of another width have numbers of their own
    tests = [(_AT_LEAST, 0x40000000), *((_EQUAL, call) for call in calls)]
    rules += [(code, len(tests) - place, 0, value) for place, (code, value) in enumerate(tests)]
    rules += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _DENY)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *rule) for rule in rules))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(rules), ctypes.addressof(code)))
    libc = ctypes.CDLL(None)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_SECCOMP, _FILTER, ctypes.c_void_p(ctypes.addressof(program)), 0, 0) == 0)


def end_with_parent() -> None:
    """End this process when its standard input closes: whoever started it has died, or wants no more."""

    def watch() -> None:
        with contextlib.suppress(OSError, ValueError):
            while os.read(0, 64):
                pass
        os._exit(2)

    threading.Thread(target=watch, name="parent", daemon=True).start()
