"""Circular engagement: processors that engage each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import rustworkx

from vendorgraph.analysis.rules.facts import Facts, listed, told
from vendorgraph.analysis.rules.rule import Piece, Rule


def _engagements(facts: Facts) -> dict[str, list[str]]:
    """Processor -> processors it discloses data to."""
    found: dict[str, list[str]] = {}
    for edge in facts.active:
        if facts.capacity[edge.sender] == "processor" == facts.capacity[edge.recipient] and edge.lets:
            found.setdefault(edge.sender, []).append(edge.recipient)
    return found


def circles(onward: Mapping[str, list[str]]) -> list[list[str]]:
    """The strongly connected sets of two or more nodes, each sorted, in order."""
    names = list(dict.fromkeys(name for node, others in onward.items() for name in (node, *others)))
    at = {name: index for index, name in enumerate(names)}
    graph: rustworkx.PyDiGraph = rustworkx.PyDiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from_no_data(
        [(at[node], at[other]) for node, others in onward.items() for other in others]
    )
    found = rustworkx.strongly_connected_components(graph)
    return sorted(sorted(names[index] for index in circle) for circle in found if len(circle) > 1)


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
