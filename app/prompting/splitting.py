"""Says where to cut a single take for a model that takes shots, and which shots are better sent to two models."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.advice import Side, Split
from app.domain.draft import Draft, Shot
from app.domain.model import Model
from app.domain.moves import segments
from app.prompting.scores import Judged, World, field_of, judge, living, ranked, strength_of
from app.prompting.spans import clean

SHORT_ENTRY = 1.5
"""A beat shorter than this (seconds) gets no shot of its own."""
FEW_BEATS = 3
"""A take of fewer beats is well as it is."""
ENOUGH = 3
"""So many models that fit are compared for each set of shots."""
CAUSES = ("because", "therefore", "but")


def proposed_cuts(draft: Draft, model: Model) -> tuple[float, ...]:
    """Where to cut a single take of several beats for a model that takes a list of shots: where purpose, subject or
    speaker changes; beats that are too short for a shot stay with the one before. Empty where it is well as it is."""
    most = model.limits.shots
    if most is None or most < 2 or len(draft.shots) != 1 or len(draft.shots[0].beats) < FEW_BEATS:
        return ()
    shot = draft.shots[0]
    found: list[float] = []
    at = 0.0
    for place, beat in enumerate(shot.beats):
        before = shot.beats[place - 1] if place else None
        if before is not None and beat.seconds >= SHORT_ENTRY and at - (found[-1] if found else 0.0) >= SHORT_ENTRY:
            speakers = [line.speaker for line in beat.lines], [line.speaker for line in before.lines]
            apart = (beat.purpose, beat.subject) != (before.purpose, before.subject) or speakers[0] != speakers[1]
            if apart and len(found) + 2 <= most and at < shot.seconds:
                found.append(round(at, 4))
        at += beat.seconds
    return tuple(found)


def split_of(draft: Draft, models: Sequence[Model], world: World) -> Split | None:
    """Shots with a line or a cause for a story model, shots with a path and no line for a motion model.

    None where all shots are of one kind."""
    sides: dict[Side, list[Shot]] = {"story": [], "motion": [], "either": []}
    for shot in draft.shots:
        sides[shot_side(shot)].append(shot)
    for shot in sides["either"]:
        # what leans to neither side goes where fewer are
        sides["story" if len(sides["story"]) < len(sides["motion"]) else "motion"].append(shot)
    if not sides["story"] or not sides["motion"]:
        return None
    shots = {side: tuple(each.id for each in draft.shots if each in held) for side, held in sides.items()}
    return Split(
        story=shots["story"],
        motion=shots["motion"],
        story_model=_best_for(draft, shots["story"], models, world, 1),
        motion_model=_best_for(draft, shots["motion"], models, world, -1),
    )


def _best_for(draft: Draft, shots: Sequence[str], models: Sequence[Model], world: World, sign: int) -> str:
    """The best model for some of a draft's shots alone, "" where none fits."""
    part: Draft = draft.replace(shots=tuple(shot for shot in draft.shots if shot.id in shots))

    def skill(model: Model) -> tuple[bool, float]:
        story, motion = strength_of(model, world.weights)
        return model.provider in world.connected, story if sign > 0 else motion

    able = sorted(living(models, world.today), key=skill, reverse=True)
    judged: list[Judged] = []
    for model in able:
        # the strongest that fit are enough to choose from; each one costs a compile
        if sum(not each.gates for each in judged) < ENOUGH:
            judged.append(judge(part, model, world))
    order = ranked(part, judged, world.weights.sure * 2 * sign, field_of(judged, world))
    return order[0].model.id if order and not order[0].gates else ""


def shot_side(shot: Shot) -> Side:
    """What a shot is: story with a line or a cause, motion with a camera move and neither."""
    if any(beat.link.type in CAUSES or any(clean(line.text) for line in beat.lines) for beat in shot.beats):
        return "story"
    return "motion" if any(segment.moves for segment in segments(shot)) else "either"
