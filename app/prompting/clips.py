"""Decides which clips of a draft go along with a request, and says in the words what each is for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain.draft import Draft, ReferenceClip
from app.domain.model import ClipLimits, Model
from app.domain.request import Input
from app.prompting.spans import Phrase, Piece, inner, joined, sentence

if TYPE_CHECKING:
    from app.prompting.sheet import Sheet


_PUBLIC = re.compile(r"https://[^\s/]+\.[^\s/]+/\S{1,2000}")


def limits_of(clip: ReferenceClip, model: Model) -> ClipLimits | None:
    """What the row says of clips of this sort; None where it takes none of them."""
    return model.limits.edits if clip.role == "edit" else model.limits.clips


def clips_sent(draft: Draft, model: Model) -> tuple[ReferenceClip, ...]:
    """Every clip that goes along, only to a model whose row says that it takes some: the one that is changed first,
    the others in the order of the draft."""
    if not draft.clips:
        return ()
    sent = [clip for clip in draft.clips if limits_of(clip, model) is not None]
    return tuple(sorted(sent, key=lambda clip: clip.role != "edit"))


def edited(draft: Draft, model: Model) -> ReferenceClip | None:
    """The clip that is changed, where one goes along."""
    return next((clip for clip in clips_sent(draft, model) if clip.role == "edit"), None)


def keeps_sound(draft: Draft, model: Model) -> bool:
    """Whether the sound of a clip is kept instead of a new one: only where the row has a switch for it."""
    return draft.frame.audio == "on" and any(clip.keep_sound for clip in _with_switch(draft, model))


def has_sound_switch(draft: Draft, model: Model) -> bool:
    """Whether it has to be said what becomes of the sound of the clips that go along."""
    return bool(_with_switch(draft, model))


def silences(draft: Draft, model: Model) -> bool:
    """Whether a clip goes along beside which no new sound is made."""
    return any(limits.silent for limits in _limits(draft, model))


def forbids_list(draft: Draft, model: Model) -> bool:
    """Whether a clip goes along beside which no list of shots is taken."""
    return bool(draft.clips) and any(not limits.shot_list for limits in _limits(draft, model))


def clip_inputs(draft: Draft, model: Model) -> list[Input]:
    """The clips of the request in order."""
    return [
        Input(
            role="edit" if clip.role == "edit" else "clip",
            asset=clip.asset,
            tag=clip_tag(model, number),
            address=clip.address.strip() if is_public(clip.address) else "",
        )
        for number, clip in enumerate(clips_sent(draft, model), start=1)
    ]


def is_public(address: str) -> bool:
    """Whether something could be fetched there from the open internet."""
    return _PUBLIC.fullmatch(address.strip()) is not None


def clip_tag(model: Model, number: int) -> str:
    """The row's tag for a clip by its place among those that go along; what else it holds in braces stays."""
    return model.clip_tag.replace("{n}", str(number))


def clip_words(sheet: Sheet) -> Phrase:
    """What each clip is for: `@Video1 is the reference for how the camera moves; leave out the people.`"""
    english = sheet.draft.language == "en"
    told = _told if english else _told_in_chinese
    sent = clips_sent(sheet.draft, sheet.model)
    phrases = [told(sheet, clip, number) for number, clip in enumerate(sent, start=1)]
    return joined(map(sentence, phrases), " ") if english else [piece for each in phrases for piece in each]


def _told(sheet: Sheet, clip: ReferenceClip, number: int) -> Phrase:
    at = f"clips[{clip.id}]"
    tag = clip_tag(sheet.model, number) or "The clip that goes along"
    phrase: Phrase = [Piece(tag, f"{at}.asset"), Piece(" is "), *sheet.term("clip_role", clip.role, f"{at}.role")]
    ignore = sheet.text(clip.ignore, f"{at}.ignore")
    return [*phrase, *([Piece("; leave out "), *inner(ignore)] if ignore else [])]


def _told_in_chinese(sheet: Sheet, clip: ReferenceClip, number: int) -> Phrase:
    from app.prompting.chinese.marks import clauses, stop

    at = f"clips[{clip.id}]"
    tag = clip_tag(sheet.model, number) or "所附视频"
    role = sheet.term("clip_role", clip.role, f"{at}.role")
    ignore = sheet.text(clip.ignore, f"{at}.ignore")
    named: Phrase = [Piece(tag, f"{at}.asset"), Piece("是"), *role]
    return stop(clauses([named, [Piece("忽略"), *ignore] if ignore else []]))


def _limits(draft: Draft, model: Model) -> list[ClipLimits]:
    found = (limits_of(clip, model) for clip in draft.clips)
    return [limits for limits in found if limits is not None]


def _with_switch(draft: Draft, model: Model) -> list[ReferenceClip]:
    if not draft.clips:
        return []
    return [clip for clip in draft.clips if (limits := limits_of(clip, model)) is not None and limits.keeps_sound]
