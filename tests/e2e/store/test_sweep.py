"""L10, D13: files without a row are taken in by their record or put aside with a note; nothing is ever deleted."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from app.domain.job import Message
from app.store.clips import Clips
from app.store.db import Database
from app.store.jobs import Frozen, Jobs
from app.store.paths import Home, find_home
from app.store.records import BODY_MOST, Records
from app.store.sweep import adopt_known, digest, forget_unfinished, put_aside, unknown_files
from tests.unit.store.rows import AT, a_clip, a_job

JOB = "00000000aa"
FROZEN = Frozen(identity='{"id": "own"}', payload='{"path": "/"}', body=b'{"prompt": "x"}')


class Rows:
    """The rows of one home."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.database = Database(home)
        self.jobs, self.clips = Jobs(self.database), Clips(self.database, home)

    def finish(self, frozen: Frozen = FROZEN) -> Path:
        """A job that became a clip. Returns the clip's file."""
        job = self.jobs.add(a_job(JOB), frozen)
        job = self.jobs.move(job, "sending", at=AT)
        job = self.jobs.move(job, "waiting", at=AT, remote_id="r1", message=Message(id="message.unsure"))
        clip = a_clip(self.home, JOB, job=JOB, take=3)
        file = self.home.root / clip.path
        self.clips.finish(self.jobs.move(job, "fetching", at=AT), clip.replace(sha256=digest(file)), at=AT, usd=0.25)
        return file

    def forget(self) -> None:
        """Lose the rows, as when an older backup takes the library's place."""
        self.database.write(lambda connection: connection.execute("DELETE FROM attempts; DELETE FROM clips"))
        self.database.write(lambda connection: connection.execute("DELETE FROM jobs"))


@pytest.fixture
def rows(place: Home) -> Iterator[Rows]:
    made = Rows(place)
    yield made
    made.database.close()


def test_a_clip_and_its_job_come_back_by_their_record(rows: Rows) -> None:
    file = rows.finish()
    rows.clips.update(JOB, rating=4, tags=("rain",))
    job, clip = rows.jobs.get(JOB), rows.clips.get(JOB)
    rows.forget()
    assert adopt_known(rows.home, rows.clips, AT) == [JOB]
    assert rows.clips.get(JOB) == clip
    back = rows.jobs.get(JOB)
    assert (back.replace(version=0), back.usd_actual) == (job.replace(version=0), 0.25)
    assert [each.state for each in rows.jobs.attempts(JOB)] == ["queued", "sending", "waiting", "fetching", "done"]
    assert rows.jobs.extra(JOB).frozen == Frozen(
        identity='{"id": "own"}', payload='{"path": "/"}', body=b'{"prompt": "x"}'
    )
    assert rows.database.rows("PRAGMA integrity_check") == [("ok",)]
    assert adopt_known(rows.home, rows.clips, AT) == []
    assert file.exists()


@pytest.mark.parametrize("state", ["queued", "sending", "waiting", "unsure"])
def test_a_job_that_is_further_back_is_led_to_its_end(rows: Rows, state: str) -> None:
    rows.finish()
    rows.database.write(lambda connection: connection.execute("DELETE FROM clips"))
    rows.database.write(lambda connection: connection.execute("UPDATE jobs SET state = ?, clip = NULL", (state,)))
    adopt_known(rows.home, rows.clips, AT)
    job = rows.jobs.get(JOB)
    assert (job.state, job.clip, job.remote_id) == ("done", JOB, "r1")


def test_another_content_under_a_known_name_is_nobodys(rows: Rows) -> None:
    file = rows.finish()
    rows.forget()
    file.write_bytes(b"something else")
    assert adopt_known(rows.home, rows.clips, AT) == []
    assert unknown_files(rows.home, rows.clips) == [file]
    aside = put_aside(rows.home, file, "nobody knows it")
    assert aside is not None
    assert aside.read_bytes() == b"something else"
    note = json.loads(aside.with_name(f"{aside.name}.json").read_bytes())
    assert note == {"file": file.name, "from": f"clips/{file.name}", "why": "nobody knows it"}
    assert put_aside(rows.home, file, "") is None


