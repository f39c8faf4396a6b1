"""Reading the inventory, whole or what changed, in a state that existed.

Both engines show committed data only, so a reader asks for the revision, reads, and asks again:
when a write came in between, what it changed is read on top, until both agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from vendorgraph.model.entities import BY_NAME
from vendorgraph.model.record import Delta, Record
from vendorgraph.store.batches import batches
from vendorgraph.store.driver import Connection, Session
from vendorgraph.store.mapping import record_of

#: `since` for everything: revisions begin at 0.
EVERYTHING = -1
#: Revisions behind which reading everything is quicker than looking up each.
MOST_REVISIONS = 2000
Held = TypeVar("Held", dict[str, Record], set[str])


@dataclass(slots=True)
class _Read:
    """What was read so far; later readings win."""

    changed: dict[str, dict[str, Record]] = field(default_factory=lambda: {kind: {} for kind in BY_NAME})
    deleted: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in BY_NAME})


def load(connection: Connection, since: int = EVERYTHING) -> Delta:
    """What the revisions after `since` changed; everything when `since` is -1 or the log is trimmed."""
    if since < 0:
        return _load_all(connection)
    read = _Read()
    start = since
    while True:
        revision = current_revision(connection)
        if revision == start:
            return Delta(revision, _filled(read.changed), _filled(read.deleted))
        if revision < start or not _read_changes(connection, read, start, revision):
            return _load_all(connection)
        start = revision


def current_revision(connection: Connection) -> int:
    """The revision of the last committed write."""
    return int(connection.read("read_revision")[0]["revision"])


def _load_all(connection: Connection) -> Delta:
    revision = current_revision(connection)
    read = _read_all(connection)
    while (latest := current_revision(connection)) != revision:
        if latest < revision or not _read_changes(connection, read, revision, latest):
            read = _read_all(connection)
        revision = latest
    return Delta(revision, _filled(read.changed), {}, complete=True)


def _read_changes(connection: Connection, read: _Read, since: int, until: int) -> bool:
    """Read what the log names after `since` up to `until`; False when it no longer reaches back that far.

    A resource that was written again meanwhile is read in its newer state; the next round reads it once more.
    """
    if until - since > MOST_REVISIONS:
        return False
    events = connection.read("touched_since", since=since, until=until)
    if not events or events[0]["revision"] != since + 1:
        return False
    last = {(event["entity"], event["entity_id"]): event["action"] for event in events}
    kept: dict[str, list[str]] = defaultdict(list)
    for (kind, identifier), action in last.items():
        if action == "delete":
            read.changed[kind].pop(identifier, None)
            read.deleted[kind].add(identifier)
        else:
            read.deleted[kind].discard(identifier)
            kept[kind].append(identifier)
    for kind, ids in kept.items():
        _read_some(connection, read, kind, ids)
    return True


def _read_all(connection: Connection) -> _Read:
    read = _Read()
    for kind in BY_NAME:
        read.changed[kind] = {
            record.document["id"]: record for record in _records(connection, kind, "read", {})
        }
    return read


def _read_some(connection: Connection, read: _Read, kind: str, ids: Sequence[str]) -> None:
    for chunk in batches(ids):
        for record in _records(connection, kind, "find", {"ids": chunk}):
            read.changed[kind][record.document["id"]] = record


def _records(connection: Connection, kind: str, verb: str, params: dict[str, Any]) -> list[Record]:
    name = f"{verb}_{BY_NAME[kind].plural}"

    def ask(session: Session) -> list[Record]:
        return [record_of(kind, values) for values in session.values(name, params)]

    return connection.ask(ask)


def _filled(by_kind: dict[str, Held]) -> dict[str, Held]:
    return {kind: held for kind, held in by_kind.items() if held}
