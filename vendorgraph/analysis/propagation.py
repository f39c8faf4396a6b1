"""What is passed on along a chain, level by level, seeded with the question's terms only.

The least fixed point of docs/explanation/what-reaches-whom.md, "What is passed on".
Each level passes on only what newly arrived, so cycles and self-loops end by themselves and the
level at which a term first arrives is the fewest flows that bring it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from vendorgraph.analysis.question import View
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.model.taxonomy import Terms

Lets = Callable[[FlowEdge], Terms]
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """What arrives where in one relation: terms, fewest flows, and the first path by flow ids."""

    terms: dict[str, Terms]
    hops: dict[str, int]
    via: dict[str, Path]


def forward(view: View, source: str, seed: Terms, *, stated: bool) -> Reach:
    """What of `seed` reaches each processing from `source`, in the stated or the possible relation."""
    lets = view.lets_stated if stated else view.lets
    return spread(view.snapshot.flows_from, lets, source, seed)


def spread(flows_from: Mapping[str, tuple[FlowEdge, ...]], lets: Lets, source: str, seed: Terms) -> Reach:
    """Propagate `seed` from `source`; among shortest paths the one whose flow ids sort first wins.

    A shortest walk that carries a term repeats no processing, and its every part is a shortest walk
    for that term: so each newly arrived term keeps one path, and only newly arrived terms go on.
    """
    terms, hops, via = {source: seed}, {}, {}
    frontier: dict[str, list[tuple[Path, Terms]]] = {source: [((), seed)]}
    level = 0
    while frontier:
        level += 1
        arrivals: dict[str, list[tuple[Path, Terms]]] = {}
        for sender, carried in frontier.items():
            for edge in flows_from.get(sender, ()):
                open_to = lets(edge) & ~terms.get(edge.recipient, 0)
                if not open_to:
                    continue
                for path, mask in carried:
                    if fresh := mask & open_to:
                        arrivals.setdefault(edge.recipient, []).append(((*path, edge.id), fresh))
        frontier = {}
        for recipient, candidates in arrivals.items():
            frontier[recipient] = first = _first_paths(candidates)
            terms[recipient] = terms.get(recipient, 0) | union(mask for _, mask in first)
            if recipient not in hops:
                hops[recipient], via[recipient] = level, first[0][0]
    return Reach(terms, hops, via)


def _first_paths(candidates: list[tuple[Path, Terms]]) -> list[tuple[Path, Terms]]:
    """Each term kept once, with the first of the paths that bring it."""
    if len(candidates) == 1:
        return candidates
    taken, kept = 0, []
    for path, mask in sorted(candidates):
        if fresh := mask & ~taken:
            kept.append((path, fresh))
            taken |= fresh
    return kept


def union(masks: Iterable[Terms]) -> Terms:
    """What any of the sets of terms holds."""
    result = 0
    for mask in masks:
        result |= mask
    return result


def backward(
    flows_to: Mapping[str, tuple[FlowEdge, ...]], lets: Lets, target: str, seed: Terms
) -> dict[str, tuple[Terms, int]]:
    """What of `seed` may go from each processing to `target`, with the fewest flows it takes.

    The same relation read backwards: a term leaves x when some flow of x lets it through to a
    processing from which it goes on to `target`.
    """
    found: dict[str, tuple[Terms, int]] = {target: (seed, 0)}
    frontier, level = {target: seed}, 0
    while frontier:
        level += 1
        arrivals: dict[str, Terms] = {}
        for recipient, mask in frontier.items():
            for edge in flows_to.get(recipient, ()):
                known = found[edge.sender][0] if edge.sender in found else 0
                if fresh := mask & lets(edge) & ~known:
                    arrivals[edge.sender] = arrivals.get(edge.sender, 0) | fresh
        for sender, fresh in arrivals.items():
            known, hops = found.get(sender, (0, level))
            found[sender] = (known | fresh, hops)
        frontier = arrivals
    return found
