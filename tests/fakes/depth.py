"""Says how deep to look: few examples where one folder is run, many in a run of everything or where somebody asks."""

from __future__ import annotations

import os

FEW, MANY = 4, 15
ASKED = os.environ.get("SHOTWRIGHT_EXAMPLES", "few")
"""A number, `few`, or `many`, which is what `tests/conftest.py` asks for in a run of everything."""
EXAMPLES = {"few": FEW, "many": MANY}.get(ASKED) or int(ASKED)
DEEP = EXAMPLES >= MANY


def examples(many: int) -> int:
    """As many as a property of its own weight needs, and as much fewer as all others have."""
    return max(1, many * EXAMPLES // MANY)
