"""Kling's own API of June 2026 on loopback: strict about every field, one id of ours once, and it charges."""

from __future__ import annotations

import base64
import re
import time
from pathlib import Path
from typing import Any

from tests.fakes.server import Heard, Loopback, Reply

RATIOS, LONG, FIVES = ("16:9", "9:16", "1:1"), range(3, 16), (5, 10)
LOW, HIGH = ("720p", "1080p"), ("720p", "1080p", "4k")
Rule = dict[str, Any]
SETTINGS: dict[str, Rule] = {
    "text-to-video/kling-3.0": {
        "resolution": HIGH, "duration": LONG, "aspect_ratio": RATIOS, "audio": ("native", "off"),
        "multi_shot": (True, False),
    },
    "image-to-video/kling-3.0": {
        "resolution": HIGH, "duration": LONG, "audio": ("native", "off"), "multi_shot": (True, False),
    },
    "text-to-video/kling-3.0-turbo": {"resolution": LOW, "duration": LONG, "aspect_ratio": RATIOS},
    "image-to-video/kling-3.0-turbo": {"resolution": LOW, "duration": LONG},
    "omni-video/kling-3.0-omni": {
        "resolution": HIGH, "duration": LONG, "aspect_ratio": RATIOS, "audio": ("native", "original", "off"),
        "multi_shot": (True, False),
    },
    "omni-video/kling-o1": {
        "resolution": LOW, "duration": range(3, 11), "aspect_ratio": RATIOS, "audio": ("original", "off"),
    },
    "text-to-video/kling-2.6": {
        "resolution": LOW, "duration": FIVES, "aspect_ratio": RATIOS, "audio": ("native", "off"),
    },
    "image-to-video/kling-2.6": {"resolution": LOW, "duration": FIVES, "audio": ("native", "off")},
    "text-to-video/kling-2.5-turbo": {"resolution": LOW, "duration": FIVES, "aspect_ratio": RATIOS},
    "image-to-video/kling-2.5-turbo": {"resolution": LOW, "duration": FIVES},
}  # fmt: skip
ITEMS = {
    "prompt": {"text"}, "first_frame": {"url"}, "last_frame": {"url"}, "refer_image": {"url", "id"},
    "element": {"element_id", "id"}, "voice": {"voice_id", "id"}, "feature_video": {"url", "id"},
    "base_video": {"url", "id"},
}  # fmt: skip
PLACES = {
    "image-to-video/kling-3.0": {"first_frame", "last_frame", "element"},
    "image-to-video/kling-3.0-turbo": {"first_frame"},
    "image-to-video/kling-2.6": {"first_frame", "last_frame", "voice"},
    "image-to-video/kling-2.5-turbo": {"first_frame", "last_frame"},
    "omni-video/kling-3.0-omni": {"first_frame", "last_frame", "refer_image", "element", "feature_video", "base_video"},
    "omni-video/kling-o1": {"first_frame", "last_frame", "refer_image", "element", "feature_video", "base_video"},
}
FRAMES = {"first_frame", "last_frame"}
PACK = {
    "resource_pack_name": "Video - 5000", "resource_pack_id": "p1", "resource_pack_type": "decreasing_total",
    "total_quantity": 5000, "remaining_quantity": 4321.5, "status": "online",
}  # fmt: skip


class KlingServer(Loopback):
    """Tasks are submitted, run for `looks` looks and succeed; `ends` makes them end otherwise."""

    def __init__(self, folder: Path, key: str = "") -> None:
        super().__init__(folder, f"Bearer {key}" if key else "")
        self.looks = 1
        self.ends: dict[str, Any] = {"status": "succeeded"}
        self.packs: list[dict[str, Any]] | None = [PACK]
        self.answers: list[tuple[int, int, str]] = []
        """HTTP status, code and message that the next submissions get."""
        self.open_paths = ("/clips/",)
        for task in ("/text-to-video/", "/image-to-video/", "/omni-video/"):
            self.route("POST", task, self.create)
        self.route("GET", "/tasks", self.look)
        self.route("GET", "/account/costs", self.costs)
        self.route("GET", "/clips/", lambda heard: self.serve_file(heard, self.film(heard.path.rpartition("/")[2])))

    def answer(self, heard: Heard) -> Reply:
        """As a server of Kling: a wrong key has a code of its own."""
        reply = super().answer(heard)
        return said(401, 1002, "api key not found") if reply.status == 401 else reply

    def refuse(self, what: str, status: int = 400) -> Reply:
        """A request that is not as the protocol wants it."""
        self.strange.append(what)
        return said(status, 1201, what)

    def create(self, heard: Heard) -> Reply:
        """Take a task, if every field of it is one of its endpoint."""
        if self.answers:
            return said(*self.answers.pop(0))
        place, body = heard.path.strip("/"), heard.json()
        if place not in SETTINGS:
            return said(404, 1203, "no such model")
        if wrong := wrong_body(place, body):
            return self.refuse(wrong)
        own = body["options"].get("external_task_id", "")
        if own and any(job["external_id"] == own for job in self.jobs().values()):
            return said(400, 1201, "external_task_id already exists")
        remote = f"{900_000 + len(self.jobs())}"
        now = round(time.time() * 1000)
        self.keep(remote, id=remote, external_id=own, create_time=now, update_time=now, looks=0)
        self.charge(remote, path=place, body=body)
        return said(200, 0, "SUCCEED", {"id": remote, "status": "submitted", "external_id": own})

    def look(self, heard: Heard) -> Reply:
        """Tasks by their ids, or by ours."""
        if len(heard.query) != 1 or heard.query.keys() - {"task_ids", "external_task_ids"}:
            return self.refuse(f"asked by {sorted(heard.query)}")
        ((name, value),) = heard.query.items()
        ids = value.split(",")
        if len(ids) > 20:
            return self.refuse("more than 20 ids")
        field = "id" if name == "task_ids" else "external_id"
        found = [job for job in self.jobs().values() if job[field] in ids]
        if name == "task_ids":
            found = [self.keep(job["id"], looks=job["looks"] + 1) for job in found]
        return said(200, 0, "SUCCEED", [self._shown(job) for job in found])

    def costs(self, heard: Heard) -> Reply:
        """What is left; both times are needed."""
        if heard.query.keys() != {"start_time", "end_time"} or not all(each.isdigit() for each in heard.query.values()):
            return self.refuse("start_time and end_time are needed")
        packs = {} if self.packs is None else {"resource_pack_subscribe_infos": self.packs}
        return said(200, 0, "SUCCEED", {"code": 0, "msg": "success", **packs})

    def _shown(self, job: dict[str, Any]) -> dict[str, Any]:
        shown = {name: job[name] for name in ("id", "external_id", "create_time", "update_time")}
        if job["looks"] <= self.looks:
            return {**shown, "status": "processing" if job["looks"] else "submitted"}
        shown |= self.ends
        if shown["status"] == "succeeded":
            url = f"{self.address}/clips/{job['id']}"
            shown["outputs"] = [{"type": "video", "id": "v", "url": url, "watermark_url": "", "duration": "5.0"}]
            shown["billing"] = [{"charge_type": "unit", "amount": "3.00", "package_type": "video"}]
        return shown


