"""What goes into the assessment of one hop and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypedDict

Document = Mapping[str, Any]
Status = Literal["not_covered", "not_evaluable", "covered", "not_a_transfer"]

#: Worst first (R8).
STATUSES: tuple[Status, ...] = ("not_covered", "not_evaluable", "covered", "not_a_transfer")
#: The first that applies is a place's reason (R7).
NOT_COVERED = (
    "mechanism_invalidated",
    "decision_not_in_force",
    "certification_not_valid",
    "certification_missing",
    "module_mismatch",
    "bcr_outside_group",
    "mechanism_not_valid_at_date",
    "derogation_not_available",
    "wrong_regime",
    "out_of_scope",
    "no_mechanism",
)
#: The earliest is a place's reason.
NOT_EVALUABLE = (
    "exporter_unknown",
    "exporter_outside_regimes",
    "recipient_unknown",
    "location_unknown",
    "location_not_specific",
    "scope_unknown",
    "mechanism_not_stated",
    "mechanism_unspecified",
    "module_unknown",
    "group_unknown",
    "derogation_to_assess",
)
#: Reservations on what is covered, in the order in which an answer lists them.
WARNINGS = (
    "derogation",
    "exclusions_not_checked",
    "hr_coverage_not_checked",
    "swiss_adaptations_not_checked",
    "eea_incorporation_pending",
    "decided_by_seat",
    "under_appeal",
)


@dataclass(frozen=True, slots=True)
class Hop:
    """One flow with what is recorded about its two ends.

    `sender` and `recipient` are party documents, the capacities those of the two processings.
    `group_head` gives the id of the party at the head of a party's group, None when its group is
    not recorded (`groups.heads` makes it).
    """

    flow: Document
    sender: Document
    recipient: Document
    sender_capacity: str
    recipient_capacity: str
    group_head: Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one candidate says of a place: its instrument (None when it is none), status and why."""

    status: Status
    fact: str
    reason: str | None = None
    instrument: str | None = None
    strength: int = 0
    article: str | None = None
    source: str = ""
    warnings: tuple[str, ...] = ()


class PlaceAnswer(TypedDict):
    """The answer for one place; `also` are further instruments that would cover it."""

    place: str
    kind: str | None
    status: Status
    reason: str | None
    by: str | None
    article: str | None
    fact: str
    source: str
    instrument: str | None
    also: list[str]
    warnings: list[str]


class Assessment(TypedDict):
    """The answer for one hop; `fact` is the sentence of the place that decided."""

    status: Status
    reason: str | None
    by: str | None
    warnings: list[str]
    decided_by: str | None
    fact: str
    places: list[PlaceAnswer]
