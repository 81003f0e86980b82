"""What a person sends a provider to have a charge looked at: one job as a zip, made by an allow-list."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from app.domain.job import Attempt, Job, Message
from app.domain.redaction import redact
from app.store.jobs import Frozen
from app.strings import has, listed, tr

EPOCH = (2026, 1, 1, 0, 0, 0)
"""The time of every entry, so that the same job gives the same bytes."""
_PATHS = re.compile(r"(?:[A-Za-z]:\\|/|~)[^\s“”\"'<>|]*[/\\]([^\s“”\"'<>|/\\]+)")
"""A path of this machine: only the name at its end is anybody's business."""
_URL = re.compile(r"https?://\S+")


def claim_of(job: Job, attempts: Sequence[Attempt], frozen: Frozen, provider: str) -> bytes:
    """The zip: README.txt in words, job.json, request.json, history.json, and each answer as it came. No key, no
    signature of an address, no path of this machine, no picture."""
    files = {
        "README.txt": _words(job, attempts, frozen, provider),
        "job.json": _json(_facts(job, frozen)),
        "request.json": _json(_request(frozen)),
        "history.json": _json([_happening(attempt) for attempt in attempts]),
    }
    files |= {f"answers/{each.number:02d}-{each.state}.txt": each.answer for each in attempts if each.answer}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), redact(text).encode(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _facts(job: Job, frozen: Frozen) -> dict[str, Any]:
    return {
        "id": job.id,
        "state": job.state,
        "message": _said(job.message),
        "model": job.model,
        "host": _host(frozen),
        "remote_id": job.remote_id,
        "usd_estimate": job.usd_estimate,
        "usd_actual": job.usd_actual,
        "created": job.created,
        "changed": job.changed,
    }


def _request(frozen: Frozen) -> dict[str, Any]:
    """What was sent, for people to read; the bytes themselves are known by their digest."""
    if frozen.body is None:
        return {}
    about = json.loads(frozen.payload or "{}")
    view = about.get("view", "")
    with contextlib.suppress(ValueError):
        view = json.loads(view)
    digest = hashlib.sha256(frozen.body).hexdigest()
    told = {"path": about.get("path", ""), "content_type": about.get("content_type", "")}
    return {**told, "bytes": len(frozen.body), "sha256": digest, "content": view}


def _happening(attempt: Attempt) -> dict[str, Any]:
    told = {"number": attempt.number, "state": attempt.state, "at": attempt.at}
    return {**told, "remote_id": attempt.remote_id, "message": _said(attempt.message)}


def _words(job: Job, attempts: Iterable[Attempt], frozen: Frozen, provider: str) -> str:
    """The whole in words, for whoever opens it first."""
    unknown = tr("claim.unknown")
    price = f"{job.usd_estimate:.2f}" if job.usd_estimate is not None else unknown
    charged = f"{job.usd_actual:.2f}" if job.usd_actual is not None else unknown
    state = tr(f"job.{job.state}.name")
    lines = [
        tr("claim.title", id=job.id, provider=provider),
        "",
        tr("claim.story", provider=provider, host=_host(frozen) or "-", model=job.model, state=state),
        tr("claim.remote", remote=job.remote_id or unknown),
        tr("claim.money", price=price, charged=charged),
        "",
        tr("claim.history"),
    ]
    moves = ((each.at, tr(f"job.{each.state}.name"), _said(each.message)) for each in attempts)
    lines += ["  " + listed(filter(None, move)) for move in moves]
    return "\n".join([*lines, "", tr("claim.files"), tr("claim.without"), ""])


def _said(message: Message | None) -> str:
    if message is None or not has(message.id):
        return message.id if message is not None else ""
    args = {name: _plain(value) for name, value in message.args.items()}
    return tr(message.id, **args)


def _plain(value: Any) -> Any:
    return _PATHS.sub(r"\1", value) if isinstance(value, str) and not _URL.search(value) else value


def _host(frozen: Frozen) -> str:
    """Who was asked: the host alone, for an address may say more of a person's network than anybody needs."""
    from app.net.addresses import host_of

    try:
        return host_of(str(json.loads(frozen.identity or "{}").get("address", "")))
    except ValueError:
        return ""


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def claim_name(job: Job) -> Path:
    """What the file is called where nobody says."""
    return Path(f"shotwright-claim-{job.id}.zip")
