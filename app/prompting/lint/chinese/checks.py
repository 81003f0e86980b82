"""Checks the words of Chinese texts against the Chinese lists: what cannot be drawn, set by words, or seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.draft import Draft
from app.domain.finding import Finding, Level
from app.prompting.lint.chinese.crowds import crowd
from app.prompting.lint.chinese.text import Hit, Text, pairs, read_chinese
from app.prompting.lint.face import Scene, catalogue, mend, put, told, words_said
from app.prompting.lint.fields import Field
from app.prompting.lint.reading.text import Reading, read
from app.prompting.lint.rewrite import Rewritten
from app.prompting.lint.wording.checks import DENYING, FELT, LOOKS, SHOWN
from app.prompting.lint.wording.crowds import FILLED

_FELT = re.compile("(?:感到|感觉|觉得|感受到)[^，。；]*$")
_HANDS = frozenset({"手", "指"})
_MARKS = "，、,；; "
_QUOTES = ("“", "「", "『", "《", '"')
_PROSE = frozenset(
    {"setting", "action", "final_picture", "ends_as", "foreground", "midground", "background", "evidence"}
)
_DONE = frozenset({"action", "evidence", "touches"})
_COUNTED = tuple("张只幅件本副座块条盏朵枚的")
"""What stands before a thing."""
_LETTERING = tuple(
    f"lettering_{name}"
    for name in ("put", "named", "figures", "seen", "full", "runs", "told", "more", "besides", "shown")
)
_NEAR = 7
"""Signs from what shows words to the words."""
_LIST = 5
"""So many bare pieces between commas make a list."""
_CAPITALS = re.compile(r"(?<![A-Za-z])[A-Z]{2,5}(?![A-Za-z])")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'&.\- ]+[A-Za-z]")
_BARE_PIECE = 3.4
"""Signs of a piece in a list, on average."""
_LONGEST = 4
"""Signs of the longest piece between the marks of an enumeration, where nothing leads to it."""


def words_of_field(field: Field, scene: Scene, rewrite: Rewritten) -> Iterator[Finding]:
    """Every finding of one text."""
    name, text = field.name, read_chinese(field.text)
    if field.text.isascii():
        # of marks without a language: 8K, 1920x1080
        if name in LOOKS and field.text:
            yield from _cut("quality", field, text, rewrite)
            if scene.speaks("sora"):
                yield from _cut("format", field, text, rewrite)
        return
    if name in SHOWN | LOOKS:
        yield from _praise(field, text)
        yield from _cut("quality", field, text, rewrite)
        if scene.speaks("sora"):
            yield from _cut("format", field, text, rewrite)
        yield from _shorthand(field, text, rewrite)
        yield from _named(field, text, scene)
        yield from _readable(field, text, scene)
    if name == "label" and field.path.startswith("place.props") and (made := text.of("makers")):
        yield told("makers", field.path, said=text.said(*made))
    yield from _told_in_prose(field, text)
    if name in FELT and (felt := text.of("feelings")) and not _shows(text, felt):
        yield told("feeling", field.path, said=text.said(*felt))
    if name in DENYING and _summons(scene) and (denied := text.all("denials")):
        behind = re.split("[，。；、,;.]", field.text[denied[0].end : denied[0].end + 8])[0]
        yield told("denial", field.path, said=f"{field.text[denied[0].start : denied[0].end]}{behind}")


def _told_in_prose(field: Field, text: Text) -> Iterator[Finding]:
    """Bodies that tangle, lists of bare words, and crowds."""
    name = field.name
    if name in _DONE and (tangle := [hit for hit in text.of("bodies") if not _is_made(text, hit)]):
        yield told("bodies", field.path, said=text.said(*tangle))
    if name in _PROSE and (count := _listed(field.text)):
        yield told("comma_list", field.path, n=count)
    if name in FILLED:
        yield from crowd(field)


def _shows(text: Text, felt: tuple[Hit, ...]) -> bool:
    """Whether a body shows what is felt; the `笑` of `哭笑不得` shows nothing, nor a hand what is only `感到`."""
    if any(_FELT.search(text.bare[max(0, hit.start - 8) : hit.end]) for hit in felt):
        return any(text.bare[cue.start : cue.end] not in _HANDS for cue in text.of("body_cues"))
    return any(not any(hit.start <= cue.start < hit.end for hit in felt) for cue in text.of("body_cues"))


def _is_made(text: Text, hit: Hit) -> bool:
    """`一张折纸`, `她的刺绣`: a thing that is made already."""
    before = text.bare[: hit.start]
    made = before.endswith(_COUNTED) and not before.endswith(("似的", "一般的", "一样的", "那样的"))
    return made and text.bare[hit.end : hit.end + 1] != "着"


def _named(field: Field, text: Text, scene: Scene) -> Iterator[Finding]:
    """Makers and brands, real people and known characters; Latin names among Chinese signs go by the English lists."""
    if made := text.of("makers"):
        yield told("makers", field.path, said=text.said(*made))
    elif latin := _latin(field.text):
        hits = [*latin.of("makers"), *latin.of("brands")]
        if hits:
            yield told("makers", field.path, said=words_said(latin, hits))
    known = [hit for hit in text.of("likenesses") if not _is_cast(scene, text.said(hit))]
    if known:
        level: Level = "warning" if scene.limits.faces is False else "hint"
        yield told("likeness", field.path, level=level, said=text.said(*known))


def _latin(text: str) -> Reading | None:
    """What stands in Latin letters, as one English text."""
    found = _LATIN.findall(text)
    return read(" , ".join(found)) if found else None


def _is_cast(scene: Scene, name: str) -> bool:
    return any(name in member.label for member in scene.cast)


def _readable(field: Field, text: Text, scene: Scene) -> Iterator[Finding]:
    """Words in quotes behind what shows them, titles that roll, and lettering that is to be read."""
    if scene.pictured or text.has("worn_away"):
        return
    whole = text.of("lettering")
    for hit in whole or text.of("readable"):
        behind = re.split("[，。；,;]", field.text[hit.end : hit.end + _NEAR])[0]
        if whole or any(mark in behind for mark in _QUOTES) or field.text[hit.start : hit.end].endswith("字幕"):
            yield told("readable", field.path, said=field.text[hit.start : hit.end + 8])
            return
    if text.holds("lettering_none"):
        return
    for name in _LETTERING:
        for hit in text.of(name):
            yield told("readable", field.path, said=field.text[hit.start : hit.end])
            return


def _shorthand(field: Field, text: Text, rewrite: Rewritten) -> Iterator[Finding]:
    """Shorthand of the trade between Chinese signs."""
    known = pairs("abbreviations")
    short = [match for match in _CAPITALS.finditer(text.bare) if match[0] in known]
    if not short:
        return
    new = field.text
    for match in reversed(short):
        new = f"{new[: match.start()]}{known[match[0]]}{new[match.end() :]}"
    edit = rewrite(field, new)
    said = "”, “".join(dict.fromkeys(match[0] for match in short[:3]))
    yield told("shorthand", field.path, fix=mend("spell_out", [edit]) if edit else None, said=said)


def _listed(text: str) -> int:
    """How many bare words stand between commas where a sentence should be; 0 where they are a sentence."""
    for sentence in re.split("[。！？；!?;]", text):
        pieces = [piece for piece in re.split("[，,]", sentence) if piece.strip()]
        if len(pieces) >= _LIST and sum(map(len, pieces)) / len(pieces) <= _BARE_PIECE:
            return len(pieces)
        pieces = [piece for piece in re.split("[，,、]", sentence) if piece.strip()]
        if len(pieces) >= _LIST and max(map(len, pieces)) <= _LONGEST and "、" in sentence:
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
    first = next(iter(read_chinese(text).all("avoid_heads")), None)
    return text[first.end :].strip() if first is not None and first.start == 0 and first.end < len(text) else text


def _praise(field: Field, text: Text) -> Iterator[Finding]:
    other = text.of("quality")
    found = [hit for hit in text.of("praise") if not any(q.start < hit.end and hit.start < q.end for q in other)]
    if found:
        yield told("praise", field.path, said=text.said(*found))


def _cut(check: str, field: Field, text: Text, rewrite: Rewritten) -> Iterator[Finding]:
    found = text.of(check)
    if found:
        edit = rewrite(field, without(field.text, found))
        fix = mend("leave_out", [edit]) if edit else None
        yield told(check, field.path, fix=fix, said=text.said(*found))


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
