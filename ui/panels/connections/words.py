"""How a connection stands, in words: its state, what a check found, where its key is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.connection import Connection, ServerState
from app.domain.errors import Fault
from app.strings import has, listed, tr
from ui.kit import notify
from ui.panels.connections.desk import AccountFace, SpecFace
from ui.panels.send.figures import money

Found = AccountFace | Fault | str
"""What is known of a connection: an account, what went wrong, or "testing"; "" where it was never tried."""
TESTING = "testing"


class State(NamedTuple):
    """How something stands: a sign, its colour, a sentence, and what to do about it."""

    sign: str
    color: str
    words: str
    hint: str = ""


def provider_title(spec: SpecFace) -> str:
    """A provider's name for people."""
    return tr(spec.title_id)


def kind_words(kind: str) -> str:
    """What a sort of server is called."""
    return tr(f"connections.kind.{kind}") if has(f"connections.kind.{kind}") else kind


def provider_sentence(provider: str) -> str:
    """What a provider is, in one sentence."""
    key = f"connections.what.{provider}"
    return tr(key) if has(key) else tr("connections.what.other")


def state_of(connection: Connection | None, found: Found) -> State:
    """The state of a connection in a line."""
    if connection is not None and connection.provider == "animatic":
        return State("good", "kept.text", tr("connections.state.built_in"), tr("connections.state.built_in.means"))
    if isinstance(found, Fault):
        return State("warning", "error.text", *_told(found))
    if isinstance(found, str):
        return State("", "text2", tr("connections.state.testing" if found == TESTING else "connections.state.untried"))
    said = tr(found.message.id, **found.message.args) if found.message is not None else ""
    if not found.good:
        return State("error", "error.text", said or tr("connections.state.refused"))
    if found.usd_left == 0:
        return State("warning", "warn.text", tr("connections.state.empty"), said)
    left = tr("connections.left", usd=money(found.usd_left)) if found.usd_left is not None else ""
    return State("good", "kept.text", tr("connections.state.works"), " ".join(filter(None, (left, said))))


def dot_color(connection: Connection, found: Found) -> str:
    """The colour of the dot before a connection's name; "" for a hollow one."""
    if connection.provider == "animatic":
        return "kept.line"
    if isinstance(found, Fault):
        return "error.line"
    if isinstance(found, str):
        return "warn.line" if found == TESTING else ""
    if found.good and found.usd_left == 0:
        return "warn.line"
    return "kept.line" if found.good else "error.line"


def standing_of(state: ServerState) -> str:
    """How one server stands, in a line; "" where it was never asked and has nothing to do."""
    jobs = tr("connections.standing.jobs", n=state.jobs) if state.jobs else ""
    if state.stopped is not None:
        said = tr(state.stopped.id, **state.stopped.args)
    elif state.answers:
        said = tr("connections.standing.answers")
    elif state.answers is None:
        said = tr("connections.standing.untried") if jobs else ""
    elif state.seconds >= 1:
        said = tr("connections.standing.resting", seconds=round(state.seconds))
    else:
        said = tr("connections.standing.silent")
    return listed([each for each in (said, jobs) if each])


def standing_words(states: Sequence[ServerState]) -> str:
    """How the servers of a connection stand together; "" while none was asked."""
    if all(state.answers is None for state in states):
        return ""
    answering, jobs = sum(bool(state.answers) for state in states), sum(state.jobs for state in states)
    said = "connections.standing.all" if jobs else "connections.standing.all_idle"
    return tr(said, answering=answering, all=len(states), n=jobs)


def key_words(reference: str) -> str:
    """Where the key of a connection is, "" where it has none."""
    place, _, name = reference.partition(":")
    return tr(f"connections.kept.{place}", name=name) if place else ""


def _told(fault: Fault) -> tuple[str, str]:
    said, hint = notify.sentences(notify.say_fault(fault))
    # a test that failed is not made again by itself, as a job's request is
    again = f"connections.again.{fault.id}"
    return said, tr(again) if has(again) else hint
