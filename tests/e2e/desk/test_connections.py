"""Connections are made, tried and taken away through the desk, and a price is asked about before anything is sent."""

from __future__ import annotations

import pytest

from app.domain.connection import Connection, Endpoint
from app.domain.errors import BadValue, Conflict, NotSent, UnknownName
from app.domain.job import Job
from tests.fakes.desk import MODEL
from tests.fakes.provider import FakeProvider
from tests.unit.desk.conftest import OpenDesk

KEY = "made-up-key-0123456789"


@pytest.fixture
def wished() -> Connection:
    return Connection(id="second", provider="fake", address="https://second.test/v1/", parallelism=2)


async def test_a_connection_is_kept_with_its_key_elsewhere(
    open_desk: OpenDesk, fake: FakeProvider, wished: Connection
) -> None:
    told = open_desk(fake)
    made = await told.desk.connect(wished, key=KEY, place="session")
    assert (made.address, made.key_ref) == ("https://second.test/v1", "session:second")
    assert [each.id for each in told.desk.connections()] == ["animatic", "own", "second"]
    assert (await told.desk.check_connection("second")).good
    assert not any(KEY.encode() in path.read_bytes() for path in told.desk.home.rglob("*") if path.is_file())
    changed = await told.desk.connect(made.replace(others=(Endpoint(address="https://third.test"),)))
    assert changed.key_ref == "session:second"
    assert told.desk.key_hosts(changed) == ("second.test", "third.test")
    await told.desk.disconnect("second")
    with pytest.raises(UnknownName):
        told.desk.connection("second")
    with pytest.raises(NotSent):
        await told.desk._rooms.secrets.read("session:second")


@pytest.mark.parametrize(
    ("change", "id"),
    [
        ({"id": "two words"}, "connection_name"),
        ({"address": "http://second.test"}, "address_not_secure"),
        ({"address": ""}, "address_broken"),
        ({"others": (Endpoint(address="nowhere"),)}, "address_broken"),
    ],
)
async def test_a_connection_that_will_not_do_changes_nothing(
    open_desk: OpenDesk, fake: FakeProvider, wished: Connection, change: dict[str, object], id: str
) -> None:
    told = open_desk(fake)
    with pytest.raises(BadValue) as fault:
        await told.desk.connect(wished.replace(**change))
    assert fault.value.id == id
    assert not (told.desk.home / "connections.json").exists()


async def test_a_name_that_is_taken_and_what_is_built_in(
    open_desk: OpenDesk, fake: FakeProvider, wished: Connection
) -> None:
    told = open_desk(fake)
    with pytest.raises(Conflict):
        await told.desk.connect(wished.replace(id="animatic"))
    with pytest.raises(Conflict):
        await told.desk.disconnect("animatic")
    with pytest.raises(UnknownName):
        await told.desk.connect(wished.replace(provider="nobody"))


async def test_of_several_connections_the_preferred_one_is_taken(
    open_desk: OpenDesk, fake: FakeProvider, wished: Connection
) -> None:
    told = open_desk(fake)
    await told.desk.connect(wished)
    draft = told.desk.make_draft("small-rescue")
    with pytest.raises(Conflict) as fault:
        told.desk.submit(draft, MODEL)
    assert fault.value.id == "several_connections"
    told.desk.prefer_connection("second")
    assert told.desk.submit(draft, MODEL).connection == "second"
    told.desk.prefer_connection("own", MODEL)
    assert told.desk.submit(draft, MODEL).connection == "own"


async def test_a_take_above_a_cap_is_never_queued(open_desk: OpenDesk, fake: FakeProvider) -> None:
    told = open_desk(fake)
    draft = told.desk.make_draft("small-rescue")
    usd = told.desk.quote(draft, MODEL).estimate.usd
    assert usd is not None
    told.desk.change_settings(cap_job=usd - 0.01)
    with pytest.raises(BadValue) as fault:
        told.desk.submit(draft, MODEL)
    assert fault.value.id == "over_cap"
    told.desk.change_settings(cap_job=None, cap_day=usd * 2.5)
    told.desk.submit(draft, MODEL)
    told.desk.submit(draft, MODEL)
    with pytest.raises(BadValue) as day:
        told.desk.submit(draft, MODEL)
    assert day.value.id == "over_day_cap"
    assert told.desk.quote(draft, MODEL).spent_today == pytest.approx(usd * 2)
    told.desk.submit(draft, "animatic/board")


# matrix: U8
async def test_takes_sent_together_are_held_against_the_caps_before_the_first(
    open_desk: OpenDesk, fake: FakeProvider
) -> None:
    told = open_desk(fake)
    draft = told.desk.make_draft("small-rescue")
    usd = told.desk.quote(draft, MODEL).estimate.usd
    assert usd is not None

    def send(takes: int) -> list[Job]:
        return told.desk.submit_batch(draft, (MODEL,), takes)

    told.desk.change_settings(cap_job=usd, cap_batch=usd * 2.5, cap_day=usd * 5.5)
    for takes, cap, said in ((3, None, "over_batch_cap"), (2, usd * 1.5, "over_cap"), (21, None, "takes_many")):
        with pytest.raises(BadValue) as fault:
            told.desk.submit_batch(draft, (MODEL,), takes, max_usd=cap)
        assert fault.value.id == said
    assert told.desk.jobs() == []
    assert len({job.id for _ in range(2) for job in send(2)}) == 4
    with pytest.raises(BadValue) as day:
        send(2)
    assert day.value.id == "over_day_cap"
    assert len(told.desk.jobs()) == 4
    # what nobody is billed for counts nowhere
    assert len(told.desk.submit_batch(draft, (MODEL, "animatic/board"))) == 2


async def test_one_wish_for_several_takes_is_sent_once(open_desk: OpenDesk, fake: FakeProvider) -> None:
    told = open_desk(fake)
    told.desk.new("small-rescue", {"aim": MODEL})
    first = told.desk.press("generate", 3)
    assert told.desk.press("generate", 3) == first
    assert len(told.desk.jobs()) == 3


async def test_before_it_is_sent_it_is_said_that_a_refused_clip_may_be_billed(
    open_desk: OpenDesk, fake: FakeProvider
) -> None:
    told = open_desk(fake)
    rows = told.desk.home / "resources" / "models" / "fake.toml"
    rows.write_text(rows.read_text().replace("prices = [", 'refusals_billed = "maybe"\nprices = ['))
    quote = told.desk.quote(told.desk.make_draft("small-rescue"), MODEL)
    assert not quote.must_ask
    assert [each.id for each in quote.warnings] == ["quote.refusals_maybe"]


async def test_an_unknown_price_wants_a_yes(open_desk: OpenDesk, fake: FakeProvider) -> None:
    told = open_desk(fake)
    rows = told.desk.home / "resources" / "models" / "fake.toml"
    rows.write_text(rows.read_text().replace("prices = [{ usd_per_second = 0.125 }]\n", ""))
    draft = told.desk.make_draft("small-rescue")
    quote = told.desk.quote(draft, MODEL)
    assert quote.must_ask
    assert [each.id for each in quote.warnings] == ["quote.price_unknown"]
    with pytest.raises(Conflict) as fault:
        told.desk.submit(draft, MODEL)
    assert fault.value.id == "price_unknown"
    assert told.desk.submit(draft, MODEL, sure=True).state == "queued"
