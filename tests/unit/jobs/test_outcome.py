"""What every end of a submission means, as one table: from the wire and the status to where the job goes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from app.domain.errors import BadFile, BadValue, Fault
from app.jobs.outcome import UNKNOWN, Outcome, outcome_of, said
from app.net.answer import Answer
from app.net.client import translated
from app.providers import fal, kling, openai_videos, replicate
from app.providers.base import Connection, Payload, Provider

QUEUED, UNSURE = Outcome("queued", trouble=True), UNKNOWN
FAILED, STOPPED, REFUSED = Outcome("failed"), Outcome("failed", trouble=True), Outcome("refused")
WIRE: tuple[tuple[type[httpx.HTTPError], Outcome], ...] = (
    (httpx.ConnectError, QUEUED),
    (httpx.ConnectTimeout, QUEUED),
    (httpx.PoolTimeout, QUEUED),
    (httpx.ProxyError, QUEUED),
    (httpx.UnsupportedProtocol, QUEUED),
    (httpx.WriteError, UNSURE),
    (httpx.WriteTimeout, UNSURE),
    (httpx.ReadTimeout, UNSURE),
    (httpx.ReadError, UNSURE),
    (httpx.CloseError, UNSURE),
    (httpx.RemoteProtocolError, UNSURE),
    (httpx.DecodingError, UNSURE),
)
STATUSES: tuple[tuple[int, Outcome], ...] = (
    *((status, FAILED) for status in (301, 302, 307, 308, 400, 404, 405, 413, 415, 422)),
    *((status, STOPPED) for status in (401, 402, 403)),
    *((status, QUEUED) for status in (425, 429)),
    *((status, UNSURE) for status in (408, 409, 418, 500, 502, 503, 504, 520)),
)
BODIES: tuple[tuple[bytes, Outcome], ...] = tuple(
    (body, UNSURE) for body in (b"", b'{"id": ', b"<html>log in</html>", b"{}", b"[]", b'{"id": ""}', b'{"id": {}}')
)
KLING_CODES: tuple[tuple[int, int, Outcome], ...] = (
    *((429, code, STOPPED) for code in (1100, 1101, 1102, 1304)),
    *((status, code, QUEUED) for status in (200, 400, 429, 500) for code in (1302, 1303)),
    *((status, code, UNSURE) for status, code in ((500, 5000), (503, 5001), (504, 5002), (200, 5000), (500, 9999))),
    (400, 1200, FAILED),
    (400, 1301, REFUSED),
    (401, 1002, STOPPED),
)
PROVIDERS: tuple[Provider, ...] = (openai_videos.PROVIDER, kling.PROVIDER, fal.PROVIDER, replicate.PROVIDER)


class Wire:
    """Gives one answer to everything, or raises; counts what was asked."""

    def __init__(self, status: int = 200, body: bytes = b"{}", raises: type[httpx.HTTPError] | None = None) -> None:
        self._answer = Answer(status, {}, body, datetime(2026, 11, 27, tzinfo=UTC))
        self._raises = raises
        self.asked: list[bool] = []

    async def ask(self, connection: Connection, method: str, where: str, *, once: bool = False, **_: Any) -> Answer:
        """Whatever was wanted."""
        self.asked.append(once)
        async with translated("https://host.test/x"):
            if self._raises is not None:
                raise self._raises("https://host.test/?signature=secret")
        return self._answer


async def met(provider: Provider, wire: Wire) -> Outcome:
    """What a submission over this wire comes to; it is asked once and no more."""
    payload = Payload(path="/x", body=b"{}", view="{}")
    connection = Connection(id="own", provider=provider.spec.id, address="https://host.test")
    with pytest.raises(Fault) as fault:
        await provider.submit(wire, connection, payload, "j1")
    assert wire.asked == [True], "one POST, on a connection of its own"
    assert "signature" not in str(said(fault.value))
    return outcome_of(fault.value)


async def table(make: Callable[[Any], Wire], rows: Any, providers: tuple[Provider, ...] = PROVIDERS) -> None:
    """Every row at every provider; tells all that are otherwise."""
    wrong = []
    for provider in providers:
        for *row, wanted in rows:
            if (found := await met(provider, make(row))) != wanted:
                wrong.append((provider.spec.id, row, found))
    assert wrong == []


# matrix: N1 N2 N3 N4 N5 N6 N7 N15
async def test_what_the_wire_does_to_a_submission() -> None:
    await table(lambda row: Wire(raises=row[0]), WIRE)


# matrix: R5 R6
async def test_what_a_status_means() -> None:
    await table(lambda row: Wire(row[0]), STATUSES)


# matrix: N8 N14
async def test_what_a_body_without_an_id_means() -> None:
    await table(lambda row: Wire(200, row[0]), BODIES)


# matrix: R3 R4
async def test_what_klings_own_codes_mean_whatever_the_status() -> None:
    def wire(row: list[int]) -> Wire:
        return Wire(row[0], f'{{"code": {row[1]}, "message": "made up"}}'.encode())

    await table(wire, KLING_CODES, (kling.PROVIDER,))


def test_what_our_own_checks_and_bugs_mean() -> None:
    assert outcome_of(BadValue("openai_closed")) == outcome_of(BadFile("clip_empty")) == FAILED
    assert outcome_of(RuntimeError("a bug")) == outcome_of(TimeoutError()) == UNSURE
    assert outcome_of(RuntimeError("a bug"), local=True).state == "failed"
    assert said(RuntimeError("holds a key")).args == {}
