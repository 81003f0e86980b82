"""Verbs that look ahead of a paid clip: which models fit a draft, and what carrying it to another one costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli import frame
from app.cli.frame import DraftArgument, HomeOption, JsonOption, OutputOption, help_text
from app.cli.shapes import compiled_shape, draft_shape, finding_shape, loss_shape
from app.domain.upgrade import write_draft
from app.store.files import write_atomic
from app.strings import tr

if TYPE_CHECKING:
    from app.domain.advice import Advice, Carried, Choice, Split, Verdict
    from app.domain.draft import Draft

SHOWN = 5
"""Models a person is shown; the rest is in the JSON."""


def advise(
    draft: DraftArgument,
    many: Annotated[bool, typer.Option("--many", help=help_text("option.many"))] = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """Which models fit, scored, with reasons. The best stands first; those that cannot make it stand last."""
    with frame.told(json):
        desk = frame.open_desk(home)
        meant = frame.find_draft(desk, draft)
        found = desk.adviser.advise(meant, many=many)
        if json:
            frame.print_json(advice_shape(found))
        else:
            frame.put(advice_page(found, meant))


def convert(
    draft: DraftArgument,
    model: Annotated[str, typer.Option("--model", metavar="ID", help=help_text("option.aim"))],
    output: OutputOption = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """The draft re-aimed, to a file or to stdout, with what becomes of each part. Only the aim changes."""
    with frame.told(json):
        desk = frame.open_desk(home)
        carried = desk.adviser.convert(frame.find_draft(desk, draft), model)
        if output is not None:
            write_atomic(output, write_draft(carried.draft))
        if json:
            frame.print_json(carried_shape(carried) | ({"path": str(output)} if output is not None else {}))
            return
        if output is None:
            frame.put(write_draft(carried.draft).decode())
        frame.say(carried_page(carried))
        if output is not None:
            frame.say(tr("cli.said.new", path=output))


# ----------------------------------------------------------------------------------------------------------- shapes


def advice_shape(advice: Advice) -> dict[str, Any]:
    """The whole advice. `lean` is story points less motion points; `by_kept` ranks by what is kept of the draft."""
    from app.desk.advice import advice_words, reason_words

    return {
        "side": advice.side,
        "lean": advice.lean,
        "story": advice.story,
        "motion": advice.motion,
        "points": [
            {
                "id": point.id,
                "side": point.side,
                "points": point.points,
                "paths": list(point.paths),
                "message": advice_words(f"advice.point.{point.id}", point.args),
            }
            for point in advice.points
        ],
        "winner": advice.winner.model.id if advice.winner else None,
        "ranking": [_verdict_shape(verdict) for verdict in advice.ranking],
        "by_kept": [verdict.model.id for verdict in advice.by_kept],
        "retired": [{"model": model.id, "reasons": [reason_words(reason)]} for model, reason in advice.retired],
        "flip": reason_words(advice.flip) if advice.flip else None,
        "split": _split_shape(advice.split) if advice.split else None,
    }


def _verdict_shape(verdict: Verdict) -> dict[str, Any]:
    from app.desk.advice import reason_words

    compiled = verdict.compiled
    return {
        "model": verdict.model.id,
        "title": verdict.model.title,
        "score": verdict.score,
        "fits": verdict.fits,
        "reasons": [reason_words(reason) for reason in verdict.reasons],
        "reason_ids": [reason.id for reason in verdict.reasons],
        "against": reason_words(verdict.against) if verdict.against else None,
        "usd": compiled.estimate.usd,
        "losses": [loss_shape(loss) for loss in compiled.losses],
        "shots": len(verdict.cuts) + 1 if verdict.cuts else None,
    }


def _split_shape(split: Split) -> dict[str, Any]:
    return {
        "story": {"shots": list(split.story), "model": split.story_model},
        "motion": {"shots": list(split.motion), "model": split.motion_model},
    }


def carried_shape(carried: Carried) -> dict[str, Any]:
    """A draft re-aimed, and what becomes of each part."""
    from app.desk.advice import line_words

    compiled = compiled_shape(carried.compiled, None)
    return {
        "model": carried.model.id,
        "draft": draft_shape(carried.draft),
        "lines": [
            {
                "id": line.id,
                "level": line.level,
                "part": line.part,
                "path": line.path,
                "message": line_words(line),
                "new": line.is_new,
            }
            for line in carried.lines
        ],
        "losses": compiled["losses"],
        "choices": [_choice_shape(choice) for choice in carried.choices],
        "findings": [finding_shape(finding) for finding in carried.compiled.findings],
        "estimate": compiled["estimate"],
    }


def _choice_shape(choice: Choice) -> dict[str, Any]:
    return {
        "id": choice.id,
        "message": tr(f"carry.ask.{choice.id}", **choice.args),
        "options": [tr(f"fix.{option.id}", **option.args) for option in choice.options],
    }


# ------------------------------------------------------------------------------------------------------------ pages


def advice_page(advice: Advice, draft: Draft) -> str:
    """The advice for people: how the draft leans, the first few models with their reasons, what would change it."""
    from app.desk.advice import advice_words, reason_words, split_words

    lines = [tr(f"advise.lean_{advice.side}", story=advice.story, motion=advice.motion)]
    lines += [f"  {advice_words(f'advice.point.{point.id}', point.args)} ({point.points:g})" for point in advice.points]
    for verdict in advice.ranking[:SHOWN]:
        lines += ["", f"{verdict.model.title}  {verdict.model.id}  {verdict.score:g}"]
        lines += [f"  {'+' if verdict.fits else '×'} {reason_words(reason)}" for reason in verdict.reasons]
        if verdict.cuts:
            lines.append(f"  {tr('advise.cut', n=len(verdict.cuts) + 1)}")
        if verdict.against is not None:
            lines.append(f"  − {reason_words(verdict.against)}")
    lines += ["", *(reason_words(reason) for _, reason in advice.retired)]
    if advice.flip is not None:
        lines.append(reason_words(advice.flip))
    if split := split_words(advice, draft):
        lines.append(split)
    return "\n".join(lines).rstrip() + "\n"


def carried_page(carried: Carried) -> str:
    """What becomes of each part, for people: a line for each, the kept ones counted, and what there is to decide."""
    from app.desk.advice import line_words

    lines = [
        f"{tr(f'losses.level.{line.level}')}: {line_words(line)}" for line in carried.lines if line.level != "kept"
    ]
    lines.append(tr("advise.kept", n=carried.count("kept")))
    for choice in carried.choices:
        lines.append(tr(f"carry.ask.{choice.id}", **choice.args))
        lines += [f"  {tr(f'fix.{option.id}', **option.args)}" for option in choice.options]
    lines += [tr(finding.sentence, **finding.args) for finding in carried.blocking]
    return "\n".join(lines)
