"""What a provider says and does that makes no sense, or takes very long: no job is given up or sent twice over it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import pytest

from app.domain.job import Job
from app.providers.base import Cancelled, Connection, Http, Progress, Remote, Sent, Spec
from tests.e2e.jobs.conftest import OpenRoom
from tests.fakes.floor import QuickClock
from tests.fakes.provider import FakeProvider, Switches


class Odd(FakeProvider):
    """Says what it is told to, look after look, and then that it is done."""

    def __init__(self, folder: Path, *said: Progress) -> None:
        super().__init__(folder)
        self.said = list(said)

    async def poll(self, http: Http, connection: Connection, remotes: Sequence[Remote]) -> list[Progress]:
        return [self.said.pop(0)] if self.said else await super().poll(http, connection, remotes)


# matrix: R13
async def test_progress_that_goes_back_is_shown_as_it_is(open_room: OpenRoom, tmp_path: Path) -> None:
    steps = (0.0, 1.0, 0.4)
    room = open_room(Odd(tmp_path / "provider", *(Progress(state="running", fraction=each) for each in steps)))
    job = await room.dispatch.follow(room.submit().id)
    assert room.states(job.id) == ["queued", "sending", "waiting", "fetching", "done"]
    assert [each.progress for each in room.seen if each.state == "waiting"][-3:] == list(steps)


# matrix: R11
async def test_done_without_a_clip_is_not_done_and_asked_for_again(open_room: OpenRoom, tmp_path: Path) -> None:
    room = open_room(Odd(tmp_path / "provider", *[Progress(state="done")] * 2))
    job = await room.dispatch.follow(room.submit().id)
    assert room.states(job.id) == ["queued", "sending", "waiting", "fetching", "done"]
    assert "message.not_found_yet" in [each.message.id for each in room.seen if each.message]


class Hourly(FakeProvider):
    """Wants to be looked at once an hour."""

    @property
    def spec(self) -> Spec:
        return super().spec.replace(poll_seconds=3600.0)  # type: ignore[no-any-return]


# matrix: R14
async def test_a_job_that_takes_a_day_is_still_watched(open_room: OpenRoom, tmp_path: Path) -> None:
    clock = QuickClock()
    room = open_room(Hourly(tmp_path / "provider", switches=Switches(looks=26)), clock=clock)
    assert (await room.dispatch.follow(room.submit().id)).state == "done"
    assert clock.seconds >= 26 * 3600


class Lagging(FakeProvider):
    """Names a job only when it was asked for that a while ago."""

    asked = 0

    async def find(self, http: Http, connection: Connection, attempt: Sent) -> list[Remote] | Literal["cannot"]:
        self.asked += 1
        return [] if self.asked < 2 else await super().find(http, connection, attempt)


# matrix: R16
@pytest.mark.parametrize("dedupe", ["client_id", "list"])
async def test_what_is_not_listed_yet_is_not_sent_again(open_room: OpenRoom, tmp_path: Path, dedupe: Any) -> None:
    fake = Lagging(tmp_path / "provider", dedupe, Switches(lost_replies=1))
    room = open_room(fake)
    room.dispatch.start()
    job = room.submit()
    await room.soon(lambda: room.jobs.get(job.id).state == "done")
    assert (fake.asked, len(fake.charges()), len(fake.submissions)) == (2, 1, 1)


class Quick(FakeProvider):
    """Has made the clip by the time it is asked to stop."""

    async def cancel(self, http: Http, connection: Connection, remote: Remote) -> Any:
        self.switches.looks = 0
        return Cancelled(final=False)


# matrix: R29
async def test_a_clip_that_was_quicker_than_the_wish_to_stop_comes_in(open_room: OpenRoom, tmp_path: Path) -> None:
    room = open_room(Quick(tmp_path / "provider", switches=Switches(looks=10_000, cancel="asks")))
    job = await room.dispatch.send(room.submit().id)
    await room.dispatch.cancel(job.id)
    ended: Job = await room.dispatch.follow(job.id)
    assert (ended.state, bool(ended.clip)) == ("done", True)
