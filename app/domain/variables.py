"""Variables of a preset: `{name}` in a text, found, checked by kind, and filled when the preset is used.

They are filled when a preset is laid over a draft, not when a draft is compiled: the open draft then holds plain words,
and two presets may use the same name. A draft that still has variables is worded with their defaults.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, get_args

from app.domain.draft import Draft, Text, Variable
from app.domain.errors import BadValue
from app.domain.job import Message
from app.domain.kinds import Bounds
from app.domain.noun import Noun

NAME = re.compile(r"\{([a-z0-9][a-z0-9_-]{0,39})\}")
"""A variable in a text. What stands between other braces is plain text."""
TOKEN = re.compile(r"\{(cast|prop):([a-z0-9_-]+)\}")
"""A member of the cast or a prop, named in a text."""
LONGEST_VALUE = 500
"""Characters of one value; more is a text of its own and not a name or a number."""
_WRITTEN: dict[type[Noun], frozenset[str]] = {}
_LONGEST_TEXT: int = next(each.max_length for each in get_args(Text) if isinstance(each, Bounds)) or 0


def texts(noun: Noun) -> Iterator[str]:
    """Every text a person wrote in this noun, in the order of its fields; ids, choices and pictures are none."""
    written = _text_fields(type(noun))
    for name, value in noun:
        if name in written:
            yield from (value,) if isinstance(value, str) else value
        elif isinstance(value, Noun):
            yield from texts(value)
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, Noun) and not isinstance(item, Variable):
                    yield from texts(item)


def map_texts(noun: Noun, change: Callable[[str], str]) -> Any:
    """The noun with every text changed. BadValue where one grows too long; the same noun where nothing changes."""
    changed: dict[str, Any] = {}
    written = _text_fields(type(noun))
    for name, value in noun:
        new = value
        if name in written:
            new = _short(change(value)) if isinstance(value, str) else tuple(_short(change(each)) for each in value)
        elif isinstance(value, Noun):
            new = map_texts(value, change)
        elif isinstance(value, tuple) and value and isinstance(value[0], Noun) and not isinstance(value[0], Variable):
            new = tuple(map_texts(each, change) for each in value)
        if new != value:
            changed[name] = new
    return noun.replace(**changed) if changed else noun


def used(draft: Draft) -> tuple[str, ...]:
    """The names that stand in braces in a draft's texts, in order."""
    return tuple(dict.fromkeys(name for text in texts(draft) for name in NAME.findall(text)))


def undeclared(draft: Draft) -> tuple[str, ...]:
    """The names in braces that no variable explains; they stay as they are written."""
    known = {variable.id for variable in draft.variables}
    return tuple(name for name in used(draft) if name not in known)


def make_variable(draft: Draft, words: str, variable: Variable) -> Draft:
    """The draft with these words exchanged for the variable wherever they stand, and the variable among its own.

    BadValue where the words are nowhere, or another variable has this name already.
    """
    if variable.id in {each.id for each in draft.variables}:
        raise BadValue("variable_taken", path="variables", name=variable.id)
    wanted = words.strip()
    whole = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    changed = map_texts(draft, lambda text: whole.sub(f"{{{variable.id}}}", text)) if wanted else draft
    if changed is draft:
        raise BadValue("variable_words", path="variables", words=wanted)
    made: Draft = changed.replace(variables=(*draft.variables, variable))
    return made


def declared_faults(variables: Sequence[Variable]) -> list[Message]:
    """What is wrong with the variables of a preset as they are declared."""
    found: list[Message] = []
    for each in variables:
        if each.kind == "choice" and not each.choices:
            found.append(Message(id="presets.fault.no_choices", args={"variable": each.id}))
        elif each.default and (fault := value_fault(each, each.default)) is not None:
            found.append(fault)
    return found


def value_fault(variable: Variable, value: str) -> Message | None:
    """Why this value does not suit its variable, or None."""
    args: dict[str, Any] = {"variable": variable.label or variable.id, "value": value}
    if len(value) > LONGEST_VALUE:
        return Message(id="presets.fault.value_long", args={**args, "value": value[:40], "most": LONGEST_VALUE})
    if variable.kind == "number" and not _is_number(value):
        return Message(id="presets.fault.not_number", args=args)
    if variable.kind == "choice" and value not in variable.choices:
        return Message(id="presets.fault.not_choice", args={**args, "choices": ", ".join(variable.choices)})
    return None


def value_faults(variables: Sequence[Variable], values: Mapping[str, str]) -> list[Message]:
    """Everything that keeps these values from being used: unknown names, values missing, values that do not suit."""
    known = {variable.id for variable in variables}
    found = [Message(id="presets.fault.no_variable", args={"variable": name}) for name in values if name not in known]
    for variable in variables:
        value = values.get(variable.id, "").strip() or variable.default
        if not value:
            found.append(Message(id="presets.fault.no_value", args={"variable": variable.label or variable.id}))
        elif (fault := value_fault(variable, value)) is not None:
            found.append(fault)
    return found


def fill(draft: Draft, values: Mapping[str, str]) -> Draft:
    """The draft with its variables exchanged for their values (else their defaults), and none left.

    BadValue lists everything that does not fit. A value is taken as it is: braces in it are not filled again.
    """
    faults = value_faults(draft.variables, values)
    if faults:
        raise BadValue("preset_values", path="variables", n=len(faults), problems=tuple(faults), told=tuple(faults))
    return fill_loosely(draft, values)


def fill_loosely(draft: Draft, values: Mapping[str, str]) -> Draft:
    """The same for looking at it beforehand: what is missing stands as its label."""
    told = {
        each.id: values.get(each.id, "").strip() or each.default or each.label or each.id for each in draft.variables
    }
    filled: Draft = map_texts(draft, lambda text: NAME.sub(lambda match: told.get(match[1], match[0]), text))
    return filled.replace(variables=()) if draft.variables else filled


def _text_fields(noun: type[Noun]) -> frozenset[str]:
    """The fields that hold what a person writes."""
    if noun not in _WRITTEN:
        _WRITTEN[noun] = frozenset(
            name for name, field in noun.model_fields.items() if _is_text(field.annotation, field.metadata)
        )
    return _WRITTEN[noun]


def _is_text(annotation: Any, metadata: Sequence[Any]) -> bool:
    inner = get_args(annotation)
    return any(
        getattr(each, "max_length", None) == _LONGEST_TEXT
        for each in (*metadata, *(getattr(inner[0], "__metadata__", ()) if inner else ()))
    )


def _short(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise BadValue("value_too_long", path="variables", most=_LONGEST_TEXT)
    return text


def _is_number(value: str) -> bool:
    try:
        return math.isfinite(float(value))
    except ValueError:
        return False
