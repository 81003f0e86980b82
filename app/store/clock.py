"""The wall clock of what nobody hands a clock to."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def wall_clock() -> datetime:
    """The time in UTC."""
    return datetime.fromtimestamp(time.time(), UTC)
