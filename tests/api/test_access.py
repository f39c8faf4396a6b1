"""Who may do what: tokens, roles, browser sessions, links that work once."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.api.conftest import V1, Actor, Cast
from vendorgraph.api.access import CONTENT_SECURITY_POLICY
from vendorgraph.api.app import create_app
from vendorgraph.api.openapi import description
from vendorgraph.api.sign_in import own_path
from vendorgraph.api.state import state_of
from vendorgraph.auth import CODE_LIFETIME, OneTimeCodes, ensure_admin_token, signing_key
from vendorgraph.errors import Refused
from vendorgraph.settings import Settings

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
OPERATIONS = [
    (method.upper(), path)
    for path, methods in description()["paths"].items()
    for method in methods
    if method != "parameters"
]


def browser(cast: Cast) -> FlaskClient:
    return cast.app.test_client()


def signed_in(cast: Cast, actor: Actor) -> FlaskClient:
    client = browser(cast)
    answer = client.post("/sign-in", data={"token": actor.token}, headers=SAME_ORIGIN)
    assert answer.status_code == 303
    return client


def test_every_route_but_health_needs_a_token(cast: Cast) -> None:
    for method, path in [*OPERATIONS, ("GET", f"{V1}/docs"), ("GET", f"{V1}/openapi.json"), ("GET", "/")]:
        answer = cast.stranger(method, re.sub(r"{\w+}", "1", path))
        if path == f"{V1}/health":
            assert answer.status_code == 200
        else:
            assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (
                401,
                'Bearer realm="vendorgraph"',
            ), path
            assert "vg_" in answer.json["message"]


def test_nothing_is_told_to_a_stranger_about_what_exists(cast: Cast) -> None:
    assert cast.stranger.get("/parties/shop").status_code == 401
    assert cast.stranger.get("/no/such/route").status_code == 401


def test_a_viewer_reads_and_an_editor_writes_and_an_admin_manages(cast: Cast) -> None:
    body = {"id": "by-role", "name": "By role"}
    refused = cast.viewer.post("/parties", body)
    assert (refused.status_code, "editor" in refused.json["message"]) == (403, True)
    assert cast.editor.post("/parties", body).status_code == 201
    term = {"id": "user.badge", "name": "Badge", "parents": ["user"]}
    refused = cast.editor.post("/categories", term)
    assert (refused.status_code, "admin" in refused.json["message"]) == (403, True)
    assert cast.admin.post("/categories", term).status_code == 201
    assert cast.editor.get("/tokens").status_code == 403
    assert cast.viewer.post("/import", {"vendorgraph": 1, "inventory": "x"}).status_code == 403


def test_a_role_is_checked_before_anything_else_about_a_write(cast: Cast) -> None:
    for method, path in OPERATIONS:
        if method != "GET" and path not in (
            f"{V1}/simulate",
            f"{V1}/check",
            f"{V1}/drift",
            f"{V1}/plan",
        ):  # these write nothing
            assert cast.viewer(method, re.sub(r"{\w+}", "1", path)).status_code == 403, (method, path)


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Basic dmc6dmc=",
        "Bearer vg_" + "A" * 43,
        "Bearer vg_é",
        "vg_" + "A" * 43,
    ],
)
def test_another_authorization_is_refused(cast: Cast, header: str) -> None:
    answer = cast.stranger.get("/parties", headers={"Authorization": header.encode().decode("latin-1")})
    assert (answer.status_code, "revoked" in answer.json["message"]) == (401, True)


def test_a_token_is_shown_once_and_only_its_digest_is_kept(cast: Cast) -> None:
    answer = cast.admin.post("/tokens", {"name": "review", "role": "viewer"})
    made = answer.json
    assert answer.status_code == 201
    assert re.fullmatch(r"vg_[A-Za-z0-9_-]{43}", made["token"])
    assert answer.headers["Location"] == f"{V1}/tokens/{made['id']}"
    assert made["token"] not in cast.admin.get("/tokens?page_size=500").get_data(as_text=True)
    assert made["token"] not in str(state_of(cast.app).inventory.store.tokens())
    assert Actor(cast.app.test_client(), made["token"]).get("/me").json["name"] == "review"
    assert cast.admin.post("/tokens", {"name": "review", "role": "viewer"}).status_code == 409


def test_a_revoked_token_and_its_sessions_end_at_once(cast: Cast) -> None:
    made = cast.admin.made("/tokens", {"name": "short-lived", "role": "editor"})
    actor = Actor(cast.app.test_client(), made["token"])
    session = signed_in(cast, actor)
    assert (actor.get("/me").status_code, session.get(f"{V1}/me").status_code) == (200, 200)
    assert cast.admin("DELETE", f"/tokens/{made['id']}").status_code == 204
    assert (actor.get("/me").status_code, session.get(f"{V1}/me").status_code) == (401, 401)
    assert cast.admin("DELETE", f"/tokens/{made['id']}").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": "x"},
        {"name": "", "role": "viewer"},
        {"name": " ", "role": "viewer"},
        {"name": "x" * 101, "role": "viewer"},
        {"name": 1, "role": "viewer"},
        {"name": "x", "role": "owner"},
        {"name": "x", "role": None},
        {"name": "x", "role": "viewer", "id": "mine"},
    ],
)
def test_a_token_without_a_name_or_role_is_refused(cast: Cast, body: object) -> None:
    answer = cast.admin.post("/tokens", body)
    assert (answer.status_code, bool(answer.json["errors"])) == (422, True)


def test_the_last_admin_token_stays(cast: Cast) -> None:
    tokens = state_of(cast.app).tokens
    admins = [token for token in tokens.all() if token.role == "admin"]
    assert len(admins) == 1
    answer = cast.admin("DELETE", f"/tokens/{admins[0].id}")
    assert (answer.status_code, "last" in answer.json["message"]) == (409, True)


def test_a_browser_signs_in_with_a_token_and_out(cast: Cast) -> None:
    client = browser(cast)
    sent = client.get("/?from=shop", headers={"Accept": "text/html"})
    assert (sent.status_code, sent.headers["Location"]) == (303, "/sign-in?next=/%3Ffrom%3Dshop")
    assert client.get("/sign-in?next=/%3Ffrom%3Dshop").status_code == 200
    wrong = client.post("/sign-in", data={"token": "vg_wrong"}, headers=SAME_ORIGIN)
    assert (wrong.status_code, "unknown" in wrong.get_data(as_text=True)) == (403, True)
    answer = client.post(
        "/sign-in", data={"token": cast.viewer.token, "next": "/?from=shop"}, headers=SAME_ORIGIN
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/?from=shop")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert cast.viewer.token not in cookie
    assert client.get("/", headers={"Accept": "text/html"}).status_code == 200
    assert client.get(f"{V1}/me").json["role"] == "viewer"
    assert client.post("/sign-out", headers=SAME_ORIGIN).status_code == 303
    assert client.get(f"{V1}/me").status_code == 401


def test_over_tls_the_cookie_stays_on_tls(cast: Cast) -> None:
    data = {"token": cast.viewer.token}
    answer = browser(cast).post("/sign-in", data=data, headers=SAME_ORIGIN, base_url="https://localhost")
    assert "Secure" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:81"},
    ],
)
def test_a_session_does_not_write_for_another_site(cast: Cast, headers: dict[str, str]) -> None:
    client = signed_in(cast, cast.admin)
    answer = client.post(f"{V1}/parties", json={"name": "Forged"}, headers=headers)
    assert (answer.status_code, "session" in answer.json["message"]) == (403, True)
    assert client.post("/sign-in", data={"token": cast.admin.token}, headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}])
def test_a_session_writes_from_our_own_pages(cast: Cast, headers: dict[str, str]) -> None:
    answer = signed_in(cast, cast.editor).post(f"{V1}/parties", json={}, headers=headers)
    assert answer.status_code == 422


def test_a_link_signs_in_once(cast: Cast) -> None:
    state = state_of(cast.app)
    code, _ = state.codes.issue(state.tokens.by_secret(cast.admin.token or "").id)  # type: ignore[union-attr]
    client = browser(cast)
    assert client.head(f"/sign-in?code={code}").status_code == 200  # a preview does not spend it
    answer = client.get(f"/sign-in?code={code}")
    assert (answer.status_code, answer.headers["Location"], answer.headers["Cache-Control"]) == (
        303,
        "/",
        "no-store",
    )
    assert client.get(f"{V1}/me").json["role"] == "admin"
    again = browser(cast).get(f"/sign-in?code={code}")
    assert (again.status_code, "used already" in again.get_data(as_text=True)) == (403, True)


def test_a_link_ends_after_fifteen_minutes() -> None:
    now = [dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)]
    codes = OneTimeCodes(lambda: now[0])
    code, ends = codes.issue("t")
    late, _ = codes.issue("t")
    assert ends - now[0] == CODE_LIFETIME == dt.timedelta(minutes=15)
    now[0] = ends - dt.timedelta(seconds=1)
    assert codes.redeem(code) == "t"
    now[0] = ends
    assert codes.redeem(late) is None


@pytest.mark.parametrize(
    "text",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil",
        "javascript:alert(1)",
        "",
        "/\tx",
        "/a\\b",
    ],
)
def test_after_sign_in_nobody_is_sent_elsewhere(text: str) -> None:
    assert own_path(text) == "/"


def test_the_start_writes_an_admin_token_that_only_its_owner_reads(cast: Cast, tmp_path: Path) -> None:
    tokens = state_of(cast.app).tokens
    first = ensure_admin_token(tokens, tmp_path / "data")
    assert first.written
    assert first.path.stat().st_mode & 0o777 == 0o600
    assert tokens.by_secret(first.path.read_text().strip()).role == "admin"  # type: ignore[union-attr]
    again = ensure_admin_token(tokens, tmp_path / "data")
    assert (again.written, again.id) == (False, first.id)
    tokens.revoke(first.id)
    third = ensure_admin_token(tokens, tmp_path / "data")
    assert third.written, "a file whose token no longer exists is of no use and is replaced"
    tokens.revoke(third.id)


def test_the_signing_key_is_kept_private_and_checked(tmp_path: Path) -> None:
    key = signing_key(tmp_path)
    file = tmp_path / "secret.key"
    assert (len(key), file.stat().st_mode & 0o777, signing_key(tmp_path)) == (32, 0o600, key)
    file.write_text("short")
    with pytest.raises(Refused, match="does not hold a key"):
        signing_key(tmp_path)


@pytest.mark.parametrize(
    "path", ["/", "/sign-in", f"{V1}/health", f"{V1}/docs", f"{V1}/nothing", "/static/nothing.js"]
)
def test_every_answer_carries_the_security_headers(cast: Cast, path: str) -> None:
    headers = cast.viewer.get(path).headers
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe-eval" not in CONTENT_SECURITY_POLICY
    assert "script-src 'self';" in CONTENT_SECURITY_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert re.fullmatch(r"[0-9a-f]{16}", headers["X-Request-Id"])


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000"])
def test_a_name_of_elsewhere_that_points_here_is_refused(cast: Cast, host: str) -> None:
    answer = cast.viewer.get("/parties", headers={"Host": host})
    assert (answer.status_code, "VENDORGRAPH_HOST" in answer.json["message"]) == (400, True)


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_this_machine_is_reached_by_its_own_names(cast: Cast, host: str) -> None:
    assert cast.viewer.get("/me", headers={"Host": host}).status_code == 200


PUBLIC = "https://inventory.example"


@pytest.fixture(scope="module")
def behind_a_proxy(cast: Cast, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application of the cast as a proxy that ends TLS passes requests on: over HTTP, with their Host."""
    settings = Settings(data=tmp_path_factory.mktemp("proxied"), port=0, public=PUBLIC)
    return create_app(state_of(cast.app).inventory, settings)


