"""Stands between the command line and a foreign server, and loses an answer where it is told to."""

from __future__ import annotations

import contextlib
import http.client
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

UNTOLD = {"connection", "transfer-encoding", "content-length", "keep-alive"}
"""Headers that are of one connection and not of the answer."""


class Relay:
    """Hands on what it hears; of the next `losing` submissions the server's answer never comes back."""

    def __init__(self, port: int) -> None:
        self.upstream = port
        self.losing = 0
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Line", (_Line,), {"relay": self}))

    @property
    def base(self) -> str:
        """The address of the connection."""
        return f"http://127.0.0.1:{self.server.server_address[1]}/v1"


class _Line(BaseHTTPRequestHandler):
    relay: Relay
    protocol_version = "HTTP/1.1"

    def log_message(self, *what: object) -> None:
        """Nothing: the servers have logs of their own."""

    def _pass(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        line = http.client.HTTPConnection("127.0.0.1", self.relay.upstream, timeout=120)
        with contextlib.closing(line):
            line.request(self.command, self.path, body or None, dict(self.headers.items()))
            answer = line.getresponse()
            told = answer.read()
        if self.command == "POST" and self.relay.losing:
            self.relay.losing -= 1
            self.close_connection = True
            return
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in UNTOLD:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    do_GET = do_POST = do_DELETE = _pass


@contextlib.contextmanager
def relaying(port: int) -> Iterator[Relay]:
    """A relay before a port while it lasts."""
    relay = Relay(port)
    thread = threading.Thread(target=relay.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield relay
    finally:
        relay.server.shutdown()
        thread.join()
        relay.server.server_close()
