"""What is sent to Replicate and how its predictions are read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.domain.model import Model
from app.providers.replicate import PROVIDER
from app.providers.replicate.answers import STATES, progress_of, urls_in
from tests.unit.providers.payloads import asked_ways, compare, request_of, rows, uploaded


@pytest.mark.parametrize("model", rows("replicate"), ids=lambda each: each.id)
def test_every_row_asks_as_its_schema_says(model: Model) -> None:
    made = []
    for task in asked_ways(model):
        for shots in (1, 2) if task == "text" and model.wire and "shots" in model.wire.names else (1,):
            request = request_of(model, task, shots)
            payload = PROVIDER.payload(request, uploaded(request), None, "job")
            assert payload == PROVIDER.payload(request, uploaded(request))
            made.append({"task": task, "path": payload.path, "body": json.loads(payload.body)})
    compare(model.id, made)


@pytest.mark.parametrize("word", [*STATES, "Succeeded", "warming"])
def test_every_word_is_known_and_any_other_keeps_it_open(word: str) -> None:
    progress = progress_of({"status": word, "output": "https://replicate.delivery/a.mp4"}, None)
    assert progress.state == STATES.get(word.lower(), "running")
    assert (progress.message is not None) == (word in ("warming", "failed", "aborted"))


def test_a_clip_has_the_time_at_which_it_is_removed() -> None:
    told = {"status": "succeeded", "output": "https://x.test/a.mp4", "created_at": "2026-11-27T02:00:00.123Z"}
    (output,) = progress_of(told, None).outputs
    assert output.expires == "2026-11-27T03:00:00+00:00"


@pytest.mark.parametrize(
    ("output", "urls"),
    [
        ("https://x.test/a.mp4", ["https://x.test/a.mp4"]),
        (["https://x.test/a.mp4", 7, "text"], ["https://x.test/a.mp4"]),
        ({"video": "https://x.test/a.mp4"}, ["https://x.test/a.mp4"]),
        ("a text", []),
        (None, []),
        ([[[[["https://x.test/a.mp4"]]]]], []),
    ],
)
def test_an_output_is_read_in_every_form(output: Any, urls: list[str]) -> None:
    assert urls_in(output) == urls


def test_what_is_gone_is_expired_and_what_is_empty_failed() -> None:
    assert progress_of({"status": "succeeded", "output": None, "data_removed": True}, None).state == "expired"
    assert progress_of({"status": "succeeded", "output": None}, None).state == "failed"
    assert progress_of({"status": "failed", "error": "NSFW content detected"}, None).state == "refused"
