"""A foreign server as a process on loopback, with what its stub engine was asked for."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.foreign.places import ROOT
from tests.patience import block_until

STARTS = 180.0
"""Seconds a server may take to start: LiteLLM reads a great deal."""


def free_port() -> int:
    """A port nobody listens at just now."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


class Served:
    """One server. `folder` outlives its process, so that it can be started again at the same address."""

    def __init__(self, command: Sequence[str], folder: Path, port: int, variables: Mapping[str, str]) -> None:
        self.command = [*command]
        self.folder = folder
        self.port = port
        self.variables = dict(variables)
        folder.mkdir(parents=True, exist_ok=True)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def base(self) -> str:
        """The address of the connection."""
        return f"http://127.0.0.1:{self.port}/v1"

    def start(self) -> None:
        """Run until it answers."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self.command, cwd=self.folder, env={**kept, **self.variables}, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        block_until(self._is_there, seconds=STARTS, look=0.2)

    def stop(self) -> None:
        """End the process, and those it started itself."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def restart(self) -> None:
        """As after a crash: at the same address, and with nothing in memory."""
        self.stop()
        self.start()

    def _is_there(self) -> bool:
        assert self._process is not None
        if self._process.poll() is not None:
            raise RuntimeError("it ended at once:\n" + "\n".join(self.log().splitlines()[-15:]))
        try:
            urllib.request.urlopen(f"{self.base}/models", timeout=60).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def log(self) -> str:
        """What it wrote."""
        return (self.folder / "log").read_text(errors="replace")


class Jobs:
    """What the stub engine in a folder was asked for, and how it is to end the next job."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def end_by(self, how: str) -> None:
        """ "" a film, "hang" never, else a failure with these words."""
        (self.folder / "how").write_text(how)

    def asked(self) -> list[dict[str, Any]]:
        """Every job, oldest first."""
        place = self.folder / "asked.jsonl"
        return [json.loads(line) for line in place.read_text().splitlines()] if place.exists() else []

    def film(self, number: int) -> bytes:
        """What was made for a job, by its number."""
        return (self.folder / "films" / f"{number}.mp4").read_bytes()

    def stopped(self) -> list[str]:
        """The jobs that the engine was told to stop."""
        place = self.folder / "stopped"
        return place.read_text().splitlines() if place.exists() else []


@contextlib.contextmanager
def serving(*servers: Served) -> Iterator[None]:
    """These servers while it lasts."""
    try:
        for server in servers:
            server.start()
        yield
    finally:
        for server in servers:
            server.stop()


def own_module(python: Path, module: str, folder: Path, *given: str) -> Served:
    """One of tests/foreign/servers, run by the Python that has the foreign package."""
    port = free_port()
    command = [str(python), "-m", f"tests.foreign.servers.{module}", str(folder), str(port), *given]
    return Served(command, folder, port, {"PYTHONPATH": str(ROOT)})
