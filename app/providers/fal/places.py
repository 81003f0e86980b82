"""Where things are at fal: its hosts, and a queued request as one short text that later looks can be made from."""

from __future__ import annotations

import json
import re
from typing import Any

from app.domain.connection import Connection
from app.domain.errors import ProviderFault
from app.domain.noun import Noun
from app.net.addresses import host_of, origin
from app.providers.base import Remote

QUEUE, PLATFORM, STORAGE, PAGES = "queue.fal.run", "api.fal.ai", "rest.fal.ai", "fal.ai"
HOSTS = (QUEUE, "queue.falrun.com", PLATFORM, STORAGE)
"""The only hosts the key goes to (the second is the queue's own way round outages); what is asked of `PAGES` is
public."""
SPACES = ("workflows", "comfy")
"""What may stand before the owner in an endpoint's id."""
SHORT = re.compile(r"(?P<endpoint>[\w.\-]+(?:/[\w.\-]+)+)@(?P<id>[\w\-]{1,80})")
ENDPOINT = re.compile(r"[A-Za-z0-9][\w.\-]*(?:/[A-Za-z0-9][\w.\-]*){1,7}")
REMOTE_MOST = 900


class Place(Noun):
    """One queued request: which endpoint took it, its id, and the addresses it is asked about at."""

    endpoint: str
    id: str
    status: str
    response: str
    cancel: str


def at(connection: Connection, host: str, path: str) -> str:
    """An address at one of fal's hosts; where the connection is not fal's own queue, that server speaks for all."""
    if host_of(connection.address) == QUEUE:
        return f"https://{host}{path}"
    first = origin(connection.address)
    netloc = connection.address.partition("://")[2].partition("/")[0]
    return f"{first[0]}://{netloc}{path}"


def usual(connection: Connection, endpoint: str, request_id: str) -> Place:
    """The addresses as fal gives them: they name the owner and the app, and not what follows."""
    steps = endpoint.split("/")
    app = "/".join(steps[: 3 if steps[0] in SPACES else 2])
    base = f"{connection.address.rstrip('/')}/{app}/requests/{request_id}"
    return Place(endpoint=endpoint, id=request_id, status=f"{base}/status", response=base, cancel=f"{base}/cancel")


def remote_of(connection: Connection, endpoint: str, fields: dict[str, Any]) -> Remote:
    """The request as one text: `endpoint@id` where its addresses are the usual ones, else with them. ProviderFault
    where the answer names no request, or an address at a host that is not fal's."""
    request_id = fields.get("request_id")
    host = host_of(connection.address)
    if not isinstance(request_id, str) or not re.fullmatch(r"[\w\-]{1,80}", request_id):
        raise ProviderFault("answer_without_id", host=host)
    plain = usual(connection, endpoint, request_id)
    given = {name: fields.get(f"{name}_url") or getattr(plain, name) for name in ("status", "response", "cancel")}
    if any(not isinstance(url, str) or not is_ours(connection, url) for url in given.values()):
        # taken, and paid for: it is asked about where its endpoint is, not where the answer points
        return Remote(id=f"{endpoint}@{request_id}")
    if all(url == getattr(plain, name) for name, url in given.items()):
        return Remote(id=f"{endpoint}@{request_id}")
    text = json.dumps({"endpoint": endpoint, "id": request_id, **given}, separators=(",", ":"))
    return Remote(id=text if len(text) <= REMOTE_MOST else f"{endpoint}@{request_id}")


def place_of(connection: Connection, remote: str) -> Place | None:
    """The request a text stands for; None where it stands for none. Its addresses are judged again: the text may have
    been typed by somebody."""
    if match := SHORT.fullmatch(remote.strip()):
        return usual(connection, match["endpoint"], match["id"])
    try:
        place = Place.model_validate_json(remote)
    except ValueError:
        return None
    fine = all(is_ours(connection, url) for url in (place.status, place.response, place.cancel))
    return place if fine else usual(connection, place.endpoint, place.id)


def is_ours(connection: Connection, url: str) -> bool:
    """Whether an address is at the queue's host, or that of the connection."""
    try:
        own = origin(url) == origin(connection.address)
        return own or (origin(url)[0] == "https" and host_of(url) in HOSTS)
    except ValueError:
        return False
