"""Requests over a real socket: where keys go, what an answer is, and what silence means."""

from __future__ import annotations

import asyncio
import logging
import socket

import pytest

from app.domain.connection import Connection
from app.domain.errors import NotSent, ProviderFault
from app.net.client import Client
from tests.e2e.net.conftest import KEY
from tests.fakes.server import Loopback, Reply
from tests.patience import until


async def test_a_key_goes_along_and_nothing_comes_packed(server: Loopback, client: Client, own: Connection) -> None:
    answer = await client.ask(own, "POST", "/make", body=b'{"a": 1}', once=True)
    assert (answer.status, answer.fields()) == (200, {"got": '{"a": 1}'})
    (heard,) = server.heard
    assert heard.headers["authorization"] == f"Bearer {KEY}"
    assert heard.headers["accept-encoding"] == "identity"
    assert heard.headers["content-type"] == "application/json"


async def test_a_key_goes_nowhere_else(server: Loopback, client: Client, own: Connection) -> None:
    other = f"http://localhost:{server.address.rpartition(':')[2]}/look"
    for where in (other, "https://evil.example/look", "http://queue.example/look"):
        with pytest.raises(ProviderFault) as fault:
            await client.ask(own, "GET", where, hosts=("queue.example",))
        assert fault.value.id == "strange_address"
    assert server.heard == []


async def test_a_connection_without_a_key_sends_none(server: Loopback, client: Client, own: Connection) -> None:
    await client.ask(own.replace(key_ref=""), "GET", "/look")
    assert "authorization" not in server.heard[0].headers


async def test_a_redirect_is_an_answer(server: Loopback, client: Client, own: Connection) -> None:
    server.upset("redirect", value="https://evil.example")
    assert (await client.ask(own, "POST", "/make", body=b"{}", once=True)).status == 302
    assert len(server.heard) == 1


@pytest.mark.parametrize("hitch", ["drop_before", "drop_after", "cut_reply"])
async def test_silence_after_the_request_leaves_everything_open(
    server: Loopback, client: Client, own: Connection, hitch: str
) -> None:
    server.upset(hitch)  # type: ignore[arg-type]
    with pytest.raises(ProviderFault) as fault:
        await client.ask(own, "POST", "/make", body=b"{}", once=True)
    assert not isinstance(fault.value, NotSent)
    assert fault.value.id == "no_answer"
    assert len([each for each in server.heard if each.method == "POST"]) <= 1


async def test_a_port_nobody_listens_at_was_never_reached(client: Client) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
    with pytest.raises(NotSent) as fault:
        await client.ask(Connection(id="own", provider="fake", address=address), "POST", "/make", body=b"", once=True)
    assert fault.value.id == "unreachable"


async def test_each_submission_has_a_connection_of_its_own(server: Loopback, client: Client, own: Connection) -> None:
    for _ in range(3):
        await client.ask(own, "POST", "/make", body=b"{}", once=True)
    peers = {heard.peer for heard in server.heard}
    for _ in range(3):
        await client.ask(own, "GET", "/look")
    assert len(peers) == 3
    assert len({heard.peer for heard in server.heard[3:]}) == 1


async def test_an_answer_packed_without_being_asked_is_unreadable(
    server: Loopback, client: Client, own: Connection
) -> None:
    server.upset("packed")
    with pytest.raises(ProviderFault) as fault:
        await client.ask(own, "GET", "/look")
    assert fault.value.id == "answer_unreadable"


# matrix: R32
@pytest.mark.parametrize(("size", "asked", "taken"), [
    (900_000, {}, True), (1_100_000, {}, False), (1_100_000, {"long": True}, True), (1_100_000, {"once": True}, True),
    (9_000_000, {"once": True}, False),
])  # fmt: skip
async def test_an_answer_is_read_as_far_as_its_kind_may_go(
    server: Loopback, client: Client, own: Connection, size: int, asked: dict[str, bool], taken: bool
) -> None:
    server.route("GET", "/told", lambda _: Reply(200, b'"' + b"x" * size + b'"'))
    if taken:
        assert len((await client.ask(own, "GET", "/told", **asked)).body) == size + 2  # type: ignore[arg-type]
        return
    with pytest.raises(ProviderFault) as fault:
        await client.ask(own, "GET", "/told", **asked)  # type: ignore[arg-type]
    assert fault.value.id == "answer_too_big"


async def test_no_fault_holds_an_address_or_a_key(server: Loopback, client: Client, own: Connection) -> None:
    server.upset("drop_after")
    with pytest.raises(ProviderFault) as fault:
        await client.ask(own, "GET", "/look?signature=abc")
    assert "signature" not in repr(fault.value.args_by_name) + str(fault.value.__cause__)
    assert KEY not in repr(fault.value.args_by_name)


async def test_nobody_is_known_again(server: Loopback, client: Client, own: Connection) -> None:
    server.route("GET", "/baker", lambda _: Reply(200, {}, {"Set-Cookie": "session=1; Path=/"}))
    for _ in range(2):
        await client.ask(own, "GET", "/baker")
    assert "cookie" not in server.heard[1].headers


async def test_what_a_provider_gave_gets_no_key_and_leads_to_no_other_network(
    server: Loopback, client: Client, own: Connection
) -> None:
    await client.ask(own, "POST", server.address + "/make", body=b"{}", given=True)
    assert "authorization" not in server.heard[0].headers
    far = own.replace(address="https://api.example.com")
    for url in (server.address + "/make", "https://169.254.169.254/", "https://[::1]/", "https://2130706433/"):
        with pytest.raises(ProviderFault) as fault:
            await client.ask(far, "PUT", url, body=b"", given=True)
        assert fault.value.id == "strange_address"
    assert len(server.heard) == 1


# matrix: S24 S25
async def test_no_log_tells_a_key_or_a_query(
    server: Loopback, client: Client, own: Connection, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await client.ask(own, "GET", "/look?signature=abcdefgh", headers={"X-Api-Key": KEY})
    try:
        raise RuntimeError(f"in an adapter: {KEY}")
    except RuntimeError:
        logging.getLogger("app.test").debug("it was %s at https://cdn.test/a?sig=abcdefgh", KEY, exc_info=True)
    text = "\n".join(logging.Formatter().format(record) for record in caplog.records)
    assert "in an adapter" in text
    assert KEY not in text
    assert "abcdefgh" not in text


# matrix: N9 C11
async def test_after_a_sleep_what_hangs_on_a_dead_connection_is_let_go(
    server: Loopback, client: Client, own: Connection
) -> None:
    await client.ask(own, "GET", "/look")
    server.upset("stall", value=2.0)
    hanging = asyncio.ensure_future(client.ask(own, "GET", "/look"))
    await until(lambda: len(server.heard) == 2)
    await client.renew()
    with pytest.raises(ProviderFault):
        await asyncio.wait_for(hanging, 1.0)
    assert (await client.ask(own, "GET", "/look")).ok
    assert len({heard.peer for heard in server.heard[:3]}) == 2
