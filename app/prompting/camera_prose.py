"""Says what the camera does in sentences: framing, each move with its pace, its hold, and where it ends."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.camera import keys_in_order
from app.domain.draft import Framing, Key, Shot
from app.domain.moves import Segment, arc_degrees, new_framing, segments
from app.prompting.camera_words import AXIS_OF, COMPANY, ENDS, PACES, SHAKES, SLIGHT, VERBS
from app.prompting.fit import number, spoken
from app.prompting.grammar import lacks_article, says_where
from app.prompting.memory import Memory
from app.prompting.sheet import Sheet
from app.prompting.spans import Phrase, Piece, inner, joined, plain, sentence, trimmed

LOCKED = "locked"
"""The support that does not move."""
ALONE = "No other camera movement."
"""Said after a single move, so that no second one is made up."""


class Path(NamedTuple):
    """A shot's camera with its names: keys by time, and the stretches in which something happens."""

    shot: Shot
    keys: tuple[Key, ...]
    moves: tuple[Segment, ...]
    stills: tuple[Segment, ...]
    pace: float
    """Seconds asked for by each second drawn."""
    by_id: dict[str, tuple[Key, Framing]]
    """Each key, with what its framing says that the key before has not said."""

    def key(self, key_id: str) -> Key:
        """The key with this id."""
        return self.by_id[key_id][0]

    def changed(self, key: Key) -> Framing:
        """A key's framing without what is as it was at the key before."""
        return self.by_id[key.id][1]

    def leads_to_target(self, segment: Segment) -> bool:
        """Whether a push-in goes toward what its end is newly framed on, and nothing else is said of that end."""
        if segment.name != "dolly_in":
            return False
        said = self.by_id[segment.end_key][1]
        return bool(said.target) and not (said.size or said.angle)

    def at(self, key: Key) -> str:
        """The draft path of a key."""
        return f"shots[{self.shot.id}].keys[{key.id}]"


class Clock(NamedTuple):
    """A stretch of a shot whose clock is shown: when in the clip the shot begins, and the stretch in drawn seconds."""

    shot_start: float
    stretch: tuple[float, float]

    def is_passed(self, path: Path, segment: Segment) -> bool:
        """Whether a move, with the hold before it, is not all inside the stretch."""
        held = path.key(segment.start_key).hold
        begins, ends = segment.leave - held, segment.leave + segment.seconds
        return begins < self.stretch[0] - 0.05 or ends > self.stretch[1] + 0.05

    def span(self, path: Path, segment: Segment) -> Phrase:
        """From which second of the clip to which."""
        start, end = path.key(segment.start_key), path.key(segment.end_key)
        begins = number(round(self.shot_start + segment.leave * path.pace, 1))
        ends = number(round(self.shot_start + (segment.leave + segment.seconds) * path.pace, 1))
        held = f"{path.at(start)}.hold" if start.hold > 0 else f"{path.at(start)}.t"
        return [Piece(" from second "), Piece(begins, held), Piece(" to second "), Piece(ends, f"{path.at(end)}.t")]


# neither the cast nor the model has a say in a path
_PATHS: Memory[Path] = Memory(256)


def path_of(sheet: Sheet, shot: Shot, index: int) -> Path:
    """The camera path of a shot, named."""
    pace = sheet.fit.shots[index] / shot.seconds if shot.seconds > 0 else 1.0
    found = _PATHS.get((shot.keys,), (pace,), _path, shot, pace)
    return found if found.shot is shot else found._replace(shot=shot)


def _path(shot: Shot, pace: float) -> Path:
    keys = keys_in_order(shot)
    by_id = {key.id: (key, new_framing(keys, place)) for place, key in enumerate(keys)}
    found = segments(shot)
    moves = tuple(each for each in found if each.moves or by_id[each.start_key][0].lock != "none")
    stills = tuple(each for each in found if each not in moves)
    return Path(shot, keys, moves, stills, pace, by_id)


# --------------------------------------------------------------------------------------------------------- framing


def framing(sheet: Sheet, path: Path, key: Key, *, article: bool = False, target: bool = True) -> Phrase:
    """A key's framing: `medium close-up of Ines, eye level, focus on the ledge`."""
    at = path.at(key)
    said = path.changed(key)
    size = sheet.term("shot_size", said.size, f"{at}.framing.size")
    if size and article:
        size = [Piece(_article(plain(size))), *size]
    angle = sheet.term("angle", said.angle, f"{at}.framing.angle")
    what = target_words(sheet, path, key) if target and said.target else []
    if what and says_where(plain(what)):
        return joined([joined([size, angle]), what, *_focus(sheet, path, key)], " ")
    if what:
        size = [*size, Piece(" of "), *what] if size else what
    return joined([size, angle, *_focus(sheet, path, key)])


