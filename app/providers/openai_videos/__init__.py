"""Any server that speaks OpenAI's video protocol (`/v1/videos`): one tolerant client, its differences in data."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, urlsplit

from app.domain.errors import BadValue, ProviderFault
from app.domain.job import Message
from app.domain.request import Request
from app.net.addresses import host_of, origin
from app.providers.base import (
    AFTER,
    BEFORE,
    Account,
    AccountStopped,
    Asset,
    Cancelled,
    Connection,
    Http,
    Modest,
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
from app.providers.openai_videos.answers import failed_within, is_job, is_key_unknown, is_policy, progress_of
from app.providers.openai_videos.body import fields_of, file_of, form, places_of
from app.providers.openai_videos.h3 import is_h3, targeted
from app.providers.openai_videos.kinds import detect, kind_of, kinds, listed

if TYPE_CHECKING:
    from app.net.answer import Answer

CLOSED = ("api.openai.com",)
"""Served the protocol until 2026-09-24 (OpenAI's deprecations page)."""
NO_CANCEL = (400, 405, 501)
"""How a server says that it has no such request."""
PICTURE_MOST = 20 * 1024 * 1024
CLIP_MOST = 20 * 1024 * 1024
"""Goes inside the request, which is kept with the job: less than servers take (vLLM-Omni: 50 MiB)."""


class OpenAIVideos(Modest):
    """One client for all of them. `connection.address` ends in `/v1`."""

    @property
    def spec(self) -> Spec:
        """A server of one's own or a gateway; its list of jobs settles what is unsure, where it has one."""
        return Spec(
            id="openai-videos",
            title_id="provider.openai_videos",
            dedupe="list",
            poll_seconds=3.0,
            parallelism=1,
            cancel="asks",
            cancel_of_kinds=(("", kind_of(None).cancel), *((kind.id, kind.cancel) for kind in kinds().values())),
            key="optional",
            own_address=True,
            inlines=True,
            servers=True,
            kinds=tuple(kinds()),
        )

    def check_address(self, address: str) -> str:
        """With `/v1` where nothing was typed after the host. BadValue `openai_closed` for OpenAI's own."""
        if host_of(address) in CLOSED:
            raise BadValue("openai_closed")
        return address if urlsplit(address).path else f"{address}/v1"

    async def check(self, http: Http, connection: Connection) -> Account:
        """Ask for the models; where a server has no such list, for its jobs."""
        answer = await http.ask(connection, "GET", "/models", long=True)
        if answer.status in (404, 405, 501):
            answer = await http.ask(connection, "GET", "/videos", query={"limit": "1"})
        _judge_look(answer, connection)
        kind = detect(answer)
        names = _names(answer)
        args = {"kind": kind.title, "models": ", ".join([*names[:3], *(["…"] if len(names) > 3 else [])])}
        said = "server_found" if names else "server_silent"
        return Account(good=True, kind=kind.id, message=Message(id=f"message.{said}", args=args))

    async def models(self, http: Http, connection: Connection) -> list[str]:
        """What the server says that it serves."""
        answer = await http.ask(connection, "GET", "/models", long=True)
        return _names(answer) if answer.ok else []

    def inputs(self, request: Request) -> list[Asset]:
        """First frame and clips, and a last frame where the model is known to take one; `payload` knows what the server
        at hand has places for. BadValue where something else would go along."""
        taken = ("first_frame", "clip", *(["last_frame"] if is_h3(request.model) else []))
        for each in request.inputs:
            if each.role not in taken:
                raise BadValue("picture_without_place", role=each.role)
        return [Asset(name=each.asset, role=each.role) for each in request.inputs]

    async def upload(self, http: Http, connection: Connection, asset: Asset) -> Uploaded:
        """The picture or clip as text: it goes into the request itself."""
        if is_clip(asset):
            clip = clip_file(asset, CLIP_MOST)
            kind, data = clip.kind, await asyncio.to_thread(clip.path.read_bytes)
        else:
            picture = await read_picture(asset, PICTURE_MOST)
            kind, data = picture.kind, picture.data
        reference = f"data:{kind};base64,{base64.b64encode(data).decode()}"
        return Uploaded(name=asset.name, reference=reference, inline=True)

    def payload(
        self,
        request: Request,
        uploaded: Mapping[str, Uploaded],
        to: Connection | None = None,
        client_id: str = "",
    ) -> Payload:
        """The form; what beyond the four plain fields is sent depends on the sort of server."""
        kind, model = kind_of(to), (to.model if to is not None else "") or request.model.partition("/")[2]
        given = [(each.role, uploaded[each.asset]) for each in request.inputs if each.asset in uploaded]
        if kind.h3 == "target" and is_h3(model):
            return targeted(request, kind, model, given)
        # where it is only looked at the server is not known, and nothing of it is asked
        places = places_of(request.inputs, kind, model) if to is not None or given else []
        fields = fields_of(request, kind, model)
        files = [
            (place, file_of(each.role, uploaded[each.asset]))
            for place, each in zip(places, request.inputs, strict=False)
            if each.asset in uploaded
        ]
        content_type, body = form(fields, files)
        told = [(name, f"({file.name})") for name, file in files]
        shown = {name: ", ".join(each for other, each in told if other == name) for name, _ in told}
        return Payload(
            path="/videos", content_type=content_type, body=body, view=json.dumps(fields | shown, ensure_ascii=False)
        )

    async def submit(self, http: Http, connection: Connection, payload: Payload, client_id: str) -> Remote:
        """One POST. An answer without an id leaves open what became of it."""
        host = host_of(connection.address)
        if host in CLOSED:
            raise BadValue("openai_closed")
        answer = await http.ask(
            connection, "POST", payload.path, body=payload.body, content_type=payload.content_type, once=True
        )
        if not answer.ok and is_policy(answer.code):
            raise Refused("content_refused", host=host, said=answer.said)
        if answer.status == 404 and answer.code == "model_not_found":
            raise Rejected("model_unknown_there", host=host, name=_field_of(payload, "model"))
        _judge_key(answer, host)
        judge(answer, host)
        remote = answer.fields().get("id")
        if not isinstance(remote, str) or not remote:
            raise ProviderFault("answer_without_id", host=host)
        return Remote(id=remote)

    async def poll(self, http: Http, connection: Connection, remotes: Sequence[Remote]) -> list[Progress]:
        """One look at each."""
        return [await self._look(http, connection, remote.id) for remote in remotes]

    async def find(self, http: Http, connection: Connection, attempt: Sent) -> list[Remote] | Literal["cannot"]:
        """The jobs of the server's list that have our words and our time; "cannot" where its list does not tell."""
        if not kind_of(connection).lists:
            return "cannot"
        answer = await http.ask(connection, "GET", "/videos", query={"limit": "100", "order": "desc"}, long=True)
        rows = listed(answer.data())
        if not answer.ok or not rows or not all("prompt" in row and "created_at" in row for row in rows):
            return "cannot"
        prompt = _field_of(attempt.payload, "prompt")
        # by the clock of the server, which may go otherwise than ours
        sent = datetime.fromisoformat(attempt.at).timestamp() + answer.skew
        return [
            Remote(id=str(row["id"]))
            for row in rows
            if row.get("id") and row["prompt"] == prompt and _is_near(row["created_at"], sent)
        ]

    async def cancel(self, http: Http, connection: Connection, remote: Remote) -> Cancelled | Literal["cannot"]:
        """Deleted where that stops the work; elsewhere a deleted job would run on unseen."""
        if kind_of(connection).cancel != "stops":
            return "cannot"
        answer = await http.ask(connection, "DELETE", _place(remote.id))
        if answer.ok or answer.status in (404, 410):
            return Cancelled(final=True)
        if answer.status == 409:
            return Cancelled(final=False)
        if answer.status not in NO_CANCEL:
            # too busy, in trouble, or another key: that is no word on the job
            judge_look(answer, host_of(connection.address))
        return "cannot"

    async def _look(self, http: Http, connection: Connection, remote: str) -> Progress:
        answer = await http.ask(connection, "GET", _place(remote))
        fields = answer.fields()
        if not answer.ok and not is_job(fields):
            fields = failed_within(fields)
        if is_job(fields):
            content = f"{connection.address}{_place(remote)}/content"
            progress = progress_of(fields, content, answer.wait)
            return _keyed(progress, connection)
        if answer.status in (404, 410):
            return Progress(state="gone")
        _judge_look(answer, connection)
        raise ProviderFault("answer_unreadable", host=host_of(connection.address))


def _judge_key(answer: Answer, host: str) -> None:
    if not answer.ok and is_key_unknown(answer.fields()):
        raise AccountStopped("key_refused", host=host, said=answer.said)


def _judge_look(answer: Answer, connection: Connection) -> None:
    host = host_of(connection.address)
    _judge_key(answer, host)
    judge_look(answer, host)


def _place(remote: str) -> str:
    return f"/videos/{quote(remote, safe='')}"


def _keyed(progress: Progress, connection: Connection) -> Progress:
    """A clip that lies at the server's own address is fetched with its key."""
    outputs = tuple(
        each.replace(keyed=each.keyed or origin(each.url) == origin(connection.address)) for each in progress.outputs
    )
    kept: Progress = progress.replace(outputs=outputs)
    return kept


def _names(answer: Answer) -> list[str]:
    return [str(row["id"]) for row in listed(answer.data()) if isinstance(row.get("id"), str)]


def _is_near(created: Any, sent: float) -> bool:
    return isinstance(created, int | float) and sent - BEFORE <= created <= sent + AFTER


def _field_of(payload: Payload, name: str) -> str:
    return str(json.loads(payload.view).get(name, ""))


PROVIDER = OpenAIVideos()
"""The one of this program."""
