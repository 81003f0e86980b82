"""Every state has a sentence of its own that says what happens next, and one action."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

import pytest

from app.domain.job import HELD, Message, State
from app.strings import has
from ui.kit import icons
from ui.panels.jobs.specimens import NOW, REMARKS, job, rehearsal
from ui.panels.jobs.words import SIGNS, button_words, face, length, sentence_of
from ui.panels.takes_words import remark_words

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


@pytest.mark.parametrize(
    ("cancels", "button"), [("stops", "Cancel"), ("asks", "Ask to stop"), ("cannot", "Stop watching")]
)
def test_cancelling_is_named_by_what_it_does_at_the_provider(cancels: str, button: str) -> None:
    assert face(job("waiting"), CLOCK, cancels=cancels).button == button
    assert face(job("queued"), CLOCK, cancels=cancels).button == "Cancel"


def test_a_key_that_is_refused_leads_to_the_connections_and_what_can_be_mended_otherwise_does_not() -> None:
    refused = Message(id="error.key_refused", args={"host": "api.test", "said": ""})
    assert face(job("failed", message=refused), CLOCK).button == "Connections…"
    assert face(job("queued", message=Message(id="error.key_missing", args={"name": "own"})), CLOCK).action == "connect"
    empty = Message(id="error.account_empty", args={"host": "api.test", "said": ""})
    assert face(job("failed", message=empty), CLOCK).button == "Again for $1.34"


def test_what_was_charged_otherwise_than_shown_is_told_once() -> None:
    other = Message(id="message.other_price", args={"charged": "1.80", "asked": "1.34"})
    told = sentence_of(job("done", usd_actual=1.8, changed="2026-11-21T14:34:09+00:00", remarks=(other,)))
    assert told == "In the library, 3:44 in all. Charged $1.80, where $1.34 had been shown."


def test_what_is_lost_is_looked_for_before_it_is_paid_for_again_and_what_is_held_is_tried_again() -> None:
    gone = job("lost", remote_id="r1", message=Message(id="message.lost"))
    held = job("waiting", progress=0.5, message=Message(id=HELD))
    assert [face(each, CLOCK).button for each in (gone, held)] == ["Look again", "Try again"]
    assert not face(held, CLOCK).under_way
    assert button_words(held, "cancel") == "Give up"
    assert sentence_of(held).endswith("at work on this. Try again; its menu gives it up.")


def test_what_costs_nothing_is_stopped_and_drawn_again() -> None:
    assert face(rehearsal("waiting"), CLOCK).button == "Stop"
    assert face(rehearsal("failed"), CLOCK).button == "Draw again"


def test_a_rehearsal_counts_its_frames() -> None:
    assert sentence_of(rehearsal("waiting", progress=0.5)) == "Drawing frame 96 of 192"
    assert sentence_of(rehearsal("waiting")) == "Drawing"


def test_a_providers_own_word_is_shown_as_it_is() -> None:
    said = job("waiting", message=Message(id="message.status", args={"status": "throttled"}))
    assert sentence_of(said) == "The provider says “throttled”."


def test_why_it_ended_is_told_with_what_to_do() -> None:
    cut = job("failed", message=Message(id="error.clip_cut", args={"name": "clip.part"}))
    assert sentence_of(cut) == (
        "The clip is cut off: less arrived than its header promises. Fetch it again; nothing was added."
    )
    assert face(cut, CLOCK).lines > 1
    assert [face(job(state), CLOCK).lines for state in ("waiting", "queued")] == [1, 2]


def test_what_cannot_be_stopped_has_no_button() -> None:
    assert [face(job(state), CLOCK).button for state in ("sending", "fetching")] == ["", ""]
    assert [face(rehearsal(state), CLOCK).button for state in ("sending", "fetching")] == ["Stop", ""]


def test_what_was_drawn_as_a_box_stands_behind_how_it_ended() -> None:
    drawn = rehearsal("done", clip="c", changed="2026-11-21T14:30:27+00:00", remarks=REMARKS)
    assert sentence_of(drawn) == (
        "Free, drawn in 0:02. No font here can draw “\U00013000”; the animatic shows boxes instead."
        " The animatic draws flux condenser as a plain box."
    )
    assert remark_words(job("done")) == ""


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
