"""The change log: hash-chained events (`model.chain`), and their contents beside them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from vendorgraph.errors import NotFound
from vendorgraph.model import chain
from vendorgraph.model.canonical import canonical
from vendorgraph.model.chain import GENESIS, text_digest
from vendorgraph.model.record import Write
from vendorgraph.store.driver import Connection

Event = dict[str, Any]

#: The properties of an event, in the order in which answers show them.
FIELDS = (
    "seq",
    "revision",
    "at",
    "actor",
    "request_id",
    "action",
    "entity",
    "entity_id",
    "reason",
    "before_digest",
    "after_digest",
    "previous_hash",
    "hash",
)
#: Events that `verify` reads at once.
STRETCH = 2000


@dataclass(frozen=True, slots=True)
class Cause:
    """Who wrote, in which request, why and when; the same for all events of a revision."""

    actor: str
    request_id: str
    reason: str
    at: str


def now() -> str:
    """This moment in UTC, as 2026-11-22T09:30:00.123Z."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Chain:
    """Makes the events of one revision, each chained to the one before."""

    def __init__(self, seq: int, last_hash: str, revision: int, cause: Cause) -> None:
        self.seq = seq
        self.hash = last_hash
        self._revision = revision
        self._cause = cause

    def events(self, writes: Iterable[Write]) -> Iterator[tuple[Event, Event]]:
        """Per write, the event and its content, as rows for `append_changes` and `append_contents`."""
        for write in writes:
            before = None if write.before is None else canonical(write.before)
            after = None if write.after is None else canonical(write.after)
            self.seq += 1
            event = {
                "seq": self.seq,
                "revision": self._revision,
                "at": self._cause.at,
                "actor": self._cause.actor,
                "request_id": self._cause.request_id,
                "action": write.action,
                "entity": write.kind,
                "entity_id": write.id,
                "reason": self._cause.reason,
                "before_digest": text_digest(before),
                "after_digest": text_digest(after),
                "previous_hash": self.hash,
            }
            self.hash = event_hash(event)
            event["hash"] = self.hash
            yield event, {"seq": self.seq, "before": before, "after": after, "kept": write.kept}


def event_hash(event: Event) -> str:
    """The hash of an event over all its other properties; an absent one counts as null."""
    return chain.event_hash(_shown(event))


def read_changes(connection: Connection, since: int, limit: int, offset: int) -> tuple[list[Event], int]:
    """Events of revisions after `since`, oldest first, and how many there are."""
    meta = connection.read("read_meta")[0]
    if since >= meta["revision"]:
        return [], 0
    first = _first_after(connection, since)
    total = max(0, meta["seq"] - first + 1)
    last = min(first + offset + limit - 1, meta["seq"])
    rows = connection.read("read_changes", first=first + offset, last=last) if last >= first + offset else []
    return [_shown(row["event"]) for row in rows], total


def _first_after(connection: Connection, since: int) -> int:
    """The number of the first event after revision `since` that the log still has."""
    seq = connection.read("first_change", revision=max(since, 0) + 1)[0]["seq"]
    if seq is None:
        seq = connection.read("oldest_change")[0]["seq"]
    return 1 if seq is None else int(seq)


def read_change(connection: Connection, seq: int) -> Event:
    """One event with `before` and `after`; both null and `erased` true when its contents were erased.

    Raises NotFound.
    """
    rows = connection.read("read_change", seq=seq)
    if not rows:
        raise NotFound(f"There is no change number {seq}.")
    return _with_contents(rows[0]["event"], rows[0]["contents"])


def _with_contents(event: Event, contents: list[Event]) -> Event:
    """An event with what it changed, as far as that was not erased."""
    content = contents[0] if contents else {}
    expected = [event.get("before_digest"), event.get("after_digest")]
    texts = [content.get("before"), content.get("after")]
    return {
        **_shown(event),
        "before": _parsed(texts[0]),
        "after": _parsed(texts[1]),
        "erased": any(want is not None and text is None for want, text in zip(expected, texts, strict=True)),
    }


def read_merges(connection: Connection, party: str) -> list[Event]:
    """The deletions of a party by a merge, oldest first: `seq`, `revision` and `reason` of each."""
    return connection.read("find_merges", party=party)


def read_contents(connection: Connection, revision: int) -> list[Event]:
    """What the events of a revision changed, in order: `before`, `after`, `erased` and what was `kept` beside."""
    return [
        {**_with_contents(row["event"], row["contents"]), "kept": (row["contents"] or [{}])[0].get("kept")}
        for row in connection.read("read_contents", revision=revision)
    ]


def verify(connection: Connection) -> list[str]:
    """What is broken in the chain, in sentences; empty when it is whole."""
    meta = connection.read("read_meta")[0]
    said: list[str] = []
    last_seq, last_hash = 0, GENESIS
    for first in range(1, meta["seq"] + 1, STRETCH):
        rows = connection.read("read_chain", first=first, last=min(first + STRETCH - 1, meta["seq"]))
        for row in rows:
            event = _shown(row["event"])
            content = row["contents"][0] if row["contents"] else {}
            held = {name: text_digest(content.get(name)) for name in chain.CONTENTS}
            said.extend(chain.flaws(event, held, last_seq, last_hash))
            last_seq, last_hash = event["seq"], event["hash"]
    if last_seq != meta["seq"]:
        said.append(f"The log ends with change {last_seq}, the inventory counts {meta['seq']}.")
    elif last_hash != meta["hash"]:
        said.append(f"Change {last_seq} is not the one that the inventory remembers as its last.")
    return said


def _shown(event: Event) -> Event:
    return {name: event.get(name) for name in FIELDS}


def _parsed(text: str | None) -> Any:
    return None if text is None else json.loads(text)
