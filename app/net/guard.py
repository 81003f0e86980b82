"""Connections that end only in the open internet: the address that was checked is the one connected to."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

from app.domain.errors import ProviderFault
from app.net.addresses import number_of

MOMENT_SECONDS = 2.5
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PublicOnly(httpcore.AsyncNetworkBackend):
    """Looks names up itself and refuses those that lead into one's own network, so that no second look-up can."""

    def __init__(self) -> None:
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the name is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first of the host's addresses that takes it. One of several gets a moment only: a way
        that leads nowhere says nothing."""
        failed: Exception | None = None
        addresses = await _addresses(host, port)
        for number, address in enumerate(addresses, 1):
            patience = timeout if number == len(addresses) else MOMENT_SECONDS
            try:
                return await self._inner.connect_tcp(address, port, patience, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError(f"no address for {host}")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


async def _addresses(host: str, port: int) -> list[str]:
    if (number := number_of(host)) is not None:
        if not is_open(str(number)):
            raise ProviderFault("strange_address", host=host)
        return [str(number)]
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise httpcore.ConnectError(str(error)) from error
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    if not addresses or not all(map(is_open, addresses)):
        raise ProviderFault("strange_address", host=host)
    return addresses


def is_open(text: str) -> bool:
    """Whether an address is in the open internet; one that carries another inside it only where that is, too."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_open(str(inner))
    return address.is_global and not address.is_multicast


class PublicTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport over such connections. Its pool is made anew: 0.28 has no way to hand a backend in."""

    def __init__(self, context: Any) -> None:
        super().__init__(verify=context)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context, max_connections=20, max_keepalive_connections=0, network_backend=PublicOnly()
        )
