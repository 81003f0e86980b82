"""What every dialect is: an id, how it counts time, and a function that writes a draft on a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from app.domain.request import Part
from app.prompting.sheet import Sheet
from app.prompting.spans import Page

Write = Callable[[Sheet, Page], tuple[Part, ...]]
"""Writes the draft of a sheet on a page and gives the parts; none where the whole text is the only one."""


class Dialect(NamedTuple):
    """One way of addressing a model. `whole_shots`: shots are asked for in whole seconds."""

    id: str
    write: Write
    sections: tuple[str, ...]
    """The sections of its words in their order; each has its reason, `why.<id>.<section>`."""
    whole_shots: bool = False
    shot_list: bool = False
    """Whether the words are a list of shots, each an entry by itself."""
    parts_sent: bool = False
    """Whether the entries are sent one by one, each with its seconds, instead of the text."""

    def why(self) -> tuple[tuple[str, str], ...]:
        """Why the words stand in this order: each section with the id of the sentence that says it."""
        return tuple((section, f"why.{self.id}.{section}") for section in self.sections)
