"""Nothing is lost: versions kept by themselves and by hand, restored as one step; what the disk refuses is tried on."""

from __future__ import annotations

import asyncio
import shutil
import time
from pathlib import Path

import pytest

from app.desk import authoring
from app.desk import versions as room
from app.domain.errors import BadFile, BadValue, Conflict
from app.store.drafts import Drafts
from app.store.owner import lock
from app.store.paths import Home
from tests.fakes.clock import LeapingLoop
from tests.fakes.desk import Told
from tests.fakes.provider import FakeProvider
from tests.unit.desk.conftest import OpenDesk


def kinds(told: Told) -> list[str]:
    return [each.kind for each in told.desk.versions.list()]


# -------------------------------------------------------------------------------------------------------- kept


def test_the_state_from_before_the_first_edit_is_kept_once(open_desk: OpenDesk) -> None:
    told = open_desk()
    opened = told.desk.new("small-rescue")
    assert kinds(told) == []
    for mood in ("wet", "dry"):
        told.desk.edit("look.mood", mood)
    (one,) = told.desk.versions.list()
    assert one.kind == "opened"
    assert told.desk.versions.draft(one.id) == told.desk.preset("small-rescue").draft.replace(
        id=opened.id, title=opened.title
    )


def test_work_is_kept_every_few_minutes(open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    told = open_desk()
    told.desk.new("small-rescue")
    told.desk.edit("look.mood", "wet")
    told.desk.edit("look.mood", "dry")
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + room.WORK_SECONDS + 1)
    told.desk.edit("look.mood", "misty")
    told.desk.edit("look.mood", "clear")
    assert kinds(told) == ["work", "opened"]


def test_risky_acts_and_takes_keep_what_was_there(open_desk: OpenDesk, fake: FakeProvider) -> None:
    told = open_desk(fake)
    desk = told.desk
    desk.new("small-rescue")
    desk.set_aim("fake/one")
    desk.set_aim("fake/one")
    desk.apply_preset("two-truths")
    assert kinds(told) == ["preset", "opened"]
    assert desk.versions.list()[0].about == "Two truths"
    desk.rehearse()
    desk.rehearse()
    desk.generate()
    newest = desk.versions.list()[0]
    assert (newest.kind, newest.takes) == ("take", ("r1", "r2", "1"))


def test_a_named_one_stays_and_another_name_for_it_is_another(open_desk: OpenDesk) -> None:
    told = open_desk()
    told.desk.new("small-rescue")
    told.desk.versions.save("  Before   the rewrite ")
    assert [each.name for each in told.desk.versions.list()] == ["Before the rewrite"]
    assert told.said()[-1] == "notice.version_saved"
    with pytest.raises(BadValue, match="version_unnamed"):
        told.desk.versions.save("  ")


def test_restoring_is_one_step_and_keeps_the_present_first(open_desk: OpenDesk) -> None:
    told = open_desk()
    desk = told.desk
    desk.new("small-rescue")
    first = desk.versions.save("First")
    desk.edit("look.mood", "wet")
    desk.versions.restore(first.id)
    assert desk.snapshot.draft is not None
    assert desk.snapshot.draft.look.mood != "wet"
    before = desk.versions.list()[0]
    assert (before.kind, before.about, desk.versions.draft(before.id).look.mood) == ("restore", "First", "wet")
    with pytest.raises(Conflict, match="version_is_present"):
        desk.versions.restore(first.id)
    desk.undo()
    assert desk.snapshot.draft.look.mood == "wet"


def test_names_marks_and_the_trash(open_desk: OpenDesk) -> None:
    told = open_desk()
    verbs = told.desk.versions
    told.desk.new("small-rescue")
    one = verbs.save("First")
    assert verbs.rename(one.id, "Second").name == "Second"
    assert verbs.rename(one.id, "").name == ""
    assert verbs.set_kept(one.id, True).stays
    verbs.trash(one.id)
    assert verbs.list() == []
    assert (told.notices[-1].action, told.notices[-1].target) == ("restore_version", one.id)
    verbs.bring_back(one.id)
    assert [each.kept for each in verbs.list()] == [True]


def test_a_full_disk_stops_no_act(open_desk: OpenDesk, home: Path) -> None:
    told = open_desk()
    told.desk.new("small-rescue")
    (home / "versions").write_bytes(b"in the way")
    told.desk.apply_preset("two-truths")
    assert told.desk.snapshot.draft is not None
    assert told.desk.snapshot.draft.place == told.desk.preset("two-truths").draft.place
    assert told.said()[0] == "error.not_a_folder"
    (home / "versions").unlink()


# ------------------------------------------------------------------------------------------------- on the disk


def test_typing_without_a_pause_is_written_all_the_while(open_desk: OpenDesk, leaping: LeapingLoop) -> None:
    desk = open_desk().desk
    draft = desk.new("small-rescue")
    drafts = Drafts(Home(desk.home))

    async def type_on() -> list[float]:
        behind = []
        begun = leaping.now
        while (now := leaping.now) - begun < 2.2:
            desk.edit("note", str(now))
            await asyncio.sleep(0.06)
            note = drafts.load(draft.id).note
            behind.append(now - float(note or begun))
        # what was there before the first key is a version already, however long one types on
        (opened,) = desk.versions.list()
        assert opened.kind == "opened"
        assert desk.versions.draft(opened.id).note == ""
        await desk.close()
        return behind

    assert max(leaping.run_until_complete(type_on())) < 1.0


