"""The store: everything the rest of the program asks of the graph database."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from vendorgraph.errors import Unavailable
from vendorgraph.model.record import Archive, Delta, Entry, Write
from vendorgraph.store import archive, changes, commit, load, schema, tokens
from vendorgraph.store.catalogue import Catalogue, shipped_catalogue
from vendorgraph.store.driver import Address, Connection
from vendorgraph.store.webhooks import Webhooks


class Engine(Protocol):
    """Where a graph engine answers; one that this program runs itself, or one that others run."""

    def address(self) -> Address:
        """The address now. Raises Unavailable while the engine is down."""

    def exhausted(self) -> str | None:
        """Why the engine ended just now when its memory did not suffice, else None."""

    def announce(self, address: str | None) -> None:
        """Tell other programs on this machine at which address the inventory is served."""

    def close(self) -> None:
        """Let go of it."""


class Store:
    """One inventory in one graph database; safe to share between threads.

    Nothing is asked of the engine before the first use, and whatever fails is tried anew at the next:
    the store recovers by itself when the engine is back. Every method raises Unavailable meanwhile.
    `webhooks` holds what it keeps of webhooks.
    """

    def __init__(self, engine: Engine, catalogue: Catalogue | None = None) -> None:
        self._engine = engine
        self._connection = Connection(engine.address, catalogue or shipped_catalogue(), engine.exhausted)
        self._preparing = threading.Lock()
        self._writing = threading.Lock()
        self._prepared = False
        self._closed = False
        self.webhooks = Webhooks(self._ready)

    def revision(self) -> int:
        """The revision of the last committed write; 0 before the first."""
        return load.current_revision(self._ready())

    def load(self, since: int = load.EVERYTHING) -> Delta:
        """What changed after the revision `since`, everything when it is -1; a state that existed."""
        return load.load(self._ready(), since)

    def commit(
        self,
        base: int,
        writes: Sequence[Write],
        *,
        actor: str,
        request_id: str,
        reason: str = "",
        progress: Callable[[int, int], None] | None = None,
    ) -> int:
        """Write all or nothing on top of revision `base`; the new revision.

        `progress` is told how many of the writes are done, and of how many.
        Raises Outrun when somebody else wrote since `base`, Conflict when a reference points at nothing.
        """
        connection = self._ready()
        cause = changes.Cause(actor, request_id, reason, changes.now())
        with self._writing:
            return commit.commit(connection, base, writes, cause, progress)

    def changes(self, since: int, limit: int, offset: int = 0) -> tuple[list[dict[str, Any]], int]:
        """Events of revisions after `since`, oldest first, and their total."""
        return changes.read_changes(self._ready(), since, limit, offset)

    def change(self, seq: int) -> dict[str, Any]:
        """One event with what it changed: `before`, `after`, `erased`. Raises NotFound."""
        return changes.read_change(self._ready(), seq)

    def merges(self, party: str) -> list[dict[str, Any]]:
        """The merges by which a party ended, oldest first: `seq`, `revision`, `reason`."""
        return changes.read_merges(self._ready(), party)

    def contents(self, revision: int) -> list[dict[str, Any]]:
        """The events of a revision with what they changed and what was `kept` to take them back."""
        return changes.read_contents(self._ready(), revision)

    def verify(self) -> list[str]:
        """Sentences about broken links of the change log's hash chain; empty when it is whole."""
        return changes.verify(self._ready())

    def log(self, until: int, progress: Callable[[int, int], None] | None = None) -> Iterator[Entry]:
        """Every event up to the revision `until`, oldest first, with all that is kept beside it."""
        return archive.read_log(self._ready(), until, progress)

    def restore(
        self,
        found: Archive,
        *,
        replace: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Write an inventory with its log as it was. Raises Conflict unless this one is empty or `replace`."""
        with self._writing:
            archive.restore(self._ready(), found, replace=replace, progress=progress)

    def erase(self, seqs: Sequence[int], actor: str) -> int:
        """Take away what the events of these numbers hold beside them; how many there were."""
        rows = self._ready().write("erase_contents", ids=list(seqs), at=changes.now(), actor=actor)
        return int(rows[0]["erased"])

    def ping(self) -> str:
        """The engine's name and version, as `Neo4j 5.26.12`."""
        self.revision()
        return _engine_name(self._connection.server())

    def add_token(self, id: str, name: str, role: str, sha256: str, created_at: str) -> None:
        """Keep an API token; `sha256` is the hash of its text, which is kept nowhere."""
        token = {"id": id, "name": name, "role": role, "sha256": sha256, "created_at": created_at}
        tokens.add_token(self._ready(), token)

    def tokens(self) -> list[dict[str, Any]]:
        """All API tokens, oldest first."""
        return tokens.read_tokens(self._ready())

    def remove_token(self, id: str) -> None:
        """End an API token. Raises NotFound."""
        tokens.remove_token(self._ready(), id)

    def announce(self, address: str | None) -> None:
        """Leave the address at which this process serves the inventory beside the data."""
        self._engine.announce(address)

    def close(self) -> None:
        """Close connections and end the embedded engine."""
        self._closed = True
        self._connection.close()
        self._engine.close()

    def _ready(self) -> Connection:
        if self._closed:
            raise Unavailable("The store is closed.")
        if not self._prepared:
            with self._preparing:
                if not self._prepared:
                    schema.prepare(self._connection)
                    self._prepared = True
        return self._connection


def _engine_name(agent: str) -> str:
    """`Neo4j/5.26.12` -> `Neo4j 5.26.12`; the embedded engine says both names."""
    inside = agent.partition("(")[2].rstrip(")")
    return inside if inside else agent.replace("/", " ", 1)
