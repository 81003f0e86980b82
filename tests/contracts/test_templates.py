"""Every template is whole: its fields name paths that exist, with a label and help, and its blank draft is a draft."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.catalog.rows import template_of
from app.catalog.schema import kind_at
from app.domain.template import DEPTHS, Depth, Field, Template
from app.domain.upgrade import read_draft, write_draft
from app.resources import resources
from app.strings import has
from tests.contracts.rows import ISO_DAY, catalog, patterns

TEMPLATES = catalog().templates()
every = pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.id)
ELSEWHERE = ("title", "form", "aim", "options", "continues", "variables", "language", "notes")
"""What heads (of form and words), the target picker, takes, presets and notes set; no field of a form does."""
ITEM_WIDGETS = ("cast", "clips", "lines", "shots", "beats", "path", "chips")


def fields(template: Template) -> list[Field]:
    return [field for section in template.sections for field in section.fields]


def shown(template: Template, depth: Depth) -> list[str]:
    deep = DEPTHS.index(depth)
    return [field.path for field in fields(template) if DEPTHS.index(field.depth) <= deep]


def test_the_three_forms_are_there_in_order() -> None:
    assert [template.id for template in TEMPLATES] == ["sora-story-beats", "kling-camera-path", "kling-shot-list"]


@every
def test_a_template_is_whole(template: Template) -> None:
    assert template.source
    assert ISO_DAY.match(template.checked_on)
    assert (resources() / "templates" / f"{template.id}.toml").is_file()
    assert has(f"template.{template.id}")
    assert has(f"template.{template.id}.about")
    assert template_of(template.model_dump()) == template


@every
def test_every_field_names_a_path_and_says_what_it_is(template: Template) -> None:
    for section in template.sections:
        assert has(f"form_section.{section.id}"), section.id
        assert section.fields
    for field in fields(template):
        assert kind_at(field.path) is not None, field.path
        assert has(f"field.{field.label}"), field.label
        assert has(f"field.{field.label}.help"), field.label
        if field.kind in ("text", "prose"):
            assert has(f"field.{field.label}.example"), field.label


@every
def test_no_path_stands_in_a_form_twice(template: Template) -> None:
    paths = [field.path for field in fields(template)]
    assert len(paths) == len(set(paths))
    assert len({section.id for section in template.sections}) == len(template.sections)


@every
def test_a_choice_has_something_to_choose_from(template: Template) -> None:
    for field in fields(template):
        if field.kind == "choice":
            assert catalog().vocabulary_for(field.path) is not None, field.path


@every
def test_each_depth_shows_more(template: Template) -> None:
    for less, more in pairwise(DEPTHS):
        assert set(shown(template, less)) < set(shown(template, more))


@every
def test_a_sketch_is_a_sketch(template: Template) -> None:
    assert 3 <= len(shown(template, "sketch")) <= 10


@every
def test_a_blank_draft_is_a_draft(template: Template) -> None:
    draft = catalog().new_draft(template, id="blank", title="Blank")
    assert (draft.form, draft.aim, draft.title) == (template.id, catalog().model(template.aim).id, "Blank")
    assert draft.seconds > 0
    for shot in draft.shots:
        assert shot.keys[0].t == 0
        assert sum(beat.seconds for beat in shot.beats) == shot.seconds
    assert read_draft(write_draft(draft), "blank") == draft


def test_the_forms_together_reach_everything_a_person_writes() -> None:
    exact = {field.path for template in TEMPLATES for field in fields(template)}
    stems = tuple(
        f"{field.path}[*]." for template in TEMPLATES for field in fields(template) if field.kind in ITEM_WIDGETS
    )
    missing = [
        path
        for path in patterns()
        if path not in exact and not path.startswith(stems) and not path.startswith(ELSEWHERE)
    ]
    assert missing == []
