"""Tells one wish from two: a double click, Enter with a click and a key held down are one, and so one take."""

from __future__ import annotations

import time
from collections.abc import Callable

AGAIN_SECONDS = 0.7
"""Presses that follow one another faster than that mean one thing. A person who wants two takes waits for the first
row to show."""


class Intents:
    """Mints the token of what a person asks for. The same token twice is the same job, however often it is asked."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: object = None
        self._token = ""
        self._at = float("-inf")

    def token(self, wish: object) -> str:
        """The token of a wish, that is of what is asked of whom; equal ones are the same. Each press in between puts
        the end off, so that a key that is held down stays one wish for as long as it is held."""
        now = self._clock()
        if wish != self._last or now - self._at > AGAIN_SECONDS:
            # only here: a start sends nothing
            import secrets

            self._token = secrets.token_hex(16)
        self._last, self._at = wish, now
        return self._token
