"""How long a warm /exposure takes over HTTP, what a write costs the next answer, how large the server is.

The server is a process of its own; `RETURN 1` is asked of an idle engine of the same kind.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

from bench.engines import fresh_settings, fresh_store
from vendorgraph.analysis.concentration import concentration_answer
from vendorgraph.analysis.exposure import exposure_answer
from vendorgraph.analysis.findings import findings_answer
from vendorgraph.analysis.question import Question, today
from vendorgraph.exchange.apply import apply_files, read_all
from vendorgraph.inventory import Inventory
from vendorgraph.model.record import Delta
from vendorgraph.opening import opened
from vendorgraph.settings import Settings
from vendorgraph.store import Store

ASKED = 60  # warm answers over all sources
SOURCES = 6
START_WITHIN = 120.0


class Counting:
    """A store that counts the records it loads."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.loaded = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def load(self, since: int = -1) -> Delta:
        """As the store's, counted."""
        delta: Delta = self._store.load(since)
        self.loaded += sum(len(found) for found in delta.changed.values())
        return delta


def in_process(engine: str, path: Path) -> dict[str, dict[str, float]]:
    """What a write costs the next answer, and how long judging the whole inventory takes."""
    with fresh_settings(engine) as settings, opened(settings) as inventory:
        apply_files(inventory, read_all([str(path)]), actor="bench")
        return {"refresh": _refresh_counts(inventory.store), "judge": _judging(inventory.store)}


def _judging(store: Any) -> dict[str, float]:
    """Seconds of all findings and of concentration, and their ratio to reading the inventory once."""
    question = Question(today())
    read = min(_timed(store.load) for _ in range(2))
    snapshot = Inventory(store).snapshot()
    findings = _timed(lambda: findings_answer(snapshot, question))
    concentration = _timed(lambda: concentration_answer(snapshot, question))
    return {
        "read_s": read,
        "findings_s": findings,
        "concentration_s": concentration,
        "ratio": (findings + concentration) / read,
    }


def _refresh_counts(store: Any) -> dict[str, float]:
    """Records loaded by the first answer, and by the one after a single write; seconds of both."""
    question = Question(today())
    counting = Counting(store)
    inventory = Inventory(cast(Store, counting))
    first = _timed(lambda: exposure_answer(inventory.snapshot(), question, from_="p0000"))
    whole, counting.loaded = counting.loaded, 0
    inventory.patch("party", "p0001", {"contact": "changed@example.org"}, if_match=1, actor="bench")
    after = _timed(lambda: exposure_answer(inventory.snapshot(), question, from_="p0000"))
    return {
        "records_loaded_first": float(whole),
        "records_loaded_after_a_write": float(counting.loaded),
        "first_s": first,
        "after_a_write_s": after,
    }


def answer_ratios(engine: str, path: Path) -> dict[str, float]:
    """Milliseconds (medians) of /exposure over HTTP, of RETURN 1, of serialising; size of the server in MB.

    `of_the_allowed` is what a warm answer takes of 3 round trips and serialising its rows.
    """
    with fresh_settings(engine) as settings:
        if engine == "embedded":
            _fill(settings, path)
        with _server(settings) as (process, ask):
            if engine != "embedded":
                _import(ask, path)
            answers, times = [], []
            for source in [f"p{at:04}" for at in range(SOURCES)]:
                ask("GET", f"/api/v1/exposure?from={source}")
                ask("GET", f"/api/v1/exposure?from={source}")
                timings = []
                for _ in range(ASKED // SOURCES):
                    start = time.perf_counter()
                    body = ask("GET", f"/api/v1/exposure?from={source}")
                    timings.append(time.perf_counter() - start)
                answers.append(json.loads(body))
                times.append(statistics.median(timings))
            serialise = statistics.median(_timed(partial(json.dumps, answer)) for answer in answers)
            memory, peak = _memory(process.pid)
            fetch = _http_floor(ask)
    trip = _return_one(engine)
    warm = statistics.median(times)
    return {
        "exposure_ms": warm * 1000,
        "return_1_ms": trip * 1000,
        "serialise_ms": serialise * 1000,
        "cheapest_answer_ms": fetch * 1000,
        "rows": statistics.median(len(answer["recipients"]) for answer in answers),
        "of_the_allowed": warm / (3 * trip + serialise),
        "server_mb": memory,
        "server_peak_mb": peak,
    }


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _fill(settings: Settings, path: Path) -> None:
    """Load the file with the command, as a person would."""
    command = [sys.executable, "-m", "vendorgraph", "--data", str(settings.data), "apply", str(path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=_environment(settings))


def _import(ask: Callable[..., bytes], path: Path) -> None:
    ask("POST", "/api/v1/import?dry_run=false&details=false", path.read_bytes())


def _environment(settings: Settings) -> dict[str, str]:
    given = {
        "VENDORGRAPH_DATA": str(settings.data),
        "VENDORGRAPH_PORT": "0",
        "NEO4J_URI": settings.neo4j_uri,
        "NEO4J_USER": settings.neo4j_user,
        "NEO4J_PASSWORD": settings.neo4j_password,
    }
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "VENDORGRAPH_"))
    }
    return kept | {name: value for name, value in given.items() if value}


@contextlib.contextmanager
def _server(settings: Settings) -> Iterator[tuple[subprocess.Popen[str], Callable[..., bytes]]]:
    """A server process, and a function that asks it over one kept connection."""
    command = [sys.executable, "-m", "vendorgraph", "serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environment(settings)) as process:
        try:
            port = _port(process)
            token = (settings.data / "admin.token").read_text("utf-8").strip()
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)

            def ask(method: str, path: str, body: bytes | None = None) -> bytes:
                headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
                said = answer.read()
                if answer.status != 200:
                    raise RuntimeError(f"{path} answered {answer.status}: {said[:300]!r}")
                return said

            yield process, ask
            connection.close()
        finally:
            process.terminate()


def _port(process: subprocess.Popen[str]) -> int:
    """The port that the server says it serves at; a server that says nothing is ended."""
    assert process.stdout is not None
    patience = threading.Timer(START_WITHIN, process.kill)
    patience.start()
    try:
        for line in process.stdout:
            if found := re.search(r"serves http://[^:]+:(\d+)", line):
                return int(found[1])
    finally:
        patience.cancel()
    raise RuntimeError("the server did not say where it serves")


def _memory(pid: int) -> tuple[float, float]:
    """Resident and peak size of a process in MB (its engine is another process)."""
    text = Path(f"/proc/{pid}/status").read_text("utf-8")
    sizes = [re.search(rf"^{name}:\s+(\d+) kB", text, re.MULTILINE) for name in ("VmRSS", "VmHWM")]
    return tuple(int(size[1]) / 1024 if size else float("nan") for size in sizes)  # type: ignore[return-value]  # two names


def _return_one(engine: str) -> float:
    """Median seconds of one bare round trip in a session that is open."""
    with fresh_store(engine) as store:
        store.revision()
        address, driver = store._connection._open()
        with driver.session(database=address.database) as session:
            return statistics.median(_trips(lambda: session.run("RETURN 1").consume()))


def _http_floor(ask: Callable[..., bytes]) -> float:
    """Median seconds of the cheapest answer, for comparison."""
    return statistics.median(_trips(lambda: ask("GET", "/api/v1/me")))


def _trips(run: Callable[[], object], times: int = 300) -> Sequence[float]:
    for _ in range(50):
        run()
    return [_timed(run) for _ in range(times)]
