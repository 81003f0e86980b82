"""Says what the animatic could only draw as a plain box: signs without a glyph, and things nobody has a shape for."""

from __future__ import annotations

from collections.abc import Iterator

from app.animatic.letters import missing_glyphs
from app.animatic.stage import Stage
from app.domain.finding import Finding


def notes(stage: Stage) -> tuple[Finding, ...]:
    """The findings of a stage, by their place in the draft. Needs a QGuiApplication, for what the faces can write."""
    found = [
        Finding(id="animatic_glyphs", level="warning", path=path, args={"signs": lacking, "count": len(lacking)})
        for path, text in _texts(stage)
        if (lacking := missing_glyphs(text))
    ]
    for prop in stage.draft.place.props:
        thing = stage.layout.thing(prop.id)
        if thing is not None and not thing.shape.known:
            path = f"place.props[{prop.id}].label"
            found.append(Finding(id="animatic_plain_box", level="hint", path=path, args={"thing": thing.name}))
    return tuple(found)


def _texts(stage: Stage) -> Iterator[tuple[str, str]]:
    """Everything of the draft that is written into the picture, with its path."""
    for member in stage.draft.cast:
        yield f"cast[{member.id}].label", member.label
    for span in stage.timeline.beats:
        yield f"{span.path}.action", span.text
    for line in stage.timeline.lines:
        yield f"{line.path}.text", line.text
    for cue in stage.timeline.cues:
        yield f"{cue.path}.text", cue.text
