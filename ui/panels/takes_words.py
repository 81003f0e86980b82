"""What is said of clips and takes: their names, their models, and the one line of record. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.domain.clip import Clip
from app.domain.job import Attempt, Job
from app.domain.model import Model
from app.strings import has, listed, tr
from ui.panels.send.figures import day_words, money

STOPS = ".!?。！？…"
Titles = Mapping[str, str]
"""Model id → what the model is called."""


def model_titles(models: Sequence[Model]) -> Titles:
    """What the models of the catalogue are called."""
    return {model.id: model.title for model in models}


def model_words(clip: Clip, titles: Titles) -> str:
    """What made a clip."""
    if clip.is_rehearsal:
        return tr("takes.animatic")
    if not clip.model:
        return tr("takes.attached")
    return title_words(clip.model, titles)


def title_words(model: str, titles: Titles) -> str:
    """What a model is called; one the catalogue does not know by the end of its id."""
    return titles.get(model) or model.rpartition("/")[2]


def take_words(clip: Clip) -> str:
    """The name of a take among those of its draft."""
    return tr("takes.rehearsal") if clip.is_rehearsal else tr("takes.take", n=clip.take)


def clip_words(clip: Clip) -> str:
    """The name of a clip among all: its draft's title and its take."""
    title = clip.title or tr("takes.untitled")
    return tr("takes.rehearsal_of" if clip.is_rehearsal else "takes.take_of", title=title, take=clip.take)


def moment_words(stamp: str) -> str:
    """An ISO moment as day and clock of this place; "" for none."""
    try:
        local = datetime.fromisoformat(stamp).astimezone()
    except ValueError:
        return ""
    return tr("takes.moment", day=day_words(local.date().isoformat()), clock=local.strftime("%H:%M"))


def length_words(seconds: float) -> str:
    """A length: `8 s`, `2.5 s`."""
    return tr("takes.seconds", seconds=round(seconds, 1))


def frame_words(clip: Clip) -> str:
    """Size and pictures a second."""
    media = clip.media
    return tr("takes.frame", width=media.width, height=media.height, fps=round(media.fps, 2))


def cost_words(clip: Clip, job: Job | None) -> str:
    """What a clip cost: free, an amount, or that nobody knows it; "" for a clip that was brought in."""
    if clip.is_rehearsal:
        return tr("takes.free")
    if job is None:
        return "" if not clip.model or not clip.job else tr("takes.price_unknown")
    usd = job.usd_actual if job.usd_actual is not None else job.usd_estimate
    return tr("takes.price_unknown") if usd is None else money(usd)


def drawn_seconds(attempts: Sequence[Attempt]) -> float | None:
    """How long a rehearsal took from the worker's start to the clip in the library."""
    try:
        start = next(datetime.fromisoformat(each.at) for each in reversed(attempts) if each.state == "sending")
        end = next(datetime.fromisoformat(each.at) for each in reversed(attempts) if each.state == "done")
    except (StopIteration, ValueError):
        return None
    return (end - start).total_seconds()


def remark_words(job: Job) -> str:
    """What the maker had to say of the clip, one sentence after the other; "" for nothing."""
    return listed((closed(tr(remark.id, **remark.args)) for remark in job.remarks if has(remark.id)), "words")


def closed(text: str) -> str:
    """Words that end as a sentence does."""
    return text if not text or text[-1] in STOPS else text + tr("joint.stop")


def record_words(clip: Clip, titles: Titles, job: Job | None, attempts: Sequence[Attempt]) -> str:
    """The line of record: `Animatic, 1280 × 720, 24 fps, free, drawn in 2.1 s`, `Kling 3.0, …, $1.34, 21 Nov 2026`."""
    seconds = drawn_seconds(attempts) if clip.is_rehearsal else None
    when = moment_words(clip.created) if seconds is None else tr("takes.drawn_in", seconds=round(seconds, 1))
    parts = [model_words(clip, titles), frame_words(clip), cost_words(clip, job), when]
    line = listed(part for part in parts if part)
    return listed((closed(line), remark_words(job)), "words") if job is not None and job.remarks else line
