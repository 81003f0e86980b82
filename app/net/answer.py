"""What a server answered, as plain data: its status, headers and capped body, read leniently."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from app.domain.redaction import redact

SAID_MOST = 400
"""Characters of a server's own words that are shown."""
MOST_WAIT = 3600.0


@dataclass(frozen=True)
class Answer:
    """One answer. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    now: datetime
    """When it came, by our own clock."""

    @property
    def ok(self) -> bool:
        """Whether the server says that it did what was asked."""
        return 200 <= self.status < 300

    def data(self) -> Any:
        """The body as JSON; None where it is none. Python's own limits on depth hold."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    def fields(self) -> dict[str, Any]:
        """The body as a JSON object; an empty one where it is none."""
        data = self.data()
        return data if isinstance(data, dict) else {}

    @property
    def said(self) -> str:
        """The server's own words about what went wrong, in one short line without keys; "" where it has none.

        A bare number, such as “(401)”, is no word: it stands in the record.
        """
        found = clean_words(_words(self.data()))
        return found if any(each.isalpha() for each in found) else ""

    @property
    def code(self) -> str:
        """The server's own code for it, as text; "" where it has none."""
        fields = self.fields()
        error = fields.get("error")
        for source in (error if isinstance(error, dict) else {}, fields):
            for name in ("code", "type", "error_type"):
                if isinstance(source.get(name), str | int) and str(source[name]) not in ("", "0"):
                    return str(source[name])
        return ""

    @property
    def skew(self) -> float:
        """Seconds by which the server's clock is before ours; 0 where it does not tell its time."""
        from email.utils import parsedate_to_datetime

        try:
            return (_aware(parsedate_to_datetime(self.headers.get("date", ""))) - self.now).total_seconds()
        except ValueError:
            return 0.0

    @property
    def wait(self) -> float | None:
        """Seconds the server wants to be left alone, at most an hour; None where it does not say."""
        for name in ("retry-after-ms", "openai-poll-after-ms"):
            if (thousandths := _number(self.headers.get(name, ""))) is not None:
                return min(MOST_WAIT, thousandths / 1000)
        given = self.headers.get("retry-after", "").strip()
        if (seconds := _number(given)) is not None:
            return min(MOST_WAIT, seconds)
        # only here: most answers do not say, and it is a large import
        from email.utils import parsedate_to_datetime

        try:
            at = parsedate_to_datetime(given)
        except ValueError:
            return None
        # by the server's own clock where it tells it: ours may be wrong
        try:
            now = parsedate_to_datetime(self.headers.get("date", ""))
        except ValueError:
            now = self.now
        return min(MOST_WAIT, max(0.0, (_aware(at) - _aware(now)).total_seconds()))


def clean_words(text: str) -> str:
    """A server's words in one line for people: short, and without anything that looks like a key."""
    line = " ".join(redact(text).split())
    return line if len(line) <= SAID_MOST else line[: SAID_MOST - 1] + "…"


def _words(data: Any) -> str:
    """Where servers put their words: `error.message`, `error` as text, `detail` as text or list, `message`, `msg`."""
    if isinstance(data, str):
        return data
    if isinstance(data, list):
        return "; ".join(filter(None, (_words(each) for each in data[:5])))
    if not isinstance(data, dict):
        return ""
    place = ".".join(str(each) for each in data["loc"]) if isinstance(data.get("loc"), list) else ""
    for name in ("error", "detail", "message", "msg", "title"):
        if found := _words(data.get(name)):
            return f"{place}: {found}" if place else found
    return ""


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,9}(\.\d+)?", text.strip()) else None


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
