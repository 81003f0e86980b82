"""What the list of versions asks of the desk, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.desk.snapshot import Snapshot
from app.desk.versions import Version
from app.domain.draft import Draft
from app.domain.model import Model
from app.domain.request import Compiled


class VersionVerbs(Protocol):
    """What is done with the versions of the open draft."""

    def list(self) -> Sequence[Version]:
        """The versions, newest first."""

    def draft(self, version_id: str) -> Draft:
        """The open draft as it was."""

    def save(self, name: str) -> Version:
        """Keep the open draft under a name."""

    def restore(self, version_id: str) -> Draft:
        """Make the open draft what it was, as one undo step."""

    def rename(self, version_id: str, name: str) -> Version:
        """Call a version something else."""

    def set_kept(self, version_id: str, kept: bool) -> Version:
        """Have a version stay, whatever comes after it."""

    def trash(self, version_id: str) -> None:
        """Put a version into the trash."""


class HistoryDesk(Protocol):
    """The narrow side of the desk that the versions see."""

    @property
    def snapshot(self) -> Snapshot:
        """The present view of the open draft."""

    @property
    def versions(self) -> VersionVerbs:
        """The kept states of the open draft."""

    def compile(self, draft: Draft) -> tuple[Model, Compiled]:
        """A draft's words at its aim."""

    def now(self) -> str:
        """The clock's time as ISO text in UTC."""
