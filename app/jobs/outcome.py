"""What became of a paid submission: one table from what was met to what it means; what is not in it nobody knows."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.errors import BadFile, BadValue, Fault
from app.domain.job import Message, State
from app.providers.base import AccountStopped, NotSent, Refused, Rejected


class Outcome(NamedTuple):
    """Where a job goes from `sending`, and whether its connection is to be left alone for a while."""

    state: State
    trouble: bool = False


OUTCOMES: tuple[tuple[type[Fault], Outcome], ...] = (
    # a provider that wants to be left alone says so with a NotSent of its own
    (NotSent, Outcome("queued", trouble=True)),
    (AccountStopped, Outcome("failed", trouble=True)),
    (Refused, Outcome("refused")),
    (Rejected, Outcome("failed")),
    # what our own checks say before anything leaves
    (BadValue, Outcome("failed")),
    (BadFile, Outcome("failed")),
)
"""The first that fits counts. Statuses and codes become these faults in `app.providers.base.judge` and the providers,
what the wire does to us in `app.net.client.translated`."""
UNKNOWN = Outcome("unsure", trouble=True)
"""Silence, trouble, an answer without an id, a bug of ours: it may have arrived, so it is never sent again by guess."""


def outcome_of(error: BaseException, *, local: bool = False) -> Outcome:
    """What an exception of a submission means. Free local work is never unknown: it ends, and may be done again."""
    if local:
        return Outcome("refused" if isinstance(error, Refused) else "failed")
    return next((outcome for kind, outcome in OUTCOMES if isinstance(error, kind)), UNKNOWN)


def said(error: BaseException) -> Message:
    """An exception as the sentence a job keeps: for an unknown outcome that is the evidence."""
    if not isinstance(error, Fault):
        return Message(id="message.crashed")
    return Message(id=f"error.{error.id}", args={name: _plain(value) for name, value in error.args_by_name.items()})


def is_unexplained(message: Message | None) -> bool:
    """Whether a worker of ours ended without saying why: killed, or out of memory."""
    return message is None or message.id.endswith("_died")


def _plain(value: object) -> str | int | float:
    return value if isinstance(value, str | int | float) else str(value)
