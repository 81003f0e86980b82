"""What a server says is read leniently, and never shown with a key in it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from app.net.answer import Answer, clean_words

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)


def answer(body: Any = None, status: int = 200, **headers: str) -> Answer:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, data, NOW)


@pytest.mark.parametrize(
    ("body", "said", "code"),
    [
        ({"error": {"message": "no such size", "code": "invalid_size"}}, "no such size", "invalid_size"),
        ({"error": {"message": "busy", "code": 503}}, "busy", "503"),
        ({"error": "Unauthorized"}, "Unauthorized", ""),
        ({"detail": "Model mismatch"}, "Model mismatch", ""),
        ({"detail": [{"loc": ["body", "prompt"], "msg": "Field required"}]}, "body.prompt: Field required", ""),
        ({"code": 1201, "message": "already exists"}, "already exists", "1201"),
        ({"title": "Invalid input", "detail": "too long"}, "too long", ""),
        (b"<html>", "", ""),
        ([], "", ""),
        ({"error": None}, "", ""),
    ],
)
def test_words_and_codes_are_found_wherever_servers_put_them(body: Any, said: str, code: str) -> None:
    found = answer(body, 400)
    assert (found.said, found.code) == (said, code)


def test_a_deeply_nested_body_is_no_data() -> None:
    assert answer(b"[" * 200_000).data() is None
    assert answer(b"[]").fields() == {}


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry_after": "7"}, 7.0),
        ({"retry_after_ms": "1500", "retry_after": "9"}, 1.5),
        ({"openai_poll_after_ms": "2000"}, 2.0),
        ({"retry_after": "Fri, 27 Nov 2026 09:01:00 GMT"}, 60.0),
        ({"retry_after": "Fri, 27 Nov 2026 09:01:00 GMT", "date": "Fri, 27 Nov 2026 09:00:50 GMT"}, 10.0),
        ({"retry_after": "Fri, 27 Nov 2026 08:00:00 GMT"}, 0.0),
        ({"retry_after": "999999"}, 3600.0),
        ({"retry_after": "soon"}, None),
        ({}, None),
    ],
)
def test_the_wish_to_be_left_alone_is_read_in_each_of_its_forms(headers: dict[str, str], seconds: float | None) -> None:
    assert answer({}, 429, **headers).wait == seconds


def test_a_bare_number_is_no_word() -> None:
    assert answer({"message": "(401)"}, 401).said == ""
    assert answer({"message": "密钥无效"}, 401).said == "密钥无效"


def test_words_are_short_and_hold_no_keys() -> None:
    assert clean_words("bad key:  Bearer sk-abcdefgh1234\nagain") == "bad key: … again"
    assert clean_words("api-key-kling-0123456789 is unknown") == "… is unknown"
    assert len(clean_words("x" * 1000)) == 400
