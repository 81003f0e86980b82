"""The person's own presets: one readable JSON file each, next to the built-in ones of the catalogue."""

from __future__ import annotations

import json
import re
from pathlib import Path

from app.domain.errors import Fault, UnknownName
from app.domain.job import Message
from app.domain.noun import Noun
from app.domain.preset import Preset, dump_preset, read_preset
from app.store.files import read_capped, write_atomic
from app.store.paths import Home
from app.store.trash import Trash

SUFFIX = ".preset.json"
PLAIN_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


class BadPreset(Noun):
    """A preset file that cannot be read, and why."""

    name: str
    message: Message


Kept = list[Preset]
Found = list[Preset | BadPreset]


class Presets:
    """The presets of one home."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._trash = Trash(home.trash / "presets", SUFFIX)
        self._read: dict[Path, tuple[tuple[int, int], Preset | BadPreset]] = {}

    def list(self) -> Kept:
        """Every readable preset, by name."""
        found = [preset for preset in self._all() if isinstance(preset, Preset)]
        return sorted(found, key=lambda preset: (preset.name.casefold(), preset.id))

    def load(self, preset_id: str) -> Preset | None:
        """The preset of this id, or None. BadFile where its file cannot be read."""
        path = self._path(preset_id)
        if not PLAIN_ID.fullmatch(preset_id) or not path.exists():
            return next((preset for preset in self.list() if preset.id == preset_id), None)
        return read_preset(read_capped(path), path.name)

    def problems(self) -> tuple[BadPreset, ...]:
        """The files that cannot be read."""
        return tuple(preset for preset in self._all() if isinstance(preset, BadPreset))

    def save(self, preset: Preset) -> None:
        """Write a preset under its id; the version it replaces goes to the trash."""
        path = self._path(preset.id)
        if path.exists() and isinstance(old := self._one(path), Preset) and old.version != preset.version:
            self._trash.keep(path)
        data = json.dumps(dump_preset(preset), ensure_ascii=False, indent=2) + "\n"
        write_atomic(path, data.encode())

    def trash(self, preset_id: str) -> None:
        """Move a preset to the trash. UnknownName if there is none of this id."""
        if not PLAIN_ID.fullmatch(preset_id) or not self._path(preset_id).exists():
            raise UnknownName("preset", preset_id, [preset.id for preset in self.list()])
        self._trash.throw(self._path(preset_id))

    def restore(self, preset_id: str) -> None:
        """Take the preset of this id that was thrown last out of the trash."""
        self._trash.take_back(preset_id, self._path(preset_id))

    def _path(self, preset_id: str) -> Path:
        return self._home.presets / f"{preset_id}{SUFFIX}"

    def _all(self) -> Found:
        found = [self._one(path) for path in sorted(self._home.presets.glob(f"*{SUFFIX}"))]
        return [preset for preset in found if preset is not None]

    def _one(self, path: Path) -> Preset | BadPreset | None:
        try:
            stat = path.stat()
        except OSError:
            return None
        mark = (stat.st_mtime_ns, stat.st_size)
        known = self._read.get(path)
        if known is not None and known[0] == mark:
            return known[1]
        preset: Preset | BadPreset
        try:
            preset = read_preset(read_capped(path), path.name)
        except Fault as fault:
            preset = BadPreset(name=path.name, message=Message(id=f"error.{fault.id}", args=fault.args_by_name))
        self._read[path] = (mark, preset)
        return preset
