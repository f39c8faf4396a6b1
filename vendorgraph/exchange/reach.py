"""Whom some sources reach on one side of a plan, all at once, and in what two sides differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from vendorgraph.analysis.exposure import places_of, position
from vendorgraph.analysis.question import View
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.analysis.spread import Network, Spread
from vendorgraph.analysis.transfers import worst_status
from vendorgraph.analysis.ways import Ways
from vendorgraph.model import places
from vendorgraph.model.taxonomy import Terms

Row = dict[str, Any]
#: The source; then the recipient, the place, or the recipient with a place or with a category and its certainty.
Fact = tuple[str, ...]
Key = TypeVar("Key", bound=Hashable)


class Side:
    """What the `sources` reach as a view sees it; those that are no sources there reach nothing."""

    def __init__(self, view: View, sources: Sequence[str], valid: frozenset[str]) -> None:
        self.view = view
        self.sources = tuple(sources)
        self.network = Network.of(view)
        self.spread = Spread(self.network, sources)
        self.blocks = self.spread.blocks
        self.ways = Ways(self.network)
        whole = view.snapshot.taxonomy.all
        self._valid = sum(self.blocks.only(at, whole) for at, id_ in enumerate(sources) if id_ in valid)

    @cached_property
    def possible(self) -> dict[str, int]:
        """Processing -> what it may hold, in the block of each source."""
        return {id_: held & self._valid for id_, held in self.spread.held.items()}

    @cached_property
    def stated(self) -> dict[str, int]:
        """Processing -> what it is stated to hold, in the block of each source."""
        return {id_: held & self._valid for id_, held in self.spread.stated.items()}

    @cached_property
    def places(self) -> tuple[Mapping[str, int], Mapping[tuple[str, str], int]]:
        """What comes to each place, and to each (recipient, place), in the block of each source."""
        all_of: dict[str, int] = defaultdict(int)
        each: dict[tuple[str, str], int] = defaultdict(int)
        for edge in self._edges():
            over = self._over(edge)
            for place, _ in edge.places:
                all_of[place] |= over
                each[edge.recipient, place] |= over
        return all_of, each

    def _edges(self) -> Iterator[FlowEdge]:
        for sender in self.possible:
            yield from self.network.onward(sender)

    def _over(self, edge: FlowEdge) -> int:
        return self.possible.get(edge.sender, 0) & self.blocks.same(edge.lets)

    def terms(self, at: int, processing: str) -> tuple[Terms, Terms]:
        """What a processing is stated to hold, and what it may hold, of one source."""
        return (
            self.blocks.of(at, self.stated.get(processing, 0)),
            self.blocks.of(at, self.possible.get(processing, 0)),
        )

    def row(self, part: str, fact: Fact) -> Row:
        """A fact for an answer, with the flows that bring it."""
        return _ROWS[part](self, self.sources.index(fact[0]), fact)

    def party(self, processing: str) -> Row:
        """The party of a processing by id and name."""
        party = self.view.snapshot.party_of(processing)
        return {"id": party["id"], "name": party["name"]}

    def way_to(self, at: int, candidates: Iterable[FlowEdge]) -> list[str]:
        """The way to the nearest of some flows that carry something of a source."""
        distance = self.ways.distances(self.sources[at])
        carrying = (edge for edge in candidates if self.blocks.of(at, self._over(edge)))
        edge = min(carrying, key=lambda one: (distance.get(one.sender, 0), one.id))
        stated, possible = self.terms(at, edge.sender)
        leaving = stated & self.view.lets_stated(edge), possible & edge.lets
        return list(self.ways.over(self.sources[at], edge, *leaving))

    @cached_property
    def at_place(self) -> Mapping[str, list[FlowEdge]]:
        """The flows at each place."""
        found: dict[str, list[FlowEdge]] = defaultdict(list)
        for edge in self._edges():
            for place in dict.fromkeys(place for place, _ in edge.places):
                found[place].append(edge)
        return found

    def bringing(self, at: int, processing: str) -> list[FlowEdge]:
        """The flows that bring a processing something of a source."""
        edges = self.view.snapshot.flows_to.get(processing, ())
        return [edge for edge in edges if self.view.lets(edge) and self.blocks.of(at, self._over(edge))]


def _recipient(side: Side, at: int, fact: Fact) -> Row:
    stated, possible = side.terms(at, fact[1])
    taxonomy, snapshot = side.view.snapshot.taxonomy, side.view.snapshot
    way = side.ways.to(fact[0], fact[1], stated, possible)
    bringing = side.bringing(at, fact[1])
    return {
        "processing": fact[1],
        "party": side.party(fact[1]),
        "role": position(snapshot, fact[1], snapshot.flows[way[-1]]),
        "hops": len(way),
        "certainty": "stated" if stated else "possible",
        "categories": {"stated": taxonomy.maximal(stated), "possible": taxonomy.maximal(possible)},
        "countries": places_of(bringing),
        "transfer": worst_status(side.view, bringing),
        "via": list(way),
    }


def _country(side: Side, at: int, fact: Fact) -> Row:
    return {
        "country": fact[1],
        "name": places.name(fact[1]),
        "via": side.way_to(at, side.at_place[fact[1]]),
    }


def _place(side: Side, at: int, fact: Fact) -> Row:
    _, recipient, place = fact
    edges = [edge for edge in side.bringing(at, recipient) if any(place == one for one, _ in edge.places)]
    return {
        "processing": recipient,
        "party": side.party(recipient),
        "country": place,
        "name": places.name(place),
        "via": side.way_to(at, edges),
    }


def _category(side: Side, at: int, fact: Fact) -> Row:
    source, recipient, category, certainty = fact
    term = side.view.snapshot.taxonomy.alone(category)
    return {
        "processing": recipient,
        "party": side.party(recipient),
        "category": category,
        "certainty": certainty,
        "via": list(side.ways.to(source, recipient, term if certainty == "stated" else 0, term)),
    }


_ROWS: Mapping[str, Callable[[Side, int, Fact], Row]] = {
    "recipients": _recipient,
    "countries": _country,
    "places": _place,
    "categories": _category,
}
PARTS = tuple(_ROWS)


def compared(old: Side, new: Side) -> dict[str, dict[str, list[Fact]]]:
    """Per part the facts that the new side gains and loses, sorted.

    Places and categories are those of recipients that there are on both sides.
    """
    found = {part: {"gained": set[Fact](), "lost": set[Fact]()} for part in PARTS}
    sources = old.sources
    for id_, was, now in _differing(old, new, old.possible, new.possible):
        for at, side in _changed(was, now):
            if sources[at] != id_:
                found["recipients"][side].add((sources[at], id_))
    for place, was, now in _differing(old, new, old.places[0], new.places[0]):
        for at, side in _changed(was, now):
            found["countries"][side].add((sources[at], place))
    for (id_, place), was, now in _differing(old, new, old.places[1], new.places[1]):
        for at, side in _changed(was, now):
            if sources[at] != id_ and _on_both(old, new, at, id_):
                found["places"][side].add((sources[at], id_, place))
    for certainty in ("stated", "possible"):
        _categories(old, new, certainty, found["categories"])
    return {part: {side: sorted(facts) for side, facts in both.items()} for part, both in found.items()}


def _differing(
    old: Side, new: Side, was: Mapping[Key, int], now: Mapping[Key, int]
) -> Iterator[tuple[Key, set[int], set[int]]]:
    """The keys whose blocks differ, with the sources that have something there before and after."""
    for key in was.keys() | now.keys():
        first, second = was.get(key, 0), now.get(key, 0)
        if first != second or not _same_terms(old, new):
            yield key, set(old.blocks.filled(first)), set(new.blocks.filled(second))


def _same_terms(old: Side, new: Side) -> bool:
    return old.view.snapshot.taxonomy.ids == new.view.snapshot.taxonomy.ids


def _changed(was: set[int], now: set[int]) -> Iterator[tuple[int, str]]:
    yield from ((at, "gained") for at in now - was)
    yield from ((at, "lost") for at in was - now)


def _on_both(old: Side, new: Side, at: int, processing: str) -> bool:
    return all(side.blocks.of(at, side.possible.get(processing, 0)) for side in (old, new))


def _categories(old: Side, new: Side, certainty: str, found: Mapping[str, set[Fact]]) -> None:
    """Categories that a recipient gets on one side only."""
    held = [getattr(side, certainty) for side in (old, new)]
    same = _same_terms(old, new)
    for id_ in held[0].keys() | held[1].keys():
        was, now = held[0].get(id_, 0), held[1].get(id_, 0)
        concerned = old.blocks.filled(was ^ now) if same else range(len(old.sources))
        for at in concerned:
            if old.sources[at] == id_ or not _on_both(old, new, at, id_):
                continue
            sides = [
                (side.view.snapshot.taxonomy, side.blocks.of(at, blocks))
                for side, blocks in ((old, was), (new, now))
            ]
            for name, (taxonomy, terms), lacking in (
                ("gained", sides[1], sides[0]),
                ("lost", sides[0], sides[1]),
            ):
                beyond = taxonomy.beyond(terms, *lacking)
                found[name].update((old.sources[at], id_, term, certainty) for term in beyond)
