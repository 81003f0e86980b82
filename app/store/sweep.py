"""What lies in the library's folder without a row: taken in where a record knows it, else put aside; never deleted."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import time
from collections.abc import Collection
from pathlib import Path

from app.domain.clip import SUFFIXES
from app.domain.errors import Fault, StorageFault
from app.store.clips import Clips, names_in
from app.store.files import free_path, move, storage_fault, write_atomic
from app.store.paths import Home
from app.store.records import Record, Records

UNFINISHED = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")
"""How a file is called while it is written."""


def digest(path: Path) -> str:
    """The sha256 of a file. StorageFault where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise storage_fault(error, path) from error


def id_in(path: Path) -> str:
    """The id that a clip's file name ends with."""
    return path.stem.rpartition("-")[2]


def unknown_files(home: Home, clips: Clips) -> list[Path]:
    """Video files in the library and its trash that no row names."""
    known = clips.paths()
    return [
        folder / name
        for folder in (home.clips, home.trash / "clips")
        for inside in (f"{folder.relative_to(home.root).as_posix()}/",)
        for name in sorted(names_in(folder))
        if inside + name not in known and name.lower().endswith(SUFFIXES)
    ]


def adopt_known(home: Home, clips: Clips, at: str, spared: Collection[str] = ()) -> list[str]:
    """Give their rows to files whose content is that of a record, or of a row whose own file is gone. Returns the ids
    of the clips. `spared`: ids of clips that somebody is bringing in just now."""
    adopted = []
    for path in unknown_files(home, clips):
        if id_in(path) in spared:
            continue
        # a file that cannot be read now is looked at again by the next start
        with contextlib.suppress(Fault):
            if _adopt(home, clips, path, at):
                adopted.append(id_in(path))
    return adopted


def forget_unfinished(home: Home, seconds: float) -> None:
    """Remove what `write_atomic` had not come to the end of when the program died: it was never given its name. What
    is younger may be somebody's at work; where clips lie nothing is removed."""
    folders = (home.root, home.drafts, home.presets, home.versions, home.assets, home.records, home.backups)
    for folder in (*folders, *(each for each in home.versions.glob("*") if each.is_dir())):
        for path in folder.glob(".*.tmp"):
            with contextlib.suppress(OSError):
                if UNFINISHED.fullmatch(path.name) and time.time() - path.stat().st_mtime > seconds:
                    path.unlink()


def put_aside(home: Home, path: Path, why: str) -> Path | None:
    """Put a file nobody can use into the quarantine, with a note. One that is not there is no matter."""
    if not path.exists():
        return None
    home.quarantine.mkdir(mode=0o700, exist_ok=True)
    place = free_path(home.quarantine, path.stem, path.suffix)
    note = {"file": place.name, "from": path.relative_to(home.root).as_posix(), "why": why}
    move(path, place)
    with contextlib.suppress(StorageFault):
        write_atomic(place.with_name(f"{place.name}.json"), json.dumps(note, ensure_ascii=False, indent=1).encode())
    return place


def _adopt(home: Home, clips: Clips, path: Path, at: str) -> bool:
    content = digest(path)
    record = _record(home, id_in(path), content)
    trashed = at if path.parent != home.clips else ""
    relative = path.relative_to(home.root).as_posix()
    if record is not None:
        poster = record.clip.poster if (home.root / record.clip.poster).is_file() else ""
        clip = record.clip.replace(path=relative, poster=poster)
        clips.adopt(record.replace(clip=clip), at, trashed=trashed)
        return True
    known = clips.by_sha(content)
    if known is None or not known.missing:
        return False
    clips.relocate(known.id, relative, trashed=trashed)
    return True


def _record(home: Home, clip_id: str, content: str) -> Record | None:
    record = Records(home).read(clip_id)
    return record if record is not None and record.clip.sha256 == content else None
