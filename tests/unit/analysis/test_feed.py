"""The feed: what a day changed, each type of item with its near misses."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.unit.analysis.rules.world import (
    Document,
    at,
    contract,
    document,
    flow,
    party,
    said,
    snapshot,
)
from vendorgraph.analysis.feed import TYPES, FeedQuestion, deadlines_answer, feed_answer
from vendorgraph.analysis.question import Context, Question
from vendorgraph.errors import Invalid

TODAY = "2026-11-22"
Item = dict[str, Any]
FINDINGS = {"finding_opened", "finding_closed"}


def feed(
    *documents: Document, after: str = "2026-10-31", until: str = TODAY, on: str = TODAY, **asked: Any
) -> list[Item]:
    """The items of a feed but findings, newest first."""
    return [
        item
        for item in everything(*documents, after=after, until=until, on=on, **asked)
        if item["type"] not in FINDINGS
    ]


def everything(
    *documents: Document, after: str = "2026-10-31", until: str = TODAY, on: str = TODAY, **asked: Any
) -> list[Item]:
    items: list[Item] = answer(*documents, after=after, until=until, on=on, **asked)["items"]
    return items


def answer(*documents: Document, after: str, until: str, on: str = TODAY, **asked: Any) -> dict[str, Any]:
    context = asked.pop("context", Context())
    question = Question(dt.date.fromisoformat(on), context)
    days = dt.date.fromisoformat(after), dt.date.fromisoformat(until)
    return feed_answer(snapshot(*documents), FeedQuestion(question, *days, **asked))


def told(items: list[Item]) -> list[tuple[str, str]]:
    return [(item["date"], item["type"]) for item in items]


def concerned(item: Item) -> list[str]:
    return [entry["processing"]["id"] for entry in item["for"]]


def of_type(items: list[Item], type_: str) -> list[Item]:
    return [item for item in items if item["type"] == type_]


HOST = flow("shop:orders", "host:cloud", locations=at("FR"))
NEW = flow("host:cloud", "backup:vault", locations=at("FR"), valid_from="2026-11-10")


# Recipients


def test_a_recipient_is_new_on_the_first_day_on_which_anything_may_reach_it() -> None:
    (item,) = feed(HOST, NEW)
    assert (item["date"], item["type"], item["parties"]) == ("2026-11-10", "new_recipient", ["backup"])
    assert (item["role"], item["transfer"], item["certainty"]) == ("subprocessor", "not_a_transfer", "stated")
    assert item["flows"] == ["shop:orders--host:cloud", "host:cloud--backup:vault"]
    assert concerned(item) == ["shop:orders"]
    assert item["proof"] == "/api/v1/exposure/proof?from=shop:orders&to=backup:vault&as_of=2026-11-10"
    assert item["page"] == "/?from=shop:orders&node=backup:vault&as_of=2026-11-10"


def test_a_recipient_is_gone_on_the_first_day_on_which_nothing_reaches_it() -> None:
    (item,) = feed(HOST, flow("host:cloud", "backup:vault", locations=at("FR"), valid_to="2026-11-10"))
    assert (item["date"], item["type"], item["parties"]) == ("2026-11-10", "recipient_gone", ["backup"])
    assert item["flows"] == ["host:cloud--backup:vault"]
    assert "as_of=2026-11-09" in item["proof"]


@pytest.mark.parametrize(
    ("after", "until", "found"),
    [
        ("2026-11-09", "2026-11-10", 1),
        ("2026-11-10", "2026-11-22", 0),
        ("2026-10-01", "2026-11-09", 0),
        ("2026-11-10", "2026-11-10", 0),
    ],
)
def test_the_first_day_asked_is_left_out_and_the_last_is_in(after: str, until: str, found: int) -> None:
    assert len(feed(HOST, NEW, after=after, until=until)) == found


def test_a_flow_that_ends_on_the_day_another_begins_changes_nobody() -> None:
    first = flow("host:cloud", "backup:vault", "one", locations=at("FR"), valid_to="2026-11-10")
    second = flow("host:cloud", "backup:vault", "two", locations=at("FR"), valid_from="2026-11-10")
    assert feed(HOST, first, second) == []


def test_a_day_between_two_flows_is_told_twice() -> None:
    first = flow("host:cloud", "backup:vault", "one", locations=at("FR"), valid_to="2026-11-10")
    second = flow("host:cloud", "backup:vault", "two", locations=at("FR"), valid_from="2026-11-11")
    found = feed(HOST, first, second)
    assert told(found) == [("2026-11-11", "new_recipient"), ("2026-11-10", "recipient_gone")]


@pytest.mark.parametrize(
    "unreached",
    [
        flow("other:desk", "backup:vault", valid_from="2026-11-10"),
        flow("host:cloud", "backup:vault", categories=["user.contact"], valid_from="2026-11-10"),
        flow("host:cloud", "backup:vault", transform="anonymised", valid_from="2026-11-10"),
        flow("host:cloud", "backup:vault", conditions=["sale"], valid_from="2026-11-10"),
        flow("host:cloud", "backup:vault", status="planned", valid_from="2026-11-10"),
    ],
    ids=["unreached sender", "other categories", "anonymised", "on an event", "planned"],
)
def test_what_reaches_nobody_is_not_told(unreached: Document) -> None:
    event = ("condition", {"id": "sale", "kind": "event"})
    assert feed(HOST, event, unreached) == []


def test_all_that_comes_with_a_sender_comes_on_its_day() -> None:
    onward = flow("backup:vault", "deep:store", locations=at("FR"))
    assert {item["parties"][0] for item in of_type(feed(HOST, NEW, onward), "new_recipient")} == {
        "backup",
        "deep",
    }


def test_one_item_serves_all_sources_that_it_concerns() -> None:
    (item,) = feed(HOST, flow("clinic:care", "host:cloud", locations=at("FR")), NEW)
    assert concerned(item) == ["clinic:care", "shop:orders"]


def test_a_source_that_had_it_before_is_not_concerned() -> None:
    known = flow("clinic:care", "backup:vault", locations=at("FR"))
    (item,) = feed(HOST, known, NEW)
    assert concerned(item) == ["shop:orders"]


def test_of_own_parties_only_what_concerns_them_is_told() -> None:
    foreign = flow("clinic:care", "other:desk", locations=at("FR"), valid_from="2026-11-11")
    assert told(feed(party("shop", own=True), HOST, NEW, foreign)) == [("2026-11-10", "new_recipient")]


def test_a_source_named_is_asked_whatever_is_own() -> None:
    foreign = flow("clinic:care", "other:desk", locations=at("FR"), valid_from="2026-11-11")
    found = feed(party("shop", own=True), HOST, NEW, foreign, from_="clinic")
    assert sorted(told(found)) == [("2026-11-11", "new_country"), ("2026-11-11", "new_recipient")]


def test_stated_health_data_make_a_new_recipient_severe() -> None:
    health = {"categories": ["user.health_and_medical"], "locations": at("FR")}
    (item,) = feed(
        flow("shop:orders", "host:cloud", **health),
        flow("host:cloud", "backup:vault", valid_from="2026-11-10", **health),
    )
    assert item["severity"] == "high"


def test_a_condition_of_the_context_counts() -> None:
    option = ("condition", {"id": "copies", "kind": "option"})
    hangs = flow(
        "host:cloud", "backup:vault", locations=at("FR"), conditions=["copies"], valid_from="2026-11-10"
    )
    off = Context({"copies": False})
    assert len(feed(HOST, option, hangs)) == 1
    assert feed(HOST, option, hangs, context=off) == []


# Places


def test_a_place_is_new_with_the_flows_that_lead_there() -> None:
    us = flow("host:cloud", "backup:vault", locations=at("US"), valid_from="2026-11-10")
    (item,) = of_type(feed(HOST, us), "new_country")
    assert (item["countries"], item["flows"], item["transfer"]) == (
        ["US"],
        ["host:cloud--backup:vault"],
        "not_evaluable",
    )
    assert item["severity"] == "medium"
    assert "country=US" in item["page"]


def test_a_place_is_gone_with_its_last_flow() -> None:
    one = flow("host:cloud", "backup:vault", "one", locations=at("US"), valid_to="2026-11-10")
    two = flow("host:cloud", "backup:vault", "two", locations=at("US"), valid_to="2026-11-12")
    (item,) = of_type(feed(HOST, one, two), "country_gone")
    assert (item["date"], item["countries"], item["flows"]) == ("2026-11-12", ["US"], ["two"])


def test_a_place_not_stated_is_a_place() -> None:
    (item,) = of_type(feed(HOST, flow("host:cloud", "backup:vault", valid_from="2026-11-10")), "new_country")
    assert item["countries"] == ["unknown"]
    assert item["what"].startswith("Data of Shop reach a place that is not stated")


def test_a_self_loop_of_the_source_adds_a_place_without_a_proof() -> None:
    loop = flow("shop:orders", "shop:orders", locations=at("JP"), valid_from="2026-11-10")
    (item,) = feed(HOST, loop)
    assert (item["type"], item["proof"]) == ("new_country", None)


# Categories


def test_a_recipient_that_may_hold_more_is_told_with_what_is_new() -> None:
    more = flow(
        "shop:orders",
        "host:cloud",
        "more",
        categories=["user.contact"],
        locations=at("FR"),
        valid_from="2026-11-10",
    )
    (item,) = feed(HOST, more)
    assert (item["type"], item["categories"], item["severity"]) == ("new_categories", ["user.contact"], "low")


def test_more_of_what_it_holds_already_is_nothing_new() -> None:
    same = flow("shop:orders", "host:cloud", "same", locations=at("FR"), valid_from="2026-11-10")
    assert feed(HOST, same) == []


def test_one_flow_that_widens_a_whole_chain_is_told_once() -> None:
    chain = [
        flow("host:cloud", "backup:vault", categories_open=True, locations=at("FR")),
        flow("backup:vault", "deep:store", categories_open=True, locations=at("FR")),
    ]
    more = flow(
        "shop:orders",
        "host:cloud",
        "more",
        categories=["user.health_and_medical"],
        locations=at("FR"),
        valid_from="2026-11-10",
    )
    (item,) = feed(HOST, *chain, more)
    assert (item["parties"], item["severity"]) == (["host"], "high")
    assert "2 further on may hold more too" in item["what"]


# Transfers

SHIELD = party(
    "us", established_in="US", certifications=[{"mechanism": "PRIVACY-SHIELD-EU", "from": "2017-01-01"}]
)
RESTS = flow("shop:orders", "us:host", locations=at("US"), mechanisms=[{"code": "PRIVACY-SHIELD-EU"}])


def test_a_transfer_loses_its_basis_on_the_day_of_the_judgment_though_nothing_recorded_changes() -> None:
    (item,) = feed(SHIELD, RESTS, after="2020-07-01", until="2020-08-01")
    assert (item["date"], item["type"], item["severity"]) == ("2020-07-16", "transfer_changed", "high")
    assert (item["before"]["status"], item["after"]["status"]) == ("covered", "not_covered")
    assert item["after"]["reason"] == "mechanism_invalidated"
    assert item["inventory_changed"] is False
    assert "C-311/18" in item["what"]
    assert item["proof"] == "/api/v1/transfers?flow=shop:orders--us:host&as_of=2020-07-16"


@pytest.mark.parametrize(("after", "until"), [("2020-07-01", "2020-07-15"), ("2020-07-16", "2020-08-01")])
def test_on_no_other_day_is_it_told(after: str, until: str) -> None:
    assert feed(SHIELD, RESTS, after=after, until=until) == []


def test_a_fallback_leaves_the_transfer_covered_on_another_instrument() -> None:
    clauses = {"code": "A46-2-c", "module": 2, "valid_from": "2021-07-01"}
    both = flow("shop:orders", "us:host", locations=at("US"), mechanisms=[{"code": "DPF-EU"}, clauses])
    ending = party(
        "us",
        established_in="US",
        certifications=[{"mechanism": "DPF-EU", "from": "2023-09-01", "to": "2026-11-10", "data": "both"}],
    )
    (item,) = of_type(feed(ending, both), "basis_changed")
    assert (item["before"]["by"], item["after"]["by"]) == ("DPF-EU", "A46-2-c")
    assert of_type(feed(ending, both), "transfer_changed") == []


def test_a_certificate_that_begins_covers_the_transfer() -> None:
    begins = party(
        "us",
        established_in="US",
        certifications=[{"mechanism": "DPF-EU", "from": "2026-11-10", "data": "both"}],
    )
    (item,) = feed(
        begins, flow("shop:orders", "us:host", locations=at("US"), mechanisms=[{"code": "DPF-EU"}])
    )
    assert (item["after"]["status"], item["severity"], item["inventory_changed"]) == ("covered", "low", False)


def test_a_transfer_nobody_asked_reaches_is_not_told() -> None:
    assert feed(party("clinic", own=True), SHIELD, RESTS, after="2020-07-01", until="2020-08-01") == []


def test_a_new_hop_to_a_known_recipient_is_told_when_it_is_not_covered() -> None:
    second = flow("shop:orders", "backup:vault", locations=at("US"), mechanisms=[], valid_from="2026-11-10")
    known = flow("host:cloud", "backup:vault", locations=at("FR"))
    found = feed(HOST, known, second)
    (item,) = of_type(found, "transfer_changed")
    assert (item["before"], item["after"]["status"]) == (None, "not_covered")
    assert of_type(found, "new_recipient") == []


# What is still to come


def test_planned_flows_count_on_the_days_to_come_and_are_expected() -> None:
    planned = flow(
        "host:cloud", "backup:vault", status="planned", locations=at("FR"), valid_from="2026-12-10"
    )
    (item,) = feed(HOST, planned, until="2026-12-31")
    assert (item["date"], item["type"], item["expected"]) == ("2026-12-10", "new_recipient", True)
    assert "is to receive" in item["what"]
    assert item["proof"].endswith("include=planned")


def test_a_planned_flow_without_a_day_is_expected_on_none() -> None:
    assert feed(HOST, flow("host:cloud", "backup:vault", status="planned"), until="2026-12-31") == []


def test_an_active_flow_that_begins_later_is_expected() -> None:
    later = flow("host:cloud", "backup:vault", locations=at("FR"), valid_from="2026-12-10")
    assert [item["expected"] for item in feed(HOST, later, until="2026-12-31")] == [True]


# Ends


def certified(**given: Any) -> Document:
    entry = {"mechanism": "DPF-EU", "from": "2023-09-01", "data": "both", **given}
    return party("us", established_in="US", certifications=[entry])


COVERED = flow("shop:orders", "us:host", locations=at("US"), mechanisms=[{"code": "DPF-EU"}])


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


def review(id_: str = "r", **given: Any) -> Document:
    return "review", {"id": id_, "party": "host", **given}


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

LIST = document("list", "list", dated="2026-11-01")
TERMS = contract("terms", authorisation="general", notice_days=14)
ENGAGED = flow("shop:orders", "host:cloud", contract="terms", locations=at("FR"))
ANNOUNCED = flow(
    "host:cloud", "ai:model", "new", status="planned", valid_from="2026-12-15", evidence=[said("list")]
)


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


def breach(**given: Any) -> Document:
    return "breach", {"id": "b", "processing": "host:cloud", "from": "2026-11-08", **given}


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


# The answer as a whole


def test_items_stand_newest_first_and_within_a_day_by_severity() -> None:
    found = everything(
        certified(to="2026-11-20"), COVERED, HOST, NEW, breach(known_at="2026-11-10"), after="2026-06-30"
    )
    assert [item["date"] for item in found] == sorted((item["date"] for item in found), reverse=True)
    severities = ["high", "medium", "low"]
    same_day = [severities.index(item["severity"]) for item in found if item["date"] == "2026-11-10"]
    assert same_day == sorted(same_day)
    assert len(same_day) > 2


def test_filters_narrow_the_items() -> None:
    us = flow("host:cloud", "backup:vault", locations=at("US"), valid_from="2026-11-10")
    world = (HOST, us, review(due="2026-11-20"))
    assert told(feed(*world, types=frozenset({"new_country"}))) == [("2026-11-10", "new_country")]
    assert {item["type"] for item in feed(*world, party="host")} == {"review_due", "review_overdue"}


def test_the_same_item_has_the_same_id_whatever_is_asked() -> None:
    wide, narrow = feed(HOST, NEW, after="2020-01-01"), feed(HOST, NEW, from_="shop:orders")
    assert wide[0]["id"] == narrow[0]["id"]
    assert wide[0]["id"].startswith("urn:uuid:")


def test_every_item_says_why_what_to_do_and_the_article() -> None:
    world = (
        LIST,
        TERMS,
        ENGAGED,
        ANNOUNCED,
        certified(to="2026-11-20"),
        COVERED,
        review(due="2026-11-20"),
        breach(),
    )
    found = everything(*world, after="2026-06-30")
    assert {item["type"] for item in found} <= TYPES.keys()
    assert all(item["why"] and item["to_do"] and item["article"] and item["title"] for item in found)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"from_": "nobody"}, "no party or processing"),
        ({"party": "nobody"}, "no party"),
        ({"types": frozenset({"news"})}, "not accepted"),
        ({"after": "2026-11-23"}, "lies before from_date"),
    ],
)
def test_it_refuses_what_it_does_not_know(asked: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        everything(HOST, **asked)


def test_too_many_days_leave_the_latest_and_say_so() -> None:
    first = dt.date(2025, 1, 1)
    flows = [
        flow(
            "shop:orders",
            f"v{at_}:x",
            locations=at("FR"),
            valid_from=(first + dt.timedelta(days=at_)).isoformat(),
        )
        for at_ in range(260)
    ]
    found = answer(*flows, after="2024-12-31", until="2026-01-01")
    days = {item["date"] for item in found["items"] if item["type"] == "new_recipient"}
    assert found["truncated"] is True
    assert len(days) == 199  # the 200th is 2025-12-19, on which a decision on the United Kingdom began
    assert min(days) > found["complete_from"]
    assert max(days) == "2025-09-17"


def test_without_dates_it_covers_ninety_days_before_and_after_the_day() -> None:
    asked = FeedQuestion.around(Question(dt.date(2026, 11, 22)), None, None)
    assert (asked.after, asked.until) == (dt.date(2026, 8, 24), dt.date(2027, 2, 20))


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_the_first_and_the_last_day_there_are_can_be_asked(day: dt.date) -> None:
    asked = FeedQuestion.around(Question(day), None, None)
    assert feed_answer(snapshot(HOST, NEW), asked)["items"] == []
    assert deadlines_answer(snapshot(HOST, NEW, review(due="2026-11-20")), Question(day))["items"]


# Deadlines


def deadlines(*documents: Document, on: str = TODAY) -> list[tuple[str, str]]:
    found = deadlines_answer(snapshot(*documents), Question(dt.date.fromisoformat(on)))["items"]
    return [(row["day"], row["kind"]) for row in found]


def test_a_calendar_has_reviews_due_last_days_to_object_and_ends() -> None:
    world = (LIST, TERMS, ENGAGED, ANNOUNCED, certified(to="2026-12-20"), COVERED, review(due="2026-11-20"))
    assert deadlines(*world, on="2026-11-10") == [
        ("2026-11-14", "objection_window"),
        ("2026-11-20", "review_due"),
        ("2026-12-20", "end"),
    ]


def test_what_is_over_is_not_in_the_calendar_but_an_overdue_review_stays() -> None:
    world = (LIST, TERMS, ENGAGED, ANNOUNCED, certified(to="2026-11-20"), COVERED, review(due="2026-11-20"))
    assert deadlines(*world) == [("2026-11-20", "review_due")]


def test_an_entry_keeps_its_id_when_its_day_moves() -> None:
    question = Question(dt.date(2026, 11, 1))
    ids = {
        deadlines_answer(snapshot(HOST, review(due=due)), question)["items"][0]["id"]
        for due in ("2026-11-20", "2026-12-01")
    }
    assert len(ids) == 1
