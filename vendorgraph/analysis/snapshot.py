"""The whole inventory at one revision, immutable, indexed for the questions asked of it.

A refresh makes the next snapshot from the last one and what changed: nothing is loaded twice,
and a question that is being answered keeps the snapshot it began with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vendorgraph.analysis.memory import Memory
from vendorgraph.errors import NotFound
from vendorgraph.law import Law, law_with
from vendorgraph.model import checks, vocabulary
from vendorgraph.model.entities import BY_NAME, TERMS
from vendorgraph.model.hints import nearest_are
from vendorgraph.model.ids import slug
from vendorgraph.model.record import Delta, Document, Record
from vendorgraph.model.taxonomy import Taxonomy, Terms

Records = Mapping[str, Mapping[str, Record]]


@dataclass(frozen=True, slots=True)
class FlowEdge:
    """A flow as the analysis reads it.

    `lets` is what it lets through of what its sender may hold; `lets_stated` what it lets through
    of what is stated (0 when its categories are not stated or its basis is inferred).
    An anonymised flow lets nothing through.
    """

    id: str
    sender: str
    recipient: str
    lets: Terms
    lets_stated: Terms
    places: tuple[tuple[str, str | None], ...]
    document: Document


def compile_flow(document: Document, taxonomy: Taxonomy) -> FlowEdge:
    """The edge of a flow's document; C(f) is the union of T(c) over the categories stated."""
    categories = document["categories"]
    carried = taxonomy.all if categories is None else taxonomy.union(categories)
    stated = carried if categories is not None and document["basis"] == "stated" else 0
    lets = taxonomy.all if document["categories_open"] else carried
    if document["transform"] == "anonymised":
        lets = stated = 0
    places = tuple((location["place"], location["kind"]) for location in document["locations"])
    return FlowEdge(
        document["id"],
        document["from"],
        document["to"],
        lets,
        stated,
        places or (("unknown", None),),
        document,
    )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Records by kind and id at `revision`, with the indexes that questions use."""

    revision: int
    records: Records
    taxonomy: Taxonomy
    flows: Mapping[str, FlowEdge]
    flows_from: Mapping[str, tuple[FlowEdge, ...]]
    flows_to: Mapping[str, tuple[FlowEdge, ...]]
    processings_of: Mapping[str, tuple[str, ...]]
    members_of: Mapping[str, tuple[str, ...]]
    former_ids: Mapping[str, str]
    law: Law
    memory: Memory = field(default_factory=Memory, compare=False, repr=False)

    @classmethod
    def build(
        cls, records: Records, revision: int = 0, *, shipped_terms: bool = True, law: Law | None = None
    ) -> Snapshot:
        """A snapshot of `records` (kind -> id -> Record), with the shipped terms and law unless told otherwise."""
        whole: dict[str, Mapping[str, Record]] = {kind: dict(records.get(kind, {})) for kind in BY_NAME}
        if shipped_terms:
            for kind in TERMS:
                terms = {term: Record(document) for term, document in vocabulary.shipped(kind).items()}
                whole[kind] = terms | dict(whole[kind])
        taxonomy = Taxonomy({term: record.document for term, record in whole["category"].items()})
        edges = {id_: compile_flow(record.document, taxonomy) for id_, record in whole["flow"].items()}
        return cls(
            revision,
            whole,
            taxonomy,
            edges,
            _group(edges.values(), "sender"),
            _group(edges.values(), "recipient"),
            *_party_indexes(whole),
            law or _law(whole),
        )

    def with_delta(self, delta: Delta) -> Snapshot:
        """The next snapshot: this one with what changed; unchanged parts are shared."""
        if delta.complete:
            return Snapshot.build(delta.changed, delta.revision)
        records = dict(self.records)
        for kind in delta.changed.keys() | delta.deleted.keys():
            gone = delta.deleted.get(kind, set())
            kept = {id_: record for id_, record in self.records[kind].items() if id_ not in gone}
            records[kind] = kept | delta.changed.get(kind, {})
        touched = delta.changed.keys() | delta.deleted.keys()
        if "category" in touched:
            law = None if "adequacy" in touched else self.law
            return Snapshot.build(records, delta.revision, law=law)
        edges, senders, recipients = self._next_edges(records, delta)
        indexes = (self.processings_of, self.members_of, self.former_ids)
        if touched & {"party", "processing"}:
            indexes = _party_indexes(records)
        law = _law(records) if "adequacy" in touched else self.law
        return Snapshot(delta.revision, records, self.taxonomy, edges, senders, recipients, *indexes, law)

    def _next_edges(self, records: Records, delta: Delta) -> tuple[Any, Any, Any]:
        changed = delta.changed.get("flow", {}).keys() | delta.deleted.get("flow", set())
        if not changed:
            return self.flows, self.flows_from, self.flows_to
        edges = dict(self.flows)
        touched = [edges.pop(id_) for id_ in changed if id_ in edges]
        for id_ in changed & records["flow"].keys():
            edges[id_] = compile_flow(records["flow"][id_].document, self.taxonomy)
            touched.append(edges[id_])
        senders = _regroup(self.flows_from, "sender", touched, changed, edges)
        return edges, senders, _regroup(self.flows_to, "recipient", touched, changed, edges)

    def record(self, kind: str, id_: str) -> Record:
        """The record of that kind and id, or former id; NotFound with the nearest ids."""
        known = self.records[kind]
        found = known.get(self.present_id(kind, id_))
        if found is None:
            raise NotFound(f"there is no {kind} {checks.given(id_)}{nearest_are(id_, known)}")
        return found

    def present_id(self, kind: str, id_: str) -> str:
        """The id that a party, or a processing under a party, has after a merge; any other as it is."""
        if kind == "party" and id_ not in self.records["party"]:
            return self.former_ids.get(id_, id_)
        former, colon, name = id_.partition(":")
        if kind != "processing" or not colon or id_ in self.records[kind] or former not in self.former_ids:
            return id_
        party = self.former_ids[former]
        # Where the party had a processing of that name, the one that moved has its former party's id before it.
        moved = f"{party}:{slug(former)}-{name}"
        return moved if moved in self.records[kind] else f"{party}:{name}"

    def document(self, kind: str, id_: str) -> Document:
        """The document of `record`."""
        return self.record(kind, id_).document

    def party_of(self, processing: str) -> Document:
        """The document of the party that performs `processing`."""
        owner: str = self.records["processing"][processing].document["party"]
        return self.records["party"][owner].document

    def purposes_above(self, purpose: str) -> set[str]:
        """A purpose and those that it lies within."""
        known, found, waiting = self.records["purpose"], set(), [purpose]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting.extend(known[here].document["parents"] if here in known else ())
        return found

    def group(self, party: str) -> list[str]:
        """`party` and the parties that are members of it, directly or through others, sorted."""
        found, waiting = {party}, [party]
        while waiting:
            for member in self.members_of.get(waiting.pop(), ()):
                if member not in found:
                    found.add(member)
                    waiting.append(member)
        return sorted(found)


def _law(records: Records) -> Law:
    """The shipped law with the rows that are recorded."""
    return law_with([record.document for record in records["adequacy"].values()])


def _group(edges: Iterable[FlowEdge], end: str) -> dict[str, tuple[FlowEdge, ...]]:
    grouped: dict[str, list[FlowEdge]] = defaultdict(list)
    for edge in edges:
        grouped[getattr(edge, end)].append(edge)
    return {id_: tuple(sorted(found, key=_by_id)) for id_, found in grouped.items()}


def _by_id(edge: FlowEdge) -> str:
    return edge.id


def _regroup(
    grouped: Mapping[str, tuple[FlowEdge, ...]],
    end: str,
    touched: Iterable[FlowEdge],
    changed: set[str],
    edges: Mapping[str, FlowEdge],
) -> dict[str, tuple[FlowEdge, ...]]:
    fresh = _group((edges[flow] for flow in changed if flow in edges), end)
    result = dict(grouped)
    for id_ in {getattr(edge, end) for edge in touched}:
        kept = [edge for edge in result.get(id_, ()) if edge.id not in changed]
        result[id_] = tuple(sorted([*kept, *fresh.get(id_, ())], key=_by_id))
    return result


def _party_indexes(records: Records) -> tuple[Any, Any, Any]:
    """Processings of each party, members of each party, and the party behind each former id."""
    processings: dict[str, list[str]] = defaultdict(list)
    for id_, record in records["processing"].items():
        processings[record.document["party"]].append(id_)
    members: dict[str, list[str]] = defaultdict(list)
    former: dict[str, str] = {}
    for id_, record in records["party"].items():
        if parent := record.document["member_of"]:
            members[parent].append(id_)
        former.update(dict.fromkeys(record.document["former_ids"], id_))
    return (
        {id_: tuple(sorted(found)) for id_, found in processings.items()},
        {id_: tuple(sorted(found)) for id_, found in members.items() if id_ != "none"},
        former,
    )
