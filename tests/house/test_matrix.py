"""The fault matrix has 150 rows: each is tried by a test or a part of the rig, or said not to be."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.faults.rig import PARTS

ROOT = Path(__file__).resolve().parents[2]
MAP = tomllib.loads((ROOT / "tests" / "faults" / "matrix.toml").read_text(encoding="utf-8"))
COUNTS = {"N": 18, "R": 35, "D": 16, "C": 21, "L": 14, "U": 12, "S": 34}
ROWS = {f"{letter}{number}" for letter, count in COUNTS.items() for number in range(1, count + 1)}
ROW = re.compile(r"(?<![A-Za-z0-9])[NRDCLUS]\d+")


@cache
def named() -> frozenset[str]:
    """The rows that are named at their test: in a comment above it, or in its name."""
    found: set[str] = set()
    for file in (ROOT / "tests").rglob("test_*.py"):
        text = file.read_text(encoding="utf-8")
        for line in re.findall(r"^ *# matrix: (.*)$", text, re.M):
            found |= set(ROW.findall(line))
        for name in re.findall(r"def test_((?:[nrdclus]\d+_)+)", text):
            found |= set(name.upper().split("_")) - {""}
    return frozenset(found)


def test_every_row_is_tried_or_said_not_to_be() -> None:
    assert len(ROWS) == 150
    assert named() | MAP["tried"].keys() | MAP["open"].keys() == ROWS
    assert not (named() | MAP["tried"].keys()) & MAP["open"].keys(), "what is tried is not open"
    assert all(len(reason.split()) > 2 for reason in MAP["open"].values())


@pytest.mark.parametrize("place", sorted({each for places in MAP["tried"].values() for each in places}))
def test_what_tries_a_row_is_there(place: str) -> None:
    if place.startswith("rig:"):
        assert place.removeprefix("rig:") in PARTS
        return
    file, _, name = place.partition("::")
    assert re.search(rf"def {name}\(", (ROOT / file).read_text(encoding="utf-8"))
