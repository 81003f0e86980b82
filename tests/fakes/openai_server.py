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

H3 = "MiniMaxAI/MiniMax-H3"
SHAPES = {"21:9", "16:9", "4:3", "1:1", "3:4", "9:16"}
PLAIN = {"prompt", "model", "seconds", "size", "input_reference"}
MORE = {
    "strict": set[str](),
    "generic": {"seed", "negative_prompt", "aspect_ratio", "task", "target"},
    "vllm-omni": {"seed", "negative_prompt", "generate_sound", "fps", "aspect_ratio", "input_references"},
    "sglang": {"seed", "negative_prompt", "fps", "video_reference"},
    "litellm": {"seed", "negative_prompt", "aspect_ratio"},
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
        self.served = SERVED
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
        """As the protocol says, but for what some kinds make of a key they do not know."""
        reply = super().answer(heard)
        if reply.status != 401 or self.kind not in ("vllm-omni", "litellm"):
            return reply
        if self.kind == "vllm-omni":
            return Reply(401, {"error": "Unauthorized"})
        if "authorization" not in heard.headers:
            return self._no(401, "Authentication Error, No api key passed in.", "auth_error")
        return self._no(400, "No connected db.", "no_db_connection")

    def _no(self, status: int, words: str, sort: str = "Bad Request") -> Reply:
        """What a kind says where it does not do what it was asked."""
        if self.kind == "sglang":
            return Reply(status, {"detail": words})
        code = str(status) if self.kind == "litellm" else status
        return Reply(status, {"error": {"message": words, "type": sort, "param": None, "code": code}})

    def models(self, heard: Heard) -> Reply:
        """What is served, told as this kind tells it."""
        if not self.serving:
            return Reply(404, {"detail": "Not Found"})
        row: dict[str, Any] = {"id": self.served, "object": "model"}
        row |= TOLD.get(self.kind, {"owned_by": "me"})
        return Reply(200, {"object": "list", "data": [row]})

    def create(self, heard: Heard) -> Reply:
        """Take a job, if its form is as this kind wants it."""
        form, wrong = self._asked(heard)
        if wrong:
            return self.refuse(wrong, 422)
        if form.get("model") not in (None, self.served):
            return self._no(400, f"Model mismatch: request specifies '{form['model']}'")
        remote = f"video_gen_{len(self.jobs()) + 1:02d}="
        told = {"prompt": form["prompt"]} if self.kind != "sglang" else {}
        picture = form.get("input_reference")
        size = len(picture) if isinstance(picture, bytes) else 0
        self.keep(remote, id=remote, object="video", created_at=int(time.time()), looks=0, picture=size, **told)
        self.charge(remote, prompt=form["prompt"])
        return Reply(200, {"id": remote, "object": "video", "status": "queued", **told})

    def _asked(self, heard: Heard) -> tuple[Mapping[str, Any], str]:
        """The fields, and what of them this kind does not take."""
        kind = heard.headers.get("content-type", "")
        if kind == "application/json" and self.kind == "sglang":
            return heard.json(), wrong_target(heard.json())
        if not kind.startswith("multipart/form-data; boundary="):
            return {}, "the form is not multipart"
        form = heard.form(many=MANY)
        return form, wrong_form(self.kind, form)

    def look(self, heard: Heard) -> Reply:
        """One job, its clip, or the list."""
        remote, _, rest = heard.path.removeprefix("/v1/videos").strip("/").partition("/")
        if not remote:
            rows = [self._shown(job) for job in reversed(self.jobs().values())]
            return Reply(200, {"object": "list", "data": rows}) if self.kind != "new-api" else Reply(404, {})
        job = self.job(unquote(remote))
        if job is None:
            return self._no(404, "Video not found", "Not Found")
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
            return self._no(404, "Video not found", "Not Found")
        self.keep(job["id"], deleted=True)
        if self.kind == "sglang":
            return Reply(200, {**self._shown(job), "status": "deleted"})
        return Reply(200, {"id": job["id"], "object": "video.deleted", "deleted": True})

    def _shown(self, job: dict[str, Any]) -> dict[str, Any]:
        shown: dict[str, Any] = {name: job[name] for name in ("id", "object", "created_at", "prompt") if name in job}
        if job["looks"] <= self.looks:
            word = self.words[min(job["looks"], len(self.words)) - 1] if job["looks"] else "queued"
            return {**shown, "status": word, "progress": 0}
        return {**shown, "progress": 100, **self.ends}


MANY = ("input_references",)
"""Fields that may be there more than once."""


def wrong_form(kind: str, form: Mapping[str, Any]) -> str:
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
    if not isinstance(picture, bytes) or not (_is_picture(picture) or (kind == "vllm-omni" and _is_clip(picture))):
        return "input_reference is a picture in a part of its own"
    return _wrong_clips(kind, form)


def _wrong_clips(kind: str, form: Mapping[str, Any]) -> str:
    if not _is_clip(form.get("video_reference", b"\0\0\0\x18ftyp")):
        return "video_reference is a clip in a part of its own"
    if kind == "sglang" and form.get("model") == H3:
        return "task is required for MiniMax H3"
    given = form.get("input_references", [])
    if given and "input_reference" in form:
        return "Provide input_references alone"
    if not all(_is_picture(each) or _is_clip(each) for each in given) or len(given) > 12:
        return "input_references are up to twelve pictures and clips"
    named = form.get("aspect_ratio")
    alone = "input_reference" not in form and not given
    if kind == "vllm-omni" and form.get("model") == H3 and alone and named not in SHAPES:
        return "t2va requires an explicit aspect_ratio"
    return "" if named is None or named in SHAPES else f"aspect_ratio: {named!r}"


def wrong_target(asked: Mapping[str, Any]) -> str:
    """The same of the JSON that SGLang takes for MiniMax H3."""
    if strange := asked.keys() - {"prompt", "model", "seed", "task", "target", "conditions"}:
        return f"fields nobody knows: {sorted(strange)}"
    target, conditions = asked.get("target", {}), asked.get("conditions", [])
    if asked.get("task") not in ("t2va", "fl2va", "ref2va") or bool(conditions) != (asked["task"] != "t2va"):
        return f"task {asked.get('task')!r} with {len(conditions)} conditions"
    if not isinstance(target.get("short_edge"), int) or target.get("aspect_ratio") not in SHAPES | {"auto"}:
        return f"target: {target}"
    if not isinstance(target.get("duration_seconds"), int | float) or not 4 <= target["duration_seconds"] <= 15:
        return "target.duration_seconds must be in [4, 15]"
    return next((wrong for each in conditions if (wrong := _wrong_condition(asked["task"], each))), "")


def _wrong_condition(task: str, given: Mapping[str, Any]) -> str:
    if given.get("type") == "image":
        fits = given.keys() == {"type", "uri", "role", "frame_index"} and given["role"] == "keyframe"
        fits = fits and given["frame_index"] in (0, -1) and given["uri"].startswith("data:image/")
    else:
        fits = given.keys() == {"type", "uri", "role"} and (task, given["role"]) == ("ref2va", "reference")
        fits = fits and given["type"] == "video" and given["uri"].startswith("data:video/")
    return "" if fits else f"{task} does not allow {given.get('type')} as {given.get('role')}"


def _is_picture(data: Any) -> bool:
    return isinstance(data, bytes) and data.startswith((b"\x89PNG", b"\xff\xd8", b"RIFF"))


def _is_clip(data: Any) -> bool:
    return isinstance(data, bytes) and data[4:8] == b"ftyp"
