"""Concentration, diff and what-if over REST; what they mean is tested with the analysis."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.conftest import Cast


def test_the_diff_of_two_days_names_who_came(cast: Cast) -> None:
    answer = cast.viewer.get("/diff?from_date=2020-10-29&to_date=2020-12-31&from=shop")
    assert answer.status_code == 200
    assert [row["processing"] for row in answer.json["recipients"]["gained"]] == ["host:hosting"]
    assert answer.json["recipients"]["lost"] == []
    assert answer.json["empty"] is False


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from_date=2020-10-29", "to_date"),
        ("from_date=2020-10-29&to_date=2020-10-29", "to_date"),
        ("from_date=2020-10-29&to_date=2020-02-30", "to_date"),
        ("from_date=2020-10-29&to_date=2021-01-01&from=nobody", "from"),
        ("from_date=2020-10-29&to_date=2021-01-01&as_of=2021-01-01", "as_of"),
    ],
)
def test_a_diff_says_which_parameter_is_wrong(cast: Cast, query: str, field: str) -> None:
    answer = cast.viewer.get(f"/diff?{query}")
    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])


def test_a_parameter_that_is_missing_is_said_to_be_required(cast: Cast) -> None:
    errors = cast.viewer.get("/diff").json["errors"]
    assert errors == {"from_date": ["is required"], "to_date": ["is required"]}


def test_concentration_has_a_denominator_for_every_share(cast: Cast) -> None:
    answer = cast.viewer.get("/concentration?from=shop").json
    for row in answer["parties"]:
        assert row["controllers"]["of"] == len(answer["sources"])
    assert {row["party"]["id"] for row in answer["parties"]} == {"host", "cloud"}


def test_a_viewer_may_ask_what_if_and_nothing_is_written(cast: Cast) -> None:
    before = cast.viewer.get("/health").json, cast.viewer.get("/changes").json["total"]
    answer = cast.viewer.post("/simulate", {"changes": [{"op": "remove_party", "party": "host"}]})
    assert answer.status_code == 200
    assert "host:hosting" in [row["processing"] for row in answer.json["diff"]["recipients"]["lost"]]
    assert (cast.viewer.get("/health").json, cast.viewer.get("/changes").json["total"]) == before


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "changes"),
        ({"changes": []}, "changes"),
        ({"changes": {"op": "breach"}}, "changes"),
        ({"changes": ["breach"]}, "changes.0"),
        ({"changes": [{"op": "breach", "party": "nobody"}]}, "changes.0.party"),
        ({"changes": [{"op": "breach", "party": "host"}], "as_of": "2026-01-01"}, "as_of"),
        ({"changes": [{"op": "breach", "party": "host"}] * 101}, "changes"),
    ],
)
def test_what_if_says_what_is_wrong(cast: Cast, body: Any, field: str) -> None:
    answer = cast.viewer.post("/simulate", body)
    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])


def test_a_stranger_may_not_ask(cast: Cast) -> None:
    assert (
        cast.stranger.post("/simulate", {"changes": [{"op": "breach", "party": "host"}]}).status_code == 401
    )


def test_findings_come_with_evidence_and_a_page(cast: Cast) -> None:
    whole = cast.viewer.get("/findings").json
    assert whole["total"] == len(whole["items"]) > 1
    assert whole["total"] == sum(whole["counts"].values())
    page = cast.viewer.get("/findings?page=2&page_size=1").json
    assert page["items"] == whole["items"][1:2]
    rule = whole["items"][0]["rule"]
    assert {item["rule"] for item in cast.viewer.get(f"/findings?rule={rule}").json["items"]} == {rule}


def test_a_decision_sticks_to_its_finding(cast: Cast) -> None:
    found = cast.viewer.get("/findings").json["items"][0]["fingerprint"]
    cast.editor.made(
        "/decisions", {"finding": found, "status": "accepted", "until": "2999-01-01", "reason": "known"}
    )
    accepted = cast.viewer.get("/findings?state=accepted").json["items"]
    assert [item["fingerprint"] for item in accepted] == [found]


def test_a_score_is_the_sum_of_its_contributions(cast: Cast) -> None:
    answer = cast.viewer.get("/parties/cloud/risk").json
    assert answer["score"] == pytest.approx(sum(row["points"] for row in answer["contributions"]))
    assert all(row["proof"] is not None for row in answer["contributions"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/findings?severity=terrible", 422),
        ("/findings?rule=none", 422),
        ("/findings?party=nobody", 422),
        ("/findings?page=0", 422),
        ("/parties/nobody/risk", 404),
        ("/parties/cloud/risk?party=host", 422),
    ],
)
def test_findings_and_risk_refuse_what_they_do_not_know(cast: Cast, path: str, status: int) -> None:
    assert cast.viewer.get(path).status_code == status
