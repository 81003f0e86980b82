"""Ports on this machine behind which there is no server of ours: a wrong certificate, no encryption, a closed proxy."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

SELF_SIGNED = Path(__file__).with_name("self_signed.pem")
"""A certificate nobody vouches for, with its key: made up for this, and good for nothing else."""


@contextlib.contextmanager
def door(answer: Callable[[socket.socket], object]) -> Iterator[str]:
    """A port whose every caller is given to `answer`; its `host:port`."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_serve, args=(listening, answer), daemon=True)
        thread.start()
        yield f"127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def with_a_wrong_certificate(line: socket.socket) -> None:
    """Encrypted, but by nobody who is known."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(SELF_SIGNED)
    with context.wrap_socket(line, server_side=True) as secured:
        secured.recv(1)


def in_plain_words(line: socket.socket) -> None:
    """HTTP where encryption was promised."""
    line.recv(65536)
    line.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


class Proxy:
    """A proxy that wants a login, and writes down what it was asked."""

    def __init__(self) -> None:
        self.heard = b""

    def __call__(self, line: socket.socket) -> None:
        while b"\r\n\r\n" not in self.heard:
            block = line.recv(65536)
            if not block:
                break
            self.heard += block
        line.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")


def _serve(listening: socket.socket, answer: Callable[[socket.socket], object]) -> None:
    while True:
        try:
            line, _ = listening.accept()
        except OSError:
            return
        # a caller that hangs up is what these are for
        with line, contextlib.suppress(OSError):
            answer(line)
