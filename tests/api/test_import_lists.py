"""`POST /import` and `/drift` with lists of vendors: planned by default, reported row by row."""

from __future__ import annotations

import io
from urllib.parse import quote

import pytest

from tests.api.conftest import Cast
from vendorgraph.api.uploads import FORM, KINDS, YAML

LIST = "| Vendor | Purpose | Location |\n|---|---|---|\n| Stripe | Payments | Ireland |\n| Total | | |\n"
WRITTEN = "/import?as=list-shop:orders&name=list.md&dry_run=false&on=2026-01-02"
MARKDOWN = {"data": LIST, "content_type": "text/markdown"}


def test_a_list_is_planned_by_default_and_every_row_is_told(cast: Cast) -> None:
    answer = cast.editor.post("/import?as=list-shop:orders&name=list.md", **MARKDOWN)
    assert answer.status_code == 200, answer.json
    (report,) = answer.json["files"]
    assert answer.json["dry_run"] is True
    assert report["format"] == "markdown"
    assert [report[name] for name in ("read", "matched", "new", "unsure", "refused")] == [2, 0, 1, 0, 1]
    assert [row["outcome"] for row in report["rows"]] == ["new", "refused"]
    assert report["rows"][0]["places"][0]["place"] == "IE"
    assert "effects" in report


def test_written_once_it_changes_nothing_again(cast: Cast) -> None:
    first = cast.editor.post(WRITTEN, **MARKDOWN).json["files"][0]
    assert first["plan"]["created"] > 0
    again = cast.editor.post(WRITTEN, **MARKDOWN).json["files"][0]
    assert again["plan"]["writes"] == 0
    flow = cast.viewer.get("/flows/list-shop:orders--stripe:payments").json
    assert (flow["valid_from"], flow["evidence"][0]["named_as"], flow["evidence"][0]["lines"]) == (
        "2026-01-02",
        "Stripe",
        "3",
    )


def test_a_decision_by_a_number_that_several_rows_have_is_refused(cast: Cast) -> None:
    page = "<table><tr><th>Vendor</th><th>Purpose</th></tr><tr><td>Gogle</td><td>Ads</td></tr>"
    page += "<tr><td>Sparkpots</td><td>Mail</td></tr></table>"
    accept = quote('{"1": "new"}')
    for dry_run in ("true", "false"):
        asked = f"/import?as=list-shop:orders&name=list.html&dry_run={dry_run}&accept={accept}"
        answer = cast.editor.post(asked, data=page, content_type="text/html")
        said = "1=new: row 1 is 2 rows; name the vendor as written: Gogle, Sparkpots"
        assert (answer.status_code, answer.json["errors"]) == (422, {"accept": [said]}), answer.json


def test_drift_is_told_and_nothing_written(cast: Cast) -> None:
    assert cast.editor.post(WRITTEN, **MARKDOWN).status_code == 200
    newer = LIST.replace("Ireland", "Brazil")
    answer = cast.viewer.post(
        "/drift?as=list-shop:orders&name=list.md", data=newer, content_type="text/markdown"
    )
    assert answer.status_code == 200, answer.json
    assert answer.json["changed"][0]["places"] == {"before": ["IE"], "after": ["BR"]}


def test_a_form_with_two_versions_compares_them(cast: Cast) -> None:
    form = {
        "file": [
            (io.BytesIO(LIST.encode()), "old.md"),
            (io.BytesIO(LIST.replace("Stripe", "Adyen").encode()), "new.md"),
        ]
    }
    answer = cast.viewer.post("/drift", data=form, content_type="multipart/form-data")
    assert answer.status_code == 200, answer.json
    assert [one["party"] for one in answer.json["added"]] == ["adyen"]
    assert [one["party"] for one in answer.json["removed"]] == ["stripe"]


@pytest.mark.parametrize("path", ["/import", "/import?format=markdown", "/drift"])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "image/png", None])
def test_a_content_type_that_is_no_file_s_is_refused_and_each_accepted_one_named(
    cast: Cast, path: str, kind: str | None
) -> None:
    at = f"{path}{'&' if '?' in path else '?'}as=list-shop:orders"
    refused = cast.editor.post(at, data=LIST, content_type=kind)
    assert refused.status_code == 415
    assert f"not as {kind or 'nothing in particular'}" in refused.json["message"]
    for accepted in (*KINDS, *YAML, "application/json", FORM):
        assert accepted in refused.json["message"]


@pytest.mark.parametrize("path", ["/import", "/drift"])
def test_a_list_of_any_kind_may_come_as_octets(cast: Cast, path: str) -> None:
    answer = cast.editor.post(
        f"{path}?as=list-shop:orders", data=LIST, content_type="application/octet-stream"
    )
    assert answer.status_code == 200, answer.json


def test_what_cannot_be_read_is_refused_with_a_sentence(cast: Cast) -> None:
    for data, said in (
        (b"", "is empty"),
        (b"%PDF-1.7", "not a PDF that can be read"),
        (b"PK\x03\x04nothing", "not a readable XLSX"),
    ):
        answer = cast.editor.post(
            "/import?as=list-shop:orders", data=data, content_type="application/octet-stream"
        )
        assert answer.status_code == 422, answer.json
        assert said in answer.json["message"]
    nobodys = cast.editor.post("/import?name=a.md", **MARKDOWN).json
    assert nobodys["message"].startswith("as: say whose recipients a.md lists")
    assert list(nobodys["errors"]) == ["as"]
    assert cast.editor.post("/import?as=list-shop:orders&map=x", **MARKDOWN).status_code == 422


def test_a_decision_about_no_row_is_refused_and_nothing_written(cast: Cast) -> None:
    answer = cast.editor.post(
        '/import?as=list-shop:decided&name=list.md&dry_run=false&accept={"Bogus":"stripe"}', **MARKDOWN
    )
    assert answer.status_code == 422, answer.json
    assert answer.json["errors"] == {"accept": ["Bogus=stripe: no row of list.md names it"]}
    assert cast.viewer.get("/processings/list-shop:decided").status_code == 404


def test_versions_of_a_form_out_of_order_are_refused_before_any_is_written(cast: Cast) -> None:
    days = ("2026-02-01", "2026-01-01")
    form = {"file": [(io.BytesIO(f"{LIST}{day}".encode()), f"{day}.md") for day in days]}
    answer = cast.editor.post(
        "/import?as=list-shop:ordered&dry_run=false", data=form, content_type="multipart/form-data"
    )
    assert (answer.status_code, "in the order of their days" in answer.json["message"]) == (409, True)
    assert cast.viewer.get("/processings/list-shop:ordered").status_code == 404
