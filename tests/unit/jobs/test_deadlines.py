"""When a clip is removed at its provider, and that what goes first comes first."""

from __future__ import annotations

import asyncio

import pytest

from app.jobs.deadlines import ASSUMED_SECONDS, Berths, removal, urgency
from tests.patience import PATIENCE

SENT = "2026-11-27T12:00:00+00:00"


@pytest.mark.parametrize(
    ("outputs", "kept", "clock"),
    [
        ('[{"url": "u", "expires": "2026-11-27T12:30:00+00:00"}]', 3600.0, "12:30"),
        ('[{"url": "u", "expires": ""}]', 3600.0, "13:00"),
        ("[]", 3600.0, "13:00"),
        ("[]", None, None),
        ('[{"url": "u", "expires": "soon"}]', None, None),
    ],
)
def test_the_providers_own_word_counts_before_how_long_it_keeps_clips(
    outputs: str, kept: float | None, clock: str | None
) -> None:
    found = removal(SENT, outputs, kept)
    assert (found and found.strftime("%H:%M")) == clock


def test_where_nobody_says_an_hour_is_taken_for_the_order_and_what_was_not_sent_is_last() -> None:
    assert urgency(SENT, "[]", None) == urgency(SENT, "[]", ASSUMED_SECONDS)
    assert urgency(SENT, "[]", 60.0) < urgency(SENT, "[]", None) < urgency("", "[]", 60.0)


async def test_whoever_is_in_the_greatest_hurry_has_the_next_place() -> None:
    berths, came = Berths(1), list[float]()

    async def come(hurry: float) -> None:
        async with berths.taken(hurry):
            came.append(hurry)
            await asyncio.sleep(0)

    tasks = [asyncio.create_task(come(hurry)) for hurry in (5.0, 9.0, 1.0, 3.0)]
    await asyncio.sleep(0)
    tasks[3].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert came == [5.0, 1.0, 9.0]
    async with asyncio.timeout(PATIENCE), berths.taken(0.0):
        pass
