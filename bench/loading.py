"""How long `apply` takes, against the same nodes and relationships by bare UNWIND statements.

The bare run gets its rows ready-made and writes no log; `apply` reads the file, validates, plans,
writes and logs. Each runs on an engine of its own that was warmed up by a small load.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.engines import fresh_store
from bench.synthetic import synthetic
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.exchange.apply import apply_files, read_all
from vendorgraph.exchange.plan import plan
from vendorgraph.inventory import Inventory
from vendorgraph.model.entities import BY_NAME, RECORDS
from vendorgraph.store.batches import batches
from vendorgraph.store.mapping import link_rows, save_row
from vendorgraph.store.repository import Store

Statement = tuple[str, list[dict[str, Any]]]
WARM_UP = (200, 2_000)


def load_ratio(engine: str, path: Path, rounds: int) -> dict[str, float]:
    """Seconds of both, the best of `rounds`, and how many times as long `apply` takes."""
    content = json.loads(path.read_text("utf-8"))
    statements = list(_bare_statements(path))
    bare = min(_bare_seconds(engine, statements) for _ in range(rounds))
    parts = min((_apply_seconds(engine, path) for _ in range(rounds)), key=lambda taken: taken["total"])
    return {
        "resources": float(sum(len(section) for section in content.values() if isinstance(section, list))),
        "bare_s": bare,
        "apply_s": parts["total"],
        "of_it_reading_s": parts["reading"],
        "ratio": parts["total"] / bare,
    }


def _bare_statements(path: Path) -> Iterator[Statement]:
    """The store's own statements for nodes and relationships, with their rows, in batches of 1,000."""
    writes = plan(Snapshot.build({}), read_all([str(path)])[0]).writes
    for entity in RECORDS:
        rows = [save_row(write, 1) for write in writes if write.kind == entity.name]
        for chunk in batches(rows):
            yield f"save_{entity.plural}", chunk
    for entity in RECORDS:
        by_statement: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for write in writes:
            if write.kind == entity.name and write.after is not None:
                for link in link_rows(BY_NAME[write.kind], write.after):
                    by_statement[link.statement].append(link.row)
        for statement, links in by_statement.items():
            for chunk in batches(links):
                yield statement, chunk


def _bare_seconds(engine: str, statements: list[Statement]) -> float:
    with fresh_store(engine) as store:
        warm(store)
        with store._ready().session() as session:
            start = time.perf_counter()
            with session.transaction() as transaction:
                for name, rows in statements:
                    transaction.rows(name, rows=rows)
            return time.perf_counter() - start


def _apply_seconds(engine: str, path: Path) -> dict[str, float]:
    with fresh_store(engine) as store:
        inventory = warm(store)
        start = time.perf_counter()
        files = read_all([str(path)], _bar)
        read = time.perf_counter()
        apply_files(inventory, files, actor="bench", progress=_bar)
        _bar("", 0, 0)
        return {"total": time.perf_counter() - start, "reading": read - start}


def warm(store: Store) -> Inventory:
    """Load and remove something small, so that neither run pays for the engine's first steps."""
    inventory = Inventory(store)
    small = synthetic(*WARM_UP, seed=9)
    for parties in (small, {"vendorgraph": 1, "inventory": small["inventory"]}):
        apply_files(inventory, read_all([("warm.json", json.dumps(parties))]), actor="bench")
    return inventory


def _bar(what: str, done: int, total: int) -> None:
    if sys.stderr.isatty():
        share = f"{done:,} of {total:,}" if total else ""
        print(f"\r\033[K{what} {share}", end="", file=sys.stderr, flush=True)
