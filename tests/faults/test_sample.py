"""A sample of the rig's other parts: power cuts, bad input, races, earlier and later libraries, what is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.ends import ROOT
from tests.faults.planted import changed, faults
from tests.faults.sample import sampled


@pytest.mark.slow
def test_what_is_promised_holds_in_a_sample(tmp_path: Path) -> None:
    held = sampled(tmp_path / "table.json", "powerloss", "fuzz", "binding", "versions", "shipped")
    assert held.keys() >= {"P1", "P14", "P15", "P16", "P23", "P24"}, held


def test_the_faults_that_are_planted_still_fit_the_program() -> None:
    for fault in faults().values():
        for change in fault["change"]:
            assert change["new"] in changed(ROOT / change["file"], change)
