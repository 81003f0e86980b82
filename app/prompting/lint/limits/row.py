"""Checks whether the model is still there, reads the prompt's language, and whether its switches hold what it has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.domain.draft import Option
from app.domain.finding import Finding
from app.domain.model import ModelOption, is_drawn_here
from app.prompting.lint.face import Case, found, mend, put


def retired(case: Case) -> Iterator[Finding]:
    """The model was switched off."""
    model = case.model
    if not model.is_retired(case.today):
        return
    fix = None
    if model.successor and case.draft.aim == model.id:
        fix = mend("aim_at", [put("aim", model.successor)], given=model.successor.partition("/")[2])
    yield found(case, "retired", "error", "aim", field="retired", fix=fix, day=model.retired)


def unlisted(case: Case) -> Iterator[Finding]:
    """No row is about this model, so that nothing can be checked."""
    if "unlisted" in case.model.tags:
        yield found(case, "unlisted", "warning", "aim", model=case.model.title)


def prompt_language(case: Case) -> Iterator[Finding]:
    """The model does not read the language of the prompt, or nothing is known about it."""
    asked, known = case.draft.language, case.limits.prompt_languages
    if asked in known or (not known and (asked == "en" or is_drawn_here(case.model.id))):
        return
    if known:
        fix = mend(f"speak_{known[0]}", [put("language", known[0])]) if known[0] in ("en", "zh") else None
        path = "limits.prompt_languages"
        yield found(case, "prompt_language", "warning", "language", variant=asked, field=path, fix=fix)
    else:
        fix = mend("speak_en", [put("language", "en")])
        yield found(case, "prompt_language", "hint", "language", variant="unknown", fix=fix, model=case.model.title)


def options(case: Case) -> Iterator[Finding]:
    """A switch of the model set to something it does not have."""
    chosen = case.draft.options.get(case.model.id)
    if not chosen:
        return
    for option in case.model.options:
        value = chosen.get(option.name)
        if value is not None and not _fits(option, value):
            path = f"options[{case.model.id}].{option.name}"
            fix = mend("use", [put(path, option.default)], given=option.default)
            args: dict[str, Any] = {"name": option.name, "asked": value}
            yield found(case, "option", "error", path, field="options", fix=fix, **args)


def _within(option: ModelOption, value: float) -> bool:
    return (option.least is None or value >= option.least) and (option.most is None or value <= option.most)


def _fits(option: ModelOption, value: Option) -> bool:
    if option.kind == "switch":
        return isinstance(value, bool)
    if option.kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool) and _within(option, value)
    return isinstance(value, str) and (option.kind == "text" or not option.choices or value in option.choices)
