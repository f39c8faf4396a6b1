"""The feed: transfers that lose or gain a basis, and what is still to come."""

from __future__ import annotations

import pytest

from tests.unit.analysis.feed_world import HOST, RESTS, SHIELD, feed, of_type
from tests.unit.analysis.rules.world import at, flow, party

# Transfers


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
