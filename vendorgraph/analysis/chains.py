"""Who stands upstream of a processor that is about to pass data on, and through whom.

Source: GDPR Art. 28(2) and (4). Only what reaches a processor by way of processors is for the
controller at the beginning to authorise; what another controller received is that one's own matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vendorgraph.analysis.propagation import Lets
from vendorgraph.analysis.question import View
from vendorgraph.analysis.selection import CONTROLLING
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.analysis.spread import BLOCKS, Blocks, Held
from vendorgraph.model.taxonomy import Terms


@dataclass(frozen=True, slots=True)
class Chain:
    """Upstream of one flow: what of each controller's may go over it by way of processors only.

    `own` are the flows by which each controller's data set out, `between` those from processor to
    processor on the way, of both only those under a contract; `further` are controllers upstream of
    a controller.
    """

    possible: Mapping[str, Terms]
    stated: Mapping[str, Terms]
    own: Mapping[str, tuple[FlowEdge, ...]]
    between: tuple[FlowEdge, ...]
    further: tuple[str, ...]


def is_controller(snapshot: Snapshot, processing: str) -> bool:
    """Whether a processing is one of a controller or joint controller."""
    return snapshot.records["processing"][processing].document["capacity"] in CONTROLLING


def chains(view: View, edges: Sequence[FlowEdge]) -> Iterator[Chain]:
    """The chain upstream of each flow, in order, as the view's day has it."""
    passed = _Passed(view)
    for first in range(0, len(edges), BLOCKS):
        yield from _Together(passed, edges[first : first + BLOCKS]).chains()


class _Passed:
    """What every flow lets through on the view's day, and to whom it goes."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.snapshot = view.snapshot
        flows = view.snapshot.flows
        self._lets = {id_: lets for id_, edge in flows.items() if (lets := view.lets(edge))}
        self._stated = {id_: view.lets_stated(flows[id_]) for id_ in self._lets}
        self._received = {id_ for id_ in self._lets if is_controller(self.snapshot, flows[id_].recipient)}

    def lets(self, edge: FlowEdge) -> Terms:
        """What is let through."""
        return self._lets.get(edge.id, 0)

    def stated(self, edge: FlowEdge) -> Terms:
        """What is let through of what is stated."""
        return self._stated.get(edge.id, 0)

    def as_processor(self, edge: FlowEdge) -> Terms:
        """What is let through to somebody who receives it as a processor."""
        return 0 if edge.id in self._received else self._lets.get(edge.id, 0)

    def stated_as_processor(self, edge: FlowEdge) -> Terms:
        """What of what is stated is."""
        return 0 if edge.id in self._received else self._stated.get(edge.id, 0)


class _Together:
    """The chains of a few flows, worked out side by side."""

    def __init__(self, passed: _Passed, edges: Sequence[FlowEdge]) -> None:
        self.passed = passed
        self.snapshot = passed.snapshot
        self.edges = edges
        self.blocks = Blocks(len(self.snapshot.taxonomy.ids), len(edges))

    def chains(self) -> Iterator[Chain]:
        """One chain a flow."""
        passed = self.passed
        leading = self._upstream(passed.lets, passed.as_processor)
        possible = self._controlling(leading)
        stated = self._controlling(self._upstream(passed.stated, passed.stated_as_processor))
        whole = self._controlling(self._upstream(passed.lets, passed.lets))
        under_contract = self._under_contract(possible, leading)
        for at, edge in enumerate(self.edges):
            reached = self._block(at, possible, edge)
            own: dict[str, list[FlowEdge]] = {id_: [] for id_ in reached}
            between: list[FlowEdge] = []
            for step in under_contract[at]:
                own.get(step.sender, between).append(step)
            further = self._block(at, whole, edge).keys() - reached.keys() - {edge.recipient}
            yield Chain(
                reached,
                self._block(at, stated, edge),
                {id_: tuple(found) for id_, found in own.items()},
                tuple(between),
                tuple(sorted(further)),
            )

    def _upstream(self, first: Lets, lets: Lets) -> Held:
        """What may come to the sender of each flow, in its block, of what the flow lets through."""
        flows_to = self.snapshot.flows_to
        return self.blocks.pour(self._start(first), lambda id_: flows_to.get(id_, ()), lets, backward=True)

    def _start(self, lets: Lets) -> Held:
        start: Held = {}
        for at, edge in enumerate(self.edges):
            start[edge.sender] = start.get(edge.sender, 0) | self.blocks.only(at, lets(edge))
        return start

    def _controlling(self, held: Held) -> Held:
        """The controllers among some processings, by id."""
        return {id_: held[id_] for id_ in sorted(held) if is_controller(self.snapshot, id_)}

    def _block(self, at: int, held: Held, edge: FlowEdge) -> dict[str, Terms]:
        """What stands in one flow's block, but for its sender."""
        filled = ((id_, self.blocks.of(at, blocks)) for id_, blocks in held.items() if id_ != edge.sender)
        return {id_: terms for id_, terms in filled if terms}

    def _under_contract(self, controllers: Held, leading: Held) -> list[list[FlowEdge]]:
        """Per flow, the flows under a contract on some walk from a controller to its sender, by id."""
        snapshot = self.snapshot

        def onward(id_: str) -> Iterator[FlowEdge]:
            return (edge for edge in snapshot.flows_from.get(id_, ()) if edge.recipient in leading)

        arriving = self.blocks.pour(controllers, onward, self.passed.as_processor, backward=False)
        found: list[list[FlowEdge]] = [[] for _ in self.edges]
        for id_, blocks in arriving.items():
            for edge in onward(id_):
                if edge.document["contract"] is None:
                    continue
                over = blocks & self.blocks.same(self.passed.as_processor(edge)) & leading[edge.recipient]
                for at in self.blocks.filled(over):
                    if edge.sender != self.edges[at].sender:  # a walk ends where it arrives
                        found[at].append(edge)
        return [sorted(steps, key=lambda edge: edge.id) for steps in found]
