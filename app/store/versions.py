"""The kept states of each draft: a readable file each, thinned by number and bytes, never where one is named."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from app.domain.draft import Draft
from app.domain.errors import Fault, UnknownName
from app.domain.noun import Noun, ValidationError
from app.domain.upgrade import MAX_BYTES, bad_field, draft_from, read_json, upgrade, write_draft
from app.store.files import free_path, move, read_capped, write_atomic
from app.store.paths import Home
from app.store.trash import Trash

SCHEMA = "version/1"
SUFFIX = ".version.json"
CAP = 2 * MAX_BYTES
"""A draft stands two columns further in here than in its own file."""
HEAD = 4096
"""Bytes in which everything but the draft has been said."""
MOST = 60
"""Versions of a draft that are kept by themselves; those of a person do not count."""
MOST_BYTES = 8 * 1024 * 1024
NEWEST = 12
"""The last ones stay, however close they are."""
NAME_MOST = 80
_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
_DRAFT = b'\n  "draft": {'

Kind = Literal["opened", "work", "preset", "aim", "restore", "take", "hand"]
"""Why it was kept: as it was opened, while working, before one of the risky acts, for a take, by hand."""


class Version(Noun):
    """A kept state of a draft. `made` is ISO in UTC; `content` the hash of what the draft holds."""

    id: str
    kind: Kind
    made: str
    name: str = ""
    """What a person called it."""
    about: str = ""
    """What it was kept before: the preset's or model's name, or the other version's."""
    takes: tuple[str, ...] = ()
    """Takes that were made of it: `3` for a take, `r2` for a rehearsal."""
    kept: bool = False
    """Whether a person wants it to stay, whatever comes after it."""
    content: str = ""

    @property
    def stays(self) -> bool:
        """Whether thinning passes it by."""
        return self.kept or bool(self.name)


Found = list[Version]


