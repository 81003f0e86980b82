"""The JSON shapes of the contract, made from the program's nouns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.domain.clip import Clip, Media
from app.domain.connection import Connection
from app.domain.draft import Draft
from app.domain.finding import Finding, Loss
from app.domain.job import Job, Message
from app.domain.model import Model
from app.domain.money import Money, total
from app.domain.path import NOTE
from app.domain.request import Compiled
from app.strings import tr

if TYPE_CHECKING:
    from app.desk.storage import Checked, Mended
    from app.store.backups import Backup


def sentence(message: Message) -> str:
    """A message in the screen language."""
    return tr(message.id, **message.args)


def job_words(job: Job) -> str:
    """What is to be said of a job: of an unsure one what that means, and what was seen."""
    meaning = [tr("job.unsure")] if job.state == "unsure" else []
    hint = [tr("cli.said.held", id=job.id)] if job.is_held else []
    return " ".join([*meaning, *([sentence(job.message)] if job.message else []), *hint])


def told_of(job: Job) -> str:
    """The same, and what its maker has to say of the clip."""
    return " ".join(filter(None, (job_words(job), *map(sentence, job.remarks))))


def money_shape(lines: Sequence[Money]) -> dict[str, Any]:
    """A statement: the sums of all, and a line for each connection and day."""
    by = [{"connection": each.connection, "day": each.day, **_sums(each)} for each in lines]
    return {**_sums(total(lines)), "by": by}


def _sums(line: Money) -> dict[str, Any]:
    return line.model_dump(exclude={"connection", "day"})


def connection_shape(connection: Connection) -> dict[str, Any]:
    """One connection, without anything that is secret."""
    return {
        "id": connection.id,
        "provider": connection.provider,
        "endpoints": [
            # what draws here has a folder for an address, which is nobody's business
            {"url": end.address, "parallelism": end.parallelism}
            for end in connection.ends()
            if "://" in end.address
        ],
        "parallelism": lanes_of(connection),
        "key": connection.key_ref.partition(":")[0] or None,
        "kind": connection.kind or None,
    }


def lanes_of(connection: Connection) -> int | None:
    """How many jobs go there at once; None where the provider's own number counts."""
    given = [end.parallelism for end in connection.ends()]
    return sum(each or 1 for each in given) if any(given) else None


def finding_shape(finding: Finding) -> dict[str, Any]:
    """One finding. `fix` is the button's words, where a machine can do it; `field` the row's field of a hard limit."""
    shape: dict[str, Any] = {
        "id": finding.id,
        "level": finding.level,
        "path": finding.path,
        "message": tr(finding.sentence, **finding.args),
    }
    for name in ("code", "source", "field"):
        if getattr(finding, name):
            shape[name] = getattr(finding, name)
    if finding.fix is not None:
        shape["fix"] = tr(f"fix.{finding.fix.id}", **finding.fix.args)
    return shape


def loss_shape(loss: Loss) -> dict[str, Any]:
    """One loss."""
    return {"path": loss.path, "level": loss.level, "message": tr(f"loss.{loss.id}", **loss.args)}


def compiled_shape(compiled: Compiled, payload: dict[str, Any] | None) -> dict[str, Any]:
    """Everything about a draft at a model."""
    estimate = compiled.estimate
    return {
        "model": compiled.model,
        "dialect": compiled.dialect,
        "seconds": compiled.seconds,
        "text": compiled.text,
        "parts": [{"text": span.text, "path": span.path} for span in compiled.spans],
        "shots": [{"text": part.text, "path": part.path, "seconds": part.seconds} for part in compiled.parts],
        "parameters": dict(compiled.parameters),
        "payload": payload,
        "findings": [finding_shape(finding) for finding in compiled.findings],
        "losses": [loss_shape(loss) for loss in compiled.losses],
        "estimate": {
            "usd": estimate.usd,
            "per": estimate.per,
            "source": estimate.source,
            "checked_on": estimate.checked_on,
        },
    }


def job_shape(job: Job, clip_path: str | None = None) -> dict[str, Any]:
    """One job. `clip` is the clip's file where there is one."""
    shape: dict[str, Any] = {"id": job.id, "state": job.state, "model": job.model, "connection": job.connection}
    optional = {
        "title": job.title or None,
        "remote_id": job.remote_id,
        "progress": job.progress,
        "clip": clip_path or job.clip,
        "usd_estimate": job.usd_estimate,
        "usd_actual": job.usd_actual,
        "message": job_words(job) or None,
        "remarks": [sentence(remark) for remark in job.remarks] or None,
        "created": job.created or None,
    }
    return shape | {name: value for name, value in optional.items() if value is not None}


def clip_shape(clip: Clip, file: str) -> dict[str, Any]:
    """One clip of the library."""
    return {
        "id": clip.id,
        "path": file,
        "title": clip.title,
        "model": clip.model,
        "seconds": clip.media.seconds,
        "created": clip.created,
        "rating": clip.rating,
        "kept": clip.kept,
        "kind": clip.kind,
        "take": clip.take,
        "tags": list(clip.tags),
        "note": clip.note,
    }


def backup_shape(backup: Backup) -> dict[str, Any]:
    """One backup of the library."""
    return {**backup.model_dump(mode="json", exclude={"rows"}), **({"rows": backup.rows} if backup.rows else {})}


def checked_shape(found: Checked) -> dict[str, Any]:
    """What a check of the library found."""
    problems = [
        {"id": each.id.removeprefix("storage."), **each.args, "message": tr(each.id, **each.args)}
        for each in found.problems
    ]
    counts = {"clips": found.clips, "bytes": found.size, "decoded": found.decoded}
    return {"ok": not found.problems, **counts, "problems": problems}


def mended_shape(mended: Mended) -> dict[str, Any]:
    """What came of a library that was restored or built anew."""
    return mended.model_dump(mode="json")


def inspect_shape(draft: Draft | None, record: dict[str, Any] | None, media: Media) -> dict[str, Any]:
    """What is inside a clip file."""
    shown = media.model_dump(include={"seconds", "width", "height", "fps", "video_codec", "audio_codec"})
    return {"draft": draft_shape(draft) if draft else None, "record": record, "media": shown}


def draft_shape(draft: Draft) -> dict[str, Any]:
    """A draft as it is in its file."""
    shape: dict[str, Any] = draft.model_dump(mode="json", by_alias=True)
    return shape


def model_shape(model: Model, today: str) -> dict[str, Any]:
    """One model row."""
    shape: dict[str, Any] = model.model_dump(mode="json", exclude_defaults=True)
    return {"id": model.id, "title": model.title, "is_retired": model.is_retired(today)} | shape


def set_argument(text: str) -> tuple[str, Any]:
    """`PATH=VALUE` of the command line; VALUE is JSON, else text."""
    path, equals, value = text.partition("=")
    if not equals:
        raise ValueError(text)
    if path.startswith(NOTE):
        # what a person says of a text is never anything but words
        return path, value
    try:
        return path, json.loads(value)
    except json.JSONDecodeError:
        return path, value
