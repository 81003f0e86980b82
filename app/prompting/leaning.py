"""Counts the signs of story and of motion in a draft: what decides which kind of model it wants."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

from app.domain.advice import Point, Rule, Side, Weights
from app.domain.camera import keys_in_order
from app.domain.draft import Beat, Draft, Shot
from app.domain.moves import new_framing, segments
from app.prompting.named import TOKEN
from app.prompting.spans import clean

Seen = tuple[float, dict[str, Any], tuple[str, ...]]
"""How many of a sign there are, what its sentence needs, and where it was seen."""
Look = Callable[[Draft, Rule], Seen]
NEAR_WORDS = 5
"""How far before a verb its subject may stand."""


def points_of(draft: Draft, weights: Weights, *, many: bool = False) -> tuple[Point, ...]:
    """Every sign the draft shows, story first. `many`: many drafts are wanted fast."""
    found: list[Point] = []
    sides: tuple[tuple[Side, dict[str, Rule]], ...] = (("story", weights.story), ("motion", weights.motion))
    for side, rules in sides:
        for name, rule in rules.items():
            count, args, paths = _LOOKS[name](draft, rule) if name != "drafts" else _wish(many)
            if count >= rule.least:
                found.append(Point(name, side, rule.points, {"n": round(count), **args}, paths))
    return tuple(found)


def _wish(many: bool) -> Seen:
    return (1.0 if many else 0.0), {}, ()


def side_of(lean: float, weights: Weights) -> Side:
    """Which side a difference of points falls on."""
    if abs(lean) < weights.sure:
        return "either"
    return "story" if lean > 0 else "motion"


def total(points: tuple[Point, ...], side: Side) -> float:
    """The points of one side."""
    return sum(point.points for point in points if point.side == side)


# ----------------------------------------------------------------------------------------------------------- story


def beats_of(draft: Draft) -> Iterator[tuple[Shot, Beat, str]]:
    """Every beat with its shot and its path."""
    for shot in draft.shots:
        for beat in shot.beats:
            yield shot, beat, f"shots[{shot.id}].beats[{beat.id}]"


def _counted(paths: list[str], **args: Any) -> Seen:
    return float(len(paths)), args, tuple(paths)


def lines_in(draft: Draft) -> list[str]:
    """The paths of the lines with words."""
    return [f"{at}.lines[{line.id}]" for _, beat, at in beats_of(draft) for line in beat.lines if clean(line.text)]


def _lines(draft: Draft, rule: Rule) -> Seen:
    return _counted(lines_in(draft))


def _links(draft: Draft, rule: Rule) -> Seen:
    return _counted([f"{at}.link.type" for _, beat, at in beats_of(draft) if beat.link.type in rule.names])


def _take(draft: Draft, rule: Rule) -> Seen:
    shot = max(draft.shots, key=lambda each: len(_acted(each)), default=None)
    paths = [f"shots[{shot.id}].beats[{beat.id}]" for beat in _acted(shot)] if shot else []
    return _counted(paths)


def _acted(shot: Shot) -> list[Beat]:
    return [beat for beat in shot.beats if clean(beat.action)]


def _answer(draft: Draft, rule: Rule) -> Seen:
    """Beats in which one of the cast answers what another did or said."""
    known = {member.id for member in draft.cast if member.kind != "object"}
    before: set[str] = set()
    spoke = ""
    paths = []
    for _, beat, at in beats_of(draft):
        doing = known.intersection(_named(beat.subject))
        speakers = [name for line in beat.lines if clean(line.text) for name in _named(line.speaker) if name in known]
        talked = [*([spoke] if spoke else []), *speakers]
        linked = beat.link.type in rule.names or beat.purpose == "reaction"
        reacts = linked and bool(doing) and bool(before - doing)
        met = bool(doing) and bool(known.intersection(_named(f"{beat.action} {beat.touches}")) - doing)
        if reacts or met or any(one != other for one, other in pairwise(talked)):
            paths.append(at)
        before = doing or before
        spoke = speakers[-1] if speakers else spoke
    return _counted(paths)


def _named(text: str) -> list[str]:
    return [match[2] for match in TOKEN.finditer(text) if match[1] == "cast"] if "{" in text else []


def _ambience(draft: Draft, rule: Rule) -> Seen:
    paths = ["sound.ambience"] if any(clean(each) for each in draft.sound.ambience) else []
    paths += [
        f"{at}.sounds[{cue.id}]"
        for _, beat, at in beats_of(draft)
        for cue in beat.sounds
        if cue.kind == "ambience" and clean(cue.text)
    ]
    return _counted(paths)


def _feeling(draft: Draft, rule: Rule) -> Seen:
    return _counted([f"{at}.feeling_shown" for _, beat, at in beats_of(draft) if clean(beat.feeling_shown)])


def _continues(draft: Draft, rule: Rule) -> Seen:
    goes_on = draft.continues is not None and draft.continues.how in rule.names
    return _counted(["continues"] if goes_on else [])


def _long(draft: Draft, rule: Rule) -> Seen:
    """Seconds of the longest take: what is cut is not in one go."""
    longest = max(draft.shots, key=lambda shot: shot.seconds, default=None)
    seconds = longest.seconds if longest is not None else 0.0
    return seconds, {"seconds": seconds}, (f"shots[{longest.id}].seconds",) if longest is not None else ()


def _mascot(draft: Draft, rule: Rule) -> Seen:
    """Beats of the animal or thing that comes back most often."""
    best: list[str] = []
    label = ""
    for member in draft.cast:
        if member.kind == "human":
            continue
        paths = [at for _, beat, at in beats_of(draft) if member.id in _named(f"{beat.subject} {beat.action}")]
        if len(paths) > len(best):
            best, label = paths, clean(member.label) or member.id
    return _counted(best, label=label)


# ---------------------------------------------------------------------------------------------------------- motion


def _keys(draft: Draft, rule: Rule) -> Seen:
    """Keys of the camera beside the one that frames each shot: those that move it or frame anew."""
    paths = []
    for shot in draft.shots:
        keys = keys_in_order(shot)
        for place, key in enumerate(keys[1:], 1):
            framing = new_framing(keys, place)
            if key.axes != keys[place - 1].axes or framing.size or framing.angle:
                paths.append(f"shots[{shot.id}].keys[{key.id}]")
    return _counted(paths)


def _path(draft: Draft, rule: Rule) -> Seen:
    found = [
        (segment.name, f"shots[{shot.id}].keys[{segment.end_key}].axes")
        for shot in draft.shots
        for segment in segments(shot)
        if segment.name in rule.names
    ]
    return _counted([path for _, path in found], move_id=f"term.move.{found[0][0]}" if found else "")


def _cuts(draft: Draft, rule: Rule) -> Seen:
    return _counted([f"shots[{shot.id}]" for shot in draft.shots[1:]])


def _action(draft: Draft, rule: Rule) -> Seen:
    """Actions with a word of haste; what is named in `names` runs and drifts without any."""
    looks = _pattern(tuple(sorted(rule.words.items())))
    paths, first = [], ""
    calm = set(rule.names)
    for _, beat, at in beats_of(draft):
        match = looks.search(beat.action) if looks else None
        if match and not calm & set(_before(f"{beat.subject} {beat.action[: match.start()]}")):
            first = first or match[0]
            paths.append(f"{at}.action")
    return _counted(paths, word=first)


def _before(text: str) -> list[str]:
    """The last few words before an action's verb: who or what does it."""
    return text.lower().split()[-NEAR_WORDS:]


