"""What a model will not take: length, shots, words, end pictures, its own end. Every number comes from its row.

What compiling can bring to the nearest thing the model offers (a length between two, a frame, a resolution) is a loss,
not a finding: nothing illegal is sent. These are the cases where nothing near will do.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.cuts import set_shot_seconds
from app.domain.draft import Draft
from app.domain.edit import Edit
from app.domain.finding import Finding, Fix
from app.domain.model import Model
from app.domain.request import Compiled
from app.prompting.fit import NEAR, longest, number

SHOT_LEAST = 1.0
"""What a shot keeps when the draft is made shorter by a fix (seconds)."""


def retired(draft: Draft, model: Model, compiled: Compiled, today: str) -> Iterator[Finding]:
    """The model is switched off (catalogue H06; its date is in the row)."""
    if not model.is_retired(today):
        return
    fix = None
    if model.successor and model.successor != draft.aim:
        edit = Edit(op="set", path="aim", value=model.successor)
        fix = Fix(id="aim_at", args={"model": model.successor.partition("/")[2]}, edits=(edit,))
    args = {"model": model.title, "day": model.retired}
    yield Finding(id="retired", level="error", path="aim", args=args, field="retired", source=model.source, fix=fix)


def too_long(draft: Draft, model: Model, compiled: Compiled, today: str) -> Iterator[Finding]:
    """The draft is longer than the longest clip (catalogue H01, H11, H22)."""
    lengths = model.limits.lengths
    if lengths is None or draft.seconds <= longest(lengths) + NEAR:
        return
    most = longest(lengths)
    yield Finding(
        id="too_long",
        level="error",
        path=f"shots[{draft.shots[-1].id}].seconds",
        args={"seconds": number(draft.seconds), "most": number(most), "model": model.title},
        field="limits.lengths",
        source=model.source,
        fix=_shortened(draft, most),
    )


def _shortened(draft: Draft, most: float) -> Fix | None:
    """The last shots give way; none becomes shorter than a second. None where that is not enough."""
    over = draft.seconds - most
    shorter = draft
    for shot in reversed(draft.shots):
        given = min(over, max(0.0, shot.seconds - SHOT_LEAST))
        if given > NEAR:
            shorter = set_shot_seconds(shorter, shot.id, shot.seconds - given)
            over -= given
    if over > NEAR:
        return None
    return Fix(
        id="shorten", args={"seconds": number(most)}, edits=(Edit(op="set", path="shots", value=shorter.shots),)
    )


def no_shots(draft: Draft, model: Model, compiled: Compiled, today: str) -> Iterator[Finding]:
    """There is no shot, or no time in any (catalogue H09: fewer than one)."""
    if draft.shots and draft.seconds > NEAR:
        return
    if model.limits.lengths is not None:
        args = {"model": model.title}
        yield Finding(
            id="no_shots", level="error", path="shots", args=args, field="limits.lengths", source=model.source
        )


def too_many_shots(draft: Draft, model: Model, compiled: Compiled, today: str) -> Iterator[Finding]:
    """More shots than one clip takes (catalogue H09)."""
    most = model.limits.shots
    if most is None or len(draft.shots) <= most:
        return
    yield Finding(
        id="too_many_shots",
        level="error",
        path=f"shots[{draft.shots[most].id}]",
        args={"n": most, "count": len(draft.shots), "model": model.title},
        field="limits.shots",
        source=model.source,
    )


def shots_too_short(draft: Draft, model: Model, compiled: Compiled, today: str) -> Iterator[Finding]:
    """So many shots that their least seconds come to more than the clip (catalogue H10)."""
    least = model.limits.shot_least
    if least is None or len(draft.shots) < 2 or len(draft.shots) * least <= compiled.seconds + NEAR:
        return
    yield Finding(
        id="shots_too_short",
        level="error",
        path="shots",
        args={"least": number(least), "count": len(draft.shots), "seconds": number(compiled.seconds)},
        field="limits.shot_least",
        source=model.source,
    )


def too_many_words(draft: Draft, model: Model, compiled: Compiled, today: str) -> Iterator[Finding]:
    """The text is longer than the cap, or than what is advised (catalogue H07)."""
    limits, count = model.limits, len(compiled.text)
    args = {"count": count, "model": model.title}
    if limits.prompt_cap is not None and count > limits.prompt_cap:
        args |= {"most": limits.prompt_cap, "over": count - limits.prompt_cap}
        yield Finding(
            id="text_over_cap",
            level="error",
            path=_longest_field(compiled),
            args=args,
            field="limits.prompt_cap",
            source=model.source,
        )
    elif limits.prompt_advised is not None and count > limits.prompt_advised:
        args |= {"most": limits.prompt_advised}
        yield Finding(
            id="text_long",
            level="warning",
            path=_longest_field(compiled),
            args=args,
            field="limits.prompt_advised",
            source=model.source,
        )


def shot_text_over_cap(draft: Draft, model: Model, compiled: Compiled, today: str) -> Iterator[Finding]:
    """A shot's text is longer than its cap (catalogue H08)."""
    cap = model.limits.shot_cap
    if cap is None or len(compiled.parts) < 2:
        return
    for place, part in enumerate(compiled.parts, start=1):
        if part.cap is not None and len(part.text.strip()) > part.cap:
            args = {"shot": place, "count": len(part.text.strip()), "most": part.cap}
            yield Finding(
                id="shot_text_over_cap",
                level="error",
                path=part.path or "shots",
                args=args,
                field="limits.shot_cap",
                source=model.source,
            )


def end_without_start(draft: Draft, model: Model, compiled: Compiled, today: str) -> Iterator[Finding]:
    """An end picture without a start picture (catalogue H19); only where the row takes end pictures at all."""
    if model.limits.end_image and draft.ends.end_image and not draft.ends.start_image:
        edit = Edit(op="set", path="ends.end_image", value=None)
        yield Finding(
            id="end_without_start",
            level="error",
            path="ends.end_image",
            args={"model": model.title},
            field="limits.end_image",
            source=model.source,
            fix=Fix(id="drop_end_image", edits=(edit,)),
        )


def _longest_field(compiled: Compiled) -> str:
    """The field that writes most of the text: the first to make shorter."""
    lengths: dict[str, int] = {}
    for span in compiled.spans:
        if span.path:
            lengths[span.path] = lengths.get(span.path, 0) + len(span.text)
    return max(lengths, key=lambda path: lengths[path], default="shots")


CHECKS = (
    retired,
    no_shots,
    too_long,
    too_many_shots,
    shots_too_short,
    too_many_words,
    shot_text_over_cap,
    end_without_start,
)
