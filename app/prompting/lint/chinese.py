"""Checks the words of Chinese texts against the Chinese lists: what cannot be drawn, set by words, or seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from app.domain.draft import Draft
from app.domain.finding import Finding, Level
from app.prompting.lint.face import Scene, catalogue, mend, put, told
from app.prompting.lint.facts import Field, ShotFacts
from app.prompting.lint.rewrite import Rewritten
from app.prompting.lint.wording import DENYING, FELT, LOOKS, SHOWN
from app.resources import own_table, resources

_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|《[^》]*》|\"[^\"]*\"")
_NEGATED = re.compile(
    r"(?:不|没|没有|毫无|并非|不是|谈不上|算不上|不够|毫不)(?:什么|很|那么|太|怎么|任何|多|再|显得)?$"
)
_MARKS = "，、,；; "
_QUOTES = ("“", "「", "『", "《", '"')
_TIMED = frozenset({"subject", "action", "ends_as", "evidence", "touches", "feeling_shown", "moves_to"})
_PROSE = frozenset(
    {"setting", "action", "final_picture", "ends_as", "foreground", "midground", "background", "evidence"}
)
_DONE = frozenset({"action", "evidence", "touches"})
_LIST = 5
"""So many bare pieces between commas make a list."""
_BARE_PIECE = 3.4
"""Signs of a piece in a list, on average."""


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
    return {name: List(_pattern(row), tuple(_split(row.get("else", "")))) for name, row in table.items()}


def _split(text: str) -> list[str]:
    return [each for each in (part.strip() for part in text.replace("\n", " ").split(",")) if each]


def _pattern(row: dict[str, str]) -> re.Pattern[str]:
    phrases = [re.escape(each) for each in sorted(_split(row["phrases"]), key=len, reverse=True)]
    return re.compile("|".join([*([row["pattern"]] if "pattern" in row else []), *phrases]))


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
        yield from _named(field, text, scene)
        yield from _readable(field, text, scene)
    if name in _TIMED and (leap := hits("time_jump", text)):
        yield told("time_jump", field.path, said=_said(text, leap))
    if name in _DONE and (tangle := hits("bodies", text)):
        yield told("bodies", field.path, said=_said(text, tangle))
    if name in _PROSE and (count := _listed(text)):
        yield told("comma_list", field.path, n=count)
    if name in FELT and (felt := hits("feelings", text)) and not hits("body_cues", text):
        yield told("feeling", field.path, said=_said(text, felt))
    if name in DENYING and _summons(scene) and (denied := hits("denials", text)):
        end = next((at for at in range(denied[0].end, len(text)) if text[at] in "，。；、,;."), len(text))
        yield told("denial", field.path, said=text[denied[0].start : min(end, denied[0].end + 8)])


def _named(field: Field, text: str, scene: Scene) -> Iterator[Finding]:
    """Makers and brands, real people and known characters."""
    if made := hits("makers", text):
        yield told("makers", field.path, said=_said(text, made))
    known = [hit for hit in hits("likenesses", text) if not _is_cast(scene, text[hit.start : hit.end])]
    if known:
        level: Level = "warning" if scene.limits.faces is False else "hint"
        yield told("likeness", field.path, level=level, said=_said(text, known))


def _is_cast(scene: Scene, name: str) -> bool:
    return any(name in member.label for member in scene.cast)


def _readable(field: Field, text: str, scene: Scene) -> Iterator[Finding]:
    """Words in quotes behind what shows them, or titles that roll."""
    if scene.pictured or hits("worn_away", text):
        return
    for hit in hits("readable", text):
        if (
            text[hit.start : hit.end].endswith("字幕")
            or text[hit.end : hit.end + 3].lstrip("：: 上着了")[:1] in _QUOTES
        ):
            yield told("readable", field.path, said=text[hit.start : hit.end + 8])
            return


def _listed(text: str) -> int:
    """How many bare words stand between commas where a sentence should be; 0 where they are a sentence."""
    for sentence in re.split("[。！？；!?;]", text):
        pieces = [piece for piece in re.split("[，,]", sentence) if piece.strip()]
        if len(pieces) >= _LIST and sum(map(len, pieces)) / len(pieces) <= _BARE_PIECE:
            return len(pieces)
    return 0


def avoidance(draft: Draft) -> Iterator[Finding]:
    """Things to avoid that are denied once more: `不要水印`."""
    bare = [_without_head(text) for text in draft.avoid]
    denied = [text for text, kept in zip(draft.avoid, bare, strict=True) if kept != text]
    if denied:
        fix = mend("bare_things", [put("avoid", tuple(kept for kept in bare if kept))])
        yield told("avoid_no", "avoid", fix=fix, said="”, “".join(denied[:3]))


def _without_head(text: str) -> str:
    first = next(iter(hits("avoid_heads", text)), None)
    return text[first.end :].strip() if first is not None and first.start == 0 and first.end < len(text) else text


def speakers(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """Lines of a pronoun, or of somebody general."""
    for fact in facts.beats:
        for line in fact.beat.lines:
            said, path = line.speaker.strip(), f"{fact.at}.lines[{line.id}].speaker"
            if line.text.strip() and said:
                member = scene.member(said)
                label = (member.label if member else said).strip("：: ")
                if not member and lists()["pronouns"].phrases.fullmatch(label):
                    yield told("speaker", path, said=said)
                elif lists()["generic_speakers"].phrases.fullmatch(label):
                    where = f"cast[{member.id}].label" if member else path
                    yield told("generic_speaker", where, said=label)


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
