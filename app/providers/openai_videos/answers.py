"""Reads a job as these servers describe one: many words for one state, errors as object, text or number."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from app.domain.job import Message
from app.net.answer import clean_words
from app.providers.base import Output, Progress

STATES = {
    "running": (
        *("queued", "pending", "submitted", "not_start", "preparing", "created", "starting", "unknown"),
        *("in_progress", "processing", "running", "generating", "encoding", "postprocessing"),
    ),
    "done": ("completed", "complete", "success", "succeeded", "finished"),
    "failed": ("failed", "failure", "fail", "error"),
    "cancelled": ("cancelled", "canceled", "deleted"),
    "expired": ("expired",),
}
"""The words of all servers read (2026-11-22). Any other word means that the job is still under way."""
STATE_OF: dict[str, Any] = {word: state for state, words in STATES.items() for word in words}
KEY_UNKNOWN = ("no_db_connection",)
"""What LiteLLM without a database answers with 400 to a key that is not its own: it would look others up there."""
POLICY = ("moderation", "content_policy", "safety", "policy_violation", "content_filter", "nsfw")


def is_job(fields: Mapping[str, Any]) -> bool:
    """Whether an answer is a job, whatever its HTTP status: some answer 500 for one that failed."""
    return isinstance(fields.get("status"), str) and (fields.get("object") == "video" or "id" in fields)


def failed_within(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """The failed job that a gateway's own error quotes in the middle of its words; {} where it quotes none."""
    error = fields.get("error")
    said = error.get("message") if isinstance(error, Mapping) else None
    if not isinstance(said, str) or "{" not in said:
        return {}
    try:
        job, _ = json.JSONDecoder().raw_decode(said, said.index("{"))
    except (ValueError, RecursionError):
        return {}
    return job if isinstance(job, dict) and is_job(job) and STATE_OF.get(job["status"].lower()) == "failed" else {}


def is_key_unknown(fields: Mapping[str, Any]) -> bool:
    """Whether an answer that looks like trouble says that the key is not known there."""
    error = fields.get("error")
    return isinstance(error, Mapping) and error.get("type") in KEY_UNKNOWN


def progress_of(fields: Mapping[str, Any], content: str, wait: float | None) -> Progress:
    """How a job stands. `content` is where its clip is fetched where the job names no address of its own."""
    word = str(fields.get("status", "")).strip().lower()
    state = STATE_OF.get(word, "running")
    if state == "done":
        return Progress(state="done", status=word, fraction=1.0, outputs=(_output(fields, content),), usd=_usd(fields))
    if state == "failed":
        code, said = error_of(fields)
        if is_policy(code):
            return Progress(state="refused", status=word, message=_said("refused_said", said), usd=_usd(fields))
        return Progress(state="failed", status=word, message=_said("failed_said", said), usd=_usd(fields))
    if state in ("cancelled", "expired"):
        return Progress(state=state, status=word)
    message = None if word in STATE_OF else Message(id="message.status", args={"status": clean_words(word)})
    return Progress(state="running", status=word, fraction=_fraction(fields), wait=wait, message=message)


def error_of(fields: Mapping[str, Any]) -> tuple[str, str]:
    """Code and words of what went wrong."""
    error = fields.get("error")
    if isinstance(error, Mapping):
        code = str(error.get("code") or error.get("type") or "")
        return code, clean_words(str(error.get("message") or code))
    return "", clean_words(str(error or ""))


def is_policy(code: str) -> bool:
    """Whether a code says that the content is not wanted."""
    return any(word in code.lower() for word in POLICY)


def _said(id: str, said: str) -> Message:
    return Message(id=f"message.{id}", args={"said": said}) if said else Message(id="message.failed_silent")


def _output(fields: Mapping[str, Any], content: str) -> Output:
    expires = fields.get("expires_at")
    until = ""
    if isinstance(expires, int | float) and 0 < expires < 1e11:
        until = datetime.fromtimestamp(expires, UTC).isoformat(timespec="seconds")
    data = fields.get("data")
    first = data[0] if isinstance(data, list) and data and isinstance(data[0], Mapping) else {}
    urls = fields.get("urls")
    for named in (fields.get("url"), urls[0] if isinstance(urls, list) and urls else None, first.get("url")):
        if isinstance(named, str) and named.startswith(("https://", "http://")):
            return Output(url=named, expires=until)
    return Output(url=content, keyed=True, expires=until)


def _fraction(fields: Mapping[str, Any]) -> float | None:
    percent = fields.get("progress")
    if isinstance(percent, str):
        percent = percent.removesuffix("%")
        percent = float(percent) if percent.replace(".", "", 1).isdigit() else None
    if isinstance(percent, bool) or not isinstance(percent, int | float):
        return None
    return min(1.0, max(0.0, percent / 100))


def _usd(fields: Mapping[str, Any]) -> float | None:
    """What a gateway says that it charged."""
    usage = fields.get("usage")
    cost = usage.get("cost") if isinstance(usage, Mapping) else None
    return float(cost) if isinstance(cost, int | float) and not isinstance(cost, bool) and cost >= 0 else None
