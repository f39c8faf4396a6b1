"""Findings: stable fingerprints, decisions that stick and expire, filters, order and denominators."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings

from tests.oracle.strategies import inventories
from tests.unit.analysis.rules.world import (
    DAY,
    Document,
    at,
    commitment,
    contract,
    document,
    findings,
    flow,
    party,
    said,
    snapshot,
)
from vendorgraph.analysis.findings import decisions_in_order, findings_answer
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.rules import RULES
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.errors import Invalid
from vendorgraph.model.record import Record

QUESTION = Question(dt.date.fromisoformat(DAY))
WORLD: tuple[Document, ...] = (
    document("policy", dated="2020-10-30"),
    party("host", established_in="US", address=None),
    commitment("no_transfer_outside", place="EU", evidence=[said("policy", "7")]),
    commitment("relies_on", mechanism="PRIVACY-SHIELD-EU", evidence=[said("policy", "21")]),
    flow("shop:orders", "host:cloud", locations=at("US"), mechanisms=[], evidence=[said("policy", "9-12")]),
    flow("host:cloud", "backup:vault", categories=None),
)


def answer(*documents: Document, question: Question = QUESTION, **filters: Any) -> dict[str, Any]:
    return findings_answer(snapshot(*documents), question, **filters)


def marks(*documents: Document) -> set[str]:
    return {item["fingerprint"] for item in findings(*documents)}


def decided(finding: str, status: str, **given: Any) -> Document:
    return "decision", {
        "id": f"d-{len(given)}-{status}".replace("_", "-"),
        "finding": finding,
        "status": status,
        **given,
    }


def the(rule: str, *documents: Document, on: str = DAY) -> dict[str, Any]:
    (item,) = findings(*documents, on=on, rule=rule)
    return item


BROKEN = the("no-transfer-commitment-broken", *WORLD)["fingerprint"]


def test_fingerprints_are_unique() -> None:
    assert max(Counter(item["fingerprint"] for item in findings(*WORLD)).values()) == 1


def test_fingerprints_do_not_depend_on_order() -> None:
    assert marks(*reversed(WORLD)) == marks(*WORLD)


def test_fingerprints_do_not_depend_on_ids_of_flows() -> None:
    renamed = [
        (kind, {**raw, "id": f"new-{at}"} if kind == "flow" else raw) for at, (kind, raw) in enumerate(WORLD)
    ]
    assert marks(*renamed) == marks(*WORLD)


def test_fingerprints_survive_a_flow_that_ends_and_begins_anew() -> None:
    ended = flow("shop:orders", "host:cloud", "old", locations=at("US"), mechanisms=[], valid_to="2026-03-01")
    begun = flow(
        "shop:orders", "host:cloud", "new", locations=at("US"), mechanisms=[], valid_from="2026-03-01"
    )
    before = (*WORLD[:4], WORLD[5], WORLD[4])
    assert marks(*before[:-1], ended, begun) == marks(*WORLD)


def test_fingerprints_survive_unrelated_changes() -> None:
    more = (flow("clinic:files", "mailer:mail"), party("partner"), contract("other"))
    assert marks(*WORLD) <= marks(*WORLD, *more)


def test_another_recipient_has_a_fingerprint_of_its_own() -> None:
    other = (party("mailer", established_in="US"), flow("shop:orders", "mailer:mail", locations=at("US")))
    found = findings(*WORLD, *other, rule="no-transfer-commitment-broken")
    assert len({item["fingerprint"] for item in found}) == 2


def test_a_finding_tells_who_what_where_and_on_what_evidence() -> None:
    item = the("no-transfer-commitment-broken", *WORLD)
    assert (
        item["message"]
        == "Shop promises to keep data inside the EU, yet data reach Host (cloud) (United States)."
    )
    assert (item["code"], item["parties"], item["processings"]) == (
        "C1",
        ["shop", "host"],
        ["shop:orders", "host:cloud"],
    )
    assert item["flows"] == ["shop:orders--host:cloud"]
    assert [(entry["lines"], entry["of"]) for entry in item["evidence"]] == [
        ("7", {"kind": "commitment", "id": "shop-no-transfer-outside"}),
        ("9-12", {"kind": "flow", "id": "shop:orders--host:cloud"}),
    ]
    assert item["denominator"] == {"count": 1, "of": 1, "what": "commitments"}


@pytest.mark.parametrize(
    ("decision", "state", "note"),
    [
        ({"status": "accepted", "until": "2026-11-23"}, "accepted", None),
        ({"status": "accepted", "until": "2026-11-22"}, "open", "ended on 2026-11-22"),
        ({"status": "accepted", "decided_on": "2026-11-22"}, "accepted", None),
        ({"status": "accepted", "decided_on": "2026-11-23"}, "open", "only from 2026-11-23"),
        ({"status": "false_positive", "decided_on": "2026-12-01"}, "false_positive", None),
        ({"status": "false_positive", "until": "2026-11-01"}, "open", "ended on 2026-11-01"),
        ({"status": "fixed", "decided_on": "2026-11-20"}, "open", "Reopened"),
        ({"status": "fixed"}, "open", "Reopened"),
        ({"status": "fixed", "decided_on": "2026-11-23"}, "fixed", "Fixed since 2026-11-23"),
    ],
)
def test_a_decision_sticks_and_ends(decision: dict[str, str], state: str, note: str | None) -> None:
    item = the("no-transfer-commitment-broken", *WORLD, decided(BROKEN, **decision))
    assert item["state"] == state
    assert item["decision"]["status"] == decision["status"]
    assert (note in item["note"]) if note else item["note"] is None


def test_the_latest_decision_counts() -> None:
    early = decided(BROKEN, "false_positive", decided_on="2026-01-01")
    late = decided(BROKEN, "accepted", decided_on="2026-02-01", until="2027-01-01")
    assert the("no-transfer-commitment-broken", *WORLD, early, late)["state"] == "accepted"
    assert the("no-transfer-commitment-broken", *WORLD, late, early)["state"] == "accepted"


def test_a_decision_about_one_finding_leaves_the_others_open() -> None:
    items = findings(*WORLD, decided(BROKEN, "accepted"))
    assert {item["fingerprint"] for item in items if item["state"] != "open"} == {BROKEN}


def test_findings_come_by_severity_rule_and_fingerprint() -> None:
    order = [
        (("high", "medium", "low").index(item["severity"]), item["rule"], item["fingerprint"])
        for item in findings(*WORLD)
    ]
    assert order == sorted(order)


def test_counts_are_those_of_the_items_kept_and_rules_those_of_the_inventory() -> None:
    whole, high = answer(*WORLD), answer(*WORLD, severity="high")
    assert whole["counts"]["high"] == len(high["items"]) == high["total"] == high["counts"]["high"]
    assert high["counts"]["medium"] == 0
    assert [{**row, "kept": 0} for row in high["rules"]] == [{**row, "kept": 0} for row in whole["rules"]]
    for found in (high, whole):
        kept = Counter(item["rule"] for item in found["items"])
        assert [row["kept"] for row in found["rules"]] == [kept[row["id"]] for row in found["rules"]]
    assert [row["id"] for row in whole["rules"]] == [rule.id for rule in RULES]
    assert sum(row["count"] for row in whole["rules"]) == whole["total"]


def test_a_page_is_a_part_of_the_whole() -> None:
    whole = answer(*WORLD)
    page = answer(*WORLD, offset=2, limit=3)
    assert page["items"] == whole["items"][2:5]
    assert page["total"] == whole["total"]


def test_a_party_stands_for_its_group_unless_told_otherwise() -> None:
    world = (*WORLD, party("backup", member_of="host"))
    alone = answer(*world, party="host", question=Question(QUESTION.as_of, group=False))
    group = answer(*world, party="host")
    assert {"backup"} & {id_ for item in group["items"] for id_ in item["parties"]}
    assert len(alone["items"]) < len(group["items"]) + 1
    assert all("host" in item["parties"] for item in alone["items"])


def test_a_party_answers_under_a_former_id() -> None:
    world = (
        *WORLD[:1],
        party("host", established_in="US", address=None, former_ids=["old-host"]),
        *WORLD[2:],
    )
    assert answer(*world, party="old-host")["items"] == answer(*world, party="host")["items"]


def test_only_the_state_asked_for() -> None:
    world = (*WORLD, decided(BROKEN, "accepted"))
    assert [item["fingerprint"] for item in findings(*world, state="accepted")] == [BROKEN]
    assert BROKEN not in {item["fingerprint"] for item in findings(*world, state="open")}


@pytest.mark.parametrize(
    ("filters", "accepted"),
    [
        ({"rule": "no-such-rule"}, "no-transfer-commitment-broken"),
        ({"severity": "critical"}, "high, medium, low"),
        ({"state": "closed"}, "open, accepted, false_positive, fixed"),
        ({"party": "hots"}, "the nearest is host"),
    ],
)
def test_it_refuses_what_it_does_not_know_naming_what_is_accepted(
    filters: dict[str, str], accepted: str
) -> None:
    with pytest.raises(Invalid, match=accepted) as caught:
        answer(*WORLD, **filters)
    assert list(caught.value.errors) == list(filters)


def test_planned_flows_count_only_when_asked_for() -> None:
    planned = flow("shop:orders", "host:cloud", status="planned", categories=None)
    assert findings(planned, rule="categories-not-stated") == []
    assert len(findings(planned, rule="categories-not-stated", planned=True)) == 1


def test_a_switched_off_condition_takes_its_findings_away() -> None:
    event = ("condition", {"id": "sale-of-business", "kind": "event"})
    assert findings(event, flow("shop:orders", "host:cloud", conditions=["sale-of-business"])) == []


def test_a_self_loop_is_no_disclosure() -> None:
    assert findings(flow("shop:orders", "shop:orders"), rule="processing-agreement-missing") == []


def test_two_flows_between_the_same_processings_are_one_finding_with_both() -> None:
    both = [
        flow("shop:orders", "host:cloud", id=f"shop:orders--host:cloud{end}", transform="anonymised")
        for end in ("", "~2")
    ]
    (found,) = findings(*both, rule="anonymised-without-assessment")
    assert found["flows"] == ["shop:orders--host:cloud", "shop:orders--host:cloud~2"]
    assert found["denominator"] == {"count": 2, "of": 2, "what": "anonymised flows"}


def test_the_decision_written_last_holds_where_the_day_does_not_tell() -> None:
    built = snapshot(*WORLD, decided(BROKEN, "fixed"), decided(BROKEN, "accepted", reason="agreed"))
    decisions = built.records["decision"]
    for revision, id_ in enumerate(("d-0-fixed", "d-1-accepted"), 2):
        decisions[id_] = Record(decisions[id_].document, revision)
    assert [one["status"] for one in decisions_in_order(built)] == ["fixed", "accepted"]
    decisions["d-0-fixed"] = Record(decisions["d-0-fixed"].document, 4)
    assert [one["status"] for one in decisions_in_order(built)] == ["accepted", "fixed"]


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_like_others(on: str) -> None:
    certificate = {"mechanism": "DPF-EU", "from": "2023-09-01", "to": None, "data": "both"}
    certified = party("host", established_in="US", certifications=[certificate])
    assert findings(certified, flow("shop:orders", "host:cloud", locations=at("US")), on=on)


def test_an_empty_inventory_has_no_findings() -> None:
    empty = findings_answer(Snapshot.build({}, 0), QUESTION)
    assert (empty["items"], empty["counts"]) == ([], {"high": 0, "medium": 0, "low": 0})


@settings(max_examples=60, deadline=None)
@given(inventories())
def test_on_any_inventory_fingerprints_are_unique_and_counts_within_what_was_examined(inventory: Any) -> None:
    records = {
        kind: {id_: Record(found) for id_, found in documents.items()}
        for kind, documents in inventory.items()
    }
    built = Snapshot.build(records, 1, shipped_terms=False)
    found = findings_answer(built, QUESTION)
    fingerprints = [item["fingerprint"] for item in found["items"]]
    assert len(fingerprints) == len(set(fingerprints))
    for row in found["rules"]:
        assert row["denominator"]["count"] <= row["denominator"]["of"], row["id"]