def start_framing(sheet: Sheet, path: Path, *, article: bool = False) -> Phrase:
    """The framing a shot opens on; its target is left to the camera's sentence where that speaks of it."""
    if not path.keys:
        return []
    first = path.keys[0]
    held = first.lock != "none"
    return framing(sheet, path, first, article=article, target=not held)


def target_words(sheet: Sheet, path: Path, key: Key) -> Phrase:
    """What a key looks at, fit for the inside of a sentence: a prop that is only named gets its article."""
    words = inner(trimmed(sheet.text(key.framing.target, f"{path.at(key)}.framing.target")))
    if words and sheet.one_token(key.framing.target).startswith("prop:") and lacks_article(plain(words)):
        return [Piece("the "), *words]
    return words


def _focus(sheet: Sheet, path: Path, key: Key) -> list[Phrase]:
    if not key.focus or key is not path.keys[0]:
        return []
    focus = trimmed(sheet.text(key.focus, f"{path.at(key)}.focus"))
    return [[Piece("focus on "), *inner(focus)]] if focus else []


def _article(words: str) -> str:
    if words.startswith(("a ", "an ", "the ")):
        return ""
    return "an " if words[:1].lower() in "aeio" else "a "


# ------------------------------------------------------------------------------------------------------- sentences


def camera_sentences(
    sheet: Sheet, path: Path, *, alone: bool = True, timed: bool = True, clock: Clock | None = None
) -> list[Phrase]:
    """Every move of a shot as a sentence of its own.

    `alone` says after a single one that there is no other; `timed` how long also the last one takes, which goes to
    the end of its shot; `clock` makes a move that is longer than its stretch say from when to when.
    """
    shot = path.shot
    parts = tuple([each.start_key for each in path.moves]), tuple([each.start_key for each in path.stills])
    values = (shot.id, shot.support, shot.shake, shot.seconds, path.pace, alone, timed, clock, *parts)
    return sheet.keep((shot.keys,), ("camera", *values), _sentences, sheet, path, alone, timed, clock)


def _sentences(sheet: Sheet, path: Path, alone: bool, timed: bool, clock: Clock | None) -> list[Phrase]:
    if not path.moves:
        return [*_still(sheet, path), *_reframings(sheet, path)]
    found: list[Phrase] = []
    for number_, segment in enumerate(path.moves):
        last = number_ == len(path.moves) - 1
        head: Phrase = [Piece("The camera")]
        if number_ == 0:
            head = [*head, *_support_clause(sheet, path)]
        elif last and len(path.moves) > 2:
            head = [Piece("Finally the camera")]
        else:
            head = [Piece("The camera then")]
        counted = timed or not last or segment.leave + segment.seconds < path.shot.seconds - 0.05
        times = clock if clock is not None and clock.is_passed(path, segment) else None
        clause = _verb_clause(sheet, path, segment, last=last, counted=counted, clock=times)
        found.append(sentence([*head, *clause]))
    found += _reframings(sheet, path)
    if alone and len(path.moves) == 1 and not path.stills and path.moves[0].name != "complex":
        found.append([Piece(ALONE)])
    return found


def _still(sheet: Sheet, path: Path) -> list[Phrase]:
    """A camera that stays where it is."""
    support = support_words(sheet, path)
    first = path.keys[0] if path.keys else None
    if first is not None and first.lock != "none":
        what = target_words(sheet, path, first) or [Piece("the action")]
        verb = Piece(" follows " if first.lock == "follow" else " keeps ", f"{path.at(first)}.lock")
        tail = [] if first.lock == "follow" else [Piece(" centred")]
        return [sentence([Piece("The camera"), *_support_clause(sheet, path), verb, *what, *tail])]
    if not support:
        return [[Piece("Camera "), Piece("locked off"), Piece(".")]]
    if path.shot.support == LOCKED and not path.shot.shake:
        return [[Piece("Camera "), Piece("locked off", f"shots[{path.shot.id}].support"), Piece(".")]]
    return [sentence([Piece("The camera"), *_support_clause(sheet, path), Piece(" stays in place")])]


def support_words(sheet: Sheet, path: Path) -> Phrase:
    """What the camera stands on, and how much it shakes."""
    shot = path.shot
    at = f"shots[{shot.id}]"
    support = trimmed(sheet.term("support", shot.support, f"{at}.support"))
    shake: Phrase = [Piece(SHAKES[shot.shake], f"{at}.shake")] if shot.shake else []
    lead = "and " if " with " in plain(support) else "with "
    return joined([support, [Piece(lead), *shake] if shake else []], " ")


