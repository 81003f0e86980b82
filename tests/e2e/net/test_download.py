"""Clips fetched over a real socket that breaks, lies and changes its mind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.domain.connection import Connection
from app.domain.errors import ProviderFault, StorageFault
from app.net import client as client_room
from app.net import part as part_room
from app.net.client import Client
from app.net.download import LinkGone, download
from tests.e2e.net.conftest import KEY
from tests.fakes.server import Heard, Loopback, Reply

Fetch = Callable[..., Awaitable[bytes]]


@pytest.fixture
def fetch(server: Loopback, client: Client, own: Connection, tmp_path: Path) -> Fetch:
    async def fetch(path: str = "/clip", *, keyed: bool = False) -> bytes:
        part = tmp_path / "clip.part"
        await download(client, server.address + path, part, own, keyed=keyed)
        return part.read_bytes()

    return fetch


async def test_a_clip_arrives_byte_for_byte_without_the_key(server: Loopback, fetch: Fetch) -> None:
    assert await fetch() == server.film("clip")
    assert "authorization" not in server.heard[0].headers


async def test_an_answer_that_names_the_clip_is_followed_without_the_key(server: Loopback, fetch: Fetch) -> None:
    server.key, server.open_paths = f"Bearer {KEY}", ("/clip",)
    assert await fetch("/content", keyed=True) == server.film("clip")
    assert [heard.path for heard in server.heard] == ["/content", "/clip"]


async def test_a_download_that_is_cut_goes_on_from_there(server: Loopback, fetch: Fetch) -> None:
    for _ in range(6):
        server.upset("cut_file", value=200)
    assert await fetch() == server.film("clip")
    ranges = [heard.headers.get("range") for heard in server.heard]
    assert ranges == [None, *(f"bytes={200 * step}-" for step in range(1, 7))]


async def test_what_an_earlier_run_left_is_gone_on_with(server: Loopback, fetch: Fetch, tmp_path: Path) -> None:
    server.upset("cut_file", value=300)
    server.upset("drop_before", times=9)
    with pytest.raises(ProviderFault):
        await fetch()
    assert (tmp_path / "clip.part").stat().st_size == 300
    server._hitches.clear()
    assert await fetch() == server.film("clip")
    assert server.heard[-1].headers["range"] == "bytes=300-"


async def test_a_clip_that_changed_in_between_is_fetched_anew(server: Loopback, fetch: Fetch) -> None:
    server.keep("other")
    films = [server.film("clip"), server.film("other")]
    server.route("GET", "/clip/changing", lambda heard: server.serve_file(heard, films.pop(0)))
    server.upset("cut_file", value=300)
    assert await fetch("/clip/changing") == server.film("other")
    assert server.heard[1].headers["if-range"]


async def test_a_whole_part_asks_nobody(server: Loopback, fetch: Fetch) -> None:
    await fetch()
    await fetch()
    assert len(server.heard) == 1


@pytest.mark.parametrize(
    ("hitch", "value", "id"),
    [
        ("status", 500, "download_failed"),
        ("status", 416, "download_broken"),
        ("html", None, "download_no_clip"),
        ("packed", None, "download_no_clip"),
        ("redirect", "file:///etc/passwd", "strange_address"),
        ("redirect", "http://example.com/clip", "strange_address"),
    ],
)
async def test_what_is_no_clip_is_not_taken(
    server: Loopback, fetch: Fetch, tmp_path: Path, hitch: str, value: object, id: str
) -> None:
    server.upset(hitch, times=9, value=value)  # type: ignore[arg-type]
    with pytest.raises(ProviderFault) as fault:
        await fetch()
    assert fault.value.id == id
    assert not (tmp_path / "clip.part").exists()


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_a_link_that_has_ended_is_told_apart(server: Loopback, fetch: Fetch, status: int) -> None:
    server.upset("status", value=status)
    with pytest.raises(LinkGone):
        await fetch()


async def test_circles_are_left(server: Loopback, fetch: Fetch) -> None:
    server.upset("redirect", times=20, value="/clip")
    with pytest.raises(ProviderFault) as fault:
        await fetch()
    assert fault.value.id == "download_redirected"
    assert len(server.heard) == 6


# matrix: N13
async def test_a_download_that_brings_nothing_for_a_while_is_let_go(
    server: Loopback, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_room, "STALL_SECONDS", 0.1)
    server.upset("stall", value=1.0)
    with pytest.raises(ProviderFault) as fault:
        await fetch()
    assert fault.value.id == "no_answer"
    assert await fetch() == server.film("clip")
    assert len({heard.peer for heard in server.heard}) == 2, "over another connection"


# matrix: N12
async def test_a_download_that_is_cut_at_any_place_brings_each_byte_once(server: Loopback, fetch: Fetch) -> None:
    film = server.film("clip")
    for _ in range(len(film) // 97 + 1):
        server.upset("cut_file", value=97)
    assert await fetch() == film
    starts = [int(heard.headers["range"][6:-1]) for heard in server.heard[1:]]
    assert starts == sorted(set(starts)), "what is here is not asked for again"


# matrix: N17
async def test_a_clip_of_unknown_length_is_taken_as_it_comes(server: Loopback, fetch: Fetch) -> None:
    server.upset("no_length")
    assert await fetch() == server.film("clip")


async def test_a_clip_too_big_is_not_begun(
    server: Loopback, fetch: Fetch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part_room, "CLIP_MOST", 100)
    with pytest.raises(ProviderFault) as fault:
        await fetch()
    assert fault.value.id == "download_too_big"
    server.upset("no_length", times=9)
    with pytest.raises(ProviderFault):
        await fetch()
    assert (tmp_path / "clip.part").stat().st_size == 0


async def test_a_disk_without_room_is_said_before_a_byte_is_written(
    server: Loopback, fetch: Fetch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part_room, "RESERVE", 2**60)
    with pytest.raises(StorageFault) as fault:
        await fetch()
    assert fault.value.id == "disk_full"
    assert not (tmp_path / "clip.part").exists()


# matrix: R23
async def test_the_rest_of_another_clip_is_not_taken(server: Loopback, fetch: Fetch) -> None:
    server.keep("other")
    films = [server.film("clip"), server.film("other"), server.film("other")]

    def careless(heard: Heard) -> Reply:
        # gives the rest of whatever lies there now, without looking at what was asked for
        reply = server.serve_file(replace(heard, headers={"range": heard.headers.get("range", "")}), films.pop(0))
        total = reply.headers.get("Content-Range", "").rpartition("/")[2]
        assert not total or int(total) == len(server.film("clip"))
        return reply

    films[1:] = [film[: len(films[0])].ljust(len(films[0]), b"x") for film in films[1:]]
    wanted = films[1]
    server.route("GET", "/clip/careless", careless)
    server.upset("cut_file", value=300)
    assert await fetch("/clip/careless") == wanted
    assert [heard.headers.get("range") for heard in server.heard] == [None, "bytes=300-", None]


async def test_a_part_that_was_whole_all_along_is_not_fetched_again(
    server: Loopback, fetch: Fetch, tmp_path: Path
) -> None:
    server.upset("no_length")
    film = await fetch()
    assert await fetch() == film
    assert server.heard[-1].headers["range"] == f"bytes={len(film)}-"
    assert len(server.heard) == 2


# matrix: D3
async def test_a_disk_that_fills_up_under_a_clip_of_unknown_length_ends_it(
    server: Loopback, fetch: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part_room, "CHECKED", 1)
    rooms = [part_room.RESERVE, 0]
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=rooms.pop(0)))
    server.upset("no_length")
    with pytest.raises(StorageFault) as fault:
        await fetch()
    assert fault.value.id == "disk_full"
