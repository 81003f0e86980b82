"""Tries a packed program as a newcomer would: its verbs, a rehearsal from draft to clip and back, and its window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

PATIENCE = 120
"""Seconds one verb may take on a slow machine."""
TITLE = "Packed and tried"
SESSION = "window.session"
"""What a window that owns its home keeps there."""


def try_program(program: Path) -> None:
    """Run `program` through all of it in an empty home. SystemExit with a sentence at the first thing that fails."""
    with tempfile.TemporaryDirectory(prefix="shotwright-smoke-") as folder:
        place = Path(folder)
        _hold(any(program.parent.rglob("lucide-icons.db")), "it has no icons")
        try_verbs(program, place)
        try_window(program, place)
    print(f"{program}: its verbs, a rehearsal and its window work.")  # noqa: T201


def try_verbs(program: Path, place: Path) -> None:
    """A draft, its words, its rehearsal, and the draft read back out of the clip."""
    draft, clip = place / "a.draft.json", place / "a.mp4"
    told = _verb(program, place, "doctor", "--json")
    _hold(told.stdout.startswith(b"{"), "doctor says nothing", told)
    _done(program, place, "new", "small-rescue", "-o", str(draft), "--set", f"title={TITLE}")
    words = _done(program, place, "compile", str(draft), "--json")
    _hold(bool(words["text"]), "the draft has no words")
    _done(program, place, "render", str(draft), "--model", "animatic/board", "-o", str(clip), "--json")
    _hold(clip.stat().st_size > 10_000, "the rehearsal is empty")
    found = _done(program, place, "inspect", str(clip), "--json")
    _hold(TITLE in json.dumps(found), "the clip does not hold its draft")


def try_window(program: Path, place: Path) -> None:
    """Open the window, then start once more: the second start has to find the first, whose loop answers it."""
    with subprocess.Popen([program], env=_environment(place), stderr=subprocess.PIPE) as first:
        begun, ends = place / "home" / SESSION, time.monotonic() + PATIENCE
        while first.poll() is None and not begun.exists() and time.monotonic() < ends:
            threading.Event().wait(0.5)
        told = _verb(program, place)
        alive = first.poll() is None
        first.terminate()
        complaints = first.communicate(timeout=PATIENCE)[1].decode("utf-8", "replace")
    _hold(alive and told.returncode == 0, f"the window does not answer: {complaints}", told)
    _hold("Traceback" not in complaints, f"the window complains: {complaints}")


def _environment(place: Path) -> dict[str, str]:
    return {**os.environ, "SHOTWRIGHT_HOME": str(place / "home"), "QT_QPA_PLATFORM": "offscreen"}


def _verb(program: Path, place: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [program, *arguments], env=_environment(place), capture_output=True, timeout=PATIENCE, check=False
    )


def _done(program: Path, place: Path, *arguments: str) -> dict[str, Any]:
    done = _verb(program, place, *arguments)
    _hold(done.returncode == 0, f"`{' '.join(arguments)}` ended with {done.returncode}", done)
    found: dict[str, Any] = json.loads(done.stdout) if "--json" in arguments else {}
    return found


def _hold(good: bool, sentence: str, done: subprocess.CompletedProcess[bytes] | None = None) -> None:
    if not good:
        said = "" if done is None else (done.stdout + done.stderr).decode("utf-8", "replace")[-2000:]
        raise SystemExit(f"The packed program failed: {sentence}.\n{said}".rstrip())


if __name__ == "__main__":
    try_program(Path(sys.argv[1]))
