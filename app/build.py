"""Wires the rooms together: the only place that knows which parts make the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from app.catalog import Catalog
from app.desk.core import Clock, Rooms, Ways, Work, utc_now
from app.desk.desk import Desk
from app.store.connections import Connections
from app.store.drafts import Drafts
from app.store.paths import Home, find_home
from app.store.presets import Presets
from app.store.secrets import Secrets
from app.store.settings import SettingsFile
from app.tasks import TaskSet

if TYPE_CHECKING:
    from app.domain.errors import StorageFault
    from app.jobs.intake import Inspect
    from app.media import Inspection
    from app.net.client import Client
    from app.providers.base import Connection, Output, Provider
    from app.store.secrets import Store

PROVIDERS = {
    "animatic": "animatic",
    "openai-videos": "openai_videos",
    "kling": "kling",
    "fal": "fal",
    "replicate": "replicate",
}
"""Each provider's module; imported when somebody asks what there is, or sends."""
ANIMATIC_LANES = 1
"""Animatics drawn at once: one keeps two cores busy (painting and encoding)."""


def build(
    home: str | Path | None = None,
    *,
    clock: Clock = utc_now,
    providers: Mapping[str, Provider] | None = None,
    connections: tuple[Connection, ...] = (),
    inspect: Inspect | None = None,
    keyring: Store | None = None,
    report: Callable[[BaseException], None] | None = None,
) -> Desk:
    """The whole program over one home.

    `home` is a folder, or None for `SHOTWRIGHT_HOME` and then the platform's data folder. Tests hand in a clock,
    further providers and connections, another store for keys than the system's, and another way to judge a file than in
    a child process. `report` gets every
    exception that escapes a background task.
    StorageFault where the home cannot be used.
    """
    place = find_home(str(home) if home is not None else None)
    tasks = TaskSet(report or _raise_later)
    secrets, connections_file = Secrets(keyring), Connections(place)
    ways = _ways(place, providers or {}, connections, connections_file)
    http = cache(partial(_client, secrets, clock))

    def open_work(shut_by: StorageFault | None) -> Work:
        return _open_work(place, tasks, clock, ways, inspect, http, shut_by)

    async def look(path: Path, poster: Path | None = None) -> Inspection:
        from app.media import inspect_in_child

        return await (inspect or inspect_in_child)(path, poster)

    rooms = Rooms(
        home=place,
        catalog=Catalog(place.user_resources),
        drafts=Drafts(place),
        presets=Presets(place),
        settings_file=SettingsFile(place),
        tasks=tasks,
        clock=clock,
        open_work=open_work,
        ways=ways,
        secrets=secrets,
        connections_file=connections_file,
        http=http,
        inspect=look,
    )
    return Desk(rooms)


def _ways(home: Home, more: Mapping[str, Provider], handed: tuple[Connection, ...], file: Connections) -> Ways:
    """The built-in providers and connections, the person's own, and what was handed in."""

    def all_providers() -> Mapping[str, Provider]:
        made = {name: import_module(f"app.providers.{module}").PROVIDER for name, module in PROVIDERS.items()}
        return {**made, **more}

    def all_connections() -> tuple[Connection, ...]:
        from app.domain.connection import Connection

        own = Connection(id="animatic", provider="animatic", address=str(home.incoming), parallelism=ANIMATIC_LANES)
        return (own, *handed, *file.load())

    def connected() -> frozenset[str]:
        return frozenset({"animatic", *(each.provider for each in handed), *file.providers()})

    return Ways(providers=all_providers, connections=all_connections, connected=connected)


def _client(secrets: Secrets, clock: Clock) -> Client:
    from app.net.client import Client

    return Client(secrets.read, clock)


def _open_work(
    home: Home,
    tasks: TaskSet,
    clock: Clock,
    ways: Ways,
    inspect: Inspect | None,
    http: Callable[[], Client],
    shut_by: StorageFault | None,
) -> Work:
    """Jobs and clips over the home's database; over none where that cannot be opened."""
    from app.jobs.dispatch import Dispatch
    from app.media import inspect_in_child
    from app.store.clips import Clips
    from app.store.db import Database, ShutDatabase
    from app.store.jobs import Jobs

    async def fetch(output: Output, part: Path, connection: Connection) -> None:
        from app.net.download import download

        await download(http(), output.url, part, connection, keyed=output.keyed)

    database = Database(home) if shut_by is None else ShutDatabase(shut_by)
    jobs, clips = Jobs(database), Clips(database, home)
    dispatch = Dispatch(
        home=home,
        jobs=jobs,
        clips=clips,
        providers=ways.providers(),
        connections=ways.connections(),
        tasks=tasks,
        clock=clock,
        inspect=inspect or inspect_in_child,
        download=fetch,
        http=http(),
    )
    return Work(jobs=jobs, clips=clips, dispatch=dispatch)


def _raise_later(error: BaseException) -> None:
    raise error
