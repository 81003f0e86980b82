"""Takes a text of the draft apart once: words with their places, quotes set aside, phrases of the lists, negations."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from app.prompting.lint.reading.lexicon import Lexicon, beyond, ends_at, lexicon

_PIECE = re.compile(
    r"[^\W_]+(?:['’][^\W_]+)*|[.!?…;:,()\n–—]|\{[^{}]*\}"
    r"|\"[^\"]*\"|“[^”]*”|«[^»]*»|‘[^’]{2,}’(?![^\W_])|(?<![^\W_])'[^']{2,}'(?![^\W_])"
)
_MARKS = re.compile("[\"“«‘'’]")
_QUOTES = "\"“«‘'"
_STOPS = frozenset(".!?…;\n")
_BREAKS = frozenset(".!?…;\n,:–—()")
_APART = _BREAKS | {'"'}
"""What no phrase goes across, but for those the lexicon names."""
_HELD_BACK = frozenset(
    [
        *("hide", "hiding", "contain", "conceal", "help", "disguise", "suppress", "mask"),
        *("shake", "escape", "quell", "stifle", "ignore", "fight", "swallow", "stomach"),
    ]
)
"""`Cannot hide her joy` denies nothing."""
MOST = 4000
"""Texts of more characters are over every cap, and that is told; their words are not judged."""
_FOREIGN = 6
"""A text in another script votes against English by so much at most: one long text is no whole draft."""
_BACK = 4
"""How many words a negation reaches over."""


class Hit(NamedTuple):
    """A phrase of a list in a text: its words `start` to `end` (one past the last)."""

    start: int
    end: int


class Reading:
    """A text taken apart. A quote is one word, `"`, so that nothing in it is taken for description."""

    __slots__ = ("_sentences", "_spans", "hits", "raw", "text", "votes", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.raw: list[str] = _PIECE.findall(text)
        self.words = list(map(str.lower if _MARKS.search(text) is None else _as_word, self.raw))
        self._spans: list[tuple[int, int]] | None = None
        self._sentences: tuple[tuple[int, int], ...] | None = None
        book = lexicon()
        self.hits = _hits(self, book)
        self.votes = _votes(self.words, book, text)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where the words stand in the text."""
        if self._spans is None:
            self._spans = [match.span() for match in _PIECE.finditer(self.text)]
        return self._spans

    def of(self, name: str) -> list[Hit]:
        """Where the phrases of a list stand, negated ones left out."""
        hits = self.hits.get(name)
        return [hit for hit in hits if not self.negated(hit.start)] if hits else []

    def free(self, name: str, besides: str) -> list[Hit]:
        """The phrases of a list that are not part of one of another list."""
        other = self.hits.get(besides, ())
        return [
            hit for hit in self.of(name) if not any(each.start < hit.end and hit.start < each.end for each in other)
        ]

    def has(self, *names: str) -> bool:
        """Whether any phrase of these lists stands there and is meant."""
        return any(name in self.hits and self.of(name) for name in names)

    def said(self, hit: Hit) -> str:
        """The words of a hit as they are written."""
        return self.text[self.spans[hit.start][0] : self.spans[hit.end - 1][1]]

    def word(self, at: int) -> str:
        """The word at a place, empty outside the text."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def negated(self, at: int) -> bool:
        """Whether the word at a place is denied: not, no, never, without, rather than."""
        no = lexicon().words("negation")
        if not _HELD_BACK.isdisjoint(self.words[max(0, at - _BACK) : at]):
            return False
        for place in range(at - 1, max(-1, at - 1 - _BACK), -1):
            word = self.words[place]
            if word in _BREAKS or word in ("and", "but", "then", '"'):
                return False
            if word in no or word.endswith("n't"):
                return True
            if word in ("than", "of") and self.word(place - 1) in ("rather", "instead"):
                return True
        return False

    @property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The sentences as ranges of words."""
        if self._sentences is None:
            words, last = self.words, len(self.words)
            ends = [] if _STOPS.isdisjoint(words) else [place for place, word in enumerate(words) if word in _STOPS]
            found = zip((0, *[end + 1 for end in ends]), (*ends, last), strict=True)
            self._sentences = tuple([each for each in found if each[0] < each[1]])
        return self._sentences

    def sentence_of(self, at: int) -> tuple[int, int]:
        """The sentence a word stands in."""
        place = bisect(self.sentences, (at + 1,)) - 1
        found = (at, at + 1) if place < 0 else self.sentences[place]
        return found if at < found[1] else (at, at + 1)

    def without(self, hits: Iterable[Hit]) -> str:
        """The text without these words and without the comma or space they leave behind."""
        text = self.text
        for hit in sorted(hits, reverse=True):
            text = text[: self.spans[hit.start][0]] + "\0" + text[self.spans[hit.end - 1][1] :]
        text = re.sub(r"^[ ,]*\0[ ,]*|[ ,]*(?:\band )?\0(?=[ ]*[.;!?…]|[ ,]*$)", "", text)
        text = re.sub(r",?\s*\0\s*,", ",", text)
        text = re.sub(r"\s*\0\s*", " ", text)
        text = re.sub(r"(?<![^\s,]) ?\b(?:an?|the)(?= *(?:[,.;]|$))", "", text)
        return " ".join(text.replace(" ,", ",").split()).strip(" ,")


