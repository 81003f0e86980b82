"""Any preset comes back from its file equal; whatever else is in one, it is refused in words."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.draft import Draft, Ends, Variable
from app.domain.errors import BadFile
from app.domain.overlay import PARTS
from app.domain.preset import dump_preset, read_preset, write_preset
from app.domain.share import assets, pack, unpack
from app.strings import has, tr
from tests.properties.prompting.strangest import strange_drafts
from tests.unit.domain.drafts import small_draft
from tests.unit.domain.presets import ASSET, PICTURE, preset, taken

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")


def sound(draft: Draft) -> Draft:
    """Without declarations that make no sense, which a preset may not have."""
    made: Draft = draft.replace(variables=tuple(Variable(id=each.id, default="x") for each in draft.variables))
    return made


@given(strange_drafts(), st.lists(st.sampled_from(PARTS), max_size=4))
def test_what_is_written_is_read_and_what_is_handed_on_comes_in_equal(draft: Draft, parts: list[str]) -> None:
    made = preset(sound(draft), *parts, note="why", about="what")
    assert read_preset(write_preset(made), "p") == made
    shared = unpack(pack(made, {}), "p", frozenset(assets(made.draft)))
    assert (shared.preset, shared.pictures) == (made, {})


anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=6,
)


def damaged(value: Any, draw: Any) -> Any:
    """The same JSON with one place in it exchanged for anything, or one key added."""
    if isinstance(value, dict) and value and draw(st.booleans() if len(value) < 3 else st.just(True)):
        key = draw(st.sampled_from(sorted(value)))
        if draw(st.integers(0, 9)) == 0:
            return value | {draw(st.text(max_size=8)): draw(anything)}
        return value | {key: damaged(value[key], draw)}
    if isinstance(value, list) and value:
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], damaged(value[place], draw), *value[place + 1 :]]
    return draw(anything)


@given(st.data())
def test_whatever_is_in_a_file_it_is_a_preset_or_refused_in_words(data: st.DataObject) -> None:
    whole = dump_preset(preset(small_draft().replace(ends=Ends(start_image=ASSET)), "ends", "beats", "look"))
    value = damaged(whole | {"pictures": {ASSET: base64.b64encode(PICTURE).decode()}}, data.draw)
    found = taken(json.dumps(value).encode())
    if isinstance(found, BadFile):
        assert tr(f"error.{found.id}", **found.args_by_name) != f"error.{found.id}"
        assert all(has(each.id) for each in found.args_by_name.get("problems", ()))
    else:
        assert read_preset(write_preset(found), "p") == found
