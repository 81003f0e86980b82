"""Follows things from hand to hand in Chinese: what pops in, goes, or is used by whoever cannot have it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.draft import Draft
from app.domain.finding import Finding
from app.prompting.lint.chinese.text import Text, read_chinese, words
from app.prompting.lint.face import told
from app.prompting.lint.facts import BeatFacts, ShotFacts
from app.prompting.lint.fields import Field
from app.prompting.lint.outside import WholeFacts

_IN_BEATS = frozenset({"action", "touches", "ends_as"})
_SMALL_THINGS = frozenset(
    "草枝叶糖棒骨狗马牛羊驴鹅鸭鸟鸽刀剑伞枪灯花书信碗杯笔弓烟旗鞭锤斧棍琴笛箫壶镜针绳包筐锅碟盆桶球鼓锣棋牌钱票卡药酒茶饼糖鱼鸡猫兔"
)
_THING = re.compile(
    r"(?:着|了)?(?:[一两三几半这那][把支个只张束本杯碗盘瓶根条块封朵件盏柄枝串袋包卷叠台部枚顶副面壶桶篮捧份架匹团摞沓截捆片颗粒种]?)?"
    r"(?P<noun>\{prop:[^{}]*\}|[一-龥]{1,8})"
)
_ENDS = re.compile(
    "(?<=.)[敲刮搅舀戳拨擦切砍削挖铲扫撬拍打捅蘸](?=[了着出起开一两在到向破碎])|(?<![火拖扫门手])把|向(?!日|盘|导)|对准|望(?!远)|(?<!戒)指|[转站坐走看朝往跑冲在去来靠从，。；、盯等说笑]|跟着|进门|出门"
)


def prop_pops(draft: Draft, outside: WholeFacts, facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """A thing that is suddenly in a hand, or in another one."""
    holder = {f"{{prop:{prop.id}}}": who for prop in draft.place.props if (who := _held_at_first(draft, prop.state))}
    earlier: list[str] = [field.text for field in outside.fields]
    first = True
    lost: set[str] = set()
    for fact in (beat for each in facts for beat in each.beats):
        if found := _out_of_nowhere(fact) or _of_another(fact, holder, lost):
            yield found
            return
        texts = [read_chinese(field.text) for field in fact.fields]
        handed = any(_hands_over(field, text) for field, text in zip(fact.fields, texts, strict=True))
        who = fact.beat.subject.strip()
        for field, text in zip(fact.fields, texts, strict=True):
            if field.name not in _IN_BEATS:
                continue
            for thing in _held(text):
                before = holder.get(thing)
                if before and who and before != who and not handed:
                    yield told("prop_pops", field.path, variant="hands", said=thing)
                    return
                known = thing.startswith("{") or any(thing[-2:] in told_of for told_of in earlier)
                known = known or (field.name != "action" and any(sign in fact.beat.action for sign in thing))
                if before is None and not first and not handed and not known:
                    yield told("prop_pops", field.path, said=thing)
                    return
                holder[thing] = who
        _press_and_leave(fact, holder, who)
        lost |= {match["noun"] for match in _GONE.finditer(fact.beat.action)}
        if handed:
            holder = {match[1]: who for match in _KEPT.finditer(fact.beat.ends_as)} if who else {}
        earlier += [field.text for field in fact.fields]
        first = False


def _hands_over(field: Field, text: Text) -> bool:
    """Whether something comes into a hand or leaves it; a thing that lies somewhere at the end does neither."""
    if field.name != "ends_as" or not text.has("hand_over"):
        return text.has("hand_over")
    return read_chinese(_LIES.sub("", field.text)).has("hand_over")


_LIES = re.compile("(?:放|搁|摆|留|收)在")
_KEPT = re.compile(
    r"(?:^|[，。；])(\{prop:[^{}]*\})(?:还|正|已经?|仍)?(?:紧紧|稳稳|牢牢)?[攥握捏拿拎夹抱端捧举提托抓持](?:在)(?:她|他|自己)?(?:的)?"
    "(?:右|左|双|两只?|一只)?(?:手|怀|掌|臂|指|拳)"
)
"""At the end of a beat a thing is in the hand of who took it: `刀攥在右手里`."""


_IN_HAND = "[^，。；]{0,4}(?:手|怀|掌|臂|指|拳|胳膊|腋)"
_GRIPPED = re.compile(
    rf"(?:(?P<noun>\{{prop:[^{{}}]*\}})|(?<=[把将])(?P<thing>[一-龥]{{2,6}}?))[^，。；]{{0,3}}?[攥握捏拿拎夹抱端捧举提托抓持揣搂揽](?:在|进){_IN_HAND}"
)
"""`把{prop:key}攥在手里`: what is in a hand, before the word that says so."""
_LEAVES = re.compile("推|滑|滚|甩|丢|抛|松[开手]|放开|放下|搁|留下|递|给|摔|掉")
"""How a thing may leave a hand, on its way to another."""
_PRESSED = re.compile(r"[压按扶护捂](?:着|住)(?P<noun>\{prop:[^{}]*\})")
_AT_FIRST = re.compile(
    rf"[压按握攥捏抱拿端捧夹抓拎提在]在?(?P<who>[^，。；]{{1,8}}?)的?(?:左|右|双|两)?{_IN_HAND[11:]}"
)


def _press_and_leave(fact: BeatFacts, holder: dict[str, str], who: str) -> None:
    """Note what is pressed down under a hand in a beat, and forget what may have left one."""
    for field in fact.fields if who else ():
        for match in _PRESSED.finditer(field.text) if field.name in _IN_BEATS else ():
            holder.setdefault(match["noun"], who)
    for thing in [each for each in holder if each in fact.beat.action and _LEAVES.search(fact.beat.action)]:
        del holder[thing]


def _held_at_first(draft: Draft, state: str) -> str:
    """Who of the cast has a thing by its state: `压在阿珍手下`."""
    match = _AT_FIRST.search(state) if state else None
    who = match["who"] if match else ""
    return next((f"{{cast:{each.id}}}" for each in draft.cast if each.label and who.endswith(each.label)), "")


def _held(text: Text) -> Iterator[str]:
    for gripped in _GRIPPED.finditer(text.bare):
        yield gripped["noun"] or gripped["thing"]
    for hit in text.of("holding"):
        match = _THING.match(text.bare, hit.end)
        if match is None:
            continue
        noun = match["noun"]
        if not noun.startswith("{"):
            noun = _ENDS.split(noun)[0].split("的")[-1]
        if noun not in words("no_things") and (len(noun) > 1 or noun in _SMALL_THINGS):
            yield noun


_POPS = re.compile(
    "(?:凭空|突然|忽然|瞬间|一下子)[^，。；]{0,3}(?:出现|冒出|多出|多了|变出)[^，。；]{0,10}(?:手|怀|掌|$)"
    "|(?:手[里中上]?|怀里|掌心)[^，。；]{0,2}(?:凭空|突然|忽然|瞬间|一下子)[^，。；]{0,2}(?:出现|冒出|多出|多了|变出)"
    "|(?:手[里中上]的|怀里的)[^，。；]{1,8}(?:凭空|突然|忽然|瞬间)[^，。；]{0,2}(?:消失|不见|没了)"
)
_GONE = re.compile(
    "[把将](?P<noun>\\{prop:[^{}]*\\}|[一-龥]{1,6}?)"
    "(?:(?:扔|丢|抛|投|甩|沉|倒)[进入到][^，。；]{0,3}(?:炉|火|海|河|江|湖|井|垃圾|悬崖|水沟)|烧[掉成了毁]|撕成?碎|撕得粉碎|冲进下水)"
)
"""How a thing goes for good: `把地图扔进炉子烧掉`."""
_USED = "(?:喝[光完干]?了?|咬[一了]?口?|翻开|吹响|啃|抿一口|[举拿握捏端捧抱攥]着)"


def _out_of_nowhere(fact: BeatFacts) -> Finding | None:
    """A thing that is suddenly in a hand, or suddenly in none."""
    for field in fact.fields:
        if field.name in _IN_BEATS and (match := _POPS.search(field.text)):
            return told("prop_pops", field.path, said=match[0])
    return None


def _of_another(fact: BeatFacts, holder: dict[str, str], lost: set[str]) -> Finding | None:
    """What another has in the hand is drunk up or read, and what was burnt is there again."""
    action, who = fact.beat.action, fact.beat.subject.strip()
    if not who or read_chinese(action).has("hand_over"):
        return None
    theirs = [thing for thing, one in holder.items() if one and one != who and len(thing) > 1]
    for thing in (*theirs, *lost):
        if thing in action and re.search(f"{_USED}{re.escape(thing)}", action):
            hands = "" if thing in lost else "hands"
            return told("prop_pops", f"{fact.at}.action", variant=hands, said=thing)
    return None
