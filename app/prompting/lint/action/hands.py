"""Finds what somebody holds, in the texts of a beat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Protocol

from app.prompting.lint.reading.lexicon import Lexicon, lexicon
from app.prompting.lint.reading.text import Hit, Reading

_ABOUT = frozenset(
    [
        "is",
        "are",
        "now",
        "over",
        "once",
        "twice",
        "again",
        "round",
        "around",
        "about",
        "slowly",
        "gently",
        "upside",
        "up",
        "high",
        "out",
        "tight",
        "aloft",
        "down",
    ]
)
"""How a thing is turned in the hand it is in."""


class Held(Protocol):
    """A text with its place and its name."""

    @property
    def path(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def reading(self) -> Reading: ...


def held(fields: Iterable[Held]) -> Iterator[tuple[str, str]]:
    """What is in hands by the texts of a beat, each with the path of its text."""
    for field in fields:
        if field.name in _HOLDING:
            for thing in _held_in(field.reading, field.name):
                yield thing, field.path


_HOLDING = frozenset({"action", "touches", "ends_as"})


@lru_cache(maxsize=4096)
def _held_in(reading: Reading, name: str) -> tuple[str, ...]:
    """What a text of this name puts in hands; read once."""
    words = reading.words
    if _BEFORE_THINGS.isdisjoint(words) and "{prop:" not in reading.text.lower():
        return ()
    return tuple(_things_held(words, name))


def _things_held(words: list[str], name: str) -> Iterator[str]:
    holding = lexicon().words("holding")
    for place, word in enumerate(words):
        if word not in _BEFORE_THINGS and word[:6] != "{prop:":
            continue
        if word[0] == "{" and (
            name == "touches"
            or holding.intersection(words[max(0, place - 4) : place])
            or (in_hand(words, place) and not _AT.intersection(words[max(0, place - 2) : place]))
            or _drinks(words, place)
            or _keeps(words, place)
        ):
            yield word
        elif word in ("a", "an"):
            noun = _noun(words, place + 1)
            if noun and (
                (place and words[place - 1] in holding)
                or _held_out(words, place, noun)
                or _in_hand_after(words, place)
                or _used(words, place, noun)
                or _opened(words, place, noun)
                or (name == "touches" and _lies_in(words, place, noun))
            ):
                yield noun
        elif word == "the" and (noun := _shown(words, place, name)):
            yield noun


def _held_out(words: list[str], place: int, noun: str) -> bool:
    """Whether somebody holds a thing out, or a small one up: `holds out a birthday cake`."""
    if place < 2 or words[place - 2] not in lexicon().words("held_out"):
        return False
    return words[place - 1] == "out" or (words[place - 1] == "up" and noun in lexicon().words("handheld"))


_NO_TAKING = frozenset({("draws", "on"), ("draws", "at"), ("drawing", "on"), ("rolls", "a"), ("rolling", "pin")})
"""What only sounds like taking: draws on a pad, draws at a pipe."""
_BEFORE_THINGS = frozenset({"a", "an", "the"})
"""Behind these no verb stands: a set of keys, an open letter."""


_OPENS = frozenset({"opens", "opening"})
_AT = frozenset({"at", "toward", "towards"})
"""Before what is only looked at or pointed at: it may be in any hand."""
_STARTS = frozenset({"", ",", ".", ";"})
_IS_LEFT = frozenset({"is", "was", "are", "been", "has", "had"})
_LEFT = frozenset({"leaves", "leaving", "left", "sets", "puts", "lays", "places"})
"""What a cause leaves behind comes into no hand: a print on the card."""


@lru_cache(maxsize=4096)
def let_go(reading: Reading) -> tuple[str, ...]:
    """What somebody lets go of, or has at the ear: what no other hand can have before it is seen to take it."""
    book = lexicon()
    if book.joined("lets_go", "held_to", "hand_words").isdisjoint(reading.words):
        return ()
    small = book.words("handheld")
    return tuple(
        [
            word
            for place, word in enumerate(reading.words)
            if (word[:6] == "{prop:" or word in small) and _leaves(reading.words, place, book)
        ]
    )


def _leaves(words: list[str], place: int, book: Lexicon) -> bool:
    """Releases the dart, lets the ball roll off her fingertips, presses the phone to her ear."""
    before = [each for each in words[max(0, place - 4) : place] if each not in _ITS_OWN]
    behind = words[place + 1 : place + 7]
    if before[-2:] == ["go", "of"]:
        return True
    if before[-1:] in (["lets"], ["letting"]):
        return (
            behind[:1] != []
            and behind[0] in _SLIPS
            and not book.joined("hand_words", "finger_parts").isdisjoint(behind)
        )
    if before[-1:] and before[-1] in book.words("lets_go"):
        laid = behind[:1] != [] and behind[0] in _DOWN_ON and behind[1:2] in (["the"], ["a"], ["an"])
        return not laid or not _IN_FLIGHT.isdisjoint(behind[2:3])
    return (
        behind[:1] in (["to"], ["against"])
        and behind[1:2] != []
        and behind[1] in _ITS_OWN
        and behind[2:3] != []
        and behind[2] in book.words("held_to")
    )


_ITS_OWN = frozenset({"the", "her", "his", "their", "that", "this"})
_DOWN_ON = frozenset({"on", "onto", "in", "into", "under", "beside", "inside", "down"})
_IN_FLIGHT = frozenset({"air", "sky", "hoop", "net", "wind", "dark"})
_SLIPS = frozenset({"roll", "fall", "slip", "slide", "drop", "go", "fly", "run", "spin", "float", "drift", "sail"})


def taken(fields: Iterable[Held]) -> Iterator[str]:
    """The words by which something comes into a hand or leaves it; a hand that is only named is none."""
    for field in fields:
        if "take_over" in field.reading.hits:
            yield from _taken_in(field.reading, field.name == "evidence")


@lru_cache(maxsize=4096)
def _taken_in(reading: Reading, cause: bool) -> tuple[str, ...]:
    """Those words of one text; read once."""
    return tuple([reading.words[hit.start] for hit in reading.of("take_over") if _takes(reading, hit, cause)])


def _takes(reading: Reading, hit: Hit, cause: bool) -> bool:
    word, before, behind = reading.words[hit.start], reading.word(hit.start - 1), reading.word(hit.end)
    after = reading.words[hit.end : hit.end + 4]
    if before in _BEFORE_THINGS or (word, behind) in _NO_TAKING or _takes_nothing(word, after):
        return False
    if word in _OPENS and not lexicon().words("unfolded").isdisjoint(after):
        return False
    if word == "left" and before not in _IS_LEFT:
        return False
    if word in ("hand", "hands") and _hand_named(word, before, behind):
        return False
    return not (cause and word in _LEFT and "{prop:" not in reading.text)


def _takes_nothing(word: str, behind: list[str]) -> bool:
    """Takes a bite, digs with a shovel, plucks a banjo: what is in the hand already."""
    if word[:3] in ("dig", "dug"):
        return behind[:1] in (["with"], ["in"], ["at"], ["into"])
    if word[:5] == "pluck":
        return not _STRUNG.isdisjoint(behind)
    return word[:4] in ("take", "took", "taki") and not _BITES.isdisjoint(behind)


_STRUNG = frozenset({"banjo", "guitar", "harp", "lute", "violin", "mandolin", "ukulele", "lyre", "cello", "string"})
_BITES = frozenset(
    {"bite", "sip", "drag", "puff", "swig", "gulp", "breath", "bow", "photo", "picture", "selfie", "nibble"}
)
"""What somebody takes of a thing that is in the hand already."""


def _hand_named(word: str, before: str, after: str) -> bool:
    """Whether it is the hand itself: `her hand`, `hand round the handle`, `hands on the rim`."""
    book = lexicon()
    if before in book.words("before_hand"):
        return True
    return before in _STARTS and (word == "hand" or after in book.words("behind_hands"))


def handled(fields: Iterable[Held]) -> Iterator[tuple[str, str]]:
    """Props that somebody opens, reads or turns: who does has them in the hand, where they are in another's before."""
    for field in fields:
        if field.name == "action" and "{prop:" in field.text:
            verbs, words = lexicon().joined("needs_hand", "worked_on"), field.reading.words
            for place, word in enumerate(words):
                if word[:6] == "{prop:" and not verbs.isdisjoint(words[max(0, place - 3) : place]):
                    yield word, field.path


