"""How large the window is before anybody has drawn it larger or smaller."""

from __future__ import annotations

from PySide6.QtCore import QSize

USUAL = QSize(1440, 900)
LEAST = QSize(1024, 700)


def first_size(room: QSize) -> QSize:
    """How large the window opens for the first time on a screen with this much room: no larger than it.

    Where not even the least window has room, as on the screen that tests have, none would be whole.
    """
    return USUAL.boundedTo(room) if LEAST.boundedTo(room) == LEAST else USUAL
