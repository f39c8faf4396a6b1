"""A process that writes until it is killed: `python -m tests.contract.writer`.

Each write creates three parties named after the revision they belong to; once it is committed, its
revision is printed. What was printed must be there afterwards, and of no write a part.
The settings come as JSON on standard input, so that a password stands on no command line.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.contract.worlds import create
from vendorgraph.model.record import Write
from vendorgraph.settings import Settings
from vendorgraph.store import open_store

PARTS = 3


def writes(revision: int) -> list[Write]:
    """The writes that make up one revision."""
    first = create("party", id=f"r{revision}-0", name=f"{revision}")
    others = [
        create(
            "party", id=f"r{revision}-{part}", name=f"{revision}", member_of=first.id, aliases=["x" * 2000]
        )
        for part in range(1, PARTS)
    ]
    return [first, *others]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Write revision after revision."""
    given = json.loads(sys.stdin.readline())
    store = open_store(Settings(**{**given, "data": Path(given["data"])}))
    revision = store.revision()
    while True:
        revision = store.commit(revision, writes(revision + 1), actor="writer", request_id="r")
        _say(str(revision))


if __name__ == "__main__":
    main()
