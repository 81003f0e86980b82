"""Turns a draft's own texts into what stands in the picture: tokens become labels, a beat becomes one sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from app.animatic.space import Vec
from app.domain.draft import Beat, Draft

Words = Callable[..., str]
"""Gives the sentence of an id with arguments, like `app.strings.tr`."""

_TOKEN = re.compile(r"\{(cast|prop|place):([a-z0-9_-]+)\}")
_VARIABLE = re.compile(r"\{([a-z0-9_-]+)\}")
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]")
_ENDS = ".!?…。！？"


def plain(draft: Draft, text: str) -> str:
    """A text with its tokens exchanged for labels and its variables for their defaults, on one line."""
    shown = _TOKEN.sub(lambda match: label(draft, match[1], match[2]), text)
    defaults = {variable.id: variable.default or variable.label for variable in draft.variables}
    shown = _VARIABLE.sub(lambda match: defaults.get(match[1], match[1]), shown)
    return " ".join(shown.split())


def label(draft: Draft, kind: str, item_id: str) -> str:
    """The name of a member of the cast or a prop; its id where it has none."""
    item = draft.cast_member(item_id) if kind == "cast" else draft.prop(item_id)
    return (item.label if item else "") or item_id.replace("_", " ").replace("-", " ")


def token(text: str) -> tuple[str, str] | None:
    """The first token in a text as (kind, id)."""
    match = _TOKEN.search(text)
    return (match[1], match[2]) if match else None


def named(draft: Draft, text: str) -> tuple[str, str] | None:
    """What a text names, by token, by id, or by a label in it: ("cast" or "prop", id)."""
    found = token(text)
    if found or not text.strip():
        return found
    low = text.lower().strip()
    things = [("cast", member.id, member.label) for member in draft.cast]
    things += [("prop", prop.id, prop.label) for prop in draft.place.props]
    for kind, item_id, name in things:
        if low in (item_id, name.lower()):
            return kind, item_id
    inside = [(len(name), kind, item_id) for kind, item_id, name in things if name and _has(low, name.lower())]
    return max(inside)[1:] if inside else None


def sentence(draft: Draft, beat: Beat, words: Words) -> tuple[str, str]:
    """A beat as (link word, the rest of the sentence)."""
    evidence = plain(draft, beat.link.evidence).rstrip(_ENDS + ",;")
    subject, action = plain(draft, beat.subject), plain(draft, beat.action)
    if subject and action.lower().startswith(subject.lower()):
        subject = ""
    body = joined(subject, action)
    link = "" if beat.link.type == "opens" or not (evidence or body) else words(f"animatic.link.{beat.link.type}")
    text = f"{evidence}{'，' if _CJK.search(body) else ', '}{body}" if evidence and body else evidence or body
    if text and not link:
        text = text[0].upper() + text[1:]
    if text and text[-1] not in _ENDS:
        text += "。" if _CJK.match(text[-1]) else "."
    return link, text


def joined(first: str, second: str) -> str:
    """Two texts side by side, with the space their writing wants."""
    if not first or not second:
        return first or second
    space = "" if _CJK.match(first[-1]) and _CJK.match(second[0]) else " "
    return f"{first}{space}{second}"


def direction_in(text: str) -> Vec | None:
    """The way the words of a direction go, seen from the first camera; None where they name none."""
    low = text.lower()
    x = y = 0.0
    if re.search(
        r"\b(?:to|toward|towards|screen|frame|camera|the|moves?|goes|exits?|runs?|walks?|from)?\s*-?left\b|左", low
    ):
        x = -1.0
    if re.search(r"\bright\b(?! (?:hand|arm|foot|eye|away))|右", low):
        x = -1.0 if re.search(r"(?:from|right to) .*left", low) else 1.0
    if re.search(r"(?:toward|towards|to|at|into)[ _](?:the )?(?:camera|lens|viewer|us)\b|forward|closer|near", low):
        y = -1.0
    if re.search(r"away|into the distance|background|upstage|\bback\b|\bdeep", low):
        y = 1.0
    size = math.hypot(x, y)
    return (x / size, y / size, 0.0) if size else None


def _has(text: str, name: str) -> bool:
    if _CJK.search(name):
        return name in text
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
