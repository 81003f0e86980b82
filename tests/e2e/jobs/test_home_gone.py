"""A library whose folder is moved, or whose disk is pulled out, while jobs are under way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import StorageFault
from tests.e2e.jobs.conftest import OpenRoom
from tests.fakes.floor import Room
from tests.fakes.provider import FakeProvider
from tests.patience import until


class Folder:
    """The home, which can be carried off and put back."""

    def __init__(self, home: Path) -> None:
        self.place, self._away = home, home.with_name("elsewhere")

    def go(self) -> None:
        self.place.rename(self._away)

    def come_back(self) -> None:
        if self._away.exists():
            self._away.rename(self.place)

    @property
    def is_there(self) -> bool:
        return self.place.exists()


@pytest.fixture
def folder(home: Path) -> Iterator[Folder]:
    """The home; it is back at the end, for the rooms to close in."""
    folder = Folder(home)
    yield folder
    folder.come_back()


def said(room: Room, job_id: str) -> str:
    message = room.jobs.get(job_id).message
    return message.id if message else ""


# matrix: U11
async def test_a_clip_waits_for_a_folder_that_was_moved_and_comes_in_when_it_is_back(
    open_room: OpenRoom, fake: FakeProvider, folder: Folder
) -> None:
    fake.switches.looks = 3
    room = open_room()
    job = await room.dispatch.send(room.submit().id)
    folder.go()
    await until(lambda: said(room, job.id) == "error.home_gone")
    assert not folder.is_there, "nothing begins another home in its place"
    folder.come_back()
    done = await room.dispatch.follow(job.id)
    assert (done.state, len(fake.charges())) == ("done", 1)
    assert not room.clips.get(done.clip or "").missing


# matrix: D7
async def test_nothing_is_sent_while_the_folder_is_gone(
    open_room: OpenRoom, fake: FakeProvider, folder: Folder
) -> None:
    room = open_room()
    job = room.submit()
    folder.go()
    with pytest.raises(StorageFault) as fault:
        await room.dispatch.send(job.id)
    assert fault.value.id == "home_gone"
    assert (fake.charges(), folder.is_there) == ([], False)
    folder.come_back()
    again = open_room()
    assert (await again.dispatch.follow(job.id)).state == "done"


async def test_another_folder_in_its_place_is_not_taken_for_it(
    open_room: OpenRoom, fake: FakeProvider, folder: Folder
) -> None:
    fake.switches.looks = 3
    room = open_room()
    job = await room.dispatch.send(room.submit().id)
    folder.go()
    folder.place.mkdir()
    await until(lambda: said(room, job.id) == "error.home_gone")
    # only an empty one can be taken away
    folder.place.rmdir()
    folder.come_back()
    assert (await room.dispatch.follow(job.id)).state == "done"
