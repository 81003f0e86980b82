"""Finds clothes in other words than the wardrobe has, and whose looks a text tells."""

from __future__ import annotations

from app.domain.draft import CastMember
from app.domain.finding import Finding
from app.prompting.lint.face import told
from app.prompting.lint.facts import BeatFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.reading.text import read

_TOLD_IN = frozenset({"subject", "action", "ends_as"})
_ON = frozenset(
    {"in", "shrugs", "wearing", "wears", "her", "his", "zips", "buttons", "dons", "fastens", "unzips", "unbuttons"}
)
_PUT_ON = frozenset({"in", "shrugs", "wearing", "wears", "dressed"})
_NO_LOOK = frozenset(
    {
        *("a", "the", "her", "his", "in", "its", "wet", "own", "of", "and", "open", "left", "right", "one", "both"),
        *("each", "an", "buttoned", "torn", "muddy", "damp", "heavy", "dusty", "loose", "folded"),
    }
)
"""What stands before a garment and tells nothing of how it was made."""
_PARTS = frozenset(
    {"pocket", "pockets", "hook", "rack", "hanger", "stand", "sleeve", "button", "tail", "tails", "collar"}
)
_REACH = 5


def dressed_anew(fact: BeatFacts, cast: tuple[CastMember, ...]) -> Finding | None:
    """Clothes in other words than the wardrobe has."""
    clothes = lexicon().words("clothes")
    for field in fact.fields:
        if field.name not in _TOLD_IN or clothes.isdisjoint(field.reading.words):
            continue
        words = field.reading.words
        for place, word in enumerate(words):
            if word not in clothes or not place or not lexicon().words("persons").isdisjoint(words[:place]):
                continue
            member = wearer(cast, fact, words[:place])
            if member is not None and (said := other_clothes(words, place, member)):
                label = member.label or member.id
                return told("identity", field.path, variant="clothes", said=said, label=label)
    return None


def other_clothes(words: list[str], place: int, member: CastMember) -> str:
    """The garment at a place with its look, where the wardrobe has it otherwise; empty where it has not."""
    book, word = lexicon(), words[place]
    own = f" {' '.join(member.identity)} {member.wardrobe} ".lower()
    near = words[max(0, place - _REACH) : place]
    if "and" in near:
        near = words[max(0, place - 2 * _REACH) : place]
    if _ON.isdisjoint(near) or book.words("clothes").isdisjoint(read(own).words):
        return ""
    if words[place + 1 : place + 2] and words[place + 1] in _PARTS:
        return ""
    look = words[place - 1]
    looked = look.isalpha() and look not in _NO_LOOK
    if f" {word}" in own:
        looks = book.words("garment_looks")
        others = [each for each in near if each in looks and each not in own]
        if others or (looked and look not in own):
            return f"{others[0] if others else look} {word}"
        return ""
    outer = book.words("outer_clothes")
    if word in outer and any(each in own for each in outer) and (looked or _is_in(words, place)):
        return f"{look} {word}"
    return ""


def _is_in(words: list[str], place: int) -> bool:
    """`Ines, wearing a parka`, `Ines in a parka`: somebody is dressed in it, not a tin wrapped."""
    at = next((at for at in range(place - 1, max(0, place - _REACH), -1) if words[at] in _PUT_ON), 0)
    return at > 0 and (words[at - 1] in (",", "now") or words[at - 1].startswith("{cast:") or at == 1)


def wearer(cast: tuple[CastMember, ...], fact: BeatFacts, before: list[str]) -> CastMember | None:
    """Whose looks are told behind these words: the last who is named, or the subject of the beat."""
    tokens = [word for word in before if word.startswith("{cast:")]
    token = tokens[-1] if tokens else fact.beat.subject.strip().lower()
    name = token.removeprefix("{cast:").removesuffix("}")
    known = next((member for member in cast if member.id == name or member.label.lower() == token), None)
    return known or next((member for member in cast if member.label.strip() and _leads(member, before)), None)


def _leads(member: CastMember, words: list[str]) -> bool:
    label = member.label.lower().split()
    starts = (words[place : place + len(label)] for place in (0, 1) if len(words) > place)
    return any(start in (label, [*label[:-1], f"{label[-1]}'s"]) for start in starts)
