"""One message to one receiver: what is sent, and that no receiver does harm."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from tests.webhooks.receiver import endlessly, receiving, request, rude, saying, unused_port
from vendorgraph.webhooks.transport import LONGEST_WAIT, READ, Failed, Reply, Sender

__all__ = ["unused_port"]
OK = b"HTTP/1.1 200 OK\r\n"
SHORT = 0.6  # seconds that a whole attempt gets in these tests
HEADERS = {"content-type": "application/json", "webhook-id": "evt_1"}


def post(port: int, *, total: float = SHORT, path: str = "/") -> Reply:
    sender = Sender({("127.0.0.1", port)}, total=total)
    return sender.post(f"http://127.0.0.1:{port}{path}", HEADERS, b'{"a":1}')


def test_a_message_arrives_with_its_headers_and_its_address() -> None:
    with receiving(200) as receiver:
        reply = Sender({receiver.place}).post(receiver.url, HEADERS, b'{"a":1}')
    (request,) = receiver.received
    assert (reply, request.path, request.body) == (Reply(200), "/hook?tenant=7", b'{"a":1}')
    assert {
        "Host": f"127.0.0.1:{receiver.port}",
        "webhook-id": "evt_1",
        "Content-Length": "7",
    }.items() <= request.headers.items()


def test_the_connection_goes_to_the_address_that_was_checked_whatever_the_name_says_later() -> None:
    with receiving() as receiver:
        answers = [["127.0.0.1"], ["127.0.0.2"]]
        sender = Sender({("hooks.example", receiver.port)}, lambda *_: answers.pop(0))
        assert sender.post(f"http://hooks.example:{receiver.port}/", HEADERS, b"{}").status == 204
    assert receiver.received[0].headers["Host"] == f"hooks.example:{receiver.port}"
    assert len(answers) == 1


def test_a_forbidden_address_is_never_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    def connected(*_: object, **__: object) -> None:
        raise AssertionError("it connected")

    monkeypatch.setattr(socket, "create_connection", connected)
    for url in (
        "http://127.0.0.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
    ):
        with pytest.raises(Failed, match="VENDORGRAPH_WEBHOOK_ALLOW"):
            Sender().post(url, HEADERS, b"{}")
    with pytest.raises(Failed, match=r"leads to 10\.0\.0\.7, which is private"):
        Sender(resolver=lambda *_: ["10.0.0.7"]).post("https://hooks.example/", HEADERS, b"{}")


def test_a_name_that_cannot_be_resolved_is_said() -> None:
    def none(*_: object) -> list[str]:
        raise OSError("nobody")

    with pytest.raises(Failed, match=r"the name hooks\.example could not be resolved"):
        Sender(resolver=none).post("https://hooks.example/", HEADERS, b"{}")


def test_it_tries_the_next_address_when_one_refuses(unused_port: int) -> None:
    with receiving() as receiver:
        sender = Sender({("hooks.example", receiver.port)}, lambda *_: ["127.0.0.3", "127.0.0.1"])
        assert sender.post(f"http://hooks.example:{receiver.port}/", HEADERS, b"{}").status == 204
    with pytest.raises(Failed, match="no connection: "):
        post(unused_port)


@pytest.mark.parametrize("status", [200, 201, 204, 301, 302, 307, 308, 400, 410, 429, 500, 503])
def test_every_answer_is_an_answer_and_a_redirect_is_not_followed(status: int) -> None:
    with receiving(Location="http://127.0.0.1:1/elsewhere") as receiver:
        receiver.statuses = [status]
        assert Sender({receiver.place}).post(receiver.url, HEADERS, b"{}") == Reply(status)
        assert len(receiver.received) == 1


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("999999999", LONGEST_WAIT),
        ("soon", None),
        ("-5", None),
        ("1e9", None),
        ("9" * 400, None),
    ],
)
def test_it_reads_how_long_the_receiver_wants_to_be_left_alone(text: str, seconds: float | None) -> None:
    with receiving(503, **{"Retry-After": text}) as receiver:
        assert Sender({receiver.place}).post(receiver.url, HEADERS, b"{}") == Reply(503, seconds)


def test_it_reads_until_when_the_receiver_wants_to_be_left_alone() -> None:
    until = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=10)
    with receiving(429, **{"Retry-After": format_datetime(until, usegmt=True)}) as receiver:
        wait = Sender({receiver.place}).post(receiver.url, HEADERS, b"{}").retry_after
    assert wait is not None
    assert 590 < wait <= 600


SILENT: dict[str, Callable[[socket.socket], None]] = {
    "says nothing": saying(wait=1.3),
    "begins and hangs": saying(b"HTTP/1.1 20", wait=1.3),
    "sends a header a byte at a time": endlessly(OK + b"X-Slow: ", b"a", pause=0.05),
    "sends headers without end": endlessly(OK + b"X-A: ", b"a" * 100, pause=0.05),
    "says continue for ever": endlessly(
        b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.05
    ),
}


@pytest.mark.parametrize("behaviour", SILENT.values(), ids=SILENT)
def test_a_receiver_that_does_not_come_to_an_answer_is_left_in_time(
    behaviour: Callable[[socket.socket], None],
) -> None:
    with rude(behaviour) as port:
        began = time.monotonic()
        with pytest.raises(Failed, match=r"no answer within 0\.6 seconds"):
            post(port)
        assert time.monotonic() - began < SHORT + 1


def test_a_receiver_that_reads_nothing_is_left_in_time() -> None:
    listener = socket.create_server(("127.0.0.1", 0), backlog=1)
    port = listener.getsockname()[1]
    sender = Sender({("127.0.0.1", port)}, total=SHORT)
    with listener, pytest.raises(Failed, match="no answer within"):
        sender.post(f"http://127.0.0.1:{port}/", HEADERS, b"x" * 30_000_000)


ANSWERED: dict[str, Callable[[socket.socket], None]] = {
    "a body without end": endlessly(OK + b"\r\n", b"x" * 65536),
    "chunks without end": endlessly(
        OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"x" * 4096 + b"\r\n"
    ),
    "a chunk size a digit at a time": endlessly(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"0", pause=0.05),
    "fewer bytes than it says": saying(OK + b"Content-Length: 1000\r\n\r\nshort"),
    "a length and then nothing": saying(OK + b"Content-Length: 1000\r\n\r\n", wait=1.3),
    "more bytes than it says": saying(OK + b"Content-Length: 1\r\n\r\n" + b"x" * 100_000),
    "a length that is no number": saying(OK + b"Content-Length: many\r\n\r\nbody"),
    "a negative length": saying(OK + b"Content-Length: -5\r\n\r\nbody"),
    "two lengths": saying(OK + b"Content-Length: 3\r\nContent-Length: 9\r\n\r\nbody"),
    "a chunk that lies": saying(OK + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFF\r\nx"),
    "a chunk that is none": saying(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nx"),
    "no body and a closed connection": saying(OK + b"\r\n"),
}


@pytest.mark.parametrize("behaviour", ANSWERED.values(), ids=ANSWERED)
def test_the_status_counts_whatever_the_body_does(behaviour: Callable[[socket.socket], None]) -> None:
    with rude(behaviour) as port:
        began = time.monotonic()
        assert post(port, total=2.0).status == 200
        assert time.monotonic() - began < 2.5


def test_it_reads_no_more_of_a_body_than_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    usual = socket.socket.recv_into

    def note(*args: Any, **options: Any) -> int:
        taken.append(usual(*args, **options))
        return taken[-1]

    monkeypatch.setattr(socket.socket, "recv_into", note)
    with rude(endlessly(OK + b"\r\n", b"x" * 65536)) as port:
        assert post(port).status == 200
    assert 0 < sum(taken) <= READ + 8192  # what a read of the headers brought along


BROKEN: dict[str, tuple[Callable[[socket.socket], None], str]] = {
    "closes at once": (saying(), "closed the connection without an answer"),
    "closes in the status line": (saying(b"HTTP/1.1 2"), "not HTTP"),
    "speaks another language": (saying(b"220 mail.example ESMTP\r\n", wait=0.1), "not HTTP"),
    "has a status that is no number": (saying(b"HTTP/1.1 two hundred\r\n\r\n"), "not HTTP"),
    "has a status of seven digits": (saying(b"HTTP/1.1 2000000 OK\r\n\r\n"), "not HTTP"),
    "has a header of a megabyte": (saying(OK + b"X: " + b"a" * 1_000_000 + b"\r\n\r\n"), "not HTTP|closed"),
    "has a thousand headers": (
        saying(OK + b"".join(b"X%d: y\r\n" % at for at in range(1000)) + b"\r\n"),
        "not HTTP",
    ),
}


@pytest.mark.parametrize(("behaviour", "said"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_answer_is_said_in_our_own_words(
    behaviour: Callable[[socket.socket], None], said: str
) -> None:
    with rude(behaviour) as port, pytest.raises(Failed, match=said):
        post(port)


def test_a_connection_that_is_reset_is_a_failure() -> None:
    def reset(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")

    with rude(reset) as port, pytest.raises(Failed, match="closed the connection"):
        post(port)


@pytest.mark.parametrize("value", ["a\r\nX-Injected: 1", "a\nb", "a\rb"])
def test_a_header_cannot_bring_another(value: str) -> None:
    with receiving() as receiver:
        with pytest.raises(Failed):
            Sender({receiver.place}).post(receiver.url, {"webhook-id": value}, b"{}")
        assert receiver.received == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate and key for hooks.example, signed by itself."""
    folder = tmp_path_factory.mktemp("tls")
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=hooks.example",
    ]
    names = [
        "-addext",
        "subjectAltName=DNS:hooks.example",
        "-keyout",
        str(folder / "key"),
        "-out",
        str(folder / "cert"),
    ]
    subprocess.run([*command, *names], check=True, capture_output=True)
    return folder


