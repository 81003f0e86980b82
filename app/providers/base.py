"""What every provider is to the rest of the program: the nouns that cross the seam and the protocol itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, runtime_checkable

from app.domain.connection import Connection as Connection
from app.domain.draft import Asset as AssetName
from app.domain.errors import BadValue, ProviderFault
from app.domain.errors import NotSent as NotSent
from app.domain.job import Message
from app.domain.noun import Field, Noun
from app.domain.request import Request

if TYPE_CHECKING:
    from app.domain.model import Model
    from app.net.answer import Answer

Http = Any
"""The client of `app.net`, handed through; None for providers that need no network."""

BEFORE, AFTER = 60.0, 120.0
"""Seconds round the moment of sending, on the server's clock, in which a job of a list may be ours."""
CLIPS = {".mp4": "video/mp4", ".mov": "video/quicktime", ".webm": "video/webm", ".mkv": "video/x-matroska"}
PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
THROTTLE_SECONDS = 15.0
"""How long a server is left alone that is busy and does not say for how long."""

EMPTY = (
    *("insufficient_quota", "insufficient_user_quota", "insufficient credit", "insufficient balance"),
    *("exhausted balance", "billing_hard_limit"),
)
"""What gateways and providers call an account without money."""

Cancelling = Literal["stops", "asks", "cannot"]
"""What cancelling means: it stops the work; it may stop it; it only ends our watching."""
Dedupe = Literal["local", "client_id", "list", "none"]
"""How an unknown outcome is settled: `local` work is free and simply done again; `client_id` can be looked up by our
own id; `list` can be matched against the provider's own list; `none` leaves it to the person."""


class Spec(Noun):
    """What a provider is and how it wants to be treated."""

    id: str
    title_id: str
    """Id of the sentence that names it."""
    dedupe: Dedupe
    poll_seconds: float = Field(default=2.0, gt=0)
    """Seconds between two looks, where an answer gives no hint of its own."""
    looks: int = Field(default=1, ge=1)
    """How many jobs one look can tell of."""
    looks_a_second: float | None = Field(default=None, gt=0)
    """How many looks it answers in a second; None where it states no such limit."""
    parallelism: int = Field(default=1, ge=1)
    """Jobs at once, where the connection does not say."""
    free: bool = False
    cancel: Cancelling = "cannot"
    """What cancelling means there."""
    cancel_of_kinds: tuple[tuple[str, Cancelling], ...] = ()
    """The same at each sort of server, by its id, where they differ; "" while nobody knows which it is."""
    key: Literal["needed", "optional", "none"] = "none"
    key_page: str = ""
    """Where a person makes a key there."""
    hosts: tuple[str, ...] = ()
    """Hosts a key may go to beside that of the connection's own address."""
    address: str = ""
    """The address where none is typed."""
    addresses: tuple[tuple[str, str], ...] = ()
    """Addresses to choose from, each with the id of the sentence that names it."""
    own_address: bool = False
    """Whether a person may type another."""
    kinds: tuple[str, ...] = ()
    """The sorts of servers that speak this protocol, by their ids."""
    inlines: bool = False
    """Whether a picture goes along inside the request itself, so that bringing it asks nobody."""
    servers: bool = False
    """Whether several servers may do the same work."""
    kept_seconds: float | None = None
    """How long a clip stays at the provider after it is made; None where it does not say."""


class Account(Noun):
    """What a check of a connection found."""

    good: bool
    message: Message | None = None
    usd_left: float | None = None
    kind: str = ""
    """What sort of server it turned out to be, where a protocol has several."""


class Asset(Noun):
    """A picture or clip that has to go along. `file` is where it lies: the runner fills it in, `inputs` does not."""

    name: AssetName
    role: str = ""
    file: str = ""


class Uploaded(Noun):
    """A picture or clip at the provider: the reference for a payload, good until `expires` (ISO, "" for unknown).

    `inline` where the reference is the picture itself, as text: it is made anew each time and kept nowhere.
    """

    name: AssetName
    reference: str
    expires: str = ""
    inline: bool = False


