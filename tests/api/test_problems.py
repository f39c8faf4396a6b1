"""One error shape over every route, and nothing sloppy accepted."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.api.conftest import V1, Cast
from vendorgraph.api.access import open_to_all
from vendorgraph.api.openapi import description
from vendorgraph.api.state import state_of
from vendorgraph.errors import Conflict, Outrun, Unavailable

PATHS = description()["paths"]
OPERATIONS = [
    (method.upper(), path) for path, methods in PATHS.items() for method in methods if method != "parameters"
]
GETS = [path for method, path in OPERATIONS if method == "GET"]
#: These take files of many types.
ANY_FILE = (f"{V1}/import", f"{V1}/drift")
WRITES = [(method, path) for method, path in OPERATIONS if method in ("POST", "PUT", "PATCH")]
KNOWN = {
    "parties": "shop",
    "processings": "shop:orders",
    "flows": "shop:orders--host:hosting",
    "changes": "1",
}


def filled(path: str) -> str:
    """The path with ids that exist, where the inventory has some."""
    return re.sub(r"{\w+}", KNOWN.get(path.split("/")[3], "nothing"), path)


def assert_problem(answer: TestResponse, code: int, said: str = "") -> Any:
    assert answer.status_code == code, (answer.request.path, answer.get_data(as_text=True)[:500])
    assert answer.content_type == "application/json"
    body = answer.json
    assert set(body) == {"code", "status", "message", "errors"}
    assert (body["code"], body["status"]) == (code, answer.status.partition(" ")[2].title()), answer.status
    assert body["message"].endswith((".", "!", "?"))
    assert "Traceback" not in body["message"]
    assert all(
        isinstance(texts, list) and all(isinstance(text, str) for text in texts)
        for texts in body["errors"].values()
    )
    assert said in answer.get_data(as_text=True)
    return body


def test_an_unknown_address_is_not_found(cast: Cast) -> None:
    for path in (
        "/nothing",
        "/parties/",
        "/parties/a/b",
        "/exposure/",
        "//parties",
        "/parties//shop",
        "/../etc/passwd",
    ):
        assert_problem(cast.viewer.get(path), 404, "/api/v1/docs")


def test_an_unknown_id_in_a_path_is_not_found_on_every_route_that_takes_one(cast: Cast) -> None:
    for method, path in OPERATIONS:
        if "{" in path:
            address = re.sub(r"{\w+}", "no-such-id", path)
            body = {"json": {}} if method in ("PUT", "PATCH") else {}
            assert_problem(cast.admin(method, address, **body), 404, "no-such-id")


def test_the_nearest_id_is_named(cast: Cast) -> None:
    assert_problem(cast.viewer.get("/parties/shopp"), 404, "shop")
    assert_problem(cast.viewer.get("/countries/FRA"), 404, "FR")


@pytest.mark.parametrize(
    "id_",
    [
        "..%2f..%2fetc%2fpasswd",
        "%00",
        "a%0ab",
        "..",
        ".%2e",
        "%ed%a0%80",
        "a" * 5000,
        "shop%20",
        "SHOP",
        "a;b",
        "%25",
    ],
)
def test_a_trick_in_an_id_is_an_id_that_does_not_exist(cast: Cast, id_: str) -> None:
    for plural in ("parties", "flows", "categories", "countries", "changes"):
        assert_problem(cast.viewer.get(f"/{plural}/{id_}"), 404)


def test_a_method_that_is_not_possible_names_those_that_are(cast: Cast) -> None:
    for path, methods in PATHS.items():
        for method in {"get", "post", "put", "patch", "delete"} - set(methods):
            answer = cast.admin(method.upper(), filled(path))
            assert_problem(answer, 405)
            assert {name.upper() for name in methods if name != "parameters"} <= set(
                answer.headers["Allow"].split(", ")
            )


def test_an_unknown_parameter_is_refused_on_every_route(cast: Cast) -> None:
    for method, path in OPERATIONS:
        body = {"json": {}} if method in ("POST", "PUT", "PATCH") else {}
        problem = (
            assert_problem(cast.admin(method, f"{filled(path)}?nonsense=1", **body), 422, "nonsense")
            if path != f"{V1}/health"
            else None
        )
        assert problem is None or "accepted are" in problem["message"]
    for path in (f"{V1}/docs", f"{V1}/openapi.json", f"{V1}/health"):
        assert_problem(cast.admin.get(f"{path}?nonsense=1"), 422, "nonsense")


def test_a_repeated_parameter_is_refused_on_every_route(cast: Cast) -> None:
    for path in GETS:
        for parameter in PATHS[path]["get"].get("parameters", []):
            if parameter["in"] == "query":
                name = parameter["name"]
                answer = cast.admin.get(f"{filled(path)}?{name}=1&{name}=1")
                assert_problem(answer, 422, f"{name}: is given 2 times; give it once.")
                assert answer.json["errors"] == {name: ["is given 2 times; give it once"]}


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("page", ["0", "-1", "1.0", "1e3", "x", "", " 1", "+1", "١", "9" * 30]),
        ("page_size", ["0", "501", "true"]),
        (
            "as_of",
            ["", "2026-02-30", "22.11.2026", "2026-1-1", "today", "0000-01-01", "2026-11-22T00:00:00Z"],
        ),
        ("group", ["1", "yes", "True", ""]),
        ("include", ["", "all", "Planned"]),
        ("max_hops", ["0", "-1", "x"]),
        ("role", ["owner", ""]),
        ("certainty", ["sure"]),
        ("country", ["UK", "fr", "XX", ""]),
        ("region", ["Mars", "eea", ""]),
        ("outside", ["FR"]),
        ("category", ["usr", "", "%00"]),
        ("from", ["nobody", ""]),
        ("to", ["nobody"]),
        (
            "context",
            [
                "nothing:on",
                "second_storage",
                "second_storage:maybe",
                "second_storage:on,second_storage:off",
                ":",
                ",",
            ],
        ),
        ("format", ["xml"]),
        ("page", ["%00"]),
    ],
)
def test_a_value_that_is_not_accepted_is_refused_by_name(cast: Cast, name: str, values: list[str]) -> None:
    for value in values:
        problem = assert_problem(cast.viewer.get(f"/exposure?{name}={value}"), 422)
        assert list(problem["errors"]) == [name], problem


def test_filters_of_lists_refuse_what_does_not_exist(cast: Cast) -> None:
    for path in (
        "/flows?from=nobody",
        "/processings?party=nobody",
        "/flows?document=none",
        "/flows?categories=x",
        "/parties?established_in=UK",
    ):
        assert_problem(cast.viewer.get(path), 422)
    assert_problem(cast.viewer.get("/flows?from=shopp"), 422, "shop")


def test_a_key_repeated_in_a_large_body_is_found_at_once(cast: Cast) -> None:
    keys = ",".join(f'"{at}":0' for at in range(90_000))
    answer = cast.editor(
        "POST", "/parties", data=f'{{{keys},"89999":0}}', headers={"Content-Type": "application/json"}
    )
    assert_problem(answer, 400, "'89999' is repeated")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "JSON"),
        (b"{", "JSON"),
        (b'{"name": "a",}', "JSON"),
        (b"{'name': 'a'}", "JSON"),
        (b'{"name": NaN}', "NaN"),
        (b'{"name": Infinity}', "Infinity"),
        (b'{"name": "a", "name": "b"}', "repeated"),
        (b'{"name": "\xff"}', "UTF-8"),
        (b"[" * 100_000, "nested"),
        (b'{"a":' * 50 + b"1" + b"}" * 50, "nested"),
        (b'{"name": ' + b"1" * 5000 + b"}", "a number has 5,000 digits"),
    ],
)
def test_a_malformed_body_is_refused_on_every_route_that_takes_one(
    cast: Cast, data: bytes, said: str
) -> None:
    for method, path in WRITES:
        headers = {"If-Match": "*", "Content-Type": "application/json"}
        if "{" in path and "nothing" in filled(path):
            continue
        answer = cast.admin(method, filled(path), headers=headers, data=data)
        if path in ANY_FILE and answer.status_code == 422:
            assert_problem(answer, 422)  # what is no list and no inventory file is refused as such
            continue
        assert_problem(answer, 400, said)


@pytest.mark.parametrize(
    "kind",
    [
        None,
        "text/plain",
        "application/xml",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
    ],
)
def test_another_content_type_is_refused_on_every_route_that_takes_a_body(
    cast: Cast, kind: str | None
) -> None:
    for method, path in WRITES:
        if "nothing" not in filled(path):
            headers = {"If-Match": "*", **({} if kind is None else {"Content-Type": kind})}
            answer = cast.admin(method, filled(path), headers=headers, data=b"{}")
            if path in ANY_FILE and answer.status_code == 422:
                assert_problem(answer, 422)  # they take lists of many types, and this is none
            else:
                assert_problem(answer, 415, "application/json")


@pytest.mark.parametrize("body", [[], "text", 1, None, True])
def test_a_body_that_is_no_object_is_refused(cast: Cast, body: Any) -> None:
    for method, path in WRITES:
        if "nothing" not in filled(path):
            headers = {"If-Match": "*", "Content-Type": "application/json"}
            assert_problem(cast.admin(method, filled(path), headers=headers, data=json.dumps(body)), 422)


@pytest.mark.parametrize("text", ["\\u0000", "\\ud800", "a\\udfffb"])
def test_characters_that_no_text_may_hold_are_refused_in_values_and_names(cast: Cast, text: str) -> None:
    for body in (f'{{"name": "{text}"}}', f'{{"name": "a", "aliases": ["{text}"]}}', f'{{"{text}": 1}}'):
        headers = {"Content-Type": "application/json"}
        assert_problem(cast.editor.post("/parties", headers=headers, data=body), 422, "NUL")


def test_what_may_not_be_in_a_text_is_said_by_the_name_of_its_field(cast: Cast) -> None:
    headers = {"Content-Type": "application/json"}
    sent = cast.editor.post("/parties", headers=headers, data='{"name": "\\u0000"}')
    assert_problem(sent, 422, "name: must not contain NUL")
    assert_problem(cast.viewer.get("/exposure?from=%00"), 422, "from: must not contain NUL characters.")


#: Files are larger than other bodies.
TAKE_FILES = (*ANY_FILE, f"{V1}/plan", f"{V1}/check")


def test_a_body_over_the_limit_is_refused_on_every_route_that_takes_one(cast: Cast) -> None:
    large = json.dumps({"name": "a" * 1_100_000}).encode()
    for method, path in WRITES:
        if "nothing" not in filled(path) and path not in TAKE_FILES:
            headers = {"If-Match": "*", "Content-Type": "application/json"}
            assert_problem(cast.admin(method, filled(path), headers=headers, data=large), 413, "larger")
    huge = b" " * (16 * 1024 * 1024 + 1)
    for path in TAKE_FILES:
        headers = {"Content-Type": "application/json"}
        assert_problem(cast.admin("POST", path, headers=headers, data=huge), 413)


def test_a_fault_is_logged_and_tells_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError("the password is hunter2")

    monkeypatch.setattr(state_of(cast.app).inventory, "snapshot", fail)
    answer = cast.viewer.get("/exposure", headers={"X-Request-Id": "fault-1"})
    problem = assert_problem(answer, 500, "fault-1")
    assert "hunter2" not in json.dumps(problem)
    assert "hunter2" in caplog.text


@pytest.mark.parametrize(
    ("error", "code"),
    [(Unavailable("The engine is down."), 503), (Outrun("Again."), 503), (Conflict("No."), 409)],
)
def test_an_engine_that_does_not_answer_is_said_with_a_time_to_retry(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(state_of(cast.app).inventory.store, "revision", fail)
    for path in ("/exposure", "/graph", "/parties", "/flows/x", "/transfers"):
        answer = cast.viewer.get(path)
        assert_problem(answer, code)
        assert ("Retry-After" in answer.headers) == (code == 503)
    monkeypatch.undo()
    assert cast.viewer.get("/exposure").status_code == 200


def test_health_names_the_dependency_that_does_not_answer(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cast.stranger.get("/health").json == {"status": "ok", "dependencies": {"graph": {"status": "ok"}}}

    def down() -> str:
        raise Unavailable("The engine is down.")

    monkeypatch.setattr(state_of(cast.app).inventory.store, "ping", down)
    answer = cast.stranger.get("/health")
    assert (answer.status_code, answer.json["dependencies"]) == (503, {"graph": {"status": "unavailable"}})


def test_a_browser_gets_an_error_as_a_page_and_a_program_never(cast: Cast) -> None:
    html = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    page = cast.viewer.get("/static/../nothing", headers=html)
    assert (page.status_code, page.content_type) == (404, "text/html; charset=utf-8")
    assert_problem(cast.viewer.get("/nothing", headers=html), 404)


@pytest.mark.parametrize(
    ("path", "here"), [("/", "/"), (f"{V1}/docs", f"{V1}/docs"), ("/nothing-here", None)]
)
def test_every_page_for_somebody_signed_in_leads_on_and_out(cast: Cast, path: str, here: str | None) -> None:
    headers = {"Accept": "text/html", "Authorization": f"Bearer {cast.viewer.token}"}
    page = cast.viewer.client.get(path, headers=headers).get_data(as_text=True)
    for target in ("/", "/review", f"{V1}/docs"):
        current = ' aria-current="page"' if target == here else ""
        assert page.count(f'<a href="{target}"{current}>') >= 1, target
    assert page.count('aria-current="page"') == (here is not None)
    assert page.count('action="/sign-out"') == 1


def test_the_page_before_signing_in_leads_nowhere(cast: Cast) -> None:
    page = cast.stranger.get("/sign-in").get_data(as_text=True)
    assert 'action="/sign-out"' not in page
    assert '<nav aria-label="Main">' not in page


def test_marks_of_access_do_not_change_a_view() -> None:
    def view() -> str:
        return "as before"

    assert open_to_all(view)() == "as before"
