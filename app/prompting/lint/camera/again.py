"""Tells where a text goes on with the camera that it named before: by `it`, or by the frame that does not move."""

from __future__ import annotations

from collections.abc import Mapping

from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import Reading

_LATER = frozenset({"later", "then", "next", "after", "afterwards", "finally", "soon", "now", "once", "there"})
FRAMED = frozenset({"close", "medium", "single", "off", "down"})
"""Sizes of a still framing that may be the last word of it."""


FILMED_BY = frozenset({"seen", "filmed", "watched", "shot", "observed", "told", "recorded", "caught"})
"""Before `by a camera that …`: it does something itself."""
_SHOWN = frozenset(
    [
        *("view", "shot", "image", "angle", "lens", "position", "placement", "setup", "set-up", "composition", "cam"),
        *("frames", "shots", "views", "angles", "setups", "set-ups", "compositions", "takes", "tripods", "camerawork"),
    ]
)


def names_frame(reading: Reading, end: int) -> bool:
    """`A locked frame that glides`, `a static close-up that pulls out`: what does not move, and then does."""
    if reading.words[end - 1] in ("frame", "framing", "take", "wide", "tripod"):
        return True
    if reading.words[end - 1] in _SHOWN:
        return reading.word(end) in ("that", "which")
    if reading.words[end - 1] in ("off", "down") and reading.word(end) in lexicon().words("still_heads"):
        return reading.word(end + 1) in ("that", "which")
    return reading.words[end - 1] in FRAMED and reading.word(end + 1) in ("that", "which")


def is_camera_again(reading: Reading, place: int) -> bool:
    """`The camera waits. It pans`: what only a camera does, where a camera was told of before and nobody else."""
    behind = reading.word(place + 1)
    if behind not in lexicon().words("camera_names"):
        return behind in lexicon().kinds("camera_verbs") and _goes_on(reading, place)
    before = reading.words[:place]
    if lexicon().words("persons").isdisjoint(before) and any(
        camera.start < place for camera in reading.hits.get("camera_noun", ())
    ):
        return not any(word.startswith("{cast") for word in before)
    return False


def _goes_on(reading: Reading, place: int) -> bool:
    """`The frame never shifts; it slides`, `the lens creeps toward the door; a beat later it swings left`."""
    begin = reading.sentence_of(place)[0]
    if begin < 1:
        return False
    first, last = reading.sentence_of(begin - 2 if begin > 1 else 0)
    cameras = reading.hits.get("camera_noun", ())
    if not any(camera.start - first < 3 and camera.start >= first for camera in cameras):
        return False
    told = reading.words[first:last]
    if place > begin:
        return not _LATER.isdisjoint(reading.words[begin:place]) and place - begin < 4
    return len(told) < 6 and _NAMED.isdisjoint(told[2:])


_NAMED = frozenset({"a", "an", "the", "her", "his", "their", "on", "at"})


_ASIDES = frozenset({"like", "as", "unlike", "which", "that", "without", "never", "having", "patient", "with"})
"""What an aside between a camera and its verb begins with."""
_ASIDE_REACH = 14


def behind_aside(reading: Reading, begin: int, end: int, verbs: Mapping[str, str]) -> int:
    """Where the verb of a camera is to be sought: behind `, like a thought that will not settle,` if that is there."""
    words = reading.words
    if begin + 2 >= end or words[begin] != "," or words[begin + 1] not in _ASIDES:
        return begin
    for place in range(begin + 3, min(end - 1, begin + _ASIDE_REACH)):
        if words[place] == ",":
            at = place + 1 + (words[place + 1].endswith("ly") and place + 2 < end)
            return place if words[at] in verbs and words[at].endswith("s") else begin
    return begin
