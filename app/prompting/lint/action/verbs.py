"""Finds the verbs that head a beat's action: its first word, and what follows a comma, `and` or `then`."""

from __future__ import annotations

from app.prompting.lint.action.unlisted import is_unlisted
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Reading

_NODS = frozenset({"bows", "drops", "hangs", "lowers", "dips", "inclines"})
"""What a head does at the end of something."""
_AMONG = frozenset({"between", "among", "amid"})
_OPENING = 3
"""How far from the beginning of a text what was done before it is told."""
_LINKS = frozenset({",", "and", "then", "but", ";", ".", "or", "—", "–", "before", "\n"})


_OFF = frozenset({"out", "in", "off", "down"})
"""Whither somebody gets who does one more thing."""
_IT = frozenset({"it", "them"})
_ENDINGS = "sg"
"""What a verb that no list has ends with: snips, buttering."""


def heads(reading: Reading) -> tuple[str, ...]:
    """The stems of the main verbs in their order; ends and what a verb only leads into are left out."""
    main = lexicon().words("main_verbs")
    found: list[str] = []
    first = ""
    for place, word in enumerate(reading.words):
        if word[-1] not in _ENDINGS and word not in main:
            continue
        listed = (word in main or word == "gets") and _is_listed(reading, place, first=not found)
        if not listed and (word[-1] not in _ENDINGS or not is_unlisted(reading, place, first=not found)):
            continue
        if _is_camera(reading, place) or _is_release(reading, place) or _is_leftover(reading, place):
            continue
        if found and _is_of_a_pair(reading, place):
            continue
        if listed and first and _is_a_thing(reading, place, first):
            continue
        first = first or word
        found.append(stem(word, main))
    return tuple(found)


def _is_listed(reading: Reading, place: int, *, first: bool) -> bool:
    """Whether a word is one of the main verbs and stands where a verb of the subject does."""
    book, word = lexicon(), reading.words[place]
    if word == "gets":
        return not first and reading.word(place + 1) in _OFF and reading.word(place - 1) in _LINKS
    if word in book.words("binding_verbs") and (first or reading.word(place + 1) not in _IT):
        return False
    if word in book.words("ending_verbs") and not (first and reading.word(place + 1) == "up"):
        return False
    return _heads(reading, place, first=first) or _is_participle(reading, place)


def _is_participle(reading: Reading, place: int) -> bool:
    """Before sliding the dish in, after peeling the label, having laced the ball: one more thing that is done."""
    word, before = reading.words[place], reading.word(place - 1)
    if word.endswith("ing"):
        return before in ("before", "after", "by") and reading.word(place + 1) not in (",", ".", "")
    return before == "having" and place <= _OPENING


def stem(word: str, among: frozenset[str]) -> str:
    """The verb a word is a form of."""
    return next((each for each in lexicon().stems(word) if each in among), word)


def _heads(reading: Reading, place: int, *, first: bool) -> bool:
    """Whether the word stands where a verb of the subject does."""
    word = reading.words[place]
    at = place - 1
    book = lexicon()
    while at >= 0 and (reading.words[at].endswith("ly") or reading.words[at] in book.words("manners")):
        at -= 1
    before = reading.word(at)
    if word.endswith("ing"):
        return (place == 0 and first) or before in ("is", "are") or _goes_on(reading, place, before)
    if word.endswith("ed") and before in (".", ";", "\n"):
        return False
    if word.endswith("ed") and before == "," and not first and reading.word(place + 1) in ("with", "by"):
        return False
    if not before or before in _LINKS:
        return _is_verb_form(reading, place)
    if (
        first
        and at <= 8
        and word.endswith("s")
        and before not in lexicon().words("no_subject")
        and reading.raw[at][0] != '"'
    ):
        return not _under(reading, at) and not _under(reading, place)
    subject = before in ("he", "she", "it", "they", "who") or before.startswith("{") or before in book.words("persons")
    return subject and word.endswith("s") and not _under(reading, at)


def _goes_on(reading: Reading, place: int, before: str) -> bool:
    """Whether a participle goes on with another: `is pouring tea and slicing the cake`."""
    if before not in ("and", "then", ","):
        return False
    opening = reading.words[: min(place, _OPENING)]
    object_follows = reading.word(place + 1) in lexicon().words("object_begins")
    return (opening[0].endswith("ing") and object_follows) or ("is" in opening and (object_follows or before != ","))