def _support_clause(sheet: Sheet, path: Path) -> Phrase:
    words = support_words(sheet, path)
    return [Piece(", "), *words, Piece(",")] if words else []


def _verb_clause(
    sheet: Sheet, path: Path, segment: Segment, *, last: bool, counted: bool, clock: Clock | None
) -> Phrase:
    start, end = path.key(segment.start_key), path.key(segment.end_key)
    begin, to = path.at(start), path.at(end)
    clause: Phrase = [Piece(" ")]
    if start.hold > 0 and clock is None:
        clause += [Piece(f"holds still for {spoken(start.hold * path.pace)}", f"{begin}.hold"), Piece(", then ")]
    clause += _verb(sheet, path, segment)
    clause += _pace(path, segment, start)
    if clock is not None:
        clause += clock.span(path, segment)
    elif segment.seconds > 0 and counted:
        clause.append(Piece(f" for {spoken(segment.seconds * path.pace)}", f"{to}.t"))
    if start.ease == "in" and segment.moves:
        clause.append(Piece(", starting gently", f"{begin}.ease"))
    if not _company(sheet, path, segment):
        clause += lock_clause(sheet, path, start, segment)
    if segment.secondary:
        axis = AXIS_OF[segment.secondary]
        clause += [Piece(", with a slight "), Piece(SLIGHT[segment.secondary], f"{to}.axes.{axis}")]
    clause += _arrival(sheet, path, segment, last=last)
    return _without_double_commas(clause)


def _verb(sheet: Sheet, path: Path, segment: Segment) -> Phrase:
    """The verb of a segment in pieces that know their axis, with what it goes toward or away from."""
    to = path.at(path.key(segment.end_key))
    if segment.name == "static":
        return [Piece("stays with the action")]
    if segment.name == "complex":
        verbs = axis_verbs(segment, to)
        return [*joined(verbs[:-1]), Piece(" and "), *verbs[-1], Piece(" all at once")]
    if what := _company(sheet, path, segment):
        return _in_company(path, segment, what)
    verb: Phrase = [
        Piece(text.format(degrees=arc_degrees(segment)) if "{" in text else text, f"{to}.axes.{axis}")
        for text, axis in VERBS[segment.name]
        if axis in segment.deltas
    ]
    if segment.name in ("dolly_in", "dolly_out"):
        verb += toward(sheet, path, segment)
    return verb


def _company(sheet: Sheet, path: Path, segment: Segment) -> Phrase:
    """Who a move keeps company with: said inside its verb, and then not again."""
    start = path.key(segment.start_key)
    return target_words(sheet, path, start) if start.lock == "follow" and segment.name in COMPANY else []


def _in_company(path: Path, segment: Segment, what: Phrase) -> Phrase:
    lock = f"{path.at(path.key(segment.start_key))}.lock"
    to = path.at(path.key(segment.end_key))
    axis, verb, lead, after = COMPANY[segment.name]
    moved = f"{to}.axes.{axis}" if axis in segment.deltas else lock
    drift = [(text, other) for text, other in VERBS[segment.name] if other != axis and other in segment.deltas]
    return [
        *(Piece(verb, moved), Piece(lead, lock), *what, Piece(after, lock)),
        *(Piece(text, f"{to}.axes.{other}") for text, other in drift),
    ]


def axis_verbs(segment: Segment, to: str) -> list[Phrase]:
    """One verb for each axis of a move that has no name, the largest first; `to` is the path of its end key."""
    return [[Piece(_plain_verb(axis, segment.deltas[axis]), f"{to}.axes.{axis}")] for axis in segment.axes]


def _plain_verb(axis: str, delta: float) -> str:
    names = {"truck": "rl", "pedestal": "ud", "pan": "rl", "tilt": "ud", "roll": "rl"}
    if axis in names:
        return VERBS[f"{axis}_{names[axis][0 if delta > 0 else 1]}"][0][0].rstrip(",")
    if axis == "zoom":
        return "zooms in" if delta > 0 else "zooms out"
    return "pushes in" if delta > 0 else "pulls back"


def toward(sheet: Sheet, path: Path, segment: Segment) -> Phrase:
    start, end = path.key(segment.start_key), path.key(segment.end_key)
    what: Phrase = []
    if path.leads_to_target(segment):
        what = target_words(sheet, path, end)
    elif start.lock == "none":
        what = target_words(sheet, path, start)
    if not what:
        return []
    if says_where(plain(what)):
        return [Piece(" "), *what]
    return [Piece(" toward " if segment.name == "dolly_in" else " from "), *what]


