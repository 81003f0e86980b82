"""Counts what a text puts in one picture: more people or things than a model keeps apart blend into each other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from app.domain.finding import Finding
from app.prompting.lint.face import Scene, catalogue, told
from app.prompting.lint.fields import Field
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Reading
from app.prompting.lint.rewrite import Rewritten
from app.prompting.lint.wording.pictured import is_shown, pictures_among

FILLED = frozenset(
    [
        "setting",
        "foreground",
        "midground",
        "background",
        "final_picture",
        "action",
        "ends_as",
        "subject",
        "target",
        "reveal",
    ]
)
"""The fields that fill a picture."""
_MANY = 5
"""So many pieces at least make a list."""
_LONG = 6
"""A piece of a list has so many words at most."""
_SURE = 3
"""So many pieces of a list have to be things beyond doubt."""
_ONE = frozenset({"a", "an", "the", "his", "her", "their", "one"})
_TWO = frozenset({"two", "couple", "pair", "2"})
_BETWEEN = 3
"""Words from a number to whom it counts."""


def crowd(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """More than seven people, or a list of more than seven things, in one picture."""
    most = int(catalogue()["amounts"]["things"])
    reading = field.reading
    shown = pictures_among(reading, scene.props) if "{prop:" in reading.text else frozenset()
    count = fullest(reading, most, shown)
    if count > most:
        yield told("crowded", field.path, n=count, most=most)


@lru_cache(maxsize=512)
def fullest(reading: Reading, most: int, shown: frozenset[str]) -> int:
    """How many the fullest sentence of a text counts; who is in one of the pictures that are shown is only drawn."""
    return max((_in_sentence(reading, begin, end, most, shown) for begin, end in reading.sentences), default=0)


def is_crowded(reading: Reading) -> bool:
    """Whether a text counts too many, or that depends on what its things show."""
    most = int(catalogue()["amounts"]["things"])
    return "{prop:" in reading.text or fullest(reading, most, frozenset()) > most


def may_crowd(reading: Reading) -> bool:
    """Whether a text has numbers of somebody, or a list. Two make a crowd only with others that are counted."""
    if reading.text.count(",") >= _MANY - 1:
        return True
    counts, words = lexicon().words("head_counts"), reading.words
    if counts.isdisjoint(words):
        return False
    found = [word for word in words if word in counts]
    return len(found) > 1 or found[0] not in _TWO


def _in_sentence(reading: Reading, begin: int, end: int, most: int, shown: frozenset[str]) -> int:
    people = _people(reading, begin, end, shown)
    if people > most:
        return people
    return max(people, _listed(reading, begin, end), _counted(reading, begin, end, most, shown))


def _people(reading: Reading, begin: int, end: int, shown: frozenset[str]) -> int:
    """How many people and animals a sentence counts by numbers: `five violinists, three cellists and a conductor`."""
    counts = lexicon().kinds("head_numbers")
    many, groups = lexicon().joined("head_plurals", "persons"), lexicon().kinds("head_groups")
    words, total, place, alone = reading.words, 0, begin, 0
    if many.isdisjoint(words[begin:end]) and groups.keys().isdisjoint(words[begin:end]):
        return 0
    while place < end:
        word = words[place]
        if word in counts and not reading.negated(place) and not _part_of(reading, place, shown):
            number, at = int(counts[word]), place + 1
            if word in ("half", "couple") and reading.word(at) in ("a", "of"):
                at += 1
            if reading.word(at) in ("hundred", "thousand"):
                number, at = number * 100, at + 1
            while at < end and words[at] in ("dozen", "of", "score"):
                number = (
                    number
                    if word in ("half", "a")
                    else number * (12 if words[at] == "dozen" else 20 if words[at] == "score" else 1)
                )
                at += 1
            whom = next((each for each in range(at, min(end, at + _BETWEEN)) if words[each] in many), 0)
            if whom and _counts(reading, at, whom):
                total += number
                place = whom
        elif word in groups and _stands_there(reading, place, end, shown):
            behind = words[place + 2] if words[place + 1 : place + 2] == ["of"] and place + 2 < end else ""
            total += int(counts.get(behind, groups[word]))
        elif word in many and not word.endswith("s") and _ONE.intersection(words[max(begin, place - 2) : place]):
            alone += 1
        place += 1
    return total + alone if total else 0


def _stands_there(reading: Reading, place: int, end: int, shown: frozenset[str]) -> bool:
    """Whether a group is one of people: no choir of a picture, no statue group."""
    behind = reading.words[place + 1 : min(end, place + 3)]
    return behind != ["of", "a"] and not is_shown(reading, place + 1, shown)


def _part_of(reading: Reading, place: int, shown: frozenset[str]) -> bool:
    """`One of twelve children`, `the last of nine`, `a photograph of nine`: who is seen is not so many."""
    if is_shown(reading, place, shown):
        return True
    return reading.word(place - 1) == "of" and reading.word(place - 2) in _PARTS


_PARTS = frozenset(
    {"one", "two", "some", "last", "first", "eldest", "oldest", "youngest", "none", "any", "best", "out"}
)


def _counts(reading: Reading, at: int, whom: int) -> bool:
    """Whether nothing between a number and somebody makes of them something else: `eight pairs of dancers' shoes`."""
    if any(not word.isalpha() for word in reading.words[at:whom]) or reading.words[whom] == "pages":
        return False
    word, behind = reading.words[whom], reading.word(whom + 1)
    plural = word.endswith("s") or word in lexicon().words("head_plurals")
    return (
        plural
        and not word.endswith("'s")
        and behind not in ("old", "away", "long")
        and behind not in lexicon().words("made_faces")
    )


def _counted(reading: Reading, begin: int, end: int, most: int, shown: frozenset[str]) -> int:
    """How many things a sentence counts in several numbers, or in one that is high: `six trays`."""
    book = lexicon()
    counts, measured = book.kinds("head_numbers"), book.words("measured_in")
    numbers = [int(counts[word]) for word in reading.words[begin:end] if word in counts]
    if len(numbers) < 2 and (not numbers or numbers[0] <= most):
        return 0
    groups: list[int] = []
    singles, many, place = 0, False, begin
    while place < end:
        word = reading.words[place]
        whom = _thing_behind(reading, place + 1, end) if word in counts else 0
        grouped = word in counts and not whom and reading.word(place - 1) == "of"
        if grouped and reading.word(place - 2) in _GROUPS and not is_shown(reading, place, shown):
            groups.append(int(counts[word]))
            many = many or groups[-1] > most
        if whom and reading.word(place - 1) not in _NUMBERED and not _part_of(reading, place, shown):
            if measured.isdisjoint(reading.words[place + 1 : whom + 1]):
                groups.append(int(counts[word]))
                many = many or groups[-1] > most
            place = whom
        elif word in ("a", "an") and reading.word(place - 1) in (",", "and"):
            singles += 1
        place += 1
    far = not _FAR.isdisjoint(reading.words[begin:end])
    if far or max(groups, default=0) >= _MASS or not (many or len(groups) > 1):
        return 0
    return sum(groups) + singles


_GROUPS = frozenset(
    {"line", "row", "group", "party", "choir", "band", "jury", "team", "troupe", "crew", "crowd", "ring"}
)
_FAR = frozenset({"far", "distant", "distance", "faraway", "horizon", "blurred", "silhouettes", "tiny"})
_MASS = 60
"""So many are seen as one: two hundred lamps."""
_NUMBERED = frozenset(
    {"number", "gate", "platform", "track", "bus", "tram", "room", "chapter", "page", "its", "whose", "than", "to"}
)
"""Before a number that counts nothing."""


_PLURALS = frozenset({"cacti", "geese", "mice", "oxen", "sheep", "loaves", "teeth", "dice", "fungi", "deer", "fish"})


def _thing_behind(reading: Reading, at: int, end: int) -> int:
    """Where the plural stands that a number counts; 0 where none does."""
    words = reading.words
    for place in range(at, min(end, at + _BETWEEN)):
        if not words[place].isalpha():
            return 0
        word = words[place]
        plural = word.endswith("s") and word[-2:] != "ss" and len(word) > 3
        if plural or word in _PLURALS or word in lexicon().words("head_plurals"):
            return place
        if reading.text[reading.spans[place - 1][1]] == "-" and place == at:
            return 0
    return 0


def _is_bare(piece: list[str]) -> bool:
    """One word or two that name a thing: `flour`, `brown sugar`; no word for how something is or is done."""
    return len(piece) < _BETWEEN and piece[-1].isalpha() and not piece[-1].endswith(("ed", "ing", "ly", "y"))


def _listed(reading: Reading, begin: int, end: int) -> int:
    """How many things a list names: pieces between commas that are things."""
    if reading.words[begin:end].count(",") < _MANY - 1:
        return 0
    pieces: list[list[str]] = [[]]
    for word in reading.words[begin:end]:
        if word in (",", ":") or (word == "and" and pieces[-1]):
            pieces.append([])
        elif word != "and":
            pieces[-1].append(word)
    found = [piece for piece in pieces[1:] if piece]
    if len(found) < _MANY or not all(len(piece) <= _LONG for piece in found[:-1]):
        return 0
    book = lexicon()
    leading = book.joined("determiners", "small_numbers")
    bare = book.words("handheld")
    if len(found) > _MANY and sum(piece[-1] in bare for piece in found) > _MANY // 2:
        leading = leading | bare
    sure = sum(piece[0] in leading or (piece[-1].endswith("s") and len(piece[-1]) > 3) for piece in found)
    if "and" in reading.words[begin:end] and len(found) > _MANY and all(_is_bare(piece) for piece in found[:-1]):
        sure = len(found)
    plain = [piece for piece in found if not book.joined("looks_told", "plain_looks").issuperset(piece)]
    verbs = sum(not book.words("main_verbs").isdisjoint(piece[:1]) and piece[0].endswith("s") for piece in found)
    if sure < _SURE or verbs > 1 or len(plain) < len(found) - 1:
        return 0
    numbers = book.kinds("head_numbers")
    return 1 + sum(min(int(numbers.get(piece[0], "1")), _LONG) for piece in plain)
