"""Keeps what a provider answered, to the letter but for keys and signatures: the receipt of a paid request."""

from __future__ import annotations

from typing import Any

from app.domain.redaction import redact
from app.net.answer import Answer

RECEIPT_MOST = 64 * 1024
"""Characters of an answer that are kept."""
HEADERS = (
    *("date", "content-type", "retry-after", "x-request-id", "request-id", "x-fal-request-id", "x-fal-error-type"),
    *("cf-ray", "x-trace-id", "via"),
)
"""What of the head helps the provider to find the request again."""


class Recording:
    """A client whose last answer is remembered. Everything else of it is the client's own."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._last: Answer | None = None

    async def ask(self, *args: Any, **kwargs: Any) -> Answer:
        """See `Client.ask`."""
        self._last = None
        answer: Answer = await self._client.ask(*args, **kwargs)
        self._last = answer
        return answer

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    @property
    def skew(self) -> float | None:
        """Seconds by which the server's clock is before ours, by the last answer; None where it did not tell."""
        return self._last.skew if self._last is not None and "date" in self._last.headers else None

    @property
    def said(self) -> str:
        """The last answer as text; "" where there was none."""
        return receipt(self._last) if self._last is not None else ""


def recorded(client: Any) -> Any:
    """The same with a memory; None stays None, for providers that need no network."""
    return None if client is None else Recording(client)


def said_by(client: Any) -> str:
    """What the last answer was, where this client remembers one."""
    return client.said if isinstance(client, Recording) else ""


def skew_of(client: Any, known: float) -> float:
    """How far the server's clock is before ours; what is known already where the last answer does not tell."""
    told = client.skew if isinstance(client, Recording) else None
    return known if told is None else told


def receipt(answer: Answer) -> str:
    """Status, the telling headers and the body."""
    head = [f"HTTP {answer.status}", *(f"{name}: {answer.headers[name]}" for name in HEADERS if name in answer.headers)]
    text = "\n".join([*head, "", answer.body.decode("utf-8", "replace")])
    return redact(text)[:RECEIPT_MOST]
