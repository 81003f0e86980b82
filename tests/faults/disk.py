"""Fills a tiny disk while the program works on it, and frees it again.

Run as a program with the folder the disk is mounted on; prints one JSON line: what was said, and what was there.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.domain.draft import Beat, Draft, Shot
from app.domain.errors import Fault
from app.domain.model import Model
from app.jobs.dispatch import Dispatch
from app.providers.animatic import PROVIDER
from app.providers.base import Connection
from app.store.drafts import Drafts
from app.store.paths import Home
from tests.fakes.film import make_film
from tests.fakes.floor import Room
from tests.fakes.provider import FakeProvider, Switches

MODEL = Model(id="animatic/board", provider="animatic", title="Animatic", dialect="", source="", checked_on="")
KEEP = 40_000
"""Bytes left free where hardly a row can be written."""
FULL = "error.disk_full"
ROWS_ONLY = 300_000
"""Bytes left free where rows can be written and a film cannot."""


class Disk:
    """A small disk that can be filled and freed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, keep: int = 0) -> None:
        """Use up everything but `keep` bytes."""
        with self._ballast.open("wb", buffering=0) as file:
            try:
                while file.write(b"x" * 4096):
                    pass
            except OSError:
                pass
        size = self._ballast.stat().st_size
        os.truncate(self._ballast, max(0, size - keep))

    def free(self) -> None:
        """Give the room back."""
        self._ballast.unlink()


def a_draft(seconds: float) -> Draft:
    """One shot with one beat."""
    beats = (Beat(id="b1", seconds=seconds, action="The dog runs."),)
    return Draft(id="d1", title="Full", form="x", aim="y", shots=(Shot(id="s1", seconds=seconds, beats=beats),))


def said(act: Callable[[], Any]) -> str:
    """The fault `act` ends with, "" for none."""
    try:
        act()
    except Fault as fault:
        return fault.id
    return ""


async def said_by(work: Coroutine[Any, Any, Any]) -> str:
    """The fault `work` ends with, "" for none."""
    try:
        await work
    except Fault as fault:
        return fault.id
    return ""


def tree(home: Home) -> set[str]:
    """Every file of drafts, clips, posters and incoming."""
    folders = (home.drafts, home.clips, home.posters, home.incoming)
    return {path.relative_to(home.root).as_posix() for folder in folders for path in folder.rglob("*")}


async def try_everything(folder: Path, elsewhere: Path) -> dict[str, Any]:
    """Each act once with the disk full and once with room."""
    disk = Disk(folder)
    fake = FakeProvider(elsewhere / "provider", switches=Switches(by_url=True))
    room = Room(folder / "home", fake)
    found: dict[str, Any] = {}
    drafts = Drafts(room.home)
    drafts.save(a_draft(2.0))
    film = make_film(elsewhere / "film.mp4", seconds=4, size=(640, 480))
    before = tree(room.home)
    disk.fill()
    found["draft"] = said(lambda: drafts.save(a_draft(3.0).replace(note="x" * 9000)))
    found["submit"] = said(lambda: [room.submit(text="long " * 9000, intent=f"{number}") for number in range(9)])
    found["attach"] = await said_by(room.dispatch.attach(film, None))
    found["left"] = sorted(tree(room.home) - before)
    found["draft_kept"] = drafts.load("d1") == a_draft(2.0)
    disk.free()
    found["clips"] = len(room.clips.search())
    found["attach_again"] = await said_by(room.dispatch.attach(film, None))
    found["paid"] = await paid(room, disk, fake)
    found["charges"] = len(fake.charges())
    await room.close()
    return found


async def paid(room: Room, disk: Disk, fake: FakeProvider) -> list[str]:
    """A paid clip that meets a full disk waits for room, and is fetched then. The states seen."""
    fake.switches.looks = 1_000_000
    job = room.submit("paid")
    await room.dispatch.send(job.id)
    disk.fill(KEEP)
    fake.switches.looks = 0
    watching = asyncio.ensure_future(said_by(room.dispatch.follow(job.id)))
    await room.soon(lambda: watching.done() or any(job.message and job.message.id == FULL for job in room.seen))
    under_way = room.jobs.get(job.id).state
    disk.free()
    await watching
    await room.dispatch.follow(job.id)
    return [under_way, room.jobs.get(job.id).state]


async def draw(folder: Path, elsewhere: Path) -> dict[str, Any]:
    """An animatic that meets a full disk says so; with room it is drawn."""
    disk = Disk(folder)
    room = Room(folder / "drawn", FakeProvider(elsewhere / "other"), in_child=True)
    own = Connection(id="animatic", provider="animatic", address=str(room.home.incoming))
    dispatch = Dispatch(
        home=room.home,
        jobs=room.jobs,
        clips=room.clips,
        providers={"animatic": PROVIDER},
        connections=(own,),
        tasks=room.tasks,
        clock=lambda: datetime.now(UTC),
    )
    ask = {"model": MODEL, "connection": None, "usd_estimate": 0.0, "title": "", "draft_id": "d1"}
    base = room.submit().request.replace(model=MODEL.id)
    # long enough for a film that has no room
    long, short = (base.replace(draft=a_draft(seconds).model_dump_json(by_alias=True)) for seconds in (24.0, 1.0))
    disk.fill(ROWS_ONLY)
    first = dispatch.submit(request=long, intent="first", **ask)  # type: ignore[arg-type]
    full = await said_by(dispatch.follow(first.id))
    disk.free()
    job = await dispatch.follow(first.id)
    second = dispatch.submit(request=short, intent="second", **ask)  # type: ignore[arg-type]
    done = await dispatch.follow(second.id)
    found = {
        "drawn_full": [full, job.state, job.message.id if job.message else ""],
        "drawn": done.state,
        "drawn_left": [path.name for path in room.home.incoming.iterdir()],
        "drawn_clips": len(list(room.home.clips.iterdir())),
    }
    await dispatch.close()
    await room.tasks.close()
    return found


async def main(folder: Path) -> None:
    """Try everything and print it."""
    with tempfile.TemporaryDirectory() as elsewhere:
        found = await try_everything(folder, Path(elsewhere))
        found |= await draw(folder, Path(elsewhere))
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
