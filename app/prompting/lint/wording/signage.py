"""Finds things that tell something by words or figures: a board promising three balls, a timer showing 00:13."""

from __future__ import annotations

from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading

_REACH = 7
"""Words from a thing to what is read on it."""
_LOUD = 3
"""Single letters that spell a word."""
_STOPS = frozenset({",", "–", "—", ":"})
_PUT_BY_HAND = frozenset({"numbered", "dated", "labelled", "labeled", "named", "marked", "signed", "titled", "priced"})
_LISTING = frozenset({"listing", "lists", "spelling", "spells", "advertising"})
_GIVEN = frozenset({"letter", "card", "note", "gift", "thanks", "message", "email"})
"""What is from somebody, and goes to somebody."""
_POINTING = frozenset(
    {"points", "pointing", "point", "directs", "leads", "leading", "way", "road", "path", "miles", "km"}
)
_SMALL = ("", ".", ",", "to", "for", "with", "and")
_STOPPING = frozenset({"stops", "lands", "settles", "halts", "rests", "stopping"})
_METERS = frozenset(
    {
        *(
            "display",
            "counter",
            "odometer",
            "timer",
            "meter",
            "gauge",
            "readout",
            "thermometer",
            "speedometer",
            "scales",
        ),
        *("scoreboard", "stopwatch", "countdown", "till", "altimeter", "indicator", "panel", "taximeter", "pedometer"),
    }
)
"""What is there for its figures."""
_SET_TO = frozenset(
    {
        *(
            "set",
            "switched",
            "changed",
            "flipped",
            "turned",
            "rolled",
            "changes",
            "switches",
            "flips",
            "clicks",
            "over",
        ),
        *("turns", "rolls", "ticks", "updates", "updated", "back", "reset", "resets", "shuffles", "clatters"),
    }
)
_BILLS = frozenset(
    {
        "bill",
        "receipt",
        "ticket",
        "tag",
        "till",
        "meter",
        "pump",
        "cheque",
        "check",
        "invoice",
        "slip",
        "scales",
        "scale",
    }
)
_SHOWING = frozenset({"shows", "showing", "reads", "reading", "says", "saying", "displays", "displaying"})


def is_somebody(reading: Reading, place: int) -> bool:
    """Whether a word is somebody, who may say or read something."""
    word = reading.word(place)
    return word.startswith("{") or word in lexicon().joined("persons", "opening_pronouns")


def told_by_things(reading: Reading) -> list[Hit]:
    """`A board promising three balls for a pound`, `a timer showing 00:13`, `her name tag, Dolores`."""
    book, words = lexicon(), reading.words
    things = book.joined("speaking_things", "counting_things", "name_plates")
    if things.isdisjoint(words) and _PUT_BY_HAND.isdisjoint(words) and _LISTING.isdisjoint(words):
        return []
    for place, word in enumerate(words):
        last = min(reading.sentence_of(place)[1], place + _REACH)
        if word in book.words("speaking_things") and _proclaims(reading, place, last):
            return [Hit(place, place + 1)]
        if word in book.words("counting_things") and _counts(reading, place, last):
            return [Hit(place, place + 1)]
        if word in ("calendar", "calendars") and _turns(reading, place, last):
            return [Hit(place, place + 1)]
        named = reading.raw[place + 2] if place + 2 < len(words) else ""
        proper = (named.istitle() or named.isupper()) and len(named) > 1
        if proper and word in book.words("name_plates") and reading.word(place + 1) == ",":
            return [Hit(place, place + 3)]
        if word in _PUT_BY_HAND and _is_by_hand(reading, place):
            return [Hit(place, place + 2)]
        if word in book.words("speaking_things") and _leads_to(reading, place, last):
            return [Hit(place, place + 1)]
        if word in _LISTING and reading.word(place - 1).isalpha() and not is_somebody(reading, place - 1):
            return [Hit(place - 1, place + 1)]
    return []


def _turns(reading: Reading, place: int, last: int) -> bool:
    """`The calendar from March to April`."""
    return any(
        reading.words[at] in ("from", "to", "at", "open") and reading.raw[at + 1].istitle()
        for at in range(place + 1, last - 1)
    )


