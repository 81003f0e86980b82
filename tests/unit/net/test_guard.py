"""Which addresses a clip may come from, whatever they are written like and whatever a name leads to."""

from __future__ import annotations

import asyncio
import re
import socket
from pathlib import Path
from typing import Any

import httpcore
import pytest

from app.domain.errors import ProviderFault
from app.net.guard import PublicOnly, is_open


# matrix: S3
@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1"),
        *("::ffff:a9fe:a9fe", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001:db8::1"),
    ],
)
def test_what_is_not_in_the_open_internet(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"]
)
def test_what_is(address: str) -> None:
    assert is_open(address)


# matrix: S3
@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0x7f.1", "127.1", "0177.0.0.1", "localhost", "::1"])
async def test_a_number_written_otherwise_is_the_same_number(host: str) -> None:
    with pytest.raises(ProviderFault) as fault:
        await PublicOnly().connect_tcp(host, 443)
    assert fault.value.id == "strange_address"


# matrix: S3
async def test_a_name_is_looked_up_once_and_every_address_of_it_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [["93.184.216.34", "127.0.0.1"], ["127.0.0.1"]]

    async def rebinding(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in answers.pop(0)]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", rebinding)
    with pytest.raises(ProviderFault):
        await PublicOnly().connect_tcp("rebind.test", 443)
    assert len(answers) == 1


# matrix: N16
async def test_a_way_that_leads_nowhere_is_left_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[tuple[str, float]] = []

    class Inner:
        async def connect_tcp(self, address: str, port: int, patience: float, *_: Any) -> str:
            tried.append((address, patience))
            if ":" in address:
                raise httpcore.ConnectTimeout
            return "a connection"

    async def both(host: str, port: int, **_: Any) -> list[Any]:
        return [(0, 0, 0, "", (address, port)) for address in ("2606:2800:220:1::1", "93.184.216.34")]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", both)
    guard = PublicOnly()
    monkeypatch.setattr(guard, "_inner", Inner())
    assert await guard.connect_tcp("cdn.test", 443, 10.0) == "a connection"  # type: ignore[comparison-overlap]
    assert tried == [("2606:2800:220:1::1", 2.5), ("93.184.216.34", 10.0)]


# matrix: S32
def test_nothing_here_listens() -> None:
    root = Path(__file__).parents[3]
    opens = re.compile(r"create_server|start_server|start_unix_server|QTcpServer|QLocalServer|http\.server|\.listen\(")
    files = [file for room in ("app", "ui") for file in (root / room).rglob("*.py")]
    assert len(files) > 100
    assert [file.name for file in files if opens.search(file.read_text(encoding="utf-8"))] == []
