"""What the player and the library ask of the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from app.desk.copying import Copying
from app.domain.clip import Clip
from app.domain.errors import Fault
from app.domain.job import Attempt, Job
from app.domain.model import Model


class ClipsDesk(Protocol):
    """Clips with their files and records."""

    def clip(self, clip_id: str) -> Clip:
        """A clip by id. A Fault if there is none."""

    def clip_file(self, clip: Clip) -> Path:
        """Where the clip's file is."""

    def poster_file(self, clip: Clip) -> Path | None:
        """Where the clip's poster is, if it has one."""

    def models(self) -> Sequence[Model]:
        """Every model row."""

    def job(self, job_id: str) -> Job:
        """A job by id."""

    def attempts(self, job_id: str) -> list[Attempt]:
        """The history of a job, oldest first."""

    def rate(self, clip_id: str, rating: int, *more: str) -> None:
        """Give a clip, and `more`, 0 to 5 stars."""

    def keep(self, clip_id: str, kept: bool) -> None:
        """Mark a take as kept or not."""

    def playable_file(self, clip: Clip) -> Path | None:
        """The copy of a clip that every player shows, where one was made."""

    def playable_soon(self, clip_id: str, tell: Callable[[Copying], object]) -> None:
        """Make such a copy in the background; `tell` hears how far it is."""

    def stop_playable(self, clip_id: str) -> None:
        """Make no copy of this clip any more."""

    def notice_fault(self, fault: Fault) -> None:
        """Tell the person what went wrong in the world."""


class PlayerDesk(ClipsDesk, Protocol):
    """What the player asks besides."""

    @property
    def settings(self) -> Any:
        """The settings; the player reads `volume`."""

    def change_settings(self, **fields: Any) -> None:
        """Change settings at once and on disk."""

    def save_frame_soon(self, clip_id: str, seconds: float, to: Path) -> None:
        """Write the picture shown at a moment of a clip into a file."""

    def use_frame_soon(self, clip_id: str, seconds: float, place: str) -> None:
        """Put the picture shown at a moment of a clip into the open draft."""

    def use_clip_soon(self, clip_id: str) -> None:
        """Let a clip go along with the open draft."""

    def use_picture(self, picture: Path, place: str) -> None:
        """Put a picture into the open draft."""

    def notice(self, id: str, level: Any = "info", action: str = "", target: str = "", **args: Any) -> None:
        """Tell the person something."""


class LibraryDesk(ClipsDesk, Protocol):
    """What the library asks besides."""

    def clips(self, query: str = "", limit: int = 200) -> list[Clip]:
        """Clips that hold the query, newest first."""

    def count_clips(self, query: str = "") -> int:
        """How many clips hold the query."""

    def clip_tags(self) -> Mapping[str, int]:
        """Every tag in use and how many clips have it."""

    def clip_makers(self) -> Mapping[str, int]:
        """The models that made the clips, with how many each; "" for those that were brought in."""

    def tag(self, clip_ids: Iterable[str], tag: str, on: bool = True) -> None:
        """Put a tag on clips, or take it off."""

    def note(self, clip_id: str, text: str) -> None:
        """Write down something about a clip."""

    def today(self) -> str:
        """The ISO day."""

    def delete_clip(self, clip_id: str) -> None:
        """Put a clip into the trash."""
