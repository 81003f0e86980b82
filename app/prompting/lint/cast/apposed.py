"""Reads what is set behind a name between commas or in brackets, and tells looks that are not those of the cast."""

from __future__ import annotations

from collections.abc import Iterator

from app.prompting.lint.reading.lexicon import lexicon

ARTICLES = frozenset({"the", "a", "an", "one", "that", "this", "some"})
FAR = 6
_CLOSING = frozenset({",", ")", "-", "–", "—"})
_BEHIND_WHO = frozenset(
    {"with", "in", "of", "from", "at", "about", "on", "under", "who", "whose", "behind", "between", "inside", "by"}
)
"""What a noun for somebody ends before."""
_NOT_BY_LOOKS = frozenset(
    {"friend", "colleague", "neighbour", "neighbor", "acquaintance", "rival", "enemy", "flame", "hand", "regular"}
)
"""Whoever is an old one of these need not be old."""
_JOINED_TO = frozenset(
    {"haired", "eyed", "shouldered", "skinned", "bearded", "faced", "headed", "chested", "legged", "jawed", "nosed"}
)
"""Looks that say nothing without the word before them."""
_SEXES = frozenset({"man", "woman", "lady"})


def apposed(words: list[str], at: int, own: set[str]) -> Iterator[str]:
    """`Bo, a skinny teenager`; `Ines, brunette`: what stands behind a name between commas."""
    if words[at : at + 1] == ["the"] and words[at + 1 : at + 2] and words[at + 1] in lexicon().words("looks_had") - own:
        yield " ".join(words[at : at + 2])
    if words[at : at + 1] not in ([","], ["("], ["-"], ["–"], ["—"]):
        return
    clause = words[at + 1 : at + 1 + FAR]
    clause = clause[: next((place for place, word in enumerate(clause) if word in _CLOSING), len(clause))]
    lead = clause[1:] if clause[:1] == ["now"] else clause
    led = lead[:1] and lead[0] in ARTICLES
    lead = lead[1:] if led else lead
    head = lead[: next((place for place, word in enumerate(lead) if word in _BEHIND_WHO), len(lead))]
    if not head or head[-1] in _NOT_BY_LOOKS:
        return
    traits = lexicon().words("traits")
    people = lexicon().words("persons")
    if head[0] in traits or (led and (head[-1] in people or head[-1] in traits)):
        looks = lead if head[0] in traits else head
        if any(each in traits and not _is_own(looks, place, own) for place, each in enumerate(looks)):
            yield " ".join(clause)


def _is_own(looks: list[str], place: int, own: set[str]) -> bool:
    """Whether a look is one that the cast has: `broad shouldered` for broad shoulders."""
    word = looks[place]
    if word in _JOINED_TO and place and word not in own:
        return looks[place - 1] in own or known(looks[place - 1], own)
    return word in own or (word in _SEXES and place > 0) or known(word, own)


def known(word: str, own: set[str]) -> bool:
    alike = lexicon().pairs("looks_alike").get(word, "")
    return not own.isdisjoint(alike.split())
