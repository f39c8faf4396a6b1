"""Cases worked by hand: what each hop lets through, and which flows are active."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.oracle.cases import exposure, proof, received, rows, world
from tests.oracle.documents import document, flow, places
from tests.oracle.reading import Context

# What a set of terms is and how it shrinks from hop to hop


def test_each_hop_lets_through_only_what_it_carries(reading: Any) -> None:
    """a sends contact and health to b, b sends email and job to c: c gets email and the sick note."""
    inv = world(
        flow("f1", "a:s", "b:p", ["user.contact", "user.health"]),
        flow("f2", "b:p", "c:p", ["user.contact.email", "user.job"]),
    )
    assert received(reading, inv) == {
        "b:p": (["user.contact", "user.health"],) * 2,
        "c:p": (["user.contact.email", "user.sick_note"],) * 2,
    }


def test_stating_every_child_is_not_stating_the_parent(reading: Any) -> None:
    """email and phone are all children of contact, yet contact itself has not been stated."""
    inv = world(flow("f1", "a:s", "b:p", ["user.contact.phone", "user.contact.email"]))
    assert received(reading, inv) == {"b:p": (["user.contact.email", "user.contact.phone"],) * 2}


def test_a_set_is_reported_as_its_maximal_terms(reading: Any) -> None:
    """contact and its child email are reported as contact alone."""
    inv = world(flow("f1", "a:s", "b:p", ["user.contact.email", "user.contact"]))
    assert received(reading, inv) == {"b:p": (["user.contact"],) * 2}


def test_a_term_with_two_parents_is_carried_by_either(reading: Any) -> None:
    """The sick note stands under health and under job: health then job leaves the sick note."""
    inv = world(flow("f1", "a:s", "b:p", ["user.health"]), flow("f2", "b:p", "c:p", ["user.job"]))
    assert received(reading, inv)["c:p"] == (["user.sick_note"], ["user.sick_note"])


def test_everything_is_reported_as_the_roots(reading: Any) -> None:
    """Categories not stated let all of the taxonomy through: its roots."""
    inv = world(flow("f1", "a:s", "b:p", None))
    assert received(reading, inv) == {"b:p": ([], ["system", "user"])}


def test_categories_not_stated_state_nothing_further_on(reading: Any) -> None:
    """After a flow that states no categories nothing is stated, and the next flow's list still limits."""
    inv = world(flow("f1", "a:s", "b:p", None), flow("f2", "b:p", "c:p", ["user.job"]))
    assert received(reading, inv)["c:p"] == ([], ["user.job"])


def test_an_open_list_states_its_list_and_lets_all_possibly_through(reading: Any) -> None:
    """A list that ends in "e.g. contact" states contact, and anything is possible."""
    inv = world(flow("f1", "a:s", "b:p", ["user.contact"], categories_open=True))
    assert received(reading, inv) == {"b:p": (["user.contact"], ["system", "user"])}


def test_an_open_list_lets_through_only_what_the_sender_may_hold(reading: Any) -> None:
    """b got health only, so its open list of contact brings c possibly health and states nothing."""
    inv = world(
        flow("f1", "a:s", "b:p", ["user.health"]),
        flow("f2", "b:p", "c:p", ["user.contact"], categories_open=True),
    )
    assert received(reading, inv)["c:p"] == ([], ["user.health"])


@pytest.mark.parametrize("doubt", [{"status": "disclaimed"}, {"basis": "inferred"}])
def test_disclaimed_and_inferred_flows_give_possible_only(reading: Any, doubt: dict[str, str]) -> None:
    """What a source denies or a reviewer infers is possible, never stated."""
    inv = world(flow("f1", "a:s", "b:p", ["user.contact"], **doubt))
    assert received(reading, inv) == {"b:p": ([], ["user.contact"])}
    assert rows(exposure(reading, inv))["b:p"]["certainty"] == "possible"


def test_an_anonymised_flow_brings_nothing_and_adds_no_country(reading: Any) -> None:
    """An anonymised flow has no row, no country and no proof, but makes its sender a source."""
    inv = world(flow("f1", "a:s", "b:p", ["user"], transform="anonymised", locations=places("US")))
    answer = exposure(reading, inv, from_=None)
    assert answer["sources"] == ["a:s"]
    assert (answer["recipients"], answer["countries"]) == ([], [])
    assert proof(reading, inv, "a:s", "b:p") == ([], False, {})


