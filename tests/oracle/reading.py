"""One inventory read on one day in one context: which flows are active and what they let through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Document = Mapping[str, Any]
Inventory = Mapping[str, Mapping[str, Document]]
Terms = frozenset[str]

NOTHING: Terms = frozenset()


@dataclass(frozen=True)
class Context:
    """What a question fixes: conditions switched `on` or `off`, and values of scope dimensions."""

    conditions: Mapping[str, str] = field(default_factory=dict)
    scope: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


EVERYTHING = Context()


@dataclass(frozen=True)
class Passage:
    """An active flow: the terms that it lets through in each of the two relations."""

    id: str
    sender: str
    recipient: str
    stated: Terms
    possible: Terms
    document: Document

    def lets_through(self, relation: str) -> Terms:
        return self.stated if relation == "stated" else self.possible


class Taxonomy:
    """The terms, and which stand under which; a term may have several parents."""

    def __init__(self, categories: Mapping[str, Document]) -> None:
        self.parents = {term: set(document["parents"]) for term, document in categories.items()}
        self.all: Terms = frozenset(self.parents)
        self._ancestors: dict[str, set[str]] = {}

    def proper_ancestors(self, term: str) -> set[str]:
        if term not in self._ancestors:
            found: set[str] = set()
            for parent in self.parents[term]:
                found |= {parent} | self.proper_ancestors(parent)
            self._ancestors[term] = found
        return self._ancestors[term]

    def with_descendants(self, category: str) -> Terms:
        """T(c): the category and every term that has it among its ancestors."""
        return frozenset(t for t in self.all if t == category or category in self.proper_ancestors(t))

    def query(self, category: str | None) -> Terms:
        """The terms that a question for `category` is about; every term when it names none."""
        return self.all if category is None else self.with_descendants(category)

    def carried(self, categories: list[str]) -> Terms:
        """C: the union of T(c) over the categories stated."""
        return frozenset().union(*(self.with_descendants(category) for category in categories))

    def maximal(self, terms: Terms | set[str]) -> list[str]:
        """How a set is reported: its terms without a proper ancestor in the set, sorted by id."""
        return sorted(t for t in terms if not self.proper_ancestors(t) & terms)


class Reading:
    """An inventory on the day `as_of` in a `context`; planned flows count when `include_planned`."""

    def __init__(self, inventory: Inventory, as_of: date, context: Context, include_planned: bool) -> None:
        self.parties = inventory.get("party", {})
        self.processings = inventory.get("processing", {})
        self.conditions = inventory.get("condition", {})
        self.taxonomy = Taxonomy(inventory.get("category", {}))
        self.as_of = as_of
        self.context = context
        self.include_planned = include_planned
        flows = inventory.get("flow", {})
        self.passages = [self._passage(flows[id_]) for id_ in sorted(flows) if self.is_active(flows[id_])]

    def is_active(self, flow: Document) -> bool:
        """Whether the day, the status, every condition and the scope let the flow happen."""
        return (
            self._holds_on_the_day(flow)
            and self._counts(flow)
            and self._is_on(flow)
            and self._is_in_scope(flow)
        )

    def _holds_on_the_day(self, flow: Document) -> bool:
        day = self.as_of.isoformat()
        if flow["valid_from"] is not None and day < flow["valid_from"]:
            return False
        return flow["valid_to"] is None or day < flow["valid_to"]

    def _counts(self, flow: Document) -> bool:
        return flow["status"] in ("active", "disclaimed") or (
            flow["status"] == "planned" and self.include_planned
        )

    def _is_on(self, flow: Document) -> bool:
        for condition in flow["conditions"]:
            default = self.conditions[condition]["default"]
            if self.context.conditions.get(condition, default) == "off":
                return False
        return True

    def _is_in_scope(self, flow: Document) -> bool:
        for dimension, fixed in self.context.scope.items():
            if dimension in flow["scope"] and not set(fixed) <= set(flow["scope"][dimension]):
                return False
        return True

    def _passage(self, flow: Document) -> Passage:
        stated, possible = NOTHING, NOTHING
        if flow["transform"] != "anonymised":
            listed = NOTHING if flow["categories"] is None else self.taxonomy.carried(flow["categories"])
            complete = flow["categories"] is not None and not flow["categories_open"]
            possible = listed if complete else self.taxonomy.all
            if flow["status"] in ("active", "planned") and flow["basis"] == "stated":
                stated = listed
        return Passage(flow["id"], flow["from"], flow["to"], stated, possible, flow)

    def party_of(self, processing: str) -> Document:
        return self.parties[self.processings[processing]["party"]]

    def belongs_to(self, party: str, head: str) -> bool:
        """Whether `party` is `head` or a member of it, directly or through others."""
        if party == head:
            return True
        parent = self.parties[party]["member_of"]
        return parent not in (None, "none") and self.belongs_to(parent, head)

    def stands_for(self, id_: str, group: bool) -> set[str]:
        """The processings meant by an id: itself, or all those of a party (and of its members)."""
        if id_ in self.processings:
            return {id_}
        return {
            processing
            for processing, document in self.processings.items()
            if document["party"] == id_ or (group and self.belongs_to(document["party"], id_))
        }

    def default_sources(self) -> set[str]:
        """Controllers' processings that send something, of own parties where there are any."""
        senders = {passage.sender for passage in self.passages}
        found = {p for p in senders if self.processings[p]["capacity"] in ("controller", "joint_controller")}
        if any(party["own"] for party in self.parties.values()):
            found = {p for p in found if self.party_of(p)["own"]}
        return found

    def sources(self, from_: str | None, group: bool) -> list[str]:
        return sorted(self.default_sources() if from_ is None else self.stands_for(from_, group))
