"""Finds things that have words on them: a sign spelling OPEN, a jar labelled sugar, a receipt with the total."""

from __future__ import annotations

from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading
from app.prompting.lint.wording.signage import dictated, is_somebody, is_there, spelt_out, told_by_things
from app.prompting.lint.wording.written import (
    SIDES,
    covered,
    documents,
    headed,
    lit_up,
    on_topic,
    put_there,
    quoted,
    typed,
    written_onto,
)

_REACH = 7
"""Words from a thing to what is read on it."""
_NEAR = 6
"""Words from letters to what they do."""
_SMALL = frozenset({"with", "the", "in", "as", "for", "a", "an", "by", "on", "across", "over", "under"})
_ALSO_COLOURS = frozenset({"painted", "printed"})
"""`Painted Venetian red` puts no letters anywhere."""
_LISTED = frozenset({"prices", "names", "titles", "words", "scores", "lyrics"})
"""What is read even where `of` follows."""
_LOUD = 3
"""Letters of a word in capitals that is meant to be read as it stands."""
_SPELT = frozenset({"letter", "letters", "initial", "initials"})
_WEAK = frozenset(
    {
        *("letter", "letters", "name", "names", "number", "numbers", "word", "words", "characters", "text", "texts"),
        *("code", "codes", "date", "dates", "score", "scores", "total", "result", "results", "writing"),
    }
)
"""Nouns that mean other things as well: mail, somebody's good name."""
_FILLS = frozenset({"fill", "fills", "cover", "covers", "line", "lines", "flood", "floods", "crowd", "crowds"})
_ANNOUNCED = frozenset(
    {"the", "a", "big", "red", "white", "black", "gold", "painted", "large", "house", "room", "phone", "serial"}
)
"""What stands before a number that is shown; cup number 5 is only the fifth."""
_SENT = frozenset(
    {"word", "words", "letter", "letters", "message", "messages", "text", "texts", "code", "poem", "poems"}
)
_PASSAGES = frozenset({"sentence", "line", "word", "paragraph", "phrase", "passage", "clause", "verse"})
_REAL_INKS = frozenset(
    {"pencil", "chalk", "ink", "crayon", "marker", "biro", "lipstick", "felt", "ballpoint", "sharpie"}
)
_NAMES = frozenset(
    {"name", "names", "initials", "date", "dates", "number", "numbers", "signature", "title", "prices", "price"}
)
_THEIRS = frozenset({"the", "its", "their", "his", "her", "each", "every", "it", "them", "a"})
_SAID = frozenset({"calendar", "lips", "tongue", "tongues", "mind", "list", "way", "phone"})
_WHERE = frozenset({"on", "across", "along", "around", "inside"})
_MUSICAL = frozenset({"score", "scores", "record", "records"})
_ABSENT = frozenset({",", "empty", "bare", "stripped", "missing", "devoid", "clear"})
"""What leaves nothing to be read on a thing."""
_SENT_OFF = frozenset({"letter", "letters", "message", "messages", "text"})
_LINES = frozenset({"line", "lines", "words", "word", "writing", "text", "sentence", "number", "numbers", "message"})
_PLACES = frozenset(
    {
        *("door", "doors", "wall", "walls", "gate", "gates", "fence", "fences", "van", "vans", "box", "boxes", "clock"),
        *("terminal", "dashboard", "hull", "locker", "lockers", "awning", "awnings"),
    }
)
"""Things with words on them beside which people stand."""
_STOPS = frozenset({",", "–", "—", ":"})
_SAYING = frozenset({"says", "saying"})
_SAID_WITH = frozenset({"the", "a", "an", "in", "on"})
_MARKED_SO = frozenset(
    {"with", "by", "in", "on", "out", "as", "for", "down", "up", "off", "only", "at", "faces", "cards"}
)


