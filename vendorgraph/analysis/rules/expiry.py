"""What ends within 90 days: certificates, instruments on flows, and decisions of the law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from vendorgraph.analysis.durations import shifted
from vendorgraph.analysis.rules.facts import Facts, listed, told
from vendorgraph.analysis.rules.rule import Piece, Rule, milder
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.law.tables import Adequacy, holds
from vendorgraph.model.record import Document
from vendorgraph.model.wording import plural

DAYS = 90


def _soon(facts: Facts, first: str | None, end: str | None) -> bool:
    """Whether a period holds on the day and ends within 90 days of it."""
    limit = (shifted(facts.on, DAYS) or dt.date.max).isoformat()
    return end is not None and facts.day < end <= limit and (first is None or first <= facts.day)


def _recipients(facts: Facts) -> dict[str, list[FlowEdge]]:
    """Party -> disclosures that it receives."""
    found: dict[str, list[FlowEdge]] = {}
    for edge in facts.disclosures:
        found.setdefault(facts.owner[edge.recipient]["id"], []).append(edge)
    return found


def _certificates(facts: Facts) -> Iterator[tuple[Document, int, Document]]:
    """Certificates of parties that receive something, that hold on the day."""
    for id_ in sorted(_recipients(facts)):
        party = facts.party(id_)
        for at, certificate in enumerate(party["certifications"]):
            if holds(certificate["from"], certificate["to"], facts.day):
                yield party, at, certificate


def _renewed(party: Document, ending: Document) -> bool:
    """Whether another certificate under the same framework goes on where this one ends."""
    return any(
        other is not ending
        and other["mechanism"] == ending["mechanism"]
        and (other["from"] is None or other["from"] <= ending["to"])
        and (other["to"] is None or other["to"] > ending["to"])
        for other in party["certifications"]
    )


def _expiring_certificates(facts: Facts) -> Iterator[Piece]:
    received = _recipients(facts)
    for party, at, certificate in _certificates(facts):
        if not _soon(facts, certificate["from"], certificate["to"]) or _renewed(party, certificate):
            continue
        code, end = certificate["mechanism"], certificate["to"]
        resting = [edge for edge in received[party["id"]] if facts.assess(edge)["by"] == code]
        others = f"; {plural(len(resting), 'flow rests', 'flows rest')} on it" if resting else ""
        yield Piece(
            about=(party["id"], code, end),
            message=f"The certificate of {party['name']} under {facts.law.instruments[code].name} ends on {end}{others}.",
            parties=(party["id"],),
            processings=tuple(dict.fromkeys(edge.recipient for edge in resting)),
            flows=tuple(edge.id for edge in resting),
            evidence=tuple(told("party", party, f"/certifications/{at}", whole=False)),
            severity="high" if resting else None,
            counted=(f"{party['id']} {code} {end}",),
        )


def _instruments(facts: Facts) -> list[tuple[FlowEdge, int, Document]]:
    return [
        (edge, at, entry)
        for edge in facts.disclosures
        for at, entry in enumerate(edge.document["mechanisms"] or ())
    ]


def _expiring_instruments(facts: Facts) -> Iterator[Piece]:
    """Instruments whose own end, or the end that the law sets, is near; milder with another one beside."""
    for edge, at, entry in _instruments(facts):
        end = _end(facts, edge, entry)
        if end is None or (edge.document["valid_to"] or end + "~") <= end:
            continue
        beside = [
            other for other in edge.document["mechanisms"] if other is not entry and _outlives(other, end)
        ]
        yield facts.piece(
            [edge],
            f"{facts.law.instruments[entry['code']].name} between {facts.owner[edge.sender]['name']} and "
            f"{facts.who(edge.recipient)} ends on {end}.",
            pointers=(f"/mechanisms/{at}",),
            about=(entry["code"], end),
            severity=milder("medium") if beside else None,
            counted=(f"{edge.id} {entry['code']}",),
        )


def _end(facts: Facts, edge: FlowEdge, entry: Document) -> str | None:
    if _soon(facts, entry["valid_from"], entry["valid_to"]):
        return str(entry["valid_to"])
    exporter = facts.exporter(facts.owner[edge.sender])
    window = facts.law.instruments[entry["code"]].windows.get(exporter.regime) if exporter else None
    return window.end if window and _soon(facts, window.usable_from, window.end) else None


def _outlives(entry: Document, end: str) -> bool:
    return (entry["valid_from"] or "") <= end and (entry["valid_to"] is None or entry["valid_to"] > end)


def _ending_decisions(facts: Facts) -> list[tuple[Adequacy, str]]:
    return [
        (row, period.end)
        for row in facts.law.adequacy.values()
        for period in row.periods
        if period.end and _soon(facts, period.first, period.end) and row.on(period.end) is None
    ]


def _expiring_decisions(facts: Facts) -> Iterator[Piece]:
    """Decisions that end soon, with the hops that rest on them today."""
    for row, end in _ending_decisions(facts):
        resting = [edge for edge in facts.disclosures if _rests_on(facts, edge, row)]
        if not resting:
            continue
        recipients = [facts.owner[edge.recipient] for edge in resting]
        processings = [id_ for edge in resting for id_ in (edge.sender, edge.recipient)]
        yield Piece(
            about=(row.id, end),
            message=f"The decision on {row.title} ends on {end}; {listed(p['name'] for p in recipients)} rest on it.",
            parties=tuple(dict.fromkeys(facts.owner[id_]["id"] for id_ in processings)),
            processings=tuple(dict.fromkeys(processings)),
            flows=tuple(edge.id for edge in resting),
            severity="high",
            counted=(f"{row.id} {end}",),
            detail={"decision": row.id, "source": row.source},
        )


def _rests_on(facts: Facts, edge: FlowEdge, row: Adequacy) -> bool:
    exporter = facts.exporter(facts.owner[edge.sender])
    return (
        exporter is not None
        and exporter.regime == row.regime
        and any(
            place["by"] == row.answer_code
            and (row.country == place["place"] or (row.country is None and place["kind"] == "organisation"))
            for place in facts.assess(edge)["places"]
        )
    )


def _expiring(facts: Facts) -> Iterator[Piece]:
    yield from _expiring_certificates(facts)
    yield from _expiring_instruments(facts)
    yield from _expiring_decisions(facts)


def _examined(facts: Facts) -> int:
    return sum(1 for _ in _certificates(facts)) + len(_instruments(facts)) + len(_ending_decisions(facts))


RULES = (
    Rule(
        id="expiring-soon",
        title="Certificate, instrument or decision that ends within 90 days",
        severity="medium",
        why="From the day on which it ends, what rested on it has no basis.",
        reference="GDPR Art. 44-46; Art. 5(2)",
        fix="Ask for the renewal, record the new period, or put another instrument in place before that day.",
        counts="certificates, instruments and ending decisions",
        find=_expiring,
        examined=_examined,
    ),
)
