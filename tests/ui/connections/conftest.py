"""What the tests of connections share: the window, servers on loopback that are quick, and a system without a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.jobs import floor
from app.providers.openai_videos import OpenAIVideos
from app.store.secrets import Secrets
from tests.fakes.openai_server import OpenAIServer
from tests.fakes.ours import read_certificates_once
from tests.ui.window.conftest import opened as opened

OpenServer = Callable[..., OpenAIServer]


@pytest.fixture(autouse=True)
def _no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store of the machine that tests run on is nobody's business."""

    async def none(self: Secrets) -> None:
        return None

    monkeypatch.setattr(Secrets, "_system", none)
    monkeypatch.setattr(floor, "WATCH_SECONDS", 0.03)
    read_certificates_once(monkeypatch)


@pytest.fixture
def open_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenServer]:
    """Servers of a kind; a test fails where one was spoken to as the protocol does not allow."""
    spec = OpenAIVideos().spec.replace(poll_seconds=0.02)
    monkeypatch.setattr(OpenAIVideos, "spec", property(lambda self: spec))
    made: list[OpenAIServer] = []

    def make(kind: str = "generic", key: str = "") -> OpenAIServer:
        made.append(OpenAIServer(tmp_path / f"server-{len(made)}", kind, key))
        return made[-1]

    yield make
    for server in made:
        server.close()
    assert [server.strange for server in made if server.strange] == []
