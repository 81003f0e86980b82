"""The common base of every domain noun, so that all of them are frozen, strict and refuse unknown fields."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A frozen value. Unknown fields are refused; equal content means equal value.

    Modules of nouns leave `annotations` out of their `__future__`: as text, each would be compiled again at the start.
    Parts that are always there are defaults made by `model_construct`, which needs no validator yet.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    def replace(self, **fields: Any) -> Any:
        """A copy with some fields exchanged. The values are taken as they are: validate them before."""
        return self.model_copy(update=fields)
