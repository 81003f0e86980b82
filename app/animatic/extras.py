"""Gives a body to whom a draft only mentions: beats whose subject is no member of the cast, and the empty stage."""

from __future__ import annotations

import re
from typing import Literal

from app.animatic.props import furnishings, shape_of
from app.animatic.wording import named, plain
from app.domain.draft import CastMember, Draft

NOBODY = "nobody"
"""The id of the plain figure that stands on a stage on which nothing is written yet, so that a framing is seen."""
MOST = 4
_PEOPLE = re.compile(
    r"\b(?:man|men|woman|women|boy|girl|child|kid|person|people|somebody|someone|stranger|friend|mother|father|sister|"
    r"brother|daughter|son|wife|husband|grandm\w+|grandf\w+|old(?:er)? \w+|he|she|they|baker|cook|chef|waiter|waitress|"
    r"driver|dancer|runner|player|singer|teacher|doctor|nurse|worker|farmer|painter|guard|soldier|sailor|fisher\w*|"
    r"detective|barista|hero(?:ine)?|actor|actress|model|host|clerk|keeper|courier|artist|pilot|captain|robot)s?\b|"
    r"人|女|男|孩|她|他|母|父|师|员"
)
_ANIMALS = re.compile(r"\b(?:dog|cat|horse|bird|fox|wolf|bear|gull|crow|hound|puppy|kitten|deer|cow)s?\b|狗|猫|马|鸟")
_NATURE = re.compile(r"^(?:wind|rain|snow|light|sun|fog|mist|water|sea|smoke|fire|night|silence|music|camera|it)\b")


def populated(draft: Draft) -> Draft:
    """The draft with a cast that includes whoever only its beats name. The draft itself where they name nobody new."""
    found: dict[str, CastMember] = {}
    for shot in draft.shots:
        for beat in shot.beats:
            text = plain(draft, beat.subject).strip(" .")
            kind = _kind(text) if text and named(draft, beat.subject) is None else None
            if kind and text.lower() not in found and len(found) < MOST:
                member = CastMember(id=f"extra-{len(found) + 1}", label=text[:60], kind=kind, identity=(text[:200],))
                found[text.lower()] = member
    if not found and _is_blank(draft):
        found[""] = CastMember(id=NOBODY)
    return draft.replace(cast=(*draft.cast, *found.values())) if found else draft


def _kind(text: str) -> Literal["human", "animal"] | None:
    """human or animal, None for what is no figure."""
    low = text.lower()
    if _NATURE.search(low.removeprefix("the ")) or re.search(r"\bcamera\b", low):
        return None
    if _ANIMALS.search(low):
        return "animal"
    if _PEOPLE.search(low):
        return "human"
    is_name = re.fullmatch(r"[A-Z][a-zé]+(?: [A-Z][a-zé]+)?", text) is not None
    return "human" if is_name and not shape_of(text).known else None


def _is_blank(draft: Draft) -> bool:
    place = draft.place
    texts = (place.setting, place.foreground, place.midground, place.background)
    said = any(beat.subject.strip() or beat.action.strip() for shot in draft.shots for beat in shot.beats)
    return not draft.cast and not place.props and not said and not any(furnishings(text) for text in texts)
