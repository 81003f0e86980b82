"""Speaks HTTP for the providers: keys only to their own hosts, a submission once on a connection of its own."""

from __future__ import annotations

import asyncio
import hmac
import logging
import sys
import threading
import traceback
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from app.domain.connection import Connection
from app.domain.errors import NotSent, ProviderFault
from app.domain.redaction import redact, remember
from app.net.addresses import check_given, host_of, is_local, origin
from app.net.answer import Answer
from app.program import leave_no_core

if TYPE_CHECKING:
    import ssl
    from http.cookiejar import CookieJar

    import httpx

    from app.net.parcel import Parcel

Keys = Callable[[str], Awaitable[str]]
"""The secret a connection's `key_ref` names. NotSent `key_missing` where it is not to be had."""
ANSWER_MOST = 1024 * 1024
"""Bytes of an answer that are read; a longer one is refused."""
LONG_MOST = 8 * 1024 * 1024
"""The same for what may be long: lists, schemas, and the answer to a submission, which holds the id of a paid job and
may repeat all that was sent."""
CONNECT_SECONDS, SEND_SECONDS, ANSWER_SECONDS = 10.0, 60.0, 90.0
STALL_SECONDS = 30.0
"""How long a download may bring nothing."""
UNPACKED = {"gzip": 31, "deflate": 15}

log = logging.getLogger(__name__)


class Client:
    """One program's way out. `keys` gives the secrets, each time anew, so that none is kept here."""

    def __init__(self, keys: Keys, clock: Callable[[], datetime] | None = None) -> None:
        self._keys = keys
        self._clock = clock or (lambda: datetime.now(UTC))  # noqa: TID251 - where no clock is handed in
        self._context: ssl.SSLContext | None = None
        self._making = asyncio.Lock()
        self._pools: dict[str, httpx.AsyncClient] = {}
        leave_no_core()

    async def ask(
        self,
        connection: Connection,
        method: str,
        where: str,
        *,
        auth: str = "Bearer",
        hosts: tuple[str, ...] = (),
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes | Parcel | None = None,
        content_type: str = "application/json",
        once: bool = False,
        given: bool = False,
        long: bool = False,
    ) -> Answer:
        """One request and its answer, whatever its status; redirects are answers too.

        `where` is a path under the connection's address, or a whole address of the same origin or of one of `hosts`.
        `auth` is the word before the key in `Authorization`. `once` is for what costs money: a fresh connection, and
        NotSent only where nothing can have arrived. `given` is for an address that a provider handed us: it is checked,
        gets no key, and is connected to only in the open internet. `long` is for lists and schemas. ProviderFault
        `no_answer` where nobody knows, `strange_address` for another host.
        """
        url = where if "://" in where else connection.address.rstrip("/") + where
        sent = {"Accept": "application/json", "Accept-Encoding": "identity", **(headers or {})}
        if body is not None:
            sent["Content-Type"] = content_type
        if body is not None and not isinstance(body, bytes):
            sent["Content-Length"] = str(body.length)
        if given:
            check_given(url, connection.address)
        else:
            sent |= await self.key_header(connection, url, auth, hosts)
        guarded = given and not is_local(connection.address)
        pool = await self._pool("public" if guarded else "once" if once else "many")
        stream = pool.stream(method, url, params=query, headers=sent, content=body)
        async with translated(url), stream as response:
            body_read = await _read(response, LONG_MOST if once or long else ANSWER_MOST)
        log.debug("%s %s%s %d", method, host_of(url), urlsplit(url).path, response.status_code)
        names = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, names, body_read, self._clock())

    async def account(self, connection: Connection) -> str:
        """What tells a connection's key from another one and does not tell the key; "" where it has none. ProviderFault
        where it is not to be had."""
        if not connection.key_ref:
            return ""
        key = await self._keys(connection.key_ref)
        return hmac.digest(key.strip().encode(), b"shotwright account", "sha256").hex()[:16]

    async def key_header(
        self, connection: Connection, url: str, auth: str, hosts: tuple[str, ...] = ()
    ) -> dict[str, str]:
        """The header with the connection's key, for an address it may go to. ProviderFault `strange_address` for any
        other."""
        own = origin(url) == origin(connection.address)
        if not own and not (origin(url)[0] == "https" and host_of(url) in hosts):
            raise ProviderFault("strange_address", host=host_of(url))
        if not connection.key_ref:
            return {}
        if origin(url)[0] != "https" and not is_local(url):
            raise ProviderFault("strange_address", host=host_of(url))
        key = await self._keys(connection.key_ref)
        remember(key)
        guard_words()
        return {"Authorization": f"{auth} {key}".strip()} if key else {}

    @asynccontextmanager
    async def opened(
        self, url: str, connection: Connection, headers: Mapping[str, str], *, keyed: bool
    ) -> AsyncIterator[httpx.Response]:
        """A response whose body is still to come, for a download. Without `keyed` the address is one that a provider
        gave: it is checked, and so is every address its name stands for."""
        if not keyed:
            check_given(url, connection.address)
        own = keyed or is_local(connection.address)
        pool = await self._pool("many" if own else "public")
        async with translated(url), pool.stream("GET", url, headers=headers, timeout=STALL_SECONDS) as response:
            yield response

    async def renew(self) -> None:
        """Let the connections go that are kept: after a sleep they are dead, and nobody would say so for minutes. What
        waits for an answer there is asked again. A submission is left alone: its answer may still come."""
        await self._let_go([kind for kind in self._pools if kind != "once"])

    async def close(self) -> None:
        """Let every connection go."""
        await self._let_go(list(self._pools))

    async def _let_go(self, kinds: list[str]) -> None:
        for pool in [self._pools.pop(kind) for kind in kinds]:
            await pool.aclose()
        # a body that was left half read is let go by a task of its own
        await asyncio.sleep(0)

    async def _pool(self, kind: str) -> httpx.AsyncClient:
        """The connections of one kind: `many` are kept and used again, `once` are not, `public` end in the open
        internet. Made in a thread, and once however many ask: what speaks HTTP is loaded with the first, and the
        certificates, which is long enough for the loop to feel it."""
        if kind not in self._pools:
            async with self._making:
                if kind not in self._pools:
                    self._pools[kind] = await asyncio.to_thread(self._make, kind)
        return self._pools[kind]

    def _make(self, kind: str) -> httpx.AsyncClient:
        import httpx

        for name in ("httpcore", "anyio._backends._asyncio"):
            # else the first request loads them, on the loop
            with suppress(ImportError):
                import_module(name)
        if find_spec("sniffio") is None:
            # asked for several times with each request, and searched for in vain along the whole path
            sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]
        for name in ("httpx", "httpcore"):
            # they write whole addresses, signatures and all
            logging.getLogger(name).setLevel(logging.WARNING)
        if self._context is None:
            self._context = httpx.create_ssl_context()
        timeout = httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS, write=SEND_SECONDS, pool=CONNECT_SECONDS)
        if kind == "public" and not httpx_proxies():
            from app.net.guard import PublicTransport

            return httpx.AsyncClient(transport=PublicTransport(self._context), timeout=timeout, cookies=no_cookies())
        limits = httpx.Limits(max_connections=100, max_keepalive_connections=0 if kind == "once" else 10)
        return httpx.AsyncClient(
            verify=self._context, timeout=timeout, limits=limits, follow_redirects=False, cookies=no_cookies()
        )


