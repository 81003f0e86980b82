"""A clip: a video file in the library with its record."""

from __future__ import annotations

from app.domain.noun import Noun


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
    media: Media
    words: str = ""
    """The text that was sent."""
    created: str = ""
    rating: int = 0
    kept: bool = False
    tags: tuple[str, ...] = ()
    missing: bool = False
    """True where the file is not where it was."""
