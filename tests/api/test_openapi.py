"""The OpenAPI description: committed, complete, readable, and true."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from tests.api.conftest import V1, Cast
from vendorgraph.api.openapi import FILE, description, text
from vendorgraph.model.entities import RECORDS

DESCRIPTION = description()


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method, path, operation)
        for path, methods in DESCRIPTION["paths"].items()
        for method, operation in methods.items()
        if method != "parameters"
    ]


def test_the_committed_file_is_what_the_code_describes() -> None:
    committed = (Path(__file__).parents[2] / FILE).read_text(encoding="utf-8")
    assert committed == text(), "run: python -m vendorgraph.api.openapi"


def test_the_server_answers_the_description_it_has(cast: Cast) -> None:
    assert cast.viewer.get("/openapi.json").json == json.loads(text())


def test_every_route_is_described_and_every_described_route_exists(cast: Cast) -> None:
    hidden = {f"{V1}/openapi.json", f"{V1}/docs"}
    routes = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule) for rule in cast.app.url_map.iter_rules()}
    assert {route for route in routes if route.startswith(V1)} - hidden == set(DESCRIPTION["paths"])


def test_every_operation_has_words_and_its_errors() -> None:
    for method, path, operation in operations():
        where = f"{method} {path}"
        assert 5 <= len(operation["summary"]) <= 80, where
        assert len(operation["description"]) > 20, where
        codes = set(operation["responses"])
        assert {"400", "422", "500", "503"} <= codes or path == f"{V1}/health", where
        assert ("404" in codes) == ("{" in path), where
        assert ("415" in codes) == ("requestBody" in operation), where
        assert ("428" in codes) == any(
            p.get("name") == "If-Match" for p in operation.get("parameters", [])
        ), where


def test_what_takes_a_page_says_the_total_and_every_other_answer_is_whole() -> None:
    schemas = DESCRIPTION["components"]["schemas"]
    paged = {}
    for method, path, operation in operations():
        content = operation["responses"].get("200", {}).get("content", {})
        if method == "get" and "application/json" in content:
            schema = content["application/json"]["schema"]
            fields = schemas.get(schema.get("$ref", "").rpartition("/")[2], schema).get("properties", {})
            taken = {parameter.get("name") for parameter in operation.get("parameters", [])}
            paged[path] = "page" in fields
            for name in ("page", "page_size"):
                assert (name in taken) == (name in fields), path
            assert "page" not in fields or "total" in fields, path
    assert "What takes `page` and `page_size` answers one page" in DESCRIPTION["info"]["description"]
    whole = {path.removeprefix(V1) for path, pages in paged.items() if not pages}
    assert {"/impact", "/concentration", "/diff", "/exposure/proof", "/graph"} <= whole


def test_every_parameter_and_field_is_explained() -> None:
    for _, path, operation in operations():
        for parameter in operation.get("parameters", []):
            assert parameter.get("description"), (path, parameter["name"])
    for entity in RECORDS:
        for field, schema in DESCRIPTION["components"]["schemas"][entity.label]["properties"].items():
            assert schema["description"], (entity.name, field)


def test_no_path_says_a_name_as_python_would_have_it() -> None:
    names = {name for path in DESCRIPTION["paths"] for name in re.findall(r"{([^}]+)}", path)}
    assert "id" in names
    assert {name for name in names if name.endswith("_")} == set()


def test_every_reference_leads_somewhere_and_nothing_is_left_over() -> None:
    everything = json.dumps(DESCRIPTION)
    schemas = DESCRIPTION["components"]["schemas"]
    named = set(re.findall(r'"#/components/schemas/(\w+)"', everything))
    assert named == set(schemas)


class Links(HTMLParser):
    """The ids and addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids += [values["id"]] if values.get("id") else []
        self.addresses += [value for name, value in attrs if name in ("href", "src") and value]
        self.scripts += tag == "script" and "src" not in values


def test_the_page_is_whole_without_scripts_and_without_the_internet(cast: Cast) -> None:
    answer = cast.viewer.get("/docs")
    page = Links()
    page.feed(answer.get_data(as_text=True))
    assert page.scripts == 0
    assert all(address.startswith(("/", "#")) for address in page.addresses)
    assert len(page.ids) == len(set(page.ids))
    assert {address[1:] for address in page.addresses if address.startswith("#")} <= set(page.ids)
    text = answer.get_data(as_text=True)
    for method, path, operation in operations():
        assert path in text
        assert operation["summary"].split("'")[0] in text, (method, path)
    assert text.count("<h3>Body</h3>") == sum("requestBody" in operation for *_, operation in operations())
