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
    r"(?P<n>\d{1,3}|[二三四五六七八九]?十[一二三四五六七八九]?|[一两二三四五六七八九]|几十|数十|上百|几百|[一两三]百多?|成百上千|一打)"
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
    return sum(_value(match["n"]) for match in _NUMBER.finditer(text) if _is_somebody(match["who"], match["of"]))


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
    if number == "一打":
        return 12
    if "十" in number:
        tens, _, ones = number.partition("十")
        return (_DIGITS.index(tens) + 1 if tens else 1) * 10 + (_DIGITS.index(ones) + 1 if ones else 0)
    return 2 if number == "两" else _DIGITS.index(number) + 1


def _listed(text: str) -> int:
    """How many things stand between 、 in a clause."""
    most = 0
    for clause in _CLAUSE.split(text):
        pieces = [each for each in re.split("、|以及|还有|(?<=.)和(?!尚|服|面|弦)", clause) if each]
        if len(pieces) < 4 or any(len(each) > _LONG for each in pieces[1:-1]) or pieces[-1].endswith("色"):
            continue
        numbers = [_NUMBER.match(f"{each}　") for each in pieces]
        weights = [
            min(_value(match["n"]), 6) if match and _is_somebody(match["who"], match["of"]) else 1 for match in numbers
        ]
        if len(pieces) >= _LEAST or sum(weight > 1 for weight in weights):
            most = max(most, sum(weights))
    return most
