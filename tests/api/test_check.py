"""Policies over REST; what they catch is tested with the exchange."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.conftest import Cast
from tests.unit.exchange.checking import CLINIC, HEALTH, PULL_REQUEST, policy

CONTACT = """
  - {id: contact, title: Nothing leaves the shop, from: shop, category: user.contact}
"""


def body(rules: str, *files: str) -> dict[str, Any]:
    named = [{"name": f"{at}.yaml", "text": text} for at, text in enumerate(files)]
    return {"policy": {"name": "policy.yaml", "text": policy(rules)}, "files": named}


def test_a_viewer_may_check_and_nothing_is_written(cast: Cast) -> None:
    before = cast.viewer.get("/changes").json["total"]
    answer = cast.viewer.post(
        "/check?as_of=2026-11-22",
        body(
            HEALTH.replace("title", "from: clinic\n    title"),
            CLINIC.replace("host", "shed").replace("Host", "Shed"),
            PULL_REQUEST.replace("host:hosting", "shed:sheding"),
        ),
    )
    assert answer.status_code == 200, answer.json
    assert (answer.json["passed"], [row["flow"] for row in answer.json["violations"]]) == (
        False,
        ["host-stats"],
    )
    assert answer.json["violations"][0]["path"][-1]["file"] == "1.yaml"
    assert cast.viewer.get("/changes").json["total"] == before
    assert cast.stranger.post("/check", body(HEALTH)).status_code == 401


def test_the_inventory_is_checked_when_there_is_no_file(cast: Cast) -> None:
    answer = cast.viewer.post("/check", body(CONTACT)).json
    assert (answer["passed"], answer["files"], answer["compared"]) == (False, [], False)
    known = [row["fingerprint"] for row in answer["violations"]]
    again = cast.viewer.post("/check", body(CONTACT) | {"known": known}).json
    assert (again["passed"], again["compared"]) == (True, True)
    assert cast.viewer.post("/check?new=true", body(CONTACT)).json["passed"]
    left = cast.viewer.post("/check?limit=0", body(CONTACT)).json
    assert (left["violations"], left["left_off"]) == ([], len(known))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "policy"),
        ({"policy": "text"}, "policy"),
        ({"policy": {"name": "p", "text": 1}}, "policy.text"),
        ({"policy": {"name": "", "text": "a"}}, "policy.name"),
        ({"policy": {"name": "p.yaml", "text": "a: ["}}, "p.yaml:2"),
        ({**body(HEALTH), "files": {}}, "files"),
        ({**body(HEALTH), "files": ["a"]}, "files.0"),
        ({**body(HEALTH), "known": [1]}, "known"),
        ({**body(HEALTH), "surplus": 1}, "surplus"),
        (body(HEALTH, "nonsense"), "0.yaml"),
        (body("  - {id: a, title: A, to: nobody}"), "policy.yaml:4"),
    ],
)
def test_a_body_that_cannot_be_meant_is_refused_by_field(
    cast: Cast, given: dict[str, Any], field: str
) -> None:
    answer = cast.viewer.post("/check", given)
    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])
