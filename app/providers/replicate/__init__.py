"""Replicate's predictions: many models behind one key, each by owner and name; what they make is gone in an hour."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal
from urllib.parse import quote

from app.domain.errors import BadValue, ProviderFault
from app.domain.job import Message
from app.domain.model import Model
from app.domain.request import Request
from app.net.addresses import host_of, origin
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
from app.providers.replicate.answers import KEPT_SECONDS, moment, progress_of, refuses
from app.providers.wired import Wired, holds

ADDRESS = "https://api.replicate.com/v1"
FILE_MOST = 100 * 1024 * 1024
"""What its files take (documentation of its HTTP API)."""
LOOKS_A_SECOND = 3000 / 60
"""Its page on rate limits, seen on 2026-11-27: 3,000 requests a minute, 600 of predictions beside that."""
PAGES = 3
"""How far the list of predictions is read, a hundred on a page."""
NAME = re.compile(r"[A-Za-z0-9][\w.\-]{0,79}/[A-Za-z0-9][\w.\-]{0,79}")


class Replicate(Wired):
    """One client for every model. The `Prefer` header is never sent: a reply that waits is a reply that gets lost."""

    @property
    def spec(self) -> Spec:
        """No key against sending twice; the list of predictions settles what is unsure, within the hour."""
        return Spec(
            id="replicate",
            title_id="provider.replicate",
            dedupe="list",
            poll_seconds=3.0,
            looks_a_second=LOOKS_A_SECOND,
            parallelism=4,
            cancel="stops",
            key="needed",
            key_page="https://replicate.com/account/api-tokens",
            address=ADDRESS,
            kept_seconds=KEPT_SECONDS,
        )

    def check_key(self, key: str) -> str:
        """Without the word that stands before it in Replicate's examples."""
        return key.strip().removeprefix("Bearer ").removeprefix("REPLICATE_API_TOKEN=").strip("\"' ")

    async def check(self, http: Http, connection: Connection) -> Account:
        """Ask whose account it is: free."""
        answer = await http.ask(connection, "GET", "/account")
        judge_look(answer, host_of(connection.address))
        return Account(good=True, message=Message(id="message.key_good"))

    async def upload(self, http: Http, connection: Connection, asset: Asset) -> Uploaded:
        """To Replicate's files; the same picture or clip goes there once for as long as it is kept."""
        if is_clip(asset):
            clip = clip_file(asset, FILE_MOST)
            content_type, before, behind = _form(clip.name, clip.kind, asset.name.removeprefix("sha256:"))
            with Parcel(clip.path, before, behind) as parcel:
                answer = await http.ask(connection, "POST", "/files", body=parcel, content_type=content_type)
        else:
            picture = await read_picture(asset, FILE_MOST)
            digest = hashlib.sha256(picture.data).hexdigest()
            content_type, before, behind = _form(picture.name, picture.kind, digest)
            body = before + picture.data + behind
            answer = await http.ask(connection, "POST", "/files", body=body, content_type=content_type)
        judge_look(answer, host_of(connection.address))
        fields = answer.fields()
        urls = fields.get("urls")
        url = urls.get("get") if isinstance(urls, Mapping) else None
        if not isinstance(url, str) or origin(url) != origin(connection.address):
            raise ProviderFault("answer_unreadable", host=host_of(connection.address))
        until = moment(fields.get("expires_at")) or answer.now + timedelta(seconds=KEPT_SECONDS)
        # a job is asked for some time after its pictures were brought
        safe = until - timedelta(minutes=10)
        return Uploaded(name=asset.name, reference=url, expires=safe.isoformat(timespec="seconds"))

    def payload(
        self,
        request: Request,
        uploaded: Mapping[str, Uploaded],
        to: Connection | None = None,
        client_id: str = "",
    ) -> Payload:
        """The model's own names for what is asked, as its `input`."""
        where, fields = self.asked(request, uploaded)
        body = json.dumps({"input": fields}, ensure_ascii=False, separators=(",", ":"))
        return Payload(path=f"/models/{where}/predictions", body=body.encode(), view=body)

    async def submit(self, http: Http, connection: Connection, payload: Payload, client_id: str) -> Remote:
        """One POST."""
        host = host_of(connection.address)
        answer = await http.ask(connection, "POST", payload.path, body=payload.body, once=True)
        if answer.status == 404:
            raise Rejected("model_unknown_there", host=host, name=_model_of(payload))
        if answer.status in (400, 422) and refuses(answer.said):
            raise Refused("content_refused", host=host, said=answer.said)
        judge(answer, host)
        remote = answer.fields().get("id")
        if not isinstance(remote, str) or not 0 < len(remote) <= 200:
            raise ProviderFault("answer_without_id", host=host)
        return Remote(id=remote)

    async def poll(self, http: Http, connection: Connection, remotes: Sequence[Remote]) -> list[Progress]:
        """One look at each."""
        return [await self._look(http, connection, remote.id) for remote in remotes]

    async def find(self, http: Http, connection: Connection, attempt: Sent) -> list[Remote] | Literal["cannot"]:
        """The predictions of the list, newest first, with our model, our input and our time; "cannot" where one of
        that time has lost its input, for then nothing tells them apart."""
        asked = json.loads(attempt.payload.body)["input"]
        name = _model_of(attempt.payload)
        sent = datetime.fromisoformat(attempt.at)
        found: list[Remote] = []
        where = "/predictions"
        for _ in range(PAGES):
            answer = await http.ask(connection, "GET", where, long=True)
            rows, onward = _page(answer)
            if rows is None:
                return "cannot"
            # by the clock of the server, which may go otherwise than ours
            shift = timedelta(seconds=answer.skew)
            since, until = sent + shift - timedelta(seconds=BEFORE), sent + shift + timedelta(seconds=AFTER)
            near = [row for row in rows if _is_of(row, name) and _is_between(row, since, until)]
            if any(row.get("data_removed") is True for row in near):
                return "cannot"
            found += [Remote(id=row["id"]) for row in near if holds(row.get("input"), asked)]
            oldest = moment(rows[-1].get("created_at")) if rows else None
            if not onward or origin(onward) != origin(connection.address) or (oldest and oldest < since):
                break
            where = onward
        return found

    async def cancel(self, http: Http, connection: Connection, remote: Remote) -> Cancelled | Literal["cannot"]:
        """It stops; what had begun by then is charged on public models."""
        answer = await http.ask(connection, "POST", f"{_place(remote.id)}/cancel", body=b"")
        if answer.status in (404, 410):
            return Cancelled(final=False)
        judge_look(answer, host_of(connection.address))
        word = str(answer.fields().get("status", "")).lower()
        return Cancelled(final=word in ("canceled", "aborted"))

    async def schema(self, http: Http, connection: Connection, model_id: str) -> Model:
        """A model as a row, out of the schema of its latest version. BadValue where there is none to be had."""
        from app.domain.published import input_schema, row_of

        name = model_id.removeprefix("replicate/").strip("/")
        if not NAME.fullmatch(name):
            raise BadValue("model_id_form", name=model_id)
        host = host_of(connection.address)
        answer = await http.ask(connection, "GET", f"/models/{name}", long=True)
        if answer.status in (404, 410):
            raise BadValue("model_unknown_there", name=name, host=host)
        judge_look(answer, host)
        version = answer.fields().get("latest_version")
        document = version.get("openapi_schema") if isinstance(version, Mapping) else None
        source = f"https://replicate.com/{name}"
        return row_of(f"replicate/{name}", name, input_schema(document, name), source=source)

    async def _look(self, http: Http, connection: Connection, remote: str) -> Progress:
        answer = await http.ask(connection, "GET", _place(remote))
        if answer.status in (404, 410):
            return Progress(state="gone")
        judge_look(answer, host_of(connection.address))
        if not isinstance(answer.fields().get("status"), str):
            raise ProviderFault("answer_unreadable", host=host_of(connection.address))
        progress = progress_of(answer.fields(), answer.wait)
        own = origin(connection.address)
        outputs = tuple(each.replace(keyed=_path_is_api(each.url, own)) for each in progress.outputs)
        told: Progress = progress.replace(outputs=outputs)
        return told


