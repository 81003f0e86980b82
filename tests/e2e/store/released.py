"""A library as each released format wrote it: made by that format's own steps alone, and kept beside this file.

`python -m tests.e2e.store.released` makes what is missing; a file that is there is never made again.
"""

from __future__ import annotations

import json
from pathlib import Path

import apsw

from app.store.migrations import APPLICATION_ID, STEPS

FOLDER = Path(__file__).parent / "fixtures"
TEXT = "雨夜电车 The tram waits"
REQUEST = {"model": "kling/kling-3.0", "dialect": "timed", "text": TEXT, "seconds": 5.0, "draft": "{}"}
MEDIA = {"seconds": 5.0, "width": 1280, "height": 720, "fps": 24.0, "frames": 120, "video_codec": "h264"}
STATES = ("queued", "sending", "waiting", "fetching", "done")
JOBS = tuple(f"{number:010x}" for number in range(1, 6))
AT = "2026-11-24T12:00:00.000+00:00"


def file_of(format: int) -> Path:
    """The library of a format."""
    return FOLDER / f"library-{format}.db"


def make(format: int) -> None:
    """Write a library with a job in each state of its way, what happened to it, and two clips, one in the trash."""
    connection = apsw.Connection(str(file_of(format)))
    connection.pragma("journal_mode", "wal")
    for step in STEPS[:format]:
        connection.execute(step.sql)
    connection.pragma("user_version", format)
    connection.pragma("application_id", APPLICATION_ID)
    with connection:
        for place, job in enumerate(JOBS):
            _write_job(connection, job, place)
        for place, (clip, trashed) in enumerate((("0000000005", ""), ("c0ffee0000", AT))):
            connection.execute(
                "INSERT INTO clips (id, path, sha256, title, draft_id, draft, model, job, media, words, created,"
                " rating, tags, trashed, hay, stamp)"
                " VALUES (?,?,?,'雨夜电车','d1','{}','kling/kling-3.0',?,?,?,?,4,'[\"rain\"]',?,?,?)",
                (clip, f"clips/{clip}.mp4", clip.zfill(64), clip if not trashed else "", json.dumps(MEDIA),
                 TEXT, AT, trashed, "雨夜电车 the tram waits rain", place + 1),
            )  # fmt: skip
        if format >= 3:
            connection.execute("INSERT INTO uploads VALUES ('https://x.test', 'sha256:00', 'r', '')")
    connection.close()


def _write_job(connection: apsw.Connection, job: str, place: int) -> None:
    connection.execute(
        "INSERT INTO jobs (id, intent, state, version, model, connection, identity, draft_id, title, take, request,"
        " payload, body, remote_id, clip, usd_estimate, created, changed, stamp)"
        " VALUES (?,?,?,?,'kling/kling-3.0','own','{}','d1','雨夜电车',?,?,'{}',?,?,?,0.5,?,?,?)",
        (job, f"intent-{job}", STATES[place], place, place + 1, json.dumps(REQUEST), b'{"prompt": "\xe9\x9b\xa8"}',
         f"remote-{job}" if place > 1 else None, job if place == 4 else None, AT, AT, place + 1),
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO attempts (job, number, state, at) VALUES (?, ?, ?, ?)",
        [(job, number, state, AT) for number, state in enumerate(STATES[: place + 1], 1)],
    )


if __name__ == "__main__":
    for number in range(1, len(STEPS) + 1):
        if not file_of(number).exists():
            make(number)
