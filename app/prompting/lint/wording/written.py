"""Finds what is written somewhere: proper words put on a thing, letters a surface is full of, a line led up to."""

from __future__ import annotations

from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading
from app.prompting.lint.wording.signage import is_somebody

_MARKED = frozenset(
    {
        "marked",
        "labelled",
        "labeled",
        "stamped",
        "stencilled",
        "stenciled",
        "lettered",
        "inscribed",
        "embossed",
        "titled",
        "entitled",
        "captioned",
        "headed",
    }
)
_BEFORE_SIGNS = frozenset(
    {"a", "an", "the", "her", "his", "its", "their", "every", "each", "two", "red", "green", "neon", "big", "small"}
)
_LEADING_UP = frozenset(
    {
        "line",
        "message",
        "entry",
        "heading",
        "inscription",
        "note",
        "text",
        "caption",
        "title",
        "sign",
        "label",
        "headline",
        "super",
        "slate",
        "card",
        "engraving",
    }
)
_ONTO = frozenset({"on", "across", "over", "onto", "into", "in", "along", "down", "round", "around", "inside", "under"})
_ONTO_REACH = 10
_LEFT = frozenset({"sorry", "hello", "hi", "yes", "help", "thanks", "goodbye", "please", "love", "happy", "stop", "i"})
_TYPES = frozenset({"types", "typing", "texts", "texting", "typed"})
_READS = frozenset({"reads", "says"})
_BESIDE = _ONTO | {"above", "below", "by", "underneath", "beneath", "inside", "outside"}
_STUCK = frozenset(
    {"painted", "taped", "burnt", "burned", "pinned", "cut", "nailed", "stuck", "pasted", "branded", "printed"}
)
_WITH = frozenset({"with", "of", "see", "read", "and", "has"})
_TOPICS = frozenset(
    {"about", "against", "promoting", "advertising", "demanding", "supporting", "opposing", "announcing"}
)
_FINGERS = frozenset(
    {"finger", "fingers", "thumb", "nail", "fingertip", "fingertips", "fingernail", "pointer", "torch", "pencil", "pen"}
)
_UNDER = frozenset({"over", "under", "along", "across", "beneath", "at", "down", "on"})
SIDES = frozenset(
    {
        *(
            "side",
            "sides",
            "door",
            "doors",
            "flank",
            "flanks",
            "front",
            "back",
            "hull",
            "sail",
            "tail",
            "awning",
            "roof",
        ),
        *(
            "lid",
            "chest",
            "sleeve",
            "pocket",
            "spine",
            "cover",
            "stern",
            "bow",
            "label",
            "windscreen",
            "bonnet",
            "bumper",
        ),
    }
)


def written_onto(reading: Reading) -> list[Hit]:
    """`Ices Happy 40th Marge across a cake`, `carves R + J into the oak`, `chalks the specials on the slate`."""
    book, words = lexicon(), reading.words
    writing = book.words("writing_verbs")
    if writing.isdisjoint(words):
        return []
    for place, word in enumerate(words):
        if word not in writing or reading.negated(place):
            continue
        last = min(reading.sentence_of(place)[1], place + _ONTO_REACH)
        onto = next((at for at in range(place + 2, last) if words[at] in _ONTO), 0)
        if onto and _is_letters(reading, place, onto):
            return [Hit(place, onto)]
    return []


def _is_letters(reading: Reading, verb: int, onto: int) -> bool:
    """Whether what is put somewhere is to be read: a proper word, a letter, a number, what stands on boards."""
    book, words = lexicon(), reading.words
    if any(is_somebody(reading, at) for at in range(verb + 1, onto)):
        return False
    raws = reading.raw[verb + 1 : onto]
    if any(len(raw) == 1 and raw.isupper() and (raw != "A" or at) for at, raw in enumerate(raws)):
        return True
    if words[onto - 1][:1].isdigit():
        return True
    pure = words[verb] in book.words("pure_writing")
    if any(raw[:1].isupper() and raw.isalpha() for raw in raws) and (pure or words[onto] == "across"):
        return True
    where = words[onto + 1 : onto + 5]
    return (
        pure
        and not book.words("written_things").isdisjoint(words[verb + 1 : onto])
        and not book.words("written_on").isdisjoint(where)
    )


