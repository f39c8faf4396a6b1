"""JSON Schemas of the answers that are not resources: exposure, proofs, impact, graph, changes and the rest."""

from __future__ import annotations

from typing import Any

from vendorgraph.analysis.selection import CERTAINTIES, ROLES
from vendorgraph.api import problems
from vendorgraph.api.schemas import JsonSchema, described, nullable, page_of, reference
from vendorgraph.auth import ROLES as ACCESS_ROLES
from vendorgraph.model.common_fields import CAPACITIES

_TEXT: JsonSchema = {"type": "string"}
_COUNT: JsonSchema = {"type": "integer", "minimum": 0}
_FLAG: JsonSchema = {"type": "boolean"}
_TEXTS: JsonSchema = {"type": "array", "items": _TEXT}
_CERTAINTY: JsonSchema = {"type": "string", "enum": list(CERTAINTIES)}
_CAPACITY: JsonSchema = {"type": "string", "enum": list(CAPACITIES)}
_TRANSFER: JsonSchema = {
    "type": "string",
    "enum": ["not_covered", "not_evaluable", "covered", "not_a_transfer"],
}
_REVISION: JsonSchema = {"type": "integer", "description": "Revision of the inventory that was asked."}


def _many(item: JsonSchema) -> JsonSchema:
    return {"type": "array", "items": item}


def _loose(doc: str, *required: str, **properties: JsonSchema) -> JsonSchema:
    """An object of which only the properties named in `required` are always there."""
    return {"type": "object", "description": doc, "required": list(required), "properties": properties}


_ASKED: dict[str, JsonSchema] = {
    "as_of": {"type": "string", "format": "date", "description": "Day on which flows were asked to hold."},
    "revision": _REVISION,
}
_PARTY = described(
    "A party and its seat, which is not a place of processing.",
    id=_TEXT,
    name=_TEXT,
    established_in=nullable(_TEXT),
)
_PROCESSING = described("A processing.", id=_TEXT, name=_TEXT, capacity=_CAPACITY)
_SETS = described(
    "Categories by their widest terms; possible ones include the stated ones.",
    stated=_TEXTS,
    possible=_TEXTS,
)
_PLACES = _many(described("A place and what happens there.", country=_TEXT, kinds=_TEXTS))


def _exposure() -> JsonSchema:
    recipient = described(
        "What reaches one processing from one source.",
        source=_TEXT,
        party=_PARTY,
        processing=_PROCESSING,
        role={"type": "string", "enum": list(ROLES)},
        role_basis={"type": "string", "enum": ["stated", "assessed"]},
        hops={"type": "integer", "minimum": 1, "description": "Fewest flows from the source."},
        certainty=_CERTAINTY,
        categories=_SETS,
        held_by_source={"type": "string", "enum": ["yes", "no", "not_recorded"]},
        countries=_PLACES,
        transfer=_TRANSFER,
        conditions=_TEXTS,
        via={**_TEXTS, "description": "Ids of the flows of the first proof."},
    )
    country = described(
        "What reaches one country, region or unknown place from one source.",
        source=_TEXT,
        country=_TEXT,
        name=_TEXT,
        kinds=_TEXTS,
        categories=_SETS,
        recipients=_TEXTS,
    )
    return described(
        "Who receives what, where. Recipients are paged, countries are not; totals count all pages.",
        **_ASKED,
        sources=_TEXTS,
        recipients=_many(recipient),
        countries=_many(country),
        totals=described(
            "Distinct recipients and countries over all pages.", recipients=_COUNT, countries=_COUNT
        ),
        page={"type": "integer"},
        page_size={"type": "integer"},
        total={**_COUNT, "description": "Rows of recipients on all pages."},
    )


def _proof() -> JsonSchema:
    return described(
        "Chains of flows through which one term passes all the way, and all flows on such a walk.",
        **_ASKED,
        proofs=_many(described("One chain.", flows=_TEXTS, certainty=_CERTAINTY)),
        truncated={**_FLAG, "description": "There are more proofs than listed."},
        subgraph=_many(described("A flow on some walk.", flow=_TEXT, certainty=_CERTAINTY)),
        flows={
            "type": "object",
            "description": "Facts of each flow named, by id.",
            "additionalProperties": {"type": "object"},
        },
    )


def _impact() -> JsonSchema:
    upstream = {
        "processing": _PROCESSING,
        "party": _PARTY,
        "hops": {"type": "integer", "minimum": 1},
        "certainty": _CERTAINTY,
        "categories": _SETS,
    }
    contract = described(
        "A contract between and its hours to notify a breach (null = not recorded).",
        contract=_TEXT,
        breach_notice_hours=nullable(_COUNT),
        flows=_TEXTS,
    )
    controller = described(
        "A controller to tell.",
        **upstream,
        subjects=_TEXTS,
        countries=_PLACES,
        contracts=_many(contract),
        contact={"type": "object", "additionalProperties": nullable(_TEXT)},
    )
    return described(
        "Every processing upstream of the targets, and the controllers to tell.",
        **_ASKED,
        targets=_TEXTS,
        upstream=_many(described("A processing whose data may arrive at the targets.", **upstream)),
        controllers=_many(controller),
        totals=described("How many.", upstream=_COUNT, controllers=_COUNT),
    )


def _transfers() -> JsonSchema:
    reason = {"reason": nullable(_TEXT), "by": nullable(_TEXT)}
    place = _loose(
        "The assessment of one place.",
        "place",
        "status",
        place=_TEXT,
        kind=nullable(_TEXT),
        status=_TRANSFER,
        **reason,
    )
    ends = {"flow": _TEXT, "from": _TEXT, "to": _TEXT}
    hop = _loose(
        "A hop with its assessment.",
        *ends,
        "status",
        "places",
        **ends,
        status=_TRANSFER,
        **reason,
        places=_many(place),
    )
    paged = page_of(hop, "One page of hops.")
    return {
        **paged,
        "required": [*_ASKED, *paged["required"]],
        "properties": {**_ASKED, **paged["properties"]},
    }


