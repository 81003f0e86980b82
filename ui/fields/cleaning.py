"""Makes pasted text fit for a field: control characters out, one kind of line end, nothing of unwieldy size. Pure."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from ui.fields.mentions import OBJECT

LONGEST = 20_000
"""Characters a text of the draft holds."""
HUGE = 1_000_000
"""From this many characters on, a paste is not even looked at."""
_LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"}
_UNSEEN = {OBJECT, "\ufeff", "\ufffe", "\uffff"}


class Cleaned(NamedTuple):
    """A text without what cannot be written, and how many signs were left out."""

    text: str
    left_out: int


def clean(text: str, *, one_line: bool = False) -> Cleaned:
    """The text as a field takes it. Marks of direction, joiners and emoji stay."""
    for end, line in _LINE_ENDS.items():
        text = text.replace(end, line)
    text = text.replace("\t", " ")
    kept = "".join(sign for sign in text if sign == "\n" or not _unwritable(sign))
    left_out = len(text) - len(kept)
    if one_line:
        kept = " ".join(part.strip() for part in kept.split("\n") if part.strip()) if "\n" in kept else kept
    return Cleaned(kept, left_out)


def _unwritable(sign: str) -> bool:
    return sign in _UNSEEN or unicodedata.category(sign) in ("Cc", "Cs")
