"""The whole view of the open draft in one frozen value: panels draw it and never ask each other."""

from __future__ import annotations

from typing import Any, Literal

from app.domain.draft import Draft
from app.domain.job import Message
from app.domain.model import Model
from app.domain.noun import Field, Noun
from app.domain.request import Compiled
from app.domain.template import Depth, Template
from app.store.drafts import DraftRow


class Snapshot(Noun):
    """What is open and everything known about it. Without an open draft only the defaults are there."""

    draft: Draft | None = None
    template: Template | None = None
    model: Model | None = None
    """The aim's row; None where the draft's aim is not in the catalogue (then `why_not` says so)."""
    compiled: Compiled | None = None
    with_craft: bool = True
    """Whether the findings are all there are: the craft of a draft opened in a hurry is checked a little later."""
    depth: Depth = "standard"
    saved: Literal["saved", "saving", "failed"] = "saved"
    can_undo: bool = False
    can_redo: bool = False
    why_not_rehearse: Message | None = None
    """Why Rehearse is off; None when it is on."""
    why_not_generate: Message | None = None
    """Why Generate is off; None when it is on."""
    takes: tuple[str, ...] = ()
    """Ids of the clips made from this draft, oldest first."""


NOTHING_OPEN = Snapshot.model_construct()
"""No open draft. Made without the validator, which takes long to build and is needed for nothing else."""


class Notice(Noun):
    """Something to tell: `id` is the sentence, `<id>.hint` a second one, `action` a command of the window."""

    level: Literal["info", "good", "warning", "error"] = "info"
    id: str
    args: dict[str, Any] = Field(default_factory=dict)
    action: str = ""
    target: str = ""
    """What the action is about: a clip, job, draft or preset id."""


class DraftEntry(DraftRow):
    """One row of the shelf."""

    aim_retired: str = ""
    poster: str = ""
    """The file of the newest clip's poster, where there is one and the library is open."""
