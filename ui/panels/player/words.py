"""What the player says: why there is no picture, how far a rehearsal is drawn. Pure."""

from __future__ import annotations

from app.desk.snapshot import Snapshot
from app.domain.clip import Clip
from app.domain.job import Job
from app.strings import listed, tr
from ui.kit.timebar import time_code
from ui.panels.player.plates import Saying
from ui.panels.player.playback import Failure

FPS = 24
"""Frames a second of every animatic."""
CODECS = {
    "av1": "AV1",
    "hevc": "HEVC",
    "h264": "H.264",
    "vp9": "VP9",
    "vp8": "VP8",
    "mpeg4": "MPEG-4",
    "aac": "AAC",
    "opus": "Opus",
    "mp3": "MP3",
    "vorbis": "Vorbis",
}


def codec_words(codec: str) -> str:
    """A codec as people write it."""
    return CODECS.get(codec, codec.upper())


def nothing_saying(snapshot: Snapshot) -> Saying:
    """Before anything can be shown: no draft is open, or nothing in it has a length."""
    if snapshot.draft is None:
        return Saying(tr("player.empty"), tr("player.empty.no_draft"), sign="play")
    why = snapshot.why_not_rehearse
    reason = tr(why.id, **why.args) if why is not None else ""
    return Saying(tr("player.empty"), reason or tr("player.empty.use"), tr("takes.rehearse"), "play", reason)


def missing_saying(clip: Clip) -> Saying:
    """The file of a clip is gone."""
    return Saying(tr("player.missing"), tr("player.missing.where", path=clip.path), tr("player.missing.look"), "lost")


def failure_saying(clip: Clip, failure: Failure, seconds: float, *, copy: bool) -> Saying:
    """A clip that cannot be shown. `copy` offers to make a copy of it that can."""
    if failure == "frozen":
        where = time_code(seconds, clip.media.fps or FPS)
        return Saying(tr("player.frozen"), tr("player.frozen.at", time=where), tr("player.again"), "clip")
    if copy:
        undecoded = tr("player.no_decoder", codec=codec_words(clip.media.video_codec))
        said = listed((undecoded, tr("player.copy.use")), "words")
        return Saying(tr("player.cannot_show"), said, tr("player.copy"), "clip")
    sentence = tr("player.no_picture" if failure == "no_picture" else "player.cannot_open")
    return Saying(tr("player.cannot_show"), sentence, tr("player.again"), "clip")


def drawing_words(job: Job) -> tuple[str, float | None]:
    """The plate over a picture that is being drawn: its words, and the part that is done, None if unknown."""
    if job.state == "queued":
        return tr("player.queued"), None
    frames = max(1, round(job.request.seconds * FPS))
    if job.progress is None or job.state == "sending":
        return tr("player.starting"), None
    if job.state == "fetching" or job.progress >= 1:
        return tr("player.finishing"), 1.0
    return tr("player.drawing", frame=round(job.progress * frames), frames=frames), job.progress
