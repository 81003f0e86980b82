"""What some of the tests of the whole program need of the system; where it is not there, their files are left out."""

from __future__ import annotations

import os
import shutil
import sys

from tests.e2e.jobs.conftest import fake, open_room

__all__ = ["AS_ANYBODY", "fake", "open_room"]
AS_ANYBODY: list[str] = []
"""What goes before a command so that permissions bind it, as root's do not."""
collect_ignore: list[str] = []


def has_terminals() -> bool:
    """Whether the system gives out terminals; a bare root without /dev/pts has none."""
    try:
        ends = os.openpty()
    except (AttributeError, OSError):
        return False
    for end in ends:
        os.close(end)
    return True


if not sys.platform.startswith("linux"):
    collect_ignore += ["test_cli_world.py", "test_cli_locked.py", "test_media_children.py"]
    collect_ignore += ["store/test_owners.py", "store/test_private.py"]
if not has_terminals():
    collect_ignore.append("test_cli_terminal.py")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    AS_ANYBODY = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
    if shutil.which("setpriv") is None:
        collect_ignore.append("test_cli_locked.py")
