"""Who receives what, where, through the whole chain: the exposure of docs/explanation/what-reaches-whom.md.

Source: GDPR Art. 15(1)(c), 28(2), 28(4), 30, 44; EDPB Opinion 22/2024.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vendorgraph.analysis.propagation import Reach, forward
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.selection import CONTROLLING, Filters, default_sources, endpoints, seed
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.analysis.transfers import worst_status
from vendorgraph.model import places
from vendorgraph.model.taxonomy import Terms

Row = dict[str, Any]


def exposure_answer(
    snapshot: Snapshot,
    question: Question,
    *,
    from_: str | None = None,
    category: str | None = None,
    filters: Filters | None = None,
) -> dict[str, Any]:
    """The answer of `/exposure`, unpaged: rows per (source, recipient) and per (source, country).

    Rows are ordered by source, hops and recipient id. Raises Invalid for unknown ids and filters.
    """
    filters = filters or Filters()
    key = ("exposure", question, from_, category, filters)
    return snapshot.memory.get(key, lambda: _answer(snapshot, question, from_, category, filters), _size)


def _size(answer: dict[str, Any]) -> int:
    return len(answer["recipients"]) + len(answer["countries"])


def _answer(
    snapshot: Snapshot, question: Question, from_: str | None, category: str | None, filters: Filters
) -> dict[str, Any]:
    filters.check()
    view = View.of(snapshot, question)
    wanted = seed(snapshot, category)
    sources = endpoints(snapshot, question, from_, "from") if from_ else default_sources(view)
    to = frozenset(endpoints(snapshot, question, filters.to, "to")) if filters.to else None
    exposures = [Exposure(view, source, wanted) for source in sources]
    recipients = [row for one in exposures for row in one.recipients() if filters.admits_row(row, to, view)]
    countries = [
        row for one in exposures for row in one.countries() if filters.admits_place([row["country"]], view)
    ]
    return {
        "as_of": view.day,
        "revision": snapshot.revision,
        "sources": sources,
        "category": category,
        "group": question.group,
        "context": question.context.text(),
        "recipients": recipients,
        "countries": countries,
        "totals": {
            "recipients": len({row["processing"]["id"] for row in recipients}),
            "countries": len({row["country"] for row in countries}),
        },
    }


class Exposure:
    """What of `wanted` reaches whom from one source processing: both relations, and rows of them."""

    def __init__(self, view: View, source: str, wanted: Terms) -> None:
        self.view = view
        self.source = source
        self.wanted = wanted
        self.possible: Reach = forward(view, source, wanted, stated=False)
        self.stated: Reach = forward(view, source, wanted, stated=True)

    def leaving(self, edge: FlowEdge) -> Terms:
        """What in the question may leave the flow's sender through it."""
        held = self.possible.terms.get(edge.sender, 0)
        return held & self.view.lets(edge) if held else 0

    def leaving_stated(self, edge: FlowEdge) -> Terms:
        """What in the question is stated to leave the flow's sender through it."""
        held = self.stated.terms.get(edge.sender, 0)
        return held & self.view.lets_stated(edge) if held else 0

    def flows(self) -> Iterator[FlowEdge]:
        """The flows on which something in the question leaves its sender."""
        for sender in self.possible.terms:
            for edge in self.view.snapshot.flows_from.get(sender, ()):
                if self.leaving(edge):
                    yield edge

    def places(self) -> set[str]:
        """The places of those flows."""
        return {place for edge in self.flows() for place, _ in edge.places}

    def bringing(self, recipient: str) -> list[FlowEdge]:
        """The flows that bring `recipient` something in the question."""
        return [edge for edge in self.view.snapshot.flows_to.get(recipient, ()) if self.leaving(edge)]

    def certainty(self, processing: str) -> str:
        """`stated` when the stated relation brings it something, else `possible`."""
        return "stated" if self.stated.terms.get(processing) else "possible"

    def via(self, processing: str) -> tuple[str, ...]:
        """The first proof, in the relation of the row's certainty."""
        reach = self.stated if processing in self.stated.via else self.possible
        return reach.via[processing]

    def recipients(self) -> list[Row]:
        """One row per recipient, ordered by hops and id."""
        rows = [self.row(id_) for id_ in self.possible.via]
        return sorted(rows, key=lambda row: (row["hops"], row["processing"]["id"]))

    def row(self, recipient: str) -> Row:
        """The row of one recipient, in the shape that docs/openapi.json gives `recipients`."""
        snapshot = self.view.snapshot
        processing = snapshot.records["processing"][recipient].document
        party = snapshot.party_of(recipient)
        via = [snapshot.flows[id_] for id_ in self.via(recipient)]
        bringing = self.bringing(recipient)
        role = position(snapshot, recipient, via[-1])
        return {
            "source": self.source,
            "party": {key: party[key] for key in ("id", "name", "established_in")},
            "processing": {key: processing[key] for key in ("id", "name", "capacity")},
            "role": role,
            "role_basis": "stated" if names_role(via[-1].document["stated_role"], role) else "assessed",
            "hops": len(via),
            "certainty": self.certainty(recipient),
            "categories": self.sets(self.stated.terms.get(recipient, 0), self.possible.terms[recipient]),
            "held_by_source": self.held_by_source(),
            "countries": places_of(bringing),
            "transfer": worst_status(self.view, bringing),
            "conditions": sorted({id_ for edge in via for id_ in edge.document["conditions"]}),
            "via": [edge.id for edge in via],
        }

    def sets(self, stated: Terms, possible: Terms) -> dict[str, list[str]]:
        """Both sets by their maximal terms; possible sets include the stated ones."""
        taxonomy = self.view.snapshot.taxonomy
        return {"stated": taxonomy.maximal(stated), "possible": taxonomy.maximal(possible)}

    def held_by_source(self) -> str:
        """Whether what the source declares to hold meets the question."""
        snapshot = self.view.snapshot
        declared = snapshot.records["processing"][self.source].document["categories"]
        if not declared:
            return "not_recorded"
        return "yes" if snapshot.taxonomy.union(declared) & self.wanted else "no"

    def countries(self) -> list[Row]:
        """One row per country reached, ordered by code: every place of every flow that carries something."""
        found: dict[str, _CountryRow] = {}
        for edge in self.flows():
            leaving, stated = self.leaving(edge), self.leaving_stated(edge)
            for place, kind in edge.places:
                found.setdefault(place, _CountryRow()).add(edge, kind, stated, leaving)
        return [self._country(place, found[place]) for place in sorted(found)]

    def _country(self, place: str, row: _CountryRow) -> Row:
        return {
            "source": self.source,
            "country": place,
            "name": places.name(place),
            "kinds": sorted(row.kinds),
            "categories": self.sets(row.stated, row.possible),
            "recipients": sorted(row.recipients - {self.source}),
        }


