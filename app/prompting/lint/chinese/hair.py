"""Holds hair, beards and glasses in a Chinese text against what the cast has of the same kind."""

from __future__ import annotations

import re
from functools import lru_cache

from app.prompting.lint.chinese.text import Text

_SHADES = (
    "焦黄|枯黄|黄|乌黑|漆黑|墨黑|黑亮|花白|银白|雪白|灰白|斑白|银灰|银|金黄|金|火红|酒红|橘红|红|"
    "棕|褐|栗|蓝|绿|粉|紫|黑|白|灰"
)
_BEARD = "(?<=[黑白红灰黄银])须|长须|短须|美髯|髭须|络腮胡|山羊胡|八字胡|胡须|胡子|胡茬|长髯|胡"
_TIED = "马尾辫?|双马尾|麻花辫|辫子|[长短粗细小大]辫|发辫|丸子头|发髻|髻|盘发"
_LOOSE = (
    "披肩发|披肩长发|长发|短发|卷发|直发|波浪发|大波浪|齐耳发|波波头|学生头|童花头|光头|寸头|板寸|平头|秃头"
    "|爆炸头|脏辫|头发|发丝|鬓发|刘海|鬓角"
    "|(?<=[黑白红金银棕灰])发(?![现出生抖亮光热烫动散射起布觉芽声送卡夹簪带箍])"
)
_TOLD = re.compile(
    f"(?P<colour>{_SHADES})?(?:色)?的?(?P<long>披肩|齐肩|齐腰|及腰|齐耳|过肩|[长短卷直粗细大小]){{0,2}}(?P<noun>{_TIED}|{_LOOSE}|{_BEARD})"
)
_BEHIND = re.compile("(?:已经?|变得?|变成|是|全|都)?(?P<colour>乌黑|漆黑|墨黑|雪白|花白|火红|通红|金黄|焦黄|黑亮)")
_STYLES = {
    "马尾": ("马尾",),
    "辫": ("辫",),
    "髻": ("髻", "丸子头", "盘"),
    "光": ("光头", "秃头"),
    "寸": ("寸头", "板寸", "平头"),
    "短": ("短发", "齐耳", "波波头", "学生头", "童花头"),
    "长": ("长发", "披肩", "及腰", "齐腰", "过肩"),
    "爆": ("爆炸头",),
}
_ALSO = {("辫", "长"), ("马尾", "长"), ("髻", "长"), ("寸", "短"), ("光", "秃"), ("短", "寸")}
"""Styles that may be of one head: a long plait is long hair."""
_GLASSES = re.compile(
    r"(?P<look>圆框?|方框?|金丝|黑框|无框|玳瑁|细框|粗框|半框|猫眼)?边?(?P<noun>墨镜|太阳镜|眼镜|单片镜|老花镜)"
)
_HAIR = re.compile("[发辫髻]|马尾|光头|寸头|板寸|平头|秃头|波波头|学生头|童花头|丸子头|爆炸头")
_MADE = re.compile("解|散|拆|松开|剪(?!着)|剃|刮|扎|编|盘|挽|梳|染|绑|束|戴上|摘|假发|贴上|粘上|沾|映|照|光落|洒")
"""What makes other hair of it before our eyes, or paints it with light."""


def other_hair(text: Text, own: tuple[str, ...]) -> str:
    """What a text tells of somebody's hair or beard that the cast has otherwise; empty where nothing is."""
    bare = text.bare
    for match in _TOLD.finditer(bare):
        clause = re.split("[，。；]", bare[: match.start()])[-1]
        mine = _pieces(own, beard=bool(re.search("[胡髯须]", match["noun"])))
        if not mine or _is_of_another(clause) or _leads_to_somebody(text, match.end()):
            continue
        said = match[0]
        made = _MADE.search(clause)
        if made and (not match["colour"] or re.search("剃|刮|剪掉|染|假发|戴|贴|粘|沾|映|照|光|洒", clause)):
            continue
        if (
            not match["colour"]
            and (behind := _BEHIND.match(bare, match.end()))
            and _other_colour(behind["colour"], mine)
        ):
            return f"{said}{behind[0]}"
        if _other_colour(match["colour"] or "", mine) or (
            not made and not re.search("[胡髯须]", said) and _other_style(said, mine)
        ):
            return said
    return ""


@lru_cache(maxsize=256)
def _pieces(own: tuple[str, ...], *, beard: bool) -> str:
    kind = re.compile("[胡髯须]") if beard else _HAIR
    return "，".join(part for text in own for part in re.split("[，、,；]", text) if kind.search(part))


def _is_of_another(clause: str) -> bool:
    """Hair of a doll, a horse or a person in a picture."""
    return (
        re.search(
            "娃娃|木偶|马(?!上)|狗|猫|照片|画|像|海报|假人|扫帚|[一几那]根|[取拿掏捡夹捏][^，。；]{0,4}缕|别人|照片|相片|客人|顾客|女孩|男孩|孩子|女儿|儿子|对方|邻",
            clause,
        )
        is not None
    )


def _leads_to_somebody(text: Text, end: int) -> bool:
    """`白发苍苍的顾客`: the hair of whom the words lead to."""
    if any(end <= hit.start < end + 2 for hit in text.all("persons")):
        return True
    return "的" in text.bare[end : end + 4] and any(end < hit.start < end + 7 for hit in text.all("persons"))


def _other_colour(colour: str, mine: str) -> bool:
    if not colour:
        return False
    told, kept = _shades(colour), _shades(mine)
    return bool(kept) and bool(told) and told.isdisjoint(kept)


@lru_cache(maxsize=256)
def _shades(text: str) -> frozenset[str]:
    """Black, white, gold …: grey and silver count as white."""
    found = {one for one in "金黄红棕褐栗蓝绿粉紫" if one in text}
    if re.search("[白银灰霜雪]", text):
        found.add("白")
    if re.search("[黑乌墨]", text):
        found.add("黑")
    return frozenset("棕" if each in "褐栗" else each for each in found)


def _other_style(said: str, mine: str) -> bool:
    told, kept = _styles(said), _styles(mine)
    if not told or not kept or not told.isdisjoint(kept):
        return False
    return not any(
        (one, other) in _ALSO or (other, one) in _ALSO for one in told for other in kept if one != other
    ) or ("披肩" in said)


@lru_cache(maxsize=256)
def _styles(text: str) -> frozenset[str]:
    return frozenset(style for style, signs in _STYLES.items() if any(sign in text for sign in signs))


def other_glasses(text: Text, own: tuple[str, ...]) -> str:
    """Glasses that are others than those of the cast."""
    mine = "，".join(each for each in own if "镜" in each)
    for match in _GLASSES.finditer(text.bare if mine else ""):
        clause = re.split("[，。；]", text.bare[: match.start()])[-1]
        look = match["look"] or ""
        if look and look[0] not in mine and not re.search("递|拿|买|卖|摆|柜|架|货|取出|掏|捡", clause):
            return match[0]
    return ""
