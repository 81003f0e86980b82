"""Kling's own API as it is since June 2026: the model in the path, one resource for tasks, an API key."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from app.domain.errors import BadValue, ProviderFault
from app.domain.job import Message
from app.domain.request import Request
from app.net.addresses import host_of
from app.providers.base import (
    Account,
    Asset,
    Cancelled,
    Connection,
    Http,
    Modest,
    Payload,
    Progress,
    Remote,
    Sent,
    Spec,
    Uploaded,
)
from app.providers.kling.answers import is_duplicate, judged, left_of, progress_of, rows_of
from app.providers.kling.body import CLIPS, body_of, check
from app.providers.kling.pictures import as_text
from app.providers.kling.tables import endpoint_of, tables

SINGAPORE, BEIJING = "https://api-singapore.klingai.com", "https://api-beijing.klingai.com"
OLD_HOST = "api.klingai.com"
"""Replaced by Singapore; it does not know the tasks of this API."""
_PAIR = re.compile(r"[\w\-]{12,}\s*[:;,|/\s]\s*[\w\-]{12,}")
"""An access key and its secret, as people paste them together."""
_TOKEN = re.compile(r"eyJ[\w\-]+\.[\w\-]+\.[\w\-]*")
"""A token signed with such a pair."""
_DAYS = 365
"""How far back packs are asked for; the longest regular one lasts half of that."""


class Kling(Modest):
    """Kling's own service. Our own id goes along as `external_task_id`: it is refused twice and can be looked up."""

    @property
    def spec(self) -> Spec:
        """A global and a mainland service with keys of their own, or another address. No way to cancel."""
        return Spec(
            id="kling",
            title_id="provider.kling",
            dedupe="client_id",
            poll_seconds=10.0,
            # its page on concurrency says that there is no limit of requests a second
            looks=tables().looks,
            inlines=True,
            parallelism=3,
            cancel="cannot",
            key="needed",
            key_page="https://kling.ai/dev",
            address=SINGAPORE,
            addresses=((SINGAPORE, "provider.kling_singapore"), (BEIJING, "provider.kling_beijing")),
            own_address=True,
            kept_seconds=tables().kept_days * 86400.0,
        )

    def check_key(self, key: str) -> str:
        """The key itself. BadValue `kling_pair` for an access key with its secret, or a token made of them."""
        key = key.strip()
        if _PAIR.fullmatch(key) or _TOKEN.fullmatch(key):
            raise BadValue("kling_pair")
        return key

    def check_address(self, address: str) -> str:
        """As typed. BadValue `kling_old_host` for the host that was replaced."""
        if host_of(address) == OLD_HOST:
            raise BadValue("kling_old_host")
        return address

    async def check(self, http: Http, connection: Connection) -> Account:
        """Ask what is left in the account's packs: free, and only a good key is answered."""
        now = round(time.time() * 1000)
        query = {"start_time": str(now - _DAYS * 86_400_000), "end_time": str(now)}
        host = host_of(connection.address)
        data = judged(await http.ask(connection, "GET", "/account/costs", query=query), host, look=True)
        packs, units = left_of(data)
        if not packs:
            return Account(good=True, usd_left=0.0, message=Message(id="message.kling_no_packs"))
        args = {"units": f"{units:g}", "packs": packs}
        return Account(
            good=True, usd_left=round(units * tables().unit_usd, 2), message=Message(id="message.kling_left", args=args)
        )

    def inputs(self, request: Request) -> list[Asset]:
        """The pictures that go along; those of the cast only where they are taken themselves, and not as elements made
        at Kling. Clips are fetched from their addresses. BadValue where the endpoint would not take the request."""
        _, endpoint = endpoint_of(request, _name(request, None))
        check(request, endpoint)
        pictures = [each for each in request.inputs if each.role not in CLIPS]
        taken = [each for each in pictures if endpoint.pictures or each.role != "reference"]
        return [Asset(name=each.asset, role=each.role) for each in taken]

    async def upload(self, http: Http, connection: Connection, asset: Asset) -> Uploaded:
        """The picture as text: Kling has no place to upload to."""
        text = await asyncio.to_thread(as_text, Path(asset.file))
        return Uploaded(name=asset.name, reference=text, inline=True)

    def payload(
        self,
        request: Request,
        uploaded: Mapping[str, Uploaded],
        to: Connection | None = None,
        client_id: str = "",
    ) -> Payload:
        """The path says the model; the body is the same to the byte for the same request."""
        path, endpoint = endpoint_of(request, _name(request, to))
        pictures = {name: each.reference for name, each in uploaded.items()}
        shown = {name: f"({len(text) * 3 // 4096 + 1} kB)" for name, text in pictures.items()}
        body = _json(body_of(request, endpoint, pictures, client_id))
        return Payload(path=path, body=body.encode(), view=_json(body_of(request, endpoint, shown, client_id)))

    async def submit(self, http: Http, connection: Connection, payload: Payload, client_id: str) -> Remote:
        """One POST. Where our id is known there already the job was made before, and is looked up."""
        host = host_of(connection.address)
        answer = await http.ask(connection, "POST", payload.path, body=payload.body, once=True)
        if is_duplicate(answer):
            found = await self._named(http, connection, client_id)
            if len(found) == 1:
                return found[0]
            raise ProviderFault("kling_made_before", host=host)
        data = judged(answer, host)
        remote = data.get("id") if isinstance(data, dict) else None
        if not isinstance(remote, str | int) or not str(remote):
            raise ProviderFault("answer_without_id", host=host)
        return Remote(id=str(remote))

    async def poll(self, http: Http, connection: Connection, remotes: Sequence[Remote]) -> list[Progress]:
        """As many in one request as it takes."""
        found: list[Progress] = []
        for start in range(0, len(remotes), tables().looks):
            some = remotes[start : start + tables().looks]
            query = {"task_ids": ",".join(remote.id for remote in some)}
            answer = await http.ask(connection, "GET", "/tasks", query=query)
            data = judged(answer, host_of(connection.address), look=True)
            tasks = {str(task.get("id")): progress_of(task, answer.wait) for task in rows_of(data)}
            found += [tasks.get(remote.id, Progress(state="gone")) for remote in some]
        return found

    async def find(self, http: Http, connection: Connection, attempt: Sent) -> list[Remote] | Literal["cannot"]:
        """The job with our own id."""
        return await self._named(http, connection, attempt.client_id)

    async def cancel(self, http: Http, connection: Connection, remote: Remote) -> Cancelled | Literal["cannot"]:
        """There is no such request: the job runs on and is charged."""
        return "cannot"

    async def _named(self, http: Http, connection: Connection, client_id: str) -> list[Remote]:
        answer = await http.ask(connection, "GET", "/tasks", query={"external_task_ids": client_id})
        data = judged(answer, host_of(connection.address), look=True)
        return [Remote(id=str(task["id"])) for task in rows_of(data) if task.get("external_id") == client_id]


def _name(request: Request, to: Connection | None) -> str:
    return (to.model if to is not None else "") or request.model.partition("/")[2]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


PROVIDER = Kling()
"""The one of this program."""
