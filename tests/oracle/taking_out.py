"""Depends on: what is lost when a party's processings are taken out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tests.oracle.reading import EVERYTHING, Context, Inventory, Reading
from tests.oracle.relation import passes


def depends(
    inventory: Inventory,
    processing: str,
    party: str,
    *,
    as_of: date,
    context: Context = EVERYTHING,
    include_planned: bool = False,
    sources: Iterable[str] | None = None,
) -> bool:
    """Whether taking out the party's processings takes something possible away from the processing.

    Looked at for every source given, by default those of an exposure without `from`.
    """
    before = Reading(inventory, as_of, context, include_planned)
    after = Reading(without(inventory, party), as_of, context, include_planned)
    for source in before.default_sources() if sources is None else sources:
        if source == processing:
            continue
        had = passes(before, source, "possible")[-1][processing]
        gone = source not in after.processings or processing not in after.processings
        kept = set() if gone else passes(after, source, "possible")[-1][processing]
        if had - kept:
            return True
    return False


def without(inventory: Inventory, party: str) -> Inventory:
    """The inventory without the party's processings and without the flows from and to them."""
    taken = {id_ for id_, document in inventory["processing"].items() if document["party"] == party}
    return {
        **inventory,
        "processing": {
            id_: document for id_, document in inventory["processing"].items() if id_ not in taken
        },
        "flow": {
            id_: document
            for id_, document in inventory["flow"].items()
            if document["from"] not in taken and document["to"] not in taken
        },
    }
