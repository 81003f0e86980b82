"""Checks what models draw worst: bodies that tangle, fine work of fingers, hands near the lens that touch nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from app.domain.finding import Finding
from app.prompting.lint.action.piles import piled
from app.prompting.lint.action.tangles import tangled
from app.prompting.lint.face import Scene, told, words_said
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.fields import Field
from app.prompting.lint.outside import WholeFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading
from app.prompting.lint.wording.pictured import in_a_picture

_CLOSE = ("cu", "ecu", "macro", "insert", "close-up", "extreme close-up", "macro shot", "mcu")


def bodies(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Bodies that tangle, and fine work of fingers."""
    for beat in facts.beats:
        for field in beat.fields:
            if field.name in _DONE and (hits := _too_much(field.reading)):
                yield told("bodies", field.path, said=words_said(field.reading, hits))
                break


def tangled_behind(outside: WholeFacts) -> Iterator[Finding]:
    """Bodies that tangle behind those who act: `forty pupils wrestling in a heap`."""
    for field in outside.named("background", "midground", "foreground"):
        reading = field.reading
        peopled = not _people().isdisjoint(reading.words)
        if (peopled or tangled(reading)) and not _fine_work(reading) and (hits := _too_much(reading)):
            yield told("bodies", field.path, said=words_said(reading, hits))
            return


@cache
def _people() -> frozenset[str]:
    return lexicon().joined("persons", "several_persons", "fighters", "troops", "fighting")


_DONE = frozenset({"action", "evidence", "touches"})


@lru_cache(maxsize=4096)
def _too_much(reading: Reading) -> list[Hit]:
    """What of a text tangles or is too fine; read once."""
    hits = [
        hit
        for hit in reading.free("bodies", "bodies_things")
        if not (_is_result(reading, hit) or _is_watched(reading, hit))
    ]
    hits = hits or tangled(reading) or piled(reading) or _fine_work(reading)
    return [hit for hit in hits if not in_a_picture(reading, hit)]


def _is_watched(reading: Reading, hit: Hit) -> bool:
    """Watches the acrobats, a ticket to the wrestling match: fighters of whom somebody only is told."""
    book = lexicon()
    if reading.words[hit.end - 1] not in book.words("fight_nouns"):
        return False
    before = reading.words[max(reading.sentence_of(hit.start)[0], hit.start - 6) : hit.start]
    return not book.joined("onlooking", "gear").isdisjoint(before)


def _fine_work(reading: Reading) -> list[Hit]:
    """Fumbles with a clasp, glues matchsticks, picks out a fugue on the harpsichord: a small deed to a small thing."""
    book = lexicon()
    if not book.words("minute").isdisjoint(reading.words):
        finely = book.joined("fine_work", "penned")
        for place, word in enumerate(reading.words):
            if word in finely and _is_done(reading, place) and _thing_behind(reading, place, book.words("minute")):
                return [Hit(place, place + 1)]
    if book.joined("fine_things", "instruments", "small_food").isdisjoint(reading.words):
        return []
    for verbs, things in _FINE:
        if book.words(things).isdisjoint(reading.words):
            continue
        doing = book.words(verbs)
        for place, word in enumerate(reading.words):
            if word not in doing or not _is_done(reading, place) or reading.negated(place):
                continue
            at = _thing_behind(reading, place, book.words(things))
            drawn = verbs != "threading" or not book.words("through").isdisjoint(reading.words[at:])
            if at and drawn and (verbs != "threading" or reading.words[at] != "hem"):
                return [Hit(place, at + 1)]
    return []


def _thing_behind(reading: Reading, place: int, things: frozenset[str]) -> int:
    """Where one of some things stands behind a verb, in its own clause; 0 where none does."""
    for at in range(place + 1, min(reading.sentence_of(place)[1], place + _REACH)):
        if reading.words[at] in _CLAUSES:
            return 0
        if reading.words[at] in things and reading.word(at + 1) not in lexicon().words("gear"):
            return at
    return 0


_FINE = (
    *(("fine_work", "fine_things"), ("playing", "instruments"), ("shaping", "small_food")),
    ("threading", "fine_things"),
)
"""What fingers do, and to what."""
_REACH = 8
"""How many words a deed and its thing are apart at most."""
_CLAUSES = frozenset({",", "while", "as", "until", "then", "beside", "near", "behind", "past", "under"})


