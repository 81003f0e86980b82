"""Turns the container of a draft into the parameters a model is asked for, and notes what it does not offer.

Names are neutral: `seconds`, `size` (pixels) or `aspect_ratio` and `resolution`, `audio`, `multi_shot`, `seed`,
`negative_prompt`, and the model's own options. A provider writes them in its own way.
"""

from __future__ import annotations

from app.domain.draft import Draft
from app.domain.model import Limits
from app.domain.request import Estimate, Scalar
from app.prompting.clips import clip_inputs, clips_sent, edited, has_sound_switch, keeps_sound, limits_of, silences
from app.prompting.estimate import estimate, resolution_of
from app.prompting.fit import NEAR, SHIFT, number
from app.prompting.losses import Ledger
from app.prompting.pictures import ends_with_picture, takes_references
from app.prompting.sheet import Sheet


class Asked:
    """The parameters, the paths they carry, what is lost beside the words, and the price of all of it."""

    def __init__(self, estimate: Estimate) -> None:
        self.estimate = estimate
        self.values: dict[str, Scalar] = {}
        self.paths: set[str] = set()
        self.losses = Ledger()

    def send(self, name: str, value: Scalar, path: str = "") -> None:
        """Ask for a value that comes from a field."""
        self.values[name] = value
        if path:
            self.paths.add(path)


def parameters(sheet: Sheet, *, shot_list: bool) -> Asked:
    """Everything of the draft that is sent beside the words, kept while it is asked the same. `shot_list`: the words
    are a list of shots."""
    ids = [shot.id for shot in sheet.draft.shots]
    values = ("asked", shot_list, sheet.parts_sent, *ids)
    asked = sheet.keep((sheet.around, sheet.fit), values, _asked, sheet, shot_list)
    sheet.losses.take(asked.losses)
    return asked


def _asked(sheet: Sheet, shot_list: bool) -> Asked:
    asked = Asked(estimate(sheet.draft, sheet.model))
    _length(sheet, asked)
    _frame(sheet, asked)
    _audio(sheet, asked)
    if sheet.model.shots_dialect == "kling_shots":
        asked.send("multi_shot", shot_list)
    _pictures(sheet, asked)
    if sheet.draft.clips:
        _clips(sheet, asked)
    limits, draft = sheet.model.limits, sheet.draft
    if draft.frame.seed is not None:
        if limits.seed is False:
            asked.losses.note("seed", "dropped", "frame.seed", seed=draft.frame.seed, model=sheet.model.title)
        else:
            asked.send("seed", draft.frame.seed, "frame.seed")
    if draft.avoid and limits.negative:
        words = sheet.listed(draft.avoid, "avoid")
        if words:
            asked.send("negative_prompt", "".join(piece.text for piece in words), "avoid")
    _options(sheet, asked)
    if draft.clips:
        _beside_clips(sheet, asked)
    _shot_shifts(sheet, asked)
    return asked


def _length(sheet: Sheet, asked: Asked) -> None:
    fit, draft = sheet.fit, sheet.draft
    whole = round(fit.seconds)
    asked.send("seconds", whole if abs(fit.seconds - whole) < NEAR else fit.seconds)
    if len(draft.shots) == 1 or sheet.parts_sent:
        asked.paths.update(f"shots[{shot.id}].seconds" for shot in draft.shots)
    if abs(fit.seconds - fit.asked) > NEAR:
        path = f"shots[{draft.shots[0].id}].seconds" if len(draft.shots) == 1 else "shots"
        asked.losses.note(
            "length", "reworded", path, asked=number(fit.asked), given=number(fit.seconds), model=sheet.model.title
        )


def _shot_shifts(sheet: Sheet, asked: Asked) -> None:
    """Note every shot whose seconds move by enough to be seen."""
    for number_, (shot, seconds) in enumerate(zip(sheet.draft.shots, sheet.fit.shots, strict=True), start=1):
        if abs(seconds - shot.seconds) >= SHIFT - NEAR and len(sheet.draft.shots) > 1:
            asked.losses.note(
                "shot_seconds",
                "reworded",
                f"shots[{shot.id}].seconds",
                shot=number_,
                asked=number(shot.seconds),
                given=number(seconds),
            )


def _frame(sheet: Sheet, asked: Asked) -> None:
    frame, limits = sheet.draft.frame, sheet.model.limits
    title = sheet.model.title
    resolution = resolution_of(sheet.draft, sheet.model)
    if resolution != frame.resolution:
        asked.losses.note(
            "resolution", "reworded", "frame.resolution", asked=frame.resolution, given=resolution, model=title
        )
    aspect = aspect_of(sheet.draft, limits, resolution)
    if aspect != frame.aspect:
        asked.losses.note("aspect", "reworded", "frame.aspect", asked=frame.aspect, given=aspect, model=title)
    pixels = limits.sizes.get(f"{aspect}@{resolution}")
    asked.paths |= {"frame.aspect", "frame.resolution"}
    if pixels:
        asked.send("size", pixels)
        return
    asked.send("resolution", resolution)
    if sheet.pictured and not limits.sizes:
        asked.losses.note("aspect_of_picture", "reworded", "frame.aspect")
    else:
        asked.send("aspect_ratio", aspect)