def guard_words() -> None:
    """Have every line of any log pass the redaction, whoever writes it and wherever it goes, and so what Python says of
    errors nobody caught."""
    made = logging.getLogRecordFactory()
    if getattr(made, "guards", False):
        return
    if sys.excepthook is sys.__excepthook__:
        sys.excepthook = lambda kind, error, trace: _tell_error(error)
    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = lambda told: _tell_error(told.exc_value)
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = lambda told: _tell_error(told.exc_value)

    def guarded(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = made(*args, **kwargs)
        try:
            record.msg, record.args = redact(record.getMessage()), ()
        except (TypeError, ValueError):
            record.msg, record.args = redact(str(record.msg)), ()
        if record.exc_info and record.exc_info[1] is not None:
            # with its text written here, no handler formats the exception itself
            record.exc_text = redact("".join(traceback.format_exception(record.exc_info[1])).rstrip())
        return record

    guarded.guards = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(guarded)


def _tell_error(error: BaseException | None) -> None:
    """As Python tells it, which never shows what variables hold, and redacted."""
    if error is not None and not isinstance(error, SystemExit) and sys.stderr is not None:
        sys.stderr.write(redact("".join(traceback.format_exception(error))))


def no_cookies() -> CookieJar:
    """A jar that takes none: nobody here wants to be known again."""
    from http.cookiejar import CookieJar, DefaultCookiePolicy

    return CookieJar(DefaultCookiePolicy(allowed_domains=()))


def httpx_proxies() -> bool:
    """Whether the system says that the way out leads through a proxy, which then looks the names up."""
    from urllib.request import getproxies

    return bool({"http", "https", "all"} & getproxies().keys())


@asynccontextmanager
async def translated(url: str) -> AsyncIterator[None]:
    """What httpx raises, as our own faults: no addresses in them, and `from None`, because its texts hold some."""
    import httpx

    unsent = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)
    try:
        yield
    except unsent as error:
        raise NotSent(_unsent_id(error), host=host_of(url)) from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise ProviderFault("no_answer", host=host_of(url), reason=type(error).__name__) from None


def _unsent_id(error: Exception) -> str:
    """Which sentence says why nothing could be sent."""
    import httpx

    said = str(error).upper()
    if isinstance(error, httpx.ProxyError):
        return "proxy_refused"
    if "CERTIFICATE" in said:
        return "certificate"
    return "not_encrypted" if "SSL" in said or "TLS" in said else "unreachable"


async def _read(response: httpx.Response, most: int) -> bytes:
    """The body up to the cap; unpacked by us, to the same cap, where a server packs it unasked."""
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    came = bytearray()
    async for block in response.aiter_raw():
        came += block
        if len(came) > most:
            raise ProviderFault("answer_too_big", host=response.url.host)
    if packed in ("", "identity"):
        return bytes(came)
    try:
        unpacking = zlib.decompressobj(UNPACKED[packed])
        body = unpacking.decompress(came, most)
    except (KeyError, zlib.error):
        raise ProviderFault("answer_unreadable", host=response.url.host) from None
    if unpacking.unconsumed_tail:
        raise ProviderFault("answer_too_big", host=response.url.host)
    return body