def test_a_file_that_was_renamed_is_found_by_its_content(rows: Rows) -> None:
    file = rows.finish()
    renamed = file.rename(file.with_name("my best one.mp4"))
    assert adopt_known(rows.home, rows.clips, AT) == ["my best one"]
    assert rows.home.root / rows.clips.get(JOB).path == renamed
    assert not rows.clips.get(JOB).missing


def test_what_was_in_the_trash_stays_there(rows: Rows) -> None:
    rows.finish()
    rows.clips.trash(JOB)
    rows.forget()
    adopt_known(rows.home, rows.clips, AT)
    assert [clip.id for clip in rows.clips.trashed()] == [JOB]


def test_a_record_holds_no_pictures(rows: Rows) -> None:
    rows.finish(Frozen(body=b"x" * (BODY_MOST + 1)))
    record = Records(rows.home).read(JOB)
    assert record is not None
    assert record.job is not None
    assert record.job.body == ""


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"schema": "record/9"}', b"[" * 100_000])
def test_a_record_that_cannot_be_read_is_none(rows: Rows, content: bytes) -> None:
    rows.finish()
    rows.home.record(JOB).write_bytes(content)
    rows.forget()
    assert adopt_known(rows.home, rows.clips, AT) == []


def test_an_older_librarys_clips_get_their_records(rows: Rows) -> None:
    rows.finish()
    before = rows.home.record(JOB).read_bytes()
    rows.home.record(JOB).unlink()
    (clip,) = rows.clips.unrecorded(10)
    rows.clips.keep_record(clip)
    assert rows.clips.unrecorded(10) == []
    assert json.loads(rows.home.record(JOB).read_bytes())["clip"] == json.loads(before)["clip"]


def test_p5_what_a_kill_leaves_opens_whole_and_without_looking_at_each_clip(
    rows: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        rows.clips.add(a_clip(rows.home, f"{number:010x}"))
    # what is on disk at this moment, as after a kill
    left = find_home(str(tmp_path / "left"))
    for path in rows.home.root.glob("library.db*"):
        shutil.copyfile(path, left.root / path.name)
    shutil.copytree(rows.home.clips, left.clips, dirs_exist_ok=True)
    database = Database(left)
    clips = Clips(database, left)
    monkeypatch.setattr(Clips, "_clip", None)
    assert database.is_unclean
    clips.finish_moves()
    assert unknown_files(left, clips) == []
    assert len(clips.contents()) == 40
    database.close()


def test_d13_without_its_log_the_library_opens_as_it_was_and_takes_in_what_came_since(
    rows: Rows, tmp_path: Path
) -> None:
    clips = [a_clip(rows.home, sign * 10) for sign in "01"]
    first, second = [clip.replace(sha256=digest(rows.home.root / clip.path)) for clip in clips]
    rows.clips.add(first)
    with contextlib.closing(apsw.Connection(str(rows.home.database))) as library:
        library.execute("PRAGMA wal_checkpoint").fetchall()
    rows.clips.add(second)
    left = find_home(str(tmp_path / "left"))
    shutil.copyfile(rows.home.database, left.database)
    for folder, copy in ((rows.home.clips, left.clips), (rows.home.records, left.records)):
        shutil.copytree(folder, copy, dirs_exist_ok=True)
    database = Database(left)
    opened = Clips(database, left)
    assert [each.id for each in opened.search()] == [first.id]
    assert adopt_known(left, opened, AT) == [second.id]
    assert {each.id for each in opened.search()} == {first.id, second.id}
    database.close()


def test_what_was_never_given_its_name_goes_and_nothing_else(place: Home) -> None:
    old, young = ".connections.json.0a1b2c3d.tmp", ".settings.json.99999999.tmp"
    left = [place.root / old, place.records / ".r1.json.00000000.tmp"]
    clip = place.clips / ".clip.mp4.0a1b2c3d.tmp"
    kept = [place.root / young, clip, place.root / ".mine.tmp", place.drafts / "a.tmp"]
    for file in (*left, *kept):
        file.write_bytes(b"x")
        os.utime(file, (1, 1))
    os.utime(place.root / young)
    forget_unfinished(place, 60.0)
    assert [file.exists() for file in (*left, *kept)] == [False, False, True, True, True, True]
