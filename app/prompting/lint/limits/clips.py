"""Checks the clips that go along: how many, beside what, how long, how large, with which sound, and where they lie."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.domain.draft import ReferenceClip
from app.domain.edit import Edit
from app.domain.finding import Finding
from app.domain.model import ClipLimits
from app.prompting.clips import clips_sent, is_public, keeps_sound, limits_of
from app.prompting.fit import number
from app.prompting.lint.face import Case, found, mend, put
from app.prompting.pictures import begins_with_picture, pictured_cast

_MARGIN = 0.05
"""Seconds by which a clip may be over: what a row says in whole seconds no frame ends on."""


def clips(case: Case) -> Iterator[Finding]:
    """Everything about the clips that go along; what nobody read off a clip is not checked."""
    yield from _needed(case)
    sent = clips_sent(case.draft, case.model) if case.draft.clips else ()
    if not sent:
        return
    yield from _count(case, sent)
    yield from _beside(case, sent)
    yield from _sound(case, sent)
    for clip in sent:
        field = "limits.edits" if clip.role == "edit" else "limits.clips"
        limits = limits_of(clip, case.model)
        assert limits is not None
        yield from _length(case, clip, limits, field)
        yield from _shape(case, clip, limits, field)
        yield from _file(case, clip, limits, field)
    yield from _together(case, sent)


def _needed(case: Case) -> Iterator[Finding]:
    """No clip, at a model that makes nothing without one."""
    roles = {"edits" if clip.role == "edit" else "clips" for clip in case.draft.clips}
    for name, limits in (("clips", case.limits.clips), ("edits", case.limits.edits)):
        if limits is not None and limits.needed and name not in roles:
            variant = "edits" if name == "edits" else ""
            yield found(case, "clip_needed", "error", "clips", variant=variant, field=f"limits.{name}.needed")


def _count(case: Case, sent: tuple[ReferenceClip, ...]) -> Iterator[Finding]:
    """More clips than the model takes, of one sort or of both."""
    limits = case.limits
    changed = [clip for clip in sent if clip.role == "edit"]
    shown = [clip for clip in sent if clip.role != "edit"]
    rows = (
        ("", "limits.clips.most", shown, limits.clips.most if limits.clips else None),
        ("edits", "limits.edits.most", changed, limits.edits.most if limits.edits else None),
        ("together", "limits.clips_together", [*changed, *shown], limits.clips_together),
    )
    for variant, field, some, most in rows:
        if most and len(some) > most:
            fix = mend("keep_first", [_without(clip) for clip in some[most:]], n=most)
            at = f"clips[{some[most].id}].asset"
            count = len(some)
            yield found(case, "clips", "error", at, variant=variant, field=field, fix=fix, count=count, limit=most)
            return


def _without(clip: ReferenceClip) -> Edit:
    return Edit(op="remove", path=f"clips[{clip.id}]")


def _beside(case: Case, sent: tuple[ReferenceClip, ...]) -> Iterator[Finding]:
    """Frames or pictures of the cast that no clip goes along with."""
    draft = case.draft
    shown = pictured_cast(draft, case.model)
    for clip in sent:
        field = "limits.edits" if clip.role == "edit" else "limits.clips"
        limits = limits_of(clip, case.model)
        assert limits is not None
        if not limits.frames and begins_with_picture(draft, case.model):
            fix = mend("remove_frames", [put("ends.start_image", None), put("ends.end_image", None)])
            yield found(case, "clip_frames", "error", "ends.start_image", field=f"{field}.frames", fix=fix)
            return
        if limits.pictures is not None and len(shown) > limits.pictures:
            over = dict.fromkeys(member.id for member, _ in shown[limits.pictures :])
            fix = mend("drop_references", [put(f"cast[{each}].refs", ()) for each in over], n=len(over))
            path = f"cast[{next(iter(over))}].refs"
            args: dict[str, Any] = {"count": len(shown), "limit": limits.pictures}
            yield found(case, "clip_pictures", "error", path, field=f"{field}.pictures", fix=fix, **args)
            return


def _sound(case: Case, sent: tuple[ReferenceClip, ...]) -> Iterator[Finding]:
    """Sound is asked for beside a clip with which none is made."""
    draft = case.draft
    if case.limits.audio != "switch" or draft.frame.audio != "on" or keeps_sound(draft, case.model):
        return
    for clip in sent:
        limits = limits_of(clip, case.model)
        if limits is not None and limits.silent:
            variant = "own" if limits.keeps_sound else ""
            field = "limits.edits.silent" if clip.role == "edit" else "limits.clips.silent"
            fix = mend("sound_off", [put("frame.audio", "off")])
            yield found(case, "clip_sound", "error", "frame.audio", variant=variant, field=field, fix=fix)
            return


def _length(case: Case, clip: ReferenceClip, limits: ClipLimits, field: str) -> Iterator[Finding]:
    """A clip that is too short or too long by itself."""
    seconds, at = clip.footage.seconds, f"clips[{clip.id}].asset"
    if not seconds:
        return
    least, most = limits.seconds_least, limits.seconds_most
    args: dict[str, Any] = {"asked": number(seconds)}
    if least is not None and seconds < least - _MARGIN:
        args["limit"] = number(least)
        yield found(case, "clip_length", "error", at, variant="short", field=f"{field}.seconds_least", **args)
    elif most is not None and seconds > most + _MARGIN:
        args["limit"] = number(most)
        yield found(case, "clip_length", "error", at, field=f"{field}.seconds_most", **args)


def _together(case: Case, sent: tuple[ReferenceClip, ...]) -> Iterator[Finding]:
    """References that are too long in all."""
    limits = case.limits.clips
    shown = [clip for clip in sent if clip.role != "edit"]
    if limits is None or limits.seconds_together is None or len(shown) < 2:
        return
    seconds = sum(clip.footage.seconds for clip in shown)
    if seconds > limits.seconds_together + _MARGIN:
        at, field = f"clips[{shown[-1].id}].asset", "limits.clips.seconds_together"
        args: dict[str, Any] = {"asked": number(seconds), "limit": number(limits.seconds_together)}
        yield found(case, "clip_length", "error", at, variant="together", field=field, **args)


def _shape(case: Case, clip: ReferenceClip, limits: ClipLimits, field: str) -> Iterator[Finding]:
    """Sides, shape and pictures a second; one finding is enough."""
    wide, tall, fps = clip.footage.width, clip.footage.height, clip.footage.fps
    at = f"clips[{clip.id}].asset"
    asked: dict[str, Any] = {"wide": wide, "tall": tall}
    for bound, variant, wrong, limit in _bounds(limits, wide, tall):
        if wrong:
            args = {**asked, "limit": limit}
            yield found(case, "clip_shape", "error", at, variant=variant, field=f"{field}.{bound}", **args)
            break
    told: dict[str, Any]
    if fps and limits.fps_least is not None and fps < limits.fps_least - 0.1:
        told = {"asked": number(fps), "limit": number(limits.fps_least)}
        yield found(case, "clip_rate", "error", at, variant="slow", field=f"{field}.fps_least", **told)
    elif limits.fps_most is not None and fps > limits.fps_most + 0.1:
        told = {"asked": number(fps), "limit": number(limits.fps_most)}
        yield found(case, "clip_rate", "error", at, field=f"{field}.fps_most", **told)


def _bounds(limits: ClipLimits, wide: int, tall: int) -> Iterator[tuple[str, str, bool, str]]:
    """Each bound of a picture's sides: the field, the sentence, whether it is passed, and the bound in words."""
    if not wide or not tall:
        return
    if (least := limits.side_least) is not None:
        yield "side_least", "small", min(wide, tall) < least, f"{least} px"
    if (most := limits.side_most) is not None:
        yield "side_most", "", max(wide, tall) > most, f"{most} px"
    if (fewest := limits.pixels_least) is not None:
        yield "pixels_least", "small", wide * tall < fewest, f"{fewest / 1e6:.1f} MP"
    if (pixels := limits.pixels_most) is not None:
        yield "pixels_most", "", wide * tall > pixels, f"{pixels / 1e6:.1f} MP"
    if (narrow := limits.ratio_least) is not None:
        yield "ratio_least", "tall", wide / tall < narrow - 0.01, f"{narrow:g}"
    if (broad := limits.ratio_most) is not None:
        yield "ratio_most", "wide", wide / tall > broad + 0.01, f"{broad:g}"


def _file(case: Case, clip: ReferenceClip, limits: ClipLimits, field: str) -> Iterator[Finding]:
    """Its container, its bytes, and an address where there is no place to upload to."""
    at, footage = f"clips[{clip.id}].asset", clip.footage
    if footage.kind and limits.kinds and footage.kind not in limits.kinds:
        offered = ", ".join(kind.upper() for kind in limits.kinds)
        args: dict[str, Any] = {"asked": footage.kind.upper(), "offered": offered}
        yield found(case, "clip_kind", "error", at, field=f"{field}.kinds", **args)
    megabytes = footage.size / 1024**2
    if limits.megabytes is not None and megabytes > limits.megabytes:
        args = {"asked": round(megabytes), "limit": limits.megabytes}
        yield found(case, "clip_size", "error", at, field=f"{field}.megabytes", **args)
    if limits.by_address and not is_public(clip.address):
        variant, path = "form" if clip.address.strip() else "", f"clips[{clip.id}].address"
        yield found(case, "clip_address", "error", path, variant=variant, field=f"{field}.by_address")
