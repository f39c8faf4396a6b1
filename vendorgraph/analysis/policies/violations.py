"""What stands against a rule about flows: every flow of the chain that it catches and nothing excepts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from vendorgraph.analysis.exposure import Exposure
from vendorgraph.analysis.policies.bound import Bound
from vendorgraph.analysis.policies.cases import Case, Place, answer, caught_places
from vendorgraph.analysis.policies.language import Rule, Unless
from vendorgraph.analysis.propagation import Path, Reach, forward
from vendorgraph.analysis.question import View
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.model.record import Document
from vendorgraph.model.taxonomy import Terms

#: What makes two violations the same one: rule, source, sender, recipient and the places caught.
Key = tuple[str, str, str, str, tuple[str, ...]]


class Violation(NamedTuple):
    """A flow that a rule forbids: what of the source leaves on it, and at which places it is caught."""

    rule: Rule
    exposure: Exposure
    edge: FlowEdge
    hops: int
    places: tuple[Place, ...]
    lacking: tuple[tuple[str, ...], ...]

    @property
    def key(self) -> Key:
        """Stable while flows are corrected or begun anew; another place makes it another violation."""
        places = tuple(sorted({place for place, _ in self.places}))
        return (self.rule.id, self.exposure.source, self.edge.sender, self.edge.recipient, places)


class Excepted(NamedTuple):
    """A flow that a rule catches and an exception lets pass."""

    rule: Rule
    source: str
    flow: str
    unless: int
    why: Unless


@dataclass(slots=True)
class Checked:
    """What a rule about flows looked at, and what it found."""

    sources: int = 0
    examined: int = 0
    violations: list[Violation] = field(default_factory=list)
    excepted: list[Excepted] = field(default_factory=list)


def fingerprint(key: Key) -> str:
    """24 hexadecimal digits that stand for a violation; a decision may be recorded about them."""
    return sha256("\n".join((*key[:4], *key[4])).encode()).hexdigest()[:24]


class Checking:
    """Rules put to one view; the exposures that several rules ask for are worked out once."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._exposures: dict[tuple[str, Terms], Exposure] = {}
        self._reaches: dict[tuple[str, Terms, bool], Reach] = {}

    def exposure(self, source: str, wanted: Terms) -> Exposure:
        """What of `wanted` reaches whom from a source."""
        key = (source, wanted)
        if key not in self._exposures:
            self._exposures[key] = Exposure(self.view, source, wanted)
        return self._exposures[key]

    def check(self, bound: Bound) -> Checked:
        """Every flow on which something in the rule's scope leaves its sender, put to the rule."""
        found = Checked(len(bound.sources))
        for source in bound.sources:
            exposure = self.exposure(source, bound.wanted)
            for edge in exposure.flows():
                if not bound.stated_only or exposure.leaving_stated(edge):
                    found.examined += 1
                    self._put(bound, exposure, edge, found)
        found.violations.sort(key=lambda one: (one.exposure.source, one.hops, one.edge.id))
        found.excepted.sort(key=lambda one: (one.source, one.flow))
        return found

    def _put(self, bound: Bound, exposure: Exposure, edge: FlowEdge, found: Checked) -> None:
        hops = len(self.path(exposure, edge)[0]) if bound.counts_hops else _fewest(exposure, edge)
        case = Case(self.view, edge, hops, edge.places)
        if not all(self._met(case, name, value, bound) for name, value in bound.tests.items()):
            return
        places = caught_places(case, bound.tests, bound.unknown)
        caught = Case(self.view, edge, case.hops, places, caught=True)
        violation = Violation(bound.rule, exposure, edge, case.hops, places, ())
        lacking = []
        for at, one in enumerate(bound.unless):
            lacks = self._lacks(caught, one, violation.key)
            if not lacks:
                found.excepted.append(Excepted(bound.rule, exposure.source, edge.id, at, one))
                return
            lacking.append(tuple(lacks))
        found.violations.append(violation._replace(lacking=tuple(lacking)))

    def _met(self, case: Case, name: str, value: object, bound: Bound) -> bool:
        told = answer(case, name, value)
        return bound.unknown if told is None else told

    def _lacks(self, case: Case, one: Unless, key: Key) -> list[str]:
        """What of an exception does not hold; nothing when it does."""
        lacks = [name for name, value in one.tests.items() if answer(case, name, value) is not True]
        if one.until is not None and one.until <= self.view.question.as_of:
            lacks.append("until")
        if one.decision and self.decided.get(fingerprint(key)) not in one.decision:
            lacks.append("decision")
        return lacks

    @cached_property
    def decided(self) -> Mapping[str, str]:
        """Fingerprint -> the latest decision about it that holds on the day."""
        records = self.view.snapshot.records["decision"].values()
        documents = sorted(
            (r.document for r in records), key=lambda one: (one["decided_on"] or "", one["id"])
        )
        return {one["finding"]: one["status"] for one in documents if _stands(one, self.view.question.as_of)}

    def path(self, exposure: Exposure, edge: FlowEdge) -> tuple[Path, str]:
        """The first chain of flows on which one term comes from the source and leaves by `edge`; its certainty."""
        stated = exposure.leaving_stated(edge)
        leaving = stated or exposure.leaving(edge)
        certainty = "stated" if stated else "possible"
        if edge.sender == exposure.source:
            return (edge.id,), certainty
        key = (exposure.source, leaving, bool(stated))
        if key not in self._reaches:
            self._reaches[key] = forward(self.view, exposure.source, leaving, stated=bool(stated))
        return (*self._reaches[key].via[edge.sender], edge.id), certainty


def _fewest(exposure: Exposure, edge: FlowEdge) -> int:
    """The fewest flows from the source up to and with this one; for ordering, as other terms may take fewer."""
    return exposure.possible.hops.get(edge.sender, 0) + 1


def _stands(decision: Document, day: dt.date) -> bool:
    on, until, today = decision["decided_on"], decision["until"], day.isoformat()
    return (until is None or today < until) and (on is None or on <= today)
