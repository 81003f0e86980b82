"""The database: one writer, whole transactions, strangers and newer ones refused without a touch."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import apsw
import pytest

from app.domain.errors import StorageFault
from app.store.clips import Clips
from app.store.db import Database
from app.store.migrations import APPLICATION_ID, STEPS, Step
from app.store.paths import Home
from tests.unit.store.rows import MEDIA


def test_it_is_what_the_rules_say(place: Home, database: Database) -> None:
    del place
    asked = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")

    def look(connection: apsw.Connection) -> list[object]:
        return [connection.pragma(name) for name in asked]

    assert database.write(look) == ["wal", 2, 1, 0]
    (version,) = apsw.sqlite_lib_version().split(".", 1)[:1]
    assert version == "3"
    with database.reading() as connection:
        assert connection.readonly("main")
        assert connection.pragma("application_id") == APPLICATION_ID


def test_a_write_that_fails_leaves_nothing(database: Database) -> None:
    def change(connection: apsw.Connection) -> None:
        connection.execute("CREATE TABLE half (x)")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.write(change)
    assert database.rows("SELECT name FROM sqlite_schema WHERE name = 'half'") == []


def test_writes_of_many_threads_follow_each_other(database: Database) -> None:
    database.write(lambda connection: connection.execute("CREATE TABLE counter (n); INSERT INTO counter VALUES (0)"))

    def add() -> None:
        for _ in range(20):
            database.write(lambda connection: connection.execute("UPDATE counter SET n = n + 1"))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert database.rows("SELECT n FROM counter") == [(80,)]


def test_two_openings_see_each_other(place: Home, database: Database) -> None:
    other = Database(place)
    before = database.data_version()
    other.write(lambda connection: connection.execute("CREATE TABLE theirs (x)"))
    assert database.data_version() != before
    assert database.rows("SELECT count(*) FROM theirs") == [(0,)]
    other.close()


def test_a_closed_one_says_so_and_closing_twice_is_nothing(place: Home) -> None:
    database = Database(place)
    database.close()
    database.close()
    for call in (lambda: database.rows("SELECT 1"), lambda: database.write(lambda _: None)):
        with pytest.raises(StorageFault) as caught:
            call()
        assert caught.value.id == "database_closed"


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file of a folder by its content."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("in_journal", [False, True])
def test_a_newer_one_is_refused_and_stays_as_it_is(place: Home, in_journal: bool) -> None:
    Database(place).close()
    newer = apsw.Connection(str(place.database))
    newer.pragma("user_version", len(STEPS) + 7)
    if in_journal:
        # as after a crash of the newer program: the number is in the journal beside the file only
        newer.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    newer.close()
    before = fingerprint(place.root)
    with pytest.raises(StorageFault) as caught:
        Database(place)
    assert caught.value.id == "database_newer"
    assert caught.value.args_by_name["found"] == len(STEPS) + 7
    after = fingerprint(place.root)
    assert after["library.db"] == before["library.db"]
    if not in_journal:
        assert after == before


@pytest.mark.parametrize("content", [b"not a database at all, whatever its name may say" * 5, b"short", b"\0" * 4096])
def test_a_file_of_another_kind_is_refused_and_stays_as_it_is(place: Home, content: bytes) -> None:
    place.database.write_bytes(content)
    with pytest.raises(StorageFault) as caught:
        Database(place)
    assert caught.value.id == "database_foreign"
    assert place.database.read_bytes() == content


def test_somebody_elses_database_is_refused(place: Home) -> None:
    other = apsw.Connection(str(place.database))
    other.execute("CREATE TABLE recipes (x)")
    other.close()
    with pytest.raises(StorageFault) as caught:
        Database(place)
    assert caught.value.id == "database_foreign"


def test_a_damaged_one_is_said_and_not_mended(place: Home) -> None:
    Database(place).close()
    data = bytearray(place.database.read_bytes())
    for start in range(4096, len(data), 4096):
        data[start : start + 8] = b"\xff" * 8
    data[100:108] = b"\xff" * 8
    place.database.write_bytes(bytes(data))
    with pytest.raises(StorageFault) as caught:
        Database(place)
    assert caught.value.id == "database_broken"
    assert place.database.read_bytes() == bytes(data)


def test_a_step_is_whole_or_not_at_all_and_a_copy_is_made_first(place: Home) -> None:
    Database(place).close()
    good = Step("colours", "CREATE TABLE colours (x); INSERT INTO colours VALUES (1);")
    bad = Step("broken", "CREATE TABLE half (x); CREATE TABLE jobs (x);")
    with pytest.raises(apsw.SQLError):
        Database(place, (*STEPS, good, bad))
    (copy,) = place.backups.glob(f"library-*-format-{len(STEPS)}.db")
    with pytest.raises(StorageFault) as caught:
        Database(place)
    assert caught.value.id == "database_newer"
    database = Database(place, (*STEPS, good))
    assert database.rows("SELECT x FROM colours") == [(1,)]
    assert database.rows("SELECT name FROM sqlite_schema WHERE name = 'half'") == []
    database.close()
    kept = apsw.Connection(str(copy), flags=apsw.SQLITE_OPEN_READONLY)
    assert kept.pragma("user_version") == len(STEPS)
    assert kept.execute("SELECT count(*) FROM jobs").get == 0
    kept.close()


def test_an_older_library_keeps_everything_and_can_be_written_on(place: Home) -> None:
    old = Database(place, STEPS[:1])
    old.write(
        lambda connection: connection.execute(
            "INSERT INTO clips (id, path, sha256, title, media, hay, stamp)"
            " VALUES ('c1', 'clips/c1.mp4', '0', 'Rain', ?, 'rain', 1)",
            (MEDIA.model_dump_json(),),
        )
    )
    old.close()
    database = Database(place)
    clips = Clips(database, place)
    assert [(clip.title, clip.note) for clip in clips.search("rain")] == [("Rain", "")]
    clips.update("c1", note="late")
    assert [clip.id for clip in clips.search("late")] == ["c1"]
    database.close()
    assert list(place.backups.glob("library-*-format-1.db"))


def test_a_full_disk_is_said_and_everything_before_it_stays(place: Home, database: Database) -> None:
    del place
    database.write(lambda connection: connection.execute("CREATE TABLE stuff (x)"))
    database.write(lambda connection: connection.execute("INSERT INTO stuff VALUES (1)"))
    pages = database.write(lambda connection: int(connection.pragma("page_count")))
    database.write(lambda connection: connection.pragma("max_page_count", pages))
    with pytest.raises(StorageFault) as caught:
        database.write(lambda connection: connection.execute("INSERT INTO stuff VALUES (zeroblob(1000000))"))
    assert caught.value.id == "disk_full"
    assert database.rows("SELECT x FROM stuff") == [(1,)]
    database.write(lambda connection: connection.pragma("max_page_count", pages + 1000))
    database.write(lambda connection: connection.execute("INSERT INTO stuff VALUES (zeroblob(1000000))"))
    assert database.rows("SELECT count(*) FROM stuff") == [(2,)]


def test_a_folder_in_its_place_is_said(place: Home) -> None:
    place.database.mkdir()
    with pytest.raises(StorageFault) as caught:
        Database(place)
    assert caught.value.id in ("not_a_file", "no_access")
