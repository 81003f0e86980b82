"""Tells in which language the texts of a draft are, and whether that is the language of its prompt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from app.domain.finding import Finding
from app.prompting.lint.face import Case, found, mend, put
from app.prompting.lint.fields import Field

LEAST = 6
"""Chinese signs from which a draft is said to be in Chinese."""
_FEW = 24
"""Letters from which a draft is said to be in another language."""


class Signs(NamedTuple):
    """How many signs of each script a text has."""

    han: int
    other: int
    """Kana and hangul: what looks Chinese beside them is not."""
    latin: int


@lru_cache(maxsize=4096)
def signs(text: str) -> Signs:
    """The signs of a text, its tokens counted as letters."""
    if text.isascii():
        return Signs(0, 0, sum(map(str.isalpha, text)))
    han = sum("\u3400" <= sign <= "\u9fff" for sign in text)
    other = sum("\u3040" <= sign <= "\u30ff" or "\uac00" <= sign <= "\ud7af" for sign in text)
    return Signs(han, other, sum(map(str.isalpha, text)) - han - other)


def tongue(fields: Iterable[Field], votes: int) -> str:
    """`zh`, `en`, `other`, or nothing where it cannot be told. `votes` are those for English, below 0 against it."""
    han = other = latin = against = 0
    for field in fields:
        one = signs(field.text)
        han, other, latin = han + one.han, other + one.other, latin + one.latin
        against += min(field.reading.votes, 0) if one.han else 0
    if other * 8 > han + other:
        return "other"
    if han >= LEAST and han * 3 >= latin:
        return "zh"
    votes -= 0 if other else against
    if latin < _FEW or not votes:
        return ""
    return "en" if votes > 0 else "other"


def is_chinese(text: str) -> bool:
    """Whether a text by itself is in Chinese: some signs of it, no kana, hardly a letter."""
    one = signs(text)
    return one.han >= LEAST and not one.other and one.han * 3 >= one.latin


def has_chinese(text: str) -> bool:
    """Whether a text holds signs of Chinese, and no kana."""
    one = signs(text)
    return one.han > 1 and not one.other


def text_language(case: Case, spoken: str) -> Iterator[Finding]:
    """The texts are in another language than the program's words about them."""
    asked = case.draft.language
    if not spoken or spoken == asked:
        return
    if spoken == "other":
        yield found(case, "text_language", "hint", "language", variant=f"other_{asked}")
        return
    fix = mend(f"speak_{spoken}", [put("language", spoken)])
    yield found(case, "text_language", "warning", "language", variant=spoken, fix=fix)
