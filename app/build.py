"""Wires the rooms together: the only place that knows which parts make the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from app.catalog import Catalog
from app.desk.core import Clock, Rooms, Work, utc_now
from app.desk.desk import Desk
from app.store.drafts import Drafts
from app.store.paths import Home, find_home
from app.store.presets import Presets
from app.store.settings import SettingsFile
from app.tasks import TaskSet

if TYPE_CHECKING:
    from app.jobs.intake import Inspect
    from app.providers.base import Connection, Provider

ANIMATIC_LANES = 1
"""Animatics drawn at once: one keeps two cores busy (painting and encoding)."""


def build(
    home: str | Path | None = None,
    *,
    clock: Clock = utc_now,
    providers: Mapping[str, Provider] | None = None,
    connections: tuple[Connection, ...] = (),
    inspect: Inspect | None = None,
    report: Callable[[BaseException], None] | None = None,
) -> Desk:
    """The whole program over one home.

    `home` is a folder, or None for `SHOTWRIGHT_HOME` and then the platform's data folder. Tests hand in a clock,
    further providers and connections, and another way to judge a file than in a child process. `report` gets every
    exception that escapes a background task.
    StorageFault where the home cannot be used.
    """
    place = find_home(str(home) if home is not None else None)
    tasks = TaskSet(report or _raise_later)

    def open_work() -> Work:
        return _open_work(place, tasks, clock, providers or {}, connections, inspect)

    def connected() -> frozenset[str]:
        return frozenset({"animatic", *(each.provider for each in connections)})

    rooms = Rooms(
        home=place,
        catalog=Catalog(place.user_resources),
        drafts=Drafts(place),
        presets=Presets(place),
        settings_file=SettingsFile(place),
        tasks=tasks,
        clock=clock,
        open_work=open_work,
        connected=connected,
    )
    return Desk(rooms)


def _open_work(
    home: Home,
    tasks: TaskSet,
    clock: Clock,
    providers: Mapping[str, Provider],
    connections: tuple[Connection, ...],
    inspect: Inspect | None,
) -> Work:
    """Jobs and clips over the home's database, with the built-in animatic and what was handed in."""
    from app.jobs.dispatch import Dispatch
    from app.media import inspect_in_child
    from app.providers.animatic import PROVIDER as ANIMATIC
    from app.providers.base import Connection
    from app.store.clips import Clips
    from app.store.db import Database
    from app.store.jobs import Jobs

    database = Database(home)
    jobs, clips = Jobs(database), Clips(database, home)
    own = Connection(id="animatic", provider="animatic", address=str(home.incoming), parallelism=ANIMATIC_LANES)
    dispatch = Dispatch(
        home=home,
        jobs=jobs,
        clips=clips,
        providers={"animatic": ANIMATIC, **providers},
        connections=(own, *connections),
        tasks=tasks,
        clock=clock,
        inspect=inspect or inspect_in_child,
    )
    return Work(jobs=jobs, clips=clips, dispatch=dispatch)


def _raise_later(error: BaseException) -> None:
    raise error
