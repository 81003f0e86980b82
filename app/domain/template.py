"""A template: which parts of a draft a form shows, in what order and depth. Data; a new one needs no code."""

from typing import Any, Literal

from pydantic import Field as Default

from app.domain.noun import Noun
from app.domain.request import Track

Depth = Literal["sketch", "standard", "brief"]
DEPTHS: tuple[Depth, ...] = ("sketch", "standard", "brief")
FieldKind = Literal[
    "text", "prose", "choice", "chips", "number", "switch", "colour", "image", "cast", "lines", "shots", "beats", "path"
]
"""The closed list of field kinds. Each has one widget in `ui.fields`; `path` is the camera path editor."""


class Field(Noun):
    """One field of a form. Label `field.<label>`, help `field.<label>.help`, example `field.<label>.example`.

    `path` is a draft path; `[*]` stands for the chosen shot, key or beat (the first one, where none is chosen).
    """

    path: str
    kind: FieldKind
    depth: Depth = "standard"
    label: str


class Section(Noun):
    """A group of fields under one heading `section.<id>`."""

    id: str
    track: Track = ""
    fields: tuple[Field, ...]


class Template(Noun):
    """A form. Title `template.<id>`, description `template.<id>.about`. `start` is the blank draft's content."""

    id: str
    aim: str
    layout: Literal["sections", "tabs"] = "sections"
    sections: tuple[Section, ...]
    start: dict[str, Any] = Default(default_factory=dict)
    """Fields of the draft a new one begins with (JSON as in a draft file, without id, form and aim)."""
    source: str = ""
    checked_on: str = ""
