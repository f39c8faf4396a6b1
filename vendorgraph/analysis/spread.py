"""What many processings reach, or are reached from, propagated at once and without proofs.

Each start has a block of bits of its own, one bit a term, and a whole number holds the blocks of up
to BLOCKS starts side by side. One pass over the flows so serves them all, which is what makes a day
of a large inventory cheap. Which proof leads there, `exposure` tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from vendorgraph.analysis.exposure import Exposure
from vendorgraph.analysis.propagation import Lets, forward
from vendorgraph.analysis.question import View
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.model.taxonomy import Terms

#: Starts in one whole number; more would take memory for every processing and gain little.
BLOCKS = 64
Held = dict[str, int]


class Blocks:
    """Sets of terms side by side, one for each of `count` starts."""

    def __init__(self, width: int, count: int) -> None:
        self.count = count
        self._width = width
        self._whole = (1 << width) - 1
        self._repeat = sum(1 << at * width for at in range(count))
        self._same: dict[Terms, int] = {}

    def same(self, terms: Terms) -> int:
        """`terms` in every block."""
        found = self._same.get(terms)
        if found is None:
            found = self._same[terms] = terms * self._repeat
        return found

    def only(self, at: int, terms: Terms) -> int:
        """`terms` in one block and nothing in the others."""
        return terms << at * self._width

    def of(self, at: int, blocks: int) -> Terms:
        """The terms in one block."""
        return blocks >> at * self._width & self._whole

    def filled(self, blocks: int) -> list[int]:
        """The blocks that hold anything."""
        return [at for at in range(self.count) if blocks >> at * self._width & self._whole] if blocks else []

    def pour(
        self,
        start: Mapping[str, int],
        edges: Callable[[str], Iterable[FlowEdge]],
        lets: Lets,
        *,
        backward: bool,
    ) -> Held:
        """The least fixed point over `edges` of a processing: forward along flows, or backward against them."""
        held = dict(start)
        frontier = dict(start)
        while frontier:
            arrivals: Held = {}
            for at, blocks in frontier.items():
                for edge in edges(at):
                    other = edge.sender if backward else edge.recipient
                    if (mask := lets(edge)) and (fresh := blocks & self.same(mask) & ~held.get(other, 0)):
                        arrivals[other] = arrivals.get(other, 0) | fresh
            for other, fresh in arrivals.items():
                held[other] = held.get(other, 0) | fresh
            frontier = arrivals
        return held


class Network:
    """The flows that let anything through on the day of a view, by sender."""

    def __init__(self, view: View, onward: Mapping[str, tuple[FlowEdge, ...]]) -> None:
        self.view = view
        self._onward = onward

    @classmethod
    def of(cls, view: View) -> Network:
        """All flows of the view."""
        return cls(view, {sender: _active(view, sender) for sender in view.snapshot.flows_from})

    def on(self, view: View, touched: Iterable[str]) -> Network:
        """The network of another day, on which only flows of the touched senders begin or end."""
        return Network(view, {**self._onward, **{sender: _active(view, sender) for sender in touched}})

    def onward(self, sender: str) -> tuple[FlowEdge, ...]:
        """The flows of a sender."""
        return self._onward.get(sender, ())


def _active(view: View, sender: str) -> tuple[FlowEdge, ...]:
    return tuple(edge for edge in view.snapshot.flows_from.get(sender, ()) if view.lets(edge))


class Reached:
    """What one source may reach in a network; `terms` is what each processing may hold, the source too."""

    def __init__(self, network: Network, source: str, terms: dict[str, Terms]) -> None:
        self.network = network
        self.source = source
        self.terms = terms

    @cached_property
    def recipients(self) -> tuple[str, ...]:
        """Every processing but the source that may receive anything."""
        return tuple(id_ for id_ in self.terms if id_ != self.source)

    @cached_property
    def places(self) -> dict[str, tuple[FlowEdge, ...]]:
        """The places reached, each with the flows that lead there, by id."""
        found: dict[str, dict[str, FlowEdge]] = {}
        for sender, mask in self.terms.items():
            for edge in self.network.onward(sender):
                if mask & edge.lets:
                    for place, _ in edge.places:
                        found.setdefault(place, {})[edge.id] = edge
        return {place: tuple(edges[id_] for id_ in sorted(edges)) for place, edges in found.items()}

    @cached_property
    def stated(self) -> Mapping[str, Terms]:
        """What is stated to reach each processing."""
        view = self.network.view
        return forward(view, self.source, view.snapshot.taxonomy.all, stated=True).terms

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


class Spread:
    """What at most BLOCKS sources may reach in a network."""

    def __init__(self, network: Network, sources: Sequence[str]) -> None:
        self.network = network
        self.sources = tuple(sources)
        taxonomy = network.view.snapshot.taxonomy
        self._blocks = Blocks(len(taxonomy.ids), len(self.sources))
        start = {source: self._blocks.only(at, taxonomy.all) for at, source in enumerate(self.sources)}
        self.held = self._blocks.pour(start, network.onward, _lets, backward=False)

    def of(self, source: str) -> Reached:
        """What one of the sources reaches."""
        at = self.sources.index(source)
        terms = {id_: mask for id_, held in self.held.items() if (mask := self._blocks.of(at, held))}
        return Reached(self.network, source, terms)

    def holding(self, processings: Iterable[str]) -> list[str]:
        """The sources something of which is at one of some processings."""
        together = 0
        for id_ in processings:
            together |= self.held.get(id_, 0)
        return [self.sources[at] for at in self._blocks.filled(together)]

    def edges(self, senders: Iterable[str]) -> Iterator[FlowEdge]:
        """The flows of some senders over which something of any source goes."""
        for sender in senders:
            if blocks := self.held.get(sender, 0):
                for edge in self.network.onward(sender):
                    if blocks & self._blocks.same(edge.lets):
                        yield edge


def _lets(edge: FlowEdge) -> Terms:
    """A network's flows are active, so that what they let through is fixed."""
    return edge.lets
