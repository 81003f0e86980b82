"""Counts what a draft brings together: its voices, and what cast, props and the grounds of the place put in frame."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.draft import Draft
from app.domain.finding import Finding
from app.prompting.lint.cast.voices import how_many, voices_of
from app.prompting.lint.face import catalogue, told
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.outside import WholeFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Reading

_SETS = re.compile(
    r"^(?:an? |the )?(?:(?:\w+ ){0,2}(?:row|set|pile|stack|bunch|line|group|ring|cluster|circle|band|troupe) of )?"
    r"(?:the )?(\w+)(?![\w-])",
    re.IGNORECASE,
)
"""A number at the head of what somebody or something is called: `the nine nuns`, `a row of twelve glasses`."""
_GROUNDS = ("foreground", "midground", "background")
_MANY = 5
"""From so many pieces on a list in a setting is one of things, not of what a place has."""
_FEW = 3
"""So many in all grounds together fill them."""
_ARTICLES = frozenset({"a", "an", "one"})
_BEFORE = frozenset({"", ".", ",", ";", ":", "and", "with", "holds", "beside", "plus", "–", "—", "(", "then", "of"})


def crowded(draft: Draft, outside: WholeFacts, facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """More voices or things than a model keeps apart."""
    amounts = catalogue()["amounts"]
    heard = voices_of([who for fact in facts for beat in fact.beats for who in beat.heard], draft.cast)
    voices = sum(heard.values())
    if voices > amounts["speakers"]:
        yield told("crowded", "cast" if draft.cast else "shots", variant="voices", n=voices, most=amounts["speakers"])
    things = sum(_of_card(member.label, "") for member in draft.cast)
    things += sum(_of_card(prop.label, prop.description) for prop in draft.place.props)
    named = frozenset(word for prop in draft.place.props for word in prop.label.lower().split())
    grounds = sum(pieces(field.reading, named) for field in outside.named(*_GROUNDS))
    things += grounds if grounds >= _FEW else 0
    for field in outside.named("setting"):
        listed = pieces(field.reading, named) - _is_the_place(field.reading)
        things += listed if listed >= _MANY else 0
    if things > amounts["things"]:
        yield told("crowded", "place.props" if draft.place.props else "cast", n=things, most=amounts["things"])


def _is_the_place(reading: Reading) -> bool:
    """`A side room on a ward, one bed …`: what a setting begins with is where it is, and no thing in it."""
    return reading.word(0) in _ARTICLES and reading.word(1) not in lexicon().words("handheld")


def _of_card(label: str, description: str) -> int:
    """How many somebody or something stands for by what it is called."""
    for text in (label, description):
        found = _SETS.match(text.strip())
        if found and (count := how_many([found[1].lower(), ""])) > 1 and _are(text[found.end(1) :]):
            return count
    return 1


def _are(behind: str) -> bool:
    """Whether it is several that a number counts: not `two metres high`, `nine years old`, `seven inches`."""
    words = behind.lower().replace(",", " ").split()[:4]
    return any(word.endswith("s") or word in ("men", "women", "children", "people") for word in words) and (
        lexicon().joined("measured_in").isdisjoint(words)
    )


def pieces(reading: Reading, besides: frozenset[str] = frozenset()) -> int:
    """How many things a text names one by one: `a crate of plums, a scale and two jars`."""
    numbers, count = lexicon().pairs("numbers"), 0
    words = reading.words
    for place, word in enumerate(words):
        if (place and words[place - 1] not in _BEFORE) or not besides.isdisjoint(words[place + 1 : place + 4]):
            continue
        if word in _ARTICLES:
            count += 1
        elif 1 < numbers.get(word, 0) < 10 and lexicon().words("measured_in").isdisjoint(words[place + 1 : place + 3]):
            count += int(numbers[word])
    return count
