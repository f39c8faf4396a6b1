"""What a webhook is told: one event a revision of the inventory, one an item of the feed.

The id of an event stays the same however often it is made or sent, so receivers can tell repetitions.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vendorgraph.analysis import feed

Row = Mapping[str, Any]

CHANGED = "inventory.changed"
TEST = "webhook.test"
FEED = "feed."
#: Types a webhook can ask for -> what they say.
TYPES = {
    CHANGED: "A revision of the inventory: who changed which resources.",
    **{f"{FEED}{name}": f"Feed: {said}" for name, said in feed.TYPES.items()},
}
#: Changes that an event names; a larger revision says how many there are and where to read them.
MOST_CHANGES = 100


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a moment: an id without a full stop, a type, and what is told of it."""

    id: str
    type: str
    at: str
    data: Row

    @property
    def body(self) -> str:
        """The message as it is sent and signed."""
        message = {"type": self.type, "timestamp": self.at, "data": self.data}
        return json.dumps(message, ensure_ascii=False, separators=(",", ":"))


def revision_event(row: Row) -> Event:
    """The event of one revision: {revision, total, changes} with the log's first changes.

    Its id comes from the hash chain of the log, so no other revision of any inventory has it.
    """
    first = row["changes"][0]
    named = [
        {name: change.get(name) for name in ("seq", "action", "entity", "entity_id")}
        for change in row["changes"]
    ]
    data = {
        "revision": row["revision"],
        "actor": first.get("actor"),
        "request_id": first.get("request_id"),
        "reason": first.get("reason"),
        "total": row["total"],
        "changes": named,
        "all": f"/api/v1/changes?since={row['revision'] - 1}",
    }
    return Event(f"evt_{first['hash'][:32]}", CHANGED, first["at"], data)


def item_event(item: Row, at: str) -> Event:
    """The event of an item of the feed, told at a moment."""
    return Event(f"evt_{_digest(item['id'])}", f"{FEED}{item['type']}", at, item)


def test_event(webhook: str, at: str) -> Event:
    """An event that says nothing but that messages arrive."""
    return Event(f"evt_{secrets.token_hex(16)}", TEST, at, {"webhook": webhook})


def wanted(webhook: Row, type_: str) -> bool:
    """Whether a webhook asked for events of a type; one that names none asked for all."""
    return not webhook.get("types") or type_ in webhook["types"]


def delivery(webhook: str, event: Event, at: str, position: int = 0) -> dict[str, Any]:
    """The delivery of an event to a webhook, to be made at once; the same two always have the same id."""
    return {
        "id": f"dlv_{_digest(f'{webhook} {event.id}')}",
        "webhook": webhook,
        "event": event.id,
        "type": event.type,
        "body": event.body,
        "state": "pending",
        "created_at": at,
        "position": position,
        "next_at": at,
        "tries": 0,
        "attempts": "[]",
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
