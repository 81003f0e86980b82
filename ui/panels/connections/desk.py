"""What the connections ask of the desk, and what they want to know of a provider."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from app.desk.snapshot import Snapshot
from app.domain.connection import Connection, ServerState
from app.domain.job import Message
from app.domain.model import Model


class SpecFace(Protocol):
    """What is shown of a way to reach a model."""

    @property
    def id(self) -> str: ...
    @property
    def title_id(self) -> str: ...
    @property
    def parallelism(self) -> int: ...
    @property
    def key(self) -> str: ...
    @property
    def key_page(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def addresses(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def own_address(self) -> bool: ...
    @property
    def kinds(self) -> tuple[str, ...]: ...
    @property
    def servers(self) -> bool: ...


class AccountFace(Protocol):
    """What a check found."""

    @property
    def good(self) -> bool: ...
    @property
    def message(self) -> Message | None: ...
    @property
    def usd_left(self) -> float | None: ...
    @property
    def kind(self) -> str: ...


class ConnectionsDesk(Protocol):
    """The verbs behind the window of connections."""

    @property
    def snapshot(self) -> Snapshot:
        """The present view of the open draft."""

    @property
    def settings(self) -> Any:
        """The present settings."""

    def providers(self) -> Sequence[SpecFace]:
        """The ways to reach a model."""

    def connections(self) -> tuple[Connection, ...]:
        """Those there are, the animatic first."""

    def models(self) -> tuple[Model, ...]:
        """Every model row."""

    def prefer_connection(self, name: str, model_id: str = "") -> None:
        """Let takes of a model, or of all of its provider, go to this one."""

    def connect_soon(self, connection: Connection, key: str, place: str, hear: Callable[[Any], object]) -> None:
        """Keep a connection and try it."""

    def check_connection_soon(self, name: str, hear: Callable[[Any], object]) -> None:
        """Try a connection."""

    def server_states(self, name: str) -> tuple[ServerState, ...]:
        """How each of its servers stands in this run."""

    def disconnect_soon(self, name: str) -> None:
        """Take a connection and its key away."""

    def served_models_soon(self, name: str, hear: Callable[[list[str]], object]) -> None:
        """Ask what a server serves."""

    def add_model_soon(self, name: str, connection: str, hear: Callable[[Any], object]) -> None:
        """Ask a provider what a model takes and keep that as a row."""

    def key_store_soon(self, hear: Callable[[str], object]) -> None:
        """Ask for the name of the system's store for keys."""

    def key_is_here(self, connection: Connection) -> bool:
        """Whether its key can be had."""

    def key_hosts(self, connection: Connection) -> tuple[str, ...]:
        """The only hosts the key goes to."""

    def guide(self, page: str) -> str:
        """A page of our own guide."""
