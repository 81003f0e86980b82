"""Ranks the living models for a draft: what takes a model out, how well the rest fit, and the reasons in film terms.

The points say how the draft leans (`leaning`), the data how good each family is at either side, `scores` adds up.
Pure; every sentence is an id with its arguments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.advice import Advice, Point, Reason, Verdict, Weights
from app.domain.draft import Draft
from app.domain.model import Model
from app.prompting.leaning import points_of, side_of, total
from app.prompting.losses import paths_of
from app.prompting.scores import (
    BEST,
    DRAWN_HERE,
    GOOD,
    Field,
    Judged,
    World,
    field_of,
    judge,
    languages_of,
    living,
    lost_parts,
    parts_of_score,
    ranked,
    score_of,
    shares,
)
from app.prompting.splitting import proposed_cuts, split_of

OUT_SHARE = 0.25
"""What a model that is out keeps of its score, at most as much as the last one that fits has."""
MOST_REASONS = 3
KEPT_SHARE = 0.3
"""How much of what is kept speaks for a model that does not keep all: nearly every one keeps most."""
CHEAP, DEAR = 1.2, 1.5
"""Up to and from this many times the least price, a price is a reason for or against."""
WEAK = 0.35
"""From this missing part of craft on, a model is said not to be at its best."""


def advise(draft: Draft, models: Sequence[Model], world: World, *, many: bool = False) -> Advice:
    """Judge every living model for a draft. `many`: many drafts are wanted fast."""
    judged = [judge(draft, model, world) for model in living(models, world.today)]
    made = conclude(draft, models, judged, world, many=many)
    return made._replace(split=split_of(draft, models, world) if is_strong_in_both(made, world) else None)


def conclude(
    draft: Draft, models: Sequence[Model], judged: Sequence[Judged], world: World, *, many: bool = False
) -> Advice:
    """The advice from what was judged, but for the split, which takes longer."""
    weights = world.weights
    points = points_of(draft, weights, many=many)
    story, motion = total(points, "story"), total(points, "motion")
    field = field_of(judged, world)
    ranking = [_verdict(draft, each, points, field) for each in ranked(draft, judged, story - motion, field)]
    lowest = min((verdict.score for verdict in ranking if verdict.fits), default=100.0)
    gone = [model for model in models if model.provider != DRAWN_HERE and model.is_retired(world.today)]
    return Advice(
        points=points,
        story=story,
        motion=motion,
        side=side_of(story - motion, weights),
        ranking=tuple(each if each.fits else each._replace(score=min(each.score, lowest)) for each in ranking),
        retired=tuple((model, _retired(model)) for model in gone),
        flip=_flip(draft, points, judged, field),
        split=None,
    )


def is_strong_in_both(advice: Advice, world: World) -> bool:
    """Whether a draft has so much of both sides that two models are better than one."""
    return min(advice.story, advice.motion) >= world.weights.split


def _retired(model: Model) -> Reason:
    return Reason("advice.out.retired", {"model": model.title, "day": model.retired})


# ---------------------------------------------------------------------------------------------------------- reasons


def _verdict(draft: Draft, each: Judged, points: tuple[Point, ...], field: Field) -> Verdict:
    lean = total(points, "story") - total(points, "motion")
    parts = parts_of_score(draft, each, lean, field)
    score = round(max(0.0, min(100.0, sum(parts.values()))), 1)
    fits = not each.gates
    reasons = sorted(_reasons(draft, each, points, parts, field), key=lambda reason: -reason.weight)
    return Verdict(
        model=each.model,
        compiled=each.compiled,
        score=score if fits else round(score * OUT_SHARE, 1),
        reasons=tuple(reasons[:MOST_REASONS]) if fits else each.gates[:MOST_REASONS],
        against=_against(draft, each, parts, field, lean),
        fits=fits,
        lost=each.lost,
        cuts=proposed_cuts(draft, each.model) if fits else (),
    )


def _reasons(
    draft: Draft, each: Judged, points: tuple[Point, ...], parts: dict[str, float], field: Field
) -> Iterator[Reason]:
    """Everything that speaks for a model."""
    title = each.model.title
    everything = sum(point.points for point in points) or 1.0
    for point in points:
        good = each.story if point.side == "story" else each.motion
        if good >= GOOD:
            share = parts["craft"] * point.points / everything * good / BEST
            yield Reason(f"advice.for.{point.id}", {**point.args, "model": title}, share)
    count, lost = each.compiled.parts_of_draft, lost_parts(each.compiled)
    if not lost:
        yield Reason("advice.for.keeps_all", {"model": title}, parts["kept"] * KEPT_SHARE * 2)
    elif each.lost <= count / 4:
        args = {"model": title, "kept": count - lost, "count": count}
        yield Reason("advice.for.keeps", args, parts["kept"] * KEPT_SHARE)
    if each.usd is not None and each.usd <= (field.cheapest or 0.0) * CHEAP:
        least = "cheapest" if each.usd == field.cheapest else "cheap"
        id_ = f"advice.for.{least}" if each.usd else "advice.for.free"
        yield Reason(id_, {"model": title, "usd": f"{each.usd:.2f}"}, parts["price"])
    if each.connected:
        yield Reason("advice.for.way", {"model": title}, parts["way"])
    if "local" in each.model.tags:
        yield Reason("advice.for.local", {"model": title}, parts["way"] / 2)
    for name in ("language", "listed", "pictures"):
        if name in parts:
            args = {"model": title, "n": len(draft.shots), "language_ids": _tongues(draft)}
            yield Reason(f"advice.for.{name}", args, parts[name] * 2)


def _tongues(draft: Draft) -> tuple[str, ...]:
    return tuple(f"term.language.{tongue}" for tongue in sorted(languages_of(draft)))


def _against(draft: Draft, each: Judged, parts: dict[str, float], field: Field, lean: float) -> Reason | None:
    """The strongest reason against a model."""
    found = sorted(_objections(draft, each, parts, field, lean), key=lambda reason: -reason.weight)
    return found[0] if found else None


def _objections(draft: Draft, each: Judged, parts: dict[str, float], field: Field, lean: float) -> Iterator[Reason]:
    title, worth = each.model.title, field.weights.score
    story, motion = shares(lean, field.weights)
    weak = worth["craft"] * (1 - (story * each.story + motion * each.motion) / BEST)
    side = side_of(lean, field.weights)
    if side != "either" and weak > worth["craft"] * WEAK:
        yield Reason(f"advice.against.{side}", {"model": title}, weak)
    for name in ("stranger", "silent", "superseded"):
        if name in parts:
            args = {"model": title, "language_ids": _tongues(draft)}
            yield Reason(f"advice.against.{name}", args, -parts[name])
    for loss in each.compiled.losses:
        share = field.weights.loss[loss.level] * len(paths_of(loss)) / max(1, each.compiled.parts_of_draft)
        yield Reason(f"loss.{loss.id}", dict(loss.args), worth["kept"] * share)
    if field.anything_connected and not each.connected:
        yield Reason("advice.against.way", {"model": title}, worth["way"])
    if "territory" in each.model.tags:
        yield Reason("advice.against.territory", {"model": title}, worth["way"] / 2)
    if each.usd is None:
        yield Reason("advice.against.price_unknown", {"model": title}, worth["price"] * 0.3)
    elif field.cheapest and each.usd > field.cheapest * DEAR:
        args = {"model": title, "usd": f"{each.usd:.2f}", "least": f"{field.cheapest:.2f}"}
        yield Reason("advice.against.price", args, worth["price"] * (1 - field.cheapest / each.usd))


# ------------------------------------------------------------------------------------------------------------- flip


def _flip(draft: Draft, points: tuple[Point, ...], judged: Sequence[Judged], field: Field) -> Reason | None:
    """What would put another model first: a limit that keeps a better one out, else one sign less or more."""
    lean = total(points, "story") - total(points, "motion")
    order = ranked(draft, judged, lean, field)
    if not order or order[0].gates:
        return None
    first = order[0]
    barred = [each for each in order if len(each.gates) == 1 and each.gates[0].id.startswith("advice.out.")]
    barred = [each for each in barred if score_of(draft, each, lean, field) > score_of(draft, first, lean, field)]
    if barred:
        best = max(barred, key=lambda each: score_of(draft, each, lean, field))
        id_ = best.gates[0].id.replace("advice.out.", "advice.flip.out.")
        return Reason(id_, {**best.gates[0].args, "model": best.model.title})
    for change, id_, args in _changes(points, field.weights):
        other = ranked(draft, judged, lean + change, field)[0]
        if other.model.id != first.model.id and not other.gates:
            return Reason(id_, {**args, "model": other.model.title})
    return None


def _changes(points: tuple[Point, ...], weights: Weights) -> list[tuple[float, str, dict[str, object]]]:
    """One sign less or more, the smallest change first; what it does to the lean."""
    shown = {point.id for point in points}
    found: list[tuple[float, str, dict[str, object]]] = [
        (-point.points if point.side == "story" else point.points, f"advice.flip.less.{point.id}", dict(point.args))
        for point in points
        if point.id in (*_WRITTEN, *_UNWRITTEN)
    ]
    for sign, rules in ((1, weights.story), (-1, weights.motion)):
        found += [
            (sign * rule.points, f"advice.flip.more.{name}", {"n": round(rule.least)})
            for name, rule in rules.items()
            if name not in shown and name in _WRITTEN
        ]
    return sorted(found, key=lambda each: (abs(each[0]), ".more." in each[1]))


_WRITTEN = ("lines", "links", "keys", "path", "cuts", "action")
"""Signs that a person may well add; nobody adds ambience to change a model."""
_UNWRITTEN = ("take", "answer", "long", "mascot", "continues", "drafts")
"""Further signs that a person may do without."""
