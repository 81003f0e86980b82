"""Finds what a text asks of the camera: moves by their own names, and verbs whose subject is the camera."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from app.prompting.lint.camera.clauses import governed
from app.prompting.lint.camera.moves import CALLED_SO, NO_PACE, Move, refined
from app.prompting.lint.camera.nouns import nominal
from app.prompting.lint.camera.orders import ordered
from app.prompting.lint.camera.still import still
from app.prompting.lint.camera.wares import wares
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading

_KINDS = (
    "dolly_in",
    "dolly_out",
    "pan",
    "tilt",
    "roll",
    "truck",
    "crane",
    "orbit",
    "zoom",
    "whip",
    "crash",
    "follow",
    "fly",
)
_LISTS = tuple((f"move_{kind}", kind) for kind in _KINDS)
CAMERA_LISTS = frozenset(
    [
        "still_camera",
        "camera_noun",
        "camera_words",
        "camera_order",
        "camera_maybe",
        "move_noun",
        "still_word",
        *dict(_LISTS),
    ]
)
"""The lists without whose phrases a text says nothing of the camera."""
_SURE = frozenset({"orbit", "whip", "crash", "crane", "zoom", "pan", "follow", "fly", "roll"})
"""Moves whose names say that it is the camera's."""
_TO_SOMEWHERE = frozenset(
    [
        *("that", "to", "from", "across", "left", "right", "along", "through", "around", "which", "toward", "towards"),
        *("up", "down", "past"),
    ]
)
_DETERMINERS = frozenset({"a", "an", "the", "one", "two", "three", "his", "her", "their", "its", "another"})
_COMMAS = frozenset({",", ":", "(", "–", "—"})
_STANDS = frozenset({"tripod", "camera", "shot", "frame", "view"})
_PANS = frozenset({"pan", "pans"})
_CLAUSES = frozenset({"as", "while", "when", "until", "before"})
_SAME = {"follow": "track", "travel": "travel"}


@lru_cache(maxsize=2048)
def moves_in(reading: Reading) -> tuple[Move, ...]:
    """The moves of a text in their order; nothing of what is denied."""
    hits = reading.hits
    if CAMERA_LISTS.isdisjoint(hits) and "we" not in reading.words:
        return ()
    found: list[Move] = []
    found += [Move("still", hit) for hit in still(reading)]
    _named(reading, found)
    found += [move for move in ordered(reading) if not _taken(found, move.hit)]
    found += [move for move in nominal(reading) if not _taken(found, move.hit)]
    found += _governed(reading, found)
    if others := wares(reading):
        found = [
            move for move in found if all(move.hit.end <= one.start or one.end <= move.hit.start for one in others)
        ]
    found.sort(key=lambda move: move.hit)
    return tuple(_distinct(found))


def _named(reading: Reading, found: list[Move]) -> None:
    things = [*things_in(reading), *reading.hits.get("zoom_things", ())]
    for name, kind in _LISTS:
        for hit in reading.of(name) if name in reading.hits else ():
            if any(thing.start <= hit.start < thing.end or thing.start < hit.end <= thing.end for thing in things):
                continue
            if (
                kind == "orbit"
                and reading.word(hit.end) == "of"
                and reading.words[hit.end - 1] in ("circle", "degrees")
            ):
                continue
            if _is_camera(reading, hit, kind):
                sort = refined(reading, kind, hit.end) if kind == "roll" else kind
                found.append(Move(_SAME.get(sort, sort), hit))


def heads_action(reading: Reading, move: Move) -> bool:
    """Whether a move is what the subject of a beat does: its first word, in the third person."""
    if move.hit.start or reading.words[0] not in ("orbits", "zooms", "pans"):
        return False
    return reading.words[0] != "pans" or reading.word(1) not in lexicon().words("camera_ways")


def _is_thing(reading: Reading, camera: Hit) -> bool:
    """`The frame at the edge`, `the lens clear`: a thing, where nothing is said that only a camera does."""
    if reading.words[camera.end - 1] not in ("frame", "lens"):
        return False
    book, behind = lexicon(), reading.word(camera.end)
    return behind not in book.kinds("camera_verbs") and behind not in book.joined("staying", "camera_does")


