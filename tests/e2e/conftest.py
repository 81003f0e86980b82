"""What some of the tests of the whole program need of the system; where it is not there, their files are left out."""

from __future__ import annotations

import os
import shutil
import sys

AS_ANYBODY: list[str] = []
"""What goes before a command so that permissions bind it, as root's do not."""
collect_ignore = [] if sys.platform.startswith("linux") else ["test_cli_world.py", "test_cli_locked.py"]

if hasattr(os, "geteuid") and os.geteuid() == 0:
    AS_ANYBODY = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
    if shutil.which("setpriv") is None:
        collect_ignore.append("test_cli_locked.py")
