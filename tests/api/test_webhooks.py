"""Webhooks over REST: for administrators only, the secret shown once, the log told as it is."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.api.conftest import V1, Cast
from tests.webhooks.receiver import receiving
from vendorgraph.api.openapi import description
from vendorgraph.api.state import State, attach, state_of
from vendorgraph.webhooks import TYPES, Dispatcher, Sender
from vendorgraph.webhooks.registry import MOST

URL = "https://hooks.example.org/vendorgraph"
LATIN = {"id": "wh_1", "delivery": "dlv_1"}


@pytest.fixture
def webhook(cast: Cast) -> Iterator[dict[str, Any]]:
    """A webhook, gone after the test."""
    made = cast.admin.made(
        "/webhooks", {"url": URL, "types": ["inventory.changed"], "description": "Tickets"}
    )
    yield made
    address = f"/webhooks/{made['id']}"
    if cast.admin.get(address).status_code == 200:
        assert cast.admin.changing("DELETE", address).status_code == 204


def deliver(cast: Cast, allowed: set[tuple[str, int]]) -> None:
    dispatcher = Dispatcher(state_of(cast.app).inventory, Sender(allowed))
    dispatcher.round()
    dispatcher.settle()
    dispatcher.stop()


def test_only_an_administrator_comes_near_them(cast: Cast) -> None:
    paths = {path: methods for path, methods in description()["paths"].items() if "/webhooks" in path}
    assert len(paths) == 7
    for path, methods in paths.items():
        for method in methods.keys() - {"parameters"}:
            for who in (cast.viewer, cast.editor):
                answer = who(method.upper(), re.sub(r"{(\w+)}", lambda found: LATIN[found[1]], path))
                assert (answer.status_code, "admin" in answer.json["message"]) == (403, True), (method, path)


def test_the_secret_is_shown_once(cast: Cast) -> None:
    answer = cast.admin.post("/webhooks", {"url": URL})
    made = answer.json
    assert (answer.status_code, answer.headers["Cache-Control"]) == (201, "no-store")
    assert answer.headers["Location"] == f"{V1}/webhooks/{made['id']}"
    secret = made.pop("secret")
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32
    read = cast.admin.get(f"/webhooks/{made['id']}")
    assert (read.json, read.headers["ETag"]) == (made, answer.headers["ETag"])
    replaced = cast.admin.post(f"/webhooks/{made['id']}/secret")
    assert (replaced.status_code, replaced.headers["Cache-Control"]) == (200, "no-store")
    assert replaced.json["secret"] != secret
    shown = "".join(
        cast.admin.get(path).get_data(as_text=True)
        for path in ("/webhooks", f"/webhooks/{made['id']}", "/changes?page_size=500")
    )
    assert secret not in shown
    assert replaced.json["secret"] not in shown
    assert (
        cast.admin.get(f"/webhooks/{made['id']}").json["previous_secret_until"]
        == replaced.json["previous_secret_until"]
    )
    assert cast.admin.changing("DELETE", f"/webhooks/{made['id']}").status_code == 204


def test_what_is_not_given_takes_its_default(cast: Cast) -> None:
    made = cast.admin.made("/webhooks", {"url": URL})
    assert {name: made[name] for name in ("types", "active", "description", "stopped")} == {
        "types": [],
        "active": True,
        "description": None,
        "stopped": None,
    }
    assert made["deliveries"] == {"pending": 0, "delivered": 0, "dead": 0}
    assert cast.admin.get("/webhooks").json["items"] == [
        {name: value for name, value in made.items() if name != "secret"}
    ]
    assert cast.admin.changing("DELETE", f"/webhooks/{made['id']}").status_code == 204
    assert cast.admin.get("/webhooks").json["total"] == 0


@pytest.mark.parametrize(
    ("body", "field", "said"),
    [
        ({}, "url", "required"),
        ({"url": None}, "url", "required"),
        ({"url": 7}, "url", "not text"),
        ({"url": "hooks.example.org"}, "url", "web address"),
        ({"url": "ftp://hooks.example.org/"}, "url", "web address"),
        ({"url": "https://user:secret@hooks.example.org/"}, "url", "user or password"),
        ({"url": "https://hooks.example.org/\r\nX: 1"}, "url", "printable ASCII"),
        ({"url": "http://127.0.0.1:8000/"}, "url", "VENDORGRAPH_WEBHOOK_ALLOW lists 127.0.0.1:8000"),
        ({"url": "http://localhost/"}, "url", "VENDORGRAPH_WEBHOOK_ALLOW lists localhost:80"),
        ({"url": "https://[::1]/"}, "url", "lists [::1]:443"),
        ({"url": "http://[::ffff:127.0.0.1]/"}, "url", "this machine's own"),
        ({"url": "http://169.254.169.254/latest/meta-data/"}, "url", "link-local"),
        ({"url": "http://10.1.2.3/"}, "url", "private"),
        ({"url": "http://0.0.0.0/"}, "url", "no address of a receiver"),
        ({"url": "http://2130706433/"}, "url", "must name its host"),
        ({"url": "https://hooks.example/" + "a" * 2000}, "url", "too long"),
        ({"url": URL, "types": "inventory.changed"}, "types", "not a list"),
        ({"url": URL, "types": ["inventory.change"]}, "types", "did you mean inventory.changed?"),
        ({"url": URL, "types": ["webhook.test"]}, "types", "one or more of"),
        ({"url": URL, "active": "yes"}, "active", "not true or false"),
        ({"url": URL, "active": None}, "active", "required"),
        ({"url": URL, "description": "x" * 501}, "description", "too long"),
        ({"url": URL, "description": 7}, "description", "not text"),
        ({"url": URL, "secret": "whsec_mine"}, "secret", "Unknown field"),
        ({"url": URL, "id": "mine"}, "id", "Unknown field"),
    ],
)
def test_it_refuses_what_cannot_be_a_webhook(cast: Cast, body: dict[str, Any], field: str, said: str) -> None:
    answer = cast.admin.post("/webhooks", body)
    assert answer.status_code == 422, answer.json
    assert list(answer.json["errors"]) == [field]
    assert said.lower() in answer.json["errors"][field][0].lower()
    assert cast.admin.get("/webhooks").json["total"] == 0


def test_a_change_needs_the_version_that_was_seen(cast: Cast, webhook: dict[str, Any]) -> None:
    address = f"/webhooks/{webhook['id']}"
    before = cast.admin.get(address)
    assert cast.admin("PATCH", address, json={"active": False}).status_code == 428
    assert cast.admin("DELETE", address).status_code == 428
    changed = cast.admin.changing("PATCH", address, {"active": False, "types": None, "description": None})
    assert changed.status_code == 200
    assert changed.json == {**before.json, "active": False, "types": [], "description": None}
    assert changed.headers["ETag"] == cast.admin.get(address).headers["ETag"] != before.headers["ETag"]
    stale = cast.admin("PATCH", address, json={"active": True}, headers={"If-Match": before.headers["ETag"]})
    assert stale.status_code == 412
    wrong = cast.admin.changing("PATCH", address, {"url": "http://127.0.0.1/", "types": ["x"]})
    assert (wrong.status_code, sorted(wrong.json["errors"])) == (422, ["types", "url"])
    assert cast.admin.get(address).json == changed.json


def test_one_that_is_not_there_is_said(cast: Cast, webhook: dict[str, Any]) -> None:
    for method, path in [
        ("GET", ""),
        ("PATCH", ""),
        ("DELETE", ""),
        ("POST", "/secret"),
        ("POST", "/test"),
        ("GET", "/deliveries"),
        ("GET", "/deliveries/dlv_1"),
        ("POST", "/deliveries/dlv_1/redeliver"),
    ]:
        answer = cast.admin(
            method,
            f"/webhooks/wh_none{path}",
            headers={"If-Match": "*"},
            json={} if method == "PATCH" else None,
        )
        assert (answer.status_code, "wh_none" in answer.json["message"]) == (404, True), (
            method,
            path,
            answer.json,
        )
    assert cast.admin.get(f"/webhooks/{webhook['id']}/deliveries/dlv_1").status_code == 404
    assert cast.admin.post(f"/webhooks/{webhook['id']}/deliveries/dlv_1/redeliver").status_code == 404


def test_a_webhook_that_is_switched_off_is_not_tested(cast: Cast, webhook: dict[str, Any]) -> None:
    address = f"/webhooks/{webhook['id']}"
    cast.admin.changing("PATCH", address, {"active": False})
    answer = cast.admin.post(f"{address}/test")
    assert (answer.status_code, "switched off" in answer.json["message"]) == (409, True)


def test_the_log_tells_what_came_of_a_test_message_and_sends_it_again(cast: Cast) -> None:
    with receiving(500) as receiver:
        settings = state_of(cast.app).settings
        attach(
            cast.app,
            State(
                state_of(cast.app).inventory,
                replace(settings, webhook_allow=frozenset({receiver.place})),
                state_of(cast.app).tokens,
            ),
        )
        made = cast.admin.made("/webhooks", {"url": receiver.url})
        address = f"/webhooks/{made['id']}"
        queued = cast.admin.post(f"{address}/test")
        assert (queued.status_code, queued.json["state"], queued.json["attempts"]) == (202, "pending", [])
        deliver(cast, {receiver.place})
        log = cast.admin.get(f"{address}/deliveries?state=dead").json
        (entry,) = log["items"]
        assert log == {"items": [entry], "total": 1, "page": 1, "page_size": 50}
        assert entry == {**queued.json, "state": "dead", "next_at": None, "attempts": entry["attempts"]}
        assert [(attempt["status"], attempt["error"]) for attempt in entry["attempts"]] == [
            (500, "the receiver answered 500")
        ]
        read = cast.admin.get(f"{address}/deliveries/{entry['id']}").json
        assert read["message"]["data"] == {"webhook": made["id"]}
        assert cast.admin.get(address).json["deliveries"]["dead"] == 1
        again = cast.admin.post(f"{address}/deliveries/{entry['id']}/redeliver")
        assert (again.status_code, again.json["state"]) == (202, "pending")
        deliver(cast, {receiver.place})
        entry = cast.admin.get(f"{address}/deliveries").json["items"][0]
        assert (entry["state"], [attempt["status"] for attempt in entry["attempts"]]) == (
            "delivered",
            [500, 204],
        )
        assert [message["type"] for message in receiver.verified(made["secret"])] == ["webhook.test"] * 2
        assert cast.admin.get(f"{address}/deliveries?state=pending").json["total"] == 0
        assert cast.admin.get(f"{address}/deliveries?state=lost").status_code == 422
        assert cast.admin.get(f"{address}/deliveries?page=9").json["items"] == []
        other = cast.admin.made("/webhooks", {"url": receiver.url})
        assert cast.admin.get(f"/webhooks/{other['id']}/deliveries/{entry['id']}").status_code == 404
        for id_ in (made["id"], other["id"]):
            assert cast.admin.changing("DELETE", f"/webhooks/{id_}").status_code == 204


def test_there_is_a_most(cast: Cast) -> None:
    made = [cast.admin.made("/webhooks", {"url": URL})["id"] for _ in range(MOST)]
    answer = cast.admin.post("/webhooks", {"url": URL})
    assert (answer.status_code, str(MOST) in answer.json["message"]) == (409, True)
    for id_ in made:
        assert cast.admin.changing("DELETE", f"/webhooks/{id_}").status_code == 204


def test_the_description_names_every_type(cast: Cast) -> None:
    body = description()["components"]["schemas"]["WebhookInput"]
    assert body["properties"]["types"]["items"]["enum"] == list(TYPES)
    assert body["additionalProperties"] is False
