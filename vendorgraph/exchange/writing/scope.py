"""Which flows an export is about: those on which something in the question goes, or all that hold on the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vendorgraph.analysis.exposure import Exposure, position
from vendorgraph.analysis.question import View
from vendorgraph.analysis.selection import CONTROLLING, default_sources, endpoints, seed
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.exchange.writing.asked import Asked


@dataclass(frozen=True, slots=True)
class Scope:
    """Flows by id, the processings at their ends, and the sources that were asked (none: everything)."""

    view: View
    sources: tuple[str, ...]
    flows: tuple[FlowEdge, ...]
    processings: tuple[str, ...]

    @classmethod
    def of(cls, snapshot: Snapshot, asked: Asked) -> Scope:
        """With a source or a category the chains that begin there, else every flow that holds on the day.

        Raises Invalid for an unknown source or category.
        """
        view = View.of(snapshot, asked.question)
        if asked.from_ is None and asked.category is None:
            active = [edge for _, edge in sorted(snapshot.flows.items()) if view.active(edge)]
            return cls(view, (), tuple(active), _ends(active))
        sources = sources_of(view, asked)
        wanted = seed(snapshot, asked.category)
        found = {edge.id: edge for source in sources for edge in Exposure(view, source, wanted).flows()}
        flows = [found[id_] for id_ in sorted(found)]
        return cls(view, tuple(sources), tuple(flows), _ends(flows, sources))

    def role(self, processing: str) -> str:
        """The legal role in these flows: a processor whose every sender is a processor is a subprocessor."""
        snapshot = self.view.snapshot
        capacity: str = snapshot.records["processing"][processing].document["capacity"]
        arriving = [edge for edge in self.flows if edge.recipient == processing != edge.sender]
        if capacity in CONTROLLING or not arriving:
            return capacity
        roles = {position(snapshot, processing, edge) for edge in arriving}
        return "subprocessor" if roles == {"subprocessor"} else "processor"


def sources_of(view: View, asked: Asked) -> list[str]:
    """The sources that are asked, else those of the inventory's own controllers. Raises Invalid."""
    if asked.from_ is None:
        return default_sources(view)
    return endpoints(view.snapshot, asked.question, asked.from_, "from")


def _ends(flows: Iterable[FlowEdge], more: Iterable[str] = ()) -> tuple[str, ...]:
    return tuple(sorted({id_ for edge in flows for id_ in (edge.sender, edge.recipient)} | set(more)))