def speaks_of_camera(reading: Reading) -> bool:
    """Whether the camera is what a clause is about: not one that is held, looked into, walked to or mended."""
    book = lexicon()
    for camera in reading.hits.get("camera_noun", ()):
        if _is_thing(reading, camera):
            continue
        at = camera.start - 1
        while reading.word(at) in book.words("before_camera") or reading.word(at).endswith("ing"):
            at -= 1
        if reading.word(at) in ("of", "by"):
            if reading.words[camera.start].startswith(("camera", "drone")):
                return True
        elif at < reading.sentence_of(camera.start)[0] or (
            reading.word(at) in _COMMAS or reading.word(at) in book.words("clause_begins")
        ):
            return True
    return False


def things_in(reading: Reading) -> list[Hit]:
    """Pans to cook in: not `a pan to the door`."""
    found = [
        hit
        for hit in reading.hits.get("pan_things", ())
        if hit.end - hit.start > 2
        or reading.word(hit.end) not in _TO_SOMEWHERE
        or reading.words[hit.end - 1] not in ("pan", "pans")
    ]
    found = [hit for hit in found if not _takes_somebody(reading, hit.end)]
    return found + [
        Hit(at, at + 1)
        for at, word in enumerate(reading.words)
        if word in _PANS and (_handled(reading, at) or _hangs(reading, at))
    ]


def _takes_somebody(reading: Reading, behind: int) -> bool:
    """`The pan follows her`: no vessel does."""
    word, whom = reading.word(behind), reading.word(behind + 1)
    if word in ("and", ",", "plus", "then") and reading.word(behind + 2) in lexicon().words("camera_sure_nouns"):
        return True
    return word in ("follows", "takes", "carries", "brings", "leads", "chases") and (
        whom in ("her", "him", "them", "us") or whom[:1] == "{"
    )


def _hangs(reading: Reading, place: int) -> bool:
    """`Brass pans along the wall`, `with pans on hooks`: behind what is no subject, where a verb would stand."""
    before = reading.word(place - 1)
    if reading.words[place] != "pans" or not before.isalpha() or before.endswith("ly"):
        return False
    book = lexicon()
    return not (
        before in book.words("camera_like")
        or before in book.words("camera_adverbs")
        or before in book.words("clause_begins")
    ) and before not in ("it", "who", "that", "which", "and", "then", "operator", "whip", "swish", "snap", "flash")


def _handled(reading: Reading, place: int) -> bool:
    """Carries the sizzling pan, lifts a heavy copper pan: what somebody has in the hand, with no camera to do it."""
    at = place - 1
    numbers = lexicon().pairs("numbers")
    while at > place - 4 and at >= 0 and reading.words[at].isalpha() and reading.words[at] not in _DETERMINERS:
        if reading.words[at] in numbers:
            break
        at -= 1
    book = lexicon()
    if reading.words[place] == "pans" and reading.word(place - 1) in book.words("holding"):
        return True
    if reading.words[place] == "pans" and place == 0 and reading.word(1) in ("the", "a", "some", "her", "his", "two"):
        return True
    counted = reading.words[place] == "pans" and reading.word(at) in book.pairs("numbers")
    if (reading.word(at) not in _DETERMINERS and not counted) or reading.hits.get("camera_noun"):
        return False
    return reading.word(at - 1) in book.words("holding") or reading.word(at - 1) in book.words("handles")


def _is_camera(reading: Reading, hit: Hit, kind: str) -> bool:
    """Whether a move's name is meant for the camera, not for somebody who pushes or tilts something."""
    words = reading.words[hit.start : hit.end]
    if kind in ("pan", "orbit", "zoom", "roll") and (_of_a_thing(reading, hit) or _by_hand(reading, hit)):
        return False
    if kind in _SURE and not (kind in ("pan", "orbit", "zoom") and _somebody_before(reading, hit)):
        return True
    if any(
        word.startswith(("dolly", "dollies", "dollied", "track", "truck", "crane", "cranes", "jib")) for word in words
    ):
        return _camera_before(reading, hit) or not _somebody_before(reading, hit)
    if _camera_before(reading, hit):
        return True
    if words[0] in ("step", "steps"):
        return False
    following = reading.words[hit.end : hit.end + 2]
    if kind in ("dolly_in", "dolly_out") and words[-1] in _PARTICLES and _DETERMINERS.issuperset(following[:1] or "-"):
        # pushes in the drawer, pulls out a chair
        return False
    if reading.word(hit.start - 1) in (",", "then", "and") and _begins_with_move(reading, hit):
        return True
    if kind == "tilt" and lexicon().words("tilted_things").intersection(following):
        return False
    # a noun ("slow push-in") or a sentence that begins with the move
    begin = reading.sentence_of(hit.start)[0]
    before = reading.word(hit.start - 1)
    return (
        before in _BEFORE_NOUN
        or words[0] in _BEFORE_NOUN
        or before in lexicon().words("camera_pace")
        or (
            hit.start == begin
            and (words[0] in _BEGINNING or (reading.raw[begin][:1].isupper() and not words[0].endswith(("s", "ed"))))
        )
    )


