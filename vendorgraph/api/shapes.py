"""JSON Schemas of the answers that are not resources: exposure, proofs, impact, graph, changes and the rest."""

from __future__ import annotations

from typing import Any

from vendorgraph.analysis.selection import CERTAINTIES, ROLES
from vendorgraph.api import problems
from vendorgraph.api.schemas import (
    COUNT,
    FLAG,
    TEXT,
    TEXTS,
    JsonSchema,
    described,
    loose,
    many,
    nullable,
    one_of,
    page_of,
    reference,
)
from vendorgraph.auth import ROLES as ACCESS_ROLES
from vendorgraph.law.hop import STATUSES
from vendorgraph.model.common_fields import CAPACITIES

_CERTAINTY: JsonSchema = one_of(CERTAINTIES)
_CAPACITY: JsonSchema = one_of(CAPACITIES)
_TRANSFER = one_of(STATUSES)
_REVISION: JsonSchema = {"type": "integer", "description": "Revision of the inventory that was asked."}


_ASKED: dict[str, JsonSchema] = {
    "as_of": {"type": "string", "format": "date", "description": "Day on which flows were asked to hold."},
    "revision": _REVISION,
}
_PARTY = described(
    "A party and its seat, which is not a place of processing.",
    id=TEXT,
    name=TEXT,
    established_in=nullable(TEXT),
)
_PROCESSING = described("A processing.", id=TEXT, name=TEXT, capacity=_CAPACITY)
_SETS = described(
    "Categories by their widest terms; possible ones include the stated ones.",
    stated=TEXTS,
    possible=TEXTS,
)
_PLACES = many(described("A place and what happens there.", country=TEXT, kinds=TEXTS))

_CHANGED = described(
    "One resource that changes.",
    action=TEXT,
    kind=TEXT,
    id=TEXT,
    managed_by=TEXTS,
    fields={"type": "object"},
)


def _exposure() -> JsonSchema:
    recipient = described(
        "What reaches one processing from one source.",
        source=TEXT,
        party=_PARTY,
        processing=_PROCESSING,
        role=one_of(ROLES),
        role_basis={"type": "string", "enum": ["stated", "assessed"]},
        hops={"type": "integer", "minimum": 1, "description": "Fewest flows from the source."},
        certainty=_CERTAINTY,
        categories=_SETS,
        held_by_source={"type": "string", "enum": ["yes", "no", "not_recorded"]},
        countries=_PLACES,
        transfer=_TRANSFER,
        conditions=TEXTS,
        via={**TEXTS, "description": "Ids of the flows of the first proof."},
    )
    country = described(
        "What reaches one country, region or unknown place from one source.",
        source=TEXT,
        country=TEXT,
        name=TEXT,
        kinds=TEXTS,
        categories=_SETS,
        recipients=TEXTS,
    )
    return described(
        "Who receives what, where. Recipients are paged, countries are not; totals count all pages.",
        **_ASKED,
        sources=TEXTS,
        recipients=many(recipient),
        countries=many(country),
        totals=described(
            "Distinct recipients over all pages, and distinct places of `countries`: a region or `unknown` is one too.",
            recipients=COUNT,
            countries=COUNT,
        ),
        page={"type": "integer"},
        page_size={"type": "integer"},
        total={**COUNT, "description": "Rows of recipients on all pages."},
    )


def _proof() -> JsonSchema:
    return described(
        "Chains of flows through which one term passes all the way, and all flows on such a walk.",
        **_ASKED,
        proofs=many(described("One chain.", flows=TEXTS, certainty=_CERTAINTY)),
        truncated={**FLAG, "description": "There are more proofs than listed."},
        subgraph=many(described("A flow on some walk.", flow=TEXT, certainty=_CERTAINTY)),
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
        contract=TEXT,
        breach_notice_hours=nullable(COUNT),
        flows=TEXTS,
    )
    controller = described(
        "A controller to tell.",
        **upstream,
        subjects=TEXTS,
        countries=_PLACES,
        contracts=many(contract),
        contact={"type": "object", "additionalProperties": nullable(TEXT)},
    )
    return described(
        "Every processing upstream of the targets, and the controllers to tell.",
        **_ASKED,
        targets=TEXTS,
        upstream=many(described("A processing whose data may arrive at the targets.", **upstream)),
        controllers=many(controller),
        totals=described("How many.", upstream=COUNT, controllers=COUNT),
    )


