"""Reads a prediction as Replicate tells it: six words for how it stands, and what it made for one hour."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from app.domain.job import Message
from app.net.answer import clean_words
from app.providers.base import Output, Progress

KEPT_SECONDS = 3600.0
STATES = {
    "starting": "running",
    "processing": "running",
    "succeeded": "done",
    "failed": "failed",
    "canceled": "cancelled",
    "aborted": "failed",
}
"""`aborted`: its time was up before it began; nothing was charged."""
POLICY = ("flagged", "sensitive", "nsfw", "moderat", "content policy", "safety", "(e005)", "prohibited")


def progress_of(fields: Mapping[str, Any], wait: float | None) -> Progress:
    """How a prediction stands. A word nobody knows means that it is still under way."""
    word = str(fields.get("status", "")).strip().lower()
    state = STATES.get(word, "running")
    if state == "running":
        message = None if word in STATES else Message(id="message.status", args={"status": clean_words(word)})
        return Progress(state="running", status=word, wait=wait, message=message)
    if word == "aborted":
        return Progress(state="failed", status=word, message=Message(id="message.replicate_aborted"))
    if state == "cancelled":
        return Progress(state="cancelled", status=word)
    if state == "failed":
        return _failed(fields, word)
    if fields.get("data_removed") is True:
        return Progress(state="expired", status=word, message=Message(id="message.replicate_removed"))
    outputs = tuple(Output(url=url, expires=_until(fields)) for url in urls_in(fields.get("output")))
    if not outputs:
        return Progress(state="failed", status=word, message=Message(id="message.failed_silent"))
    return Progress(state="done", status=word, fraction=1.0, outputs=outputs)


def refuses(said: str) -> bool:
    """Whether a submission was answered that its content is not wanted; the names of inputs speak of safety too."""
    return any(word in said.lower() for word in ("flagged", "sensitive content", "nsfw", "content policy", "(e005)"))


def urls_in(output: Any, deep: int = 3) -> list[str]:
    """The addresses in an output: a text, a list of them, or an object that holds some."""
    if isinstance(output, str):
        return [output] if output.startswith(("https://", "http://")) else []
    if isinstance(output, Mapping) and deep:
        first = [output[name] for name in ("video", "videos", "url", "output") if name in output]
        return [url for each in first for url in urls_in(each, deep - 1)]
    if isinstance(output, list) and deep:
        return [url for each in output[:20] for url in urls_in(each, deep - 1)]
    return []


def moment(told: Any) -> datetime | None:
    """A time as it is told; None for what is none."""
    try:
        found = datetime.fromisoformat(str(told).replace("Z", "+00:00"))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _failed(fields: Mapping[str, Any], word: str) -> Progress:
    said = clean_words(str(fields.get("error") or ""))
    state: Any = "refused" if any(each in said.lower() for each in POLICY) else "failed"
    told = Message(id=f"message.{state}_said", args={"said": said}) if said else Message(id="message.failed_silent")
    return Progress(state=state, status=word, message=told)


def _until(fields: Mapping[str, Any]) -> str:
    """When what it made is removed: an hour after it was asked for, to be on the safe side."""
    since = moment(fields.get("created_at")) or moment(fields.get("completed_at"))
    return (since + timedelta(seconds=KEPT_SECONDS)).isoformat(timespec="seconds") if since else ""
