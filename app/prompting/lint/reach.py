"""Checks whether a picture and a way hold what is asked: turns that travel, reveals of nothing, ways too far, sizes."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.finding import Finding
from app.prompting.lint.camera_text import moves_in, things_in
from app.prompting.lint.face import Scene, shot_number, told
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.journeys import far_apart
from app.prompting.lint.lexicon import lexicon
from app.prompting.lint.moves import Move
from app.prompting.lint.pictured import in_a_picture
from app.prompting.lint.reading import Hit, Reading
from app.prompting.lint.ways import too_long

_OUTWARD = ("dolly_out", "zoom_out", "crash_zoom_out", "crane_u", "pedestal_u")


_FASTEST = 5.0


_CLOSE = ("cu", "ecu", "mcu", "macro", "insert", "close-up", "extreme close-up", "medium close-up", "macro shot")


_LOOKS = ("eyes", "gaze", "looks", "look", "stare", "down")


_FAR = ("ews", "ws", "extreme wide shot", "wide shot")


def turn_travel(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A word for turning in place used for going somewhere."""
    if not scene.english:
        return
    for field in facts.holding("turns"):
        reading = field.reading
        hit = travelling_turn(reading)
        if hit is not None:
            yield told("turn_travel", field.path, said=reading.said(hit))
            return


def travelling_turn(reading: Reading) -> Hit | None:
    """The words with which a turn in place goes somewhere."""
    stays = reading.hits.get("stays_turning", ())
    things = things_in(reading)
    for turn in reading.of("turns"):
        if any(thing.start <= turn.start < thing.end for thing in things):
            continue
        begin, end = reading.sentence_of(turn.start)
        if reading.words[turn.start].startswith("swivel") and not any(
            begin <= camera.start < turn.start for camera in reading.hits.get("camera_noun", ())
        ):
            continue
        if "pace" in reading.words[turn.end : end] and not _KEEPING.isdisjoint(reading.words[turn.end : end]):
            return turn
        for travel in [*reading.of("travel_after_turn"), *_ways_gone(reading, turn.end, end)]:
            if not turn.end - 1 <= travel.start < min(end, turn.end + 8):
                continue
            between = reading.words[turn.end : travel.start]
            if between[-1:] == ["and"]:
                del between[-1]
            if any(
                word in (",", "as", "while", "and", "then", "where", "who", "that", "when", "following")
                for word in between
            ):
                break
            if not any(stay.start <= travel.start < stay.end for stay in stays):
                return Hit(turn.start, travel.end)
    return None


def _ways_gone(reading: Reading, begin: int, end: int) -> Iterator[Hit]:
    """`Up the stairwell`, `over the garden wall`, `from room to room`: where no turn in place gets to."""
    book = lexicon()
    for place in range(begin, end):
        word = reading.words[place]
        if word in _ALONG or word == "over" or word == "from":
            nouns = book.words("path_nouns" if word in _ALONG else "barrier_nouns" if word == "over" else "rooms")
            for at in range(place + 1, min(end, place + 5)):
                if reading.words[at] in nouns and (word != "from" or reading.words[at + 1 : at + 3] in _TO):
                    yield Hit(place, at + 1)
                    break
                if reading.words[at] in _PLACES or not reading.words[at].isalpha():
                    break


_KEEPING = frozenset({"keeping", "keeps", "matching", "matches"})
_ALONG = frozenset({"up", "down", "along"})
_PLACES = frozenset(
    {"and", "to", "of", "in", "on", "at", "with", "from", "as", "past", "toward", "towards", "until", "into"}
)
_TO = (["to", "room"], ["into", "the"], ["into", "a"], ["to", "street"], ["to", "cell"], ["to", "carriage"])


