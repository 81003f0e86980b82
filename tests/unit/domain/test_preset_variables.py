"""Variables of a preset: found in texts, made of words, checked by kind, filled with everything wrong told at once."""

from __future__ import annotations

import pytest

from app.domain.draft import Beat, Draft, Look, Shot, Variable
from app.domain.errors import BadValue
from app.domain.variables import declared_faults, fill, make_variable, undeclared, used, value_faults


def acting(action: str, *variables: Variable, **look: object) -> Draft:
    shot = Shot(id="s1", cut_in="cut", beats=(Beat(id="b1", action=action),))
    look_ = Look.model_validate(look)
    return Draft(id="d", form="f", aim="a", shots=(shot,), variables=variables, look=look_)


def action(draft: Draft) -> str:
    return draft.shots[0].beats[0].action


DRINK = Variable(id="drink", label="Drink", default="tea")
CUPS = Variable(id="cups", kind="number", default="2")
TIME = Variable(id="time", kind="choice", choices=("dawn", "dusk"))


def test_values_stand_in_place_of_names_and_defaults_where_none_is_given() -> None:
    draft = acting(
        "pours {drink} into {cups} cups at {time}", DRINK, CUPS, TIME, mood="{drink}, {x}", palette=("{time}",)
    )
    filled = fill(draft, {"time": "dusk", "cups": " 3 "})
    assert action(filled) == "pours tea into 3 cups at dusk"
    assert (filled.look.mood, filled.look.palette, filled.variables) == ("tea, {x}", ("dusk",), ())
    assert used(draft) == ("time", "drink", "x", "cups")
    assert undeclared(draft) == ("x",)


def test_a_value_is_taken_as_it_is() -> None:
    draft = acting("{drink} {cups}", DRINK, CUPS)
    assert action(fill(draft, {"drink": "{cups}"})) == "{cups} 2"
    assert action(fill(draft, {"drink": "{cast:ines} $(id) %s"})) == "{cast:ines} $(id) %s 2"


def test_everything_wrong_with_values_is_told_at_once() -> None:
    with pytest.raises(BadValue) as caught:
        fill(acting("", DRINK, CUPS, TIME), {"cups": "two", "colour": "red", "drink": "x" * 501})
    problems = caught.value.args_by_name["problems"]
    assert [each.id.rpartition(".")[2] for each in problems] == ["no_variable", "value_long", "not_number", "no_value"]
    assert caught.value.args_by_name["n"] == 4


@pytest.mark.parametrize("value", ["nan", "inf", "1e999", "", "1,5", "0x10"])
def test_a_number_is_a_number(value: str) -> None:
    number = CUPS.replace(default="")
    assert value_faults([number], {"cups": value})
    assert not value_faults([number], {"cups": "-1.5"})


def test_a_declaration_has_to_make_sense() -> None:
    wrong = [TIME.replace(choices=()), TIME.replace(default="noon"), CUPS.replace(default="two")]
    assert [each.id.rpartition(".")[2] for each in declared_faults(wrong)] == ["no_choices", "not_choice", "not_number"]
    assert declared_faults([DRINK, CUPS, TIME]) == []


def test_words_become_a_variable_wherever_they_stand_whole() -> None:
    draft = acting("pours tea into a teacup, tea everywhere", mood="tea", palette=("tea", "steam"))
    made = make_variable(draft, "tea", DRINK)
    assert action(made) == "pours {drink} into a teacup, {drink} everywhere"
    assert (made.look.mood, made.look.palette) == ("{drink}", ("{drink}", "steam"))
    assert fill(made, {}) == draft
    for words in ("coffee", " ", "te"):
        with pytest.raises(BadValue) as caught:
            make_variable(draft, words, DRINK)
        assert caught.value.id == "variable_words"
    with pytest.raises(BadValue) as caught:
        make_variable(made, "steam", DRINK)
    assert caught.value.id == "variable_taken"


def test_choices_of_the_structure_are_no_texts() -> None:
    draft = acting("the cut on his hand")
    made = make_variable(draft, "cut", Variable(id="wound", default="cut"))
    assert made.shots[0].cut_in == "cut"
    assert action(made) == "the {wound} on his hand"


def test_a_text_that_grows_too_long_is_refused() -> None:
    with pytest.raises(BadValue) as caught:
        fill(acting("{drink}" * 2000, DRINK), {"drink": "x" * 400})
    assert caught.value.id == "value_too_long"
