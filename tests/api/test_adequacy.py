"""Adequacy over REST: shipped rows and added ones in one list, and assessments that follow at once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.conftest import V1, Cast

FLOW = "shop:orders--montevideo:mail"
END = {
    "id": "no-more-uruguay",
    "ends": "eu-uy",
    "until": "2026-10-01",
    "reason": "Repealed",
    "sources": ["(EU) 2026/9"],
}
KENYA = {
    "title": "Kenya",
    "regime": "EU",
    "country": "KE",
    "in_force_from": "2026-01-01",
    "reason": "Adopted",
    "sources": ["https://eur-lex.example/ke"],
}


@pytest.fixture(scope="module", autouse=True)
def _flows(cast: Cast) -> None:
    """A flow from France to Uruguay and one to Kenya, on which no instrument stands."""
    for party, country in (("montevideo", "UY"), ("nairobi", "KE")):
        cast.editor.made("/parties", {"id": party, "name": party.title(), "established_in": country})
        cast.editor.made("/processings", {"party": party, "name": "Mail", "capacity": "processor"})
        cast.editor.made(
            "/flows",
            {
                "from": "shop:orders",
                "to": f"{party}:mail",
                "categories": ["user.contact"],
                "locations": [{"place": country, "kind": "storage"}],
                "mechanisms": [],
            },
        )


def status(cast: Cast, flow: str, day: str) -> tuple[str, Any]:
    (hop,) = cast.viewer.get(f"/transfers?flow={flow}&as_of={day}").json["items"]
    return hop["status"], hop["reason"]


def in_exposure(cast: Cast, day: str) -> str:
    found = cast.viewer.get(f"/exposure?from=shop&to=montevideo&as_of={day}").json
    return str(found["recipients"][0]["transfer"])


def test_an_ended_decision_changes_assessments_from_its_day_and_its_deletion_restores_them(
    cast: Cast,
) -> None:
    assert status(cast, FLOW, "2026-10-01") == ("covered", None)
    row = cast.admin.made("/adequacy", END)
    assert (row["shipped"], row["periods"], row["ended_by"]) == (False, [], None)
    assert status(cast, FLOW, "2026-09-30") == ("covered", None)
    assert status(cast, FLOW, "2026-10-01") == ("not_covered", "no_mechanism")
    assert (in_exposure(cast, "2026-09-30"), in_exposure(cast, "2026-10-01")) == ("covered", "not_covered")
    shown = cast.viewer.get("/adequacy/eu-uy").json
    assert (shown["shipped"], shown["ended_by"], shown["until"]) == (True, "no-more-uruguay", None)
    assert shown["periods"][-1] | {"act": ""} == {
        "act": "",
        "in_force_from": "2012-08-21",
        "until": "2026-10-01",
        "scope_kind": "whole",
        "ended_by": "Repealed; (EU) 2026/9",
    }
    later = cast.admin.changing("PUT", "/adequacy/no-more-uruguay", {**END, "until": "2026-11-01"})
    assert later.status_code == 200
    assert status(cast, FLOW, "2026-10-01") == ("covered", None)
    assert status(cast, FLOW, "2026-11-01") == ("not_covered", "no_mechanism")
    assert cast.admin.changing("DELETE", "/adequacy/no-more-uruguay").status_code == 204
    assert status(cast, FLOW, "2026-11-01") == ("covered", None)
    assert cast.viewer.get("/adequacy/eu-uy").json["ended_by"] is None


def test_an_added_decision_covers_from_its_day(cast: Cast) -> None:
    flow = "shop:orders--nairobi:mail"
    assert status(cast, flow, "2026-01-01") == ("not_covered", "no_mechanism")
    row = cast.admin.made("/adequacy", KENYA)
    assert (row["id"], row["answer_code"], row["exporters"]) == (
        "eu--ke",
        "A45-3",
        ["EU_MEMBER_STATES", "EEA_EFTA"],
    )
    assert status(cast, flow, "2025-12-31") == ("not_covered", "no_mechanism")
    assert status(cast, flow, "2026-01-01") == ("covered", None)
    (hop,) = cast.viewer.get(f"/transfers?flow={flow}&as_of=2026-01-01").json["items"]
    assert hop["places"][0]["source"] == "https://eur-lex.example/ke"
    assert cast.admin.changing("DELETE", "/adequacy/eu--ke").status_code == 204
    assert status(cast, flow, "2026-01-01") == ("not_covered", "no_mechanism")


def test_a_certification_framework_serves_from_the_day_of_an_added_row(cast: Cast) -> None:
    body = {
        **KENYA,
        "id": "eu-us-next",
        "title": "United States",
        "country": "US",
        "scope_kind": "certification",
    }
    assert "one of DPF-EU" in cast.admin.post("/adequacy", body).json["errors"]["framework"][0]
    row = cast.admin.made("/adequacy", {**body, "framework": "DPF-EU"})
    assert (row["framework"], row["answer_code"]) == ("DPF-EU", "DPF-EU")
    assert cast.viewer.get("/adequacy/eu-us-next").json == row
    assert cast.admin.changing("DELETE", "/adequacy/eu-us-next").status_code == 204


def test_only_an_administrator_writes_and_everybody_reads(cast: Cast) -> None:
    for method, path in (
        ("POST", "/adequacy"),
        ("PUT", "/adequacy/x"),
        ("PATCH", "/adequacy/x"),
        ("DELETE", "/adequacy/x"),
    ):
        answer = cast.editor(method, path, json=END)
        assert (answer.status_code, "admin" in answer.json["message"]) == (403, True)
    assert cast.viewer.get("/adequacy").status_code == 200


def test_shipped_rows_stay_as_they_are(cast: Cast) -> None:
    for method in ("PUT", "PATCH", "DELETE"):
        answer = cast.admin.changing(
            method, "/adequacy/eu-uy", None if method == "DELETE" else {"title": "Mine"}
        )
        assert (answer.status_code, "`ends: eu-uy`" in answer.json["message"]) == (409, True)
    answer = cast.admin.post("/adequacy", {**KENYA, "id": "eu-uy"})
    assert (answer.status_code, "`ends: eu-uy`" in answer.json["errors"]["id"][0]) == (422, True)
    assert cast.viewer.get("/changes?page_size=500").json["items"][-1]["entity_id"] != "eu-uy"


def test_the_list_says_what_is_in_force_on_a_day(cast: Cast) -> None:
    cast.admin.made("/adequacy", {**KENYA, "id": "eu-ke", "until": "2026-06-01"})

    def ids(query: str) -> set[str]:
        answer = cast.viewer.get(f"/adequacy?page_size=500&{query}")
        assert answer.status_code == 200, answer.json
        return {row["id"] for row in answer.json["items"]}

    assert {"eu-ke", "eu-us-privacy-shield", "eu-us-dpf"} <= ids("")
    assert ids("country=US&regime=EU") == {"eu-us-safe-harbour", "eu-us-privacy-shield", "eu-us-dpf"}
    assert ids("country=US&regime=EU&as_of=2020-07-15") == {"eu-us-privacy-shield"}
    assert ids("country=US&regime=EU&as_of=2020-07-16") == set()
    assert ids("country=US&regime=EU&as_of=2026-11-22") == {"eu-us-dpf"}
    assert ids("country=KE&as_of=2026-05-31") == {"eu-ke"}
    assert ids("country=KE&as_of=2026-06-01") == set()
    assert ids("shipped=false") == {"eu-ke"}
    assert ids("framework=DPF-UK") == {"uk-us-dpf"}
    assert ids("q=kenya") == {"eu-ke"}
    assert "uk-jp" in ids("exporters=UK&scope_kind=inclusion")
    assert ids("country=KE&shipped=true") == set()
    assert cast.admin.changing("DELETE", "/adequacy/eu-ke").status_code == 204


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("country=UK", "country"),
        ("country=ZZ", "country"),
        ("regime=US", "regime"),
        ("framework=DPF", "framework"),
        ("as_of=tomorrow", "as_of"),
        ("shipped=maybe", "shipped"),
        ("on=2020-01-01", "on"),
    ],
)
def test_it_refuses_a_filter_that_names_nothing(cast: Cast, query: str, field: str) -> None:
    answer = cast.viewer.get(f"/adequacy?{query}")
    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])


def test_a_shipped_row_shows_its_source_and_when_it_was_checked(cast: Cast) -> None:
    answer = cast.viewer.get("/adequacy/eu-jp")
    row = answer.json
    assert row["shipped"] is True
    assert row["sources"]
    assert row["checked_on"] == "2026-11-22"
    assert row["in_force_from"] == row["periods"][0]["in_force_from"] == "2019-01-23"
    assert (
        cast.viewer.get("/adequacy/eu-jp", headers={"If-None-Match": answer.headers["ETag"]}).status_code
        == 304
    )
    assert cast.viewer.get("/adequacy/eu-epo").json["organisation"] == "European Patent Organisation"
    missing = cast.viewer.get("/adequacy/eu-jpn")
    assert (missing.status_code, "eu-jp" in missing.json["message"]) == (404, True)


def test_what_an_answer_shows_may_be_sent_back_as_it_is(cast: Cast) -> None:
    created = cast.admin.post("/adequacy", KENYA)
    assert created.headers["Location"] == f"{V1}/adequacy/eu--ke"
    unchanged = cast.admin.changing("PUT", "/adequacy/eu--ke", created.json)
    assert (unchanged.status_code, unchanged.json) == (200, created.json)
    assert unchanged.headers["ETag"] == created.headers["ETag"]
    patched = cast.admin.changing(
        "PATCH", "/adequacy/eu--ke", {"until": "2027-01-01", "reason": "For a year"}
    )
    assert (patched.json["until"], patched.json["periods"][0]["until"]) == ("2027-01-01", "2027-01-01")
    assert cast.admin.post("/adequacy", KENYA).status_code == 409
    assert cast.admin("DELETE", "/adequacy/eu--ke").status_code == 428
    assert cast.admin.changing("DELETE", "/adequacy/eu--ke").status_code == 204
    log = cast.viewer.get("/changes?page_size=500").json["items"]
    assert [(e["action"], e["entity_id"]) for e in log if e["entity"] == "adequacy"][-3:] == [
        ("create", "eu--ke"),
        ("update", "eu--ke"),
        ("delete", "eu--ke"),
    ]


def test_an_inventory_file_adds_a_row(cast: Cast) -> None:
    file = {"vendorgraph": 1, "inventory": "law", "adequacy": [END]}
    assert cast.admin.post("/import?dry_run=false", file).status_code == 200
    assert cast.viewer.get("/adequacy/eu-uy").json["ended_by"] == "no-more-uruguay"
    empty = {"vendorgraph": 1, "inventory": "law", "adequacy": []}
    assert cast.admin.post("/import?dry_run=false", empty).status_code == 200
    assert cast.viewer.get("/adequacy/no-more-uruguay").status_code == 404
    refused = cast.admin.post("/import", {**file, "adequacy": [{**END, "id": "eu-uy"}]})
    assert (refused.status_code, "`ends: eu-uy`" in refused.json["message"]) == (422, True)
    half = cast.admin.post("/import", {**file, "adequacy": [{"id": "half", "reason": "x", "sources": ["x"]}]})
    assert (half.status_code, "required" in half.json["message"]) == (422, True)
