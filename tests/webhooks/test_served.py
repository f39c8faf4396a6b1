"""A server as a process: it delivers by itself, and what it could not deliver before it was killed it delivers after."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.webhooks.receiver import Receiver, receiving

ROOT = Path(__file__).parents[2]
#: A server whose lease ends some seconds after it was killed, not most of a minute.
START = """
import datetime as dt
from vendorgraph.service import serve
from vendorgraph.settings import Settings
from vendorgraph.webhooks import dispatcher

dispatcher.LEASE, dispatcher.LEFT = dt.timedelta(seconds=6), dt.timedelta(seconds=3)
serve(Settings.from_environment(), say=lambda text: print(text, flush=True))
"""


class Server:
    """A started server, and requests of its administrator."""

    def __init__(self, data: Path, receiver: Receiver) -> None:
        env = {
            **os.environ,
            "VENDORGRAPH_DATA": str(data),
            "VENDORGRAPH_PORT": "0",
            "VENDORGRAPH_WEBHOOK_ALLOW": f"127.0.0.1:{receiver.port}",
        }
        env.pop("NEO4J_URI", None)
        self.process = subprocess.Popen(
            [sys.executable, "-c", START], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
        )
        said = ""
        while "Ctrl-C" not in said:
            assert self.process.stdout is not None
            line = self.process.stdout.readline()
            assert line, said
            said += line
        self.address = re.search(r"serves (\S+)", said)[1]  # type: ignore[index]
        self.token = (data / "admin.token").read_text().strip()

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.address}/api/v1{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or "null")

    def end(self, how: signal.Signals) -> None:
        self.process.send_signal(how)
        self.process.communicate(timeout=60)


def eventually(holds: Callable[[], bool], seconds: float = 90.0) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.1)


def test_a_server_delivers_and_a_kill_loses_nothing(tmp_path: Path) -> None:
    with receiving() as receiver:
        server = Server(tmp_path / "data", receiver)
        try:
            made = server.ask("POST", "/webhooks", {"url": receiver.url, "types": ["inventory.changed"]})
            server.ask("POST", "/parties", {"id": "first", "name": "First"})
            eventually(lambda: len(receiver.received) == 1)
            receiver.statuses = [500]
            server.ask("POST", "/parties", {"id": "second", "name": "Second"})
            eventually(lambda: len(receiver.received) == 2)
            server.ask("POST", "/parties", {"id": "third", "name": "Third"})
        finally:
            server.end(signal.SIGKILL)
        server = Server(tmp_path / "data", receiver)
        try:
            path = f"/webhooks/{made['id']}/deliveries"
            eventually(lambda: server.ask("GET", f"{path}?state=delivered")["total"] == 3)
            states = {entry["state"] for entry in server.ask("GET", path)["items"]}
        finally:
            server.end(signal.SIGTERM)
        told = {message["data"]["changes"][0]["entity_id"] for message in receiver.verified(made["secret"])}
    assert (told, states, server.process.returncode) == ({"first", "second", "third"}, {"delivered"}, 0)
