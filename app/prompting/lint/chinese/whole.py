"""Checks a Chinese draft as a whole: how its looks are placed, what is avoided, pictured and changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.draft import Draft
from app.domain.finding import Finding, Level
from app.prompting.lint.chinese.cast import pictured_anew, two_names
from app.prompting.lint.chinese.light import light, moved_style
from app.prompting.lint.chinese.shots import open_outside
from app.prompting.lint.chinese.text import read_chinese
from app.prompting.lint.chinese.things import prop_pops
from app.prompting.lint.chinese.verbs import deeds
from app.prompting.lint.face import Scene, catalogue, told
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.fields import field_of
from app.prompting.lint.outside import WholeFacts

_BECOMES = re.compile(
    "起来|开始|渐渐|逐渐|慢慢|变|亮起|落下|飘|越来越|消失|散去|涌|升起|褪|随后|然后|正在|被[^，。；]{1,6}[走开落散倒断灭掉翻起]"
    "|吹[走开散灭落起过]|掉[下落在]|滚[过落下到]|裂开|断开|打开|合上|关上|蒙上|飞[走起过来]|熄灭|晃动|摇动|摇晃|转动|旋转|冒出|弥漫"
    "|溢出|滴落|融化|化开|涨起|退去|响起|穿过|驶[过来入出]|走[过进来出]|跑[过进来出]|动起|倒下|翻[倒过]"
)
_AGAIN = re.compile(
    "仍然?[在是]|还是那|同一[个间条]|和之前一样|与之前一样|如前|再次|重新|又一次|依旧|接着上一|继续上一|回顾|一如之前|照旧"
)
_ALSO = re.compile("并且|并|同时|还要|另外|以及|再把|也把|然后|接着|又把|此外|再|且")
_KEPT = re.compile(
    "(?:其他|其余|别的|剩下|余下|原有)[^，。；]{0,8}(?:不变|不动|保持|照旧|原样|如初|不改|别动|保留|一致|依旧|如故)[^，。；]{0,4}|保持[^，。；]{0,10}(?:不变|原样|一致)"
    "|[^，。；]{0,10}(?:不变|不动|保留)"
)
_LEAST = 8
"""Signs of a place that tells a picture once more."""


def whole_in_chinese(
    draft: Draft, whole: WholeFacts, facts: tuple[ShotFacts, ...], scene: Scene, dialect: str
) -> Iterator[Finding]:
    """What depends on several parts of a Chinese draft at once."""
    yield from light(draft, whole, facts)
    yield from open_outside(draft, whole, facts)
    yield from two_names(facts)
    yield from pictured_anew(whole, scene)
    yield from _songs(draft, facts, scene)
    yield from prop_pops(draft, whole, facts)
    yield from _style_place(draft, whole, dialect)
    yield from _many_to_avoid(draft)
    yield from _picture_again(draft, facts)
    yield from _one_change(draft, facts, dialect)


_PLAYED = re.compile(r"(?:唱|哼|弹|奏|吹|拉|播|放|响|伴着|配|跳|听)[^，。；]{0,4}《[^》]+》")


def _songs(draft: Draft, facts: tuple[ShotFacts, ...], scene: Scene) -> Iterator[Finding]:
    """Songs by their titles: in the music, or where somebody sings or plays them."""
    level: Level = "warning" if scene.limits.faces is False else "hint"
    sung = (("sound.music", draft.sound.music), *(("sound.ambience", each) for each in draft.sound.ambience))
    for path, text in (*sung, *(("sound.effects", each) for each in draft.sound.effects)):
        read = read_chinese(text)
        title = re.search("《[^》]+》", text) if path == "sound.music" else None
        said = title[0] if title else read.said(*read.of("songs"), *read.of("likenesses"))
        if said:
            yield told("likeness", path, level=level, said=said)
            return
    for field in (field for fact in facts for field in fact.chinese):
        if played := _PLAYED.search(field.text):
            yield told("likeness", field.path, level=level, said=played[0])
            return


def _style_place(draft: Draft, whole: WholeFacts, dialect: str) -> Iterator[Finding]:
    """A look that leads the scene at Kling, or comes last at Sora."""
    line, late = draft.look.style_line.strip(), dialect.startswith("sora")
    if not late and not dialect.startswith("kling"):
        return
    fields = [*(whole.named("final_picture") if late else ()), *whole.named("setting")]
    beats = [(shot, beat) for shot in draft.shots[:: -1 if late else 1][:1] for beat in shot.beats]
    if beats and (late or not draft.place.setting.strip()):
        shot, beat = beats[-1 if late else 0]
        at = f"shots[{shot.id}].beats[{beat.id}]"
        names = ("ends_as", "action") if late else ("action",)
        fields += [field_of(f"{at}.{name}", name, getattr(beat, name)) for name in names]
    found = next(filter(None, (moved_style(field, line, late=late) for field in fields)), None)
    if found:
        yield found


def _many_to_avoid(draft: Draft) -> Iterator[Finding]:
    """More things to avoid than help, between the marks of Chinese."""
    most = catalogue()["amounts"]["avoids"]
    known = [part for text in draft.avoid for part in text.split(",") if part.strip()]
    pieces = [part for text in known for part in re.split("[，、；]", text) if part.strip()]
    if len(known) <= most < len(pieces):
        yield told("avoid_many", "avoid", n=len(pieces), most=most)


def _picture_again(draft: Draft, facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """A start picture, and words that describe it once more."""
    setting = draft.place.setting
    if draft.ends.start_image is None or any(len(member.identity) > 1 for member in draft.cast):
        return
    if len(setting.strip()) >= _LEAST and len(setting.split()) <= 3 and not _only_changes(setting):
        yield told("picture_again", "place.setting")
        return
    looks = [text for member in draft.cast for text in (*member.identity, member.wardrobe) if len(text) > 1]
    for field in (field for fact in facts[:1] for field in fact.fields if field.name in ("subject", "action")):
        if any(text in field.text for text in looks) or _SHOWN.search(field.text) or _dressed(field.text):
            yield told("picture_again", field.path, variant="looks")
            return
        if _AT_FIRST.search(field.text):
            yield told("picture_again", field.path)
            return


_SHOWN = re.compile("图(?:中|片|里|上)|画面中(?:的|已)|首帧")
_DRESSED = re.compile(
    "(?:穿着|身穿|身着|戴着|留着|扎着|梳着|披着|系着)[^，。；]{0,10}"
    "(?:衣|裙|袍|衫|裤|服|帽|镜|巾|靴|鞋|甲|装|发|胡|辫|须|髻|马尾|领带|斗篷|披风)"
)
_AT_FIRST = re.compile(
    "(?:^|[。；])[^，。；]{0,8}(?:一|两|三|几)[个位名只条辆艘座张群对匹棵][^，。；]{0,16}(?:站|坐|躺|靠|蹲|立|停|趴|跪|倚)(?:立|坐|靠|放|泊)?在"
    "|(?:^|[。；])[^，。；]{2,12}(?:里|上|下|中|前|后|旁|边)(?:有|是)(?:一|两|三|几)[个位名只条辆艘座张群对匹棵]"
)


def _dressed(text: str) -> bool:
    """Whether somebody is told to be in clothes, and not to put them on."""
    return bool(_DRESSED.search(text)) and not re.search("换|变成|变为|化作", text)


def _only_changes(text: str) -> bool:
    return all(_BECOMES.search(part) for part in re.split("[。！？；]", text) if part.strip())


def _one_change(draft: Draft, facts: tuple[ShotFacts, ...], dialect: str) -> Iterator[Finding]:
    """An edit of a take that changes several things, an extension that tells everything again."""
    if draft.continues is None or not dialect.startswith("sora"):
        return
    beats = [beat for fact in facts for beat in fact.beats if beat.beat.action.strip()]
    if draft.continues.how == "edit" and len(beats) == 1:
        count = _changes(beats[0].beat.action)
        if count > 1:
            yield told("one_change", f"{beats[0].at}.action", n=count)
    elif draft.continues.how == "extend" and not draft.place.setting.strip():
        for beat in beats:
            if _AGAIN.search(beat.beat.action):
                yield told("one_change", f"{beat.at}.action", variant="extend")
                return


def _changes(action: str) -> int:
    """How many changes a text asks for; what is to stay as it is counts for none."""
    bare = _KEPT.sub("", read_chinese(action).bare)
    pieces = [part for part in re.split("[，。；、,;]", bare) if part.strip()]
    joined = sum(len(_ALSO.findall(part.lstrip("然后并再接着同时"))) for part in pieces)
    return max(len(deeds(action)), len(pieces) + joined)
