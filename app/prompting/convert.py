"""Re-aims a draft at another model and says by line what becomes of each part there: only the aim changes.

The losses come from compiling; what they leave unsaid (the moves in film terms, the choices on the way) is added here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.domain.advice import Carried, CarryLine
from app.domain.draft import Draft
from app.domain.finding import Loss
from app.domain.model import Model
from app.domain.request import Compiled
from app.prompting.carry_choices import choices_of
from app.prompting.carry_moves import LEVEL, move_lines
from app.prompting.compile import compile_draft
from app.prompting.estimate import sound_of
from app.prompting.filled import filled_paths
from app.prompting.leaning import beats_of, lines_in
from app.prompting.losses import paths_of
from app.prompting.scores import World
from app.prompting.spans import clean


def convert(draft: Draft, model: Model, world: World, *, here: Model | None = None) -> Carried:
    """The draft aimed at a model, with its report. `here` is the row of the present aim, where it is known."""
    there: Draft = draft.replace(aim=model.id)
    after = compile_draft(draft, model, world.words, today=world.today)
    before = compile_draft(draft, here, world.words, today=world.today) if here is not None else None
    return Carried(
        draft=there,
        model=model,
        compiled=after,
        lines=tuple(lines_of(draft, model, after, before, here)),
        choices=choices_of(draft, model, after),
        blocking=tuple(finding for finding in after.findings if finding.level == "error"),
        before=before,
    )


# ------------------------------------------------------------------------------------------------------------ parts

PARTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("frame", lambda path: path in ("frame.aspect", "frame.resolution")),
    ("audio", lambda path: path == "frame.audio"),
    ("switches", lambda path: path.startswith(("frame.seed", "options["))),
    ("style", lambda path: path == "look.style_line"),
    ("look", lambda path: path.startswith("look.") or (path.startswith("shots[") and path.endswith("].lens"))),
    ("light", lambda path: path.startswith("light.") or path.endswith(".light_override")),
    ("place", lambda path: path.startswith("place.")),
    ("references", lambda path: path.startswith("cast[") and ".refs[" in path),
    ("voice", lambda path: path.startswith("cast[") and ".voice." in path),
    ("cast", lambda path: path.startswith("cast[")),
    ("lines", lambda path: ".lines[" in path or path == "sound.language"),
    ("sound", lambda path: path.startswith("sound.") or ".sounds[" in path),
    ("beats", lambda path: ".beats[" in path),
    ("camera", lambda path: ".keys[" in path or path.endswith((".support", ".shake"))),
    ("cuts", lambda path: path.endswith(".cut_in")),
    ("length", lambda path: path.startswith("shots")),
    ("ending", lambda path: path == "ends.final_picture"),
    ("pictures", lambda path: path.startswith("ends.")),
    ("clips", lambda path: path.startswith("clips[")),
    ("avoid", lambda path: path == "avoid"),
    ("locks", lambda path: path == "locks"),
    ("continues", lambda path: path.startswith("continues")),
)
"""The parts of the report in their order, each with the fields it speaks of; the first that fits."""
TOLD = {
    "sora": "brief",
    "sora_brief": "production",
    "kling_scene": "scene",
    "kling_path": "scene",
    "kling_shots": "shots",
    "kling_list": "shots",
    "kling_json": "shots",
    "veo": "blocks",
    "seedance": "stages",
    "seedance_marked": "stages",
    "runway": "plain",
    "ltx": "paragraph",
    "hailuo": "brackets",
    "timed": "timed",
    "json": "timeline",
}
"""How each dialect tells beats, as `carry.told.<word>` says it; one that is not here tells them in its own order."""
_ORDER = {name: place for place, (name, _) in enumerate(PARTS)}


def part_of(path: str) -> str:
    """The part of the report a field belongs to."""
    return next((name for name, holds in PARTS if holds(path)), "beats")


def lines_of(
    draft: Draft, model: Model, after: Compiled, before: Compiled | None, here: Model | None = None
) -> list[CarryLine]:
    """What becomes of every part of a draft, the worst first; the same order every time."""
    worse = _levels(before) if before is not None else {}
    moved, told = move_lines(draft, model, after, before, worse)
    found = [*moved]
    for loss in after.losses:
        found += _loss_lines(loss, told, worse)
    found += _faces(after, before)
    found += _unheard(draft, model, here)
    found += _retold(draft, model, after, before)
    found += _kept(draft, model, after, {line.part for line in found}, worse)
    found += _way_of_avoiding(draft, after, before, model)
    # a line is new before it is old, within its level
    found.sort(key=lambda line: (LEVEL[line.level], not line.is_new, _ORDER[line.part]))
    return found


def _levels(compiled: Compiled) -> dict[str, int]:
    """How badly each field fares, 0 for dropped; fields that are kept are not in it."""
    found: dict[str, int] = {}
    for loss in compiled.losses:
        for path in paths_of(loss):
            found[path] = min(found.get(path, 9), LEVEL[loss.level])
    return found


def _loss_lines(loss: Loss, told: set[str], worse: dict[str, int]) -> Iterator[CarryLine]:
    """A loss, once for each part it touches, without the fields that a line of their own speaks of."""
    by_part: dict[str, list[str]] = {}
    for path in paths_of(loss):
        if path not in told:
            by_part.setdefault(part_of(path), []).append(path)
    for part, paths in by_part.items():
        level = LEVEL[loss.level]
        is_new = any(worse.get(path, 9) > level for path in paths)
        args = {**loss.args, "n": len(paths), "paths": tuple(paths)}
        yield CarryLine(loss.level, part, f"loss.{loss.id}", paths[0], args, is_new)


def _kept(draft: Draft, model: Model, after: Compiled, lost: set[str], worse: dict[str, int]) -> Iterator[CarryLine]:
    """Parts nothing is lost of. New is what the present aim does not carry."""
    filled: dict[str, list[str]] = {}
    for path in filled_paths(draft):
        filled.setdefault(part_of(path), []).append(path)
    if len(draft.shots) == 1 and len(draft.shots[0].beats) > 1:
        at = f"shots[{draft.shots[0].id}]"
        yield CarryLine("kept", "cuts", "carry.kept.take", at, {"model": model.title, "n": 1}, False)
    for part, paths in filled.items():
        if part not in lost:
            args = {"model": model.title, "n": len(paths), "paths": tuple(paths), "seconds": after.seconds}
            is_new = any(worse.get(path, 9) <= LEVEL["weakened"] for path in paths)
            yield CarryLine("kept", part, f"carry.kept.{part}", paths[0], args, is_new)


def _faces(after: Compiled, before: Compiled | None) -> Iterator[CarryLine]:
    """Pictures of people at a maker that may refuse them: nothing is lost yet, but the words alone may have to do."""
    known = {each.path for each in before.findings if each.field == "limits.faces"} if before is not None else set()
    for finding in after.findings:
        if finding.field == "limits.faces":
            is_new = finding.path not in known
            part = part_of(finding.path + ".refs[" if finding.path.startswith("cast[") else finding.path)
            yield CarryLine("weakened", part, finding.sentence, finding.path, dict(finding.args), is_new)


def _unheard(draft: Draft, model: Model, here: Model | None) -> Iterator[CarryLine]:
    """Spoken lines at a model without sound: the words are sent, and nobody hears them."""
    spoken = lines_in(draft)
    if spoken and draft.frame.audio == "on" and sound_of(draft, model) == "off":
        is_new = here is None or sound_of(draft, here) == "on"
        args = {"model": model.title, "n": len(spoken)}
        yield CarryLine("dropped", "lines", "carry.unheard", spoken[0], args, is_new)


def _retold(draft: Draft, model: Model, after: Compiled, before: Compiled | None) -> Iterator[CarryLine]:
    """The same beats in the words of another dialect."""
    told = TOLD.get(after.dialect, "any")
    first = next((at for _, beat, at in beats_of(draft) if clean(beat.action)), "")
    if first and before is not None and told != TOLD.get(before.dialect, "any"):
        yield CarryLine("reworded", "beats", f"carry.told.{told}", first, {"model": model.title})


def _way_of_avoiding(draft: Draft, after: Compiled, before: Compiled | None, model: Model) -> Iterator[CarryLine]:
    """What to keep out goes into a field of its own at one model and into a sentence at another."""
    if before is None or not draft.avoid or not any(each.strip() for each in draft.avoid):
        return
    field, was = "negative_prompt" in after.parameters, "negative_prompt" in before.parameters
    if field != was:
        id_ = "carry.avoid.field" if field else "carry.avoid.sentence"
        yield CarryLine("reworded", "avoid", id_, "avoid", {"model": model.title})
