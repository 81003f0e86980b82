"""Where keys are: in the system's own store, for this run only, or in an environment variable; never in a file of ours.

The system's store is chosen from a list, because an environment variable, a settings file or any installed package can
put another one in its place (keyring 25.7, read 2026-11-22).
"""

from __future__ import annotations

import os
import re
from typing import Any, Literal, Protocol

from app.domain.errors import BadValue, NotSent, StorageFault

SERVICE = "shotwright"
ANSWER_SECONDS = 10.0
"""How long the system's store may take: a locked one waits for a password first."""
ALLOWED = {
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
}
"""The stores of the systems themselves."""
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

Place = Literal["keyring", "session", "env"]


class Store(Protocol):
    """What we need of a system's store: a part of keyring's own interface."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class Secrets:
    """The keys of one run. `store` is for tests; else the system's own is looked for when it is first needed."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store
        self._looked = store is not None
        self._session: dict[str, str] = {}

    async def read(self, reference: str) -> str:
        """The key a reference names. NotSent `key_missing` where it is not to be had, `keyring_silent` where the
        system's store does not answer."""
        place, _, name = reference.partition(":")
        found: str | None = None
        if place == "session":
            found = self._session.get(name)
        elif place == "env":
            found = os.environ.get(name, "").strip()
        elif place == "keyring":
            store = await self._system()
            found = await _ask(store.get_password, SERVICE, name) if store is not None else None
        if not found:
            raise NotSent("key_missing", name=name)
        return found

    def is_here(self, reference: str) -> bool:
        """Whether a key can be had, as far as that is known without asking the system's store."""
        place, _, name = reference.partition(":")
        if place == "session":
            return name in self._session
        return place != "env" or bool(os.environ.get(name, "").strip())

    async def keep(self, name: str, key: str, place: Place) -> str:
        """Put a key where the person wants it and return the reference to it. For `env`, `key` is the name of the
        variable. BadValue where it cannot be one, StorageFault `no_keyring` where there is no system store."""
        key = key.strip()
        if place == "env":
            if not VARIABLE.fullmatch(key):
                raise BadValue("no_variable", name=key)
            return f"env:{key}"
        if not key or any(ord(char) < 33 or ord(char) > 126 for char in key):
            raise BadValue("no_key")
        if place == "session":
            self._session[name] = key
            return f"session:{name}"
        store = await self._system()
        if store is None:
            raise StorageFault("no_keyring")
        await _ask(store.set_password, SERVICE, name, key)
        return f"keyring:{name}"

    async def forget(self, reference: str) -> None:
        """Remove a key that was put somewhere by us. One that is not there is no matter."""
        place, _, name = reference.partition(":")
        self._session.pop(name, None)
        if place == "keyring" and (store := await self._system()) is not None:
            try:
                await _ask(store.delete_password, SERVICE, name)
            except StorageFault:
                return

    async def place_name(self) -> str:
        """What the system's store is called there, "" where there is none that may be used."""
        store = await self._system()
        return str(getattr(store, "name", type(store).__name__)) if store is not None else ""

    async def _system(self) -> Store | None:
        if not self._looked:
            self._looked = True
            self._store = await _ask(_find_store)
        return self._store


def _find_store() -> Store | None:
    """The best of the stores that may be used and work here."""
    from keyring import backend

    fitting: list[Any] = [each for each in backend.get_all_keyring() if type(each).__module__ in ALLOWED]
    return max(fitting, key=lambda each: float(each.priority), default=None)


async def _ask(call: Any, *args: str) -> Any:
    """Ask the store in a thread, for a while. What it raises becomes a sentence without the key."""
    # only here: a start asks for no key
    import asyncio

    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            return await asyncio.to_thread(call, *args)
    except TimeoutError:
        raise NotSent("keyring_silent") from None
    except Exception as error:
        # whatever its many backends raise; their texts may hold the key
        raise StorageFault("keyring_failed", reason=type(error).__name__) from None
