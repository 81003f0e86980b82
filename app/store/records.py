"""What is known of each clip and of its job, in a readable file of its own: the library's second memory."""

from __future__ import annotations

import contextlib
from typing import Literal

from app.domain.clip import Clip
from app.domain.errors import BadFile, Fault, StorageFault
from app.domain.job import Attempt, Job
from app.domain.noun import Field, Noun, ValidationError
from app.domain.upgrade import MAX_BYTES
from app.store.files import read_capped, write_atomic
from app.store.paths import Home

MOST_BYTES = 4 * MAX_BYTES
"""A draft twice, the words, and the bytes that were sent."""
BODY_MOST = 64 * 1024
"""Bytes that were sent are kept up to this length; beyond it they hold pictures."""


class Record(Noun):
    """One clip and, where it came from a job, that job's row and history as they were when the clip came in."""

    schema_id: Literal["record/1"] = Field(default="record/1", alias="schema")
    clip: Clip
    job: Job | None = None
    identity: str = ""
    payload: str = ""
    attempts: tuple[Attempt, ...] = ()


class Records:
    """The records of one home."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def write(self, record: Record) -> None:
        """Keep a record. StorageFault where the disk refuses."""
        job = record.job
        if job is not None and len(job.body) > BODY_MOST:
            record = record.replace(job=job.replace(body=""))
        self._home.records.mkdir(exist_ok=True)
        write_atomic(self._home.record(record.clip.id), record.model_dump_json(by_alias=True, indent=1).encode())

    def read(self, clip_id: str) -> Record | None:
        """The record of a clip; None where there is none that can be read."""
        try:
            return Record.model_validate_json(read_capped(self._home.record(clip_id), MOST_BYTES))
        except (BadFile, StorageFault, ValidationError):
            return None

    def has(self, clip_id: str) -> bool:
        """Whether there is a file of a clip's record."""
        return self._home.record(clip_id).exists()

    def refresh(self, clip: Clip) -> None:
        """Keep what has changed of a clip. What the disk refuses is let be: the row has it."""
        record = self.read(clip.id)
        with contextlib.suppress(Fault, OSError):
            self.write(record.replace(clip=clip) if record is not None else Record(clip=clip))
