"""Flat tables: a row per flow, and the rows of an exposure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vendorgraph.analysis.exposure import exposure_answer
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.analysis.transfers import assessment
from vendorgraph.exchange.writing.asked import Asked
from vendorgraph.exchange.writing.facts import Row
from vendorgraph.exchange.writing.scope import Scope
from vendorgraph.exchange.writing.tables import Sheet

FLOW_COLUMNS = (
    "flow",
    "from_party",
    "from_party_name",
    "from",
    "from_name",
    "from_capacity",
    "to_party",
    "to_party_name",
    "to",
    "to_name",
    "to_capacity",
    "to_established_in",
    "status",
    "basis",
    "categories",
    "categories_open",
    "categories_text",
    "purposes",
    "subjects",
    "legal_basis",
    "transform",
    "storage",
    "processing",
    "access",
    "place",
    "mechanisms",
    "transfer",
    "transfer_reason",
    "transfer_by",
    "conditions",
    "scope",
    "stated_role",
    "retention",
    "contract",
    "valid_from",
    "valid_to",
    "evidence",
)
EXPOSURE_COLUMNS = (
    "source",
    "party",
    "party_name",
    "established_in",
    "processing",
    "processing_name",
    "capacity",
    "role",
    "role_basis",
    "hops",
    "certainty",
    "stated_categories",
    "possible_categories",
    "held_by_source",
    "countries",
    "transfer",
    "conditions",
    "via",
)
NOT_STATED = "not stated"


def flows_sheet(snapshot: Snapshot, asked: Asked) -> Sheet:
    """A row per flow that holds on the day, or of the chains that begin where it is asked. Raises Invalid."""
    scope = Scope.of(snapshot, asked)
    return Sheet("flows", FLOW_COLUMNS, (_flow(scope, edge) for edge in scope.flows))


def _flow(scope: Scope, edge: FlowEdge) -> list[Any]:
    snapshot, flow = scope.view.snapshot, edge.document
    found = assessment(scope.view, edge)
    kept = flow["retention"] or {}
    row: Row = {
        **flow,
        **_end(snapshot, "from", edge.sender),
        **_end(snapshot, "to", edge.recipient),
        **_places(flow["locations"]),
        "flow": edge.id,
        "categories": NOT_STATED if flow["categories"] is None else flow["categories"],
        "mechanisms": NOT_STATED
        if flow["mechanisms"] is None
        else [_mechanism(one) for one in flow["mechanisms"]],
        "transfer": found["status"],
        "transfer_reason": found["reason"],
        "transfer_by": found["by"],
        "scope": [f"{name}: {', '.join(values)}" for name, values in flow["scope"].items()],
        "retention": kept.get("period") or kept.get("text"),
        "evidence": [
            f"{one['document']}, lines {one['lines']}" if one["lines"] else one["document"]
            for one in flow["evidence"]
        ],
    }
    return [row[column] for column in FLOW_COLUMNS]


def _end(snapshot: Snapshot, end: str, id_: str) -> Row:
    processing, party = snapshot.records["processing"][id_].document, snapshot.party_of(id_)
    return {
        end: id_,
        f"{end}_name": processing["name"],
        f"{end}_capacity": processing["capacity"],
        f"{end}_party": party["id"],
        f"{end}_party_name": party["name"],
        f"{end}_established_in": party["established_in"],
    }


def _places(locations: list[Row]) -> Row:
    """Places by what happens there; `place` are those of which that is not stated."""
    kinds: dict[str | None, list[str]] = {}
    for location in locations:
        kinds.setdefault(location["kind"], []).append(location["place"])
    found = {kind: kinds.get(kind, []) for kind in ("storage", "processing", "access")}
    return {**found, "place": kinds.get(None, []) if locations else ["unknown"]}


def _mechanism(one: Row) -> str:
    return f"{one['code']} module {one['module']}" if one["module"] else str(one["code"])


def exposure_sheet(snapshot: Snapshot, asked: Asked) -> Sheet:
    """The recipients of `/exposure` as rows. Raises Invalid for unknown ids and filters."""
    answer = exposure_answer(
        snapshot, asked.question, from_=asked.from_, category=asked.category, filters=asked.filters
    )
    return Sheet("exposure", EXPOSURE_COLUMNS, exposure_rows(answer["recipients"]))


def exposure_rows(rows: list[Row]) -> Iterator[list[Any]]:
    """The rows of an exposure under EXPOSURE_COLUMNS."""
    for row in rows:
        yield [
            row["source"],
            row["party"]["id"],
            row["party"]["name"],
            row["party"]["established_in"],
            row["processing"]["id"],
            row["processing"]["name"],
            row["processing"]["capacity"],
            row["role"],
            row["role_basis"],
            row["hops"],
            row["certainty"],
            row["categories"]["stated"],
            row["categories"]["possible"],
            row["held_by_source"],
            [_place(entry) for entry in row["countries"]],
            row["transfer"],
            row["conditions"],
            row["via"],
        ]


def _place(entry: Row) -> str:
    kinds = ", ".join(entry["kinds"])
    return f"{entry['country']} ({kinds})" if kinds else str(entry["country"])