def aspect_of(draft: Draft, limits: Limits, resolution: str) -> str:
    """The aspect asked for: the draft's where it is offered here, else the offered one of nearest shape."""
    wish = draft.frame.aspect
    offered = limits.aspects
    if limits.sizes:
        at = tuple(key.partition("@")[0] for key in limits.sizes if key.partition("@")[2] == resolution)
        offered = at or offered
    if not offered or wish in offered:
        return wish
    shape = ratio(wish)
    return min(offered, key=lambda each: abs(_logarithm(ratio(each)) - _logarithm(shape)))


def ratio(aspect: str) -> float:
    """Width by height of `16:9`; 1 where it is no such thing."""
    wide, _, high = aspect.partition(":")
    try:
        value = float(wide) / float(high)
    except (ValueError, ZeroDivisionError):
        return 1.0
    return value if 0.01 < value < 100 else 1.0


def _logarithm(value: float) -> float:
    # the shapes 16:9 and 9:16 lie equally far from a square
    return value - 1 if value >= 1 else 1 - 1 / value


def _audio(sheet: Sheet, asked: Asked) -> None:
    wish, audio = sheet.draft.frame.audio, sheet.model.limits.audio
    title = sheet.model.title
    asked.paths.add("frame.audio")
    if audio == "switch":
        asked.send("audio", wish == "on" and not silences(sheet.draft, sheet.model))
    elif audio == "never" and wish == "on" and not keeps_sound(sheet.draft, sheet.model):
        asked.losses.note("no_sound", "dropped", "frame.audio", model=title)
    elif audio == "always" and wish == "off":
        asked.losses.note("always_sound", "dropped", "frame.audio", model=title)
    elif audio is None and wish == "off":
        asked.losses.note("sound_unknown", "weakened", "frame.audio", model=title)


def _pictures(sheet: Sheet, asked: Asked) -> None:
    ends, title = sheet.draft.ends, sheet.model.title
    if ends.start_image:
        if sheet.pictured:
            asked.paths.add("ends.start_image")
        else:
            asked.losses.note("start_image", "dropped", "ends.start_image", model=title)
    if ends.end_image:
        if ends_with_picture(sheet.draft, sheet.model):
            asked.paths.add("ends.end_image")
        else:
            asked.losses.note("end_image", "dropped", "ends.end_image", model=title)
    for member in sheet.draft.cast:
        for ref in member.refs:
            if takes_references(sheet.model):
                asked.paths.add(f"cast[{member.id}].refs[{ref.id}].asset")
            else:
                at = f"cast[{member.id}].refs[{ref.id}].asset"
                asked.losses.note("reference", "dropped", at, model=title)


def _clips(sheet: Sheet, asked: Asked) -> None:
    """The clips that go along, and what becomes of their sound; of an edited one, that length and frame are its own."""
    draft, model = sheet.draft, sheet.model
    sent = clips_sent(draft, model)
    asked.paths.update(f"clips[{clip.id}].asset" for clip in sent)
    if has_sound_switch(draft, model):
        asked.send("keep_sound", keeps_sound(draft, model))
        asked.paths.update(f"clips[{clip.id}].keep_sound" for clip in sent if draft.frame.audio == "on")
    changed = edited(draft, model)
    limits = limits_of(changed, model) if changed is not None else None
    if changed is None or limits is None or not limits.follows:
        return
    asked.losses.note("aspect_of_clip", "reworded", "frame.aspect")
    seconds = changed.footage.seconds
    if seconds and abs(seconds - draft.seconds) > NEAR:
        args = {"asked": number(draft.seconds), "given": number(seconds)}
        asked.losses.note("length_of_clip", "reworded", f"clips[{changed.id}].asset", **args)


def _beside_clips(sheet: Sheet, asked: Asked) -> None:
    """What the row's way to ask with a clip has no name for."""
    model, roles = sheet.model, frozenset(each.role for each in clip_inputs(sheet.draft, sheet.model))
    if not roles or model.wire is None:
        return
    task = model.wire.edit if "edit" in roles else model.wire.clip
    for name, path in (("negative_prompt", "avoid"), ("seed", "frame.seed"), ("resolution", "frame.resolution")):
        if task is not None and name in task.drops and name in asked.values:
            asked.losses.note("beside_clip", "dropped", path, model=model.title)


def _options(sheet: Sheet, asked: Asked) -> None:
    """The switches only this model has. Those of the draft's aim are noted where another model is asked."""
    draft, model = sheet.draft, sheet.model
    known = {option.name: option for option in model.options}
    for name, value in draft.options.get(model.id, {}).items():
        path = f"options[{model.id}].{name}"
        if name in known and value is not None and not known[name].worded:
            asked.send(name, value, path)
        elif name in known:
            asked.paths.add(path)
        else:
            asked.losses.note("option", "dropped", path, name=name, model=model.title)
    if draft.aim != model.id:
        for name in draft.options.get(draft.aim, {}):
            asked.losses.note("option", "dropped", f"options[{draft.aim}].{name}", name=name, model=model.title)
