"""A question to the library: words to be found, and marks, makers, tags, stars and days that leave only some clips."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import get_args

from app.domain.clip import Kind

MARKS = ("is:kept", "is:unrated", "is:take")
KINDS: tuple[Kind, ...] = get_args(Kind)
MOST_STARS = 5
_PARTS = re.compile(r'(?:model|tag):"[^"]*"|\S+')


@dataclass(frozen=True, slots=True)
class ClipQuery:
    """What is asked. Every word and every tag has to be there; of the kinds and of the models one is enough."""

    words: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    """Of `MARKS`: kept ones only, without stars only, all that are no rehearsals."""
    kinds: tuple[Kind, ...] = ()
    models: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    stars: int = 0
    """At least so many."""
    since: str = ""
    """First day, ISO, as days are counted here."""
    until: str = ""
    """Last day."""

    @property
    def text(self) -> str:
        """The query as people may type it; `read_query` reads it back."""
        return " ".join(self._parts())

    @property
    def narrows(self) -> bool:
        """Whether anything but words is asked."""
        return self != ClipQuery(words=self.words)

    def without_words(self) -> ClipQuery:
        """The same without the words."""
        return replace(self, words=())

    def _parts(self) -> Iterator[str]:
        yield from self.words
        yield from self.marks
        yield from (f"is:{kind}" for kind in self.kinds)
        yield from (f"model:{_quoted(model)}" for model in self.models)
        yield from (f"tag:{_quoted(tag)}" for tag in self.tags)
        if self.stars:
            yield f"rating:{self.stars}"
        if self.since:
            yield f"from:{self.since}"
        if self.until:
            yield f"to:{self.until}"


def read_query(text: str) -> ClipQuery:
    """What a typed query asks. What names no filter is a word like any other."""
    query = ClipQuery()
    for part in _PARTS.findall(text):
        query = _with_part(query, part)
    return query


def day_start(day: str, *, after: int = 0) -> str:
    """The moment a day begins here, some days later, as the library writes moments: ISO in UTC."""
    local = datetime.combine(date.fromisoformat(day) + timedelta(days=after), datetime.min.time())
    return local.astimezone(UTC).isoformat(timespec="seconds")


def _with_part(query: ClipQuery, part: str) -> ClipQuery:
    name, colon, value = part.partition(":")
    name, value = name.casefold(), value.strip('"')
    if part.casefold() in MARKS:
        return replace(query, marks=_added(query.marks, part.casefold()))
    if name == "is" and value.casefold() in KINDS:
        return replace(query, kinds=_added(query.kinds, value.casefold()))  # type: ignore[arg-type]
    narrowed = _narrowed(query, name, value) if colon and value else None
    return narrowed or replace(query, words=(*query.words, part))


def _narrowed(query: ClipQuery, name: str, value: str) -> ClipQuery | None:
    """The query with `name:value`, or None where that is no filter."""
    if name == "model":
        return replace(query, models=_added(query.models, value))
    if name == "tag":
        return replace(query, tags=_added(query.tags, value))
    if name == "rating" and value.isdecimal() and 0 < int(value) <= MOST_STARS:
        return replace(query, stars=int(value))
    if name == "from" and _is_day(value):
        return replace(query, since=value)
    if name == "to" and _is_day(value):
        return replace(query, until=value)
    return None


def _added(former: tuple[str, ...], value: str) -> tuple[str, ...]:
    return former if value in former else (*former, value)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _quoted(value: str) -> str:
    return f'"{value}"' if any(char.isspace() for char in value) else value
