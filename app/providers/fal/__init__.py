"""fal's queue: many makers' models behind one key, each at a path and with names of its own (its row's `wire`)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from app.domain.errors import BadValue, ProviderFault
from app.domain.job import Message
from app.domain.model import Model
from app.domain.request import Request
from app.net.addresses import host_of
from app.net.answer import Answer
from app.net.parcel import Parcel
from app.providers.base import (
    AFTER,
    BEFORE,
    Account,
    Asset,
    Cancelled,
    Connection,
    Http,
    Payload,
    Progress,
    Refused,
    Rejected,
    Remote,
    Sent,
    Spec,
    Uploaded,
    clip_file,
    is_clip,
    judge,
    judge_look,
    read_picture,
)
from app.providers.fal.answers import progress_of, refuses, result_of
from app.providers.fal.places import (
    ENDPOINT,
    HOSTS,
    PAGES,
    PLATFORM,
    QUEUE,
    STORAGE,
    Place,
    at,
    place_of,
    remote_of,
)
from app.providers.wired import Wired, holds

KEPT_DAYS = 7
"""How long fal is asked to keep what it makes and what is uploaded: an account's own setting may be minutes."""
KEPT = json.dumps({"expiration_duration_seconds": KEPT_DAYS * 24 * 3600})
PICTURE_MOST = 30 * 1024 * 1024
CLIP_MOST = 1024**3
"""More than any endpoint takes; what each takes, its row says."""
HISTORY = "/v1/models/requests/by-endpoint"
CHECKED = "fal-ai/flux/schnell"
"""An endpoint whose price is asked for, which costs nothing and needs the key."""


