"""Replicate's predictions, files and models on loopback: strict about inputs, and it charges."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.fakes.replicate_fields import FIELDS, wrong_input
from tests.fakes.server import Heard, Loopback, Reply

SCHEMA = {
    "components": {
        "schemas": {
            "Input": {
                "type": "object",
                "required": ["prompt"],
                "properties": {
                    "prompt": {"type": "string", "x-order": 0},
                    "num_frames": {"type": "integer", "minimum": 1, "maximum": 200, "default": 81},
                    "style": {"allOf": [{"$ref": "#/components/schemas/style"}], "default": "film"},
                    "fast": {"type": "boolean", "default": True},
                    "image": {"type": "string", "format": "uri"},
                },
            },
            "style": {"type": "string", "enum": ["film", "comic"]},
        }
    }
}


class ReplicateServer(Loopback):
    """Predictions start, run for `looks` looks and end with `word`. `more` changes what is told of them."""

    def __init__(self, folder: Path, key: str = "") -> None:
        super().__init__(folder, key)
        self.looks = 2
        self.word = "succeeded"
        self.more: dict[str, Any] = {}
        self.as_list = False
        self.lists = True
        self.stored: list[bytes] = []
        self.open_paths = ("/delivery/",)
        self.route("GET", "/v1/account", lambda heard: Reply(200, {"type": "user", "username": "me"}))
        self.route("POST", "/v1/files", self.store)
        self.route("POST", "/v1/models/", self.create)
        self.route("GET", "/v1/models/", self.model)
        self.route("GET", "/v1/predictions", self.look)
        self.route("POST", "/v1/predictions/", self.cancel)
        self.route("GET", "/delivery/", lambda heard: self.serve_file(heard, self.film(heard.path.split("/")[2])))

    @property
    def base(self) -> str:
        """The address of the connection."""
        return self.address + "/v1"

    def model(self, heard: Heard) -> Reply:
        """A model with the schema of its latest version."""
        name = heard.path.removeprefix("/v1/models/")
        if name != "maker/new-model":
            return Reply(404, {"detail": "The requested resource could not be found."})
        return Reply(200, {"owner": "maker", "name": "new-model", "latest_version": {"openapi_schema": SCHEMA}})

    def store(self, heard: Heard) -> Reply:
        """Keep a picture."""
        content = heard.form().get("content")
        if not isinstance(content, bytes):
            return self.refuse("a file goes as `content`")
        self.stored.append(content)
        name = f"file-{len(self.stored)}"
        urls = {"get": f"{self.base}/files/{name}"}
        times = {"created_at": "2026-11-27T00:00:00Z", "expires_at": "2099-01-01T00:00:00Z"}
        about = {"name": name, "content_type": "image/png", "size": len(content), "etag": name}
        return Reply(201, {"id": name, "urls": urls, **about, **times, "checksums": {}, "metadata": {}})

    def create(self, heard: Heard) -> Reply:
        """Take a prediction, if its input is as the model wants it."""
        name = heard.path.removeprefix("/v1/models/").removesuffix("/predictions")
        if "prefer" in heard.headers:
            return self.refuse("a reply that waits gets lost")
        if name not in FIELDS:
            return Reply(404, {"detail": "The requested resource could not be found."})
        if heard.json().keys() != {"input"}:
            return self.refuse("only `input` is expected", 422)
        given = heard.json()["input"]
        if wrong := wrong_input(name, given):
            return self.refuse(wrong, 422)
        remote = f"pred{len(self.jobs()) + 1:02d}"
        at = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        self.keep(remote, id=remote, model=name, input=given, created_at=at, looks=0)
        self.charge(remote, model=name, prompt=given.get("prompt", given.get("multi_prompt")))
        return Reply(201, self._shown(self.job(remote) or {}))

    def look(self, heard: Heard) -> Reply:
        """One prediction, or the list, newest first."""
        remote = heard.path.removeprefix("/v1/predictions").strip("/")
        if not remote:
            rows = [self._shown(job) for job in reversed(self.jobs().values())]
            return Reply(200, {"results": rows, "next": None}) if self.lists else Reply(403, {"detail": "no"})
        job = self.job(remote)
        if job is None:
            return Reply(404, {"detail": "The requested resource could not be found."})
        return Reply(200, self._shown(self.keep(remote, looks=job["looks"] + 1)))

    def cancel(self, heard: Heard) -> Reply:
        """Stop a prediction."""
        job = self.job(heard.path.split("/")[3])
        if job is None or not heard.path.endswith("/cancel"):
            return Reply(404, {"detail": "The requested resource could not be found."})
        return Reply(200, self._shown(self.keep(job["id"], canceled=True)))

    def _shown(self, job: dict[str, Any]) -> dict[str, Any]:
        told = {name: job[name] for name in ("id", "model", "input", "created_at")}
        get = f"{self.base}/predictions/{job['id']}"
        urls = {"get": get, "cancel": f"{get}/cancel", "stream": f"https://stream.test/{job['id']}"}
        shown = {**told, "version": "hidden", "error": None, "output": None, "logs": "", "urls": urls, "metrics": {}}
        if job.get("canceled"):
            return {**shown, "status": "canceled"}
        if job["looks"] <= self.looks:
            return {**shown, "status": "starting" if job["looks"] < 2 else "processing"}
        url = f"{self.address}/delivery/{job['id']}/out.mp4"
        made = {"output": [url] if self.as_list else url} if self.word == "succeeded" else {}
        return {**shown, "status": self.word, **made, **self.more}
