"""What a plan does to exposure and transfers, held against the answers of the two inventories themselves."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from bench.synthetic import synthetic
from tests.unit.exchange.checking import CLINIC, DAY, PULL_REQUEST, files
from tests.unit.exchange.conftest import Bench
from vendorgraph.analysis.exposure import exposure_answer
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.analysis.transfers import transfers_answer
from vendorgraph.exchange.apply import plan_files, planned
from vendorgraph.exchange.effects import effects
from vendorgraph.exchange.effects_text import lines
from vendorgraph.exchange.files import read
from vendorgraph.law.hop import STATUSES

TODAY = Question(DAY)
Row = dict[str, Any]


def state(*texts: str) -> Snapshot:
    return planned(Snapshot.build({}), files(*texts))[1]


def told(before: str, after: str, **bounds: int) -> Row:
    """The effects of applying `after` where `before` was applied, under one and the same slug."""
    held = state(before)
    return effects(held, planned(held, files(after))[1], TODAY, **bounds)


def test_where_no_source_is_concerned_it_is_told_of_whom_the_sender_reaches() -> None:
    before = "vendorgraph: 1\ninventory: host\n"
    after = f"""{before}parties:
  - {{id: host, name: Host, processings: [{{id: "host:hosting", name: Hosting, capacity: processor}}]}}
  - {{id: stats, name: Stats, processings: [{{id: "stats:counting", name: Counting, capacity: processor}}]}}
