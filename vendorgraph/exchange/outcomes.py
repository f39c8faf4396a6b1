"""What became of the rows of a list: the outcome of each, and the flows that they ask for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from vendorgraph.exchange.reading.gazetteer import key
from vendorgraph.exchange.reading.places.resolve import Place
from vendorgraph.exchange.reading.row import Row
from vendorgraph.model.record import Document

WORDS_LIMIT = 500  # characters of a row's words that reports and evidence keep


@dataclass(slots=True)
class Told:
    """What became of one row, for the report."""

    row: Row
    outcome: str
    why: str
    parties: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    purposes: tuple[str, ...] = ()
    flows: list[str] = field(default_factory=list)
    seat: str | None = None
    candidates: list[dict[str, Any]] = field(default_factory=list)
    may_be: list[str] = field(default_factory=list)  # every party that an unsure row may name

    def as_json(self) -> dict[str, Any]:
        """The row as reports show it."""
        said = self.row.words if len(self.row.words) <= WORDS_LIMIT else f"{self.row.words[:WORDS_LIMIT]}…"
        found = {
            "row": self.row.number,
            "words": said,
            "vendors": list(self.row.vendors),
            "outcome": self.outcome,
            "party": self.parties[0] if self.parties else None,
            "parties": self.parties,
            "places": [
                {"place": place.place, "kind": place.kind, "words": place.words, "why": place.why}
                for place in self.places
            ],
            "seat": self.seat,
            "purposes": list(self.purposes),
            "flows": self.flows,
            "why": self.why,
        }
        return found | ({"candidates": self.candidates} if self.candidates else {})


@dataclass(slots=True)
class Wanted:
    """A flow that a row asks for."""

    row: Row
    told: Told
    party: str
    words: str  # the vendor as written
    service: str | None
    purpose: str  # the words for the purpose, as they stand
    facts: Document  # fields of the flow
    sender: str | None = None  # key of the row that sends, None for the processing that lists


def merged(ones: Iterable[Wanted]) -> list[tuple[Wanted, list[Wanted]]]:
    """Rows that say the same of one vendor, each first one with those that repeat it; their places unite."""
    found: dict[tuple[str | None, ...], tuple[Wanted, list[Wanted]]] = {}
    for one in ones:
        stands = (one.facts.get("status"), one.facts.get("basis"))  # what is planned is not what is in use
        known = found.setdefault((key(one.service or ""), key(one.purpose), *stands), (one, []))
        if known[0] is not one:
            known[1].append(one)
            places = known[0].facts["locations"]
            places += [place for place in one.facts["locations"] if place not in places]
    return list(found.values())
