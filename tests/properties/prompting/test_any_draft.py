"""Whatever a draft holds: it compiles for every row, the same each time, and nothing of it is lost in silence."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import path as paths
from app.domain.draft import Draft, Ends
from app.domain.edit import apply_all
from app.domain.model import ClipLimits, Model
from app.domain.path import leaves
from app.domain.request import Compiled
from app.prompting import dialects, filled_paths, paths_of
from app.strings import has
from tests.fakes.depth import examples
from tests.properties.prompting.strangest import strange_drafts
from tests.unit.prompting.cases import PICTURE, catalog, compiled, row
from tests.unit.prompting.full import full_draft

# a failing draft is shown whole, however long it is
pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")

BY_DIALECT = [row(name) for name in dialects()]
"""A row that knows nothing for each way of writing."""
MODELS = [*(model for model in catalog().models() if model.provider != "animatic"), *BY_DIALECT]
ONE_OF_EACH = [
    *(
        catalog().model(name)
        for name in ("sora-2", "kling-3.0", "kling-2.6", "kling-4.0", "ltx-2.5", "openai-videos/MiniMaxAI/MiniMax-H3")
    ),
    *BY_DIALECT,
    *(row(name, audio="never", start_image=False, elements=0, negative=True) for name in ("timed", "runway", "json")),
    *(
        row(name, audio="switch", clips=ClipLimits(), edits=ClipLimits())
        for name in ("kling_shots", "kling_list", "json", "timed")
    ),
    *(row(name, elements=4, audio="always").replace(reference_tag="@Image{image}") for name in ("seedance", "ltx")),
]
SENT = re.compile(
    r"frame\.(aspect|resolution|audio|seed)|options\[.*|avoid|ends\.(start|end)_image|.*\.refs\[[^\]]*\]\.asset"
    r"|shots\[[^\]]*\]\.seconds|clips\[[^\]]*\]\.(asset|keep_sound)"
)
"""What can go along as a parameter or a picture."""
UNSAID = re.compile(
    r"schema_id|options|title|note|notes|form|aim|language|variables.*|(.*\.)?id|cast\[[^\]]*\]\.kind|continues\.how|.*\.link\.to"
    r"|clips\[[^\]]*\]\.(address|footage\..*)|shots\[[^\]]*\]\.(purpose|beats\[[^\]]*\]\.(purpose|weight))|.*\.keys\[[^\]]*\]\.t"
)
"""What only people and the program read, what is inside a clip, and keys at their shot's border."""
USUAL: tuple[Any, ...] = ((), "", None, {}, 0.0, True, "in_out", "none", "mid", "centre", "start", "cut", "on_action")
"""Values that go without saying where they stand."""


def reported(made: Compiled) -> set[str]:
    """Every path that is worded or told as a loss."""
    return {span.path for span in made.spans} | {path for loss in made.losses for path in paths_of(loss)}


@settings(max_examples=examples(60))
@given(strange_drafts(), st.sampled_from(MODELS))
def test_any_draft_compiles_for_any_row(draft: Draft, model: Model) -> None:
    made = compiled(draft, model)
    assert made.text == "".join(span.text for span in made.spans)
    assert "{cast:" not in made.text
    assert "{prop:" not in made.text
    assert all(sign.isprintable() or sign == "\n" for sign in made.text if ord(sign) < 160)
    assert {span.path for span in made.spans if span.path and not paths.exists(draft, span.path)} == set()
    for finding in made.findings:
        assert has(finding.sentence)
        assert paths.exists(draft, finding.path), finding.path
        assert finding.level != "error" or finding.field
        assert finding.fix is None or isinstance(apply_all(draft, finding.fix.edits), Draft)
    assert all(has(f"loss.{loss.id}") for loss in made.losses)
    lost = [path for path in filled_paths(draft) if path not in reported(made) and not SENT.fullmatch(path)]
    assert [path for path in lost if not path.endswith("].label")] == []
    assert compiled(draft, model).model_dump() == made.model_dump()


@settings(max_examples=examples(25))
@given(strange_drafts().filter(lambda draft: draft.shots))
def test_a_list_of_shots_can_be_taken_apart_again(draft: Draft) -> None:
    made = compiled(draft, row("kling_shots", whole_seconds=True))
    assert made.text.count(";") == len(draft.shots)
    heads = re.split(r";(?: |$)", made.text)
    assert heads.pop() == ""
    for place, (entry, part) in enumerate(zip(heads, made.parts, strict=True), start=1):
        assert entry == f"{'镜头' if draft.language == 'zh' else 'shot'} {place}, {part.seconds:g}, {part.text}"
        assert part.path == f"shots[{draft.shots[place - 1].id}]"


@pytest.mark.parametrize("model", ONE_OF_EACH, ids=lambda model: f"{model.id}-{model.dialect}-{model.limits.audio}")
@pytest.mark.parametrize("shots", [1, 2])
@pytest.mark.parametrize("pictured", [False, True])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_word_of_a_full_draft_is_worded_sent_or_told_as_a_loss(
    model: Model, shots: int, pictured: bool, language: str
) -> None:
    draft = full_draft(shots).replace(language=language)
    if pictured:
        draft = draft.replace(ends=Ends(start_image=PICTURE, end_image=PICTURE, final_picture="qxend"))
    made = compiled(draft, model)
    told = reported(made)
    sent = " ".join(str(value) for value in made.parameters.values())
    missing = [
        path
        for path, value in leaves(draft)
        if value not in USUAL and path not in told and not UNSAID.fullmatch(path) and not SENT.fullmatch(path)
    ]
    # a label is worded through its token, wherever somebody speaks or is spoken of
    missing = [
        path for path in missing if not (path.endswith("].label") and paths.read(draft, path) in made.text.lower())
    ]
    assert missing == []
    for path, value in leaves(draft):
        for word in value if isinstance(value, tuple) else (value,):
            if isinstance(word, str) and word.startswith("qx") and not UNSAID.fullmatch(path):
                lost = path in {each for loss in made.losses for each in paths_of(loss)}
                assert word in made.text.lower() or word in sent or lost, path


@pytest.mark.parametrize("model", MODELS, ids=lambda model: f"{model.id}-{model.dialect}")
def test_another_aim_and_back_leaves_the_draft_as_it_was(model: Model) -> None:
    draft = full_draft()
    before = draft.model_dump_json()
    there = paths.write(draft, "aim", model.id)
    compiled(there, model)
    assert paths.write(there, "aim", draft.aim) == draft
    assert draft.model_dump_json() == before


def test_every_dialect_is_spoken_by_a_row() -> None:
    rows = catalog().models()
    spoken = {name for model in rows for name in (model.dialect, model.shots_dialect) if name}
    spoken |= {str(name) for model in rows for option in model.options for name in option.choices}
    assert spoken >= set(dialects()) - {"kling_path"}
    scene = catalog().model("kling-3.0")
    assert compiled(full_draft(1).replace(form="kling-camera-path"), scene).dialect == "kling_path"
