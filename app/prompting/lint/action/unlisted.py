"""Tells a verb by where it stands and what follows it, where no list has it."""

from __future__ import annotations

from functools import cache

from app.prompting.lint.reading.lexicon import Lexicon, lexicon
from app.prompting.lint.reading.text import Reading

_JOINED = frozenset({"and", "then", ",", ";", "but", "or", "—", "–", ".", "\n"})
_SUBJECTS = frozenset({"he", "she", "it"})
_SAME = frozenset({"colour", "color", "size", "shape", "width", "height", "worse"})
"""What an apposition goes on with: lips the colour of ash."""
_PARTICLES = frozenset({"up", "down", "off", "out", "away", "back", "in", "on", "over"})
_OPENING = 3
_FEWEST = 4


def is_unlisted(reading: Reading, place: int, *, first: bool) -> bool:
    """Whether a word no list has is a verb of the subject: `snips the ribbon`, `she mists it`."""
    word = reading.words[place]
    if word.endswith("ing"):
        return _is_led_to(reading, place) or (first and _is_going_on(reading, place))
    if word[-1] != "s" or len(word) < _FEWEST or word[-2:] in ("ss", "us", "is", "'s") or not word.isalpha():
        return False
    book = lexicon()
    if word in book.joined("not_verbs", "quiet_verbs", "ending_verbs", "binding_verbs"):
        return False
    before, after = _before(reading, place), _after(reading, place)
    goes = reading.word(after) in book.words("goes_where") and word not in book.joined("body_nouns", "falling_verbs")
    if before in _SUBJECTS and not _IN_A_CLAUSE.isdisjoint(reading.words[max(0, place - _OPENING - 1) : place]):
        return False
    if before in _SUBJECTS or before.startswith("{cast:") or _is_subject(reading, place, before, book):
        return goes or _takes_object(reading, after, book)
    if before == "":
        return first and (goes or _takes_object(reading, after, book))
    if before not in _JOINED or first:
        return False
    if _takes_object(reading, after, book):
        return True
    if before not in ("and", "then"):
        return reading.word(after) in _PARTICLES and _takes_object(reading, after + 1, book)
    return goes and (reading.word(after) in book.words("after_verb") or not _in_a_pair(reading, place))


_IN_A_CLAUSE = frozenset({"as", "while", "when", "where", "until", "till", "if", "after", "that", "which", "whilst"})


def _is_subject(reading: Reading, place: int, before: str, book: Lexicon) -> bool:
    """Whether somebody stands before a verb who is no part of another clause: `the dog steals the sausage`."""
    return before in book.words("persons") and _IN_A_CLAUSE.isdisjoint(reading.words[max(0, place - 5) : place])


def _is_led_to(reading: Reading, place: int) -> bool:
    """Before spooning jam on it, after mopping the floor."""
    book = lexicon()
    if reading.word(place - 1) not in ("before", "after") or place < _FEWEST - 1:
        return False
    if reading.words[place] in book.joined("quiet_verbs", "ending_verbs", "states", "walking"):
        return False
    return _takes_object(reading, place + 1, book) or reading.word(place + 2) in book.words("goes_where")


def _is_going_on(reading: Reading, place: int) -> bool:
    """Is buttering the toast, keeps humming, goes on sanding."""
    book, before = lexicon(), reading.word(place - 1)
    if place > _OPENING or reading.words[place] in book.joined("quiet_verbs", "ending_verbs", "states"):
        return False
    return before in ("is", "are", "keeps", "continues", "starts", "begins") and reading.word(place + 1) != "of"


def _in_a_pair(reading: Reading, place: int) -> bool:
    """The doors and shutters to the yard: the second of two plurals."""
    noun = reading.word(place - 2)
    return noun.endswith("s") and noun not in lexicon().words("main_verbs") and reading.word(place - 1) == "and"


def _takes_object(reading: Reading, after: int, book: Lexicon) -> bool:
    word = reading.word(after)
    return (word in book.words("object_begins") or word.startswith("{")) and reading.word(after + 1) not in _SAME


@cache
def _adverbs() -> frozenset[str]:
    return lexicon().joined("manners", "next_words") - {"then"}


def _before(reading: Reading, place: int) -> str:
    """What stands before a verb and its adverbs."""
    at = place - 1
    links = _adverbs()
    while at >= 0 and (reading.words[at].endswith("ly") or reading.words[at] in links):
        at -= 1
    if at < place - 1 and reading.word(at) == "":
        return ""
    return reading.word(at)


def _after(reading: Reading, place: int) -> int:
    at = place + 1
    while reading.word(at).endswith("ly"):
        at += 1
    return at
