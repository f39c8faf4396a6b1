"""The feed: ends, reviews, change notices, breaches and findings, each on its day."""

from __future__ import annotations

import pytest

from tests.unit.analysis.feed_world import (
    ANNOUNCED,
    COVERED,
    ENGAGED,
    HOST,
    LIST,
    RESTS,
    SHIELD,
    TERMS,
    breach,
    certified,
    concerned,
    everything,
    feed,
    of_type,
    review,
    told,
)
from tests.unit.analysis.rules.world import Document, at, contract, flow, party, said

# Ends


def test_the_end_of_a_certificate_is_told_ninety_thirty_and_seven_days_before() -> None:
    found = of_type(feed(certified(to="2026-11-20"), COVERED, after="2026-06-30"), "expiring")
    days = [("2026-11-13", "high"), ("2026-10-21", "medium"), ("2026-08-22", "low")]
    assert [(item["date"], item["severity"]) for item in found] == days
    assert {item["ends_on"] for item in found} == {"2026-11-20"}
    assert len({item["id"] for item in found}) == 3


@pytest.mark.parametrize(
    "near_miss",
    [
        (certified(to=None), COVERED),
        (certified(to="2026-11-20"), flow("shop:orders", "host:cloud")),
        (certified(to="2026-11-20"), flow("shop:orders", "us:host", valid_to="2026-08-01")),
        (
            party(
                "us",
                established_in="US",
                certifications=[
                    {"mechanism": "DPF-EU", "from": "2023-09-01", "to": "2026-11-20"},
                    {"mechanism": "DPF-EU", "from": "2026-11-20", "to": "2028-11-20"},
                ],
            ),
            COVERED,
        ),
    ],
    ids=["open end", "nobody uses it", "flow ended before", "renewed"],
)
def test_a_certificate_that_goes_on_or_serves_nobody_does_not_end(near_miss: tuple[Document, ...]) -> None:
    assert of_type(feed(*near_miss, after="2026-06-30"), "expiring") == []


def test_a_certificate_is_not_said_to_end_before_it_began() -> None:
    short = certified(**{"from": "2026-11-01", "to": "2026-11-20"})
    assert [item["date"] for item in of_type(feed(short, COVERED, after="2026-06-30"), "expiring")] == [
        "2026-11-13"
    ]


def test_the_end_of_an_instrument_and_of_a_contract_are_told() -> None:
    clauses = [{"code": "A46-2-c", "module": 2, "valid_from": "2022-01-01", "valid_to": "2026-11-20"}]
    found = feed(
        contract("dpa", name="DPA", valid_to="2026-11-21"),
        party("us", established_in="US"),
        flow("shop:orders", "us:host", locations=at("US"), mechanisms=clauses, contract="dpa"),
        after="2026-11-12",
    )
    assert [(item["ends"], item["ends_on"]) for item in of_type(found, "expiring")] == [
        ("contract", "2026-11-21"),
        ("instrument", "2026-11-20"),
    ]


def test_an_adequacy_decision_that_is_to_expire_is_told_to_those_who_rest_on_it() -> None:
    uk = flow("shop:orders", "uk:host", locations=at("GB"))
    seat = party("uk", established_in="GB")
    (item,) = of_type(feed(seat, uk, after="2031-12-01", until="2031-12-21", on="2031-12-21"), "expiring")
    assert (item["ends"], item["ends_on"], item["date"]) == ("decision", "2031-12-28", "2031-12-21")
    inside = flow("shop:orders", "host:cloud", locations=at("FR"))
    assert of_type(feed(inside, after="2031-12-01", until="2031-12-21", on="2031-12-21"), "expiring") == []


def test_a_judgment_was_not_known_beforehand() -> None:
    assert of_type(feed(SHIELD, RESTS, after="2020-01-01", until="2020-07-16"), "expiring") == []


# Reviews


def test_a_review_is_told_thirty_days_before_on_its_day_and_once_overdue() -> None:
    found = feed(HOST, review(due="2026-11-20"), after="2026-10-01")
    assert told(found) == [
        ("2026-11-21", "review_overdue"),
        ("2026-11-20", "review_due"),
        ("2026-10-21", "review_due"),
    ]
    assert {tuple(concerned(item)) for item in found} == {("shop:orders",)}


def test_a_review_done_in_time_is_never_overdue() -> None:
    found = feed(HOST, review(due="2026-11-20", done_on="2026-11-18", outcome="rejected"), after="2026-10-01")
    assert told(found) == [("2026-11-18", "review_done"), ("2026-10-21", "review_due")]
    assert found[0]["severity"] == "high"


def test_the_next_review_is_counted_from_the_day_it_was_done() -> None:
    found = feed(HOST, review(due="2026-11-01", done_on="2026-10-15", interval="P1M"), after="2026-10-14")
    assert told(found) == [
        ("2026-11-16", "review_overdue"),
        ("2026-11-15", "review_due"),
        ("2026-10-16", "review_due"),
        ("2026-10-15", "review_done"),
    ]


def test_whether_a_review_will_be_overdue_is_not_foretold() -> None:
    assert told(feed(HOST, review(due="2026-12-01"), until="2026-12-31")) == [
        ("2026-12-01", "review_due"),
        ("2026-11-01", "review_due"),
    ]


def test_a_review_of_a_vendor_whom_a_named_source_does_not_reach_is_left_out() -> None:
    other = flow("clinic:care", "desk:help", locations=at("FR"))
    assert feed(HOST, other, review(due="2026-11-20"), from_="clinic") == []


# Change notices