def _keeps(words: list[str], place: int) -> bool:
    """Whether somebody tears, folds or pockets it, or takes it up and does not put it anywhere."""
    book = lexicon()
    before = words[max(0, place - 3) : place]
    if not book.words("needs_hand").isdisjoint(before):
        return True
    if book.words("takes_up").isdisjoint(before):
        return False
    after = words[place + 1 :]
    return book.words("put_back").isdisjoint(after[: _stays(after)])


def _stays(after: list[str]) -> int:
    """Where somebody who took a thing up goes on with it in the hand: `picks it up and holds still`."""
    for at, word in enumerate(after[:-1]):
        if word in ("and", "then") and after[at + 1] in lexicon().words("stands_by"):
            return at
    return len(after)


def _drinks(words: list[str], place: int) -> bool:
    """Whether somebody drinks or pours from it."""
    before = words[max(0, place - 10) : place]
    near = before[:-1] if before[-1:] in (["the"], ["her"], ["his"]) else before
    source = near[-1:] in (["of"], ["from"]) and (before is near or near[-1:] == ["from"] or near[-2:-1] == ["out"])
    if "," in before:
        before = before[len(before) - before[::-1].index(",") :]
    return source and not lexicon().words("drinking_from").isdisjoint(before)


def in_hand(words: list[str], place: int) -> bool:
    """Whether the thing at a place is in a hand: `the key in her fist`, `the key over once in his hands`."""
    at = place + 1
    while at < len(words) and words[at] in _ABOUT:
        at += 1
    after = words[at : at + 4]
    if after[:1] == ["under"]:
        return "arm" in after
    return after[:1] == ["in"] and any(word in ("hand", "hands", "fist", "lap", "arms", "palm") for word in after)


