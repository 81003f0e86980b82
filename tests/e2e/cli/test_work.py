"""The verbs that make jobs and carry them on, with every exit code of the contract; and those of the library."""

from __future__ import annotations

import sqlite3
import zipfile
from pathlib import Path

import pytest

from app.domain.job import Message
from tests.e2e.cli.conftest import Verb
from tests.fakes.film import make_film
from tests.fakes.provider import USD, FakeProvider

JOB_KEYS = {"id", "state", "model", "connection"}


def test_a_take_is_made_and_copied_out(verb: Verb, a_draft: Path, tmp_path: Path, fake: FakeProvider) -> None:
    said = verb("render", "a.draft.json", "--model", "fake/one", "-o", "a.mp4", "--json")
    assert said.code == 0
    job = said.json
    assert job.keys() >= JOB_KEYS | {"remote_id", "clip", "usd_estimate", "usd_actual"}
    assert (job["state"], job["model"], job["connection"], job["remote_id"]) == ("done", "fake/one", "own", "r1")
    assert Path(job["clip"]).read_bytes() == (tmp_path / "a.mp4").read_bytes()
    plain = verb("render", "a.draft.json", "--model", "one")
    assert plain.code == 0
    assert Path(plain.out.rstrip("\n")).is_file(), "the clip's path alone is on stdout"
    assert "done" in plain.err
    listed = verb("jobs", "--json").json["jobs"]
    assert [each["state"] for each in listed] == ["done", "done"]
    assert listed[1]["clip"] == job["clip"]
    assert job["id"][:12] in verb("jobs").out
    assert len(fake.charges()) == 2


@pytest.mark.parametrize(
    ("switch", "value", "state", "code"),
    [
        ("ends", "refused", "refused", 1),
        ("ends", "failed", "failed", 3),
        ("ends", "expired", "expired", 3),
        ("ends", "cancelled", "cancelled", 3),
        ("refuses", True, "refused", 1),
        ("rejects", True, "failed", 3),
        ("lost_replies", 1, "unsure", 4),
    ],
)
def test_the_exit_code_says_how_it_ended(
    verb: Verb, a_draft: Path, fake: FakeProvider, switch: str, value: object, state: str, code: int
) -> None:
    fake.dedupe = "none"
    setattr(fake.switches, switch, value)
    said = verb("render", "a.draft.json", "--model", "fake/one", "-o", "a.mp4", "--json")
    assert (said.code, said.json["state"]) == (code, state)
    assert "clip" not in said.json
    assert not Path("a.mp4").exists()
    assert len(fake.submissions) == 1


def test_submitting_does_not_wait_and_resuming_does(verb: Verb, a_draft: Path, fake: FakeProvider) -> None:
    fake.switches.looks = 1000
    said = verb("submit", "a.draft.json", "--model", "fake/one", "--connection", "own", "--json")
    assert (said.code, said.json["state"], said.json["remote_id"]) == (0, "waiting", "r1")
    assert said.json["usd_estimate"] > 0
    fake.switches.looks = 0
    carried = verb("resume", "--json")
    assert (carried.code, [job["state"] for job in carried.json["jobs"]]) == (0, ["done"])
    assert verb("resume", "--json").json == {"jobs": []}
    assert verb("resume").err == "0 jobs carried on.\n"
    assert len(fake.charges()) == 1


def test_a_drawn_take_waits_for_who_carries_on(verb: Verb, a_draft: Path) -> None:
    said = verb("submit", "a.draft.json", "--model", "animatic/board", "--json")
    assert (said.code, said.json["state"]) == (0, "queued")
    ended = verb("cancel", said.json["id"][:8], "--json")
    assert (ended.code, ended.json["state"]) == (0, "cancelled")
    assert "Nothing was charged" in ended.json["message"]


@pytest.mark.parametrize(("cancel", "words"), [("cannot", "still made and billed"), ("stops", "")])
def test_cancelling_says_what_it_means(verb: Verb, a_draft: Path, fake: FakeProvider, cancel: str, words: str) -> None:
    fake.switches.looks = 1000
    fake.switches.cancel = cancel  # type: ignore[assignment]
    job = verb("submit", "a.draft.json", "--model", "fake/one", "--json").json
    said = verb("cancel", job["id"])
    assert said.code == 0
    assert "cancelled" in said.err
    assert words in said.err


