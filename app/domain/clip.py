"""A clip: a video file in the library with its record."""

from typing import Literal

from app.domain.model import is_drawn_here
from app.domain.noun import Noun

Kind = Literal["rehearsal", "generated", "attached"]
SUFFIXES = (".mp4", ".m4v", ".mov", ".webm", ".mkv")
"""What the names of files end in that can be clips."""


class Media(Noun):
    """What is inside a video file. `seconds` is the picture's length; `frames` the number of decoded pictures."""

    seconds: float
    width: int
    height: int
    fps: float
    frames: int
    video_codec: str
    audio_codec: str | None = None


class Clip(Noun):
    """One clip. `path` and `poster` are relative to the home; `sha256` is the file's content as it came."""

    id: str
    path: str
    poster: str = ""
    sha256: str
    title: str = ""
    draft_id: str = ""
    draft: str = ""
    """The whole draft as JSON text, as it was when the clip was asked for; "" where nobody knows."""
    model: str = ""
    job: str = ""
    take: int = 1
    """Its number among the takes of its draft; a rehearsal's among the rehearsals."""
    media: Media
    words: str = ""
    """The text that was sent."""
    created: str = ""
    rating: int = 0
    kept: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""
    """What a person wrote down about it."""
    missing: bool = False
    """True where the file is not where it was."""

    @property
    def is_rehearsal(self) -> bool:
        """Whether it was drawn here."""
        return is_drawn_here(self.model)

    @property
    def kind(self) -> Kind:
        """How it came: drawn here, made by a model, or brought in from elsewhere."""
        if self.is_rehearsal:
            return "rehearsal"
        return "generated" if self.model else "attached"
