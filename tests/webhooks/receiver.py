"""Receivers for tests: a polite one that checks signatures, and rude ones that speak on a bare socket."""

from __future__ import annotations

import contextlib
import datetime as dt
import http.server
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from standardwebhooks import Webhook


@dataclass
class Received:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """Answers with `statuses` in turn and with 204 when they are used up; keeps every request."""

    statuses: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?tenant=7"

    @property
    def place(self) -> tuple[str, int]:
        """As the allow list names it."""
        return ("127.0.0.1", self.port)

    def verified(self, secret: str) -> list[Any]:
        """The messages received, each accepted by the convention's own library."""
        return [Webhook(secret).verify(request.body, request.headers) for request in self.received]

    def verified_at_their_time(self, secret: str) -> list[Any]:
        """The same for messages of several days: the signature only."""
        for request in self.received:
            at = dt.datetime.fromtimestamp(int(request.headers["webhook-timestamp"]), dt.UTC)
            signed = Webhook(secret).sign(request.headers["webhook-id"], at, request.body.decode())
            assert signed in request.headers["webhook-signature"].split(" ")
        return [json.loads(request.body) for request in self.received]


@contextlib.contextmanager
def receiving(*statuses: int, **headers: str) -> Iterator[Receiver]:
    """A polite receiver on loopback."""
    receiver = Receiver(list(statuses), headers)

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.received.append(Received(self.path, dict(self.headers.items()), body))
            self.send_response(receiver.statuses.pop(0) if receiver.statuses else 204)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    receiver.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextlib.contextmanager
def rude(behave: Callable[[socket.socket], None]) -> Iterator[int]:
    """The port of a receiver that reads what comes first and then does as it likes with the connection."""
    listener = socket.create_server(("127.0.0.1", 0))
    ending = threading.Event()

    def serve() -> None:
        while not ending.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError):
                connection.settimeout(10)
                behave(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        ending.set()
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(12)


def request(connection: socket.socket) -> bytes:
    """The whole request: a connection closed with something unread on it would be reset."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    length = re.search(rb"Content-Length: (\d+)", data)
    while length and len(data.partition(b"\r\n\r\n")[2]) < int(length[1]):
        data += connection.recv(65536)
    return data


def saying(*parts: bytes, pause: float = 0.0, wait: float = 0.0) -> Callable[[socket.socket], None]:
    """Reads the request, sends `parts` with pauses between, waits, and closes."""

    def behave(connection: socket.socket) -> None:
        request(connection)
        for part in parts:
            connection.sendall(part)
            time.sleep(pause)
        time.sleep(wait)

    return behave


def endlessly(start: bytes, part: bytes, pause: float = 0.0) -> Callable[[socket.socket], None]:
    """Reads the request, sends `start` and then `part` again and again until nobody listens."""

    def behave(connection: socket.socket) -> None:
        request(connection)
        connection.sendall(start)
        while True:
            connection.sendall(part)
            time.sleep(pause)

    return behave


@pytest.fixture
def unused_port() -> int:
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
