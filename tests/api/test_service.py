"""The server as a process: what it says, how one signs in, how it ends."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from vendorgraph.opening import COLLECTED_AFTER
from vendorgraph.store import read_owner

ROOT = Path(__file__).parents[2]


def start(data: Path, port: int = 0, **environment: str) -> subprocess.Popen[str]:
    """A server as from a terminal: Ctrl-C reaches it even where the tests run in the background."""
    env = {**os.environ, "VENDORGRAPH_DATA": str(data), "VENDORGRAPH_PORT": str(port), **environment}
    env.pop("NEO4J_URI", None)
    return subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


@contextlib.contextmanager
def started(data: Path) -> Iterator[subprocess.Popen[str]]:
    """A server that does not outlive its test."""
    process = start(data)
    with process:
        try:
            yield process
        finally:
            process.kill()


def said_until(process: subprocess.Popen[str], sign: str) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if sign in line:
            return said
    pytest.fail(f"it ended without saying {sign!r}:\n{said}")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served") / "data"


@pytest.fixture(scope="module")
def served(data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = start(data)
    yield process, said_until(process, "Ctrl-C")
    process.terminate()
    process.communicate(timeout=60)


def address(said: str) -> str:
    return re.search(r"serves (http://127\.0\.0\.1:\d+)", said)[1]  # type: ignore[index]


def test_app_py_loads_the_demo_into_an_empty_store_and_says_how_to_sign_in(
    served: tuple[subprocess.Popen[str], str], data: Path
) -> None:
    _, said = served
    assert "loading the demo" in said
    token = (data / "admin.token").read_text().strip()
    assert token not in said
    assert str(data / "admin.token") in said
    request = urllib.request.Request(
        f"{address(said)}/api/v1/parties?q=google", headers={"Authorization": f"Bearer {token}"}
    )
    with urllib.request.urlopen(request) as answer:
        assert b'"total":1' in answer.read()
        assert "Server" not in answer.headers


@pytest.mark.parametrize(
    ("sent", "code", "said"),
    [
        (
            b"POST /api/v1/import HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n",
            413,
            "33,554,432 bytes",
        ),
        (b"GET /api/v1/parties HTTP/1.1\r\nHost: x\r\nContent-Length: few\r\n\r\n", 400, "Content-Length"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 300_000 + b"\r\n\r\n", 431, "max_header"),
    ],
)
def test_what_is_refused_unread_has_the_shape_of_every_error(
    served: tuple[subprocess.Popen[str], str], sent: bytes, code: int, said: str
) -> None:
    host, port = address(served[1]).removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        with contextlib.suppress(ConnectionError):  # it may answer before all is sent
            connection.sendall(sent)
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        body = json.load(answer)
    assert (answer.status, body["code"], body["errors"]) == (code, code, {})
    assert said in body["message"]


def test_secrets_are_readable_by_their_owner_only(
    served: tuple[subprocess.Popen[str], str], data: Path
) -> None:
    assert data.stat().st_mode & 0o077 == 0
    for name in ("admin.token", "secret.key"):
        assert (data / name).stat().st_mode & 0o777 == 0o600


def test_the_link_that_is_printed_signs_in_once(served: tuple[subprocess.Popen[str], str]) -> None:
    _, said = served
    link = re.search(r"until \d\d:\d\d UTC: (http\S+)", said)[1]  # type: ignore[index]
    host = address(said).removeprefix("http://")
    statuses, cookies = [], []
    for _ in range(2):
        with contextlib.closing(http.client.HTTPConnection(host)) as connection:
            connection.request("GET", link.partition(host)[2])
            answer = connection.getresponse()
            statuses.append(answer.status)
            cookies.append(answer.headers["Set-Cookie"] or "")
            answer.read()
    assert statuses == [303, 403]
    assert "HttpOnly" in cookies[0]
    assert not cookies[1]


def test_other_programs_find_its_address_beside_the_data(
    served: tuple[subprocess.Popen[str], str], data: Path
) -> None:
    process, said = served
    owner = read_owner(data)
    assert owner is not None
    assert (owner.pid, owner.address) == (process.pid, address(said))


def test_app_py_is_the_command_demo_and_says_what_it_waits_for(
    served: tuple[subprocess.Popen[str], str], data: Path
) -> None:
    assert served[1].splitlines()[0] == f"Opening the embedded store in {data.resolve()}."


def test_other_servers_get_the_same_application(tmp_path: Path) -> None:
    own = tmp_path / "made" / "data"
    env = {**os.environ, "VENDORGRAPH_DATA": str(own)}
    env.pop("NEO4J_URI", None)
    program = "import gc, app; made = app.create_app(); print(gc.get_threshold(), made.name)"
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120
    )
    assert (ran.returncode, ran.stdout) == (0, f"{COLLECTED_AFTER} vendorgraph.api\n")
    assert ran.stderr == f"An admin token was written to {own / 'admin.token'}.\n"
    assert own.stat().st_mode & 0o077 == 0
    assert read_owner(own) is None


def test_what_only_some_requests_need_is_not_loaded_at_the_start() -> None:
    program = "import sys, app; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    late = {
        "openpyxl",
        "vendorgraph.api.lists",
        "vendorgraph.exchange.importing",
        "vendorgraph.exchange.drift",
        "vendorgraph.exchange.reading.formats.records",
    }
    assert late & set(ran.stdout.split()) == set()


def test_a_second_start_on_the_same_data_says_who_owns_it(
    served: tuple[subprocess.Popen[str], str], data: Path
) -> None:
    process, _ = served
    second = start(data)
    said, _ = second.communicate(timeout=60)
    assert second.returncode != 0
    assert f"process {process.pid}" in said
    assert "Traceback" not in said


def test_a_port_that_is_taken_is_said_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = start(tmp_path / "data", port=taken.getsockname()[1])
        said, _ = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "VENDORGRAPH_PORT" in said
    assert not (tmp_path / "data").exists()


def test_nonsense_in_the_environment_is_refused_in_a_sentence(tmp_path: Path) -> None:
    process = start(tmp_path, VENDORGRAPH_HOST="not a host")
    said, _ = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "VENDORGRAPH_HOST" in said.splitlines()[-1]
    assert "Traceback" not in said


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_in_order_and_starts_again_with_the_same_token(
    data: Path, served: object, tmp_path: Path, sign: signal.Signals
) -> None:
    own = tmp_path / "data"
    with started(own) as process:
        said_until(process, "Ctrl-C")
        token = (own / "admin.token").read_text()
        process.send_signal(sign)
        said, _ = process.communicate(timeout=60)
    assert (process.returncode, said.strip()) == (0, "Stopped.")
    assert read_owner(own) is None
    with started(own) as again:
        said = said_until(again, "Ctrl-C")
        assert "loading the demo" not in said
        assert "was written" not in said
        assert (own / "admin.token").read_text() == token
        again.terminate()
        again.communicate(timeout=60)


LOGGING = """
import logging
from vendorgraph import service
from vendorgraph.settings import Settings

def serving(*_):
    logging.getLogger("waitress.queue").warning("Task queue depth is 1")
    logging.getLogger("vendorgraph.api.problems").error("request 1 failed")

service._serve = serving
service.serve(Settings(), say=lambda _: None)
"""


def test_what_it_logs_has_one_form_and_no_stray_lines_of_libraries() -> None:
    said = subprocess.run(
        [sys.executable, "-c", LOGGING], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    ).stderr
    day_and_time = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}"
    assert re.fullmatch(rf"{day_and_time} ERROR vendorgraph\.api\.problems: request 1 failed\n", said), said
