"""D12, L12: a damaged library is set aside and another takes its place; what a backup cannot know is not sent."""

from __future__ import annotations

import shutil
from pathlib import Path

import apsw
import pytest

from app.domain.errors import Conflict, StorageFault
from app.store import owner
from app.store.backups import Backups
from app.store.clips import Clips
from app.store.db import Database
from app.store.jobs import Frozen, Jobs
from app.store.mending import Mending
from app.store.paths import Home
from tests.unit.store.rows import AT, a_clip, a_job

PAGE = 4096


def fill(place: Home, *names: str, body: bytes | None = b"{}") -> None:
    """A queued job and a clip of each name."""
    database = Database(place)
    for name in names:
        Jobs(database).add(a_job(name, model="kling/kling-3.0"), Frozen(body=body))
        Clips(database, place).add(a_clip(place, f"c{name}", job=""))
    database.close()


def back_up(place: Home) -> Path:
    """A backup of the library as it is."""
    database = Database(place)
    with database.copying() as source:
        made = Backups(place.backups).make(source, "asked")
    database.close()
    return made.path


def mend(place: Home, backup: Path | None = None) -> Path | None:
    """Put a backup, or one made anew, in the library's place."""
    mending = Mending(place)
    with mending.alone():
        mending.begin("mended", backup)
        return mending.put_in_place()


def damage(place: Home) -> bytes:
    """Spoil the first page of what lies behind the schema, so that it cannot be opened. Returns what it is then."""
    data = bytearray(place.database.read_bytes())
    data[100:108] = b"\xff" * 8
    place.database.write_bytes(bytes(data))
    return bytes(data)


def states(place: Home) -> dict[str, str]:
    """Every job and its state."""
    database = Database(place)
    found: dict[str, str] = {job.id: job.state for job in Jobs(database).list(1000)}
    assert database.rows("PRAGMA integrity_check") == [("ok",)]
    database.close()
    return found


def test_a_backup_takes_the_librarys_place_and_queued_jobs_are_in_doubt(place: Home) -> None:
    fill(place, "j1")
    backup = back_up(place)
    fill(place, "j2")
    assert mend(place, backup) is None
    assert states(place) == {"j1": "sending"}
    database = Database(place)
    (_, last) = Jobs(database).attempts("j1")
    assert last.message is not None
    assert last.message.id == "message.restored"
    database.close()
    assert any("-mended.db" in path.name for path in place.backups.iterdir()), "the library as it was"
    assert not (place.root / "library.new.db").exists()


def test_a_restore_that_was_cut_off_begins_again_with_the_same_backup(
    place: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(place, "j1")
    backup = back_up(place)
    fill(place, "j2")
    for _ in range(2):
        mending = Mending(place)
        with monkeypatch.context() as cut, mending.alone():
            cut.setattr(Mending, "put_in_place", _cut)
            mending.begin("restore", backup)
            with pytest.raises(KeyboardInterrupt):
                mending.put_in_place()
    newest = Backups(place.backups).newest_good()
    assert newest is not None
    assert newest.path == backup, "not the library that was to be replaced"
    assert states(place).keys() == {"j1", "j2"}
    mend(place, newest.path)
    assert states(place).keys() == {"j1"}


def test_a_job_in_doubt_whose_bytes_are_not_known_ends(place: Home) -> None:
    fill(place, "j1", body=None)
    mend(place, back_up(place))
    assert states(place) == {"j1": "failed"}


def test_a_damaged_library_is_set_aside_and_the_newest_backup_is_its_base(place: Home) -> None:
    fill(place, "j1")
    back_up(place)
    fill(place, "j2")
    damaged = damage(place)
    with pytest.raises(StorageFault):
        Database(place)
    aside = mend(place)
    assert aside is not None
    assert (aside / "library.db").read_bytes() == damaged
    assert states(place) == {"j1": "sending"}


def test_without_a_backup_it_begins_anew(place: Home) -> None:
    fill(place, "j1")
    damage(place)
    assert mend(place) is not None
    assert states(place) == {}


def test_what_can_still_be_read_of_a_damaged_library_is_kept(place: Home) -> None:
    fill(place, "j1")
    back_up(place)
    fill(place, "j2", *(f"k{number:03}" for number in range(60)))
    database = Database(place)
    job = Jobs(database).get("j1")
    Jobs(database).move(job, "sending", at=AT)
    root = int(database.rows("SELECT rootpage FROM sqlite_schema WHERE name = 'clips_by_sha'")[0][0])
    database.close()
    data = bytearray(place.database.read_bytes())
    data[(root - 1) * PAGE : root * PAGE] = b"\xff" * PAGE
    place.database.write_bytes(bytes(data))
    assert mend(place) is not None
    found = states(place)
    assert len(found) == 62
    assert (found["j1"], found["j2"]) == ("sending", "sending")


def test_a_whole_library_made_anew_is_as_it_was(place: Home) -> None:
    fill(place, "j1")
    assert mend(place) is None
    assert states(place) == {"j1": "queued"}


@pytest.mark.parametrize("content", [b"", b"nothing of ours", b"SQLite format 3\0" + bytes(5000)])
def test_a_bad_backup_changes_nothing(place: Home, tmp_path: Path, content: bytes) -> None:
    fill(place, "j1")
    bad = tmp_path / "bad.db"
    bad.write_bytes(content)
    before = place.database.read_bytes()
    with pytest.raises(StorageFault):
        mend(place, bad)
    assert place.database.read_bytes() == before
    assert states(place) == {"j1": "queued"}


def test_nothing_is_done_while_somebody_else_has_it_open(place: Home) -> None:
    fill(place, "j1")
    held = owner.take(place)
    assert held is not None
    with pytest.raises(Conflict) as caught:
        mend(place)
    assert caught.value.id == "home_in_use"
    held.release()
    reader = apsw.Connection(str(place.database))
    assert reader.execute("SELECT count(*) FROM jobs").get == 1
    with pytest.raises(Conflict):
        mend(place)
    reader.close()
    assert states(place) == {"j1": "queued"}


def test_it_can_be_cut_off_at_any_step(place: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(place, "j1")
    back_up(place)
    damaged = damage(place)
    for name in ("_set_aside", "begin"):
        with monkeypatch.context() as cut:
            cut.setattr(Mending, name, _cut)
            with pytest.raises(KeyboardInterrupt):
                mend(place)
        assert place.database.read_bytes() == damaged
    shutil.copyfile(place.database, place.root / "library.new.db")
    assert mend(place) is not None
    assert states(place) == {"j1": "sending"}


def _cut(*_: object) -> None:
    raise KeyboardInterrupt
