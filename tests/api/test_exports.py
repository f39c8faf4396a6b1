"""Exports over REST: attachments for viewers, refusals in sentences."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from vendorgraph.exchange.writing.formats import FORMATS, MEDIA


@pytest.mark.parametrize(
    ("name", "form"), [(one.name, form) for one in FORMATS.values() for form in one.forms]
)
def test_every_format_in_every_form_is_an_attachment_for_a_viewer(cast: Any, name: str, form: str) -> None:
    response = cast.viewer.get(f"/export/{name}?form={form}{NEEDED.get(name, '')}")
    assert response.status_code == 200, response.get_data(as_text=True)
    assert response.content_type == FORMATS[name].media(form)
    assert response.headers["Content-Disposition"].startswith('attachment; filename="')
    assert response.headers["Content-Disposition"].endswith(f'.{form}"')
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.get_data()


#: What a format needs to be asked.
NEEDED: dict[str, str] = {"subprocessors": "&processing=host:hosting"}


def test_a_stranger_gets_nothing(cast: Any) -> None:
    assert cast.stranger.get("/export/yaml").status_code == 401
    assert cast.stranger.get("/registers/controller").status_code == 401


def test_an_unknown_format_is_404_with_those_there_are(cast: Any) -> None:
    response = cast.viewer.get("/export/yml")
    assert response.status_code == 404
    assert "There is no format 'yml'; one of yaml, json" in response.json["message"]


@pytest.mark.parametrize(
    ("path", "field", "sentence"),
    [
        ("/export/yaml?inventory=nobody", "inventory", "'nobody' is no inventory of this inventory"),
        ("/export/yaml?as_of=2026-01-01", "as_of", "is not used by the format yaml; it takes: inventory"),
        ("/export/yaml?form=toml", "form", "'toml' is no form of yaml; one of yaml"),
        ("/export/controller-register?party=nobody", "party", "'nobody' is no party"),
        ("/export/subprocessors", "processing", "name the one whose list this is"),
        ("/export/subprocessors?processing=nobody", "processing", "'nobody' is no processing"),
        ("/export/recipients?since=2999-01-01", "since", "is after"),
        ("/export/graphml?from=nobody", "from", "'nobody' is no party or processing"),
        ("/export/cyclonedx?category=nothing", "category", "'nothing' is no category"),
        ("/export/html?colour=pink", "colour", "one of role, country, certainty"),
        ("/export/html?view=%3Fdepht%3D2", "view", "says 'depht', which is nothing of a view"),
        ("/export/html?view=%3Fdepth%3Dmany", "view", "says depth, which 'many' is not accepted"),
        ("/export/html?view=%3Fdepth%3D2&from=host", "view", "already says what is shown; leave out from"),
        ("/export/exposure?role=boss", "role", "one of controller"),
        ("/registers/processor?party=nobody", "party", "'nobody' is no party"),
        ("/registers/processor?format=pdf", "format", "one of json, csv, xlsx, html"),
        ("/export/yaml?nonsense=1", "nonsense", "is not a parameter here"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(cast: Any, path: str, field: str, sentence: str) -> None:
    response = cast.viewer.get(path)
    assert response.status_code == 422
    assert sentence in response.json["errors"][field][0]


def test_what_is_exported_and_imported_again_changes_nothing(cast: Any) -> None:
    content = cast.viewer.get("/export/yaml").get_data()
    response = cast.editor.post("/import?dry_run=true", data=content, content_type="application/yaml")
    assert (response.status_code, response.json["writes"]) == (200, 0)


@pytest.mark.parametrize("kind", ["controller", "processor"])
def test_a_register_has_pages(cast: Any, kind: str) -> None:
    answer = cast.viewer.get(f"/registers/{kind}?page_size=1").json
    assert answer["register"] == kind
    assert len(answer["items"]) == min(1, answer["total"])
    beyond = cast.viewer.get(f"/registers/{kind}?page=9999").json
    assert (beyond["items"], beyond["total"]) == ([], answer["total"])


@pytest.mark.parametrize("form", ["csv", "xlsx", "html"])
def test_a_register_comes_in_the_form_that_is_accepted_or_asked(cast: Any, form: str) -> None:
    by_name = cast.viewer.get(f"/registers/controller?format={form}")
    by_type = cast.viewer.get("/registers/controller", headers={"Accept": MEDIA[form].partition(";")[0]})
    assert by_name.content_type == by_type.content_type == MEDIA[form]
    if form == "xlsx":
        assert load_workbook(io.BytesIO(by_type.get_data())).sheetnames[0] == "Register of the controller"


def test_a_view_is_the_address_of_the_page(cast: Any) -> None:
    view = "http://127.0.0.1:8000/?from=host&depth=3&colour=country&sort=name&theme=dark&node=host:hosting"
    by_view = cast.viewer.get("/export/html", query_string={"view": view})
    asked = {"from": "host", "depth": "3", "colour": "country", "focus": "host:hosting"}
    assert by_view.status_code == 200
    assert by_view.get_data() == cast.viewer.get("/export/html", query_string=asked).get_data()
