"""Says what a value lacks in our own words: what a validation found, as a sentence's id with its arguments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.job import Message
from app.domain.noun import ValidationError

_KINDS = {
    "missing": "missing",
    "string": "text",
    "int": "whole",
    "float": "number",
    "finite": "number",
    "bool": "switch",
    "list": "list",
    "tuple": "list",
    "dict": "object",
    "mapping": "object",
    "model": "object",
}
"""What is wanted, by the first word of pydantic's kind of error."""
_LIMITS = {
    "greater_than": "gt",
    "greater_than_equal": "ge",
    "less_than": "lt",
    "less_than_equal": "le",
    "too_short": "min_length",
    "too_long": "max_length",
    "string_too_short": "min_length",
    "string_too_long": "max_length",
}
"""Where pydantic tells the limit that was passed."""


def complaints(error: ValidationError) -> list[tuple[str, str, Message]]:
    """Every complaint: the place as a dotted path, pydantic's kind of error, and what is wrong there."""
    found = error.errors(include_url=False, include_input=False)
    return [(".".join(map(str, each["loc"])), each["type"], complaint(each)) for each in found]


def complaint(found: Mapping[str, Any]) -> Message:
    """What is wrong with one value, from one of pydantic's `errors()`. A kind nobody foresaw keeps its own words."""
    kind, told = str(found["type"]), found.get("ctx", {})
    if kind in _LIMITS:
        return Message(id=f"value.{kind}", args={"n": told[_LIMITS[kind]]})
    if kind == "literal_error":
        return Message(id="value.one_of", args={"names": str(told["expected"]).replace("'", "").replace(" or ", ", ")})
    if kind == "extra_forbidden":
        return Message(id="value.unknown")
    if kind == "string_pattern_mismatch":
        return Message(id="value.form")
    if kind == "value_error":
        return Message(id="value.other", args={"said": str(told["error"])})
    wanted = _KINDS.get(kind.partition("_")[0])
    if wanted is None:
        return Message(id="value.other", args={"said": str(found["msg"])})
    return Message(id=f"value.{wanted}")
