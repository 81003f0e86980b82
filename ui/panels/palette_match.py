"""Finds what a person means by a few letters: letters in order, starts of words first, what cannot run last. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

Kind = Literal["command", "draft", "preset", "clip"]
COMMANDS_ONLY = ">"
LIKE = 0.55
"""How alike a word must be to what was typed to be offered in its place."""


@dataclass(frozen=True)
class Item:
    """Something to run or open. `place` is where it is found otherwise, `reason` why it cannot run now."""

    kind: Kind
    id: str
    name: str
    icon: str
    place: str = ""
    key: str = ""
    reason: str = ""


def letters_of(query: str) -> str:
    """What is looked for, without the sign that asks for commands only."""
    return query.removeprefix(COMMANDS_ONLY).strip()


def ranked(items: Sequence[Item], query: str) -> list[Item]:
    """The items that hold all letters in order, best first; those that cannot run come last."""
    letters = letters_of(query).casefold()
    commands_only = query.startswith(COMMANDS_ONLY)
    found: list[tuple[bool, float, int, Item]] = []
    for number, item in enumerate(items):
        if commands_only and item.kind != "command":
            continue
        score = how_well(item.name, letters)
        if score is not None:
            found.append((bool(item.reason), -score, number, item))
    return [each[-1] for each in sorted(found, key=lambda each: each[:3])]


def how_well(name: str, letters: str) -> float | None:
    """How well a name is meant by letters, more is better; None where it does not hold them in order."""
    text = name.casefold()
    if not letters:
        return 0.0
    if (at := text.find(letters)) >= 0:
        begins = 500.0 if at == 0 else 250.0 if _begins_word(text, at) else 0.0
        # a whole word is meant before one that only begins so
        whole = 300.0 if begins and not text[at + len(letters) : at + len(letters) + 1].isalnum() else 0.0
        return 1000.0 - at + begins + whole - len(text) / 100
    places = _places(text, letters.replace(" ", ""))
    if places is None:
        return None
    starts = sum(_begins_word(text, at) for at in places)
    runs = sum(after == before + 1 for before, after in pairwise(places))
    # letters strewn over a name are chance, not meaning
    if starts + runs < len(places) / 2:
        return None
    return 10.0 * starts + 5.0 * runs - (places[-1] - places[0]) / 10


def nearest(items: Sequence[Item], query: str) -> Item | None:
    """The item with a word that looks most like what was typed, where nothing holds its letters."""
    letters = letters_of(query).casefold()
    best, found = LIKE, None
    for item in items:
        if item.reason:
            continue
        for word in (item.name.casefold(), *item.name.casefold().split()):
            likeness = SequenceMatcher(None, letters, word).ratio()
            if likeness > best:
                best, found = likeness, item
    return found


def _places(text: str, letters: str) -> list[int] | None:
    """Where the letters are, in order: at the start of a word where there is one ahead, else the next."""
    places: list[int] = []
    at = -1
    for number, letter in enumerate(letters):
        nearby = text.find(letter, at + 1)
        if nearby < 0:
            return None
        start = next(
            (place for place in range(at + 1, len(text)) if text[place] == letter and _begins_word(text, place)), -1
        )
        follows = number > 0 and nearby == at + 1
        rest = letters[number + 1 :]
        at = nearby if follows or start < 0 or not _holds(text[start + 1 :], rest) else start
        places.append(at)
    return places


def _holds(text: str, letters: str) -> bool:
    at = -1
    for letter in letters:
        at = text.find(letter, at + 1)
        if at < 0:
            return False
    return True


def _begins_word(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()
