"""Drafts by authors who had not seen the checks: nearly all bad ones are told, and hardly any good one is."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app.domain.draft import Draft
from app.prompting import compile_draft
from tests.contracts.rows import catalog

FILES = sorted(Path(__file__).parent.glob("blind_*.jsonl"))
TODAY = "2026-11-27"
ENOUGH = 0.95
LENGTHS = {"H11": "H01", "H22": "H01"}
"""Numbers of the catalogue that one check answers for."""
MISSED = frozenset(
    {
        ("C04", "a pan of sausages is no camera"),
        # the compiler puts `After a beat` between the two lines itself
        ("C46", "d: two lines jammed together"),
    }
)
"""What is still not told as it should be, by the number of the check and the author's reason."""


UNTOLD = frozenset({"H02", "H04", "H10", "H20"})
"""Limits that nothing a draft holds can break: what would is sent as the nearest thing, and told as a loss."""


class Item(NamedTuple):
    """One draft, the number of the check it was written for, and whether the check has to tell it."""

    check: str
    bad: bool
    why: str
    told: bool


@cache
def items(file: Path) -> tuple[Item, ...]:
    """Every draft of a file with what is said of it. The first line is what the drafts have in common."""
    first, *rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return tuple(_judged(first["base"], row) for row in rows)


def _judged(base: dict[str, Any], row: dict[str, Any]) -> Item:
    changed = {name: value for name, value in {**base, **row["change"]}.items() if value is not None}
    draft = Draft.model_validate({**changed, "aim": row["model"]})
    made = compile_draft(draft, catalog().model(row["model"]), catalog().vocabulary, today=TODAY)
    asked = LENGTHS.get(row["check"], row["check"])
    told = any(finding.code == asked for finding in made.findings)
    return Item(row["check"], row["kind"] == "bad", row["why"], told)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nearly_all_is_told_and_hardly_anything_besides(file: Path) -> None:
    counted = Counter((item.bad, item.told) for item in items(file))
    right, missed, wrong = counted[True, True], counted[True, False], counted[False, True]
    assert right / (right + wrong) >= ENOUGH
    assert right / (right + missed) >= ENOUGH


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_judged_amiss_is_known_by_name(file: Path) -> None:
    amiss = {(item.check, item.why) for item in items(file) if item.bad != item.told}
    assert amiss <= MISSED


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_drafts_are_bad_and_good_ones(file: Path) -> None:
    kinds = {(item.check, item.bad) for item in items(file)}
    assert {check for check, bad in kinds if bad} == {check for check, bad in kinds if not bad} - UNTOLD
