"""A text of the draft as the checks see it: where it stands, what its field is called, and the text taken apart."""

from __future__ import annotations

from typing import NamedTuple

from app.prompting.lint.reading.text import Reading, read
from app.prompting.lint.wording.lamps import of_light


class Field(NamedTuple):
    """A text that describes, where it stands, the name of its field, and the text taken apart."""

    path: str
    name: str
    text: str
    reading: Reading


def field_of(path: str, name: str, text: str) -> Field:
    """A text as a field."""
    return Field(path, name, text, read(text))


def by_list(fields: tuple[Field, ...]) -> dict[str, list[Field]]:
    """The fields by the lists whose phrases they hold."""
    found: dict[str, list[Field]] = {}
    for field in fields:
        for name in field.reading.hits:
            found.setdefault(name, []).append(field)
    return found


def is_lit(field: Field, name: str) -> bool:
    """Whether a quality that a text has is one of light: hard shadows, not a hard bench."""
    return any(of_light(field.reading, hit) for hit in field.reading.hits[name])


def may_name(field: Field) -> bool:
    """Whether a text holds a quote, or says whom somebody is like."""
    reading = field.reading
    return "made_like" in reading.hits or '"' in reading.words
