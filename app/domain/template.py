"""A template: which parts of a draft a form shows, in what order and depth. Data; a new one needs no code."""

from typing import Annotated, Any, Literal

from app.domain.kinds import Bounds
from app.domain.noun import Field as Default
from app.domain.noun import Noun
from app.domain.request import Track

Depth = Literal["sketch", "standard", "brief"]
DEPTHS: tuple[Depth, ...] = ("sketch", "standard", "brief")
FieldKind = Literal[
    "text",
    "prose",
    "choice",
    "chips",
    "number",
    "switch",
    "colour",
    "image",
    "clips",
    "cast",
    "lines",
    "shots",
    "beats",
    "path",
]
"""The closed list of field kinds. Each has one widget in `ui.fields`; `path` is the camera path editor."""
MOST_WORDS = 60
"""Characters of a name or label of one's own."""
Words = Annotated[str, Bounds(max_length=MOST_WORDS, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")]


class Field(Noun):
    """One field of a form. Label `field.<label>`, help `field.<label>.help`, example `field.<label>.example`.

    `path` is a draft path; `[*]` stands for the chosen shot, key or beat (the first one, where none is chosen).
    """

    path: str
    kind: FieldKind
    depth: Depth = "standard"
    label: str
    said: Words = ""
    """The person's own label; shown instead of ours."""
    hidden: bool = False


class Section(Noun):
    """A group of fields under one heading `form_section.<id>`."""

    id: str
    track: Track = ""
    fields: tuple[Field, ...]
    said: Words = ""
    """The person's own heading; shown instead of ours."""
    hidden: bool = False


class Template(Noun):
    """A form. Title `template.<id>`, description `template.<id>.about`. `start` is the blank draft's content."""

    id: str
    name: Words = ""
    """The title of one of the person's own."""
    base: str = ""
    """The template of ours that one of the person's own was copied from; what is added there comes here too."""
    aim: str
    layout: Literal["sections", "tabs"] = "sections"
    sections: tuple[Section, ...]
    start: dict[str, Any] = Default(default_factory=dict)
    """Fields of the draft a new one begins with (JSON as in a draft file, without id, form and aim)."""
    source: str = ""
    checked_on: str = ""
    own: bool = Default(default=False, exclude=True)
    """Whether it is a file of the person's and not of ours."""
