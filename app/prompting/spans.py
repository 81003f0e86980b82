"""Puts compiled words together from pieces that know their field, and turns them into spans cheaply.

A `Piece` is a text and the draft path it was written in ("" for the dialect's own words). A `Phrase` is a list of
pieces. Everything a dialect writes goes through a `Page`, so that the joined spans are the text, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from app.domain.noun import Noun
from app.domain.request import Span, Track
from app.prompting.grammar import PREPOSITIONS
from app.prompting.memory import Memory


class Piece(NamedTuple):
    """A run of text and the field it came from."""

    text: str
    path: str = ""


Phrase = list[Piece]


@lru_cache(maxsize=256)
def own(text: str) -> Piece:
    """Words of the dialect's own that are said often."""
    return Piece(text)


N = TypeVar("N", bound=Noun)

TRACKS: dict[str, Track] = {"beats": "beat", "camera": "cam", "lines": "line", "sound": "snd"}
"""The track of a paragraph by its section; every other section is neutral."""
_STOPS = ".!?…。！？"
_CLOSERS = "\"')]}>”’」』】"
_TAIL = " \t.,;:。，；："
_SMALL = (
    "a an the her his its their one two three some another both he she it they we you this that these those there each "
    "every no"
)
_INNER = frozenset(_SMALL.split()) | PREPOSITIONS
_set = object.__setattr__


def build(noun: type[N], **fields: Any) -> N:
    """A noun from values this program made itself, without checking them again: a keystroke makes hundreds."""
    return noun.model_construct(**fields)


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


def holds_words(text: str) -> bool:
    """Whether a text holds more than stops and commas."""
    return text[:1].isalnum() or text[:1] == "{" or bool(clean(text))


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
    if not phrase:
        return phrase
    end = phrase[-1].text
    if end and end[-1] not in _TAIL:
        return phrase
    kept = list(phrase)
    _trim(kept)
    return kept


def _trim(phrase: Phrase) -> None:
    """Take the stop or comma off the end of a phrase."""
    while phrase:
        last = phrase[-1]
        text = last.text.rstrip(_TAIL)
        if text:
            if text is not last.text:
                phrase[-1] = Piece(text, last.path)
            return
        phrase.pop()


def joined(phrases: Iterable[Phrase], glue: str = ", ") -> Phrase:
    """Phrases side by side; empty ones are left out, and inner stops go where the glue is no space."""
    result: Phrase = []
    link = own(glue)
    tight = glue != " " and glue != "\n"
    for phrase in phrases:
        if not phrase:
            continue
        if result:
            if tight:
                _trim(result)
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
    text, path = phrase[0]
    small = lowered(text)
    return phrase if small is text else [Piece(small, path), *phrase[1:]]


def sentence(phrase: Phrase) -> Phrase:
    """A phrase as a sentence: a capital in front, a stop behind."""
    kept = list(phrase)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if not kept:
        return kept
    last = kept[-1]
    text = last.text.rstrip(" \t,;:，；：")
    if text is not last.text:
        kept[-1] = Piece(text, last.path)
    if not text:
        return sentence(kept[:-1])
    if not _is_closed(kept):
        kept.append(own("."))
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


_PATHS: Memory[frozenset[str]] = Memory(512)


class Strip:
    """A finished stretch of a page, all of one part, that can be put on it again as it is."""

    __slots__ = ("_behind", "_letters", "_longest", "part", "paths", "section", "spans", "text")

    def __init__(self, spans: tuple[Span, ...], text: str, paths: frozenset[str]) -> None:
        self.spans = spans
        self.text = text
        self.paths = _PATHS.same(paths)
        """Every field it speaks of; the same ones while they are equal."""
        self.part = spans[0].part if spans else 0
        self.section = spans[0].section if spans else ""
        """The section it begins with."""
        self._behind: dict[str, list[Span]] = {}
        self._letters: dict[str, int] | None = None
        self._longest: str | None = None

    def behind(self, before: str) -> list[Span]:
        """Its spans with what separates it from those in front of it."""
        found = self._behind.get(before)
        if found is None:
            found = self._behind[before] = [_span(before, "", self.section, self.part)]
            _join(found, self.spans)
        return found

    def letters(self) -> dict[str, int]:
        """How many characters come from each field."""
        if self._letters is None:
            self._letters = _counted(self.spans)
        return self._letters

    def longest(self) -> str:
        """The field that most of them come from; empty where there is none."""
        if self._longest is None:
            self._longest = _most(self.letters())
        return self._longest


NOTHING = Strip((), "", frozenset())
"""A stretch without words, which leaves a page as it is."""


