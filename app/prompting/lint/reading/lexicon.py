"""Reads the word lists that checks go by, and finds their phrases in a text word by word.

A list is a table of `resources/lint/<file>.toml` with its `languages` and its phrases, a comma after each. In a
phrase `~` stands before a verb that is inflected and behind a noun that has a plural, `*` stands for up to five
words, and a phrase that begins with a capital only matches one. Hyphens are spaces. Nothing is inflected before a
text asks for it. A table that says what list it is `of` adds its phrases to that one.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import Any, NamedTuple

from app.prompting.lint.reading.inflection import MOST_WORDS, Inflection
from app.resources import own_table, resources

_FILES = (
    *("grammar", "camera", "action", "deeds", "words", "light", "names", "particles"),
    *("lettering", "praise", "renown", "contact", "times", "feelings"),
)
_FEW = 5
"""How many words a `*` stands for at most."""
_ANY = frozenset("*")
_SIGNS = frozenset(".:")
"""What stands between words and may be part of a phrase."""

Forms = frozenset[str]


class Phrase(NamedTuple):
    """The rest of a phrase, whose first word was found: the forms of its other words, and the list it is in."""

    rest: tuple[Forms, ...]
    capital: bool
    list: str


class Near(NamedTuple):
    """The phrases that begin with one word: those of that word alone, the others by their second word, and those with a
    `*` there by the word behind it, each with its rank among them."""

    alone: tuple[Phrase, ...]
    second: dict[str, tuple[Phrase, ...]]
    star: dict[str, list[tuple[int, Phrase]]]


_NOTHING = Near((), {}, {})


class Lexicon:
    """Every list. `near` gives the phrases that begin with a word."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self.tables = tables
        self._inflection = Inflection(tables["verbs"]["irregular"], frozenset(tables["verbs"]["doubling"]))
        self._first: defaultdict[str, list[tuple[str, str, bool]]] = defaultdict(list)
        self._rests: dict[str, Forms] = {}
        for name, table in tables.items():
            phrases: str = table.get("phrases", "")
            of = table.get("of", name)
            for text, small in zip(_split(phrases), _split(phrases.lower().replace("-", " ")), strict=True):
                first, _, rest = small.partition(" ")
                self._first[first].append((rest, of, small[0] != text[0]))
        self.words = cache(self._inflected)
        """The words of a list, inflected."""
        self.joined = cache(self._united)
        """The words of several lists in one set, made once."""
        self.kinds = cache(self._sorted)
        """The words of a list that sorts them, inflected, each with its kind."""
        self.near = lru_cache(MOST_WORDS)(self._gathered)
        """The phrases that begin with this word or a form of it, the longest first."""
        self.stems = self._inflection.stems
        """What a word may be a form of, itself first."""
        self.going_across = frozenset(
            [
                form
                for first, rows in self._first.items()
                if any(not _SIGNS.isdisjoint(rest.split()) for rest, _, _ in rows)
                for form in self._inflection.forms(first)
            ]
        )
        """What phrases begin with that go on behind a stop or a colon: `cut: the next morning`."""

    def _inflected(self, name: str) -> Forms:
        forms, texts = self._inflection.forms, _split(self.tables[name]["words"])
        inflected = [form for text in texts if "~" in text for form in forms(text)]
        return frozenset([*inflected, *[text for text in texts if "~" not in text]])

    def _united(self, *names: str) -> Forms:
        return frozenset().union(*[self.words(name) for name in names])

    def pairs(self, name: str) -> dict[str, Any]:
        """A list that says something of each of its words."""
        found: dict[str, Any] = self.tables[name]["pairs"]
        return found

    def _sorted(self, name: str) -> dict[str, str]:
        forms = self._inflection.forms
        sorts: dict[str, str] = self.tables[name]["kinds"]
        return {form: kind for kind, text in sorts.items() for each in _split(text.strip()) for form in forms(each)}

    def _gathered(self, word: str) -> Near:
        rows = list(self._first.get(word, ()))
        for key in self._inflection.keys(word):
            rows += self._first.get(key, ())
        if word.endswith("'s"):
            rows += [row for row in self._first.get(word[:-2], ()) if row[2]]
        if not rows:
            return _NOTHING
        made = [Phrase(tuple([self._rest(each, cap) for each in rest.split()]), cap, of) for rest, of, cap in rows]
        if len(made) > 1:
            made.sort(key=lambda phrase: -len(phrase.rest))
        second: defaultdict[str, list[Phrase]] = defaultdict(list)
        for phrase in made:
            for form in phrase.rest[0] if phrase.rest else ():
                second[form].append(phrase)
        star: dict[str, list[tuple[int, Phrase]]] = {}
        for rank, phrase in enumerate(second.pop("*", [])):
            for form in phrase.rest[1]:
                star.setdefault(form, []).append((rank, phrase))
        alone = tuple([phrase for phrase in made if not phrase.rest])
        return Near(alone, {form: tuple(each) for form, each in second.items()}, star)

    def _rest(self, word: str, name: bool) -> Forms:
        """The forms of a word of a phrase; that of a name may own something."""
        if name:
            return frozenset((*self._inflection.forms(word), f"{word}'s"))
        found = self._rests.get(word)
        if found is None:
            found = self._rests[word] = frozenset(self._inflection.forms(word))
        return found


@cache
def lexicon() -> Lexicon:
    """The lists that come with the program, read when the first draft is judged."""
    tables: dict[str, Any] = {}
    for name in _FILES:
        tables.update(own_table(resources() / "lint" / f"{name}.toml"))
    return Lexicon(tables)


def _split(text: str) -> list[str]:
    """The entries of a list, which are set apart by commas."""
    return [each for each in text.replace("\n", " ").split(", ") if each] if text else []


def ends_at(words: tuple[str, ...], at: int, rest: tuple[Forms, ...], begin: int) -> int:
    """Where a phrase ends (one past its last word) whose words from `begin` on start at a place; 0 if none does."""
    for place in range(begin, len(rest)):
        forms = rest[place]
        if forms == _ANY:
            for skipped in range(_FEW + 1):
                if skipped and not _is_word(words, at + skipped - 1):
                    return 0
                end = ends_at(words, at + skipped, rest, place + 1)
                if end:
                    return end
            return 0
        if at >= len(words) or words[at] not in forms:
            return 0
        at += 1
    return at


def beyond(words: tuple[str, ...], at: int, star: dict[str, list[tuple[int, Phrase]]]) -> list[tuple[Phrase, int]]:
    """The phrases with a `*` at a place that are there, by rank, each with where it ends."""
    found: dict[int, tuple[Phrase, int]] = {}
    for place in range(at, min(at + _FEW + 1, len(words))):
        if place > at and not _is_word(words, place - 1):
            break
        for rank, phrase in star.get(words[place], ()):
            end = ends_at(words, place + 1, phrase.rest, 2)
            if end and rank not in found:
                found[rank] = (phrase, end)
    return [found[rank] for rank in sorted(found)]


def _is_word(words: tuple[str, ...], at: int) -> bool:
    return at < len(words) and (words[at][:1].isalnum() or words[at][:1] == "{")