class Payload(Noun):
    """The exact bytes of one submission. `view` is the same for people to read, without secrets."""

    path: str = ""
    content_type: str = "application/json"
    body: bytes
    view: str = ""


class Remote(Noun):
    """A job at the provider, by its id there."""

    id: str


class Sent(Noun):
    """A submission whose outcome is unknown: what `find` looks for."""

    client_id: str
    at: str
    """When it was sent, ISO in UTC."""
    model: str
    payload: Payload


class Output(Noun):
    """One result: an address to fetch, or a file that is already here. Exactly one of the two is given."""

    url: str = ""
    file: str = ""
    keyed: bool = False
    """Whether the address is the connection's own, so that its key goes along; else the key is never sent there."""
    expires: str = ""
    """When the provider removes it, ISO in UTC; "" where it does not say."""


class Progress(Noun):
    """How a remote job stands. A status word the provider module does not know is `running`, shown as it is."""

    state: Literal["running", "done", "failed", "refused", "expired", "gone", "cancelled"]
    """`gone` where the provider does not know the job, and where a worker of ours died without a word."""
    status: str = ""
    """The provider's own word."""
    fraction: float | None = None
    """Done so far, 0 … 1; None where it is not told."""
    wait: float | None = None
    """Seconds until it is worth looking again."""
    outputs: tuple[Output, ...] = ()
    usd: float | None = None
    message: Message | None = None
    remarks: tuple[Message, ...] = ()
    """What is to be said of the clip, once it is done."""


class Cancelled(Noun):
    """The answer to a cancel. `final` where the work has stopped; else the next look tells."""

    final: bool
    message: Message | None = None


class Throttled(NotSent):
    """The provider did not take it now. `wait` is seconds to stay away."""

    def __init__(self, id: str, wait: float, **args: Any) -> None:
        super().__init__(id, **args)
        self.wait = wait


class Refused(ProviderFault):
    """The provider does not want this content (policy). Nothing was charged."""


class Rejected(ProviderFault):
    """The provider does not take this request as it is. Nothing was charged."""


class AccountStopped(Rejected):
    """Key, credit or quota: nothing of this connection is taken until the person has acted."""


class Modest:
    """What a provider answers that has no wishes of its own here."""

    def check_key(self, key: str) -> str:
        """The key as it is kept. BadValue where it is of a kind that cannot be used, with what to do."""
        return key

    def check_address(self, address: str) -> str:
        """The address as it is kept. BadValue for one that is known to lead nowhere."""
        return address

    async def models(self, http: Http, connection: Connection) -> list[str]:
        """The ids of the models that are served there; [] where it does not say."""
        return []

    async def schema(self, http: Http, connection: Connection, model_id: str) -> Model:
        """A model (`provider/…`) as a row, out of what the provider publishes of it, without `checked_on`. BadValue
        where it cannot be had."""
        raise BadValue("no_schemas", name=model_id)


class Provider(Protocol):
    """One protocol. Methods raise ProviderFault; from `submit`, every exception that is not one of the above means
    that nobody knows whether a job was made."""

    @property
    def spec(self) -> Spec:
        """What it is and how it wants to be treated."""

    def check_key(self, key: str) -> str:
        """See `Modest`, as for the next two."""

    def check_address(self, address: str) -> str:
        """See `Modest`."""

    async def models(self, http: Http, connection: Connection) -> list[str]:
        """See `Modest`."""

    async def schema(self, http: Http, connection: Connection, model_id: str) -> Model:
        """See `Modest`."""

    async def check(self, http: Http, connection: Connection) -> Account:
        """Whether the key is good and what is left."""

    def inputs(self, request: Request) -> list[Asset]:
        """The pictures and clips that must be uploaded or inlined before the payload can be made. Pure."""

    async def upload(self, http: Http, connection: Connection, asset: Asset) -> Uploaded:
        """Bring one picture or clip there; a clip piece by piece, for it may be large."""

    def payload(
        self,
        request: Request,
        uploaded: Mapping[str, Uploaded],
        to: Connection | None = None,
        client_id: str = "",
    ) -> Payload:
        """The exact submission. Pure: the same gives the same bytes. `uploaded` is keyed by asset name; `to` is the
        connection and `client_id` the job's id, both unknown where it is only made to be looked at."""

    async def submit(self, http: Http, connection: Connection, payload: Payload, client_id: str) -> Remote:
        """Send it: exactly one attempt, no retries. `client_id` is the job's id."""

    async def poll(self, http: Http, connection: Connection, remotes: Sequence[Remote]) -> list[Progress]:
        """How these jobs stand, in the order given."""

    async def find(self, http: Http, connection: Connection, attempt: Sent) -> list[Remote] | Literal["cannot"]:
        """Remote jobs that may be this submission; [] is a clean "not there"."""

    async def cancel(self, http: Http, connection: Connection, remote: Remote) -> Cancelled | Literal["cannot"]:
        """Stop it, as far as that goes there."""


