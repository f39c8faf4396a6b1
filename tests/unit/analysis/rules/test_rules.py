"""Every rule finds what it is for, and stays silent where only a little is different."""

from __future__ import annotations

import pytest

from tests.unit.analysis.rules.cases_data import CASES as DATA
from tests.unit.analysis.rules.cases_duties import CASES as DUTIES
from tests.unit.analysis.rules.world import Case, findings
from vendorgraph.analysis.rules import RULES
from vendorgraph.analysis.rules.rule import CHECKS, SEVERITIES

CASES = (*DATA, *DUTIES)
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.behaviour}")


@each_case
def test_it_finds(case: Case) -> None:
    items = findings(*case.holds, on=case.on, rule=case.rule)
    assert [item["severity"] for item in items] == [case.severity] * case.count


@each_case
def test_it_stays_silent_on_a_near_miss(case: Case) -> None:
    assert findings(*case.near_miss, on=case.near_miss_on, rule=case.rule) == []


def test_every_rule_has_a_case() -> None:
    assert {case.rule for case in CASES} == {rule.id for rule in RULES}


def test_all_twelve_checks_are_made_by_rules() -> None:
    assert {rule.code for rule in RULES} - {None} == CHECKS.keys() == {f"C{n}" for n in range(1, 13)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_why_on_what_ground_and_how_to_fix_it(rule) -> None:
    assert rule.severity in SEVERITIES
    assert all((rule.title, rule.reference, rule.counts))
    assert rule.why.endswith(".")
    assert rule.fix.endswith(".")
    assert rule.id == rule.id.lower().replace("_", "-").replace(" ", "-")


@each_case
def test_a_finding_is_complete_and_within_its_denominator(case: Case) -> None:
    for item in findings(*case.holds, on=case.on):
        assert item["message"].endswith((".", ".)"))
        assert 0 < item["denominator"]["count"] <= item["denominator"]["of"], item["rule"]
        assert item["parties"]
        assert (item["state"], item["decision"]) == ("open", None)