class _CountryRow:
    def __init__(self) -> None:
        self.kinds: set[str] = set()
        self.stated: Terms = 0
        self.possible: Terms = 0
        self.recipients: set[str] = set()

    def add(self, edge: FlowEdge, kind: str | None, stated: Terms, possible: Terms) -> None:
        if kind is not None:
            self.kinds.add(kind)
        self.stated |= stated
        self.possible |= possible
        self.recipients.add(edge.recipient)


def places_of(edges: Iterable[FlowEdge]) -> list[Row]:
    """The places of flows as rows of country and kinds, ordered by code."""
    kinds: dict[str, set[str]] = {}
    for edge in edges:
        for place, kind in edge.places:
            kinds.setdefault(place, set()).update(() if kind is None else (kind,))
    return [{"country": place, "kinds": sorted(kinds[place])} for place in sorted(kinds)]


def position(snapshot: Snapshot, recipient: str, last: FlowEdge) -> str:
    """The recipient's role by its position: a processor's processor is a subprocessor (Art. 28(2), (4))."""
    if snapshot.party_of(recipient)["kind"] == "authority":
        return "authority"
    capacity: str = snapshot.records["processing"][recipient].document["capacity"]
    if capacity != "processor":
        return capacity
    sender = snapshot.records["processing"][last.sender].document["capacity"]
    return "processor" if sender in CONTROLLING else "subprocessor"


def names_role(stated: str | None, role: str) -> bool:
    """Whether the text's own word is that legal role, whatever its spelling (sub-processor, data controller)."""
    word = "".join(letter for letter in (stated or "").lower() if letter not in " -_")
    return word.removeprefix("data") == role.replace("_", "")
