"""Inventories over stores in memory, as exports and what is made of them are compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vendorgraph.exchange.apply import Report, apply_demo, apply_files, read_all
from vendorgraph.inventory import Inventory
from vendorgraph.model.record import Delta, Record, Write


class MemoryStore:
    """What an inventory needs of a store."""

    def __init__(self) -> None:
        self.records: dict[str, dict[str, Record]] = {}
        self.at = 0

    def revision(self) -> int:
        return self.at

    def load(self, since: int = -1) -> Delta:
        return Delta(self.at, {kind: dict(found) for kind, found in self.records.items()}, complete=True)

    def commit(self, base: int, writes: Sequence[Write], **_: Any) -> int:
        assert base == self.at
        self.at += 1
        for write in writes:
            known = self.records.setdefault(write.kind, {})
            if write.after is None:
                del known[write.id]
            else:
                known[write.id] = Record(write.after, self.at, write.managed_by, write.contributions)
        return self.at


def empty() -> Inventory:
    """An inventory without anything."""
    return Inventory(MemoryStore())


def demo_inventory() -> Inventory:
    """The demo."""
    inventory = empty()
    apply_demo(inventory)
    return inventory


def apply(inventory: Inventory, content: bytes | str, name: str = "file.yaml") -> Report:
    """Apply one file."""
    return apply_files(inventory, read_all([(name, content)]), actor="test")


def documents(inventory: Inventory) -> dict[str, dict[str, Any]]:
    """kind -> id -> document, of everything recorded."""
    records = inventory.snapshot().records
    return {kind: {id_: record.document for id_, record in found.items()} for kind, found in records.items()}


def management(inventory: Inventory) -> dict[tuple[str, str], Any]:
    """(kind, id) -> who manages it and what each states."""
    records = inventory.snapshot().records
    return {
        (kind, id_): (record.managed_by, record.contributions)
        for kind, found in records.items()
        for id_, record in found.items()
    }
