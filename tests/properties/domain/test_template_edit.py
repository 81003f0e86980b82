"""Any changes to a template of one's own leave a form that can be shown, and no draft is touched by them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.catalog.template_file import faults, read_template, write_template
from app.domain import template_edit as edits
from app.domain.errors import BadValue, Conflict
from app.domain.template import DEPTHS, Template
from app.domain.upgrade import write_draft
from tests.unit.domain.test_template_edit import OURS, mine
from tests.unit.prompting.full import full_draft

DRAFT = full_draft()
Gesture = tuple[str, int, int, str, bool]
gestures = st.lists(
    st.tuples(
        st.sampled_from(("hide", "move", "relabel", "depth", "begin", "plain", "rename", "catch_up")),
        st.integers(0, 200),
        st.integers(-3, 20),
        st.text(max_size=70),
        st.booleans(),
    ),
    max_size=8,
)


def after(template: Template, gesture: Gesture, base: Template) -> Template:
    """What a gesture makes of a template; itself where it cannot be."""
    kind, number, to, words, on = gesture
    every = list(edits.places(template))
    place = every[number % len(every)]
    try:
        match kind:
            case "hide":
                return edits.set_hidden(template, place, on)
            case "move":
                return edits.move(template, place, to)
            case "relabel":
                return edits.relabel(template, place, words)
            case "depth":
                return edits.set_depth(template, place, DEPTHS[to % 3])
            case "begin":
                return edits.begin_with(
                    template, place.path or "look.mood", edits.first_value(DRAFT, place.path or "note")
                )
            case "plain":
                return edits.begin_plain(template, place.path or "look.mood", base)
            case "rename":
                return edits.rename(template, words)
            case _:
                return edits.catch_up(template, base)
    except (Conflict, BadValue):
        return template


@given(number=st.integers(0, len(OURS) - 1), steps=gestures)
def test_any_change_leaves_a_template_that_is_one(number: int, steps: list[Gesture]) -> None:
    before = write_draft(DRAFT)
    template, base = mine(number), OURS[number]
    for step in steps:
        template = after(template, step, base)
    assert list(faults(template)) == []
    assert edits.shown(template).sections
    again = read_template(write_template(template), "mine.toml")
    assert again == template
    assert edits.blank_draft(again) == edits.blank_draft(template)
    assert {each.path for each in edits.places(template)} == {each.path for each in edits.places(base)}
    assert write_draft(DRAFT) == before
