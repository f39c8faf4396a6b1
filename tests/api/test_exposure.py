"""The questions over REST: parameters, pages, tables; what they mean is tested with the analysis."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Any

import pytest

from tests.api.conftest import Cast
from vendorgraph.api import examples
from vendorgraph.exchange.writing.flat import EXPOSURE_COLUMNS


def ids(answer: Any) -> list[str]:
    return [row["processing"]["id"] for row in answer.json["recipients"]]


def test_the_chain_is_answered_with_its_fixed_shape(cast: Cast) -> None:
    answer = cast.viewer.get("/exposure?from=shop&category=user.contact")
    assert answer.json.keys() == examples.EXPOSURE.keys()
    assert [row.keys() for row in answer.json["recipients"]] == [
        examples.EXPOSURE["recipients"][0].keys()
    ] * 2
    assert [row.keys() for row in answer.json["countries"]] == [examples.EXPOSURE["countries"][0].keys()] * 2
    assert [(row["role"], row["hops"], row["certainty"]) for row in answer.json["recipients"]] == [
        ("processor", 1, "stated"),
        ("subprocessor", 2, "possible"),
    ]
    assert answer.json["countries"][0]["country"] == "FR"
    assert answer.json["totals"] == {"recipients": 2, "countries": 2}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("from=shop", ["host:hosting", "cloud:storage"]),
        ("from=old-shop", ["host:hosting", "cloud:storage"]),
        ("from=shop&context=second_storage:off", ["host:hosting"]),
        ("from=shop&context=sale_of_business:on", ["buyer:ownership", "host:hosting", "cloud:storage"]),
        ("from=shop&context=nothing:knows,region:CH", ["host:hosting", "cloud:storage"]),
        ("from=shop&as_of=2020-10-29", []),
        ("from=shop&as_of=2020-12-31", ["host:hosting"]),
        ("from=shop&role=subprocessor", ["cloud:storage"]),
        ("from=shop&certainty=stated", ["host:hosting"]),
        ("from=shop&max_hops=1", ["host:hosting"]),
        ("from=shop&country=FR", ["host:hosting"]),
        ("from=shop&country=unknown", ["cloud:storage"]),
        ("from=shop&region=EEA", ["host:hosting"]),
        ("from=shop&outside=EEA", ["cloud:storage"]),
        ("from=shop&to=group", ["host:hosting"]),
        ("from=shop&to=group&group=false", []),
        ("", ["host:hosting", "cloud:storage"]),
    ],
)
def test_every_parameter_reaches_the_question(cast: Cast, query: str, found: list[str]) -> None:
    assert ids(cast.viewer.get(f"/exposure?{query}")) == found


def test_recipients_are_paged_and_countries_are_not(cast: Cast) -> None:
    whole = cast.viewer.get("/exposure?from=shop").json
    first = cast.viewer.get("/exposure?from=shop&page_size=1").json
    beyond = cast.viewer.get("/exposure?from=shop&page_size=1&page=9").json
    assert [first["recipients"], first["total"], first["page"], first["page_size"]] == [
        whole["recipients"][:1],
        2,
        1,
        1,
    ]
    assert first["countries"] == beyond["countries"] == whole["countries"]
    assert (beyond["recipients"], beyond["totals"]) == ([], whole["totals"])


@pytest.mark.parametrize(
    "options",
    [
        {"path": "/exposure?from=shop&format=csv"},
        {"path": "/exposure?from=shop", "headers": {"Accept": "text/csv"}},
    ],
)
def test_the_rows_are_given_as_a_table(cast: Cast, options: dict[str, Any]) -> None:
    answer = cast.viewer.get(**options)
    assert answer.content_type == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    assert tuple(rows[0]) == EXPOSURE_COLUMNS
    assert [(row["processing"], row["countries"]) for row in rows] == [
        ("host:hosting", "FR (storage)"),
        ("cloud:storage", "unknown"),
    ]


def test_a_name_that_a_spreadsheet_would_run_is_made_harmless(cast: Cast) -> None:
    cast.editor.changing("PATCH", "/parties/cloud", {"name": "=HYPERLINK(1)"})
    table = cast.viewer.get("/exposure?from=shop&format=csv").get_data(as_text=True)
    assert "'=HYPERLINK(1)" in table
    cast.editor.changing("PATCH", "/parties/cloud", {"name": "Example Cloud"})


def test_json_is_the_answer_when_nothing_else_is_asked(cast: Cast) -> None:
    for accept in ("*/*", "application/json", "text/html,*/*", "application/json, text/csv;q=0.5"):
        assert (
            cast.viewer.get("/exposure?from=shop", headers={"Accept": accept}).content_type
            == "application/json"
        )
    forced = cast.viewer.get("/exposure?from=shop&format=json", headers={"Accept": "text/csv"})
    assert forced.content_type == "application/json"


def test_a_proof_names_each_flow_with_its_evidence(cast: Cast) -> None:
    answer = cast.viewer.get("/exposure/proof?from=shop&to=cloud").json
    assert answer["proofs"] == [
        {"flows": ["shop:orders--host:hosting", "host:hosting--cloud:storage"], "certainty": "possible"}
    ]
    assert (answer["truncated"], len(answer["subgraph"])) == (False, 2)
    facts = answer["flows"]["shop:orders--host:hosting"]
    assert (facts["evidence"][0]["lines"], facts["documents"]["shop-policy"]["language"]) == ("36-43", "en")


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/exposure/proof?from=shop", "to"),
        ("/exposure/proof?to=shop", "from"),
        ("/exposure/proof?from=shop&to=cloud&limit=51", "limit"),
        ("/impact", "party"),
        ("/impact?party=shop&processing=shop:orders", "party"),
        ("/impact?party=nobody", "party"),
        ("/impact?processing=host", "processing"),
        ("/transfers?status=fine", "status"),
        ("/transfers?flow=none", "flow"),
        ("/graph?depth=-1", "depth"),
        ("/graph?limit=0", "limit"),
        ("/graph?expand=nobody", "expand"),
        ("/figures/network?colour=blue", "colour"),
        ("/figures/network?theme=pink", "theme"),
        ("/figures/network?width=1", "width"),
        ("/figures/sankey?theme=pink", "theme"),
        ("/figures/sankey?named=0", "named"),
        ("/figures/sankey?from=nobody", "from"),
        ("/figures/sankey?certainty=sure", "certainty"),
        ("/figures/sankey?page=1", "page"),
        ("/figures/map?country=UK", "country"),
        ("/figures/map?category=none", "category"),
        ("/figures/map?as_of=today", "as_of"),
        ("/figures/map?depth=1", "depth"),
    ],
)
def test_what_a_question_lacks_or_does_not_accept_is_named(cast: Cast, path: str, parameter: str) -> None:
    answer = cast.viewer.get(path)
    assert (answer.status_code, list(answer.json["errors"])) == (422, [parameter]), answer.json


def test_impact_says_whom_to_tell(cast: Cast) -> None:
    answer = cast.viewer.get("/impact?party=group").json
    assert answer["targets"] == ["host:hosting"]
    controller = answer["controllers"][0]
    assert controller["contact"]["contact"] == "privacy@shop.example"
    assert controller["contracts"][0]["breach_notice_hours"] == 48


def test_every_hop_is_assessed(cast: Cast) -> None:
    answer = cast.viewer.get("/transfers").json
    assert [(item["flow"], item["status"]) for item in answer["items"]] == [
        ("host:hosting--cloud:storage", "not_evaluable"),
        ("shop:orders--host:hosting", "not_a_transfer"),
    ]
    assert cast.viewer.get("/transfers?status=not_a_transfer").json["total"] == 1
    assert cast.viewer.get("/transfers?from=shop&page_size=1").json["total"] == 1
    assert cast.viewer.get("/transfers?flow=host:hosting--cloud:storage").json["items"][0]["places"]


def test_the_graph_and_its_figure_show_the_same_part(cast: Cast) -> None:
    graph = cast.viewer.get("/graph?from=shop&depth=1").json
    assert graph["counts"]["nodes"] == {"shown": 2, "hidden": 1}
    assert [
        node["id"] for node in cast.viewer.get("/graph?from=shop&depth=1&expand=host:hosting").json["nodes"]
    ][-1] == "cloud:storage"
    figure = cast.viewer.get(
        "/figures/network?from=shop&depth=1&theme=dark&colour=country&focus=shop:orders"
    ).json
    assert figure.keys() >= {"data", "layout", "config", "meta"}
    assert figure["data"][0]["customdata"] == [node["id"] for node in graph["nodes"]]


def test_the_flow_and_the_map_show_the_recipients_of_the_same_question(cast: Cast) -> None:
    for question in ("from=shop", "from=shop&outside=EEA", "from=shop&context=sale_of_business:on"):
        rows = cast.viewer.get(f"/exposure?{question}").json["recipients"]
        nodes = cast.viewer.get(f"/figures/sankey?{question}").json["data"][0]["node"]["customdata"]
        drawn = {node["id"] for node in nodes if node["kind"] == "recipient"}
        assert drawn == {row["processing"]["id"] for row in rows}
        listed = cast.viewer.get(f"/figures/map?{question}").json["meta"]["places"]
        reached = [entry["country"] for row in rows for entry in row["countries"]]
        if "outside" not in question:
            assert {row["place"]: row["recipients"] for row in listed} == dict(Counter(reached))


def test_the_map_tells_what_the_law_says_at_each_place(cast: Cast) -> None:
    meta = cast.viewer.get("/figures/map?from=shop&theme=dark").json["meta"]
    assert {row["place"]: (row["transfer"], row["on_map"]) for row in meta["places"]} == {
        "FR": ("not_a_transfer", True),
        "unknown": ("not_evaluable", False),
    }


def test_a_write_shows_in_the_next_answer(cast: Cast) -> None:
    before = cast.viewer.get("/exposure?from=shop").json
    cast.editor.changing("PATCH", "/flows/host:hosting--cloud:storage", {"valid_to": "2022-01-01"})
    after = cast.viewer.get("/exposure?from=shop").json
    assert (len(before["recipients"]), len(after["recipients"]), after["revision"]) == (
        2,
        1,
        before["revision"] + 1,
    )
    cast.editor.changing("PATCH", "/flows/host:hosting--cloud:storage", {"valid_to": None})
