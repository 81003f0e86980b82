"""Finds where a text says that the camera does not move."""

from __future__ import annotations

from collections.abc import Iterator

from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Hit, Reading

_NONE = frozenset({"no", "without", "zero", "minus", "sans", "nil"})
_SOLID = frozenset({"rooted", "rigid", "planted", "pinned", "glued", "still"})
"""Before a thing they are of it as well; before a camera they are the camera's."""
_ALTHOUGH = frozenset({"although", "though", "while", "still", "supposedly", "forever", "always"})
_MASTS = frozenset({"tripod", "framing", "composition"})


def still(reading: Reading) -> Iterator[Hit]:
    """Every place that says so."""
    known: set[int] = set()
    for hit in reading.hits.get("still_camera", ()):
        if _is_of_a_thing(reading, hit) or _is_aimed(reading, hit):
            continue
        if reading.word(hit.start) in ("no", "without") or not reading.negated(hit.start):
            known.add(hit.start)
            yield _with_head(reading, hit)
    for camera in reading.hits.get("camera_noun", ()):
        end = _stays(reading, camera.end) or _never_stirs(reading, camera.end + (reading.word(camera.end) == "that"))
        if end and camera.start not in known:
            yield Hit(camera.start, end)
    unmoved = lexicon().words("unmoved")
    yield from _rooted(reading, unmoved)
    for place, word in enumerate(reading.words):
        end = 0
        if word in _MASTS:
            end = _stays(reading, place + 1) or _never_stirs(reading, place + 1 + (reading.word(place + 1) == "that"))
        elif place not in known and (word in _NONE or word in unmoved):
            end = _no_motion(reading, place) if word in _NONE else _before_camera(reading, place)
        if end:
            yield _with_head(reading, Hit(place, end))


def _with_head(reading: Reading, hit: Hit) -> Hit:
    """With what stands behind it and is the camera as well: `motionless tripod frame`, `still camera position`."""
    end, heads = hit.end, lexicon().words("still_heads")
    while reading.word(end) in heads or reading.word(end) in _POSITIONS:
        end += 1
    return Hit(hit.start, end) if end > hit.end else hit


_POSITIONS = frozenset({"position", "positions", "placement", "setups", "set-ups", "setup", "set-up"})


def _is_of_a_thing(reading: Reading, hit: Hit) -> bool:
    """A bolted-down table, a lathe locked off beside her: how a thing stands that is named right by it."""
    words = reading.words[hit.start : hit.end]
    if words not in (["bolted", "down"], ["locked", "off"], ["locked", "down"], ["nailed", "down"]):
        return False
    book, behind = lexicon(), reading.word(hit.end)
    if reading.word(hit.start - 1) in _ARTICLES:
        return behind.isalpha() and not (behind in book.words("still_heads") or behind in book.words("still_between"))
    return _names_a_thing(reading, hit.start)


_ARTICLES = frozenset({"a", "an", "the", "her", "his", "their", "its", "this", "that", "some"})
_IS = frozenset({"is", "are", "was", "stays", "remains", "now", "still", "already", "firmly", "stands", "sits", ","})


def _names_a_thing(reading: Reading, place: int) -> bool:
    """Whether a thing that is no camera is named right before a place: `the valve`, `a sewing machine is`."""
    begin, at = reading.sentence_of(place)[0], place - 1
    while at > begin and (reading.words[at] in _IS or reading.words[at].endswith("ly")):
        at -= 1
    noun, book = at, lexicon()
    films = book.joined("camera_like", "still_heads", "camera_gear")
    while at >= begin and at > noun - 4:
        word = reading.words[at]
        if word in _ARTICLES:
            return at < noun and reading.words[noun] not in book.words("persons")
        if word in films or not word.isalpha():
            return False
        at -= 1
    return False


def _is_aimed(reading: Reading, hit: Hit) -> bool:
    """Fixed on somebody, who may go: not fixed on a tripod."""
    if reading.words[hit.end - 1] not in ("fixed", "locked") or reading.word(hit.end) != "on":
        return False
    return _STANDS.isdisjoint(reading.words[hit.end + 1 : hit.end + 5])


_STANDS = frozenset({"tripod", "sticks", "spot", "mount", "stand", "wall", "ceiling", "post", "floor", "bracket"})


