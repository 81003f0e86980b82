"""A server of OpenAI's video protocol on loopback, in the manner of one kind or another: strict, and it charges."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tests.fakes.server import Heard, Loopback, Reply

PLAIN = {"prompt", "model", "seconds", "size", "input_reference"}
MORE = {
    "strict": set[str](),
    "generic": {"seed", "negative_prompt"},
    "vllm-omni": {"seed", "negative_prompt", "generate_sound", "fps"},
    "sglang": {"seed", "negative_prompt", "fps"},
    "litellm": {"seed", "negative_prompt"},
    "new-api": set[str](),
    "tensorrt-llm": {"seed", "negative_prompt"},
}
TOLD: dict[str, dict[str, Any]] = {
    "vllm-omni": {"owned_by": "vllm"},
    "sglang": {"task_type": "T2V"},
    "tensorrt-llm": {"owned_by": "tensorrt_llm"},
    "litellm": {"owned_by": "openai", "created": 1677610602},
    "new-api": {"owned_by": "custom", "created": 1626777600, "supported_endpoint_types": ["openai-video"]},
}
"""What a model in the list of each kind has that tells the kind."""
SERVED = "Wan-AI/Wan2.2-TI2V-5B-Diffusers"


class OpenAIServer(Loopback):
    """Jobs are queued, run for `looks` looks and are done. `ends` makes them end otherwise."""

    def __init__(self, folder: Path, kind: str = "generic", key: str = "", port: int = 0) -> None:
        super().__init__(folder, key, port)
        self.kind = kind
        self.looks = 1
        self.ends: dict[str, Any] = {"status": "completed"}
        self.words = ["queued", "in_progress"]
        self.serving = True
        """Whether /models is there."""
        self.route("GET", "/v1/models", self.models)
        self.route("POST", "/v1/videos", self.create)
        self.route("GET", "/v1/videos", self.look)
        self.route("DELETE", "/v1/videos/", self.delete)

    @property
    def base(self) -> str:
        """The address of the connection."""
        return self.address + "/v1"

    def answer(self, heard: Heard) -> Reply:
        """As the protocol says, but for what LiteLLM makes of a key it does not know."""
        reply = super().answer(heard)
        if self.kind != "litellm" or reply.status != 401 or "authorization" not in heard.headers:
            return reply
        error = {"message": "No connected db.", "type": "no_db_connection", "param": None, "code": "400"}
        return Reply(400, {"error": error})

    def models(self, heard: Heard) -> Reply:
        """What is served, told as this kind tells it."""
        if not self.serving:
            return Reply(404, {"detail": "Not Found"})
        row: dict[str, Any] = {"id": SERVED, "object": "model"}
        row |= TOLD.get(self.kind, {"owned_by": "me"})
        return Reply(200, {"object": "list", "data": [row]})

    def create(self, heard: Heard) -> Reply:
        """Take a job, if its form is as this kind wants it."""
        if not heard.headers.get("content-type", "").startswith("multipart/form-data; boundary="):
            return self.refuse("the form is not multipart")
        form = heard.form()
        if wrong := wrong_form(self.kind, form):
            return self.refuse(wrong, 422)
        if form.get("model") not in (None, SERVED):
            return Reply(400, {"error": {"message": "Model mismatch", "type": "BadRequestError", "code": 400}})
        remote = f"video_gen_{len(self.jobs()) + 1:02d}="
        told = {"prompt": form["prompt"]} if self.kind != "sglang" else {}
        picture = form.get("input_reference")
        size = len(picture) if isinstance(picture, bytes) else 0
        self.keep(remote, id=remote, object="video", created_at=int(time.time()), looks=0, picture=size, **told)
        self.charge(remote, prompt=form["prompt"])
        return Reply(200, {"id": remote, "object": "video", "status": "queued", **told})

    def look(self, heard: Heard) -> Reply:
        """One job, its clip, or the list."""
        remote, _, rest = heard.path.removeprefix("/v1/videos").strip("/").partition("/")
        if not remote:
            rows = [self._shown(job) for job in reversed(self.jobs().values())]
            return Reply(200, {"object": "list", "data": rows}) if self.kind != "new-api" else Reply(404, {})
        job = self.job(unquote(remote))
        if job is None:
            return Reply(404, {"error": {"message": "no such video", "code": 404}})
        if rest == "content":
            if heard.query:
                return self.refuse("the clip is asked for without `variant`", 404)
            return self.serve_file(heard, self.film(job["id"]))
        job = self.keep(job["id"], looks=job["looks"] + 1)
        shown = self._shown(job)
        if shown["status"] == "failed" and self.kind == "litellm":
            # it hands an upstream's error on inside its own words
            words = f"litellm.InternalServerError: Hosted_vllmException - {json.dumps(shown)}\n\nLiteLLM: it failed."
            return Reply(500, {"error": {"message": words, "type": "internal_server_error", "code": "500"}})
        failed = shown["status"] == "failed" and self.kind == "vllm-omni"
        return Reply(500 if failed else 200, shown)

    def delete(self, heard: Heard) -> Reply:
        """Forget a job."""
        if self.kind == "litellm":
            return Reply(405, {"detail": "Method Not Allowed"})
        job = self.job(unquote(heard.path.rpartition("/")[2]))
        if job is None:
            return Reply(404, {})
        self.keep(job["id"], deleted=True)
        return Reply(200, {"id": job["id"], "object": "video.deleted", "deleted": True})

    def _shown(self, job: dict[str, Any]) -> dict[str, Any]:
        shown: dict[str, Any] = {name: job[name] for name in ("id", "object", "created_at", "prompt") if name in job}
        if job["looks"] <= self.looks:
            word = self.words[min(job["looks"], len(self.words)) - 1] if job["looks"] else "queued"
            return {**shown, "status": word, "progress": 0}
        return {**shown, "progress": 100, **self.ends}


def wrong_form(kind: str, form: Mapping[str, str | bytes]) -> str:
    """What of a form this kind of server does not take; "" where all is well."""
    if strange := form.keys() - PLAIN - MORE[kind]:
        return f"fields nobody knows: {sorted(strange)}"
    if not form.get("prompt") or not str(form.get("seconds", "")).isdigit():
        return "prompt and seconds (as text of a whole number) are needed"
    if not re.fullmatch(r"[1-9]\d*x[1-9]\d*", str(form.get("size", "1x1"))):
        return f"size: {form.get('size')!r}"
    if kind == "new-api" and not form.get("model"):
        return "model is needed"
    picture = form.get("input_reference", b"\x89PNG")
    if not isinstance(picture, bytes) or not picture.startswith((b"\x89PNG", b"\xff\xd8", b"RIFF")):
        return "input_reference is a picture in a part of its own"
    return ""
