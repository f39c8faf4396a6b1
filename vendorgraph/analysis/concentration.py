"""How much hangs on whom: shares, single points, effective numbers, and what lies below tier 1.

Every share has its numerator and denominator. A *controller* is a source processing of the question.
Source: EDPB Opinion 22/2024 (the whole chain counts); Herfindahl-Hirschman index for effective numbers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vendorgraph.analysis.exposure import Exposure
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
    weakened: set[tuple[str, str]] = field(default_factory=set)
    cut_off: set[tuple[str, str]] = field(default_factory=set)


def concentration_answer(
    snapshot: Snapshot, question: Question, *, from_: str | None = None
) -> dict[str, Any]:
    """The answer of `/concentration`: one row per party reached, and numbers of the whole.

    A controller depends on a party that its data reach. A flow of special-category or criminal data
    depends on a party when it ends there, or when taking out the party's processings leaves nothing
    special on it. A single point is a party whose taking out takes something from another recipient.
    Rows are ordered by controllers, then special flows, then id.
    """
    view = View.of(snapshot, question)
    sources = endpoints(snapshot, question, from_, "from") if from_ else default_sources(view)
    exposures = [Exposure(view, source, snapshot.taxonomy.all) for source in sources]
    standing: dict[str, _Standing] = defaultdict(_Standing)
    special: set[str] = set()
    flows: dict[str, FlowEdge] = {}
    for one in exposures:
        network = _Network(one)
        flows.update(network.edges)
        special.update(network.special_flows(network.terms))
        for party, processings in network.reached().items():
            network.take_out(party, processings, standing[party])
    return {
        "as_of": view.day,
        "revision": snapshot.revision,
        "group": question.group,
        "sources": sources,
        "parties": _rows(snapshot, standing, len(sources), len(special)),
        "vendors": _effective(snapshot.party_of(edge.recipient)["id"] for edge in flows.values()),
        "countries": _countries(flows.values()),
        "hidden": _hidden(exposures),
    }


class _Network:
    """The flows of one source's exposure as bare masks, to take parties out of quickly."""

    def __init__(self, exposure: Exposure) -> None:
        self.view, self.source, self.seed = exposure.view, exposure.source, exposure.wanted
        self.terms: Mapping[str, Terms] = exposure.possible.terms
        self.edges = {edge.id: edge for edge in exposure.flows()}
        self.lets = {id_: self.view.lets(edge) for id_, edge in self.edges.items()}
        self.onward: dict[str, list[FlowEdge]] = defaultdict(list)
        for edge in self.edges.values():
            self.onward[edge.sender].append(edge)

    def reached(self) -> dict[str, set[str]]:
        """The parties that the source's data reach, each with its processings in the network."""
        found: dict[str, set[str]] = defaultdict(set)
        own = self.view.snapshot.party_of(self.source)["id"]
        for id_ in self.terms:
            party = self.view.snapshot.party_of(id_)["id"]
            if id_ != self.source and party != own:
                found[party].add(id_)
        return found

    def special_flows(self, terms: Mapping[str, Terms], closed: Iterable[str] = ()) -> set[str]:
        """The flows on which special-category or criminal data may leave, without the closed ones."""
        sensitive, shut = self.view.snapshot.taxonomy.sensitive, set(closed)
        return {
            id_
            for id_, edge in self.edges.items()
            if edge.recipient not in shut and terms.get(edge.sender, 0) & self.lets[id_] & sensitive
        }

    def take_out(self, party: str, processings: set[str], standing: _Standing) -> None:
        """Record what depends on `party` in this network."""
        standing.controllers.add(self.source)
        standing.flows.update(id_ for id_, edge in self.edges.items() if edge.recipient in processings)
        left = self._without(processings) if any(id_ in self.onward for id_ in processings) else None
        rest = self.terms if left is None else left
        standing.special_flows.update(self.special_flows(self.terms) - self.special_flows(rest, processings))
        if left is None:
            return
        for id_, terms in self.terms.items():
            if id_ not in processings and terms & ~left.get(id_, 0):
                standing.weakened.add((self.source, id_))
                if not left.get(id_, 0):
                    standing.cut_off.add((self.source, id_))

    def _without(self, closed: set[str]) -> dict[str, Terms]:
        found = {self.source: self.seed}
        frontier = {self.source: self.seed}
        while frontier:
            arrivals: dict[str, Terms] = {}
            for sender, mask in frontier.items():
                for edge in self.onward.get(sender, ()):
                    if edge.recipient not in closed:
                        fresh = mask & self.lets[edge.id] & ~found.get(edge.recipient, 0)
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
            "weakened": [list(pair) for pair in sorted(found.weakened)],
            "cut_off": [list(pair) for pair in sorted(found.cut_off)],
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


def _hidden(exposures: Iterable[Exposure]) -> dict[str, Any]:
    """The share of (source, recipient) pairs that no flow of the source itself reaches."""
    hops = [hop for one in exposures for hop in one.possible.hops.values()]
    return _share(sum(hop > 1 for hop in hops), len(hops))
