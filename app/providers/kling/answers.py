"""Reads what Kling answers: its codes before any HTTP status, its tasks, what they cost and what is left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from app.domain.errors import ProviderFault
from app.domain.job import Message
from app.net.answer import clean_words
from app.providers import base
from app.providers.base import AccountStopped, Output, Progress, Refused, Rejected, Throttled, judge, judge_look
from app.providers.kling.tables import tables

if TYPE_CHECKING:
    from app.net.answer import Answer

STATES: dict[str, Literal["running", "done", "failed"]] = {
    "submitted": "running",
    "processing": "running",
    "succeeded": "done",
    "failed": "failed",
}


def judged(answer: Answer, host: str, *, look: bool = False) -> Any:
    """The `data` of a good answer; every other is raised as what its code means, or by its status where it has none
    that is known. A look may be repeated: there only the account's own troubles and being busy are more than that."""
    fields = answer.fields()
    code = answer.code if not answer.ok or str(fields.get("code", "")) != "0" else "0"
    if answer.ok and code == "0":
        return fields.get("data")
    known = tables().code.get(code)
    if known is not None:
        args = {"host": host, "said": answer.said, "status": answer.status, "code": code}
        raise _fault(known.means, known.says, args, answer.wait, look)
    (judge_look if look else judge)(answer, host)
    # HTTP says that all is well, and the answer that it is not, or nothing at all
    raise ProviderFault("answer_unreadable", host=host)


def _fault(means: str, says: str, args: dict[str, Any], wait: float | None, look: bool) -> ProviderFault:
    if means == "account":
        return AccountStopped(says, **args)
    if means == "busy":
        seconds = wait or base.THROTTLE_SECONDS
        return Throttled(says, seconds, seconds=round(seconds), **args)
    if means == "unknown" or look:
        return ProviderFault("server_trouble", **args)
    return (Refused if means == "refused" else Rejected)(says, **args)


def is_duplicate(answer: Answer) -> bool:
    """Whether our own id is there already: the job was made before."""
    said = answer.said.lower()
    return answer.code == "1201" and any(word in said for word in tables().duplicate)


def rows_of(data: Any) -> list[dict[str, Any]]:
    """The tasks of an answer."""
    rows = data.get("result") if isinstance(data, Mapping) else data
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def progress_of(task: Mapping[str, Any], wait: float | None = None) -> Progress:
    """How one task stands. A word nobody knows keeps it open and is shown."""
    word = clean_words(str(task.get("status", ""))).lower()
    state = STATES.get(word, "running")
    if state == "done":
        return Progress(state="done", status=word, fraction=1.0, outputs=_outputs(task), usd=usd_of(task))
    if state == "failed":
        said = clean_words(str(task.get("message") or ""))
        if any(mark in said.lower() for mark in tables().policy):
            message = Message(id="message.kling_refused", args={"said": said})
            return Progress(state="refused", status=word, message=message, usd=usd_of(task))
        message = Message(id="message.kling_failed" if said else "message.kling_silent", args={"said": said})
        return Progress(state="failed", status=word, message=message, usd=usd_of(task))
    unknown = None if word in STATES else Message(id="message.status", args={"status": word})
    return Progress(state="running", status=word, wait=wait, message=unknown)


def usd_of(task: Mapping[str, Any]) -> float | None:
    """What a task was charged, in dollars; None where nothing is told or in another money."""
    billing = task.get("billing")
    rows = [row for row in billing if isinstance(row, dict)] if isinstance(billing, list) else []
    total = 0.0
    for row in rows:
        amount = number(row.get("amount"))
        unit = row.get("charge_type") == "unit"
        if amount is None or not (unit or str(row.get("currency", "")).upper() == "USD"):
            return None
        total += amount * tables().unit_usd if unit else amount
    return round(total, 4) if rows else None


def left_of(data: Any) -> tuple[int, float]:
    """How many packs are in use, and the units left in those that are used up bit by bit."""
    inner = data if isinstance(data, Mapping) else {}
    packs = inner.get("resource_pack_subscribe_infos")
    online = [
        pack
        for pack in (packs if isinstance(packs, list) else [])
        if isinstance(pack, dict) and pack.get("status") == "online"
    ]
    return len(online), sum(number(pack.get("remaining_quantity")) or 0.0 for pack in online)


def number(value: Any) -> float | None:
    """A number that may come as text; None for what is none, or below nothing."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except ValueError:
        return None
    return found if 0 <= found < 1e14 else None


def _outputs(task: Mapping[str, Any]) -> tuple[Output, ...]:
    outputs = task.get("outputs")
    made = number(task.get("update_time"))
    until = ""
    if made:
        until = datetime.fromtimestamp(made / 1000 + tables().kept_days * 86400, UTC).isoformat(timespec="seconds")
    return tuple(
        Output(url=each["url"], expires=until)
        for each in (outputs if isinstance(outputs, list) else [])
        if isinstance(each, dict) and str(each.get("url", "")).startswith(("https://", "http://"))
    )
