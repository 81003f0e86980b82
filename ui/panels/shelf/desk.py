"""What shelf, presets and welcome ask of the desk, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from app.desk.presets import Imported
from app.desk.snapshot import DraftEntry, Snapshot
from app.domain.draft import Draft
from app.domain.job import Message
from app.domain.model import Model
from app.domain.preset import Preset
from app.domain.template import Template

NARROW, LEAST = 48, 160
"""The shelf's width where it is signs only, and the least it has otherwise."""


class ShelfDesk(Protocol):
    """The narrow side of the desk that the shelf sees."""

    @property
    def snapshot(self) -> Snapshot:
        """The present view of the open draft."""

    def drafts(self) -> list[DraftEntry]:
        """Every draft, last changed first."""

    def trashed_drafts(self) -> list[DraftEntry]:
        """The drafts in the trash, last thrown first."""

    def load_draft(self, draft_id: str) -> Draft:
        """A draft of the shelf, not opened."""

    def duplicate_draft(self, draft_id: str) -> Draft:
        """Open a copy of a draft."""

    def rename_draft(self, title: str, draft_id: str | None = None) -> None:
        """Give a draft another title."""

    def trash_draft(self, draft_id: str) -> None:
        """Put a draft into the trash."""

    def restore_draft(self, draft_id: str) -> None:
        """Take a draft out of the trash."""

    def count_clips(self, query: str = "") -> int:
        """How many clips hold the query."""

    def templates(self) -> tuple[Template, ...]:
        """Every template."""

    def models(self) -> tuple[Model, ...]:
        """Every model row."""

    def today(self) -> str:
        """The ISO day of the clock."""

    def presets(self) -> list[Preset]:
        """Built-in presets, then the person's own."""

    def preset_problems(self) -> list[tuple[str, Message]]:
        """Preset files that cannot be read, and why."""

    def preset(self, preset_id: str) -> Preset:
        """A preset by id."""

    def new(self, source: str) -> Draft:
        """Open a new draft from a template or preset."""

    def save_preset(
        self, name: str, about: str = "", draft: Draft | None = None, parts: Sequence[str] = (), note: str = ""
    ) -> Preset:
        """Keep a draft (the open one) or parts of it as a preset."""

    def lay_over(
        self,
        draft: Draft,
        preset: Preset,
        parts: Sequence[str] = (),
        values: Mapping[str, str] | None = None,
        *,
        loosely: bool = False,
    ) -> Draft:
        """The draft with a preset's parts; `loosely` with the labels of variables that have no value."""

    def source_of(self, preset: Preset, parts: Sequence[str] = ()) -> tuple[Draft, Sequence[str]]:
        """What of a preset is laid over where these parts are wanted, and which parts those are."""

    def apply_preset(self, preset_id: str, parts: Sequence[str] = (), values: Mapping[str, str] | None = None) -> Draft:
        """Lay a preset over the open draft as one undo step."""

    def new_from_preset(self, preset_id: str, values: Mapping[str, str]) -> Draft:
        """Open a new draft from a preset with its variables filled."""

    def preset_versions(self, preset_id: str) -> list[Preset]:
        """Every version of a preset, the present one first."""

    def bring_back(self, preset_id: str, version: int) -> Preset:
        """Make an older version the newest again."""

    def export_preset(self, preset: Preset, path: Path) -> int:
        """Write a preset to one file; how many of its pictures are not here."""

    def import_preset(self, path: Path) -> Imported:
        """Keep the preset in a file."""

    def rename_preset(self, preset_id: str, name: str) -> Preset:
        """Give an own preset another name."""

    def delete_preset(self, preset_id: str) -> None:
        """Put an own preset into the trash."""


def lead_tracks(templates: Sequence[Template]) -> dict[str, str]:
    """The track each form leads with, by the first of its editors: beats, or camera path and shots."""
    return {template.id: _lead(template) for template in templates}


def _lead(template: Template) -> str:
    for section in template.sections:
        for field in section.fields:
            if field.depth == "sketch" and field.kind in ("beats", "path", "shots"):
                return "beat" if field.kind == "beats" else "cam"
    return ""
