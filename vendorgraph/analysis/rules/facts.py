"""What the rules ask of a view, worked out once and shared by all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from vendorgraph.analysis.question import View
from vendorgraph.analysis.rules.rule import Evidence, Piece, Severity
from vendorgraph.analysis.selection import CONTROLLING
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.analysis.transfers import assessment
from vendorgraph.law import Assessment
from vendorgraph.law.day import Day, Exporter, law_on
from vendorgraph.law.tables import holds
from vendorgraph.model import places
from vendorgraph.model.record import Document
from vendorgraph.model.taxonomy import Terms

Pair = tuple[str, str]
Found = TypeVar("Found")
Gap = Callable[["Facts", FlowEdge], bool]


class Facts:
    """A view with the indexes that rules share; everything is made when first asked for.

    `active` are the flows of the view, ordered by id. `disclosures` are those between two parties
    that let something through: what the rules on disclosures look at.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.snapshot = view.snapshot
        self.day = view.day
        self.on = view.question.as_of
        self.law = view.snapshot.law
        self._assessed: dict[str, Assessment] = {}
        self._who: dict[str, str] = {}
        self._known: dict[Callable[[Facts], Any], Any] = {}
        self._purposes: dict[str, set[str]] = {}

    def once(self, make: Callable[[Facts], Found]) -> Found:
        """What `make` works out of these facts, worked out once."""
        if make not in self._known:
            self._known[make] = make(self)
        found: Found = self._known[make]
        return found

    def within(self, purpose: str, wider: str) -> bool:
        """Whether a purpose is the other one or lies within it."""
        if purpose not in self._purposes:
            self._purposes[purpose] = self.snapshot.purposes_above(purpose)
        return wider in self._purposes[purpose]

    @cached_property
    def active(self) -> list[FlowEdge]:
        """The active flows, ordered by id."""
        flows = self.snapshot.flows
        return [edge for id_ in sorted(flows) if self.view.active(edge := flows[id_])]

    @cached_property
    def disclosures(self) -> list[FlowEdge]:
        """Active flows between two parties that are not anonymised."""
        return [edge for edge in self.active if edge.lets and self.between_two(edge)]

    @cached_property
    def pairs(self) -> dict[Pair, list[FlowEdge]]:
        """The disclosures by sender and recipient."""
        return per_pair(self.disclosures)

    @cached_property
    def leaving(self) -> Mapping[str, list[FlowEdge]]:
        """Active flows by sender."""
        found: dict[str, list[FlowEdge]] = defaultdict(list)
        for edge in self.active:
            found[edge.sender].append(edge)
        return found

    @cached_property
    def owner(self) -> dict[str, Document]:
        """Processing id -> document of the party that performs it."""
        parties = self.snapshot.records["party"]
        return {
            id_: parties[record.document["party"]].document
            for id_, record in self.snapshot.records["processing"].items()
        }

    @cached_property
    def capacity(self) -> dict[str, str]:
        """Processing id -> the reviewer's assessment of its capacity."""
        return {
            id_: record.document["capacity"] for id_, record in self.snapshot.records["processing"].items()
        }

    @cached_property
    def controllers(self) -> list[Document]:
        """Processings in controller or joint-controller capacity with an active outgoing flow, by id."""
        return [self.processing(id_) for id_ in sorted(self.leaving) if self.capacity[id_] in CONTROLLING]

    @cached_property
    def to_processors(self) -> list[FlowEdge]:
        """Disclosures to a processor."""
        return [edge for edge in self.disclosures if self.capacity[edge.recipient] == "processor"]

    @cached_property
    def law_today(self) -> Day:
        """The law of the question's day."""
        return law_on(self.law, self.on)

    @cached_property
    def sensitive_held(self) -> dict[str, Terms]:
        """Special-category and criminal terms that each processing may hold.

        What it declares, what its flows say they carry, and what may arrive: one fixed point over
        all sources together, so it says whether somebody's sensitive data may be there, not whose.
        """
        sensitive = self.snapshot.taxonomy.sensitive
        held: dict[str, Terms] = defaultdict(int)
        for id_, record in self.snapshot.records["processing"].items():
            held[id_] = self.snapshot.taxonomy.union(record.document["categories"]) & sensitive
        for edge in self.active:
            held[edge.sender] |= self.carried(edge) & sensitive
        waiting = {id_: terms for id_, terms in held.items() if terms}
        while waiting:
            id_, terms = waiting.popitem()
            for edge in self.leaving.get(id_, ()):
                fresh = terms & edge.lets & ~held[edge.recipient]
                if fresh:
                    held[edge.recipient] |= fresh
                    waiting[edge.recipient] = waiting.get(edge.recipient, 0) | fresh
        return held

    def sent(self, processings: Iterable[str], flows: Iterable[FlowEdge] = ()) -> list[FlowEdge]:
        """Active flows from the processings, and those of `flows` that are active, by id."""
        edges = [edge for id_ in processings for edge in self.leaving.get(id_, ())]
        found = {edge.id: edge for edge in (*edges, *flows) if self.view.active(edge)}
        return [found[id_] for id_ in sorted(found)]

    def between_two(self, edge: FlowEdge) -> bool:
        """Whether sender and recipient are different parties."""
        return bool(self.owner[edge.sender]["id"] != self.owner[edge.recipient]["id"])

    def carried(self, edge: FlowEdge) -> Terms:
        """The terms that the flow says it carries; none when its categories are not stated."""
        categories = edge.document["categories"]
        return self.snapshot.taxonomy.union(categories) if categories else 0

    def processing(self, id_: str) -> Document:
        """The document of a processing."""
        return self.snapshot.records["processing"][id_].document

    def party(self, id_: str) -> Document:
        """The document of a party."""
        return self.snapshot.records["party"][id_].document

    def who(self, processing: str) -> str:
        """A processing in a sentence: the party's name and what it does."""
        said = self._who.get(processing)
        if said is None:
            said = f"{self.owner[processing]['name']} ({self.processing(processing)['name']})"
            self._who[processing] = said
        return said

    def assess(self, edge: FlowEdge) -> Assessment:
        """The transfer assessment of a hop on the question's day."""
        found = self._assessed.get(edge.id)
        if found is None:
            found = self._assessed[edge.id] = assessment(self.view, edge)
        return found

    def exporter(self, party: Document) -> Exporter | None:
        """The law that binds a party as exporter on the day; None when none known here does."""
        seat = party["established_in"]
        return self.law_today.exporter(seat) if seat else None

    def holds(self, document: Document) -> bool:
        """Whether a dated document (a commitment, a contract, an instrument) holds on the day."""
        return holds(document["valid_from"], document["valid_to"], self.day)

    def contract(self, edge: FlowEdge) -> Document | None:
        """The contract that the flow stands under, when it holds on the day."""
        id_ = edge.document["contract"]
        if id_ is None:
            return None
        document = self.snapshot.records["contract"][id_].document
        return document if self.holds(document) else None

    def commitments(self, kind: str) -> list[Document]:
        """Commitments of that kind that hold on the day, by id."""
        known = self.snapshot.records["commitment"]
        documents = (known[id_].document for id_ in sorted(known))
        return [found for found in documents if found["kind"] == kind and self.holds(found)]

    def told_contract(self, id_: str, *pointers: str) -> Iterator[Evidence]:
        """What is said of a contract."""
        return told("contract", self.snapshot.document("contract", id_), *pointers)

    def gaps(self, edges: Iterable[FlowEdge], gap: Gap) -> Iterator[list[FlowEdge]]:
        """Per pair of processings, those of its flows of which `gap` is true."""
        yield from per_pair(edge for edge in edges if gap(self, edge)).values()

    def piece(
        self,
        edges: Sequence[FlowEdge],
        message: str,
        *,
        pointers: Sequence[str] = (),
        about: tuple[str, ...] = (),
        evidence: Iterable[Evidence] = (),
        severity: Severity | None = None,
        counted: tuple[str, ...] = (),
        detail: dict[str, Any] | None = None,
    ) -> Piece:
        """A finding about the flows of one pair of processings, with what is said of them.

        `pointers` add the evidence of single facts of the flows; `evidence` comes before it.
        """
        pair = (edges[0].sender, edges[0].recipient)
        parties = (self.owner[pair[0]]["id"], self.owner[pair[1]]["id"])
        said = list(evidence)
        for edge in edges:
            if edge.document["evidence"]:
                said.extend(told("flow", edge.document, *pointers))
        return Piece(
            about=(*pair, *about),
            message=message,
            parties=parties if parties[0] != parties[1] else parties[:1],
            processings=pair if pair[0] != pair[1] else pair[:1],
            flows=tuple([edge.id for edge in edges]),
            evidence=tuple(said),
            severity=severity,
            counted=counted,
            detail=detail,
        )


