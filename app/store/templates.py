"""The person's own templates as files: one readable TOML file each, read by the catalogue after ours."""

from __future__ import annotations

import re
from pathlib import Path

from app.domain.errors import UnknownName
from app.store.files import read_capped, write_atomic
from app.store.paths import Home
from app.store.trash import Trash

SUFFIX = ".toml"
MAX_BYTES = 256 * 1024
PLAIN_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


class TemplateFiles:
    """The template files of one home, by id. What they hold is the catalogue's to judge."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._folder = home.user_resources / "templates"
        self._trash = Trash(home, "templates", SUFFIX)

    def ids(self) -> list[str]:
        """The names of the files there are, by the alphabet."""
        return sorted(path.stem for path in self._folder.glob(f"*{SUFFIX}")) if self._folder.is_dir() else []

    def read(self, template_id: str) -> bytes:
        """The bytes of a file. UnknownName names what comes near."""
        return read_capped(self._known(template_id), MAX_BYTES)

    def save(self, template_id: str, data: bytes) -> None:
        """Write a file under its id."""
        self._home.make_inside(self._folder)
        write_atomic(self._path(template_id), data)

    def keep_state(self, template_id: str) -> None:
        """Put a copy of a file into the trash, before it is worked on."""
        self._trash.keep(self._known(template_id))

    def trash(self, template_id: str) -> None:
        """Move a file to the trash. UnknownName names what comes near."""
        self._trash.throw(self._known(template_id))

    def restore(self, template_id: str) -> None:
        """Take back what of this id came into the trash last: a file that was thrown away, or the state before the last
        change, whose place the present one takes there. UnknownName where there is neither."""
        path = self._path(template_id)
        if not path.is_file():
            self._trash.take_back(template_id, path)
            return
        data = self.read_trashed(template_id)
        self._trash.keep(path)
        write_atomic(path, data)

    def trashed(self) -> list[str]:
        """The ids of the files in the trash that have no file here, last thrown first, each once."""
        here = self.ids()
        every = (self._trash.stem(path) for path in self._trash.files())
        return [each for each in dict.fromkeys(every) if each not in here]

    def read_trashed(self, template_id: str) -> bytes:
        """The bytes of the file of this id that came into the trash last. UnknownName where there is none."""
        files = self._trash.files()
        last = next((each for each in files if self._trash.stem(each) == template_id), None)
        if last is None:
            raise UnknownName("trashed", template_id, {self._trash.stem(each) for each in files})
        return read_capped(last, MAX_BYTES)

    def _known(self, template_id: str) -> Path:
        path = self._path(template_id)
        if not PLAIN_ID.fullmatch(template_id) or not path.is_file():
            raise UnknownName("template", template_id, self.ids())
        return path

    def _path(self, template_id: str) -> Path:
        return self._folder / f"{template_id}{SUFFIX}"
