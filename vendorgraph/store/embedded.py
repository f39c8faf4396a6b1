"""The embedded engine: ArcadeDB as a child process that lives and dies with this one.

One owner a data folder: this process holds `graph/owner.lock`, the child `graph/engine.lock`, and the
operating system frees both however the processes end. A child that dies is started again; until then
the store is Unavailable.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import json
import os
import platform
import secrets
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vendorgraph.errors import Refused, Unavailable
from vendorgraph.settings import Settings
from vendorgraph.store.driver import Address
from vendorgraph.store.engine_process import OUT_OF_MEMORY
from vendorgraph.store.ownership import FolderLock

FOLDER = "graph"
DATABASE = "vendorgraph"
NAME = "The embedded graph engine"
#: The first Python that the engine is not installed on, as pyproject.toml says.
TOO_NEW = (3, 15)
#: MB that the engine's heap may grow to: a quarter of the machine's memory between these two. A list of 20,000
#: rows, 56,000 resources in one transaction, needs between 1,024 and 1,536 (docs/adr/0003-embedded-engine.md).
LEAST_HEAP, MOST_HEAP = 768, 4096
#: Seconds for the engine to come up, for a former owner's end, and for an orderly stop.
START_WITHIN = 60.0
WAIT_FOR_OWNER = 3.0
STOP_WITHIN = 20.0
#: Seconds between attempts at starting again: the first at once, then longer.
BACKOFF = (0.0, 0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
#: Seconds that an engine must have run for its end not to count as another failure.
SETTLED_AFTER = 5.0
#: Seconds that a broken write waits to learn whether the engine ended for want of memory.
LEARN_WITHIN = 1.0


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that owns a data folder, and where it serves the inventory (None: it does not)."""

    pid: int
    address: str | None


def read_owner(data: Path) -> Owner | None:
    """Who owns the embedded store in `data` now, None when nobody does."""
    lock = FolderLock(data / FOLDER / "owner.lock")
    if not lock.is_held():
        return None
    note = lock.holder()
    return Owner(int(note.get("pid", 0)), note.get("address"))


def holds_store(data: Path) -> bool:
    """Whether an embedded store was made in the folder `data`. Makes nothing itself."""
    return (data / FOLDER / "databases" / DATABASE).is_dir()


