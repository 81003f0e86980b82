"""Checks light and colour in Chinese: a source with a side, one time of day, colours that can be seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from app.domain.draft import Draft
from app.domain.finding import Finding
from app.prompting.lint.chinese.text import Hit, Text, pairs, read_chinese, words
from app.prompting.lint.face import mend, put, told
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.fields import Field
from app.prompting.lint.outside import WholeFacts
from app.prompting.lint.reading.lexicon import lexicon
from app.prompting.lint.wording.light import clashes

_PLACES = frozenset({"setting", "foreground", "midground", "background", "light", "style_line"})
_SEEN = _PLACES | {"final_picture"}
_VALUES = frozenset({"light.key.quality", "light.key.colour"})
_OF_VALUES = frozenset({"light.key.source", "light.key.quality"})
_EVERYWHERE = frozenset({"overcast", "fluorescent", "阴天", "多云", "日光灯", "荧光灯"})
_QUALITIES = (
    ("soft_words", "hard_words", ("soft", "diffused")),
    ("hard_words", "soft_words", ("hard",)),
    ("dark_words", "bright_words", ("low_key", "silhouette")),
    ("bright_words", "dark_words", ("high_key",)),
)
_TAIL = frozenset("的颜色彩调配系感风子和之与")
"""What a word for a colour ends in."""

Time = tuple[str, str, str]
"""A part of the day, where it is named, and in what words."""


@lru_cache(maxsize=1024)
def times(text: str) -> tuple[tuple[str, str], ...]:
    """The parts of the day that a text names, each with its words."""
    known, reading = pairs("hours"), read_chinese(text)
    found: list[tuple[str, str]] = []
    hidden = [*reading.all("hours_not")]
    for at, sign in enumerate(reading.bare):
        if sign < "一":
            continue
        word = next((reading.bare[at : at + n] for n in (4, 3, 2) if reading.bare[at : at + n] in known), "")
        if (
            not word
            or reading.bare[:at].endswith(tuple(words("passing_hours")))
            or reading.denied(Hit(at, at + len(word)))
        ):
            continue
        if reading.bare[at + len(word) : at + len(word) + 2].startswith(("前", "之前", "以前", "后的")):
            continue
        if not any(hit.start <= at < hit.end for hit in hidden):
            found.append((known[word], word))
    return tuple(dict.fromkeys(found))


def light(draft: Draft, whole: WholeFacts, facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """Everything to be said of light and colour."""
    yield from _colours(draft, whole)
    yield from _vague(draft, whole, facts)
    yield from _clash(draft, whole, facts)
    yield from _change(draft, facts)


def _colours(draft: Draft, whole: WholeFacts) -> Iterator[Finding]:
    """Colours that are none."""
    for text in draft.look.palette:
        for part in re.split("[，、,/ ]|和|与", text):
            if part.strip() and _is_vague(part.strip()):
                yield told("palette", "look.palette", variant="vague", said=part.strip())
                return


def _is_vague(colour: str) -> bool:
    """Whether nothing is left of a colour without the words that tell none: `高饱和撞色`, `暖色调`."""
    text = read_chinese(colour)
    covered = {at for hit in text.all("vague_colours") for at in range(*hit)}
    return bool(covered) and all(at in covered or sign in _TAIL for at, sign in enumerate(colour))


def _vague(draft: Draft, whole: WholeFacts, facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """No light source, or none whose direction is told."""
    key = draft.light.key
    texts = [field for field in whole.fields if field.name in _PLACES and field.path not in _VALUES]
    lit = [field for fact in facts for field in fact.fields if field.name == "light_override"]
    if not texts or not any(fact.says for fact in facts):
        return
    readings = [(field, read_chinese(field.text)) for field in (*texts, *lit)]
    if not key.source.strip() and not any(text.has("light_sources") for _, text in readings):
        yield told("vague_light", "light.key.source", variant="source")
        return
    directed = bool(key.side.strip() or key.height.strip()) or key.source.strip() in _EVERYWHERE
    if not directed and not any(_directs(field, text) for field, text in readings):
        yield told("vague_light", "light.key.side", variant="side")


def _directs(field: Field, text: Text) -> bool:
    sides = text.of("light_sides")
    if not sides or (field.path == "light.key.source" and len(field.text) < 5):
        return False
    if field.name in ("light", "light_override"):
        return True
    sources = text.of("light_sources")
    return any(
        sentence.start <= side.start < sentence.end and sentence.start <= source.start < sentence.end
        for sentence in text.sentences()
        for side in sides
        for source in sources
    )


def _value(value: str) -> list[str]:
    known = lexicon().pairs("time_of").get(value)
    return [known] if known else [each for each, _ in times(value)]


def _clash(draft: Draft, whole: WholeFacts, facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """Two times of day, or two kinds of light, in one shot."""
    given = (("light.time_of_day", draft.light.time_of_day), ("light.key.source", draft.light.key.source))
    base: list[Time] = [(each, path, value) for path, value in given for each in _value(value)]
    seen = [field for field in whole.fields if field.name in _SEEN and field.path not in _OF_VALUES]
    base += [(each, field.path, said) for field in seen for each, said in times(field.text)]
    found = _first(base)
    for fact in facts if found is None else ():
        own = _times(fact)
        found = _first(own) or (None if fact.shot.light_override or not own else _first(base + own))
        if found:
            break
    if found:
        yield told("light_clash", found[0], first=found[1], second=found[2])
        return
    yield from _quality_clash(draft, seen, facts)


def _times(fact: ShotFacts) -> list[Time]:
    return [(each, field.path, said) for field in fact.fields for each, said in times(field.text)]


_SAME = re.compile("同前|同上|不变|照旧|一样|相同|延续|依旧|如前|和前|与前|跟前|同一")
_THOUGH = re.compile("但|只是|却|(?<![不没未])(?<!没有)变|换|转|改|更|不再")
_STILL = re.compile("还是|仍是|仍然|依然|同样|没变|没有变|未变|不变|原来的|继续|还在")
_PASSING = re.compile(
    "[，,；](?:只是|只|现在|此刻|这次|如今)?[^，。；光灯]*"
    "(?:蒸汽|水汽|热气|白汽|烟|影子|阴影|剪影|门影|树影|灰尘|尘土|尘埃|面粉|粉末|飞絮|雾气|挡住|遮住|遮去)[^，。；]*"
)
"""What passes through a light that stays the same."""
_OTHER = re.compile("霓虹|月光|月|烛|火|手电|路灯|车灯|台灯|屏幕|聚光|顶灯|射灯|日光灯|夜|红|蓝|绿|紫|青")
_ANY_LIGHT = re.compile(
    "光线|光|来自|来|从|自|的|同样|还是|仍然?|依然|照|进|侧|边|方|面|在|脸上|脸|肩上?|他|她|身上?|洒|落|打|到|是"
    "|映|着|里|上|和|一|束|片|斜|透|过|[，。、； ]"
)
"""What any light is told with."""


def _first(rows: list[Time]) -> tuple[str, str, str] | None:
    for place, (time, _, said) in enumerate(rows):
        for after, path, other in rows[place + 1 :]:
            if clashes(time, after):
                return path, said, other
    return None


def _quality_clash(draft: Draft, seen: list[Field], facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    quality = draft.light.key.quality
    fields = [*seen, *(field for fact in facts if not fact.shot.light_override for field in fact.fields)]
    for one, other, names in _QUALITIES:
        against = _place(fields, other)
        if against is None:
            continue
        found = None if quality in names else _place(fields, one)
        said = quality if quality in names else found[1] if found else ""
        if said:
            yield told("light_clash", against[0], first=said, second=against[1])
            return


def _place(fields: list[Field], name: str) -> tuple[str, str] | None:
    for field in fields:
        text = read_chinese(field.text)
        for hit in text.of(name):
            return field.path, text.said(hit)
    return None


def _change(draft: Draft, facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """Light that differs from one shot to the next for no reason that is seen."""
    for before, after in pairwise(facts):
        if after.shot.cut_in != "cut" or not (before.chinese or after.chinese):
            continue
        texts = [read_chinese(field.text) for one in (before, after) for field in one.fields]
        if any(text.has("light_reasons", "time_jump") for text in texts):
            continue
        old, new = (_PASSING.sub("", each.shot.light_override.strip()) for each in (before, after))
        if new and new != old and not _repeats(old, new) and not _agrees(draft, new, old):
            fix = mend("same_light", [put(f"{after.at}.light_override", before.shot.light_override.strip())])
            yield told("light_change", f"{after.at}.light_override", fix=fix, said=new)
        elif not new:
            yield from _other_time(before, after)


def _repeats(old: str, new: str) -> bool:
    """Whether a shot's own light is that of the shot before: in its words, or said to be the same."""
    if _SAME.search(new) and not _THOUGH.search(new):
        return True
    return bool(old) and not _left(new, [sign for sign in old if not sign.isascii()])


