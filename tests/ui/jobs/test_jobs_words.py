"""Every state has a sentence of its own that says what happens next, and one action."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

import pytest

from app.domain.job import Message, State
from app.strings import has
from ui.kit import icons
from ui.panels.jobs_words import SIGNS, face, length, sentence_of
from ui.panels.specimens_jobs import NOW, job, rehearsal

STATES: tuple[State, ...] = get_args(State)
CLOCK = datetime.fromisoformat(NOW)


def test_every_state_has_a_sentence_a_sign_and_a_hue() -> None:
    sentences = [sentence_of(job(state)) for state in STATES]
    assert len(set(sentences)) == len(STATES)
    for state in STATES:
        assert has(f"jobs.next.{state}")
        assert icons.exists(state)
        assert state in SIGNS


@pytest.mark.parametrize(
    ("state", "button"),
    [
        ("queued", "Cancel"),
        ("waiting", "Stop watching"),
        ("refused", "See words"),
        ("failed", "Again for $1.34"),
        ("expired", "Again for $1.34"),
        ("unsure", "Settle…"),
    ],
)
def test_the_action_is_named_by_what_it_does(state: State, button: str) -> None:
    assert face(job(state), CLOCK).button == button


def test_what_costs_nothing_is_stopped_and_drawn_again() -> None:
    assert face(rehearsal("waiting"), CLOCK).button == "Stop"
    assert face(rehearsal("failed"), CLOCK).button == "Draw again"


def test_a_rehearsal_counts_its_frames() -> None:
    assert sentence_of(rehearsal("waiting", progress=0.5)) == "Drawing frame 96 of 192"
    assert sentence_of(rehearsal("waiting")) == "Drawing"


def test_a_providers_own_word_is_shown_as_it_is() -> None:
    said = job("waiting", message=Message(id="message.status", args={"status": "throttled"}))
    assert sentence_of(said) == "The provider says “throttled”."


def test_a_price_nobody_knows_is_not_made_up() -> None:
    assert sentence_of(job("unsure", usd_estimate=None)) == "No answer came; maybe charged"
    assert face(job("failed", usd_estimate=None), CLOCK).button == "Send again"
    assert "$" not in sentence_of(job("done", usd_estimate=None))


def test_open_jobs_show_how_long_and_ended_ones_when() -> None:
    assert face(job("waiting"), CLOCK).time == "1:42"
    ended = face(job("failed"), CLOCK).time
    assert ended == datetime.fromisoformat("2026-11-21T14:29:07+00:00").astimezone().strftime("%H:%M")


def test_a_clock_that_was_set_back_counts_as_no_time() -> None:
    assert length(-20) == "0:00"
    assert length(3723) == "1:02:03"
