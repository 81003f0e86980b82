"""One wish, one token: however it is pressed, and for as long as it is held."""

from __future__ import annotations

import pytest

from app.desk.intents import Intents


# matrix: U1 U3
@pytest.mark.parametrize(
    ("presses", "wishes"),
    [
        ([0.0], 1),
        ([0.0, 0.15], 1),
        ([0.0, 0.1, 0.3], 1),
        ([0.0, 0.0], 1),
        ([0.03 * number for number in range(200)], 1),
        ([0.0, 1.0], 2),
        ([0.0, 0.2, 1.5, 1.6], 2),
    ],
)
def test_presses_that_follow_at_once_are_one_wish(presses: list[float], wishes: int) -> None:
    moments = iter(presses)
    intents = Intents(lambda: next(moments))
    assert len({intents.token("generate") for _ in presses}) == wishes


def test_another_wish_is_another_token() -> None:
    intents = Intents(lambda: 0.0)
    assert len({intents.token(wish) for wish in ("generate", "rehearse", "generate")}) == 3
