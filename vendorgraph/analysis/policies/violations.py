"""What stands against a rule about flows: every flow of the chain that it catches and nothing excepts.

All sources are propagated at once and a flow is put to a rule once for all of them, so that a large
inventory is checked in a few passes over its flows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from vendorgraph.analysis.findings import decisions_in_order
from vendorgraph.analysis.policies.bound import Bound
from vendorgraph.analysis.policies.cases import Case, Place, answer, caught_places
from vendorgraph.analysis.policies.language import Rule, Unless
from vendorgraph.analysis.propagation import forward
from vendorgraph.analysis.question import View
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.analysis.spread import BLOCKS, Network, Reached, Spread
from vendorgraph.analysis.ways import Ways
from vendorgraph.model.record import Document
from vendorgraph.model.taxonomy import Terms

#: What makes two violations of a rule the same one, besides the source: sender, recipient, places caught.
Key = tuple[str, str, tuple[str, ...]]


class Violations(NamedTuple):
    """A flow that a rule forbids, for each of these sources; `lacking` is what each exception lacks."""

    edge: FlowEdge
    places: tuple[Place, ...]
    lacking: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]

    @property
    def key(self) -> Key:
        """Stable while flows are corrected or begun anew; another place makes it another violation."""
        return self.edge.sender, self.edge.recipient, _names(self.places)


def _names(places: Sequence[Place]) -> tuple[str, ...]:
    return tuple(sorted({place for place, _ in places}))


def fingerprint(rule: str, source: str, key: Key) -> str:
    """24 hexadecimal digits that stand for a violation; a decision may be recorded about them."""
    return sha256("\n".join((rule, source, key[0], key[1], *key[2])).encode()).hexdigest()[:24]


@dataclass(slots=True)
class Excepted:
    """What one exception let pass: the flows, and how often over all sources."""

    why: Unless
    count: int = 0
    flows: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Checked:
    """What a rule about flows looked at, and what it found; `examined` counts flows once per source."""

    sources: int = 0
    examined: int = 0
    caught: list[Violations] = field(default_factory=list)
    excepted: dict[int, Excepted] = field(default_factory=dict)


class Checking:
    """Rules put to one view; what several rules ask for is worked out once."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.network = Network.of(view)
        self.ways = Ways(self.network)
        self._spreads: dict[tuple[str, ...], list[Spread]] = {}
        self._reached: dict[str, Reached] = {}
        self._hops: dict[tuple[str, Terms], Mapping[str, int]] = {}

    def check(self, bound: Bound) -> Checked:
        """Every flow on which something in the rule's scope leaves its sender, put to the rule."""
        found = Checked(len(bound.sources))
        for spread in self._over(bound.sources):
            wanted = spread.blocks.same(bound.wanted)
            for edge in spread.edges(spread.held):
                sources = spread.blocks.filled(self._leaving(spread, edge, bound.stated_only) & wanted)
                if sources:
                    found.examined += len(sources)
                    named = tuple(spread.sources[at] for at in sources)
                    self._put(bound, edge, named, found)
        found.caught.sort(key=lambda one: one.edge.id)
        return found

    def _over(self, sources: tuple[str, ...]) -> list[Spread]:
        """The sources propagated, at most BLOCKS at once."""
        if sources not in self._spreads:
            chunks = [sources[at : at + BLOCKS] for at in range(0, len(sources), BLOCKS)]
            self._spreads[sources] = [Spread(self.network, chunk) for chunk in chunks]
            for spread in self._spreads[sources]:
                self._reached.update(
                    {source: Reached(spread, at) for at, source in enumerate(spread.sources)}
                )
        return self._spreads[sources]

    def _leaving(self, spread: Spread, edge: FlowEdge, stated: bool) -> int:
        """What leaves on the flow, in the block of each source."""
        if stated:
            return spread.stated.get(edge.sender, 0) & spread.blocks.same(self.view.lets_stated(edge))
        return spread.held[edge.sender] & spread.blocks.same(edge.lets)

    def _put(self, bound: Bound, edge: FlowEdge, sources: tuple[str, ...], found: Checked) -> None:
        """Put one flow to a rule, once for all sources unless a test counts the flows from each."""
        for hops, some in self._distances(bound, edge, sources):
            case = Case(self.view, edge, hops, edge.places)
            if all(self._met(case, name, value, bound) for name, value in bound.tests.items()):
                places = caught_places(case, bound.tests, bound.unknown)
                self._caught(bound, Case(self.view, edge, hops, places, caught=True), some, found)

    def _distances(
        self, bound: Bound, edge: FlowEdge, sources: tuple[str, ...]
    ) -> Iterator[tuple[int, tuple[str, ...]]]:
        if not bound.counts_hops:
            yield 0, sources
            return
        by_hops: dict[int, list[str]] = {}
        for source in sources:
            key = (source, bound.wanted)
            if key not in self._hops:
                self._hops[key] = forward(self.view, source, bound.wanted, stated=False).hops
            hops = 0 if edge.sender == source else self._hops[key][edge.sender]
            by_hops.setdefault(hops + 1, []).append(source)
        yield from ((hops, tuple(some)) for hops, some in sorted(by_hops.items()))

    def _caught(self, bound: Bound, case: Case, sources: tuple[str, ...], found: Checked) -> None:
        """Take out what an exception lets pass; the rest are violations."""
        lacking = []
        key = (case.edge.sender, case.edge.recipient, _names(case.places))
        for at, one in enumerate(bound.unless):
            lacks = self._lacks(case, one)
            passing: tuple[str, ...] = () if lacks else sources
            if one.decision and not lacks:
                passing = tuple(source for source in sources if self._decided(bound.rule, source, key, one))
            if passing:
                told = found.excepted.setdefault(at, Excepted(one))
                told.count += len(passing)
                told.flows.add(case.edge.id)
                gone = set(passing)
                sources = tuple(source for source in sources if source not in gone)
            lacking.append(tuple(lacks or ["decision"]))
            if not sources:
                return
        found.caught.append(Violations(case.edge, case.places, tuple(lacking), sources))

    def _met(self, case: Case, name: str, value: object, bound: Bound) -> bool:
        told = answer(case, name, value)
        return bound.unknown if told is None else told

    def _lacks(self, case: Case, one: Unless) -> list[str]:
        """What of an exception, its decision apart, does not hold; nothing when all does."""
        lacks = [name for name, value in one.tests.items() if answer(case, name, value) is not True]
        if one.until is not None and one.until <= self.view.question.as_of:
            lacks.append("until")
        return lacks

    def _decided(self, rule: Rule, source: str, key: Key, one: Unless) -> bool:
        return bool(self.decisions) and self.decisions.get(fingerprint(rule.id, source, key)) in one.decision

    @cached_property
    def decisions(self) -> Mapping[str, str]:
        """Fingerprint -> the latest decision about it that holds on the day."""
        documents = decisions_in_order(self.view.snapshot)
        return {one["finding"]: one["status"] for one in documents if _stands(one, self.view.question.as_of)}

    def leaving(self, source: str, edge: FlowEdge, wanted: Terms) -> tuple[Terms, Terms]:
        """What of `wanted` is stated to leave on a flow from a source that was checked, and what may."""
        reached = self._reached[source]
        stated = reached.stated(edge.sender) & self.view.lets_stated(edge)
        return stated & wanted, reached.held(edge.sender) & edge.lets & wanted


def _stands(decision: Document, day: dt.date) -> bool:
    on, until, today = decision["decided_on"], decision["until"], day.isoformat()
    return (until is None or today < until) and (on is None or on <= today)