_BEGINNING = frozenset({"push", "pull", "slow", "gentle", "dolly", "tilt", "forward", "vertical", "pulling", "pushing"})
_PARTICLES = frozenset({"in", "out", "back", "off", "away"})
_HANDHELD = frozenset({"handheld", "steadicam", "gimbal", "drone", "pov", "aerial", "mounted", "cam"})
_BEFORE_NOUN = frozenset({"a", "the", "one", "both"})
_SOMEBODY = frozenset({"her", "him", "them", "his", "their", "the", "a"})


def _of_a_thing(reading: Reading, hit: Hit) -> bool:
    """`The moth orbits`, `a drone zooms`: a noun of its own before a verb in the third person."""
    begin = reading.sentence_of(hit.start)[0]
    clauses = lexicon().words("clause_begins")
    begins = [at + 1 for at in range(begin, hit.start) if reading.words[at] in clauses or reading.words[at] == ","]
    before = reading.words[begins[-1] if begins else begin : hit.start]
    if not 1 < len(before) < 5 or before[0] not in _DETERMINERS or not reading.words[hit.start].endswith("s"):
        return False
    return hit.end - hit.start == 1 and lexicon().words("camera_like").isdisjoint(before)


def _by_hand(reading: Reading, hit: Hit) -> bool:
    """Done with a thumb or a stick: no camera does that."""
    if _camera_before(reading, hit):
        return False
    rest = reading.words[hit.end : reading.sentence_of(hit.start)[1]]
    if "with" not in rest:
        return False
    tool = rest[rest.index("with") + 1 :][:3]
    return tool[:1] in (["her"], ["his"], ["their"], ["its"], ["one"], ["both"], ["two"]) and bool(
        lexicon().words("body_tools").intersection(tool)
    )


def _begins_with_move(reading: Reading, hit: Hit) -> bool:
    """Whether the sentence is an order to the camera: push in, pull out."""
    begin = reading.sentence_of(hit.start)[0]
    return any(each.start == begin for name, _ in _LISTS for each in reading.hits.get(name, ()))


def _camera_before(reading: Reading, hit: Hit) -> bool:
    begin = reading.sentence_of(hit.start)[0]
    if "we" in reading.words[max(begin, hit.start - 3) : hit.start]:
        return True
    cameras = [camera for camera in reading.hits.get("camera_noun", ()) if begin <= camera.start <= hit.start]
    return bool(cameras) and not _somebody_acts(reading, cameras[-1].end, hit.start)


def _somebody_acts(reading: Reading, begin: int, end: int) -> bool:
    """The camera waits as she pulls back: somebody else stands right before the verb."""
    last = reading.word(end - 1) if end > begin else ""
    if last == "it":
        return False
    book = lexicon()
    if last in book.words("persons") or last in book.words("opening_pronouns") or last.startswith("{cast:"):
        return True
    return last.isalpha() and reading.word(end - 2) in ("a", "an", "the") and reading.word(end - 3) in _CLAUSES


def _somebody_before(reading: Reading, hit: Hit) -> bool:
    """Whether the sentence has somebody, and no camera, before the move."""
    begin = reading.sentence_of(hit.start)[0]
    before = reading.words[begin : hit.start]
    if _camera_before(reading, hit):
        return False
    book = lexicon()
    last = reading.word(hit.start - 1)
    if last in book.words("opening_pronouns") or last.startswith("{"):
        return True
    if begin == 0 and last in (",", "and", "then") and _is_deed(reading, before):
        return True
    return any(word in book.words("persons") for word in before) and reading.word(hit.start - 1) != ","


