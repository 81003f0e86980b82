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


def test_exact_timing_stands_in_the_words_and_is_not_sent() -> None:
    catalog = Catalog(None)
    model = catalog.model("openai/sora-2")
    loose, exact = (
        compile_draft(
            small_draft().replace(options={model.id: {"exact_timing": wish}}), model, catalog.vocabulary, today=TODAY
        )
        for wish in (False, True)
    )
    assert "Shot 2: " in loose.text
    assert "Shot 2, 3.8–8.0 s: " in exact.text
    assert "exact_timing" not in exact.parameters
    assert {"cut_times", "option"}.isdisjoint({loss.id for loss in exact.losses})
    assert "cut_times" in {loss.id for loss in loose.losses}


def test_exact_timing_gives_beats_that_share_a_shot_their_times() -> None:
    catalog = Catalog(None)
    model = catalog.model("openai/sora-2")
    draft = small_draft().replace(options={model.id: {"exact_timing": True}})
    made = compile_draft(draft, model, catalog.vocabulary, today=TODAY)
    assert "\n- 0.0–1.9 s: Ines sets paper boat down.\n- 1.9–3.8 s: Because of the jolt, it skids.\n" in made.text
    timed = [span.path for span in made.spans if span.path.endswith(".seconds")]
    assert {"shots[s1].beats[b1].seconds", "shots[s1].beats[b2].seconds"} <= set(timed)
