"""What terms, beats, keys and draft paths are called in fields. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.domain.draft import Beat, Framing
from app.domain.vocabulary import Vocabulary
from app.strings import has, listed, tr

MOST = 8
"""So many offers stand under a field at once."""
_ID = re.compile(r"\[[^\[\]]*\]")


class Named(NamedTuple):
    """A value as drafts store it and as the screen shows it."""

    value: str
    name: str


def pattern_of(path: str) -> str:
    """A draft path with `[*]` for every id."""
    return _ID.sub("[*]", path)


def named_terms(vocabulary: Vocabulary | None) -> tuple[Named, ...]:
    """The terms of a vocabulary with their names; one of a person's own file is called by its phrase."""
    if vocabulary is None:
        return ()
    return tuple(Named(term.id, _name(vocabulary.id, term.id, term.phrase)) for term in vocabulary.terms)


def term(vocabulary: str, value: str) -> str:
    """A stored term in the words of the screen; what somebody typed stands for itself."""
    key = f"term.{vocabulary}.{value}"
    return tr(key) if value and has(key) else capital(value.replace("_", " "))


def name_of(value: str, terms: Sequence[Named]) -> str:
    """What a stored value is called; free text stands for itself."""
    return next((each.name for each in terms if each.value == value), value)


def value_of(text: str, terms: Sequence[Named]) -> str:
    """What is stored for typed words: the term of that name, else the words."""
    wanted = text.strip().casefold()
    return next((each.value for each in terms if wanted in (each.name.casefold(), each.value.casefold())), text)


def matching(text: str, terms: Sequence[Named]) -> list[Named]:
    """At most eight of the terms that go with what is typed, those that begin so first."""
    wanted = text.strip().casefold()
    hits = [each for each in terms if wanted in each.name.casefold() or each.value.casefold().startswith(wanted)]
    return sorted(hits, key=lambda each: not each.name.casefold().startswith(wanted))[:MOST]


def capital(text: str) -> str:
    """The same words with a capital first."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """A label inside a sentence: its first letter small, unless it is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def short_number(value: float) -> str:
    """A number without zeros to spare: 2, 2.5, 0.25."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def framing_words(framing: Framing) -> str:
    """Size and angle of a framing in words; empty where it says neither."""
    parts = [term("shot_size", framing.size), term("angle", framing.angle)]
    said = [part for part in parts if part]
    return listed(part if not place else small(part) for place, part in enumerate(said))


def beat_name(beat: Beat, number: int) -> str:
    """What a beat is called: its purpose, else its number."""
    return term("purpose", beat.purpose) or tr("fields.beat", n=number)


def _name(vocabulary: str, value: str, phrase: str) -> str:
    key = f"term.{vocabulary}.{value}"
    return tr(key) if has(key) else capital(phrase)