flows: [{{id: counts, from: "host:hosting", to: "stats:counting", locations: [{{place: US}}]}}]
"""
    assert told(before, after)["sources"] == []
    held = state(before)
    (source,) = effects(held, planned(held, files(after))[1], TODAY, sender="host:hosting")["sources"]
    assert source["source"] == "host:hosting"
    assert [row["processing"] for row in source["recipients"]["gained"]] == ["stats:counting"]
    assert [row["country"] for row in source["countries"]["gained"]] == ["US"]
    (lost,) = effects(state(after), state(before), TODAY, sender="host:hosting")["sources"]
    assert [row["processing"] for row in lost["recipients"]["lost"]] == ["stats:counting"]


def test_the_sender_is_no_source_where_a_controller_is_concerned() -> None:
    held = state(CLINIC)
    found = effects(held, planned(held, files(PULL_REQUEST))[1], TODAY, sender="host:hosting")
    assert [source["source"] for source in found["sources"]] == ["clinic:care"]


def test_a_new_vendor_is_told_with_its_path_and_the_flow_that_brings_it() -> None:
    held = state(CLINIC)
    found = effects(held, planned(held, files(PULL_REQUEST))[1], TODAY)
    (source,) = found["sources"]
    assert source["source"] == "clinic:care"
    (row,) = source["recipients"]["gained"]
    assert row == {
        "processing": "stats:counting",
        "party": {"id": "stats", "name": "Stats Inc."},
        "role": "subprocessor",
        "hops": 2,
        "certainty": "stated",
        "categories": {"stated": ["user.health_and_medical"], "possible": ["user.health_and_medical"]},
        "countries": [{"country": "US", "kinds": ["processing"]}],
        "transfer": "not_evaluable",
        "via": ["care-host", "host-stats"],
        "by": ["host-stats"],
    }
    assert [(one["country"], one["by"]) for one in source["countries"]["gained"]] == [("US", ["host-stats"])]
    assert source["categories"] == source["places"] == {"gained": [], "lost": []}
    (hop,) = found["transfers"]
    assert (hop["from"], hop["to"], hop["before"], hop["after"]["status"]) == (
        "host:hosting",
        "stats:counting",
        None,
        "not_evaluable",
    )
    assert list(lines(found)) == [
        "What this does to exposure and transfers on 2026-11-22:",
        "  + Clinic (clinic:care) also reaches Stats Inc. (stats:counting), subprocessor, with user.health_and_medical "
        "in US; transfer not_evaluable; by care-host > host-stats",
        "  + Clinic (clinic:care) also reaches United States (US); by care-host > host-stats",
        "  transfer status of host:hosting -> stats:counting: new, not_evaluable (mechanism_not_stated)",
    ]


def test_a_flow_that_goes_is_told_with_the_path_that_there_was() -> None:
    found = told(CLINIC, CLINIC.partition("flows:")[0])
    (source,) = found["sources"]
    assert [(row["processing"], row["via"]) for row in source["recipients"]["lost"]] == [
        ("host:hosting", ["care-host"])
    ]
    assert [row["country"] for row in source["countries"]["lost"]] == ["DE"]


def test_a_vendor_that_moves_is_told_though_its_new_country_was_reached_before() -> None:
    two = CLINIC.replace("DE, kind: storage}]", "DE, kind: storage}, {place: IN}]")
    other = two + "  - {id: more, from: 'clinic:care', to: 'host:hosting', locations: [{place: US}]}\n"
    found = told(other, other.replace("{place: IN}", "{place: JP}"))
    (source,) = found["sources"]
    places = {
        side: [(r["processing"], r["country"]) for r in source["places"][side]] for side in ("gained", "lost")
    }
    assert places == {"gained": [("host:hosting", "JP")], "lost": [("host:hosting", "IN")]}


def test_a_category_more_is_told_with_the_path_on_which_it_comes() -> None:
    found = told(CLINIC, CLINIC.replace("user.contact]", "user.contact, user.financial]"))
    (source,) = found["sources"]
    assert [(r["category"], r["certainty"], r["via"]) for r in source["categories"]["gained"]] == [
        ("user.financial", "possible", ["care-host"]),
        ("user.financial", "stated", ["care-host"]),
    ]
    assert any("also gets user.financial of Clinic" in line for line in lines(found))


def test_a_narrower_category_is_nothing_gained() -> None:
    (source,) = told(CLINIC, CLINIC.replace("user.contact]", "user.contact.email]"))["sources"]
    assert source["categories"]["gained"] == []
    assert {row["category"] for row in source["categories"]["lost"]} == {"user.contact"}


def test_a_certificate_that_goes_changes_transfers_though_no_flow_does() -> None:
    certified = PULL_REQUEST.replace(
        "established_in: US",
        "established_in: US\n    certifications: [{mechanism: DPF-EU, from: 2024-01-01, data: both}]",
    )
    held = state(CLINIC, certified)
    found = effects(held, planned(held, files(PULL_REQUEST))[1], TODAY)
    (hop,) = found["transfers"]
    assert (hop["before"]["status"], hop["before"]["by"], hop["after"]["status"]) == (
        "covered",
        "DPF-EU",
        "not_evaluable",
    )
    assert (found["sources"], found["empty"]) == ([], False)


def test_what_touches_no_flow_does_nothing_to_exposure() -> None:
    found = told(CLINIC, CLINIC.replace("name: Host\n", "name: Host and Sons\n"))
    assert found["empty"]
    assert list(lines(found)) == ["Nothing changes in whom the data reach on 2026-11-22."]


def test_what_is_beyond_the_bounds_is_counted_and_said() -> None:
    held = state(CLINIC)
    after = planned(held, files(PULL_REQUEST))[1]
    found = effects(held, after, TODAY, rows=0)
    assert found["counts"]["recipients"]["gained"] == found["counts"]["countries"]["gained"] == 1
    assert (found["sources"], found["transfers"], found["left_out"]["rows"]) == ([], [], 3)
    assert "  … and 3 more (--json lists up to a bound)" in list(lines(found))
    second = (
        CLINIC.replace("clinic", "ward")
        .replace("care-host", "ward-host")
        .replace("name: Clinic", "name: Ward")
    )
    both = state(CLINIC, second)
    few = effects(both, planned(both, files(PULL_REQUEST))[1], TODAY, sources=1)
    assert (len(few["sources"]), few["left_out"]["sources"], few["empty"]) == (1, 1, False)
    assert "  … and 1 more sources that may be concerned were not looked at" in list(lines(few))


@pytest.mark.parametrize("seed", range(12))
def test_it_tells_exactly_what_differs_between_the_answers_of_both_sides(seed: int) -> None:
    document = synthetic(40, 120, seed)
    held = planned(Snapshot.build({}), [read(json.dumps(document), "a.json")])[1]
    _change(document, random.Random(seed))
    after = planned(held, [read(json.dumps(document), "a.json")])[1]
    found = effects(held, after, TODAY, rows=10**6)
    old, new = _answers(held), _answers(after)
    for part in ("recipients", "countries", "places"):
        for side, expected in (("gained", new[part] - old[part]), ("lost", old[part] - new[part])):
            if part == "places":
                expected = {row for row in expected if row[:2] in old["recipients"] & new["recipients"]}
            assert _rows(found, part, side) == expected, (part, side)
    assert {(row["from"], row["to"]) for row in found["transfers"]} == _differing(held, after)
    assert found["left_out"] == {"sources": 0, "rows": 0, "hops": 0}


def _change(document: Row, chance: random.Random) -> None:
    flows = document["flows"]
    for flow in chance.sample(flows, 4):
        flows.remove(flow)
    for flow in chance.sample(flows, 6):
        flow["locations"] = [{"place": chance.choice(("US", "FR", "unknown"))}]
        flow["categories"] = chance.choice((None, ["user"], ["user.contact"]))
    for party in chance.sample(document["parties"], 4):
        party["established_in"] = chance.choice(("US", "DE", "IN"))
    chance.choice(document["parties"])["own"] = chance.random() < 0.5


def _answers(snapshot: Snapshot) -> dict[str, set[tuple[str, ...]]]:
    answer = exposure_answer(snapshot, TODAY)
    return {
        "recipients": {(row["source"], row["processing"]["id"]) for row in answer["recipients"]},
        "countries": {(row["source"], row["country"]) for row in answer["countries"]},
        "places": {
            (row["source"], row["processing"]["id"], entry["country"])
            for row in answer["recipients"]
            for entry in row["countries"]
        },
    }


def _rows(found: Row, part: str, side: str) -> set[tuple[str, ...]]:
    names = {"recipients": ("processing",), "countries": ("country",), "places": ("processing", "country")}[
        part
    ]
    return {
        (source["source"], *(row[name] for name in names))
        for source in found["sources"]
        for row in source[part][side]
        if part != "places" or row["processing"] != source["source"]
    }


def _differing(before: Snapshot, after: Snapshot) -> set[tuple[str, str]]:
    sides = []
    for snapshot in (before, after):
        worst: dict[tuple[str, str], int] = {}
        for item in transfers_answer(snapshot, TODAY)["items"]:
            pair, rank = (item["from"], item["to"]), STATUSES.index(item["status"])
            worst[pair] = min(worst.get(pair, rank), rank)
        sides.append(worst)
    return {pair for pair in sides[0].keys() | sides[1].keys() if sides[0].get(pair) != sides[1].get(pair)}


def test_applying_removes_only_what_the_same_source_brought_before(bench: Bench) -> None:
    bench.apply(CLINIC)
    bench.apply(PULL_REQUEST)
    bench.inventory.create("party", {"name": "Made over REST"}, actor="test")
    shared = PULL_REQUEST.partition("flows:")[0].replace("analytics", "register")
    bench.apply(shared)
    bench.apply("vendorgraph: 1\ninventory: analytics\n")
    records = bench.inventory.snapshot().records
    assert set(records["flow"]) == {"care-host"}, "the flow that only this source stated is gone"
    assert set(records["party"]) == {"clinic", "host", "stats", "made-over-rest"}
    assert records["party"]["stats"].managed_by == ("register",)
    report = plan_files(bench.inventory, files("vendorgraph: 1\ninventory: nobody-before\n"))
    assert report.changes == 0, "a source that was never loaded removes nothing"
