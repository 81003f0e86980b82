"""Connections to providers: made, tried, changed and taken away; the keys go to the system's store, never to a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from app.desk.screening import Screening
from app.domain.connection import Connection, Endpoint, ServerState
from app.domain.errors import BadValue, Conflict, Fault, ProviderFault, UnknownName

if TYPE_CHECKING:
    from app.domain.model import Model
    from app.providers.base import Account, Cancelling, Provider, Spec

    Hear = Callable[["Account | Fault"], object]

NAME = re.compile(r"[\w][\w.\-]{0,39}")


class Connecting(Screening):
    """What a person can do about connections."""

    def providers(self) -> tuple[Spec, ...]:
        """The ways to reach a model that this program knows."""
        return tuple(provider.spec for provider in self._rooms.ways.providers().values())

    def connections(self) -> tuple[Connection, ...]:
        """The connections there are; the first is the one to the program's own animatic."""
        return self._rooms.ways.connections()

    def connection(self, name: str) -> Connection:
        """A connection by its name. UnknownName where there is none."""
        by_id = {each.id: each for each in self.connections()}
        if name not in by_id:
            raise UnknownName("connection", name, by_id)
        return by_id[name]

    def cancelling(self, name: str) -> Cancelling:
        """What cancelling a job means at a connection; where there is no such one, the least."""
        way = next((each for each in self.connections() if each.id == name), None)
        if way is None:
            return "cannot"
        spec = self._provider(way).spec
        return dict(spec.cancel_of_kinds).get(way.kind, spec.cancel)

    def connection_for(self, model: Model) -> str | None:
        """The connection a take of this model goes to: the person's choice, else the only one; None where there is
        neither."""
        fitting = [each.id for each in self.connections() if each.provider == model.provider]
        chosen = self.settings.default_connections.get(model.id) or self.settings.default_connections.get(
            model.provider
        )
        if chosen in fitting:
            return chosen
        return fitting[0] if len(fitting) == 1 else None

    def prefer_connection(self, name: str, model_id: str = "") -> None:
        """Let takes go to this connection: those of one model, or of every model of its provider."""
        of = model_id or self.connection(name).provider
        self.change_settings(default_connections={**self.settings.default_connections, of: name})

    async def connect(
        self,
        connection: Connection,
        *,
        key: str = "",
        place: Literal["keyring", "session", "env"] = "keyring",
    ) -> Connection:
        """Add a connection, or change the one of its name; with a `key`, keep that in `place` (for `env`, `key` is the
        variable's name). Without one the key stays as it was.

        BadValue for a name, an address or a key that will not do, UnknownName for a provider there is none of,
        StorageFault `no_keyring` where the system has no store for keys.
        """
        provider = self._provider(connection)
        present = {each.id: each for each in self.connections()}.get(connection.id)
        if present is not None and present.provider != connection.provider:
            raise Conflict("connection_taken", name=connection.id)
        connection = _checked(connection, provider)
        reference = present.key_ref if present is not None else ""
        if key:
            key = provider.check_key(key) if place != "env" else key
            reference = await self._rooms.secrets.keep(connection.id, key, place)
        made: Connection = connection.replace(key_ref=reference)
        self._rooms.connections_file.put(made)
        self._on_connections()
        return made

    async def disconnect(self, name: str) -> None:
        """Take a connection and its key away. Its open jobs go on as far as they can without the key."""
        connection = self.connection(name)
        if connection.provider == "animatic":
            raise Conflict("connection_built_in")
        self._rooms.connections_file.remove(name)
        await self._rooms.secrets.forget(connection.key_ref)
        self._on_connections()

    async def check_connection(self, name: str) -> Account:
        """Ask the provider whether the key is good and what is left, and remember what sort of server it is. Faults of
        the network are raised."""
        connection = self.connection(name)
        if connection.others:
            await self.work.dispatch.ask_servers(name)
        account = await self._account(connection)
        if account.kind and not connection.kind:
            self._rooms.connections_file.put(connection.replace(kind=account.kind))
            self._on_connections()
        return account

    def server_states(self, name: str) -> tuple[ServerState, ...]:
        """How each server of a connection stands; () while nothing was sent or tried in this run."""
        return self._work.dispatch.servers(name) if self._work is not None else ()

    async def served_models(self, name: str) -> list[str]:
        """The ids of the models this connection's server says it serves; [] where it does not say."""
        connection = self.connection(name)
        return await self._provider(connection).models(self._rooms.http(), connection)

    async def key_store(self) -> str:
        """What the system's store for keys is called, "" where there is none that may be used."""
        return await self._rooms.secrets.place_name()

    def key_is_here(self, connection: Connection) -> bool:
        """Whether this connection's key can be had; one that was kept for another run is gone."""
        return self._rooms.secrets.is_here(connection.key_ref)

    def key_hosts(self, connection: Connection) -> tuple[str, ...]:
        """The only hosts this connection's key goes to."""
        from app.net.addresses import host_of

        own = [host_of(end.address) for end in connection.ends()]
        return tuple(dict.fromkeys([*filter(None, own), *self._provider(connection).spec.hosts]))

    def connect_soon(self, connection: Connection, key: str, place: str, hear: Hear) -> None:
        """`connect` and then `check_connection` in the background; `hear` is told what came of it."""

        async def work() -> None:
            try:
                made = await self.connect(connection, key=key, place=place)  # type: ignore[arg-type]
                hear(await self.check_connection(made.id))
            except Fault as fault:
                hear(fault)

        self._rooms.tasks.spawn(work(), "connect")

    def check_connection_soon(self, name: str, hear: Hear) -> None:
        """`check_connection` in the background."""

        async def work() -> None:
            try:
                hear(await self.check_connection(name))
            except Fault as fault:
                hear(fault)

        self._rooms.tasks.spawn(work(), "check connection")

    def disconnect_soon(self, name: str) -> None:
        """`disconnect` in the background; what goes wrong becomes a notice."""
        self._soon(self.disconnect(name), "disconnect")

    def served_models_soon(self, name: str, hear: Callable[[list[str]], object]) -> None:
        """`served_models` in the background; a server that does not say serves none that we know of."""

        async def work() -> None:
            try:
                hear(await self.served_models(name))
            except Fault:
                hear([])

        self._rooms.tasks.spawn(work(), "served models")

    def key_store_soon(self, hear: Callable[[str], object]) -> None:
        """`key_store` in the background."""

        async def work() -> None:
            hear(await self.key_store())

        self._rooms.tasks.spawn(work(), "key store")

    def guide(self, page: str) -> str:
        """A page of our own guide as Markdown, in the language of the screen or else in English."""
        from app.resources import resources
        from app.strings import language

        files = [resources() / "guide" / each / f"{page}.md" for each in (language(), "en")]
        return next(file for file in files if file.exists()).read_text(encoding="utf-8")

    async def _account(self, connection: Connection) -> Account:
        """What the first of its servers that answers says; what is in the way of the first one where none does."""
        faults: list[ProviderFault] = []
        for end in connection.ends():
            try:
                return await self._provider(connection).check(self._rooms.http(), end)
            except ProviderFault as fault:
                faults.append(fault)
        raise faults[0]

    def _provider(self, connection: Connection) -> Provider:
        providers = self._rooms.ways.providers()
        if connection.provider not in providers:
            raise UnknownName("provider", connection.provider, providers)
        return providers[connection.provider]

    def _on_connections(self) -> None:
        if self._work is not None:
            self._work.dispatch.connect(self.connections())
        self.look_again()


def _checked(connection: Connection, provider: Provider) -> Connection:
    """The connection with its addresses as they are kept. BadValue where one will not do."""
    from app.net.addresses import check_address

    if not NAME.fullmatch(connection.id):
        raise BadValue("connection_name", name=connection.id)
    if connection.kind and connection.kind not in provider.spec.kinds:
        raise UnknownName("server_kind", connection.kind, provider.spec.kinds)
    address = provider.check_address(check_address(connection.address or provider.spec.address))
    others = tuple(
        Endpoint(address=provider.check_address(check_address(each.address)), parallelism=each.parallelism)
        for each in connection.others
    )
    if others and not provider.spec.servers:
        raise BadValue("one_server_only", provider=connection.provider)
    checked: Connection = connection.replace(address=address, others=others)
    return checked
