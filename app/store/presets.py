"""The person's own presets: one readable JSON file each, next to the built-in ones of the catalogue."""

from __future__ import annotations

import re
from pathlib import Path

from app.domain.errors import Fault, UnknownName
from app.domain.job import Message
from app.domain.noun import Noun
from app.domain.preset import Preset, read_preset, write_preset
from app.store.files import move, read_capped, storage_fault, write_atomic
from app.store.paths import Home
from app.store.trash import Trash

SUFFIX = ".preset.json"
VERSIONS = ".versions"
"""The folder beside a preset that holds the versions before this one, each a file by its number."""
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
        self._trash = Trash(home, "presets", SUFFIX)
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
        """Write a preset under its id; the version it replaces stays readable beside it."""
        data = write_preset(preset)
        path = self._path(preset.id)
        if path.exists() and isinstance(old := self._one(path), Preset) and old.version != preset.version:
            older = self._versions(preset.id)
            try:
                older.mkdir(exist_ok=True)
            except OSError as error:
                raise storage_fault(error, older) from error
            write_atomic(older / f"{old.version}{SUFFIX}", write_preset(old))
        write_atomic(path, data)

    def versions(self, preset_id: str) -> Kept:
        """Every readable version of a preset, the present one first, then from new to old."""
        files = [self._path(preset_id), *self._versions(preset_id).glob(f"*{SUFFIX}")]
        found = [self._one(path) for path in files]
        return sorted((each for each in found if isinstance(each, Preset)), key=lambda each: -each.version)

    def trash(self, preset_id: str) -> None:
        """Move a preset with its versions to the trash. UnknownName if there is none of this id."""
        if not PLAIN_ID.fullmatch(preset_id) or not self._path(preset_id).exists():
            raise UnknownName("preset", preset_id, [preset.id for preset in self.list()])
        thrown = self._trash.throw(self._path(preset_id))
        if self._versions(preset_id).is_dir():
            move(self._versions(preset_id), _beside(thrown))

    def restore(self, preset_id: str) -> None:
        """Take the preset of this id that was thrown last out of the trash, with its versions."""
        thrown = next((path for path in self._trash.files() if self._trash.stem(path) == preset_id), None)
        self._trash.take_back(preset_id, self._path(preset_id))
        if thrown is not None and _beside(thrown).is_dir():
            move(_beside(thrown), self._versions(preset_id))

    def keep_picture(self, asset: str, suffix: str, data: bytes) -> None:
        """Keep a picture that came with a preset, once."""
        digest = asset.removeprefix("sha256:")
        if not list(self._home.assets.glob(f"{digest}.*")):
            write_atomic(self._home.assets / f"{digest}{suffix}", data)

    def _path(self, preset_id: str) -> Path:
        return self._home.presets / f"{preset_id}{SUFFIX}"

    def _versions(self, preset_id: str) -> Path:
        return self._home.presets / f"{preset_id}{VERSIONS}"

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


def _beside(thrown: Path) -> Path:
    """Where the versions of a preset in the trash lie."""
    return thrown.with_name(thrown.name.removesuffix(SUFFIX) + VERSIONS)
