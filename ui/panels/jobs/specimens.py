"""Made-up jobs for the gallery: every state with its sentence, an unsure one being settled, a record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.job import HELD, Attempt, Job, Message, State
from app.domain.request import Request
from ui.kit.fonts import scaled
from ui.kit.layout import column
from ui.kit.specimen import Specimen
from ui.panels.jobs.panel import JobsPanel
from ui.panels.jobs.record import JobRecord

NOW = "2026-11-21T14:32:07+00:00"


def job(
    state: State, title: str = "The last loaf", *, id: str = "", model: str = "kling/kling-3.0", **more: Any
) -> Job:
    """A made-up job."""
    request = Request(
        model=model, dialect="kling_scene", text="A corner bakery before dawn.", seconds=8.0, draft="{}"
    )  # fmt: skip
    given: dict[str, Any] = {
        "created": "2026-11-21T14:30:25+00:00",
        "changed": "2026-11-21T14:29:07+00:00",
        "connection": "kling",
        "draft_id": "loaf",
        "usd_estimate": 1.344,
        "body": '{"model_name": "kling-v3", "prompt": "A corner bakery before dawn.", "duration": 8}',
    }
    made = {"id": id or f"j-{state}", "intent": f"i-{state}{id}", "state": state, "model": model, "title": title}
    return Job(request=request, **{**made, **given, **more})


def rehearsal(state: State, **more: Any) -> Job:
    """A made-up rehearsal."""
    given = {"id": f"r-{state}", **more}
    return job(state, model="animatic/board", connection="animatic", usd_estimate=0.0, **given)


REMARKS = (
    Message(id="finding.animatic_glyphs", args={"signs": "\U00013000", "count": 1}),
    Message(id="finding.animatic_plain_box", args={"thing": "flux condenser"}),
)
SEEN = Message(id="error.no_answer", args={"host": "api-singapore.klingai.com", "reason": "ReadTimeout"})
UNSURE = job("unsure", "Rooftop hands", usd_estimate=0.64, message=SEEN)
UNDER_WAY = [
    job("queued", "Two truths", id="q1"),
    job("queued", "Two truths", id="q2", take=2),
    job("sending", "Ferry turn", created="2026-11-21T14:32:05+00:00"),
    job("waiting", "Half-turn on the plinth", progress=0.42),
    job("waiting", "The lamp room", id="w2", message=Message(id="message.status", args={"status": "throttled"})),
    job("fetching", "Ferry turn", take=2, created="2026-11-21T14:28:55+00:00"),
    rehearsal("waiting", progress=0.5),
    rehearsal("queued", title="Ferry turn"),
]
ENDED = [
    job("done", clip="c1", usd_actual=1.34, changed="2026-11-21T14:34:09+00:00"),
    rehearsal("done", clip="c2", changed="2026-11-21T14:30:27+00:00"),
    rehearsal(
        "done",
        id="r-boxes",
        title="The lamp room",
        take=2,
        clip="c3",
        remarks=REMARKS,
        changed="2026-11-21T14:30:28+00:00",
    ),
    job("refused", "Two truths"),
    job("failed", "Rooftop hands", message=Message(id="error.clip_cut", args={"name": "clip.part"})),
    rehearsal("failed", title="The lamp room", take=3, message=Message(id="error.animatic_died")),
    job("cancelled", "Ferry turn", message=Message(id="message.not_watched")),
    job("expired", "Half-turn on the plinth with a very long name that has no room here"),
    job("lost", "The lamp room", usd_estimate=None),
    job("lost", "Ferry turn", id="j-lost-2", take=3, remote_id="r9", message=Message(id="message.lost")),
]
HELD_BACK = job("waiting", "Rooftop hands", id="held", take=2, remote_id="r8", message=Message(id=HELD))


class JobsDeskMade:
    """A desk that holds made-up jobs and remembers what it was asked."""

    def __init__(self, jobs: list[Job]) -> None:
        self.held = jobs
        self.said: list[tuple[Any, ...]] = []
        self.settings = type("Kept", (), {"cleared_jobs": ()})()

    def jobs(self, limit: int = 200) -> list[Job]:
        """Those it holds."""
        return self.held[:limit]

    def attempts(self, job_id: str) -> list[Attempt]:
        """Three moves."""
        moves: tuple[tuple[State, str, Message | None], ...] = (
            ("queued", "2026-11-21T14:29:01+00:00", None),
            ("sending", "2026-11-21T14:29:03+00:00", None),
            ("unsure", "2026-11-21T14:29:07+00:00", SEEN),
        )
        return [
            Attempt(job=job_id, number=number, state=state, at=at, message=message)
            for number, (state, at, message) in enumerate(moves)
        ]

    def model_title(self, model_id: str) -> str:
        """A name for every id."""
        return model_id.split("/")[-1].replace("-", " ").title()

    def now(self) -> str:
        """A moment of the mock-ups."""
        return NOW

    def change_settings(self, **fields: Any) -> None:
        """Nothing is kept here."""

    def cancelling(self, name: str) -> str:
        """Kling has no cancel."""
        return "stops" if name == "animatic" else "cannot"

    def cancel_soon(self, job_id: str) -> None:
        """Remember it."""
        self.said.append(("cancel", job_id))

    def submit_again(self, job_id: str) -> None:
        """Remember it."""
        self.said.append(("again", job_id))

    def save_claim(self, job_id: str, out: Path | None = None) -> Path:
        """Remember it."""
        self.said.append(("claim", job_id))
        return out or Path("claim.zip")

    def settle_soon(
        self,
        job_id: str,
        *,
        bind: str | None = None,
        absent: bool = False,
        resend: bool = False,
        tell: Callable[[list[str]], object] | None = None,
    ) -> None:
        """Remember it; a look finds two."""
        self.said.append(("settle", job_id, bind, absent, resend))
        if tell is not None:
            tell(["task-8841-b", "task-8842-c"])


def panel(jobs: list[Job], settle: str = "") -> JobsPanel:
    """The panel over made-up jobs; `settle` opens the unsure one in that way."""
    made = JobsPanel(JobsDeskMade(jobs))
    made.refresh()
    if settle:
        made.items[UNSURE.id].row.acted.emit()
        area = made.items[UNSURE.id].settle
        assert area is not None
        if settle == "found":
            area.answer.click()
        elif settle != "look":
            area.ways["resend" if settle == "sure" else settle].setChecked(True)  # type: ignore[index]
        if settle == "sure":
            area.answer.click()
    return made


def menu(of: Job) -> QWidget:
    """The menu of a job as a page of its own."""
    holder = QWidget()
    jobs = panel([of])
    # it goes when the page goes
    jobs.setParent(holder)
    jobs.hide()
    shown = jobs.open_menu(of.id)
    holder.setLayout(column(shown, margins=(12, 12, 12, 12)))
    shown.setWindowFlags(Qt.WindowType.Widget)
    shown.show()
    return holder


def record(of: Job = UNSURE) -> QWidget:
    """A record as a page of its own."""
    holder = QWidget()
    desk = JobsDeskMade([])
    made = JobRecord(of, desk.attempts(of.id), desk.model_title(of.model))
    made.setParent(holder)
    made.show()
    return holder


SPECIMENS: list[Specimen] = [
    Specimen("jobs", lambda: panel([UNSURE, *UNDER_WAY[:2], ENDED[0]]), (364, 220)),
    Specimen("jobs held", lambda: panel([HELD_BACK, *UNDER_WAY[:2], ENDED[-1]]), (364, 300)),
    Specimen("jobs under way", lambda: panel(UNDER_WAY), (364, 480)),
    Specimen("jobs ended", lambda: panel([UNSURE, *ENDED]), (364, 760)),
    Specimen("jobs ended narrow", lambda: panel([UNSURE, *ENDED]), (280, 800)),
    Specimen("jobs small", lambda: panel([UNSURE, *UNDER_WAY]), (332, 188)),
    Specimen("jobs empty", lambda: panel([]), (364, 220)),
    Specimen("jobs settle", lambda: panel([UNSURE, *ENDED[:1]], "look"), (364, 360)),
    Specimen("jobs settle found", lambda: panel([UNSURE, *ENDED[:1]], "found"), (364, 360)),
    Specimen("jobs settle absent", lambda: panel([UNSURE, *ENDED[:1]], "absent"), (332, 360)),
    Specimen("jobs settle sure", lambda: panel([UNSURE, *ENDED[:1]], "sure"), (364, 380)),
    Specimen("jobs menu", lambda: menu(ENDED[0]), (300, 150)),
    Specimen("jobs menu unsure", lambda: menu(UNSURE), (300, 150)),
    Specimen("jobs record", record, (scaled(480), scaled(460))),
    Specimen("jobs record remarks", lambda: record(ENDED[2]), (scaled(480), scaled(460))),
]
