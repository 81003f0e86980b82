"""What the words of a key cost: the large draft compiled and checked after each key, at every living row of a model.

What is asserted is warm typing: every key makes a new draft in which one text of one beat differs, and everything else
is the same object as before. The first compile of a draft, of which nothing is kept, is shown beside it as `cold`.
"""

from __future__ import annotations

import functools
import gc
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.domain.draft import Draft
from app.domain.model import Model
from app.domain.path import leaves, write
from app.prompting import compile_draft
from app.prompting.dialects import choose
from tests.bench.clock import percentile, record
from tests.unit.prompting.cases import TODAY, catalog
from tests.unit.prompting.large import large_draft

EDITS = 120
WARM = 20
COLD = 3
ROUNDS = 6
"""Of which the quickest counts: a machine that others use is at times half as quick."""
FACTOR = 4.0
"""At the median, in times of reading every field of the draft once: 2 ms, where that takes half of one."""
TEXTS = ("action", "lines[l1].text")
"""What is typed into: what happens in a beat, and what is said in it."""
ROWS = [model for model in catalog().models() if not model.is_retired(TODAY)]


def _spent(act: Callable[[], object]) -> float:
    """Milliseconds of processor time of this thread."""
    start = time.thread_time_ns()
    act()
    return (time.thread_time_ns() - start) / 1e6


def _typed(draft: Draft, field: str = TEXTS[0]) -> list[Draft]:
    """The draft after each key of a text typed into a beat."""
    shot = draft.shots[2]
    at = f"shots[{shot.id}].beats[{shot.beats[0].id}].{field}"
    text = "raises one flat hand beside his ear, then lowers it very slowly and with care "
    return [write(draft, at, f"{text[: number % len(text)]}{number}") for number in range(EDITS + WARM)]


def _compile(draft: Draft, model: Model) -> None:
    compile_draft(draft, model, catalog().vocabulary, today=TODAY)


def _forget_texts() -> None:
    """Drop what is kept by its text; tables that are read once stay."""
    for kept in gc.get_objects():
        ours = isinstance(kept, functools._lru_cache_wrapper) and kept.__module__.startswith("app.prompting")
        if ours and kept.cache_parameters()["maxsize"]:
            kept.cache_clear()


def _cold(draft: Draft, model: Model) -> float:
    """The first compile of a draft: in a thread of its own, where nothing is kept yet."""
    times = []
    for _ in range(COLD):
        _forget_texts()
        with ThreadPoolExecutor(1) as pool:
            times.append(pool.submit(_spent, lambda: _compile(draft, model)).result())
    return statistics.median(times)


def _typing(draft: Draft, field: str, model: Model) -> tuple[float, float, float]:
    """The median of the keys, in ms and in times of reading the draft, and their 99th percentile."""
    times: list[float] = []
    floors: list[float] = []
    for edited in _typed(draft, field):
        times.append(_spent(lambda: _compile(edited, model)))  # noqa: B023
        floors.append(_spent(lambda: sum(1 for _ in leaves(edited))))  # noqa: B023
    median = statistics.median(times[WARM:])
    return median, median / statistics.median(floors[WARM:]), percentile(times[WARM:], 99)


@pytest.mark.parametrize("model", ROWS, ids=[model.id for model in ROWS])
def test_compile_and_check_after_a_key(model: Model) -> None:
    draft = large_draft()
    _compile(draft, model)
    cold = _cold(draft, model)
    rounds = [min(_typing(draft, field, model) for _ in range(ROUNDS)) for field in TEXTS]
    (action, line), ratios, late = ([each[of] for each in rounds] for of in range(3))
    detail = f"action {action:.2f} ms, line {line:.2f}, p99 {max(late):.2f}; cold {cold:.1f}"
    name = f"key to compile + lint, {choose(draft, model).id}, {model.id.rpartition('/')[2]}"
    record(f"{name} / reading the draft", max(ratios), f"<= {FACTOR:g}", detail)
    assert max(ratios) <= FACTOR
