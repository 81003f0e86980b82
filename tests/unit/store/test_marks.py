"""What a start learns of the ones before it: over which job the program ended, and how often."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from app.store.marks import Marks
from app.store.paths import Home

Start = Callable[[], Marks]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    def begin() -> Marks:
        marks = Marks(Home(tmp_path))
        marks.begin()
        return marks

    return begin


async def dies(start: Start, *jobs: str) -> Marks:
    """A start that ends while it acts upon these."""
    marks = start()
    for job in jobs:
        await marks.acting(job).__aenter__()
    marks.end()
    return marks


async def test_twice_over_the_same_job_holds_that_one_alone(start: Start) -> None:
    await dies(start, "a", "b")
    second = await dies(start, "a")
    assert not second.holds("a")
    third = start()
    assert third.held() == ["a"]
    assert (third.holds("a"), third.holds("b"), third.doubts("b")) == (True, False, True)
    third.end()


async def test_what_is_acted_upon_to_its_end_leaves_nothing(start: Start) -> None:
    marks = start()
    async with marks.acting("a"):
        pass
    marks.end()
    assert not start().doubts("a")


async def test_what_a_person_wants_again_is_forgotten(start: Start) -> None:
    await dies(start, "a")
    await dies(start, "a")
    marks = start()
    marks.forget("a")
    marks.end()
    assert not start().doubts("a")


async def test_those_in_doubt_are_acted_upon_one_at_a_time(start: Start) -> None:
    await dies(start, "a", "b")
    marks, begun = start(), list[str]()

    async def act(job: str) -> None:
        async with marks.acting(job):
            begun.append(job)

    async with marks.acting("a"):
        other = asyncio.create_task(act("b"))
        await act("c")
        await asyncio.sleep(0)
        assert begun == ["c"], "the other in doubt waits, one that is in none does not"
    await other
    assert begun == ["c", "b"]
    marks.end()


def test_a_file_that_holds_anything_else_is_no_matter(start: Start, tmp_path: Path) -> None:
    Home(tmp_path).marks.write_bytes(b"\xff\x00 what \n a b c d\nx nan acting\n" + b"y 1 acting\n" * 3)
    marks = start()
    assert set(marks.held()) == {"y"}
    marks.end()
