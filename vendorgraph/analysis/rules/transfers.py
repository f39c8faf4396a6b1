"""Transfers that nothing recorded covers, those that cannot be judged, and sensitive data on either.

What the recipient's seat alone decides is one step milder (R8 of the transfer rules).
"""

from __future__ import annotations

from collections.abc import Iterator

from vendorgraph.analysis.rules.facts import Facts, listed, per_pair, place_names
from vendorgraph.analysis.rules.rule import SEVERITIES, Piece, Rule, Severity, milder
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.law import Assessment
from vendorgraph.model import places
from vendorgraph.model.taxonomy import Terms

#: Reasons that say nothing of the destination: no law known here binds the exporter.
_BEYOND = "exporter_outside_regimes"


def _softened(severity: Severity, found: Assessment) -> Severity:
    return milder(severity) if found["decided_by"] == "seat" else severity


def _with_status(facts: Facts, status: str) -> Iterator[list[FlowEdge]]:
    """Per pair of processings, its hops with that status."""
    edges = (edge for edge in facts.disclosures if facts.assess(edge)["status"] == status)
    yield from per_pair(edges).values()


def _where(found: Assessment) -> str:
    worst = [place for place in found["places"] if place["status"] == found["status"]]
    named = [
        place["place"]
        for place in worst
        if places.is_country(place["place"]) or places.is_region(place["place"])
    ]
    return place_names(named) if named else "an international organisation"


def _transfer(facts: Facts, status: str, severity: Severity, verb: str) -> Iterator[Piece]:
    for edges in _with_status(facts, status):
        answers = [facts.assess(edge) for edge in edges]
        judged = [(_severity(found, severity), at) for at, found in enumerate(answers)]
        worst, at = min(judged, key=lambda one: (SEVERITIES.index(one[0]), one[1]))
        found = answers[at]
        yield facts.piece(
            edges,
            f"The disclosure by {facts.owner[edges[0].sender]['name']} to {facts.who(edges[0].recipient)} {verb} "
            f"(place: {_where(found)}). {found['fact']}",
            pointers=("/locations", "/mechanisms"),
            severity=worst,
            detail={"reason": found["reason"], "decided_by": found["decided_by"]},
        )


def _severity(found: Assessment, severity: Severity) -> Severity:
    return "low" if found["reason"] == _BEYOND else _softened(severity, found)


def _not_covered(facts: Facts) -> Iterator[Piece]:
    return _transfer(facts, "not_covered", "high", "is a transfer that nothing covers")


def _not_evaluable(facts: Facts) -> Iterator[Piece]:
    return _transfer(facts, "not_evaluable", "medium", "may be a transfer and cannot be judged")


def _sensitive(facts: Facts) -> list[FlowEdge]:
    """Disclosures on which special-category or criminal data are stated to leave, or may leave."""
    held = facts.sensitive_held
    return [edge for edge in facts.disclosures if held.get(edge.sender, 0) & edge.lets]


def _uncovered_sensitive(facts: Facts) -> Iterator[Piece]:
    bad = ("not_covered", "not_evaluable")
    found = (edge for edge in _sensitive(facts) if facts.assess(edge)["status"] in bad)
    for edges in per_pair(found).values():
        judged = [(_gravity(facts, edge), edge) for edge in edges]
        worst = min(judged, key=lambda one: SEVERITIES.index(one[0]))
        yield _sensitive_piece(facts, edges, *worst)


def _explicit(facts: Facts, edge: FlowEdge) -> Terms:
    """Sensitive terms that the flow names; a wider category (all demographic data) only may hold some."""
    taxonomy = facts.snapshot.taxonomy
    named = [c for c in edge.document["categories"] or () if not taxonomy.down(c) & ~taxonomy.sensitive]
    return taxonomy.union(named)


def _gravity(facts: Facts, edge: FlowEdge) -> Severity:
    """High when stated and not covered; one step milder for each doubt."""
    found = facts.assess(edge)
    stated = _explicit(facts, edge)
    doubts = (not stated) + (found["status"] == "not_evaluable") + (found["decided_by"] == "seat")
    return milder("high", doubts)


def _sensitive_piece(facts: Facts, edges: list[FlowEdge], severity: Severity, worst: FlowEdge) -> Piece:
    taxonomy, answer = facts.snapshot.taxonomy, facts.assess(worst)
    stated = _explicit(facts, worst)
    terms = listed(taxonomy.maximal(stated or facts.sensitive_held[worst.sender] & worst.lets))
    goes = "goes" if stated else "may go"
    state = "not covered" if answer["status"] == "not_covered" else "not shown to be covered"
    return facts.piece(
        edges,
        f"Special-category or criminal data ({terms}) of {facts.owner[worst.sender]['name']} {goes} to "
        f"{facts.who(worst.recipient)}, {state} (place: {_where(answer)}).",
        pointers=("/categories", "/locations", "/mechanisms"),
        severity=severity,
        detail={"reason": answer["reason"], "decided_by": answer["decided_by"], "stated": bool(stated)},
    )


RULES = (
    Rule(
        id="transfer-not-covered",
        title="Transfer that nothing recorded covers",
        severity="high",
        why="Data may leave the area of the exporter's law only under a decision, a safeguard or a derogation.",
        reference="GDPR Art. 44-49",
        fix="Put an instrument in place and record it with its evidence, move the data, or stop the disclosure.",
        counts="disclosures",
        find=_not_covered,
        examined=lambda facts: len(facts.disclosures),
    ),
    Rule(
        id="transfer-not-evaluable",
        title="Transfer that cannot be judged on what is recorded",
        severity="medium",
        why="What is not known is not lawful by default: the controller must be able to show what covers each transfer.",
        reference="GDPR Art. 5(2), 30(1)(e), 44",
        fix="Record what is missing: the place, the seat, the instrument or its module.",
        counts="disclosures",
        find=_not_evaluable,
        examined=lambda facts: len(facts.disclosures),
    ),
    Rule(
        id="sensitive-data-not-covered",
        title="Special-category or criminal data go to a place not covered",
        severity="high",
        why="These data do the gravest harm in a place without protection.",
        reference="GDPR Art. 9, 10, 44",
        fix="Stop sending these data there, or cover the transfer; where it is only possible, state the categories.",
        counts="disclosures that may carry such data",
        find=_uncovered_sensitive,
        examined=lambda facts: len(_sensitive(facts)),
    ),
)
