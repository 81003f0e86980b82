"""Checks words that stand for something outside the picture: formats, names of makers and people, text to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from app.domain.finding import Finding
from app.prompting.lint.face import Scene, told, words_said
from app.prompting.lint.fields import Field
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading
from app.prompting.lint.rewrite import Rewritten
from app.prompting.lint.wording.lettering import carried

NAMED = frozenset({"makers", "brands", "styled_after", "made_after"})
LETTERING = frozenset(
    {
        "says",
        "reads",
        "spells",
        "numbered",
        "dated",
        "named",
        "texts",
        "types",
        "writes",
        "listing",
        "lists",
        "spelling",
        "advertising",
    }
)
_CAPITALS = re.compile(r"[A-Z](?:[A-Z]{2}|(?<=\b[A-Z])\b\W+[A-Z]\b|(?<=[a-z,] [A-Z])[a-z])")
"""Words that stand as on a sign, or are spelled letter by letter, or are proper words inside a sentence; with its first
sign in front, so that a text without capitals is done with quickly."""
SAYING = frozenset({"says", "reads", "spells"})
READ = frozenset({"readable", "text_carriers", "text_nouns"})
_NOBODY = frozenset({"who", "and", "then", "that", "which", "everyone", "everybody", "nobody", "never", "one", "still"})
"""Words before `reads` that are no thing."""


def readable(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Words that have to be read in the picture."""
    reading = field.reading
    hits = () if scene.pictured else to_be_read(reading)
    if hits:
        yield told("readable", field.path, said=words_said(reading, hits[:1]))


@lru_cache(maxsize=4096)
def to_be_read(reading: Reading) -> tuple[Hit, ...]:
    """What of a text has to be read in the picture."""
    if not may_be_read(reading):
        return ()
    hits = reading.free("readable", "readable_not")
    hits = hits or _quoted(reading) or _lettered(reading) or carried(reading)
    gone = {reading.sentence_of(hit.start) for hit in reading.hits.get("readable_not", ())} if hits else ()
    kept = tuple(hit for hit in hits if reading.sentence_of(hit.start) not in gone)
    return () if not kept or _is_easy(reading) else kept


def may_be_read(reading: Reading) -> bool:
    """Whether a text has anything that could be letters."""
    if not READ.isdisjoint(reading.hits) or not LETTERING.isdisjoint(reading.words):
        return True
    if not lexicon().joined("pure_writing", "covered_with", "status_shown").isdisjoint(reading.words):
        return True
    return '"' in reading.words or ":" in reading.words or _CAPITALS.search(reading.text) is not None


def _quoted(reading: Reading) -> list[Hit]:
    """A quote that something shows: `a mug that reads "Boss"`, `a sign "Fresh fish"`; not one that somebody says."""
    book = lexicon()
    for place, word in enumerate(reading.words):
        if word != '"':
            continue
        before = reading.words[max(0, place - 5) : place]
        spoken = not book.words("persons").isdisjoint(before) or not book.words("opening_pronouns").isdisjoint(before)
        written = before[-1:] in (["writes"], ["paints"], ["carves"], ["types"], ["sprays"], ["chalks"], ["scrawls"])
        if not written and (spoken or any(each.startswith("{") for each in before)):
            continue
        if lexicon().words("reading_verbs").intersection(before[-1:]) or lexicon().words("signs").intersection(
            before[-3:]
        ):
            return [Hit(place, place + 1)]
    return []


def _lettered(reading: Reading) -> list[Hit]:
    """A thing that says words without quotes: `whose awning says Marlow & Sons`; not somebody who reads Kafka."""
    book = lexicon()
    for place, word in enumerate(reading.words):
        if word not in SAYING or not reading.raw[place + 1 : place + 2]:
            continue
        thing, raw = reading.word(place - 1), reading.raw[place - 1] if place else ""
        lower = raw[:1].islower() and thing.isalpha() and not thing.endswith("ly")
        somebody = thing in book.words("persons") or thing in book.words("opening_pronouns") or thing in _NOBODY
        if lower and not somebody and reading.raw[place + 1][0].isupper():
            return [Hit(place, place + 2)]
    return []


