"""Legal instruments as claimed, held against the dated tables of the law (C3), and those not named.

The test is of the instrument itself on the day, whatever the transfer's own reason code: a hop may
be covered by another instrument, or be no transfer at all, and the reliance be on one that has fallen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vendorgraph.analysis.rules.facts import Facts, listed, told
from vendorgraph.analysis.rules.promises import scope
from vendorgraph.analysis.rules.rule import Piece, Rule, milder
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.law.tables import Law, holds
from vendorgraph.model import places
from vendorgraph.model.record import Document

#: First day, end (exclusive) and what ended it; an absent bound is open.
Span = tuple[str | None, str | None, str | None]
UNSPECIFIED = "UNSPECIFIED"
_FALLEN = ("no longer in force from {end} on{why}", "in force only from {first}")


def fallen(law: Law, code: str, regime: str | None, day: str) -> str | None:
    """Why an instrument does not serve on a day by the law tables; None when it does.

    The windows of `regime` count where the instrument has some for it, else all of them; a framework
    serves only while a decision recognises it.
    """
    instrument = law.instruments[code]
    own = instrument.windows.get(regime) if regime else None
    windows = [own] if own else list(instrument.windows.values())
    spans: list[Span] = [(window.usable_from, window.end, None) for window in windows]
    rows = [row for row in law.adequacy.values() if row.framework == code]
    rows = [row for row in rows if row.regime == regime] or rows
    decided: list[Span] = [
        (period.first, period.end, period.ended_by) for row in rows for period in row.periods
    ]
    for found in (decided, spans):
        if found and not any(holds(first, end, day) for first, end, _ in found):
            return _when(found, day)
    return None


def _when(spans: list[Span], day: str) -> str:
    past = [span for span in spans if span[1] is not None and span[1] <= day]
    if past:
        _, end, why = max(past, key=lambda span: span[1] or "")
        return _FALLEN[0].format(end=end, why=f" ({why})" if why else "")
    return _FALLEN[1].format(first=min(first for first, _, _ in spans if first))


def _reliances(facts: Facts) -> list[Document]:
    return [
        found for found in facts.commitments("relies_on") if found["mechanism"] not in (None, UNSPECIFIED)
    ]


def _relied(facts: Facts) -> Iterator[Piece]:
    """C3 on commitments: the reliance on the day, and on the days of the documents that state it."""
    for reliance in _reliances(facts):
        code, maker = reliance["mechanism"], facts.party(reliance["party"])
        exporter = facts.exporter(maker)
        regime = exporter.regime if exporter else None
        why = fallen(facts.law, code, regime, facts.day)
        if why is None:
            continue
        then = _at_documents(facts, reliance, code, regime)
        name = facts.law.instruments[code].name
        subject = scope(facts, reliance) if reliance["about"] else None
        flows = subject.flows if subject else ()
        yield Piece(
            about=(reliance["id"],),
            message=f"{maker['name']} relies on the {name}, on {facts.day} {why}.{_then(then)}",
            parties=(maker["id"],),
            processings=subject.processings if subject else (),
            flows=tuple(edge.id for edge in flows),
            evidence=tuple(told("commitment", reliance)),
            counted=(reliance["id"],),
            detail={
                "commitment": reliance["id"],
                "mechanism": code,
                "on": facts.day,
                "at_document_date": then,
            },
        )


def _at_documents(facts: Facts, reliance: Document, code: str, regime: str | None) -> list[dict[str, Any]]:
    """The same test on the date of each dated document in evidence."""
    found = []
    for id_ in dict.fromkeys(entry["document"] for entry in reliance["evidence"]):
        dated = facts.snapshot.document("document", id_)["dated"]
        if dated:
            why = fallen(facts.law, code, regime, dated)
            found.append(
                {"document": id_, "dated": dated, "in_force": why is None, "fact": why or "in force"}
            )
    return found


def _then(dated: list[dict[str, Any]]) -> str:
    return "".join(f" On {told['dated']}, the date of {told['document']}: {told['fact']}." for told in dated)


def _claimed(edge: FlowEdge, day: str) -> list[Document]:
    """The instruments that a flow names and that, as recorded, are in place on the day."""
    entries = edge.document["mechanisms"] or ()
    return [entry for entry in entries if holds(entry["valid_from"], entry["valid_to"], day)]


def _named(facts: Facts) -> list[FlowEdge]:
    return [edge for edge in facts.disclosures if edge.document["mechanisms"]]


def _named_on_flows(facts: Facts) -> Iterator[Piece]:
    """C3 on flows: instruments in place as recorded, that the law does not let serve on the day."""
    found: dict[tuple[str, str, str], list[tuple[FlowEdge, str]]] = {}
    for edge in _named(facts):
        for entry in _claimed(edge, facts.day):
            if why := _unusable(facts, edge, entry):
                found.setdefault((edge.sender, edge.recipient, entry["code"]), []).append((edge, why))
    for (_, recipient, code), entries in found.items():
        edges = list(dict.fromkeys(edge.id for edge, _ in entries))
        rest = [facts.snapshot.flows[id_] for id_ in edges]
        covered = all(facts.assess(edge)["status"] in ("covered", "not_a_transfer") for edge in rest)
        name = facts.law.instruments[code].name
        yield facts.piece(
            rest,
            f"{facts.owner[rest[0].sender]['name']} names the {name} for what it sends to {facts.who(recipient)}: "
            f"{entries[0][1]}.",
            pointers=("/mechanisms",),
            about=(code,),
            severity=milder("high") if covered else "high",
            detail={"mechanism": code, "on": facts.day},
        )


def _unusable(facts: Facts, edge: FlowEdge, entry: Document) -> str | None:
    instrument = facts.law.instruments[entry["code"]]
    exporter = facts.exporter(facts.owner[edge.sender])
    regime = exporter.regime if exporter else None
    if regime is not None and regime not in instrument.windows:
        return None  # of another law whatever the day; the transfer says wrong_regime
    if why := fallen(facts.law, entry["code"], regime, facts.day):
        return f"on {facts.day} {why}"
    if instrument.kind == "adequacy":
        return _no_decision(facts, edge)
    limit = instrument.windows[regime].concluded_before if regime else None
    if limit and (entry["valid_from"] or facts.day) >= limit:
        return f"only contracts concluded before {limit} served on"
    return None


def _no_decision(facts: Facts, edge: FlowEdge) -> str | None:
    """A claim of adequacy for a country whose decision is not in force on the day."""
    exporter = facts.exporter(facts.owner[edge.sender])
    seat = facts.owner[edge.recipient]["established_in"]
    countries = {place for place, _ in edge.places if places.is_country(place)} or {seat}
    for country in sorted(country for country in countries if country):
        if exporter is None or facts.law_today.inside(exporter, country):
            continue
        rows = [row for row in facts.law_today.rows(exporter, country) if row.framework is None]
        if rows and not any(row.on(facts.day) for row in rows):
            spans = [(period.first, period.end, period.ended_by) for row in rows for period in row.periods]
            return f"the decision on {places.name(country)} is {_when(spans, facts.day)}"
    return None


def _invalid(facts: Facts) -> Iterator[Piece]:
    yield from _relied(facts)
    yield from _named_on_flows(facts)


def _examined(facts: Facts) -> int:
    return len(_reliances(facts)) + len(_named(facts))


def _unnamed(facts: Facts) -> Iterator[Piece]:
    """Clauses or safeguards claimed without saying which."""
    for claim in facts.commitments("relies_on"):
        if claim["mechanism"] in (None, UNSPECIFIED):
            subject = scope(facts, claim)
            recipients = listed(facts.who(edge.recipient) for edge in subject.flows)
            for_whom = f" for {recipients}" if recipients else ""
            maker = facts.party(claim["party"])
            evidence = list(told("commitment", claim))
            for edge in subject.flows:
                evidence.extend(told("flow", edge.document, "/mechanisms"))
            yield Piece(
                about=(claim["id"],),
                message=f"{maker['name']} claims safeguards without naming the instrument{for_whom}.",
                parties=tuple(
                    dict.fromkeys(
                        [maker["id"], *(facts.owner[edge.recipient]["id"] for edge in subject.flows)]
                    )
                ),
                processings=tuple(
                    dict.fromkeys([*subject.processings, *(e.recipient for e in subject.flows)])
                ),
                flows=tuple(edge.id for edge in subject.flows),
                evidence=tuple(evidence),
                counted=(claim["id"],),
                detail={"commitment": claim["id"]},
            )
    for (_, recipient), edges in facts.pairs.items():
        vague = [
            edge for edge in edges if any(entry["code"] == UNSPECIFIED for entry in _claimed(edge, facts.day))
        ]
        if vague:
            yield facts.piece(
                vague,
                f"{facts.owner[vague[0].sender]['name']} claims safeguards for what it sends to {facts.who(recipient)} "
                "without naming the instrument.",
                pointers=("/mechanisms",),
            )


RULES = (
    Rule(
        id="reliance-on-invalid-mechanism",
        code="C3",
        title="Reliance on an instrument that the law does not recognise on the day",
        severity="high",
        why="An instrument that was annulled, has ended or is not yet in force protects no transfer; no grace follows.",
        reference="GDPR Art. 44-46; C-362/14, C-311/18",
        fix="Put another instrument in place, or stop the transfer, and correct the text that names the old one.",
        counts="reliances and flows that name an instrument",
        find=_invalid,
        examined=_examined,
    ),
    Rule(
        id="instrument-not-named",
        title="Safeguards claimed without naming the instrument",
        severity="medium",
        why="Persons must be told which safeguard protects a transfer and how to get a copy; an unnamed one cannot be checked.",
        reference="GDPR Art. 13(1)(f), 15(2), 30(1)(e)",
        fix="Ask which clauses or decision is meant and record the instrument on each flow.",
        counts="reliances and flows that name an instrument",
        find=_unnamed,
        examined=lambda facts: len(facts.commitments("relies_on")) + len(_named(facts)),
    ),
)
