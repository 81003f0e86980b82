"""Reads a Chinese text once: where the phrases of the lists stand, which of them are denied, and its clauses.

Chinese has no spaces, so phrases are looked up sign by sign: those that begin with the two signs at a place, the
longest first. A list names its `phrases` with commas between, and in `else` longer words in which one of them means
another thing; `besides` names other lists whose words mean another thing. A list may have a `pattern` for what no
phrases tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from app.resources import own_table, resources

_FILES = ("chinese", "chinese_deeds", "chinese_scene")
_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|《[^》]*》|\"[^\"]*\"")
_NEGATED = re.compile(
    r"(?:不|没|没有|毫无|并非|不是|谈不上|算不上|不够|毫不|从不|从未|未|别|不再|并不|并没有|无须|不用)"
    r"(?:什么|很|那么|太|怎么|任何|多|再|显得|有|去|能|敢|曾|在|会|想|往|把)?$"
)
_BEFORE = 7
"""How many signs before a phrase may deny it."""
_CLAUSE = re.compile(r"[^，。！？；、：,.!?;:…—\n]+")
_SENTENCE = re.compile(r"[^。！？；!?;\n]+")
MOST = 4000
"""Texts of more signs are over every cap, and that is told; their words are not judged."""


class Hit(NamedTuple):
    """A phrase in a text."""

    start: int
    end: int


class Lists(NamedTuple):
    """Every list: phrases by the two signs they begin with, what is a pattern besides, and what masks a list."""

    near: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
    patterns: frozenset[str]
    masks: dict[str, tuple[str, ...]]
    tables: dict[str, dict[str, Any]]


@cache
def lists() -> Lists:
    """The lists that come with the program, read when the first Chinese draft is judged."""
    tables: dict[str, dict[str, Any]] = {}
    for file in _FILES:
        tables.update(own_table(resources() / "lint" / f"{file}.toml"))
    names: dict[str, list[str]] = {}
    for name, row in tables.items():
        for phrase in split(row.get("phrases", "")):
            names.setdefault(phrase, []).append(name)
        for phrase in split(row.get("else", "")):
            names.setdefault(phrase, []).append(f"-{name}")
    near: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for phrase in sorted(names, key=len, reverse=True):
        near.setdefault(phrase[:2], []).append((phrase, tuple(names[phrase])))
    patterns = frozenset([name for name, row in tables.items() if "pattern" in row])
    masks = {name: (f"-{name}", *split(row.get("besides", ""))) for name, row in tables.items()}
    return Lists({key: tuple(rows) for key, rows in near.items()}, patterns, masks, tables)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The pattern of a list, made when a text is first asked for it: most drafts need but some of them."""
    return re.compile(lists().tables[name]["pattern"])


def split(text: str) -> list[str]:
    """The phrases of a list, which stand between commas."""
    return [each for each in (part.strip() for part in text.replace("\n", " ").split(",")) if each]


@cache
def words(name: str) -> frozenset[str]:
    """The phrases of a list, for what is a whole text or a piece cut out of one."""
    return frozenset(split(lists().tables[name]["phrases"]))


@cache
def pairs(name: str) -> dict[str, str]:
    """A list that says something of each of its words."""
    found: dict[str, str] = lists().tables[name]["pairs"]
    return found


class Text:
    """A text with the places of all phrases; what stands in quotes and titles is none of it."""

    __slots__ = ("_all", "_free", "bare", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.bare = _QUOTED.sub(lambda match: "\0" * len(match[0]), text)
        self._all = _found(self.bare)
        self._free: dict[str, tuple[Hit, ...]] = {}

    def all(self, name: str) -> tuple[Hit, ...]:
        """Where the phrases of a list stand, denied ones among them; not as parts of other words."""
        found = self._free.get(name)
        if found is None:
            found = self._free[name] = self._unmasked(name)
        return found

    def of(self, name: str) -> tuple[Hit, ...]:
        """Where the phrases of a list stand and are meant."""
        hits = self.all(name)
        return tuple([hit for hit in hits if not self.denied(hit)]) if hits else hits

    def has(self, *names: str) -> bool:
        """Whether a phrase of these lists stands there and is meant."""
        return any(self.of(name) for name in names)

    def holds(self, *names: str) -> bool:
        """Whether a phrase of these lists stands there, denied or not."""
        return any(self.all(name) for name in names)

    def denied(self, hit: Hit) -> bool:
        """Whether what stands before a phrase denies it."""
        return _NEGATED.search(self.bare[max(0, hit.start - _BEFORE) : hit.start]) is not None

    def said(self, *hits: Hit) -> str:
        """The words of hits as a sentence quotes them: each once, three at most."""
        return "”, “".join(list(dict.fromkeys(self.text[hit.start : hit.end] for hit in hits))[:3])

    def clauses(self) -> Iterator[Hit]:
        """What stands between marks."""
        return (Hit(*match.span()) for match in _CLAUSE.finditer(self.bare))

    def sentences(self) -> Iterator[Hit]:
        """What stands between full stops."""
        return (Hit(*match.span()) for match in _SENTENCE.finditer(self.bare))

    def _unmasked(self, name: str) -> tuple[Hit, ...]:
        book = lists()
        hits = self._raw(name)
        if not hits:
            return ()
        masks = [mask for other in book.masks[name] for mask in self._raw(other)]
        if not masks:
            return tuple(hits)
        return tuple([hit for hit in hits if not any(_covers(mask, hit) for mask in masks)])

    def _raw(self, name: str) -> list[Hit]:
        """Where the phrases of a list and its pattern stand, also as parts of other words."""
        hits = list(self._all.get(name, ()))
        if name in lists().patterns:
            found = _pattern(name).finditer(self.bare)
            hits += [Hit(*match.span()) for match in found if match.end() > match.start()]
            hits.sort()
        return hits


def _covers(mask: Hit, hit: Hit) -> bool:
    """Whether a phrase is only part of a longer word, or cuts into one."""
    return mask.start < hit.end and hit.start < mask.end and mask[1] - mask[0] >= hit[1] - hit[0]


def _found(bare: str) -> dict[str, list[Hit]]:
    found: dict[str, list[Hit]] = {}
    near = lists().near
    for at, sign in enumerate(bare):
        if sign < "0":
            continue
        for key in (bare[at : at + 2], sign):
            for phrase, names in near.get(key, ()):
                if bare.startswith(phrase, at):
                    for name in names:
                        _note(found, name, Hit(at, at + len(phrase)))
    return found


def _note(found: dict[str, list[Hit]], name: str, hit: Hit) -> None:
    rows = found.setdefault(name, [])
    if not rows or rows[-1].end <= hit.start:
        rows.append(hit)


@lru_cache(maxsize=4096)
def read_chinese(text: str) -> Text:
    """A text with the places of all phrases; the same one as before where it was read already."""
    return Text(text if len(text) <= MOST else "")
