"""Applying files: order, retries, reports, and the demo."""

from __future__ import annotations

import json

import pytest

from bench.synthetic import synthetic
from tests.unit.exchange.conftest import Bench
from vendorgraph.errors import Conflict, Invalid
from vendorgraph.exchange.apply import apply_demo, apply_files, read_all

ONE = "vendorgraph: 1\ninventory: one\nparties: [{id: a, name: A}]"
TWO = "vendorgraph: 1\ninventory: two\nparties: [{id: a, name: B}, {id: c, name: C}]"


def test_files_are_applied_in_order_and_those_before_a_refusal_stay(bench: Bench) -> None:
    files = read_all([("one.yaml", ONE), ("two.yaml", TWO)])
    with pytest.raises(Conflict, match=r"^two.yaml:3: party a: name is 'A' in inventory one"):
        apply_files(bench.inventory, files, actor="t")
    assert set(bench.inventory.snapshot().records["party"]) == {"a"}


def test_nothing_is_applied_while_one_of_the_files_is_malformed() -> None:
    with pytest.raises(Invalid) as refusal:
        read_all([("one.yaml", ONE), ("two.yaml", "parties: ["), ("three.yaml", "vendorgraph: 1")])
    assert [line.split(":")[0] for line in refusal.value.message.splitlines()] == ["two.yaml", "three.yaml"]
    assert set(refusal.value.errors) == {"two.yaml:2", "three.yaml"}


def test_it_plans_again_when_somebody_else_wrote_first(bench: Bench) -> None:
    bench.store.outrun = 2
    assert bench.apply(ONE).outcomes[0].revision == 3


def test_the_report_says_which_fields_changed_and_how(bench: Bench) -> None:
    bench.apply(ONE)
    report = bench.apply(ONE.replace("name: A", "name: A, own: true")).as_json()
    assert report["writes"] == 1
    (outcome,) = report["files"]
    assert {
        name: outcome[name] for name in ("file", "inventory", "created", "changed", "removed", "unchanged")
    } == {
        "file": "a.yaml",
        "inventory": "one",
        "created": 0,
        "changed": 1,
        "removed": 0,
        "unchanged": 0,
    }
    assert outcome["changes"] == [
        {
            "action": "changed",
            "kind": "party",
            "id": "a",
            "managed_by": ["one"],
            "fields": {"own": {"before": False, "after": True}},
        }
    ]
    json.dumps(report)


def test_a_change_of_management_alone_is_told_as_such(bench: Bench) -> None:
    bench.apply(ONE)
    outcome = bench.apply(ONE.replace("inventory: one", "inventory: two")).outcomes[0]
    assert (outcome.plan.count("update"), len(outcome.plan.writes)) == (0, 1)
    assert outcome.as_json()["changes"][0]["action"] == "managed"


def test_the_demo_applies_twice_without_warning_or_second_write(bench: Bench) -> None:
    told: list[str] = []
    first = apply_demo(bench.inventory, lambda what, done, total: told.append(what))
    assert first.changes > 500
    assert first.warnings == []
    assert any(what.startswith("reading") for what in told)
    assert apply_demo(bench.inventory).changes == 0


@pytest.mark.parametrize(("parties", "flows"), [(2, 3), (20, 60), (200, 2_000)])
def test_synthetic_inventories_of_any_size_apply_and_are_always_the_same(
    bench: Bench, parties: int, flows: int
) -> None:
    made = synthetic(parties, flows, seed=7)
    assert made == synthetic(parties, flows, seed=7)
    assert made != synthetic(parties, flows, seed=8)
    report = bench.apply(json.dumps(made), "synthetic.json")
    assert report.warnings == []
    records = bench.inventory.snapshot().records
    assert (len(records["party"]), len(records["flow"])) == (parties, flows)
