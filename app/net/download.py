"""Fetches a clip into its part file: resumed where that is safe, ended where it grows past reason, never trusted."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from app.domain.connection import Connection
from app.domain.errors import NotSent, ProviderFault
from app.net.addresses import check_given, host_of, origin
from app.net.client import STALL_SECONDS, Client
from app.net.part import NotAClip, Part
from app.net.spool import Spool

if TYPE_CHECKING:
    import httpx

HOPS = 5
ENVELOPE_MOST = 64 * 1024
STALL_RATE = 1024
"""Below this many bytes a second for `STALL_SECONDS`, another connection is made."""
BREAKS = 3
"""Connections, one after the other, that may break without having brought anything: then it is tried again later."""
GONE = {401, 403, 404, 410}
NO_CLIP = ("text/html", "application/json", "text/plain")


class LinkGone(ProviderFault):
    """The address is no longer good; the provider may give another."""


class _Restart(Exception):
    """What is there cannot be gone on with."""


async def download(
    client: Client, url: str, path: Path, connection: Connection, *, keyed: bool = False, auth: str = "Bearer"
) -> None:
    """Bring the bytes behind an address into the file `path`, whole by the server's own account of its length.

    What an earlier call left there is gone on with where the server named a validator.
    LinkGone where the address has ended, NotAClip where something else is there, another ProviderFault where it
    fails, StorageFault `disk_full` and OSError where the disk refuses.
    """
    part, breaks = await asyncio.to_thread(Part, path), 0
    while not part.whole:
        before = part.size
        try:
            await _follow(client, url, part, connection, keyed, auth)
            break
        except (LinkGone, NotAClip, NotSent):
            raise
        except _Restart:
            await asyncio.to_thread(part.drop)
            breaks += 1
        except ProviderFault:
            # bytes came: the same address is worth another connection
            breaks = 0 if part.size > before else breaks + 1
            if not part.size or breaks >= BREAKS:
                raise
        if breaks >= BREAKS:
            raise ProviderFault("download_broken", host=host_of(url))
    await asyncio.to_thread(part.keep)


async def _follow(client: Client, url: str, part: Part, connection: Connection, keyed: bool, auth: str) -> None:
    """One connection's worth, through redirects and answers that only name another address."""
    for _ in range(HOPS + 1):
        key = await client.key_header(connection, url, auth) if keyed else {}
        headers = {"Accept": "*/*", "Accept-Encoding": "identity", **key, **part.wanted()}
        async with client.opened(url, connection, headers, keyed=keyed) as response:
            onward = await _onward(response, keyed)
            if onward is None:
                await _take(response, part)
                return
        url = urljoin(url, onward)
        # a key goes on only where it was given for
        keyed = keyed and origin(url) == origin(connection.address)
        if not keyed:
            check_given(url, connection.address)
    raise ProviderFault("download_redirected", host=host_of(url))


async def _onward(response: httpx.Response, keyed: bool) -> str | None:
    """The address a response sends us on to; None where it is the clip itself."""
    if response.is_redirect:
        return str(response.headers.get("location", ""))
    if not (keyed and response.status_code == 200 and _kind(response) == "application/json"):
        return None
    text = b""
    async for block in response.aiter_raw():
        text += block
        if len(text) > ENVELOPE_MOST:
            raise NotAClip("download_no_clip", host=response.url.host)
    try:
        found = _address(json.loads(text))
    except (ValueError, RecursionError):
        found = ""
    if not found:
        raise NotAClip("download_no_clip", host=response.url.host)
    return found


def _address(data: Any) -> str:
    """The first address in an answer that names where the clip lies: `url`, `video_url`, `data[].url`, `video.url`."""
    if isinstance(data, list):
        return next(filter(None, map(_address, data[:10])), "")
    if not isinstance(data, dict):
        return ""
    for name in ("url", "video_url", "download_url"):
        if isinstance(data.get(name), str) and data[name].startswith(("https://", "http://")):
            return str(data[name])
    return next(filter(None, (_address(data.get(name)) for name in ("data", "video", "output", "result"))), "")


async def _take(response: httpx.Response, part: Part) -> None:
    """Write the body of a response to where it belongs: 206 goes on, 200 begins anew, 416 is the end or a mistake."""
    status, host = response.status_code, response.url.host
    if status in GONE:
        raise LinkGone("link_gone", host=host)
    if status == 416:
        if part.size and _total(response) == part.size:
            # nobody had said how long it is; nothing is missing
            part.total = part.size
            return
        raise _Restart
    if status not in (200, 206):
        raise ProviderFault("download_failed", host=host, status=status)
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if packed not in ("", "identity") or _kind(response) in NO_CLIP:
        raise NotAClip("download_no_clip", host=host)
    start, total = _range(response) if status == 206 else (0, _length(response))
    if status == 206 and (start != part.size or total is None or part.total not in (None, total)):
        raise _Restart
    if status == 206 and not part.is_of(response.headers):
        # a server that gives the rest of another file than was asked for
        raise _Restart
    await asyncio.to_thread(part.begin, start, total, response.headers)
    await _stream(response, part)
    if part.total is not None and not part.whole:
        raise ProviderFault("download_cut", host=host)


async def _stream(response: httpx.Response, part: Part) -> None:
    """Write what comes, while more comes. A connection that breaks has brought so much all the same."""
    since, seen, came = time.monotonic(), 0, 0
    async with Spool(part) as spool:
        async for block in response.aiter_raw():
            await spool.put(block)
            came += len(block)
            now = time.monotonic()
            if now - since < STALL_SECONDS:
                continue
            if came - seen < STALL_RATE * STALL_SECONDS:
                raise ProviderFault("download_stalled", host=response.url.host)
            since, seen = now, came


def _kind(response: httpx.Response) -> str:
    return str(response.headers.get("content-type", "")).partition(";")[0].strip().lower()


def _length(response: httpx.Response) -> int | None:
    text = response.headers.get("content-length", "")
    return int(text) if text.isdigit() else None


def _total(response: httpx.Response) -> int | None:
    """Of `Content-Range: bytes */1000`."""
    total = response.headers.get("content-range", "").strip().partition("/")[2]
    return int(total) if total.isdigit() else None


def _range(response: httpx.Response) -> tuple[int, int | None]:
    """Start and total of `Content-Range: bytes 100-999/1000`."""
    unit, _, rest = response.headers.get("content-range", "").strip().partition(" ")
    span, _, total = rest.partition("/")
    start = span.partition("-")[0]
    if unit != "bytes" or not start.isdigit():
        raise _Restart
    return int(start), int(total) if total.isdigit() else None
