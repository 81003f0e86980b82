"""Says in Chinese what the camera does: where it begins (起幅), each move with its pace, and where it ends (落幅)."""

from __future__ import annotations

from app.domain.draft import Key, Shot
from app.domain.moves import Segment, arc_degrees, plain_move
from app.prompting.camera_noun import main_move
from app.prompting.camera_prose import LOCKED, Clock, Path
from app.prompting.chinese.marks import clauses, spoken, stop
from app.prompting.chinese.words import ASIDE, COMPANY, ENDS, PACES, SHAKES, SLIGHT, VERBS
from app.prompting.fit import number
from app.prompting.sheet import Sheet
from app.prompting.spans import Phrase, Piece, trimmed

_STILL = "固定镜头"
_SUBJECT = Piece("主体")


# --------------------------------------------------------------------------------------------------------- framing


def framing(sheet: Sheet, path: Path, key: Key, *, target: bool = True) -> Phrase:
    """A key's framing: `林晚的中近景，平视，焦点在窗台上`."""
    at, said = path.at(key), path.changed(key)
    size = sheet.term("shot_size", said.size, f"{at}.framing.size")
    angle = sheet.term("angle", said.angle, f"{at}.framing.angle")
    what = target_words(sheet, path, key) if target and said.target else []
    if what and size and said.size not in ASIDE:
        head: Phrase = [*what, Piece("的"), *size]
    elif what:
        head = clauses([size, [Piece("对准"), *what]])
    else:
        head = size
    focus = trimmed(sheet.text(key.focus, f"{at}.focus")) if key is path.keys[0] else []
    return clauses([head, angle, [Piece("焦点落在"), *focus] if focus else []])


def start_framing(sheet: Sheet, path: Path) -> Phrase:
    """The framing a shot opens on; its target is left to the camera's sentence where that speaks of it."""
    if not path.keys:
        return []
    first = path.keys[0]
    return framing(sheet, path, first, target=first.lock == "none")


def target_words(sheet: Sheet, path: Path, key: Key) -> Phrase:
    """What a key looks at."""
    return trimmed(sheet.text(key.framing.target, f"{path.at(key)}.framing.target"))


def opening(sheet: Sheet, path: Path, index: int, *, cut_to: bool = False) -> Phrase:
    """The framing a shot opens on, led there by its dissolve or fade: `叠化至林晚的特写`."""
    shot, framed = path.shot, start_framing(sheet, path)
    if shot.cut_in == "cut" and cut_to and index:
        return [Piece("切至"), *framed] if framed else [Piece("切换镜头")]
    cut = cut_words(shot, index)
    return clauses([cut, framed])


def cut_words(shot: Shot, index: int) -> Phrase:
    """How a shot begins where it is no hard cut."""
    if shot.cut_in == "cut" or (shot.cut_in == "dissolve" and not index):
        return []
    return [Piece("叠化进入" if shot.cut_in == "dissolve" else "由黑场淡入", f"shots[{shot.id}].cut_in")]


# ------------------------------------------------------------------------------------------------------- sentences


def camera_sentences(
    sheet: Sheet, path: Path, *, alone: bool = True, timed: bool = True, clock: Clock | None = None
) -> list[Phrase]:
    """Every move of a shot as a sentence of its own; the values mean what they mean in English."""
    shot = path.shot
    parts = tuple([each.start_key for each in path.moves]), tuple([each.start_key for each in path.stills])
    values = (shot.id, shot.support, shot.shake, shot.seconds, path.pace, alone, timed, clock, *parts)
    return sheet.keep((shot.keys,), ("zh camera", *values), _sentences, sheet, path, alone, timed, clock)


def _sentences(sheet: Sheet, path: Path, alone: bool, timed: bool, clock: Clock | None) -> list[Phrase]:
    if not path.moves:
        return [*_still(sheet, path), *_reframings(sheet, path)]
    found: list[Phrase] = []
    count = len(path.moves)
    for place, segment in enumerate(path.moves):
        last = place == count - 1
        support = support_words(sheet, path) if place == 0 else []
        counted = timed or not last or segment.leave + segment.seconds < path.shot.seconds - 0.05
        times = clock if clock is not None and clock.is_passed(path, segment) else None
        told = _move(sheet, path, segment, last=last, counted=counted, clock=times)
        found.append(stop(clauses([support, [Piece(_head(place, count)), *told]])))
    found += _reframings(sheet, path)
    if alone and count == 1 and not path.stills and path.moves[0].name != "complex":
        found.append([Piece("除此之外没有其他运镜。")])
    return found