def _leads_to(reading: Reading, place: int, last: int) -> bool:
    """`A sign that points to Radiology`, `the sign turned from Closed to Open`: a proper word behind it."""
    for at in range(place + 1, last):
        behind = reading.raw[at + 1] if at + 1 < len(reading.raw) else ""
        if reading.words[at] == "on" and reading.words[at - 1] in _STOPPING and behind.istitle():
            return True
        if reading.words[at] in ("to", "from", "for") and reading.words[at - 1] not in _GIVEN:
            raw = reading.raw[at + 1] if at + 1 < len(reading.raw) else ""
            if raw.istitle() and (reading.words[at - 1] in _SET_TO):
                return True
            if raw.istitle() and raw.isalpha() and (reading.words[at] == "from" or reading.words[at - 1] in _POINTING):
                return True
    return False


def _is_by_hand(reading: Reading, place: int) -> bool:
    """`Numbered 201`, `dated in felt pen`, `labelled by hand`."""
    behind = reading.word(place + 1)
    inks = lexicon().words("inks")
    return behind[:1].isdigit() or (
        behind in ("in", "by") and not inks.isdisjoint(reading.words[place + 2 : place + 5])
    )


def dictated(reading: Reading) -> list[Hit]:
    """`Texts back: on my way`, `types one line: where are you`: what is written follows."""
    writing = lexicon().words("writing_verbs")
    for place, word in enumerate(reading.words):
        if (
            word == ":"
            and reading.word(place + 1).isalpha()
            and not writing.isdisjoint(reading.words[max(0, place - 3) : place])
        ):
            return [Hit(place - 1, place + 2)]
    return []


def is_there(reading: Reading) -> list[Hit]:
    """`World's Best Dad is printed on it`: a heading, and how it got there."""
    done = lexicon().words("letters_done")
    for place, word in enumerate(reading.words):
        if word in ("is", "are", "stands") and reading.word(place + 1) in done and place > 1:
            one, two = reading.raw[place - 2], reading.raw[place - 1]
            if one[:1].isupper() and two[:1].isupper() and not two.startswith("{"):
                return [Hit(place - 1, place + 2)]
    return []


def spelt_out(reading: Reading) -> list[Hit]:
    """`H-E-L-P`: letters one by one."""
    run = 0
    for place, raw in enumerate(reading.raw):
        run = run + 1 if len(raw) == 1 and raw.isalpha() and raw.isupper() else 0
        if run >= _LOUD:
            return [Hit(place - run + 1, place + 1)]
    return []


def _proclaims(reading: Reading, place: int, last: int) -> bool:
    verbs = lexicon().words("proclaims")
    for at in range(place + 1, last):
        word = reading.words[at]
        if word in _STOPS or is_somebody(reading, at):
            return False
        if word in verbs:
            small = ("", ".", ",", "and") if word in lexicon().words("appeals") else _SMALL
            return not reading.negated(at) and reading.word(at + 1) not in small
    return False


def _is_metered(reading: Reading, place: int, at: int) -> bool:
    """`The odometer climbing past twelve`, and no gauge read with one finger."""
    return reading.words[place] in _METERS and not reading.word(at + 1).isalpha()


def _counts(reading: Reading, place: int, last: int) -> bool:
    """A figure on a thing, behind a verb that shows it."""
    book = lexicon()
    shown, seen, said = book.words("figures_shown"), False, False
    for at in range(place + 1, last):
        word = reading.words[at]
        if word == "," and at == place + 1:
            figure = reading.word(at + 1)
            said = reading.words[place] in _BILLS and figure in book.words("figures_said")
            if figure[:1].isdigit() or said:
                return True
        if word == "," or is_somebody(reading, at):
            return False
        seen, said = seen or word in shown, said or word in _SHOWING
        if seen and (
            word[:1].isdigit()
            or word in book.words("calendar_words")
            or ((said or _is_metered(reading, place, at)) and word in book.words("figures_said"))
        ):
            return reading.word(at + 1) not in book.pairs("units") and not reading.negated(at)
    return False
