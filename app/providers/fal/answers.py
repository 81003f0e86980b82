"""Reads what fal's queue says: COMPLETED is the end of the work, and its result tells how it ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.job import Message
from app.net.answer import Answer, clean_words
from app.providers.base import Output, Progress

POLICY = ("content_policy", "moderation", "safety", "nsfw", "sensitive", "policy_violation")
CANCELLED = ("client_cancelled", "request_cancelled", "cancelled", "canceled")
BUSY = (401, 402, 403, 408, 425, 429, 502, 503, 504)
"""Statuses of a look that say nothing of the job itself, unless they name an error of it."""
DEEP = 4


def progress_of(fields: Mapping[str, Any], wait: float | None) -> Progress | None:
    """How a request stands by its status; None where it has ended and its result has to be asked for."""
    word = str(fields.get("status", "")).strip().upper()
    if word == "IN_QUEUE":
        place = fields.get("queue_position")
        known = isinstance(place, int) and not isinstance(place, bool) and place >= 0
        message = Message(id="message.fal_queue", args={"n": place}) if known and place else None
        return Progress(state="running", status=word, wait=wait, message=message)
    if word == "COMPLETED":
        return ended(fields) if fields.get("error") or fields.get("error_type") else None
    known_word = word in ("IN_PROGRESS", "")
    message = None if known_word else Message(id="message.status", args={"status": clean_words(word)})
    return Progress(state="running", status=word, wait=wait, message=message)


def ended(fields: Mapping[str, Any], type_: str = "") -> Progress:
    """The end of a request that made nothing, in fal's words."""
    code = str(fields.get("error_type") or type_).lower()
    said = clean_words(words_of(fields))
    types = [code, *(str(each).lower() for each in _types(fields.get("detail")))]
    if any(each in CANCELLED for each in types):
        return Progress(state="cancelled", status=code)
    state: Any = "refused" if any(is_policy(each) for each in types) else "failed"
    if not (said or code):
        return Progress(state=state, status=code, message=Message(id="message.failed_silent"))
    return Progress(state=state, status=code, message=Message(id=f"message.{state}_said", args={"said": said or code}))


def result_of(answer: Answer) -> Progress | None:
    """What a request made, out of its result; None where the answer says nothing of it and is to be asked again."""
    fields = answer.fields()
    type_ = answer.headers.get("x-fal-error-type", "")
    if answer.ok:
        outputs = tuple(Output(url=url) for url in urls_in(fields))
        return Progress(state="done", status="COMPLETED", fraction=1.0, outputs=outputs) if outputs else ended(fields)
    if type_ or fields.get("error_type") or isinstance(fields.get("detail"), list):
        return ended(fields, type_)
    if answer.status in (404, 410):
        return Progress(state="gone")
    if answer.status in BUSY or not words_of(fields):
        return None
    return ended(fields)


def urls_in(fields: Any, deep: int = DEEP) -> list[str]:
    """The addresses of clips in a result, `video` first; files that say that they are something else are left out."""
    if deep <= 0:
        return []
    if isinstance(fields, list):
        return [url for each in fields[:20] for url in urls_in(each, deep - 1)]
    if not isinstance(fields, Mapping):
        return []
    url, kind = fields.get("url"), str(fields.get("content_type") or "video/")
    if isinstance(url, str) and url.startswith(("https://", "http://")) and kind.startswith(("video/", "application/")):
        return [url]
    first = [fields[name] for name in ("video", "videos", "output", "outputs") if name in fields]
    return [found for each in first for found in urls_in(each, deep - 1)]


def words_of(fields: Mapping[str, Any]) -> str:
    """fal's words: `detail` as a text or as a list of places and messages, or `error`."""
    detail = fields.get("detail")
    if isinstance(detail, str):
        return detail
    if isinstance(detail, list):
        return "; ".join(filter(None, (_told(each) for each in detail[:5])))
    error = fields.get("error")
    return str(error) if isinstance(error, str) else words_of(error) if isinstance(error, Mapping) else ""


def is_policy(code: str) -> bool:
    """Whether a type of error says that the content is not wanted."""
    return any(word in code for word in POLICY)


def refuses(fields: Mapping[str, Any], type_: str = "") -> bool:
    """Whether an answer says that the content is not wanted."""
    types = (type_, str(fields.get("error_type", "")), *_types(fields.get("detail")))
    return any(is_policy(each.lower()) for each in types)


def _told(entry: Any) -> str:
    if not isinstance(entry, Mapping):
        return str(entry)
    loc = entry.get("loc")
    place = ".".join(str(step) for step in loc if step != "body") if isinstance(loc, list) else ""
    said = str(entry.get("msg") or entry.get("type") or "")
    return f"{place}: {said}" if place and said else said


def _types(detail: Any) -> Iterator[str]:
    for entry in detail[:5] if isinstance(detail, list) else ():
        if isinstance(entry, Mapping) and isinstance(entry.get("type"), str):
            yield entry["type"]
