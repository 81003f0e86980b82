"""The entrance `shotwright`: with a verb the command line, without one the window."""

from __future__ import annotations

import gc
import sys

import app

app.leaves_judging = True


def main() -> int:
    """Run the program and give its exit code."""
    # a start makes half a million objects and throws none away: looking for garbage would take a quarter of it;
    # the window collects from its own timer, a verb ends before it matters
    gc.disable()
    arguments = sys.argv[1:]
    from app.cli.main import is_verb
    from app.program import speak_utf8

    speak_utf8()
    if is_verb(arguments):
        from app.cli.main import run_process

        return run_process(arguments)
    from app.build import build
    from ui.windows.start import open_window

    return open_window(arguments, lambda home, report: build(home, report=report))


if __name__ == "__main__":
    sys.exit(main())