def _rooted(reading: Reading, unmoved: frozenset[str]) -> Iterator[Hit]:
    """`Rooted to the spot, the camera …`, `the picture never moves`."""
    for picture in reading.hits.get("camera_maybe", ()):
        if end := _never_stirs(reading, picture.end):
            yield Hit(picture.start, end)
    for camera in reading.hits.get("camera_noun", ()):
        begin = reading.sentence_of(camera.start)[0]
        begin += reading.words[begin] in _ALTHOUGH
        begin += reading.words[begin].endswith("ly") or reading.words[begin] in lexicon().words("utterly")
        if not lexicon().words("persons").isdisjoint(reading.words[begin : camera.start]):
            continue
        if reading.words[begin] in unmoved and "," in reading.words[max(begin, camera.start - 2) : camera.start]:
            yield Hit(begin, camera.end)


def _stays(reading: Reading, at: int) -> int:
    """Where `stays utterly still`, `sits dead level and motionless` or a bare `motionless` ends; 0 where it moves."""
    book = lexicon()
    if reading.word(at) == ",":
        after = at + 1 + (reading.word(at + 1).endswith("ly") or reading.word(at + 1) in book.words("utterly"))
        at += reading.word(after) in book.words("unmoved")
    if reading.word(at) in book.words("staying"):
        at += 1
    while reading.word(at).endswith("ly") or reading.word(at) in book.words("utterly"):
        at += 1
    aimed = reading.word(at + 1) == "on" and reading.word(at) in ("fixed", "locked", "trained")
    return at + 1 if reading.word(at) in book.words("unmoved") and not aimed and not reading.negated(at) else 0


def _never_stirs(reading: Reading, at: int) -> int:
    """Where `never stirs`, `does not move`, `refuses to budge` ends."""
    words = reading.words[at : at + 5]
    for place, word in enumerate(words):
        if word in lexicon().words("stirs"):
            before = words[:place]
            denied = any(
                each in ("never", "not", "refuses", "neither", "no") or each.endswith("n't") for each in before
            )
            follows = words[place + 1 : place + 2]
            return at + place + 1 if denied and follows not in (["with"], ["until"], ["closer"]) else 0
        if word not in _BEFORE_STIRS and not word.endswith(("ly", "n't")):
            return 0
    return 0


_BEFORE_STIRS = frozenset(
    {"never", "does", "do", "will", "not", "once", "ever", "itself", "refuses", "to", "at", "all"}
)


def _no_motion(reading: Reading, place: int) -> int:
    """Where `without any camera motion`, `zero movement of the lens` ends; the camera has to be named."""
    behind = reading.words[place + 1 : place + 7]
    for at, word in enumerate(behind):
        if word in lexicon().words("motion"):
            own = behind[:at]
            of = behind[at + 1 : at + 4]
            named = "camera" in own or "camera's" in own or "lens" in own or (of[:1] == ["of"] and "camera" in of)
            return place + at + 2 if named or (of[:2] in (["by", "the"], ["from", "the"]) and "camera" in of) else 0
        if word in (".", ",", ";"):
            return 0
    return 0


def _before_camera(reading: Reading, place: int) -> int:
    """Where `static, nailed-down shot`, `a completely stationary high frame` ends."""
    word = reading.words[place]
    named = reading.word(place + 1) in ("camera", "cam", "shot", "frame")
    if (word in ("put", "parked", "pinned") and not named) or reading.negated(place):
        return 0
    book = lexicon()
    unmoved, between = book.words("unmoved"), book.words("still_between")
    for at in range(place + 1, place + 6):
        behind = reading.word(at)
        if behind in book.words("still_heads"):
            utterly = reading.word(place - 1) in ("dead", "stock", "rock") or reading.word(place - 1).endswith("ly")
            goes = behind == "frame" and reading.word(at + 1) in ("that", "which")
            sure = behind in ("camera", "cameras", "tripod", "shot", "lens", "camerawork") or goes
            if word in _SOLID and not utterly and not sure:
                return 0
            return at + 1
        if behind != "," and behind not in between and behind not in unmoved and not behind.endswith("ly"):
            return 0
    return 0
