"""The data flows of some sources day after day, worked out anew only where a day touches them.

On a day on which nothing that a source reaches begins or ends, its recipients and places are those
of the day before; on one on which no law, certificate or instrument turns, so are the transfers.
A test holds this equal to the diff of every two days that follow each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from vendorgraph.analysis.feed.days import Watched
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.analysis.spread import BLOCKS, Network, Reached, Spread
from vendorgraph.analysis.transfers import assessment
from vendorgraph.law import Assessment
from vendorgraph.law.hop import STATUSES

Pair = tuple[str, str]
Sides = tuple["Hop | None", "Hop | None"]


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
    hops: Mapping[Pair, Sides]


class Timeline:
    """Where the data of the watched sources go, moved on from day to day."""

    def __init__(self, snapshot: Snapshot, question: Question, watched: Watched) -> None:
        self.snapshot = snapshot
        self.watched = watched
        self.view = View.of(snapshot, question)
        network, sources = Network.of(self.view), watched.sources
        self._network = network
        self._spreads = [Spread(network, sources[at : at + BLOCKS]) for at in range(0, len(sources), BLOCKS)]
        self._reached: dict[str, Reached] = {}
        self._hops: dict[Pair, Hop | None] = {}  # of the current state, as far as anybody asked

    def of(self, source: str) -> Reached:
        """What one of the sources reaches now. KeyError for any other."""
        for spread in self._spreads:
            if source in spread.sources:
                return self._reach(spread, source)
        raise KeyError(source)

    def _reach(self, spread: Spread, source: str) -> Reached:
        found = self._reached.get(source)
        if found is None:
            found = self._reached[source] = spread.of(source)
        return found

    def move(self, day: dt.date) -> Step:
        """Go on to a later day, past no day that `watched.days` names; what it changed."""
        earlier, before = self.view, self._spreads
        question = replace(earlier.question, as_of=day)
        self.view = replace(earlier, question=question, day=day.isoformat())
        flows = self.watched.by_day.get(day, ())
        touched = {edge.sender for edge in flows if earlier.active(edge) != self.view.active(edge)}
        if touched:
            self._network = self._network.on(self.view, touched)
        moved = self._spread_anew(touched)
        legal = day in self.watched.legal_days
        if legal:
            senders = {id_ for spreads in (before, self._spreads) for one in spreads for id_ in one.held}
        else:
            senders = touched | _differing(before, self._spreads)
        hops = self._compare(earlier, _pairs(before, senders), _pairs(self._spreads, senders), legal=legal)
        return Step(self.view.day, self.view, moved, hops)

    def _spread_anew(self, touched: set[str]) -> dict[str, tuple[Reached, Reached]]:
        """A source's reach can differ only if it held something at the sender of a touched flow."""
        moved: dict[str, tuple[Reached, Reached]] = {}
        spreads = []
        for spread in self._spreads:
            sources = spread.holding(touched)
            after = Spread(self._network, spread.sources) if sources else spread
            for source in sources:
                before = self._reach(spread, source)
                self._reached[source] = after.of(source)
                moved[source] = (before, self._reached[source])
            spreads.append(after)
        self._spreads = spreads
        return dict(sorted(moved.items()))

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
        found = []
        for spread in self._spreads:
            holding = spread.holding([edge.sender])
            found += [source for source in holding if self._reach(spread, source).passes(edge)]
        return tuple(sorted(found))

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


def _differing(before: Iterable[Spread], after: Iterable[Spread]) -> set[str]:
    """The processings that hold other data of any source than before."""
    found: set[str] = set()
    for earlier, later in zip(before, after, strict=True):
        if earlier is not later:
            ids = earlier.held.keys() | later.held.keys()
            found.update(id_ for id_ in ids if earlier.held.get(id_, 0) != later.held.get(id_, 0))
    return found


def _worst(view: View, edges: Iterable[FlowEdge]) -> Hop | None:
    hops = [Hop(edge, assessment(view, edge)) for edge in edges]
    return min(hops, key=lambda hop: STATUSES.index(hop.found["status"]), default=None)


def _told(hop: Hop | None) -> tuple[str, str | None] | None:
    return None if hop is None else (hop.found["status"], hop.found["by"])
