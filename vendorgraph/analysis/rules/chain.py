"""Circular engagement: processors that engage each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vendorgraph.analysis.rules.facts import Facts, listed, told
from vendorgraph.analysis.rules.rule import Piece, Rule


def _engagements(facts: Facts) -> dict[str, list[str]]:
    """Processor -> processors it discloses data to."""
    found: dict[str, list[str]] = {}
    for edge in facts.active:
        if facts.capacity[edge.sender] == "processor" == facts.capacity[edge.recipient] and edge.lets:
            found.setdefault(edge.sender, []).append(edge.recipient)
    return found


def circles(graph: Mapping[str, list[str]]) -> list[list[str]]:
    """The strongly connected sets of two or more nodes, each sorted, in order (Tarjan, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[list[str]] = []
    for root in graph:
        work = [(root, iter(graph.get(root, ())))] if root not in index else []
        while work:
            node, onward = work[-1]
            if node not in index:
                index[node] = low[node] = len(index)
                stack.append(node)
                on_stack.add(node)
            for other in onward:
                if other not in index:
                    work.append((other, iter(graph.get(other, ()))))
                    break
                if other in on_stack:
                    low[node] = min(low[node], index[other])
            else:
                work.pop()
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[node])
                if low[node] == index[node]:
                    found.append(_pop(stack, on_stack, node))
    return sorted(sorted(circle) for circle in found if len(circle) > 1)


def _pop(stack: list[str], on_stack: set[str], node: str) -> list[str]:
    circle = []
    while True:
        member = stack.pop()
        on_stack.discard(member)
        circle.append(member)
        if member == node:
            return circle


def _circular(facts: Facts) -> Iterator[Piece]:
    for circle in circles(_engagements(facts)):
        members = set(circle)
        parties = list(dict.fromkeys(facts.owner[id_]["id"] for id_ in circle))
        if len(parties) < 2:
            continue
        edges = [
            edge
            for id_ in circle
            for edge in facts.leaving.get(id_, ())
            if edge.recipient in members and edge.lets and edge.recipient != id_
        ]
        yield Piece(
            about=tuple(circle),
            message=f"Processors engage each other in a circle: {listed((facts.who(id_) for id_ in circle), 6)}.",
            parties=tuple(parties),
            processings=tuple(circle),
            flows=tuple(edge.id for edge in edges),
            evidence=tuple(entry for edge in edges for entry in told("flow", edge.document)),
            counted=tuple(circle),
        )


RULES = (
    Rule(
        id="circular-engagement",
        title="Processors engage each other in a circle",
        severity="medium",
        why="When a processor ends up as its own subprocessor, nobody can say who instructs whom and who is liable.",
        reference="GDPR Art. 28(3)(a), 28(4)",
        fix="Split the services into processings of their own, or clarify who acts for whom.",
        counts="processors that engage others",
        find=_circular,
        examined=lambda facts: len(_engagements(facts)),
    ),
)
