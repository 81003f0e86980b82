"""What the jobs panel says: a job's name, where it is and what happens next, how long, and the one thing to do."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, NamedTuple

from app.domain.job import Job, Message
from app.strings import has, listed, tr
from ui.panels.send.figures import money, provider_name
from ui.panels.takes_words import closed, remark_words

Action = Literal["", "cancel", "watch", "again", "record", "settle", "look", "try", "connect"]
_CANCELS = {"stops": "cancel", "asks": "ask_to_stop", "cannot": "stop_watching"}
"""How the button is named that cancels what a provider has taken, by what cancelling means there."""
_OF_CONNECTION = frozenset({"error.key_refused", "error.key_missing", "error.redirected", "error.strange_address"})
"""What only a change of the connection helps against."""
_PART = ".part"
OTHER_PRICE = "message.other_price"
FRAMES = 24
"""Pictures a second of a rehearsal."""
_OWN_WORDS = frozenset({"unsure", "done", "sending"})
"""States whose own sentence says more than the message of the move into them."""
SIGNS = {
    "queued": "",
    "sending": "",
    "waiting": "",
    "fetching": "",
    "done": "kept",
    "unsure": "unsure",
    "refused": "warn",
    "failed": "error",
    "expired": "error",
    "lost": "error",
    "cancelled": "",
}
"""Each state's sign is named like it; this is its hue."""


class JobFace(NamedTuple):
    """Everything a row shows."""

    icon: str
    hue: str
    name: str
    time: str
    sentence: str
    action: Action
    button: str
    under_way: bool
    fraction: float | None
    lines: int
    """How many lines the sentence may take."""


def face(job: Job, now: datetime, place: int = 0, cancels: str = "cannot") -> JobFace:
    """A job as its row shows it. `place` is where a queued one stands in its line, counted from 1; `cancels` what
    cancelling means at its connection.
    """
    action = action_of(job)
    moving = not job.is_held and _is_moving(job)
    return JobFace(
        icon=job.state,
        hue="warn" if job.is_held else SIGNS[job.state],
        name=name_of(job),
        time=time_words(job, now),
        sentence=sentence_of(job, place),
        action=action,
        button=button_words(job, action, cancels),
        under_way=moving,
        fraction=job.progress if job.state == "waiting" else None,
        lines=_lines(job),
    )


def _lines(job: Job) -> int:
    """How many its sentence may take. One where it changes while somebody watches, so that rows stay as high."""
    if not _goes_on(job):
        return 3
    return 2 if job.state == "queued" else 1


def _goes_on(job: Job) -> bool:
    """Whether nothing is to be read about a way out: it waits for nothing that a person could do."""
    return job.is_open and not job.is_held and not (job.state == "queued" and job.message is not None)


def _is_moving(job: Job) -> bool:
    drawn = job.is_rehearsal or job.progress is not None
    return job.state in {"sending", "fetching"} or (job.state == "waiting" and drawn)


def name_of(job: Job) -> str:
    """A job's name: its draft's title and which take."""
    title = job.title or tr("jobs.untitled")
    return tr("jobs.name.rehearsal" if job.is_rehearsal else "jobs.name", title=title, take=job.take)


def sentence_of(job: Job, place: int = 0) -> str:
    """What happens next with a job, or how it ended."""
    if job.message is not None and job.state not in _OWN_WORDS and has(job.message.id):
        return message_words(job.message) if _goes_on(job) else reason_words(job.message)
    if job.state == "done":
        return listed((closed(_done(job)), remark_words(job)), "words") if job.remarks else _done(job)
    if job.state == "unsure":
        return (
            tr("jobs.next.unsure.charged", price=money(job.usd_estimate))
            if job.usd_estimate
            else tr("jobs.next.unsure")
        )
    if job.state == "waiting" and job.is_rehearsal:
        return _drawing(job)
    if job.state == "waiting" and job.progress is not None:
        return tr("jobs.next.waiting.percent", provider=provider_of(job), percent=round(job.progress * 100))
    if job.state == "queued" and place > 1:
        return tr("jobs.next.queued.place", n=place)
    key = f"jobs.next.{job.state}"
    if job.is_rehearsal and has(f"{key}.local"):
        key = f"{key}.local"
    return tr(key, provider=provider_of(job))


