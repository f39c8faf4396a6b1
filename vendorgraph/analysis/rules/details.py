"""Who is in the chain: name, address and contact of every processor; the identity of the controller."""

from __future__ import annotations

from collections.abc import Iterator

from vendorgraph.analysis.rules.facts import Facts, listed, told
from vendorgraph.analysis.rules.rule import Piece, Rule
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.model.record import Document


def _processors(facts: Facts) -> dict[str, list[FlowEdge]]:
    """Party -> disclosures that it receives as a processor, anywhere in the chain."""
    found: dict[str, list[FlowEdge]] = {}
    for edge in facts.to_processors:
        found.setdefault(facts.owner[edge.recipient]["id"], []).append(edge)
    return found


def _missing(party: Document) -> list[str]:
    return [
        *([] if party["named"] else ["name"]),
        *([] if party["address"] else ["address"]),
        *([] if party["contact"] or party["dpo"] else ["contact"]),
    ]


def _incomplete(facts: Facts) -> Iterator[Piece]:
    received = _processors(facts)
    for id_ in sorted(received):
        party, edges = facts.party(id_), received[id_]
        missing = _missing(party)
        if not missing:
            continue
        evidence = list(told("party", party, "/address", "/contact"))
        for edge in edges:
            evidence.extend(told("flow", edge.document))
        yield Piece(
            about=(id_,),
            message=f"{party['name']} is a processor in the chain and not recorded with its {listed(missing)}.",
            parties=(id_,),
            processings=tuple(dict.fromkeys(edge.recipient for edge in edges)),
            flows=tuple(edge.id for edge in edges),
            evidence=tuple(evidence),
            severity="high" if "name" in missing else None,
            counted=(id_,),
            detail={"missing": missing},
        )


def _makers(facts: Facts) -> list[Document]:
    """Parties that disclose data as a controller and speak for themselves by commitments."""
    speaking = {record.document["party"] for record in facts.snapshot.records["commitment"].values()}
    makers = dict.fromkeys(facts.owner[processing["id"]]["id"] for processing in facts.controllers)
    return [facts.party(id_) for id_ in sorted(makers) if id_ in speaking or facts.party(id_)["own"]]


def _unidentified(facts: Facts) -> Iterator[Piece]:
    for party in _makers(facts):
        if party["named"]:
            continue
        processings = [p["id"] for p in facts.controllers if facts.owner[p["id"]]["id"] == party["id"]]
        yield Piece(
            about=(party["id"],),
            message=f"{party['name']} collects data as a controller and no source says who it is.",
            parties=(party["id"],),
            processings=tuple(processings),
            flows=tuple(edge.id for id_ in processings for edge in facts.leaving[id_]),
            evidence=tuple(told("party", party)),
            counted=(party["id"],),
        )


RULES = (
    Rule(
        id="processor-details-missing",
        title="Name, address or contact of a processor in the chain missing",
        severity="medium",
        why="A controller must have the identity of every processor and subprocessor readily available, whatever the risk.",
        reference="GDPR Art. 28(1), 28(2), 30(2)(a); EDPB Opinion 22/2024",
        fix="Ask the processor above it in the chain, and record name, address and contact.",
        counts="processors in the chain",
        find=_incomplete,
        examined=lambda facts: len(_processors(facts)),
    ),
    Rule(
        id="controller-not-identified",
        title="Controller that no source identifies",
        severity="high",
        why="Persons must be told who the controller is and how to reach it.",
        reference="GDPR Art. 13(1)(a)",
        fix="Find out who publishes the text, and record its name, address and contact.",
        counts="controllers that speak for themselves",
        find=_unidentified,
        examined=lambda facts: len(_makers(facts)),
    ),
)
