"""Puts compiled words together from pieces that know their field, and turns them into spans cheaply.

A `Piece` is a text and the draft path it was written in ("" for the dialect's own words). A `Phrase` is a list of
pieces. Everything a dialect writes goes through a `Page`, so that the joined spans are the text, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from app.domain.noun import Noun
from app.domain.request import Span, Track
from app.prompting.grammar import PREPOSITIONS


class Piece(NamedTuple):
    """A run of text and the field it came from."""

    text: str
    path: str = ""


Phrase = list[Piece]
N = TypeVar("N", bound=Noun)

TRACKS: dict[str, Track] = {"beats": "beat", "camera": "cam", "lines": "line", "sound": "snd"}
"""The track of a paragraph by its section; every other section is neutral."""
_STOPS = ".!?…。！？"
_CLOSERS = "\"')]”’」』】"
_TAIL = " \t.,;:。，；："
_SMALL = "a an the her his its their one two three some another both"
_INNER = frozenset(_SMALL.split()) | PREPOSITIONS
_DEFAULTS: dict[type[Noun], dict[str, Any]] = {}


def build(noun: type[N], **fields: Any) -> N:
    """A noun from values this program made itself, without checking them again: a keystroke makes hundreds."""
    defaults = _DEFAULTS.get(noun)
    if defaults is None:
        defaults = {}
        for name, info in noun.model_fields.items():
            if not info.is_required():
                defaults[name] = info.get_default(call_default_factory=True)
        _DEFAULTS[noun] = defaults
    made = noun.__new__(noun)
    values = dict.fromkeys(noun.model_fields)
    values.update(defaults)
    values.update(fields)
    for name, value in values.items():
        if type(value) is dict and name not in fields:
            values[name] = dict(value)
    object.__setattr__(made, "__dict__", values)
    object.__setattr__(made, "__pydantic_fields_set__", set(fields))
    object.__setattr__(made, "__pydantic_extra__", None)
    object.__setattr__(made, "__pydantic_private__", None)
    return made


_CONTROLS = dict.fromkeys((*range(9), *range(14, 28), *range(127, 133), *range(134, 160)), " ")
"""Signs that stand for nothing. What breaks a line or a paragraph is white space, not one of them."""


def without_controls(text: str) -> str:
    """A text with a space for every sign that stands for nothing."""
    return text.translate(_CONTROLS)


def clean(text: str) -> str:
    """A text on one line without outer space or control signs; nothing where it holds only stops and commas."""
    if not text.isprintable():
        text = " ".join(without_controls(text).split())
    elif "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(text.split())
    return text if text.strip(_TAIL) else ""


def said(text: str, path: str = "") -> Phrase:
    """A phrase of one piece; nothing where there are no words."""
    text = clean(text)
    return [Piece(text, path)] if text else []


def plain(phrase: Phrase) -> str:
    """The bare text of a phrase."""
    if len(phrase) == 1:
        return phrase[0].text
    return "".join([piece.text for piece in phrase])


def trimmed(phrase: Phrase) -> Phrase:
    """A phrase without the stop or comma it ends with, so that it can stand inside a sentence."""
    kept = list(phrase)
    while kept:
        last = kept[-1]
        text = last.text.rstrip(_TAIL)
        if text:
            kept[-1] = Piece(text, last.path)
            break
        kept.pop()
    return kept


def joined(phrases: Iterable[Phrase], glue: str = ", ") -> Phrase:
    """Phrases side by side; empty ones are left out, and inner stops go where the glue is no space."""
    result: Phrase = []
    link = Piece(glue)
    for phrase in phrases:
        if not phrase:
            continue
        if result:
            if glue != " " and glue != "\n":
                result = trimmed(result)
            result.append(link)
        result.extend(phrase)
    return result


def capital(phrase: Phrase) -> Phrase:
    """A phrase that begins with a capital."""
    for place, piece in enumerate(phrase):
        text = piece.text
        if not text.strip():
            continue
        first = text[0]
        if first.islower():
            return [*phrase[:place], Piece(first.upper() + text[1:], piece.path), *phrase[place + 1 :]]
        break
    return phrase


def lowered(text: str) -> str:
    """A text that begins small, where its first word is one that never carries a capital of its own."""
    first = text.split(" ", 1)[0]
    return text[0].lower() + text[1:] if text and first.lower() in _INNER else text


def inner(phrase: Phrase) -> Phrase:
    """A phrase fit to stand after other words of a sentence."""
    if not phrase:
        return phrase
    first = phrase[0]
    return [Piece(lowered(first.text), first.path), *phrase[1:]]


def sentence(phrase: Phrase) -> Phrase:
    """A phrase as a sentence: a capital in front, a stop behind."""
    kept = list(phrase)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if not kept:
        return kept
    last = kept[-1]
    text = last.text.rstrip(" \t,;:，；：")
    kept[-1] = Piece(text, last.path)
    if not text:
        return sentence(kept[:-1])
    if not _is_closed(kept):
        kept.append(Piece("."))
    return capital(kept)


def _is_closed(phrase: Phrase) -> bool:
    """Whether a phrase ends with a stop, also one inside quotes."""
    for piece in reversed(phrase):
        bare = piece.text.rstrip(_CLOSERS)
        if bare:
            return bare[-1] in _STOPS
    return False


def sentences(phrases: Iterable[Phrase]) -> Phrase:
    """Each phrase as a sentence of its own, side by side."""
    return joined((sentence(phrase) for phrase in phrases), " ")


class Page:
    """Collects what a dialect writes. `part` numbers the entry that is being written."""

    def __init__(self) -> None:
        self.part = 0
        self._rows: list[tuple[str, str, str, int]] = []
        self._empty = True

    def add(self, section: str, phrase: Phrase, before: str = "") -> None:
        """Write a phrase; `before` separates it from what is written already."""
        if not phrase:
            return
        part = self.part
        rows = self._rows
        if before and not self._empty:
            rows.append((before, "", section, part))
        for text, path in phrase:
            if text:
                rows.append((text, path, section, part))
        self._empty = False

    def says(self, path: str) -> bool:
        """Whether anything on the page comes from this field."""
        return any(row[1] == path for row in self._rows)

    def spans(self) -> tuple[Span, ...]:
        """Everything written, neighbours of one field as one span."""
        found: list[Span] = []
        texts: list[str] = []
        head: tuple[str, str, int] | None = None
        for text, path, section, part in self._rows:
            mark = (path, section, part)
            if mark == head:
                texts.append(text)
                continue
            if head is not None:
                found.append(_span("".join(texts), *head))
            head, texts = mark, [text]
        if head is not None:
            found.append(_span("".join(texts), *head))
        return tuple(found)


_set = object.__setattr__
_SPAN_FIELDS = {"text", "path", "section", "track", "part"}


@lru_cache(maxsize=2048)
def _span(text: str, path: str, section: str, part: int) -> Span:
    """A span; the same one as before where nothing differs, which makes comparing two compiles quick as well."""
    made = Span.__new__(Span)
    fields = {"text": text, "path": path, "section": section, "track": TRACKS.get(section, ""), "part": part}
    _set(made, "__dict__", fields)
    _set(made, "__pydantic_fields_set__", _SPAN_FIELDS)
    _set(made, "__pydantic_extra__", None)
    _set(made, "__pydantic_private__", None)
    return made
