"""One write of any size: one transaction, one revision, one event a resource."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from vendorgraph.errors import Conflict, Outrun
from vendorgraph.model.entities import RECORDS, TERMS
from vendorgraph.model.fields import Entity
from vendorgraph.model.record import Write
from vendorgraph.model.vocabulary import shipped
from vendorgraph.store.batches import batches
from vendorgraph.store.changes import Cause, Chain
from vendorgraph.store.driver import Connection, Transaction
from vendorgraph.store.mapping import LinkRow, link_rows, save_row
from vendorgraph.store.terms import shipped_parents, shipped_row

Progress = Callable[[int, int], None]
Row = dict[str, Any]


def commit(
    connection: Connection, base: int, writes: Sequence[Write], cause: Cause, progress: Progress | None = None
) -> int:
    """Write all of `writes` as the revision after `base` and return it; without writes, `base`.

    `progress` is told after each batch how many of the writes are done, and of how many.
    Raises Outrun when the inventory stands elsewhere than at `base`, Conflict when a link's target
    does not exist, Unavailable when the engine does not answer. Nothing is written then.
    """
    _check_distinct(writes)
    if not writes:
        if connection.read("read_revision")[0]["revision"] != base:
            raise _outrun(base)
        return base
    told = _Told(progress, len(writes))
    with connection.transaction() as transaction:
        # First of all, for this takes the lock that makes writers take turns.
        begun = transaction.rows("begin_revision")
        if not begun or begun[0]["revision"] != base + 1:
            raise _outrun(base)
        _write_graph(transaction, writes, base + 1, told)
        chain = Chain(begun[0]["seq"], begun[0]["hash"], base + 1, cause)
        _write_log(transaction, chain, writes, told)
        transaction.rows("end_revision", seq=chain.seq, hash=chain.hash)
    return base + 1


def _outrun(base: int) -> Outrun:
    return Outrun(f"The inventory is no longer at revision {base}.")


def _check_distinct(writes: Sequence[Write]) -> None:
    seen: set[tuple[str, str]] = set()
    for write in writes:
        if (write.kind, write.id) in seen:
            raise Conflict(f"The {write.kind} {write.id!r} is written twice in one change.")
        seen.add((write.kind, write.id))


class _Told:
    """Counts the rounds a write goes through (node, links, event) and tells progress in writes."""

    ROUNDS = 3

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._rounds = 0

    def advance(self, rounds: int) -> None:
        self._rounds += rounds
        if self._progress:
            self._progress(self._rounds // self.ROUNDS, self._total)


def _write_graph(transaction: Transaction, writes: Sequence[Write], revision: int, told: _Told) -> None:
    """Nodes of all kinds first, so that relationships find their targets; deletions last."""
    kept: dict[str, list[Write]] = defaultdict(list)
    gone: dict[str, list[Write]] = defaultdict(list)
    for write in writes:
        (gone if write.after is None else kept)[write.kind].append(write)
    for entity in RECORDS:
        for chunk in batches(kept[entity.name], _document_weight):
            save_nodes(transaction, entity, [(write, revision) for write in chunk])
            told.advance(len(chunk))
    for entity in RECORDS:
        for chunk in batches(kept[entity.name], _document_weight):
            write_links(transaction, entity, chunk)
            told.advance(len(chunk))
    for entity in reversed(RECORDS):
        for chunk in batches(gone[entity.name]):
            remove(transaction, entity, [write.id for write in chunk])
            told.advance(2 * len(chunk))


def save_nodes(transaction: Transaction, entity: Entity, writes: Iterable[tuple[Write, int]]) -> None:
    """Save the nodes of writes of one kind, each under its revision."""
    rows = [save_row(write, revision) for write, revision in writes]
    transaction.rows(f"save_{entity.plural}", rows=rows)


def write_links(transaction: Transaction, entity: Entity, writes: Sequence[Write]) -> None:
    """Make the relationships of saved nodes; those of an update only when they differ from before."""
    fresh: list[LinkRow] = []
    stale: list[str] = []
    for write in writes:
        assert write.after is not None
        links = list(link_rows(entity, write.after))
        if write.before is None and _is_shipped(entity, write.id):
            stale.append(write.id)
        elif write.before is not None:
            former = list(link_rows(entity, write.before))
            if former == links:
                continue
            if former:
                stale.append(write.id)
        fresh.extend(links)
    if stale:
        transaction.rows(f"unlink_{entity.plural}", ids=stale)
    make_links(transaction, fresh)


def make_links(transaction: Transaction, links: Iterable[LinkRow]) -> None:
    """Make relationships; Conflict when one points at something that is not recorded."""
    by_statement: dict[str, list[Row]] = defaultdict(list)
    for link in links:
        by_statement[link.statement].append(link.row)
    for statement, rows in by_statement.items():
        for chunk in batches(rows, _row_weight):
            made = transaction.rows(statement, rows=chunk)[0]["made"]
            if made != len(chunk):
                targets = ", ".join(sorted({row["target"] for row in chunk})[:10])
                raise Conflict(
                    f"{len(chunk) - made} of the references to {targets} point at nothing that is recorded."
                )


def remove(transaction: Transaction, entity: Entity, ids: Sequence[str]) -> None:
    """Delete nodes; a term that ships with the package gets its shipped form back instead."""
    restored = [identifier for identifier in ids if _is_shipped(entity, identifier)]
    if restored:
        terms = [shipped(entity.name)[identifier] for identifier in restored]
        transaction.rows(f"unlink_{entity.plural}", ids=restored)
        transaction.rows(f"restore_{entity.plural}", rows=[shipped_row(term) for term in terms])
        transaction.rows(
            f"link_shipped_{entity.plural}", rows=[row for term in terms for row in shipped_parents(term)]
        )
    removed = [identifier for identifier in ids if identifier not in restored]
    if removed:
        transaction.rows(f"delete_{entity.plural}", ids=removed)


def _is_shipped(entity: Entity, identifier: str) -> bool:
    """Whether the graph has a node of that id before anybody writes one."""
    return entity.name in TERMS and identifier in shipped(entity.name)


def _write_log(transaction: Transaction, chain: Chain, writes: Sequence[Write], told: _Told) -> None:
    for chunk in batches(chain.events(writes), lambda pair: _row_weight(pair[1])):
        transaction.rows("append_changes", rows=[event for event, _ in chunk])
        transaction.rows("append_contents", rows=[content for _, content in chunk])
        told.advance(len(chunk))


def _row_weight(row: Row) -> int:
    """About how many characters of text a row holds."""
    held = row.get("properties", row)
    return sum(len(value) for value in held.values() if isinstance(value, str))


def _document_weight(write: Write) -> int:
    """About how many characters of text the node of a write holds."""
    return sum(
        len(value) if isinstance(value, str) else len(repr(value))
        for value in (write.after or {}).values()
        if isinstance(value, (str, list, dict))
    )
