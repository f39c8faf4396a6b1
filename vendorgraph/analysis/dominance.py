"""Which parties every chain of flows passes: what a recipient loses when one of them is taken out.

A recipient loses a category when the party's processings together stand on every walk that brings it.
For a party with one processing those are the dominators of the graph of the flows that let the category
through (Lengauer and Tarjan 1979, by `rustworkx`); sets of processings are taken out one after another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

import rustworkx

from vendorgraph.analysis.question import View
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.model.taxonomy import Terms

#: A set of parties as bits, in the order of `Dominance.parties`.
Parties = int
ALL_PARTIES: Parties = -1


@dataclass(slots=True)
class Losses:
    """What the recipients of one source may hold, and what they lose with one processing taken out.

    `some` and `all` have for each recipient the parties whose taking out takes something, and everything;
    `by_block` the parties whose taking out takes the categories of a block.
    """

    held: dict[str, Terms] = field(default_factory=dict)
    some: dict[str, Parties] = field(default_factory=dict)
    all: dict[str, Parties] = field(default_factory=dict)
    by_block: list[tuple[Terms, Mapping[str, Parties]]] = field(default_factory=list)


class Dominance:
    """The active flows of a view as one graph for each block of categories that always travel together."""

    def __init__(self, view: View, flows: Iterable[FlowEdge], terms: Terms) -> None:
        self.parties: list[str] = []
        self._ids: list[str] = []
        self._at: dict[str, int] = {}
        self._bits: dict[str, Parties] = {}
        self._party_of: list[Parties] = []
        self._named: dict[Parties, list[str]] = {}
        self._view = view
        self.lets: dict[str, Terms] = {}
        self.flows_from: dict[str, list[tuple[FlowEdge, Terms]]] = defaultdict(list)
        by_mask: dict[Terms, set[tuple[int, int]]] = defaultdict(set)
        for edge in flows:
            self.lets[edge.id] = lets = view.lets(edge)
            self.flows_from[edge.sender].append((edge, lets))
            by_mask[lets].add((self._index(edge.sender), self._index(edge.recipient)))
        self._graphs = [(block, self._graph(block, by_mask)) for block in _blocks(terms, by_mask)]

    def bit(self, processing: str) -> Parties:
        """The party of a processing as a set of one; empty for a processing that no flow touches."""
        at = self._at.get(processing)
        return 0 if at is None else self._party_of[at]

    def bits(self, parties: Iterable[str]) -> Parties:
        """Parties as a set, without those that no flow touches."""
        return reduce(or_, (self._bits.get(party, 0) for party in parties), 0)

    def named(self, parties: Parties) -> Sequence[str]:
        """The ids of the parties in a set; many recipients rest on the same ones, so they are kept."""
        found = self._named.get(parties)
        if found is None:
            found = self._named[parties] = []
            left = parties
            while left:
                lowest = left & -left
                found.append(self.parties[lowest.bit_length() - 1])
                left ^= lowest
        return found

    def losses(self, source: str, kept: Terms = 0) -> Losses:
        """What each recipient of `source` loses with one processing taken out; `by_block` of the blocks in `kept`.

        The source's own party is in no set, nor is a recipient's own.
        """
        found = Losses()
        start = self._at.get(source)
        if start is None:
            return found
        size = len(self._ids)
        held, some, all_ = [0] * size, [0] * size, [ALL_PARTIES] * size
        for block, graph in self._graphs:
            above: dict[int, int] = rustworkx.immediate_dominators(graph, start)
            passed = self._passed(above, start)
            for at in above:
                held[at] |= block
            for at, parties in passed.items():
                some[at] |= parties
                all_[at] &= parties
            if block & kept:
                found.by_block.append((block, {self._ids[at]: parties for at, parties in passed.items()}))
        reached = [at for at in range(size) if held[at] and at != start]
        found.held = {self._ids[at]: held[at] for at in reached}
        found.some = {self._ids[at]: some[at] & ~self._party_of[at] for at in reached}
        found.all = {self._ids[at]: all_[at] & ~self._party_of[at] for at in reached}
        return found

    def _index(self, processing: str) -> int:
        if processing not in self._at:
            self._at[processing] = len(self._ids)
            self._ids.append(processing)
            party = self._view.snapshot.party_of(processing)["id"]
            if party not in self._bits:
                self._bits[party] = 1 << len(self.parties)
                self.parties.append(party)
            self._party_of.append(self._bits[party])
        return self._at[processing]

    def _graph(self, block: Terms, by_mask: Mapping[Terms, set[tuple[int, int]]]) -> rustworkx.PyDiGraph:
        graph: rustworkx.PyDiGraph = rustworkx.PyDiGraph()
        graph.add_nodes_from(range(len(self._ids)))
        for mask, ends in by_mask.items():
            if mask & block:
                graph.add_edges_from_no_data(list(ends))
        return graph

    def _passed(self, above: Mapping[int, int], start: int) -> dict[int, Parties]:
        """For each processing in the tree of dominators, the parties of those above it, the source's apart."""
        own, party_of = self._party_of[start], self._party_of
        below = {start: 0}  # what all that hang on one processing have passed
        for at in set(above.values()):
            chain = []
            while at not in below:
                chain.append(at)
                at = above[at]
            parties = below[at]
            for over in reversed(chain):
                parties = below[over] = (parties | party_of[over]) & ~own
        return {at: below[over] for at, over in above.items()}


def _blocks(terms: Terms, masks: Iterable[Terms]) -> list[Terms]:
    """The terms parted into those that no mask tells apart."""
    blocks = [terms]
    for mask in masks:
        parted: list[Terms] = []
        for block in blocks:
            parted.extend(part for part in (block & mask, block & ~mask) if part)
        blocks = parted
    return blocks
