"""How large each size of shot shows its target and through which lens, so that a framing is true to its name."""

from __future__ import annotations

import re

from app.domain.draft import Draft, Shot

FRAME_HEIGHTS = {
    "ews": 6.0,
    "ws": 1.55,
    "mws": 1.05,
    "cowboy": 0.8,
    "ms": 0.62,
    "mcu": 0.42,
    "cu": 0.30,
    "ecu": 0.14,
    "two": 0.72,
    "group": 1.3,
    "ots": 0.55,
    "pov": 0.9,
    "insert": 0.24,
    "macro": 0.09,
}
"""Height of the frame in heights of the figure, by size of shot."""
OBJECT_HEIGHTS = {
    "ews": 14.0,
    "ws": 7.0,
    "mws": 5.0,
    "cowboy": 4.0,
    "ms": 3.2,
    "mcu": 2.4,
    "cu": 1.75,
    "ecu": 0.9,
    "two": 4.0,
    "group": 6.0,
    "ots": 3.2,
    "pov": 4.0,
    "insert": 1.9,
    "macro": 0.75,
}
"""The same for things, in the larger of their sides; those taller than two people are framed as people are."""
DETAILS = {"insert": 1.0, "cu": 1.5, "ecu": 0.6, "macro": 0.35}
"""Metres of frame at most in which a size that shows a detail shows a thing, however large that is."""
LENSES = {
    "ews": 24.0,
    "ws": 27.0,
    "mws": 32.0,
    "cowboy": 35.0,
    "ms": 40.0,
    "mcu": 50.0,
    "cu": 57.0,
    "ecu": 85.0,
    "two": 35.0,
    "group": 30.0,
    "ots": 45.0,
    "pov": 28.0,
    "insert": 60.0,
    "macro": 100.0,
}
"""Millimetres, full frame, where neither shot nor look names a lens."""
NAMED_LENSES = {"fisheye": 15.0, "ultra_wide": 16.0, "anamorphic": 40.0, "macro": 100.0}
_SIZE_WORDS = (
    ("ecu", r"extreme close"),
    ("mcu", r"medium close|chest"),
    ("cu", r"close|face"),
    ("ews", r"extreme(?:ly)? wide|establish|very wide"),
    ("mws", r"medium wide|full"),
    ("cowboy", r"thigh|american|knee"),
    ("ms", r"medium|waist|mid"),
    ("ws", r"wide|long|full"),
    ("insert", r"insert|detail"),
    ("macro", r"macro"),
    ("ots", r"shoulder"),
    ("pov", r"first.person|point of view"),
    ("two", r"\btwo"),
    ("group", r"group"),
)


def size_id(text: str) -> str:
    """The size of shot that a framing's words mean; a wide shot where they mean none."""
    low = text.lower().strip()
    if low in FRAME_HEIGHTS:
        return low
    return next((name for name, words in _SIZE_WORDS if re.search(words, low)), "ws")


def lens_of(draft: Draft, shot: Shot, size: str) -> float:
    """Millimetres of a shot's lens."""
    for text in (shot.lens, draft.look.lens):
        number = re.search(r"(\d{1,3})(?:\s*(?:mm|-|–)|$|_)", text.lower()) or re.search(r"(\d{2,3})", text)
        if number and 6 <= float(number[1]) <= 400:
            return float(number[1])
        for name, millimetres in NAMED_LENSES.items():
            if name in text.lower().replace("-", "_").replace(" ", "_"):
                return millimetres
    return LENSES[size]
