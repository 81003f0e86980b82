"""Connections are kept without their secrets, and secrets only where the person wants them."""

from __future__ import annotations

import json

import pytest

from app.domain.connection import Connection, Endpoint
from app.domain.errors import BadValue, Fault, NotSent, StorageFault, UnknownName
from app.store import secrets
from app.store.connections import Connections
from app.store.paths import Home
from app.store.secrets import Secrets

KEY = "made-up-key-0123456789"


class Memory:
    """A system's store that is not one of the system's."""

    name = "memory"

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def test_connections_are_kept_in_their_order_and_changed_in_place(place: Home) -> None:
    file = Connections(place)
    assert file.load() == ()
    own = Connection(id="own", provider="kling", address="https://a.test", key_ref="env:KLING_KEY")
    box = Connection(
        id="box", provider="openai_videos", address="http://box:8091/v1",
        others=(Endpoint(address="http://box2:8091/v1", parallelism=2),),
    )  # fmt: skip
    file.put(own)
    assert file.put(box) == (own, box) == Connections(place).load()
    changed = own.replace(parallelism=3)
    assert file.put(changed) == (changed, box)
    assert file.remove("own") == (box,)
    with pytest.raises(UnknownName):
        file.remove("own")


@pytest.mark.parametrize("content", ["", "[]", "{", '{"connections": 7}', "[" * 5000])
def test_a_damaged_file_is_no_connections(place: Home, content: str) -> None:
    (place.root / "connections.json").write_text(content)
    assert Connections(place).load() == ()


def test_a_connection_that_cannot_be_read_takes_no_other_with_it(place: Home) -> None:
    good = Connection(id="own", provider="kling")
    entries = [{"id": "odd", "provider": "kling", "command": "rm"}, good.model_dump(exclude_defaults=True), 3]
    (place.root / "connections.json").write_text(json.dumps({"connections": entries}))
    assert Connections(place).load() == (good,)


async def test_a_key_goes_into_the_systems_store_and_comes_back(place: Home) -> None:
    store = Memory()
    kept = Secrets(store)
    reference = await kept.keep("own", f" {KEY}\n", "keyring")
    assert reference == "keyring:own"
    assert await Secrets(store).read(reference) == KEY
    await kept.forget(reference)
    await kept.forget(reference)
    with pytest.raises(NotSent) as fault:
        await kept.read(reference)
    assert fault.value.id == "key_missing"


async def test_a_key_for_this_run_is_gone_with_it(place: Home) -> None:
    kept = Secrets(Memory())
    reference = await kept.keep("own", KEY, "session")
    assert await kept.read(reference) == KEY
    with pytest.raises(NotSent):
        await Secrets(Memory()).read(reference)
    assert not any(KEY.encode() in path.read_bytes() for path in place.root.rglob("*") if path.is_file())


async def test_a_variable_is_named_and_read_when_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Secrets(Memory())
    reference = await kept.keep("own", "MADE_UP_KEY", "env")
    with pytest.raises(NotSent):
        await kept.read(reference)
    monkeypatch.setenv("MADE_UP_KEY", KEY)
    assert await kept.read(reference) == KEY


@pytest.mark.parametrize(
    ("key", "place", "id"),
    [
        ("", "session", "no_key"),
        ("two words", "keyring", "no_key"),
        ("clé", "session", "no_key"),
        ("A-B", "env", "no_variable"),
    ],
)
async def test_what_cannot_be_a_key_is_said(key: str, place: secrets.Place, id: str) -> None:
    with pytest.raises(BadValue) as fault:
        await Secrets(Memory()).keep("own", key, place)
    assert fault.value.id == id


async def test_without_a_system_store_the_other_places_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "ALLOWED", set())
    kept = Secrets()
    assert await kept.place_name() == ""
    with pytest.raises(StorageFault) as fault:
        await kept.keep("own", KEY, "keyring")
    assert fault.value.id == "no_keyring"


async def test_a_store_that_fails_or_hangs_shows_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    class Broken(Memory):
        def set_password(self, service: str, username: str, password: str) -> None:
            raise RuntimeError(f"cannot write {password}")

        def get_password(self, service: str, username: str) -> str | None:
            hold.wait(5)
            return None

    hold = threading.Event()
    monkeypatch.setattr(secrets, "ANSWER_SECONDS", 0.05)
    broken = Secrets(Broken())
    with pytest.raises(Fault) as fault:
        await broken.keep("own", KEY, "keyring")
    assert KEY not in repr(fault.value) + repr(fault.value.__cause__)
    with pytest.raises(NotSent) as silent:
        await broken.read("keyring:own")
    hold.set()
    assert silent.value.id == "keyring_silent"
