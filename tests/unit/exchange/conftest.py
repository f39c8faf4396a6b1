"""An inventory over a store in memory, and files written in one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from vendorgraph.errors import Outrun
from vendorgraph.exchange.apply import Report, apply_files, read_all
from vendorgraph.inventory import Inventory
from vendorgraph.model.record import Delta, Record, Write


class MemoryStore:
    """What an inventory needs of a store; `outrun` commits fail first, as when others write."""

    def __init__(self) -> None:
        self.records: dict[str, dict[str, Record]] = {}
        self.at = 0
        self.outrun = 0
        self.commits: list[list[Write]] = []

    def revision(self) -> int:
        return self.at

    def load(self, since: int = -1) -> Delta:
        return Delta(self.at, {kind: dict(found) for kind, found in self.records.items()}, complete=True)

    def commit(self, base: int, writes: Sequence[Write], **_: Any) -> int:
        if self.outrun:
            self.outrun -= 1
            self.at += 1
            raise Outrun("somebody else wrote first")
        assert base == self.at
        self.at += 1
        self.commits.append(list(writes))
        for write in writes:
            known = self.records.setdefault(write.kind, {})
            if write.after is None:
                del known[write.id]
            else:
                known[write.id] = Record(write.after, self.at, write.managed_by, write.contributions)
        return self.at


class Bench:
    """An inventory to apply texts to."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.inventory = Inventory(self.store)

    def apply(self, text: str, name: str = "a.yaml") -> Report:
        return apply_files(self.inventory, read_all([(name, text)]), actor="test")

    def document(self, kind: str, id_: str) -> dict[str, Any]:
        return self.inventory.get(kind, id_).document


@pytest.fixture
def bench() -> Bench:
    return Bench()