def _pace(path: Path, segment: Segment, start: Key) -> Phrase:
    word = PACES[segment.speed]
    constant = start.ease == "constant"
    if not segment.moves or not (word or constant):
        return []
    article = "an" if (word or "a")[0] in "aeiou" and word else "a"
    pieces = [Piece(f" at {article} {word}".rstrip())]
    if constant:
        pieces.append(Piece(" constant", f"{path.at(start)}.ease"))
    return [*pieces, Piece(" pace")]


def lock_clause(sheet: Sheet, path: Path, start: Key, segment: Segment) -> Phrase:
    if start.lock == "none":
        return []
    at = f"{path.at(start)}.lock"
    what = target_words(sheet, path, start) or [Piece("the subject")]
    if start.lock == "follow":
        return [Piece(", following ", at), *what]
    return [Piece(", keeping ", at), *what, Piece(" centred", at)]


def _arrival(sheet: Sheet, path: Path, segment: Segment, *, last: bool) -> Phrase:
    """Where a move ends, what it uncovers, and how long it stays there."""
    start, end = path.key(segment.start_key), path.key(segment.end_key)
    to = path.at(end)
    picture = [] if path.leads_to_target(segment) else framing(sheet, path, end, article=True)
    clause: Phrase = []
    if segment.moves and (picture or last or start.ease not in ("in_out", "in", "constant")):
        clause += [Piece(", and "), Piece(ENDS[start.ease], f"{path.at(start)}.ease")]
        clause += arrived(path, end, picture)
    elif picture:
        clause += [Piece(", to "), *picture]
    if end.focus:
        focus = trimmed(sheet.text(end.focus, f"{to}.focus"))
        clause += [Piece(", pulling focus to "), *inner(focus)] if focus else []
    clause += revealed(sheet, path, start, end)
    if end.hold > 0 and end is path.keys[-1]:
        clause.append(Piece(f", holding there for {spoken(end.hold * path.pace)}", f"{to}.hold"))
    return clause


def arrived(path: Path, end: Key, picture: Phrase) -> Phrase:
    """The picture a move ends on, with the word that leads to it; an angle alone stands by itself."""
    if not picture:
        return []
    said = path.changed(end)
    if not (said.size or said.target):
        words = plain(picture)
        lead = " at " if words.endswith("level") else " at a " if words.endswith("angle") else ", "
        return [Piece(lead), *picture]
    return [Piece(" " if says_where(plain(picture)) else " on "), *picture]


def revealed(sheet: Sheet, path: Path, start: Key, end: Key) -> Phrase:
    """What a move uncovers: named at the key it ends on, or at the shot's first key."""
    keys = [start, end] if start is path.keys[0] else [end]
    found: Phrase = []
    for key in keys:
        reveal = inner(trimmed(sheet.text(key.reveal, f"{path.at(key)}.reveal")))
        if reveal:
            found += [Piece(" and " if found else ", revealing "), *reveal]
    return found


def _reframings(sheet: Sheet, path: Path) -> list[Phrase]:
    """Stretches without a move whose end is framed or focused anew all the same."""
    found: list[Phrase] = []
    for segment in path.stills:
        end = path.key(segment.end_key)
        when = Piece(f"By second {number(round(end.t * path.pace, 1))}", f"{path.at(end)}.t")
        picture = framing(sheet, path, end, article=True)
        focus = trimmed(sheet.text(end.focus, f"{path.at(end)}.focus"))
        reveal = trimmed(sheet.text(end.reveal, f"{path.at(end)}.reveal"))
        if picture and picture != framing(sheet, path, path.key(segment.start_key), article=True):
            found.append(sentence([when, Piece(" the frame holds "), *picture]))
        if focus:
            found.append(sentence([when, Piece(" focus pulls to "), *inner(focus)]))
        if reveal:
            found.append(sentence([when, Piece(" we see "), *inner(reveal)]))
    return found


def _without_double_commas(clause: Phrase) -> Phrase:
    """Two commas in a row, or a comma before “and”, as one."""
    tidy: Phrase = []
    for piece in clause:
        if tidy and tidy[-1].text.endswith(",") and piece.text.startswith(","):
            tidy[-1] = Piece(tidy[-1].text[:-1], tidy[-1].path)
        tidy.append(piece)
    while tidy and tidy[-1].text.endswith(","):
        tidy[-1] = Piece(tidy[-1].text[:-1], tidy[-1].path)
    return tidy
