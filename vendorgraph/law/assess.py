"""The transfer of one hop by the rules R0 to R9: of what is recorded, what the law of the day says.

Pure: a hop, a day and the tables in, a JSON-ready answer out. No rule knows a country: all dates,
scopes and memberships stand in the tables. A mechanism on one hop says nothing about another (R9).
This tells what the recorded facts support and why; it is not legal advice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vendorgraph.law import tied_to_parties, tied_to_place
from vendorgraph.law.combine import hop_answer, place_answer, strongest
from vendorgraph.law.day import Day, Exporter, law_on
from vendorgraph.law.hop import Assessment, Hop, Opinion, PlaceAnswer
from vendorgraph.law.tables import Law, Stay, shipped
from vendorgraph.model.places import UNKNOWN, is_country

_ORGANISATION = "international_organisation"
_STAYS = {
    "member": "{country} has been a member of the {area} since {first}.",
    "eea_efta": "{country} has been an EFTA State within the {area} since {first}.",
    "own_regime": "{country} is under the law of the exporter, since {first}.",
}
_FOR_A_TIME = "{country}, from {first} until {end} (end exclusive): {note}"
_TERRITORY = "{country}, a territory of {part_of}, has been within the {area} since {first}."


@dataclass(frozen=True, slots=True)
class _Case:
    """A hop with the law that binds its exporter on the day; `parties` are the opinions of R6."""

    hop: Hop
    exporter: Exporter
    day: Day
    parties: list[Opinion]

    def unclear(self, reason: str, fact: str) -> list[Opinion]:
        return [Opinion("not_evaluable", fact, reason, article=self.exporter.article)]


def assess(hop: Hop, on: dt.date, law: Law | None = None) -> Assessment:
    """The assessment of one hop on a day (R1 to R8), under the shipped law when none is given.

    Raises KeyError for an instrument that the law does not have.
    """
    if hop.sender["id"] == hop.recipient["id"]:
        return _no_disclosure("Sender and recipient are the same party: no disclosure between two.")
    if hop.flow["transform"] == "anonymised":
        return _no_disclosure("The data are recorded as anonymised before they leave: no personal data go.")
    day = law_on(law or shipped(), on)
    seat = hop.sender["established_in"]
    exporter = day.exporter(seat) if seat else None
    if exporter is None:
        return _outside_the_law(hop, seat, day)
    case = _Case(hop, exporter, day, tied_to_parties.opinions(hop, exporter, day))
    return hop_answer([_place(case, place, kind) for place, kind in _places(hop)])


def _no_disclosure(fact: str) -> Assessment:
    """R1."""
    return {
        "status": "not_a_transfer",
        "reason": None,
        "by": None,
        "warnings": [],
        "decided_by": None,
        "fact": fact,
        "places": [],
    }


def _outside_the_law(hop: Hop, seat: str | None, day: Day) -> Assessment:
    """R2: no law known here binds the exporter, or its seat is not recorded."""
    if seat is None:
        opinion = Opinion("not_evaluable", "The exporter's seat is not recorded.", "exporter_unknown")
    else:
        names = ", ".join(regime.name for regime in day.law.regimes)
        fact = f"An exporter in {seat} was under none of these laws on {day.text}: {names}."
        opinion = Opinion("not_evaluable", fact, "exporter_outside_regimes")
    answer = hop_answer([place_answer(place or UNKNOWN, kind, [opinion]) for place, kind in _places(hop)])
    return {**answer, "decided_by": None}


def _places(hop: Hop) -> Iterator[tuple[str | None, str | None]]:
    """The hop's places with their kinds in the order of the rules (R3); None = seat not recorded."""
    if hop.recipient["kind"] == _ORGANISATION:
        yield hop.recipient["id"], "organisation"
        return
    recorded = {(location["place"], location["kind"]) for location in hop.flow["locations"]}
    yield from sorted(recorded or {(UNKNOWN, None)}, key=lambda place: (place[0], place[1] or ""))
    yield hop.recipient["established_in"], "seat"


def _place(case: _Case, place: str | None, kind: str | None) -> PlaceAnswer:
    """R4: the first answer wins."""
    if place is None:
        return place_answer(
            UNKNOWN, kind, case.unclear("recipient_unknown", "The recipient's seat is not recorded.")
        )
    if kind == "organisation":
        own = tied_to_place.organisation(case.hop, case.exporter, case.day)
        return place_answer(place, kind, _outside(case, place, own))
    if place == UNKNOWN:
        fact = "Where the recipient processes the data is not recorded."
        return place_answer(place, kind, case.unclear("location_unknown", fact))
    if is_country(place):
        return place_answer(place, kind, _country(case, place))
    return _region(case, place, kind)


def _country(case: _Case, country: str) -> list[Opinion]:
    day, exporter = case.day, case.exporter
    stay = day.inside(exporter, country)
    if stay is None:
        return _outside(case, country, tied_to_place.opinions(case.hop, country, exporter, day))
    key = (exporter.group, country)
    if key not in day.settled:
        day.settled[key] = Opinion(
            "not_a_transfer", _stay(stay), article=exporter.article, source=stay.source
        )
    return [day.settled[key]]


def _stay(stay: Stay) -> str:
    """Why a place is inside, with the day since when."""
    wording = _TERRITORY if stay.part_of else _STAYS.get(stay.status, _FOR_A_TIME)
    return wording.format(
        country=stay.country,
        part_of=stay.part_of,
        area=stay.area,
        first=stay.first,
        end=stay.end,
        note=stay.note,
    )


def _outside(case: _Case, place: str, own: list[Opinion]) -> list[Opinion]:
    """All opinions about a place outside (R5 and R6); `no_mechanism` when nobody has one."""
    fact = f"On {case.day.text} no decision covers {place} and no instrument that could is recorded."
    nothing = Opinion("not_covered", fact, "no_mechanism", article=case.exporter.article)
    return [*own, *case.parties] or [nothing]


def _region(case: _Case, region: str, kind: str | None) -> PlaceAnswer:
    """R4: a closed region member by member; of any other one, nothing specific is known."""
    key = (case.exporter.group, region)
    if key in case.day.settled:
        return place_answer(region, kind, [case.day.settled[key]])
    deciding = [strongest(_country(case, country)) for country in case.day.members(region)]
    if len({(o.status, o.reason, o.instrument if o.status == "covered" else None) for o in deciding}) != 1:
        fact = f"{region} names no country, and its countries do not share one answer on {case.day.text}."
        return place_answer(region, kind, case.unclear("location_not_specific", fact))
    fact = (
        f"All {len(deciding)} countries of {region} share one answer on {case.day.text}. {deciding[0].fact}"
    )
    warnings = {warning for opinion in deciding for warning in opinion.warnings}
    shared = replace(deciding[0], fact=fact, warnings=tuple(warnings))
    if shared.status == "not_a_transfer":
        case.day.settled[key] = shared
    return place_answer(region, kind, [shared])
