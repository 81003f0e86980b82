"""A server on loopback with a clip and an echo, and a client whose keys are handed in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from app.domain.connection import Connection
from app.net.client import Client
from tests.fakes.ours import read_certificates_once
from tests.fakes.server import Heard, Loopback, Reply, running

KEY = "made-up-key-0123456789"


async def keys(reference: str) -> str:
    """The one secret there is."""
    assert reference == "session:own"
    return KEY


@pytest.fixture(autouse=True)
def _trusted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read_certificates_once(monkeypatch)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Loopback]:
    """Echoes posts, serves `clip` at /clip, and names it at /content."""
    loopback = Loopback(tmp_path / "server")
    loopback.keep("clip")
    clip = loopback.film("clip")

    def serve(heard: Heard) -> Reply:
        return loopback.serve_file(heard, clip)

    def name(heard: Heard) -> Reply:
        return Reply(200, {"data": [{"url": loopback.address.replace("127.0.0.1", "localhost") + "/clip"}]})

    loopback.route("GET", "/clip", serve)
    loopback.route("GET", "/content", name)
    loopback.route("GET", "/look", lambda heard: Reply(200, {"state": "running"}))
    loopback.route("POST", "/make", lambda heard: Reply(200, {"got": heard.body.decode()}))
    with running(loopback):
        yield loopback


@pytest_asyncio.fixture
async def client() -> AsyncIterator[Client]:
    """A client, closed at the end."""
    made = Client(keys)
    yield made
    await made.close()


@pytest.fixture
def own(server: Loopback) -> Connection:
    """The connection to the server."""
    return Connection(id="own", provider="fake", address=server.address, key_ref="session:own")