def _transfers() -> JsonSchema:
    reason = {"reason": nullable(TEXT), "by": nullable(TEXT)}
    place = loose(
        "The assessment of one place.",
        "place",
        "status",
        place=TEXT,
        kind=nullable(TEXT),
        status=_TRANSFER,
        **reason,
    )
    ends = {"flow": TEXT, "from": TEXT, "to": TEXT}
    hop = loose(
        "A hop with its assessment.",
        *ends,
        "status",
        "places",
        **ends,
        status=_TRANSFER,
        **reason,
        places=many(place),
    )
    paged = page_of(hop, "One page of hops.")
    return {
        **paged,
        "required": [*_ASKED, *paged["required"]],
        "properties": {**_ASKED, **paged["properties"]},
    }


def _graph() -> JsonSchema:
    shown = described(
        "How many are in the answer, and how many more the question has.", shown=COUNT, hidden=COUNT
    )
    node = loose(
        "A processing.",
        "id",
        "party",
        "processing",
        "tier",
        "role",
        "certainty",
        id=TEXT,
        party={"type": "object"},
        processing={"type": "object"},
        tier=COUNT,
        role=TEXT,
        certainty=_CERTAINTY,
        categories=_SETS,
        countries=_PLACES,
        transfer=nullable(_TRANSFER),
        onward={**COUNT, "description": "Flows on which something in the question goes on."},
        hidden={**COUNT, "description": "Of those, flows to nodes that are not shown."},
    )
    edge = loose(
        "A flow.", "id", "from", "to", "status", **{"id": TEXT, "from": TEXT, "to": TEXT, "status": TEXT}
    )
    return described(
        "The part of the data-flow graph that the question shows.",
        **_ASKED,
        sources=TEXTS,
        nodes=many(node),
        edges=many(edge),
        counts=described("What is shown and what is not.", nodes=shown, edges=shown),
    )


def _change() -> dict[str, JsonSchema]:
    return {
        "seq": {"type": "integer", "minimum": 1},
        "revision": {"type": "integer", "minimum": 1},
        "at": TEXT,
        "actor": nullable(TEXT),
        "request_id": nullable(TEXT),
        "action": {"type": "string", "enum": ["create", "update", "delete"]},
        "entity": TEXT,
        "entity_id": TEXT,
        "before_digest": nullable(TEXT),
        "after_digest": nullable(TEXT),
        "previous_hash": TEXT,
        "hash": TEXT,
    }


def _access() -> dict[str, JsonSchema]:
    role: JsonSchema = one_of(ACCESS_ROLES)
    token = {"id": TEXT, "name": TEXT, "role": role, "created_at": TEXT}
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
                "additionalProperties": described("One dependency.", status=TEXT),
            },
        ),
    }


def _import() -> JsonSchema:
    counts = dict.fromkeys(("created", "changed", "removed", "unchanged", "writes"), COUNT)
    file = loose(
        "What one file changes.",
        "file",
        "inventory",
        *counts,
        "warnings",
        file=TEXT,
        inventory={"type": "string", "description": "Slug under which what it brings is managed."},
        **counts,
        revision=nullable(
            {
                "type": "integer",
                "description": "Revision after it was applied; null when nothing was written.",
            }
        ),
        warnings=TEXTS,
        changes=many(_CHANGED),
    )
    return loose(
        "What files changed, or would change, and what that does.",
        "dry_run",
        "files",
        "writes",
        dry_run=FLAG,
        files=many({"anyOf": [file, reference("ListReport")]}),
        writes=COUNT,
        effects=reference("Effects"),
    )


def _merge() -> JsonSchema:
    return described(
        "What a merge or split changed, or would change.",
        party={"type": "string", "description": "The party that stays."},
        other={"type": "string", "description": "The id that goes, or comes back."},
        dry_run=FLAG,
        revision=nullable(
            {"type": "integer", "description": "Revision after it; null when nothing was written."}
        ),
        writes=COUNT,
        renamed={
            "type": "object",
            "description": "Former id -> new id of each processing.",
            "additionalProperties": TEXT,
        },
        notes=TEXTS,
        changes=many(_CHANGED),
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
            data=many({"type": "object"}),
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
            erased={**FLAG, "description": "Its contents were erased; the chain of digests stays whole."},
        ),
        "ChangeList": page_of(reference("Change"), "One page of events, oldest first."),
        **_access(),
    }
