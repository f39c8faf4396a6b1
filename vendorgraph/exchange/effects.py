"""What a plan does to exposure and transfers: per source, who and where is gained and lost, and by which path.

Only sources upstream of what the plan touches are looked at, and no more than a bounded amount of
them: what is left out is counted and said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vendorgraph.analysis.diff import compare, state_of
from vendorgraph.analysis.exposure import Exposure
from vendorgraph.analysis.propagation import Reach, forward
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.selection import default_sources
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.model import places

Row = dict[str, Any]
Sides = tuple[Exposure | None, Exposure | None]
#: Rows that an answer lists, recipients of sources that are looked at, and hops that are assessed anew.
ROWS, REACH, HOPS = 500, 100_000, 50_000
PARTS = ("recipients", "countries", "places", "categories")
#: Facts of a party on which the law's answer for its flows rests.
_LEGAL = ("established_in", "kind", "certifications", "scope_of")


def effects(
    before: Snapshot, after: Snapshot, question: Question, *, rows: int = ROWS, reach: int = REACH
) -> Row:
    """What `after` does to whom the sources reach and to transfers, against `before`, on the question's day.

    At most `rows` rows are listed; `left_out` counts the rest. Sources are the controllers' processings,
    of own parties where there are any, as in an exposure without a source. A recipient gained or lost
    names its places and categories itself; `places` and `categories` are those of recipients that there
    are on both sides.
    """
    changed = _Changed(before, after, question)
    sides = _looked_at(changed, reach)
    edges, more_hops = changed.hops()
    old, new = (
        state_of(changed.views[side], [one for pair in sides.values() if (one := pair[side])], edges[side])
        for side in (0, 1)
    )
    told = _of_others(compare(old, new) | {"places": _places(changed, sides)})
    teller = _Teller(changed, sides)
    listed, dropped = _listed(told, rows)
    return {
        "as_of": question.as_of.isoformat(),
        "sources": [teller.source(source, found) for source, found in listed.items()],
        "transfers": told["transfers"][:rows],
        "counts": {
            **{part: {side: len(told[part][side]) for side in ("gained", "lost")} for part in PARTS},
            "transfers": len(told["transfers"]),
        },
        "left_out": {
            "sources": len(changed.sources()) - len(sides),
            "rows": dropped + max(0, len(told["transfers"]) - rows),
            "hops": more_hops,
        },
        "empty": told["empty"] and len(sides) == len(changed.sources()) and not more_hops,
    }


@dataclass(slots=True)
class _Changed:
    """What differs between two snapshots, as far as exposure and transfers rest on it."""

    before: Snapshot
    after: Snapshot
    question: Question
    views: tuple[View, View] = field(init=False)
    flows: frozenset[str] = field(init=False)
    _sources: list[str] | None = None
    _own: tuple[frozenset[str], frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.views = (View.of(self.before, self.question), View.of(self.after, self.question))
        everywhere = bool(self._differing("category") or self._differing("condition"))
        every = self.before.flows.keys() | self.after.flows.keys()
        self.flows = frozenset(every if everywhere else self._differing("flow"))
        self._own = (frozenset(default_sources(self.views[0])), frozenset(default_sources(self.views[1])))

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
            either = self._own[0] | self._own[1]
            self._sources = sorted((either & upstream) | (self._own[0] ^ self._own[1]))
        return self._sources

    def exposures(self, source: str) -> Sides:
        """What reaches whom from a source before and after; None where it is no source."""
        found = [
            Exposure(view, source, view.snapshot.taxonomy.all) if source in own else None
            for view, own in zip(self.views, self._own, strict=True)
        ]
        return found[0], found[1]

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


def _looked_at(changed: _Changed, reach: int) -> dict[str, Sides]:
    """The exposures of the sources, until their recipients are more than are looked at; at least of the first."""
    found: dict[str, Sides] = {}
    spent = 0
    for source in changed.sources():
        if spent > reach:
            break
        found[source] = changed.exposures(source)
        spent += 1 + sum(len(one.possible.via) for one in found[source] if one)
    return found


def _of_others(told: Row) -> Row:
    """The comparison without places and categories of recipients that are themselves gained or lost."""
    kept: Row = {"places": {}, "categories": {}}
    for side in ("gained", "lost"):
        whole = {(row["source"], row["processing"]) for row in told["recipients"][side]}
        for part, rows in kept.items():
            rows[side] = [row for row in told[part][side] if (row["source"], row["processing"]) not in whole]
    return {**told, **kept}


def _places(changed: _Changed, sides: Mapping[str, Sides]) -> Row:
    """Per source and recipient, places to which something comes on one side only."""
    found: tuple[set[tuple[str, str, str]], ...] = (set(), set())
    for source, pair in sides.items():
        for held, exposure in zip(found, pair, strict=True):
            edges = exposure.flows() if exposure else ()
            held.update(
                (source, edge.recipient, place)
                for edge in edges
                for place, _ in edge.places
                if edge.recipient != source
            )
    return {
        side: [_place(changed, one, two, place, after=side == "gained") for one, two, place in sorted(rows)]
        for side, rows in (("gained", found[1] - found[0]), ("lost", found[0] - found[1]))
    }


def _place(changed: _Changed, source: str, recipient: str, place: str, *, after: bool) -> Row:
    party = (changed.after if after else changed.before).party_of(recipient)
    return {
        "source": source,
        "processing": recipient,
        "party": {"id": party["id"], "name": party["name"]},
        "country": place,
        "name": places.name(place),
    }


def _listed(told: Row, rows: int) -> tuple[dict[str, Row], int]:
    """The rows of a comparison by source, at most `rows` of them, and how many more there are."""
    found: dict[str, Row] = {}
    left = rows
    dropped = 0
    for part in PARTS:
        for side in ("gained", "lost"):
            for row in told[part][side]:
                if left <= 0:
                    dropped += 1
                    continue
                left -= 1
                blank: Row = {name: {"gained": [], "lost": []} for name in PARTS}
                found.setdefault(row["source"], blank)[part][side].append(row)
    return dict(sorted(found.items())), dropped


class _Teller:
    """Rows with the path that brings what they tell, and the flows of it that the plan touches."""

    def __init__(self, changed: _Changed, sides: Mapping[str, Sides]) -> None:
        self._changed = changed
        self._sides = sides
        self._at: dict[int, dict[tuple[str | None, str], FlowEdge]] = {}
        self._reaches: dict[tuple[int, str, bool], Reach] = {}

    def source(self, source: str, found: Row) -> Row:
        """What one source gains and loses."""
        snapshot = self._changed.after
        if source not in snapshot.records["processing"]:
            snapshot = self._changed.before
        party = snapshot.party_of(source)
        return {
            "source": source,
            "party": {"id": party["id"], "name": party["name"]},
            **{
                part: {
                    side: [self._row(source, part, row, after=side == "gained") for row in found[part][side]]
                    for side in ("gained", "lost")
                }
                for part in PARTS
            },
        }

    def _row(self, source: str, part: str, row: Row, *, after: bool) -> Row:
        exposure = self._sides[source][1 if after else 0]
        assert exposure is not None
        told = {name: value for name, value in row.items() if name != "source"}
        if part == "recipients":
            whole = exposure.row(row["processing"])
            names = ("role", "hops", "certainty", "categories", "countries", "transfer", "via")
            told |= {name: whole[name] for name in names}
        elif part == "countries":
            told |= {"via": self._to_place(exposure, (None, row["country"]))}
        elif part == "places":
            told |= {"via": self._to_place(exposure, (row["processing"], row["country"]))}
        else:
            told |= {"via": self._with_category(exposure, row)}
        return {**told, "by": [flow for flow in told["via"] if flow in self._changed.flows]}

    def _to_place(self, exposure: Exposure, place: tuple[str | None, str]) -> list[str]:
        """The first path to a flow at that place, be it of any recipient (None) or of one."""
        edge = self._nearest(exposure)[place]
        if edge.sender == exposure.source:
            return [edge.id]
        reach = forward(exposure.view, exposure.source, exposure.leaving(edge), stated=False)
        return [*reach.via[edge.sender], edge.id]

    def _nearest(self, exposure: Exposure) -> dict[tuple[str | None, str], FlowEdge]:
        """(recipient or None, place) -> the flow there that is the fewest flows away, then the first by id."""
        key = id(exposure)
        if key not in self._at:
            hops = exposure.possible.hops
            edges = sorted(
                exposure.flows(), key=lambda edge: (hops.get(edge.sender, 0), edge.id), reverse=True
            )
            self._at[key] = {
                (whose, place): edge
                for edge in edges
                for place, _ in edge.places
                for whose in (None, edge.recipient)
            }
        return self._at[key]

    def _with_category(self, exposure: Exposure, row: Row) -> list[str]:
        """The first path on which that category itself comes to the recipient."""
        stated = row["certainty"] == "stated"
        key = (id(exposure), row["category"], stated)
        if key not in self._reaches:
            taxonomy = exposure.view.snapshot.taxonomy
            only = taxonomy.down(row["category"])
            for child in taxonomy.ids:
                if row["category"] in taxonomy.parents[child]:
                    only &= ~taxonomy.down(child)
            self._reaches[key] = forward(exposure.view, exposure.source, only, stated=stated)
        return list(self._reaches[key].via[row["processing"]])