def _left(override: str, known: Iterable[str]) -> str:
    """What a light tells beyond what is known and beyond words that any light has."""
    for word in sorted(known, key=len, reverse=True):
        override = override.replace(word, "")
    return _ANY_LIGHT.sub("", override)


def _agrees(draft: Draft, override: str, old: str = "") -> bool:
    """Whether a shot's own light only repeats that of the draft."""
    if old and not _agrees(draft, old):
        return False
    values = (draft.light.key.source, draft.light.key.side, draft.light.key.quality, draft.light.key.height)
    if values[0] and not _left(
        override, [word for each in values for word in pairs("light_values").get(each, "").split()]
    ):
        return True
    key, light = draft.light.key, draft.light
    recipe = (key.source, key.side, key.quality, key.colour, light.fill, light.rim, *light.practicals)
    told_of = "，".join((*recipe, light.time_of_day, light.weather, draft.place.setting))
    if _STILL.search(override) and not _THOUGH.search(override):
        known = told_of + "".join(pairs("light_values").get(each, "") for each in values)
        return all(match[0] in known for match in _OTHER.finditer(override))
    return all(part.strip() in told_of for part in re.split("[，、。的 ]", override) if part.strip())


def _other_time(before: ShotFacts, after: ShotFacts) -> Iterator[Finding]:
    """Another part of the day in the words of the next shot."""
    for time, path, said in _times(after):
        clash = next((other for one, _, other in _times(before) if clashes(one, time)), "")
        if clash:
            yield told("light_change", path, variant="words", first=clash, second=said)
            return


def moved_style(field: Field, line: str, *, late: bool) -> Finding | None:
    """A look that leads a scene, or ends it, with the change that puts it where looks stand."""
    text = read_chinese(field.text)
    sentences = list(text.sentences())
    if not sentences:
        return None
    begin, end = sentences[-1 if late else 0]
    hits = [hit for hit in text.of("style_words") if begin <= hit.start < end]
    if not hits:
        return None
    said = field.text[begin:end].strip("，、。；：, ")
    kept = (field.text[:begin] + field.text[end:]).strip("，、。；：, \n")
    look = f"{line}，{said}" if line else said
    fix = mend("move_style", [put(field.path, f"{kept}。" if kept else ""), put("look.style_line", look)])
    return told("style_place", field.path, variant="last" if late else "", fix=fix, said=text.said(hits[0]))
