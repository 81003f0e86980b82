"""L1, L2, S20: every released library opens whole, a newer or a strange one is refused and stays as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import apsw
import pytest

from app.domain.errors import StorageFault
from app.store.backups import check_copy
from app.store.clips import Clips
from app.store.db import Database
from app.store.jobs import Jobs
from app.store.migrations import STEPS
from app.store.paths import Home
from app.store.schema import digest_of
from tests.e2e.store.released import JOBS, STATES, file_of

FORMATS = range(1, len(STEPS) + 1)
HOSTILE = {
    "a trigger": "CREATE TRIGGER evil AFTER UPDATE ON jobs BEGIN DELETE FROM attempts; END",
    "a view": "CREATE VIEW evil AS SELECT load_extension('evil.so')",
    "a virtual table": "CREATE VIRTUAL TABLE evil USING fts5 (x)",
    "a view in a table's place": "ALTER TABLE uploads RENAME TO real; CREATE VIEW uploads AS SELECT * FROM real",
    "another trigger of the same name": "DROP TRIGGER clips_added; CREATE TRIGGER clips_added AFTER INSERT ON clips"
    " BEGIN DELETE FROM jobs; END",
    "an index over an expression": "CREATE INDEX evil ON jobs (abs(seq))",
    "a table less": "DROP TABLE uploads",
}


def test_each_step_says_what_its_schema_is_known_by() -> None:
    assert [step.schema for step in STEPS] == [digest_of(STEPS[:number]) for number in FORMATS]


def test_there_is_a_library_of_each_released_format() -> None:
    assert all(file_of(number).exists() for number in FORMATS)


@pytest.mark.parametrize("format", FORMATS)
def test_l1_a_library_of_each_format_opens_with_everything(place: Home, format: int) -> None:
    shutil.copyfile(file_of(format), place.database)
    database = Database(place)
    jobs, clips = Jobs(database), Clips(database, place)
    assert [(job, jobs.get(job).state, len(jobs.attempts(job))) for job in JOBS] == [
        (job, state, number) for number, (job, state) in enumerate(zip(JOBS, STATES, strict=True), 1)
    ]
    assert jobs.extra(JOBS[2]).frozen.body == b'{"prompt": "\xe9\x9b\xa8"}'
    assert [(clip.id, clip.tags, clip.rating) for clip in clips.search("雨夜 tag:rain")] == [(JOBS[4], ("rain",), 4)]
    assert [clip.id for clip in clips.trashed()] == ["c0ffee0000"]
    clips.update(JOBS[4], note="seen")
    assert database.rows("PRAGMA integrity_check") == [("ok",)]
    database.close()
    made = list(place.backups.iterdir())
    assert len(made) == (format < len(STEPS))
    for backup in made:
        assert f"-format-{format}.db" in backup.name
        assert check_copy(backup) == {"jobs": 5, "attempts": 15, "clips": 2} | ({"uploads": 1} if format >= 3 else {})


@pytest.mark.parametrize("name", HOSTILE)
def test_s20_a_library_with_something_of_its_own_is_refused(place: Home, name: str) -> None:
    shutil.copyfile(file_of(len(STEPS)), place.database)
    hostile = apsw.Connection(str(place.database))
    hostile.execute(HOSTILE[name])
    hostile.close()
    before = place.database.read_bytes()
    with pytest.raises(StorageFault) as caught:
        Database(place)
    assert caught.value.id == "database_strange"
    assert caught.value.args_by_name["what"]
    assert place.database.read_bytes() == before
    with pytest.raises(StorageFault):
        check_copy(place.database)


def test_l2_a_newer_backup_is_refused_too(tmp_path: Path) -> None:
    newer = tmp_path / "newer.db"
    shutil.copyfile(file_of(len(STEPS)), newer)
    connection = apsw.Connection(str(newer))
    connection.pragma("user_version", len(STEPS) + 1)
    connection.close()
    with pytest.raises(StorageFault) as caught:
        check_copy(newer)
    assert caught.value.id == "database_newer"


def test_somebody_elses_database_stays_as_it_is(place: Home) -> None:
    other = apsw.Connection(str(place.database))
    other.execute("CREATE TABLE recipes (x)")
    other.close()
    before = place.database.read_bytes()
    with pytest.raises(StorageFault) as caught:
        Database(place)
    assert caught.value.id == "database_foreign"
    assert place.database.read_bytes() == before
    assert sorted(path.name for path in place.root.glob("library*")) == [place.database.name]
