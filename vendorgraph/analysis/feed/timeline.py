"""The data flows of some sources day after day, worked out anew only where a day touches them.

On a day on which nothing that a source reaches begins or ends, its recipients and places are those
of the day before; on one on which no law, certificate or instrument turns, so are the transfers.
Only what is possible is propagated, without proofs: an item that tells more asks the exposure itself.
A test holds all this equal to the diff of every two days that follow each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from vendorgraph.analysis.exposure import Exposure
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.analysis.transfers import assessment
from vendorgraph.law import Assessment
from vendorgraph.law.hop import STATUSES
from vendorgraph.law.tables import Law
from vendorgraph.model.taxonomy import Terms

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


class Network:
    """The flows that let anything through on the day of a view, by sender."""

    def __init__(self, view: View, onward: Mapping[str, tuple[FlowEdge, ...]]) -> None:
        self.view = view
        self.onward = onward

    @classmethod
    def of(cls, view: View) -> Network:
        """All flows of the view."""
        return cls(view, {sender: _active(view, sender) for sender in view.snapshot.flows_from})

    def on(self, view: View, touched: Iterable[str]) -> Network:
        """The network of another day, on which only flows of the touched senders begin or end."""
        return Network(view, {**self.onward, **{sender: _active(view, sender) for sender in touched}})

    def spread(self, source: str, *, stated: bool = False) -> dict[str, Terms]:
        """What of everything reaches each processing from `source`; `source` itself included."""
        terms = {source: self.view.snapshot.taxonomy.all}
        frontier = dict(terms)
        while frontier:
            arrivals: dict[str, Terms] = {}
            for sender, mask in frontier.items():
                for edge in self.onward.get(sender, ()):
                    lets = self.view.lets_stated(edge) if stated else edge.lets
                    if fresh := mask & lets & ~terms.get(edge.recipient, 0):
                        arrivals[edge.recipient] = arrivals.get(edge.recipient, 0) | fresh
            for recipient, fresh in arrivals.items():
                terms[recipient] = terms.get(recipient, 0) | fresh
            frontier = arrivals
        return terms

    def edges(self, terms: Mapping[str, Terms]) -> Iterator[FlowEdge]:
        """The flows on which something of `terms` leaves its sender."""
        for sender, mask in terms.items():
            for edge in self.onward.get(sender, ()):
                if mask & edge.lets:
                    yield edge


def _active(view: View, sender: str) -> tuple[FlowEdge, ...]:
    return tuple(edge for edge in view.snapshot.flows_from.get(sender, ()) if view.lets(edge))


class Reached:
    """What one source may reach in a network."""

    def __init__(self, network: Network, source: str) -> None:
        self.network = network
        self.source = source
        self.terms = network.spread(source)

    @property
    def recipients(self) -> list[str]:
        """Every processing but the source that may receive anything."""
        return [id_ for id_ in self.terms if id_ != self.source]

    @cached_property
    def places(self) -> dict[str, tuple[FlowEdge, ...]]:
        """The places reached, each with the flows that lead there, by id."""
        found: dict[str, dict[str, FlowEdge]] = {}
        for edge in self.network.edges(self.terms):
            for place, _ in edge.places:
                found.setdefault(place, {})[edge.id] = edge
        return {place: tuple(edges[id_] for id_ in sorted(edges)) for place, edges in found.items()}

    @cached_property
    def stated(self) -> dict[str, Terms]:
        """What is stated to reach each processing."""
        return self.network.spread(self.source, stated=True)

    @cached_property
    def exposure(self) -> Exposure:
        """The full exposure, with its proofs."""
        return Exposure(self.network.view, self.source, self.network.view.snapshot.taxonomy.all)

    def passes(self, edge: FlowEdge) -> bool:
        """Whether something of the source goes over a flow."""
        return bool(self.terms.get(edge.sender, 0) & edge.lets and self.network.view.lets(edge))

    def bringing(self, recipient: str) -> tuple[str, ...]:
        """The flows that may bring a recipient something, by id."""
        edges = self.network.view.snapshot.flows_to.get(recipient, ())
        return tuple(edge.id for edge in edges if self.passes(edge))


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


class _State:
    """All sources together in one network: which flows something of theirs goes over."""

    def __init__(self, network: Network, reached: Iterable[Reached]) -> None:
        self.network = network
        self.terms: dict[str, Terms] = {}
        for one in reached:
            for id_, mask in one.terms.items():
                self.terms[id_] = self.terms.get(id_, 0) | mask

    def pairs(self, senders: Iterable[str]) -> dict[Pair, list[FlowEdge]]:
        """The pairs of processings from some senders over which anything goes, with its flows."""
        found: dict[Pair, list[FlowEdge]] = {}
        for edge in self.network.edges({id_: self.terms[id_] for id_ in senders if id_ in self.terms}):
            found.setdefault((edge.sender, edge.recipient), []).append(edge)
        return found


class Timeline:
    """Where the data of the watched sources go, moved on from day to day."""

    def __init__(self, snapshot: Snapshot, question: Question, watched: Watched) -> None:
        self.snapshot = snapshot
        self.watched = watched
        network = Network.of(View.of(snapshot, question))
        self.reached = {source: Reached(network, source) for source in watched.sources}
        self._state = _State(network, self.reached.values())
        self._hops: dict[Pair, Hop | None] = {}  # of the current state, as far as anybody asked

    @property
    def view(self) -> View:
        """The view of the day on which the state last changed."""
        return self._state.network.view

    def move(self, day: dt.date) -> Step:
        """Go on to a later day, past no day that `watched.days` names; what it changed."""
        before, question = self._state, replace(self.view.question, as_of=day)
        view = replace(self.view, question=question, day=day.isoformat())
        touched = {
            edge.sender
            for edge in self.watched.by_day.get(day, ())
            if self.view.active(edge) != view.active(edge)
        }
        network = before.network.on(view, touched)
        moved = self._reach_anew(network, touched)
        self._state = _State(network, self.reached.values()) if moved else _moved_on(before, network)
        if day in self.watched.legal_days:
            senders = before.terms.keys() | self._state.terms.keys()
        else:
            senders = touched | _differing(before.terms, self._state.terms)
        return Step(
            view.day, view, moved, self._compare(before, senders, legal=day in self.watched.legal_days)
        )

    def _reach_anew(self, network: Network, touched: set[str]) -> dict[str, tuple[Reached, Reached]]:
        """A source's reach can differ only if it held something at the sender of a touched flow."""
        moved = {}
        for source, before in self.reached.items():
            if not touched.isdisjoint(before.terms):
                after = self.reached[source] = Reached(network, source)
                moved[source] = (before, after)
        return moved

    def _compare(
        self, before: _State, senders: Iterable[str], *, legal: bool
    ) -> dict[Pair, tuple[Hop | None, Hop | None]]:
        """The worst hops from some senders that differ from those of the state before."""
        earlier, later = before.pairs(senders), self._state.pairs(senders)
        known, differing = self._hops, {}
        if legal:
            self._hops = {}
        for pair in sorted(earlier.keys() | later.keys()):
            was = known.get(pair) if pair in known else _worst(before.network.view, earlier.get(pair, ()))
            now = self._hops[pair] = _worst(self.view, later.get(pair, ()))
            if _told(was) != _told(now):
                differing[pair] = (was, now)
        return differing

    def hop(self, pair: Pair) -> Hop | None:
        """The worst hop between two processings over which anything goes now."""
        if pair not in self._hops:
            self._hops[pair] = _worst(self.view, self._state.pairs([pair[0]]).get(pair, ()))
        return self._hops[pair]

    def sources_over(self, edge: FlowEdge) -> tuple[str, ...]:
        """The sources something of which goes over a flow now."""
        return tuple(source for source, found in self.reached.items() if found.passes(edge))


def _moved_on(state: _State, network: Network) -> _State:
    moved = _State(network, ())
    moved.terms = state.terms
    return moved


def _differing(before: Mapping[str, Terms], after: Mapping[str, Terms]) -> set[str]:
    if before is after:
        return set()
    return {id_ for id_ in before.keys() | after.keys() if before.get(id_, 0) != after.get(id_, 0)}


def _worst(view: View, edges: Iterable[FlowEdge]) -> Hop | None:
    hops = [Hop(edge, assessment(view, edge)) for edge in sorted(edges, key=lambda edge: edge.id)]
    return min(hops, key=lambda hop: STATUSES.index(hop.found["status"]), default=None)


def _told(hop: Hop | None) -> tuple[str, str | None] | None:
    return None if hop is None else (hop.found["status"], hop.found["by"])
