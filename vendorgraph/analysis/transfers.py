"""Transfer of every hop of a snapshot on a day: the law's assessment put to what is recorded.

Source: GDPR Art. 44-49; rules R0-R9, which `vendorgraph.law` implements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vendorgraph.analysis.memory import MOST_ROWS
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.selection import endpoints, unknown
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.law import Assessment, Hop, assess, heads
from vendorgraph.law.hop import STATUSES
from vendorgraph.model import checks


def assessment(view: View, edge: FlowEdge) -> Assessment:
    """The assessment of one hop on the question's day, remembered with the snapshot."""
    known: dict[str, Assessment] = view.snapshot.memory.get(
        ("transfers", view.day), dict, lambda _: min(len(view.snapshot.flows) // 4, MOST_ROWS // 2)
    )
    found = known.get(edge.id)
    if found is None:
        found = known[edge.id] = assess(_hop(view.snapshot, edge), view.question.as_of, view.snapshot.law)
    return found


def _hop(snapshot: Snapshot, edge: FlowEdge) -> Hop:
    processings = snapshot.records["processing"]
    return Hop(
        flow=edge.document,
        sender=snapshot.party_of(edge.sender),
        recipient=snapshot.party_of(edge.recipient),
        sender_capacity=processings[edge.sender].document["capacity"],
        recipient_capacity=processings[edge.recipient].document["capacity"],
        group_head=_group_heads(snapshot).get,
    )


def _group_heads(snapshot: Snapshot) -> Mapping[str, str]:
    parties = snapshot.records["party"]
    return snapshot.memory.get(
        "heads", lambda: heads({id_: found.document for id_, found in parties.items()})
    )


def worst_status(view: View, edges: Iterable[FlowEdge]) -> str:
    """The worst status of hops, worst first: not_covered, not_evaluable, covered, not_a_transfer."""
    return min((assessment(view, edge)["status"] for edge in edges), key=STATUSES.index)


def transfers_answer(
    snapshot: Snapshot,
    question: Question,
    *,
    from_: str | None = None,
    status: str | None = None,
    flow: str | None = None,
) -> dict[str, Any]:
    """The answer of `/transfers`, unpaged: every active flow with its assessment, ordered by flow id.

    `from_` keeps the hops that a processing, or a party's processings, send. Raises Invalid for
    unknown ids and statuses.
    """
    if status is not None and status not in STATUSES:
        raise Invalid.at("status", f"{checks.given(status)} is not accepted; one of {', '.join(STATUSES)}")
    if flow is not None and flow not in snapshot.flows:
        raise unknown("flow", flow, "flow", snapshot.flows)
    view = View.of(snapshot, question)
    senders = frozenset(endpoints(snapshot, question, from_, "from")) if from_ else None
    edges = [snapshot.flows[id_] for id_ in ([flow] if flow else sorted(snapshot.flows))]
    hops = [
        _item(view, edge)
        for edge in edges
        if (senders is None or edge.sender in senders) and view.active(edge)
    ]
    items = [item for item in hops if status in (None, item["status"])]
    return {"as_of": view.day, "revision": snapshot.revision, "group": question.group, "items": items}


def _item(view: View, edge: FlowEdge) -> dict[str, Any]:
    flow = edge.document
    return {
        "flow": edge.id,
        "from": edge.sender,
        "to": edge.recipient,
        "flow_status": flow["status"],
        **assessment(view, edge),
    }
