"""fal's queue, storage, history and pages on loopback: strict about endpoints and fields, and it charges."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.fakes.fal_fields import FIELDS, wrong_input
from tests.fakes.server import Heard, Loopback, Reply

SCHEMA = {
    "components": {
        "schemas": {
            "Style": {"enum": ["plain", "painted"], "type": "string"},
            "NewInput": {
                "type": "object",
                "required": ["prompt"],
                "properties": {
                    "prompt": {"type": "string", "maxLength": 5000},
                    "duration": {"type": "string", "enum": ["5", "10"], "default": "5"},
                    "aspect_ratio": {"type": "string", "enum": ["auto", "16:9", "9:16"]},
                    "seed": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
                    "style": {"allOf": [{"$ref": "#/components/schemas/Style"}], "default": "painted"},
                    "strength": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.5},
                    "loop": {"type": "boolean", "default": False},
                    "webhook_url": {"type": "string"},
                },
            },
        }
    },
    "paths": {
        "/maker/new-model/text-to-video": {
            "post": {
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewInput"}}}}
            }
        }
    },
}
KINDS = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
}
"""What a file is by its name, which its upload has to agree with."""
DONE = {"logs": [], "metrics": {"inference_time": 12.5}}


class FalServer(Loopback):
    """Requests wait in the queue, run for `looks` looks and are done. `ends` makes their result another one."""

    def __init__(self, folder: Path, key: str = "") -> None:
        super().__init__(folder, key)
        self.looks = 2
        self.ends: tuple[int, Any] | None = None
        self.status_more: dict[str, Any] = {}
        self.cancel_word = "CANCELLATION_REQUESTED"
        self.elsewhere = ""
        """A host that status addresses point to, as a strange answer would."""
        self.remembers = True
        self.stored: dict[str, bytes] = {}
        self._promised: dict[str, str] = {}
        self.open_paths = ("/storage-put/", "/files/", "/api/openapi/")
        for method in ("GET", "POST", "PUT"):
            self.route(method, "/", self.queue)
        self.route("GET", "/v1/models/pricing", self.pricing)
        self.route("GET", "/v1/models/requests/by-endpoint", self.history)
        self.route("POST", "/storage/upload/initiate", self.initiate)
        self.route("PUT", "/storage-put/", self.store)
        self.route("GET", "/files/", lambda heard: self.serve_file(heard, self.film(heard.path.rpartition("/")[2])))
        self.route("GET", "/api/openapi/queue/openapi.json", self.schema)

    def pricing(self, heard: Heard) -> Reply:
        """A price, for the check of a key."""
        return Reply(200, {"prices": [{"endpoint_id": heard.query["endpoint_id"], "unit_price": 0.003}]})

    def schema(self, heard: Heard) -> Reply:
        """What an endpoint takes, for everybody."""
        known = heard.query.get("endpoint_id") == "maker/new-model/text-to-video"
        return Reply(200, SCHEMA) if known else Reply(404, {"detail": "Not Found"})

    def initiate(self, heard: Heard) -> Reply:
        """A place to put a picture."""
        if heard.json().keys() != {"content_type", "file_name"} or heard.query.get("storage_type") != "gcs":
            return self.refuse("an upload is asked for by content_type and file_name")
        if int(_kept(heard)) < 7 * 86400:
            return self.refuse("a picture should be kept for seven days")
        name, kind = heard.json()["file_name"], heard.json()["content_type"]
        if KINDS.get(Path(name).suffix) != kind:
            return self.refuse(f"{name} is no {kind}")
        self._promised[name] = kind
        return Reply(
            200,
            {
                "upload_url": f"{self.address}/storage-put/{name}?signature=abc",
                "file_url": f"https://v3.fal.media/files/{name}",
            },
        )

    def store(self, heard: Heard) -> Reply:
        """Take a picture or clip, as the kind that was promised and with its length told before."""
        name = heard.path.rpartition("/")[2]
        if heard.headers.get("content-type") != self._promised.get(name) or "content-length" not in heard.headers:
            return self.refuse(f"{name} comes as {heard.headers.get('content-type')}", 403)
        self.stored[name] = heard.body
        return Reply(200, b"")

    def history(self, heard: Heard) -> Reply:
        """What an endpoint has made, as far as the key may see it."""
        if not self.remembers:
            return Reply(403, {"error": {"type": "authorization_error", "message": "no right"}})
        rows = [
            {"request_id": job["id"], "endpoint_id": job["endpoint"], "started_at": job["at"], "status_code": 200,
             "json_input": {"cfg_scale": 0.5, **job["input"]}, "json_output": self._made(job["id"])}
            for job in self.jobs().values()
            if job["endpoint"] == heard.query["endpoint_id"]
            and heard.query.get("request_id", job["id"]) == job["id"]
        ]  # fmt: skip
        return Reply(200, {"items": rows, "has_more": False})

    def queue(self, heard: Heard) -> Reply:
        """Submit, look, fetch the result, cancel."""
        app, _, rest = heard.path.strip("/").partition("/requests/")
        if not rest:
            return self._submit(heard, app) if heard.method == "POST" else self.refuse("what is this?", 404)
        remote, _, what = rest.partition("/")
        job = self.job(remote)
        if job is None or "/".join(job["endpoint"].split("/")[:2]) != app:
            return Reply(404, {"detail": "Request not found"})
        if what == "cancel":
            return self._cancel(heard, job)
        return self._status(job) if what == "status" else self._result(job)

    def _submit(self, heard: Heard, endpoint: str) -> Reply:
        fields = heard.json()
        if endpoint not in FIELDS:
            return Reply(404, {"detail": f"Application {endpoint} not found"})
        if wrong := wrong_input(endpoint, fields):
            return self.refuse(wrong, 422)
        if int(_kept(heard)) < 7 * 86400 or "x-fal-store-io" in heard.headers:
            return self.refuse("a clip should be kept for seven days, and payloads be stored")
        remote = f"req-{len(self.jobs()) + 1:02d}"
        at = datetime.now(UTC).isoformat()
        self.keep(remote, id=remote, endpoint=endpoint, input=fields, at=at, looks=0)
        self.charge(remote, endpoint=endpoint, prompt=fields.get("prompt", fields.get("multi_prompt")))
        base = f"{self.elsewhere or self.address}/{'/'.join(endpoint.split('/')[:2])}/requests/{remote}"
        return Reply(
            200,
            {"request_id": remote, "status_url": f"{base}/status", "response_url": base, "cancel_url": f"{base}/cancel",
             "queue_position": 1},
        )  # fmt: skip

    def _status(self, job: dict[str, Any]) -> Reply:
        if job.get("cancelled"):
            return Reply(404, {"detail": "Request not found"})
        job = self.keep(job["id"], looks=job["looks"] + 1)
        if job["looks"] <= self.looks:
            word = "IN_QUEUE" if job["looks"] == 1 else "IN_PROGRESS"
            more: dict[str, Any] = {"queue_position": 3} if word == "IN_QUEUE" else {"logs": []}
            return Reply(202, {"status": word, "request_id": job["id"], **more})
        return Reply(200, {"status": "COMPLETED", "request_id": job["id"], **DONE, **self.status_more})

    def _result(self, job: dict[str, Any]) -> Reply:
        return Reply(*self.ends) if self.ends is not None else Reply(200, self._made(job["id"]))

    def _cancel(self, heard: Heard, job: dict[str, Any]) -> Reply:
        if heard.method != "PUT":
            return self.refuse("cancel is a PUT", 405)
        if self.cancel_word == "CANCELLATION_REQUESTED":
            self.keep(job["id"], cancelled=True)
            return Reply(202, {"status": self.cancel_word})
        return Reply(400, {"status": self.cancel_word})

    def _made(self, remote: str) -> dict[str, Any]:
        url = f"{self.address}/files/{remote}"
        return {"video": {"url": url, "content_type": "video/mp4", "file_name": "output.mp4"}, "seed": 5}


def _kept(heard: Heard) -> str:
    text = heard.headers.get("x-fal-object-lifecycle-preference", "{}")
    return str(json.loads(text).get("expiration_duration_seconds", 0))