def carried(reading: Reading) -> list[Hit]:
    """What stands to be read on a thing that carries letters."""
    for thing in reading.of("text_carriers"):
        end = min(reading.sentence_of(thing.start)[1], thing.end + _REACH)
        for place in range(thing.end, end):
            if reading.words[place] == ":" and _is_headed(reading, thing, place + 1):
                return [Hit(thing.start, place + 2)]
            if (
                _is_on_it(reading, place)
                or (_is_in_ink(reading, place) and not _is_by(reading, thing, place))
                or _is_put(reading, place)
                or _is_borne(reading, thing.end, place)
            ):
                return [Hit(thing.start, place + 1)]
    return (
        _written(reading)
        or dictated(reading)
        or _loud(reading)
        or told_by_things(reading)
        or spelt_out(reading)
        or is_there(reading)
        or written_onto(reading)
        or covered(reading)
        or headed(reading)
        or put_there(reading)
        or lit_up(reading)
        or on_topic(reading)
        or documents(reading)
        or typed(reading)
        or quoted(reading)
    )


def _is_on_it(reading: Reading, place: int) -> bool:
    """`A card with her first line on it`."""
    return reading.words[place] in _LINES and reading.words[place + 1 : place + 3] in (["on", "it"], ["on", "them"])


def _is_in_ink(reading: Reading, place: int) -> bool:
    """`With Happy 40th in icing`: a heading, and what it is written in."""
    if reading.words[place] != "in" or reading.word(place + 1) not in lexicon().words("inks"):
        return False
    raw = reading.raw[place - 1]
    return raw.istitle() or raw[:1].isdigit() or raw.isupper() or reading.words[place - 1] == '"'


def _is_by(reading: Reading, thing: Hit, place: int) -> bool:
    """`At the door Ines in red`: somebody is there, and nothing joins a name to the door."""
    joined = lexicon().joined("text_bearing", "letters_put")
    if reading.words[thing.end - 1] not in _PLACES or not reading.raw[place - 1].istitle():
        return False
    return joined.isdisjoint(reading.words[thing.end : place - 1])


def _is_headed(reading: Reading, thing: Hit, at: int) -> bool:
    """What a colon leads to: anything behind a sign or a note, letters behind other things."""
    speaks = reading.words[thing.end - 1] in lexicon().words("speaking_things")
    return _is_named(reading, at) or (speaks and reading.word(at).isalpha())


def is_loud(reading: Reading, place: int) -> bool:
    """Whether a word stands in capitals as it would on a sign, and is no shorthand."""
    raw = reading.raw[place]
    if not (raw.isupper() and raw.isalpha() and len(raw) >= _LOUD):
        return False
    book = lexicon()
    named = any(hit.start <= place < hit.end for name in ("brands", "makers") for hit in reading.hits.get(name, ()))
    return not named and raw.lower() not in book.words("acronyms") and raw not in book.pairs("abbreviations")


def _is_put(reading: Reading, place: int) -> bool:
    """`spelling OPEN`, `marked POISON`, `labelled sugar`."""
    book, word = lexicon(), reading.words[place]
    if word not in book.words("letters_put") or reading.negated(place) or is_somebody(reading, place - 1):
        return False
    behind = reading.word(place + 1)
    if word in book.words("letters_any"):
        return behind.isalnum() and (behind not in _SMALL or (word in _SAYING and behind in _SAID_WITH))
    if word == "marked":
        end = reading.word(place + 2)
        if behind.isalpha() and behind not in _MARKED_SO and (not end.isalpha() or end in ("and", "in", "on", "at")):
            return True
    at = place + 1
    while reading.word(at) in _SMALL:
        at += 1
    return _is_named(reading, at, heading=word not in _ALSO_COLOURS)


def _is_borne(reading: Reading, begin: int, place: int) -> bool:
    """`with the total`, `full of equations`, `bearing her name`."""
    book, words = lexicon(), reading.words
    if words[place] not in book.words("text_things") or _leads_on(reading, place):
        return False
    between = words[begin:place]
    joined = bool(between) and not book.words("text_bearing").isdisjoint(between)
    return joined and _ABSENT.isdisjoint(between) and not reading.negated(place)


def _leads_on(reading: Reading, place: int) -> bool:
    """`The number of doors`, `a name tag`: nothing that is read; the prices of six dishes are."""
    behind = reading.word(place + 1)
    if behind in lexicon().words("text_compounds"):
        return True
    return behind == "of" and reading.words[place] not in _LISTED


