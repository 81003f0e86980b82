"""Words the slate: which shot, how it is framed, what the camera does, and the time."""

from __future__ import annotations

from typing import NamedTuple

from app.animatic.rig import Rig
from app.animatic.space import Camera
from app.animatic.wording import Words
from app.domain.camera import state_at
from app.domain.draft import Draft, Shot
from app.domain.moves import Segment, arc_degrees, segments


class Slate(NamedTuple):
    """What stands at the top of the picture."""

    shot: str
    framing: str
    move: str
    moving: bool
    target: str


def slate_at(draft: Draft, number: int, t: float, rig: Rig, camera: Camera, words: Words) -> Slate:
    """The slate of a shot `t` seconds after its start."""
    shot = draft.shots[number]
    state = state_at(shot, t)
    framing = state.framing
    parts = []
    if framing.size:
        parts.append(term(words, "shot_size", framing.size))
    if framing.angle:
        parts.append(term(words, "angle", framing.angle))
    shown = [part.lower() if place else part for place, part in enumerate(parts)]
    shown.append(words("animatic.lens", mm=round(rig.lens_at(camera))))
    segment = segment_at(shot, t)
    return Slate(
        shot=words("animatic.shot", number=number + 1),
        framing=words("joint.parts", one="", other="").join(shown),
        move=move_words(segment, words) if segment else term(words, "move", "static"),
        moving=segment is not None and segment.moves,
        target=framing.target,
    )


def segment_at(shot: Shot, t: float) -> Segment | None:
    """What the camera is doing, or did last."""
    found = None
    for segment in segments(shot):
        if found is None or segment.leave <= t + 1e-6:
            found = segment if segment.moves or found is None or segment.leave <= t else found
    return found


def move_words(segment: Segment, words: Words) -> str:
    """A move as it is said: its name, its second half, how far or how fast."""
    name = term(words, "move", segment.name)
    if segment.name.startswith(("arc", "orbit")):
        return words("animatic.arc", move=name, degrees=arc_degrees(segment))
    if segment.secondary:
        name = words("animatic.compound", move=name, second=term(words, "move", segment.secondary).lower())
    if segment.speed in ("", "whip") or segment.name.startswith(("whip", "crash")):
        return name
    return words("animatic.paced", move=name, speed=term(words, "speed", segment.speed).lower())


def term(words: Words, vocabulary: str, value: str) -> str:
    """The label of a vocabulary's term; a value that is none stands for itself."""
    key = f"term.{vocabulary}.{value}"
    label = words(key)
    return value.replace("_", " ") if label == key else label
