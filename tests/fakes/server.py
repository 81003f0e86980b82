"""A server on this machine that speaks HTTP for a made-up provider: strict about requests, with a ledger of charges.

Each protocol has a module of its own over it. Jobs and ledger lie in a folder, so that they outlive a killed program.
"""

from __future__ import annotations

import contextlib
import email
import email.message
import email.policy
import json
import select
import socket
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

from tests.fakes.film import make_film

Hitch = Literal[
    "drop_before", "drop_after", "cut_reply", "not_json", "stall", "status", "redirect", "cut_file", "no_length",
    "html", "packed", "gone", "huge", "endless",
]  # fmt: skip
"""What can go wrong with one request. `drop_before` closes before the request is looked at, `drop_after` does the work
and then closes without an answer. `huge` is ten megabytes of JSON, `endless` a body that goes on until nobody reads."""


@dataclass(frozen=True)
class Heard:
    """One request as it came."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    peer: int = 0
    """The other end's port: the same for requests of one connection."""

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    def form(self, many: Collection[str] = ()) -> dict[str, Any]:
        """The parts of a multipart body: text, or the bytes of a file; a list of those that may be there many times."""
        head = f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode()
        # the newer policy reads each header as a grammar, four times as long
        message = email.message_from_bytes(head + self.body, policy=email.policy.compat32)
        assert message.is_multipart(), "the form is not multipart"
        parts: dict[str, Any] = {}
        for part in message.get_payload():
            assert isinstance(part, email.message.Message)
            name = str(part.get_param("name", header="content-disposition"))
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            told = content if part.get_filename() else content.decode()
            if name in many:
                parts.setdefault(name, []).append(told)
                continue
            assert name not in parts, f"{name} is there twice"
            parts[name] = told
        return parts


@dataclass
class Reply:
    """One answer. `body` is JSON unless it is bytes."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)

    def encoded(self) -> bytes:
        """The bytes of the body."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Route = Callable[[Heard], Reply]


