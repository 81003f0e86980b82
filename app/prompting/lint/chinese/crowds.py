"""Counts the people and things that a Chinese text puts in one picture."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.finding import Finding
from app.prompting.lint.chinese.text import read_chinese
from app.prompting.lint.face import catalogue, told
from app.prompting.lint.fields import Field

_DIGITS = "一二三四五六七八九"
_NUMBER = re.compile(
    r"(?P<n>\d{1,3}|十[几来]|[二三四五六七八九]?十[一二三四五六七八九]?|[一两二三四五六七八九]|几十|数十|上百|几百|[一两三]百多?|成百上千|一打)"
    r"多?(?P<of>个|名|位|只|匹|头|条|群|口)(?P<who>[^，。；、和与及跟个名位只匹头条]{1,8})"
)
_ANIMALS = re.compile(
    "[鸭鹅鸡狗猫羊牛马猪鸟鸽雁鱼虎狼狐熊猴象鹿兔鼠虫蝶蜂企]|企鹅|海鸥|士兵|骑手|球员|厨师|乐手|提琴手|木偶|人偶|娃娃|机器人|僵尸|骷髅"
)
_NOBODY = re.compile("^(?:小时|分钟|月|年|星期|字|座|空|台阶|铜|硬币|鸡蛋|鸭蛋|鱼缸|马扎|牛皮|马克杯|狗牌|虎头|羊毛)")
_CLAUSE = re.compile("[，。；！？,;!?\n]")
_SENTENCE = re.compile("[。；！？;!?\n]")
_LEAST = 7
"""So many pieces at least make a list that is counted."""
_LONG = 7


def crowd(field: Field) -> Iterator[Finding]:
    """More than seven people, or a list of more than seven things, in one picture."""
    most = int(catalogue()["amounts"]["things"])
    count = max((max(_people(each), _listed(each)) for each in _SENTENCE.split(field.text)), default=0)
    if count > most:
        yield told("crowded", field.path, n=count, most=most)


def _people(text: str) -> int:
    found = [match for match in _NUMBER.finditer(text) if _is_somebody(match["who"], match["of"])]
    return sum(_value(match["n"]) for match in found if not _is_drawn(text, match))


def _is_drawn(text: str, match: re.Match[str]) -> bool:
    """Whether so many are in a picture: `印着九个孩子的海报`, `九位亲人的合影`, `壁画上的十个飞天`."""
    before = _CLAUSE.split(text[: match.start()])[-1]
    behind = _CLAUSE.split(text[match.start("who") :])[0]
    return bool(_SHOWS.search(before) or _SHOWN.match(behind))


_PICTURE = (
    "(?:合影|合照|照片|相片|旧照|老照|相框里|全家福|画像|壁画|油画|年画|国画|漫画|画卷|画框|挂画|海报|招贴|邮票|明信片|剪纸|窗花"
    "|浮雕|石雕|木雕|雕像|塑像|泥塑|石像|群雕|唐卡|插画|版画|屏风|挂毯|刺绣|皮影|贴纸|封面|剧照|素描|速写)"
)
_SHOWS = re.compile(
    f"(?:[画印刻绘雕绣拍塑贴][着有出了满](?:的是)?|{_PICTURE}(?:上面|里面|[上里中])(?:的|是|有|那)?)(?:那|整整|足足|一共)?$"
)
_SHOWN = re.compile(f"[^，。；]{{1,6}}的(?:旧|老|大|小|新|黑白|彩色|泛黄的?|那[张幅]|一[张幅]){{0,2}}{_PICTURE}")


def _is_somebody(who: str, of: str) -> bool:
    if _NOBODY.match(who):
        return False
    return (
        of in "名位"
        or _ANIMALS.search(who) is not None
        or any(hit.start < 6 for hit in read_chinese(who).all("persons"))
    )


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    if "百" in number or number in ("几十", "数十"):
        return 99
    if number in ("一打", "十几", "十来"):
        return 12
    if "十" in number:
        tens, _, ones = number.partition("十")
        return (_DIGITS.index(tens) + 1 if tens else 1) * 10 + (_DIGITS.index(ones) + 1 if ones else 0)
    return 2 if number == "两" else _DIGITS.index(number) + 1


_THINGS = re.compile(
    "(?:^|[着有了是])(?P<n>[两三四五六七八九]|十[几来]?)(?:个|只|条|张|把|壶|盘|碗|杯|瓶|盏|盆|块|本|封|支|根|枝|朵|棵|台|件|套|串|袋|箱|桶|篮|筐|罐|坛)"
    "(?!人|小时|月|钟|指|手|脚|腿|字)"
)


def _of_things(piece: str) -> int:
    """How many things a piece of a list counts: `六个盘子`."""
    match = _THINGS.search(piece)
    return min(_value(match["n"]), 6) if match else 1


def _listed(text: str) -> int:
    """How many things stand between 、 in a clause."""
    most = 0
    for clause in _CLAUSE.split(text):
        pieces = [each for each in re.split("、|以及|还有|(?<=.)和(?!尚|服|面|弦)", clause) if each]
        if len(pieces) < 4 or any(len(each) > _LONG for each in pieces[1:-1]) or pieces[-1].endswith("色"):
            continue
        numbers = [_NUMBER.match(f"{each}　") for each in pieces]
        weights = [
            min(_value(match["n"]), 6) if match and _is_somebody(match["who"], match["of"]) else _of_things(each)
            for match, each in zip(numbers, pieces, strict=True)
        ]
        if len(pieces) >= _LEAST or sum(weight > 1 for weight in weights):
            most = max(most, sum(weights))
    return most