def _label(draft: Draft, rule: Rule) -> Seen:
    """Words that name lettering, where the clip begins with a picture that shows it."""
    if not draft.ends.start_image:
        return _counted([])
    looks = _pattern(tuple(sorted(rule.words.items())))
    texts = [("locks", " ".join(draft.locks)), ("ends.final_picture", draft.ends.final_picture)]
    texts += [(f"place.props[{prop.id}]", f"{prop.label} {prop.description}") for prop in draft.place.props]
    texts += [(f"cast[{each.id}]", " ".join([each.label, *each.identity])) for each in draft.cast]
    return _counted([path for path, text in texts if looks and looks.search(text)])


def _odd(draft: Draft, rule: Rule) -> Seen:
    seconds = draft.seconds
    odd = seconds > 0 and not any(abs(seconds - each) < 1e-6 for each in rule.usual)
    return (1.0 if odd else 0.0), {"seconds": seconds}, ("shots",)


def _exclusions(draft: Draft, rule: Rule) -> Seen:
    avoided = [each for each in draft.avoid if clean(each)]
    held = [each for each in draft.locks if clean(each)]
    paths = (["avoid"] if avoided else []) + (["locks"] if held else [])
    return float(len(avoided) + len(held)), {}, tuple(paths)


def _vertical(draft: Draft, rule: Rule) -> Seen:
    return _counted(["frame.aspect"] if draft.frame.aspect in rule.names else [])


_LOOKS: dict[str, Look] = {
    "lines": _lines,
    "links": _links,
    "take": _take,
    "answer": _answer,
    "ambience": _ambience,
    "feeling": _feeling,
    "continues": _continues,
    "long": _long,
    "mascot": _mascot,
    "keys": _keys,
    "path": _path,
    "cuts": _cuts,
    "action": _action,
    "label": _label,
    "odd": _odd,
    "exclusions": _exclusions,
    "vertical": _vertical,
}
"""How each sign is seen; the data says what it counts. `drafts` is a wish and not seen in the draft."""


@lru_cache(maxsize=16)
def _pattern(words: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str] | None:
    """One pattern for all words: whole words of alphabets, signs anywhere in scripts without spaces."""
    pieces = []
    for _, each in words:
        for word in each:
            found = re.escape(word)
            pieces.append(rf"\b{found}\b" if word.isascii() else found)
    return re.compile("|".join(pieces), re.IGNORECASE) if pieces else None