@pytest.mark.parametrize("transform", ["encrypted", "pseudonymised", "aggregated"])
def test_other_transforms_let_personal_data_through(reading: Any, transform: str) -> None:
    """Pseudonymised data are personal data; so is what a text calls aggregated."""
    inv = world(flow("f1", "a:s", "b:p", ["user.job"], transform=transform))
    assert received(reading, inv) == {"b:p": (["user.job"],) * 2}


def test_what_a_processing_declares_to_hold_never_limits_exposure(reading: Any) -> None:
    """b declares health only and still passes contact on."""
    holder = document("processing", id="b:p", party="b", capacity="processor", categories=["user.health"])
    inv = world(flow("f1", "a:s", "b:p"), flow("f2", "b:p", "c:p", ["user.contact"]), processings=[holder])
    assert received(reading, inv)["c:p"] == (["user.contact"], ["user.contact"])


# Which flows are active


@pytest.mark.parametrize(
    ("condition", "switched", "reached"),
    [
        ({"kind": "option"}, {}, True),
        ({"kind": "option"}, {"c": "off"}, False),
        ({"kind": "option", "default": "off"}, {}, False),
        ({"kind": "option", "default": "off"}, {"c": "on"}, True),
        ({"kind": "event"}, {}, False),
        ({"kind": "event"}, {"c": "on"}, True),
    ],
)
def test_a_condition_is_its_default_unless_the_context_switches_it(
    reading: Any, condition: dict[str, str], switched: dict[str, str], reached: bool
) -> None:
    """An option is on, an event off, until the question says otherwise."""
    inv = world(
        flow("f1", "a:s", "b:p", conditions=["c"]), conditions=[document("condition", id="c", **condition)]
    )
    assert set(received(reading, inv, context=Context(conditions=switched))) == (
        {"b:p"} if reached else set()
    )


def test_one_condition_that_is_off_stops_the_flow(reading: Any) -> None:
    """Both conditions of a flow must be on; the row names them sorted when they are."""
    both = [document("condition", id="x", kind="option"), document("condition", id="e", kind="event")]
    inv = world(flow("f1", "a:s", "b:p", conditions=["x", "e"]), conditions=both)
    assert received(reading, inv) == {}
    found = rows(exposure(reading, inv, context=Context(conditions={"e": "on"})))
    assert found["b:p"]["conditions"] == ["e", "x"]


@pytest.mark.parametrize(
    ("scope", "fixed", "reached"),
    [
        ({"region": ["EU", "CH"]}, {}, True),
        ({"region": ["EU", "CH"]}, {"region": ("CH",)}, True),
        ({"region": ["EU", "CH"]}, {"region": ("US",)}, False),
        ({"region": ["EU"]}, {"plan": ("free",)}, True),
        ({"region": ["EU"], "plan": ["paid"]}, {"region": ("EU",), "plan": ("free",)}, False),
        ({}, {"region": ("US",)}, True),
    ],
)
def test_a_scope_must_allow_what_the_context_fixes(
    reading: Any, scope: Any, fixed: Any, reached: bool
) -> None:
    """A dimension that only one of scope and context names excludes nothing."""
    inv = world(flow("f1", "a:s", "b:p", scope=scope))
    assert set(received(reading, inv, context=Context(scope=fixed))) == ({"b:p"} if reached else set())


@pytest.mark.parametrize(
    ("day", "reached"),
    [("2026-03-10", False), ("2026-03-11", True), ("2026-03-12", True), ("2026-03-13", False)],
)
def test_a_flow_holds_from_its_first_day_and_no_longer_on_its_last(
    reading: Any, day: str, reached: bool
) -> None:
    """valid_from is the first day, valid_to the first day on which it no longer holds."""
    inv = world(flow("f1", "a:s", "b:p", valid_from="2026-03-11", valid_to="2026-03-13"))
    assert set(received(reading, inv, as_of=date.fromisoformat(day))) == ({"b:p"} if reached else set())


@pytest.mark.parametrize(
    "bound", [{"valid_from": None, "valid_to": "2027-01-01"}, {"valid_from": "2020-01-01"}]
)
def test_an_absent_bound_is_open(reading: Any, bound: dict[str, str | None]) -> None:
    """A flow without a start has always held, one without an end still does."""
    assert set(received(reading, world(flow("f1", "a:s", "b:p", **bound)))) == {"b:p"}


def test_a_planned_flow_counts_as_active_only_when_included(reading: Any) -> None:
    """Announced flows are left out; with planned included they state what they carry."""
    inv = world(flow("f1", "a:s", "b:p", ["user.job"], status="planned"))
    assert received(reading, inv) == {}
    assert received(reading, inv, include_planned=True) == {"b:p": (["user.job"], ["user.job"])}