def _graph() -> JsonSchema:
    shown = described(
        "How many are in the answer, and how many more the question has.", shown=_COUNT, hidden=_COUNT
    )
    node = _loose(
        "A processing.",
        "id",
        "party",
        "processing",
        "tier",
        "role",
        "certainty",
        id=_TEXT,
        party={"type": "object"},
        processing={"type": "object"},
        tier=_COUNT,
        role=_TEXT,
        certainty=_CERTAINTY,
        categories=_SETS,
        countries=_PLACES,
        transfer=nullable(_TRANSFER),
        onward={**_COUNT, "description": "Flows on which something in the question goes on."},
        hidden={**_COUNT, "description": "Of those, flows to nodes that are not shown."},
    )
    edge = _loose(
        "A flow.", "id", "from", "to", "status", **{"id": _TEXT, "from": _TEXT, "to": _TEXT, "status": _TEXT}
    )
    return described(
        "The part of the data-flow graph that the question shows.",
        **_ASKED,
        sources=_TEXTS,
        nodes=_many(node),
        edges=_many(edge),
        counts=described("What is shown and what is not.", nodes=shown, edges=shown),
    )


def _change() -> dict[str, JsonSchema]:
    return {
        "seq": {"type": "integer", "minimum": 1},
        "revision": {"type": "integer", "minimum": 1},
        "at": _TEXT,
        "actor": nullable(_TEXT),
        "request_id": nullable(_TEXT),
        "action": {"type": "string", "enum": ["create", "update", "delete"]},
        "entity": _TEXT,
        "entity_id": _TEXT,
        "before_digest": nullable(_TEXT),
        "after_digest": nullable(_TEXT),
        "previous_hash": _TEXT,
        "hash": _TEXT,
    }


def _access() -> dict[str, JsonSchema]:
    role: JsonSchema = {"type": "string", "enum": list(ACCESS_ROLES)}
    token = {"id": _TEXT, "name": _TEXT, "role": role, "created_at": _TEXT}
    secret = {
        "type": "string",
        "description": "The token itself, shown this once; the server keeps only its digest.",
    }
    return {
        "Me": described("The token by which the request came.", **token),
        "Token": described("An API token, without its secret.", **token),
        "TokenList": page_of(reference("Token"), "One page of tokens, oldest first."),
        "NewToken": described("A new token.", **token, token=secret),
        "Health": described(
            "Whether each dependency answers.",
            status={"type": "string", "enum": ["ok", "unavailable"]},
            dependencies={
                "type": "object",
                "additionalProperties": described("One dependency.", status=_TEXT),
            },
        ),
    }


def _import() -> JsonSchema:
    counts = dict.fromkeys(("created", "changed", "removed", "unchanged", "writes"), _COUNT)
    change = described(
        "One resource that changes.",
        action=_TEXT,
        kind=_TEXT,
        id=_TEXT,
        managed_by=_TEXTS,
        fields={"type": "object"},
    )
    file = _loose(
        "What one file changes.",
        "file",
        "inventory",
        *counts,
        "warnings",
        file=_TEXT,
        inventory={"type": "string", "description": "Slug under which what it brings is managed."},
        **counts,
        revision=nullable(
            {
                "type": "integer",
                "description": "Revision after it was applied; null when nothing was written.",
            }
        ),
        warnings=_TEXTS,
        changes=_many(change),
    )
    return _loose(
        "What files changed, or would change, and what that does.",
        "dry_run",
        "files",
        "writes",
        dry_run=_FLAG,
        files=_many({"anyOf": [file, reference("ListReport")]}),
        writes=_COUNT,
        effects=reference("Effects"),
    )


def _merge() -> JsonSchema:
    change = described(
        "One resource that changes.",
        action=_TEXT,
        kind=_TEXT,
        id=_TEXT,
        managed_by=_TEXTS,
        fields={"type": "object"},
    )
    return described(
        "What a merge or split changed, or would change.",
        party={"type": "string", "description": "The party that stays."},
        other={"type": "string", "description": "The id that goes, or comes back."},
        dry_run=_FLAG,
        revision=nullable(
            {"type": "integer", "description": "Revision after it; null when nothing was written."}
        ),
        writes=_COUNT,
        renamed={
            "type": "object",
            "description": "Former id -> new id of each processing.",
            "additionalProperties": _TEXT,
        },
        notes=_TEXTS,
        changes=_many(change),
    )


def components() -> dict[str, Any]:
    """The components by name."""
    content = nullable({"type": "object", "description": "The resource, null when there was or is none."})
    return {
        "Problem": problems.schema(),
        "Exposure": _exposure(),
        "Proof": _proof(),
        "Impact": _impact(),
        "Transfers": _transfers(),
        "Graph": _graph(),
        "Figure": described(
            "A Plotly figure and what a page needs beside it.",
            data=_many({"type": "object"}),
            layout={"type": "object"},
            config={"type": "object"},
            meta={
                "type": "object",
                "description": "Text alternative, counts, legend, ids behind marks and curves.",
            },
        ),
        "ImportReport": _import(),
        "MergeReport": _merge(),
        "Change": described("One event of the change log.", **_change()),
        "ChangeContent": described(
            "One event with what was recorded before and after it.",
            **_change(),
            before=content,
            after=content,
            erased={**_FLAG, "description": "Its contents were erased; the chain of digests stays whole."},
        ),
        "ChangeList": page_of(reference("Change"), "One page of events, oldest first."),
        **_access(),
    }
