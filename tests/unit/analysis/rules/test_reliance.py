"""Instruments as claimed against the dated tables: on the day, at the document's date, after a supposed end."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.unit.analysis.rules.world import at, commitment, document, findings, flow, party, said
from vendorgraph.analysis.rules.instruments import fallen
from vendorgraph.law import shipped
from vendorgraph.law.supposed import decision_ended, instrument_ended

POLICY = document("policy", dated="2020-10-30")
RULE = "reliance-on-invalid-mechanism"


@pytest.mark.parametrize(
    ("code", "day", "serves"),
    [
        ("PRIVACY-SHIELD-EU", "2020-07-15", True),
        ("PRIVACY-SHIELD-EU", "2020-07-16", False),
        ("PRIVACY-SHIELD-EU", "2016-07-11", False),
        ("PRIVACY-SHIELD-CH", "2020-09-07", True),
        ("PRIVACY-SHIELD-CH", "2020-09-08", False),
        ("SAFE-HARBOUR", "2015-10-05", True),
        ("SAFE-HARBOUR", "2015-10-06", False),
        ("DPF-EU", "2023-07-09", False),
        ("DPF-EU", "2023-07-10", True),
        ("A46-2-c", "2021-06-26", False),
        ("A46-2-c", "2026-11-22", True),
        ("SCC-2010-87", "2022-12-27", True),
        ("SCC-2010-87", "2022-12-28", False),
        ("UNSPECIFIED", "2026-11-22", True),
    ],
)
def test_an_instrument_serves_from_its_first_day_until_its_end(code: str, day: str, serves: bool) -> None:
    assert (fallen(shipped(), code, "EU", day) is None) is serves


def test_a_fallen_framework_says_when_and_by_whom() -> None:
    said_of_it = fallen(shipped(), "PRIVACY-SHIELD-EU", "EU", "2026-11-22")
    assert said_of_it is not None
    assert "2020-07-16" in said_of_it
    assert "C-311/18" in said_of_it


def test_one_not_yet_in_force_says_from_when() -> None:
    assert fallen(shipped(), "DPF-EU", "EU", "2020-01-01") == "in force only from 2023-07-10"


def test_an_end_that_is_supposed_counts() -> None:
    on = dt.date(2026, 6, 1)
    assert fallen(decision_ended(shipped(), "eu-us-dpf", on), "DPF-EU", "EU", "2026-06-01") is not None
    assert fallen(instrument_ended(shipped(), "A46-2-c", on), "A46-2-c", "EU", "2026-06-01") is not None


def test_the_result_at_the_documents_own_date_stands_beside() -> None:
    reliance = commitment("relies_on", mechanism="PRIVACY-SHIELD-EU", evidence=[said("policy", "7, 21")])
    (item,) = findings(POLICY, reliance, rule=RULE)
    (then,) = item["detail"]["at_document_date"]
    assert (then["document"], then["dated"], then["in_force"]) == ("policy", "2020-10-30", False)
    assert "On 2020-10-30, the date of policy:" in item["message"]


def test_a_reliance_that_was_right_in_its_day_is_told_apart() -> None:
    early = document("policy", dated="2019-05-01")
    reliance = commitment("relies_on", mechanism="PRIVACY-SHIELD-EU", evidence=[said("policy")])
    (item,) = findings(early, reliance, rule=RULE)
    assert item["detail"]["at_document_date"][0]["in_force"] is True


def test_a_reliance_that_has_ended_is_no_finding() -> None:
    assert (
        findings(commitment("relies_on", mechanism="PRIVACY-SHIELD-EU", valid_to="2020-07-16"), rule=RULE)
        == []
    )


def test_adequacy_claimed_for_a_country_whose_decision_is_to_come() -> None:
    brazil = (
        party("host", established_in="BR"),
        flow("shop:orders", "host:cloud", locations=at("BR"), mechanisms=[{"code": "A45-3"}]),
    )
    assert len(findings(*brazil, on="2025-06-01", rule=RULE)) == 1
    assert findings(*brazil, on="2026-02-01", rule=RULE) == []


def test_an_instrument_of_another_law_is_left_to_the_transfer() -> None:
    named = flow("shop:orders", "host:cloud", locations=at("US"), mechanisms=[{"code": "UK-IDTA"}])
    assert findings(party("host", established_in="US"), named, rule=RULE) == []
