"""SIGKILL of the writing process and of the embedded engine in mid-write.

After them every write that was acknowledged is there, none is there in part, and the change
log's chain is whole.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.contract.writer import PARTS, writes
from vendorgraph.errors import Outrun, Unavailable
from vendorgraph.settings import Settings
from vendorgraph.store import Store, open_store
from vendorgraph.store.embedded import EmbeddedEngine

#: Of the process, on either engine, and as many of the embedded engine; each costs two starts, so the fifty are asked for: KILLS=25.
KILLS = int(os.environ.get("KILLS", "3"))
#: Seconds between an acknowledged write and the kill.
SOONEST, LATEST = 0.0, 0.1
REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def chance():
    return random.Random(20261122)


def hold(store: Store, acknowledged: int) -> int:
    """Assert that all acknowledged writes are there, whole, and nothing else; the revision."""
    delta = store.load()
    assert delta.revision >= acknowledged
    parts = Counter(record.document["name"] for record in delta.changed.get("party", {}).values())
    assert parts == {str(revision): PARTS for revision in range(1, delta.revision + 1)}
    assert store.changes(0, 1)[1] == PARTS * delta.revision
    assert store.verify() == []
    return delta.revision


def kill_a_writer(settings: Settings, after: float) -> int:
    """Start a process that writes, kill it in the middle of it, and give its last acknowledged revision."""
    given = {
        "neo4j_uri": settings.neo4j_uri,
        "neo4j_password": settings.neo4j_password,
        "data": str(settings.data),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tests.contract.writer"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
    ) as process:
        process.stdin.write(json.dumps(given) + "\n")
        process.stdin.flush()
        first = process.stdout.readline()
        time.sleep(after)
        process.kill()
        # a line may be cut off by the kill: only whole ones were said
        said = [first.strip(), *process.stdout.read().split("\n")[:-1]]
    return int(said[-1])


def test_no_write_is_lost_or_halved_when_the_server_is_killed(tmp_path, chance):
    settings = Settings(data=tmp_path)
    acknowledged = 0
    for _ in range(KILLS):
        acknowledged = max(acknowledged, kill_a_writer(settings, chance.uniform(SOONEST, LATEST)))
    with closing(open_store(settings)) as store:
        assert hold(store, acknowledged) >= KILLS


@pytest.mark.parametrize("engine", ["neo4j"], indirect=True, scope="session")
def test_no_write_is_lost_or_halved_on_neo4j_when_the_server_is_killed(engine, store, chance, tmp_path):
    address = engine.engine.address()
    settings = Settings(neo4j_uri=address.uri, neo4j_password=address.password, data=tmp_path)
    store.revision()
    acknowledged = 0
    for _ in range(KILLS):
        acknowledged = max(acknowledged, kill_a_writer(settings, chance.uniform(SOONEST, LATEST)))
    assert hold(store, acknowledged) >= KILLS


def test_no_write_is_lost_or_halved_when_the_engine_is_killed(tmp_path, chance):
    engine = EmbeddedEngine(Settings(data=tmp_path))
    acknowledged = 0
    done = threading.Event()

    def write() -> None:
        nonlocal acknowledged
        while not done.is_set():
            try:
                revision = store.revision()
                while not done.is_set():
                    revision = store.commit(revision, writes(revision + 1), actor="w", request_id="r")
                    acknowledged = revision
                    written.set()
            except (Unavailable, Outrun):
                time.sleep(0.01)

    with closing(Store(engine)) as store:
        writer = threading.Thread(target=write)
        written = threading.Event()
        writer.start()
        try:
            for _ in range(KILLS):
                written.clear()
                assert written.wait(60), "the engine did not come back"
                time.sleep(chance.uniform(SOONEST, LATEST))
                kill(engine)
        finally:
            done.set()
            writer.join()
        wait_until_back(store)
        assert hold(store, acknowledged) >= KILLS


def kill(engine: EmbeddedEngine) -> None:
    while (pid := engine.pid) is None:  # killed a moment ago
        time.sleep(0.001)
    os.kill(pid, signal.SIGKILL)
    while engine.pid == pid:
        time.sleep(0.001)


def wait_until_back(store: Store) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            store.revision()
        except Unavailable:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        else:
            return