def test_a_loop_too_busy_for_its_timers_writes_with_the_next_edit(open_desk: OpenDesk, leaping: LeapingLoop) -> None:
    desk = open_desk().desk
    draft = desk.new("small-rescue")

    async def type_on() -> None:
        for step in range(3):
            desk.edit("note", str(step))
            # nothing else gets a turn meanwhile
            leaping.now += authoring.SAVE_CEILING + 0.1
        assert Drafts(Home(desk.home)).load(draft.id).note == "1"
        await desk.close()

    leaping.run_until_complete(type_on())


def test_what_the_disk_refuses_is_said_once_tried_on_and_said_to_be_well(
    open_desk: OpenDesk, home: Path, leaping: LeapingLoop
) -> None:
    told = open_desk()
    desk = told.desk
    draft = desk.new("small-rescue")
    aside = home.with_name("aside")

    async def type_and_wait() -> None:
        shutil.move(home, aside)
        desk.edit("note", "kept in mind")
        await told.soon(lambda: desk.snapshot.saved == "failed")
        await asyncio.sleep(authoring.SAVE_AGAIN * 4)
        assert told.said() == ["error.home_gone"]
        with pytest.raises(Conflict, match="draft_unwritten"):
            desk.close_draft()
        shutil.move(aside, home)
        await told.soon(lambda: desk.snapshot.saved == "saved")
        await desk.close()

    leaping.run_until_complete(type_and_wait())
    assert told.said()[-1] == "notice.saved_again"
    assert Drafts(Home(desk.home)).load(draft.id).note == "kept in mind"


def test_a_lost_folder_is_made_again(open_desk: OpenDesk, home: Path) -> None:
    told = open_desk()
    draft = told.desk.new("small-rescue")
    shutil.rmtree(home / "drafts")
    told.desk.edit("note", "still here")
    assert Drafts(Home(told.desk.home)).load(draft.id).note == "still here"
    assert told.said() == []


# ----------------------------------------------------------------------------------------------- after a crash


def test_a_damaged_draft_comes_back_as_its_last_good_version(open_desk: OpenDesk, home: Path) -> None:
    told = open_desk()
    draft = told.desk.new("small-rescue", title="Rescue")
    told.desk.edit("note", "x")
    told.desk.close_draft()
    file = home / "drafts" / f"{draft.id}.draft.json"
    file.write_bytes(b"\0" * 300)
    assert told.desk.open_draft(draft.id) == draft
    (notice,) = told.notices
    assert (notice.id, notice.args["title"]) == ("notice.draft_mended", "Rescue")
    assert Path(notice.args["file"]).read_bytes() == b"\0" * 300
    assert Drafts(Home(told.desk.home)).load(draft.id) == draft


def test_without_a_good_version_the_fault_is_told_and_the_file_stays(open_desk: OpenDesk, home: Path) -> None:
    told = open_desk()
    draft = told.desk.new("small-rescue")
    told.desk.close_draft()
    file = home / "drafts" / f"{draft.id}.draft.json"
    file.write_bytes(b"{")
    with pytest.raises(BadFile):
        told.desk.open_draft(draft.id)
    assert file.read_bytes() == b"{"


def test_one_of_a_newer_program_is_left_alone(open_desk: OpenDesk, home: Path) -> None:
    told = open_desk()
    draft = told.desk.new("small-rescue")
    told.desk.edit("note", "x")
    told.desk.close_draft()
    file = home / "drafts" / f"{draft.id}.draft.json"
    newer = file.read_bytes().replace(b"draft/1", b"draft/9")
    file.write_bytes(newer)
    with pytest.raises(BadFile, match="file_newer"):
        told.desk.open_draft(draft.id)
    assert file.read_bytes() == newer


async def test_what_came_back_is_said_only_after_an_end_that_was_not_clean(open_desk: OpenDesk, home: Path) -> None:
    first = open_desk()
    draft = first.desk.new("small-rescue", title="Rescue")
    first.desk.begin_session()
    half = home / "drafts" / ".rescue.draft.json.12ab34cd.tmp"
    half.write_bytes(b"{")
    # the lock dies with a process; here only its file is let go
    assert first.desk._session is not None
    first.desk._session._file.close()  # type: ignore[union-attr]
    first.desk._session = None

    second = open_desk()
    second.desk.open_draft(draft.id)
    second.desk.begin_session()
    (notice,) = second.notices
    assert (notice.id, notice.args["title"], notice.action) == ("notice.draft_restored", "Rescue", "versions")
    assert not half.exists()
    assert (home / "trash" / "drafts" / half.name).exists()
    await second.desk.close()

    third = open_desk()
    third.desk.open_draft(draft.id)
    third.desk.begin_session()
    assert third.notices == []


def test_a_second_window_says_and_changes_nothing(open_desk: OpenDesk, home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    with (home / "window.session").open("ab+") as file:
        assert lock(file)
        file.write(b"open\n")
        file.flush()
        told = open_desk()
        told.desk.new("small-rescue")
        told.desk.begin_session()
        assert told.notices == []
    assert (home / "window.session").read_bytes() == b"open\n"
