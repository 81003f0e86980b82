"""Checks the pictures that go along: how many, of whom, and which of them stand alone."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.finding import Finding
from app.prompting.clips import clips_sent
from app.prompting.lint.face import Case, found, mend, put
from app.prompting.pictures import takes_references


def elements(case: Case) -> Iterator[Finding]:
    """More of the cast have pictures than the model takes. Where it takes none, that is a loss."""
    most = case.limits.elements
    shown = [member for member in case.draft.cast if member.refs]
    if most and len(shown) > most:
        fix = mend("keep_first", [put(f"cast[{member.id}].refs", ()) for member in shown[most:]], n=most)
        path = f"cast[{shown[most].id}].refs"
        yield found(case, "elements", "error", path, field="limits.elements", fix=fix, count=len(shown), limit=most)


def unnamed(case: Case) -> Iterator[Finding]:
    """A picture of somebody the words never name: nothing says who it is."""
    if not takes_references(case.model):
        return
    for member in case.draft.cast:
        label = case.sheet.label("cast", member.id)
        if member.refs and label not in case.compiled.text:
            path = f"cast[{member.id}].refs"
            fix = mend("drop_references", [put(path, ())], n=len(member.refs))
            yield found(case, "unnamed", "error", path, field="limits.elements", fix=fix, label=label)


def start_needed(case: Case) -> Iterator[Finding]:
    """No start picture, at a model that makes nothing without one."""
    model = case.model
    if not case.limits.start_needed or case.draft.ends.start_image:
        return
    fix = None
    if model.by_words and case.draft.aim == model.id:
        fix = mend("aim_at", [put("aim", model.by_words)], given=model.by_words.partition("/")[2])
    yield found(case, "start_needed", "error", "ends.start_image", field="limits.start_needed", fix=fix)


def end_image(case: Case) -> Iterator[Finding]:
    """A last frame without a first one, which no model takes."""
    ends = case.draft.ends
    if case.limits.end_image and ends.end_image and not ends.start_image:
        fix = mend("remove_end_image", [put("ends.end_image", None)])
        yield found(case, "end_image", "error", "ends.end_image", field="limits.end_image", fix=fix)


def faces(case: Case) -> Iterator[Finding]:
    """Pictures that may show people, to a maker that refuses them."""
    if case.limits.faces is not False:
        return
    people = [member for member in case.draft.cast if member.kind == "human"]
    if case.sheet.pictured and people:
        yield found(case, "faces", "warning", "ends.start_image", field="limits.faces")
    for member in people:
        if member.refs and takes_references(case.model):
            path = f"cast[{member.id}].refs"
            label = case.sheet.label("cast", member.id)
            yield found(case, "faces", "warning", path, variant="cast", field="limits.faces", label=label)
    if people and (sent := clips_sent(case.draft, case.model)):
        yield found(case, "faces", "warning", f"clips[{sent[0].id}].asset", variant="clip", field="limits.faces")