def _path_is_api(url: str, own: tuple[str, str, int]) -> bool:
    """Whether an output is a file of the API itself, which wants the key."""
    try:
        return origin(url) == own and "/files/" in url
    except ValueError:
        return False


def _model_of(payload: Payload) -> str:
    return payload.path.removeprefix("/models/").removesuffix("/predictions")


def _place(remote: str) -> str:
    return f"/predictions/{quote(remote, safe='')}"


def _page(answer: Answer) -> tuple[list[dict[str, Any]] | None, str]:
    """Rows and the address of the next page; None where the list does not tell."""
    rows, onward = answer.fields().get("results"), answer.fields().get("next")
    if not answer.ok or not isinstance(rows, list):
        return None, ""
    fine = [row for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str)]
    return fine, onward if isinstance(onward, str) else ""


def _is_of(row: Mapping[str, Any], name: str) -> bool:
    """Whether a prediction is of this model; one that does not say may be."""
    return row.get("model") in (None, "", name)


def _is_between(row: Mapping[str, Any], since: datetime, until: datetime) -> bool:
    told = moment(row.get("created_at"))
    return told is None or since <= told <= until


def _form(name: str, kind: str, digest: str) -> tuple[str, bytes, bytes]:
    """Content type of a form with one file, and what stands before and behind the file; the same for the same file."""
    boundary = "shotwright" + digest[:32]
    head = f'Content-Disposition: form-data; name="content"; filename="{name}"\r\nContent-Type: {kind}\r\n\r\n'
    return (
        f"multipart/form-data; boundary={boundary}",
        f"--{boundary}\r\n{head}".encode(),
        f"\r\n--{boundary}--\r\n".encode(),
    )


PROVIDER = Replicate()
"""The one of this program."""
