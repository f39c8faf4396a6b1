"""The answer of `/exposure` seen from its categories and places: what the flow and the map figures draw.

Rows of several sources are laid together: a recipient counts once, and is stated when any row is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from vendorgraph.analysis.exposure import Exposure, exposure_answer
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.selection import Filters, seed
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.analysis.transfers import assessment
from vendorgraph.law.hop import STATUSES
from vendorgraph.model import places

Row = dict[str, Any]
_NOT_RECORDED_PLACES = ("seat", "organisation")  # kinds under which the law looks at the recipient itself


def reached_answer(
    snapshot: Snapshot,
    question: Question,
    *,
    from_: str | None = None,
    category: str | None = None,
    filters: Filters | None = None,
) -> dict[str, Any]:
    """`recipients` with their categories and places, and `places` with their recipients.

    A category comes with its `group`, the term below the root (or below the category asked) that it
    belongs to. A place's `transfer` is the worst status at that place over the flows that bring the
    recipients something in the question, and `statuses` counts the recipients by their worst; a place
    that only flows back to the source reach has no recipients. Raises Invalid for unknown ids and
    filters.
    """
    filters = filters or Filters()
    answer = exposure_answer(snapshot, question, from_=from_, category=category, filters=filters)
    view, wanted = View.of(snapshot, question), seed(snapshot, category)
    exposures = {source: Exposure(view, source, wanted) for source in answer["sources"]}
    recipients: dict[str, _Recipient] = {}
    found: dict[str, _Place] = {}
    for row in answer["recipients"]:
        one, id_ = exposures[row["source"]], row["processing"]["id"]
        recipients.setdefault(id_, _Recipient(row)).add(row)
        for edge in one.bringing(id_):
            for place, status in _statuses(view, edge):
                found.setdefault(place, _Place()).add(id_, status, stated=bool(one.leaving_stated(edge)))
    if filters == Filters(country=filters.country, region=filters.region, outside=filters.outside):
        for place, status in _coming_back(view, exposures.values()):
            if place not in found and filters.admits_place([place], view):
                found[place] = _Place(status)
    groups = _Groups(snapshot, category)
    return {
        "as_of": view.day,
        "revision": snapshot.revision,
        "sources": [_source(snapshot, id_) for id_ in answer["sources"]],
        "recipients": [recipients[id_].row(snapshot, groups) for id_ in sorted(recipients)],
        "places": [found[place].row(place) for place in sorted(found)],
    }


def _source(snapshot: Snapshot, id_: str) -> Row:
    name = snapshot.records["processing"][id_].document["name"]
    return {"id": id_, "party": snapshot.party_of(id_)["name"], "processing": name}


def _statuses(view: View, edge: FlowEdge) -> Iterator[tuple[str, str]]:
    """Each place of a flow with the worst status that the law gives it there."""
    found = assessment(view, edge)
    at: dict[str, str] = {}
    for answer in found["places"]:
        if answer["kind"] not in _NOT_RECORDED_PLACES:
            at[answer["place"]] = worse(answer["status"], at.get(answer["place"]))
    for place in dict.fromkeys(place for place, _ in edge.places):
        yield place, at.get(place, found["status"])


def worse(status: str, other: str | None) -> str:
    """The worse of two statuses, worst first as in R8."""
    return status if other is None else min(status, other, key=STATUSES.index)


def _coming_back(view: View, exposures: Iterable[Exposure]) -> Iterator[tuple[str, str]]:
    """Places of flows back to their own source; no recipient stands there."""
    for one in exposures:
        for edge in one.flows():
            if edge.recipient == one.source:
                yield from _statuses(view, edge)


class _Recipient:
    def __init__(self, row: Row) -> None:
        self.first = row
        self.stated: set[str] = set()
        self.possible: set[str] = set()
        self.places: set[str] = set()
        self.certainty = row["certainty"]

    def add(self, row: Row) -> None:
        self.stated.update(row["categories"]["stated"])
        self.possible.update(row["categories"]["possible"])
        self.places.update(entry["country"] for entry in row["countries"])
        if row["certainty"] == "stated":
            self.certainty = "stated"

    def row(self, snapshot: Snapshot, groups: _Groups) -> Row:
        first = self.first
        return {
            "id": first["processing"]["id"],
            "party": first["party"]["id"],
            "name": first["party"]["name"],
            "processing": first["processing"]["name"],
            "certainty": self.certainty,
            "categories": [
                {
                    "id": term,
                    "group": groups.of(term),
                    "certainty": "stated" if term in self.stated else "possible",
                    "special": bool(snapshot.taxonomy.down(term) & snapshot.taxonomy.sensitive),
                }
                for term in sorted(self.stated | self.possible)
            ],
            "places": sorted(self.places),
        }


class _Place:
    def __init__(self, status: str | None = None) -> None:
        self.status = status
        self.recipients: dict[str, str] = {}  # with the worst status there
        self.stated: set[str] = set()

    def add(self, recipient: str, status: str, *, stated: bool) -> None:
        self.status = worse(status, self.status)
        self.recipients[recipient] = worse(status, self.recipients.get(recipient))
        if stated:
            self.stated.add(recipient)

    def row(self, place: str) -> Row:
        counted = Counter(self.recipients.values())
        return {
            "place": place,
            "name": places.name(place),
            "transfer": self.status,
            "recipients": sorted(self.recipients),
            "stated": sorted(self.stated),
            "statuses": {status: counted[status] for status in STATUSES if counted[status]},
        }


class _Groups:
    """The group of a category: its ancestor one step below the root, or below the category asked."""

    def __init__(self, snapshot: Snapshot, asked: str | None) -> None:
        self.snapshot = snapshot
        self.level = 1 if asked is None else max(1, len(self._chain(asked)))

    def of(self, term: str) -> Row:
        """The group as id and name; a term above that level is its own group."""
        chain = self._chain(term)
        id_ = chain[min(self.level, len(chain) - 1)]
        return {"id": id_, "name": self.snapshot.records["category"][id_].document["name"]}

    def _chain(self, term: str) -> list[str]:
        """The term after its ancestors, root first; of several parents the first by id."""
        chain = [term]
        while parents := self.snapshot.taxonomy.parents[chain[0]]:
            chain.insert(0, min(parents))
        return chain
