"""Proofs, by listing every path that visits no processing twice; the subgraph, term by term."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.oracle.reading import EVERYTHING, Context, Inventory, Reading
from tests.oracle.relation import RELATIONS, simple_paths


def proof(
    inventory: Inventory,
    *,
    as_of: date,
    context: Context = EVERYTHING,
    include_planned: bool = False,
    group: bool = True,
    from_: str,
    to: str,
    category: str | None = None,
    limit: int = 3,
) -> dict[str, Any]:
    """The answer of `/exposure/proof` without the facts of the flows."""
    reading = Reading(inventory, as_of, context, include_planned)
    query = reading.taxonomy.query(category)
    sources = reading.stands_for(from_, group)
    recipients = reading.stands_for(to, group)
    proofs = [
        {"flows": [passage.id for passage in path], "certainty": "stated" if stated else "possible"}
        for source in sources
        for path, stated, _ in simple_paths(reading, source, query)
        if path[-1].recipient in recipients
    ]
    proofs.sort(key=lambda one: (one["certainty"] != "stated", len(one["flows"]), one["flows"]))

    flows: dict[str, set[str]] = {relation: set() for relation in RELATIONS}
    for relation in RELATIONS:
        for source in sources:
            for recipient in recipients - {source}:
                for term in query:
                    flows[relation] |= flows_on_walks(reading, relation, source, recipient, term)
    return {
        "proofs": proofs[:limit],
        "truncated": len(proofs) > limit,
        "subgraph": [
            {"flow": flow, "certainty": "stated" if flow in flows["stated"] else "possible"}
            for flow in sorted(flows["possible"])
        ],
    }


def flows_on_walks(reading: Reading, relation: str, source: str, recipient: str, term: str) -> set[str]:
    """Flows on some walk that carries `term` from source to recipient, at their ends alone.

    Such a walk never enters the source and never leaves the recipient, so flows that do go first;
    a flow of the rest is on one when its sender can be reached and its end leads to the recipient.
    """
    usable = [
        (passage.id, passage.sender, passage.recipient)
        for passage in reading.passages
        if term in passage.lets_through(relation)
        and passage.recipient != source
        and passage.sender != recipient
    ]
    reached = {source}
    leading = {recipient}
    for _ in range(len(usable) + 1):
        reached |= {end for _, start, end in usable if start in reached}
        leading |= {start for _, start, end in usable if end in leading}
    return {id_ for id_, start, end in usable if start in reached and end in leading}
