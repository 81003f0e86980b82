"""Follows what one has taken to another's hand, and hands that are said to be empty to what is suddenly in them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from app.domain.draft import Draft
from app.domain.finding import Finding
from app.prompting.lint.face import told
from app.prompting.lint.facts import BeatFacts
from app.prompting.lint.reading.lexicon import Lexicon, lexicon
from app.prompting.lint.reading.text import Reading

EMPTY = frozenset({"empty", "nothing"})
"""Words by which hands may be said to be empty."""
_ARTICLES = frozenset({"the", "her", "his", "their", "that", "this"})
_TAKES = frozenset(
    [
        *("takes", "lifts", "pulls", "slides", "draws", "plucks", "snatches", "scoops", "grabs", "picks", "slips"),
        *("unhooks", "eases", "fishes", "hauls", "tugs", "seizes", "steals", "pockets", "swipes", "lifting", "taking"),
        *("gathers", "collects", "retrieves", "removes", "yanks", "wrenches", "prises", "prizes", "hooks", "whips"),
    ]
)
_OUT_OF = frozenset({"out", "from", "off", "up", "with", "and", ".", ",", "free", "clear"})
_PUTS = frozenset(
    [
        *(
            "sets",
            "puts",
            "lays",
            "places",
            "drops",
            "hands",
            "passes",
            "gives",
            "offers",
            "throws",
            "tosses",
            "returns",
        ),
        *("leaves", "hangs", "slots", "presses", "shows", "props", "stows", "hides", "buries", "loses", "down", "back"),
    ]
)
_TOLD_IN = frozenset({"action", "touches", "ends_as"})
_LAY = frozenset({"lay", "stood", "was", "had", "hung", "sat", "rested", "used", "is", "lies", "stands", "belongs"})
_WHOM = frozenset({"him", "them"})
_COMES = frozenset({"own", "air", "last", "next", "come", "floor", "ground", "jump", "land", "fall", "watch"})
"""What says of a thing that another lets go of that it may come to somebody, and of one that is kept does not."""


def taken_by_another(draft: Draft, facts: list[BeatFacts], names: dict[str, str]) -> Iterator[Finding]:
    """A thing that one has taken and kept, and another has in the hand; or one in hands that were empty."""
    book = lexicon()
    called = {token: name for name, token in names.items()}
    had: dict[str, str] = {}
    empty: dict[str, bool] = {}
    for fact in facts:
        for thing, path in (*fact.held, *fact.handled) if fact.who and had else ():
            thing = names.get(thing, thing)
            if had.get(thing, fact.who) != fact.who and not _comes_by(fact, book):
                yield told("prop_pops", path, variant="hands", said=_label(draft, thing))
                return
        if empty.get(fact.who) and not _takes(fact, book.words("comes_by")):
            for thing, path in _in_its_hand(fact, names):
                yield told("prop_pops", path, said=_label(draft, thing))
                return
        if had and any(thing in fact.words or called.get(thing) in fact.words for thing in had):
            _note_told(fact, names, had)
        _note(fact, names, had)
        if empty and _takes(fact, book.joined("comes_by", "takes_up")):
            empty.clear()
        if fact.who and not EMPTY.isdisjoint(fact.words) and are_empty(fact):
            empty[fact.who] = True


def _comes_by(fact: BeatFacts, book: Lexicon) -> bool:
    """Whether a thing is seen to come to somebody in a beat, or whoever had it is in it."""
    return reaches_somebody(fact) or not (book.words("comes_by") - _COMES).isdisjoint(fact.words)


def _label(draft: Draft, thing: str) -> str:
    prop = draft.prop(thing.removeprefix("{prop:").removesuffix("}"))
    return prop.label if prop else thing


def _takes(fact: BeatFacts, taking: frozenset[str]) -> bool:
    """Whether anything at all may get into a hand in a beat."""
    return any(
        word in taking and word not in _COMES and _STEPS.isdisjoint(field.reading.words[place + 1 : place + 5])
        for field in fact.fields
        if field.name != "feeling_shown"
        for place, word in enumerate(field.reading.words)
    )


_STEPS = frozenset({"step", "steps", "stride", "strides", "pace", "paces", "breath", "breaths", "seat", "bow", "look"})
"""What somebody takes that is no thing."""


def reaches_somebody(fact: BeatFacts) -> bool:
    """Whether the words of a beat name anybody else than who acts in it."""
    if not lexicon().words("persons").isdisjoint(fact.words) or not _WHOM.isdisjoint(fact.words):
        return True
    return any(word[:6] == "{cast:" and word.removesuffix("'s") != fact.who for word in fact.words)


def _note(fact: BeatFacts, names: dict[str, str], had: dict[str, str]) -> None:
    """Keep who took a thing, until it is told of in any other way than where it was."""
    if had and "it" in fact.words and fact.passes_on and reaches_somebody(fact):
        had.clear()
    words = fact.action.words if fact.who else []
    # only what is taken is kept
    for place, word in enumerate(words) if not _TAKES.isdisjoint(words) else ():
        thing = names.get(word, word)
        if thing[:6] != "{prop:" or _was_there(words, place):
            continue
        if _took(fact.action, place) and not reaches_somebody(fact):
            had[thing] = fact.who


def _note_told(fact: BeatFacts, names: dict[str, str], had: dict[str, str]) -> None:
    """Forget who had a thing that is told of by anybody else, or in a beat in which something is put down."""
    told_of = [
        names.get(word, word)
        for field in fact.fields
        for place, word in enumerate(field.reading.words)
        if names.get(word, word) in had and not _was_there(field.reading.words, place)
    ]
    puts = bool(told_of) and any(_puts(each.reading) for each in fact.fields)
    for thing in told_of:
        if puts or had.get(thing) != fact.who:
            had.pop(thing, None)


@lru_cache(maxsize=1024)
def _puts(reading: Reading) -> bool:
    """Whether something is put down or passed on; a hand that is only named does neither."""
    words = reading.words
    return any(
        word in _PUTS and (word != "hands" or place == 0 or words[place - 1] in ("and", ",", "then", "she", "he"))
        for place, word in enumerate(words)
    )


def _was_there(words: list[str], place: int) -> bool:
    """`Where the book lay`: only its place is meant."""
    return "where" in words[max(0, place - 3) : place] and not _LAY.isdisjoint(words[place + 1 : place + 3])


def _took(reading: Reading, place: int) -> bool:
    """Lifts the book out of the case, pulls the letter from the drawer; what is put anywhere else is not kept."""
    words = reading.words
    if _TAKES.isdisjoint(words[max(0, place - 3) : place]) or _puts(reading):
        return False
    return not words[place + 1 :] or words[place + 1] in _OUT_OF


def _in_its_hand(fact: BeatFacts, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The things that are said to be in the hand of whoever acts, each with the path of its text."""
    hands = lexicon().joined("hand_words", "finger_parts")
    for field in fact.fields:
        words = field.reading.words if field.name in _TOLD_IN else []
        for place, word in enumerate(words):
            thing = names.get(word, word)
            behind = words[place + 1 : place + 5]
            inside = behind[:1] in (["in"], ["between"]) and behind[1:2] != ["the"] and not hands.isdisjoint(behind)
            if thing[:6] == "{prop:" and inside and words[place - 1] not in ("a", "an", "another"):
                yield thing, field.path


def are_empty(fact: BeatFacts) -> bool:
    """Whether hands are said to be empty in a beat that has one of the words `EMPTY`."""
    return any(_says_empty(field.reading) for field in fact.fields)


@lru_cache(maxsize=1024)
def _says_empty(reading: Reading) -> bool:
    """With both hands empty, empty-handed, nothing in her hands."""
    hands, words = lexicon().words("hand_words"), reading.words
    for place, word in enumerate(words):
        if word not in EMPTY:
            continue
        if word == "empty" and words[place + 1 : place + 2] == ["handed"]:
            return True
        near = words[max(0, place - 3) : place + 4] if word == "empty" else words[place + 1 : place + 5]
        if word == "nothing" and near[:1] not in (["in"], ["at"], ["on"]):
            continue
        if _SEVERAL.intersection(near) and hands.intersection(near):
            return True
    return False


_SEVERAL = frozenset({"hands", "palms", "fists", "fingers"})
"""One empty hand may have another beside it that is not."""
