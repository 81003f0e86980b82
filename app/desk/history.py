"""Undo and redo over frozen drafts: a stack of values, where typing in one place coalesces into one step."""

from __future__ import annotations

from app.domain.draft import Draft

COALESCE_SECONDS = 1.2
"""Edits of the same group that follow each other within this time are one undo step."""
DEPTH = 500
"""Undo steps kept; drafts share what did not change, so a step costs a few hundred bytes."""


class History:
    """The past and future of one draft."""

    def __init__(self, draft: Draft) -> None:
        self.present = draft
        self._past: list[Draft] = []
        self._future: list[Draft] = []
        self._group = ""
        self._at = float("-inf")

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to take again."""
        return bool(self._future)

    def push(self, draft: Draft, group: str, now: float) -> bool:
        """Make `draft` the present. Returns False where nothing changed. `now` is in seconds of a steady clock."""
        if draft == self.present:
            return False
        joins = group and group == self._group and now - self._at < COALESCE_SECONDS and self._past
        if not joins:
            self._past.append(self.present)
            del self._past[:-DEPTH]
        self._future.clear()
        self._group, self._at, self.present = group, now, draft
        return True

    def undo(self) -> bool:
        """Step back. Returns False at the beginning."""
        if not self._past:
            return False
        self._future.append(self.present)
        self.present = self._past.pop()
        self._group = ""
        return True

    def redo(self) -> bool:
        """Step forward again. Returns False at the end."""
        if not self._future:
            return False
        self._past.append(self.present)
        self.present = self._future.pop()
        self._group = ""
        return True
