"""Concentration: every share counted again by hand or by taking parties out one by one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.oracle import strategies
from tests.oracle.comparison import snapshot as snapshot_of
from tests.oracle.taking_out import without
from vendorgraph.analysis.concentration import concentration_answer
from vendorgraph.analysis.exposure import Exposure, exposure_answer
from vendorgraph.analysis.question import Question, View
from vendorgraph.analysis.snapshot import Snapshot

ON = Question(dt.date(2020, 3, 1), include_planned=True)


def possible(snapshot: Snapshot, sources: list[str]) -> dict[tuple[str, str], frozenset[str]]:
    """(source, recipient) -> the terms that may arrive, from the exposure."""
    taxonomy = snapshot.taxonomy
    return {
        (source, row["processing"]["id"]): frozenset(
            taxonomy.terms(taxonomy.union(row["categories"]["possible"]))
        )
        for source in sources
        if source in snapshot.records["processing"]
        for row in exposure_answer(snapshot, ON, from_=source)["recipients"]
    }


def special(snapshot: Snapshot, sources: set[str]) -> set[tuple[str, str]]:
    """(source, flow) for each flow on which something sensitive of the source may leave."""
    view, taxonomy = View.of(snapshot, ON), snapshot.taxonomy
    found = set()
    for source in sources:
        exposure = Exposure(view, source, taxonomy.all)
        found |= {
            (source, edge.id) for edge in exposure.flows() if exposure.leaving(edge) & taxonomy.sensitive
        }
    return found


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.inventories())
def test_it_equals_taking_every_party_out_and_counting(inventory: Any) -> None:
    snapshot = snapshot_of(inventory)
    answer = concentration_answer(snapshot, ON)
    sources = answer["sources"]
    owner = {id_: document["party"] for id_, document in inventory["processing"].items()}
    reached = possible(snapshot, sources)
    for row in answer["parties"]:
        party = row["party"]["id"]
        counted = {s for s, r in reached if owner[r] == party and owner[s] != party}
        assert row["controllers"] == {
            "count": len(counted),
            "of": len(sources),
            "share": ratio(counted, sources),
        }
        left = possible(snapshot_of(without(inventory, party)), sorted(counted))
        lost = special(snapshot, counted) - special(snapshot_of(without(inventory, party)), counted)
        assert row["special_category_flows"]["count"] == len({flow for _, flow in lost})
        pairs = [pair for pair in reached if pair[0] in counted and owner[pair[1]] != party]
        assert row["cut_off"] == sorted(list(pair) for pair in pairs if pair not in left)
        assert row["single_point"] == any(reached[pair] - left.get(pair, frozenset()) for pair in pairs)
    assert {row["party"]["id"] for row in answer["parties"]} == {
        owner[r] for s, r in reached if owner[r] != owner[s]
    }
    assert answer["hidden"]["of"] == len(reached)


def ratio(part: Any, whole: Any) -> float | None:
    return round(len(part) / len(whole), 4) if whole else None


CHAIN = """
shop:orders -> host:it      user.health_and_medical FR
shop:orders -> mail:send    user.contact            DE
host:it     -> backup:vault user.health_and_medical US
host:it     -> watch:logs   user.contact            unknown
"""


@pytest.fixture
def chain() -> Snapshot:
    from vendorgraph.model.record import Record
    from vendorgraph.model.validation import load_document

    records: dict[str, dict[str, Record]] = {"party": {}, "processing": {}, "flow": {}}

    def put(kind: str, raw: dict[str, Any]) -> None:
        records[kind][raw["id"]] = Record(load_document(kind, raw))

    for line in CHAIN.strip().splitlines():
        sender, _, recipient, category, place = line.split()
        for id_ in (sender, recipient):
            party, name = id_.split(":")
            put("party", {"id": party, "name": party})
            capacity = "controller" if party == "shop" else "processor"
            put("processing", {"id": id_, "party": party, "name": name, "capacity": capacity})
        flow = {"id": f"{sender}--{recipient}", "from": sender, "to": recipient, "categories": [category]}
        put("flow", flow | {"locations": [] if place == "unknown" else [{"place": place, "kind": "storage"}]})
    return Snapshot.build(records, 1)


def test_a_chain_counted_by_hand(chain: Snapshot) -> None:
    answer = concentration_answer(chain, Question(dt.date(2026, 11, 22)))
    rows = {row["party"]["id"]: row for row in answer["parties"]}
    # Contact data of the shop do not go to the host, so nothing of it reaches `watch`.
    assert set(rows) == {"host", "mail", "backup"}
    assert rows["host"]["single_point"]
    assert rows["host"]["cut_off"] == [["shop:orders", "backup:vault"]]
    assert rows["host"]["special_category_flows"] == {"count": 2, "of": 2, "share": 1.0}
    assert rows["backup"]["special_category_flows"]["count"] == 1
    assert rows["mail"]["special_category_flows"]["count"] == 0
    assert answer["vendors"]["effective_number"] == 3.0
    assert answer["countries"]["effective_number"] == 3.0
    assert answer["countries"]["unknown"] == {"count": 0, "of": 3, "share": 0.0}
    assert answer["hidden"] == {"count": 1, "of": 3, "share": 0.3333}
