"""The public list of subprocessors of one processing: what its publisher tells the world, and no more.

On it: the processors that the processing engages itself, by name, with seat, service, purposes, data,
places, instruments, conditions and since when; those announced; what changed and when. Left out: ids,
revisions, evidence, contracts, contacts, reviews, findings, the assessment of transfers, certainty, and
every recipient that is inferred, denied, unnamed or no processor (`left_out` counts these).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from vendorgraph.analysis.question import View
from vendorgraph.analysis.selection import CONTROLLING, unknown
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.exchange.writing.asked import Asked
from vendorgraph.exchange.writing.facts import Row, instruments, names, term, terms
from vendorgraph.model import places

NOT_STATED = "not stated"
#: What of a recipient a reader is told to have changed, and in which words.
_TOLD = {
    "service": "service",
    "purposes": "purposes",
    "data": "data",
    "places": "places of processing",
    "seat": "corporate location",
    "instruments": "transfer instruments",
    "conditions": "conditions",
    "scope": "scope",
}


class PublicPage:
    """The list of one processing on the question's day, worked out from its own flows only."""

    def __init__(self, snapshot: Snapshot, asked: Asked) -> None:
        """Raises Invalid when no processing is named, or there is none of that id."""
        if asked.processing is None:
            raise Invalid.at("processing", "name the one whose list this is, as example-shop:orders")
        if asked.processing not in snapshot.records["processing"]:
            raise unknown("processing", asked.processing, "processing", snapshot.records["processing"])
        self.snapshot, self.question, self.id = snapshot, asked.question, asked.processing
        self.processing = snapshot.records["processing"][self.id].document
        self.party = snapshot.party_of(self.id)
        self.left_out: Counter[str] = Counter()
        self._flows = [edge for edge in snapshot.flows_from.get(self.id, ()) if self._belongs(edge)]

    def _belongs(self, edge: FlowEdge) -> bool:
        """Whether a flow is for the public page at all; counts, among those that hold, what is not."""
        why = self._why_not(edge)
        if why and View.of(self.snapshot, replace(self.question, include_planned=True)).active(edge):
            self.left_out[why] += 1
        return why is None

    def _why_not(self, edge: FlowEdge) -> str | None:
        recipient, party = (
            self.snapshot.records["processing"][edge.recipient],
            self.snapshot.party_of(edge.recipient),
        )
        if edge.sender == edge.recipient or party["id"] == self.party["id"]:
            return "within the same party"
        if edge.document["status"] == "disclaimed":
            return "denied by the source"
        if edge.document["basis"] != "stated":
            return "inferred by a reviewer"
        if recipient.document["capacity"] in CONTROLLING or party["kind"] == "authority":
            return "no processor"
        return None if party["named"] else "not named by its source"

    def answer(self) -> Row:
        """The page as data: title, list, what is planned, and changes, newest first."""
        kind = "Subprocessors" if self.processing["capacity"] == "processor" else "Processors"
        return {
            "title": f"{kind} of {self.party['name']}: {self.processing['name']}",
            "kind": kind.lower(),
            "party": {
                name: self.party[name] for name in ("name", "legal_name", "website", "privacy_url", "dpa_url")
            },
            "processing": self.processing["name"],
            "page": self.party["subprocessors_url"],
            "as_of": self.question.as_of.isoformat(),
            "context": self.question.context.text(),
            "entries": list(self._entries(self.question.as_of).values()),
            "planned": self._planned(),
            "changes": self.changes(),
        }

    def _entries(self, day: dt.date) -> dict[str, Row]:
        """Recipient -> its entry on a day, in the order of names."""
        view = View.of(self.snapshot, replace(self.question, as_of=day, include_planned=False))
        return self._told([edge for edge in self._flows if view.active(edge)])

    def _told(self, edges: Iterable[FlowEdge]) -> dict[str, Row]:
        grouped: dict[str, list[FlowEdge]] = {}
        for edge in edges:
            grouped.setdefault(edge.recipient, []).append(edge)
        found = {id_: self._entry(id_, flows) for id_, flows in grouped.items()}
        return dict(sorted(found.items(), key=lambda one: (one[1]["name"].casefold(), one[0])))

    def _entry(self, id_: str, flows: list[FlowEdge]) -> Row:
        snapshot, party = self.snapshot, self.snapshot.party_of(id_)
        documents = [edge.document for edge in flows]
        recorded = [one for document in documents for one in instruments(document) or ()]
        return {
            "name": party["name"],
            "legal_name": party["legal_name"],
            "website": party["website"],
            "service": snapshot.records["processing"][id_].document["name"],
            "seat": places.name(party["established_in"]) if party["established_in"] else NOT_STATED,
            "purposes": names(
                terms(snapshot, "purpose", (one for each in documents for one in each["purposes"]))
            ),
            "data": self._data(documents),
            "places": _places(flows),
            "instruments": sorted(
                {one["name"] if one["article"] else "contractual, not stated which" for one in recorded}
            ),
            "conditions": sorted({self._condition(one) for each in documents for one in each["conditions"]}),
            "scope": sorted({_scope(document["scope"]) for document in documents} - {""}),
            "since": self._since(id_, flows),
        }

    def _data(self, documents: Sequence[Mapping[str, Any]]) -> list[str]:
        stated = [one for document in documents for one in document["categories"] or ()]
        found = sorted({str(term(self.snapshot, "category", one)["name"]) for one in stated})
        open_ended = any(
            document["categories"] is None or document["categories_open"] for document in documents
        )
        return [*found, *(["others, not stated which"] if found else [NOT_STATED])] if open_ended else found

    def _condition(self, id_: str) -> str:
        return str(self.snapshot.records["condition"][id_].document["name"] or id_)

    def _since(self, id_: str, flows: list[FlowEdge]) -> str | None:
        """The first day of an unbroken use; null when that is not recorded."""
        starts = [edge.document["valid_from"] for edge in flows]
        if None in starts:
            return None
        start = min(starts)
        earlier = [
            edge for edge in self._flows if edge.recipient == id_ and edge.document["valid_to"] == start
        ]
        return self._since(id_, earlier) if earlier else str(start)

    def _planned(self) -> list[Row]:
        """Who is announced and not used yet, with the first day when that is known."""
        day = self.question.as_of.isoformat()
        now = View.of(self.snapshot, replace(self.question, include_planned=False))
        used = {edge.recipient for edge in self._flows if now.active(edge)}
        coming = [edge for edge in self._flows if edge.recipient not in used and _is_coming(edge, day)]
        return list(self._told(coming).values())

    def changes(self) -> list[Row]:
        """What changed on which day up to the question's, newest first: added, removed, or other facts."""
        bounds = {
            bound
            for edge in self._flows
            for bound in (edge.document["valid_from"], edge.document["valid_to"])
            if bound is not None and bound <= self.question.as_of.isoformat()
        }
        found = []
        for bound in sorted(bounds, reverse=True):
            day = dt.date.fromisoformat(bound)
            before, after = self._entries(day - dt.timedelta(1)), self._entries(day)
            found += [{"day": bound, **change} for change in _differences(before, after)]
        return found