def test_the_cap_stops_before_anything_is_sent(verb: Verb, a_draft: Path, fake: FakeProvider) -> None:
    for name in ("submit", "render"):
        said = verb(name, "a.draft.json", "--model", "fake/one", "--max-usd", "0.5", "--json")
        assert (said.code, said.json["error"]["id"]) == (1, "over_cap")
    assert fake.submissions == []
    assert verb("jobs", "--json").json["jobs"] == []


def test_several_takes_are_one_wish_with_one_cap(verb: Verb, a_draft: Path, fake: FakeProvider) -> None:
    asked = ("render", "a.draft.json", "--model", "fake/one", "--takes", "2", "--json")
    # a dollar each by the row
    over = verb(*asked, "--max-usd", "1.5")
    assert (over.code, over.json["error"]["id"]) == (1, "over_cap")
    assert (said := verb(*asked, "-o", "a.mp4")).code == 2, said.err
    assert fake.submissions == []
    said = verb(*asked, "--max-usd", "2")
    assert said.code == 0
    assert [job["state"] for job in said.json["jobs"]] == ["done", "done"]
    assert len({job["clip"] for job in said.json["jobs"]}) == len(fake.submissions) == 2


def test_the_ledger_tells_the_money_and_a_job_is_saved_for_the_provider(
    verb: Verb, a_draft: Path, fake: FakeProvider
) -> None:
    job = verb("render", "a.draft.json", "--model", "fake/one", "--json").json["id"]
    money = verb("jobs", "--json").json["money"]
    (line,) = money["by"]
    assert (line["connection"], line["settled"], line["reserved"], line["possibly_lost"]) == ("own", USD, 0.0, 0.0)
    assert money["settled"] == USD
    assert "0.50 settled" in verb("jobs").err
    said = verb("jobs", "claim", job[:6], "-o", "claim.zip", "--json")
    assert (said.code, said.json["id"]) == (0, job)
    with zipfile.ZipFile(said.json["path"]) as claim:
        assert job in claim.read("README.txt").decode()
    assert verb("jobs", "claim", "nothing", "--json").code == 2


@pytest.mark.parametrize(("name", "fault"), [("no/folder/a.mp4", "no_folder"), (".", "not_a_file")])
def test_a_clip_that_could_not_be_put_there_is_not_made(
    verb: Verb, a_draft: Path, fake: FakeProvider, name: str, fault: str
) -> None:
    said = verb("render", "a.draft.json", "--model", "fake/one", "-o", name, "--json")
    assert (said.code, said.json["error"]["id"]) == (1, fault)
    assert fake.submissions == []


def test_an_unknown_outcome_is_settled_by_the_person(verb: Verb, a_draft: Path, fake: FakeProvider) -> None:
    fake.dedupe = "none"
    ids = []
    for _ in range(3):
        fake.switches.lost_replies = 1
        ids.append(verb("submit", "a.draft.json", "--model", "fake/one", "--json").json["id"])
    looked = verb("settle", ids[0], "--json")
    assert (looked.code, looked.json["state"], looked.json["candidates"]) == (4, "unsure", [])
    assert "0 possible matches" in verb("settle", ids[0]).err
    assert verb("settle", ids[0], "--resend", "--json").json["error"]["id"] == "resend_needs_yes"
    assert verb("settle", ids[0], "--bind", "r1", "--absent", "--json").code == 2
    assert len(fake.charges()) == 3
    assert verb("settle", ids[0], "--bind", "r1", "--json").json["state"] == "waiting"
    assert verb("settle", ids[1], "--bind", "r1", "--json").json["error"]["id"] == "remote_taken"
    assert verb("settle", ids[1], "--absent", "--json").json["state"] == "failed"
    assert verb("settle", ids[2], "--resend", "--yes", "--json").json["state"] == "queued"
    assert verb("settle", ids[1], "--absent", "--json").json["error"]["id"] == "not_unsure"
    carried = verb("resume", "--json")
    assert carried.code == 0
    assert {job["id"]: job["state"] for job in carried.json["jobs"]} == {ids[0]: "done", ids[2]: "done"}
    assert len(fake.charges()) == 4
    assert verb("cancel", "no-such-job", "--json").code == 2


