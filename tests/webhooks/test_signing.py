"""Signatures by the convention, held to its published example."""

from __future__ import annotations

import base64
import datetime as dt

import pytest

from vendorgraph.errors import Refused
from vendorgraph.settings import Settings
from vendorgraph.webhooks.events import FEED, TYPES, Event, delivery, item_event, revision_event
from vendorgraph.webhooks.signing import headers, new_secret

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
AT = dt.datetime.fromtimestamp(1614265330, dt.UTC)


def test_it_signs_as_the_published_example_says() -> None:
    assert headers("msg_p5jXN8AQM9LWM0D4loKWxJek", AT, '{"test": 2432232314}', [SECRET]) == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_the_moment_is_that_of_the_clock_whatever_its_zone() -> None:
    elsewhere = AT.astimezone(dt.timezone(dt.timedelta(hours=5)))
    signed = headers("evt_1", AT, "{}", [SECRET])
    assert headers("evt_1", elsewhere.astimezone(dt.UTC), "{}", [SECRET]) == signed
    fraction = AT + dt.timedelta(microseconds=999_999)
    assert headers("evt_1", fraction, "{}", [SECRET]) == signed


def test_each_secret_is_new_and_long_enough() -> None:
    made = {new_secret() for _ in range(20)}
    assert len(made) == 20
    for secret in made:
        assert 24 <= len(base64.b64decode(secret.removeprefix("whsec_"))) <= 64


def test_an_event_has_one_id_however_often_it_is_made() -> None:
    row = {
        "revision": 3,
        "total": 1,
        "changes": [{"seq": 9, "hash": "ab" * 32, "at": "2026-11-22T09:00:00.000Z"}],
    }
    event = revision_event(row)
    assert event == revision_event(row)
    assert event.id == f"evt_{'ab' * 16}"
    item = {"id": "urn:uuid:1", "type": "new_country", "date": "2026-11-22"}
    assert (
        item_event(item, "1").id
        == item_event(item, "2").id
        != item_event({**item, "id": "urn:uuid:2"}, "1").id
    )
    assert item_event(item, "1").type in TYPES
    one, two = delivery("wh_1", event, "now"), delivery("wh_2", event, "now")
    assert (one["id"], one["event"]) == (delivery("wh_1", event, "later")["id"], two["event"])
    assert one["id"] != two["id"]
    assert all(name == "inventory.changed" or name.startswith(FEED) for name in TYPES)


def test_a_message_is_the_same_bytes_in_every_attempt_and_holds_any_character() -> None:
    event = Event("evt_1", "inventory.changed", "2026-11-22T09:00:00.000Z", {"actor": "Zoë\u2028🙂"})
    assert delivery("wh_1", event, "now")["body"] == event.body
    assert "Zoë" in event.body.encode().decode()


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", set()),
        ("hooks.internal:8443", {("hooks.internal", 8443)}),
        (" Hooks.Internal:8443 , 10.0.0.7:80,", {("hooks.internal", 8443), ("10.0.0.7", 80)}),
        ("[FD00::7]:9000", {("fd00::7", 9000)}),
    ],
)
def test_the_administrator_lists_receivers_in_the_environment(
    text: str, allowed: set[tuple[str, int]]
) -> None:
    assert Settings.from_environment({"VENDORGRAPH_WEBHOOK_ALLOW": text}).webhook_allow == allowed


@pytest.mark.parametrize(
    "text",
    [
        "hooks.internal",
        "hooks.internal:",
        ":80",
        "a:0",
        "a:65536",
        "a:b",
        "http://a:80",
        "10.0.0.0/8:80",
        "*:80",
        "fd00::7:9000",
    ],
)
def test_a_list_that_cannot_be_read_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Refused, match="VENDORGRAPH_WEBHOOK_ALLOW must list receivers as host:port"):
        Settings.from_environment({"VENDORGRAPH_WEBHOOK_ALLOW": text})
