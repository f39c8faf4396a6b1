"""The live inventory: the store, and the snapshot kept in step with it by the change log.

What the faces (REST, pages, command line) talk to. Every read of it sees one immutable snapshot;
every write is one transaction, planned on a snapshot and committed only if nobody came between.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from vendorgraph.analysis import integrity
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Conflict, Invalid, Outrun, Stale
from vendorgraph.model.ids import with_id
from vendorgraph.model.record import Document, Record, Write
from vendorgraph.model.validation import load_document

if TYPE_CHECKING:
    from vendorgraph.store import Store

Progress = Callable[[int, int], None]
Plan = Callable[[Snapshot], Sequence[Write]]
#: How often a write is planned anew when other processes keep committing first.
ATTEMPTS = 20


class Inventory:
    """One inventory in one graph. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._snapshot: Snapshot | None = None
        self._refreshing = threading.Lock()
        self._writing = threading.Lock()

    def snapshot(self) -> Snapshot:
        """The inventory as committed now: one round trip when nothing changed since the last."""
        held = self._snapshot
        if held is not None and held.revision == self.store.revision():
            return held
        with self._refreshing:
            return self._refresh()

    def _refresh(self) -> Snapshot:
        held = self._snapshot
        if held is None:
            delta = self.store.load()
            held = Snapshot.build(delta.changed, delta.revision)
        else:
            delta = self.store.load(held.revision)
            if delta.complete or delta.revision != held.revision:
                held = held.with_delta(delta)
        self._snapshot = held
        return held

    def get(self, kind: str, id_: str) -> Record:
        """One record; raises NotFound."""
        return self.snapshot().record(kind, id_)

    def write(
        self,
        plan: Plan,
        *,
        actor: str,
        request_id: str = "",
        reason: str = "",
        progress: Progress | None = None,
    ) -> int:
        """Commit what `plan` makes of the snapshot, in one transaction; the revision it has after.

        `plan` is called again when another writer came first, so it must be a pure function.
        No writes, no transaction. Raises Invalid or Conflict when the result would not be whole.
        """
        with self._writing:
            for _ in range(ATTEMPTS):
                snapshot = self.snapshot()
                writes = list(plan(snapshot))
                if not writes:
                    return snapshot.revision
                integrity.check(snapshot, writes)
                try:
                    revision = self.store.commit(
                        snapshot.revision,
                        writes,
                        actor=actor,
                        request_id=request_id,
                        reason=reason,
                        progress=progress,
                    )
                except Outrun:
                    continue
                return revision
        raise Conflict("other writers kept coming first; nothing was written, try again")

    def create(self, kind: str, raw: Any, *, actor: str, request_id: str = "") -> Record:
        """Record a new resource, its id made from its name when absent. Raises Conflict when it is taken."""
        document = load_document(kind, with_id(kind, raw))
        id_ = document["id"]

        def plan(snapshot: Snapshot) -> list[Write]:
            if id_ in snapshot.records[kind] or (kind == "party" and id_ in snapshot.former_ids):
                raise Conflict(f"there is a {kind} {id_!r} already", {"id": [f"{id_!r} is taken"]})
            return [Write(kind, id_, None, document)]

        self.write(plan, actor=actor, request_id=request_id)
        return self.get(kind, id_)

    def replace(
        self, kind: str, id_: str, raw: Any, *, if_match: int, actor: str, request_id: str = ""
    ) -> Record:
        """Correct a resource: `raw` is the whole of it. Raises NotFound, Stale, Invalid."""
        return self._correct(kind, id_, lambda _: raw, if_match, actor, request_id)

    def patch(
        self, kind: str, id_: str, raw: Any, *, if_match: int, actor: str, request_id: str = ""
    ) -> Record:
        """Correct the fields that `raw` names (merge patch, RFC 7396, of the top level)."""
        if not isinstance(raw, dict):
            raise Invalid(f"a patch of a {kind} must be an object", {kind: ["is not an object"]})
        return self._correct(kind, id_, lambda document: document | raw, if_match, actor, request_id)

    def _correct(
        self,
        kind: str,
        id_: str,
        change: Callable[[Document], Any],
        if_match: int,
        actor: str,
        request_id: str,
    ) -> Record:
        id_ = self.get(kind, id_).document["id"]

        def plan(snapshot: Snapshot) -> list[Write]:
            before = snapshot.record(kind, id_)
            expect(before, kind, id_, if_match)
            raw = change(before.document)
            if isinstance(raw, dict):
                raw = {"id": id_} | raw
                if raw["id"] != id_:
                    raise Invalid.at("id", f"is {id_!r} and cannot be changed")
            document = load_document(kind, raw)
            if document == before.document:
                return []
            return [Write(kind, id_, before.document, document, before.managed_by, before.contributions)]

        self.write(plan, actor=actor, request_id=request_id)
        return self.get(kind, id_)

    def delete(self, kind: str, id_: str, *, if_match: int, actor: str, request_id: str = "") -> None:
        """Delete a resource. Raises NotFound, Stale, and Conflict with the ids that still point at it."""

        def plan(snapshot: Snapshot) -> list[Write]:
            before = snapshot.record(kind, id_)
            expect(before, kind, before.document["id"], if_match)
            return [Write(kind, before.document["id"], before.document, None)]

        self.write(plan, actor=actor, request_id=request_id)


def expect(record: Record, kind: str, id_: str, revision: int) -> None:
    """Raise Stale when the record is not of the revision that the client saw."""
    if record.revision != revision:
        raise Stale(f"{kind} {id_!r} was changed at revision {record.revision}; you saw revision {revision}")
