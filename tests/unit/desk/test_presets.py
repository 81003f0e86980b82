"""Presets at the desk: parts laid over as one step, versions kept and brought back, files taken in whole or not."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from app.desk.film_words import diff_rows
from app.domain import path as paths
from app.domain.draft import Variable
from app.domain.errors import BadFile, BadValue, Conflict, StorageFault, UnknownName
from app.domain.moves import apply_move
from app.domain.overlay import PARTS
from app.domain.variables import make_variable
from app.strings import has
from tests.unit.desk.conftest import OpenDesk
from tests.unit.prompting.full import full_draft

PICTURE = b"\x89PNG\r\n\x1a\n and so on"
ASSET = f"sha256:{hashlib.sha256(PICTURE).hexdigest()}"


async def test_parts_lie_over_as_one_step(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    draft = desk.new("small-rescue")
    for part in PARTS:
        laid = desk.apply_preset("two-truths", [part])
        assert laid == desk.snapshot.draft
        desk.undo()
        assert desk.snapshot.draft == draft
    with pytest.raises(UnknownName):
        desk.apply_preset("two-truths", ["smell"])


async def test_a_preset_of_parts_starts_a_draft_of_its_form(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    rescue = desk.preset("small-rescue").draft
    look = desk.save_preset("Quiet", draft=rescue, parts=["look"])
    draft = desk.new(look.id)
    assert (draft.look, draft.form, draft.aim) == (rescue.look, rescue.form, rescue.aim)
    assert draft.shots
    assert draft.cast == ()
    path = desk.save_preset("Path", draft=rescue, parts=["camera"])
    assert desk.new(path.id).shots[0].keys != ()


async def test_variables_are_filled_where_it_is_used(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    drink = Variable(id="drink", label="Drink")
    source = make_variable(desk.preset("small-rescue").draft, "tea", drink)
    kept = desk.save_preset("Tea", draft=source, parts=["beats", "cast"])
    under = desk.new("two-truths")
    with pytest.raises(BadValue) as caught:
        desk.apply_preset(kept.id)
    assert [each.id for each in caught.value.args_by_name["problems"]] == ["presets.fault.no_value"]
    assert desk.snapshot.draft == under
    assert "Drink rocking" in str(desk.lay_over(under, kept, loosely=True))
    assert "rum rocking" in str(desk.apply_preset(kept.id, values={"drink": "rum"}))
    assert "gin rocking" in str(desk.new_from_preset(kept.id, {"drink": "gin"}))
    assert "{drink} rocking" in str(desk.new(kept.id))


async def test_versions_stay_and_come_back(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    desk.new("small-rescue")
    for mood in ("one", "two", "three"):
        desk.edit("look.mood", mood)
        desk.save_preset("Mine", parts=["look"], note=f"now {mood}")
    desk.rename_preset("mine", "Yours")
    back = desk.bring_back("mine", 1)
    assert (back.version, back.name, back.note, back.draft.look.mood) == (4, "Yours", "now one", "one")
    assert [each.draft.look.mood for each in desk.preset_versions("mine")] == ["one", "three", "two", "one"]
    with pytest.raises(Conflict):
        desk.bring_back("mine", 4)
    desk.delete_preset("mine")
    desk.save_preset("Mine", parts=["light"])
    assert [each.version for each in desk.preset_versions("mine")] == [1], "a new one has no past of another"
    desk.delete_preset("mine")
    desk.restore_preset("mine")
    assert [each.parts for each in desk.preset_versions("mine")] == [("light",)]
    desk.delete_preset("mine")


async def test_a_file_that_was_copied_in_under_another_name_is_a_version_of_itself(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    kept = desk.save_preset("Mine", draft=desk.preset("small-rescue").draft)
    (desk.home / "presets" / "mine.preset.json").rename(desk.home / "presets" / "copied.preset.json")
    assert desk.preset_versions("mine") == [kept]


async def test_a_version_that_cannot_be_written_leaves_the_present_one(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    kept = desk.save_preset("Mine", draft=desk.preset("small-rescue").draft)
    (desk.home / "presets" / "mine.versions").write_text("in the way")
    with pytest.raises(StorageFault):
        desk.save_preset("Mine", draft=desk.preset("two-truths").draft)
    assert desk.preset("mine") == kept


async def test_a_file_brings_its_pictures_or_says_that_they_lack(open_desk: OpenDesk, tmp_path: Path) -> None:
    here, there = open_desk().desk, tmp_path / "out.json"
    (here.home / "assets" / f"{ASSET[7:]}.png").write_bytes(PICTURE)
    draft = paths.write(here.preset("small-rescue").draft, "ends.start_image", ASSET)
    kept = here.save_preset("With picture", draft=draft)
    assert here.export_preset(kept, there) == 0
    (here.home / "assets" / f"{ASSET[7:]}.png").unlink()
    taken = here.import_preset(there)
    assert taken.remarks == ()
    assert taken.preset.replace(id=kept.id) == kept
    assert (here.home / "assets" / f"{ASSET[7:]}.png").read_bytes() == PICTURE
    (here.home / "assets" / f"{ASSET[7:]}.png").unlink()
    assert here.export_preset(kept, there) == 1
    assert [each.id for each in here.import_preset(there).remarks] == ["presets.remark.pictures"]


async def test_a_bad_file_leaves_everything_as_it_was(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk().desk
    file = tmp_path / "bad.json"
    desk.export_preset(desk.preset("small-rescue"), file)
    good = json.loads(file.read_text(encoding="utf-8"))
    for wrong in ({"pictures": {ASSET: "AAAA"}}, {"wat": 1, "name": 2}, {"parts": ["look"]}):
        file.write_text(json.dumps(good | wrong), encoding="utf-8")
        with pytest.raises(BadFile) as caught:
            desk.open_file(file)
        assert caught.value.id == "preset_faults"
    assert list((desk.home / "presets").iterdir()) == list((desk.home / "assets").iterdir()) == []
    with file.open("wb") as held:
        held.truncate(33 * 1024**2)
    with pytest.raises(BadFile) as caught:
        desk.open_file(file)
    assert caught.value.id == "file_too_big"


async def test_differences_are_told_as_crews_talk(open_desk: OpenDesk) -> None:
    draft = open_desk().desk.preset("small-rescue").draft
    shot = draft.shots[0]
    longer = draft.replace(
        shots=(shot.replace(beats=(shot.beats[0], shot.beats[1].replace(seconds=3.5), *shot.beats[2:])),)
    )
    moved = apply_move(longer, "s1", longer.shots[0].keys[0].id, "orbit_l", 8)
    assert diff_rows(draft, moved)[0].text == "Beat 2: +1.5 s, move slow push in → fast orbit left"
    assert diff_rows(draft, draft.replace(title="x", note="y")) == []
    parts = [row.part for row in diff_rows(draft, moved, by_part=True)]
    assert parts[:2] == ["beats", "camera"]


async def test_a_picture_that_comes_or_goes_is_told_as_one_thing(open_desk: OpenDesk) -> None:
    draft = open_desk().desk.preset("small-rescue").draft
    ref = {"id": "r1", "asset": f"sha256:{'a' * 64}", "role": "costume"}
    dressed = paths.write(draft, "cast[maren].refs", [ref])
    assert [row.text for row in diff_rows(draft, dressed)] == ["Maren: new picture for costume"]
    assert [row.text for row in diff_rows(dressed, draft)] == ["Maren: without the picture for costume"]
    face = paths.write(dressed, "cast[maren].refs[r1].role", "identity")
    assert [row.text for row in diff_rows(dressed, face)] == ["Maren: the picture's part costume → identity"]


async def test_a_clip_that_goes_along_is_told_as_one_thing(open_desk: OpenDesk) -> None:
    draft = open_desk().desk.preset("small-rescue").draft
    clip = {"id": "c1", "asset": f"sha256:{'a' * 64}", "role": "camera", "footage": {"seconds": 4}}
    given = paths.write(draft, "clips", [clip])
    assert [row.text for row in diff_rows(draft, given)] == ["Ending: new clip for camera"]
    assert [row.text for row in diff_rows(given, draft)] == ["Ending: without the clip for camera"]
    other = paths.write(paths.write(given, "clips[c1].role", "look"), "clips[c1].asset", f"sha256:{'b' * 64}")
    assert diff_rows(given, other)[0].text == "Ending: clip a clip → a clip, the clip's part camera → look"


async def test_long_texts_are_told_by_what_differs(open_desk: OpenDesk) -> None:
    draft = open_desk().desk.preset("small-rescue").draft
    setting = draft.place.setting
    changed = paths.write(draft, "place.setting", setting.replace("Oak", "Painted pine"))
    (row,) = diff_rows(draft, changed)
    assert row.text.startswith("Place: setting “… ")
    assert "Painted pine" in row.text
    assert len(row.text) < len(setting)


async def test_every_field_has_a_name_in_a_difference(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    full = full_draft()
    bare = full.replace(
        **{name: type(getattr(full, name))() for name in ("frame", "look", "light", "place", "sound", "ends")},
        shots=tuple(type(each)(id=each.id, beats=tuple(type(b)(id=b.id) for b in each.beats)) for each in full.shots),
        cast=tuple(type(each)(id=each.id) for each in full.cast),
    )
    told = " ".join(row.text for row in (*diff_rows(bare, full), *diff_rows(full, bare)))
    assert not [word for word in told.split() if has(word) or ("_" in word.strip("“”,.") and "{" not in word)], told
    assert desk.snapshot.draft is None