def test_a_change_notice_is_told_when_announced_a_week_before_it_is_too_late_and_on_the_last_day() -> None:
    found = feed(LIST, TERMS, ENGAGED, ANNOUNCED)
    assert told(found) == [
        ("2026-11-14", "objection_window_closing"),
        ("2026-11-08", "objection_window_closing"),
        ("2026-11-01", "change_announced"),
    ]
    assert found[0]["window_ends"] == ["2026-11-15"]
    assert [concerned(item) for item in found] == [["shop:orders"]] * 3


def test_who_has_objected_is_reminded_no_more() -> None:
    objection = ("objection", {"id": "o", "flow": "new", "party": "shop", "raised_on": "2026-11-10"})
    found = feed(LIST, TERMS, ENGAGED, ANNOUNCED, objection)
    assert told(found) == [("2026-11-08", "objection_window_closing"), ("2026-11-01", "change_announced")]


def test_a_flow_that_began_since_was_announced_all_the_same() -> None:
    began = flow(
        "host:cloud", "ai:model", "new", valid_from="2026-11-20", locations=at("FR"), evidence=[said("list")]
    )
    found = feed(LIST, TERMS, ENGAGED, began)
    assert told(found)[0] == ("2026-11-20", "new_recipient")
    assert told(found)[-1] == ("2026-11-01", "change_announced")


def test_a_flow_recorded_from_the_day_of_its_list_was_not_announced() -> None:
    began = flow(
        "host:cloud", "ai:model", "new", valid_from="2026-11-01", locations=at("FR"), evidence=[said("list")]
    )
    assert told(feed(LIST, TERMS, ENGAGED, began)) == [("2026-11-01", "new_recipient")]


def test_a_controllers_own_decision_is_no_notice() -> None:
    own = flow("shop:orders", "ai:model", status="planned", valid_from="2026-12-15", evidence=[said("list")])
    assert feed(LIST, own) == []


# Breaches


def test_a_breach_is_told_on_the_day_it_became_known_with_the_controllers_to_tell() -> None:
    hours = contract("terms", breach_notice_hours=24)
    (item,) = feed(hours, ENGAGED, breach(known_at="2026-11-10T23:59:00Z", categories=["user.name"]))
    assert (item["date"], item["type"], item["severity"]) == ("2026-11-10", "breach_recorded", "high")
    assert item["controllers"] == [
        {"processing": "shop:orders", "party": "Shop", "hours": 24, "contact": "a@b.example"}
    ]
    assert concerned(item) == ["shop:orders"]


def test_a_breach_of_which_only_the_beginning_is_known_is_told_on_that_day() -> None:
    assert told(feed(HOST, breach())) == [("2026-11-08", "breach_recorded")]


def test_a_breach_without_a_day_cannot_be_told() -> None:
    undated = ("breach", {"id": "b", "processing": "host:cloud"})
    assert feed(HOST, undated) == []


def test_a_breach_that_does_not_concern_the_source_named_is_left_out() -> None:
    other = flow("clinic:care", "desk:help", locations=at("FR"))
    assert feed(HOST, other, breach(), from_="clinic") == []
    assert len(feed(HOST, other, breach(), from_="shop")) == 1


def test_a_breach_at_a_party_of_which_nothing_is_recorded_is_told_too() -> None:
    alone = ("breach", {"id": "b", "party": "stranger", "from": "2026-11-08"})
    (item,) = feed(HOST, party("stranger"), alone)
    assert (item["parties"], item["for"]) == (["stranger"], [])


# Findings


def test_a_finding_opens_and_closes_with_what_it_rests_on() -> None:
    gap = flow(
        "shop:orders",
        "us:host",
        locations=at("US"),
        mechanisms=[],
        valid_from="2026-11-05",
        valid_to="2026-11-15",
    )
    found = [
        item
        for item in everything(party("us", established_in="US"), HOST, gap)
        if item.get("rule") == "transfer-not-covered"
    ]
    assert told(found) == [("2026-11-15", "finding_closed"), ("2026-11-05", "finding_opened")]
    assert found[0]["fingerprint"] == found[1]["fingerprint"]
    assert found[0]["severity"] == "low"
    assert [concerned(item) for item in found] == [["shop:orders"]] * 2


def test_a_decision_closes_a_finding_and_its_end_opens_it_again() -> None:
    gap = flow("shop:orders", "us:host", locations=at("US"), mechanisms=[], valid_from="2026-10-01")
    world = (party("us", established_in="US"), gap)
    (opened,) = [
        item for item in everything(*world, after="2026-09-30") if item.get("rule") == "transfer-not-covered"
    ]
    decision = {
        "id": "d",
        "finding": opened["fingerprint"],
        "status": "accepted",
        "decided_on": "2026-11-02",
        "until": "2026-11-12",
    }
    found = [
        item
        for item in everything(*world, ("decision", decision))
        if item.get("rule") == "transfer-not-covered"
    ]
    assert told(found) == [("2026-11-12", "finding_opened"), ("2026-11-02", "finding_closed")]
    assert found[1]["what"].startswith("Decided (accepted):")


def test_a_finding_elsewhere_does_not_concern_the_source_named() -> None:
    gap = flow("clinic:care", "us:host", locations=at("US"), mechanisms=[], valid_from="2026-11-05")
    world = (party("us", established_in="US"), HOST, flow("shop:orders", "us:host"), gap)
    assert [
        item for item in everything(*world, from_="shop") if item.get("rule") == "transfer-not-covered"
    ] == []


def test_findings_told_otherwise_are_not_told_twice() -> None:
    found = everything(HOST, review(due="2026-11-20"))
    assert "review-overdue" not in {item.get("rule") for item in found}
