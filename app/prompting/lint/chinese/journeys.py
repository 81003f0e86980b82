"""Tells journeys in Chinese texts that no shot holds: metres, steps and storeys against seconds, and far places."""

from __future__ import annotations

import re

from app.prompting.lint.chinese.camera import pattern

_NUMBER = r"([\d.]+|[零一二两三四五六七八九十百千万半几数]+)"
_WAY = re.compile(
    rf"{_NUMBER}\s*(?:多|来|几|余)?\s*(公里|千米|英里|海里|里路|里地|里(?!面|边|屋|头|外|间)|条街|个街区|层楼|层台阶|层石阶|层|级台阶|级楼梯|段楼梯|圈|米(?!线|饭|粒|袋|色)|步(?!骤|伐)|码(?!头|数|字)|站地?|座山|座城)"
)
_METRES = {
    "公里": 1000,
    "千米": 1000,
    "英里": 1609,
    "海里": 1852,
    "里路": 500,
    "里地": 500,
    "里": 500,
    "条街": 120,
    "个街区": 120,
    "层楼": 3.5,
    "层": 3.5,
    "级台阶": 0.2,
    "层台阶": 0.2,
    "层石阶": 0.2,
    "级楼梯": 0.2,
    "段楼梯": 3.5,
    "圈": 400,
    "米": 1,
    "步": 0.75,
    "码": 0.9,
    "站": 800,
    "站地": 800,
    "座山": 3000,
    "座城": 5000,
}
_PACES = {
    "走": 2.5,
    "步行": 2.5,
    "散步": 2,
    "跑": 9,
    "冲": 11,
    "骑": 16,
    "开": 60,
    "驾": 60,
    "飞": 90,
    "游": 2,
    "爬": 1.2,
    "划": 5,
    "滑": 14,
    "奔": 11,
    "登": 1.2,
    "攀": 1.2,
    "追": 11,
    "驶": 60,
    "赶": 4,
    "翻": 2.5,
    "送": 16,
    "运": 60,
    "逃": 9,
    "挑": 2,
    "背": 2,
    "驮": 4,
    "徒步": 2,
    "推进": 6,
    "前进": 6,
    "下降": 12,
    "上升": 12,
    "移动": 10,
    "跋涉": 2,
    "疾驰": 60,
    "穿过": 10,
    "掠过": 60,
    "逛": 2,
    "爬行": 0.8,
    "潜": 1.5,
    "迈": 2.5,
    "跨": 2.5,
    "踱": 2,
    "挪": 1,
    "蹚": 1.2,
    "趟": 1.2,
    "扛": 1.5,
    "抬": 1.5,
    "飘": 6,
    "漂": 6,
    "坐": 60,
    "乘": 60,
    "搭": 60,
}
_CLIMBED = ("层楼", "层台阶", "层石阶", "层", "级台阶", "级楼梯", "段楼梯")
_DIGITS = {**dict(zip("零一二三四五六七八九", range(10), strict=True)), "两": 2, "半": 0.5, "几": 4, "数": 4}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_ROUND = re.compile("操场|体育场|跑道|湖|公园|城|岛|校园|广场")
_CLIMBS = re.compile("[攀爬登][上到过]?$")
_ARRIVES = re.compile(
    "(?:[跑骑走冲赶飞驶开游爬奔划滑追登攀越跨翻送运搬抬推逃溜迁挪蹚划冲扛背驮挑拖带][^，。；望看指听想梦寄来]{0,5}?[到至过上往向去回达进]"
    "|去|到达|抵达|抵|赶赴|奔赴|直奔|来到|飞奔|狂奔|疾驰|疾奔)了?(?:一个|那个|另一个)?$"
)
"""Before a way that ends in a place so far off: somebody gets there."""
_MEASURES = ("高", "宽", "深", "长", "厚", "外", "处", "开")
_ALL_THE_WAY = re.compile(
    "(?:一路|直接|连夜|当天)?(?:开车|骑车|坐车|步行|徒步|走路|骑马|坐船|乘船|坐飞机|飞|开|骑)[到去回往至]$"
)
_MARGIN = 1.3


def far_apart(text: str, seconds: float) -> str:
    """The words of a way that cannot be gone in so many seconds, empty where there is none."""
    for match in pattern("too_far").finditer(text):
        if not pattern("told").search(text, 0, match.start()):
            return match[0]
    paces = [pace for verb, pace in _PACES.items() if verb in text] or [1.2] * ("级" in text)
    if not paces:
        return ""
    return _between_cities(text) or next(
        (way[0] for way in _WAY.finditer(text) if _is_too_long(text, way, max(paces), seconds)), ""
    )


def _between_cities(text: str) -> str:
    """`从北京开车到天津`: two cities, neither of them only told of."""
    cities = list(pattern("cities").finditer(text))
    if cities and _ALL_THE_WAY.search(text[: cities[0].start()]) and not pattern("told").search(text):
        return text[: cities[0].end()]
    if len(cities) < 2 or pattern("told").search(text, 0, cities[-1].end() + 4):
        return ""
    begin = cities[0].start() - 1
    return text[begin : cities[1].end()] if text[max(0, begin) : begin + 1] in ("从", "由", "自") else ""


def _is_too_long(text: str, way: re.Match[str], pace: float, seconds: float) -> bool:
    if (way[2] == "圈" and not _ROUND.search(text)) or text[max(0, way.start() - 1) : way.start()] == "第":
        return False
    if pattern("told").search(text, max(0, way.start() - 8), way.start()):
        return False
    behind = text[way.end() : way.end() + 1]
    climbed = behind == "高" and _CLIMBS.search(text[max(0, way.start() - 3) : way.start()])
    if behind in _MEASURES and not climbed and not (behind in "外开" and _ARRIVES.search(text[: way.start()])):
        return False
    pace = 1.2 if climbed or way[2] in _CLIMBED else pace
    return number(way[1]) * _METRES[way[2]] > pace * seconds * _MARGIN


def number(text: str) -> float:
    """A number in figures or in Chinese signs."""
    if text.replace(".", "", 1).isdigit():
        return float(text)
    total, digit = 0.0, 0.0
    for sign in text:
        if sign in _UNITS:
            total = (total + digit) * 10000 if sign == "万" else total + (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = _DIGITS.get(sign, 0)
    return total + digit