def covered(reading: Reading) -> list[Hit]:
    """`Plastered with slogans`, `thick with names`: what a surface is full of."""
    full, words = lexicon().words("covered_with"), reading.words
    if full.isdisjoint(words):
        return []
    things = lexicon().joined("always_letters", "covering_letters", "letters_made")
    for place, word in enumerate(words):
        if word in full and reading.word(place + 1) in ("with", "in"):
            at = next((at for at in range(place + 2, min(place + 5, len(words))) if words[at] in things), 0)
            if at and not reading.negated(place):
                return [Hit(place, at + 1)]
    return []


def headed(reading: Reading) -> list[Hit]:
    """`The tattoo on her wrist can be made out: stay soft`: what a thing with words on it leads up to."""
    words = reading.words
    if ":" not in words:
        return []
    for place, word in enumerate(words):
        if word != ":" or not reading.word(place + 1).isalpha() or is_somebody(reading, place + 1):
            continue
        before = words[reading.sentence_of(place - 1)[0] : place]
        if "made_legible" in reading.hits and not lexicon().words("speaking_things").isdisjoint(before):
            return [Hit(place - 1, place + 2)]
        if words[place - 1] in _LEADING_UP and lexicon().words("speech_verbs").isdisjoint(before):
            return [Hit(place - 1, place + 2)]
    return []


def put_there(reading: Reading) -> list[Hit]:
    """`With Earl stitched over the pocket`, `marked Property of the Crown`, `a For Sale board`: proper words."""
    book, words, raws = lexicon(), reading.words, reading.raw
    for place, raw in enumerate(raws):
        if not raw.istitle() or not raw.isalpha() or place == reading.sentence_of(place)[0]:
            continue
        behind = reading.word(place + 1)
        where = reading.word(place + 2)
        stuck = behind in _STUCK and where in ("on", "to", "into", "across", "onto") and words[place - 1] in _WITH
        if stuck or (behind in book.words("lettered_only") and where in _BESIDE):
            return [Hit(place, place + 2)]
        if words[place - 1] in _MARKED and not reading.negated(place - 1):
            return [Hit(place - 1, place + 1)]
        if _is_pointed_out(reading, place) or _is_on_side(reading, place) or _comes_up(reading, place):
            return [Hit(place, place + 1)]
        if behind in book.words("proper_signs") and _is_heading(reading, place):
            return [Hit(place, place + 2)]
    return []


def _is_heading(reading: Reading, last: int) -> bool:
    """`A Wet Paint sign`, and no French flag: proper words between an article and what they stand on."""
    begin = last
    while begin and (reading.raw[begin - 1].istitle() or reading.words[begin - 1] in ("of", "the", "and", "to")):
        begin -= 1
    if begin == last and reading.words[last] in lexicon().words("not_a_name"):
        return False
    return reading.word(begin - 1) in _BEFORE_SIGNS


def _is_pointed_out(reading: Reading, place: int) -> bool:
    """`Runs her thumb over For Mum`, `a finger under the village of Lowick`."""
    words = reading.words
    for at in range(place - 1, max(-1, place - 6), -1):
        if words[at] in _UNDER:
            return not _FINGERS.isdisjoint(words[max(0, at - 4) : at])
    return False


def _is_on_side(reading: Reading, place: int) -> bool:
    """`A lorry with Hobbs & Daughters on its side`: two proper words at least, for one alone may be a rider."""
    if reading.word(place - 1) not in ("with", "bearing", "has"):
        return False
    across = reading.word(place + 1) in ("across", "down", "over") and reading.word(place + 3) in SIDES
    if across and reading.word(place + 2) in ("the", "its", "her", "his", "their"):
        return True
    worn = not lexicon().words("clothes").isdisjoint(reading.words[max(0, place - 4) : place])
    if worn and reading.word(place + 1) == "on" and reading.word(place + 3) in SIDES:
        return True
    end = place
    while end < len(reading.raw) and (reading.raw[end].istitle() or reading.words[end] in ("and", "of", "the")):
        end += 1
    return end - place > 1 and reading.word(end) in ("on", "across", "down", "along") and reading.word(end + 2) in SIDES


def _comes_up(reading: Reading, place: int) -> bool:
    """`Wipes the plate until A. Mossop appears`: a proper word that comes into sight on a thing of letters."""
    if reading.word(place + 1) not in ("appears", "emerges", "flashes", "scrolls", "blinks") and reading.words[
        place + 1 : place + 3
    ] not in (["comes", "up"], ["shows", "up"], ["lights", "up"], ["comes", "through"]):
        return False
    begin = reading.sentence_of(place)[0]
    things = {*reading.words[max(0, begin - 4) : place]}
    return not lexicon().joined("name_plates", "comes_up_on").isdisjoint(things)


