"""Made-up takes and every state of the player for the gallery."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from app.desk.copying import Copying
from app.desk.snapshot import Snapshot
from app.domain.clip import Clip, Media
from app.domain.draft import Draft, Frame
from app.domain.errors import Fault, UnknownName
from app.domain.job import Attempt, Job, Message
from app.domain.model import Model
from app.domain.request import Request
from app.domain.upgrade import write_draft
from ui.kit.fonts import scaled
from ui.kit.specimen import Specimen
from ui.panels.jobs.specimens import REMARKS
from ui.panels.path.specimens import ferry_turn, last_loaf, many_beats
from ui.panels.player.panel import PlayerPanel
from ui.panels.specimen_words import MODELS

STRIP = (1076, 232)
SMALL = (752, 188)
TALL = (1500, 560)


@cache
def _folder() -> Path:
    kept = tempfile.TemporaryDirectory(prefix="shotwright-specimens-")
    _keep.append(kept)
    return Path(kept.name)


_keep: list[tempfile.TemporaryDirectory[str]] = []


@cache
def poster(kind: str, part: float, size: tuple[int, int] = (640, 360)) -> Path:
    """A picture of a made-up draft at a part of its length, as a file."""
    from app.animatic.paint import paint
    from app.animatic.stage import build_stage

    draft = {"loaf": last_loaf, "ferry": ferry_turn, "many": many_beats}[kind]()
    if size[0] < size[1]:
        draft = draft.replace(frame=Frame(aspect="9:16"))
    stage = build_stage(draft)
    image = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint(painter, size, stage, stage.seconds * part, clean=True)
    painter.end()
    file = _folder() / f"{kind}-{part:.2f}-{size[0]}.png"
    image.save(str(file))
    return file


def made_clip(number: int, of: Draft, model: str = "kling/kling-3.0", **more: Any) -> Clip:
    """One take of a draft."""
    media = Media(
        seconds=of.seconds, width=1920, height=1080, fps=24.0, frames=round(of.seconds * 24),
        video_codec="h264", audio_codec="aac",
    )  # fmt: skip
    fields: dict[str, Any] = {
        "id": f"c{number}", "path": f"clips/c{number}.mp4", "sha256": "0" * 64, "title": of.title,
        "draft_id": of.id, "model": model, "job": f"j{number}", "take": number, "media": media,
        "created": "2026-11-21T13:32:00+00:00", "poster": str(poster("loaf", 0.4)),
        "words": "A corner bakery before dawn, rain on the window, one brass lamp low over a counter.",
    }  # fmt: skip
    return Clip(**{**fields, **more})


class ClipsMade:
    """A desk over made-up clips; every poster is a file, and every clip file is there unless it is called missing."""

    def __init__(self, *clips: Clip) -> None:
        self.made = {clip.id: clip for clip in clips}
        self.copied: set[str] = set()
        self.remarks: tuple[Message, ...] = ()
        self.settings = type("Kept", (), {"volume": 0.8})()

    def change_settings(self, **fields: Any) -> None:
        """Nothing is kept here."""

    def clip(self, clip_id: str) -> Clip:
        """One of the made ones."""
        if clip_id not in self.made:
            raise UnknownName("clip", clip_id, self.made)
        return self.made[clip_id]

    def clip_file(self, clip: Clip) -> Path:
        """The poster stands for the file."""
        return Path("nowhere" if clip.missing else clip.poster)

    def poster_file(self, clip: Clip) -> Path | None:
        """A picture of the draft."""
        return Path(clip.poster) if clip.poster else None

    def models(self) -> tuple[Model, ...]:
        """Four rows."""
        return MODELS

    def job(self, job_id: str) -> Job:
        """What a clip cost."""
        return made_job("", "kling/kling-3.0", "done", usd_actual=1.34, remarks=self.remarks)

    def attempts(self, job_id: str) -> list[Attempt]:
        """Started and done, 2.1 seconds later."""
        times = (("sending", "2026-11-21T13:32:00.000+00:00"), ("done", "2026-11-21T13:32:02.100+00:00"))
        return [Attempt(job=job_id, number=n, state=state, at=at) for n, (state, at) in enumerate(times)]  # type: ignore[arg-type]

    def rate(self, clip_id: str, rating: int, *more: str) -> None:
        """Kept among the made ones."""
        for each in (clip_id, *more):
            self.made[each] = self.made[each].replace(rating=rating)

    def keep(self, clip_id: str, kept: bool) -> None:
        """Kept among the made ones."""
        self.made[clip_id] = self.made[clip_id].replace(kept=kept)

    def playable_file(self, clip: Clip) -> Path | None:
        """The poster stands for a copy where one is said to be there."""
        return Path(clip.poster) if clip.id in self.copied else None

    def playable_soon(self, clip_id: str, tell: Callable[[Copying], object]) -> None:
        """A copy that is half made, for ever."""
        tell(Copying(clip_id, 0.42))

    def stop_playable(self, clip_id: str) -> None:
        """Nothing was begun."""

    def save_frame_soon(self, clip_id: str, seconds: float, to: Path) -> None:
        """Nothing is saved."""

    def use_clip_soon(self, clip_id: str) -> None:
        """Nothing is kept."""

    def use_frame_soon(self, clip_id: str, seconds: float, place: str) -> None:
        """Nothing is used."""

    def use_picture(self, picture: Path, place: str) -> None:
        """Nothing is used."""

    def notice(self, id: str, level: Any = "info", action: str = "", target: str = "", **args: Any) -> None:
        """Nobody is told."""

    def notice_fault(self, fault: Fault) -> None:
        """Nobody is told."""


def made_job(draft_id: str, model: str, state: Any, progress: float | None = None, **more: Any) -> Job:
    """One job of a draft."""
    request = Request(model=model, dialect="timed", text="", seconds=8.0, draft="{}")
    return Job(
        id="j1", intent="i1", state=state, model=model, draft_id=draft_id, request=request, progress=progress, **more,
    )  # fmt: skip


def panel(draft: Draft | None, *clips: Clip, **more: Any) -> PlayerPanel:
    """A player over made-up clips with a draft open."""
    made = PlayerPanel(ClipsMade(*clips))
    own = tuple(clip.id for clip in clips if draft is not None and clip.draft_id == draft.id)
    made.show_snapshot(Snapshot(draft=draft, takes=own, **more))
    return made


def playing(made: PlayerPanel, kind: str, seconds: float) -> PlayerPanel:
    """As it looks while a clip runs: the picture of a moment, the playhead there."""
    made.picture.show_still(poster(kind, seconds / 8, (1280, 720)))
    made.picture.set_playable(False)
    made.projector.playback._position = seconds
    made.bar.set_time(seconds)
    made.transport.set_position(seconds, round(seconds * 24))
    made.transport.set_playing(True)
    return made


def four_takes() -> tuple[Clip, ...]:
    """The takes of the mock-up."""
    loaf = last_loaf()
    takes = [made_clip(n, loaf) for n in (1, 2, 3, 4)]
    takes[2] = takes[2].replace(rating=4, kept=True)
    return tuple(takes)


def story() -> QWidget:
    """Take 3 of four, playing, kept."""
    made = panel(last_loaf(), *four_takes())
    made._pick("c3")
    made.transport.loop.setChecked(True)
    return playing(made, "loaf", 80 / 24)


def camera() -> QWidget:
    """A rehearsal and one take; two shots."""
    ferry = ferry_turn()
    media = made_clip(1, ferry).media.replace(width=1280, height=720)
    takes = (
        made_clip(1, ferry, "animatic/board", poster=str(poster("ferry", 0.8)), media=media),
        made_clip(2, ferry, poster=str(poster("ferry", 0.8)), media=media, take=1),
    )
    made = panel(ferry, *takes)
    made._pick("c1")
    made.bar.set_time(8.05)
    made.transport.set_position(8.05, 193)
    return made


def empty() -> QWidget:
    """No draft is open."""
    return panel(None)


def nothing() -> QWidget:
    """A draft without a second in it: Rehearse is off and says why."""
    return panel(last_loaf().replace(shots=()), why_not_rehearse=Message(id="why_not.no_length"))


def preview() -> QWidget:
    """The open draft before any rehearsal."""
    made = panel(last_loaf())
    made.projector.preview.seek(3.3)
    return made


def drawing(progress: float | None, state: str = "waiting") -> Callable[[], QWidget]:
    """A rehearsal under way."""

    def build() -> QWidget:
        made = panel(last_loaf())
        made.show_job(made_job("last-loaf", "animatic/board", state, progress))
        return made

    return build


def failed(failure: str, codec: str) -> Callable[[], QWidget]:
    """A clip that cannot be shown."""

    def build() -> QWidget:
        take = four_takes()[0]
        made = panel(last_loaf(), take.replace(media=take.media.replace(video_codec=codec)))
        made.projector.playback.failure = failure  # type: ignore[assignment]
        made._on_state("failed")
        return made

    return build


def copying() -> QWidget:
    """A copy that plays is being made."""
    made = panel(last_loaf(), four_takes()[0].replace(media=four_takes()[0].media.replace(video_codec="av1")))
    made.projector.playback.failure = "no_picture"
    made._on_state("failed")
    made._act()
    return made


def copied() -> QWidget:
    """A clip that is shown from its copy."""
    take = four_takes()[2]
    take = take.replace(media=take.media.replace(video_codec="av1"))
    desk = ClipsMade(take)
    desk.copied.add(take.id)
    made = PlayerPanel(desk)
    made.show_snapshot(Snapshot(draft=last_loaf(), takes=(take.id,)))
    return playing(made, "loaf", 80 / 24)


def remarked() -> QWidget:
    """A rehearsal in which something is drawn as a box."""
    loaf = last_loaf()
    desk = ClipsMade(made_clip(1, loaf, "animatic/board"))
    desk.remarks = REMARKS
    made = PlayerPanel(desk)
    made.show_snapshot(Snapshot(draft=loaf, takes=("c1",)))
    return made


def grab_menu() -> QWidget:
    """What can be done with a frame, as a page of its own."""
    made = panel(last_loaf(), *four_takes())
    made._grab.menu.aboutToShow.emit()
    holder = QWidget()
    made.setParent(holder)
    made.hide()
    menu = made._grab.menu
    menu.setParent(holder)
    menu.move(12, 12)
    menu.show()
    return holder


def loading() -> QWidget:
    """The clip is being opened."""
    made = panel(last_loaf(), *four_takes())
    made.picture.set_playable(False)
    made._on_state("loading")
    return made


def missing() -> QWidget:
    """The file is gone; the poster is still here."""
    return panel(last_loaf(), four_takes()[0].replace(missing=True))


def stranger() -> QWidget:
    """A clip of another draft, with a long name, in a tall frame, its beat looped."""
    made = panel(last_loaf(), *four_takes())
    other = made_clip(
        9, many_beats().replace(id="other", title="Rooftop hands in the rain, second unit, client A, third version"),
        poster=str(poster("loaf", 0.6, (360, 640))), draft=write_draft(many_beats()).decode(),
    )  # fmt: skip
    made._show_clip(other)
    made.bar.beats.set_loop((4.0, 7.0))
    made.transport.loop.setChecked(True)
    return made


def many_takes() -> QWidget:
    """Fourteen takes and three rehearsals in a narrow player."""
    loaf = last_loaf()
    drawn = [made_clip(n, loaf, "animatic/board") for n in (1, 2, 3)]
    takes = [made_clip(n + 3, loaf, take=n) for n in range(1, 15)]
    made = panel(loaf, *drawn, *takes)
    made._pick("c12")
    return made


def upright() -> QWidget:
    """Narrow and high: the picture stands over its controls."""
    return story()


SPECIMENS: list[Specimen] = [
    Specimen("player story", story, STRIP),
    Specimen("player story small", story, SMALL),
    Specimen("player story large", story, TALL),
    Specimen("player camera", camera, STRIP),
    Specimen("player empty", empty, STRIP),
    Specimen("player nothing to rehearse", nothing, STRIP),
    Specimen("player preview", preview, STRIP),
    Specimen("player queued", drawing(None, "queued"), STRIP),
    Specimen("player drawing", drawing(0.5), STRIP),
    Specimen("player loading", loading, STRIP),
    Specimen("player cannot show", failed("no_picture", "av1"), STRIP),
    Specimen("player copying", copying, STRIP),
    Specimen("player copied", copied, STRIP),
    Specimen("player remarks", remarked, STRIP),
    Specimen("player grab menu", grab_menu, (scaled(300), scaled(236))),
    Specimen("player frozen", failed("frozen", "h264"), SMALL),
    Specimen("player missing", missing, STRIP),
    Specimen("player stranger", stranger, STRIP),
    Specimen("player many takes", many_takes, SMALL),
    Specimen("player upright", upright, (480, 620)),
]
