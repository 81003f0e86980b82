"""What comes back instead of a job, at each provider: a sentence each, the answer kept, and what it means for others.

The lane's part is what the table of faults promises: an account that is stopped gets nothing more, a request that is
not taken says nothing of the next one, a busy server is asked again, and what nobody knows is never sent twice.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.domain.connection import Connection
from app.domain.job import Job
from app.jobs import lanes
from app.strings import has
from tests.e2e.providers.conftest import OpenTold
from tests.e2e.providers.targets import CANARY, Target, every, look_often
from tests.fakes.desk import Told
from tests.fakes.doors import Proxy, door, in_plain_words, with_a_wrong_certificate
from tests.fakes.kling_server import said as kling
from tests.fakes.server import Hitch, Loopback, Reply

POLICY = {"detail": [{"loc": ["body", "prompt"], "msg": "not wanted", "type": "content_policy_violation"}]}


@dataclass(frozen=True)
class Row:
    """An answer to a submission: where the job ends, by which sentence, and whether nothing more is sent there."""

    answers: dict[str, Reply | Hitch]
    state: str
    sentences: dict[str, str | None]
    stops: bool = False
    charged: bool = False


def each(**given: Any) -> dict[str, Any]:
    """By provider; `others` where they do not differ."""
    names = {"openai": "openai-videos"}
    others = given.pop("others", None)
    filled = dict.fromkeys(("openai-videos", "kling", "fal", "replicate"), others)
    return {**filled, **{names.get(name, name): value for name, value in given.items()}}


def error(message: str, code: str = "") -> dict[str, Any]:
    return {"error": {"message": message, "code": code, "type": "invalid_request_error"}}


ROWS = {
    "wrong key": Row(
        each(
            openai=Reply(401, error("bad key", "invalid_api_key")), kling=kling(401, 1002, "api key not found"),
            others=Reply(401, {"detail": "Unauthenticated"}),
        ),
        "failed", each(kling="error.kling_key", others="error.key_refused"), stops=True,
    ),
    "empty account": Row(
        each(
            openai=Reply(429, error("You exceeded your current quota", "insufficient_quota")),
            kling=kling(429, 1102, "Account balance not enough"),
            fal=Reply(403, {"detail": "User is locked. Reason: Exhausted balance. Top up your balance."}),
            replicate=Reply(402, {"title": "Insufficient credit", "detail": "You have insufficient credit."}),
        ),
        "failed", each(kling="error.kling_pack", others="error.account_empty"), stops=True,
    ),
    "unknown model": Row(
        each(
            openai=Reply(404, error("The model does not exist", "model_not_found")),
            kling=kling(404, 1203, "no such model"),
            fal=Reply(404, {"detail": "Application 'x' not found"}),
            replicate=Reply(404, {"detail": "The requested resource could not be found."}),
        ),
        "failed", each(kling="error.kling_no_model", others="error.model_unknown_there"),
    ),
    "moderated prompt": Row(
        each(
            openai=Reply(400, error("not wanted", "moderation_blocked")), kling=kling(400, 1301, "content safety"),
            fal=Reply(422, POLICY), replicate=Reply(422, {"detail": "input was flagged as sensitive content"}),
        ),
        "refused", each(others="error.content_refused"),
    ),
    "a field that is not taken": Row(
        each(kling=kling(400, 1201, "settings.duration is invalid"), others=Reply(422, {"detail": "duration"})),
        "failed", each(others="error.request_rejected"),
    ),
    "too many jobs": Row(
        each(
            kling=kling(429, 1303, "parallel task over resource pack limit"),
            others=Reply(429, {"detail": "slow down"}, {"Retry-After-Ms": "20"}),
        ),
        "done", each(), charged=True,
    ),
    "a login page": Row(
        each(others="html"), "unsure",
        each(kling="error.answer_unreadable", others="error.answer_without_id"),
    ),
    "ten megabytes": Row(each(others="huge"), "unsure", each(others="error.answer_too_big")),
    "no end": Row(each(others="endless"), "unsure", each(others="error.answer_too_big")),
    "trouble there": Row(each(others=Reply(503, {"detail": "busy"})), "unsure", each(others="error.server_trouble")),
    "an address elsewhere": Row(
        each(others=Reply(302, b"", {"Location": "https://elsewhere.test/"})), "failed",
        each(others="error.redirected"),
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave nobody alone for longer than a moment."""
    monkeypatch.setattr(lanes, "LEAST_WAIT", 0.03)