class EmbeddedEngine:
    """Starts the engine when made and keeps it running until `close`."""

    def __init__(self, settings: Settings) -> None:
        if importlib.util.find_spec("arcadedb_embedded") is None:
            raise Refused(
                f"{NAME} is not available {_where()}; set NEO4J_URI and NEO4J_PASSWORD to use a Neo4j server."
            )
        self._root = (settings.data / FOLDER).resolve()
        self._lock = FolderLock(_made(self._root) / "owner.lock")
        self._own(settings.data)
        self._state = threading.Lock()
        self._address: Address | None = None
        self._failure = "it is being started"
        self._child: subprocess.Popen[str] | None = None
        self._closing = threading.Event()
        self._ran_out = threading.Event()
        self._heap = heap_mb()
        self._tried = threading.Event()
        # The thread that starts the child must outlive it: Linux ends a child with the *thread* it came from.
        self._keeper = threading.Thread(target=self._keep, name="graph-engine", daemon=True)
        self._keeper.start()
        self._tried.wait()
        atexit.register(self.close)
        if self._address is None:
            failure = self._failure
            self.close()
            raise Refused(f"{NAME} did not start: {failure}. Its logs are in {self._root}.")

    def address(self) -> Address:
        """Where the engine listens now. Raises Unavailable while it is down."""
        with self._state:
            if self._address is None:
                raise Unavailable(f"{NAME} is down and is being started again: {self._failure}.")
            return self._address

    @property
    def pid(self) -> int | None:
        """The process id of the engine while it runs."""
        child = self._child
        return child.pid if child and child.poll() is None else None

    def exhausted(self) -> str | None:
        """Why the engine ended just now when its heap did not suffice, else None; told once."""
        if not self._ran_out.wait(LEARN_WITHIN):
            return None
        self._ran_out.clear()
        return (
            f"{NAME} has too little memory ({self._heap:,} MB) for a change of this size in one transaction; "
            "nothing was written. Split it into smaller files, or set NEO4J_URI to use a Neo4j server."
        )

    def announce(self, address: str | None) -> None:
        """Leave the address at which this process serves the inventory beside the data."""
        self._lock.tell({"pid": os.getpid(), "address": address})

    def close(self) -> None:
        """Stop the engine in order and give the folder up."""
        atexit.unregister(self.close)
        self._closing.set()
        with self._state:
            self._address = None
            self._failure = "the store is closed"
            child = self._child
        if child and child.stdin:
            with contextlib.suppress(OSError):
                child.stdin.close()
        self._keeper.join(STOP_WITHIN)
        if child:
            _end(child)
        self._lock.release()

    def _own(self, data: Path) -> None:
        if self._lock.acquire(WAIT_FOR_OWNER, {"pid": os.getpid(), "address": None}):
            return
        note = self._lock.holder()
        serving = f", serving at {note['address']}" if note.get("address") else ""
        raise Refused(
            f"The data folder {data} is in use by process {note.get('pid', 'unknown')}{serving}; "
            "stop it, or set VENDORGRAPH_DATA to another folder."
        )

    def _keep(self) -> None:
        """Start the child, wait for its end, start it again; until the store is closed."""
        failures = 0
        while not self._closing.wait(BACKOFF[min(failures, len(BACKOFF) - 1)]):
            child = self._start()
            self._tried.set()
            if child is None:
                failures += 1
                continue
            started = time.monotonic()
            child.wait()
            code = _end(child)
            if code == OUT_OF_MEMORY:
                self._ran_out.set()
            failures = 0 if time.monotonic() - started > SETTLED_AFTER else failures + 1
            with self._state:
                self._address = None
                if not self._closing.is_set():
                    self._failure = f"its process ended (code {code})"
        self._tried.set()

    def _start(self) -> subprocess.Popen[str] | None:
        """A child that listens; None, with the failure noted, when it does not get so far."""
        password = secrets.token_urlsafe(24)
        child = subprocess.Popen(
            [sys.executable, "-m", "vendorgraph.store.engine_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=_environment(),
            cwd=self._root,
        )
        with self._state:
            self._child = child
        order = {
            "root": str(self._root),
            "password": password,
            "heap": f"{self._heap}m",
            "parent": os.getpid(),
        }
        answer = _converse(child, order)
        with self._state:
            if "bolt" not in answer:
                self._failure = str(answer.get("error", "it gave no answer"))
                return None
            if not self._closing.is_set():
                self._ran_out.clear()
                self._address = Address(
                    f"bolt://127.0.0.1:{answer['bolt']}", "root", password, DATABASE, NAME
                )
        return child


def _where() -> str:
    """Where the engine is not installed: this Python when pyproject.toml leaves it out for that, else this platform."""
    kind, version = platform.python_implementation(), sys.version_info
    if kind == "CPython" and version < TOO_NEW:
        return "on this platform"
    return f"for {kind} {version[0]}.{version[1]}, only for CPython 3.11 to {TOO_NEW[0]}.{TOO_NEW[1] - 1}"


def heap_mb() -> int:
    """MB for the heap of an engine on this machine."""
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") >> 20
    except (AttributeError, OSError, ValueError):  # Windows does not say
        return 2 * LEAST_HEAP
    return max(LEAST_HEAP, min(memory // 4, MOST_HEAP))


def _converse(child: subprocess.Popen[str], order: dict[str, Any]) -> dict[str, Any]:
    """Tell the child its order and read its one line of answer; a silent child is ended."""
    assert child.stdin is not None
    assert child.stdout is not None
    deadline = threading.Timer(START_WITHIN, child.kill)
    deadline.start()
    try:
        child.stdin.write(json.dumps(order) + "\n")
        child.stdin.flush()
        line = child.stdout.readline()
    except (OSError, ValueError):  # its pipes are closed where the store is, while it starts once more
        line = ""
    finally:
        deadline.cancel()
    answer: dict[str, Any] = json.loads(line) if line else {}
    if "bolt" not in answer:
        code = _end(child)
        answer.setdefault("error", f"its process ended before it listened (code {code})")
    return answer


def _end(child: subprocess.Popen[str]) -> int:
    """End a child that may still run, close its pipes, and give its exit code."""
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe:
            with contextlib.suppress(OSError):
                pipe.close()
    return child.wait()


def _environment() -> dict[str, str]:
    """The environment of this process, with its import path, so that the child finds the same package."""
    package_parent = str(Path(__file__).resolve().parent.parent.parent)
    known = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in (package_parent, known) if part)}


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Refused(f"The data folder {folder} cannot be made: {error.strerror}.") from error
    return folder