def _under(reading: Reading, at: int) -> bool:
    """Whether the subject at a place stands in a clause of its own: as she …, while the dog …"""
    before = reading.words[max(0, at - 3) : at]
    return any(
        word in ("as", "while", "when", "where", "until", "till", "if", "after", "that", "which") for word in before
    )


def _is_verb_form(reading: Reading, place: int) -> bool:
    """Not a noun in a list: `bread, cuts of meat`, `knocks and rings` stay out where another noun stands before."""
    word = reading.words[place]
    following = reading.word(place + 1)
    if following in (",", ".", "and", "") and place > 0 and not word.endswith("s"):
        return False
    if _in_a_row(reading, place):
        return False
    return following not in ("of", "is", "are", "was")


def _in_a_row(reading: Reading, place: int) -> bool:
    """`Paints boats, nets and gulls`: one thing of several, the first of which stands bare behind the verb."""
    if place < 3 or reading.word(place - 1) not in (",", "and", "or") or not reading.words[place].endswith("s"):
        return False
    if reading.word(place + 1) not in (",", "and", "or", ".", ""):
        return False
    book = lexicon()
    known = book.joined("main_verbs", "ending_verbs", "open_verbs")
    things, verb = reading.words[place - 2], reading.words[place - 3]
    if things.endswith("s") and not _AMONG.isdisjoint(reading.words[max(0, place - 5) : place - 2]):
        return True
    return things.endswith("s") and things not in known and (verb == "," or (verb in known and verb.endswith("s")))


def _is_of_a_pair(reading: Reading, place: int) -> bool:
    """A box of nuts and bolts on the ledge, the plates and cups on the table: two sorts of things, no second deed."""
    book, word, other = lexicon(), reading.words[place], reading.word(place - 2)
    if (
        not other.endswith("s")
        or reading.word(place - 1) not in ("and", "or")
        or word not in book.words("paired_things")
    ):
        return False
    if word in _LEAPS and other not in book.words("hardware"):
        return False
    led = reading.words[max(1, place - 5) : place - 2]
    behind = reading.word(place + 1)
    stays = not behind.isalpha() or behind in book.words("goes_where") or behind in _AT_A_PLACE
    return stays and behind[:1] != "{" and ("of" in led or not book.words("determiners").isdisjoint(led))


_LEAPS = frozenset({"bolts", "springs", "chips"})
"""What somebody does as well without doing it to anything."""
_AT_A_PLACE = frozenset({"on", "in", "into", "onto", "across", "over", "under", "from", "for", "beside", "to", "off"})


def _is_a_thing(reading: Reading, place: int, first: str) -> bool:
    """`Lays the hammer and saw side by side`: behind `lays` a verb would be `saws`."""
    word = reading.words[place]
    return (
        first.endswith("s")
        and not word.endswith(("s", "ing", "ed"))
        and reading.word(place - 1) in ("and", "or", ",")
        and not reading.word(place - 2).startswith((",", "{"))
    )


def _is_camera(reading: Reading, place: int) -> bool:
    """Whether the sentence has the camera for its subject."""
    begin = reading.sentence_of(place)[0]
    return any(
        begin <= camera.start < place and not _is_handled(reading, camera.start)
        for camera in reading.hits.get("camera_noun", ())
    )


def _is_handled(reading: Reading, camera: int) -> bool:
    """`Wipes the lens`: a camera that something is done to."""
    book = lexicon()
    at = camera - (reading.words[camera] not in book.words("determiners"))
    return reading.word(at) in book.words("determiners") and reading.word(at - 1) in book.words("main_verbs")


def _is_release(reading: Reading, place: int) -> bool:
    """Takes her hand away, pulls her arm back, steps aside: the end of what she did."""
    rest = reading.words[place + 1 : place + 5]
    return (
        reading.words[place] in ("takes", "pulls", "draws", "lifts")
        and ("hand" in rest or "hands" in rest or "fingers" in rest)
        and ("away" in rest or "back" in rest or "off" in rest)
    )


def _is_leftover(reading: Reading, place: int) -> bool:
    """Sits up, stands still, turns away, bows her head after the first: small ends."""
    if reading.words[place] in _NODS and reading.word(place + 2) in ("head", "eyes", "chin", "gaze"):
        return place > 0
    return place > 0 and (reading.words[place], reading.word(place + 1)) in (
        ("stands", "still"),
        ("turns", "away"),
        ("sits", "back"),
        ("steps", "back"),
        ("leans", "back"),
        ("falls", "still"),
        ("sits", "still"),
        ("lies", "still"),
        ("lies", "back"),
        ("falls", "silent"),
    )
