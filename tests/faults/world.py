"""The other end as a process of its own: one provider's loopback server, whose ledger of charges is on disk at once.

Run as a program with a provider's name; it prints its address, and takes one JSON line for each thing it is told:
`{"reset": FOLDER}` begins anew there, `{"set": {…}}` changes what it does, `{"upset": […]}` lets the next requests go
wrong, `{"hang_up": 1}` ends every connection, `{"heard": 1}` asks what came.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import threading
from pathlib import Path
from typing import Any

from tests.fakes.fal_server import FalServer
from tests.fakes.kling_server import KlingServer
from tests.fakes.openai_server import OpenAIServer
from tests.fakes.replicate_server import ReplicateServer
from tests.fakes.server import Loopback

SERVERS: dict[str, type[Loopback]] = {
    "openai-videos": OpenAIServer,
    "kling": KlingServer,
    "fal": FalServer,
    "replicate": ReplicateServer,
}


class Books:
    """Writes a charge down as a bank does: it is on disk before the answer goes out."""

    folder: Path
    _lock: threading.RLock
    halves: int
    """How many clips are given out half, with the length of the half."""
    instead: str
    """What is given out once where a clip is asked for."""

    def charge(self, remote: str, **fields: Any) -> None:
        """Append one line and have the disk confirm it."""
        line = json.dumps({"remote": remote, **fields}) + "\n"
        with self._lock, (self.folder / "ledger.jsonl").open("a") as ledger:
            ledger.write(line)
            ledger.flush()
            os.fsync(ledger.fileno())

    def film(self, remote: str) -> bytes:
        """A clip, or the first half of one that says it is all of it."""
        data: bytes = super().film(remote)  # type: ignore[misc]
        if self.instead:
            data, self.instead = self.instead.encode(), ""
        self.halves -= 1
        return data if self.halves < 0 else data[: len(data) // 2]


def open_server(provider: str, folder: Path, key: str) -> Loopback:
    """A provider's server that keeps such books."""
    kind = type(provider, (Books, SERVERS[provider]), {})
    server: Loopback = kind(folder, key=key)
    vars(server).update(halves=0, instead="")
    return server


def obey(server: Loopback, told: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Do what one line says. `own` is how the server was at first."""
    if "reset" in told:
        server.__dict__.update({name: list(each) if isinstance(each, list) else each for name, each in own.items()})
        server.folder = Path(told["reset"])
        (server.folder / "jobs").mkdir(parents=True, exist_ok=True)
        server.heard.clear()
        server.strange.clear()
        server._hitches.clear()
    for name, value in told.get("set", {}).items():
        setattr(server, name, value)
    for hitch, path, times, method, value in told.get("upset", ()):
        server.upset(hitch, path, times, method=method, value=value)
    if "hang_up" in told:
        for line in list(server.lines):
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
    if "heard" in told:
        posts = sum(heard.method == "POST" for heard in server.heard)
        return {"strange": server.strange, "posts": posts, "heard": len(server.heard)}
    return {}


def main(provider: str, folder: Path) -> None:
    """Serve until the input ends."""
    server = open_server(provider, folder, os.environ.get("FAKE_KEY", ""))
    plain = (bool, int, str, tuple, list)
    own = {name: each for name, each in vars(server).items() if isinstance(each, plain) and not name.startswith("_")}
    own = {name: list(each) if isinstance(each, list) else each for name, each in own.items()}
    sys.stdout.write(f"{server.address}\n")
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(obey(server, json.loads(line), own)) + "\n")
        sys.stdout.flush()
    server.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
