"""Finds what Chinese texts ask of the camera: its moves clause by clause, and that it stays where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from app.resources import own_table, resources

_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|《[^》]*》|\"[^\"]*\"")
_SENTENCE = re.compile(r"[^。！？；\n!?;]+")
_CLAUSE = re.compile(r"[^，,、：:]+")
_SOMEBODY = re.compile(r"[她他它人\}]")
_NAMED = re.compile(r"(?:向|朝|对着|面对|望着|看着|往|离|盯着|对准|直视|看|在)$")
"""Before a camera that is only looked at or walked to."""
_WITHIN = ("里", "中", "内")
"""Behind a frame in which something else moves."""
_JOINED = re.compile(r"(?:并|再|然后|又|后|接着|同时|，|与|和|加|＋|\+|转为|变为|一边|边|先|继而|随后|而后)")
_LED = frozenset("沿顺从由在朝向往先后再终以接最")
"""How a clause begins that tells where or when the camera goes, and names nobody."""
_DENIED = re.compile(r"(?:不|没|没有|未|无|别|从不|不再|不会)$")


class Move(NamedTuple):
    """A move in a text: its kind, and its signs from where to where."""

    kind: str
    start: int
    end: int


@cache
def _table() -> dict[str, Any]:
    return own_table(resources() / "lint" / "chinese_camera.toml")


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of a list."""
    return re.compile(_table()[name]["pattern"])


@cache
def _verbs() -> re.Pattern[str]:
    """Every verb, the longest first; one that is no plain word is a group with the name of its kind."""
    plain, pairs = _plain_verbs(), _verb_pairs()
    named = [verb if verb in plain else f"(?P<{kind}_{at}>{verb})" for at, (verb, kind) in enumerate(pairs)]
    return re.compile("|".join(dict.fromkeys(named)))


def _verb_pairs() -> list[tuple[str, str]]:
    rows: dict[str, str] = _table()["moves"]
    pairs = [(verb.strip(), kind) for kind, text in rows.items() for verb in text.strip().split("|")]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


@cache
def _plain_verbs() -> dict[str, str]:
    """The verbs that are plain words, each with its kind; the first one where several have it."""
    return {verb: kind for verb, kind in reversed(_verb_pairs()) if verb.isalpha()}


def _kind_of(match: re.Match[str]) -> str:
    return match.lastgroup.rpartition("_")[0] if match.lastgroup else _plain_verbs()[match[0]]


def bare(text: str) -> str:
    """A text with what is quoted made blank, sign by sign."""
    return _QUOTED.sub(lambda match: "\0" * len(match[0]), text)


def speaks_of_camera(text: str) -> bool:
    """Whether a text says what the camera does or is held by."""
    plain = pattern("held_camera").sub(lambda match: "\0" * len(match[0]), bare(text))
    return bool(pattern("camera_words").search(plain))


def still_in(text: str) -> Move | None:
    """Where a text says that the camera does not move."""
    match = pattern("still").search(pattern("held_camera").sub(lambda each: "\0" * len(each[0]), bare(text)))
    return Move("still", *match.span()) if match else None


@lru_cache(maxsize=1024)
def moves_in(text: str) -> tuple[Move, ...]:
    """The moves of a text in their order."""
    plain = bare(text)
    for name in ("held_camera", "shaken"):
        plain = pattern(name).sub(lambda match: "\0" * len(match[0]), plain)
    found: list[Move] = []
    for sentence in _SENTENCE.finditer(plain):
        found += _of_sentence(plain, *sentence.span())
    return tuple(_distinct(sorted(found, key=lambda move: move.start)))


def _of_sentence(text: str, begin: int, end: int) -> Iterator[Move]:
    governed = False
    yield from _listed(text, begin, end)
    for clause in _CLAUSE.finditer(text, begin, end):
        start, stop = clause.span()
        yield from _sure(text, start, stop)
        camera = pattern("camera").search(text, start, stop)
        while camera and text.startswith(_WITHIN, camera.end()):
            camera = pattern("camera").search(text, camera.end(), stop)
        if camera and not _NAMED.search(text[max(start, camera.start() - 2) : camera.start()]):
            onward = _goes_on(text, start, stop) if governed else -1
            governed, at = True, onward if 0 <= onward < camera.start() else camera.end()
        elif governed:
            at = _goes_on(text, start, stop)
            if at < 0:
                governed = False
                continue
        else:
            link = pattern("links").match(text, start, stop)
            at = link.end() if link else start
            if (at := _ordered(text, start, at, stop, end)) < 0:
                continue
            governed = True
        yield from _of_clause(text, at, stop)


def _ordered(text: str, start: int, behind: int, stop: int, end: int) -> int:
    """Where the verb of a clause begins that orders a move and names nobody; -1 where it does not."""
    for at in (behind, start):
        if pattern("order").match(text, at, stop):
            return at
    strong = pattern("strong").search(text, start, stop)
    if strong and text[start : start + 1] in _LED and not _SOMEBODY.search(text, start, strong.start()):
        return strong.start()
    weak = pattern("order_weak").match(text, behind, stop)
    follows = weak and any(pattern(name).search(text, weak.end(), end) for name in ("order", "sure", "strong"))
    return behind if follows else -1


