"""Promises about places: no transfer out of an area (C1), all data in one country (C2).

A promise is followed along what its maker's processings send, through the whole chain, up to the
flow on which it first breaks: what lies behind that flow is not reported again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from vendorgraph.analysis.rules.facts import Facts, told
from vendorgraph.analysis.rules.rule import SEVERITIES, Piece, Rule, Severity
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.model import places
from vendorgraph.model.record import Document
from vendorgraph.model.taxonomy import Terms


@dataclass(frozen=True, slots=True)
class _Break:
    """How a flow breaks a promise: how bad, and where or why in words."""

    severity: Severity
    words: str


Verdict = Callable[[Facts, Document, FlowEdge], _Break | None]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a commitment speaks of: processings or flows, and which categories of data."""

    processings: tuple[str, ...]
    flows: tuple[FlowEdge, ...]
    terms: Terms


def scope(facts: Facts, commitment: Document) -> Scope:
    """The scope that `about` names; all processings of its maker when it names none and no flow."""
    snapshot = facts.snapshot
    about = commitment["about"]
    processings = [id_ for id_ in about if id_ in snapshot.records["processing"]]
    flows = [snapshot.flows[id_] for id_ in about if id_ in snapshot.flows]
    categories = [id_ for id_ in about if id_ in snapshot.taxonomy]
    if not processings and not flows:
        processings = list(snapshot.processings_of.get(commitment["party"], ()))
    terms = snapshot.taxonomy.union(categories) if categories else snapshot.taxonomy.all
    return Scope(tuple(processings), tuple(flows), terms)


def _crossings(
    facts: Facts, commitment: Document, verdict: Verdict
) -> dict[str, list[tuple[FlowEdge, _Break]]]:
    """Recipient -> the flows on which the promise first breaks, with how."""
    start = scope(facts, commitment)
    held: dict[str, Terms] = dict.fromkeys(start.processings, start.terms)
    waiting = list(held.items())
    found: dict[str, dict[str, tuple[FlowEdge, _Break]]] = {}

    def follow(edge: FlowEdge, terms: Terms) -> None:
        passing = terms & facts.view.lets(edge)
        if not passing:
            return
        if broken := verdict(facts, commitment, edge):
            found.setdefault(edge.recipient, {})[edge.id] = (edge, broken)
        elif fresh := passing & ~held.get(edge.recipient, 0):
            held[edge.recipient] = held.get(edge.recipient, 0) | fresh
            waiting.append((edge.recipient, fresh))

    for edge in start.flows:
        follow(edge, start.terms)
    while waiting:
        id_, terms = waiting.pop()
        for edge in facts.leaving.get(id_, ()):
            follow(edge, terms)
    return {id_: [flows[flow] for flow in sorted(flows)] for id_, flows in sorted(found.items())}


def _area(place: str) -> str:
    return f"the {place}" if places.is_region(place) and not places.is_country(place) else places.name(place)


def _inside(place: str, area: str, facts: Facts) -> bool:
    """Whether a place is shown to lie in an area, which is a region or a country."""
    return places.lies_in(place, area, facts.on) if places.is_region(area) else place == area


def _leaves(facts: Facts, commitment: Document, edge: FlowEdge) -> _Break | None:
    """C1: a place that is not in the area; the seat, one step milder, where no place is stated."""
    area, breaks = commitment["place"], []
    for place, _ in edge.places:
        if place == places.UNKNOWN:
            seat = facts.owner[edge.recipient]["established_in"]
            if seat and not _inside(seat, area, facts):
                words = f"(seat: {places.name(seat)}; no place of processing is stated)"
                breaks.append(_Break("medium", words))
        elif not _inside(place, area, facts):
            exact = places.is_country(place)
            words = f"({places.name(place)})" if exact else f"({place}, not shown to lie inside)"
            breaks.append(_Break("high" if exact else "medium", words))
    return _worst(breaks)


def _elsewhere(facts: Facts, commitment: Document, edge: FlowEdge) -> _Break | None:
    """C2: data kept or handled in another place; a place not stated makes it a question."""
    breaks = []
    for place, kind in edge.places:
        if place == places.UNKNOWN:
            breaks.append(_Break("medium", "(where it keeps them is not stated, so this is a question)"))
        elif not _inside(place, commitment["place"], facts):
            reached = "access from " if kind == "access" else ""
            milder = kind == "access" or not places.is_country(place)
            breaks.append(_Break("medium" if milder else "high", f"({reached}{places.name(place)})"))
    return _worst(breaks)


def _worst(breaks: list[_Break]) -> _Break | None:
    return min(breaks, key=lambda found: SEVERITIES.index(found.severity)) if breaks else None


def _find(facts: Facts, *, kind: str, verdict: Verdict, promise: str) -> Iterator[Piece]:
    for commitment in facts.commitments(kind):
        if commitment["place"] is None:
            continue
        maker = facts.party(commitment["party"])["name"]
        said = promise.format(maker=maker, place=_area(commitment["place"]))
        for recipient, crossings in _crossings(facts, commitment, verdict).items():
            worst = min(
                (broken for _, broken in crossings), key=lambda found: SEVERITIES.index(found.severity)
            )
            senders = tuple(dict.fromkeys(edge.sender for edge, _ in crossings))
            parties = (commitment["party"], *(facts.owner[id_]["id"] for id_ in (*senders, recipient)))
            evidence = list(told("commitment", commitment))
            for edge, _ in crossings:
                evidence.extend(told("flow", edge.document, "/locations"))
            yield Piece(
                about=(commitment["id"], recipient),
                message=f"{said}, yet data reach {facts.who(recipient)} {worst.words}.",
                parties=tuple(dict.fromkeys(parties)),
                processings=(*senders, recipient) if recipient not in senders else senders,
                flows=tuple(edge.id for edge, _ in crossings),
                evidence=tuple(evidence),
                severity=worst.severity,
                counted=(commitment["id"],),
                detail={"commitment": commitment["id"]},
            )


def _examined(facts: Facts, *, kind: str) -> int:
    return sum(commitment["place"] is not None for commitment in facts.commitments(kind))


RULES = (
    Rule(
        id="no-transfer-commitment-broken",
        code="C1",
        title="Data leave the area that a promise keeps them in",
        severity="high",
        why="A promise that data stay in an area is untrue when the chain reaches a place outside it.",
        reference="GDPR Art. 5(1)(a), 13(1)(f), 44",
        fix="End the disclosure, move it inside the area, or withdraw the promise and tell the persons concerned.",
        counts="commitments",
        find=partial(
            _find,
            kind="no_transfer_outside",
            verdict=_leaves,
            promise="{maker} promises to keep data inside {place}",
        ),
        examined=partial(_examined, kind="no_transfer_outside"),
    ),
    Rule(
        id="all-data-in-place-contradicted",
        code="C2",
        title="Data said to be all in one place are elsewhere too",
        severity="high",
        why="A statement that all data are in one country is contradicted by a recipient that has them elsewhere.",
        reference="GDPR Art. 5(1)(a), 13(1)(f), 30(1)(e)",
        fix="Record where the recipient keeps the data; if elsewhere, correct the statement or the flow.",
        counts="commitments",
        find=partial(
            _find, kind="all_data_in", verdict=_elsewhere, promise="{maker} says that all data are in {place}"
        ),
        examined=partial(_examined, kind="all_data_in"),
    ),
)