def _differences(before: Mapping[str, Row], after: Mapping[str, Row]) -> list[Row]:
    changes = [_change("added", after[id_]) for id_ in after if id_ not in before]
    changes += [_change("removed", before[id_]) for id_ in before if id_ not in after]
    for id_ in after:
        if id_ in before:
            told = [word for name, word in _TOLD.items() if before[id_][name] != after[id_][name]]
            if told:
                changes.append({**_change("changed", after[id_]), "what": told, "before": before[id_]})
    return sorted(changes, key=lambda change: (change["change"], change["entry"]["name"].casefold()))


def _change(kind: str, entry: Row) -> Row:
    return {"change": kind, "entry": entry, "what": [], "before": None}


def _is_coming(edge: FlowEdge, day: str) -> bool:
    start, end = edge.document["valid_from"], edge.document["valid_to"]
    planned = edge.document["status"] == "planned" or (start is not None and start > day)
    return planned and (end is None or end > day)


def _places(flows: list[FlowEdge]) -> list[str]:
    kinds: dict[str, set[str]] = {}
    for edge in flows:
        for place, kind in edge.places:
            kinds.setdefault(places.name(place), set()).update([kind] if kind else [])
    return [f"{name} ({', '.join(sorted(kinds[name]))})" if kinds[name] else name for name in sorted(kinds)]


def _scope(scope: Mapping[str, list[str]]) -> str:
    return "; ".join(f"{name}: {', '.join(values)}" for name, values in sorted(scope.items()))
