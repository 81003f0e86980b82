"""Holds build, age, a shaven chin and dark glasses in a Chinese text against the cast, and says whose they are."""

from __future__ import annotations

import re

from app.domain.draft import CastMember
from app.prompting.lint.chinese.hair import other_glasses, other_hair
from app.prompting.lint.chinese.text import Text
from app.prompting.lint.face import Scene

TOLD_IN = frozenset({"subject", "action", "ends_as", "touches", "evidence", "feeling_shown"})
_BODY = "肩膀|双肩|肩头|肩|身板|身形|身材|身躯|体格|骨架|个子|个头|胸膛|腰身|背影|后背|胳膊|手臂"
_SLIGHT = "瘦削|瘦弱|消瘦|干瘦|精瘦|瘦小|单薄|窄|纤细|纤瘦|娇小|瘦"
_HEAVY = "宽厚|宽阔|宽|厚实|魁梧|壮硕|壮实|粗壮|健壮|肥胖|胖|肥|圆滚滚|结实|高大"
_BUILT = re.compile(rf"(?P<look>{_SLIGHT}|{_HEAVY})的?(?:{_BODY})")
_SHAVEN = re.compile(
    "没有?胡[子须茬]|无须|下巴[^，。；]{0,3}(?:刮得干|刮得很?干?净|光洁|光溜|光滑|干干净净)|脸上?刮得干|光洁的下巴|光溜溜的下巴|胡子(?:没了|不见了|剃光了)"
)
_BALD = re.compile("光秃秃?的(?:头|脑|头顶|脑袋|脑门)|秃顶|谢顶|秃(?:了|着)?头|光着脑袋|光亮的头顶|锃亮的脑门")
_DARK = re.compile("墨镜|太阳镜|蛤蟆镜|护目镜|单片镜")
_THINGS = re.compile("递|拿出|取出|掏出|买|卖|摆|柜|架上|货|捡|照片|画|像|海报|娃娃|木偶|盒里|信封")
_AGES = (
    "胖胖|瘦瘦|高高|矮矮|壮壮|黑瘦|干瘦|白白胖胖|年轻|年老|年幼|年迈|苍老|少年|青年|中年|老年|童年|幼年|十几岁|二十岁|三十岁|六岁|七岁|八岁|九岁|十岁|满头白发|"
    "白发|金发|红发|黑发|短发|长发|卷发|光头|胡子|络腮胡|瘦小|瘦高|高瘦|矮小|矮胖|肥胖|魁梧|瘦弱|戴眼镜|高大|高挑|娇小"
)
_BEFORE = re.compile(rf"(?P<look>{_AGES})的?$")
_APART = re.compile(
    r"^[，,]\s*(?:(?:现在|如今|忽然)?(?:是|变成|成了)?)?(?:一个|一位|一名|个)?(?P<look>[^，。；]{1,12}?"
    "(?:少年|少女|男孩|女孩|老人|老头|老太太|青年|小孩|孩子|婴儿|壮汉|大汉|胖子|瘦子|小伙子?|小姑娘|大叔|大妈|妇人))"
    r"|^(?:身旁|身边|旁边|面前|跟前|身后|点头|挥手|招手|微笑)?[，,（(]\s*(?:一个|一位|一名|那个|那位|这个|这位)"
    "(?P<kind>[^，。；（）]{1,12}?(?:姑娘|女人|男人|女子|男子|老妇|老汉|年轻人|中年人|少年|少女|男孩|女孩|老人|老头|老太太|青年|孩子|壮汉|胖子|瘦子|小伙子?|妇人))"
    "(?=$|[，。；）)])"
)


def owner_in(text: str, scene: Scene) -> CastMember | None:
    """Who of the cast a text names; nobody where it names two."""
    named = [each for each in scene.cast if f"{{cast:{each.id}}}" in text or (each.label and each.label in text)]
    return named[0] if len(named) == 1 else None


def other_look(text: Text, member: CastMember) -> str:
    """What a text tells of somebody that the cast has otherwise; empty where it tells nothing of it."""
    own = (*member.identity, member.wardrobe)
    return (
        other_hair(text, own)
        or other_glasses(text, own)
        or _other_build(text.bare, own)
        or _gone(text.bare, own)
        or _named_so(text.bare, member)
    )


def _other_build(text: str, own: tuple[str, ...]) -> str:
    for match in _BUILT.finditer(text):
        mine = "，".join(each for each in own if re.search(_BODY, each))
        slight = re.fullmatch(_SLIGHT, match["look"]) is not None
        against = re.search(_HEAVY if slight else _SLIGHT, mine)
        if mine and against and not re.search(_SLIGHT if slight else _HEAVY, mine):
            return match[0]
    return ""


def _gone(text: str, own: tuple[str, ...]) -> str:
    """No beard where there is one, no hair where there is hair, dark glasses where there are others."""
    kept = "，".join(own)
    if _THINGS.search(text):
        return ""
    for pattern, had, same in ((_SHAVEN, "[胡髯须]", "没有胡|无须"), (_BALD, "[发辫髻]|马尾|刘海", "光头|秃")):
        match = pattern.search(text)
        if match and re.search(had, kept) and not re.search(same, kept):
            return match[0]
    dark = _DARK.search(text)
    if dark and "镜" in kept and dark[0] not in kept and not re.search("墨|太阳|蛤蟆|护目|单片", kept):
        return dark[0]
    return ""


def _is_of(own: str, look: str) -> bool:
    """Whether looks are those of the cast: in its words, or `灰白胡子的男人` for grey-white whiskers."""
    return look.endswith(own) or look.startswith(own)


def _named_so(text: str, member: CastMember) -> str:
    """`年轻的老博`, `林晚，一个金发少女`: looks before a name or behind it."""
    own = "，".join((*member.identity, member.wardrobe, member.label))
    for name in (f"{{cast:{member.id}}}", member.label):
        at = text.find(name) if name else -1
        if at < 0:
            continue
        before = _BEFORE.search(text[:at])
        if before and before["look"] not in own and before["look"][0] not in own:
            return f"{before[0]}{member.label}"
        behind = _APART.search(text[at + len(name) :])
        look = (behind["look"] or behind["kind"]) if behind else ""
        if look and look not in own and not any(each and _is_of(each, look) for each in own.split("，")):
            return look
    return ""
