"""Reads data files out of two folders of one layout: ours, where a fault is a bug, and the person's, where it is news.

templates/<id>.toml   models/<provider>.toml   vocabulary/<id>.toml   presets/<id>.json (ours only)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from app.domain.errors import Fault
from app.domain.noun import Field, Noun, ValidationError
from app.resources import own_table

MAX_BYTES = 1024 * 1024
"""A data file is at most 1 MiB, as a draft is."""
LAST = 1000
"""The rank of a file that names none."""


class Named(Protocol):
    """What files hold: something with an id."""

    @property
    def id(self) -> str: ...


Row = TypeVar("Row", bound=Named)
Result = TypeVar("Result")


class Problem(Noun):
    """A file of the person's own, or a row of it, that is left out. `message_id` names the sentence."""

    path: str
    message_id: str
    args: dict[str, Any] = Field(default_factory=dict)


class BadData(ValueError):
    """A data file, or one row of it, that cannot be used. `message_id` and `args_by_name` say why."""

    def __init__(self, message_id: str, **args: Any) -> None:
        super().__init__(message_id, args)
        self.message_id = message_id
        self.args_by_name = args


class Folder:
    """One folder of data files. Faults of ours are raised as ValueError; those of the person's go to `problems`."""

    def __init__(self, root: Path, *, ours: bool) -> None:
        self.root = root
        self.ours = ours
        self.problems: list[Problem] = []

    def names(self, kind: str, suffix: str = ".toml") -> list[str]:
        """Names without suffix of the files of a kind, by the alphabet; none where there is no such folder."""
        try:
            return sorted(path.stem for path in (self.root / kind).iterdir() if path.suffix == suffix)
        except OSError:
            return []

    def has(self, kind: str, name: str) -> bool:
        """Whether there is a file of this name."""
        plain = bool(name) and not any(mark in name for mark in "/\\\0:")
        return plain and (self.root / kind / f"{name}.toml").is_file()

    def table(self, path: Path) -> dict[str, Any]:
        """A TOML file of the folder as a table; what comes with the program is kept as it was read last."""
        if not self.ours:
            return read_table(path)
        try:
            return own_table(path)
        except ValueError as error:
            raise BadData("problem.not_toml", reason=str(error)) from error

    def attempt(self, path: Path, read: Callable[[], Result]) -> Result | None:
        """What `read` gives; where it fails over a file of the person's, None and one problem more."""
        try:
            return read()
        except (BadData, ValidationError, Fault, OSError) as error:
            if self.ours:
                raise ValueError(f"{path.name}: {error}") from error
            self.problems.append(problem_of(path, error))
            return None


class Files(Generic[Row]):
    """The files of one kind in both folders, each read once, when it is first needed.

    `rows_of` gives the rows in a file's table, each as a function that makes it, so that one bad row costs only itself.
    """

    def __init__(
        self, kind: str, folders: Sequence[Folder], rows_of: Callable[[dict[str, Any], Folder], list[Callable[[], Row]]]
    ) -> None:
        self._kind = kind
        self._folders = folders
        self._rows_of = rows_of
        self._read: dict[tuple[str, bool], tuple[int, list[Row]]] = {}
        self._every: dict[str, Row] | None = None
        self._found: dict[str, Row] = {}

    def in_file(self, name: str) -> dict[str, Row]:
        """What the files of this name hold, by id; the person's rows take the place of ours."""
        found: dict[str, Row] = {}
        for folder in self._folders:
            if folder.has(self._kind, name):
                found.update((row.id, row) for row in self._file(folder, name)[1])
        return found

    def every(self) -> dict[str, Row]:
        """What all files hold, by id: ours by their rank, then the person's."""
        if self._every is None:
            self._every = {}
            for folder in self._folders:
                files = [self._file(folder, name) for name in folder.names(self._kind)]
                for _, rows in sorted(files, key=lambda file: file[0]):
                    self._every.update((row.id, row) for row in rows)
        return self._every

    def ours(self, name: str) -> Row | None:
        """What our own file of this name holds under it; the person's do not count."""
        ours = next(folder for folder in self._folders if folder.ours)
        rows = self._file(ours, name)[1] if ours.has(self._kind, name) else []
        return next((row for row in rows if row.id == name), None)

    def reread(self) -> None:
        """Read the person's files again when they are next asked for."""
        self._read = {key: read for key, read in self._read.items() if key[1]}
        self._every, self._found = None, {}
        for folder in self._folders:
            here = str(folder.root / self._kind)
            folder.problems[:] = [each for each in folder.problems if not each.path.startswith(here)]

    def find(self, row_id: str, file: str = "") -> Row | None:
        """The row with this id; the file it should be in (named as the id) is looked at before any other."""
        found = self._found.get(row_id) or self.in_file(file or row_id).get(row_id) or self.every().get(row_id)
        if found is not None:
            self._found[row_id] = found
        return found

    def _file(self, folder: Folder, name: str) -> tuple[int, list[Row]]:
        key = (name, folder.ours)
        if key not in self._read:
            path = folder.root / self._kind / f"{name}.toml"
            table = folder.attempt(path, lambda: folder.table(path)) or {}
            rank = table.pop("rank", LAST)
            makers = folder.attempt(path, lambda: self._rows_of(table, folder)) if table else []
            rows = [row for maker in makers or [] if (row := folder.attempt(path, maker)) is not None]
            self._read[key] = (rank if isinstance(rank, int) else LAST, rows)
        return self._read[key]


def read_table(path: Path) -> dict[str, Any]:
    """A TOML file as a table. BadData for what is none, OSError where it cannot be read."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise BadData("problem.too_big", cap_kb=MAX_BYTES // 1024)
    # only here: our own files are seldom read as text
    import tomli

    try:
        return tomli.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadData("problem.not_toml", reason=str(error)) from error


def problem_of(path: Path, error: Exception) -> Problem:
    """The same fault as a sentence's id with its arguments."""
    if isinstance(error, BadData):
        return Problem(path=str(path), message_id=error.message_id, args={"name": path.name, **error.args_by_name})
    if isinstance(error, Fault):
        return Problem(path=str(path), message_id=f"error.{error.id}", args={"name": path.name, **error.args_by_name})
    if isinstance(error, ValidationError):
        from app.domain.complaint import complaints

        place, _, reason = complaints(error)[0]
        args = {"name": path.name, "place": place, "reason": reason}
        return Problem(path=str(path), message_id="problem.bad_field", args=args)
    return Problem(path=str(path), message_id="problem.unreadable", args={"name": path.name, "reason": str(error)})
