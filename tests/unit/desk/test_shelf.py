"""The shelf: presets with versions, drafts with posters, files from outside; deleting is always a move to the trash."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.desk.desk import Desk
from app.domain.draft import Draft
from app.domain.errors import BadFile, BadValue, Conflict, UnknownName
from app.domain.upgrade import write_draft
from tests.unit.desk.conftest import OpenDesk


async def test_a_preset_is_kept_in_versions_laid_over_renamed_and_thrown_away(open_desk: OpenDesk) -> None:
    told = open_desk()
    desk = told.desk
    source = desk.new("small-rescue", title="Mine")
    first = desk.save_preset(" My rescue ", "About it")
    second = desk.save_preset("My rescue")
    assert (first.id, first.version, second.id, second.version) == ("my-rescue", 1, "my-rescue", 2)
    assert (second.about, second.created) == ("About it", "2026-11-24T12:00:00+00:00")
    under = desk.new("kling-camera-path", title="Under")
    laid = desk.apply_preset("my-rescue")
    assert (laid.id, laid.title, laid.form, laid.aim) == (under.id, "Under", "kling-camera-path", under.aim)
    assert (laid.cast, laid.shots) == (source.cast, source.shots)
    desk.undo()
    assert desk.snapshot.draft == under
    assert desk.rename_preset("my-rescue", "Other").name == "Other"
    desk.delete_preset("my-rescue")
    with pytest.raises(UnknownName):
        desk.preset("my-rescue")
    desk.restore_preset("my-rescue")
    assert desk.preset("my-rescue").name == "Other"
    assert told.said() == ["notice.preset_saved", "notice.preset_saved", "notice.preset_trashed"]
    assert [(notice.action, notice.target) for notice in told.notices][-1] == ("restore_preset", "my-rescue")


async def test_a_preset_opens_a_draft_where_none_is_open(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    draft = desk.apply_preset("small-rescue")
    assert desk.snapshot.draft == draft
    assert draft.id != desk.preset("small-rescue").draft.id
    assert draft.title == desk.preset("small-rescue").name


async def test_built_in_presets_stay_as_they_are(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    for verb in (lambda: desk.delete_preset("small-rescue"), lambda: desk.rename_preset("small-rescue", "x")):
        with pytest.raises(Conflict) as caught:
            verb()
        assert caught.value.id == "preset_builtin"
    desk.new("small-rescue")
    kept = desk.save_preset(desk.preset("small-rescue").name)
    assert kept.id != "small-rescue"
    assert desk.preset("small-rescue").builtin


async def test_any_name_a_person_types_is_a_preset(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    desk.new("small-rescue")
    names = ["雨夜电车", "../../etc/passwd", "x" * 400, "CON", "a/b\\c:d*?"]
    kept = [desk.save_preset(name) for name in names]
    assert len({preset.id for preset in kept}) == len(names)
    assert [desk.preset(preset.id).name for preset in kept] == names
    assert len(list((desk.home / "presets").iterdir())) == len(names)
    with pytest.raises(BadValue):
        desk.save_preset("  ")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("no json", "file_not_json"),
        ('{"schema": "preset/9"}', "file_newer"),
        ('{"schema": "draft/1"}', "file_foreign"),
        ('{"schema": "preset/1", "id": "bad", "name": "Bad"}', "file_foreign"),
        ("[" * 100, "file_too_deep"),
    ],
)
async def test_a_bad_preset_is_told_and_stops_nobody(open_desk: OpenDesk, content: str, fault: str) -> None:
    desk = open_desk().desk
    file = desk.home / "presets" / "bad.preset.json"
    file.write_text(content)
    assert "bad" not in {preset.id for preset in desk.presets()}
    assert [problem.id for problem in desk.problems()] == [f"error.{fault}"]
    for verb in (lambda: desk.preset("bad"), lambda: desk.new("bad")):
        with pytest.raises(BadFile) as caught:
            verb()
        assert caught.value.id == fault
    assert file.read_text() == content
    assert desk.snapshot.draft is None


async def test_bad_data_of_ones_own_is_told_with_its_file(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    folder = desk.home / "resources" / "templates"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("= nothing")
    (problem,) = desk.problems()
    assert (problem.id, problem.args["name"]) == ("problem.not_toml", "mine.toml")


def test_a_file_is_a_draft_or_a_preset_or_at_fault(home: Path, tmp_path: Path) -> None:
    from tests.fakes.desk import Told

    desk = Told(home).desk
    draft = desk.make_draft("small-rescue")
    file = tmp_path / "a.draft.json"
    file.write_bytes(write_draft(draft))
    desk.open_file(file)
    assert desk.snapshot.draft == draft
    preset = tmp_path / "p.json"
    preset.write_text(json.dumps({"schema": "preset/1", "id": "p", "name": "P", "draft": json.loads(file.read_text())}))
    desk.open_file(preset)
    desk.open_file(preset)
    assert desk.snapshot.draft == draft, "a dropped preset is kept, not laid over what is open"
    assert [each.name for each in desk.presets() if not each.builtin] == ["P", "P"]
    file.write_text("{")
    with pytest.raises(BadFile) as caught:
        desk.open_file(file)
    assert caught.value.path == "1:2"


async def test_a_draft_is_thrown_away_and_comes_back(open_desk: OpenDesk) -> None:
    told = open_desk()
    desk = told.desk
    draft = desk.new("sora-story-beats", title="Gone")
    desk.trash_draft(draft.id)
    assert desk.snapshot.draft is None
    assert desk.drafts() == []
    assert [entry.title for entry in desk.trashed_drafts()] == ["Gone"]
    assert [(notice.id, notice.target) for notice in told.notices] == [("notice.draft_trashed", draft.id)]
    desk.restore_draft(draft.id)
    assert desk.load_draft(draft.id) == draft


async def test_titles_of_drafts_open_or_not(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    first = desk.new("sora-story-beats", title="First")
    copy = desk.duplicate_draft(first.id)
    assert copy.id != first.id
    desk.rename_draft(" Copy ")
    desk.rename_draft("Renamed", first.id)
    desk.save_now()
    assert {entry.id: entry.title for entry in desk.drafts()} == {first.id: "Renamed", copy.id: "Copy"}


async def test_the_shelf_knows_what_is_retired(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    desk.new("small-rescue", {"aim": "openai/sora-2"})
    (entry,) = desk.drafts()
    assert entry.aim_retired == "2026-09-24"


async def test_room_is_counted_by_folder(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    draft: Draft = desk.new("sora-story-beats")
    assert desk.room_taken() == {
        "drafts": (1, len(write_draft(draft))),
        "presets": (0, 0),
        "clips": (0, 0),
        "trash": (0, 0),
    }


def test_a_picture_is_kept_once_by_its_content(home: Path, tmp_path: Path) -> None:
    from tests.fakes.desk import Told

    desk: Desk = Told(home).desk
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(b"a picture")
    assert desk.add_asset(tmp_path / "a.png") == desk.add_asset(tmp_path / "b.png")
    assert desk.asset_file(desk.add_asset(tmp_path / "a.png")).read_bytes() == b"a picture"
