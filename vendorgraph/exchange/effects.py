"""What a plan does to exposure and transfers: per source, who and where is gained and lost, and by which path.

Only sources upstream of what the plan touches are looked at, and no more than a bounded amount of
them: what is left out is counted and said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vendorgraph.analysis.diff import state_of, transfer_rows
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.selection import default_sources
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.analysis.spread import BLOCKS
from vendorgraph.exchange.reach import PARTS, Fact, Side, compared

Row = dict[str, Any]
#: Rows that an answer lists of each part, and hops that are assessed anew.
ROWS, HOPS = 200, 50_000
#: Sources looked at, times the flows of the inventory; and how many sources at least.
WORK, FEW = 2_000_000, 8
#: Facts of a party on which the law's answer for its flows rests.
_LEGAL = ("established_in", "kind", "certifications", "scope_of")


def effects(
    before: Snapshot,
    after: Snapshot,
    question: Question,
    *,
    sender: str | None = None,
    rows: int = ROWS,
    sources: int | None = None,
) -> Row:
    """What `after` does to whom the sources reach and to transfers, against `before`, on the question's day.

    At most `rows` rows of each part are listed and `sources` sources looked at (fewer the larger the
    inventory, when not said); `left_out` counts the rest.
    Sources are the controllers' processings, of own parties where there are any, as in an exposure without
    a source; where what differs concerns none of them, the processing `sender`, when it is said. A recipient
    gained or lost names its places and categories itself; `places` and `categories` are those of recipients
    that there are on both sides.
    """
    changed = _Changed(before, after, question, sender)
    concerned = changed.sources()
    if sources is None:
        sources = max(FEW, min(BLOCKS, WORK // max(1, len(after.flows))))
    sides = [Side(changed.views[at], concerned[:sources], changed.valid(at)) for at in (0, 1)]
    told = compared(sides[0], sides[1])
    edges, more_hops = changed.hops()
    transfers = transfer_rows(*(state_of(changed.views[at], (), edges[at]) for at in (0, 1)))
    counts = {part: {side: len(facts) for side, facts in both.items()} for part, both in told.items()}
    lengths = [len(transfers), *(count for both in counts.values() for count in both.values())]
    left_out = {
        "sources": max(0, len(concerned) - sources),
        "rows": sum(max(0, length - rows) for length in lengths),
        "hops": more_hops,
    }
    return {
        "as_of": question.as_of.isoformat(),
        "sources": _by_source(changed, sides, told, rows),
        "transfers": transfers[:rows],
        "counts": {**counts, "transfers": len(transfers)},
        "left_out": left_out,
        "empty": not any(lengths) and not any(left_out.values()),
    }


def _by_source(
    changed: _Changed, sides: list[Side], told: Mapping[str, Mapping[str, list[Fact]]], most: int
) -> list[Row]:
    """The facts as rows under the source they are about, at most `most` of each part and side."""
    found: dict[str, Row] = {}
    for part in PARTS:
        for at, side in ((1, "gained"), (0, "lost")):
            for fact in told[part][side][:most]:
                blank: Row = {name: {"gained": [], "lost": []} for name in PARTS}
                row = sides[at].row(part, fact)
                row["by"] = [flow for flow in row["via"] if flow in changed.flows]
                found.setdefault(fact[0], blank)[part][side].append(row)
    return [{"source": source, "party": changed.party(source), **found[source]} for source in sorted(found)]


@dataclass(slots=True)
class _Changed:
    """What differs between two snapshots, as far as exposure and transfers rest on it."""

    before: Snapshot
    after: Snapshot
    question: Question
    sender: str | None
    views: tuple[View, View] = field(init=False)
    flows: frozenset[str] = field(init=False)
    _sources: list[str] | None = None
    own: tuple[frozenset[str], frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.views = (View.of(self.before, self.question), View.of(self.after, self.question))
        everywhere = bool(self._differing("category") or self._differing("condition"))
        every = self.before.flows.keys() | self.after.flows.keys()
        self.flows = frozenset(every if everywhere else self._differing("flow"))
        self.own = (frozenset(default_sources(self.views[0])), frozenset(default_sources(self.views[1])))

    def _differing(self, kind: str) -> set[str]:
        """Ids of that kind whose document is not the same on both sides."""
        old, new = self.before.records[kind], self.after.records[kind]
        if old is new:
            return set()
        return {
            id_
            for id_ in old.keys() | new.keys()
            if old.get(id_) is not new.get(id_) and _document(old, id_) != _document(new, id_)
        }

    def sources(self) -> list[str]:
        """Sources of either side whose exposure may differ: those upstream of what changed."""
        if self._sources is None:
            upstream: set[str] = set()
            for snapshot in (self.before, self.after):
                senders = {snapshot.flows[id_].sender for id_ in self.flows if id_ in snapshot.flows}
                upstream |= _upstream(snapshot, senders)
            either = self.own[0] | self.own[1]
            self._sources = sorted((either & upstream) | (self.own[0] ^ self.own[1]))
            if not self._sources and self.sender in upstream:
                self._sources = [self.sender]
        return self._sources

    def valid(self, at: int) -> frozenset[str]:
        """The sources that there are on a side."""
        there = self.views[at].snapshot.records["processing"]
        return self.own[at] | ({self.sender} & there.keys() if self.sender in self.sources() else set())

    def party(self, source: str) -> Row:
        """The party of a source by id and name."""
        there = source in self.after.records["processing"]
        party = (self.after if there else self.before).party_of(source)
        return {"id": party["id"], "name": party["name"]}

    def hops(self) -> tuple[tuple[list[FlowEdge], list[FlowEdge]], int]:
        """Active flows of either side whose assessment may differ, and of how many flows this was not asked."""
        everywhere = bool(self._differing("adequacy")) or self._groups_differ()
        pairs = None if everywhere else self._pairs()
        sides, more = [], 0
        for view in self.views:
            found = _edges(view, pairs)
            more += max(0, len(found) - HOPS)
            sides.append(found[:HOPS])
        return (sides[0], sides[1]), more

    def _groups_differ(self) -> bool:
        return any(self._fact(id_, ("member_of",)) for id_ in self._differing("party"))

    def _fact(self, party: str, names: Iterable[str]) -> bool:
        old, new = (
            _document(self.before.records["party"], party),
            _document(self.after.records["party"], party),
        )
        return old is not None and new is not None and any(old[name] != new[name] for name in names)

    def _pairs(self) -> set[tuple[str, str]]:
        """Pairs of processings between which a flow, or a fact of a party or its capacity, differs."""
        sides = (self.before, self.after)
        touched = [side.flows[id_] for side in sides for id_ in self.flows if id_ in side.flows]
        ends = self._differing("processing")
        for party in self._differing("party"):
            if self._fact(party, _LEGAL):
                ends |= {id_ for side in sides for id_ in side.processings_of.get(party, ())}
        for side in sides:
            for end in ends:
                touched += [*side.flows_from.get(end, ()), *side.flows_to.get(end, ())]
        return {(edge.sender, edge.recipient) for edge in touched}


def _document(records: Mapping[str, Any], id_: str) -> Any:
    record = records.get(id_)
    return None if record is None else record.document


def _upstream(snapshot: Snapshot, processings: set[str]) -> set[str]:
    """The processings and all from which flows lead to them."""
    found, waiting = set(processings), list(processings)
    while waiting:
        for edge in snapshot.flows_to.get(waiting.pop(), ()):
            if edge.sender not in found:
                found.add(edge.sender)
                waiting.append(edge.sender)
    return found


def _edges(view: View, pairs: set[tuple[str, str]] | None) -> list[FlowEdge]:
    snapshot = view.snapshot
    if pairs is None:
        return [edge for edge in snapshot.flows.values() if view.active(edge)]
    senders = sorted({sender for sender, _ in pairs})
    return [
        edge
        for sender in senders
        for edge in snapshot.flows_from.get(sender, ())
        if (edge.sender, edge.recipient) in pairs and view.active(edge)
    ]
