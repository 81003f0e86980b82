"""Reads and writes files so that one is either whole or not there, and says in words what the disk refused."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import BadFile, StorageFault
from app.domain.upgrade import MAX_BYTES

FULL = {errno.ENOSPC, errno.EFBIG} | {getattr(errno, name) for name in ("EDQUOT",) if hasattr(errno, name)}
"""The disk, the quota or the largest file allowed is used up."""
WINDOWS_FULL = {39, 112}
"""ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL."""
SCAN_TRIES = 50
SCAN_SECONDS = 0.1
IDS: dict[int, str] = {
    errno.EACCES: "no_access",
    errno.EPERM: "no_access",
    errno.EROFS: "read_only",
    errno.ENOENT: "not_found",
    errno.ENOTDIR: "not_a_folder",
    errno.EEXIST: "not_a_folder",
    errno.EISDIR: "not_a_file",
    errno.ENAMETOOLONG: "name_too_long",
}


PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
"""Only for who runs the program, whatever the umask says."""


def storage_fault(error: OSError, path: Path) -> StorageFault:
    """An error of the operating system as a fault with a sentence."""
    name = str(path)
    if error.errno in FULL or getattr(error, "winerror", None) in WINDOWS_FULL:
        return StorageFault("disk_full", name=name)
    known = IDS.get(error.errno or 0)
    if known:
        return StorageFault(known, name=name)
    return StorageFault("storage_failed", name=name, reason=error.strerror or str(error))


def read_capped(path: Path, cap: int = MAX_BYTES) -> bytes:
    """A file's bytes. BadFile where it holds more than `cap` bytes, StorageFault where it cannot be read."""
    try:
        if path.is_dir():
            raise StorageFault("not_a_file", name=str(path))
        with path.open("rb") as file:
            data = file.read(cap + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise storage_fault(error, path) from error
    if len(data) > cap:
        raise BadFile("file_too_big", name=path.name, size_kb=max(size, len(data)) // 1024, cap_kb=cap // 1024)
    return data


def write_atomic(path: Path, data: bytes) -> None:
    """Put `data` under this name: afterwards the old content or the new is there, whatever happens in between."""
    _replace(path, lambda file: file.write(data))


def copy_atomic(source: Path, target: Path) -> None:
    """Copy a file byte for byte; the target is whole or not there."""

    def copy(file: BinaryIO) -> None:
        with source.open("rb") as original:
            shutil.copyfileobj(original, file, 1024 * 1024)

    if not source.is_file():
        raise StorageFault("not_found", name=str(source))
    _replace(target, copy)


def open_own(path: Path, flags: int = 0) -> int:
    """Open a file of ours for reading and writing, made where it is not there: private, and never by way of a link
    that somebody put in its place. OSError where that cannot be."""
    nofollow, binary = getattr(os, "O_NOFOLLOW", 0), getattr(os, "O_BINARY", 0)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | nofollow | binary | flags, PRIVATE_FILE)


def make_folder(folder: Path) -> None:
    """Make a private folder of ours, and the ones above it. StorageFault where that cannot be."""
    try:
        if not folder.is_dir():
            make_folder(folder.parent)
            folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    except OSError as error:
        raise storage_fault(error, folder) from error


def make_private(path: Path) -> None:
    """Take away what others may do with a file."""
    with contextlib.suppress(OSError):
        path.chmod(PRIVATE_FILE)


def room_for(folder: Path, size: int, reserve: int) -> bool:
    """Whether so many bytes fit on the disk of a folder and leave a reserve."""
    return shutil.disk_usage(folder).free >= size + reserve


def sync_file(path: Path) -> None:
    """Have the disk confirm a file's content."""
    try:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    except OSError as error:
        raise storage_fault(error, path) from error


def sync_folder(folder: Path) -> None:
    """Have the disk confirm a folder's names. Windows does that by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # some network file systems have no fsync for folders
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise storage_fault(error, folder) from error
    finally:
        os.close(handle)


def move(source: Path, target: Path) -> None:
    """Rename a file within a file system and have the disk confirm it; an existing target is replaced."""
    try:
        make_folder(target.parent)
        _rename(source, target)
    except OSError as error:
        raise storage_fault(error, target if source.exists() else source) from error
    sync_folder(target.parent)


def remove_folder(folder: Path) -> None:
    """Remove a folder and what is in it, as far as that goes."""
    shutil.rmtree(folder, ignore_errors=True)


def free_path(folder: Path, stem: str, suffix: str) -> Path:
    """A path that does not exist yet: `stem` + `suffix`, else with `~2`, `~3` … after the stem."""
    path = folder / f"{stem}{suffix}"
    number = 2
    while path.exists():
        path = folder / f"{stem}~{number}{suffix}"
        number += 1
    return path


def _replace(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    # here and not above: a start reads and does not write
    import secrets

    beside = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.tmp")
    try:
        with beside.open("xb") as file:
            if os.name != "nt" and not path.parent.stat().st_mode & 0o077:
                # as private as its folder: what a person saves elsewhere is as they have it there
                os.fchmod(file.fileno(), PRIVATE_FILE)
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        _rename(beside, path)
    except OSError as error:
        _forget(beside)
        raise storage_fault(error, path) from error
    except BaseException:
        _forget(beside)
        raise
    sync_folder(path.parent)


def _rename(source: Path, target: Path) -> None:
    """Rename, and on Windows again for a while: a virus scanner may hold a new file open."""
    for _ in range(SCAN_TRIES if os.name == "nt" else 0):
        try:
            source.replace(target)
        except PermissionError:
            threading.Event().wait(SCAN_SECONDS)
        else:
            return
    source.replace(target)


def _forget(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
