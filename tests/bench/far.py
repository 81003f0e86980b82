"""A server in a process of its own for the benches: it has jobs as each of the four protocols has them.

It has one large clip. In memory and not strict: what it is spoken to is judged elsewhere; here nothing should have to
wait for it.
"""

from __future__ import annotations

import json
import sys
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

BLOCK = 256 * 1024


class Far:
    """The jobs it has, how often it was asked, and the bytes of its one clip. `open` ends every wait."""

    def __init__(self, clip: bytes) -> None:
        self.clip = clip
        self.count = 0
        self.asked: Counter[str] = Counter()
        self.open = False
        self.lock = threading.Lock()

    def answer(self, method: str, path: str, query: dict[str, list[str]], address: str) -> Any:
        """What is said; bytes for a clip."""
        if path == "/asked":
            return dict(self.asked)
        if path == "/open":
            self.open = True
            return {}
        if path == "/clip" or path.endswith("/content"):
            return self.clip
        with self.lock:
            self.asked["posts" if method == "POST" else "looks"] += 1
            if method == "POST":
                self.count += 1
                return self.made(path, str(self.count))
        if path == "/tasks":
            ids = query["task_ids"][0].split(",")
            return {"code": 0, "data": [self.task(each, address) for each in ids]}
        if path.startswith("/fal-ai/"):
            return self.request(path, address)
        if path.startswith("/v1/predictions/"):
            return self.prediction(path.rpartition("/")[2], address)
        status = "completed" if self.open else "in_progress"
        return {"object": "video", "id": path.rpartition("/")[2], "status": status, "progress": 40}

    def made(self, path: str, remote: str) -> Any:
        """A job that was taken."""
        if path.startswith("/fal-ai/"):
            return {"request_id": remote, "status": "IN_QUEUE", "queue_position": 0}
        if path.startswith("/v1/models/"):
            return {"id": remote, "status": "starting"}
        if path.startswith("/v1/"):
            return {"object": "video", "id": remote, "status": "queued"}
        return {"code": 0, "data": {"id": remote, "status": "submitted"}}

    def request(self, path: str, address: str) -> Any:
        """A request of fal's: how it stands, or what was made."""
        if path.endswith("/status"):
            return {"status": "COMPLETED" if self.open else "IN_PROGRESS"}
        return {"video": {"url": f"{address}/clip"}}

    def prediction(self, remote: str, address: str) -> Any:
        """A prediction of Replicate's."""
        if not self.open:
            return {"id": remote, "status": "processing"}
        return {"id": remote, "status": "succeeded", "output": f"{address}/clip"}

    def task(self, remote: str, address: str) -> Any:
        """A task of Kling's."""
        if not self.open:
            return {"id": remote, "status": "processing"}
        return {"id": remote, "status": "succeeded", "outputs": [{"url": f"{address}/clip"}]}


def handler(far: Far) -> type[BaseHTTPRequestHandler]:
    """One connection to it."""

    class Line(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = BLOCK

        def do(self) -> None:
            parts = urlsplit(self.path)
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            address = f"http://{self.headers['Host']}"
            said = far.answer(self.command, parts.path, parse_qs(parts.query), address)
            body = said if isinstance(said, bytes) else json.dumps(said).encode()
            self.send_response_only(200)
            kind = "video/mp4" if isinstance(said, bytes) else "application/json"
            for name, value in (("Content-Type", kind), ("Content-Length", str(len(body))), ("ETag", '"one"')):
                self.send_header(name, value)
            self.end_headers()
            for start in range(0, len(body), BLOCK):
                self.wfile.write(memoryview(body)[start : start + BLOCK])
            self.wfile.flush()

        do_GET = do_POST = do

        def log_message(self, *_: Any) -> None:
            return

    return Line


class Server(ThreadingHTTPServer):
    """Takes a crowd at once."""

    request_queue_size = 1024
    daemon_threads = True


def padded(film: bytes, size: int) -> bytes:
    """A clip of that many bytes: what it has too few stands in a box that players skip."""
    free = size - len(film)
    return film + free.to_bytes(4, "big") + b"free" + bytes(free - 8)


def main(film: str, size: str) -> None:
    """Serve until nobody reads our output any more."""
    far = Far(padded(Path(film).read_bytes(), int(size)))
    server = Server(("127.0.0.1", 0), handler(far))
    print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
