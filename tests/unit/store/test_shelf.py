"""Drafts, presets and settings: readable files that survive damage and come back from the trash."""

from __future__ import annotations

import json
import os

import pytest

from app.domain.draft import Draft
from app.domain.errors import BadFile, Conflict, StorageFault, UnknownName
from app.domain.noun import ValidationError
from app.domain.preset import Preset
from app.store.drafts import Drafts
from app.store.paths import Home
from app.store.presets import Presets
from app.store.settings import SettingsFile


def a_draft(name: str, **fields: object) -> Draft:
    return Draft.model_validate({"id": name, "form": "kling-camera-path", "aim": "kling/kling-3.0", **fields})


def test_a_draft_comes_back_as_it_was(place: Home) -> None:
    drafts = Drafts(place)
    draft = a_draft("a1", title="雨夜", shots=[{"id": "s1", "seconds": 4}])
    drafts.save(draft)
    assert Drafts(place).load("a1") == draft
    (row,) = drafts.list()
    assert (row.id, row.title, row.seconds, row.aim, row.unreadable) == ("a1", "雨夜", 4.0, "kling/kling-3.0", None)
    assert "雨夜" in (place.drafts / "a1.draft.json").read_text(encoding="utf-8")


def test_the_last_changed_comes_first_and_a_change_is_seen(place: Home) -> None:
    drafts = Drafts(place)
    for number, name in enumerate(("a1", "a2", "a3")):
        drafts.save(a_draft(name))
        os.utime(place.drafts / f"{name}.draft.json", (1_000_000 + number, 1_000_000 + number))
    assert [row.id for row in drafts.list()] == ["a3", "a2", "a1"]
    drafts.save(a_draft("a1", title="new"))
    assert (drafts.list()[0].id, drafts.list()[0].title) == ("a1", "new")


@pytest.mark.parametrize(
    ("content", "fault"),
    [(b"not json", "file_not_json"), (b'{"schema": "draft/9"}', "file_newer"), (b"\xff", "file_not_text")],
)
def test_an_unreadable_draft_keeps_its_row_and_its_file(place: Home, content: bytes, fault: str) -> None:
    drafts = Drafts(place)
    path = place.drafts / "bad.draft.json"
    path.write_bytes(content)
    (row,) = drafts.list()
    assert row.unreadable is not None
    assert row.unreadable.id == f"error.{fault}"
    with pytest.raises(BadFile) as caught:
        drafts.load("bad")
    assert caught.value.id == fault
    assert path.read_bytes() == content


def test_names_that_are_no_ids_lead_nowhere(place: Home) -> None:
    drafts = Drafts(place)
    drafts.save(a_draft("a1"))
    for name in ("../a1", "A1", "", "a1.draft"):
        assert not drafts.exists(name)
        with pytest.raises(UnknownName):
            drafts.load(name)
    with pytest.raises(UnknownName) as caught:
        drafts.trash("a2")
    assert "a1" in caught.value.nearest


def test_a_draft_comes_back_from_the_trash(place: Home) -> None:
    drafts = Drafts(place)
    for title in ("first", "second"):
        drafts.save(a_draft("a1", title=title))
        drafts.trash("a1")
    assert drafts.list() == []
    assert {(row.id, row.title) for row in drafts.trashed()} == {("a1", "first"), ("a1", "second")}
    drafts.restore("a1")
    assert drafts.load("a1").title == "second"
    with pytest.raises(Conflict) as caught:
        drafts.restore("a1")
    assert caught.value.id == "place_taken"
    drafts.trash("a1")
    with pytest.raises(UnknownName):
        drafts.restore("a9")


def test_a_preset_has_versions_and_comes_back(place: Home) -> None:
    presets = Presets(place)
    for version in (1, 2):
        presets.save(Preset(id="mine", name="Mine", version=version, draft=a_draft("a1", title=f"v{version}")))
    (preset,) = Presets(place).list()
    assert (preset.version, preset.draft.title, preset.builtin) == (2, "v2", False)
    presets.trash("mine")
    assert presets.list() == []
    presets.restore("mine")
    assert presets.list() == [preset]
    assert [each.draft.title for each in presets.versions("mine")] == ["v2", "v1"]
    assert list((place.trash / "presets").iterdir()) == []
    (place.presets / "bad.preset.json").write_text("[]")
    assert [bad.name for bad in presets.problems()] == ["bad.preset.json"]
    assert presets.list() == [preset]
    with pytest.raises(UnknownName):
        presets.trash("other")


def test_settings_are_kept_and_forgive(place: Home) -> None:
    file = SettingsFile(place)
    settings = file.load()
    assert settings.theme == "system"
    settings = file.save(settings, theme="dark", layout={"window": [1, 2]})
    assert SettingsFile(place).load() == settings
    with pytest.raises(ValidationError):
        file.save(settings, text_size=900)
    found = json.loads(place.settings.read_text())
    place.settings.write_text(json.dumps(found | {"text_size": 900, "volume": "loud", "from_later": [1]}))
    later = SettingsFile(place)
    mended = later.load()
    assert (mended.text_size, mended.volume, mended.theme) == (13, 0.8, "dark")
    later.save(mended, language="zh")
    assert json.loads(place.settings.read_text())["from_later"] == [1]
    for damage in ("", "[]", "{", "\x00"):
        place.settings.write_text(damage)
        assert SettingsFile(place).load().theme == "system"


def test_ones_own_keys_are_kept_as_they_are_and_damage_to_them_costs_nothing_else(place: Home) -> None:
    file = SettingsFile(place)
    keys = {"save": ["F5", "Ctrl+S"], "from_later": 3}
    file.save(file.load(), theme="dark", keys=keys)
    assert SettingsFile(place).load().keys == keys
    for damage in ([1], "F5", None, 7):
        found = json.loads(place.settings.read_text())
        place.settings.write_text(json.dumps(found | {"keys": damage}))
        loaded = SettingsFile(place).load()
        assert (loaded.keys, loaded.theme) == ({}, "dark")


def test_settings_that_did_not_change_are_not_written(place: Home) -> None:
    file = SettingsFile(place)
    settings = file.save(file.load(), theme="dark")
    before = place.settings.stat().st_mtime_ns
    assert file.save(settings, theme="dark") == settings
    assert place.settings.stat().st_mtime_ns == before


def test_a_draft_that_cannot_be_written_says_so(place: Home) -> None:
    drafts = Drafts(place)
    place.drafts.rmdir()
    place.drafts.write_text("in the way")
    with pytest.raises(StorageFault):
        drafts.save(a_draft("a1"))
    assert place.drafts.read_text() == "in the way"