class Fal(Wired):
    """One client for every endpoint."""

    @property
    def spec(self) -> Spec:
        """No key against sending twice; the history of an endpoint settles what is unsure, where the key may see it."""
        return Spec(
            id="fal",
            title_id="provider.fal",
            dedupe="list",
            poll_seconds=3.0,
            parallelism=2,
            cancel="asks",
            key="needed",
            key_page="https://fal.ai/dashboard/keys",
            hosts=HOSTS,
            address=f"https://{QUEUE}",
        )

    def check_key(self, key: str) -> str:
        """Without the word that stands before it in fal's examples."""
        return key.strip().removeprefix("Key ").removeprefix("FAL_KEY=").strip("\"' ")

    async def check(self, http: Http, connection: Connection) -> Account:
        """Ask for a price: free, and only with a good key."""
        where = at(connection, PLATFORM, "/v1/models/pricing")
        answer = await http.ask(connection, "GET", where, auth="Key", hosts=HOSTS, query={"endpoint_id": CHECKED})
        judge_look(answer, host_of(where))
        return Account(good=True, message=Message(id="message.key_good"))

    async def upload(self, http: Http, connection: Connection, asset: Asset) -> Uploaded:
        """To fal's storage, for every size: so the payload stays small, is the same for the same picture, and can be
        told from others in the history. Only its own short-lived address is written to, and that without the key."""
        if is_clip(asset):
            clip = clip_file(asset, CLIP_MOST)
            with Parcel(clip.path) as parcel:
                return await self._put(http, connection, asset, clip.name, clip.kind, parcel)
        picture = await read_picture(asset, PICTURE_MOST)
        return await self._put(http, connection, asset, picture.name, picture.kind, picture.data)

    async def _put(
        self, http: Http, connection: Connection, asset: Asset, name: str, kind: str, data: bytes | Parcel
    ) -> Uploaded:
        where = at(connection, STORAGE, "/storage/upload/initiate")
        headers = {"X-Fal-Object-Lifecycle-Preference": KEPT, "X-Fal-Object-Lifecycle": KEPT}
        body = json.dumps({"content_type": kind, "file_name": name}).encode()
        query = {"storage_type": "gcs"}
        answer = await http.ask(
            connection, "POST", where, auth="Key", hosts=HOSTS, query=query, headers=headers, body=body
        )
        judge_look(answer, host_of(where))
        to, url = answer.fields().get("upload_url"), answer.fields().get("file_url")
        if not isinstance(to, str) or not isinstance(url, str) or not url.startswith(("https://", "http://")):
            raise ProviderFault("answer_unreadable", host=host_of(where))
        put = await http.ask(connection, "PUT", to, body=data, content_type=kind, given=True)
        judge_look(put, host_of(to))
        until = answer.now + timedelta(days=KEPT_DAYS - 1)
        return Uploaded(name=asset.name, reference=url, expires=until.isoformat(timespec="seconds"))

    def payload(
        self,
        request: Request,
        uploaded: Mapping[str, Uploaded],
        to: Connection | None = None,
        client_id: str = "",
    ) -> Payload:
        """The model's own names for what is asked, as JSON."""
        where, fields = self.asked(request, uploaded)
        body = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
        return Payload(path=f"/{where}", body=body.encode(), view=body)

    async def submit(self, http: Http, connection: Connection, payload: Payload, client_id: str) -> Remote:
        """One POST to the queue."""
        host = host_of(connection.address)
        headers = {"X-Fal-Object-Lifecycle-Preference": KEPT}
        answer = await http.ask(
            connection, "POST", payload.path, auth="Key", headers=headers, body=payload.body, once=True
        )
        if not answer.ok and refuses(answer.fields(), answer.headers.get("x-fal-error-type", "")):
            raise Refused("content_refused", host=host, said=answer.said)
        if answer.status == 404:
            raise Rejected("model_unknown_there", host=host, name=payload.path.strip("/"))
        judge(answer, host)
        return remote_of(connection, payload.path.strip("/"), answer.fields())

    async def poll(self, http: Http, connection: Connection, remotes: Sequence[Remote]) -> list[Progress]:
        """One look at each, and at the result of what has ended."""
        return [await self._look(http, connection, remote.id) for remote in remotes]

    async def find(self, http: Http, connection: Connection, attempt: Sent) -> list[Remote] | Literal["cannot"]:
        """The requests of the endpoint's history with our fields and our time. It is told in the order of their ends,
        so one that still runs may be missing: nothing found proves nothing."""
        sent = datetime.fromisoformat(attempt.at)
        endpoint = attempt.payload.path.strip("/")
        answer = await self._history(http, connection, endpoint, start=_iso(sent - timedelta(hours=1)))
        rows = _rows(answer)
        if rows is None:
            return "cannot"
        # by the clock of the server, which may go otherwise than ours
        sent += timedelta(seconds=answer.skew)
        since, until = sent - timedelta(seconds=BEFORE), sent + timedelta(seconds=AFTER)
        asked = json.loads(attempt.payload.body)
        return [
            remote_of(connection, endpoint, {"request_id": row["request_id"]})
            for row in rows
            if holds(row.get("json_input"), asked) and _is_between(row, since, until)
        ]

    async def cancel(self, http: Http, connection: Connection, remote: Remote) -> Cancelled | Literal["cannot"]:
        """What waits is taken out; what runs only gets a signal, and may still be made and charged. By the word of the
        answer, whatever its HTTP status."""
        place = place_of(connection, remote.id)
        if place is None:
            return "cannot"
        answer = await http.ask(connection, "PUT", place.cancel, auth="Key", hosts=HOSTS, body=b"")
        word = str(answer.fields().get("status", "")).upper()
        if word not in ("OK", "CANCELLATION_REQUESTED", "ALREADY_COMPLETED", "NOT_FOUND"):
            judge_look(answer, host_of(place.cancel))
        if word in ("OK", "CANCELLATION_REQUESTED"):
            status = await http.ask(connection, "GET", place.status, auth="Key", hosts=HOSTS)
            return Cancelled(final=status.status in (404, 410))
        return Cancelled(final=False)

    async def schema(self, http: Http, connection: Connection, model_id: str) -> Model:
        """An endpoint as a row, out of the document fal publishes of it. BadValue where there is none to be had."""
        from app.domain.published import input_schema, row_of

        endpoint = model_id.removeprefix("fal/").strip("/")
        if not ENDPOINT.fullmatch(endpoint):
            raise BadValue("model_id_form", name=model_id)
        where = at(connection, PAGES, "/api/openapi/queue/openapi.json")
        public = Connection(id="", provider="fal", address=where)
        answer = await http.ask(public, "GET", where, query={"endpoint_id": endpoint}, long=True)
        if answer.status in (400, 404, 410, 422):
            raise BadValue("model_unknown_there", name=endpoint, host=host_of(where))
        judge_look(answer, host_of(where))
        return row_of(f"fal/{endpoint}", endpoint, input_schema(answer.data(), endpoint), source=where)

    # -------------------------------------------------------------------------------------------------------- looking

    async def _look(self, http: Http, connection: Connection, remote: str) -> Progress:
        place = place_of(connection, remote)
        if place is None:
            return Progress(state="gone")
        answer = await http.ask(connection, "GET", place.status, auth="Key", hosts=HOSTS)
        if answer.status in (404, 410):
            return await self._remembered(http, connection, place)
        judge_look(answer, host_of(place.status))
        if not isinstance(answer.fields().get("status"), str):
            raise ProviderFault("answer_unreadable", host=host_of(place.status))
        return progress_of(answer.fields(), answer.wait) or await self._result(http, connection, place)

    async def _result(self, http: Http, connection: Connection, place: Place) -> Progress:
        answer = await http.ask(connection, "GET", place.response, auth="Key", hosts=HOSTS)
        progress = result_of(answer)
        if progress is None:
            judge_look(answer, host_of(place.response))
            raise ProviderFault("answer_unreadable", host=host_of(place.response))
        return await self._remembered(http, connection, place) if progress.state == "gone" else progress

    async def _remembered(self, http: Http, connection: Connection, place: Place) -> Progress:
        """A request the queue has forgotten (an hour after its end, or six minutes): its history has it for longer."""
        answer = await self._history(http, connection, place.endpoint, request_id=place.id)
        row = next((row for row in _rows(answer) or [] if row["request_id"] == place.id), {})
        made, status = row.get("json_output"), row.get("status_code")
        if not isinstance(made, Mapping):
            return Progress(state="gone")
        told = replace(answer, status=status if isinstance(status, int) else 200, body=json.dumps(made).encode())
        return result_of(told) or Progress(state="gone")

    async def _history(self, http: Http, connection: Connection, endpoint: str, **query: str) -> Answer:
        where = at(connection, PLATFORM, HISTORY)
        asked = {"endpoint_id": endpoint, "expand": "payloads", "limit": "100", **query}
        answer: Answer = await http.ask(connection, "GET", where, auth="Key", hosts=HOSTS, query=asked, long=True)
        return answer


def _rows(answer: Answer) -> list[dict[str, Any]] | None:
    """Rows of an endpoint's history; None where the key may not see it."""
    rows = answer.fields().get("items")
    if not answer.ok or not isinstance(rows, list):
        return None
    return [row for row in rows if isinstance(row, dict) and isinstance(row.get("request_id"), str)]


def _is_between(row: Mapping[str, Any], since: datetime, until: datetime) -> bool:
    """By the time it was sent; one without any may be ours."""
    try:
        told = datetime.fromisoformat(str(row.get("sent_at") or row["started_at"]).replace("Z", "+00:00"))
    except (KeyError, ValueError):
        return True
    return since <= (told if told.tzinfo else told.replace(tzinfo=UTC)) <= until


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


PROVIDER = Fal()
"""The one of this program."""