def _head(place: int, count: int) -> str:
    """The word that leads to a move among others."""
    if count == 1:
        return "镜头"
    if place == 0:
        return "镜头先"
    return "最后镜头" if place == count - 1 and count > 2 else "接着镜头"


def _still(sheet: Sheet, path: Path) -> list[Phrase]:
    """A camera that stays where it is."""
    support = support_words(sheet, path)
    first = path.keys[0] if path.keys else None
    if first is not None and first.lock != "none":
        return [stop(clauses([support, [Piece("镜头"), *_locked(sheet, path, first)]]))]
    if not support:
        return [[Piece(_STILL), Piece("。")]]
    if path.shot.support == LOCKED and not path.shot.shake:
        return [[Piece(_STILL, f"shots[{path.shot.id}].support"), Piece("。")]]
    return [stop(clauses([support, [Piece("机位保持不动")]]))]


def support_words(sheet: Sheet, path: Path) -> Phrase:
    """What the camera stands on, and how much it shakes."""
    at = f"shots[{path.shot.id}]"
    support = trimmed(sheet.term("support", path.shot.support, f"{at}.support"))
    return clauses([support, [Piece(SHAKES[path.shot.shake], f"{at}.shake")] if path.shot.shake else []])


def _move(sheet: Sheet, path: Path, segment: Segment, *, last: bool, counted: bool, clock: Clock | None) -> Phrase:
    """One move: its hold, pace, verb, length, ease, who it keeps company with, and where it ends."""
    start, end = path.key(segment.start_key), path.key(segment.end_key)
    begin, to = path.at(start), path.at(end)
    clause: Phrase = []
    if start.hold > 0 and clock is None:
        clause += [Piece(f"静止{spoken(start.hold * path.pace)}", f"{begin}.hold"), Piece("，随后")]
    if segment.name == "complex":
        clause.append(Piece("同时"))
    clause += [*_pace(segment, start, begin), *_verb(sheet, path, segment)]
    if clock is not None:
        clause += _span(path, segment, clock)
    elif segment.seconds > 0 and counted:
        clause.append(Piece(f"，历时{spoken(segment.seconds * path.pace)}", f"{to}.t"))
    if start.ease == "in" and segment.moves:
        clause.append(Piece("，起动轻缓", f"{begin}.ease"))
    if start.lock != "none" and not company(sheet, path, segment):
        clause += [Piece("，"), *_locked(sheet, path, start)]
    if segment.secondary:
        axis = VERBS[segment.secondary][0][1]
        clause += [Piece("，同时略微"), Piece(SLIGHT[segment.secondary], f"{to}.axes.{axis}")]
    return [*clause, *_arrival(sheet, path, segment, last=last)]


def _span(path: Path, segment: Segment, clock: Clock) -> Phrase:
    """From which second of the clip to which; each figure knows the field it has in English."""
    _, begins, _, ends = clock.span(path, segment)
    return [Piece("，从第"), begins, Piece("秒到第"), ends, Piece("秒")]


def _pace(segment: Segment, start: Key, begin: str) -> Phrase:
    if not segment.moves:
        return []
    constant = start.ease == "constant"
    said = segment.name.startswith("crash_") or (constant and segment.speed == "steady")
    word = "" if said else PACES[segment.speed]
    return [*([Piece(word)] if word else []), *([Piece("匀速", f"{begin}.ease")] if constant else [])]


def _verb(sheet: Sheet, path: Path, segment: Segment) -> Phrase:
    """The verb of a segment in pieces that know their axis, with what it goes toward or away from."""
    to = path.at(path.key(segment.end_key))
    if segment.name == "static":
        return [Piece("跟住动作")]
    if segment.name == "complex":
        verbs = [[Piece(_axis_verb(axis, segment.deltas[axis]), f"{to}.axes.{axis}")] for axis in segment.axes]
        return _chain(verbs)
    if what := company(sheet, path, segment):
        return _in_company(path, segment, what)
    toward = _toward(sheet, path, segment)
    if toward:
        verb = Piece("推近" if segment.name == "dolly_in" else "向后拉远", f"{to}.axes.dolly")
        return [Piece("向" if segment.name == "dolly_in" else "从"), *toward, verb]
    return [
        Piece(text.format(degrees=arc_degrees(segment)) if "{" in text else text, f"{to}.axes.{axis}")
        for text, axis in VERBS[segment.name]
        if axis in segment.deltas
    ]


def _chain(verbs: list[Phrase]) -> Phrase:
    found: Phrase = []
    for place, verb in enumerate(verbs):
        glue = "" if not place else "并" if place == len(verbs) - 1 else "、"
        found += [Piece(glue), *verb] if glue else verb
    return found


def _axis_verb(axis: str, delta: float) -> str:
    return SLIGHT[plain_move(axis, delta)]


