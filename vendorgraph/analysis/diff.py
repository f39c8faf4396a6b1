"""What differs between two states of the data flows, told in a data protection officer's terms.

The two sides are two days of one inventory, or one day before and after a supposed change. A hop
may change though nothing in the inventory did: a decision annulled, a certificate expired.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from vendorgraph.analysis.exposure import Exposure
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.selection import default_sources, endpoints
from vendorgraph.analysis.snapshot import FlowEdge, Snapshot
from vendorgraph.analysis.transfers import assessment
from vendorgraph.law.hop import STATUSES
from vendorgraph.model import places
from vendorgraph.model.taxonomy import Terms

Row = dict[str, Any]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class State:
    """What one side of a diff compares: sets of tuples, what (source, recipient, certainty) stands for,
    and the worst hop per pair of processings."""

    recipients: frozenset[Pair]
    categories: dict[tuple[str, str, str], Terms]
    countries: frozenset[Pair]
    hops: dict[Pair, FlowEdge]
    view: View


def diff_answer(
    snapshot: Snapshot, before: Question, after: Question, *, from_: str | None = None
) -> dict[str, Any]:
    """The answer of `/diff`: what the second day gains, loses and changes against the first."""
    return compare(state(snapshot, before, from_), state(snapshot, after, from_))


def state(snapshot: Snapshot, question: Question, from_: str | None) -> State:
    """The side of a diff that a snapshot and a question give.

    Without `from_` the sources are those of an exposure without one, and the hops those of the whole
    inventory; with it, the hops on which something of these sources leaves its sender.
    """
    view = View.of(snapshot, question)
    sources = endpoints(snapshot, question, from_, "from") if from_ else default_sources(view)
    exposures = [Exposure(view, source, snapshot.taxonomy.all) for source in sources]
    edges = _leaving(exposures) if from_ else (edge for edge in snapshot.flows.values() if view.active(edge))
    return state_of(view, exposures, edges)


def state_of(view: View, exposures: Iterable[Exposure], edges: Iterable[FlowEdge]) -> State:
    """The side of a diff that these exposures and these active flows make."""
    recipients: set[Pair] = set()
    categories: dict[tuple[str, str, str], Terms] = {}
    countries: set[Pair] = set()
    for one in exposures:
        recipients.update((one.source, id_) for id_ in one.possible.via)
        for certainty, reach in (("stated", one.stated), ("possible", one.possible)):
            for id_ in reach.via:
                categories[one.source, id_, certainty] = reach.terms[id_]
        countries.update((one.source, place) for place in one.places())
    return State(frozenset(recipients), categories, frozenset(countries), _worst(view, edges), view)


def _leaving(exposures: Iterable[Exposure]) -> Iterable[FlowEdge]:
    found = {edge.id: edge for one in exposures for edge in one.flows()}
    return found.values()


def _worst(view: View, edges: Iterable[FlowEdge]) -> dict[Pair, FlowEdge]:
    """The flow with the worst status of every pair of processings, the first by id among equals."""
    worst: dict[Pair, FlowEdge] = {}
    for edge in sorted(edges, key=lambda edge: edge.id):
        pair = (edge.sender, edge.recipient)
        held = worst.get(pair)
        if held is None or _rank(view, edge) < _rank(view, held):
            worst[pair] = edge
    return worst


def _rank(view: View, edge: FlowEdge) -> int:
    return STATUSES.index(assessment(view, edge)["status"])


def compare(before: State, after: State) -> dict[str, Any]:
    """What `after` has that `before` has not, the reverse, and hops whose status changed."""
    told = {part: _both(rows, before, after) for part, rows in PARTS.items()}
    transfers = transfer_rows(before, after)
    return {
        "from_date": before.view.day,
        "to_date": after.view.day,
        "revision": after.view.snapshot.revision,
        **told,
        "transfers": transfers,
        "empty": not transfers and not any(rows for sides in told.values() for rows in sides.values()),
    }


def _both(rows: Callable[[State, State], list[Row]], before: State, after: State) -> dict[str, list[Row]]:
    return {"gained": rows(after, before), "lost": rows(before, after)}


def _recipients(having: State, lacking: State) -> list[Row]:
    return [
        {"source": source, "processing": id_, "party": _party(having, id_)}
        for source, id_ in sorted(having.recipients - lacking.recipients)
    ]


def _countries(having: State, lacking: State) -> list[Row]:
    return [
        {"source": source, "country": place, "name": places.name(place)}
        for source, place in sorted(having.countries - lacking.countries)
    ]


def _categories(having: State, lacking: State) -> list[Row]:
    taxonomies = [state.view.snapshot.taxonomy for state in (having, lacking)]
    found = sorted(
        (source, id_, term, certainty)
        for (source, id_, certainty), terms in having.categories.items()
        for term in taxonomies[0].beyond(
            terms, taxonomies[1], lacking.categories.get((source, id_, certainty), 0)
        )
    )
    return [
        {
            "source": source,
            "processing": id_,
            "party": _party(having, id_),
            "category": term,
            "certainty": certainty,
        }
        for source, id_, term, certainty in found
    ]


PARTS: dict[str, Callable[[State, State], list[Row]]] = {
    "recipients": _recipients,
    "countries": _countries,
    "categories": _categories,
}


def _party(state: State, processing: str) -> Row:
    party = state.view.snapshot.party_of(processing)
    return {"id": party["id"], "name": party["name"]}


def transfer_rows(before: State, after: State) -> list[Row]:
    """Pairs of processings whose worst status differs; null where the pair has no active flow.

    `inventory_changed` is false when both sides rest on the same record of the flow, so that only
    the law or a certificate's dates can have made the difference.
    """
    rows = []
    for pair in sorted(before.hops.keys() | after.hops.keys()):
        sides = [_side(state, pair) for state in (before, after)]
        if _status(sides[0]) != _status(sides[1]):
            earlier, later = before.hops.get(pair), after.hops.get(pair)
            same = earlier is not None and later is not None and earlier.document == later.document
            rows.append(
                {
                    "from": pair[0],
                    "to": pair[1],
                    "before": sides[0],
                    "after": sides[1],
                    "inventory_changed": not same,
                }
            )
    return rows


def _status(side: Row | None) -> str | None:
    return None if side is None else side["status"]


def _side(state: State, pair: Pair) -> Row | None:
    edge = state.hops.get(pair)
    if edge is None:
        return None
    found = assessment(state.view, edge)
    return {"flow": edge.id, **{key: found[key] for key in ("status", "reason", "by", "fact")}}
