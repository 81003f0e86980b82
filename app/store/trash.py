"""Deleting is a move: what is thrown away lies in the trash under its own name and comes back from there."""

from __future__ import annotations

from pathlib import Path

from app.domain.errors import Conflict, UnknownName
from app.store.files import copy_atomic, free_path, move
from app.store.paths import Home


class Trash:
    """The trash of one kind of file (`suffix` as in `.draft.json`), the same name several times if need be."""

    def __init__(self, home: Home, name: str, suffix: str) -> None:
        """`name`: the folder for it within the trash."""
        self._home = home
        self._folder = home.trash / name
        self._suffix = suffix

    def throw(self, path: Path) -> Path:
        """Move a file into the trash. Returns where it lies now."""
        self._home.make_inside(self._folder)
        target = free_path(self._folder, path.name.removesuffix(self._suffix), self._suffix)
        move(path, target)
        return target

    def keep(self, path: Path) -> None:
        """Put a copy of a file into the trash, before another takes its place."""
        self._home.make_inside(self._folder)
        copy_atomic(path, free_path(self._folder, path.name.removesuffix(self._suffix), self._suffix))

    def files(self) -> list[Path]:
        """What is in the trash, last thrown first."""
        found = self._folder.glob(f"*{self._suffix}") if self._folder.is_dir() else ()
        return sorted(found, key=lambda path: (path.stat().st_ctime_ns, path.name), reverse=True)

    def take_back(self, stem: str, target: Path) -> None:
        """Move the file thrown last under this stem back. UnknownName if there is none, Conflict if the place is
        taken."""
        found = next((path for path in self.files() if self.stem(path) == stem), None)
        if found is None:
            raise UnknownName("trashed", stem, {self.stem(path) for path in self.files()})
        if target.exists():
            raise Conflict("place_taken", name=target.name)
        move(found, target)

    def stem(self, path: Path) -> str:
        """The name a trashed file had, without its suffix."""
        return path.name.removesuffix(self._suffix).partition("~")[0]