def test_over_tls_the_name_is_checked_though_the_connection_goes_to_an_address(certificate: Path) -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate / "cert", certificate / "key")

    def behave(connection: socket.socket) -> None:
        with server.wrap_socket(connection, server_side=True) as spoken:
            request(spoken)
            spoken.sendall(OK + b"Content-Length: 0\r\n\r\n")

    trusting = ssl.create_default_context(cafile=certificate / "cert")
    with rude(behave) as port:
        allowed = {("hooks.example", port), ("other.example", port)}

        def to(name: str, tls: ssl.SSLContext | None) -> Reply:
            return Sender(allowed, lambda *_: ["127.0.0.1"], tls=tls).post(
                f"https://{name}:{port}/", HEADERS, b"{}"
            )

        assert to("hooks.example", trusting) == Reply(200)
        with pytest.raises(Failed, match="certificate was not accepted"):
            to("other.example", trusting)
        with pytest.raises(Failed, match="certificate was not accepted"):
            to("hooks.example", None)


def test_a_receiver_that_hangs_in_the_tls_handshake_is_left_in_time() -> None:
    with rude(lambda _: time.sleep(1.3)) as port:
        sender = Sender({("127.0.0.1", port)}, total=SHORT)
        with pytest.raises(Failed, match="no answer within"):
            sender.post(f"https://127.0.0.1:{port}/", HEADERS, b"{}")


def test_a_receiver_that_speaks_no_tls_is_said() -> None:
    def behave(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with rude(behave) as port:
        sender = Sender({("127.0.0.1", port)}, total=SHORT)
        with pytest.raises(Failed, match="TLS could not be agreed on"):
            sender.post(f"https://127.0.0.1:{port}/", HEADERS, b"{}")


def test_nothing_is_left_running_after_an_attempt() -> None:
    with receiving() as receiver:
        before = {thread.name for thread in threading.enumerate()}
        Sender({receiver.place}).post(receiver.url, HEADERS, b"{}")
        time.sleep(0.1)
        assert not [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
        assert before
