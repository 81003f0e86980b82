"""The built-in target: has a draft drawn by a child process of our own, as if it were any other provider."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import secrets
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from app.domain.job import Message
from app.domain.request import Request
from app.media.embed import tags
from app.program import child_environment, own_command
from app.providers.base import (
    Account,
    Asset,
    Cancelled,
    Connection,
    Http,
    Modest,
    NotSent,
    Output,
    Payload,
    Progress,
    Remote,
    Sent,
    Spec,
    Uploaded,
)

POLL_SECONDS = 0.15
"""A look costs one small file; an 8 second film takes about two seconds."""
FAREWELL_SECONDS = 2.0
"""How long a worker that is told to stop may take to clean up."""
STEP_SECONDS = 0.02

log = logging.getLogger(__name__)


class Run(NamedTuple):
    """A worker under way. Each has a folder of its own, so that one left from before can spoil nothing."""

    process: subprocess.Popen[bytes]
    folder: Path


class Animatic(Modest):
    """Draws drafts. `connection.address` is the folder in which job folders are made."""

    def __init__(self) -> None:
        self._runs: dict[str, Run] = {}

    @property
    def spec(self) -> Spec:
        """Free, local, and stopped at once."""
        return Spec(
            id="animatic",
            title_id="provider.animatic",
            dedupe="local",
            poll_seconds=POLL_SECONDS,
            parallelism=1,
            free=True,
            cancel="stops",
        )

    async def check(self, http: Http, connection: Connection) -> Account:
        """It is always there."""
        return Account(good=True)

    def inputs(self, request: Request) -> list[Asset]:
        """It draws from the draft alone."""
        return []

    async def upload(self, http: Http, connection: Connection, asset: Asset) -> Uploaded:
        """There is nowhere to upload to."""
        raise NotImplementedError

    def payload(
        self,
        request: Request,
        uploaded: Mapping[str, Uploaded],
        to: Connection | None = None,
        client_id: str = "",
    ) -> Payload:
        """The worker's order, without the places that are known only when it starts."""
        record = {"model": request.model, "dialect": request.dialect, "text": request.text}
        title = str(json.loads(request.draft).get("title", ""))
        order = {"draft": request.draft, "tags": tags(request.draft, record, title)}
        body = json.dumps(order, ensure_ascii=False).encode()
        return Payload(path="order.json", body=body, view=request.draft)

    async def submit(self, http: Http, connection: Connection, payload: Payload, client_id: str) -> Remote:
        """Start the worker in a fresh folder."""
        await self._end(client_id)
        folder = Path(connection.address) / client_id / secrets.token_hex(4)
        order = {
            **json.loads(payload.body),
            "out": str(folder / "clip.part"),
            "progress": str(folder / "progress.json"),
        }
        try:
            shutil.rmtree(folder.parent, ignore_errors=True)
            # where the folder they all lie in has gone it is not for us to make another
            folder.parent.mkdir()
            folder.mkdir()
            (folder / "order.json").write_text(json.dumps(order), encoding="utf-8")
            self._runs[client_id] = Run(_start(folder), folder)
        except OSError as error:
            raise NotSent("animatic_not_started", reason=error.strerror or str(error)) from error
        return Remote(id=client_id)

    async def poll(self, http: Http, connection: Connection, remotes: Sequence[Remote]) -> list[Progress]:
        """How the workers stand. One of an earlier start of the program is gone with it."""
        return [self._look(remote.id) for remote in remotes]

    async def find(self, http: Http, connection: Connection, attempt: Sent) -> list[Remote] | Literal["cannot"]:
        """Those under way in this process; any other is simply drawn again."""
        return [Remote(id=attempt.client_id)] if attempt.client_id in self._runs else []

    async def cancel(self, http: Http, connection: Connection, remote: Remote) -> Cancelled | Literal["cannot"]:
        """Stop the worker; nothing of its work is left when this returns."""
        await self._end(remote.id)
        shutil.rmtree(Path(connection.address) / remote.id, ignore_errors=True)
        return Cancelled(final=True)

    async def close(self) -> None:
        """Stop every worker; their jobs are drawn again at the next start."""
        for client_id in list(self._runs):
            await self._end(client_id)

    async def _end(self, client_id: str) -> None:
        run = self._runs.pop(client_id, None)
        if run is None:
            return
        _hang_up(run.process)
        until = time.monotonic() + FAREWELL_SECONDS
        while run.process.poll() is None:
            if time.monotonic() > until:
                run.process.kill()
                run.process.wait()
                break
            await asyncio.sleep(STEP_SECONDS)

    def _look(self, client_id: str) -> Progress:
        run = self._runs.get(client_id)
        if run is None:
            return Progress(state="gone")
        told = _told(run.folder / "progress.json")
        code = run.process.poll()
        if code is None:
            frames = told.get("frames") or 0
            fraction = min(1.0, told.get("frame", 0) / frames) if frames else 0.0
            return Progress(state="running", status=str(told.get("state", "")), fraction=fraction, wait=POLL_SECONDS)
        del self._runs[client_id]
        _hang_up(run.process)
        if code == 0:
            film = Output(file=str(run.folder / "clip.part"))
            return Progress(state="done", fraction=1.0, outputs=(film,), usd=0.0, remarks=_remarks(told))
        return Progress(state="failed", message=_why(told, run.folder))


def _start(folder: Path) -> subprocess.Popen[bytes]:
    """The worker's process. It ends by itself when its standard input closes, so also when we die."""
    with (folder / "worker.log").open("wb") as errors:
        return subprocess.Popen(
            own_command("_animatic", str(folder / "order.json")),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            env=child_environment(QT_QPA_PLATFORM="offscreen"),
        )


def _hang_up(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()


def _told(file: Path) -> dict[str, Any]:
    """The worker's progress file; nothing where it is not there yet."""
    try:
        content = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _remarks(told: Mapping[str, Any]) -> tuple[Message, ...]:
    """What could only be drawn as a plain box, each thing once."""
    said = [Message(id=f"finding.{each['id']}", args=each.get("args", {})) for each in told.get("findings", ())]
    return tuple(message for place, message in enumerate(said) if message not in said[:place])


def _why(told: Mapping[str, Any], folder: Path) -> Message:
    error = told.get("error")
    if isinstance(error, dict):
        return Message(id=f"error.{error['id']}", args=error.get("args", {}))
    with contextlib.suppress(OSError):
        tail = (folder / "worker.log").read_text(encoding="utf-8", errors="replace")[-2000:]
        log.error("The animatic's worker died: %s", tail)
    return Message(id="error.animatic_died")


PROVIDER = Animatic()
"""The one built-in provider."""
