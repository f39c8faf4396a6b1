"""Why a recipient is in an answer: proofs flow by flow, and the exact subgraph of all of them.

Proofs are found one after the other by deviation (J. Y. Yen, Management Science 17(11), 1971;
E. L. Lawler, Management Science 18(7), 1972): every further proof costs a bounded number of
searches, and no set of trails is ever enumerated.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import Any

from vendorgraph.analysis.propagation import Lets, Path, backward, spread
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.selection import endpoints, seed
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.model.taxonomy import Terms

DEFAULT_LIMIT, MOST = 3, 50


def proof_answer(
    snapshot: Snapshot,
    question: Question,
    *,
    from_: str,
    to: str,
    category: str | None = None,
    limit: int = DEFAULT_LIMIT,
) -> dict[str, Any]:
    """The answer of `/exposure/proof`: proofs in order, whether there are more, and the subgraph.

    `from_` and `to` are processings, or parties with all theirs. Raises Invalid for unknown ids
    and for a limit outside 1 to 50.
    """
    if not 1 <= limit <= MOST:
        raise Invalid.at("limit", f"{limit} is not accepted; a whole number from 1 to {MOST}")
    view = View.of(snapshot, question)
    wanted = seed(snapshot, category)
    pairs = [
        (source, target)
        for source in endpoints(snapshot, question, from_, "from")
        for target in endpoints(snapshot, question, to, "to")
        if source != target
    ]
    found = sorted(_first(view, pairs, wanted, limit + 1))
    kept = found[:limit]
    marked = subgraph(view, pairs, wanted)
    named = dict.fromkeys([*(flow for _, _, path in kept for flow in path), *marked])
    return {
        "as_of": view.day,
        "revision": snapshot.revision,
        "from": from_,
        "to": to,
        "category": category,
        "proofs": [{"flows": list(path), "certainty": CERTAINTY[rank]} for rank, _, path in kept],
        "truncated": len(found) > limit,
        "subgraph": [{"flow": flow, "certainty": marked[flow]} for flow in sorted(marked)],
        "flows": {flow: flow_facts(snapshot, snapshot.flows[flow]) for flow in sorted(named)},
    }


CERTAINTY = ("stated", "possible")


def _first(view: View, pairs: list[tuple[str, str]], wanted: Terms, most: int) -> set[tuple[int, int, Path]]:
    """The first `most` proofs of every pair as (rank, length, path), stated ones ranked 0."""
    found: set[tuple[int, int, Path]] = set()
    for source, target in pairs:
        stated = _take(simple_paths(view, view.lets_stated, source, target, wanted), most)
        found.update((0, len(path), path) for path in stated)
        if len(stated) < most:
            others = (
                path for path in simple_paths(view, view.lets, source, target, wanted) if path not in stated
            )
            found.update((1, len(path), path) for path in _take(others, most - len(stated)))
    return found


def _take(paths: Iterator[Path], most: int) -> dict[Path, None]:
    return dict.fromkeys(path for path, _ in zip(paths, range(most), strict=False))


def simple_paths(view: View, lets: Lets, source: str, target: str, wanted: Terms) -> Iterator[Path]:
    """Paths that visit no processing twice and carry one term all the way, by length, then flow ids."""
    first = _completion(view, lets, source, target, (), wanted, frozenset())
    queue = [(len(first), first, 0, frozenset[str]())] if first else []
    while queue:
        _, path, fixed, refused = heapq.heappop(queue)
        yield path
        for at in range(fixed, len(path)):
            # Each deviation keeps path[:at] and takes another flow than path[at] next, so that the
            # remaining paths are split without overlap.
            barred = (refused if at == fixed else frozenset()) | {path[at]}
            if other := _completion(view, lets, source, target, path[:at], wanted, barred):
                heapq.heappush(queue, (len(other), other, at, barred))


def _completion(
    view: View, lets: Lets, source: str, target: str, prefix: Path, wanted: Terms, barred: frozenset[str]
) -> Path | None:
    """The first shortest path that begins with `prefix`, does not go on by a barred flow and stays simple."""
    snapshot = view.snapshot
    at, visited = source, {source}
    for flow in prefix:
        edge = snapshot.flows[flow]
        wanted &= lets(edge)
        at = edge.recipient
        visited.add(at)
    closed = visited - {at}

    def admitted(edge: FlowEdge) -> Terms:
        if edge.recipient in closed or edge.sender == target or (edge.sender == at and edge.id in barred):
            return 0
        return lets(edge)

    tail = spread(snapshot.flows_from, admitted, at, wanted).via.get(target) if wanted else None
    return None if tail is None else prefix + tail


def subgraph(view: View, pairs: list[tuple[str, str]], wanted: Terms) -> dict[str, str]:
    """Every flow on some walk that carries one term from source to target, with its certainty.

    A walk neither comes back to the source nor passes the target before its end.
    """
    marked: dict[str, str] = {}
    for source, target in pairs:
        for flow in _on_walks(view, view.lets, source, target, wanted):
            marked.setdefault(flow, "possible")
        for flow in _on_walks(view, view.lets_stated, source, target, wanted):
            marked[flow] = "stated"
    return marked


def _on_walks(view: View, lets: Lets, source: str, target: str, wanted: Terms) -> list[str]:
    """A flow is on a walk for a term that reaches its sender and goes on from its recipient to the target."""
    snapshot = view.snapshot

    def onward(edge: FlowEdge) -> Terms:
        return 0 if edge.sender == target or edge.recipient == source else lets(edge)

    arriving = spread(snapshot.flows_from, onward, source, wanted).terms
    if target not in arriving:
        return []
    leading = backward(snapshot.flows_to, onward, target, arriving[target])
    return [
        edge.id
        for sender, mask in arriving.items()
        for edge in snapshot.flows_from.get(sender, ())
        if edge.recipient in leading and mask & onward(edge) & leading[edge.recipient][0]
    ]


def flow_facts(snapshot: Snapshot, edge: FlowEdge) -> dict[str, Any]:
    """The flow's document with the names a reader needs: both parties, both processings, documents."""
    facts = dict(edge.document)
    for end, processing in (("sender", edge.sender), ("recipient", edge.recipient)):
        party = snapshot.party_of(processing)
        document = snapshot.records["processing"][processing].document
        facts[end] = {
            "party": {key: party[key] for key in ("id", "name", "established_in")},
            "processing": {key: document[key] for key in ("id", "name", "capacity")},
        }
    titles = snapshot.records["document"]
    facts["documents"] = {
        entry["document"]: titles[entry["document"]].document for entry in facts["evidence"]
    }
    return facts
