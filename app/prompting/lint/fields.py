"""A text of the draft as the checks see it: where it stands, what its field is called, and the text taken apart."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from app.domain.draft import Beat, Shot
from app.prompting.lint.reading.text import Reading, read
from app.prompting.lint.wording.hours import times
from app.prompting.lint.wording.lamps import lit_by, of_light


class Field(NamedTuple):
    """A text that describes, where it stands, the name of its field, and the text taken apart."""

    path: str
    name: str
    text: str
    reading: Reading


def field_of(path: str, name: str, text: str) -> Field:
    """A text as a field."""
    return Field(path, name, text, read(text))


_BEAT = ("subject", "action", "touches", "moves_to", "ends_as", "feeling_shown", "facing", "eyeline")


def beat_fields(beat: Beat, at: str) -> tuple[Field, ...]:
    """The texts of a beat that lies at a path."""
    fields = [field_of(f"{at}.{name}", name, text) for name in _BEAT if (text := getattr(beat, name))]
    if beat.link.evidence:
        fields.append(field_of(f"{at}.link.evidence", "evidence", beat.link.evidence))
    return tuple(fields)


def framed(shot: Shot, at: str) -> tuple[Field, ...]:
    """The texts of the camera path of a shot that lies at a path."""
    fields: list[Field] = []
    for key in shot.keys:
        here = f"{at}.keys[{key.id}]"
        if key.framing.target:
            fields.append(field_of(f"{here}.framing.target", "target", key.framing.target))
        if key.reveal:
            fields.append(field_of(f"{here}.reveal", "reveal", key.reveal))
        if key.focus:
            fields.append(field_of(f"{here}.focus", "focus", key.focus))
    return tuple(fields)


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


Light = tuple[tuple[tuple[str, str], ...], tuple[str, str] | None]


@lru_cache(maxsize=4096)
def light_in(text: str) -> Light | None:
    """The parts of the day that a text names, and what it says somebody is lit by; None where it tells of neither."""
    seen = times(text), lit_by(read(text))
    return seen if seen[0] or seen[1] else None


def may_name(field: Field) -> bool:
    """Whether a text holds a quote, or says whom somebody is like."""
    reading = field.reading
    return "made_like" in reading.hits or '"' in reading.words