def test_behind_a_proxy_the_cookie_stays_on_tls_and_the_public_origin_writes(
    behind_a_proxy: Flask, cast: Cast
) -> None:
    there = {"Host": "inventory.example", "Origin": PUBLIC}
    client = behind_a_proxy.test_client()
    answer = client.post("/sign-in", data={"token": cast.editor.token}, headers=there)
    assert answer.status_code == 303
    assert "Secure" in answer.headers["Set-Cookie"]
    elsewhere = {"Host": "inventory.example", "Origin": "http://inventory.example"}
    assert client.post("/sign-in", data={"token": cast.editor.token}, headers=elsewhere).status_code == 403
    local = behind_a_proxy.test_client().post(
        "/sign-in", data={"token": cast.editor.token}, headers=SAME_ORIGIN
    )
    assert "Secure" not in local.headers["Set-Cookie"]


def test_behind_a_proxy_answers_name_the_public_address_and_other_names_are_refused(
    behind_a_proxy: Flask, cast: Cast
) -> None:
    client, bearer = behind_a_proxy.test_client(), {"Authorization": f"Bearer {cast.viewer.token}"}
    answer = client.get(f"{V1}/feed", headers={"Host": "inventory.example", **bearer})
    assert answer.json is not None
    assert answer.json["home_page_url"] == f"{PUBLIC}/"
    assert client.get(f"{V1}/me", headers={"Host": "evil.example", **bearer}).status_code == 400


def test_the_change_log_says_who_wrote_in_which_request(cast: Cast) -> None:
    headers = {"X-Request-Id": "review-17"}
    answer = cast.editor.post("/parties", {"id": "logged", "name": "Logged"}, headers=headers)
    assert answer.headers["X-Request-Id"] == "review-17"
    total = cast.viewer.get("/changes?page_size=1").json["total"]
    last = cast.viewer.get(f"/changes?page_size=1&page={total}").json["items"][0]
    assert (last["actor"], last["request_id"]) == (cast.editor.get("/me").json["name"], "review-17")
    odd = cast.viewer.get("/me", headers={"X-Request-Id": "a b\x7f"})
    assert odd.headers["X-Request-Id"] != "a b\x7f"
