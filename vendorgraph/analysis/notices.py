"""Change notices: whom a planned disclosure to a new processor concerns, and until when they may object.

Source: GDPR Art. 28(2) (specific or general authorisation, notice, objection) and 28(4). Only a
controller authorises: what reaches a processor by way of another controller is that one's to
authorise, so it stands apart as further upstream.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vendorgraph.analysis.chains import Chain, chains, is_controller
from vendorgraph.analysis.durations import shifted
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.analysis.transfers import assessment
from vendorgraph.model.record import Document
from vendorgraph.model.taxonomy import Terms

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
    return snapshot.memory.get(("notices", question), lambda: _answer(snapshot, question), _size)


def _size(answer: Mapping[str, Any]) -> int:
    return sum(1 + len(row["controllers"]) for row in answer["items"])


def _answer(snapshot: Snapshot, question: Question) -> dict[str, Any]:
    beginning: dict[str, list[Planned]] = {}
    for planned in planned_flows(snapshot, question):
        beginning.setdefault(planned.view.day, []).append(planned)
    rows = [
        notice(planned, chain, question.as_of)
        for together in beginning.values()
        for planned, chain in zip(together, _chains(together), strict=True)
    ]
    return {
        "as_of": question.as_of.isoformat(),
        "revision": snapshot.revision,
        "context": question.context.text(),
        "items": sorted(rows, key=_urgency),
    }


def _chains(together: Sequence[Planned]) -> Iterator[Chain]:
    """The chains upstream of flows that begin on the same day."""
    return chains(together[0].view, [planned.edge for planned in together])


def chain_of(planned: Planned) -> Chain:
    """The chain upstream of one planned flow on the day it begins."""
    return next(_chains([planned]))


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
    if not (later or edge.document["status"] == "planned") or is_controller(snapshot, edge.recipient):
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


def notice(planned: Planned, chain: Chain, on: dt.date) -> Row:
    """One planned flow with the controllers whom it concerns, as of a day."""
    edge, snapshot, flow = planned.edge, planned.view.snapshot, planned.edge.document
    objections = list(objections_to(snapshot, edge.id, on))
    if is_controller(snapshot, edge.sender):
        controllers = [_engaging(planned, objections)]
    else:
        controllers = [_upstream(planned, chain, id_, objections, on) for id_ in chain.possible]
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
        "contracts_between": _contracts(planned, chain.between),
        "further_upstream": list(chain.further),
        "objections": objections,
    }


def end(snapshot: Snapshot, processing: str) -> Row:
    """One end of a flow with the names a reader needs."""
    party, document = snapshot.party_of(processing), snapshot.records["processing"][processing].document
    return {
        "party": {key: party[key] for key in ("id", "name", "established_in")},
        "processing": {key: document[key] for key in ("id", "name", "capacity")},
    }


def _engaging(planned: Planned, objections: list[Row]) -> Row:
    """The controller that engages the processor itself and so needs no notice."""
    edge, view = planned.edge, planned.view
    row = _controller(planned, edge.sender, (view.lets_stated(edge), view.lets(edge)))
    return row | {
        "relation": "engages",
        "contracts": [],
        "authorisation": None,
        "window_end": None,
        "state": "own_decision",
        "too_short": None,
        "objections": _raised_by(row["party"]["id"], objections, None),
    }


def _upstream(planned: Planned, chain: Chain, id_: str, objections: list[Row], on: dt.date) -> Row:
    """A controller that has to be asked: its own contracts say how, and until when it may object.

    Where several say so, the earliest end counts, and a specific authorisation before a general one.
    """
    row = _controller(planned, id_, (chain.stated.get(id_, 0), chain.possible[id_]))
    contracts = _contracts(planned, chain.own[id_])
    ends = [contract["window_end"] for contract in contracts if contract["window_end"]]
    window_end, kinds = min(ends, default=None), {contract["authorisation"] for contract in contracts}
    return row | {
        "relation": "upstream",
        "contracts": contracts,
        "authorisation": next((kind for kind in ("specific", "general") if kind in kinds), None),
        "window_end": window_end,
        "state": _state(window_end, on),
        "too_short": _too_short(planned, ends),
        "objections": _raised_by(row["party"]["id"], objections, window_end),
    }


def _controller(planned: Planned, id_: str, terms: tuple[Terms, Terms]) -> Row:
    """A controller with what of its data may go to the new processor (stated, possible)."""
    taxonomy = planned.view.snapshot.taxonomy
    return {
        **end(planned.view.snapshot, id_),
        "contact": planned.view.snapshot.party_of(id_)["contact"],
        "categories": {"stated": taxonomy.maximal(terms[0]), "possible": taxonomy.maximal(terms[1])},
        "special": bool(terms[1] & taxonomy.sensitive),
    }


def _contracts(planned: Planned, edges: Iterable[FlowEdge]) -> list[Row]:
    """The contracts that some flows stand under, by id."""
    flows: dict[str, list[str]] = {}
    for edge in edges:
        if contract := edge.document["contract"]:
            flows.setdefault(contract, []).append(edge.id)
    return [_contract(planned, id_, flows[id_]) for id_ in sorted(flows)]


def _contract(planned: Planned, id_: str, flows: list[str]) -> Row:
    contract = planned.view.snapshot.records["contract"][id_].document
    ends = planned.window_end(contract["notice_days"])
    return {
        "contract": id_,
        "name": contract["name"],
        "authorisation": contract["authorisation"],
        "notice_days": contract["notice_days"],
        "window_end": ends.isoformat() if ends else None,
        "flows": flows,
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
                "party": snapshot.present_id("party", objection["party"]),
                "raised_on": objection["raised_on"],
                "reason": objection["reason"],
                "resolved_on": objection["resolved_on"] if settled else None,
                "outcome": objection["outcome"] if settled else None,
                "state": "resolved" if settled else "open",
            }


def _raised_by(party: str, objections: list[Row], window_end: str | None) -> list[Row]:
    """A party's objections, each with whether it came `late` (null = that cannot be told)."""
    return [
        entry | {"late": entry["raised_on"] >= window_end if window_end and entry["raised_on"] else None}
        for entry in objections
        if entry["party"] == party
    ]
