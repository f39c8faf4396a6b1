"""Contracts between controllers, processors and those that processors engage (Art. 26, 28(2)-(4))."""

from __future__ import annotations

from collections.abc import Iterator

from vendorgraph.analysis.rules.facts import Facts, listed, per_pair, told
from vendorgraph.analysis.rules.promises import scope
from vendorgraph.analysis.rules.rule import Piece, Rule, Severity, milder
from vendorgraph.analysis.selection import CONTROLLING
from vendorgraph.analysis.snapshot import FlowEdge

POINTS = "abcdefgh"


def _first_tier(facts: Facts) -> list[FlowEdge]:
    """Disclosures from a controller to a processor."""
    return [edge for edge in facts.to_processors if facts.capacity[edge.sender] in CONTROLLING]


def _further_tiers(facts: Facts) -> list[FlowEdge]:
    """Disclosures from a processor to another processor."""
    return [edge for edge in facts.to_processors if facts.capacity[edge.sender] == "processor"]


def _uncontracted(facts: Facts, edge: FlowEdge) -> bool:
    contract = facts.contract(edge)
    return contract is None or contract["kind"] == "joint_arrangement"


def _no_agreement(facts: Facts) -> Iterator[Piece]:
    for edges in facts.gaps(_first_tier(facts), _uncontracted):
        ended = any(edge.document["contract"] for edge in edges)
        state = "does not hold on the day" if ended else "is recorded"
        no = "The contract recorded" if ended else "No contract"
        yield facts.piece(
            edges,
            f"{no} between {facts.owner[edges[0].sender]['name']} and its processor {facts.who(edges[0].recipient)} {state}.",
            pointers=("/contract", "/stated_role"),
        )


def _incomplete(facts: Facts) -> Iterator[Piece]:
    """Agreements on record that lack points of Art. 28(3); one finding a contract."""
    for id_, edges in _agreements(facts).items():
        contract = facts.snapshot.document("contract", id_)
        missing = [point for point in POINTS if point not in contract["art28_points"]]
        if not missing:
            continue
        which = (
            f"lacks points {', '.join(missing)}"
            if contract["art28_points"]
            else "is recorded without its points"
        )
        ends = [end for edge in edges for end in (edge.sender, edge.recipient)]
        yield Piece(
            about=(id_,),
            message=f"The agreement {id_} {which} of Art. 28(3).",
            parties=tuple(dict.fromkeys(facts.owner[end]["id"] for end in ends)),
            processings=tuple(dict.fromkeys(ends)),
            flows=tuple(edge.id for edge in edges),
            evidence=tuple(told("contract", contract, "/art28_points")),
            severity=None if contract["art28_points"] else "low",
            counted=(id_,),
            detail={"contract": id_, "missing": missing},
        )


def _agreements(facts: Facts) -> dict[str, list[FlowEdge]]:
    """Processing agreements that hold on the day, with the disclosures to processors under them."""
    found: dict[str, list[FlowEdge]] = {}
    for edge in facts.to_processors:
        contract = facts.contract(edge)
        if contract and contract["kind"] == "processing_agreement":
            found.setdefault(contract["id"], []).append(edge)
    return found


def _engaging(facts: Facts) -> dict[str, list[FlowEdge]]:
    """Processor -> what it discloses to other processors."""
    found: dict[str, list[FlowEdge]] = {}
    for edge in _further_tiers(facts):
        found.setdefault(edge.sender, []).append(edge)
    return found


def _into_engaging(facts: Facts) -> list[FlowEdge]:
    """Disclosures to a processor that engages others."""
    engaging = _engaging(facts)
    return [edge for edge in facts.to_processors if edge.recipient in engaging]


def _unauthorised(facts: Facts) -> Iterator[Piece]:
    engaged = {
        id_: listed(facts.owner[edge.recipient]["name"] for edge in edges)
        for id_, edges in _engaging(facts).items()
    }
    for edges in per_pair(edge for edge in _into_engaging(facts) if _authorisation_gap(facts, edge)).values():
        none_recorded = any(_authorisation_gap(facts, edge) == "none" for edge in edges)
        sender, recipient = facts.owner[edges[0].sender]["name"], edges[0].recipient
        what = "no authorisation" if none_recorded else "a general authorisation without a period of notice"
        contracts = sorted({id_ for edge in edges if (id_ := edge.document["contract"])})
        yield facts.piece(
            edges,
            f"{facts.who(recipient)} engages {engaged[recipient]}, and {what} of {sender} is recorded.",
            evidence=[
                entry
                for id_ in contracts
                for entry in facts.told_contract(id_, "/authorisation", "/notice_days")
            ],
            severity=None if none_recorded else milder("medium"),
        )


def _authorisation_gap(facts: Facts, edge: FlowEdge) -> str | None:
    contract = facts.contract(edge)
    if contract is None or contract["authorisation"] is None:
        return "none"
    return "notice" if contract["authorisation"] == "general" and contract["notice_days"] is None else None


def _not_flowing_down(facts: Facts, edge: FlowEdge) -> bool:
    contract = facts.contract(edge)
    return contract is None or contract["flow_down"] is not True


