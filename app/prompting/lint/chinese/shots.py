"""Checks the craft of the camera in Chinese texts: the same faults that are told of English ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.draft import Draft
from app.domain.finding import Finding
from app.domain.moves import arc_degrees
from app.prompting.lint.camera.accord import is_fixed
from app.prompting.lint.camera.kinds import family
from app.prompting.lint.camera.people import front_only
from app.prompting.lint.chinese.camera import Move, moves_in, pattern, still_in
from app.prompting.lint.chinese.journeys import far_apart
from app.prompting.lint.face import Scene, catalogue, shot_number, told
from app.prompting.lint.facts import ShotFacts
from app.prompting.lint.fields import Field
from app.prompting.lint.outside import WholeFacts

_TURN = ("然后", "随后", "接着", "再", "之后", "直到", "后，", "后再", "后才", "秒后", "最后", "忽然", "突然")
_WAYS = (
    ("大", "小"),
    ("推", "退"),
    ("推", "拉"),
    ("升", "落"),
    ("上", "落"),
    ("左", "右"),
    ("上", "下"),
    ("近", "远"),
    ("前", "后"),
    ("升", "降"),
    ("仰", "俯"),
)
_SAME_AXIS = frozenset({"orbit", "pan", "truck", "tilt", "crane", "zoom", "fly", "travel", "track"})
_CLOSE = ("cu", "ecu", "mcu", "macro", "insert")
_FAR = ("ews", "ws")
_SHOWN = frozenset({"action", "ends_as", "target", "touches", "feeling_shown"})
_GONE = frozenset({"action", "moves_to", "ends_as", "evidence"})


def _going(facts: ShotFacts) -> list[tuple[Field, Move]]:
    return [(field, move) for field in facts.chinese for move in moves_in(field.text)]


def _said(field: Field, move: Move) -> str:
    return field.text[move.start : move.end]


def moves(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """More moves than a shot carries."""
    going = _going(facts)
    kinds = {family(move.kind) for _, move in going}
    if len(kinds) > 1:
        first, second = _said(*going[0]), _said(*going[-1])
        shot = shot_number(scene)
        yield told("moves", going[-1][0].path, shot=shot, n=len(kinds), first=first, second=second)


def cancel(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A still camera that moves, or there and back."""
    still = next(((field, move) for field in facts.chinese if (move := still_in(field.text))), None)
    going = _going(facts)
    if still and going and not _in_turn(still, going[0]):
        first, second = _said(*still), _said(*going[0])
        yield told("cancel", going[0][0].path, variant="words", first=first, second=second)
    elif going and not facts.moving and _stands(facts.shot.support) and any(m.kind not in _IN_PLACE for _, m in going):
        yield told("cancel", going[0][0].path, variant="support", second=_said(*going[0]))
    elif still and facts.moving:
        yield told("cancel", still[0].path, variant="path", first=_said(*still))
    elif swing := _opposed(going):
        yield told("cancel", swing[1][0].path, variant="words", first=_said(*swing[0]), second=_said(*swing[1]))
    else:
        yield from _swings(facts)


def _stands(support: str) -> bool:
    """Whether a support stands still, in the words of an author as well."""
    return is_fixed(support) or any(word in support for word in ("固定", "三脚架", "锁定", "静止", "不动"))


_IN_PLACE = frozenset({"pan", "tilt", "zoom", "whip", "crash", "roll"})
"""What a camera does that stays where it is."""


def _swings(facts: ShotFacts) -> Iterator[Finding]:
    """`镜头忽前忽后`: there and back in one word."""
    for field in facts.chinese:
        if match := pattern("swings").search(field.text):
            yield told("cancel", field.path, variant="words", first=match[0], second=match[0][-1])
            return


def _in_turn(one: tuple[Field, Move], other: tuple[Field, Move]) -> bool:
    if one[0] is not other[0]:
        return False
    begin, end = sorted((one[1], other[1]), key=lambda move: move.start)
    between = one[0].text[begin.end : end.start]
    return any(word in between for word in _TURN)


def _opposed(going: list[tuple[Field, Move]]) -> tuple[tuple[Field, Move], tuple[Field, Move]] | None:
    for place, one in enumerate(going):
        for other in going[place + 1 :]:
            kinds = {one[1].kind, other[1].kind}
            if kinds == {"dolly_in", "dolly_out"}:
                return one, other
            if len(kinds) != 1 or kinds.isdisjoint(_SAME_AXIS):
                continue
            if _other_way(_said(*one), _said(*other)) or _other_way(_near(*one), _near(*other)):
                return one, other
    return None


