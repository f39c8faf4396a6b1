"""What taking a merge back writes: a pure function of a snapshot and of what the merge had changed.

What nobody touched since is exactly as before. What was changed since keeps the change, with the ids of
before; what was added to the party since stays with it, except where it hangs on a processing that moves.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Conflict
from vendorgraph.exchange.merge import Contributions, contributions_of, recorded
from vendorgraph.exchange.parties.merging import Effect
from vendorgraph.exchange.parties.renaming import Renaming
from vendorgraph.model.entities import RECORDS
from vendorgraph.model.record import Document, Record, Write

_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Undone:
    """One event of a merge: the record before and after, null for none."""

    kind: str
    id: str
    before: Record | None
    after: Record | None
    renamed: Mapping[str, str]


def undone(event: Mapping[str, Any]) -> Undone:
    """An event as the store gives it back. Raises Conflict when its contents were erased."""
    if event["erased"] or (event["before"] is not None and not event["kept"]):
        raise Conflict(
            f"change {event['seq']} no longer has the contents by which the merge could be taken back"
        )
    kept = json.loads(event["kept"]) if event["kept"] else {"before": {}, "after": {}}

    def record(side: str) -> Record | None:
        document = event[side]
        if document is None:
            return None
        held = kept[side]
        return Record(document, 0, tuple(held.get("managed_by", ())), held.get("contributions"))

    return Undone(
        event["entity"], event["entity_id"], record("before"), record("after"), kept.get("renamed", {})
    )


def split(snapshot: Snapshot, party: str, former: str, events: Sequence[Undone]) -> Effect:
    """What taking back the merge of `former` into `party` writes."""
    renamed = next((event.renamed for event in events if (event.kind, event.id) == ("party", former)), {})
    back = Renaming({}, {new: old for old, new in renamed.items()})
    by_id = {(event.kind, event.id): event for event in events}
    writes, notes = [], []
    for event in events:
        if event.kind == "processing" and event.before is None:
            continue  # its old id stands for both
        if event.kind == "processing" and event.id in renamed:
            new = renamed[event.id]
            current = snapshot.records["processing"].get(new)
            created = by_id["processing", new]
            if current is None or event.before is None:
                notes.append(f"processing {new} was deleted since and does not come back as {event.id}")
                continue
            restored = _restored(event.before, created.after, current, "processing", back)
            writes.append(Write("processing", new, current.document, None))
            writes.append(_creation("processing", event.id, restored))
        elif event.after is None and event.before is not None:
            writes.append(_creation(event.kind, event.id, event.before))
        elif event.before is not None:
            current = snapshot.records[event.kind].get(event.id)
            if current is None:
                notes.append(f"{event.kind} {event.id} was deleted since and does not come back")
                continue
            restored = _restored(event.before, event.after, current, event.kind, back)
            writes.append(
                Write(
                    event.kind,
                    event.id,
                    current.document,
                    restored.document,
                    restored.managed_by,
                    restored.contributions,
                )
            )
    writes += _since(snapshot, back, {(write.kind, write.id) for write in writes})
    return Effect(party, former, tuple(writes), dict(back.processing), tuple(notes))


def _creation(kind: str, id_: str, record: Record) -> Write:
    return Write(kind, id_, None, record.document, record.managed_by, record.contributions)


def _since(snapshot: Snapshot, back: Renaming, done: set[tuple[str, str]]) -> Iterator[Write]:
    """What was recorded since the merge and names a processing that gets its old id back."""
    for entity in RECORDS:
        for id_, record in snapshot.records[entity.name].items():
            if (entity.name, id_) in done:
                continue
            new = back.record(entity.name, record)
            if new.document is not record.document:
                yield Write(
                    entity.name, id_, record.document, new.document, new.managed_by, new.contributions
                )


def _restored(before: Record, after: Record | None, current: Record, kind: str, back: Renaming) -> Record:
    """The record as it was before the merge, with what was changed on it since."""
    assert after is not None
    if _same(after, current):
        return before
    document = back.document(kind, _three_way(before.document, after.document, current.document))
    parts: Contributions = {}
    old, merged = contributions_of(kind, before), contributions_of(kind, after)
    for owner, part in contributions_of(kind, current).items():
        kept = _three_way(old.get(owner, {}), merged.get(owner, {}), part)
        if kept.keys() - {"id"} or owner in old:
            parts[owner] = back.document(kind, {**kept, "id": document["id"]})
    managed_by, contributions = recorded(kind, parts, document)
    return Record(document, 0, managed_by, contributions)


def _same(after: Record, current: Record) -> bool:
    return (after.document, after.managed_by, after.contributions) == (
        current.document,
        current.managed_by,
        current.contributions,
    )


def _three_way(before: Document, after: Document, current: Document) -> Document:
    """`current` without what the merge brought and with what it took; changes made since are kept."""
    restored: Document = {}
    for name in dict.fromkeys((*before, *current)):
        was, became, now = (side.get(name, _ABSENT) for side in (before, after, current))
        if now == became:
            value = was
        elif isinstance(now, list):
            was, became = (side if isinstance(side, list) else [] for side in (was, became))
            brought = [entry for entry in became if entry not in was]
            value = [entry for entry in now if entry not in brought]
            value += [entry for entry in was if entry not in became and entry not in value]
        else:
            value = now
        if value is not _ABSENT:
            restored[name] = value
    return restored
