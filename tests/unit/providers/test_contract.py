"""What every provider keeps, the built-in one and the fake alike; neither is asked to make anything here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.domain.draft import Draft, Shot
from app.domain.request import Request
from app.domain.upgrade import write_draft
from app.providers.animatic import Animatic
from app.providers.base import Cancelled, Connection, Provider, Remote, Sent
from tests.fakes.provider import FakeProvider

DRAFT = Draft(id="d1", title="雨夜", form="x", aim="y", shots=(Shot(id="s1", seconds=2),))
REQUEST = Request(model="animatic/board", dialect="timed", text="雨夜", seconds=2.0, draft=write_draft(DRAFT).decode())


@pytest.fixture(params=["animatic", "fake"])
def provider(request: pytest.FixtureRequest, tmp_path: Path) -> Provider:
    """Each provider there is."""
    return Animatic() if request.param == "animatic" else FakeProvider(tmp_path / "provider")


@pytest.fixture
def connection(provider: Provider, tmp_path: Path) -> Connection:
    """A way to it."""
    return Connection(id="own", provider=provider.spec.id, address=str(tmp_path / "incoming"))


def test_what_it_says_of_itself_holds_together(provider: Provider) -> None:
    spec = provider.spec
    assert spec == provider.spec
    assert spec.free == (spec.dedupe == "local")
    assert spec.parallelism >= 1
    assert spec.title_id == f"provider.{spec.id.replace('-', '_')}"


def test_a_payload_is_pure_and_readable(provider: Provider) -> None:
    payload = provider.payload(REQUEST, {})
    assert payload == provider.payload(REQUEST, {})
    assert provider.inputs(REQUEST) == []
    assert "雨夜" in json.dumps(json.loads(payload.body), ensure_ascii=False)
    assert "雨夜" in payload.view


async def test_a_job_it_does_not_know_is_gone_not_failed(provider: Provider, connection: Connection) -> None:
    remotes = [Remote(id="nobody"), Remote(id="no-one")]
    assert [each.state for each in await provider.poll(None, connection, remotes)] == ["gone", "gone"]
    sent = Sent(client_id="nobody", at="", model="m", payload=provider.payload(REQUEST, {}))
    assert await provider.find(None, connection, sent) == []


async def test_cancelling_nothing_is_no_fault(connection: Connection, tmp_path: Path) -> None:
    (tmp_path / "incoming").mkdir()
    answer = await Animatic().cancel(None, connection, Remote(id="nobody"))
    assert answer == Cancelled(final=True)
    assert list((tmp_path / "incoming").iterdir()) == []
