"""Describes how a value that does not fit is told of in our own words, whatever pydantic says."""

from __future__ import annotations

import re

import pytest

from app.domain.draft import Draft
from app.domain.errors import BadValue
from app.domain.path import write
from app.strings import tr
from tests.unit.prompting.cases import catalog


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("frame.aspect", 7, "it has to be text"),
        ("frame.audio", "loud", "it has to be one of on, off"),
        ("look.texture", "grain", "it has to be a list"),
        ("shots[s1].seconds", "long", "it has to be a number"),
        ("shots[s1].seconds", -1, "it has to be at least 0"),
        ("place.setting", "x" * 20_001, "it may have 20000 characters at most"),
        ("look", 7, "it has to be an object with fields"),
    ],
)
def test_it_says_what_is_wanted(path: str, value: object, said: str) -> None:
    draft: Draft = catalog().preset("small-rescue").draft
    path = path.replace("s1", draft.shots[0].id)
    with pytest.raises(BadValue) as caught:
        write(draft, path, value)
    told = tr("error.bad_value", **caught.value.args_by_name)
    assert re.sub(r"\.$", "", told.partition(": ")[2]) == said
