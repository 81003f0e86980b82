"""A real terminal that cannot show every sign: what it cannot show comes as a code, and nothing ends over it."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
from pathlib import Path

from tests.e2e.shell import environment, run


def test_a_terminal_that_cannot_show_a_sign_gets_its_code(home: Path, tmp_path: Path) -> None:
    run(home, "new", "small-rescue", "-o", "a.draft.json", "--set", "note=x", cwd=tmp_path)
    run(home, "presets", "save", "a.draft.json", "--name", "雨夜", cwd=tmp_path)
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "app.cli", "presets"],
        stdout=theirs,
        stderr=theirs,
        env=environment(home, PYTHONIOENCODING="ascii", COLUMNS="200"),
    ) as program:
        os.close(theirs)
        said = b""
        with contextlib.suppress(OSError):  # as a terminal ends
            while part := os.read(ours, 4096):
                said += part
    os.close(ours)
    assert program.returncode == 0, said
    assert rb"\u96e8\u591c" in said