class Loopback:
    """A server to be spoken to at `address`. A protocol adds routes: `self.route("GET", "/tasks", self.tasks)`."""

    def __init__(self, folder: Path, key: str = "", port: int = 0) -> None:
        self.folder = folder
        self.key = key
        """What must stand in `Authorization`; "" takes anything."""
        self.open_paths: tuple[str, ...] = ()
        """Beginnings of paths that are for everybody, such as a clip's: a key that comes there is strange."""
        self.heard: list[Heard] = []
        self.strange: list[str] = []
        """What was not as the protocol wants it: a test that ends with any has failed."""
        self.lines: set[socket.socket] = set()
        """The connections that are open."""
        self._hitches: list[tuple[str, str, Hitch, Any]] = []
        self._routes: list[tuple[str, str, Route]] = []
        self._lock = threading.RLock()
        (folder / "jobs").mkdir(parents=True, exist_ok=True)
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = False
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        """Stop listening, and hang up on whoever keeps a connection."""
        self._server.shutdown()
        self._thread.join()
        for line in list(self.lines):
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        self._server.server_close()

    def route(self, method: str, path: str, answer: Route) -> None:
        """Answer requests whose path begins so; the longest beginning counts."""
        self._routes.append((method, path, answer))

    def upset(self, hitch: Hitch, path: str = "/", times: int = 1, *, method: str = "", value: Any = None) -> None:
        """Let the next requests to this path go wrong: `value` is a status, a whole reply, or the bytes after which a
        file is cut."""
        with self._lock:
            self._hitches += [(method, path, hitch, value)] * times

    # ------------------------------------------------------------------------------------------------------ the ledger

    def charge(self, remote: str, **fields: Any) -> None:
        """Write down that a job was accepted, and so is charged."""
        with self._lock, (self.folder / "ledger.jsonl").open("a") as ledger:
            ledger.write(json.dumps({"remote": remote, **fields}) + "\n")

    def charges(self) -> list[dict[str, Any]]:
        """The ledger, oldest first."""
        ledger = self.folder / "ledger.jsonl"
        return [json.loads(line) for line in ledger.read_text().splitlines()] if ledger.exists() else []

    def keep(self, remote: str, **fields: Any) -> dict[str, Any]:
        """Write a job, or change fields of it."""
        with self._lock:
            path = self.folder / "jobs" / f"{remote}.json"
            job = {**(json.loads(path.read_text()) if path.exists() else {}), **fields}
            path.write_text(json.dumps(job))
            return job

    def job(self, remote: str) -> dict[str, Any] | None:
        """A job; None where there is none."""
        path = self.folder / "jobs" / f"{remote}.json"
        return json.loads(path.read_text()) if path.exists() else None

    def jobs(self) -> dict[str, dict[str, Any]]:
        """Every job, oldest first."""
        paths = sorted((self.folder / "jobs").glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        return {path.stem: json.loads(path.read_text()) for path in paths}

    def film(self, remote: str) -> bytes:
        """The clip of a job: another content for each."""
        shade = sorted(path.stem for path in (self.folder / "jobs").glob("*.json")).index(remote)
        with self._lock:
            return make_film(self.folder / f"{remote}.mp4", shade=shade).read_bytes()

    # ------------------------------------------------------------------------------------------------------- answering

    def refuse(self, what: str, status: int = 400) -> Reply:
        """An answer to a request that is not as the protocol wants it; it is remembered."""
        self.strange.append(what)
        return Reply(status, {"error": {"message": what, "type": "invalid_request_error"}})

    def answer(self, heard: Heard) -> Reply:
        """What the protocol says to a request."""
        fitting = [each for each in self._routes if each[0] == heard.method and heard.path.startswith(each[1])]
        if not fitting:
            return self.refuse(f"{heard.method} {heard.path} is no request of this protocol", 404)
        if heard.path.startswith(self.open_paths or "-"):
            if "authorization" in heard.headers:
                self.strange.append(f"a key came to {heard.path}")
        elif self.key and heard.headers.get("authorization") != self.key:
            return Reply(401, {"error": {"message": "the key is not known here", "code": "invalid_api_key"}})
        with self._lock:
            return max(fitting, key=lambda each: len(each[1]))[2](heard)

    def serve_file(self, heard: Heard, data: bytes) -> Reply:
        """A clip, whole or the part that is asked for, as a storage server gives it."""
        tag = f'"{hash(data) & 0xFFFFFFFF:x}"'
        headers = {"Content-Type": "video/mp4", "ETag": tag, "Accept-Ranges": "bytes"}
        wanted = heard.headers.get("range", "")
        if not wanted or heard.headers.get("if-range", tag) != tag:
            return Reply(200, data, headers)
        start = int(wanted.removeprefix("bytes=").partition("-")[0])
        if start >= len(data):
            return Reply(416, b"", {"Content-Range": f"bytes */{len(data)}"})
        headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        return Reply(206, data[start:], headers)

    def hitch(self, heard: Heard) -> tuple[str, Any]:
        """What goes wrong with this request, once; "" where nothing does."""
        with self._lock:
            for place, (method, path, hitch, value) in enumerate(self._hitches):
                if heard.path.startswith(path) and method in ("", heard.method):
                    del self._hitches[place]
                    return hitch, value
        return "", None


def _handler(server: Loopback) -> type[BaseHTTPRequestHandler]:
    return type("Handler", (_Line,), {"loopback": server})


class _Line(BaseHTTPRequestHandler):
    """One connection: every request goes to the server it belongs to, and what is to go wrong does so here."""

    loopback: Loopback
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.loopback.lines.add(self.connection)

    def finish(self) -> None:
        super().finish()
        self.loopback.lines.discard(self.connection)

    def log_message(self, *_: Any) -> None:
        return

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):
            super().handle()

    def _any(self) -> None:
        heard = self._hear()
        hitch, value = self.loopback.hitch(heard)
        if hitch == "drop_before":
            self._drop()
            return
        self.loopback.heard.append(heard)
        reply = _upset(self.loopback, heard, hitch, value)
        if hitch == "drop_after":
            self._drop()
        elif hitch == "stall":
            self._stall(value)
        else:
            self._send(reply, hitch, value)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = _any

    def _hear(self) -> Heard:
        length = int(self.headers.get("Content-Length") or 0)
        parts = urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(length)
        return Heard(self.command, parts.path, query, headers, body, self.client_address[1])

    def _drop(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def _stall(self, seconds: float | None) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        self.wfile.flush()
        # who waits no longer hangs up
        select.select([self.connection], [], [], seconds or 1.0)
        self._drop()

    def _go_on(self) -> None:
        with contextlib.suppress(OSError):
            self.wfile.write(b'{"id": "')
            while True:
                self.wfile.write(b"x" * 65536)

    def _send(self, reply: Reply, hitch: str, value: Any) -> None:
        body = reply.encoded()
        self.send_response_only(reply.status)
        names = {"Content-Type": "application/json", "Date": formatdate(usegmt=True), **reply.headers}
        if hitch in ("no_length", "endless"):
            names["Connection"] = "close"
            self.close_connection = True
        else:
            names["Content-Length"] = str(len(body))
        for name, each in names.items():
            self.send_header(name, each)
        self.end_headers()
        if hitch == "endless":
            self._go_on()
            return
        cut = {"cut_reply": len(body) // 2, "cut_file": value or len(body) // 2}.get(hitch)
        self.wfile.write(body[:cut])
        if cut is not None:
            self.wfile.flush()
            self._drop()


def _upset(server: Loopback, heard: Heard, hitch: str, value: Any) -> Reply:
    """The reply, or what stands in its place when something goes wrong."""
    if hitch == "html":
        return Reply(200, b"<html>please log in</html>", {"Content-Type": "text/html"})
    if hitch == "endless":
        return Reply(200)
    if hitch == "huge":
        return Reply(200, b'{"id": "' + b"x" * 10_000_000 + b'"}')
    if hitch == "status" and isinstance(value, Reply):
        return value
    if hitch == "status":
        return Reply(int(value), {"error": {"message": f"made up: {value}"}})
    if hitch == "redirect":
        return Reply(302, b"", {"Location": str(value)})
    if hitch == "gone":
        return Reply(404, {"error": {"message": "not found"}})
    reply = server.answer(heard)
    if hitch == "not_json":
        return Reply(reply.status, b"<html>captive</html>", {"Content-Type": "text/html"})
    if hitch == "packed":
        return Reply(reply.status, reply.body, {**reply.headers, "Content-Encoding": "gzip"})
    return reply


@contextlib.contextmanager
def running(server: Loopback) -> Iterator[Loopback]:
    """The server while a test lasts; it fails where a request was not as the protocol wants it."""
    try:
        yield server
    finally:
        server.close()
    assert server.strange == [], server.strange
