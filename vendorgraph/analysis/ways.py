"""Shortest ways of single terms: which flows bring a term from a source to a processing."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.analysis.spread import Network
from vendorgraph.model.taxonomy import Terms

#: Processing -> (the flow that brings the term first, its sender).
Tree = dict[str, tuple[str, str]]


class Ways:
    """The ways in a network. A search serves all processings of its source, term and relation."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._distances: dict[str, dict[str, int]] = {}
        self._trees: dict[tuple[str, Terms, bool], Tree] = {}

    def over(self, source: str, edge: FlowEdge, stated: Terms, possible: Terms) -> tuple[str, ...]:
        """The flows by which something that leaves on `edge` comes from the source, and that flow itself.

        `stated` and `possible` are what leaves in each relation; a stated way is taken where there is one.
        """
        if edge.sender == source:
            return (edge.id,)
        return (*self.to(source, edge.sender, stated, possible), edge.id)

    def to(self, source: str, processing: str, stated: Terms, possible: Terms) -> tuple[str, ...]:
        """The fewest flows that bring one of the terms to the processing, the first by flow ids among equals."""
        terms = stated or possible
        tree = self._tree(source, terms & -terms, bool(stated))
        way: list[str] = []
        while processing != source:
            flow, processing = tree[processing]
            way.append(flow)
        return tuple(reversed(way))

    def distances(self, source: str) -> Mapping[str, int]:
        """How many flows each processing is away from the source, whatever they carry; the source 0."""
        if source not in self._distances:
            found, frontier = {source: 0}, deque((source,))
            while frontier:
                at = frontier.popleft()
                for edge in self._network.onward(at):
                    if edge.recipient not in found:
                        found[edge.recipient] = found[at] + 1
                        frontier.append(edge.recipient)
            self._distances[source] = found
        return self._distances[source]

    def _tree(self, source: str, term: Terms, stated: bool) -> Tree:
        key = (source, term, stated)
        if key not in self._trees:
            self._trees[key] = self._search(source, term, stated)
        return self._trees[key]

    def _search(self, source: str, term: Terms, stated: bool) -> Tree:
        """Breadth first; what is found first among equals has the first flow ids, as senders stand in that order."""
        view = self._network.view
        found: Tree = {}
        frontier = [source]
        while frontier:
            arrived = []
            for sender in frontier:
                for edge in self._network.onward(sender):
                    lets = view.lets_stated(edge) if stated else edge.lets
                    if lets & term and edge.recipient not in found and edge.recipient != source:
                        found[edge.recipient] = (edge.id, sender)
                        arrived.append(edge.recipient)
            frontier = arrived
        return found
