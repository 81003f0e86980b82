"""Every model row says where its facts are from and when they were checked, and its facts agree with each other."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date

import pytest

from app.domain.model import Model
from app.prompting import dialects
from app.resources import resources
from app.strings import has
from tests.contracts.rows import ISO_DAY, catalog

MODELS = catalog().models()
every = pytest.mark.parametrize("model", MODELS, ids=lambda each: each.id)
PROVIDERS = ("animatic", "openai", "openai-videos", "kling", "fal", "replicate")
DIALECTS = tuple(dialects())
BORN = date(2024, 1, 1)


def test_ids_are_unique() -> None:
    ids = [
        row["id"]
        for path in (resources() / "models").glob("*.toml")
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["model"]
    ]
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    assert len(ids) == len(MODELS)


def test_best_come_first_and_the_dead_and_the_drawn_last() -> None:
    ids = [model.id for model in MODELS]
    assert ids[0] == "kling/kling-3.0"
    assert ids[-3:] == ["openai/sora-2", "openai/sora-2-pro", "animatic/board"]


@pytest.mark.parametrize("name", ["kling-3.0", "kling-4.0", "sora-2", "board", "animatic", "ltx-2.5"])
def test_people_can_call_a_model_by_its_plain_name(name: str) -> None:
    assert catalog().model(name) in MODELS


@every
def test_a_row_has_a_source_with_a_day(model: Model) -> None:
    assert model.source
    assert ISO_DAY.match(model.checked_on)
    assert all(ISO_DAY.match(day) for day in (model.released, model.retired) if day)
    assert bool(model.prices) <= bool(model.price_source)
    assert model.title
    assert model.provider in PROVIDERS


@every
def test_a_row_stands_in_its_provider_s_file(model: Model) -> None:
    assert model.id.startswith(f"{model.provider}/")
    assert (resources() / "models" / f"{model.provider}.toml").is_file()


@every
def test_a_row_speaks_a_dialect(model: Model) -> None:
    if model.provider == "animatic":
        assert (model.dialect, model.shots_dialect) == ("", "")
        return
    assert model.dialect in DIALECTS
    assert model.shots_dialect in ("", *DIALECTS)
    for option in model.options:
        if option.name == "words":
            assert set(option.choices) < set(DIALECTS)
            assert (option.default, option.worded) == (model.dialect, True)


@every
def test_a_tag_for_pictures_tells_them_apart(model: Model) -> None:
    if model.reference_tag:
        assert model.limits.elements
        assert re.fullmatch(r"[@<]\w*\{(n|image)\}>*|<<<\w+_\{(n|image)\}>>>", model.reference_tag)


@every
def test_what_is_said_of_clips_holds_together(model: Model) -> None:
    limits = model.limits
    sorts = [each for each in (limits.clips, limits.edits) if each is not None]
    assert bool(model.clip_tag) == bool(sorts)
    assert not model.clip_tag or re.fullmatch(
        r"@Video\{n\}|@video_\{n\}|<<<video_\{n\}>>>|<Video \{n\}>", model.clip_tag
    )
    assert limits.edits is None or limits.edits.most == 1
    assert limits.clips_together is None or sorts
    for each in sorts:
        assert each.most >= 1
        for name in ("seconds", "side", "pixels", "ratio", "fps"):
            assert (getattr(each, f"{name}_least") or 0) <= (getattr(each, f"{name}_most") or 10**9)
        assert set(each.kinds) <= {"mp4", "mov", "webm", "mkv"}
        assert not each.silent or limits.audio == "switch" or each.keeps_sound or each.by_address
    if model.wire is not None:
        assert (limits.clips is not None, limits.edits is not None) == (
            model.wire.clip is not None, model.wire.edit is not None,
        )  # fmt: skip


@every
def test_lengths_are_a_list_or_a_range(model: Model) -> None:
    lengths = model.limits.lengths
    if lengths is None:
        return
    if lengths.list:
        assert list(lengths.list) == sorted(set(lengths.list))
        assert (lengths.least, lengths.most) == (0, 0)
    else:
        assert 0 < lengths.least <= lengths.most
        assert lengths.step > 0


@every
def test_sizes_are_pixels_of_a_shape_and_a_resolution(model: Model) -> None:
    limits = model.limits
    for name, pixels in limits.sizes.items():
        aspect, _, resolution = name.partition("@")
        wide, tall = (int(side) for side in pixels.split("x"))
        left, right = (float(side) for side in aspect.split(":"))
        assert abs(wide / tall - left / right) < 0.1
        assert (wide % 2, tall % 2) == (0, 0)
        assert not limits.aspects or aspect in limits.aspects
        assert resolution in limits.resolutions


@every
def test_caps_agree(model: Model) -> None:
    limits = model.limits
    assert (limits.prompt_advised or 0) <= (limits.prompt_cap or 10**6)
    assert (limits.shot_cap or 0) <= (limits.prompt_cap or 10**6)
    assert limits.end_image is not True or limits.start_image
    assert not limits.start_needed or limits.start_image
    assert limits.start_needed or not model.by_words
    if model.by_words:
        sibling = next(each for each in MODELS if each.id == model.by_words)
        assert (sibling.provider, sibling.limits.start_needed) == (model.provider, None)
    if model.shots_dialect.startswith("kling_"):
        assert limits.shots is not None
        assert limits.shot_cap is not None


@every
def test_prices_belong_to_what_the_row_offers(model: Model) -> None:
    keys = [(price.resolution, price.audio, price.video_in) for price in model.prices]
    assert len(keys) == len(set(keys))
    for price in model.prices:
        assert price.usd_per_second >= 0
        assert not price.resolution or price.resolution in model.limits.resolutions
        assert not price.audio or model.limits.audio == "switch"
        assert not price.video_in or model.limits.clips or model.limits.edits
        assert price.video_in or not price.counts_clips


@every
def test_switches_have_a_name_for_people(model: Model) -> None:
    for option in model.options:
        assert has(f"option.{option.name}")
        assert has(f"option.{option.name}.help")
        for choice in option.choices:
            assert has(f"option.{option.name}.{choice}")
    for tag in model.tags:
        assert has(f"tag.{tag}")


@every
def test_life_dates_are_in_order(model: Model) -> None:
    days = [date.fromisoformat(day) for day in (model.released, model.retired) if day]
    assert days == sorted(days)
    assert all(day > BORN for day in days)
    if model.successor:
        assert catalog().model(model.successor).id == model.successor != model.id


def test_sora_is_known_to_be_over() -> None:
    for name in ("openai/sora-2", "openai/sora-2-pro"):
        model = catalog().model(name)
        assert not model.is_retired("2026-09-23")
        assert model.is_retired("2026-09-24")
        assert model.limits.lengths is not None
        assert model.limits.lengths.list == (4, 8, 12, 16, 20)


def test_known_prices_of_kling() -> None:
    prices = {(price.resolution, price.audio): price.usd_per_second for price in catalog().model("kling-3.0").prices}
    assert prices[("720p", "off")] == 0.084
    assert prices[("1080p", "on")] == 0.168
    assert prices[("4k", "")] == 0.42
