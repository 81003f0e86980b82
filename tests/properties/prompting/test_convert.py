"""Any draft carried anywhere: only the aim changes, every part is told of, choices do what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.advice import Carried
from app.domain.draft import Draft
from app.domain.edit import apply_all
from app.domain.model import Lengths, Model
from app.prompting import filled_paths, paths_of
from app.prompting.convert import part_of
from app.prompting.fit import number
from app.strings import has
from tests.properties.prompting.strangest import strange_drafts
from tests.unit.prompting.carrying import carried
from tests.unit.prompting.cases import catalog, gaps, row

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
MODELS = [*catalog().models(), row(), row("kling_shots", shots=3), row("sora", lengths=Lengths(list=(4, 8, 12)))]
LEVELS = ["dropped", "weakened", "reworded", "kept"]


@given(strange_drafts(), st.sampled_from(MODELS), st.sampled_from(MODELS))
def test_there_and_back_leaves_any_draft_as_it_was(of: Draft, there: Model, here: Model) -> None:
    before = of.model_dump_json()
    gone = carried(of, there, here)
    assert gone.draft == of.replace(aim=there.id)
    back = carried(gone.draft, row().replace(id=of.aim), there)
    assert back.draft == of
    assert of.model_dump_json() == before


@given(strange_drafts(), st.sampled_from(MODELS), st.sampled_from([None, *MODELS]))
def test_every_part_of_any_draft_is_told_of_in_whole_sentences(of: Draft, there: Model, here: Model | None) -> None:
    made = carried(of, there, here)
    for line in made.lines:
        assert gaps(line.id, line.args) == set()
        assert has(f"carry.part.{line.part}")
    places = [LEVELS.index(line.level) for line in made.lines]
    assert places == sorted(places)
    assert {part_of(path) for path in filled_paths(of)} <= {line.part for line in made.lines} | _told_by_moves(made)
    lost = {path for loss in made.compiled.losses for path in paths_of(loss)}
    told = {path for line in made.lines if line.level != "kept" for path in line.args.get("paths", ())}
    moved = any(line.id.startswith("carry.move") for line in made.lines)
    assert {path for path in lost - told if not (moved and ".keys[" in path)} == set()
    assert carried(of, there, here) == made


def _told_by_moves(made: Carried) -> set[str]:
    return {"camera"} if any(line.part == "camera" for line in made.lines) else set()


@given(strange_drafts(), st.sampled_from(MODELS))
def test_every_choice_can_be_taken_and_gives_what_it_says(of: Draft, there: Model) -> None:
    for choice in carried(of, there).choices:
        assert gaps(f"carry.ask.{choice.id}", choice.args) == set()
        for option in choice.options:
            assert gaps(f"fix.{option.id}", option.args) == set()
            taken = apply_all(of, option.edits)
            if option.id in ("carry_trim", "carry_stretch"):
                assert number(taken.seconds) == option.args["seconds"]
            if option.id in ("carry_cut", "carry_join"):
                assert len(taken.shots) == option.args["n"]
                assert taken.seconds == pytest.approx(of.seconds, abs=0.01)
            if option.id == "carry_frame":
                assert taken.frame.aspect == option.args["given"]
