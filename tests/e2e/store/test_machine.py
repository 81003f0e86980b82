"""L13: a library that was copied to a second computer is not worked on at both without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import Conflict
from app.domain.job import Job
from app.store.machine import Machine
from app.store.paths import Home, find_home
from tests.fakes.desk import Told
from tests.fakes.provider import FakeProvider


@pytest.fixture
def fake(tmp_path: Path) -> FakeProvider:
    return FakeProvider(tmp_path / "provider")


async def left_open(home: Path, fake: FakeProvider, model: str = "fake/one") -> Job:
    """A take that waits in a library which another computer worked on last."""
    before = Told(home, fake)
    job = before.desk.submit(before.desk.new("small-rescue"), model)
    await before.desk.close()
    Home(home).machine.write_text("0123456789abcdef01234567")
    return job


# matrix: L13
async def test_takes_of_another_computer_wait_until_a_person_says_that_they_go_on_here(
    home: Path, fake: FakeProvider
) -> None:
    job = await left_open(home, fake)
    told = Told(home, fake)
    told.desk.begin_start()
    told.desk.begin_session()
    told.desk.start_work()
    told.desk.start_is_ready()
    assert (told.desk.is_safe, told.desk.is_elsewhere, told.desk.work.dispatch.drives) == (True, True, False)
    with pytest.raises(Conflict) as caught:
        await told.desk.run_until_idle()
    assert caught.value.id == "library_elsewhere"
    assert fake.charges() == []
    told.desk.go_on()
    await told.soon(lambda: told.desk.job(job.id).state == "done")
    assert not Machine(Home(home)).is_other()
    await told.desk.close()


async def test_where_nothing_that_is_paid_is_open_it_is_simply_taken_over(home: Path, fake: FakeProvider) -> None:
    await left_open(home, fake, "animatic/board")
    told = Told(home, fake)
    told.desk.begin_start()
    assert not told.desk.is_safe
    told.desk.work.dispatch.start()
    await told.soon(lambda: told.desk.work.dispatch.drives)
    # it is written down right after
    await told.soon(lambda: not Machine(Home(home)).is_other())
    await told.desk.close()


def test_a_home_that_tells_nothing_is_ones_own(home: Path) -> None:
    place = find_home(str(home))
    assert not Machine(place).is_other()
    place.machine.write_bytes(b"\xff" * 5000)
    assert not Machine(place).is_other()