@pytest.fixture
def server(target: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    """The server of a provider; a test fails where it was spoken to as its protocol does not allow."""
    look_often(monkeypatch, target)
    opened = target.open(tmp_path / "server", CANARY)
    yield opened
    opened.close()
    assert opened.strange == []


def submit(told: Told, target: Target) -> Job:
    return told.desk.submit(told.desk.make_draft("small-rescue"), target.model, sure=True)


def posts(server: Loopback, target: Target) -> int:
    return sum(heard.method == "POST" and heard.path.startswith(target.posts) for heard in server.heard)


@every
@pytest.mark.parametrize("name", ROWS)
async def test_an_answer_has_its_sentence_and_its_consequence(
    open_told: OpenTold, server: Loopback, target: Target, name: str
) -> None:
    row, told = ROWS[name], open_told()
    await target.connect(told, server)
    answer = row.answers[target.provider]
    hitch: Hitch = "status" if isinstance(answer, Reply) else answer
    server.upset(hitch, target.posts, method="POST", value=answer)
    job = await told.desk.follow(submit(told, target).id)
    assert job.state == row.state, job.message
    sentence = row.sentences[target.provider]
    assert (job.message.id if job.message else None) == sentence
    assert sentence is None or (has(sentence) and has(f"{sentence}.hint"))
    _is_kept(told, job, answer)
    (standing,) = told.desk.server_states("it")
    assert (standing.stopped is not None) == row.stops
    if row.stops:
        # what stopped it is tried once more when a person sends something: and nothing more is charged
        assert len(server.charges()) == 0
        return
    if row.state == "unsure":
        assert posts(server, target) == 1
    assert (await told.desk.follow(submit(told, target).id)).state == "done"
    assert len(server.charges()) == 1 + row.charged


def _is_kept(told: Told, job: Job, answer: Reply | Hitch) -> None:
    """The provider's own words stand with the move they caused, and no key in them."""
    kept = [attempt.answer for attempt in told.desk.attempts(job.id)]
    assert CANARY not in str(kept)
    if isinstance(answer, Reply):
        assert any(said.startswith(f"HTTP {answer.status}\n") for said in kept), kept
        assert isinstance(answer.body, bytes) or any(answer.encoded().decode() in said for said in kept), kept


LOOKS: dict[str, tuple[Hitch, Any, str]] = {
    "a login page": ("html", None, "error.answer_unreadable"),
    "ten megabytes": ("huge", None, "error.answer_too_big"),
    "no end": ("endless", None, "error.answer_too_big"),
    "trouble there": ("status", 503, "error.server_trouble"),
}


@every
@pytest.mark.parametrize("name", LOOKS)
async def test_a_look_that_tells_nothing_is_repeated(
    open_told: OpenTold, server: Loopback, target: Target, name: str
) -> None:
    told = open_told()
    await target.connect(told, server)
    hitch, value, sentence = LOOKS[name]
    server.upset(hitch, target.looks, method="GET", value=value)
    job = await told.desk.follow(submit(told, target).id)
    assert job.state == "done", job.message
    assert sentence in [each.message.id for each in told.jobs if each.message is not None]
    assert posts(server, target) == len(server.charges()) == 1


DOORS = {
    "nobody there": ("http", None, "error.unreachable"),
    "a wrong certificate": ("https", with_a_wrong_certificate, "error.certificate"),
    "no encryption": ("https", in_plain_words, "error.not_encrypted"),
}


@every
@pytest.mark.parametrize("name", DOORS)
async def test_what_cannot_be_sent_waits_and_says_why(open_told: OpenTold, target: Target, name: str) -> None:
    scheme, behind, sentence = DOORS[name]
    with door(behind or (lambda line: None)) as port:
        where = "127.0.0.1:1" if behind is None else port
        told = await _queued(open_told, target, f"{scheme}://{where}{target.base}", sentence)
        (standing,) = told.desk.server_states("it")
        assert standing.answers is False


# matrix: N3
@every
async def test_who_cannot_prove_to_be_meant_gets_nothing_until_a_person_acts(
    open_told: OpenTold, target: Target
) -> None:
    callers: list[None] = []

    def stranger(line: socket.socket) -> None:
        callers.append(None)
        with_a_wrong_certificate(line)

    with door(stranger) as port:
        told = open_told()
        wished = Connection(id="it", provider=target.provider, address=f"https://{port}{target.base}", parallelism=1)
        await told.desk.connect(wished, key=CANARY, place="session")
        for tried in (1, 2):
            # nobody works on it any more when this returns, so nothing more can be sent
            job = await told.desk.follow(submit(told, target).id)
            assert (job.state, job.message and job.message.id) == ("queued", "error.certificate")
            (standing,) = told.desk.server_states("it")
            assert standing.stopped == job.message
            assert len(callers) == tried


@every
async def test_a_proxy_that_wants_a_login_is_named_and_gets_no_key(
    open_told: OpenTold, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = Proxy()
    with door(proxy) as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://{port}")
        await _queued(open_told, target, f"https://made-up.test{target.base}", "error.proxy_refused")
    assert proxy.heard.startswith(b"CONNECT made-up.test:443 ")
    assert CANARY.encode() not in proxy.heard
    assert b"authorization" not in proxy.heard.lower()


async def _queued(open_told: OpenTold, target: Target, address: str, sentence: str) -> Told:
    """A take that cannot be sent there: it stays queued, with the reason."""
    told = open_told()
    wished = Connection(id="it", provider=target.provider, address=address)
    await told.desk.connect(wished, key=CANARY, place="session")
    job = submit(told, target)
    told.desk.start_work()
    await told.soon(lambda: (message := told.desk.job(job.id).message) is not None and message.id == sentence)
    assert told.desk.job(job.id).state in ("queued", "sending")
    assert has(f"{sentence}.hint")
    return told
