"""Checks what every compile promises: spans that are the text, tokens that are words, the same bytes twice."""

from __future__ import annotations

from app.catalog import Catalog
from app.prompting import compile_draft
from tests.unit.domain.drafts import small_draft

TODAY = "2026-11-24"


def test_spans_are_the_text() -> None:
    catalog = Catalog(None)
    compiled = compile_draft(small_draft(), catalog.model("openai/sora-2"), catalog.vocabulary, today=TODAY)
    assert "".join(span.text for span in compiled.spans) == compiled.text
    assert "Ines" in compiled.text
    assert "{" not in compiled.text


def test_the_same_draft_gives_the_same_bytes() -> None:
    catalog = Catalog(None)
    model = catalog.model("openai/sora-2")
    first = compile_draft(small_draft(), model, catalog.vocabulary, today=TODAY)
    second = compile_draft(small_draft(), model, Catalog(None).vocabulary, today=TODAY)
    assert first.model_dump_json() == second.model_dump_json()