def empty_reveal(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A move that opens up the picture, and nothing told of what comes into it."""
    if facts.moving and facts.moving[-1].name in _OUTWARD:
        keys = {key.id: key for key in facts.shot.keys}
        told_of = any(key.reveal.strip() for key in facts.shot.keys)
        if not told_of and not facts.has("reveals"):
            path = f"{facts.at}.keys[{keys[facts.moving[-1].start_key].id}].reveal"
            yield told("empty_reveal", path, variant="path", shot=shot_number(scene))
            return
    if not scene.english or not ("reveals" in facts.lists or "outward" in facts.lists or facts.text_moves):
        return
    for field in facts.fields:
        hit = _emptied(field.reading) if field.name not in ("target", "focus") else None
        if hit is not None:
            yield told("empty_reveal", field.path, said=field.reading.said(hit))
            return


def _emptied(reading: Reading) -> Hit | None:
    hits = reading.hits
    if "reveals" in hits:
        for hit in reading.of("reveals"):
            end = reading.sentence_of(hit.start)[1]
            noun = reading.words[hit.start : hit.end][-1] == "reveal" and reading.word(hit.start - 1) not in (
                "to",
                "and",
                "",
            )
            if (noun and reading.word(hit.end) != "of") or not _names_something(reading, hit.end, end):
                return hit
        return None
    moves = moves_in(reading)
    for move in moves:
        if _retreats(reading, move) and not any(
            opened.start >= move.hit.end - 1 for opened in hits.get("opened_up", ())
        ):
            return move.hit
    for hit in reading.of("outward") if "outward" in hits else ():
        if not any(move.hit.start < hit.end and hit.start < move.hit.end for move in moves):
            continue
        if not any(opened.start >= hit.end - 1 for opened in hits.get("opened_up", ())):
            return hit
    return None


def _retreats(reading: Reading, move: Move) -> bool:
    """Whether a move of the camera goes back or away, and to nothing that is named."""
    after = reading.words[move.hit.end : move.hit.end + 4]
    back = next((place for place, word in enumerate(after[:3]) if word in _BACKWARD), -1)
    if back < 0 or move.kind in ("still", "shake", "pan", "tilt", "orbit", "track"):
        return False
    return not frozenset(after[:back]) & _NO_WAY and reading.word(move.hit.end + back + 1) not in ("to", "into", "and")


_BACKWARD = frozenset({"back", "backward", "backwards", "away", "outward", "outwards"})
_NO_WAY = frozenset({",", ".", ";", "as", "while", "the", "a", "an", "her", "his"})


def _names_something(reading: Reading, begin: int, end: int) -> bool:
    empty = lexicon().words("not_open")
    for word in reading.words[begin:end]:
        if word in (",", ":"):
            continue
        if word in ("and", "as", "then", "while", "before"):
            return False
        if word not in empty:
            return True
    return False


def too_far(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A way nobody and no camera can go in the time there is."""
    for segment in facts.moving:
        travel = max((abs(segment.deltas.get(axis, 0.0)) for axis in ("truck", "pedestal", "dolly")), default=0.0)
        if travel >= 2 and (segment.seconds <= 0 or travel / segment.seconds > _FASTEST):
            yield told("too_far", f"{facts.at}.keys[{segment.end_key}].axes", variant="path", shot=shot_number(scene))
            return
    if not scene.english:
        return
    for beat in facts.beats:
        for field in beat.fields:
            if field.name in ("action", "moves_to", "ends_as", "evidence"):
                far = field.reading.of("impossible") and facts.shot.seconds <= 20
                said = (
                    field.reading.said(field.reading.of("impossible")[0])
                    if far
                    else _way(field.reading, beat.beat.seconds or facts.shot.seconds)
                )
                if said:
                    yield told("too_far", field.path, said=said, seconds=f"{beat.beat.seconds:g}")
                    return


def _way(reading: Reading, seconds: float) -> str:
    return too_long(reading, seconds) or far_apart(reading, seconds)


def size_content(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A framing that cannot hold, or cannot show, what happens in it."""
    sizes = [key.framing.size for key in facts.shot.keys if key.framing.size]
    if not scene.english:
        return
    if sizes and all(size in _CLOSE for size in sizes):
        yield from _ill_framed(facts, "wide_things", "close", sizes[0])
    elif sizes and all(size in _FAR for size in sizes):
        yield from _ill_framed(facts, "tiny_things", "far", sizes[0])
    for field in facts.fields:
        if (
            field.name in ("action", "ends_as", "target")
            and "close" in (text := field.text.lower())
            and ("close-up" in text or "close up" in text or "closeup" in text)
        ):
            hits = field.reading.of("wide_things")
            if hits and not sizes_differ(sizes):
                yield told("size_content", field.path, variant="close", said=field.reading.said(hits[0]), size="")
                return


def sizes_differ(sizes: list[str]) -> bool:
    """Whether a shot goes from close to wide or back."""
    return len(sizes) > 1 and any(size in _CLOSE for size in sizes) and not all(size in _CLOSE for size in sizes)


def _ill_framed(facts: ShotFacts, name: str, variant: str, size: str) -> Iterator[Finding]:
    whole = ("feet", "legs", "shoes", "boots", "footwork", "hooves")
    targets = " ".join(key.framing.target.lower() for key in facts.shot.keys)
    if variant == "close" and any(word in targets for word in whole) and "face" not in targets:
        return
    for field in facts.fields:
        if field.name in ("action", "ends_as", "target", "touches", "feeling_shown"):
            hits = [hit for hit in field.reading.of(name) if not _only_named(field.reading, hit, variant)]
            if not hits and variant == "close":
                hits = [*_whole(field.reading), *_roams(field.reading), *_shod(field.reading)]
            hits = [hit for hit in hits if not in_a_picture(field.reading, hit)]
            if hits:
                yield told("size_content", field.path, variant=variant, said=field.reading.said(hits[0]), size=size)
                return


def _only_named(reading: Reading, hit: Hit, variant: str) -> bool:
    """`The dance` that is heard, `looks at her boots`, a light that blinks: named, and not what the picture holds."""
    before, word = reading.word(hit.start - 1), reading.words[hit.start]
    if variant == "far":
        return word.startswith(("blink", "wink")) and before in lexicon().words("lights_that_blink")
    if before in ("at", "past", "toward", "towards") or (before == "on" and reading.word(hit.start - 2) in _LOOKS):
        return True
    if reading.words[hit.end - 1] == "parade" and reading.word(hit.end) in _PARADES:
        return True
    called = before in ("the", "this", "that") and hit.end == hit.start + 1
    return called and word in ("dance", "waltz", "tango", "polka", "jive", "chase", "limbo")


def _whole(reading: Reading) -> Iterator[Hit]:
    """`The whole fleet`, `a herd of cattle`, `hundreds of people`: more than a close framing holds."""
    book = lexicon()
    big, many, count = book.words("big_things"), book.words("throngs"), book.words("by_the_hundred")
    for place, word in enumerate(reading.words):
        if reading.negated(place):
            continue
        if word in book.words("whole_words") and reading.word(place - 1) not in ("a", "an"):
            for end in (place + 1, place + 2):
                if reading.word(end) in big and (end == place + 1 or reading.word(end - 1) not in ("of", "the")):
                    yield Hit(place, end + 1)
                    break
        elif word in _DOZENS and _of_people(reading, place + 1):
            yield Hit(place, place + 2)
        elif word in many and (reading.word(place + 1) == "of" or _begins(reading, place)):
            yield Hit(place, place + 1)
        elif word in count and reading.word(place + 1) == "of" and _of_people(reading, place + 2):
            yield Hit(place, place + 3)


_DOZENS = frozenset({"dozen", "twenty", "thirty", "forty", "fifty", "sixty", "hundred", "thousand"})
_ROUND = frozenset({"around", "round", "across", "about", "of", "over", "through", "along"})


def _roams(reading: Reading) -> Iterator[Hit]:
    """`Skates a figure of eight round the rink`, `swims a length of the pool`: a whole body covers ground."""
    grounds, roaming = lexicon().words("grounds"), lexicon().words("roaming")
    if grounds.isdisjoint(reading.words) or roaming.isdisjoint(reading.words[:4]):
        return
    verb = next(place for place, word in enumerate(reading.words) if word in roaming)
    if reading.word(verb + 1) in ("a", "one", "his", "her", "the") and reading.word(verb + 2) in _BY_HAND:
        return
    for place in range(verb + 1, min(len(reading.words), verb + 10)):
        if reading.words[place] in grounds and not _ROUND.isdisjoint(reading.words[verb + 1 : place]):
            yield Hit(verb, place + 1)
            return


def _shod(reading: Reading) -> Iterator[Hit]:
    """`His polished brogues and his grin`: feet beside a face; not what somebody looks at or takes from them."""
    footwear = lexicon().words("footwear")
    if footwear.isdisjoint(reading.words):
        return
    for place, word in enumerate(reading.words):
        if word not in footwear:
            continue
        for at in range(place - 1, max(-1, place - 4), -1):
            if reading.words[at] in ("her", "his", "their"):
                if reading.word(at - 1) not in _ASIDE and reading.word(at - 1) not in lexicon().words("handles"):
                    yield Hit(at, place + 1)
                break
            if not reading.words[at].isalpha() or reading.words[at] in _ASIDE:
                break


_ASIDE = frozenset(
    [
        "at",
        "on",
        "to",
        "toward",
        "towards",
        "past",
        "from",
        "off",
        "over",
        "under",
        "beside",
        "near",
        "onto",
        "of",
        "in",
        "by",
    ]
)
_PARADES = frozenset(
    {"song", "ground", "float", "uniform", "route", "flag", "drum", "hat", "ticket", "programme", "tune"}
)
_BY_HAND = frozenset(
    {"finger", "hand", "thumb", "comb", "brush", "cloth", "iron", "knife", "pencil", "fingertip", "tongue"}
)


def _begins(reading: Reading, place: int) -> bool:
    """Whether a noun is what a sentence is about, and does something."""
    return place - reading.sentence_of(place)[0] < 3 and reading.word(place + 1).endswith("s")


def _of_people(reading: Reading, at: int) -> bool:
    """Whether a word or the one behind it is of people or creatures."""
    persons = lexicon().words("persons")
    return reading.word(at) in persons or reading.word(at + 1) in persons


SHOT_CHECKS = (turn_travel, empty_reveal, too_far, size_content)
