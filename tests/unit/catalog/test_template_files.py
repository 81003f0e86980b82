"""A template file is refused whole with everything that is wrong in it, and what we write is read again alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.catalog import Catalog
from app.catalog.template_file import MAX_BYTES, kinds_at, read_template, write_template
from app.domain.errors import BadFile
from app.domain.template import Template
from app.domain.template_edit import copy_of
from app.strings import tr

OURS = Catalog().templates()
GOOD = """
id = "mine"
name = "Mine"
aim = "kling/kling-3.0"
[[sections]]
id = "look"
fields = [{ path = "look.mood", kind = "text", label = "mood" }]
[start]
shots = [{ id = "s1", seconds = 6 }]
"""


def refused(text: str) -> list[str]:
    with pytest.raises(BadFile) as caught:
        read_template(text.encode(), "mine.toml")
    assert "{" not in tr(f"error.{caught.value.id}", **caught.value.args_by_name)
    said = [tr(each.id, **each.args) for each in caught.value.args_by_name.get("problems", ())]
    assert not [each for each in said if "{" in each or each.startswith("templates.")]
    return said


def test_a_good_file_is_read() -> None:
    template = read_template(GOOD.encode(), "mine.toml")
    assert (template.name, template.own, template.sections[0].fields[0].path) == ("Mine", True, "look.mood")


@pytest.mark.parametrize("ours", OURS, ids=lambda each: each.id)
def test_what_is_written_is_read_again_alike(ours: Template) -> None:
    copy = copy_of(ours, "mine", 'Mine "\\ 镜头')
    data = write_template(copy)
    assert read_template(data, "mine.toml") == copy
    assert write_template(read_template(data, "mine.toml")) == data
    assert len(data) < MAX_BYTES // 10


def test_every_kind_of_ours_fits_its_path() -> None:
    for template in OURS:
        for section in template.sections:
            for field in section.fields:
                assert field.kind in kinds_at(field.path), field.path


def test_everything_that_is_wrong_is_listed() -> None:
    bad = """
id = "Mine!"
aim = "kling/kling-3.0"
[[sections]]
id = "look"
fields = [
  { path = "look.smell", kind = "text", label = "mood" },
  { path = "shots[*].keys", kind = "text", label = "mood" },
  { path = "look.mood", kind = "text", label = "mood" },
  { path = "look.mood", kind = "text", label = "mood" },
  { path = "cast[*].label", kind = "text", label = "mood" },
  { path = "shots[s1].purpose", kind = "text", label = "mood" },
  { path = "title", kind = "text", label = "mood" },
]
[[sections]]
id = "look"
fields = []
[start]
shots = [{ id = "s1", seconds = -6 }]
"""
    said = refused(bad)
    assert len(said) == 10
    assert "The field look.mood names title, which no form can show." in said
    assert [each for each in said if each.startswith("start.shots.0.seconds does not fit")]


@pytest.mark.parametrize(
    ("change", "count"),
    [
        (("name = ", "nom = "), 1),
        (('name = "Mine"', 'name = "a\\u0007b"\ncolour = "red"'), 2),
        (('kind = "text"', 'kind = "rope", deep = 1'), 2),
        (('id = "mine"', "own = true"), 1),
        (('label = "mood" }', 'label = "mood", hidden = true }'), 1),
        (("seconds = 6", 'seconds = 6 }, { id = "s1"'), 1),
        (('aim = "kling/kling-3.0"', 'aim = "k"\nsource = "' + "x" * 10 + '"\nlayout = "rows"'), 1),
        (("[start]", "[start]\nrope = 1979-05-27"), 1),
        (("[[sections]]", "[[sections]]\nid = 'x'\nid = 'y'"), 0),
        (('id = "mine"', "id = " + "[" * 3000), 0),
    ],
)
def test_a_bad_file_is_refused_whole(change: tuple[str, str], count: int) -> None:
    assert len(refused(GOOD.replace(*change))) == count


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"a = 1\n" + b"# " + b"x" * MAX_BYTES, b"", b"{}"])
def test_what_is_no_template_is_refused(data: bytes) -> None:
    with pytest.raises(BadFile):
        read_template(data, "mine.toml")


def test_a_file_in_the_folder_gets_what_its_base_was_given_since(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    text = GOOD.replace('id = "mine"\n', 'id = "mine"\nbase = "sora-story-beats"\n', 1)
    (tmp_path / "templates" / "mine.toml").write_text(text, encoding="utf-8")
    catalog = Catalog(tmp_path)
    mine, base = catalog.template("mine"), catalog.template("sora-story-beats")
    assert catalog.base_of(mine) == base
    assert {field.path for section in mine.sections for field in section.fields} == {
        field.path for section in base.sections for field in section.fields
    }
    assert mine.start["shots"][0]["seconds"] == 6


def test_a_changed_file_is_read_again_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    file = tmp_path / "templates" / "mine.toml"
    file.write_text("nothing", encoding="utf-8")
    catalog = Catalog(tmp_path)
    assert [each.message_id for each in catalog.problems] == ["problem.not_toml"]
    ours = catalog.template("sora-story-beats")
    file.write_text(GOOD, encoding="utf-8")
    catalog.reread_templates()
    assert catalog.template("mine").name == "Mine"
    assert list(catalog.problems) == []
    assert catalog.template("sora-story-beats") is ours
