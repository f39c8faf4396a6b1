"""The inventory with its change log as one: read for a backup, and written back as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from vendorgraph.errors import Conflict
from vendorgraph.model.chain import GENESIS
from vendorgraph.model.entities import RECORDS
from vendorgraph.model.record import Archive, Entry, Record, Write
from vendorgraph.store.batches import batches
from vendorgraph.store.changes import FIELDS
from vendorgraph.store.commit import remove, save_nodes, write_links
from vendorgraph.store.driver import Connection, Transaction

Progress = Callable[[int, int], None]
#: Events read, or removed, at once.
STRETCH = 1000


def read_log(connection: Connection, until: int, progress: Progress | None = None) -> Iterator[Entry]:
    """Every event up to the revision `until` with its content, oldest first."""
    last = connection.read("read_meta")[0]["seq"]
    for first in range(1, last + 1, STRETCH):
        for row in connection.read("read_log", first=first, last=min(first + STRETCH - 1, last)):
            event = {name: row["event"].get(name) for name in FIELDS}
            if event["revision"] > until:
                return
            content = row["contents"][0] if row["contents"] else {}
            yield (
                event,
                {name: value for name, value in content.items() if name != "seq" and value is not None},
            )
        if progress:
            progress(min(first + STRETCH - 1, last), last)


def restore(
    connection: Connection, archive: Archive, *, replace: bool = False, progress: Progress | None = None
) -> None:
    """Write the archive as it was, in one transaction: records with their revisions, and the log.

    Raises Conflict when the inventory is not empty, unless it is to be replaced: then all that it holds
    and its log go. Tokens and webhooks stay as they are. Raises Conflict, too, when another process
    writes meanwhile.
    """
    meta = connection.read("read_meta")[0]
    if meta["revision"] and not replace:
        raise Conflict(f"The inventory is not empty: it stands at revision {meta['revision']}.")
    total = sum(map(len, archive.records.values())) + len(archive.log)
    with connection.transaction() as transaction:
        begun = transaction.rows("begin_revision")  # the lock that makes writers take turns
        if begun[0]["revision"] != meta["revision"] + 1:
            raise Conflict("Another process wrote to the inventory meanwhile; nothing was restored.")
        if meta["revision"]:
            _clear(transaction, connection, meta["seq"])
        done = _write_records(transaction, archive.records, total, progress)
        _write_log(transaction, archive.log, done, total, progress)
        seq, last_hash = archive.standing or (0, GENESIS)
        transaction.rows("restore_standing", revision=archive.revision, seq=seq, hash=last_hash)


def _clear(transaction: Transaction, connection: Connection, last: int) -> None:
    for entity in reversed(RECORDS):
        rows = connection.read(f"read_{entity.plural}")
        for chunk in batches([row["properties"]["id"] for row in rows]):
            remove(transaction, entity, chunk)
    for first in range(1, last + 1, STRETCH):
        for statement in ("delete_contents", "delete_changes"):
            transaction.rows(statement, first=first, last=min(first + STRETCH - 1, last))


def _write_records(
    transaction: Transaction,
    records: Mapping[str, Mapping[str, Record]],
    total: int,
    progress: Progress | None,
) -> int:
    """Nodes of all kinds before relationships, so that these find their targets; how many records."""
    writes = {
        entity.name: [
            (
                Write(entity.name, id_, None, found.document, found.managed_by, found.contributions),
                found.revision,
            )
            for id_, found in records.get(entity.name, {}).items()
        ]
        for entity in RECORDS
    }
    done = 0
    for entity in RECORDS:
        for chunk in batches(writes[entity.name]):
            save_nodes(transaction, entity, chunk)
            done += len(chunk)
            if progress:
                progress(done, total)
    for entity in RECORDS:
        for chunk in batches(writes[entity.name]):
            write_links(transaction, entity, [write for write, _ in chunk])
    return done


def _write_log(
    transaction: Transaction, log: Sequence[Entry], done: int, total: int, progress: Progress | None
) -> None:
    for chunk in batches(log, lambda entry: sum(len(str(text)) for text in entry[1].values())):
        transaction.rows("append_changes", rows=[event for event, _ in chunk])
        contents = [{"seq": event["seq"], **content} for event, content in chunk]
        transaction.rows("append_contents", rows=contents)
        done += len(chunk)
        if progress:
            progress(done, total)
