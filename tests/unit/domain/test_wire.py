"""A model's own path and names, made out of a neutral request by its row alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.domain.errors import BadValue
from app.domain.request import Input, Part, Request
from app.domain.wire import Task, Wire, wire_fields

WIRE = Wire(
    names={"seconds": "duration:int", "resolution": "resolution", "audio": "generate_audio"},
    fixed={"safety": True},
    text=Task(at="maker/text", names={"shots": "multi_prompt:entries_text"}),
    image=Task(at="maker/image", names={"first_frame": "image_url"}, drops=("resolution",)),
    frames=Task(
        at="maker/frames", names={"first_frame": "first_url", "last_frame": "last_url", "seconds": "duration:s"}
    ),
    reference=Task(at="maker/reference", names={"reference": "image_urls:list"}),
)


def asset(number: int) -> str:
    return f"sha256:{number:064d}"


def request(*roles: str, wire: Wire = WIRE, **parameters: Any) -> Request:
    inputs = tuple(
        Input(role=role, asset=asset(number), cast=f"c{number // 2}")  # type: ignore[arg-type]
        for number, role in enumerate(roles)
    )
    asked = {"seconds": 8.0, "resolution": "720p", "seed": 5, "style": "film", **parameters}
    return Request(
        model="fal/x", dialect="timed", text="A dog runs", parameters=asked, inputs=inputs, seconds=8, wire=wire,
        draft="{}",
    )  # fmt: skip


def pictures(count: int) -> dict[str, str]:
    return {asset(number): f"https://cdn.test/{number}.png" for number in range(count)}


def test_what_has_a_name_is_sent_by_it_and_an_option_by_its_own() -> None:
    assert wire_fields(request(), {}) == (
        "maker/text",
        {"safety": True, "prompt": "A dog runs", "duration": 8, "resolution": "720p", "style": "film"},
    )


@pytest.mark.parametrize(
    ("roles", "at", "expected"),
    [
        (("first_frame",), "maker/image", {"image_url": "https://cdn.test/0.png"}),
        (
            ("first_frame", "last_frame"),
            "maker/frames",
            {"first_url": "https://cdn.test/0.png", "last_url": "https://cdn.test/1.png"},
        ),
        (
            ("reference", "reference"),
            "maker/reference",
            {"image_urls": ["https://cdn.test/0.png", "https://cdn.test/1.png"]},
        ),
    ],
)
def test_pictures_decide_the_task(roles: tuple[str, ...], at: str, expected: dict[str, Any]) -> None:
    path, fields = wire_fields(request(*roles), pictures(2))
    assert path == at
    assert expected.items() <= fields.items()
    assert ("resolution" in fields) == (at != "maker/image")
    assert fields["duration"] == ("8s" if at == "maker/frames" else 8)


@pytest.mark.parametrize("roles", [("reference", "first_frame"), ("last_frame", "reference")])
def test_a_picture_without_a_place_is_never_dropped(roles: tuple[str, ...]) -> None:
    with pytest.raises(BadValue) as fault:
        wire_fields(request(*roles), pictures(2))
    assert fault.value.id == "picture_without_place"


def test_a_cast_is_a_frontal_picture_and_more() -> None:
    wire = WIRE.replace(reference=Task(at="maker/cast", names={"reference": "elements:elements"}))
    _, fields = wire_fields(request("reference", "reference", "reference", wire=wire), pictures(3))
    assert fields["elements"] == [
        {"frontal_image_url": "https://cdn.test/0.png", "reference_image_urls": ["https://cdn.test/1.png"]},
        {"frontal_image_url": "https://cdn.test/2.png"},
    ]


@pytest.mark.parametrize(("form", "seconds"), [("entries_text", "3"), ("entries", 3), ("entries_json", 3)])
def test_a_list_of_shots_goes_in_place_of_the_words(form: str, seconds: object) -> None:
    wire = WIRE.replace(text=Task(at="maker/text", names={"shots": f"multi_prompt:{form}"}))
    shots = request(wire=wire).replace(parts=(Part(text="one", seconds=3.0), Part(text="two", seconds=5.0)))
    _, fields = wire_fields(shots, {})
    listed = json.loads(fields["multi_prompt"]) if form == "entries_json" else fields["multi_prompt"]
    assert "prompt" not in fields
    assert listed[0] == {"prompt": "one", "duration": seconds}
