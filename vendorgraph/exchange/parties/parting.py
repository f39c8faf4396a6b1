"""What making two parties of one writes, when one was recorded for two: a pure function of a snapshot.

The processings named go to the new party, with ids under it, and everything that names them follows. What
is about the party itself (promises, reviews, facts) stays with it. Merging the new party back undoes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Conflict, Invalid
from vendorgraph.exchange.parties.decisions import moved_decisions
from vendorgraph.exchange.parties.merging import Effect, references, renamed_processing
from vendorgraph.exchange.parties.renaming import Renaming
from vendorgraph.model.ids import with_id
from vendorgraph.model.record import Write
from vendorgraph.model.validation import load_document


def part(snapshot: Snapshot, party: str, into: Any, processings: Sequence[str]) -> Effect:
    """What giving `processings` of a party to a new party `into` (its document) writes.

    Raises NotFound, Invalid when they are not the party's or none is named, Conflict when the id is taken.
    """
    old = snapshot.document("party", party)["id"]
    made = load_document("party", with_id("party", into))
    if made["id"] in snapshot.records["party"] or made["id"] in snapshot.former_ids:
        raise Conflict(f"there is a party {made['id']!r} already", {"into.id": [f"{made['id']!r} is taken"]})
    own = snapshot.processings_of.get(old, ())
    wrong = [id_ for id_ in processings if id_ not in own]
    if wrong or not processings:
        sentence = f"name processings of {old}: {', '.join(own) or 'it has none'}"
        raise Invalid(
            f"processings: {f'{wrong[0]!r} is none; ' if wrong else ''}{sentence}",
            {"processings": [sentence]},
        )
    renamed = {id_: f"{made['id']}:{id_[len(old) + 1 :]}" for id_ in dict.fromkeys(processings)}
    renaming = Renaming({}, renamed)
    writes = [Write("party", made["id"], None, made), *_moved(snapshot, renaming, made["id"])]
    writes += references(snapshot, renaming)
    moved, unmoved = moved_decisions(snapshot, writes, renaming)
    return Effect(
        old, made["id"], (*writes, *moved), renamed, (*_notes(snapshot, renamed, made["id"]), *unmoved)
    )


def _moved(snapshot: Snapshot, renaming: Renaming, party: str) -> Iterator[Write]:
    for id_, new_id in renaming.processing.items():
        record = snapshot.records["processing"][id_]
        new = renamed_processing(record, new_id, party, renaming)
        yield Write("processing", id_, record.document, None)
        yield Write("processing", new_id, None, new.document, new.managed_by, new.contributions)


def _notes(snapshot: Snapshot, renamed: dict[str, str], party: str) -> Iterator[str]:
    for old, new in renamed.items():
        yield f"processing {old} is from now on {new}"
        for owner in snapshot.records["processing"][old].managed_by:
            yield f"inventory {owner} states {old}: let its file state {new} under {party}, or applying it undoes this"
