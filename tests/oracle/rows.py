"""Exposure: who receives what from each source, and in which countries it arrives."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.oracle.places import Places, kinds_by_place, places_of
from tests.oracle.reading import EVERYTHING, Context, Inventory, Passage, Reading, Terms
from tests.oracle.relation import RELATIONS, fewest_flows, passes, simple_paths

Row = dict[str, Any]


def exposure(
    inventory: Inventory,
    places: Places,
    *,
    as_of: date,
    context: Context = EVERYTHING,
    include_planned: bool = False,
    group: bool = True,
    from_: str | None = None,
    category: str | None = None,
    to: str | None = None,
    country: str | None = None,
    region: str | None = None,
    outside: str | None = None,
    certainty: str | None = None,
    role: str | None = None,
    max_hops: int | None = None,
) -> Row:
    """The answer of `/exposure`, unpaged, without names, transfers and the revision."""
    reading = Reading(inventory, as_of, context, include_planned)
    query = reading.taxonomy.query(category)
    sources = reading.sources(from_, group)
    recipients: list[Row] = []
    countries: list[Row] = []
    for source in sources:
        one = OneSource(reading, source, query)
        recipients += one.recipient_rows()
        countries += one.country_rows()

    targets = None if to is None else reading.stands_for(to, group)
    recipients = [
        row
        for row in recipients
        if (targets is None or row["processing"] in targets)
        and places.admits([entry["country"] for entry in row["countries"]], as_of, country, region, outside)
        and (certainty is None or row["certainty"] == certainty)
        and (role is None or row["role"] == role)
        and (max_hops is None or row["hops"] <= max_hops)
    ]
    countries = [row for row in countries if places.admits([row["country"]], as_of, country, region, outside)]
    return {
        "as_of": as_of.isoformat(),
        "sources": sources,
        "recipients": sorted(recipients, key=lambda row: (row["source"], row["hops"], row["processing"])),
        "countries": sorted(countries, key=lambda row: (row["source"], row["country"])),
        "totals": {
            "recipients": len({row["processing"] for row in recipients}),
            "countries": len({row["country"] for row in countries}),
        },
    }


class OneSource:
    """The rows of one source; nothing of another source is in them."""

    def __init__(self, reading: Reading, source: str, query: Terms) -> None:
        self.reading = reading
        self.source = source
        self.query = query
        self.history = {relation: passes(reading, source, relation) for relation in RELATIONS}
        self.stated = self.history["stated"][-1]
        self.possible = self.history["possible"][-1]

    def brings(self, passage: Passage) -> set[str]:
        """What of the query may leave the sender on this flow."""
        return self.possible[passage.sender] & passage.possible & self.query

    def recipient_rows(self) -> list[Row]:
        return [
            self._recipient_row(processing)
            for processing in self.reading.processings
            if processing != self.source and self.possible[processing] & self.query
        ]

    def _recipient_row(self, processing: str) -> Row:
        certainty = "stated" if self.stated[processing] & self.query else "possible"
        hops = fewest_flows(self.history[certainty], processing, self.query)
        via = self._first_proof(processing, certainty)
        assert len(via) == hops, "the first proof is as long as the fewest flows"
        role = self._role(processing, via[-1])
        maximal = self.reading.taxonomy.maximal
        return {
            "source": self.source,
            "party": self.reading.processings[processing]["party"],
            "processing": processing,
            "role": role,
            "role_basis": "stated" if names_role(via[-1].document["stated_role"], role) else "assessed",
            "hops": hops,
            "certainty": certainty,
            "categories": {
                "stated": maximal(self.stated[processing] & self.query),
                "possible": maximal(self.possible[processing] & self.query),
            },
            "held_by_source": self._held_by_source(),
            "countries": kinds_by_place(
                p for p in self.reading.passages if p.recipient == processing and self.brings(p)
            ),
            "via": [passage.id for passage in via],
            "conditions": sorted(
                {condition for passage in via for condition in passage.document["conditions"]}
            ),
        }

    def _first_proof(self, processing: str, relation: str) -> list[Passage]:
        """The shortest proof in the relation, of several the first by flow ids position by position."""
        proofs = [
            path
            for path, stated, possible in simple_paths(self.reading, self.source, self.query)
            if path[-1].recipient == processing and (stated if relation == "stated" else possible)
        ]
        return min(proofs, key=lambda path: (len(path), [passage.id for passage in path]))

    def _role(self, processing: str, last: Passage) -> str:
        if self.reading.party_of(processing)["kind"] == "authority":
            return "authority"
        capacity = str(self.reading.processings[processing]["capacity"])
        if capacity == "processor" and self.reading.processings[last.sender]["capacity"] == "processor":
            return "subprocessor"
        return capacity

    def _held_by_source(self) -> str:
        declared = self.reading.processings[self.source]["categories"]
        if not declared:
            return "not_recorded"
        return "yes" if self.reading.taxonomy.carried(declared) & self.query else "no"

    def country_rows(self) -> list[Row]:
        leaving = [passage for passage in self.reading.passages if self.brings(passage)]
        return [
            self._country_row(
                entry, [p for p in leaving if entry["country"] in {place for place, _ in places_of(p)}]
            )
            for entry in kinds_by_place(leaving)
        ]

    def _country_row(self, entry: Row, passages: list[Passage]) -> Row:
        stated: set[str] = set()
        possible: set[str] = set()
        for passage in passages:
            stated |= self.stated[passage.sender] & passage.stated & self.query
            possible |= self.brings(passage)
        maximal = self.reading.taxonomy.maximal
        return {
            "source": self.source,
            "country": entry["country"],
            "kinds": entry["kinds"],
            "categories": {"stated": maximal(stated), "possible": maximal(possible)},
            "recipients": sorted({passage.recipient for passage in passages} - {self.source}),
        }


def names_role(said: str | None, role: str) -> bool:
    """Whether the text's own word is the legal role: `Data Sub-Processor` names `subprocessor`."""
    if said is None:
        return False
    word = said.lower().replace(" ", "").replace("-", "").replace("_", "")
    return word.removeprefix("data") == role.replace("_", "")
