"""Which addresses may be spoken to: what a person may type, and what a provider may hand us."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from app.domain.errors import BadValue, ProviderFault

LOCAL_NAMES = ("localhost",)
LOCAL_ENDS = (".localhost", ".local", ".lan", ".home.arpa", ".internal")


def is_local(url: str) -> bool:
    """Whether an address is of this machine or the network it is in, by its name alone: nothing is looked up."""
    host = host_of(url)
    if (number := number_of(host)) is not None:
        return not number.is_global
    return host in LOCAL_NAMES or host.endswith(LOCAL_ENDS) or (bool(host) and "." not in host)


def number_of(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The number a host is, also where it is written as systems still read it: 2130706433, 0x7f.1, 0177.0.0.1; None
    for a name."""
    import socket

    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None


def host_of(url: str) -> str:
    """The host of an address in lower case; "" where there is none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port of an address: what a key belongs to. Of one that is none, nothing is."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "", "", 0
    scheme = parts.scheme.lower()
    return scheme, host_of(url), port or {"https": 443, "http": 80}.get(scheme, 0)


def check_address(text: str) -> str:
    """A base address as a person types it, without a slash at its end. BadValue where it is none, carries a name or
    key in it, or is unencrypted and not in one's own network."""
    address = text.strip().rstrip("/")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise BadValue("address_broken", address=address) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or parts.query or parts.fragment:
        raise BadValue("address_broken", address=address)
    if parts.username or parts.password:
        raise BadValue("address_with_key")
    if parts.scheme == "http" and not is_local(address):
        raise BadValue("address_not_secure", address=address)
    return address


def check_given(url: str, connection: str) -> str:
    """An address that a provider handed us. Encrypted, and not in one's own network, except that a server which is in
    it itself may name its own network. ProviderFault where it is another."""
    try:
        parts = urlsplit(url)
        scheme, host, _ = origin(url)
    except ValueError as error:
        raise ProviderFault("strange_address", host="?") from error
    at_home = is_local(connection)
    if not host or parts.username or scheme not in ("https", "http"):
        raise ProviderFault("strange_address", host=host or "?")
    if is_local(url) and not at_home:
        raise ProviderFault("strange_address", host=host)
    if scheme == "http" and not (at_home and is_local(url)):
        raise ProviderFault("strange_address", host=host)
    return url
