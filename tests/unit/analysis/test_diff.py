"""The diff of two days: empty exactly when nothing that it tells of differs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.oracle import strategies
from tests.oracle.comparison import snapshot as snapshot_of
from vendorgraph.analysis.diff import diff_answer
from vendorgraph.analysis.exposure import exposure_answer
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.analysis.transfers import transfers_answer
from vendorgraph.law.hop import STATUSES
from vendorgraph.model.record import Record
from vendorgraph.model.validation import load_document

DAYS = [
    dt.date(2019, 12, 31),
    dt.date(2020, 1, 1),
    dt.date(2020, 7, 15),
    dt.date(2020, 7, 16),
    dt.date(2026, 11, 22),
]


def told(snapshot: Snapshot, question: Question) -> tuple[Any, ...]:
    """What a diff compares, from the answers of the other routes; of categories every term, inner ones too."""
    answer = exposure_answer(snapshot, question)
    taxonomy = snapshot.taxonomy
    categories = {
        (row["source"], row["processing"]["id"], term, certainty)
        for row in answer["recipients"]
        for certainty in ("stated", "possible")
        for term in taxonomy.terms(taxonomy.union(row["categories"][certainty]))
    }
    worst: dict[tuple[str, str], int] = {}
    for item in transfers_answer(snapshot, question)["items"]:
        pair = (item["from"], item["to"])
        worst[pair] = min(worst.get(pair, len(STATUSES)), STATUSES.index(item["status"]))
    return categories, {(row["source"], row["country"]) for row in answer["countries"]}, worst


def widest(snapshot: Snapshot, rows: set[Any]) -> set[Any]:
    """The rows of which no other names a wider term."""
    taxonomy = snapshot.taxonomy
    return {
        row
        for row in rows
        if not any(
            one != row
            and (*one[:2], one[3]) == (*row[:2], row[3])
            and taxonomy.alone(row[2]) & taxonomy.down(one[2])
            for one in rows
        )
    }


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.inventories(), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_it_is_empty_exactly_when_both_days_tell_the_same(
    inventory: Any, first: dt.date, second: dt.date
) -> None:
    snapshot = snapshot_of(inventory)
    before, after = Question(first), Question(second)
    found = diff_answer(snapshot, before, after)
    sides = told(snapshot, before), told(snapshot, after)
    assert found["empty"] == (sides[0] == sides[1])
    gained = {
        (r["source"], r["processing"], r["category"], r["certainty"]) for r in found["categories"]["gained"]
    }
    assert gained == widest(snapshot, sides[1][0] - sides[0][0])
    assert {(r["source"], r["country"]) for r in found["countries"]["lost"]} == sides[0][1] - sides[1][1]


def inventory(*more: dict[str, Any], **flow: Any) -> Snapshot:
    records: dict[str, dict[str, Record]] = {}
    shield = {"mechanism": "PRIVACY-SHIELD-EU", "from": "2017-01-01"}
    for kind, raw in (
        ("party", {"id": "shop", "name": "Shop", "established_in": "FR"}),
        ("party", {"id": "us", "name": "US", "established_in": "US", "certifications": [shield]}),
        ("processing", {"id": "shop:orders", "party": "shop", "name": "Orders", "capacity": "controller"}),
        ("processing", {"id": "us:host", "party": "us", "name": "Host", "capacity": "processor"}),
        (
            "flow",
            {
                "id": "f",
                "from": "shop:orders",
                "to": "us:host",
                "categories": ["user.contact"],
                "locations": [{"place": "US", "kind": "storage"}],
                "mechanisms": [{"code": "PRIVACY-SHIELD-EU"}],
                **flow,
            },
        ),
        *(("flow", one) for one in more),
    ):
        records.setdefault(kind, {})[raw["id"]] = Record(load_document(kind, raw))
    return Snapshot.build(records, 1)


def test_what_lies_within_what_came_before_is_no_gain() -> None:
    narrower = {"id": "g", "from": "shop:orders", "to": "us:host", "valid_from": "2020-01-01"}
    snapshot = inventory(
        {**narrower, "categories": ["user.contact"]}, categories=["user"], valid_to="2020-01-01"
    )
    days = Question(dt.date(2019, 12, 31)), Question(dt.date(2020, 1, 1))
    narrowed, widened = diff_answer(snapshot, *days), diff_answer(snapshot, *reversed(days))
    assert narrowed["categories"]["gained"] == widened["categories"]["lost"] == []
    for rows in (narrowed["categories"]["lost"], widened["categories"]["gained"]):
        assert [(row["category"], row["certainty"]) for row in rows] == [
            ("user", "possible"),
            ("user", "stated"),
        ]


def test_a_hop_that_lost_its_basis_is_told_though_the_inventory_did_not_change() -> None:
    found = diff_answer(inventory(), Question(dt.date(2020, 7, 15)), Question(dt.date(2020, 7, 17)))
    assert (found["recipients"], found["countries"]) == (
        {"gained": [], "lost": []},
        {"gained": [], "lost": []},
    )
    (hop,) = found["transfers"]
    assert (hop["before"]["status"], hop["after"]["status"]) == ("covered", "not_covered")
    assert hop["after"]["reason"] == "mechanism_invalidated"
    assert hop["inventory_changed"] is False


def test_the_day_before_the_annulment_tells_nothing() -> None:
    found = diff_answer(inventory(), Question(dt.date(2020, 7, 14)), Question(dt.date(2020, 7, 15)))
    assert found["empty"] is True


def test_an_ended_flow_loses_its_recipient_its_place_and_its_hop() -> None:
    ended = inventory(valid_to="2019-06-01")
    found = diff_answer(ended, Question(dt.date(2019, 5, 31)), Question(dt.date(2019, 6, 1)))
    assert [row["processing"] for row in found["recipients"]["lost"]] == ["us:host"]
    assert [row["country"] for row in found["countries"]["lost"]] == ["US"]
    assert [(hop["before"]["status"], hop["after"]) for hop in found["transfers"]] == [("covered", None)]
