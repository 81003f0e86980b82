"""A draft that was checked is read without pydantic in the worker: as the same values, drawn as the same pictures."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.catalog import Catalog
from app.domain.draft import Draft
from app.domain.request import Request
from app.domain.upgrade import write_draft
from app.program import child_environment, own_command
from app.providers.animatic import PROVIDER
from tests.fakes.animatics import Picture, decoded

READ = """
import json, sys
from app.animatic.plain import Plain, checked_draft, is_spared, spare_pydantic

spare_pydantic()
assert is_spared()

def told(value):
    if isinstance(value, Plain):
        return {name: told(each) for name, each in vars(value).items()}
    return [told(each) for each in value] if isinstance(value, tuple) else value

drafts = [checked_draft(text) for text in json.load(sys.stdin)]
assert all(hash(draft.shots) and draft == draft.replace(title=draft.title) for draft in drafts)
json.dump([told(draft) for draft in drafts], sys.stdout)
assert not any(name.startswith("pydantic_core") for name in sys.modules)
"""

ROUNDING = 16
"""Of 255: which process begins a group shows in the last bits of tiny shapes, and the encoder carries it on."""


def presets() -> list[Draft]:
    catalog = Catalog()
    return [catalog.preset(preset.id).draft for preset in catalog.presets()]


def request(draft: str) -> Request:
    return Request(model="animatic/board", dialect="plain", text="t", seconds=1.0, draft=draft)


def test_every_preset_is_read_as_the_same_values() -> None:
    drafts = presets()
    texts = [write_draft(draft).decode() for draft in drafts]
    child = subprocess.run(
        [sys.executable, "-c", READ], input=json.dumps(texts), env=child_environment(), capture_output=True, text=True
    )
    assert child.stderr == ""
    assert json.loads(child.stdout) == [draft.model_dump(mode="json") for draft in drafts]


def test_the_program_says_that_it_read_the_draft_and_only_then() -> None:
    text = write_draft(presets()[0]).decode()
    order = json.loads(PROVIDER.payload(request(text), {}).body)
    assert (order["draft"], order["checked"]) == (text, True)
    foreign = json.dumps({**json.loads(text), "aim": 7})
    order = json.loads(PROVIDER.payload(request(foreign), {}).body)
    assert (order["draft"], order["checked"]) == (foreign, False)


@pytest.mark.slow
def test_a_checked_draft_is_drawn_as_any_other(tmp_path: Path) -> None:
    draft = Catalog().preset("first-snow").draft
    films = []
    for checked in (True, False):
        order: dict[str, Any] = {"draft": write_draft(draft).decode(), "checked": checked, "short_side": 72}
        order |= {"out": str(tmp_path / f"{checked}.mp4"), "progress": str(tmp_path / f"{checked}.json")}
        file = tmp_path / "order.json"
        file.write_text(json.dumps(order), encoding="utf-8")
        with subprocess.Popen(
            own_command("_animatic", str(file)),
            stdin=subprocess.PIPE,
            env=child_environment(QT_QPA_PLATFORM="offscreen"),
        ) as child:
            assert child.wait() == 0
        told = json.loads((tmp_path / f"{checked}.json").read_bytes())
        films.append((decoded(tmp_path / f"{checked}.mp4"), told))
    (one, told_of_one), (other, told_of_other) = films
    assert told_of_one == told_of_other
    assert len(one) == len(other)
    worst = max(unlike(picture, another) for picture, another in zip(one, other, strict=True))
    assert worst <= ROUNDING


def unlike(one: Picture, other: Picture) -> int:
    """How far the two are apart where they are furthest, of 255."""
    return max(abs(a - b) for a, b in zip(one.data, other.data, strict=True))
