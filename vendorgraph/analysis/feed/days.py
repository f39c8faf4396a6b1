"""The days on which what some sources may ever reach can change, by what is recorded and by the law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.law.tables import Law


@dataclass(frozen=True, slots=True)
class Watched:
    """What sources may ever reach, on any day, and the days on which it can change."""

    sources: tuple[str, ...]
    by_day: Mapping[dt.date, tuple[FlowEdge, ...]]
    legal_days: frozenset[dt.date]

    @classmethod
    def of(cls, snapshot: Snapshot, sources: Sequence[str]) -> Watched:
        """Watch all that leads on from `sources`."""
        edges = list(_downstream(snapshot, sources))
        by_day: dict[dt.date, list[FlowEdge]] = {}
        for edge in edges:
            for day in named_days(edge.document, "valid_from", "valid_to"):
                by_day.setdefault(day, []).append(edge)
        legal = {*law_days(snapshot.law), *_recorded_days(snapshot, edges)}
        return cls(tuple(sources), {day: tuple(found) for day, found in by_day.items()}, frozenset(legal))

    def days(self, after: dt.date, until: dt.date) -> list[dt.date]:
        """The days in (after, until] on which something can change, in order."""
        return sorted(day for day in self.legal_days | self.by_day.keys() if after < day <= until)


def _downstream(snapshot: Snapshot, sources: Iterable[str]) -> Iterator[FlowEdge]:
    seen = set(sources)
    waiting = list(seen)
    while waiting:
        for edge in snapshot.flows_from.get(waiting.pop(), ()):
            yield edge
            if edge.recipient not in seen:
                seen.add(edge.recipient)
                waiting.append(edge.recipient)


def named_days(row: Mapping[str, Any], *names: str) -> Iterator[dt.date]:
    """The days that some fields of a document name."""
    for name in names:
        if day := row[name]:
            yield dt.date.fromisoformat(day)


def law_days(law: Law) -> Iterator[dt.date]:
    """The days on which a row of the law's tables begins or ends."""
    bounds = [(stay.first, stay.end) for stay in law.stays]
    bounds += [(act.first, act.end) for act in law.acts]
    bounds += [(period.first, period.end) for row in law.adequacy.values() for period in row.periods]
    windows = (window for instrument in law.instruments.values() for window in instrument.windows.values())
    bounds += [(window.usable_from, window.end) for window in windows]
    for day in {bound for pair in bounds for bound in pair if bound is not None}:
        yield dt.date.fromisoformat(day)


def _recorded_days(snapshot: Snapshot, edges: Iterable[FlowEdge]) -> Iterator[dt.date]:
    """The days on which an instrument of a flow, or a certificate or scope of its ends, begins or ends."""
    parties = set()
    for edge in edges:
        parties |= {snapshot.party_of(end)["id"] for end in (edge.sender, edge.recipient)}
        for mechanism in edge.document["mechanisms"] or ():
            yield from named_days(mechanism, "valid_from", "valid_to")
    for id_ in parties:
        party = snapshot.records["party"][id_].document
        for entry in [*party["certifications"], *party["scope_of"]]:
            yield from named_days(entry, "from", "to")