def _is_easy(reading: Reading) -> bool:
    """Short, in quotes, and square to the lens."""
    quoted = [raw for raw, word in zip(reading.raw, reading.words, strict=True) if word == '"']
    return bool(quoted) and len(quoted[0].split()) <= 3 and "straight_on" in reading.hits


def makers(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Names of makers and brands, and whatever a style is taken from."""
    reading = field.reading
    if not may_be_makers(reading) or (field.name == "label" and field.path.startswith("cast[")):
        return
    labels = {word.lower() for member in scene.cast for word in member.label.split()}
    hits = [*reading.of("makers"), *reading.of("brands"), *_styled(reading)]
    hits = [hit for hit in hits if not labels.intersection(reading.words[hit.start : hit.end])]
    if hits:
        yield told("makers", field.path, said=words_said(reading, hits))


def may_be_makers(reading: Reading) -> bool:
    """Whether a text has anything that could name a maker."""
    return not (
        NAMED.isdisjoint(reading.hits) and "esque" not in reading.text and common_names()[0].isdisjoint(reading.words)
    )


def _styled(reading: Reading) -> list[Hit]:
    """A name behind `in the style of`, `directed by`, or before `-esque`."""
    common = lexicon().words("not_a_name")
    found = []
    for hit in reading.of("styled_after"):
        begin = _behind_initials(reading, hit.end)
        named = reading.raw[begin] if begin < len(reading.raw) else ""
        if named[:1].isupper() and named.lower() not in common and not named.isupper():
            end = begin + 1
            while reading.raw[end : end + 1] and reading.raw[end][:1].isupper():
                end += 1
            found.append(Hit(begin, end))
    found += [name for hit in reading.of("made_after") if (name := _works_of(reading, hit.end))]
    surnames, tails = common_names()
    for place, raw in enumerate(reading.raw):
        if raw.istitle() and reading.words[place].removesuffix("'s") in surnames and reading.word(place + 1) in tails:
            found.append(Hit(place, place + 2))
        if raw[:1].isupper() and len(raw) > 6 and (raw.endswith("esque") or reading.word(place + 1) == "esque"):
            found.append(Hit(place, place + 1))
    return found


def _behind_initials(reading: Reading, begin: int) -> int:
    """Where a surname stands behind initials: `J. M. W. Turner`."""
    at = begin
    while len(reading.raw[at : at + 1] and reading.raw[at]) == 1 and reading.raw[at].isupper():
        at += 1 + (reading.word(at + 1) == ".")
    return at


@cache
def common_names() -> tuple[frozenset[str], frozenset[str]]:
    """The surnames that mean a maker before a word for a manner, and those words."""
    return lexicon().words("surnames"), lexicon().words("style_tails")


def _works_of(reading: Reading, begin: int) -> Hit | None:
    """The name in `like a Leni Riefenstahl film`; a Swedish film is of nobody."""
    end = begin
    while reading.raw[end : end + 1] and reading.raw[end][:1].isupper():
        end += 1
    named = [word for word in reading.words[begin:end] if word not in lexicon().words("not_a_name")]
    works = lexicon().words("works")
    return Hit(begin, end) if len(named) == end - begin > 0 and reading.word(end) in works else None


def likeness(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Real people, known characters and songs: refused by some makers, guessed at by all."""
    reading = field.reading
    labels = {word.lower() for member in scene.cast for word in member.label.split()}
    hits = [hit for hit in reading.of("likenesses") if not labels.intersection(reading.words[hit.start : hit.end])]
    if hits:
        strict = scene.limits.faces is False
        yield told("likeness", field.path, level="warning" if strict else "hint", said=words_said(reading, hits))
