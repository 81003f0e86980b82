"""Checks the words of Chinese texts against the Chinese lists: what cannot be drawn, set by words, or seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from app.domain.finding import Finding
from app.prompting.lint.face import Scene, catalogue, mend, told
from app.prompting.lint.facts import Field
from app.prompting.lint.rewrite import Rewritten
from app.prompting.lint.wording import DENYING, FELT, LOOKS, SHOWN
from app.resources import own_table, resources

_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|《[^》]*》|\"[^\"]*\"")
_NEGATED = re.compile(
    r"(?:不|没|没有|毫无|并非|不是|谈不上|算不上|不够|毫不)(?:什么|很|那么|太|怎么|任何|多|再|显得)?$"
)
_MARKS = "，、,；; "


class List(NamedTuple):
    """One list: a pattern of its phrases, the longest first."""

    phrases: re.Pattern[str]
    besides: tuple[str, ...]


class Hit(NamedTuple):
    """A phrase in a text."""

    start: int
    end: int


@cache
def lists() -> dict[str, List]:
    """The lists that come with the program."""
    table = own_table(resources() / "lint" / "chinese.toml")
    return {name: List(_pattern(row["phrases"]), tuple(_split(row.get("else", "")))) for name, row in table.items()}


def _split(text: str) -> list[str]:
    return [each for each in (part.strip() for part in text.replace("\n", " ").split(",")) if each]


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(each) for each in sorted(_split(text), key=len, reverse=True)))


@lru_cache(maxsize=4096)
def hits(name: str, text: str) -> tuple[Hit, ...]:
    """Where the phrases of a list stand in a text: outside quotes and titles, not denied, not part of another word."""
    one = lists()[name]
    bare = _QUOTED.sub(lambda match: "\0" * len(match[0]), text)
    for other in one.besides:
        bare = bare.replace(other, "\0" * len(other))
    found = (match.span() for match in one.phrases.finditer(bare))
    return tuple(Hit(start, end) for start, end in found if not _NEGATED.search(bare[max(0, start - 6) : start]))


def words_of_field(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Every finding of one text."""
    if field.text.isascii():
        return
    name, text = field.name, field.text
    if name in SHOWN | LOOKS:
        yield from _praise(field, text)
        yield from _cut("quality", field, rewrite)
        if scene.speaks("sora"):
            yield from _cut("format", field, rewrite)
    if name in FELT and (felt := hits("feelings", text)) and not hits("body_cues", text):
        yield told("feeling", field.path, said=_said(text, felt))
    if name in DENYING and _summons(scene) and (denied := hits("denials", text)):
        end = next((at for at in range(denied[0].end, len(text)) if text[at] in "，。；、,;."), len(text))
        yield told("denial", field.path, said=text[denied[0].start : min(end, denied[0].end + 8)])


def _praise(field: Field, text: str) -> Iterator[Finding]:
    other = hits("quality", text)
    found = [hit for hit in hits("praise", text) if not any(q.start < hit.end and hit.start < q.end for q in other)]
    if found:
        yield told("praise", field.path, said=_said(text, found))


def _cut(check: str, field: Field, rewrite: Rewritten) -> Iterator[Finding]:
    found = hits(check, field.text)
    if found:
        edit = rewrite(field, without(field.text, found))
        fix = mend("leave_out", [edit]) if edit else None
        yield told(check, field.path, fix=fix, said=_said(field.text, found))


def without(text: str, found: tuple[Hit, ...]) -> str:
    """A text without these words, and without the comma or the 的 they leave behind."""
    for hit in reversed(found):
        before, after = text[: hit.start], text[hit.end :]
        after = after.removeprefix("的")
        if after[:1] in ("，", "、", ",", "") or not before or before[-1:] in _MARKS:
            before, after = before.rstrip(_MARKS), after.lstrip(_MARKS)
            glue = "，" if before and after and after[0] not in "。.！!；" and before[-1] not in "。.！!；" else ""
            text = f"{before}{glue}{after}"
        else:
            text = before + after
    return text.strip(_MARKS)


def _summons(scene: Scene) -> bool:
    named = catalogue()["summoned"]["dialects"]
    return scene.limits.negative is True or any(scene.speaks(each) for each in named)


def _said(text: str, found: list[Hit] | tuple[Hit, ...]) -> str:
    return "”, “".join(list(dict.fromkeys(text[hit.start : hit.end] for hit in found))[:3])
