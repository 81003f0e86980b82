"""Odd drafts compile for every row there is."""

from __future__ import annotations

import pytest

from tests.unit.prompting.cases import compiled
from tests.unit.prompting.odd import MODELS, ODD


@pytest.mark.parametrize("name", ODD)
def test_an_odd_draft_compiles_for_every_row(name: str) -> None:
    for model in MODELS:
        made = compiled(ODD[name], model)
        assert made.text == "".join(span.text for span in made.spans)
        assert "{cast" not in made.text
        assert "  " not in made.text
        assert not set(made.text) & {chr(code) for code in range(32) if code != 10}
