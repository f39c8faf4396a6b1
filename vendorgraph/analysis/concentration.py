"""How much hangs on whom: shares, single points, effective numbers, and what lies below tier 1.

Every share has its numerator and denominator. A *controller* is a source processing of the question.
Source: EDPB Opinion 22/2024 (the whole chain counts); Herfindahl-Hirschman index for effective numbers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vendorgraph.analysis.dominance import ALL_PARTIES, Dominance, Parties
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.selection import default_sources, endpoints
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.model.taxonomy import Terms

UNKNOWN = "unknown"


@dataclass(slots=True)
class _Standing:
    """What hangs on one party, over all sources."""

    controllers: set[str] = field(default_factory=set)
    flows: set[str] = field(default_factory=set)
    special_flows: set[str] = field(default_factory=set)
    weakened: list[list[str]] = field(default_factory=list)
    cut_off: list[list[str]] = field(default_factory=list)


def concentration_answer(
    snapshot: Snapshot, question: Question, *, from_: str | None = None
) -> dict[str, Any]:
    """The answer of `/concentration`: one row per party reached, and numbers of the whole.

    A controller depends on a party that its data reach. A flow of special-category or criminal data
    depends on a party when it ends there, or when taking out the party's processings leaves nothing
    special on it. A single point is a party whose taking out takes something from another recipient.
    Rows are ordered by controllers, then special flows, then id. Remembered with the snapshot.
    """
    key = ("concentration", question, from_)
    return snapshot.memory.get(
        key, lambda: _answer(snapshot, question, from_), lambda answer: len(answer["parties"]) // 5
    )


def _answer(snapshot: Snapshot, question: Question, from_: str | None) -> dict[str, Any]:
    view = View.of(snapshot, question)
    sources = endpoints(snapshot, question, from_, "from") if from_ else default_sources(view)
    active = [edge for edges in snapshot.flows_from.values() for edge in edges if view.lets(edge)]
    dominance = Dominance(view, active, snapshot.taxonomy.all)
    standing: dict[str, _Standing] = defaultdict(_Standing)
    special: set[str] = set()
    flows: dict[str, FlowEdge] = {}
    recipients = hidden = 0
    for source in sources:
        network = _Network(view, source, dominance)
        network.stand(standing)
        special |= network.special
        flows |= network.edges
        recipients += len(network.losses.held)
        hidden += len(network.losses.held.keys() - {edge.recipient for edge in network.onward[source]})
    return {
        "as_of": view.day,
        "revision": snapshot.revision,
        "group": question.group,
        "sources": sources,
        "parties": _rows(snapshot, standing, len(sources), len(special)),
        "vendors": _effective(snapshot.party_of(edge.recipient)["id"] for edge in flows.values()),
        "countries": _countries(flows.values()),
        "hidden": _share(hidden, recipients),
    }


class _Network:
    """What leaves one source, flow by flow, and what hangs on whom in it."""

    def __init__(self, view: View, source: str, dominance: Dominance) -> None:
        self._view, self._dominance, self.source = view, dominance, source
        self._sensitive = view.snapshot.taxonomy.sensitive
        self.losses = dominance.losses(source, self._sensitive)
        self.terms: Mapping[str, Terms] = {**self.losses.held, source: view.snapshot.taxonomy.all}
        self.edges: dict[str, FlowEdge] = {}
        self.onward: dict[str, list[FlowEdge]] = defaultdict(list)
        self.inward: dict[str, list[str]] = defaultdict(list)
        for sender, held in self.terms.items():
            onward = [edge for edge, lets in dominance.flows_from.get(sender, ()) if held & lets]
            if onward:
                self.onward[sender] = onward
            for edge in onward:
                self.edges[edge.id] = edge
                self.inward[edge.recipient].append(edge.id)
        self.special = self._special_flows(self.terms)

    def stand(self, standing: Mapping[str, _Standing]) -> None:
        """Record what of this network hangs on each party that it reaches."""
        reached: dict[str, set[str]] = defaultdict(set)
        for id_ in self.losses.held:
            reached[self._party(id_)].add(id_)
        reached.pop(self._party(self.source), None)
        for party, processings in reached.items():
            self._stand(processings, standing[party])
        # Several processings of a party may stand together where none stands alone.
        together = {party: processings for party, processings in reached.items() if len(processings) > 1}
        self._take_each_out(self._dominance.bits(together), standing)
        for party, processings in together.items():
            self._take_out(processings, standing[party])

    def _party(self, processing: str) -> str:
        return str(self._view.snapshot.party_of(processing)["id"])

    def _special_flows(self, terms: Mapping[str, Terms], closed: Iterable[str] = ()) -> set[str]:
        """The flows on which special-category or criminal data may leave, without the closed ones."""
        shut, lets = set(closed), self._dominance.lets
        return {
            id_
            for id_, edge in self.edges.items()
            if edge.recipient not in shut and terms.get(edge.sender, 0) & lets[id_] & self._sensitive
        }

    def _stand(self, processings: set[str], standing: _Standing) -> None:
        """Record what ends at a party."""
        standing.controllers.add(self.source)
        ending = {id_ for processing in processings for id_ in self.inward[processing]}
        standing.flows |= ending
        standing.special_flows |= ending & self.special

    def _take_each_out(self, apart: Parties, standing: Mapping[str, _Standing]) -> None:
        """Record what depends on each party, those in `apart` left out."""
        named = self._dominance.named
        for id_, parties in self.losses.some.items():
            pair = [self.source, id_]
            for party in named(parties & ~apart):
                standing[party].weakened.append(pair)
            for party in named(self.losses.all[id_] & ~apart):
                standing[party].cut_off.append(pair)
        alike: dict[tuple[str, Terms], list[str]] = defaultdict(list)
        for id_ in self.special:
            sender = self.edges[id_].sender
            alike[sender, self.terms[sender] & self._dominance.lets[id_] & self._sensitive].append(id_)
        for (sender, carried), flows in alike.items():
            for party in named(self._special_rests_on(sender, carried) & ~apart):
                standing[party].special_flows.update(flows)

    def _special_rests_on(self, sender: str, carried: Terms) -> Parties:
        """The parties without any of whom `sender` would hold nothing of what is carried."""
        if sender == self.source:
            return 0
        itself, resting = self._dominance.bit(sender), ALL_PARTIES
        for block, passed in self.losses.by_block:
            if block & carried:
                resting &= passed[sender] | itself
                if resting == itself:
                    break
        return resting & ~self._dominance.bit(self.source)

    def _take_out(self, processings: set[str], standing: _Standing) -> None:
        """Record what depends on several processings of one party together."""
        if not any(id_ in self.onward for id_ in processings):
            return
        left = self._without(processings)
        standing.special_flows |= self.special - self._special_flows(left, processings)
        for id_, terms in self.losses.held.items():
            if id_ not in processings and terms & ~left.get(id_, 0):
                standing.weakened.append([self.source, id_])
                if not left.get(id_, 0):
                    standing.cut_off.append([self.source, id_])

    def _without(self, closed: set[str]) -> dict[str, Terms]:
        everything = self._view.snapshot.taxonomy.all
        found = {self.source: everything}
        frontier = {self.source: everything}
        while frontier:
            arrivals: dict[str, Terms] = {}
            for sender, mask in frontier.items():
                for edge in self.onward.get(sender, ()):
                    if edge.recipient not in closed:
                        fresh = mask & self._dominance.lets[edge.id] & ~found.get(edge.recipient, 0)
                        if fresh:
                            arrivals[edge.recipient] = arrivals.get(edge.recipient, 0) | fresh
            for recipient, fresh in arrivals.items():
                found[recipient] = found.get(recipient, 0) | fresh
            frontier = arrivals
        return found


def _share(part: int, whole: int) -> dict[str, Any]:
    return {"count": part, "of": whole, "share": round(part / whole, 4) if whole else None}


def _rows(
    snapshot: Snapshot, standing: Mapping[str, _Standing], sources: int, special: int
) -> list[dict[str, Any]]:
    def rank(item: tuple[str, _Standing]) -> tuple[int, int, str]:
        return -len(item[1].controllers), -len(item[1].special_flows), item[0]

    return [
        {
            "party": {key: snapshot.document("party", id_)[key] for key in ("id", "name", "established_in")},
            "controllers": _share(len(found.controllers), sources),
            "special_category_flows": _share(len(found.special_flows), special),
            "single_point": bool(found.weakened),
            "weakened": sorted(found.weakened),
            "cut_off": sorted(found.cut_off),
            "flows": sorted(found.flows),
        }
        for id_, found in sorted(standing.items(), key=rank)
    ]


def _effective(entries: Iterable[str]) -> dict[str, Any]:
    """The inverse Herfindahl index of how often each entry occurs; null when there is none."""
    counts = Counter(entries)
    total = sum(counts.values())
    index = sum((count / total) ** 2 for count in counts.values()) if total else 0
    return {
        "effective_number": round(1 / index, 4) if index else None,
        "of": total,
        "counts": {entry: counts[entry] for entry in sorted(counts)},
    }


def _countries(edges: Iterable[FlowEdge]) -> dict[str, Any]:
    """Effective number of the places known, each flow counting each of its places once; unknown ones apart."""
    entries = [place for edge in edges for place in {place for place, _ in edge.places}]
    unknown = entries.count(UNKNOWN)
    known = _effective(place for place in entries if place != UNKNOWN)
    return known | {"unknown": _share(unknown, len(entries))}