def _is_deed(reading: Reading, before: list[str]) -> bool:
    """`Swings the bucket, pans the gravel`: who acts is the subject of the beat, from the first word on."""
    book = lexicon()
    return (
        before[0].endswith("s")
        and before[0] in book.joined("main_verbs", "handles")
        and before[0] not in book.words("camera_names")
        and reading.word(1) in _SOMEBODY
    )


def _governed(reading: Reading, found: list[Move]) -> list[Move]:
    """The moves that clauses of the camera tell, besides those that have a name."""
    moves: list[Move] = []
    for move in [
        *_ridden(reading, [each.hit for each in found if each.kind == "still"]),
        *_led(reading),
        *governed(reading, list(found)),
    ]:
        if not _taken(found, move.hit) and not _taken(moves, move.hit):
            moves.append(move)
    return moves


def _taken(moves: list[Move], hit: Hit) -> bool:
    return any(each.hit.start < hit.end and hit.start < each.hit.end for each in moves if each.kind != "still")


_LEADING = frozenset(
    {"always", "never", "ever", "after", "before", "while", "by", "on", "still", "now", "then", "forever"}
)


def _led(reading: Reading) -> Iterator[Move]:
    """`Always circling, the camera never lands`: a participle before the camera it is of."""
    kinds = lexicon().kinds("camera_verbs")
    for camera in reading.hits.get("camera_noun", ()):
        begin = reading.sentence_of(camera.start)[0]
        before = reading.words[begin : camera.start]
        at = begin
        while at < camera.start and (reading.words[at].endswith("ly") or reading.words[at] in _LEADING):
            at += 1
        kind = kinds.get(reading.words[at], "")
        if kind and reading.words[at].endswith("ing") and "," in before[-2:]:
            yield Move(refined(reading, "travel" if kind == "travel_way" else kind, at + 1), Hit(at, at + 1))


def _ridden(reading: Reading, stills: list[Hit]) -> Iterator[Move]:
    """`Locked-off tripod, drifting left`: what behind a still camera goes on with it."""
    kinds, ways = lexicon().kinds("camera_verbs"), lexicon().words("camera_ways")
    for still_one in stills:
        comma = still_one.end + (reading.word(still_one.end) in _STANDS)
        comma += 2 if reading.words[comma : comma + 2] in (["in", "place"], ["in", "position"]) else 0
        place = comma + 1 if reading.word(comma) == "," else comma
        while reading.word(place) in _LEADING or reading.word(place).endswith("ly"):
            place += 1
        kind = kinds.get(reading.word(place))
        slowly = reading.word(place + 1).endswith("ly")
        behind = reading.word(place + 1 + slowly)
        about = kind in ("orbit", "track") and (behind in _SOMEBODY or behind[:1] == "{")
        if kind and reading.words[place].endswith("ing") and (behind in ways or about):
            yield Move(refined(reading, "travel" if kind == "travel_way" else kind, place + 1), Hit(place, place + 1))
    for place, word in enumerate(reading.words):
        if word in _HANDHELD and place < 4:
            at = place + 1 + (reading.word(place + 1) == ",")
            kind = kinds.get(reading.word(at))
            if kind and reading.words[at].endswith("ing") and reading.word(at + 1) in ways:
                yield Move(refined(reading, "travel" if kind == "travel_way" else kind, at + 1), Hit(at, at + 1))
        if (
            (word.startswith("camera") or word in CALLED_SO)
            and place
            and reading.words[place - 1] not in NO_PACE
            and (kind := kinds.get(reading.words[place - 1]))
            and (reading.words[place - 1].endswith("ing"))
        ):
            yield Move("travel" if kind == "travel_way" else kind, Hit(place - 1, place + 1))


def _distinct(moves: list[Move]) -> list[Move]:
    """One move where two lists found the same words."""
    found: list[Move] = []
    for move in moves:
        if found and move.hit.start < found[-1].hit.end and "still" not in (move.kind, found[-1].kind):
            if move.hit.end - move.hit.start > found[-1].hit.end - found[-1].hit.start:
                found[-1] = move
            continue
        if (
            found
            and move.kind == "orbit"
            and found[-1].kind in ("roll", "pan")
            and move.hit.start - found[-1].hit.end < 2
        ):
            # spins a full circle
            found[-1] = Move("orbit", Hit(found[-1].hit.start, move.hit.end))
            continue
        found.append(move)
    return found
