"""The person's settings: one small file that may be old, newer or damaged and never stops the program."""

from __future__ import annotations

import json
from typing import Any, Literal

from app.domain.errors import Fault
from app.domain.noun import Field, Noun, ValidationError
from app.domain.template import Depth
from app.store.files import read_capped, write_atomic
from app.store.paths import Home


class Settings(Noun):
    """How the program looks and what it remembers. Every field has a default."""

    theme: Literal["system", "light", "dark"] = "system"
    language: str = "system"
    """A language there are sentences in, or `system`."""
    text_size: int = Field(default=13, ge=9, le=24)
    less_motion: bool = False
    more_contrast: bool = False
    show_keys: bool = True
    """Whether tips end with the key of what they name."""
    depth: Depth = "standard"
    snap: float = Field(default=0.5, ge=0, le=2)
    """Seconds that beats snap to; 0: to frames."""
    keys: dict[str, Any] = Field(default_factory=dict)
    """One's own keys by command, only where they differ; the window reads them and leaves out what it cannot."""
    default_connections: dict[str, str] = Field(default_factory=dict)
    """The connection that takes go to, by model, or by provider for all its models."""
    cap_job: float | None = Field(default=None, ge=0)
    """Dollars that one take may cost; None for no cap. The same for takes that are sent together, and for a day's."""
    cap_batch: float | None = Field(default=None, ge=0)
    cap_day: float | None = Field(default=None, ge=0)
    last_draft: str = ""
    volume: float = Field(default=0.8, ge=0, le=1)
    cleared_jobs: tuple[str, ...] = ()
    """Ended jobs whose rows a person has cleared; the ledger keeps them."""
    layout: dict[str, Any] = Field(default_factory=dict)
    """What a window remembers of itself: sizes, folds, states, by the window's own names."""


class SettingsFile:
    """The settings of one home."""

    def __init__(self, home: Home) -> None:
        self._path = home.settings
        self._strange: dict[str, Any] = {}

    def load(self) -> Settings:
        """The settings on disk. A field that does not fit takes its default; fields we do not know are kept."""
        try:
            found = json.loads(read_capped(self._path)) if self._path.exists() else {}
        except (Fault, ValueError, RecursionError):
            found = {}
        if not isinstance(found, dict):
            found = {}
        self._strange = {name: value for name, value in found.items() if name not in Settings.model_fields}
        fields = {name: value for name, value in found.items() if name in Settings.model_fields}
        while True:
            try:
                return Settings.model_validate(fields)
            except ValidationError as error:
                for complaint in error.errors():
                    fields.pop(str(complaint["loc"][0]), None)

    def save(self, settings: Settings, **fields: Any) -> Settings:
        """Change fields and write the file, only if something changed. Returns what is in force now.

        ValidationError for a value that does not fit: settings come from our own controls.
        """
        changed = Settings.model_validate({**vars(settings), **fields})
        if changed != settings or not self._path.exists():
            data = self._strange | changed.model_dump(mode="json")
            write_atomic(self._path, (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())
        return changed
