"""A job: the durable record of one attempt to get a clip, along the states of the contract."""

from typing import Any, Literal

from app.domain.model import is_drawn_here
from app.domain.noun import Field, Noun
from app.domain.request import Request

State = Literal[
    "queued", "sending", "waiting", "fetching", "done", "refused", "failed", "cancelled", "expired", "lost", "unsure"
]
OPEN: frozenset[str] = frozenset({"queued", "sending", "waiting", "fetching"})
ENDED: frozenset[str] = frozenset({"done", "refused", "failed", "cancelled", "expired", "lost"})
EXIT_CODES: dict[str, int] = {
    "done": 0,
    "refused": 1,
    "failed": 3,
    "cancelled": 3,
    "expired": 3,
    "lost": 3,
    "unsure": 4,
}
"""Exit code of a verb that waited for the job, by the state it ended in."""

MOVES: dict[str, frozenset[str]] = {
    "queued": frozenset({"sending", "cancelled", "failed"}),
    "sending": frozenset({"waiting", "queued", "refused", "failed", "unsure", "cancelled"}),
    "waiting": frozenset({"fetching", "refused", "failed", "cancelled", "expired", "lost", "queued"}),
    "fetching": frozenset({"done", "waiting", "failed", "expired", "cancelled"}),
    "unsure": frozenset({"waiting", "queued", "failed", "cancelled"}),
    "done": frozenset({"waiting"}),
    "lost": frozenset({"waiting"}),
    "expired": frozenset({"waiting"}),
}
"""Which state may follow which; a move that is not here is a bug. `waiting → queued` is for free local work only,
`done → waiting` for a clip whose file is gone here and may still be had, `lost` and `expired → waiting` where a person
wants it looked for once more."""
HELD = "message.held"
"""Id of what is said of a job that is left alone because the program has ended over it."""


class Message(Noun):
    """A sentence for people: id and arguments."""

    id: str
    args: dict[str, Any] = Field(default_factory=dict)


class Job(Noun):
    """One row of the ledger. Identity (model, connection, request, body, price) is frozen when it is queued."""

    id: str
    intent: str
    """Unique token minted when the request is formed: the same one twice is the same job."""
    state: State
    version: int = 0
    """Counts the moves; every move is a compare-and-set on (state, version)."""
    model: str
    connection: str = ""
    draft_id: str
    title: str = ""
    take: int = 1
    """Its number among the takes of its draft; a rehearsal's among the rehearsals."""
    request: Request
    body: str = ""
    """The exact bytes sent (or the worker's order), as text."""
    remote_id: str | None = None
    progress: float | None = None
    message: Message | None = None
    remarks: tuple[Message, ...] = ()
    """What the maker has to say of the clip itself: signs no font can draw, things without a shape."""
    clip: str | None = None
    usd_estimate: float | None = None
    usd_actual: float | None = None
    created: str = ""
    changed: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody is still working on it."""
        return self.state in OPEN

    @property
    def is_held(self) -> bool:
        """Whether it is left alone until a person says otherwise."""
        return self.is_open and self.message is not None and self.message.id == HELD

    @property
    def can_go_on(self) -> bool:
        """Whether nobody works on it, and somebody would once a person says so."""
        gone = self.state in ("lost", "expired") and self.remote_id is not None and not self.is_rehearsal
        return gone or self.is_held

    @property
    def is_rehearsal(self) -> bool:
        """Whether it is drawn here."""
        return is_drawn_here(self.model)


class Attempt(Noun):
    """One appended line of a job's history: it moved to `state` at `at`, for a reason."""

    job: str
    number: int
    state: State
    at: str
    message: Message | None = None
    remote_id: str | None = None
    answer: str = ""
    """What the provider said then, to the letter but for keys and signatures; "" where it said nothing."""
