"""How a connection stands, in words: its state, what a check found, where its key is."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.connection import Connection
from app.domain.errors import Fault
from app.strings import has, tr
from ui.kit import notify
from ui.panels.connections_desk import AccountFace, SpecFace
from ui.panels.send_figures import money

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
    return "kept.line" if found.good else "error.line"


def key_words(reference: str) -> str:
    """Where the key of a connection is, "" where it has none."""
    place, _, name = reference.partition(":")
    return tr(f"connections.kept.{place}", name=name) if place else ""


def _told(fault: Fault) -> tuple[str, str]:
    return notify.sentences(notify.say_fault(fault))
