"""How long a list of vendors takes to import from CSV, against `apply` of the same as native YAML.

Both write the same resources into an engine of their own. The import runs first in a process that does
nothing else, so that its peak size is the import's.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time

from bench.engines import fresh_store
from bench.loading import warm
from bench.synthetic import PLACES, SERVICES
from vendorgraph.exchange.apply import apply_files, read_all
from vendorgraph.exchange.importing import Options, import_lists, read_rows
from vendorgraph.exchange.reading.source import Source
from vendorgraph.exchange.writing.native import native_yaml

SENDER = "example-list:product"
OWN = {
    "vendorgraph": 1,
    "inventory": "example-own",
    "parties": [
        {
            "id": "example-list",
            "name": "Example List",
            "processings": [{"id": SENDER, "name": "Product", "capacity": "processor"}],
        }
    ],
}


def import_ratio(engine: str, rows: int) -> dict[str, float]:
    """Seconds of both and their ratio, and the peak size in MB of the process that imported."""
    command = [sys.executable, "-m", "bench.importing", engine, str(rows)]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, float] = json.loads(answer.splitlines()[-1])
    return found


def list_csv(rows: int) -> bytes:
    """A list with a vendor in each row; one vendor in five has several services."""
    lines = ["Subprocessor,Purpose,Location of processing,Corporate location,Website"]
    for at in range(rows):
        vendor = at if at % 5 else at // 50
        place = PLACES[at % len(PLACES)].replace("unknown", "")
        lines.append(
            f'"Vendor {vendor:05} Ltd","{SERVICES[at % len(SERVICES)]} {at % 7}",{place},GB,https://v{vendor:05}.example'
        )
    return "\n".join(lines).encode()


def _measured(engine: str, rows: int) -> dict[str, float]:
    content = list_csv(rows)
    with fresh_store(engine) as store:
        inventory = warm(store)
        apply_files(inventory, read_all([("own.json", json.dumps(OWN))]), actor="bench")
        start = time.perf_counter()
        options = Options(sender=SENDER, on="2026-01-01", source="example-list")
        read = read_rows(Source.of("list.csv", content, "text/csv"), options)
        reading = time.perf_counter() - start
        (imported,) = import_lists(inventory, [read], options, actor="bench")
        taken = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        report = imported.as_json(details=False)
        native = b"".join(native_yaml(inventory.snapshot(), "example-list"))
    with fresh_store(engine) as store:
        inventory = warm(store)
        apply_files(inventory, read_all([("own.json", json.dumps(OWN))]), actor="bench")
        start = time.perf_counter()
        apply_files(inventory, read_all([("native.yaml", native)]), actor="bench")
        applied = time.perf_counter() - start
        flows = len(inventory.snapshot().flows)
    return {
        "rows": float(report["read"]),
        "flows": float(flows),
        "import_s": taken,
        "of_it_reading_s": reading,
        "apply_s": applied,
        "ratio": taken / applied,
        "import_peak_mb": peak,
    }


if __name__ == "__main__":
    print(json.dumps(_measured(sys.argv[1], int(sys.argv[2]))))
