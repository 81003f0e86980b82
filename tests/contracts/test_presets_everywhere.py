"""Every preset, and every form's blank draft, can be compiled for every row; what stands in the way can be mended."""

from __future__ import annotations

import pytest

from app.domain import path as paths
from app.domain.cuts import join_shots
from app.domain.draft import Draft
from app.domain.edit import apply_all
from app.domain.finding import Finding
from app.domain.model import Model
from app.domain.request import Compiled
from app.prompting import compile_draft, paths_of
from app.strings import has
from tests.contracts.rows import catalog

TODAY = "2026-11-24"
PRESETS = catalog().presets()
DRAFTS = [preset.draft for preset in PRESETS] + [
    catalog().new_draft(template, id=f"blank-{template.id}", title="") for template in catalog().templates()
]
MODELS = [model for model in catalog().models() if model.provider != "animatic"]
every_draft = pytest.mark.parametrize("draft", DRAFTS, ids=lambda each: each.id)
every_preset = pytest.mark.parametrize("preset", PRESETS, ids=lambda each: each.id)


_found: dict[tuple[str, str], tuple[Finding, ...]] = {}
"""What was said of a draft at a model, for the next who asks."""


def compiled(draft: Draft, model: Model, today: str = TODAY) -> Compiled:
    return compile_draft(draft, model, catalog().vocabulary, today=today)


def findings(draft: Draft, model: Model) -> tuple[Finding, ...]:
    """What is said of one of these drafts, compiled once."""
    if (draft.id, model.id) not in _found:
        _found[draft.id, model.id] = compiled(draft, model).findings
    return _found[draft.id, model.id]


def told(draft: Draft, model: Model, finding: Finding, today: str = TODAY) -> bool:
    return finding.sentence in {each.sentence for each in compiled(draft, model, today).findings}


@every_preset
def test_a_preset_is_clean_at_its_aim(preset: object) -> None:
    draft: Draft = preset.draft  # type: ignore[attr-defined]
    found = compiled(draft, catalog().model(draft.aim)).findings
    assert [(finding.id, finding.path) for finding in found if finding.level != "hint"] == []


@every_draft
def test_every_row_takes_every_draft_without_an_exception(draft: Draft) -> None:
    for model in MODELS:
        made = compiled(draft, model)
        _found[draft.id, model.id] = made.findings
        assert made.text == "".join(span.text for span in made.spans)
        assert not any(token in made.text for token in ("{cast", "{prop", "{{"))
        for span in made.spans:
            assert not span.path or paths.exists(draft, span.path), span.path
        for finding in made.findings:
            assert has(finding.sentence), finding.sentence
            assert paths.exists(draft, finding.path), finding.path
        for loss in made.losses:
            assert has(f"loss.{loss.id}"), loss.id
            assert all(paths.exists(draft, path) for path in paths_of(loss)), loss


@every_draft
def test_an_error_names_a_field_of_the_row_and_goes_when_the_draft_keeps_to_it(draft: Draft) -> None:
    for model in MODELS:
        for finding in findings(draft, model):
            if finding.level != "error":
                continue
            assert _limit(model, finding.field) not in (None, (), {}, ""), finding.field
            if finding.id == "retired":
                assert not told(draft, model, finding, "2026-09-23")
            else:
                kept = _kept_to(draft, model, finding)
                assert not told(kept, model, finding), (model.id, finding.id)


def _limit(model: Model, field: str) -> object:
    value: object = model
    for name in field.split("."):
        value = getattr(value, name)
    return value


def _kept_to(draft: Draft, model: Model, finding: Finding) -> Draft:
    """The draft edited to the limit: by its fix, or by hand where the change would have to be a person's."""
    if finding.fix is not None:
        return apply_all(draft, finding.fix.edits)
    if finding.id == "shots":
        while len(draft.shots) > (model.limits.shots or 1):
            draft = join_shots(draft, draft.shots[0].id)
        return draft
    if finding.id == "start_needed":
        return paths.write(draft, finding.path, "sha256:" + "0" * 64)
    assert finding.id in ("prompt_cap", "shot_cap"), finding.id
    for _ in range(60):
        told_now = [each for each in compiled(draft, model).findings if each.sentence == finding.sentence]
        if not told_now:
            break
        draft = _shorter(draft, told_now[0].path)
    return draft


def _shorter(draft: Draft, path: str) -> Draft:
    """The field the finding leads to at half its length."""
    value = paths.read(draft, path)
    assert value, path
    return paths.write(draft, path, value[: len(value) // 2])
