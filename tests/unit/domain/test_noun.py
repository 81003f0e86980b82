"""What a noun takes, what it refuses, and that pydantic would have said the same."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from app.domain.clip import Media
from app.domain.draft import Beat, Draft, Frame, Key, Shot
from app.domain.finding import Finding
from app.domain.job import Message
from app.domain.kinds import Unsure
from app.domain.noun import Noun, ValidationError
from app.domain.preset import Preset
from app.store.settings import Settings

SMALL = {"id": "d", "form": "f", "aim": "a/b"}


_adapters: dict[type[Noun], TypeAdapter[Any]] = {}


def pydantic_of(kind: type[Noun]) -> TypeAdapter[Any]:
    """What judges by pydantic alone, made once: to make one takes longer than a test."""
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def judged(kind: type[Noun], value: Any) -> Any:
    """What pydantic makes of it."""
    return pydantic_of(kind).validate_python(value)


def outcome(read: Callable[[Any], Any], value: Any) -> str:
    """What reading gives or says."""
    try:
        return repr(read(value))
    except ValueError as error:
        return str(error)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Draft, SMALL),
        (Draft, {**SMALL, "schema": "draft/1", "options": {"m": {"a": 1, "b": 1.5, "c": True, "d": "x", "e": None}}}),
        (Draft, {**SMALL, "schema_id": "draft/1", "look": {"texture": ["grain", "dust"]}, "notes": {"title": "é"}}),
        (Draft, {**SMALL, "shots": [{"id": "s1", "seconds": 3, "beats": [{"id": "b1", "lines": [{"id": "l1"}]}]}]}),
        (Draft, {**SMALL, "shots": (Shot(id="s1"),), "continues": {"take": "t"}, "ends": {"start_image": None}}),
        (Key, {"id": "k", "t": 600, "axes": {"dolly": -100, "pan": 2.25}}),
        (Settings, {"cap_job": None, "cap_day": 3, "layout": {"a": [1, {"b": 2}]}, "cleared_jobs": []}),
        (Finding, {"id": "x", "level": "hint", "path": "title", "args": {"n": 1}}),
    ],
)
def test_what_plainly_fits_is_read_as_pydantic_reads_it(kind: type[Noun], value: dict[str, Any]) -> None:
    made = kind.plain(value)
    assert made == judged(kind, value)
    assert repr(made) == repr(judged(kind, value))
    assert list(made) == list(judged(kind, value))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Draft, {"id": "d", "form": "f"}),
        (Draft, {**SMALL, "colour": "red"}),
        (Draft, {**SMALL, "id": "d\n"}),
        (Draft, {**SMALL, "id": "D"}),
        (Draft, {**SMALL, "title": "a" * 20_001}),
        (Draft, {**SMALL, "title": "\ud800"}),
        (Draft, {**SMALL, "title": 7}),
        (Draft, {**SMALL, "language": "de"}),
        (Draft, {**SMALL, "frame": {"seed": True}}),
        (Draft, {**SMALL, "frame": {"seed": 1.5}}),
        (Draft, {**SMALL, "frame": None}),
        (Draft, {**SMALL, "shots": {"id": "s1"}}),
        (Draft, {**SMALL, "schema": "draft/1", "schema_id": "draft/1"}),
        (Draft, [1]),
        (Shot, {"id": "s", "seconds": math.nan}),
        (Shot, {"id": "s", "seconds": math.inf}),
        (Shot, {"id": "s", "seconds": -1}),
        (Shot, {"id": "s", "seconds": "4"}),
        (Shot, {"id": "s", "shake": 4}),
        (Beat, {"id": "b", "seconds": 10**400}),
        (Settings, {"text_size": 13.0}),
        (Settings, {"less_motion": 1}),
        (Settings, {"layout": {1: 2}}),
    ],
)
def test_what_does_not_plainly_fit_is_judged_by_pydantic(kind: type[Noun], value: Any) -> None:
    with pytest.raises(Unsure):
        kind.plain(value)
    assert outcome(kind.model_validate, value) == outcome(pydantic_of(kind).validate_python, value)


def test_a_refusal_says_where_and_why() -> None:
    with pytest.raises(ValidationError) as refused:
        Draft.model_validate({**SMALL, "shots": [{"id": "s1", "shake": 4}]})
    (said,) = refused.value.errors(include_input=False)
    assert (said["loc"], said["msg"]) == (("shots", 0, "shake"), "Input should be less than or equal to 3")


def test_the_constructor_judges_as_reading_does() -> None:
    assert Shot(id="s", seconds=4).seconds == 4.0
    assert isinstance(Shot.model_validate({"id": "s", "seconds": "4"}).seconds, float)
    with pytest.raises(ValidationError, match="seed"):
        Frame(seed="many")  # type: ignore[arg-type]


def test_a_field_judges_its_value_alone() -> None:
    assert Shot.fitted("seconds", 4) == 4.0
    assert Shot.fitted("beats", [{"id": "b1"}]) == (Beat(id="b1"),)
    with pytest.raises(ValidationError, match="less than or equal to 3"):
        Shot.fitted("shake", 9)


@pytest.mark.parametrize("mode", ["python", "json"])
@pytest.mark.parametrize("by_alias", [True, False])
def test_what_is_told_is_what_pydantic_tells(mode: Any, by_alias: bool) -> None:
    draft = Draft.model_validate({**SMALL, "shots": [{"id": "s1", "keys": [{"id": "k1"}]}]})
    preset = Preset(id="p", name="P", draft=draft, builtin=True, parts=("shots",))
    inner = Message(id="m", args={"n": 1.5})
    finding = Finding(id="x", level="hint", path="title", args={"told": (inner, 1), "where": Path("a"), "none": None})
    media = Media(seconds=1.0, width=2, height=2, fps=24.0, frames=24, video_codec="h264")
    for noun in (draft, preset, finding, finding.replace(args={"told": [inner]}), media):
        told = noun.model_dump(mode=mode, by_alias=by_alias)
        by_pydantic = pydantic_of(type(noun)).dump_python(noun, mode=mode, by_alias=by_alias)
        assert told == by_pydantic
        assert list(told) == list(by_pydantic)


def test_a_noun_is_frozen_and_is_its_content() -> None:
    shot = Shot(id="s")
    with pytest.raises(AttributeError):
        shot.seconds = 3.0  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del shot.seconds
    assert hash(shot) == hash(Shot(id="s"))
    assert shot != Shot(id="t")
    assert shot != "s"
    assert shot.replace(seconds=2.0) == Shot(id="s", seconds=2.0)
    assert {Shot(id="s"), shot} == {shot}