class Page:
    """Collects what a dialect writes. `part` numbers the entry that is being written."""

    def __init__(self, part: int = 0) -> None:
        self.part = part
        self._own: set[str] = set()
        self._put: list[frozenset[str]] = []
        self._spans: list[Span] = []
        self._texts: list[str] = []
        self._runs: list[tuple[str, int, Phrase]] = []
        self._strips: list[Strip] = []
        self._loose: list[Span] = []
        self._empty = True

    def add(self, section: str, phrase: Phrase, before: str = "") -> None:
        """Write a phrase; `before` separates it from what is written already."""
        if not phrase:
            return
        if before and not self._empty:
            self._runs.append((section, self.part, [own(before)]))
        self._runs.append((section, self.part, phrase))
        self._empty = False

    def put(self, strip: Strip, before: str = "") -> None:
        """Put a finished stretch on the page; `before` separates it from what is written already."""
        if not strip.spans:
            return
        if self._runs:
            self._settle()
        if before and not self._empty:
            _join(self._spans, strip.behind(before))
            self._texts.append(before)
        else:
            _join(self._spans, strip.spans)
        self._put.append(strip.paths)
        self._strips.append(strip)
        self._texts.append(strip.text)
        self._empty = False

    def lead(self, section: str, phrase: Phrase, behind: str) -> None:
        """Write a phrase in front of all that is written; `behind` separates it from that."""
        if self._runs:
            self._settle()
        page = Page()
        page.add(section, phrase if self._empty else [*phrase, Piece(behind)])
        strip = page.strip()
        self._spans[:0] = strip.spans
        self._texts.insert(0, strip.text)
        self._strips.append(strip)
        self._put.append(strip.paths)
        self._empty = False

    def says(self, path: str) -> bool:
        """Whether anything on the page comes from this field."""
        return any(path in each for each in self.paths())

    def paths(self) -> list[frozenset[str]]:
        """Every field that something on the page comes from: those of each stretch that was put on it, then others."""
        if self._runs:
            self._settle()
        return [*self._put, _PATHS.same(frozenset(self._own))] if self._own else self._put

    def _settle(self) -> None:
        """Turn what was added last into spans, neighbours of one field into one."""
        made: list[Span] = []
        run = at = ""
        of, number, _ = self._runs[0]
        for section, part, phrase in self._runs:
            if section != of or part != number:
                if run:
                    made.append(_span(run, at, of, number))
                    run = ""
                of, number = section, part
            for text, path in phrase:
                if path == at:
                    run += text
                elif text:
                    if run:
                        made.append(_span(run, at, of, number))
                    run, at = text, path
        if run:
            made.append(_span(run, at, of, number))
        self._runs.clear()
        if made:
            self._loose += made
            self._texts += [span.text for span in made]
            self._own.update([span.path for span in made])
            _join(self._spans, made)

    def spans(self) -> tuple[Span, ...]:
        """Everything written, neighbours of one field as one span."""
        if self._runs:
            self._settle()
        return tuple(self._spans)

    def text(self) -> str:
        """Everything written."""
        if self._runs:
            self._settle()
        return "".join(self._texts)

    def strip(self) -> Strip:
        """Everything written as one stretch."""
        return Strip(self.spans(), self.text(), frozenset().union(*self._put, self._own))

    def longest(self, part: int | None = None) -> str:
        """The field that most characters come from, of one part or of all; empty where there is none."""
        if self._runs:
            self._settle()
        loose = [span for span in self._loose if part is None or span.part == part] if self._loose else ()
        counts = _counted(loose) if loose else {}
        strips = [strip for strip in self._strips if strip.part == part] if part is not None else self._strips
        if len(strips) == 1 and not counts:
            return strips[0].longest()
        for strip in strips:
            letters = strip.letters()
            both = [(path, counts[path]) for path in counts.keys() & letters.keys()]
            counts |= letters
            for path, count in both:
                counts[path] += count
        return _most(counts)


def written(write: Callable[..., None], *given: object) -> Strip:
    """What `write` puts on a page of its own, which it is given last, as one stretch."""
    page = Page()
    write(*given, page)
    return page.strip()


def _join(there: list[Span], more: Sequence[Span]) -> None:
    """Put spans behind others, the first into the last of those where both are of one field."""
    if there:
        last, first = there[-1], more[0]
        if last.path == first.path and last.section == first.section and last.part == first.part:
            there[-1] = _span(last.text + first.text, first.path, first.section, first.part)
            there += more[1:]
            return
    there += more


def _most(counts: dict[str, int]) -> str:
    return max(counts, key=counts.__getitem__, default="")


def _counted(spans: Iterable[Span]) -> dict[str, int]:
    found: dict[str, int] = {}
    for span in spans:
        if span.path:
            found[span.path] = found.get(span.path, 0) + len(span.text)
    return found


@lru_cache(maxsize=2048)
def _span(text: str, path: str, section: str, part: int) -> Span:
    """A span; the same one as before where nothing differs, which makes comparing two compiles quick as well."""
    made = Span.__new__(Span)
    fields = {"text": text, "path": path, "section": section, "track": TRACKS.get(section, ""), "part": part}
    _set(made, "__dict__", fields)
    return made
