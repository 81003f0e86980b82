"""A path pattern leads somewhere exactly when some draft has a value there."""

from __future__ import annotations

from typing import get_args

import pytest

from app.catalog.schema import kind_at, pattern_of
from app.domain.draft import LinkType


@pytest.mark.parametrize(
    "path",
    [
        "look.style_line",
        "cast",
        "cast[*].voice.delivery",
        "cast[ines].at.side",
        "shots[*].beats[*].link.evidence",
        "shots[s1].beats[b2].lines[l1].text",
        "shots[*].keys[*].axes.truck",
        "shots[*].shake",
        "ends.start_image",
        "continues.how",
        "avoid",
    ],
)
def test_paths_of_a_draft_lead_somewhere(path: str) -> None:
    assert kind_at(path) is not None


@pytest.mark.parametrize(
    "path",
    [
        *("", ".", "look.", ".look", "look..mood", "look.smell", "look[*].mood", "cast.voice", "shots[*][*]"),
        *("[*]", "shots[*", "shots[*].id", "id", "schema_id", "avoid.first", "Look.mood", "look mood"),
    ],
)
def test_others_do_not(path: str) -> None:
    assert kind_at(path) is None


def test_ids_become_stars() -> None:
    assert pattern_of("shots[s1].beats[b2].action") == "shots[*].beats[*].action"
    assert pattern_of("look.mood") == "look.mood"


def test_a_closed_choice_is_known_as_one() -> None:
    assert get_args(kind_at("shots[*].beats[*].link.type")) == get_args(LinkType)
