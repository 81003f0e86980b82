"""Finds what somebody does in a Chinese action, one deed after the other: serial verbs, 把 and 被, what only helps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from app.prompting.lint.chinese.text import Hit, Text, read_chinese, words

_AFTER = frozenset("了起下开上出进到在好完掉住断碎走过回成满入给向去来倒紧翻干净平直破散遍穿透掉")
"""Signs behind a verb that say how it ends."""
_PERSON = r"\{cast:[^{}]*\}|他们|她们|它们|他|她|它"
_LINKING = (
    "然后|接着|随后|随即|紧接着|之后|接下来|而后|继而|后来|最后|于是|同时|顺手|随手|就|便|又|再|才|还|也|都|并且|并|先|刚"
    "|正|已经"
)
_MANNER = (
    "慢慢|轻轻|缓缓|悄悄|默默|渐渐|紧紧|稳稳|匆匆|急忙|连忙|赶紧|赶忙|立刻|马上|突然|忽然|猛地|一把|一下子|一边|一面|亲手"
    "|亲自|独自|单手|双手|一手|两手|左手|右手|重新|再次|赤脚|光脚|光着脚|单膝|双膝|空手|背手|弓身|猫腰|转而|干脆|索性|顺势|顺便|一口气|一口|一脚|一拳|一刀|大口|大声|小声|低声|轻声|高声|狠狠|死死|牢牢|高高|远远|反手|逐一|依次|一一|特意|故意|径直|直接|快步|大步|仰头|扭头|背过身|踮脚|屏住呼吸|深吸一口气|叹了口气"
    "|用力|使劲|小心|熟练|利落|快速|飞快|迅速|仔细|[一-龥]{1,5}地|[一-龥]{1,4}着"
)
_WITH = (
    r"(?:从|把|将)[一-龥{}:a-z0-9_-]{1,12}|用[一-龥]{1,8}|拿[一-龥]{1,4}|在[一-龥]{1,8}|[朝向往][一-龥]{1,6}|对着?[一-龥]{1,6}"
    "|[给替为跟和][一-龥]{1,5}|(?:沿|顺|隔|借)着?[一-龥]{1,6}|趁[一-龥]{1,6}"
)
_LEADING = (
    "(?:凑近|靠近|走近|对准|面向|俯向)[一-龥]{0,6}|开始|继续|准备|试着|试图|转身|回头|抬头|低头|俯身|弯腰|蹲下|伸手|起身|上前|站起来|站起身|侧身|探身|抬手|走上前"
    "|走过[去来]|跑过[去来]|来|去|会|要|能"
)
_OWN = re.compile(f"(?:{_PERSON}|{_LINKING}|{_MANNER}|{_WITH}|{_LEADING})*")
"""What may stand before a verb whose subject is still the same."""
_ARRIVES = frozenset("进到向给入在回")
"""Signs behind a verb that say where its thing goes: `撕碎撒进河里` is two deeds."""
_CAUSING = frozenset({"扶", "教", "喂", "赶", "拉住", "扶住", "送给", "牵", "递给", "追", "拉", "抱", "背"})
_AS_MADE = re.compile(r"^(?:了|过|好|完|来|出来?|下来?|回来?|满|成|起)?的(?!时候)")
_OF_CAMERA = re.compile("(?<![拿举扛对着看向朝到把架擦修])镜头(?![前里外盖下后布])[^。！？；\n]*")
"""What the camera does is no deed of anybody."""
_MEASURES = re.compile(
    "(?:[一两三四五六七八九十几半](?=[卷束串捆堆把扎团叠盘包摞拨打](?![了着开起住出上下]))|[一两三四五六七八九十几](?=下[船车楼山]))"
)
_NAMED_BY = re.compile("[在着满][^，。；的]{1,8}的(?![^，。；]*(?:[里上下中旁边前后外内处])(?:$|[，。；]))[一-龥]")
_PAUSE = re.compile("(?:停|顿|愣|静)了?(?:片刻|一会|一下|一拍|半晌|两秒|一秒|几秒|一瞬)")
_LINKED = re.compile(r"然后|接着|随后|随即|紧接着|再|又|并且|并|之后|后")


@lru_cache(maxsize=1024)
def deeds(action: str) -> tuple[str, ...]:
    """The words of the deeds of an action, in their order."""
    text = read_chinese(_OF_CAMERA.sub("", action))
    found: list[str] = []
    for clause in text.clauses():
        found += [text.text[hit.start : hit.end] for hit in _of_clause(text, clause, first=not found)]
    return tuple(found)


def _of_clause(text: Text, clause: Hit, *, first: bool) -> Iterator[Hit]:
    before: Hit | None = None
    for hit in _verbs(text, clause):
        if before is None:
            own = text.bare[clause.start : hit.start]
            if not first and not _leads(own):
                return
            if text.bare[hit.end : hit.end + 1] == "着" and "一边" not in own and not first:
                return
        elif not _adds(text, before, hit):
            continue
        yield hit
        before = hit


def _verbs(text: Text, clause: Hit) -> list[Hit]:
    """The verbs between two marks that are no part of a longer word and do not describe a thing."""
    rows = [hit for hit in text.of("deed_words") if clause.start <= hit.start < clause.end]
    taken = {at for hit in rows for at in range(*hit)}
    signs = [hit for hit in text.of("deed_signs") if clause.start <= hit.start < clause.end and hit.start not in taken]
    rows += [hit for hit in signs if _is_verb(text, clause, hit)]
    rows = [hit for hit in rows if not (hit.start and _MEASURES.match(text.bare, hit.start - 1))]
    rows = [hit for at, hit in enumerate(sorted(rows)) if not (at and _NAMED_BY.match(text.bare, hit.end))]
    rows = [hit for hit in rows if not _PAUSE.match(text.bare[hit.start : hit.end + 4])]
    rows = [hit for hit in rows if not _AS_MADE.match(text.bare[hit.end : hit.end + 4])]
    return sorted(rows)


def _is_verb(text: Text, clause: Hit, hit: Hit) -> bool:
    """Whether a sign is a verb: by what follows it, or because nothing but the way it is done stands before it."""
    behind = text.bare[hit.end : hit.end + 1]
    if behind in _AFTER and behind:
        return True
    own = text.bare[clause.start : hit.start]
    if _is_of_a_thing(own, text.bare[hit.start : clause.end]):
        return False
    if "把" in own or "将" in own:
        return hit.end - clause.start > 2 and own[-1:] not in "把将"
    if behind in ("", "着"):
        return behind == "着" and not own
    return _leads(own)


_WITH_ON = re.compile(
    "[沾带挂裹缠缀绣印画刻留粘溅糊结染爬长戴套涂抹蒙落扎镶嵌盛装满盖披穿插别抱捧握拿举拎提夹][着满了有][^，。；的]{0,8}$"
)
_JOINED = re.compile("[一-龥]{1,2}?[和与及跟、]")
_OF = re.compile("[^，。；了着过把将]{0,9}的")


def _is_of_a_thing(own: str, rest: str) -> bool:
    """Whether a sign is part of what is on a thing, one noun joined to another: `用沾着泥点和草屑的前爪`."""
    return bool(_WITH_ON.search(own) and _OF.match(rest) and (_JOINED.match(rest) or not own.endswith(_HELD_ON)))


_HELD_ON = ("着", "满", "了", "有")
_SITUATED = re.compile("[里上下旁边前后中外头处]$|人$|独自$")


def is_own(text: Text, verb: Hit) -> bool:
    """Whether nothing stands between the beginning of a clause and a verb but who does it, where and how."""
    own = re.split("[，。；、]", text.bare[: verb.start])[-1]
    if _leads(own) or _SITUATED.search(own):
        return True
    return any(hit.end == len(own) for hit in read_chinese(own).all("persons"))


def _leads(own: str) -> bool:
    """Whether what stands before a verb only leads to it."""
    return len(own) <= _LONG and _OWN.fullmatch(own) is not None


_LONG = 24
"""Signs of the longest way to lead to a verb; more are another matter, and would take long to try."""


def _adds(text: Text, before: Hit, hit: Hit) -> bool:
    """Whether a verb behind another one in its clause is one more deed."""
    between = text.bare[before.end : hit.start]
    if not between and before.end - before.start > 1 and _ARRIVES.intersection(text.bare[hit.end - 1 : hit.end + 1]):
        return True
    if len(between.strip("了着过起下上来去出进到")) < 1 or between.startswith("着"):
        return False
    if between.endswith(tuple(words("purposes"))) or between in ("把", "将", "被"):
        return False
    if text.bare[before.start : before.end] in _CAUSING and not _LINKED.search(between):
        return False
    if text.bare[hit.end : hit.end + 1] == "着":
        return "一边" in between
    strong = hit.end - hit.start > 1 or text.bare[hit.end : hit.end + 1] in _AFTER or _LINKED.search(between)
    return bool(strong) or "把" in between or "一边" in between
