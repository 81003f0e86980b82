"""What the words of a key cost: the large draft compiled and checked after an edit, against reading it once."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

import pytest

from app.domain.draft import Draft
from app.domain.path import leaves, write
from app.prompting import compile_draft
from tests.bench.clock import percentile, record
from tests.unit.prompting.cases import TODAY, catalog
from tests.unit.prompting.large import large_draft

EDITS = 200
WARM = 20
MOST = 2.0
"""Milliseconds of processor time, at the median, on an idle machine."""
FACTOR = 4.0
"""The same in times of reading every field of the draft once, which holds on a busy machine too."""
IDLE = 1.5
"""The load up to which milliseconds say something."""


def _spent(act: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    start = time.process_time_ns()
    act()
    return (time.process_time_ns() - start) / 1e6


def _typed(draft: Draft) -> list[Draft]:
    """The draft after each key of a text typed into the action of a beat."""
    shot = draft.shots[2]
    at = f"shots[{shot.id}].beats[{shot.beats[0].id}].action"
    text = "raises one flat hand beside his ear, then lowers it very slowly and with care "
    return [write(draft, at, f"{text[: number % len(text)]}{number}") for number in range(EDITS + WARM)]


@pytest.mark.parametrize("name", ["kling-3.0", "kling-2.6", "sora-2", "veo-3.1", "seedance-2.5", "minimax-h3"])
def test_compile_and_check_after_an_edit(name: str) -> None:
    draft = large_draft()
    model = catalog().model(name)
    words = catalog().vocabulary
    times: list[float] = []
    floors: list[float] = []
    for edited in _typed(draft):
        times.append(_spent(lambda: compile_draft(edited, model, words, today=TODAY)))  # noqa: B023
        floors.append(_spent(lambda: sum(1 for _ in leaves(edited))))  # noqa: B023
    median, floor = statistics.median(times[WARM:]), statistics.median(floors[WARM:])
    worst = percentile(times[WARM:], 99)
    detail = f"{median:.2f} ms, p99 {worst:.2f}, least {min(times):.2f} / {floor:.2f} ms"
    record(f"compile + lint, {name} / reading the draft", median / floor, f"<= {FACTOR:g}", detail)
    assert median / floor <= FACTOR
    if os.getloadavg()[0] <= IDLE:
        assert median <= MOST
