"""`library check|backup|restore|rebuild`: what they find, what they put right, and their exit codes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.store.paths import Home
from tests.e2e.cli.conftest import Verb, _ours_once, a_draft, fake, verb  # noqa: F401
from tests.fakes.film import make_film
from tests.fakes.provider import FakeProvider


@pytest.fixture
def filled(verb: Verb, a_draft: Path, tmp_path: Path) -> Verb:  # noqa: F811
    """A library with a take that was paid for and a clip that was brought in."""
    assert verb("render", "a.draft.json", "--model", "fake/one").code == 0
    make_film(tmp_path / "own.mp4", shade=9)
    assert verb("attach", "own.mp4", "--draft", "a.draft.json").code == 0
    return verb


def shown(said_by: Verb) -> list[dict[str, object]]:
    """What the program shows of jobs and clips."""
    jobs = [(each["id"], each["state"], each["usd_actual"]) for each in said_by("jobs", "--json").json["jobs"]]
    clips = [{**each, "created": ""} for each in said_by("clips", "--json").json["clips"]]
    return [{"jobs": jobs}, *clips]


def test_a_library_in_order(filled: Verb) -> None:
    said = filled("library", "check", "--json")
    assert said.code == 0
    found = said.json
    assert (found["ok"], found["clips"], found["decoded"], found["problems"]) == (True, 2, True, [])
    assert filled("library", "check", "--quick", "--json").json["decoded"] is False
    assert "2 clips" in filled("library", "check").err


def test_l10_d11_everything_that_is_wrong_is_named(filled: Verb, place: Home) -> None:
    first, second = sorted(place.clips.iterdir())
    first.unlink()
    data = bytearray(second.read_bytes())
    data[len(data) // 2] ^= 1
    second.write_bytes(bytes(data))
    (place.clips / "holiday.mp4").write_bytes(b"nobody's")
    (place.incoming / "0123456789").mkdir()
    said = filled("library", "check", "--json")
    assert said.code == 1
    problems = {each["path"]: (each["id"], each.get("clip")) for each in said.json["problems"]}
    assert problems.pop(f"clips/{first.name}") == ("file_missing", first.stem[-10:])
    assert problems.pop(f"clips/{second.name}") == ("file_other", second.stem[-10:])
    assert problems == {"clips/holiday.mp4": ("file_unknown", None), "incoming/0123456789": ("part_left", None)}
    plain = filled("library", "check")
    assert plain.code == 1
    assert "4 problems" in plain.err
    assert first.name in plain.out
    assert (place.clips / "holiday.mp4").exists(), "a check changes nothing"


def test_a_lost_database_is_made_anew_from_the_clips(filled: Verb, place: Home) -> None:
    before = shown(filled)
    for path in place.root.glob("library.db*"):
        path.unlink()
    gone = filled("clips", "--json")
    assert (gone.code, gone.json["error"]["id"]) == (1, "database_gone")
    assert not place.database.exists()
    said = filled("library", "rebuild", "--json")
    assert (said.code, said.json["clips"], said.json["jobs"], said.json["adopted"]) == (0, 2, 1, 2)
    assert shown(filled) == before


def test_without_records_the_clips_alone_come_back(filled: Verb, place: Home) -> None:
    for path in [*place.root.glob("library.db*"), *place.records.iterdir()]:
        path.unlink()
    (place.clips / "cut.mp4").write_bytes(b"no film")
    said = filled("library", "rebuild", "--json")
    assert (said.json["clips"], said.json["jobs"], said.json["unread"]) == (2, 0, ["clips/cut.mp4"])
    assert {each["title"] for each in filled("clips", "--json").json["clips"]} == {"雨夜电车"}
    assert filled("library", "check", "--json").json["problems"][0]["id"] == "file_unknown"


def test_a_damaged_database_is_said_with_the_way_out_and_restored(filled: Verb, place: Home) -> None:
    before = shown(filled)
    made = filled("library", "backup", "--json")
    assert (made.code, made.json["rows"]["clips"]) == (0, 2)
    place.database.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)
    said = filled("clips", "--json")
    assert (said.code, said.json["error"]["id"]) == (1, "database_foreign")
    assert "library restore" in said.json["error"]["hint"]
    restored = filled("library", "restore", "--json")
    assert restored.code == 0
    assert Path(restored.json["aside"], "library.db").read_bytes().startswith(b"SQLite format 3\0\xff")
    assert shown(filled) == before


def test_a_take_sent_after_the_backup_is_not_sent_again(
    filled: Verb,
    a_draft: Path,  # noqa: F811
    place: Home,
    fake: FakeProvider,  # noqa: F811
) -> None:
    fake.switches.looks = 1_000_000
    fake.switches.lost_replies = 1
    backup = filled("library", "backup", "--json").json["path"]
    job = filled("submit", "a.draft.json", "--model", "fake/one", "--json").json
    assert filled("library", "restore", backup).code == 0
    assert job["id"] not in [each["id"] for each in filled("jobs", "--json").json["jobs"]]
    assert len(fake.submissions) == 2


def test_a_backup_goes_where_it_is_told(filled: Verb, tmp_path: Path) -> None:
    said = filled("library", "backup", str(tmp_path / "elsewhere"), "--json")
    assert Path(said.json["path"]).parent == tmp_path / "elsewhere"
    assert filled("library", "restore", str(tmp_path / "none.db"), "--json").json["error"]["id"] == "not_found"
    shutil.rmtree(tmp_path / "elsewhere")
    assert filled("library", "restore", "--json").json["error"]["id"] == "unknown.backup"


def test_what_there_is_is_listed(filled: Verb, place: Home) -> None:
    filled("library", "backup")
    listed = filled("library", "--json").json
    assert (listed["path"], listed["clips"]) == (str(place.database), 2)
    assert [each["why"] for each in listed["backups"]] == ["asked"]
    assert "asked for" in filled("library").out