class Versions:
    """The versions of the drafts of one home."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._read: dict[Path, tuple[tuple[int, int], Version | None]] = {}
        self._turn = threading.Lock()
        """What is kept while somebody types is written in another thread; one change follows the other."""

    def list(self, draft_id: str) -> Found:
        """The readable versions of a draft, newest first. Files that did not change are not read again."""
        files = sorted(self._folder(draft_id).glob(f"*{SUFFIX}"), reverse=True)
        return [version for path in files if (version := self._head(path)) is not None]

    def load(self, draft_id: str, version_id: str) -> Draft:
        """The draft as it was. UnknownName if there is no such version, BadFile where its file is at fault."""
        path = self._path(draft_id, version_id)
        if not _PLAIN.fullmatch(version_id) or not path.exists():
            raise UnknownName("draft_version", version_id, [each.id for each in self.list(draft_id)])
        found: Draft = _parts(path)[1].replace(id=draft_id)
        return found

    def last_good(self, draft_id: str) -> tuple[Version, Draft] | None:
        """The newest version that can be read whole."""
        for version in self.list(draft_id):
            try:
                return version, self.load(draft_id, version.id)
            except Fault:
                continue
        return None

    def keep(self, draft: Draft, kind: Kind, made: str, **said: Any) -> Version | None:
        """Keep a state. None where the newest version holds the same, unless `said` has something new about it."""
        content = hashlib.sha256(write_draft(draft)).hexdigest()
        with self._turn:
            newest = next(iter(self.list(draft.id)), None)
            if newest is not None and newest.content == content:
                return self._say_more(draft, newest, said)
            version = Version(id=self._free_id(draft.id, made), kind=kind, made=made, content=content, **said)
            self._write(version, draft)
            self._thin(draft.id, made)
        return version

    def change(self, draft_id: str, version_id: str, **fields: Any) -> Version:
        """Say something else about a version: its name, whether it stays."""
        with self._turn:
            version, draft = _parts(self._path(draft_id, version_id))
            changed: Version = version.replace(**fields)
            self._write(changed, draft.replace(id=draft_id))
        return changed

    def trash(self, draft_id: str, version_id: str) -> None:
        """Move a version to the trash."""
        with self._turn:
            self._trash(draft_id).throw(self._path(draft_id, version_id))

    def bring_back(self, draft_id: str, version_id: str) -> None:
        """Take a version out of the trash."""
        self._trash(draft_id).take_back(version_id, self._path(draft_id, version_id))

    def set_aside(self, damaged: Path, draft_id: str, made: str) -> Path:
        """Keep a draft's damaged file beside its versions. Returns where it lies now."""
        folder = self._made_folder(draft_id)
        aside = free_path(folder, f"damaged-{_stamp(made)}", ".json")
        move(damaged, aside)
        return aside

    def _say_more(self, draft: Draft, newest: Version, said: dict[str, Any]) -> Version | None:
        """The newest version holds the same: give it the name and the takes, as far as they are new."""
        name, takes = said.get("name", ""), tuple(dict.fromkeys((*newest.takes, *said.get("takes", ()))))
        if name and newest.name and name != newest.name:
            return self._again(draft, newest, said)
        changed: Version = newest.replace(name=name or newest.name, takes=takes)
        if changed == newest:
            return None
        self._write(changed, draft)
        return changed

    def _again(self, draft: Draft, newest: Version, said: dict[str, Any]) -> Version:
        """The same once more under another name: a person who asks for two names gets both."""
        made = newest.made
        version = Version(id=self._free_id(draft.id, made), kind="hand", made=made, content=newest.content, **said)
        self._write(version, draft)
        return version

    def _thin(self, draft_id: str, now: str) -> None:
        """Let go what lies closest to its neighbours, measured by its age, until number and bytes are kept."""
        versions = self.list(draft_id)
        sizes = {each.id: self._path(draft_id, each.id).stat().st_size for each in versions}
        while True:
            own = [each for each in versions if not each.stays]
            if len(own) <= NEWEST or (len(own) <= MOST and sum(sizes[each.id] for each in own) <= MOST_BYTES):
                return
            gone = min(own[NEWEST:-1] or own[-1:], key=lambda each: _spread(each, own, now))
            self._path(draft_id, gone.id).unlink(missing_ok=True)
            versions.remove(gone)

    def _head(self, path: Path) -> Version | None:
        try:
            found = path.stat()
            mark = (found.st_mtime_ns, found.st_size)
            known = self._read.get(path)
            if known is None or known[0] != mark:
                known = self._read[path] = (mark, _head_of(path))
        except (OSError, Fault):
            return None
        return known[1]

    def _write(self, version: Version, draft: Draft) -> None:
        self._made_folder(draft.id)
        fields = {"schema": SCHEMA, **version.model_dump(mode="json", exclude={"id"})}
        head = json.dumps(fields, ensure_ascii=False, indent=2).encode().removesuffix(b"\n}")
        # no text of a draft holds a line break as such: each begins a line of the file
        body = write_draft(draft).rstrip().replace(b"\n", b"\n  ")
        write_atomic(self._path(draft.id, version.id), head + b',\n  "draft": ' + body + b"\n}\n")

    def _free_id(self, draft_id: str, made: str) -> str:
        stamp = _stamp(made)
        number = 1
        while self._path(draft_id, f"{stamp}-{number:03d}").exists():
            number += 1
        return f"{stamp}-{number:03d}"

    def _trash(self, draft_id: str) -> Trash:
        return Trash(self._home, f"versions/{draft_id}", SUFFIX)

    def _folder(self, draft_id: str) -> Path:
        return self._home.versions / draft_id

    def _made_folder(self, draft_id: str) -> Path:
        folder = self._folder(draft_id)
        self._home.make_inside(folder)
        return folder

    def _path(self, draft_id: str, version_id: str) -> Path:
        return self._folder(draft_id) / f"{version_id}{SUFFIX}"


def _head_of(path: Path) -> Version:
    """What a file says before its draft, without reading on where it is laid out as we do."""
    with path.open("rb") as file:
        head, cut, _ = file.read(HEAD).partition(_DRAFT)
    if not cut:
        return _parts(path)[0]
    return _version(read_json(head.rstrip().rstrip(b",") + b"}", path.name), path)


def _parts(path: Path) -> tuple[Version, Draft]:
    fields = read_json(read_capped(path, CAP), path.name, CAP)
    draft = fields.pop("draft", None)
    version = _version(fields, path)
    return version, draft_from(draft if isinstance(draft, dict) else {}, path.name)


def _version(fields: dict[str, Any], path: Path) -> Version:
    known = upgrade(fields, "version", 1, {}, path.name)
    said = {name: value for name, value in known.items() if name in Version.model_fields}
    try:
        return Version.model_validate({**said, "id": path.name.removesuffix(SUFFIX)})
    except ValidationError as error:
        raise bad_field(error, path.name) from error


def _stamp(made: str) -> str:
    """The time as it stands in the names of files, lower case as all ids are."""
    return datetime.fromisoformat(made).strftime("%Y%m%dt%H%M%S")


def _spread(version: Version, all_of_them: Found, now: str) -> float:
    """How far its neighbours would lie apart without it, for its age."""
    place = all_of_them.index(version)
    before = all_of_them[min(place + 1, len(all_of_them) - 1)]
    after = all_of_them[max(place - 1, 0)]
    age = (datetime.fromisoformat(now) - datetime.fromisoformat(version.made)).total_seconds()
    gap = (datetime.fromisoformat(after.made) - datetime.fromisoformat(before.made)).total_seconds()
    return gap / max(age, 1.0)
