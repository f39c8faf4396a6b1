"""`make bench`: the promised ratios, each measured within one run, as a table and as JSON.

Times differ between machines; ratios are what is promised. ARGS="--engine neo4j" measures the other
engine, ARGS="--parties 200 --flows 2000" a smaller inventory, ARGS="--json FILE" keeps the numbers.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.answering import answer_ratios, in_process
from bench.importing import import_ratio
from bench.loading import load_ratio
from bench.synthetic import synthetic

#: (what is promised, group and name of the number, the most it may be)
PROMISES = (
    ("apply takes at most 3 times the bare UNWIND statements", "load", "ratio", 3.0),
    (
        "a warm /exposure takes at most 3 times RETURN 1 plus serialising its rows",
        "answer",
        "of_the_allowed",
        1.0,
    ),
    (
        "after one write the next answer loads only what changed (records)",
        "refresh",
        "records_loaded_after_a_write",
        10.0,
    ),
    (
        "all findings and concentration take at most 10 times one read of the inventory",
        "judge",
        "ratio",
        10.0,
    ),
    ("import of a CSV list takes at most twice apply of the same as YAML", "import", "ratio", 2.0),
    ("the server stays under 400 MB", "answer", "server_peak_mb", 400.0),
)


def main() -> int:
    """Measure, print, and end with 1 when a promise is not kept."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="vendorgraph-bench-") as folder:
        path = Path(folder) / "synthetic.json"
        path.write_text(json.dumps(synthetic(arguments.parties, arguments.flows)), "utf-8")
        found: dict[str, Any] = {
            "engine": arguments.engine,
            "parties": arguments.parties,
            "flows": arguments.flows,
            "python": platform.python_version(),
            "cores": os.cpu_count(),
        }
        measurements: tuple[tuple[str, Callable[[], dict[str, dict[str, float]]]], ...] = (
            ("loading", lambda: {"load": load_ratio(arguments.engine, path, arguments.rounds)}),
            ("answering", lambda: {"answer": answer_ratios(arguments.engine, path)}),
            ("importing", lambda: {"import": import_ratio(arguments.engine, arguments.flows)}),
            ("refreshing and judging", lambda: in_process(arguments.engine, path)),
        )
        for name, measure in measurements:
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            numbers = measure()
            print(f"  {json.dumps(numbers)}", file=sys.stderr, flush=True)
            found |= numbers
    kept = _print(found)
    text = json.dumps(found, indent=2)
    print(text)
    if arguments.json:
        arguments.json.write_text(text + "\n", "utf-8")
    return 0 if kept else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--engine", choices=("embedded", "neo4j"), default="embedded")
    parser.add_argument("--parties", type=int, default=2_000)
    parser.add_argument("--flows", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=2, help="runs of each load, of which the best counts")
    parser.add_argument("--json", type=Path, metavar="FILE")
    return parser.parse_args()


def _print(found: dict[str, Any]) -> bool:
    table = Table("promise", "measured", "at most", "kept", title="Vendorgraph bench")
    kept = True
    for promise, group, name, most in PROMISES:
        value = found[group][name]
        kept = kept and value <= most
        table.add_row(promise, f"{value:.2f}", f"{most:.0f}", "yes" if value <= most else "NO")
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    return kept


if __name__ == "__main__":
    sys.exit(main())
