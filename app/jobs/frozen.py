"""A payload as the row of its job keeps it, so that what is sent again is the same to the byte."""

from __future__ import annotations

import json

from app.providers.base import Payload
from app.store.jobs import Frozen


def freeze(payload: Payload, identity: str) -> Frozen:
    """A payload as its row keeps it."""
    about = {"path": payload.path, "content_type": payload.content_type, "view": payload.view}
    return Frozen(identity=identity, payload=json.dumps(about, ensure_ascii=False), body=payload.body)


def thaw(frozen: Frozen) -> Payload:
    """The payload of a row, byte for byte."""
    return Payload(**json.loads(frozen.payload), body=frozen.body or b"")
