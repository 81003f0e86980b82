"""S27, S28, C20: what lies in a home is for its owner alone, by no way of a link, and for no child of ours."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import StorageFault
from app.store import owner
from app.store.db import Database
from app.store.files import write_atomic
from app.store.paths import Home, find_home
from app.store.slots import Slots
from tests.fakes.desk import Told
from tests.fakes.film import make_film
from tests.fakes.provider import FakeProvider


@pytest.fixture
def mask() -> Iterator[int]:
    """Nothing is masked; the mask of before."""
    before = os.umask(0)
    yield before
    os.umask(before)


def open_to_others(home: Path) -> list[str]:
    """What others could look into."""
    inside = [home, *(path for path in home.rglob("*") if not path.is_relative_to(home / "resources"))]
    return [f"{path.relative_to(home)} {path.stat().st_mode:o}" for path in inside if path.stat().st_mode & 0o077]


async def test_s27_nobody_else_can_read_a_home_whatever_the_umask(home: Path, tmp_path: Path, mask: int) -> None:
    del mask
    told = Told(home, FakeProvider(tmp_path / "provider"))
    desk = told.desk
    desk.begin_start()
    desk.begin_session()
    job = desk.submit(desk.new("small-rescue"), "fake/one")
    await desk.follow(job.id)
    await desk.attach(make_film(tmp_path / "own.mp4", shade=7))
    desk.delete_clip(job.id)
    desk.change_settings(volume=0.5)
    await desk.storage.back_up()
    owner.request_raise(Home(home))
    assert open_to_others(home) == []
    await desk.close()
    assert open_to_others(home) == []


def test_what_is_saved_elsewhere_is_as_a_person_has_it_there(tmp_path: Path, mask: int) -> None:
    del mask
    tmp_path.chmod(0o755)
    write_atomic(tmp_path / "shared.draft.json", b"{}")
    assert (tmp_path / "shared.draft.json").stat().st_mode & 0o777 == 0o666


def test_a_folder_with_other_things_in_it_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "letter.txt").write_text("mine")
    home = find_home(str(tmp_path))
    assert tmp_path.stat().st_mode & 0o777 == 0o755
    assert home.clips.stat().st_mode & 0o777 == 0o700


def test_an_older_home_is_closed_to_others(tmp_path: Path) -> None:
    home = find_home(str(tmp_path / "home"))
    Database(home).close()
    home.root.chmod(0o755)
    assert find_home(str(home.root)).root.stat().st_mode & 0o777 == 0o700


def test_s28_no_link_is_followed(place: Home, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    for path in (place.lock, place.raise_request, place.root / "remote-ids", place.database):
        path.symlink_to(precious)
    with pytest.raises(StorageFault):
        owner.take(place)
    with pytest.raises(StorageFault):
        owner.request_raise(place)
    with pytest.raises(StorageFault):
        Slots(place).prepare()
    place.database.unlink()
    place.database.symlink_to(tmp_path / "not-there")
    with pytest.raises(StorageFault):
        Database(place)
    assert precious.read_bytes() == b"precious"
    assert not (tmp_path / "not-there").exists()


def test_c20_no_child_of_ours_keeps_the_library_or_its_lock(place: Home) -> None:
    held = owner.take(place)
    database = Database(place)
    assert held is not None
    handles = [handle for handle in Path("/proc/self/fd").iterdir() if handle.exists()]
    ours = [handle for handle in handles if handle.readlink().is_relative_to(place.root)]
    kept = [os.get_inheritable(int(handle.name)) for handle in ours]
    assert len(kept) >= 2
    assert not any(kept)
    database.close()
    held.release()
