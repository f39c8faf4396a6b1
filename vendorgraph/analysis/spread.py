"""What many processings reach, or are reached from, propagated at once and without proofs.

Each start has a block of bits of its own, one bit a term, and a whole number holds the blocks of up
to BLOCKS starts side by side. One pass over the flows so serves them all, which is what makes a day
of a large inventory cheap. Which proof leads there, `exposure` tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from vendorgraph.analysis.exposure import Exposure
from vendorgraph.analysis.propagation import Lets
from vendorgraph.analysis.question import View
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.model.taxonomy import Terms

#: Starts in one whole number; more would take memory for every processing and gain little.
BLOCKS = 256
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
        held, waiting = dict(start), dict(start)
        while waiting:
            at = next(iter(waiting))
            blocks = waiting.pop(at)
            for edge in edges(at):
                other = edge.sender if backward else edge.recipient
                known = held.get(other, 0)
                if (mask := lets(edge)) and (fresh := blocks & self.same(mask) & ~known):
                    held[other] = known | fresh
                    waiting[other] = waiting.get(other, 0) | fresh
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


class Spread:
    """What at most BLOCKS sources may reach in a network: processing -> the blocks of what it may hold."""

    def __init__(self, network: Network, sources: Sequence[str]) -> None:
        self.network = network
        self.sources = tuple(sources)
        taxonomy = network.view.snapshot.taxonomy
        self.blocks = Blocks(len(taxonomy.ids), len(self.sources))
        self._start = {source: self.blocks.only(at, taxonomy.all) for at, source in enumerate(self.sources)}
        self.held = self.blocks.pour(self._start, network.onward, _lets, backward=False)

    @cached_property
    def stated(self) -> Held:
        """What each processing is stated to hold."""
        return self.blocks.pour(
            self._start, self.network.onward, self.network.view.lets_stated, backward=False
        )

    @cached_property
    def places(self) -> dict[str, frozenset[str]]:
        """The places reached, each with the sources that reach it."""
        found: dict[str, int] = {}
        for edge in self.edges(self.held):
            over = self.held[edge.sender] & self.blocks.same(edge.lets)
            for place, _ in edge.places:
                found[place] = found.get(place, 0) | over
        return {place: frozenset(self._named(blocks)) for place, blocks in found.items()}

    def _named(self, blocks: int) -> list[str]:
        return [self.sources[at] for at in self.blocks.filled(blocks)]

    def of(self, source: str) -> Reached:
        """What one of the sources reaches."""
        return Reached(self, self.sources.index(source))

    def holding(self, processings: Iterable[str]) -> list[str]:
        """The sources something of which is at one of some processings."""
        together = 0
        for id_ in processings:
            together |= self.held.get(id_, 0)
        return self._named(together)

    def over(self, edge: FlowEdge) -> list[str]:
        """The sources something of which goes over a flow."""
        if not self.network.view.lets(edge):
            return []
        return self._named(self.held.get(edge.sender, 0) & self.blocks.same(edge.lets))

    def edges(self, senders: Iterable[str]) -> Iterator[FlowEdge]:
        """The flows of some senders over which something of any source goes."""
        for sender in senders:
            if blocks := self.held.get(sender, 0):
                for edge in self.network.onward(sender):
                    if blocks & self.blocks.same(edge.lets):
                        yield edge


@dataclass(frozen=True, slots=True)
class Reached:
    """What one source, the one `at` its place in a spread, may reach."""

    spread: Spread
    at: int

    @property
    def source(self) -> str:
        """The source."""
        return self.spread.sources[self.at]

    def held(self, processing: str) -> Terms:
        """What a processing may hold of the source's data."""
        return self.spread.blocks.of(self.at, self.spread.held.get(processing, 0))

    def stated(self, processing: str) -> Terms:
        """What a processing is stated to hold of them."""
        return self.spread.blocks.of(self.at, self.spread.stated.get(processing, 0))

    def leading_to(self, place: str) -> list[FlowEdge]:
        """The flows by which the source's data reach a place."""
        network = self.spread.network
        return [
            edge
            for sender, blocks in self.spread.held.items()
            if (mask := self.spread.blocks.of(self.at, blocks))
            for edge in network.onward(sender)
            if mask & edge.lets and any(place == other for other, _ in edge.places)
        ]

    def bringing(self, processing: str) -> tuple[str, ...]:
        """The flows that may bring a processing something, by id."""
        view = self.spread.network.view
        edges = view.snapshot.flows_to.get(processing, ())
        return tuple(edge.id for edge in edges if self.held(edge.sender) & view.lets(edge))

    def exposure(self) -> Exposure:
        """The full exposure, with its proofs."""
        view = self.spread.network.view
        return Exposure(view, self.source, view.snapshot.taxonomy.all)


def _lets(edge: FlowEdge) -> Terms:
    """A network's flows are active, so that what they let through is fixed."""
    return edge.lets
