"""One flow of the chain as a rule sees it, and the tests of the language put to it.

A test answers yes, no, or None where what it needs is not recorded. A test of places is met in a rule
by some place, and in an exception only by every place that the rule caught.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from vendorgraph.analysis.exposure import position
from vendorgraph.analysis.question import View
from vendorgraph.analysis.snapshot import FlowEdge
from vendorgraph.analysis.transfers import assessment
from vendorgraph.law import Assessment
from vendorgraph.law.tables import holds
from vendorgraph.model import places

Place = tuple[str, str | None]
Answer = bool | None
PLACED = ("outside", "in")


@dataclass(frozen=True, slots=True)
class Case:
    """A flow on which something in a rule's scope leaves its sender, `hops` flows from the source.

    `places` are those of the flow, or in an exception those that the rule caught.
    """

    view: View
    edge: FlowEdge
    hops: int
    places: tuple[Place, ...]
    caught: bool = False

    @property
    def transfer(self) -> Assessment:
        """The law's assessment of the flow on the day."""
        return assessment(self.view, self.edge)

    def seat(self) -> str | None:
        """The country of the recipient's seat."""
        seat: str | None = self.view.snapshot.party_of(self.edge.recipient)["established_in"]
        return seat


def answer(case: Case, name: str, value: Any) -> Answer:
    """Whether the test `name` holds of the case; None when that is not recorded."""
    return _TESTS[name](case, value)


def lies_in(view: View, place: str, areas: Iterable[str]) -> Answer:
    """Whether a place lies in one of the regions or countries; None when it may."""
    on = view.question.as_of
    maybe = False
    for area in areas:
        if place == area or (places.is_region(area) and places.lies_in(place, area, on)):
            return True
        maybe = maybe or _may_lie(view, place, area)
    return None if maybe else False


def _may_lie(view: View, place: str, area: str) -> bool:
    """Whether a place that is not shown to lie in an area has something in common with it."""
    on = view.question.as_of
    if place == places.UNKNOWN or places.WORLDWIDE in (place, area):
        return True
    return not _countries(place, on).isdisjoint(_countries(area, on))


def _countries(place: str, on: Any) -> frozenset[str]:
    if places.is_country(place) and not places.is_region(place):
        return frozenset((place,))
    return places.members(place, on) | ({place} if places.is_country(place) else set())


def _outside(view: View, place: str, areas: Iterable[str]) -> Answer:
    inside = lies_in(view, place, areas)
    return None if inside is None else not inside


def caught_places(case: Case, tests: Mapping[str, Any], unknown: bool) -> tuple[Place, ...]:
    """The places of the flow for which a rule's tests of places hold; all where it has none."""
    kept = case.places
    for name in PLACED:
        if name in tests:
            kept = tuple(
                place for place in kept if _met(_PLACE[name](case.view, place[0], tests[name]), unknown)
            )
    return kept


def _met(found: Answer, unknown: bool) -> bool:
    return unknown if found is None else found


_PLACE: dict[str, Callable[[View, str, Iterable[str]], Answer]] = {"outside": _outside, "in": lies_in}


def _placed(name: str) -> Callable[[Case, Any], Answer]:
    """In a rule, whether some place does; in an exception, whether every place does."""

    def test(case: Case, areas: Any) -> Answer:
        found = [_PLACE[name](case.view, place, areas) for place, _ in case.places]
        if case.caught:
            return all(one is True for one in found)
        return True if True in found else (None if None in found else False)

    return test


def _seat(where: Callable[[View, str, Iterable[str]], Answer]) -> Callable[[Case, Any], Answer]:
    def test(case: Case, areas: Any) -> Answer:
        seat = case.seat()
        return None if seat is None else where(case.view, seat, areas)

    return test


def _mechanism(case: Case, codes: Any) -> Answer:
    """In a rule, whether some place rests on one of the instruments; in an exception, whether all do.

    In an exception the whole transfer must be covered, and every place that the rule caught by one of
    the instruments, be it the strongest or another that would do alone.
    """
    told = case.transfer["places"]
    if not case.caught:
        return any(place["by"] in codes for place in told)
    if case.transfer["status"] != "covered":
        return False
    caught = [place for place in told if (place["place"], place["kind"]) in case.places]
    concerned = caught or [place for place in told if place["status"] != "not_a_transfer"]
    return all({place["by"], *place["also"]} & set(codes) for place in concerned)


def _contract(case: Case, wanted: Any) -> Answer:
    id_ = case.edge.document["contract"]
    document = case.view.snapshot.records["contract"][id_].document if id_ else None
    there = document is not None and holds(document["valid_from"], document["valid_to"], case.view.day)
    return there is wanted


def _purpose(case: Case, wanted: Any) -> Answer:
    stated = case.edge.document["purposes"]
    if not stated:
        return None
    return any(not case.view.snapshot.purposes_above(purpose).isdisjoint(wanted) for purpose in stated)


def _field(name: str) -> Callable[[Case, Any], Answer]:
    def test(case: Case, wanted: Any) -> Answer:
        value = case.edge.document[name]
        return None if value is None else value in wanted

    return test


_TESTS: dict[str, Callable[[Case, Any], Answer]] = {
    "to": lambda case, ids: case.edge.recipient in ids,
    "role": lambda case, roles: position(case.view.snapshot, case.edge.recipient, case.edge) in roles,
    "named": lambda case, wanted: case.view.snapshot.party_of(case.edge.recipient)["named"] is wanted,
    "outside": _placed("outside"),
    "in": _placed("in"),
    "seat_outside": _seat(_outside),
    "seat_in": _seat(lies_in),
    "transfer": lambda case, statuses: case.transfer["status"] in statuses,
    "mechanism": _mechanism,
    "contract": _contract,
    "purpose": _purpose,
    "legal_basis": _field("legal_basis"),
    "transform": _field("transform"),
    "status": _field("status"),
    "evidence": lambda case, wanted: bool(case.edge.document["evidence"]) is wanted,
    "min_hops": lambda case, hops: case.hops >= hops,
    "max_hops": lambda case, hops: case.hops <= hops,
}
