"""Change notices: whom a planned disclosure to a new processor concerns, and until when they may object.

Source: GDPR Art. 28(2) (specific or general authorisation, notice, objection) and 28(4). Only a
controller authorises: what reaches a processor by way of another controller is that one's to
authorise, so it stands apart as further upstream.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from vendorgraph.analysis.durations import shifted
from vendorgraph.analysis.proof import subgraph
from vendorgraph.analysis.propagation import Lets, backward
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.selection import CONTROLLING
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.analysis.transfers import assessment
from vendorgraph.model.record import Document

Row = dict[str, Any]
#: Most urgent first; `own_decision` = the sender is the controller itself, who needs no notice.
STATES = ("open", "not_recorded", "closed", "own_decision")


@dataclass(frozen=True, slots=True)
class Planned:
    """A flow to a processor that its sender does not use yet, and the view of the day it begins.

    `starts` is null when no day is stated; the view is then of the day asked. Planned flows count in it.
    """

    edge: FlowEdge
    starts: dt.date | None
    announced: dt.date | None
    announced_in: str | None
    view: View

    def window_end(self, notice_days: int | None) -> dt.date | None:
        """First day on which an objection is too late; None when notice or announcement is not recorded."""
        if self.announced is None or notice_days is None:
            return None
        return shifted(self.announced, notice_days)


def notices_answer(snapshot: Snapshot, question: Question) -> dict[str, Any]:
    """The answer of `/notices`, unpaged: a row per planned flow to a new processor, open windows first."""
    rows = [notice(planned, question.as_of) for planned in planned_flows(snapshot, question)]
    return {
        "as_of": question.as_of.isoformat(),
        "revision": snapshot.revision,
        "context": question.context.text(),
        "items": sorted(rows, key=_urgency),
    }


def _urgency(row: Row) -> tuple[int, str, str, str]:
    ends = sorted(c["window_end"] for c in row["controllers"] if c["state"] == "open")
    return STATES.index(row["state"]), ends[0] if ends else "", row["starts_on"] or "9999", row["flow"]


def planned_flows(snapshot: Snapshot, question: Question) -> Iterator[Planned]:
    """The planned flows to new processors, as the day asked sees them, by flow id."""
    for id_ in sorted(snapshot.flows):
        if planned := planned_flow(snapshot, question, snapshot.flows[id_]):
            yield planned


def planned_flow(snapshot: Snapshot, question: Question, edge: FlowEdge) -> Planned | None:
    """The flow as planned, when on the day asked it is one to a new processor.

    Planned is a flow whose status says so, or one that begins later; what is announced later than the
    day is left out. A processor is new when no flow of the same sender reaches it on the day.
    """
    begins = edge.document["valid_from"]
    starts = dt.date.fromisoformat(begins) if begins else None
    later = starts is not None and starts > question.as_of
    if not (later or edge.document["status"] == "planned") or not _is_processor(snapshot, edge.recipient):
        return None
    announced, document = announcement(snapshot, edge.document)
    if announced is not None and announced > question.as_of:
        return None
    beginning = replace(question, as_of=max(starts or question.as_of, question.as_of), include_planned=True)
    view = View.of(snapshot, beginning)
    now = View.of(snapshot, replace(question, include_planned=False))
    if not view.lets(edge) or _is_used(now, edge):
        return None
    return Planned(edge, starts, announced, document, view)


def _is_processor(snapshot: Snapshot, processing: str) -> bool:
    return bool(snapshot.records["processing"][processing].document["capacity"] == "processor")


def _is_used(now: View, planned: FlowEdge) -> bool:
    others = now.snapshot.flows_from.get(planned.sender, ())
    return any(edge.recipient == planned.recipient and now.active(edge) for edge in others)


def announcement(snapshot: Snapshot, flow: Document) -> tuple[dt.date | None, str | None]:
    """The earliest day that a document in evidence of the flow bears, and that document.

    A document without a date counts from the day it was retrieved; None when neither is recorded.
    """
    found = []
    for entry in flow["evidence"]:
        document = snapshot.records["document"][entry["document"]].document
        if day := document["dated"] or document["retrieved_on"]:
            found.append((day, document["id"]))
    if not found:
        return None, None
    day, id_ = min(found)
    return dt.date.fromisoformat(day), id_


def notice(planned: Planned, on: dt.date) -> Row:
    """One planned flow with the controllers whom it concerns, as of a day."""
    edge, snapshot, flow = planned.edge, planned.view.snapshot, planned.edge.document
    reached = _reached(planned)
    objections = list(objections_to(snapshot, edge.id, on))
    controllers = [_controller(planned, id_, reached[id_], objections, on) for id_ in sorted(reached)]
    found = assessment(planned.view, edge)
    return {
        "flow": edge.id,
        "flow_status": flow["status"],
        "sender": end(snapshot, edge.sender),
        "recipient": end(snapshot, edge.recipient),
        "starts_on": planned.starts.isoformat() if planned.starts else None,
        "announced_on": planned.announced.isoformat() if planned.announced else None,
        "announced_in": planned.announced_in,
        "categories": flow["categories"],
        "categories_open": flow["categories_open"],
        "countries": sorted({place for place, _ in edge.places}),
        "transfer": {key: found[key] for key in ("status", "reason", "by", "fact")},
        "state": min((row["state"] for row in controllers), key=STATES.index, default="not_recorded"),
        "controllers": controllers,
        "further_upstream": _further(planned, reached),
        "objections": objections,
    }


def end(snapshot: Snapshot, processing: str) -> Row:
    """One end of a flow with the names a reader needs."""
    party, document = snapshot.party_of(processing), snapshot.records["processing"][processing].document
    return {
        "party": {key: party[key] for key in ("id", "name", "established_in")},
        "processing": {key: document[key] for key in ("id", "name", "capacity")},
    }


def _reached(planned: Planned) -> dict[str, tuple[int, int]]:
    """The controllers who authorise, with what of theirs may arrive (possible, stated)."""
    edge, view = planned.edge, planned.view
    if not _is_processor(view.snapshot, edge.sender):
        return {edge.sender: (view.lets(edge), view.lets_stated(edge))}
    possible = _controllers(view, edge.sender, _as_processors(view, view.lets), view.lets(edge))
    stated = _controllers(view, edge.sender, _as_processors(view, view.lets_stated), view.lets_stated(edge))
    return {id_: (terms, stated.get(id_, 0)) for id_, terms in possible.items()}


def _as_processors(view: View, lets: Lets) -> Lets:
    """What goes on while those who pass it on are processors: what a controller receives ends there."""
    snapshot = view.snapshot
    return lambda edge: lets(edge) if _is_processor(snapshot, edge.recipient) else 0


def _controllers(view: View, target: str, lets: Lets, terms: int) -> dict[str, int]:
    capacities = view.snapshot.records["processing"]
    found = backward(view.snapshot.flows_to, lets, target, terms) if terms else {}
    return {
        id_: mask
        for id_, (mask, _) in found.items()
        if id_ != target and capacities[id_].document["capacity"] in CONTROLLING
    }


def _further(planned: Planned, reached: Iterable[str]) -> list[str]:
    """Controllers whose data may arrive by way of another controller, who decides on its own."""
    edge, view = planned.edge, planned.view
    whole = _controllers(view, edge.sender, view.lets, view.lets(edge))
    return sorted(whole.keys() - set(reached) - {edge.recipient})


def _controller(
    planned: Planned, id_: str, terms: tuple[int, int], objections: list[Row], on: dt.date
) -> Row:
    snapshot = planned.view.snapshot
    party, taxonomy = snapshot.party_of(id_), snapshot.taxonomy
    upstream = id_ != planned.edge.sender
    contracts = _contracts(planned, id_, terms[0]) if upstream else []
    own = [row for row in contracts if row["own"]]
    ends = [row["window_end"] for row in own if row["window_end"]]
    window_end = min(ends, default=None)
    kinds = {row["authorisation"] for row in own}
    mine = [entry for entry in objections if entry["party"] == party["id"]]
    state = _state(window_end, on) if upstream else "own_decision"
    return {
        **end(snapshot, id_),
        "relation": "upstream" if upstream else "engages",
        "contact": party["contact"],
        "categories": {"stated": taxonomy.maximal(terms[1]), "possible": taxonomy.maximal(terms[0])},
        "special": bool(terms[0] & taxonomy.sensitive),
        "contracts": contracts,
        "authorisation": next((kind for kind in ("specific", "general") if kind in kinds), None),
        "window_end": window_end,
        "state": state,
        "too_short": _too_short(planned, ends),
        "objections": [entry | {"late": _late(entry, window_end)} for entry in mine],
    }


def _contracts(planned: Planned, controller: str, terms: int) -> list[Row]:
    """The contracts on the walks from the controller to the sender; `own` are those it has itself."""
    view, snapshot = planned.view, planned.view.snapshot
    capacities = _as_processors(view, view.lets)
    flows: dict[str, list[FlowEdge]] = {}
    for id_ in sorted(subgraph(view, [(controller, planned.edge.sender)], terms)):
        edge = snapshot.flows[id_]
        if (contract := edge.document["contract"]) and capacities(edge):
            flows.setdefault(contract, []).append(edge)
    return [_contract(planned, snapshot, contract, flows[contract], controller) for contract in sorted(flows)]


def _contract(planned: Planned, snapshot: Snapshot, id_: str, flows: list[FlowEdge], controller: str) -> Row:
    contract = snapshot.records["contract"][id_].document
    ends = planned.window_end(contract["notice_days"])
    return {
        "contract": id_,
        "name": contract["name"],
        "own": any(edge.sender == controller for edge in flows),
        "authorisation": contract["authorisation"],
        "notice_days": contract["notice_days"],
        "window_end": ends.isoformat() if ends else None,
        "flows": [edge.id for edge in flows],
    }


def _state(window_end: str | None, on: dt.date) -> str:
    if window_end is None:
        return "not_recorded"
    return "open" if on.isoformat() < window_end else "closed"


def _too_short(planned: Planned, ends: list[str]) -> bool | None:
    """Whether the processor is to begin before a notice has run; None when that cannot be told."""
    if not ends or planned.starts is None:
        return None
    return planned.starts.isoformat() < max(ends)


def objections_to(snapshot: Snapshot, flow: str, on: dt.date) -> Iterator[Row]:
    """The objections raised against a flow by a day, `open` until the day they are settled, by id."""
    day = on.isoformat()
    for id_ in sorted(snapshot.records["objection"]):
        objection = snapshot.records["objection"][id_].document
        if objection["flow"] == flow and (objection["raised_on"] or day) <= day:
            settled = objection["resolved_on"] is not None and objection["resolved_on"] <= day
            yield {
                "objection": id_,
                "party": snapshot.former_ids.get(objection["party"], objection["party"]),
                "raised_on": objection["raised_on"],
                "reason": objection["reason"],
                "resolved_on": objection["resolved_on"] if settled else None,
                "outcome": objection["outcome"] if settled else None,
                "state": "resolved" if settled else "open",
            }


def _late(objection: Row, window_end: str | None) -> bool | None:
    if window_end is None or objection["raised_on"] is None:
        return None
    return bool(objection["raised_on"] >= window_end)