def _opened(words: list[str], place: int, noun: str) -> bool:
    """Opens an umbrella: nobody does without having it in the hand."""
    return noun in lexicon().words("unfolded") and place > 0 and words[place - 1] in lexicon().words("unfolds")


def _lies_in(words: list[str], place: int, noun: str) -> bool:
    """Both hands round a mug: what a hand that touches it has in it."""
    return noun in lexicon().words("handheld") and place > 0 and words[place - 1] in ("round", "around")


def _shown(words: list[str], place: int, name: str) -> str:
    """A thing with `the` that is in a hand: raises the axe, the hammer in his hand; empty where none is."""
    noun = _noun(words, place + 1)
    if noun not in lexicon().words("handheld") or noun in lexicon().words("of_the_place"):
        return ""
    end = words.index(noun, place)
    if place and words[place - 1] in _AT:
        return ""
    if in_hand(words, end):
        return noun
    if name != "action" or not place or words[end + 1 : end + 2] in (["of"], ["that"], ["on"], ["off"], ["from"]):
        return ""
    before = words[place - 1]
    if before in lexicon().words("done_in_hand") or (before in _READS and noun in _PAPERS):
        return noun
    return noun if before in _BY_MEANS and _works_with(words, place, noun) else ""


_READS = frozenset({"reads", "rereads", "re-reads", "skims"})
_PAPERS = frozenset({"letter", "note", "postcard", "telegram", "newspaper", "book", "magazine", "diary", "leaflet"})
"""What is read in the hand."""
_BY_MEANS = frozenset({"with", "from", "into"})


def _works_with(words: list[str], place: int, noun: str) -> bool:
    """Whether something is done by means of it: cuts the rope with the knife, speaks into the phone."""
    book = lexicon()
    near = words[max(0, place - 7) : place - 1]
    for stop in (",", "and", "then", ".", ";"):
        if stop in near:
            near = near[len(near) - near[::-1].index(stop) :]
    if words[place - 1] == "with":
        return not book.words("works_with").isdisjoint(near)
    if words[place - 1] == "from":
        return not book.words("drinking_from").isdisjoint(near) and "pours" not in near
    return noun in _SPOKEN_INTO and not book.words("speaking_into").isdisjoint(near)


_SPOKEN_INTO = frozenset({"phone", "microphone", "mic", "megaphone", "walkie", "radio", "smartphone", "dictaphone"})


_SMOKED = frozenset({"cigarette", "cigar", "pipe", "match", "joint", "flare", "torch", "sparkler"})


def _used(words: list[str], place: int, noun: str) -> bool:
    """Whether something is done with a small thing: `sips from a tumbler`, `cracks a whip`, `with a pair of shears`."""
    book = lexicon()
    thing = noun
    if words[place + 1 : place + 3] == ["pair", "of"] and place + 3 < len(words):
        thing = words[place + 3]
    after = words[place + 1 : place + 6]
    if "of" in after and thing not in book.words("handheld"):
        thing = "".join(after[after.index("of") + 1 :][:1])
    if thing not in book.words("handheld") or not place:
        return False
    before = words[place - 1]
    if before in ("lights", "lighting"):
        return thing in _SMOKED
    if before == "with":
        return place > 1
    if before in book.words("used_by"):
        return not book.words("used_on").isdisjoint(words[max(0, place - 4) : place - 1])
    if before in book.words("not_in_hand"):
        return False
    return before.endswith("s") or before in ("and", "off", "up", "open", "out")


def _in_hand_after(words: list[str], place: int) -> bool:
    after = words[place + 1 : place + 7]
    at = next((at for at, word in enumerate(after) if word in ("in", "over", "under", "between", "on", "across")), 0)
    carried = at and not lexicon().words("carried_on").isdisjoint(after[at : at + 3])
    if {"he", "she"}.intersection(after) and {"holds", "carries"}.intersection(after):
        return True
    return bool(carried) and words[place - 1 : place] in (["with"], ["has"], [","], [], ["and"])


def _noun(words: list[str], begin: int) -> str:
    """The last word of a short noun phrase: `a long brass key` → `key`."""
    noun = ""
    for word in words[begin : begin + 4]:
        if not word.isalpha() or word in lexicon().words("noun_stops") or (noun and word.endswith("ly")):
            break
        noun = word
    return "" if noun in lexicon().words("no_things") else noun
