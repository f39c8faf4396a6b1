"""Ends that are known beforehand: of certificates, instruments, contracts and adequacy decisions.

Every end is the first day on which the thing no longer holds. One that goes on without a gap (a
renewed certificate, the next period of a decision) does not end. That a decision was to be ended by a court
or a regulator was not known beforehand, unless the day is still to come.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vendorgraph.analysis.feed import guide
from vendorgraph.analysis.feed.guide import Guide
from vendorgraph.analysis.feed.items import service
from vendorgraph.analysis.feed.timeline import Timeline
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.law.day import law_on
from vendorgraph.model import places


@dataclass(frozen=True, slots=True)
class End:
    """What ends on `day`; `first` is its first day (null = open), `key` its record's id or code."""

    kind: str
    key: str
    subject: tuple[str, ...]
    first: dt.date | None
    day: dt.date
    name: str
    advice: Guide


def known_ends(snapshot: Snapshot, on: dt.date) -> list[End]:
    """Every end that is recorded, by day; `on` is the day from which on days are still to come."""
    ends = [
        *_certificates(snapshot),
        *_instruments(snapshot),
        *_contracts(snapshot),
        *_decisions(snapshot, on),
    ]
    return sorted(ends, key=lambda end: (end.day, end.subject))


def _ends(
    entries: Sequence[Mapping[str, Any]], first: str, end: str, kind: str
) -> Iterator[tuple[Mapping[str, Any], dt.date]]:
    """The entries of a list that end and are not prolonged by another of the same kind."""
    for entry in entries:
        day = entry[end]
        same = [other for other in entries if other[kind] == entry[kind]]
        goes_on = any(
            (other[first] or "") <= (day or "") and (other[end] is None or other[end] > (day or ""))
            for other in same
        )
        if day is not None and not goes_on:
            yield entry, dt.date.fromisoformat(day)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _certificates(snapshot: Snapshot) -> Iterator[End]:
    for id_, record in snapshot.records["party"].items():
        party = record.document
        for entry, day in _ends(party["certifications"], "from", "to", "mechanism"):
            yield End(
                "certificate",
                id_,
                (id_, entry["mechanism"]),
                _day(entry["from"]),
                day,
                f"The certificate of {party['name']} under {_instrument(snapshot, entry['mechanism'])}",
                guide.CERTIFICATE,
            )


def _instruments(snapshot: Snapshot) -> Iterator[End]:
    for id_, edge in snapshot.flows.items():
        ended = edge.document["valid_to"]
        for entry, day in _ends(edge.document["mechanisms"] or (), "valid_from", "valid_to", "code"):
            if ended is None or ended > day.isoformat():
                ends = f"{snapshot.party_of(edge.sender)['name']} to {service(snapshot, edge.recipient)}"
                yield End(
                    "instrument",
                    id_,
                    (id_, entry["code"]),
                    _day(entry["valid_from"]),
                    day,
                    f"The instrument {_instrument(snapshot, entry['code'])} for the transfer from {ends}",
                    guide.INSTRUMENT,
                )


def _instrument(snapshot: Snapshot, code: str) -> str:
    known = snapshot.law.instruments.get(code)
    return f"{known.name} ({code})" if known else code


def _contracts(snapshot: Snapshot) -> Iterator[End]:
    for id_, record in snapshot.records["contract"].items():
        contract = record.document
        if contract["valid_to"]:
            name = f"The contract {contract['name'] or id_}"
            first, day = _day(contract["valid_from"]), dt.date.fromisoformat(contract["valid_to"])
            yield End("contract", id_, (id_,), first, day, name, guide.CONTRACT)


def _decisions(snapshot: Snapshot, on: dt.date) -> Iterator[End]:
    for id_, row in snapshot.law.adequacy.items():
        last = max(row.periods, key=lambda period: period.first or "", default=None)
        if last is None or last.end is None or row.country is None:
            continue
        day = dt.date.fromisoformat(last.end)
        if last.ended_by is None or day > on:
            name = f"The adequacy decision for {places.name(row.country)} ({row.regime})"
            yield End("decision", id_, (id_,), _day(last.first), day, name, guide.DECISION)


def concerned(end: End, timeline: Timeline) -> dict[str, list[str]]:
    """Source -> its flows that rest on what ends, in the timeline's state; empty when nobody is concerned."""
    found: dict[str, list[str]] = {}
    for edge in _resting(end, timeline):
        for source in timeline.sources_over(edge):
            found.setdefault(source, []).append(edge.id)
    return dict(sorted(found.items()))


def _resting(end: End, timeline: Timeline) -> list[FlowEdge]:
    """The flows that rest on what ends, by id, whether anything goes over them or not."""
    snapshot = timeline.snapshot
    if end.kind == "instrument":
        return [snapshot.flows[end.key]]
    if end.kind == "certificate":
        edges = [
            edge
            for id_ in snapshot.processings_of.get(end.key, ())
            for edge in snapshot.flows_to.get(id_, ())
        ]
        return sorted(edges, key=lambda edge: edge.id)
    if end.kind == "contract":
        return _under_contracts(snapshot).get(end.key, [])
    edges = [snapshot.flows[id_] for id_ in sorted(snapshot.flows)]
    return [edge for edge in edges if _rests_on_decision(end, edge, timeline)]


def _under_contracts(snapshot: Snapshot) -> Mapping[str, list[FlowEdge]]:
    """Contract -> the flows under it, by id; remembered, as an inventory may have a contract for every flow."""
    return snapshot.memory.get("flows under contracts", lambda: _by_contract(snapshot))


def _by_contract(snapshot: Snapshot) -> dict[str, list[FlowEdge]]:
    found: dict[str, list[FlowEdge]] = {}
    for id_ in sorted(snapshot.flows):
        if contract := snapshot.flows[id_].document["contract"]:
            found.setdefault(contract, []).append(snapshot.flows[id_])
    return found


def _rests_on_decision(end: End, edge: FlowEdge, timeline: Timeline) -> bool:
    snapshot = timeline.snapshot
    row, recipient = snapshot.law.adequacy[end.key], snapshot.party_of(edge.recipient)
    if row.country not in {recipient["established_in"], *(place for place, _ in edge.places)}:
        return False
    seat = snapshot.party_of(edge.sender)["established_in"]
    exporter = law_on(snapshot.law, timeline.view.question.as_of).exporter(seat) if seat else None
    if exporter is None or exporter.regime != row.regime:
        return False
    hop = timeline.hop((edge.sender, edge.recipient))
    return hop is not None and hop.edge.id == edge.id and hop.found["by"] == row.answer_code