def _is_named(reading: Reading, at: int, *, heading: bool = True) -> bool:
    """Whether the word at a place is written to be read: in quotes, in capitals, or as a `heading`."""
    raw = reading.raw[at] if at < len(reading.raw) else ""
    if reading.word(at) == '"':
        return True
    loud = raw.isupper() and raw.isalpha() and len(raw) >= _LOUD
    return (loud and raw.lower() not in lexicon().words("acronyms")) or (heading and raw.istitle())


def _written(reading: Reading) -> list[Hit]:
    """Letters that are put somewhere, that move or light up, or that we are to make out."""
    if "text_nouns" not in reading.hits:
        return []
    book = lexicon()
    for noun in reading.of("text_nouns"):
        at = noun.end - 1
        weak = reading.words[at] in _WEAK
        if reading.words[noun.end : noun.end + 3] == ["in", "the", "air"]:
            continue
        leads = _leads_on(reading, at) and (weak or reading.word(noun.end) != "of")
        if _is_heard(reading, noun) or (leads and not _is_shown(reading, noun)):
            continue
        begin = _clause_begin(reading, noun)
        before = [word for word in reading.words[begin : noun.start] if word.isalpha()]
        putting = not book.words("writing_verbs").isdisjoint(before) and not _is_mail(reading, noun)
        seen = (
            _is_pointed_at(reading, noun)
            or _moves(reading, noun)
            or _is_on(reading, noun)
            or _is_shown(reading, noun, near=weak)
        )
        if putting or seen or _spells(reading, noun):
            return [Hit(noun.start, noun.end)]
    return []


def _clause_begin(reading: Reading, noun: Hit) -> int:
    """Where the stretch begins that some letters stand in, behind a comma or a stop."""
    first = reading.sentence_of(noun.start)[0]
    return next((at + 1 for at in range(noun.start - 1, first - 1, -1) if reading.words[at] in _STOPS), first)


def _is_heard(reading: Reading, noun: Hit) -> bool:
    """`Says her name`, `calls the number`, `a score for strings`: for the ear."""
    book = lexicon()
    begin = max(_clause_begin(reading, noun), noun.start - _NEAR)
    if not book.joined("speech_verbs", "said_aloud").isdisjoint(reading.words[begin : noun.start]):
        return True
    return reading.words[noun.end - 1] in _MUSICAL and reading.word(noun.end) in ("for", "of", "by", "swells", "plays")


def _is_mail(reading: Reading, noun: Hit) -> bool:
    """`Writes a letter`, `types a message`: what is written is not said, so that nothing need be read."""
    word = reading.words[noun.end - 1]
    return (
        (word in _SENT or word in ("number", "numbers"))
        and reading.word(noun.start - 1) != "the"
        and not _spells(reading, noun)
    )


def _spells(reading: Reading, noun: Hit) -> bool:
    """`The letters J and M`, `numbered 201`, `the password Orchid77`: what the letters are."""
    raw = reading.raw[noun.end] if noun.end < len(reading.raw) else ""
    word = reading.words[noun.end - 1]
    if word in _SPELT:
        return len(raw) == 1 and raw.isupper()
    if raw in (":", ",") and noun.end + 1 < len(reading.raw):
        raw = reading.raw[noun.end + 1]
        raw = raw if reading.raw[noun.end] == ":" or raw[:1].isdigit() else ""
    if word in ("number", "numbers") and reading.word(noun.start - 1) not in _ANNOUNCED:
        return False
    if word in ("date", "dates", "year", "years"):
        return raw[:1].isdigit()
    if word in ("name", "names", "number", "numbers"):
        return raw[:1].isdigit() or (word == "name" and raw.istitle() and len(raw) > 1) or raw == '"'
    return word not in _WEAK and (raw[:1].isupper() or raw[:1].isdigit() or raw[:1] in "\"“‘«'") and raw != ""


