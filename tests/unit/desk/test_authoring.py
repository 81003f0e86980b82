"""The open draft: every verb makes one snapshot a turn, one undo step a gesture, and is on disk within a second."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from app.desk import authoring
from app.desk.desk import Desk
from app.desk.snapshot import Snapshot
from app.domain.edit import Edit
from app.domain.errors import BadFile, BadValue, Conflict, StorageFault, UnknownName
from app.domain.upgrade import read_draft
from app.store.drafts import Drafts
from tests.unit.desk.conftest import OpenDesk


def on_disk(desk: Desk) -> str:
    assert desk.snapshot.draft is not None
    return (desk.home / "drafts" / f"{desk.snapshot.draft.id}.draft.json").read_text(encoding="utf-8")


async def test_a_new_draft_is_open_whole_and_on_disk(open_desk: OpenDesk) -> None:
    told = open_desk()
    draft = told.desk.new("sora-story-beats", {"look.mood": "hushed"}, title="Rain")
    await asyncio.sleep(0)
    (snapshot,) = told.snapshots
    assert snapshot is told.desk.snapshot
    assert snapshot.draft == draft
    assert (draft.title, draft.look.mood, snapshot.saved) == ("Rain", "hushed", "saved")
    assert snapshot.template is not None
    assert snapshot.template.id == "sora-story-beats"
    assert snapshot.model is not None
    assert snapshot.model.id == draft.aim
    assert snapshot.compiled is not None
    assert "hushed" in on_disk(told.desk)
    assert not snapshot.can_undo


async def test_typing_is_one_step_and_one_word_a_turn(open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(authoring, "SAVE_DELAY", 0.02)
    told = open_desk()
    desk = told.desk
    before = desk.new("sora-story-beats")
    await asyncio.sleep(0)
    told.snapshots.clear()
    for text in ("A", "A d", "A dog"):
        desk.edit("note", text)
    assert told.snapshots == [], "nothing is told within the turn"
    await asyncio.sleep(0)
    assert [each.draft.note for each in told.snapshots if each.draft] == ["A dog"]
    assert told.snapshots[0].saved == "saving"
    await told.soon(lambda: desk.snapshot.saved == "saved")
    assert "A dog" in on_disk(desk)
    desk.edit("title", "Dog")
    desk.undo()
    assert desk.snapshot.draft is not None
    assert (desk.snapshot.draft.title, desk.snapshot.draft.note) == (before.title, "A dog")
    desk.undo()
    assert desk.snapshot.draft == before
    assert (desk.snapshot.can_undo, desk.snapshot.can_redo) == (False, True)
    desk.redo()
    assert desk.snapshot.draft.note == "A dog"


async def test_an_equal_value_tells_nothing(open_desk: OpenDesk) -> None:
    told = open_desk()
    told.desk.new("sora-story-beats", {"note": "same"})
    await asyncio.sleep(0)
    told.snapshots.clear()
    told.desk.edit("note", "same")
    await asyncio.sleep(0)
    assert told.snapshots == []
    assert not told.desk.snapshot.can_undo


def test_without_a_loop_an_edit_is_told_and_written_at_once(home: Path) -> None:
    from tests.fakes.desk import Told

    told = Told(home)
    told.desk.new("sora-story-beats")
    told.desk.edit("note", "written")
    assert [each.saved for each in told.snapshots] == ["saved", "saving", "saved"]
    assert "written" in on_disk(told.desk)


async def test_several_edits_are_one_step_or_none(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    before = desk.new("sora-story-beats")
    with pytest.raises(BadValue):
        desk.apply([Edit(op="set", path="note", value="x"), Edit(op="set", path="frame.seed", value="no number")])
    assert desk.snapshot.draft == before
    desk.apply([Edit(op="set", path="note", value="x"), Edit(op="set", path="title", value="y")])
    desk.undo()
    assert desk.snapshot.draft == before


async def test_the_aim_changes_the_words_and_nothing_else(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    before = desk.new("small-rescue")
    words = desk.copy_words()
    desk.set_aim("sora-2")
    assert desk.snapshot.draft is not None
    assert desk.snapshot.draft.aim == "openai/sora-2"
    assert desk.copy_words() != words
    assert desk.snapshot.draft.replace(aim=before.aim) == before
    desk.undo()
    assert desk.copy_words() == words
    with pytest.raises(UnknownName) as caught:
        desk.set_aim("kling-3.00")
    assert "kling-3.0" in caught.value.nearest
    desk.edit("aim", "nobody/nothing")
    reason = desk.snapshot.why_not_generate
    assert reason is not None
    assert (reason.id, desk.snapshot.model) == ("why_not.unknown_model", None)


async def test_why_nothing_can_be_generated(open_desk: OpenDesk) -> None:
    told = open_desk()
    desk = told.desk
    desk.new("small-rescue")
    for aim, reason in (
        ("openai/sora-2", "why_not.retired"),
        ("kling/kling-3.0", "why_not.no_connection"),
        ("fake/one", "why_not.no_connection"),
    ):
        desk.set_aim(aim)
        assert desk.snapshot.why_not_generate is not None
        assert desk.snapshot.why_not_generate.id == reason
        assert desk.generate() is None
        assert told.said()[-1] == reason
    assert not desk.snapshot.why_not_rehearse
    desk.edit("shots", [])
    empty = desk.snapshot.why_not_rehearse
    assert empty is not None
    assert empty.id == "why_not.no_length"


async def test_a_full_disk_is_told_and_the_next_edit_tries_again(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authoring, "SAVE_DELAY", 0.0)
    told = open_desk()
    desk = told.desk
    desk.new("sora-story-beats")
    drafts = desk.home / "drafts"
    real = Drafts.save

    def full(self: Drafts, draft: object) -> None:
        raise StorageFault("disk_full", name="x")

    monkeypatch.setattr(Drafts, "save", full)
    desk.edit("note", "first")
    await told.soon(lambda: desk.snapshot.saved == "failed")
    assert told.said() == ["error.disk_full"]
    monkeypatch.setattr(Drafts, "save", real)
    desk.edit("note", "second")
    await told.soon(lambda: desk.snapshot.saved == "saved")
    assert "second" in on_disk(desk)
    assert len(list(drafts.iterdir())) == 1


async def test_closing_writes_what_is_not_written_yet(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    draft = desk.new("sora-story-beats")
    desk.edit("note", "the last word")
    await desk.close()
    again = open_desk().desk
    assert again.load_draft(draft.id).note == "the last word"
    assert again.settings.last_draft == draft.id
    assert again.snapshot.draft is None, "a loaded draft is not an open one"


async def test_another_draft_is_opened_and_the_first_is_kept(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    first = desk.new("sora-story-beats")
    desk.edit("note", "kept")
    second = desk.new("kling-camera-path")
    assert desk.snapshot.draft == second
    desk.open_draft(first.id)
    assert desk.load_draft(first.id).note == "kept"
    assert desk.snapshot.draft == desk.load_draft(first.id)
    desk.close_draft()
    assert desk.snapshot == Snapshot(depth=desk.settings.depth)
    assert desk.settings.last_draft == ""
    for verb in (lambda: desk.edit("note", "x"), desk.copy_words, desk.rehearse):
        with pytest.raises(Conflict) as caught:
            verb()
        assert caught.value.id == "no_open_draft"


async def test_a_draft_from_outside_gets_an_id_of_its_own_where_it_is_here_already(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    mine = desk.new("sora-story-beats", title="Mine")
    other = desk.adopt(mine.replace(note="from a clip"))
    assert other.id != mine.id
    assert {entry.id for entry in desk.drafts()} == {mine.id, other.id}
    assert desk.load_draft(mine.id).note == ""


async def test_a_copy_made_by_hand_is_a_draft_of_its_own(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    mine = desk.new("sora-story-beats", title="Mine")
    folder = desk.home / "drafts"
    (folder / "copied.draft.json").write_bytes((folder / f"{mine.id}.draft.json").read_bytes())
    desk.open_draft("copied")
    desk.edit("title", "Copied")
    desk.save_now()
    assert desk.load_draft(mine.id).title == "Mine"
    assert desk.load_draft("copied").title == "Copied"


async def test_a_draft_that_cannot_be_read_changes_nothing(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    mine = desk.new("sora-story-beats")
    newer = desk.home / "drafts" / "newer.draft.json"
    newer.write_text('{"schema": "draft/7", "id": "newer"}')
    with pytest.raises(BadFile) as caught:
        desk.open_draft("newer")
    assert (caught.value.id, caught.value.path) == ("file_newer", "schema")
    assert desk.snapshot.draft == mine
    entry = next(entry for entry in desk.drafts() if entry.id == "newer")
    assert entry.unreadable is not None
    assert entry.unreadable.id == "error.file_newer"
    assert newer.read_text() == '{"schema": "draft/7", "id": "newer"}'


async def test_a_copy_is_written_where_it_is_wanted(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk().desk
    draft = desk.new("small-rescue")
    desk.save_copy(tmp_path / "copy.draft.json")
    assert read_draft((tmp_path / "copy.draft.json").read_bytes(), "copy") == draft
    with pytest.raises(StorageFault) as caught:
        desk.save_copy(tmp_path / "nowhere" / "copy.draft.json")
    assert caught.value.id == "not_found"