def _is_done(reading: Reading, place: int) -> bool:
    """Whether a verb is what somebody does, not what a thing has become: `tied laces`."""
    word, before = reading.words[place], reading.word(place - 1)
    if place and (before in lexicon().words("determiners") or before in ("of", "with", "in", "on")):
        return False
    return place == 0 or word.endswith(("s", "ing")) or before in ("to", "and", "they", "both")


_NOUNS_TOO = frozenset({"tie", "knot", "button", "string", "thread", "fold", "roll", "play", "fight", "fish", "count"})
"""What is a thing behind its article: the tie up against his shirt."""


def _is_result(reading: Reading, hit: Hit) -> bool:
    """A tied knot, the braided hair, the girl's braid: what is there when the work is done."""
    word = reading.words[hit.start]
    before = reading.word(hit.start - 1)
    if before == "of" and word.endswith("s"):
        return True
    if word in _NOUNS_TOO and before in lexicon().words("determiners"):
        return True
    if hit.end == hit.start + 1 and (
        (word.endswith("s") and reading.word(hit.end) == "of") or _names_thing(reading, hit.end)
    ):
        return True
    if before in _ITS and word.endswith("ing") and hit.end == hit.start + 1:
        return reading.word(hit.end) not in lexicon().words("persons")
    if word in lexicon().words("work_nouns") and _is_noun(reading, hit.start):
        return True
    owned = before in lexicon().words("owners") or before.endswith("'s")
    if word.endswith(("ed", "en")) or word in ("knit", "sewn", "woven"):
        if before == "and" and _is_adjective(reading, hit):
            return True
        subject = before.startswith("{") or before in ("he", "she", "they", "and", "has", "have", "")
        return not subject
    return owned and not word.endswith("ing") and hit.end == hit.start + 1 and word in lexicon().words("work_nouns")


def _is_adjective(reading: Reading, hit: Hit) -> bool:
    """Its cut and sewn scarf: what it is like, and nothing that is done."""
    near = reading.words[max(0, hit.start - 3) : hit.start]
    behind = reading.word(hit.end)
    return not _ITS.isdisjoint(near) and behind.isalpha() and behind not in _ITS


_ITS = frozenset({"the", "her", "his", "their", "its", "a", "an", "some", "this", "that"})


def _is_noun(reading: Reading, place: int) -> bool:
    """`A finished braid`, `one long silver plait`: only what a thing is like stands before it."""
    book = lexicon()
    for at in range(place - 1, max(-1, place - 4), -1):
        word = reading.words[at]
        if word in book.words("determiners") or word in ("one", "each"):
            return True
        if not word.isalpha() or word.endswith("s") or word in ("and", "to", "they"):
            return False
    return False


def _names_thing(reading: Reading, at: int) -> bool:
    """Wrestling poster, boxing club, knitting pattern."""
    return reading.word(at - 1).endswith("ing") and reading.word(at) in lexicon().words("gear")


