"""What the program has to say about a draft before it is sent: findings with fixes, and losses at a target."""

from typing import Any, Literal

from app.domain.edit import Edit
from app.domain.noun import Field, Noun

Level = Literal["error", "warning", "hint"]
LossLevel = Literal["reworded", "weakened", "dropped"]


class Fix(Noun):
    """A change a machine can make: one undo step. `id` names the button's words `fix.<id>`."""

    id: str
    args: dict[str, Any] = Field(default_factory=dict)
    edits: tuple[Edit, ...]


class Finding(Noun):
    """One thing to look at. `id` names the sentence `finding.<id>`; `path` the place in the draft.

    `variant` picks a sentence `finding.<id>.<variant>` where one check has several; `field` names the
    model row's field that a hard limit comes from; `code` is the check's number in the catalogue.
    """

    id: str
    level: Level
    path: str
    args: dict[str, Any] = Field(default_factory=dict)
    variant: str = ""
    field: str = ""
    source: str = ""
    code: str = ""
    fix: Fix | None = None

    @property
    def sentence(self) -> str:
        """The id of the sentence to show."""
        return f"finding.{self.id}.{self.variant}" if self.variant else f"finding.{self.id}"


class Loss(Noun):
    """Something of the draft the target will not carry as authored. `id` names the sentence `loss.<id>`."""

    id: str
    level: LossLevel
    path: str
    args: dict[str, Any] = Field(default_factory=dict)
