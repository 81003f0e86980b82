"""The person's own files stand beside ours, take their place by id, and a bad one is told and left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.catalog import Catalog, Problem
from app.catalog.folders import Folder
from app.strings import has, tr
from tests.fakes.ours import read_ours_once

MODEL = """
[[model]]
id = "{id}"
title = "Mine"
dialect = "timed"
source = "own measurement"
checked_on = "2026-11-01"
"""
TEMPLATE = """
id = "{id}"
aim = "kling/kling-3.0"
[[sections]]
id = "look"
fields = [{{ path = "{path}", kind = "text", label = "style_line" }}]
[start]
shots = [{{ id = "s1", seconds = {seconds} }}]
"""


@pytest.fixture(autouse=True)
def _ours_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told here is of the person's files; they are read each time."""
    read_ours_once(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for kind in ("models", "templates", "vocabulary"):
        (tmp_path / kind).mkdir()
    return tmp_path


def only(catalog: Catalog) -> Problem:
    """The one problem there is, with a sentence that says all of it."""
    (problem,) = catalog.problems
    assert has(problem.message_id)
    assert "{" not in tr(problem.message_id, **problem.args)
    return problem


def test_no_folder_is_no_problem(tmp_path: Path) -> None:
    assert Catalog(tmp_path / "none").problems == ()
    assert Catalog(tmp_path / "none").models() == Catalog().models()


def test_an_own_model_stands_last_and_is_found(folder: Path) -> None:
    (folder / "models" / "studio.toml").write_text(MODEL.format(id="studio/box"), encoding="utf-8")
    catalog = Catalog(folder)
    assert catalog.model("studio/box").title == "Mine"
    assert catalog.model("box").provider == "studio"
    assert catalog.models()[-1].id == "studio/box"
    assert catalog.problems == ()


def test_an_own_row_takes_the_place_of_ours(folder: Path) -> None:
    (folder / "models" / "kling.toml").write_text(MODEL.format(id="kling/kling-3.0"), encoding="utf-8")
    catalog = Catalog(folder)
    assert catalog.model("kling/kling-3.0").source == "own measurement"
    assert catalog.model("kling/kling-2.6").title == "Kling 2.6"
    assert [model.id for model in catalog.models()] == [model.id for model in Catalog().models()]


def test_a_row_in_an_odd_file_is_found_all_the_same(folder: Path) -> None:
    (folder / "models" / "extra.toml").write_text(MODEL.format(id="kling/kling-9"), encoding="utf-8")
    assert Catalog(folder).model("kling/kling-9").title == "Mine"


def test_an_own_template_makes_drafts(folder: Path) -> None:
    text = TEMPLATE.format(id="mine", path="look.style_line", seconds=6)
    (folder / "templates" / "mine.toml").write_text(text, encoding="utf-8")
    catalog = Catalog(folder)
    assert catalog.new_draft(catalog.template("mine"), id="a").seconds == 6
    assert catalog.templates()[-1].id == "mine"


def test_an_own_vocabulary_offers_other_words(folder: Path) -> None:
    text = 'id = "weather"\npaths = ["light.weather"]\n[terms]\nash = "falling ash"\n'
    (folder / "vocabulary" / "weather.toml").write_text(text, encoding="utf-8")
    catalog = Catalog(folder)
    served = catalog.vocabulary_for("light.weather")
    assert served == catalog.vocabulary("weather")
    assert served.phrase("ash") == "falling ash"


@pytest.mark.parametrize(
    ("kind", "text", "message_id"),
    [
        ("models", "this is not TOML", "problem.not_toml"),
        ("models", "title = 'no rows'", "problem.no_rows"),
        ("models", "model = [1]", "problem.no_rows"),
        ("models", MODEL.format(id="no-provider"), "problem.model_id"),
        ("models", MODEL.format(id="a/b") + "provider = 'c'\n", "problem.model_id"),
        ("models", MODEL.format(id="a/b").replace('checked_on = "2026-11-01"', ""), "problem.bad_field"),
        ("models", MODEL.format(id="a/b") + "colour = 'red'\n", "problem.bad_field"),
        ("templates", TEMPLATE.format(id="bad", path="look.smell", seconds=6), "problem.template"),
        ("templates", TEMPLATE.format(id="bad", path="look.mood", seconds=-6), "problem.template"),
        (
            "templates",
            TEMPLATE.format(id="bad", path="look.mood", seconds=6).replace("text", "rope"),
            "problem.template",
        ),
        ("vocabulary", "id = 'bad'", "problem.no_terms"),
        ("vocabulary", "id = 'bad'\n[terms]\na = 1", "problem.bad_field"),
        ("vocabulary", "x = " + "[" * 5000, "problem.not_toml"),
        ("vocabulary", "# " + "x" * 2_000_000, "problem.too_big"),
    ],
)
def test_a_bad_file_is_told_and_left_out(folder: Path, kind: str, text: str, message_id: str) -> None:
    path = folder / kind / "bad.toml"
    path.write_text(text, encoding="utf-8")
    catalog = Catalog(folder)
    problem = only(catalog)
    assert (problem.message_id, problem.path) == (message_id, str(path))
    assert catalog.models() == Catalog().models()
    assert catalog.templates() == Catalog().templates()
    assert catalog.vocabularies() == Catalog().vocabularies()


def test_bytes_that_are_no_text_are_told(folder: Path) -> None:
    (folder / "models" / "bad.toml").write_bytes(b"\xff\xfe\x00")
    assert only(Catalog(folder)).message_id == "problem.not_toml"


def test_a_folder_that_looks_like_a_file_is_told(folder: Path) -> None:
    (folder / "models" / "bad.toml").mkdir()
    assert only(Catalog(folder)).message_id == "problem.unreadable"


def test_one_bad_row_costs_only_itself(folder: Path) -> None:
    text = MODEL.format(id="a/good") + MODEL.format(id="bad") + MODEL.format(id="a/fine")
    (folder / "models" / "a.toml").write_text(text, encoding="utf-8")
    catalog = Catalog(folder)
    assert [model.id for model in catalog.models()[-2:]] == ["a/good", "a/fine"]
    assert only(catalog).args["given"] == "bad"


def test_a_problem_is_told_once_however_often_one_asks(folder: Path) -> None:
    (folder / "models" / "kling.toml").write_text("nonsense", encoding="utf-8")
    catalog = Catalog(folder)
    for _ in range(3):
        assert catalog.model("kling/kling-3.0").title == "Kling 3.0"
    assert only(catalog).message_id == "problem.not_toml"


def test_a_bad_file_of_ours_is_a_bug(tmp_path: Path) -> None:
    def broken() -> None:
        raise OSError("gone")

    with pytest.raises(ValueError, match="ours"):
        Folder(tmp_path, ours=True).attempt(tmp_path / "ours.toml", broken)
