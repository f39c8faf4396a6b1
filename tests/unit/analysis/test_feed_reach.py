"""The feed: recipients, places and categories that come and go, with their near misses."""

from __future__ import annotations

import pytest

from tests.unit.analysis.feed_world import HOST, NEW, concerned, feed, of_type, told
from tests.unit.analysis.rules.world import Document, at, flow, party
from vendorgraph.analysis.question import Context

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
