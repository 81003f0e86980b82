"""Compiles a draft for a model: words that know their fields, parameters, losses, findings, price. Pure and quick."""

from __future__ import annotations

import json

from app.domain.draft import Draft
from app.domain.model import Model
from app.domain.request import Compiled, Part, Request
from app.prompting.clips import clip_words, clips_sent
from app.prompting.dialects import choose
from app.prompting.dialects.face import Dialect, Write
from app.prompting.filled import filled_of
from app.prompting.fit import fit
from app.prompting.leftovers import note_leftovers
from app.prompting.lint import lint
from app.prompting.parameters import parameters
from app.prompting.phrasebook import Phrasebook, Words
from app.prompting.pictures import inputs
from app.prompting.sheet import Sheet
from app.prompting.spans import build


def compile_draft(draft: Draft, model: Model, words: Words, *, today: str, with_craft: bool = True) -> Compiled:
    """The words of a draft at a model, and everything to know before sending them. `today` is an ISO day.

    Without `with_craft` only what the model's row says is checked, which is quick the first time too.
    """
    dialect = choose(draft, model)
    book = Phrasebook(words, draft.language)
    sheet = Sheet(draft, model, book, fit(draft, model.limits, whole_shots=dialect.whole_shots))
    sheet.listed_shots = dialect.shot_list
    sheet.parts_sent = dialect.parts_sent
    page = sheet.page
    parts = _writer(sheet, dialect)(sheet, page)
    if draft.clips:
        _lead_with_clips(sheet)
    sheet.sort_notes()
    spans = page.spans()
    text = page.text()
    asked = parameters(sheet, shot_list=dialect.shot_list)
    filled = filled_of(draft, sheet.around, sheet.outlines, sheet.voices)
    note_leftovers(sheet, filled, asked, text)
    compiled = Compiled.model_construct(
        model=model.id,
        dialect=dialect.id,
        seconds=sheet.fit.seconds,
        text=text,
        spans=spans,
        parts=parts or _whole(sheet, text),
        parameters=asked.values,
        losses=sheet.losses.losses(),
        parts_of_draft=len(filled),
        estimate=asked.estimate,
    )
    findings = lint(sheet, compiled, today=today, with_craft=with_craft)
    whole: Compiled = compiled.replace(findings=findings) if findings else compiled
    return whole


def _lead_with_clips(sheet: Sheet) -> None:
    """What each clip is for, in front, where a dialect has not said it in a place of its own."""
    page = sheet.page
    sent = clips_sent(sheet.draft, sheet.model)
    if sent and not page.says(f"clips[{sent[0].id}].asset"):
        page.lead("clips", clip_words(sheet), "\n")


def _writer(sheet: Sheet, dialect: Dialect) -> Write:
    """What writes a dialect in the draft's language; its English, told as a loss, where it does not speak it."""
    if sheet.draft.language == "en":
        return dialect.write
    from app.prompting.chinese import writer

    found = writer(dialect.id)
    if found is None:
        sheet.losses.note("written_in_english", "reworded", "language", model=sheet.model.title)
    return found or dialect.write


def _whole(sheet: Sheet, text: str) -> tuple[Part, ...]:
    return (build(Part, text=text, seconds=sheet.fit.seconds, cap=sheet.model.limits.prompt_cap),)


def make_request(draft: Draft, compiled: Compiled, model: Model) -> Request:
    """What is asked of a provider for this draft at this model, with the pictures and clips that go along."""
    return Request(
        model=model.id,
        dialect=compiled.dialect,
        text=compiled.text,
        parts=compiled.parts,
        parameters=compiled.parameters,
        inputs=inputs(draft, model),
        seconds=compiled.seconds,
        wire=model.wire,
        draft=json.dumps(draft.model_dump(mode="json", by_alias=True), ensure_ascii=False, separators=(",", ":")),
    )
