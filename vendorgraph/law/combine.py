"""R7 and R8: many opinions become one answer for a place, many places one answer for the hop."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vendorgraph.law.hop import (
    NOT_COVERED,
    NOT_EVALUABLE,
    STATUSES,
    WARNINGS,
    Assessment,
    Opinion,
    PlaceAnswer,
    Status,
)

_REASON_RANK = {reason: rank for rank, reason in enumerate((*NOT_EVALUABLE, *NOT_COVERED))}
_STATUS_RANK = {status: rank for rank, status in enumerate(STATUSES)}
_WARNING_RANK = {warning: rank for rank, warning in enumerate(WARNINGS)}
#: R7: what wins within a place.
_BEST_FIRST: tuple[Status, ...] = ("covered", "not_evaluable", "not_covered")
#: Reasons for which it is not known that a place lies outside.
_NOWHERE = ("location_unknown", "location_not_specific")
_ONWARD = " The recipient's seat is inside: record the onward disclosure to whoever holds the data there."


def strongest(opinions: Sequence[Opinion]) -> Opinion:
    """The opinion that decides a place (R7); there must be one.

    Covered by the strongest, else the earliest reason that makes it not evaluable, else the first
    reason for which it is not covered; among equals the code that comes first.
    """
    return min(opinions, key=_preference) if len(opinions) > 1 else opinions[0]


def _preference(opinion: Opinion) -> tuple[int, int, str]:
    rank = opinion.strength if opinion.status == "covered" else _REASON_RANK[opinion.reason or ""]
    return _BEST_FIRST.index(opinion.status), rank, opinion.instrument or ""


def place_answer(place: str, kind: str | None, opinions: Sequence[Opinion]) -> PlaceAnswer:
    """The answer for one place from all opinions about it."""
    best = strongest(opinions)
    covered = best.status == "covered"
    codes = {o.instrument for o in opinions if o.status == "covered" and o.instrument} if covered else set()
    return {
        "place": place,
        "kind": kind,
        "status": best.status,
        "reason": best.reason,
        "by": best.instrument if covered else None,
        "article": best.article,
        "fact": best.fact,
        "source": best.source,
        "instrument": best.instrument,
        "also": sorted(codes - {best.instrument}),
        "warnings": ordered(best.warnings),
    }


def ordered(warnings: Iterable[str]) -> list[str]:
    """Warnings once each, in the order of the rules."""
    return sorted(set(warnings), key=_WARNING_RANK.__getitem__)


def hop_answer(places: Sequence[PlaceAnswer]) -> Assessment:
    """The answer for the hop: that of its worst place (R8).

    `places` stand in the order of the rules: recorded ones before the seat, then by code and kind.
    """
    told = _advised(places)
    worst = min(told, key=lambda place: _STATUS_RANK[place["status"]])
    decided_by = worst["kind"] if worst["kind"] in ("seat", "organisation") else "location"
    warnings: set[str] = set()
    if worst["status"] == "covered":
        warnings.update(warning for place in places for warning in place["warnings"])
        if decided_by == "seat":
            warnings.add("decided_by_seat")
    return {
        "status": worst["status"],
        "reason": worst["reason"],
        "by": worst["by"],
        "warnings": ordered(warnings),
        "decided_by": decided_by,
        "fact": worst["fact"],
        "places": told,
    }


def _advised(places: Sequence[PlaceAnswer]) -> list[PlaceAnswer]:
    """The places; where one is outside though the seat is inside, its fact says what to record."""
    seat = places[-1]
    if seat["kind"] != "seat" or seat["status"] != "not_a_transfer":
        return list(places)
    return [{**place, "fact": place["fact"] + _ONWARD} if _lies_outside(place) else place for place in places]


def _lies_outside(place: PlaceAnswer) -> bool:
    return place["status"] != "not_a_transfer" and place["reason"] not in _NOWHERE