def test_clips_are_asked_for_by_what_they_are(verb: Verb, a_draft: Path, tmp_path: Path, fake: FakeProvider) -> None:
    fake.switches.remarks = (Message(id="finding.animatic_plain_box", args={"thing": "kettle"}),)
    make_film(tmp_path / "elsewhere.mov", shade=9)
    verb("attach", "elsewhere.mov", "--draft", "a.draft.json")
    said = verb("render", "a.draft.json", "--model", "fake/one")
    assert "The animatic draws kettle as a plain box." in said.err

    def kinds(*query: str) -> list[tuple[str, int]]:
        return [(clip["kind"], clip["take"]) for clip in verb("clips", *query, "--json").json["clips"]]

    assert kinds() == [("generated", 2), ("attached", 1)]
    assert (kinds("is:attached"), kinds("model:fake/one")) == ([("attached", 1)], [("generated", 2)])
    assert (kinds("is:kept"), kinds("rating:1"), kinds("tag:night"), kinds("to:2001-01-01")) == ([], [], [], [])
    assert "take 2" in verb("clips", "from:2001-01-01").out


def test_clips_are_attached_found_and_looked_into(verb: Verb, a_draft: Path, tmp_path: Path) -> None:
    film = make_film(tmp_path / "elsewhere.mov")
    added = verb("attach", "elsewhere.mov", "--draft", "a.draft.json", "--json").json
    keys = {"id", "path", "title", "model", "seconds", "created", "rating", "tags"}
    assert added.keys() >= keys
    assert Path(added["path"]).read_bytes() == film.read_bytes()
    assert verb("attach", "elsewhere.mov", "--draft", "a.draft.json").err == "“雨夜电车” is take 1 now.\n"
    found = verb("clips", "电车", "--json").json["clips"]
    assert [clip["id"] for clip in found] == [added["id"]]
    assert found[0].keys() >= keys
    assert "雨夜电车" in verb("clips").out
    assert verb("clips", "轮船", "--json").json == {"clips": []}
    seen = verb("inspect", "elsewhere.mov", "--json").json
    assert seen["draft"]["title"] == "雨夜电车"
    media = {"width": 64, "height": 48, "fps": 24.0, "video_codec": "h264", "audio_codec": None, "seconds": 0.25}
    assert seen["media"] == media
    assert "雨夜电车" in verb("inspect", "elsewhere.mov").out
    for name in ("attach", "inspect"):
        more = ["--draft", "a.draft.json"] if name == "attach" else []
        (tmp_path / "cut.mp4").write_bytes(film.read_bytes()[:700])
        for file in ("cut.mp4", "nowhere.mp4", "."):
            said = verb(name, file, *more, "--json")
            assert said.code == 1
            assert said.json["error"]["hint"]
    assert len(verb("clips", "--json").json["clips"]) == 1


@pytest.mark.parametrize(("content", "fault"), [(b"no database" * 99, "foreign"), (b"SQLite format 3\0" * 9, "")])
def test_a_library_that_cannot_be_read_stops_only_what_needs_it(
    verb: Verb, home: Path, a_draft: Path, content: bytes, fault: str
) -> None:
    (home / "library.db").write_bytes(content)
    for more in (["clips"], ["jobs"], ["render", "a.draft.json", "--model", "animatic/board"]):
        said = verb(*more, "--json")
        assert said.code == 1
        assert said.json["error"]["id"].startswith(f"database_{fault}")
        assert str(home / "library.db") in said.json["error"]["message"]
    assert (home / "library.db").read_bytes() == content
    for more in (["compile", "a.draft.json"], ["lint", "a.draft.json"], ["presets"], ["providers"], ["connections"]):
        assert verb(*more, "--json").code == 0


def test_a_newer_library_is_not_touched(verb: Verb, home: Path) -> None:
    verb("clips")
    with sqlite3.connect(home / "library.db") as database:
        database.execute("PRAGMA user_version = 999")
    database.close()
    before = (home / "library.db").read_bytes()
    said = verb("clips", "--json")
    assert (said.code, said.json["error"]["id"]) == (1, "database_newer")
    assert (home / "library.db").read_bytes() == before
