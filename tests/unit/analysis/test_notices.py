"""Whom a planned subprocessor concerns: by way of processors only, under which contract, until when."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.oracle import strategies
from tests.oracle.comparison import snapshot as snapshot_of
from tests.unit.analysis.rules.world import (
    Document,
    at,
    contract,
    document,
    flow,
    party,
    processing,
    said,
    snapshot,
)
from vendorgraph.analysis.chains import chains, is_controller
from vendorgraph.analysis.notices import notices_answer
from vendorgraph.analysis.propagation import backward
from vendorgraph.analysis.question import Question, View

DAY = "2026-11-22"
LIST = document("list", "list", dated="2026-11-01")
TERMS = contract("terms", authorisation="general", notice_days=30)
ENGAGED = flow("shop:orders", "host:cloud", contract="terms")


def planned(**given: Any) -> Document:
    usual = {"status": "planned", "valid_from": "2026-12-15", "evidence": [said("list")]}
    return flow("host:cloud", "ai:model", "new", **{**usual, **given})


def notices(*documents: Document, on: str = DAY, **asked: Any) -> list[dict[str, Any]]:
    question = Question(dt.date.fromisoformat(on), **asked)
    items: list[dict[str, Any]] = notices_answer(snapshot(*documents), question)["items"]
    return items


def the_notice(*documents: Document, on: str = DAY) -> dict[str, Any]:
    (row,) = notices(LIST, TERMS, *documents, on=on)
    return row


def the_controller(*documents: Document, on: str = DAY) -> dict[str, Any]:
    (row,) = the_notice(*documents, on=on)["controllers"]
    return dict(row)


# Which flows


def test_a_planned_flow_to_a_processor_is_told_with_its_ends_its_start_and_its_announcement() -> None:
    row = the_notice(ENGAGED, planned(locations=at("US")))
    assert (row["flow"], row["starts_on"], row["announced_on"]) == ("new", "2026-12-15", "2026-11-01")
    assert (row["announced_in"], row["countries"]) == ("list", ["US"])
    assert row["recipient"]["processing"]["id"] == "ai:model"
    assert row["transfer"]["status"] == "not_evaluable"


def test_a_flow_that_is_active_and_begins_later_is_planned() -> None:
    assert the_notice(ENGAGED, planned(status="active"))["flow"] == "new"


def test_on_its_first_day_an_active_flow_is_planned_no_more() -> None:
    assert notices(LIST, TERMS, ENGAGED, planned(status="active"), on="2026-12-15") == []


def test_a_flow_still_planned_after_its_first_day_stays() -> None:
    assert the_notice(ENGAGED, planned(), on="2027-01-01")["starts_on"] == "2026-12-15"


@pytest.mark.parametrize(
    "near_miss",
    [
        planned(evidence=[said("late")]),
        planned(valid_from="2025-01-01", valid_to="2026-01-01"),
        planned(transform="anonymised"),
        planned(conditions=["sale"]),
        flow("host:cloud", "partner:ads", "new", status="planned"),
    ],
    ids=["announced later", "ended", "anonymised", "on an event", "to a controller"],
)
def test_it_leaves_out_what_is_no_notice_yet(near_miss: Document) -> None:
    late = document("late", "list", dated="2026-11-23")
    event = ("condition", {"id": "sale", "kind": "event"})
    assert notices(LIST, TERMS, late, event, ENGAGED, near_miss) == []


def test_a_processor_already_used_by_the_sender_is_not_new() -> None:
    assert notices(LIST, TERMS, ENGAGED, planned(), flow("host:cloud", "ai:model", "old")) == []


def test_a_processor_used_by_another_sender_is_new_to_this_one() -> None:
    others = flow("mail:queue", "ai:model", "old")
    assert [row["flow"] for row in notices(LIST, TERMS, ENGAGED, planned(), others)] == ["new"]


# The announcement


def test_the_earliest_document_in_evidence_announces() -> None:
    early = document("early", "list", retrieved_on="2026-10-15")
    row = the_notice(early, ENGAGED, planned(evidence=[said("list"), said("early")]))
    assert (row["announced_on"], row["announced_in"]) == ("2026-10-15", "early")


def test_the_day_that_a_document_bears_goes_before_the_day_it_was_retrieved() -> None:
    both = document("both", "list", dated="2026-11-05", retrieved_on="2026-10-01")
    assert the_notice(both, ENGAGED, planned(evidence=[said("both")]))["announced_on"] == "2026-11-05"


@pytest.mark.parametrize("evidence", [[], [said("undated")]])
def test_without_a_dated_document_the_window_is_not_recorded(evidence: list[dict[str, Any]]) -> None:
    row = the_notice(document("undated"), ENGAGED, planned(evidence=evidence))
    assert (row["announced_on"], row["state"]) == (None, "not_recorded")
    assert row["controllers"][0]["too_short"] is None


# The window


@pytest.mark.parametrize(
    ("on", "state"), [("2026-11-01", "open"), ("2026-11-30", "open"), ("2026-12-01", "closed")]
)
def test_the_window_ends_before_the_day_that_lies_the_notice_after_the_announcement(
    on: str, state: str
) -> None:
    row = the_controller(ENGAGED, planned(), on=on)
    assert (row["window_end"], row["state"]) == ("2026-12-01", state)


@pytest.mark.parametrize(("starts", "too_short"), [("2026-11-30", True), ("2026-12-01", False), (None, None)])
def test_notice_is_too_short_when_the_processor_begins_before_it_has_run(
    starts: str | None, too_short: bool | None
) -> None:
    assert the_controller(ENGAGED, planned(valid_from=starts))["too_short"] is too_short


def test_without_notice_days_the_window_is_not_recorded() -> None:
    row = the_controller(contract("terms", authorisation="general"), ENGAGED, planned())
    assert (row["authorisation"], row["window_end"], row["state"]) == ("general", None, "not_recorded")


def test_without_a_contract_nothing_is_said_of_authorisation() -> None:
    row = the_controller(flow("shop:orders", "host:cloud"), planned())
    assert (row["contracts"], row["authorisation"], row["state"]) == ([], None, "not_recorded")


def test_of_two_own_contracts_the_stricter_counts() -> None:
    second = flow("shop:orders", "mail:queue", contract="strict")
    onward = flow("mail:queue", "host:cloud")
    strict = contract("strict", authorisation="specific", notice_days=10)
    row = the_controller(strict, ENGAGED, second, onward, planned())
    assert (row["authorisation"], row["window_end"]) == ("specific", "2026-11-11")
    assert [entry["contract"] for entry in row["contracts"]] == ["strict", "terms"]


def test_a_contract_of_the_controller_on_another_way_is_left_out() -> None:
    elsewhere = flow("shop:orders", "mail:queue", contract="other")
    row = the_controller(contract("other", notice_days=1), ENGAGED, elsewhere, planned())
    assert [entry["contract"] for entry in row["contracts"]] == ["terms"]


# Whom it concerns


def test_controllers_are_reached_through_processors_with_what_may_arrive() -> None:
    long_way = (
        flow("shop:orders", "desk:support", categories=["user.contact", "user.name"], contract="terms"),
        flow("desk:support", "host:cloud", categories=["user.contact"], contract="between"),
    )
    row = the_notice(contract("between"), *long_way, planned(categories=["user.contact.email", "user.name"]))
    (controller,) = row["controllers"]
    assert controller["processing"]["id"] == "shop:orders"
    assert controller["categories"] == {"stated": ["user.contact.email"], "possible": ["user.contact.email"]}
    assert [entry["contract"] for entry in row["contracts_between"]] == ["between"]


def test_what_does_not_pass_concerns_nobody() -> None:
    assert the_notice(ENGAGED, planned(categories=["user.contact"]))["controllers"] == []


def test_another_controller_in_between_decides_itself_and_the_one_before_it_stands_apart() -> None:
    before = flow("clinic:care", "shop:orders")
    row = the_notice(before, ENGAGED, planned())
    assert [entry["processing"]["id"] for entry in row["controllers"]] == ["shop:orders"]
    assert row["further_upstream"] == ["clinic:care"]


def test_a_controller_that_engages_the_processor_itself_needs_no_notice() -> None:
    row = the_notice(flow("shop:orders", "ai:model", "new", status="planned", evidence=[said("list")]))
    (controller,) = row["controllers"]
    assert (controller["relation"], controller["state"]) == ("engages", "own_decision")
    assert (row["state"], controller["window_end"]) == ("own_decision", None)


def test_special_categories_are_marked() -> None:
    health = {"categories": ["user.health_and_medical"]}
    row = the_controller(flow("clinic:care", "host:cloud", contract="terms", **health), planned(**health))
    assert row["special"] is True
    assert the_controller(ENGAGED, planned())["special"] is False


def test_a_flow_that_ends_before_the_start_leads_nobody_there() -> None:
    ending = flow("shop:orders", "host:cloud", contract="terms", valid_to="2026-12-01")
    assert the_notice(ending, planned())["controllers"] == []


# Objections


def objection(id_: str = "o", **given: Any) -> Document:
    return "objection", {"id": id_, "flow": "new", "party": "shop", **given}


def test_objections_are_told_with_their_state_on_the_day() -> None:
    raised = objection(raised_on="2026-11-10", resolved_on="2026-11-20", outcome="Withdrawn")
    (early,) = the_notice(ENGAGED, planned(), raised, on="2026-11-19")["objections"]
    (late,) = the_notice(ENGAGED, planned(), raised, on="2026-11-20")["objections"]
    assert (early["state"], early["outcome"]) == ("open", None)
    assert (late["state"], late["outcome"]) == ("resolved", "Withdrawn")


def test_an_objection_raised_later_is_not_there_yet() -> None:
    assert the_notice(ENGAGED, planned(), objection(raised_on="2026-11-23"))["objections"] == []


@pytest.mark.parametrize(("raised", "late"), [("2026-11-30", False), ("2026-12-01", True), (None, None)])
def test_an_objection_after_the_window_is_late(raised: str | None, late: bool | None) -> None:
    row = the_controller(ENGAGED, planned(), objection(raised_on=raised), on="2026-12-05")
    assert [entry["late"] for entry in row["objections"]] == [late]


def test_open_windows_come_first_and_the_earliest_end_before_the_others() -> None:
    short = contract("short", authorisation="general", notice_days=25)
    rows = notices(
        LIST,
        TERMS,
        short,
        ENGAGED,
        planned(),
        flow("clinic:care", "mail:queue", contract="short"),
        flow("mail:queue", "sms:gate", "z-new", status="planned", evidence=[said("list")]),
        flow("partner:ads", "web:host"),
        flow("web:host", "cdn:edge", "a-new", status="planned"),
    )
    assert [(row["flow"], row["state"]) for row in rows] == [
        ("z-new", "open"),
        ("new", "open"),
        ("a-new", "not_recorded"),
    ]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.inventories())
def test_chains_worked_out_side_by_side_are_those_of_the_relation_read_backwards(inventory: Any) -> None:
    world = snapshot_of(inventory)
    view = View.of(world, Question(dt.date(2026, 11, 22), include_planned=True))
    edges = [edge for edge in world.flows.values() if not is_controller(world, edge.sender)]

    def as_processor(edge: Any) -> int:
        return 0 if is_controller(world, edge.recipient) else view.lets(edge)

    for edge, chain in zip(edges, chains(view, edges), strict=True):
        for lets, told in (
            (as_processor, set(chain.possible)),
            (view.lets, {*chain.possible, *chain.further}),
        ):
            found = backward(world.flows_to, lets, edge.sender, view.lets(edge))
            expected = {
                id_: terms
                for id_, (terms, _) in found.items()
                if terms and id_ != edge.sender and is_controller(world, id_)
            }
            assert told - {edge.recipient} == expected.keys() - {edge.recipient}
            if lets is as_processor:
                assert dict(chain.possible) == expected


def test_own_parties_need_not_be_marked_and_capacity_decides() -> None:
    joint = processing("shop:study", "joint_controller")
    row = the_controller(joint, party("shop"), flow("shop:study", "host:cloud", contract="terms"), planned())
    assert row["processing"]["capacity"] == "joint_controller"