def _goes_on(text: str, start: int, stop: int) -> int:
    """Where the verb of a clause begins that goes on with the camera; -1 where it does not."""
    link = pattern("links").match(text, start, stop)
    at = link.end() if link else start
    if _verbs().match(text, at, stop):
        return at
    verb = _verbs().search(text, start, stop)
    return verb.start() if verb and verb.start() < at else -1


def _listed(text: str, begin: int, end: int) -> Iterator[Move]:
    """`推、拉、摇、移`: a sign for each move."""
    kinds: dict[str, str] = _table()["sure_kinds"]
    for match in pattern("listed").finditer(text, begin, end):
        for at in range(*match.span()):
            if text[at] in "推拉摇移跟甩升降":
                yield Move(kinds[text[at]], at, at + 1)


def _sure(text: str, start: int, stop: int) -> Iterator[Move]:
    kinds: dict[str, str] = _table()["sure_kinds"]
    for match in pattern("sure").finditer(text, start, stop):
        if not _DENIED.search(text[max(start, match.start() - 3) : match.start()]):
            yield Move(kinds.get(match[0][:2]) or kinds[match[0][0]], *match.span())


def _of_clause(text: str, at: int, stop: int) -> Iterator[Move]:
    """The first verb behind the camera, and those joined to it."""
    verb = _verbs().search(text, at, stop)
    if verb is None or _is_of_somebody(text[at : verb.start()]):
        return
    if not _DENIED.search(text[max(at, verb.start() - 3) : verb.start()]):
        yield Move(_kind_of(verb), *verb.span())
    while True:
        following = _verbs().match(text, verb.end() + text.startswith("着", verb.end()), stop)
        for joint in () if following else _JOINED.finditer(text, verb.end(), stop):
            link = pattern("links").match(text, joint.start(), stop)
            at = max(joint.end(), link.end() if link else 0)
            following = _verbs().match(text, at, stop) or _verbs().search(text, joint.end(), min(at + 1, stop))
            if following:
                break
        if following is None:
            return
        verb = following
        yield Move(_kind_of(verb), *verb.span())


def _is_of_somebody(between: str) -> bool:
    """Whether somebody stands between the camera and a verb who does it: not `from her forehead`, `round the two`."""
    person = _SOMEBODY.search(between)
    return person is not None and not re.search("[从绕围对向朝跟随离贴在由把经沿将越]", between[: person.start()])


def _distinct(moves: list[Move]) -> list[Move]:
    found: list[Move] = []
    for move in moves:
        if found and move.start < found[-1].end:
            continue
        found.append(move)
    return found


_ACROSS = re.compile(
    r"(?:向|往|朝|从(?:画面)?(?:右|左)(?:侧|边|方|面)?[^，。]{0,6}?(?:到|向|往|至|奔|走|跑|冲|穿|移|驶|滑|推)[^，。左右]{0,3})(?:画面|画|镜头|舞台|台|屏幕|银幕|街|路)?的?(左|右)"
    r"|从(?:画面|画|镜头)?(左|右)(?:侧|边|方|面|端)?[^，。左右]{0,4}?(?:出去|离开|出画|走出|跑出|消失|下场|退场|离场|走掉|溜走)"
    r"|(?:走|跑|冲|骑|驶|奔|推|拖|飞|滑|走向|移|退|开|爬|搬|拉|赶|追)(?:着[^，。]{0,4})?(?:出|到|向|往)(?:了)?(?:画面|画|镜头)?的?(左|右)(?!手|脚|腿|臂|肩)"
)
_NO_WAY = re.compile(
    r"把[^，。]{1,6}(?:翻|推|拨|移|转|递|放|摆|挪|滑)[^，。]{0,2}(?:向|到|往)(?:左|右)|(?:向|往|朝)(?:左|右)(?:边|侧)?(?:滑动|划动|滑|划|拨|拧|扭|转动|倾斜|歪|靠)[^，。]{0,3}(?:手机|屏|平板|页|旋钮|开关|方向盘|钮|把手|盖|瓶)|(?:看|望|瞥|盯|瞧|瞟|指|瞄)(?:向|往|着)[^，。]{0,3}?[左右]|(?:向|往|朝)(?:左|右)(?:边|侧|方|面)?(?:看|望|瞥|瞟|瞄|瞅|歪|偏头|侧头|伸|举|转头|扭头|倾|一瞥|瞧|格挡|躲|闪|避|侧身|侧弯|让|挡|挥|砍|刺|出拳|踢|晃|摆|倒|弯|扭|一甩|甩头)"
)


def side_in(text: str, *, whole: bool) -> str:
    """left or right; in an action only where it is a way across the frame."""
    if not whole:
        found = {sign for sign in text if sign in "左右"}
        return _SIDE[found.pop()] if len(found) == 1 and "左右" not in text else ""
    match = _ACROSS.search(_NO_WAY.sub("", text))
    return _SIDE[match[1] or match[2] or match[3]] if match else ""


_SIDE = {"左": "left", "右": "right"}
