"""How long data are kept (C11): nothing said, criteria without a period, or two rules for the same data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from vendorgraph.analysis.rules.facts import Facts, told
from vendorgraph.analysis.rules.rule import Piece, Rule, Severity
from vendorgraph.model.record import Document

_DAYS = {"Y": 365.25, "M": 30.4375, "W": 7.0, "D": 1.0}
_PART = re.compile(r"(\d+)([YMWD])")


def days(period: str) -> float:
    """An ISO 8601 duration in days, for comparing; hours and less count as nothing."""
    return sum(int(number) * _DAYS[unit] for number, unit in _PART.findall(period.split("T")[0]))


def _rules(processing: Document) -> list[tuple[int, Document]]:
    """Purposes of a processing that say something of retention, with their index."""
    return [(at, term) for at, term in enumerate(processing["terms"]) if term["retention"]]


def _missing(facts: Facts) -> Iterator[Piece]:
    for processing in facts.controllers:
        party, terms = facts.owner[processing["id"]], processing["terms"]
        if not (terms or party["named"]):
            continue
        rules = _rules(processing)
        periods = [at for at, term in rules if term["retention"]["period"]]
        purposes = [term for term in terms if term["purpose"]]
        unsaid = [term for term in purposes if not term["retention"]]
        if periods and not unsaid:
            continue
        message, severity = _gap(len(rules), len(periods), len(unsaid), len(purposes))
        pointers = [f"/terms/{at}" for at, _ in rules] or ["/terms", "/capacity"]
        yield Piece(
            about=(processing["id"],),
            message=f"{facts.who(processing['id'])}: {message}.",
            parties=(party["id"],),
            processings=(processing["id"],),
            evidence=tuple(told("processing", processing, *pointers)),
            severity=severity,
            counted=(processing["id"],),
        )


def _gap(rules: int, periods: int, unsaid: int, purposes: int) -> tuple[str, Severity]:
    if not rules:
        return "how long data are kept is not stated", "medium"
    where = f" for {purposes - unsaid} of {purposes} purposes" if unsaid else ""
    if not periods:
        return f"retention is described{where} and no period is given", "medium" if unsaid else "low"
    return f"how long data are kept is stated{where} only", "low"


def _conflicts(facts: Facts) -> Iterator[Piece]:
    yield from _within(facts)
    yield from _at_recipients(facts)


def _within(facts: Facts) -> Iterator[Piece]:
    """Two rules of one processing for overlapping purposes and data that do not agree."""
    for id_ in sorted(facts.snapshot.records["processing"]):
        processing = facts.processing(id_)
        clashing = [
            pair for pair in combinations(_rules(processing), 2) if _clash(facts, pair[0][1], pair[1][1])
        ]
        if clashing:
            indexes = sorted({at for pair in clashing for at, _ in pair})
            said = "; ".join(_in_words(processing["terms"][at]) for at in indexes)
            yield Piece(
                about=(id_,),
                message=f"{facts.who(id_)} has rules of retention for the same data that do not agree: {said}.",
                parties=(processing["party"],),
                processings=(id_,),
                evidence=tuple(
                    told("processing", processing, *(f"/terms/{at}" for at in indexes), whole=False)
                ),
                counted=(id_,),
            )


def _clash(facts: Facts, one: Document, other: Document) -> bool:
    """Overlapping purposes and data, with other periods, or an end of another kind and no common period."""
    purposes = (one["purpose"], other["purpose"])
    if None in purposes or not (facts.within(*purposes) or facts.within(*reversed(purposes))):
        return False
    union = facts.snapshot.taxonomy.union
    data = [union(term["categories"]) or facts.snapshot.taxonomy.all for term in (one, other)]
    if not data[0] & data[1]:
        return False
    first, second = one["retention"], other["retention"]
    if first["period"] and second["period"]:
        return days(first["period"]) != days(second["period"])
    return bool(first["after"] and second["after"] and first["after"] != second["after"])


def _in_words(term: Document) -> str:
    rule = term["retention"]
    when = f"after {rule['after']}" if rule["after"] else ""
    return " ".join(filter(None, (term["purpose"], rule["period"], when)))


def _at_recipients(facts: Facts) -> Iterator[Piece]:
    """A recipient that keeps the data longer than the sender does for the same purpose."""
    for edge in facts.disclosures:
        rule = edge.document["retention"]
        if not rule or not rule["period"]:
            continue
        sender = facts.processing(edge.sender)
        shorter = [
            at
            for at, term in _rules(sender)
            if (own := term["retention"]["period"])
            and term["purpose"]
            and any(facts.within(purpose, term["purpose"]) for purpose in edge.document["purposes"])
            and days(own) < days(rule["period"])
        ]
        if shorter:
            own = sender["terms"][shorter[0]]["retention"]["period"]
            yield facts.piece(
                [edge],
                f"{facts.who(edge.recipient)} keeps data for {rule['period']}, longer than {facts.who(edge.sender)} "
                f"itself ({own}).",
                pointers=("/retention",),
                evidence=told("processing", sender, *(f"/terms/{at}" for at in shorter), whole=False),
                counted=(edge.sender,),
            )


def _with_rules(facts: Facts) -> int:
    return sum(bool(_rules(record.document)) for record in facts.snapshot.records["processing"].values())


RULES = (
    Rule(
        id="retention-not-stated",
        code="C11",
        title="Controller without periods of retention",
        severity="medium",
        why="Persons must be told how long data are kept, or by what criteria; the record wants it per category.",
        reference="GDPR Art. 5(1)(e), 13(2)(a), 30(1)(f)",
        fix="Record a period, and the event from which it runs, for each purpose.",
        counts="controllers' processings that disclose data",
        find=_missing,
        examined=lambda facts: len(facts.controllers),
    ),
    Rule(
        id="retention-in-conflict",
        code="C11",
        title="Rules of retention that do not agree",
        severity="medium",
        why="Two ends for the same data mean that one of them is not kept.",
        reference="GDPR Art. 5(1)(a), 5(1)(e), 13(2)(a)",
        fix="Settle which rule holds for which data, and have recipients delete no later than the controller.",
        counts="processings with rules of retention",
        find=_conflicts,
        examined=_with_rules,
    ),
)
