"""A provider to play with, which keeps its jobs and a ledger of charges, and goes wrong where it is told to.

Both lie in a folder, so that they outlive a killed program; the ledger is only ever appended to.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from app.domain.errors import ProviderFault
from app.domain.job import Message
from app.domain.request import Request
from app.providers.base import (
    Account,
    Asset,
    Cancelled,
    Connection,
    Dedupe,
    Http,
    Modest,
    NotSent,
    Output,
    Payload,
    Progress,
    Refused,
    Rejected,
    Remote,
    Sent,
    Spec,
    Throttled,
    Uploaded,
)
from app.store.files import storage_fault
from tests.fakes.film import make_film

USD = 0.5


@dataclass
class Switches:
    """What goes wrong. Numbers count down with every time it happened."""

    lost_replies: int = 0
    """Accepts the job, then the reply is lost."""
    not_sent: int = 0
    throttled: int = 0
    refuses: bool = False
    rejects: bool = False
    ends: str = "done"
    """The state jobs end in: done, failed, refused, expired, gone, cancelled."""
    looks: int = 0
    """How often a job is still running before it ends."""
    silent: int = 0
    """Looks that get no answer."""
    cut: int = 0
    """Outputs that are half a file."""
    cancel: Literal["stops", "asks", "cannot"] = "stops"
    deaf: int = 0
    """Cancels that get no answer."""
    by_url: bool = False
    exit_at: str = ""
    """Kills this process at a step: before_accept, after_accept, look, output."""
    on_accept: Callable[[], object] | None = None
    """Called when a job was accepted, before the reply."""
    words: list[str] = field(default_factory=list)
    """Status words said while running."""
    remarks: tuple[Message, ...] = ()
    """What is said of every clip."""


class FakeProvider(Modest):
    """Jobs are files, the ledger is `ledger.jsonl`: one line for every job that was accepted, and so is charged."""

    def __init__(self, folder: Path, dedupe: Dedupe = "client_id", switches: Switches | None = None) -> None:
        self.folder = folder
        self.dedupe = dedupe
        self.switches = switches or Switches()
        self.submissions: list[tuple[str, bytes]] = []
        self.uploads: list[str] = []
        (folder / "jobs").mkdir(parents=True, exist_ok=True)

    @property
    def spec(self) -> Spec:
        """As a paid provider, four at once."""
        return Spec(
            id="fake", title_id="provider.fake", dedupe=self.dedupe, parallelism=4, poll_seconds=5.0,
            cancel=self.switches.cancel, servers=True,
        )  # fmt: skip

    def charges(self) -> list[dict[str, Any]]:
        """The ledger, oldest first."""
        ledger = self.folder / "ledger.jsonl"
        return [json.loads(line) for line in ledger.read_text().splitlines()] if ledger.exists() else []

    async def check(self, http: Http, connection: Connection) -> Account:
        """Always good."""
        return Account(good=True)

    def inputs(self, request: Request) -> list[Asset]:
        """Every picture of the request."""
        return [Asset(name=each.asset, role=each.role) for each in request.inputs]

    async def upload(self, http: Http, connection: Connection, asset: Asset) -> Uploaded:
        """Remembers what was uploaded."""
        assert asset.file.endswith(".png")
        self.uploads.append(asset.name)
        return Uploaded(name=asset.name, reference=f"up:{asset.name[-6:]}")

    def payload(
        self,
        request: Request,
        uploaded: Mapping[str, Uploaded],
        to: Connection | None = None,
        client_id: str = "",
    ) -> Payload:
        """Text and references as JSON."""
        body = {"text": request.text, "pictures": sorted(each.reference for each in uploaded.values())}
        return Payload(path="/make", body=json.dumps(body).encode(), view=request.text)

    async def submit(self, http: Http, connection: Connection, payload: Payload, client_id: str) -> Remote:
        """Accept and charge, unless a switch says otherwise."""
        switches = self.switches
        self.submissions.append((client_id, payload.body))
        if self._counts_down("not_sent"):
            raise NotSent("no_network")
        if self._counts_down("throttled"):
            raise Throttled("no_network", 7.0)
        if switches.refuses:
            raise Refused("no_network")
        if switches.rejects:
            raise Rejected("no_network")
        self._maybe_exit("before_accept")
        number = len(self.charges()) + 1
        remote = f"r{number}"
        made = {"client_id": client_id, "text": payload.body.decode(), "looks": 0, "state": "running"}
        (self.folder / "jobs" / f"{remote}.json").write_text(json.dumps(made))
        with (self.folder / "ledger.jsonl").open("a") as ledger:
            ledger.write(json.dumps({"remote": remote, "client_id": client_id, "usd": USD}) + "\n")
        self._maybe_exit("after_accept")
        if switches.on_accept:
            switches.on_accept()
        if self._counts_down("lost_replies"):
            raise ProviderFault("no_network")
        return Remote(id=remote)

    async def poll(self, http: Http, connection: Connection, remotes: Sequence[Remote]) -> list[Progress]:
        """One look at each."""
        self._maybe_exit("look")
        if self._counts_down("silent"):
            raise ProviderFault("no_network")
        return [self._look(remote.id) for remote in remotes]

    async def find(self, http: Http, connection: Connection, attempt: Sent) -> list[Remote] | Literal["cannot"]:
        """By client id, or by what was sent."""
        if self.dedupe == "none":
            return "cannot"
        found = []
        for path in sorted((self.folder / "jobs").glob("*.json")):
            made = json.loads(path.read_text())
            if self.dedupe == "client_id":
                fits = made["client_id"] == attempt.client_id
            else:
                fits = made["text"] == attempt.payload.body.decode()
            if fits:
                found.append(Remote(id=path.stem))
        return found

    async def cancel(self, http: Http, connection: Connection, remote: Remote) -> Cancelled | Literal["cannot"]:
        """As the switch says."""
        if self._counts_down("deaf"):
            raise ProviderFault("server_trouble", host="h", status=503, said="")
        if self.switches.cancel == "cannot":
            return "cannot"
        self._write(remote.id, state="cancelled")
        return Cancelled(final=self.switches.cancel == "stops")

    async def download(self, output: Output, part: Path, connection: Connection) -> None:
        """Fetches an output of its own."""
        self._maybe_exit("output")
        try:
            self._copy(self.folder / output.url, part)
        except OSError as error:
            raise storage_fault(error, part) from error

    def _copy(self, film: Path, part: Path) -> None:
        data = film.read_bytes()
        part.write_bytes(data[: len(data) // 2] if self._counts_down("cut") else data)

    def _look(self, remote: str) -> Progress:
        path = self.folder / "jobs" / f"{remote}.json"
        if not path.exists():
            return Progress(state="gone")
        made = json.loads(path.read_text())
        if made["state"] == "cancelled":
            return Progress(state="cancelled")
        if made["looks"] < self.switches.looks:
            self._write(remote, looks=made["looks"] + 1)
            word = self.switches.words[made["looks"] % len(self.switches.words)] if self.switches.words else "working"
            message = Message(id="message.status", args={"status": word}) if self.switches.words else None
            fraction = made["looks"] / self.switches.looks
            return Progress(state="running", status=word, fraction=fraction, message=message)
        if self.switches.ends == "gone":
            return Progress(state="gone")
        if self.switches.ends != "done":
            return Progress(state=self.switches.ends)  # type: ignore[arg-type]
        return Progress(state="done", outputs=(self.output(remote),), usd=USD, remarks=self.switches.remarks)

    def output(self, remote: str) -> Output:
        """Make the film of a remote job."""
        film = make_film(self.folder / f"{remote}.mp4", shade=int(remote[1:]))
        if self.switches.by_url:
            return Output(url=film.name)
        # a copy, because a file that is here already is moved into the library
        part = film.with_suffix(".part")
        self._copy(film, part)
        return Output(file=str(part))

    def _write(self, remote: str, **fields: Any) -> None:
        path = self.folder / "jobs" / f"{remote}.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | fields))

    def _counts_down(self, name: str) -> bool:
        left: int = getattr(self.switches, name)
        if left > 0:
            setattr(self.switches, name, left - 1)
        return left > 0

    def _maybe_exit(self, step: str) -> None:
        if self.switches.exit_at == step:
            os._exit(9)
