"""Chooses the verb: hidden ones of our own child processes first, because they must start fast."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from app.strings import speak_as_surroundings

SELDOM = 50_000
"""New objects between two collections of garbage; Python's own 700 cost a tenth of a short verb."""


def run_process(arguments: Sequence[str]) -> int:
    """`main` for a process that ends with it: garbage is collected seldom, and at the end only for an open library."""
    gc.set_threshold(SELDOM)
    gc.enable()
    try:
        return main(arguments)
    finally:
        if "app.store.db" not in sys.modules:
            gc.freeze()


def main(arguments: Sequence[str]) -> int:
    """Run one verb and return its exit code. Hidden verbs start with an underscore."""
    verb = arguments[0] if arguments else ""
    speak_as_surroundings()
    if verb == "_animatic":
        from app.animatic.worker import main as animate

        return animate(list(arguments[1:]))
    if verb == "_probe":
        from app.media.probe import main as probe

        return probe(list(arguments[1:]))
    if verb == "_frame":
        from app.media.probe import frame_main as take_frame

        return take_frame(list(arguments[1:]))
    if verb == "_playable":
        from app.media.playable import main as make_playable

        return make_playable(list(arguments[1:]))
    from app.cli.frame import speak_plainly
    from app.cli.verbs import run

    speak_plainly()
    return run(list(arguments))


def is_verb(arguments: Sequence[str]) -> bool:
    """Whether these arguments ask for the command line rather than the window."""
    return bool(arguments) and (not arguments[0].startswith("-") or arguments[0] in ("-h", "--help", "--version"))