def _as_word(piece: str) -> str:
    return '"' if piece[0] in _QUOTES else piece.lower().replace("’", "'")


def _hits(reading: Reading, book: Lexicon) -> dict[str, list[Hit]]:
    found: dict[str, list[Hit]] = {}
    words, raw = reading.words, reading.raw
    begin, last = 0, len(words)
    whole = not book.going_across.isdisjoint(words)
    ends = [] if whole or _APART.isdisjoint(words) else [at for at, word in enumerate(words) if word in _APART]
    for end in (*ends, last):
        if begin < end:
            for name, start, stop in _phrases(tuple(words[begin:end]), tuple(raw[begin:end])):
                found.setdefault(name, []).append(Hit(begin + start, begin + stop))
        begin = end + 1
    return found


@lru_cache(maxsize=4096)
def _phrases(words: tuple[str, ...], raw: tuple[str, ...]) -> list[tuple[str, int, int]]:
    """The phrases of a stretch of a text, each by its list; of one list none that lies upon another.

    A key changes one stretch of a text, and the others were looked through before.
    """
    found: list[tuple[str, int, int]] = []
    taken: dict[str, int] = {}
    near, last = lexicon().near, len(words) - 1
    for at, word in enumerate(words):
        alone, second, star = near(word)
        here = []
        if second and at < last and (longer := second.get(words[at + 1])):
            here += [(phrase, ends_at(words, at + 2, phrase.rest, 1)) for phrase in longer]
        if star:
            here += beyond(words, at + 1, star)
        for phrase, end in (*here, *[(phrase, at + 1) for phrase in alone]):
            if end and taken.get(phrase.list, 0) <= at and (not phrase.capital or raw[at][0].isupper()):
                taken[phrase.list] = end
                found.append((phrase.list, at, end))
    return found


def _votes(words: list[str], book: Lexicon, text: str) -> int:
    """Above zero for a text in English, below for one in another language, zero where nothing can be told."""
    if not text.isascii():
        letters = [sign for sign in text if sign.isalpha()]
        foreign = sum(sign > "ɏ" for sign in letters)
        if foreign * 4 > len(letters):
            return -min(foreign, _FOREIGN)
    english, other = book.words("english"), book.words("not_english")
    return sum(map(english.__contains__, words)) - sum(map(other.__contains__, words))


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    """A text taken apart; the same one as before where it was read already. One beyond all caps says nothing here."""
    return Reading(text if len(text) <= MOST else "")
