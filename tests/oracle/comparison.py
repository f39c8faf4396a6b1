"""The implementation and the oracle behind one face, both projected to the same plain form.

The only module here that knows the implementation.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests import oracle
from tests.oracle.documents import Inventory

RECIPIENT = (
    "source",
    "role",
    "role_basis",
    "hops",
    "certainty",
    "categories",
    "held_by_source",
    "countries",
    "via",
    "conditions",
)
COUNTRY = ("source", "country", "kinds", "categories", "recipients")
UPSTREAM = ("hops", "certainty", "categories")


class Oracle:
    """The page by brute force."""

    name = "oracle"

    def __init__(self, places: oracle.Places) -> None:
        self.places = places

    def exposure(self, inventory: Inventory, **asked: Any) -> dict[str, Any]:
        return oracle.exposure(inventory, self.places, **asked)

    def proof(self, inventory: Inventory, **asked: Any) -> dict[str, Any]:
        return oracle.proof(inventory, **asked)

    def impact(self, inventory: Inventory, **asked: Any) -> dict[str, Any]:
        return oracle.impact(inventory, **asked)

    def single_points(self, inventory: Inventory, **asked: Any) -> set[str]:
        """Parties on which, for some source of another party, a recipient of yet another one depends."""
        asked.pop("group")
        sources = oracle.Reading(inventory, **asked).default_sources()
        party_of = {id_: document["party"] for id_, document in inventory["processing"].items()}
        return {
            party
            for source in sources
            for party in inventory["party"]
            for recipient in party_of
            if party not in (party_of[source], party_of[recipient])
            and oracle.depends(inventory, recipient, party, sources=[source], **asked)
        }


def shipped_places() -> oracle.Places:
    """The dated membership of the shipped regions."""
    from vendorgraph.model.places import members
    from vendorgraph.model.vocabulary import shipped

    return oracle.Places(
        members=lambda region, day: set(members(region, day)),
        regions=frozenset(shipped("region")) - {"unknown"},
        closed=frozenset({"EEA", "EU", "UK", "CH"}),
    )


class Implementation:
    """The package's own analysis of a snapshot."""

    name = "implementation"

    def exposure(self, inventory: Inventory, **asked: Any) -> dict[str, Any]:
        from vendorgraph.analysis.exposure import exposure_answer
        from vendorgraph.analysis.selection import Filters

        question, from_, category = _question(asked), asked.pop("from_", None), asked.pop("category", None)
        answer = exposure_answer(
            snapshot(inventory), question, from_=from_, category=category, filters=Filters(**asked)
        )
        return {
            **{key: answer[key] for key in ("as_of", "sources", "totals")},
            "recipients": [_with_ids(row, RECIPIENT) for row in answer["recipients"]],
            "countries": [_only(row, COUNTRY) for row in answer["countries"]],
        }

    def proof(self, inventory: Inventory, **asked: Any) -> dict[str, Any]:
        from vendorgraph.analysis.proof import proof_answer

        answer = proof_answer(snapshot(inventory), _question(asked), **asked)
        return _only(answer, ("proofs", "truncated", "subgraph"))

    def impact(self, inventory: Inventory, **asked: Any) -> dict[str, Any]:
        from vendorgraph.analysis.impact import impact_answer

        answer = impact_answer(snapshot(inventory), _question(asked), **asked)
        rows = [
            {**_with_ids(row, UPSTREAM), "capacity": row["processing"]["capacity"]}
            for row in answer["upstream"]
        ]
        return {"upstream": rows}

    def single_points(self, inventory: Inventory, **asked: Any) -> set[str]:
        """The parties that `/concentration` calls single points, without `from`."""
        from vendorgraph.analysis.concentration import concentration_answer

        answer = concentration_answer(snapshot(inventory), _question(asked))
        return {row["party"]["id"] for row in answer["parties"] if row["single_point"]}


def snapshot(inventory: Inventory) -> Any:
    """The inventory as the package holds it, with its own terms alone."""
    from vendorgraph.analysis.snapshot import Snapshot
    from vendorgraph.model.record import Record

    records = {
        kind: {id_: Record(document) for id_, document in documents.items()}
        for kind, documents in inventory.items()
    }
    return Snapshot.build(records, revision=1, shipped_terms=False)


def _question(asked: dict[str, Any]) -> Any:
    """Takes what every question has out of the arguments and makes the package's Question of it."""
    from vendorgraph.analysis import question

    context = asked.pop("context")
    return question.Question(
        as_of=asked.pop("as_of"),
        context=question.Context(
            conditions={name: state == "on" for name, state in context.conditions.items()},
            scope={dimension: value for dimension, (value,) in context.scope.items()},
        ),
        include_planned=asked.pop("include_planned"),
        group=asked.pop("group"),
    )


def _only(row: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: row[key] for key in keys}


def _with_ids(row: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {**_only(row, keys), "party": row["party"]["id"], "processing": row["processing"]["id"]}
