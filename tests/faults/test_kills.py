"""A sample of kills before system calls at every provider: `python3 dev.py faults` tries all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.kills import has_strace
from tests.faults.sample import sampled


@pytest.mark.slow
def test_what_is_promised_holds_after_a_kill_at_any_call(tmp_path: Path) -> None:
    held = sampled(tmp_path / "table.json", "kills")
    expected = {"P1", "P2", "P3", "P5", "P6", "P17", "P18"} if has_strace() else {"P2"}
    assert held.keys() == expected, held
