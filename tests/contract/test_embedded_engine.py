"""The embedded engine: one owner, loopback only, no password to be found, gone with its parent."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.contract.worlds import create
from tests.engines.under_test import Borrowed
from vendorgraph.errors import Refused, Unavailable
from vendorgraph.settings import Settings
from vendorgraph.store import Owner, Store, embedded, open_store, read_owner
from vendorgraph.store.embedded import EmbeddedEngine

REPOSITORY = Path(__file__).parents[2]
OPEN_AND_WAIT = """
import sys, time
from pathlib import Path
from vendorgraph.settings import Settings
from vendorgraph.store.embedded import EmbeddedEngine
engine = EmbeddedEngine(Settings(data=Path(sys.argv[1])))
engine.announce("http://127.0.0.1:8000")
print(engine.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("owned")


@pytest.fixture(scope="module")
def owned(data):
    """An engine of this module's own, which tests may kill."""
    engine = EmbeddedEngine(Settings(data=data))
    yield engine
    engine.close()


def another_process(data):
    """A process that owns `data`, once it says so, and the pid of its engine."""
    process = subprocess.Popen(
        [sys.executable, "-c", OPEN_AND_WAIT, str(data)], stdout=subprocess.PIPE, text=True, cwd=REPOSITORY
    )
    return process, int(process.stdout.readline())


def gone(pid, within=20.0):
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if not _runs(pid):
            return True
        time.sleep(0.02)
    return False


def _runs(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def listening(pid):
    """The addresses on which a process listens, from the kernel's own tables."""
    inodes = {os.readlink(entry) for entry in Path(f"/proc/{pid}/fd").iterdir() if entry.is_symlink()}
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            columns = line.split()
            if columns[3] == "0A" and f"socket:[{columns[9]}]" in inodes:
                found.add(_address(columns[1].split(":")[0]))
    return found


def _address(text):
    words = bytes.fromhex(text)
    packed = b"".join(words[i : i + 4][::-1] for i in range(0, len(words), 4))
    return socket.inet_ntop(socket.AF_INET if len(packed) == 4 else socket.AF_INET6, packed)


def test_nothing_listens_on_a_public_address(owned):
    found = listening(owned.pid)
    assert found
    assert found <= {"127.0.0.1", "::1", "::ffff:127.0.0.1"}


def test_the_password_is_in_no_command_line_environment_or_file(owned, data):
    password = owned.address().password
    assert len(password) >= 32
    for place in ("cmdline", "environ"):
        assert password.encode() not in Path(f"/proc/{owned.pid}/{place}").read_bytes()
    for path in data.rglob("*"):
        if path.is_file():
            assert password.encode() not in path.read_bytes(), path


def test_a_second_owner_is_refused_with_the_first_ones_process(owned, data, monkeypatch):
    monkeypatch.setattr(embedded, "WAIT_FOR_OWNER", 0.2)
    owned.announce("http://127.0.0.1:8123")
    assert read_owner(data) == Owner(os.getpid(), "http://127.0.0.1:8123")
    with pytest.raises(
        Refused, match=rf"in use by process {os.getpid()}, serving at http://127\.0\.0\.1:8123; stop"
    ):
        open_store(Settings(data=data))
    owned.announce(None)
    with pytest.raises(Refused, match=rf"in use by process {os.getpid()}; stop it, or set VENDORGRAPH_DATA"):
        open_store(Settings(data=data))
    assert listening(owned.pid)


def test_an_engine_that_dies_is_started_again_with_all_that_was_written(owned):
    with closing(Store(Borrowed(owned))) as store:
        base = store.revision()
        store.commit(base, [create("party", id=f"p{base}", name="P")], actor="a", request_id="r")
        killed = owned.pid
        os.kill(killed, signal.SIGKILL)
        assert gone(killed)
        deadline = time.monotonic() + 60
        told = set()
        while time.monotonic() < deadline:
            try:
                assert store.revision() == base + 1
                break
            except Unavailable as away:
                told.add(away.message)
                time.sleep(0.02)
        else:
            pytest.fail("the engine did not come back")
        assert owned.pid != killed
        assert any("is being started again" in message or "does not answer" in message for message in told)
        assert f"p{base}" in store.load().changed["party"]


def test_it_ends_with_a_parent_that_is_killed_and_the_folder_is_free_at_once(tmp_path, monkeypatch):
    process, engine = another_process(tmp_path)
    assert read_owner(tmp_path) == Owner(process.pid, "http://127.0.0.1:8000")
    with monkeypatch.context() as impatient:
        impatient.setattr(embedded, "WAIT_FOR_OWNER", 0.2)
        with pytest.raises(Refused, match=f"in use by process {process.pid}, serving at"):
            EmbeddedEngine(Settings(data=tmp_path))
    process.kill()
    process.wait()
    process.stdout.close()
    assert gone(engine)
    assert read_owner(tmp_path) is None
    with closing(open_store(Settings(data=tmp_path))) as store:
        assert store.revision() == 0


def test_it_keeps_quiet_stops_in_order_and_comes_back(tmp_path, capfd):
    for base in range(2):
        engine = EmbeddedEngine(Settings(data=tmp_path))
        pid = engine.pid
        with closing(Store(engine)) as store:
            assert store.ping().startswith("ArcadeDB 26.")
            store.commit(base, [create("party", id=f"p{base}", name="P")], actor="a", request_id="r")
        assert gone(pid, within=0.5)
        assert read_owner(tmp_path) is None
    assert capfd.readouterr() == ("", "")


def test_a_change_too_large_for_its_memory_is_refused_and_nothing_of_it_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded, "heap_mb", lambda: 96)
    engine = EmbeddedEngine(Settings(data=tmp_path))
    with closing(Store(engine)) as store:
        store.commit(0, [create("party", id="kept", name="Kept")], actor="a", request_id="r")
        large = [create("party", id=f"p{at}", name="P", address="x" * 20_000) for at in range(4_000)]
        with pytest.raises(Refused, match=r"too little memory \(96 MB\) .* nothing was written\. Split"):
            store.commit(1, large, actor="a", request_id="r")
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                found = store.load()
                break
            except Unavailable:
                time.sleep(0.05)
        assert found.revision == 1
        assert set(found.changed["party"]) == {"kept"}
        assert engine.exhausted() is None


@pytest.mark.parametrize(
    ("pages", "megabytes"), [(1 << 18, 768), (1 << 20, 1024), (1 << 22, 4096), (1 << 24, 4096)]
)
def test_its_heap_is_a_quarter_of_the_memory_within_bounds(monkeypatch, pages, megabytes):
    monkeypatch.setattr(os, "sysconf", {"SC_PHYS_PAGES": pages, "SC_PAGE_SIZE": 4096}.__getitem__)
    assert embedded.heap_mb() == megabytes


def test_a_platform_without_the_engine_is_told_to_set_neo4j_uri(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Refused, match="not available on this platform; set NEO4J_URI"):
        open_store(Settings(data=tmp_path))


@pytest.mark.parametrize(
    ("kind", "version", "said"),
    [
        ("CPython", (3, 15, 0), "for CPython 3.15, only for CPython 3.11 to 3.14; set NEO4J_URI"),
        ("PyPy", (3, 11, 9), "for PyPy 3.11, only for CPython 3.11 to 3.14; set NEO4J_URI"),
    ],
)
def test_a_python_without_the_engine_is_named(tmp_path, monkeypatch, kind, version, said):
    monkeypatch.setattr(embedded.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(embedded.platform, "python_implementation", lambda: kind)
    monkeypatch.setattr(embedded.sys, "version_info", version)
    with pytest.raises(Refused, match=f"The embedded graph engine is not available {said}"):
        open_store(Settings(data=tmp_path))


def test_an_engine_that_cannot_start_is_refused_with_its_reason_and_leaves_the_folder_free(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(embedded, "heap_mb", lambda: 0)
    with pytest.raises(Refused, match=r"did not start: .+ Its logs are in .*graph"):
        open_store(Settings(data=tmp_path))
    assert read_owner(tmp_path) is None


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused, match="cannot be made: Not a directory"):
        open_store(Settings(data=tmp_path / "file" / "data"))
