"""Impact, the long way round: every processing is made a source, and one looks whether a target receives."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.oracle.reading import EVERYTHING, Context, Inventory, Reading
from tests.oracle.relation import RELATIONS, fewest_flows, passes


def impact(
    inventory: Inventory,
    *,
    as_of: date,
    context: Context = EVERYTHING,
    include_planned: bool = False,
    group: bool = True,
    party: str | None = None,
    processing: str | None = None,
) -> dict[str, Any]:
    """The upstream rows of `/impact`: who may have sent what to the party's processings."""
    reading = Reading(inventory, as_of, context, include_planned)
    if processing is not None:
        targets = {processing}
    else:
        assert party is not None
        targets = reading.stands_for(party, group)
    rows = [row for source in reading.processings if (row := _row(reading, source, targets - {source}))]
    return {"upstream": sorted(rows, key=lambda row: (row["hops"], row["processing"]))}


def _row(reading: Reading, source: str, targets: set[str]) -> dict[str, Any] | None:
    everything = reading.taxonomy.all
    history = {relation: passes(reading, source, relation) for relation in RELATIONS}
    arrives: dict[str, set[str]] = {
        relation: {term for target in targets for term in history[relation][-1][target]}
        for relation in RELATIONS
    }
    if not arrives["possible"]:
        return None
    certainty = "stated" if arrives["stated"] else "possible"
    counts = [fewest_flows(history[certainty], target, everything) for target in targets]
    return {
        "processing": source,
        "party": reading.processings[source]["party"],
        "capacity": reading.processings[source]["capacity"],
        "hops": min(count for count in counts if count is not None),
        "certainty": certainty,
        "categories": {relation: reading.taxonomy.maximal(arrives[relation]) for relation in RELATIONS},
    }
