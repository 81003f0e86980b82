"""Holds hair, beards, eyes and glasses in a text against what the cast has of the same kind."""

from __future__ import annotations

import re
from functools import lru_cache

from app.domain.draft import CastMember
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import read

_KINDS = ("hair_words", "beard_words", "eye_words", "glasses_words")
_GOODS = frozenset({"band", "bands", "holder", "pin", "pins", "clip", "clips", "elastic", "ribbon", "net", "tie"})
"""What is only for a braid or a bun."""
_IS = frozenset({"is", "are", "now", "was", "were"})
_BETWEEN = _IS | {",", "all", "suddenly", "jet", "very", "dyed", "gone", "cut", "cropped"}
_FOR_NOW = frozenset({"with", "of", "in", "from", "under", "against", "as", "like", "by", "on", "to", "again"})
"""What leads to dust, light or wind: hair that is white with flour is no other hair."""


@lru_cache(maxsize=256)
def own_of(identity: tuple[str, ...], wardrobe: str, noun: str) -> frozenset[str]:
    """The words that the cast has for what a noun names: `black bob` for a ponytail, not `cheeks flushed red`."""
    told = [piece for text in (*identity, wardrobe) for piece in _pieces(text)]
    book = lexicon()
    for kind in _KINDS:
        if noun in book.words(kind):
            same = [piece for piece in told if not book.words(kind).isdisjoint(piece)]
            told = same or told
            break
    return frozenset(word for piece in told for word in piece)


def _pieces(text: str) -> list[list[str]]:
    """What stands between commas, or is joined by `and` where each side names a feature of its own."""
    features = lexicon().joined(*_KINDS)
    found: list[list[str]] = []
    for part in re.split("[,;]", text):
        sides = [read(side).words for side in re.split(r"\b(?:and|with|under|above|behind)\b", part)]
        if len(sides) > 1 and all(not features.isdisjoint(side) for side in sides):
            found += sides
        else:
            found.append(read(part).words)
    return found


def other_style(words: list[str], begin: int, place: int, member: CastMember) -> bool:
    """Whether a ponytail is told of somebody who has a bob: hair that is cut or bound in one way is not in another."""
    styles = lexicon().pairs("hair_styles")
    word = words[place]
    if word not in styles or not _GOODS.isdisjoint(words[place + 1 : place + 2]):
        return False
    if word in ("bun", "buns") and begin == place:
        # one of bread
        return False
    own = own_of(tuple(member.identity), member.wardrobe, word)
    kind = next((lexicon().words(kind) for kind in _KINDS if word in lexicon().words(kind)), frozenset())
    mine = {group for each in own if each in styles and each in kind for group in str(styles[each]).split()}
    return bool(mine) and mine.isdisjoint(str(styles[word]).split())


def now_other(words: list[str], place: int, own: frozenset[str]) -> str:
    """`Her hair, now jet black`: what is said of hair or a beard behind it, and is not so in the cast."""
    book = lexicon()
    if _IS.isdisjoint(words[place + 1 : place + 4]) or words[place] not in book.joined("hair_words", "beard_words"):
        return ""
    at = place + 1
    while at < len(words) and words[at] in _BETWEEN:
        at += 1
    if at >= len(words) or words[at] not in book.words("looks_told") or words[at] in own:
        return ""
    return "" if not _FOR_NOW.isdisjoint(words[at + 1 : at + 2]) else words[at]


SHAVEN = frozenset({"shaven", "shaved", "beardless", "smooth", "hairless", "unshaven", "bearded", "stubbled"})
"""Words that say whether anything grows in a face or on a head."""
_FACE = frozenset({"chin", "chins", "cheek", "cheeks", "jaw", "jaws", "jawline", "face", "lip"})
_SKULL = frozenset({"head", "scalp", "skull", "pate", "crown"})
_GROWN = frozenset(
    {"beard", "bearded", "stubble", "stubbled", "goatee", "moustache", "mustache", "whiskers", "unshaven"}
)
_BARE_HEAD = frozenset({"bald", "balding", "shaven", "shaved", "hairless", "tonsure"})
_LONG = frozenset(
    {
        "long",
        "curly",
        "curls",
        "braids",
        "braid",
        "plait",
        "plaits",
        "ponytail",
        "dreadlocks",
        "bob",
        "bun",
        "wavy",
        "afro",
    }
)
_RAZOR = frozenset({"razor", "shaves", "shaving", "shave", "foam", "barber", "half", "trims"})
_LED = 8
"""How far what is said of a chin stands before it."""


def shaven(words: list[str], member: CastMember) -> str:
    """What is told of a face or a head that has no hair where the cast has it, or the other way round."""
    if not _RAZOR.isdisjoint(words):
        return ""
    told = [word for text in member.identity for word in read(text).words]
    clean = _is_clean(told)
    grown, bare = not _GROWN.isdisjoint(told) and not clean, not _BARE_HEAD.isdisjoint(told) and not clean
    for place, word in enumerate(words):
        led = words[max(0, place - _LED) : place]
        if word not in _FACE | _SKULL or {"his", "her", "their"}.isdisjoint(led) or {"of", "a"}.intersection(led[-2:]):
            continue
        led = led[max(at for at, each in enumerate(led) if each in ("his", "her", "their")) + 1 :]
        rough = not _GROWN.isdisjoint(led)
        smooth = not rough and not SHAVEN.isdisjoint(led)
        if (word in _FACE and ((smooth and grown) or (rough and clean))) or (
            word in _SKULL and smooth and "smooth" not in led and not bare and not _LONG.isdisjoint(told)
        ):
            return " ".join([*led, word])
    return ""


def _is_clean(told: list[str]) -> bool:
    """Whether somebody has no beard by the words of the cast."""
    return "beardless" in told or any(
        word in ("shaven", "shaved") and told[place - 1 : place] in (["clean"], ["smooth"], ["close"])
        for place, word in enumerate(told)
    )
