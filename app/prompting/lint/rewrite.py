"""Makes the edit that writes one text anew, also where it is one of a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.edit import Edit
from app.domain.finding import Fix
from app.prompting.lint.face import mend, put
from app.prompting.lint.fields import Field
from app.prompting.lint.reading.text import Hit

Rewritten = Callable[[Field, str], Edit | None]
"""Gives the edit that writes a field's text anew; None where it cannot be written."""


def rewriter(lists: dict[str, tuple[str, ...]]) -> Rewritten:
    """Of plain texts and of those lists."""

    def rewrite(field: Field, text: str) -> Edit | None:
        if field.path not in lists:
            return put(field.path, text)
        values: list[Any] = [text if value == field.text else value for value in lists[field.path]]
        return put(field.path, tuple(value for value in values if value))

    return rewrite


def cut(field: Field, hits: list[Hit], rewrite: Rewritten) -> Fix | None:
    """The button that leaves words out."""
    edit = rewrite(field, field.reading.without(hits))
    return mend("leave_out", [edit]) if edit else None