def _no_flow_down(facts: Facts) -> Iterator[Piece]:
    for edges in facts.gaps(_further_tiers(facts), _not_flowing_down):
        contracts = sorted({id_ for edge in edges if (id_ := edge.document["contract"])})
        denied = any((contract := facts.contract(edge)) and contract["flow_down"] is False for edge in edges)
        how = "does not pass on" if denied else "is not recorded to pass on"
        yield facts.piece(
            edges,
            f"{facts.owner[edges[0].sender]['name']} {how} its own obligations to {facts.who(edges[0].recipient)}"
            f"{'' if contracts else '; no contract between them is recorded'}.",
            pointers=("/contract",),
            evidence=[entry for id_ in contracts for entry in facts.told_contract(id_, "/flow_down")],
            severity="high" if denied else None,
        )


def _promised(facts: Facts) -> Iterator[Piece]:
    """A promise that recipients take on the same duties, held against the contracts recorded."""
    for promise in facts.commitments("flow_down"):
        subject = scope(facts, promise)
        sent = [
            edge
            for edge in facts.sent(subject.processings, subject.flows)
            if edge.lets and facts.between_two(edge)
        ]
        edges = [edge for edge in sent if facts.owner[edge.recipient]["kind"] != "authority"]
        unproven = [edge for edge in edges if _not_flowing_down(facts, edge)]
        if not unproven:
            continue
        maker = facts.party(promise["party"])
        severity: Severity = "high" if len(unproven) == len(edges) else "medium"
        evidence = list(told("commitment", promise))
        for edge in unproven:
            evidence.extend(told("flow", edge.document))
        processings = tuple(dict.fromkeys(end for edge in unproven for end in (edge.sender, edge.recipient)))
        yield Piece(
            about=(promise["id"],),
            message=f"{maker['name']} promises that recipients take on the same duties, and for {len(unproven)} of "
            f"{len(edges)} disclosures no contract shows it: {listed(facts.who(edge.recipient) for edge in unproven)}.",
            parties=tuple(dict.fromkeys((maker["id"], *(facts.owner[id_]["id"] for id_ in processings)))),
            processings=processings,
            flows=tuple(edge.id for edge in unproven),
            evidence=tuple(evidence),
            severity=severity,
            counted=(promise["id"],),
            detail={"commitment": promise["id"], "unproven": len(unproven), "of": len(edges)},
        )


def _joint(facts: Facts) -> list[FlowEdge]:
    """Disclosures between joint controllers."""
    joint = "joint_controller"
    return [e for e in facts.disclosures if facts.capacity[e.sender] == joint == facts.capacity[e.recipient]]


def _unarranged(facts: Facts, edge: FlowEdge) -> bool:
    contract = facts.contract(edge)
    return contract is None or contract["kind"] != "joint_arrangement"


def _no_arrangement(facts: Facts) -> Iterator[Piece]:
    for edges in facts.gaps(_joint(facts), _unarranged):
        yield facts.piece(
            edges,
            f"No arrangement between the joint controllers {facts.who(edges[0].sender)} and "
            f"{facts.who(edges[0].recipient)} is recorded.",
            pointers=("/contract",),
        )


RULES = (
    Rule(
        id="processing-agreement-missing",
        code="C6",
        title="Processor without a contract",
        severity="high",
        why="A processor may act only under a contract that binds it to the controller.",
        reference="GDPR Art. 28(3)",
        fix="Conclude a processing agreement, or record the one there is and put the flow under it.",
        counts="disclosures from controllers to processors",
        find=_no_agreement,
        examined=lambda facts: len(_first_tier(facts)),
    ),
    Rule(
        id="processing-agreement-incomplete",
        title="Processing agreement without all points of Art. 28(3)",
        severity="medium",
        why="The contract must contain each of the eight points.",
        reference="GDPR Art. 28(3)(a)-(h)",
        fix="Amend the agreement, or record the points it has.",
        counts="processing agreements",
        find=_incomplete,
        examined=lambda facts: len(_agreements(facts)),
    ),
    Rule(
        id="authorisation-missing",
        title="Subprocessors without an authorisation",
        severity="medium",
        why="A processor engages another only with prior written authorisation; if general, it must announce changes.",
        reference="GDPR Art. 28(2)",
        fix="Record whether the contract authorises specifically or generally, and the days of notice.",
        counts="disclosures to processors that engage others",
        find=_unauthorised,
        examined=lambda facts: len(_into_engaging(facts)),
    ),
    Rule(
        id="flow-down-missing",
        title="Subprocessor not shown to have the same obligations",
        severity="medium",
        why="The same obligations must bind each further processor by contract; the first one answers for all.",
        reference="GDPR Art. 28(4); EDPB Opinion 22/2024",
        fix="Ask the processor for the contract with its subprocessor and record that it passes the obligations on.",
        counts="disclosures between processors",
        find=_no_flow_down,
        examined=lambda facts: len(_further_tiers(facts)),
    ),
    Rule(
        id="flow-down-promise-unproven",
        title="Promise of equal duties for recipients without contracts that show it",
        severity="high",
        why="A promise about what others do is worth what binds them.",
        reference="GDPR Art. 5(2), 28(4)",
        fix="Record the contracts that bind these recipients, or withdraw the promise.",
        counts="commitments",
        find=_promised,
        examined=lambda facts: len(facts.commitments("flow_down")),
    ),
    Rule(
        id="joint-arrangement-missing",
        title="Joint controllers without an arrangement",
        severity="high",
        why="Joint controllers must settle between them who does what, and tell the persons concerned.",
        reference="GDPR Art. 26(1), 26(2)",
        fix="Conclude the arrangement and put the flow under it as a contract of kind joint_arrangement.",
        counts="disclosures between joint controllers",
        find=_no_arrangement,
        examined=lambda facts: len(_joint(facts)),
    ),
)
