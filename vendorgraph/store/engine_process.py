"""The embedded graph engine's own process: `python -m vendorgraph.store.engine_process`.

Reads one line of JSON from standard input ({"root", "password", "heap"}), starts ArcadeDB on loopback
and answers with one line of JSON on standard output: {"bolt": port, "http": port} or {"error": sentence}.
It ends when standard input closes, which happens however its parent ends; on Linux the kernel also ends it
with its parent. The password comes by the pipe, so that no process list or file shows it.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import Any, TextIO

from vendorgraph.store.ownership import FolderLock

DATABASE = "vendorgraph"
#: Seconds for which a new engine waits for one that is still dying in the same folder.
WAIT_FOR_PREDECESSOR = 20.0
#: Seconds after which an engine that does not stop by itself is ended.
STOP_WITHIN = 15.0
#: Attempts at starting: a port found free may be taken before the engine listens on it.
ATTEMPTS = 3
#: Code with which the Java runtime ends when its heap does not suffice.
OUT_OF_MEMORY = 3
_PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int) -> None:
    """Ask Linux to end this process with the thread that started it (elsewhere the pipe's end does)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def log_settings(root: Path) -> Path:
    """The engine's logging: warnings only, two files of a megabyte at most, nothing on the terminal."""
    path = root / "logging.properties"
    pattern = (root / "engine-%g.log").as_posix()
    path.write_text(
        "handlers = java.util.logging.FileHandler\n.level = WARNING\n"
        f"java.util.logging.FileHandler.pattern = {pattern}\n"
        "java.util.logging.FileHandler.limit = 1000000\njava.util.logging.FileHandler.count = 2\n"
        "java.util.logging.FileHandler.append = true\n"
        "java.util.logging.FileHandler.formatter = java.util.logging.SimpleFormatter\n",
        encoding="utf-8",
    )
    return path


def start_engine(root: Path, password: str, heap: str) -> tuple[Any, dict[str, int]]:
    """A running server with its database open, and the ports it listens on."""
    from arcadedb_embedded.jvm import start_jvm
    from arcadedb_embedded.server import create_server

    start_jvm(
        heap_size=heap,
        jvm_args=[
            f"-Djava.util.logging.config.file={log_settings(root)}",
            f"-Darcadedb.server.logsDirectory={root / 'log'}",
            "-XX:+UseSerialGC",
            # the quick compiler only: starts in half the time and memory, and nothing here runs for long
            "-XX:TieredStopAtLevel=1",
            # after it nothing that the engine does can be trusted; ending is safe, for the log recovers
            "-XX:+ExitOnOutOfMemoryError",
        ],
    )
    # The engine keeps its users in a file: without it the password of this start is the only one.
    (root / "config" / "server-users.jsonl").unlink(missing_ok=True)
    for attempt in range(ATTEMPTS):
        ports = {"bolt": free_port(), "http": free_port()}
        server = create_server(
            str(root),
            password,
            {
                "host": "127.0.0.1",
                "http_port": ports["http"],
                "bolt_port": ports["bolt"],
                "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
                "mode": "production",
                "txWalFlush": 1,
                # stretching protects weak passwords; ours has 192 random bits, and each connection would pay
                "server_saltIterations": 1,
            },
        )
        try:
            server.start()
            server.create_database(DATABASE)
        except Exception:
            if attempt + 1 == ATTEMPTS:
                raise
        else:
            return server, ports
    raise AssertionError("unreachable: the last attempt raises")


def _answer(channel: TextIO, said: dict[str, Any]) -> None:
    channel.write(json.dumps(said) + "\n")
    channel.flush()


def main() -> int:
    """Serve until standard input ends."""
    order = json.loads(sys.stdin.readline())
    die_with_parent(order["parent"])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    root = Path(order["root"])
    channel = os.fdopen(os.dup(1), "w")
    console = os.open(root / "console.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(console, 1)
    os.dup2(console, 2)
    os.chdir(root)
    lock = FolderLock(root / "engine.lock")
    if not lock.acquire(WAIT_FOR_PREDECESSOR, {"pid": os.getpid()}):
        _answer(channel, {"error": f"another engine (process {lock.holder().get('pid')}) still uses {root}"})
        return 1
    try:
        server, ports = start_engine(root, order["password"], order["heap"])
    except Exception as error:  # whatever Java raises is told to the parent in words
        _answer(channel, {"error": f"{type(error).__name__}: {error}"})
        return 1
    _answer(channel, ports)
    sys.stdin.read()
    # A Java call cannot be interrupted, so a stop that hangs is cut short; the write-ahead log recovers.
    threading.Timer(STOP_WITHIN, os._exit, (1,)).start()
    server.stop()
    lock.release()
    os._exit(0)


if __name__ == "__main__":
    raise SystemExit(main())
