"""Adds up the score of a model for a draft: craft, what is kept, price, the way there, and a few small things."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from app.domain.advice import Reason, Weights
from app.domain.draft import Draft
from app.domain.model import Model
from app.domain.request import Compiled
from app.prompting.compile import compile_draft
from app.prompting.estimate import sound_of
from app.prompting.gates import gates_of
from app.prompting.losses import ORDER, paths_of
from app.prompting.phrasebook import Words
from app.prompting.spans import clean

BEST = 5.0
"""The top of the scale of strengths."""
GOOD = 3.3
"""From this strength on a model is called good at a side."""
FAIR = 2.0
"""What is taken for a side that neither a family nor a tag speaks for."""
DRAWN_HERE = "animatic"


class World(NamedTuple):
    """What advice needs to know beside the draft. `connected` are the providers there is a way to."""

    words: Words
    weights: Weights
    today: str
    connected: frozenset[str] = frozenset()


class Judged(NamedTuple):
    """What of a verdict does not change with the draft's lean."""

    model: Model
    compiled: Compiled
    gates: tuple[Reason, ...]
    story: float
    motion: float
    lost: float
    usd: float | None
    connected: bool


class Field(NamedTuple):
    """All that are judged together: prices are cheap or dear only beside each other."""

    weights: Weights
    cheapest: float | None
    anything_connected: bool


def living(models: Sequence[Model], today: str) -> list[Model]:
    """The models that still work, without the one that draws here."""
    return [model for model in models if model.provider != DRAWN_HERE and not model.is_retired(today)]


def judge(draft: Draft, model: Model, world: World) -> Judged:
    """One model with everything that takes time; the rest is adding up."""
    compiled = compile_draft(draft, model, world.words, today=world.today)
    story, motion = strength_of(model, world.weights)
    return Judged(
        model=model,
        compiled=compiled,
        gates=gates_of(draft, model, compiled, today=world.today),
        story=story,
        motion=motion,
        lost=weighed(compiled, world.weights),
        usd=compiled.estimate.usd,
        connected=model.provider in world.connected,
    )


def field_of(judged: Sequence[Judged], world: World) -> Field:
    """What prices and ways are measured against."""
    prices = [each.usd for each in judged if each.usd is not None and not each.gates]
    return Field(world.weights, min(prices, default=None), bool(world.connected - {DRAWN_HERE}))


def strength_of(model: Model, weights: Weights) -> tuple[float, float]:
    """How good a model is at story and motion; by its tags where no family fits."""
    name = model.id.lower()
    for each in weights.strengths:
        if fnmatchcase(name, each.match):
            return each.story, each.motion
    return (GOOD if "story" in model.tags else FAIR), (GOOD if "motion" in model.tags else FAIR)


def weighed(compiled: Compiled, weights: Weights) -> float:
    """The parts of a draft that are lost, each by the worst level it is lost on."""
    worst: dict[str, str] = {}
    for loss in compiled.losses:
        for path in paths_of(loss):
            known = worst.get(path)
            if known is None or ORDER[loss.level] < ORDER[known]:
                worst[path] = loss.level
    return round(sum(weights.loss[level] for level in worst.values()), 3)


def lost_parts(compiled: Compiled) -> int:
    """How many parts of the draft a loss touches."""
    return min(len({path for loss in compiled.losses for path in paths_of(loss)}), compiled.parts_of_draft)


def shares(lean: float, weights: Weights) -> tuple[float, float]:
    """How much a model's strength at story and at motion counts, together 1."""
    part = max(-1.0, min(1.0, lean / (2 * weights.sure)))
    return (1 + part) / 2, (1 - part) / 2


def parts_of_score(draft: Draft, each: Judged, lean: float, field: Field) -> dict[str, float]:
    """What a score is made of, by name, in points of 100."""
    worth = field.weights.score
    story, motion = shares(lean, field.weights)
    sided = abs(lean) >= field.weights.sure
    skill = story * each.story + motion * each.motion
    # between the sides the cheaper row is the advice: price counts more, craft pays for it, good enough is enough
    price = worth["price" if sided else "either_price"]
    craft = worth["craft"] + worth["price"] - price
    part = skill / BEST if sided else min(1.0, skill / field.weights.enough)
    count = each.compiled.parts_of_draft
    found = {
        "craft": craft * part,
        "kept": worth["kept"] * max(0.0, 1 - each.lost / count) if count else worth["kept"],
        "price": price * _cheapness(each, field),
        "way": worth["way"] * (1.0 if each.connected else 0.0 if field.anything_connected else 0.5),
    }
    found.update({name: value for name, value in _extras(draft, each, field.weights).items() if value})
    return found


def _cheapness(each: Judged, field: Field) -> float:
    """1 for the cheapest, less for dearer ones, half where nobody knows."""
    if each.usd is None or field.cheapest is None:
        return 0.5
    return 1.0 if each.usd <= field.cheapest or not each.usd else field.cheapest / each.usd


def _extras(draft: Draft, each: Judged, weights: Weights) -> dict[str, float]:
    worth, limits = weights.score, each.model.limits
    tongues = languages_of(draft)
    found: dict[str, float] = {}
    if tongues and limits.languages:
        spoken = tongues <= set(limits.languages)
        found["language"] = worth["language"] if spoken and tongues != {"en"} else 0.0
        found["stranger"] = 0.0 if spoken else -worth["stranger"]
    if len(draft.shots) > 1 and len(each.compiled.parts) == len(draft.shots):
        found["listed"] = worth["listed"]
    if any(member.refs for member in draft.cast) and limits.elements:
        found["pictures"] = worth["pictures"]
    if each.model.successor:
        found["superseded"] = -worth["superseded"]
    if sound_of(draft, each.model) == "off" and draft.frame.audio == "on" and _sounds(draft):
        found["silent"] = -worth["silent"]
    return found


def languages_of(draft: Draft) -> set[str]:
    """The languages of the spoken lines, as far as they are said."""
    lines = [line for shot in draft.shots for beat in shot.beats for line in beat.lines if clean(line.text)]
    return {tongue for line in lines if (tongue := (line.language or draft.sound.language).strip().lower()[:2])}


def _sounds(draft: Draft) -> bool:
    sound = draft.sound
    cues = [cue for shot in draft.shots for beat in shot.beats for cue in beat.sounds]
    return bool(sound.ambience or sound.effects or cues or clean(sound.music).lower() not in ("", "none"))


def score_of(draft: Draft, each: Judged, lean: float, field: Field) -> float:
    """The score without what gates do to it."""
    return max(0.0, min(100.0, sum(parts_of_score(draft, each, lean, field).values())))


def ranked(draft: Draft, judged: Sequence[Judged], lean: float, field: Field) -> list[Judged]:
    """Those that fit by their score, then those that are out; the order of the catalogue where scores are equal."""
    return sorted(judged, key=lambda each: (bool(each.gates), -round(score_of(draft, each, lean, field), 1)))