class Picture(NamedTuple):
    """A picture as it is brought to a provider. `name` is made of its content, and ends as its kind does."""

    name: str
    kind: str
    data: bytes


async def read_picture(asset: Asset, most: int) -> Picture:
    """The picture of an asset. Rejected `picture_too_big` above `most` bytes."""
    import asyncio

    path = Path(asset.file)
    data = await asyncio.to_thread(path.read_bytes)
    if len(data) > most:
        raise Rejected("picture_too_big", mb=most // 1024**2)
    suffix = path.suffix.lower() if path.suffix.lower() in PICTURES else ".png"
    return Picture(f"{asset.name.removeprefix('sha256:')[:16]}{suffix}", PICTURES[suffix], data)


class ClipFile(NamedTuple):
    """A clip as it is brought to a provider, by its file: it is never held in memory as a whole."""

    name: str
    kind: str
    path: Path


def is_clip(asset: Asset) -> bool:
    """Whether what goes along is a clip."""
    return asset.role in ("clip", "edit")


def clip_file(asset: Asset, most: int) -> ClipFile:
    """The clip of an asset. Rejected `clip_too_big` above `most` bytes."""
    path = Path(asset.file)
    if path.stat().st_size > most:
        raise Rejected("clip_too_big", mb=most // 1024**2)
    suffix = path.suffix.lower() if path.suffix.lower() in CLIPS else ".mp4"
    return ClipFile(f"{asset.name.removeprefix('sha256:')[:16]}{suffix}", CLIPS[suffix], path)


def judge(answer: Answer, host: str) -> None:
    """Raise what the answer to a submission means by its status alone; one that was taken returns. A provider looks at
    the codes of its own first.

    Rules: what a server certainly did not take is Rejected, Throttled or AccountStopped; any other silence or trouble
    (408, 409, 5xx) leaves open whether a job was made, and is a plain ProviderFault.
    """
    status, said = answer.status, answer.said
    if answer.ok:
        return
    if status == 402 or (status in (400, 403, 429) and _is_empty(answer)):
        raise AccountStopped("account_empty", host=host, said=said)
    if status in (401, 403):
        raise AccountStopped("key_refused", host=host, said=said)
    if status in (425, 429):
        wait = answer.wait or THROTTLE_SECONDS
        raise Throttled("throttled", wait, host=host, seconds=round(wait), said=said)
    if status in (400, 404, 405, 413, 415, 422):
        raise Rejected("request_rejected", host=host, said=said or f"HTTP {status}")
    if 300 <= status < 400:
        raise Rejected("redirected", host=host)
    raise ProviderFault("server_trouble", host=host, status=status, said=said)


def _is_empty(answer: Answer) -> bool:
    """Whether a server says by word or code that there is no money left, as some do with 403 or 429."""
    told = f"{answer.code} {answer.said}".lower()
    return any(word in told for word in EMPTY)


def judge_look(answer: Answer, host: str) -> None:
    """The same for a look, which may be repeated: any answer but a good one is a ProviderFault. What says that the
    job is not there (404, 410) is for the provider to read before."""
    if answer.status in (400, 404, 405, 410, 413, 415, 422):
        raise ProviderFault("server_trouble", host=host, status=answer.status, said=answer.said)
    judge(answer, host)


@runtime_checkable
class Closing(Protocol):
    """A provider that has something to end with the program: children, connections."""

    async def close(self) -> None:
        """End it."""
