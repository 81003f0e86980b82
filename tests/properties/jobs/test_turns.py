"""Whoever comes and goes, the turn is the same that one finds who looks at everybody in line."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.connection import Connection
from app.domain.job import Message
from app.jobs.lanes import Lane, SteadyClock
from app.jobs.turns import Turns, best
from app.providers.base import Provider
from app.store.jobs import Queued
from app.store.marks import Marks
from app.store.paths import Home
from tests.fakes.depth import examples
from tests.fakes.provider import FakeProvider

STOPPED = Message(id="error.key_refused")
LANES = ((0,), (1,), (0, 1), (2,))
"""Which of the three servers a job may go to."""
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 3), st.integers(0, 40), st.sampled_from("abc")),
        st.tuples(st.just("drop"), st.integers(0, 40)),
        st.tuples(st.just("next")),
        st.tuples(st.just("end"), st.integers(0, 9)),
    ),
    max_size=60,
)


class Waiting(NamedTuple):
    """One in line."""

    lanes: list[Lane]
    row: Queued


def row_of(number: int, draft: str) -> Queued:
    """A queued row; its place in line is its number."""
    return Queued(f"j{number}", "queued", "own", "", draft, False, "fake/one", "", "", number, number)


def looked_for(line: dict[str, Waiting], busy: Counter[str]) -> str | None:
    """Whose turn it is, by looking at everybody."""
    open_to = [each for each in line.values() if best(each.lanes) is not None]
    return min(open_to, key=lambda each: (busy[each.row.draft_id], each.row.seq)).row.id if open_to else None


def three_lanes(provider: Provider, home: Home) -> list[Lane]:
    """Lanes to three servers that take two jobs each."""
    ends = [Connection(id="own", provider="fake", address=f"https://{n}.test", parallelism=2) for n in range(3)]
    return [Lane(end, provider, SteadyClock(), Marks(home)) for end in ends]


@given(steps=STEPS)
@settings(max_examples=examples(60))
def test_it_is_the_turn_of_whom_a_look_at_everybody_finds(steps: list[Any], tmp_path_factory: Any) -> None:
    folder = tmp_path_factory.getbasetemp()
    lanes = three_lanes(FakeProvider(folder / "provider"), Home(folder))
    turns, line, busy = Turns(), dict[str, Waiting](), Counter[str]()
    drafts: dict[int, str] = {}
    running: list[tuple[Lane, Queued]] = []
    for what, *given_ in steps:
        if what == "put":
            way, number, draft = given_
            # a job stays with its draft
            row = row_of(number, drafts.setdefault(number, draft))
            if any(row.id == each.id for _, each in running):
                continue
            line[row.id] = Waiting([lanes[each] for each in LANES[way]], row)
            turns.put(*line[row.id])
        elif what == "drop":
            line.pop(f"j{given_[0]}", None)
            turns.drop(f"j{given_[0]}")
        elif what == "next":
            expected, turn = looked_for(line, busy), turns.next()
            assert (turn[1].id if turn else None) == expected
            if turn is not None:
                lane, row, others = turn
                assert lane in line[row.id].lanes
                assert others == (len(line.pop(row.id).lanes) > 1)
                lane.running[row.id] = row.draft_id
                busy[row.draft_id] += 1
                turns.begun(row.draft_id)
                running.append((lane, row))
        elif running:
            lane, row = running.pop(given_[0] % len(running))
            del lane.running[row.id]
            busy[row.draft_id] -= 1
            turns.ended(row.draft_id)


def test_what_cannot_be_sent_is_told_once_and_again_for_another_reason(tmp_path: Any) -> None:
    first, second, third = three_lanes(FakeProvider(tmp_path / "provider"), Home(tmp_path))
    turns = Turns()
    for number, lanes in enumerate([[first], [first, second], [third]]):
        turns.put(lanes, row_of(number, "a"))
    assert turns.stopped() == []
    first.stopped = STOPPED
    assert turns.stopped() == [("j0", STOPPED)]
    assert turns.stopped() == []
    turns.put([first], row_of(7, "b"))
    turns.put([first], row_of(0, "a"))
    assert turns.stopped() == [("j7", STOPPED)]
    other = second.stopped = first.stopped = Message(id="error.no_money")
    assert turns.stopped() == [("j0", other), ("j7", other), ("j1", other)]
    first.stopped = None
    assert turns.stopped() == []
    first.stopped = other
    assert turns.stopped() == [("j0", other), ("j7", other), ("j1", other)]