def on_topic(reading: Reading) -> list[Hit]:
    """`Posters about teamwork`, `a street sign at the corner of Elm and Third`: words are what they are about."""
    topical, words = lexicon().words("topical_things"), reading.words
    if topical.isdisjoint(words):
        return []
    for place, word in enumerate(words):
        if word not in topical or reading.negated(place):
            continue
        if reading.word(place + 1) in _TOPICS and reading.word(place + 2) not in ("to", "her", "him"):
            return [Hit(place, place + 2)]
        named = reading.raw[place + 2] if place + 2 < len(reading.raw) else ""
        if reading.word(place + 1) == "for" and named.istitle() and named.isalpha():
            return [Hit(place, place + 3)]
        if word in ("sign", "signs") and reading.word(place - 1) in (
            "street",
            "road",
            "motorway",
            "highway",
            "station",
        ):
            last = min(reading.sentence_of(place)[1], place + 8)
            at = next((at for at in range(place + 1, last) if reading.raw[at].istitle()), 0)
            if at and "," not in words[place:at]:
                return [Hit(place - 1, at + 1)]
    return []


def documents(reading: Reading) -> list[Hit]:
    """`The spreadsheet faces us`: a thing of nothing but words that is shown."""
    known = lexicon().words("documents")
    if "made_legible" not in reading.hits or known.isdisjoint(reading.words):
        return []
    for place, word in enumerate(reading.words):
        begin, end = reading.sentence_of(place)
        if word in known and any(begin <= hit.start < end and hit.start > place for hit in reading.of("made_legible")):
            return [Hit(place, place + 1)]
    return []


def typed(reading: Reading) -> list[Hit]:
    """`Types where are you and hits send`, `a card; it reads Dr Amos Pell`: what follows is what is written."""
    book, words = lexicon(), reading.words
    for place, word in enumerate(words[:-1]):
        if (
            word in _TYPES
            and words[place + 1] in book.words("said_in_writing")
            and words[place + 2 : place + 3] != ["she"]
        ):
            return [Hit(place, place + 2)]
        if word in book.words("pure_writing") and words[place + 1] in _LEFT and not reading.negated(place):
            return [Hit(place, place + 2)]
        told = word in _READS and words[place - 1 : place] == ["it"] and reading.raw[place + 1][:1].isupper()
        if told and not book.joined("speaking_things", "name_plates").isdisjoint(words[:place]):
            return [Hit(place - 1, place + 2)]
    return []


def quoted(reading: Reading) -> list[Hit]:
    """`Points to the line '…'`, `the page reads '…'`: words in quotes that stand somewhere, and nobody says them."""
    words = reading.words
    if '"' not in words:
        return []
    book = lexicon()
    for place, word in enumerate(words):
        if word != '"' or not place or reading.negated(place):
            continue
        at = place - 1 - (words[place - 1] in (":", ","))
        shown = words[at] in _QUOTED
        if words[at] in _READS or words[at] == "reading":
            thing = reading.word(at - 1)
            shown = thing[:6] == "{prop:" or thing in _PAGES or thing in book.words("speaking_things")
        begin = max(reading.sentence_of(place)[0], place - _ONTO_REACH)
        if shown and book.joined("speech_verbs", "said_aloud").isdisjoint(words[begin:at]):
            return [Hit(at, place + 1)]
    return []


_QUOTED = frozenset(
    [
        *("line", "lines", "caption", "sentence", "headline", "heading", "entry", "verse", "paragraph", "inscription"),
        *(
            "motto",
            "title",
            "slogan",
            "epitaph",
            "dedication",
            "subtitle",
            "footnote",
            "passage",
            "signature",
            "lettering",
        ),
    ]
)
_PAGES = frozenset({"page", "book", "diary", "logbook", "ledger", "map", "chart", "wall", "door", "stone", "envelope"})


def lit_up(reading: Reading) -> list[Hit]:
    """`Expired blinking in red`: a word that machines and doors show, and how."""
    status, words = lexicon().words("status_words"), reading.words
    if status.isdisjoint(words):
        return []
    moves = lexicon().words("status_shown")
    for place, word in enumerate(words):
        red = words[place + 1 : place + 2] == ["in"] and reading.word(place + 2) in ("red", "green", "lights", "neon")
        if word in status and (reading.word(place + 1) in moves or red) and not reading.negated(place):
            return [Hit(place, place + 2)]
    return []
