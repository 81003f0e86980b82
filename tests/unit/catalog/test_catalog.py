"""The catalogue finds what it is asked for, names what comes near, and reads no more than it needs."""

from __future__ import annotations

import tomllib
from pathlib import Path
from time import thread_time
from typing import Any

import pytest

from app.catalog import Catalog
from app.domain.errors import UnknownName

NEEDED = ("shot_size", "angle", "lens", "support", "light_source", "light_side", "time_of_day", "medium", "delivery")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that are read while the test runs, each once; what is kept of one counts as it."""
    names: list[str] = []
    plain_open, plain_bytes = Path.open, Path.read_bytes

    def note(path: Path) -> None:
        name = path.stem if path.parent.name == "__pycache__" else path.name
        if name not in names:
            names.append(name)

    def noted_open(path: Path, *args: Any, **more: Any) -> Any:
        note(path)
        return plain_open(path, *args, **more)

    def noted_bytes(path: Path) -> bytes:
        note(path)
        return plain_bytes(path)

    monkeypatch.setattr(Path, "open", noted_open)
    monkeypatch.setattr(Path, "read_bytes", noted_bytes)
    return names


def test_a_compile_reads_three_kinds_of_file_and_no_other(opened: list[str]) -> None:
    catalog = Catalog()
    catalog.model("kling/kling-3.0")
    catalog.template("kling-camera-path")
    catalog.vocabulary("shot_size")
    assert opened == ["kling.toml", "kling-camera-path.toml", "shot_size.toml"]
    opened.clear()
    catalog.model("kling/kling-2.6")
    catalog.template("kling-camera-path")
    catalog.vocabulary("shot_size")
    assert opened == []


def test_a_preset_is_read_alone(opened: list[str]) -> None:
    assert Catalog().preset("small-rescue").name == "Small rescue"
    assert sorted(set(opened)) == ["order.toml", "small-rescue.json"]


def test_reading_what_one_draft_needs_costs_less_than_half_of_everything() -> None:
    def seconds(whole: bool) -> float:
        best = 9.0
        for _ in range(5):
            start = thread_time()
            catalog = Catalog()
            if whole:
                catalog.models(), catalog.templates(), catalog.vocabularies(), catalog.presets()
            else:
                catalog.model("kling/kling-3.0")
                catalog.template("sora-story-beats")
                for name in NEEDED:
                    catalog.vocabulary(name)
            best = min(best, thread_time() - start)
        return best

    assert seconds(whole=False) < 0.5 * seconds(whole=True)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kling/kling-3.0", "kling/kling-3.0"),
        ("kling-3.0-turbo", "kling/kling-3.0-turbo"),
        ("kling-4.0", "fal/kling-4.0"),
        ("sora-2", "openai/sora-2"),
        ("wan-2.2-5b", "openai-videos/Wan-AI/Wan2.2-TI2V-5B-Diffusers"),
        ("MiniMax-H3", "openai-videos/MiniMaxAI/MiniMax-H3"),
        ("board", "animatic/board"),
    ],
)
def test_a_model_is_found_by_id_or_by_its_own_name(asked: str, found: str) -> None:
    assert Catalog().model(asked).id == found


@pytest.mark.parametrize(
    ("kind", "asked", "near"),
    [
        ("model", "openai/sora-3", "openai/sora-2"),
        ("model", "klng-3.0", "kling-3.0"),
        ("template", "sora-story", "sora-story-beats"),
        ("preset", "small-resque", "small-rescue"),
        ("vocabulary", "shot-size", "shot_size"),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest(kind: str, asked: str, near: str) -> None:
    with pytest.raises(UnknownName) as fault:
        getattr(Catalog(), kind)(asked)
    assert near in fault.value.nearest
    assert fault.value.id == f"unknown_near.{kind}"


@pytest.mark.parametrize("asked", ["", "/", "..", "../templates/sora-story-beats", "a/b/c", "nul\0", "C:x"])
def test_a_name_is_never_taken_for_a_place(asked: str) -> None:
    catalog = Catalog()
    for find in (catalog.model, catalog.template, catalog.vocabulary, catalog.preset):
        with pytest.raises(UnknownName):
            find(asked)


def test_a_path_leads_to_the_vocabulary_that_serves_it() -> None:
    catalog = Catalog()
    for path in ("shots[s1].keys[k9].framing.size", "shots[*].keys[*].framing.size"):
        vocabulary = catalog.vocabulary_for(path)
        assert vocabulary is not None
        assert vocabulary.phrase("cu") == "close-up"
    assert catalog.vocabulary_for("place.setting") is None
    assert catalog.vocabulary_for("no.such.path") is None


def test_a_blank_draft_is_the_template_s_with_a_name_of_its_own() -> None:
    catalog = Catalog()
    template = catalog.template("kling-shot-list")
    draft = catalog.new_draft(template, id="mine", title="Mine")
    assert (draft.id, draft.title, draft.form, draft.aim) == ("mine", "Mine", template.id, template.aim)
    assert [shot.seconds for shot in draft.shots] == [3, 3, 4]
    assert catalog.new_draft(template, id="mine", title="Mine") == draft


def test_presets_come_in_the_order_they_are_shown() -> None:
    catalog = Catalog()
    with (Path(__file__).parents[3] / "resources" / "presets" / "order.toml").open("rb") as file:
        order = tomllib.load(file)["order"]
    assert [preset.id for preset in catalog.presets()] == order


@pytest.mark.parametrize(
    "name", ["fal/fal-ai/new-model/v9/text-to-video", "openai-videos/my-box/Model-7B", "kling/kling-9"]
)
def test_what_a_provider_has_beyond_our_rows_is_passed_through(name: str) -> None:
    model = Catalog().model(name)
    assert (model.id, model.provider) == (name, name.partition("/")[0])
    assert model.tags == ("unlisted",)
    assert model not in Catalog().models()


@pytest.mark.parametrize(
    "name", ["fal/", "fal/two words", "fal/../../etc", "fal/a/../../etc", "animatic/more", "nobody/has-this"]
)
def test_what_cannot_be_a_model_is_not(name: str) -> None:
    with pytest.raises(UnknownName):
        Catalog().model(name)
