"""The small world of the cases worked by hand, and how they ask a reading about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.oracle.documents import document, inventory
from tests.oracle.places import Places
from tests.oracle.reading import Context

DAY = date(2026, 11, 22)
TERMS: Mapping[str, tuple[str, ...]] = {
    "system": (),
    "user": (),
    "user.contact": ("user",),
    "user.contact.email": ("user.contact",),
    "user.contact.phone": ("user.contact",),
    "user.health": ("user",),
    "user.job": ("user",),
    "user.sick_note": ("user.health", "user.job"),
}
EU = {"DE", "FR", "LU"}
EEA = EU | {"NO"}
MEMBERS = {
    "EU": EU,
    "EEA": EEA,
    "UK": {"GB"},
    "CH": {"CH"},
    "Europe": EEA | {"GB", "CH"},
    "APAC": {"JP", "SG"},
}
PLACES = Places(
    members=lambda region, day: MEMBERS.get(region, set()),
    regions=frozenset({*MEMBERS, "worldwide"}),
    closed=frozenset({"EU", "EEA", "UK", "CH"}),
)

GROUP = [
    document("party", id="head"),
    document("party", id="mid", member_of="head"),
    document("party", id="leaf", member_of="mid"),
    document("party", id="alone", member_of="none"),
]


def world(*flows: dict[str, Any], **rest: Any) -> Any:
    """An inventory over TERMS in which `a:s` is a controller, all else a processor unless told otherwise."""
    capacities = {"a:s": "controller", **rest.pop("capacities", {})}
    return inventory(*flows, terms=TERMS, capacities=capacities, **rest)


def asked(**given: Any) -> dict[str, Any]:
    return {"as_of": DAY, "context": Context(), "include_planned": False, "group": True, **given}


def exposure(reading: Any, inventory: Any, from_: str | None = "a:s", **given: Any) -> dict[str, Any]:
    answer: dict[str, Any] = reading.exposure(inventory, **asked(from_=from_, **given))
    return answer


def rows(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Rows of an answer of one source by recipient."""
    return {row["processing"]: row for row in answer["recipients"]}


def received(reading: Any, inventory: Any, **given: Any) -> dict[str, tuple[list[str], list[str]]]:
    """{recipient: (stated, possible)} from `a:s`."""
    found = rows(exposure(reading, inventory, **given))
    return {id_: (row["categories"]["stated"], row["categories"]["possible"]) for id_, row in found.items()}


def proof(
    reading: Any, inventory: Any, from_: str, to: str, **given: Any
) -> tuple[list[tuple[str, str]], bool, dict[str, str]]:
    """([(flow ids, certainty)], truncated, {flow of the subgraph: certainty})."""
    answer = reading.proof(inventory, **asked(from_=from_, to=to, **given))
    listed = [(" ".join(one["flows"]), one["certainty"]) for one in answer["proofs"]]
    return listed, answer["truncated"], {one["flow"]: one["certainty"] for one in answer["subgraph"]}


def upstream(reading: Any, inventory: Any, **given: Any) -> list[tuple[str, int, str, list[str]]]:
    """[(processing, hops, certainty, possible)] in the answer's order."""
    answer = reading.impact(inventory, **asked(**given))
    return [
        (r["processing"], r["hops"], r["certainty"], r["categories"]["possible"]) for r in answer["upstream"]
    ]


def both(*terms: str) -> dict[str, list[str]]:
    """A row's categories when the same terms are stated and possible."""
    return {"stated": sorted(terms), "possible": sorted(terms)}
