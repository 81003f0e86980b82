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
    whole_shots: bool = False
    shot_list: bool = False
    """Whether the words are a list of shots, each an entry by itself."""
