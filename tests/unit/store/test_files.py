"""Files are whole or not there, and what the disk refuses has a sentence."""

from __future__ import annotations

import errno
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.domain.errors import BadFile, StorageFault
from app.store import files
from app.store.paths import find_home


@contextmanager
def _small_files_only() -> Iterator[None]:
    """The disk takes 4 kB per file: what a full disk does to a writer. Nobody else may write meanwhile."""
    import signal

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def test_writing_replaces_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    files.write_atomic(path, b"one")
    files.write_atomic(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    files.write_atomic(path, b"old")
    with pytest.raises(StorageFault) as caught, _small_files_only():
        files.write_atomic(path, b"x" * 10_000)
    assert caught.value.id == "disk_full"
    assert str(path) in str(caught.value.args_by_name["name"])
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    source = tmp_path / "b"
    source.write_bytes(b"y" * 4096)
    with source.open("ab") as more, pytest.raises(OSError, match="large") as error, _small_files_only():
        os.write(more.fileno(), b"z")
    assert error.value.errno == errno.EFBIG


def test_copying_is_byte_for_byte_and_needs_a_file(tmp_path: Path) -> None:
    source = tmp_path / "a"
    source.write_bytes(os.urandom(3_000_000))
    files.copy_atomic(source, tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == source.read_bytes()
    with pytest.raises(StorageFault) as caught:
        files.copy_atomic(tmp_path / "none", tmp_path / "c")
    assert caught.value.id == "not_found"
    assert not (tmp_path / "c").exists()


def test_reading_is_capped(tmp_path: Path) -> None:
    path = tmp_path / "big.json"
    path.write_bytes(b" " * 2000)
    assert len(files.read_capped(path)) == 2000
    with pytest.raises(BadFile) as caught:
        files.read_capped(path, 1999)
    assert caught.value.id == "file_too_big"
    for name, fault in ((tmp_path, "not_a_file"), (tmp_path / "none", "not_found")):
        with pytest.raises(StorageFault) as missing:
            files.read_capped(name)
        assert missing.value.id == fault


def test_a_file_in_the_way_of_the_home_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here")
    with pytest.raises(StorageFault) as caught:
        find_home(str(tmp_path / "file"))
    assert caught.value.id == "home_not_folder"
    with pytest.raises(StorageFault) as caught:
        find_home(str(tmp_path / "file" / "below"))
    assert caught.value.id == "not_a_folder"
    assert (tmp_path / "file").read_text() == "here"


def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    """Root may write anywhere, so the kernel's own read-only folder stands in for it."""
    with pytest.raises(StorageFault) as caught:
        find_home("/proc/self/shotwright-home" if sys.platform == "linux" else str(_locked(tmp_path)))
    assert caught.value.id in ("no_access", "not_found", "read_only")


def _locked(folder: Path) -> Path:
    folder.chmod(0o500)
    return folder / "home"


def test_pictures_are_kept_once_by_their_content(tmp_path: Path, home: Path) -> None:
    place = find_home(str(home))
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(b"the same")
    first, second = place.add_asset(tmp_path / "a.png"), place.add_asset(tmp_path / "b.png")
    assert first == second
    assert place.asset_file(first).read_bytes() == b"the same"
    assert len(list(place.assets.iterdir())) == 1
    (tmp_path / "c.exe").write_bytes(b"no")
    with pytest.raises(StorageFault) as caught:
        place.add_asset(tmp_path / "c.exe")
    assert caught.value.id == "not_a_picture"
