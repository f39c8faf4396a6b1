"""The reviewers' findings in the three policies come out of the demo by themselves, with their lines."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tools import findings_reference
from tools.reviewed_policies import POLICIES, REVIEWED
from vendorgraph import demo
from vendorgraph.analysis.findings import findings_answer
from vendorgraph.analysis.integrity import after
from vendorgraph.analysis.question import Question
from vendorgraph.analysis.rules import BY_ID
from vendorgraph.analysis.rules.rule import CHECKS
from vendorgraph.analysis.snapshot import Snapshot
from vendorgraph.exchange.files import read_path
from vendorgraph.exchange.plan import plan
from vendorgraph.model.entities import RECORDS

PAGE = Path(__file__).parents[4] / "docs" / "reference" / "findings.md"
SEEN = [(reviewed, seen) for reviewed in REVIEWED for seen in reviewed.seen]


@pytest.fixture(scope="module")
def inventory() -> Snapshot:
    snapshot = Snapshot.build({entity.name: {} for entity in RECORDS})
    for path in demo.files():
        snapshot = Snapshot.build(after(snapshot, plan(snapshot, read_path(path)).writes))
    return snapshot


@pytest.fixture(scope="module")
def ask(inventory: Snapshot) -> Any:
    def found(on: str = "2026-11-22", **filters: Any) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = findings_answer(
            inventory, Question(dt.date.fromisoformat(on)), **filters
        )["items"]
        return items

    return found


@pytest.mark.parametrize(
    ("reviewed", "seen"),
    SEEN,
    ids=[f"{reviewed.policy}-{reviewed.number}: {seen.rule}, {seen.party}" for reviewed, seen in SEEN],
)
def test_a_rule_sees_what_a_reviewer_found_with_the_lines(ask, reviewed, seen) -> None:
    _, document = POLICIES[reviewed.policy]
    cited = [
        {entry["lines"] for entry in item["evidence"] if entry["document"] == document}
        for item in ask(rule=seen.rule, party=seen.party)
    ]
    assert any(set(seen.lines) <= lines for lines in cited), cited


def test_every_finding_of_the_three_policies_is_in_the_table() -> None:
    numbers = {key: [r.number for r in REVIEWED if r.policy == key] for key in POLICIES}
    assert numbers == {"S0": list(range(1, 11)), "S1": list(range(1, 13)), "S2": list(range(1, 13))}


def test_each_is_seen_by_a_rule_or_says_why_none_can() -> None:
    assert all(reviewed.seen or reviewed.reading.endswith(".") for reviewed in REVIEWED)
    assert {seen.rule for _, seen in SEEN} <= BY_ID.keys()


def test_all_twelve_checks_but_none_in_vain_come_out_on_the_demo(ask) -> None:
    assert {item["code"] for item in ask()} - {None} == {f"C{number}" for number in range(1, 13)}


@pytest.mark.parametrize(
    ("on", "holds"), [("2020-07-15", 0), ("2020-07-16", 1), ("2020-10-30", 2), ("2026-11-22", 2)]
)
def test_the_reliance_on_the_privacy_shield_falls_with_it(ask, on: str, holds: int) -> None:
    assert len(ask(on, rule="reliance-on-invalid-mechanism", party="clustdoc")) == holds


def test_the_reliance_is_told_at_the_policys_own_date_too(ask) -> None:
    for item in ask(rule="reliance-on-invalid-mechanism", party="clustdoc"):
        assert item["severity"] == "high"
        assert [told["dated"] for told in item["detail"]["at_document_date"]] == ["2020-10-30"]
        assert item["detail"]["at_document_date"][0]["in_force"] is False


def test_the_promise_of_the_publisher_is_judged_by_the_seat_so_milder(ask) -> None:
    (item,) = ask(rule="no-transfer-commitment-broken", party="publisher")
    assert item["severity"] == "medium"
    assert "seat: United States" in item["message"]


def test_the_role_of_recaptcha_is_outdated_from_the_day_it_changed(ask) -> None:
    assert ask("2026-04-01", rule="role-outdated") == []
    (item,) = ask("2026-04-02", rule="role-outdated")
    assert "google" in item["parties"]


def test_real_names_in_the_lists_are_not_taken_for_other_companies(ask) -> None:
    assert {tuple(item["parties"]) for item in ask(rule="recipient-misnamed")} == {
        ("clustdoc-customers", "box")
    }


def test_the_fictional_clinics_chain_shows_what_was_put_there(ask) -> None:
    def parties(rule: str) -> set[str]:
        return {id_ for item in ask(rule=rule) for id_ in item["parties"]}

    assert {"example-backup", "example-operations"} <= parties("all-data-in-place-contradicted")
    assert "example-operations" in parties("transfer-assessment-missing")
    assert "example-software" in parties("review-overdue")
    assert "example-ticketing" in parties("processor-details-missing")


def test_the_page_of_the_documentation_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == findings_reference.page()


def test_every_rule_has_a_heading_on_the_page() -> None:
    assert all(f"\n### {rule}\n" in findings_reference.page() for rule in BY_ID)


def test_every_code_that_a_row_shows_is_explained_on_the_page() -> None:
    page = findings_reference.page()
    assert all(f"| {code} | {meaning} | [`" in page for code, meaning in CHECKS.items())