def said(status: int, code: int, message: str, data: Any = None) -> Reply:
    """Kling's envelope."""
    body = {"code": code, "message": message, "request_id": "r", **({} if data is None else {"data": data})}
    return Reply(status, body)


def wrong_body(place: str, body: dict[str, Any]) -> str:
    """What of a body its endpoint does not take; "" where all is well."""
    words = "prompt" if place.startswith("text") else "contents"
    if body.keys() != {words, "settings", "options"}:
        return f"fields: {sorted(body)}"
    if body["options"].keys() - {"external_task_id", "watermark_info", "callback_url"}:
        return f"options: {sorted(body['options'])}"
    wrong = _wrong_settings(place, body["settings"])
    if wrong or words == "prompt":
        return wrong or ("" if isinstance(body["prompt"], str) and 0 < len(body["prompt"]) <= 3072 else "prompt")
    return _wrong_contents(place, body["contents"], body["settings"])


def _wrong_settings(place: str, settings: dict[str, Any]) -> str:
    rules = SETTINGS[place]
    for name, value in settings.items():
        if name not in rules or value not in rules[name] or (name == "duration" and type(value) is not int):
            return f"settings.{name}: {value!r}"
    if "multi_shot" in rules and "multi_shot" not in settings:
        return "settings.multi_shot is left to its default"
    if place.endswith("2.6") and settings["audio"] == "native" and settings["resolution"] != "1080p":
        return "sound at 1080p only"
    return ""


def _wrong_contents(place: str, contents: list[dict[str, Any]], settings: dict[str, Any]) -> str:
    types = [item["type"] for item in contents]
    for item in contents:
        if item["type"] not in {"prompt", *PLACES[place]} or item.keys() - {"type"} != ITEMS[item["type"]]:
            return f"contents: {sorted(item)} {item['type']}"
        clip = item["type"] in ("feature_video", "base_video")
        if "url" in item and not (_is_public(item["url"]) if clip else _is_picture(item["url"])):
            return f"{item['type']}.url is {'no public address' if clip else 'no picture'}"
    text = next(item["text"] for item in contents if item["type"] == "prompt")
    ids = [item["id"] for item in contents if "id" in item]
    if any(one != other and one in other for one in ids for other in ids) or len(set(ids)) < len(ids):
        return f"ids: {ids}"
    if not text or any(types.count(each) > 1 for each in ("prompt", "first_frame", "last_frame")):
        return f"contents: {types}"
    if wrong := _wrong_clips(types, settings):
        return wrong
    if "base_video" not in types and "first_frame" not in types and _lacks_shape(place, settings):
        return "neither a first frame nor an aspect ratio"
    if "last_frame" in types and ("first_frame" not in types or _silent_high(place, settings)):
        return "last_frame"
    return ""


def _lacks_shape(place: str, settings: dict[str, Any]) -> bool:
    return place.startswith("image") or "aspect_ratio" not in settings


def _wrong_clips(types: list[str], settings: dict[str, Any]) -> str:
    """What a clip does not go along with, by the page of `omni-video`."""
    clips = [each for each in types if each in ("feature_video", "base_video")]
    if len(clips) > 1 or (clips and types.count("refer_image") > 4):
        return f"contents: {types}"
    if "feature_video" in clips and settings.get("audio", "off") != "off":
        return "sound beside a feature video"
    if "base_video" in clips and (settings.get("audio") == "native" or settings.get("multi_shot") or FRAMES & {*types}):
        return "a base video with sound, shots or frames"
    return ""


def _is_public(text: str) -> bool:
    return text.startswith("https://")


def _silent_high(place: str, settings: dict[str, Any]) -> bool:
    """Whether a last frame meets settings it cannot go with."""
    old = re.search(r"2\.[56]", place) is not None
    return old and (settings["resolution"] != "1080p" or settings.get("audio", "off") != "off")


def _is_picture(text: str) -> bool:
    return not text.startswith("data:") and base64.b64decode(text).startswith((b"\x89PNG", b"\xff\xd8"))
