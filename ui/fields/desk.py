"""What fields ask of the desk: lists of terms and the keeping of pictures and clips, nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.domain.vocabulary import Vocabulary

if TYPE_CHECKING:
    from app.desk.references import Hear


class FieldDesk(Protocol):
    """The narrow side of the desk that fields see."""

    def vocabulary(self, vocabulary_id: str) -> Vocabulary:
        """A vocabulary by id."""

    def vocabulary_for(self, path: str) -> Vocabulary | None:
        """The vocabulary that serves a draft path, if there is one."""

    def add_asset(self, path: Path) -> str:
        """Keep a picture by its content and return its name."""

    def asset_file(self, asset: str) -> Path:
        """Where a kept picture or clip is."""

    def keep_clip_soon(self, path: Path, tell: Hear) -> None:
        """Keep a clip in the background; `tell` hears what was kept, or the fault why not."""

    def clip_poster(self, asset: str) -> Path | None:
        """A small picture of a kept clip; None where there is none."""