def idle_hands(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Hands near the lens that touch nothing."""
    if "hands" not in facts.lists:
        return
    sizes = [key.framing.size for key in facts.shot.keys if key.framing.size]
    close = bool(sizes) and all(size in _CLOSE for size in sizes)
    touched = any(beat.beat.touches.strip() for beat in facts.beats)
    targets = [] if touched else [field for field in facts.framed if field.name == "target"]
    for beat in facts.beats:
        if beat.beat.touches.strip():
            continue
        for field in (*beat.fields, *targets):
            reading = field.reading
            if field.name not in ("action", "ends_as", "subject", "target") or not _hands(reading):
                continue
            near = close or not _NEAR.isdisjoint(reading.words) or _tight(reading)
            if near and not any(_touching(each.reading) for each in _felt(beat.fields, _idles(beat.action))):
                yield told("idle_hands", field.path, said=words_said(reading, _hands(reading)))
                return


def _felt(fields: tuple[Field, ...], idle: bool) -> Iterator[Field]:
    """The texts that may tell what hands touch: a reason or a face does only where it names them, and so does all
    besides an action in which they are in the air."""
    for field in fields:
        named = "hands" in field.reading.hits
        if idle and field.name == "action":
            continue
        if named or (field.name not in ("evidence", "feeling_shown", "moves_to") and not idle):
            yield field


def _idles(action: Reading) -> bool:
    """Whether hands wiggle, or are in mid-air, by the words of an action, whatever else is in the picture."""
    if "hands" not in action.hits or "{prop:" in action.text.lower():
        return False
    if any(_handles_air(action, place) for place, word in enumerate(action.words) if word in _NOTHING):
        return True
    waving, hands = lexicon().joined("gestures", "idling"), [hit.start for hit in action.hits["hands"]]
    waved = any(
        word in waving and (hands[0] < place or any(0 < hand - place < _NEARBY + 1 for hand in hands))
        for place, word in enumerate(action.words)
    )
    return (waved or not _MID_AIR.isdisjoint(action.words)) and not _touching(action)


def _handles_air(reading: Reading, place: int) -> bool:
    """Kneads the air, plucks at the empty air, hands round nothing: that is all the hands have."""
    at = place - 1
    while reading.word(at) in _THIN:
        at -= 1
    before = reading.word(at)
    hand_near = any(at - _NEARBY <= hit.start < at for hit in reading.hits["hands"])
    done = before in ("at", "round", "around", "over", "about") or (before.endswith("s") and at == 0)
    return (done or (hand_near and before in ("in", "through"))) and reading.word(place + 1) in _BEHIND_AIR


_NOTHING = frozenset({"air", "nothing", "emptiness"})
_THIN = frozenset({"the", "thin", "empty"})
_BEHIND_AIR = frozenset({"", ".", ",", "with", "between", "at", "and", "like", "before", "in", "twice", "once"})
_MID_AIR = frozenset({"air", "midair", "nothing", "nothingness", "emptiness", "space", "jazz"})


_NEAR = frozenset({"close", "macro", "closeup", "closeups", "ecu"})
_TIGHT = frozenset({"tight", "insert", "extreme", "detail", "micro"})
_FRAMED = frozenset({"shot", "on", "framing", "frame", "of", "view", "lens", "single"})


def _tight(reading: Reading) -> bool:
    """`Tight on her hands`, `an insert of his fist`: near by the words for a shot."""
    return any(word in _TIGHT and reading.word(place + 1) in _FRAMED for place, word in enumerate(reading.words))


def _hands(reading: Reading) -> list[Hit]:
    if "hands" not in reading.hits:
        return []
    other = reading.hits.get("hands_idle", ())
    return [
        hit
        for hit in reading.of("hands")
        if not any(each.start <= hit.start < each.end for each in other)
        and not _of_a_clock(reading, hit)
        and (reading.text[reading.spans[hit.end - 1][1] :][:1] != "-" or reading.word(hit.end) in ("up", "down"))
    ]


def _of_a_clock(reading: Reading, hit: Hit) -> bool:
    """The hands of the old station clock, and the verb `hands over`."""
    clocks = lexicon().words("clocks")
    if reading.words[hit.start] == "hands" and (hit.start == 0 or reading.word(hit.start - 1).startswith("{")):
        return reading.word(hit.end).startswith("{") or reading.word(hit.end) in ("him", "her", "over", "a", "the")
    if reading.word(hit.end) == "of":
        return not clocks.isdisjoint(reading.words[hit.end : hit.end + 6])
    owner = reading.word(hit.start - 1)
    return owner in clocks or owner.removesuffix("'s") in clocks


def _touching(reading: Reading) -> bool:
    """Whether a hand meets something: not the air, and not only itself, as in `opens her hand`."""
    hands = [hit.start for hit in reading.hits.get("hands", ())]
    for hit in reading.of("contact"):
        if reading.words[hit.start] in lexicon().words("placing") and hands and hit.start < hands[0]:
            if _in_the_hand(reading, hit, hands[0]):
                return True
            continue
        if reading.words[hit.start] in _THINGS_TOO and reading.word(hit.start - 1) in _ITS:
            continue
        if reading.words[hit.start] == "tight" and reading.word(hit.end) in _FRAMED:
            continue
        if reading.words[hit.start] == "open" and reading.word(hit.start - 1) in _GAPING:
            continue
        through = reading.word(hit.end) in ("at", "in", "on", "through", "into")
        following = reading.words[hit.end : hit.end + (3 if through else 2)]
        if (
            not lexicon().words("untouchable").isdisjoint(following)
            or following == ["the", "empty"]
            or (following[:1] and following[0] in lexicon().words("hand_words"))
            or (following[:1] in (["a"], ["one"]) and following[-1] in _FINGERS)
            or (reading.words[hit.start].startswith("crack") and not _KNUCKLES.isdisjoint(following))
            or _shows_fingers(reading, hit)
            or _in_thin_air(reading, hit)
            or _gestures(reading, hit)
            or _moves_itself(reading, hit, hands)
        ):
            continue
        if reading.words[hit.start] in lexicon().words("opens_itself") and lexicon().words("hand_words").intersection(
            following
        ):
            continue
        return True
    return False


def _in_the_hand(reading: Reading, hit: Hit, hand: int) -> bool:
    """An apple on her open palm, a fly on the back of his hand: something meets it."""
    book = lexicon()
    if reading.words[hit.start] not in ("on", "in", "under", "against", "across") or hand - hit.end > _NEARBY:
        return False
    between, before = reading.words[hit.end : hand], reading.words[: hit.start]
    if "with" in between or not book.joined("untouchable", "thin_air").isdisjoint(between):
        return False
    return book.words("gestures").isdisjoint(before) and not _LANDED.isdisjoint(before[-4:])


_THINGS_TOO = frozenset({"cup", "brush", "pin", "clip", "hook", "strap", "plug", "clamp", "comb", "button"})
"""What is a thing behind its article, and no deed of a hand: the cup beside his hand."""
_FINGERS = frozenset({"forefinger", "fingertip", "finger", "thumb", "palm", "knuckle", "index"})
_NEARBY = 3
_LANDED = frozenset(
    {"a", "an", "the", "lands", "lies", "rests", "sits", "perches", "settles", "falls", "walks", "crawls"}
)
_GAPING = frozenset(
    {"mouth", "lips", "eyes", "eye", "jaw", "door", "window", "little", "half", "wide", "slightly", "hangs", "drops"}
)
"""Before an `open` that no hand does."""
_KNUCKLES = frozenset({"knuckles", "fingertips", "wrists", "fingernails", "nails"})
_ALONE = frozenset(
    {"open", "close", "fold", "unfold", "spread", "turn", "roll", "twist", "snap", "drop", "lift", "hook", "cross"}
)
"""What a hand may do by itself."""
_BY_ITSELF = frozenset(
    {"", ".", ",", "and", "in", "like", "again", "toward", "towards", "wide", "up", "slowly", "before", "above"}
)


def _moves_itself(reading: Reading, hit: Hit, hands: list[int]) -> bool:
    """Her hand opens and closes, fans his fingers open: nothing is opened but the hand."""
    if not hands or hands[0] > hit.start or reading.word(hit.end) not in _BY_ITSELF:
        return False
    return not _ALONE.isdisjoint(lexicon().stems(reading.words[hit.start]))


def _gestures(reading: Reading, hit: Hit) -> bool:
    """Waves with both hands: what the hands are for, and not what they touch."""
    with_hands = reading.words[hit.start : hit.end] == ["with", "both"]
    return with_hands and not lexicon().joined("gestures", "untouchable").isdisjoint(reading.words[: hit.start])


def _in_thin_air(reading: Reading, hit: Hit) -> bool:
    """Draws a shape in the air, writes her name in empty space, twirls in a mudra: it is on nothing."""
    book = lexicon()
    where = reading.words[hit.end : hit.end + 2]
    if reading.words[hit.start] in ("in", "at") and not book.words("hand_shapes").isdisjoint(where):
        return True
    verb = reading.words[hit.start] in book.words("drawn_with")
    rest = reading.words[hit.start : reading.sentence_of(hit.start)[1]]
    for place, word in enumerate(rest):
        if word in book.words("thin_air") and not frozenset(("in", "through", "across", "into")).isdisjoint(
            rest[:place]
        ):
            return verb or reading.words[hit.start] in ("in", "into")
    return False


def _shows_fingers(reading: Reading, hit: Hit) -> bool:
    """Holds up three fingers: the hand is all that is held."""
    if reading.words[hit.start] not in lexicon().words("opens_itself"):
        return False
    at = hit.end
    while reading.word(at) in lexicon().words("before_fingers"):
        at += 1
    shown = at > hit.end and reading.word(at) in lexicon().words("hand_words")
    if shown and reading.word(at + 1) in ("to", "into", "toward", "towards"):
        return not lexicon().words("untouchable").isdisjoint(reading.words[at + 2 : at + 4])
    return shown and reading.word(at + 1) not in ("on", "against", "over", "to", "in", "around", "round", "of")
