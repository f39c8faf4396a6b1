"""What-if: the diff that a change would make, equal to making it and asking; nothing is written."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.oracle import strategies
from tests.oracle.comparison import snapshot as snapshot_of
from tests.unit.analysis.test_diff import inventory, told, widest
from vendorgraph.analysis.exposure import exposure_answer
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.simulate import simulate_answer
from vendorgraph.errors import Invalid

TODAY = Question(dt.date(2026, 11, 22))
CERTIFIED = {"mechanisms": [{"code": "DPF-EU"}]}


def certified(**flow: Any) -> Any:
    snapshot = inventory(**(CERTIFIED | flow))
    party = snapshot.records["party"]["us"].document
    party["certifications"] = [{"mechanism": "DPF-EU", "from": "2023-09-01", "to": None, "data": "both"}]
    return snapshot


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_supposing_a_removal_equals_removing_and_asking(data: st.DataObject) -> None:
    found = data.draw(strategies.inventories())
    snapshot = snapshot_of(found)
    flow = data.draw(st.sampled_from(sorted(found["flow"])))
    supposed = simulate_answer(snapshot, TODAY, [{"op": "remove_flow", "flow": flow}])
    left = {**found, "flow": {id_: document for id_, document in found["flow"].items() if id_ != flow}}
    before, after = told(snapshot, TODAY), told(snapshot_of(left), TODAY)
    assert supposed["diff"]["empty"] == (before == after)
    lost = {
        (r["source"], r["processing"], r["category"], r["certainty"])
        for r in supposed["diff"]["categories"]["lost"]
    }
    assert lost == widest(snapshot, before[0] - after[0])


def test_ending_the_us_decision_lists_the_hops_that_rested_on_it_and_writes_nothing() -> None:
    snapshot = certified()
    kept = copy.deepcopy(snapshot.records)
    found = simulate_answer(
        snapshot, TODAY, [{"op": "end_adequacy", "adequacy": "eu-us-dpf", "on": "2026-11-01"}]
    )
    assert [(hop["flow"], hop["before"]["by"], hop["after"]["status"]) for hop in found["hops"]] == [
        ("f", "DPF-EU", "not_covered")
    ]
    assert snapshot.records == kept
    assert exposure_answer(snapshot, TODAY)["recipients"][0]["transfer"] == "covered"


def test_a_hop_with_clauses_to_fall_back_on_changes_its_basis_and_stays_covered() -> None:
    both = certified(
        mechanisms=[{"code": "DPF-EU"}, {"code": "A46-2-c", "module": 2, "valid_from": "2022-01-01"}]
    )
    found = simulate_answer(both, TODAY, [{"op": "end_mechanism", "mechanism": "DPF-EU"}])
    (hop,) = found["hops"]
    assert (hop["before"]["by"], hop["after"]["by"], hop["after"]["status"]) == (
        "DPF-EU",
        "A46-2-c",
        "covered",
    )
    assert found["diff"]["transfers"] == []


def test_an_end_in_the_future_changes_nothing_today() -> None:
    found = simulate_answer(
        certified(), TODAY, [{"op": "end_adequacy", "adequacy": "eu-us-dpf", "on": "2027-01-01"}]
    )
    assert (found["hops"], found["diff"]["empty"]) == ([], True)


def test_a_vendor_and_what_flows_to_it_may_be_supposed() -> None:
    found = simulate_answer(
        certified(),
        TODAY,
        [
            {"op": "add_party", "party": {"name": "New Vendor", "established_in": "IN"}},
            {
                "op": "add_processing",
                "processing": {"party": "new-vendor", "name": "Support", "capacity": "processor"},
            },
            {
                "op": "add_flow",
                "flow": {
                    "from": "us:host",
                    "to": "new-vendor:support",
                    "categories": ["user.contact.email"],
                    "locations": [{"place": "IN", "kind": "access"}],
                },
            },
        ],
    )
    assert [row["processing"] for row in found["diff"]["recipients"]["gained"]] == ["new-vendor:support"]
    assert [row["country"] for row in found["diff"]["countries"]["gained"]] == ["IN"]


def test_a_moved_place_and_a_removed_party_and_a_breach() -> None:
    moved = simulate_answer(
        certified(), TODAY, [{"op": "move_location", "flow": "f", "from": "US", "to": "IN"}]
    )
    assert moved["diff"]["transfers"][0]["after"]["status"] == "not_covered"
    gone = simulate_answer(certified(), TODAY, [{"op": "remove_party", "party": "us"}])
    assert [row["processing"] for row in gone["diff"]["recipients"]["lost"]] == ["us:host"]
    breach = simulate_answer(certified(), TODAY, [{"op": "breach", "party": "us", "from": "2026-11-20"}])
    assert [row["party"]["id"] for row in breach["breaches"][0]["impact"]["controllers"]] == ["shop"]


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"op": "explode"}, "changes.0.op", "one of end_adequacy"),
        ({"op": "remove_flow"}, "changes.0.flow", "is required"),
        ({"op": "remove_flow", "flow": "g"}, "changes.0.flow", "is no flow"),
        (
            {"op": "remove_flow", "flow": "f", "on": "2026-01-01"},
            "changes.0.on",
            "is not a field of remove_flow",
        ),
        ({"op": "end_adequacy", "adequacy": "eu-usa"}, "changes.0.adequacy", "the nearest are"),
        (
            {"op": "end_adequacy", "adequacy": "eu-us-dpf", "on": "tomorrow"},
            "changes.0.on",
            "is not a calendar day",
        ),
        ({"op": "end_mechanism", "mechanism": "DPF"}, "changes.0.mechanism", "is no mechanism"),
        ({"op": "move_location", "flow": "f", "from": "FR", "to": "DE"}, "changes.0.from", "one of US"),
        (
            {"op": "move_location", "flow": "f", "from": "US", "to": "UK"},
            "changes.0.to",
            "write GB",
        ),
        ({"op": "condition", "condition": "ai", "state": "on"}, "changes.0.condition", "is no condition"),
        (
            {"op": "add_flow", "flow": {"from": "shop:orders", "to": "x:y"}},
            "changes.0.to",
            "no known processing",
        ),
        ({"op": "add_party", "party": {"id": "us", "name": "US"}}, "changes.0.id", "already"),
    ],
)
def test_it_names_the_change_that_names_something_unknown(change: Any, field: str, said: str) -> None:
    with pytest.raises(Invalid) as caught:
        simulate_answer(certified(), TODAY, [change])
    assert said in caught.value.errors[field][0], caught.value.errors
