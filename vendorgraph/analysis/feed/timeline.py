"""The data flows of some sources day after day, worked out anew only where a day touches them.

On a day on which nothing that a source reaches begins or ends, its recipients and places are those
of the day before; on one on which no law, certificate or instrument turns, so are the transfers.
A test holds this equal to the diff of every two days that follow each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vendorgraph.analysis.exposure import Exposure
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.analysis.transfers import assessment
from vendorgraph.law import Assessment
from vendorgraph.law.hop import STATUSES
from vendorgraph.law.tables import Law

Pair = tuple[str, str]


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
            for day in _days(edge.document, "valid_from", "valid_to"):
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


def _days(row: Mapping[str, str | None], *names: str) -> Iterator[dt.date]:
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
            yield from _days(mechanism, "valid_from", "valid_to")
    for id_ in parties:
        party = snapshot.records["party"][id_].document
        for entry in [*party["certifications"], *party["scope_of"]]:
            yield from _days(entry, "from", "to")


@dataclass(frozen=True, slots=True)
class Reached:
    """What one source reaches: the exposure, and by place the flows that lead there."""

    exposure: Exposure
    edges: Mapping[str, FlowEdge]
    places: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, view: View, source: str) -> Reached:
        """What `source` reaches in a view."""
        exposure = Exposure(view, source, view.snapshot.taxonomy.all)
        edges = {edge.id: edge for edge in exposure.flows()}
        places: dict[str, list[str]] = {}
        for id_ in sorted(edges):
            for place in dict.fromkeys(place for place, _ in edges[id_].places):
                places.setdefault(place, []).append(id_)
        return cls(exposure, edges, {place: tuple(flows) for place, flows in places.items()})


@dataclass(frozen=True, slots=True)
class Hop:
    """The worst flow between two processings and its assessment."""

    edge: FlowEdge
    found: Assessment


@dataclass(frozen=True, slots=True)
class Step:
    """What a day changed: sources whose reach it touched, before and after, and worst hops that differ."""

    day: str
    view: View
    reached: Mapping[str, tuple[Reached, Reached]]
    hops: Mapping[Pair, tuple[Hop | None, Hop | None]]


class Timeline:
    """Where the data of the watched sources go, moved on from day to day."""

    def __init__(self, snapshot: Snapshot, question: Question, watched: Watched) -> None:
        self.snapshot = snapshot
        self.watched = watched
        self.view = View.of(snapshot, question)
        self.reached = {source: Reached.of(self.view, source) for source in watched.sources}
        self.hops: dict[Pair, Hop] = {}
        self._assess(self._pairs())

    def move(self, day: dt.date) -> Step:
        """Go on to a later day, past no day that `watched.days` names; what it changed."""
        earlier, question = self.view, replace(self.view.question, as_of=day)
        self.view = replace(earlier, question=question, day=question.as_of.isoformat())
        touched = {
            edge.sender
            for edge in self.watched.by_day.get(day, ())
            if earlier.active(edge) != self.view.active(edge)
        }
        moved = self._reach_anew(touched) if touched else {}
        pairs = self._pairs() | self.hops.keys() if day in self.watched.legal_days else _differing(moved)
        return Step(self.view.day, self.view, moved, self._assess(pairs) if pairs else {})

    def _reach_anew(self, touched: set[str]) -> dict[str, tuple[Reached, Reached]]:
        """A source's reach can differ only if it held something at the sender of a touched flow."""
        moved = {}
        for source, before in self.reached.items():
            if not touched.isdisjoint(before.exposure.possible.terms):
                after = self.reached[source] = Reached.of(self.view, source)
                moved[source] = (before, after)
        return moved

    def _pairs(self) -> set[Pair]:
        return {
            (edge.sender, edge.recipient) for found in self.reached.values() for edge in found.edges.values()
        }

    def _assess(self, pairs: set[Pair]) -> dict[Pair, tuple[Hop | None, Hop | None]]:
        """Assess the worst hop of each pair on the view's day; those that differ, before and after."""
        edges: dict[Pair, dict[str, FlowEdge]] = {}
        for found in self.reached.values():
            for edge in found.edges.values():
                if (pair := (edge.sender, edge.recipient)) in pairs:
                    edges.setdefault(pair, {})[edge.id] = edge
        differing = {}
        for pair in sorted(pairs):
            before, after = self.hops.pop(pair, None), self._worst(edges.get(pair, {}))
            if after is not None:
                self.hops[pair] = after
            if _told(before) != _told(after):
                differing[pair] = (before, after)
        return differing

    def _worst(self, edges: Mapping[str, FlowEdge]) -> Hop | None:
        hops = [Hop(edges[id_], assessment(self.view, edges[id_])) for id_ in sorted(edges)]
        return min(hops, key=lambda hop: STATUSES.index(hop.found["status"]), default=None)

    def sources_over(self, pair: Pair) -> tuple[str, ...]:
        """The sources something of which goes from one processing to another."""
        return tuple(
            source
            for source, found in self.reached.items()
            if any((edge.sender, edge.recipient) == pair for edge in found.edges.values())
        )


def _told(hop: Hop | None) -> tuple[str, str | None] | None:
    return None if hop is None else (hop.found["status"], hop.found["by"])


def _differing(moved: Mapping[str, tuple[Reached, Reached]]) -> set[Pair]:
    pairs = set()
    for before, after in moved.values():
        for id_ in before.edges.keys() ^ after.edges.keys():
            edge = before.edges.get(id_) or after.edges[id_]
            pairs.add((edge.sender, edge.recipient))
    return pairs