def _near(field: Field, move: Move) -> str:
    return field.text[max(0, move.start - 2) : move.end + 1]


def _other_way(one: str, other: str) -> bool:
    return any(
        (a in one and b in other and b not in one) or (b in one and a in other and a not in one) for a, b in _WAYS
    )


def turn_travel(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A word for turning in place used for going somewhere."""
    for field in facts.chinese:
        if turn := _travelling(field):
            yield told("turn_travel", field.path, said=turn)
            return


def _travelling(field: Field) -> str:
    """The words with which a turn in place goes somewhere; empty where none does."""
    text = field.text
    match = pattern("turn_travel").search(pattern("shaken").sub(lambda each: "\0" * len(each[0]), text))
    filmed = pattern("turning").search(text) or pattern("camera").search(text)
    return text[match.start() : match.end()] if match and filmed else ""


def open_move(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A move that ends on no picture."""
    going = [] if facts.moving else _going(facts)
    if going and not any(pattern("ends").search(field.text, move.start) for field, move in going):
        yield told("open_move", going[-1][0].path, said=_said(*going[-1]))


def empty_reveal(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A move that opens up the picture, and nothing told of what comes into it."""
    for field in facts.chinese:
        if field.name == "reveal" and pattern("only_promised").fullmatch(field.text.strip(" 。！…")):
            yield told("empty_reveal", field.path, said=field.text.strip())
            return
        promised = next(iter(pattern("revealing").finditer(field.text)), None)
        if promised and moves_in(field.text) and not _names(_behind(field.text, promised.end())):
            yield told("empty_reveal", field.path, said=promised[0])
            return
        for move in moves_in(field.text):
            if not pattern("outward").search(_said(field, move)):
                continue
            shown = list(pattern("reveals").finditer(field.text, move.end))
            named = any(each[0][:1] in ("到", "至") or _names(_behind(field.text, each.end())) for each in shown)
            if not named and not _tells_more(field.text, move.end) and not _LEVEL.search(field.text, move.end):
                yield told("empty_reveal", field.path, said=_said(field, move))
                return


_LEVEL = re.compile(
    "(?:停|落|悬)[在于到][^，。；]{1,8}(?:高度|位置|齐平|上方|顶上|上空|口|沿|边|前|侧|处)|[与和跟][^，。；]{1,6}(?:齐平|平齐|一样高)"
)
"""At what height or place a move that opens up the picture ends."""


def shows_beyond(text: str) -> bool:
    """Whether a text tells what there is behind or below something: `屋顶后是海`."""
    return any(_names(_behind(text, match.end())) for match in _BEYOND.finditer(text))


_BEYOND = re.compile(
    "(?:后|外|下|那边|那头|远处|远方|前方|尽头|对面|四周|周围|身后|背后|脚下|之间|底下)(?:面|方|头|边)?"
    "(?:竟|全|正|满|都|却|就|原来)?(?:是|有|露出|出现|现出|显出|浮现|展开|铺开|铺着|立着|停着|矗立着?|亮着|横着|躺着|坐着|站着|围着|[躺站坐摆停挤堆挂铺]满了?)"
)
_OVERLOOKED = re.compile("^(?:俯瞰|鸟瞰|俯视|纵览|环顾|尽览|将|把)")


def _tells_more(text: str, at: int) -> bool:
    """Whether a clause behind a move, and of no camera, tells what comes into the picture: `，满天风筝`."""
    sentence = re.split("[。！？\n]", text[at:], maxsplit=1)[0]
    return any(
        len(clause.strip()) > 2
        and not pattern("hollow").match(clause.strip())
        and _names(_OVERLOOKED.sub("", clause.strip()))
        and not moves_in(clause)
        for clause in re.split("[，：；]", sentence)[1:]
    )


def _names(behind: str) -> bool:
    """Whether what stands behind a word of showing is something: not `一切`, not `惊人的一幕`."""
    return not pattern("nothing").search(behind) and not pattern("only_promised").fullmatch(behind.strip(" 了的"))


def _behind(text: str, at: int) -> str:
    return re.split("[，。；！]", text[at:], maxsplit=1)[0]


def mouth(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A whip, an orbit or anything fast while somebody speaks."""
    if not facts.windows:
        return
    for beat in facts.beats:
        if not (beat.beat.lines or len(facts.beats) == 1):
            continue
        for field in [each for each in beat.fields if each in facts.chinese]:
            if broken := pattern("speech_break").search(field.text):
                yield told("mouth", field.path, variant="words", said=broken[0])
                return
            for move in moves_in(field.text):
                near = field.text[max(0, move.start - 6) : move.end + 6]
                whole = move.kind in ("orbit", "roll") and not pattern("part_round").search(near)
                if whole or move.kind in ("whip", "crash") or pattern("hasty").search(near):
                    yield told("mouth", field.path, variant="words", said=_said(field, move))
                    return


def unseen_side(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """More than half way round somebody whose picture shows one side only."""
    fronts = any(member.kind == "human" and member.refs and front_only(member.refs) for member in scene.cast)
    if not fronts and not (scene.pictured and any(member.kind == "human" for member in scene.cast)):
        return
    if any(segment.name.startswith(("arc", "orbit")) and arc_degrees(segment) > 180 for segment in facts.moving):
        return
    for field in facts.chinese:
        if turned := pattern("turntable").search(field.text):
            yield told("unseen_side", field.path, variant="words", said=turned[0])
            return
        for move in moves_in(field.text):
            round_it = move.kind in ("orbit", "roll") or "绕" in field.text[move.start : move.end + 4]
            if not round_it or pattern("part_round").search(field.text, max(0, move.start - 8), move.end + 10):
                continue
            if _round_somebody(field.text, move):
                yield told("unseen_side", field.path, variant="words", said=_said(field, move))
                return


def _round_somebody(text: str, move: Move) -> bool:
    """Whether it goes more than half way, and round nobody but somebody: not `绕铁盒一圈`."""
    whole = pattern("all_round").search(text, max(0, move.start - 8))
    if whole is None:
        return False
    about = re.sub("[着了走转完拍连续缓慢地的整足满飞滑移旋环绕行]", "", text[move.end : max(move.end, whole.start())])
    return not 1 <= len(about) <= 4 or bool(
        re.search(r"[她他人脸头身两二正额从到，女男孩童娘郎兵者员师爷奶妈爸哥姐弟妹婴\}]", about)
    )


def too_far(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A way nobody can go in the time there is."""
    for beat in facts.beats:
        seconds = beat.beat.seconds or facts.shot.seconds
        for field in [each for each in beat.fields if each in facts.chinese and each.name in _GONE]:
            said = far_apart(field.text, seconds)
            if said:
                yield told("too_far", field.path, said=said, seconds=f"{seconds:g}")
                return


def size_content(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A framing that cannot hold, or cannot show, what happens in it."""
    sizes = [key.framing.size for key in facts.shot.keys if key.framing.size]
    for names, list_, variant in ((_CLOSE, "wide_things", "close"), (_FAR, "tiny_things", "far")):
        if not sizes or any(size not in names for size in sizes):
            continue
        for field in facts.chinese:
            match = pattern(list_).search(field.text) if field.name in _SHOWN else None
            if variant == "close" and field.name == "target":
                match = match or _TOO_WIDE.search(field.text)
            if match and not _only_named(field.text, match, variant):
                yield told("size_content", field.path, variant=variant, said=match[0], size=sizes[0])
                return


_TOO_WIDE = re.compile(
    "整(?:条(?!缝|线|项链|手臂|胳膊|腿|鱼|辫|蛇|领带|围巾)|座|片(?!叶|花瓣|皮|面包|刀|药)|栋|幢|艘|列(?!字)|支队|支舰|面墙)"
    "|整个(?:村|镇|城|院|广场|球场|教室|房间|大厅|舞台|车站|码头|队|班|山谷|湖|港|渡口|操场|厂|车间|海湾)"
    "|全(?:村|城|镇|班|队|场|景)|对岸|天际线|远山|群山|地平线|从头到脚|所有(?:的)?(?:人|队员|球员|士兵|学生|村民|山|房子|船)"
)
"""What the camera is to show and no close framing holds."""
_SMALL = re.compile(
    "蚁|蝇|虫|蜂(?!群|箱|巢)|蛛|蜗牛|蝶|蛾|泪|汗|水珠|滴|露珠|手指|指尖|拇指|目光|视线|眼神|影子|光|血|烟|雾|粉|火星|笑容|笑意|硬币|骰子|弹珠|笔|针|线"
)
"""What moves about in a close framing."""


def _only_named(text: str, match: re.Match[str], variant: str) -> bool:
    """What is looked at, heard or painted, and not what the picture holds."""
    before, behind = text[max(0, match.start() - 6) : match.start()], text[match.end() : match.end() + 4]
    if re.search(
        "(?:想着|想到|梦见|回忆起?|说起|看向|望向|望着|看着|盯着|低头看|听见|听着|画着|印着|照片里的|照片上的|想起|没有|外面|远处)[^，。]{0,3}$",
        before,
    ):
        return variant == "close"
    if variant == "close" and (_SMALL.search(text[: match.start() + 2]) or _of_a_thing(text, match)):
        return True
    if variant == "close" and re.match("(?:了|着)?[一两几][滴颗行串道缕]", behind):
        return True
    return bool(re.match("的?(?:照片|海报|画|图案|声|玩具|模型|贴纸|唱片)", behind))


def _of_a_thing(text: str, match: re.Match[str]) -> bool:
    """`把戒指滑下来`, `跳过一行字`: a thing goes there, or an eye that reads."""
    read_on = re.match("(?:了)?[一两三几]?[^，。]{0,2}[字行段页章节句]", text[match.end() :])
    moved = match[0][0] in "滑穿滚翻掉跳" and re.search("把[^，。；]{1,6}$", text[: match.start()])
    return bool(moved or (read_on and match[0].endswith("过")))


def short_shot(facts: ShotFacts, scene: Scene) -> Iterator[Finding]:
    """A move in a shot that is over before it is seen."""
    least = catalogue()["amounts"]["shot_seconds_least"]
    if 0.05 < facts.shot.seconds < least and not facts.windows and not facts.moving and _going(facts):
        seconds = f"{facts.shot.seconds:g}"
        yield told("short_shot", f"{facts.at}.seconds", shot=shot_number(scene), seconds=seconds)


def camera_outside(outside: WholeFacts) -> Iterator[Finding]:
    """The same of the place, the look and the last picture: many moves, moves that deny each other, turns that go."""
    for field in outside.named(*_WHERE):
        if field.reading.votes >= 0:
            continue
        still = still_in(field.text)
        going = [(field, move) for move in moves_in(field.text)]
        if turn := _travelling(field):
            yield told("turn_travel", field.path, said=turn)
        elif still and going and not _in_turn((field, still), going[0]):
            first, second = _said(field, still), _said(*going[0])
            yield told("cancel", field.path, variant="words", first=first, second=second)
        elif swing := _opposed(going):
            yield told("cancel", field.path, variant="words", first=_said(*swing[0]), second=_said(*swing[1]))
        if len({family(move.kind) for _, move in going}) > 1:
            first, second = _said(*going[0]), _said(*going[-1])
            yield told("moves", field.path, variant="place", first=first, second=second)


def open_outside(draft: Draft, outside: WholeFacts, facts: tuple[ShotFacts, ...]) -> Iterator[Finding]:
    """A move that the place or the look asks for, and nothing says on what it ends."""
    ends, last = draft.ends, draft.shots[-1].beats[-1:] if draft.shots else ()
    if ends.final_picture.strip() or ends.end_image or any(beat.ends_as.strip() for beat in last):
        return
    if any(fact.moves for fact in facts):
        return
    for field in outside.named("setting", "foreground", "midground", "background", "style_line"):
        if field.reading.votes >= 0 or _HABIT.search(field.text):
            continue
        going = moves_in(field.text)
        if going and not any(pattern("ends").search(field.text, move.start) for move in going):
            yield told("open_move", field.path, said=_said(field, going[-1]))
            return


_HABIT = re.compile("总是?|始终|一直|从不|常常|时常|经常|全片|每个|每一|多用|大量|风格的|略带|微微")
_WHERE = ("setting", "foreground", "midground", "background", "style_line", "final_picture")

SHOT_CHECKS = (
    *(moves, cancel, turn_travel, open_move, empty_reveal, mouth, unseen_side, too_far, size_content, short_shot),
)