def _is_pointed_at(reading: Reading, noun: Hit) -> bool:
    """`Taps the name`, `points at the last line`: whoever looks on is to read it."""
    book = lexicon()
    before = reading.words[max(0, noun.start - _NEAR + 1) : noun.start]
    if reading.words[noun.end - 1] in _SENT_OFF or book.words("points_at").isdisjoint(before):
        return False
    if _STOPS.intersection(before):
        return False
    one = reading.words[noun.end - 1] in _PASSAGES and not {"a", "one", "each", "every", "two"}.isdisjoint(before[-2:])
    return one or not {"the", "his", "her", "their", "its"}.isdisjoint(before[-3:])


def _moves(reading: Reading, noun: Hit) -> bool:
    """`Names run in columns`, `the score flashes`, `a title fades in`."""
    book = lexicon()
    last = min(reading.sentence_of(noun.start)[1], noun.end + _NEAR)
    for place in range(noun.end, last):
        word = reading.words[place]
        if word in ("that", "which") and place == noun.end:
            continue
        if word in _STOPS or word in ("and", "while", "as", "who", "that", "for", "from"):
            return False
        if word in book.words("text_moves"):
            return True
        if word in _FILLS and not book.words("carrier_words").isdisjoint(reading.words[place + 1 : place + 4]):
            return True
    return False


def _is_shown(reading: Reading, noun: Hit, *, near: bool = False) -> bool:
    begin, end = reading.sentence_of(noun.start)
    if near:
        begin, end = noun.end, min(end, noun.end + _NEAR - 1)
    return any(begin <= hit.start < end for hit in reading.of("made_legible"))


def _is_on_part(reading: Reading, begin: int) -> bool:
    """`Its name rusting on the bow`, `a price of two and six on its side`: on which part of a thing letters stand."""
    for place in range(begin, min(reading.sentence_of(begin - 1)[1], begin + _NEAR + 1)):
        if reading.words[place] in _STOPS or is_somebody(reading, place):
            return False
        if reading.words[place] == "on" and reading.word(place + 1) in _THEIRS and reading.word(place + 2) in SIDES:
            return True
    return False


def _is_on(reading: Reading, noun: Hit) -> bool:
    """`Her initials on the lid`, `its name underlined in red`, `and on it a name`: where letters stand, and how."""
    book, behind = lexicon(), reading.word(noun.end)
    strong = reading.words[noun.end - 1] in book.words("always_letters")
    if strong and behind in book.words("light_places"):
        return True
    if (
        reading.words[noun.end : noun.end + 2] == ["and", "all"]
        or behind in book.words("letters_done")
        or reading.word(noun.start - 1) in book.words("letters_made")
    ):
        return True
    if behind == "in" and not book.words("inks").isdisjoint(reading.words[noun.end + 1 : noun.end + _NEAR - 2]):
        return True
    near = reading.words[noun.end : noun.end + _NEAR - 1]
    if "in" in near and not _REAL_INKS.isdisjoint(near):
        return True
    if reading.words[noun.end - 1] in _NAMES and _is_on_part(reading, noun.end):
        return True
    before = reading.words[max(0, noun.start - 3) : noun.start]
    if "on" in before and not {"it", "them", "which"}.isdisjoint(before):
        return True
    if behind == "on" and reading.words[noun.end - 1] in _NAMES:
        where = reading.words[noun.end + 1 : noun.end + 3]
        return _SAID.isdisjoint(where) and (where[0] in _THEIRS or where[0] in book.words("carrier_words"))
    if behind not in _WHERE or (reading.words[noun.end - 1] in _WEAK and behind in ("inside", "around")):
        return False
    return (
        not lexicon().joined("carrier_words", "speaking_things").isdisjoint(reading.words[noun.end + 1 : noun.end + 5])
    )


def _loud(reading: Reading) -> list[Hit]:
    """Capitals on a thing, or written by somebody: `a wall sprayed with KRONK`, `a banner: FREE THE RIVER`."""
    if not lexicon().pairs("abbreviations").keys().isdisjoint(reading.raw) or "SLO" in reading.raw:
        return []
    for place in range(len(reading.raw)):
        if reading.raw[place].isupper() and is_loud(reading, place):
            begin, end = reading.sentence_of(place)
            around = reading.words[begin:end]
            book = lexicon()
            if not book.joined("carrier_words", "speaking_things", "writing_verbs").isdisjoint(around):
                return [Hit(place, place + 1)]
    return []
