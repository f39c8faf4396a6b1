"""A store in memory, so that a large network is there at once, and made-up inventories for it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from tests.unit.figures.drawn import large
from vendorgraph.model.record import Delta, Record, Write
from vendorgraph.model.validation import load_document

Records = dict[str, dict[str, Record]]


class MemoryStore:
    """What an inventory and the API need of a store, without an engine."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._tokens: list[dict[str, Any]] = []

    def revision(self) -> int:
        return 1

    def load(self, since: int = -1) -> Delta:
        return Delta(1, self._records, complete=True)

    def commit(self, base: int, writes: Sequence[Write], **_: Any) -> int:
        raise NotImplementedError("a made-up inventory is only read")

    def add_token(self, id: str, name: str, role: str, sha256: str, created_at: str) -> None:
        self._tokens.append(
            {"id": id, "name": name, "role": role, "sha256": sha256, "created_at": created_at}
        )

    def tokens(self) -> list[dict[str, Any]]:
        return self._tokens


def large_inventory(parties: int, flows: int) -> Records:
    """A layered network of that size in several countries, some categories and places not stated."""
    chance = random.Random(7)
    drawn = large(parties, flows)
    records: Records = {"party": {}, "processing": {}, "flow": {}, "document": {}}

    def add(kind: str, raw: dict[str, Any]) -> None:
        document = load_document(kind, raw)
        records[kind][document["id"]] = Record(document, 1)

    add("document", {"id": "list", "type": "list", "title": "A made-up list"})
    for row in drawn["nodes"]:
        party = row["party"]["id"]
        own = row["tier"] == 0
        add("party", {"id": party, "name": f"Vendor {party[1:]}", "own": own})
        capacity = (
            "controller" if own else chance.choice(("processor", "processor", "processor", "controller"))
        )
        add("processing", {"id": row["id"], "party": party, "name": "Service", "capacity": capacity})
    for row in drawn["edges"]:
        categories = chance.choice(
            (["user.contact"], ["user.contact", "user.name"], ["user.health_and_medical"])
        )
        places = chance.choice(([], [{"place": "US"}], [{"place": "IE"}, {"place": "IN"}], [{"place": "DE"}]))
        add(
            "flow",
            {
                "id": row["id"],
                "from": row["from"],
                "to": row["to"],
                "categories": categories,
                "locations": places,
                "status": "disclaimed" if row["certainty"] == "possible" else "active",
                "evidence": [{"document": "list", "lines": "3", "claim": "made up"}],
            },
        )
    return records
