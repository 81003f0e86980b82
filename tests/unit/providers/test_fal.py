"""What is sent to fal, where it is asked about, and how its queue's answers are read."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from app.domain.connection import Connection
from app.domain.errors import BadValue, ProviderFault
from app.domain.model import Model
from app.net.answer import Answer
from app.providers.fal import PROVIDER
from app.providers.fal.answers import progress_of, result_of
from app.providers.fal.places import at, place_of, remote_of, usual
from tests.unit.providers.payloads import asked_ways, compare, request_of, rows, uploaded

QUEUE = Connection(id="f", provider="fal", address="https://queue.fal.run")
ENDPOINT = "fal-ai/kling-video/v3/pro/text-to-video"


@pytest.mark.parametrize("model", rows("fal"), ids=lambda each: each.id)
def test_every_row_asks_as_its_page_says(model: Model) -> None:
    made = []
    for task in asked_ways(model):
        for shots in (1, 2) if task == "text" and model.wire and "shots" in model.wire.names else (1,):
            request = request_of(model, task, shots)
            assert [each.role for each in PROVIDER.inputs(request)] == [each.role for each in request.inputs]
            payload = PROVIDER.payload(request, uploaded(request), QUEUE, "job")
            assert payload == PROVIDER.payload(request, uploaded(request))
            made.append({"task": task, "path": payload.path, "body": json.loads(payload.body)})
    compare(model.id, made)


def test_a_model_without_a_row_gets_the_words_alone() -> None:
    request = request_of(rows("fal")[0], "text").replace(model="fal/maker/any", wire=None)
    payload = PROVIDER.payload(request, {})
    assert (payload.path, json.loads(payload.body)) == ("/maker/any", {"prompt": "A dog runs, 雨夜."})
    with pytest.raises(BadValue):
        PROVIDER.inputs(request_of(rows("fal")[0], "image").replace(model="fal/maker/any", wire=None))


def answered(base: str, **more: Any) -> dict[str, Any]:
    return {
        "request_id": "r-1",
        "status_url": f"{base}/status",
        "response_url": base,
        "cancel_url": f"{base}/cancel",
        **more,
    }


def test_addresses_are_used_as_they_are_told() -> None:
    usual_base = "https://queue.fal.run/fal-ai/kling-video/requests/r-1"
    short = remote_of(QUEUE, ENDPOINT, answered(usual_base))
    assert short.id == f"{ENDPOINT}@r-1"
    other = "https://queue.falrun.com/other/requests/r-1"
    long = remote_of(QUEUE, ENDPOINT, answered(other))
    for remote, base in ((short, usual_base), (long, other)):
        place = place_of(QUEUE, remote.id)
        assert place is not None
        assert (place.status, place.response, place.cancel) == (f"{base}/status", base, f"{base}/cancel")
        assert len(remote.id) < 900


@pytest.mark.parametrize(
    "base",
    [
        *("https://evil.test/x", "http://queue.fal.run/x", "https://queue.fal.run.evil.test/x"),
        *("https://queue.fal.run@evil.test/x", "file:///x"),
    ],
)
def test_addresses_at_other_hosts_are_not_followed(base: str) -> None:
    place = place_of(QUEUE, remote_of(QUEUE, ENDPOINT, answered(base)).id)
    assert place == usual(QUEUE, ENDPOINT, "r-1")
    typed = json.dumps({"endpoint": ENDPOINT, "id": "r-1", "status": base, "response": base, "cancel": base})
    assert place_of(QUEUE, typed) == usual(QUEUE, ENDPOINT, "r-1")


@pytest.mark.parametrize("fields", [{}, {"request_id": 7}, {"request_id": "../x"}, {"request_id": ""}])
def test_an_answer_that_names_no_request_leaves_it_open(fields: dict[str, Any]) -> None:
    with pytest.raises(ProviderFault) as fault:
        remote_of(QUEUE, ENDPOINT, fields)
    assert fault.value.id == "answer_without_id"


@pytest.mark.parametrize("text", ["", "nonsense", "{}", '{"id": 1}', "a@b c"])
def test_a_text_that_names_no_request_is_none(text: str) -> None:
    assert place_of(QUEUE, text) is None


def test_other_hosts_of_fal_are_only_asked_by_its_own_connection() -> None:
    assert at(QUEUE, "api.fal.ai", "/v1/models") == "https://api.fal.ai/v1/models"
    own = Connection(id="m", provider="fal", address="http://127.0.0.1:8000/fal")
    assert at(own, "api.fal.ai", "/v1/models") == "http://127.0.0.1:8000/v1/models"


def test_the_place_in_the_queue_is_told() -> None:
    progress = progress_of({"status": "IN_QUEUE", "queue_position": 3}, None)
    assert progress is not None
    assert progress.message is not None
    assert (progress.state, progress.message.args) == ("running", {"n": 3})
    assert progress_of({"status": "COMPLETED"}, None) is None
    odd = progress_of({"status": "WARMING"}, None)
    assert odd is not None
    assert odd.state == "running"


@pytest.mark.parametrize(
    ("status", "body", "state"),
    [
        (200, {"video": {"url": "https://v3.fal.media/a.mp4"}}, "done"),
        (200, {"videos": [{"url": "https://v3.fal.media/a.mp4", "content_type": "video/mp4"}]}, "done"),
        (200, {"images": [{"url": "https://v3.fal.media/a.png"}]}, "failed"),
        (422, {"detail": [{"type": "content_policy_violation", "msg": "no"}]}, "refused"),
        (422, {"detail": [7, "odd"]}, "failed"),
        (400, {"detail": "too long"}, "failed"),
        (504, {"detail": "late", "error_type": "request_timeout"}, "failed"),
        (404, {"detail": "not found"}, "gone"),
        (503, {"detail": "busy"}, None),
        (401, {"detail": "who?"}, None),
        (400, [], None),
    ],
)
def test_a_result_tells_how_it_ended(status: int, body: Any, state: str | None) -> None:
    progress = result_of(Answer(status, {}, json.dumps(body).encode(), datetime(2026, 11, 27, tzinfo=UTC)))
    assert (progress.state if progress else None) == state


def test_a_key_is_taken_with_or_without_its_word() -> None:
    assert {PROVIDER.check_key(each) for each in ("a:b", "Key a:b", 'FAL_KEY="a:b"')} == {"a:b"}