def provider_of(job: Job) -> str:
    """Who makes it."""
    return provider_name(job.model.partition("/")[0])


def message_words(message: Message) -> str:
    """A message in words."""
    return tr(message.id, **_plain(message)) if has(message.id) else message.id


def _plain(message: Message) -> dict[str, Any]:
    """Its arguments, a file that only this program knows by name called what it is."""
    named = str(message.args.get("name", ""))
    return {**message.args, "name": tr("jobs.the_clip")} if named.endswith(_PART) else message.args


def reason_words(message: Message) -> str:
    """Why a job ended, and what to do about it where something is known."""
    hint = f"{message.id}.hint"
    said = message_words(message)
    return listed((closed(said), tr(hint, **_plain(message))), "words") if has(hint) else said


def action_of(job: Job) -> Action:
    """The one thing to do about a job. What cannot be stopped at the moment has no button for it."""
    if job.state == "unsure":
        return "settle"
    if wants_connection(job):
        return "connect"
    if job.can_go_on:
        return "try" if job.is_held else "look"
    if job.state == "done":
        return "watch" if job.clip else ""
    if job.state == "refused":
        return "record"
    if job.state == "fetching" or (job.state == "sending" and not job.is_rehearsal):
        return ""
    return "cancel" if job.is_open else "again"


def wants_connection(job: Job) -> bool:
    """Whether its way to the provider has to be mended first."""
    stands = job.state in ("done", "unsure", "cancelled") or job.can_go_on
    return not stands and job.message is not None and job.message.id in _OF_CONNECTION


def button_words(job: Job, action: Action, cancels: str = "cannot") -> str:
    """What the button says; cancelling is named by what it does, sending again by what it costs."""
    if action == "cancel":
        if job.is_rehearsal:
            return tr("jobs.action.stop")
        if job.is_held:
            return tr("jobs.action.give_up")
        return tr("jobs.action.cancel" if job.state == "queued" else f"jobs.action.{_CANCELS[cancels]}")
    if action == "again":
        if job.is_rehearsal:
            return tr("jobs.action.draw_again")
        known = job.usd_estimate is not None
        return tr("jobs.action.again.for", price=money(job.usd_estimate or 0)) if known else tr("jobs.action.again")
    return tr(f"jobs.action.{action}") if action else ""


def time_words(job: Job, now: datetime) -> str:
    """Minutes and seconds since an open job began; the clock at which an ended one ended."""
    start = moment(job.created if job.is_open else job.changed or job.created)
    if start is None:
        return ""
    if not job.is_open:
        return start.astimezone().strftime("%H:%M")
    return length((now - start).total_seconds())


def moment(text: str) -> datetime | None:
    """An ISO time, or None where there is none."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def length(seconds: float) -> str:
    """A stretch of time as `1:42`, an hour or more as `1:02:03`."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


def _done(job: Job) -> str:
    begun, ended = moment(job.created), moment(job.changed)
    took = length((ended - begun).total_seconds()) if begun and ended else ""
    usd = job.usd_actual if job.usd_actual is not None else job.usd_estimate
    if job.is_rehearsal:
        return tr("jobs.next.done.local", time=took) if took else tr("jobs.next.done")
    # where it came to another price, the remark says what was charged
    if usd is None or not took or any(remark.id == OTHER_PRICE for remark in job.remarks):
        return tr("jobs.next.done.unknown", time=took) if took else tr("jobs.next.done")
    key = "jobs.next.done.charged" if job.usd_actual is not None else "jobs.next.done.estimated"
    return tr(key, price=money(usd), time=took)


def _drawing(job: Job) -> str:
    frames = round(job.request.seconds * FRAMES)
    if job.progress is None or not frames:
        return tr("jobs.next.waiting.local")
    return tr("jobs.next.drawing", frame=round(job.progress * frames), frames=frames)