def per_pair(edges: Iterable[FlowEdge]) -> dict[Pair, list[FlowEdge]]:
    """Flows by sender and recipient, in the order in which they come."""
    found: dict[Pair, list[FlowEdge]] = {}
    for edge in edges:
        pair = (edge.sender, edge.recipient)
        if pair in found:
            found[pair].append(edge)
        else:
            found[pair] = [edge]
    return found


def told(kind: str, document: Document, *pointers: str, whole: bool = True) -> Iterator[Evidence]:
    """Evidence about all of a resource (when `whole`) and about the facts at `pointers` or below them."""
    for entry in document["evidence"]:
        about = entry["about"]
        if (whole and not about) or any(about == at or about.startswith(f"{at}/") for at in pointers):
            yield {
                "document": entry["document"],
                "lines": entry["lines"],
                "claim": entry["claim"],
                "named_as": entry["named_as"],
                "of": {"kind": kind, "id": document["id"]},
            }


def listed(names: Iterable[str], most: int = 4) -> str:
    """Names in a sentence: at most `most` of them, the rest counted."""
    found = list(dict.fromkeys(names))
    shown = found[:most]
    if len(found) > most:
        return f"{', '.join(shown)} and {len(found) - most} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def place_names(found: Iterable[str]) -> str:
    """Places in a sentence: countries by name, regions by id."""
    return listed(_place_name(place) for place in found)


@lru_cache(maxsize=512)
def _place_name(place: str) -> str:
    return places.name(place) if place == places.UNKNOWN or not places.is_region(place) else place
