"""Puts Chinese sentences together: full-width marks, no spaces between clauses, seconds as crews say them."""

from __future__ import annotations

from collections.abc import Iterable

from app.prompting.fit import NEAR_HALF, number
from app.prompting.spans import Phrase, Piece, joined, plain, trimmed

_CLOSED = "!?…！？"
_STOPS = f"{_CLOSED}。."
_QUOTES = "”’\"'」』"
_NUMBERS = "零一两三四五六七八九十"


def stop(phrase: Phrase) -> Phrase:
    """A phrase as a sentence with its full stop; nothing where there are no words."""
    kept = list(phrase)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if not kept:
        return []
    text = plain(kept).rstrip()
    if text[-1] in _QUOTES and text.rstrip(_QUOTES)[-1:] in tuple(_STOPS):
        return kept
    if text[-1] in _CLOSED:
        return kept
    kept = trimmed(kept)
    return [*kept, Piece("。")] if kept else []


def stops(phrases: Iterable[Phrase]) -> Phrase:
    """Each phrase as a sentence, side by side."""
    return [piece for phrase in phrases for piece in stop(phrase)]


def clauses(phrases: Iterable[Phrase]) -> Phrase:
    """Phrases with a comma between; empty ones are left out."""
    return joined(phrases, "，")


def listed(phrases: Iterable[Phrase]) -> Phrase:
    """Phrases as one list."""
    return joined(phrases, "、")


def labelled(label: str, phrase: Phrase) -> Phrase:
    """A line with its label, `光线：…`; nothing where there is nothing to say."""
    inner = trimmed(phrase)
    return [Piece(f"{label}："), *inner] if inner else []


def beside(one: Phrase, other: Phrase) -> Phrase:
    """Two phrases without anything between, or a space where both are in letters that need one."""
    if not one or not other:
        return one or other
    last, first = plain(one)[-1:], plain(other)[:1]
    return [*one, Piece(" "), *other] if _is_latin(last) and _is_latin(first) else [*one, *other]


def _is_latin(sign: str) -> bool:
    return bool(sign) and sign < "ɐ" and (sign.isalnum() or sign in ".,;:!?)\"'")


def spoken(seconds: float) -> str:
    """Seconds as a sentence says them: `半秒`, `一秒半`, `两秒`, `3.3秒`, `14秒`."""
    halves = round(seconds * 2)
    whole, half = divmod(halves, 2)
    if abs(seconds - halves / 2) > NEAR_HALF or halves <= 0 or whole >= len(_NUMBERS):
        return f"{number(round(seconds, 1))}秒"
    if halves == 1:
        return "半秒"
    return f"{_NUMBERS[whole]}秒{'半' if half else ''}"
