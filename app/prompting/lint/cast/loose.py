"""Follows what one lets go of, or has at the ear, to another's hand that has never been seen to take it."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.draft import Draft
from app.domain.finding import Finding
from app.prompting.lint.action.hands import let_go
from app.prompting.lint.face import told
from app.prompting.lint.facts import BeatFacts
from app.prompting.lint.reading.lexicon import Lexicon, lexicon

_TEXTS = frozenset({"action", "ends_as", "touches"})
_ARTICLES = frozenset({"the", "her", "his", "their", "that", "this"})
_OWN = frozenset({"her", "his", "their", "own", "one", "both", "two", "a", "each", "open", "left", "right", "the"})
_ON = frozenset({"on", "in", "between", "over", "across", "with", "around", "round", "under", "inside"})
_WHOM = frozenset({"him", "them", "toward", "towards"})
_REACH = 6


def passed_by_nobody(draft: Draft, facts: list[BeatFacts], names: dict[str, str]) -> Iterator[Finding]:
    """A thing that one person let go of, and another has in the hand."""
    book = lexicon()
    called = {token: name for name, token in names.items()}
    had: dict[str, str] = {}
    for fact in facts:
        seen = [each for each in had if each in fact.words or called.get(each, each) in fact.words] if had else []
        theirs = [each for each in seen if had[each] != fact.who]
        for field in fact.fields if fact.who and theirs and not _taken(fact, book) else ():
            words = field.reading.words
            for place, word in enumerate(words):
                thing = names.get(word, word)
                other = had.get(thing, fact.who) != fact.who
                if other and field.name in _TEXTS and _in_hand(words, place, book):
                    prop = draft.prop(thing.removeprefix("{prop:").removesuffix("}"))
                    yield told("prop_pops", field.path, variant="hands", said=prop.label if prop else thing)
                    return
        for thing in seen:
            del had[thing]
        _note(fact, names, had, book)


def _note(fact: BeatFacts, names: dict[str, str], had: dict[str, str], book: Lexicon) -> None:
    """Keep who had a thing last, as long as nobody else can have come by it."""
    kept = [thing for thing, _ in fact.held if not fact.handed or fact.only_moved] if fact.held else []
    left = let_go(fact.action)
    if not fact.who or not (kept or left) or _reaches_somebody(fact, book):
        return
    for thing in (*kept, *left):
        had[names.get(thing, thing)] = fact.who


def _reaches_somebody(fact: BeatFacts, book: Lexicon) -> bool:
    """Whether anybody else is near enough in the words to get what is let go of."""
    if not book.words("persons").isdisjoint(fact.words) or not _WHOM.isdisjoint(fact.words):
        return True
    return any(word[:6] == "{cast:" and word.removesuffix("'s") != fact.who for word in fact.words)


def _in_hand(words: list[str], place: int, book: Lexicon) -> bool:
    """Whether a thing is in the hand of whoever acts: spins the ball on one palm, jingles the keys in his fist."""
    if place and words[place - 1] in ("a", "an", "another", "own"):
        return False
    if not {"at", "toward", "towards"}.isdisjoint(words[max(0, place - 2) : place]):
        return False
    before = [each for each in words[max(0, place - 3) : place] if each not in _ARTICLES]
    if before[-1:] and before[-1] in book.joined("needs_hand", "holding", "done_in_hand"):
        return True
    behind = words[place + 1 : place + 1 + _REACH]
    if before[-1:] and before[-1] in _PUTS and behind[:1] in (["in"], ["into"], ["under"], ["inside"]):
        return behind[1:2] in (["his"], ["her"])
    hands = book.joined("hand_words", "finger_parts")
    for at, word in enumerate(behind):
        if word in (",", ".", "and"):
            return False
        if word in hands:
            return any(each in _ON for each in behind[:at]) and all(
                each in _ON | _OWN | _ADVERBS for each in behind[:at]
            )
    return False


_PUTS = frozenset({"slips", "puts", "tucks", "stuffs", "shoves", "sticks", "pockets", "slides", "drops", "hides"})
_ADVERBS = frozenset({"over", "once", "slowly", "twice", "idly", "flat", "tight", "tightly", "up", "down"})


def _taken(fact: BeatFacts, book: Lexicon) -> bool:
    """Whether anything comes to somebody in a beat: by a catch, off the floor, or as another one."""
    return not book.words("comes_by").isdisjoint(fact.words)
