"""What is kept of an answer: enough to claim a charge, and nothing that opens a door."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from app.domain.redaction import redact, remember
from app.net.answer import Answer
from app.net.recording import RECEIPT_MOST, recorded, said_by

KEY = "canary-7f3a91c2d4"


class Once:
    """A client with one answer."""

    def __init__(self, answer: Answer | None) -> None:
        self.answer = answer

    async def ask(self, *_: Any, **__: Any) -> Answer:
        """The answer, or silence."""
        if self.answer is None:
            raise TimeoutError
        return self.answer


def answer(body: str, **headers: str) -> Answer:
    return Answer(200, headers, body.encode(), datetime(2026, 11, 27, tzinfo=UTC))


async def test_an_answer_is_kept_with_what_helps_to_find_it_again() -> None:
    client = recorded(Once(answer('{"id": "v1"}', **{"x-request-id": "r-9", "set-cookie": "session=1"})))
    await client.ask()
    assert said_by(client) == 'HTTP 200\nx-request-id: r-9\n\n{"id": "v1"}'
    client._client.answer = None
    with pytest.raises(TimeoutError):
        await client.ask()
    assert said_by(client) == "", "an earlier answer is not taken for one to this request"
    assert recorded(None) is None


async def test_a_huge_answer_is_cut_after_keys_were_taken_out() -> None:
    remember(KEY)
    client = recorded(Once(answer("x" * (RECEIPT_MOST - 20) + KEY + "y" * 100)))
    await client.ask()
    assert len(said_by(client)) == RECEIPT_MOST
    assert KEY[:6] not in said_by(client)


# matrix: S1 S25
@pytest.mark.parametrize(
    "text",
    [
        f"known {KEY} here",
        "Authorization: Bearer abcdefgh12345678",
        '{"Authorization": "Key 1234:abcd"}',
        "sk-abcdefgh12345678",
        "https://cdn.test/clip.mp4?X-Signature=abcdefgh12345678&Expires=1",
        r"https:\/\/cdn.test\/clip.mp4?sig=abcdefgh12345678",
        "https://user:abcdefgh12345678@host.test/x",
        "eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJ4In0.abcdefgh12345678",
        "api_key=abcdefgh12345678",
        "'secret': 'abcdefgh12345678'",
    ],
)
def test_nothing_that_opens_a_door_is_left(text: str) -> None:
    remember(KEY)
    found = redact(text)
    assert "…" in found
    assert not any(secret in found for secret in (KEY, "abcdefgh12345678", "1234:abcd"))


def test_what_a_person_reads_stays() -> None:
    text = "Kling does not take this: the prompt is too long (3,073 of 3,072). See https://kling.ai/dev"
    assert redact(text) == text
