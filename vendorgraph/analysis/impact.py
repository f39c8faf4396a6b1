"""Whom a breach, failure or removal concerns: the exposure relation read backwards.

Source: GDPR Art. 33(2) (a processor notifies the controller), 34.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vendorgraph.analysis.exposure import places_of
from vendorgraph.analysis.proof import subgraph
from vendorgraph.analysis.propagation import backward
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.selection import CONTROLLING, endpoints, unknown
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.model.taxonomy import Terms


@dataclass(slots=True)
class _Upstream:
    """What of a processing may arrive at the targets, and in how few flows."""

    stated: Terms = 0
    possible: Terms = 0
    stated_hops: int = 0
    possible_hops: int = 0

    @property
    def hops(self) -> int:
        return self.stated_hops if self.stated else self.possible_hops


def impact_answer(
    snapshot: Snapshot, question: Question, *, party: str | None = None, processing: str | None = None
) -> dict[str, Any]:
    """The answer of `/impact`: every processing upstream, and the controllers to tell.

    `upstream` is ordered by hops and id; `controllers` holds those in controller or joint-controller
    capacity with subjects, countries of the data concerned, contracts with their notice hours and
    the contact to tell. Raises Invalid when not exactly one of `party`, `processing` is a known id.
    """
    if (party is None) == (processing is None):
        raise Invalid.at("party", "name either a party or a processing")
    if processing is not None and processing not in snapshot.records["processing"]:
        raise unknown("processing", processing, "processing", snapshot.records["processing"])
    targets = [processing] if processing else endpoints(snapshot, question, party or "", "party")
    view = View.of(snapshot, question)
    upstream = sorted(_upstream(view, targets).items(), key=lambda item: (item[1].hops, item[0]))
    rows = [_row(snapshot, id_, found) for id_, found in upstream]
    controllers = [
        row | _concerned(view, row["processing"]["id"], targets)
        for row in rows
        if row["processing"]["capacity"] in CONTROLLING
    ]
    return {
        "as_of": view.day,
        "revision": snapshot.revision,
        "targets": targets,
        "group": question.group,
        "upstream": rows,
        "controllers": controllers,
        "totals": {"upstream": len(rows), "controllers": len(controllers)},
    }


def _upstream(view: View, targets: Iterable[str]) -> dict[str, _Upstream]:
    found: dict[str, _Upstream] = {}
    for target in targets:
        everything = view.snapshot.taxonomy.all
        for id_, (terms, hops) in backward(view.snapshot.flows_to, view.lets, target, everything).items():
            if id_ != target:
                entry = found.setdefault(id_, _Upstream())
                entry.possible |= terms
                entry.possible_hops = min(entry.possible_hops or hops, hops)
        for id_, (terms, hops) in backward(
            view.snapshot.flows_to, view.lets_stated, target, everything
        ).items():
            if id_ != target:
                entry = found.setdefault(id_, _Upstream())
                entry.stated |= terms
                entry.stated_hops = min(entry.stated_hops or hops, hops)
    return found


def _row(snapshot: Snapshot, id_: str, found: _Upstream) -> dict[str, Any]:
    processing, party = snapshot.records["processing"][id_].document, snapshot.party_of(id_)
    return {
        "processing": {key: processing[key] for key in ("id", "name", "capacity")},
        "party": {key: party[key] for key in ("id", "name", "established_in")},
        "hops": found.hops,
        "certainty": "stated" if found.stated else "possible",
        "categories": {
            "stated": snapshot.taxonomy.maximal(found.stated),
            "possible": snapshot.taxonomy.maximal(found.possible),
        },
    }


def _concerned(view: View, controller: str, targets: list[str]) -> dict[str, Any]:
    """Subjects, countries, contracts and contact of one controller, from the flows between."""
    snapshot = view.snapshot
    pairs = [(controller, target) for target in targets if target != controller]
    edges = [snapshot.flows[flow] for flow in sorted(subgraph(view, pairs, snapshot.taxonomy.all))]
    leaving = [edge for edge in edges if edge.sender == controller]
    party = snapshot.party_of(controller)
    return {
        "subjects": _subjects(snapshot, controller, leaving),
        "countries": places_of(edge for edge in edges if edge.recipient in targets),
        "contracts": _contracts(snapshot, edges),
        "contact": {key: party[key] for key in ("contact", "dpo", "representative", "address")},
    }


def _subjects(snapshot: Snapshot, controller: str, leaving: Iterable[FlowEdge]) -> list[str]:
    """Subjects named on the flows that leave; where none is, those of the processing's purposes."""
    named = {subject for edge in leaving for subject in edge.document["subjects"]}
    terms = snapshot.records["processing"][controller].document["terms"]
    return sorted(named or {subject for term in terms for subject in term["subjects"]})


def _contracts(snapshot: Snapshot, edges: Iterable[FlowEdge]) -> list[dict[str, Any]]:
    """Each contract between, with its hours to notify a breach (null = not recorded)."""
    flows: dict[str, list[str]] = {}
    for edge in edges:
        if contract := edge.document["contract"]:
            flows.setdefault(contract, []).append(edge.id)
    return [
        {
            "contract": id_,
            "breach_notice_hours": snapshot.records["contract"][id_].document["breach_notice_hours"],
            "flows": flows[id_],
        }
        for id_ in sorted(flows)
    ]
