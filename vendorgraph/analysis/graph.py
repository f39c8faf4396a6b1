"""The part of a data-flow graph that a reader looks at: nodes, edges, and what is not shown.

Nodes are processings. A filter keeps what it admits and whatever lies on the first proof of it,
so that no recipient hangs in the air; everything left out is counted.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from vendorgraph.analysis.exposure import Exposure
from vendorgraph.analysis.propagation import union
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.selection import Filters, default_sources, endpoints, seed, unknown
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.model import places
from vendorgraph.model.taxonomy import Terms

DEPTH, LIMIT, MOST = 2, 400, 20_000


def graph_answer(
    snapshot: Snapshot,
    question: Question,
    *,
    from_: str | None = None,
    category: str | None = None,
    filters: Filters | None = None,
    depth: int = DEPTH,
    expand: Collection[str] = (),
    limit: int = LIMIT,
) -> dict[str, Any]:
    """Nodes and edges within `depth` flows of the sources, and beyond the nodes in `expand`.

    `counts` says how many nodes and edges of the whole answer are shown and hidden.
    Raises Invalid for unknown ids, a depth below 0 or a limit outside 1 to 20,000.
    """
    filters = filters or Filters()
    filters.check()
    _check(snapshot, depth, expand, limit)
    view = View.of(snapshot, question)
    wanted = seed(snapshot, category)
    sources = endpoints(snapshot, question, from_, "from") if from_ else default_sources(view)
    to = frozenset(endpoints(snapshot, question, filters.to, "to")) if filters.to else None
    whole = _Whole(view, sources, wanted)
    shown = whole.shown(filters, to, depth, frozenset(expand), limit)
    edges = [edge for edge in whole.edges if edge.sender in shown and edge.recipient in shown]
    return {
        "as_of": view.day,
        "revision": snapshot.revision,
        "sources": sources,
        "question": {"from": from_, "category": category, "context": question.context.text(), "depth": depth},
        "nodes": [whole.node(id_, shown) for id_ in sorted(shown, key=lambda id_: (whole.tier[id_], id_))],
        "edges": [whole.edge(edge) for edge in edges],
        "counts": {
            "nodes": {"shown": len(shown), "hidden": len(whole.tier) - len(shown)},
            "edges": {"shown": len(edges), "hidden": len(whole.edges) - len(edges)},
        },
    }


def _check(snapshot: Snapshot, depth: int, expand: Collection[str], limit: int) -> None:
    if depth < 0:
        raise Invalid(
            f"depth: {depth} is not accepted; a whole number from 0", {"depth": ["a whole number from 0"]}
        )
    if not 1 <= limit <= MOST:
        raise Invalid.at("limit", f"{limit} is not accepted; a whole number from 1 to {MOST:,}")
    for id_ in expand:
        if id_ not in snapshot.records["processing"]:
            raise unknown("expand", id_, "processing", snapshot.records["processing"])


class _Whole:
    """The complete answer of all sources, of which a part is shown."""

    def __init__(self, view: View, sources: list[str], wanted: Terms) -> None:
        self.view = view
        self.sources = frozenset(sources)
        self.exposures = [Exposure(view, source, wanted) for source in sources]
        self.tier = dict.fromkeys(sources, 0)
        for one in self.exposures:
            for id_, hops in one.possible.hops.items():
                self.tier[id_] = min(self.tier.get(id_, hops), hops)
        self.leaving: dict[str, tuple[Terms, Terms]] = {}
        for one in self.exposures:
            for edge in one.flows():
                stated, possible = self.leaving.get(edge.id, (0, 0))
                self.leaving[edge.id] = (stated | one.leaving_stated(edge), possible | one.leaving(edge))
        self.edges = [view.snapshot.flows[id_] for id_ in sorted(self.leaving)]

    def shown(
        self, filters: Filters, to: frozenset[str] | None, depth: int, expand: frozenset[str], limit: int
    ) -> set[str]:
        """Sources, then nodes near enough or expanded, nearest first, of those that the filters keep."""
        kept = self._kept(filters, to)
        near = {id_ for id_, tier in self.tier.items() if tier <= depth}
        opened = {edge.recipient for edge in self.edges if edge.sender in expand}
        wanted = sorted((near | opened) & kept, key=lambda id_: (self.tier[id_], id_))
        return set(wanted[:limit])

    def _kept(self, filters: Filters, to: frozenset[str] | None) -> set[str]:
        if filters == Filters():
            return set(self.tier)
        kept = set(self.sources)
        for one in self.exposures:
            for row in one.recipients():
                if filters.admits_row(row, to, self.view):
                    kept.update(self.view.snapshot.flows[flow].recipient for flow in row["via"])
        return kept

    def node(self, id_: str, shown: set[str]) -> dict[str, Any]:
        """What the drawing and its panel say of a processing."""
        snapshot = self.view.snapshot
        processing, party = snapshot.records["processing"][id_].document, snapshot.party_of(id_)
        rows = [one.row(id_) for one in self.exposures if id_ in one.possible.via]
        nearest = min(rows, key=lambda row: (row["hops"], row["source"]), default=None)
        stated = union(one.stated.terms.get(id_, 0) for one in self.exposures)
        possible = union(one.possible.terms.get(id_, 0) for one in self.exposures)
        found = {entry["country"]: set[str]() for row in rows for entry in row["countries"]}
        for row in rows:
            for entry in row["countries"]:
                found[entry["country"]].update(entry["kinds"])
        onward = [edge for edge in snapshot.flows_from.get(id_, ()) if edge.id in self.leaving]
        source = id_ in self.sources
        return {
            "id": id_,
            "party": {key: party[key] for key in ("id", "name", "kind", "named", "established_in")},
            "processing": {"name": processing["name"], "capacity": processing["capacity"]},
            "tier": self.tier[id_],
            "role": "source" if source or nearest is None else nearest["role"],
            "certainty": "stated" if stated or source else "possible",
            "categories": {
                "stated": snapshot.taxonomy.maximal(stated),
                "possible": snapshot.taxonomy.maximal(possible),
            },
            **self._special(stated, possible),
            "countries": [{"country": place, "kinds": sorted(found[place])} for place in sorted(found)],
            "country_group": country_group(found, self.view) if rows else None,
            "transfer": nearest["transfer"] if nearest else None,
            "onward": len(onward),
            "hidden": sum(edge.recipient not in shown for edge in onward),
        }

    def edge(self, edge: FlowEdge) -> dict[str, Any]:
        """What the drawing and its panel say of a flow."""
        flow = edge.document
        stated, possible = self.leaving[edge.id]
        mechanisms = flow["mechanisms"]
        return {
            "id": edge.id,
            "from": edge.sender,
            "to": edge.recipient,
            "status": flow["status"],
            "basis": flow["basis"],
            "certainty": "stated" if stated else "possible",
            "categories": flow["categories"],
            **self._special(stated, possible),
            "countries": sorted({place for place, _ in edge.places}),
            "conditions": flow["conditions"],
            "transform": flow["transform"],
            "mechanisms": None if mechanisms is None else [entry["code"] for entry in mechanisms],
        }

    def _special(self, stated: Terms, possible: Terms) -> dict[str, Any]:
        """Whether special-category or criminal data may be among it (Art. 9, 10), and how surely."""
        sensitive = self.view.snapshot.taxonomy.sensitive
        certainty = "stated" if stated & sensitive else "possible" if possible & sensitive else None
        return {"special": certainty is not None, "special_certainty": certainty}


def country_group(found: Collection[str], view: View) -> str:
    """Where a node's places lie, seen from the EEA: `inside`, `outside`, `unknown` or `mixed`."""
    groups = set()
    for place in found:
        if places.lies_in(place, "EEA", view.question.as_of):
            groups.add("inside")
        else:
            groups.add("outside" if places.is_country(place) else "unknown")
    return groups.pop() if len(groups) == 1 else "mixed"
