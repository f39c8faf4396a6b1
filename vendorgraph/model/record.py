"""What the store and the snapshot hand each other: records, writes and what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """A resource as recorded: its document, the revision that last wrote it, and who brought it.

    `managed_by` names the inventories (file slugs) that state it; `contributions` is the canonical
    JSON of {slug: partial document} when several do, null when one source states all of it.
    """

    document: Document
    revision: int = 0
    managed_by: tuple[str, ...] = ()
    contributions: str | None = None


@dataclass(frozen=True, slots=True)
class Write:
    """One resource to create (`before` null), replace or delete (`after` null).

    `kept` is what the change log keeps beside the contents so that the write can be taken back.
    """

    kind: str
    id: str
    before: Document | None
    after: Document | None
    managed_by: tuple[str, ...] = ()
    contributions: str | None = None
    kept: str | None = None

    @property
    def action(self) -> str:
        """`create`, `update` or `delete`."""
        if self.before is None:
            return "create"
        return "delete" if self.after is None else "update"


#: An event of the change log, and what is kept beside it.
Entry = tuple[dict[str, Any], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Archive:
    """A whole inventory at a revision: records by kind and id, and the log as (event, content), oldest first.

    A content holds `before`, `after` and `kept` as canonical JSON texts where there are any, or when and
    by whom they were erased.
    """

    revision: int
    records: Mapping[str, Mapping[str, Record]]
    log: Sequence[Entry]

    @property
    def standing(self) -> tuple[int, str] | None:
        """Number and hash of the last event; None without one."""
        return (self.log[-1][0]["seq"], self.log[-1][0]["hash"]) if self.log else None


@dataclass(frozen=True, slots=True)
class Delta:
    """What changed up to `revision`: all of it when `complete`, else since the revision asked for."""

    revision: int
    changed: dict[str, dict[str, Record]] = field(default_factory=dict)
    deleted: dict[str, set[str]] = field(default_factory=dict)
    complete: bool = False
