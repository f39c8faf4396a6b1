"""The data flows of some sources day after day, worked out anew only where a day touches them.

On a day on which nothing that a source reaches begins or ends, its recipients and places are those
of the day before; on one on which no law, certificate or instrument turns, so are the transfers.
A test holds this equal to the diff of every two days that follow each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vendorgraph.analysis.feed.days import Watched
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.analysis.spread import BLOCKS, Network, Reached, Spread
from vendorgraph.analysis.transfers import assessment
from vendorgraph.law import Assessment
from vendorgraph.law.hop import STATUSES
from vendorgraph.model.taxonomy import Terms

Pair = tuple[str, str]
Sides = tuple["Hop | None", "Hop | None"]


@dataclass(frozen=True, slots=True)
class Hop:
    """The worst flow between two processings and its assessment."""

    edge: FlowEdge
    found: Assessment


@dataclass(frozen=True, slots=True)
class Step:
    """What a day changed.

    `begun` are the flows that begin on it. `held` has, for each processing and source of which it holds
    other data than the day before, both sets; `places` for each place the sources that reach it before
    and after, where they differ; `hops` the worst hops that differ.
    """

    day: str
    view: View
    begun: tuple[FlowEdge, ...]
    held: Mapping[str, Mapping[str, tuple[Terms, Terms]]]
    places: Mapping[str, tuple[frozenset[str], frozenset[str]]]
    hops: Mapping[Pair, Sides]
    spreads: tuple[Sequence[Spread], Sequence[Spread]]

    def reached(self, source: str, *, new: bool) -> Reached:
        """What a source reaches after the day, or before it."""
        return next(spread.of(source) for spread in self.spreads[new] if source in spread.sources)

    def sources_at(self, processings: Iterable[str]) -> tuple[str, ...]:
        """The sources that performed, or whose data were at, one of some processings before the day."""
        wanted = set(processings)
        return tuple(sorted(source for spread in self.spreads[0] for source in spread.holding(wanted)))


class Timeline:
    """Where the data of the watched sources go, moved on from day to day."""

    def __init__(self, snapshot: Snapshot, question: Question, watched: Watched) -> None:
        self.snapshot = snapshot
        self.watched = watched
        self.view = View.of(snapshot, question)
        network, sources = Network.of(self.view), watched.sources
        self._network = network
        self._spreads = [Spread(network, sources[at : at + BLOCKS]) for at in range(0, len(sources), BLOCKS)]
        self._hops: dict[Pair, Hop | None] = {}  # of the current state, as far as anybody asked

    def move(self, day: dt.date) -> Step:
        """Go on to a later day, past no day that `watched.days` names; what it changed."""
        earlier, before = self.view, self._spreads
        question = replace(earlier.question, as_of=day)
        self.view = replace(earlier, question=question, day=day.isoformat())
        flows = self.watched.by_day.get(day, ())
        touched = [edge for edge in flows if earlier.active(edge) != self.view.active(edge)]
        senders = {edge.sender for edge in touched}
        if touched:
            self._network = self._network.on(self.view, senders)
            # A source's reach can differ only if it held something at the sender of a touched flow.
            self._spreads = [
                Spread(self._network, one.sources) if one.holding(senders) else one for one in before
            ]
        held = _held(before, self._spreads)
        legal = day in self.watched.legal_days
        if legal:
            senders = {id_ for spreads in (before, self._spreads) for one in spreads for id_ in one.held}
        senders |= held.keys()
        hops = self._compare(earlier, _pairs(before, senders), _pairs(self._spreads, senders), legal=legal)
        begun = tuple(edge for edge in touched if self.view.active(edge))
        places = _places(before, self._spreads)
        return Step(self.view.day, self.view, begun, held, places, hops, (before, self._spreads))

    def _compare(
        self,
        earlier: View,
        before: Mapping[Pair, list[FlowEdge]],
        after: Mapping[Pair, list[FlowEdge]],
        *,
        legal: bool,
    ) -> dict[Pair, Sides]:
        """The worst hops that differ from those before; what is known of others stays true unless the law turned."""
        known, differing = self._hops, dict[Pair, Sides]()
        if legal:
            self._hops = {}
        for pair in sorted(before.keys() | after.keys()):
            was = known[pair] if pair in known else _worst(earlier, before.get(pair, ()))
            now = self._hops[pair] = _worst(self.view, after.get(pair, ()))
            if _told(was) != _told(now):
                differing[pair] = (was, now)
        return differing

    def hop(self, pair: Pair) -> Hop | None:
        """The worst hop between two processings over which anything goes now."""
        if pair not in self._hops:
            self._hops[pair] = _worst(self.view, _pairs(self._spreads, [pair[0]]).get(pair, ()))
        return self._hops[pair]

    def sources_over(self, edge: FlowEdge) -> tuple[str, ...]:
        """The sources something of which goes over a flow now, by id."""
        return tuple(sorted(source for spread in self._spreads for source in spread.over(edge)))

    def sources_at(self, processings: Iterable[str]) -> tuple[str, ...]:
        """The sources that perform, or whose data may be at, one of some processings now, by id."""
        wanted = set(processings)
        return tuple(sorted(source for spread in self._spreads for source in spread.holding(wanted)))

    def sources_reaching(self, processings: Iterable[str]) -> tuple[str, ...]:
        """The sources whose data may be at one of some processings other than themselves, by id."""
        wanted = set(processings)
        found = {
            source for spread in self._spreads for source in spread.holding(wanted - set(spread.sources))
        }
        for spread in self._spreads:
            for other in wanted.intersection(spread.sources):
                found.update(source for source in spread.holding([other]) if source != other)
        return tuple(sorted(found))


def _pairs(spreads: Iterable[Spread], senders: Iterable[str]) -> dict[Pair, list[FlowEdge]]:
    """The pairs of processings from some senders over which anything goes, with its flows."""
    found: dict[str, FlowEdge] = {}
    for spread in spreads:
        found.update((edge.id, edge) for edge in spread.edges(senders))
    pairs: dict[Pair, list[FlowEdge]] = {}
    for id_ in sorted(found):
        pairs.setdefault((found[id_].sender, found[id_].recipient), []).append(found[id_])
    return pairs


def _moved(before: Iterable[Spread], after: Iterable[Spread]) -> Iterator[tuple[Spread, Spread]]:
    return ((one, other) for one, other in zip(before, after, strict=True) if one is not other)


def _held(before: Iterable[Spread], after: Iterable[Spread]) -> dict[str, dict[str, tuple[Terms, Terms]]]:
    """Processing -> source -> what it holds before and after, where that differs."""
    found: dict[str, dict[str, tuple[Terms, Terms]]] = {}
    for one, other in _moved(before, after):
        for id_ in one.held.keys() | other.held.keys():
            was, now = one.held.get(id_, 0), other.held.get(id_, 0)
            for at in one.blocks.filled(was ^ now):
                sides = (one.blocks.of(at, was), other.blocks.of(at, now))
                found.setdefault(id_, {})[one.sources[at]] = sides
    return {id_: dict(sorted(found[id_].items())) for id_ in sorted(found)}


def _places(
    before: Iterable[Spread], after: Iterable[Spread]
) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Place -> the sources that reach it before and after, where they differ."""
    found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    nobody: frozenset[str] = frozenset()
    for one, other in _moved(before, after):
        for place in one.places.keys() | other.places.keys():
            was, now = one.places.get(place, nobody), other.places.get(place, nobody)
            if was != now:
                known = found.get(place, (nobody, nobody))
                found[place] = (known[0] | was, known[1] | now)
    return dict(sorted(found.items()))


def _worst(view: View, edges: Iterable[FlowEdge]) -> Hop | None:
    hops = [Hop(edge, assessment(view, edge)) for edge in edges]
    return min(hops, key=lambda hop: STATUSES.index(hop.found["status"]), default=None)


def _told(hop: Hop | None) -> tuple[str, str | None] | None:
    return None if hop is None else (hop.found["status"], hop.found["by"])
