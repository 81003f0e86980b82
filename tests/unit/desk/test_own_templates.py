"""Templates of one's own at the desk: they start drafts, follow their base, and no draft is touched by a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.desk.template_words import field_name, form_name, nearest_template, section_name, template_name
from app.domain.errors import BadFile, BadValue, Conflict, UnknownName
from app.domain.template import Field, Section
from app.domain.template_edit import Place, relabel, set_hidden
from app.strings import has
from tests.unit.desk.conftest import OpenDesk

STORY = "sora-story-beats"


async def test_a_copy_stands_beside_ours_and_starts_drafts(open_desk: OpenDesk) -> None:
    told = open_desk()
    desk = told.desk
    mine = desk.own_templates.copy(STORY, "Adverts")
    assert (mine.id, mine.name, mine.base, mine.own) == (f"{STORY}-adverts", "Adverts", STORY, True)
    assert desk.templates()[-1] == mine
    assert (template_name(mine), form_name(mine.id)) == ("Adverts", "Adverts")
    draft = desk.new(mine.id)
    assert (draft.form, draft.aim) == (mine.id, mine.aim)
    assert desk.snapshot.template is desk.own_templates.template(mine.id)
    assert [each.id for each in open_desk().desk.templates()][-1] == mine.id


async def test_copies_without_a_name_are_numbered(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    first, second = desk.own_templates.copy(STORY), desk.own_templates.copy(STORY)
    assert (first.name, second.name) == ("Story beats 2", "Story beats 3")
    chinese = desk.own_templates.copy(STORY, "广告镜头")
    assert chinese.name == "广告镜头"
    assert len({first.id, second.id, chinese.id}) == 3


async def test_a_change_shows_in_the_open_draft_and_leaves_it_alone(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    mine = desk.own_templates.copy(STORY, "Adverts")
    draft = desk.new(mine.id)
    desk.edit("look.mood", "wet")
    before = desk.snapshot.draft
    kept = desk.own_templates.keep(set_hidden(mine, Place("look", "look.mood"), True))
    assert desk.snapshot.template == kept
    assert desk.snapshot.draft is before
    desk.undo()
    assert desk.snapshot.draft == draft


async def test_the_last_change_is_taken_back_and_made_again(open_desk: OpenDesk) -> None:
    own = open_desk().desk.own_templates
    mine = own.copy(STORY, "Adverts")
    changed = own.keep(relabel(mine, Place("look"), "Bild"))
    assert own.restore(mine.id) == mine
    assert own.restore(mine.id) == changed


async def test_a_session_keeps_what_was_once(open_desk: OpenDesk, home: Path) -> None:
    own = open_desk().desk.own_templates
    mine = own.copy(STORY, "Adverts")
    for words in ("A", "B", "C"):
        own.keep(relabel(mine, Place("look"), words), session=True)
    assert len(list((home / "trash" / "templates").iterdir())) == 1
    own.begin_session(mine.id)
    own.keep(mine, session=True)
    assert len(list((home / "trash" / "templates").iterdir())) == 2


async def test_one_thrown_away_leaves_its_drafts_and_comes_back(open_desk: OpenDesk) -> None:
    told = open_desk()
    desk = told.desk
    mine = desk.own_templates.copy("kling-shot-list", "Adverts")
    draft = desk.new(mine.id)
    desk.own_templates.delete(mine.id)
    assert (told.notices[-1].action, told.notices[-1].target) == ("restore_template", mine.id)
    assert has(told.notices[-1].id)
    assert (desk.snapshot.template, desk.snapshot.draft) == (None, draft)
    assert desk.own_templates.trashed() == [mine.id]
    near = nearest_template(desk.templates(), draft)
    assert near is not None
    assert near.id == "kling-shot-list"
    desk.own_templates.restore(mine.id)
    assert desk.snapshot.template == mine


async def test_the_nearest_form_goes_by_name(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    draft = desk.make_draft(STORY)
    every = desk.templates()
    for form, near in (
        ("kling-camera-path-x", "kling-camera-path"),
        ("kling-camera-path7", "kling-camera-path"),
        ("gone", STORY),
    ):
        found = nearest_template(every, draft.replace(form=form))
        assert found is not None
        assert found.id == near
    assert nearest_template([], draft) is None


async def test_ours_stay_as_they_are(open_desk: OpenDesk) -> None:
    own = open_desk().desk.own_templates
    for act in (own.delete, lambda id: own.rename(id, "Mine"), lambda id: own.keep(own.template(id))):
        with pytest.raises(Conflict):
            act(STORY)
    with pytest.raises(UnknownName):
        own.copy("gone")


async def test_a_name_is_changed_and_the_id_stays(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    mine = desk.own_templates.copy(STORY, "Adverts")
    assert desk.own_templates.rename(mine.id, " Spots ").name == "Spots"
    assert desk.own_templates.template(mine.id).name == "Spots"
    with pytest.raises(BadValue):
        desk.own_templates.rename(mine.id, " ")


async def test_fields_begin_with_what_the_draft_has(open_desk: OpenDesk) -> None:
    desk = open_desk().desk
    own = desk.own_templates
    mine = own.copy(STORY, "Adverts")
    with pytest.raises(Conflict):
        own.begin_as_draft(mine, "look.mood")
    desk.new("small-rescue")
    draft = desk.snapshot.draft
    assert draft is not None
    template = own.begin_as_draft(mine, "shots[*].beats[*].action")
    template = own.keep(own.begin_as_draft(template, "look.palette"))
    assert desk.snapshot.draft is draft
    made = desk.new(template.id)
    assert made.look.palette == draft.look.palette
    assert made.shots[0].beats[0].action == draft.shots[0].beats[0].action
    assert own.beginnings(template)["look.palette"] == draft.look.palette
    assert "look.palette" not in own.beginnings(own.begin_plain(template, "look.palette"))
    assert own.beginnings(mine) == {}
    with pytest.raises(BadValue):
        own.begin_as_draft(template, "ends.end_image")


async def test_one_file_carries_it_to_another_home(open_desk: OpenDesk, tmp_path: Path) -> None:
    told = open_desk()
    own = told.desk.own_templates
    mine = own.keep(relabel(own.copy(STORY, "Adverts"), Place("look"), "Bild"))
    file = tmp_path / "adverts.toml"
    own.export(mine.id, file)
    again = own.take_in(file)
    assert again == mine.replace(id=again.id)
    assert again.id != mine.id
    assert told.notices[-1].id == "notice.template_kept"
    own.export(STORY, file)
    assert own.take_in(file).base == STORY


async def test_a_bad_file_is_taken_in_not_at_all(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk().desk
    file = tmp_path / "bad.toml"
    file.write_text("id = 'x'\naim = 'y'\nrope = 1\ncolour = 2\n", encoding="utf-8")
    before = desk.templates()
    with pytest.raises(BadFile) as caught:
        desk.own_templates.take_in(file)
    assert len(caught.value.args_by_name["problems"]) == 3
    assert desk.templates() == before


def test_a_label_we_have_no_words_for_stands_for_itself() -> None:
    field = Field(path="look.mood", kind="text", label="vibe")
    assert field_name(field) == "vibe"
    assert field_name(field.replace(label="mood")) == "Mood"
    assert section_name(Section(id="mine", fields=(field,))) == "mine"
    assert section_name(Section(id="mine", fields=(field,), said="Feel")) == "Feel"
