"""Puts made-up answers before the providers' own reading, one request at a time and without a socket."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from app.domain.connection import Connection
from app.net.answer import Answer
from app.providers.base import Payload, Remote, Sent

NOW = datetime(2026, 11, 27, tzinfo=UTC)
AT = "2026-11-27T00:00:00+00:00"
BODY = b'{"prompt": "a dog", "input": {"prompt": "a dog"}}'
URL = "https://clips.test/a.mp4"

Call = Callable[[int, bytes], Awaitable[object]]

GOOD: dict[str, list[Any]] = {
    "openai_videos": [
        {"id": "v1", "object": "video", "status": "completed", "created_at": 1795737600, "prompt": "a dog"},
        {"object": "list", "data": [{"id": "v1", "status": "queued", "created_at": 1795737600, "prompt": "a dog"}]},
        {"error": {"message": "no", "code": 400, "type": "x"}},
    ],
    "kling": [
        {"code": 0, "message": "OK", "data": {"id": "1", "status": "submitted", "external_id": "j1"}},
        {"code": 0, "data": [{"id": "1", "status": "succeeded", "external_id": "j1",
                              "outputs": [{"type": "video", "url": URL}], "final_unit_deduction": "3"}]},
        {"code": 1303, "message": "parallel", "request_id": "r"},
    ],
    "fal": [
        {"request_id": "r1", "status_url": "https://queue.fal.run/a/b/requests/r1/status", "queue_position": 1,
         "response_url": "https://queue.fal.run/a/b/requests/r1", "cancel_url": "https://queue.fal.run/c"},
        {"status": "COMPLETED", "video": {"url": URL, "content_type": "video/mp4"}, "seed": 5, "error": "x"},
        {"items": [{"request_id": "r1", "started_at": AT, "json_input": {"prompt": "a dog"}, "status_code": 200}]},
        {"detail": [{"loc": ["body", "prompt"], "msg": "bad", "type": "content_policy_violation"}]},
    ],
    "replicate": [
        {"id": "p1", "status": "succeeded", "created_at": AT, "output": [URL], "input": {"prompt": "a dog"},
         "error": None, "urls": {"get": "https://api.replicate.com/v1/predictions/p1"}, "metrics": {"x": 3.5}},
        {"results": [{"id": "p1", "model": "a/b", "created_at": AT, "input": {"prompt": "a dog"}}], "next": None},
        {"detail": "no", "title": "x", "status": 422, "latest_version": {"openapi_schema": {"components": {}}}},
    ],
}  # fmt: skip
REMOTES = {"fal": "fal-ai/kling-video/v3/standard/text-to-video@r1"}
PATHS = {
    "openai_videos": "/videos",
    "kling": "/text-to-video/kling-3.0",
    "fal": "/fal-ai/x/y",
    "replicate": "/models/a/b/predictions",
}


class OneAnswer:
    """Stands where the client stands, and gives every request the same answer."""

    def __init__(self, status: int, body: bytes) -> None:
        self._answer = Answer(status, {"content-type": "application/json", "retry-after": "3"}, body, NOW)

    async def ask(self, *_: Any, **__: Any) -> Answer:
        """The answer."""
        return self._answer


def calls() -> list[tuple[str, Call]]:
    """Every way to be answered, with the provider's name."""
    found: list[tuple[str, Call]] = []
    for name in GOOD:
        provider = import_module(f"app.providers.{name}").PROVIDER
        found += [(name, call) for call in _of(provider, name)]
    return found


def _of(provider: Any, name: str) -> list[Call]:
    own = Connection(id="o", provider=provider.spec.id, address="https://api.test/v1")
    payload = Payload(path=PATHS[name], body=BODY, view='{"prompt": "a dog"}')
    remote = Remote(id=REMOTES.get(name, "r1"))
    sent = Sent(client_id="j1", at=AT, model=f"{provider.spec.id}/x", payload=payload)
    return [
        lambda status, body: provider.submit(OneAnswer(status, body), own, payload, "j1"),
        lambda status, body: provider.poll(OneAnswer(status, body), own, [remote]),
        lambda status, body: provider.find(OneAnswer(status, body), own, sent),
        lambda status, body: provider.cancel(OneAnswer(status, body), own, remote),
        lambda status, body: provider.check(OneAnswer(status, body), own),
        lambda status, body: provider.models(OneAnswer(status, body), own),
        lambda status, body: provider.schema(OneAnswer(status, body), own, f"{provider.spec.id}/a/b"),
    ]


CALLS = calls()