def company(sheet: Sheet, path: Path, segment: Segment) -> Phrase:
    """Who a move keeps company with: said inside its verb, and then not again."""
    start = path.key(segment.start_key)
    return target_words(sheet, path, start) if start.lock == "follow" and segment.name in COMPANY else []


def _in_company(path: Path, segment: Segment, what: Phrase) -> Phrase:
    lock = f"{path.at(path.key(segment.start_key))}.lock"
    to = path.at(path.key(segment.end_key))
    axis, before, after = COMPANY[segment.name]
    moved = f"{to}.axes.{axis}" if axis in segment.deltas else lock
    drift = [(text, other) for text, other in VERBS[segment.name] if other != axis and other in segment.deltas]
    return [
        *(Piece(before, lock), *what, Piece(after, moved)),
        *(Piece(text, f"{to}.axes.{other}") for text, other in drift),
    ]


def _toward(sheet: Sheet, path: Path, segment: Segment) -> Phrase:
    if segment.name not in ("dolly_in", "dolly_out"):
        return []
    start, end = path.key(segment.start_key), path.key(segment.end_key)
    if path.leads_to_target(segment):
        return target_words(sheet, path, end)
    return target_words(sheet, path, start) if start.lock == "none" else []


def _locked(sheet: Sheet, path: Path, key: Key) -> Phrase:
    """What the camera stays with."""
    at = f"{path.at(key)}.lock"
    what = target_words(sheet, path, key) or [_SUBJECT]
    if key.lock == "follow":
        return [Piece("始终跟随", at), *what]
    return [Piece("始终让", at), *what, Piece("处在画面中央", at)]


def _arrival(sheet: Sheet, path: Path, segment: Segment, *, last: bool) -> Phrase:
    """Where a move ends, what it uncovers, and how long it stays there."""
    start, end = path.key(segment.start_key), path.key(segment.end_key)
    to = path.at(end)
    picture = [] if path.leads_to_target(segment) else framing(sheet, path, end)
    clause: Phrase = []
    if segment.moves and (picture or last or start.ease not in ("in_out", "in", "constant")):
        clause += [Piece("，最后" if last else "，"), Piece(ENDS[start.ease], f"{path.at(start)}.ease")]
    if picture:
        clause += [Piece("，落幅为"), *picture]
    focus = trimmed(sheet.text(end.focus, f"{to}.focus"))
    if focus:
        clause += [Piece("，焦点移到"), *focus]
    clause += _revealed(sheet, path, start, end)
    if end.hold > 0 and end is path.keys[-1]:
        clause.append(Piece(f"，停留{spoken(end.hold * path.pace)}", f"{to}.hold"))
    return clause


def _revealed(sheet: Sheet, path: Path, start: Key, end: Key) -> Phrase:
    """What a move uncovers: named at the key it ends on, or at the shot's first key."""
    found: Phrase = []
    for key in [start, end] if start is path.keys[0] else [end]:
        reveal = trimmed(sheet.text(key.reveal, f"{path.at(key)}.reveal"))
        if reveal:
            found += [Piece("和" if found else "，画面中露出"), *reveal]
    return found


def _reframings(sheet: Sheet, path: Path) -> list[Phrase]:
    """Stretches without a move whose end is framed or focused anew all the same."""
    found: list[Phrase] = []
    for segment in path.stills:
        end = path.key(segment.end_key)
        to = path.at(end)
        when = [Piece("到第"), Piece(number(round(end.t * path.pace, 1)), f"{to}.t"), Piece("秒，")]
        picture = framing(sheet, path, end)
        if picture and picture != framing(sheet, path, path.key(segment.start_key)):
            found.append(stop([*when, Piece("画面成为"), *picture]))
        for text, lead, name in ((end.focus, "焦点移到", "focus"), (end.reveal, "画面中出现", "reveal")):
            words = trimmed(sheet.text(text, f"{to}.{name}"))
            if words:
                found.append(stop([*when, Piece(lead), *words]))
    return found


# -------------------------------------------------------------------------------------------------------- one move


def move_phrase(sheet: Sheet, path: Path) -> Phrase:
    """The main move for dialects that take one move a shot: `单一运镜，缓慢向窗台推近`; `固定镜头` without one."""
    segment = main_move(path)
    support = support_words(sheet, path)
    if segment is None:
        first = path.keys[0] if path.keys else None
        if first is not None and first.lock != "none":
            return clauses([support, [Piece("镜头"), *_locked(sheet, path, first)]])
        return support or [Piece(_STILL)]
    told = _move(sheet, path, segment, last=True, counted=False, clock=None)
    return clauses([support, [Piece("单一运镜，"), *told]])
