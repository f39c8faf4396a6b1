"""Places of flows, and when one lies in a region."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from tests.oracle.reading import Passage


@dataclass(frozen=True)
class Places:
    """Dated membership of regions: `members(region, day)` gives country codes.

    `regions` are all region ids, `closed` those whose members are all that they cover.
    """

    members: Callable[[str, date], set[str]]
    regions: frozenset[str]
    closed: frozenset[str]

    def is_country(self, place: str) -> bool:
        """CH, as a place, is the country."""
        return place == "CH" or (place != "unknown" and place not in self.regions)

    def lies_in(self, place: str, region: str, day: date) -> bool:
        """Whether the place is shown to lie wholly in the region on that day."""
        if place == region:
            return True
        if place == "unknown":
            return False
        if region == "worldwide":
            return True
        if self.is_country(place):
            return place in self.members(region, day)
        members = self.members(place, day)
        return place in self.closed and bool(members) and members <= self.members(region, day)

    def admits(
        self, places: Iterable[str], day: date, country: str | None, region: str | None, outside: str | None
    ) -> bool:
        """Whether a row with these places stays under the three place filters."""
        found = list(places)
        return (
            (country is None or any(place == country for place in found))
            and (region is None or any(self.lies_in(place, region, day) for place in found))
            and (outside is None or any(not self.lies_in(place, outside, day) for place in found))
        )


def places_of(passage: Passage) -> list[tuple[str, str | None]]:
    """The places of a flow with their kinds; `unknown` without a kind when none is recorded."""
    recorded = [(location["place"], location["kind"]) for location in passage.document["locations"]]
    return recorded or [("unknown", None)]


def kinds_by_place(passages: Iterable[Passage]) -> list[dict[str, object]]:
    """[{country, kinds}] of several flows, sorted by place."""
    kinds: dict[str, set[str]] = {}
    for passage in passages:
        for place, kind in places_of(passage):
            kinds.setdefault(place, set()).update({kind} if kind is not None else set())
    return [{"country": place, "kinds": sorted(kinds[place])} for place in sorted(kinds)]
