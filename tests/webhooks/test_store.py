"""What the store keeps of webhooks, the same on both engines."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from vendorgraph.errors import Conflict, NotFound, VendorgraphError
from vendorgraph.inventory import Inventory
from vendorgraph.store import Store

WEBHOOK: dict[str, Any] = {
    "id": "wh_1",
    "url": "https://hooks.example/",
    "types": ["inventory.changed"],
    "active": True,
    "description": "Tickets",
    "created_at": "2026-11-22T09:00:00.000Z",
    "secret": "whsec_c2VjcmV0",
}


def delivery(id_: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "webhook": "wh_1",
        "event": f"evt_{id_}",
        "type": "inventory.changed",
        "body": '{"é":"\\u2028"}',
        "state": "pending",
        "created_at": "2026-11-22T09:00:00.000Z",
        "position": 1,
        "next_at": "2026-11-22T09:00:00.000Z",
        "tries": 0,
        "attempts": "[]",
        **more,
    }


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


def party(store: Store, *names: str) -> None:
    for name in names:
        Inventory(store).create("party", {"id": name, "name": name}, actor="ann", request_id="r")


def test_a_webhook_is_kept_with_its_secret_and_the_revision_it_begins_after(store: Store) -> None:
    party(store, "a")
    store.webhooks.add(WEBHOOK)
    assert store.webhooks.all() == [{**WEBHOOK, "revision": 1}]
    with pytest.raises(Conflict):
        store.webhooks.add(WEBHOOK)
    party(store, "b")
    store.webhooks.update("wh_1", {"active": False, "types": [], "description": None})
    left = {name: value for name, value in WEBHOOK.items() if name not in ("types", "description")}
    assert store.webhooks.all() == [{**left, "active": False, "revision": 1}]
    store.webhooks.update("wh_1", {"active": True}, resume=True)
    assert store.webhooks.all()[0]["revision"] == 2
    with pytest.raises(NotFound):
        store.webhooks.update("wh_2", {"active": True}, resume=True)


def test_webhooks_are_listed_oldest_first(store: Store) -> None:
    for id_, day in (("wh_a", "03"), ("wh_b", "01"), ("wh_c", "02")):
        store.webhooks.add({**WEBHOOK, "id": id_, "created_at": f"2026-11-{day}"})
    assert ids(store.webhooks.all()) == ["wh_b", "wh_c", "wh_a"]


def test_revisions_tell_how_many_changes_they_hold_and_the_first_of_them(store: Store) -> None:
    party(store, "a", "b", "c")
    assert store.webhooks.revisions(3, 9, 5) == []
    rows = store.webhooks.revisions(1, 2, 5)
    assert [(row["revision"], row["total"], row["changes"][0]["entity_id"]) for row in rows] == [(2, 1, "b")]
    assert {"seq", "hash", "at", "actor", "request_id", "action", "entity"} <= rows[0]["changes"][0].keys()
    assert [row["revision"] for row in store.webhooks.revisions(0, 9, 5)] == [1, 2, 3]
    file = [{"id": f"d{at:02}", "title": "t"} for at in range(12)]
    for document in file:
        Inventory(store).create("document", document, actor="ann")
    assert [row["changes"] for row in store.webhooks.revisions(3, 4, 0)] == [[]]


def test_deliveries_are_queued_once_together_with_how_far_the_webhook_is(store: Store) -> None:
    store.webhooks.add(WEBHOOK)
    store.webhooks.queue([delivery("d1"), delivery("d2", position=2)], advance={"wh_1": 7}, told="{}")
    store.webhooks.note("d1", {"state": "delivered", "next_at": None, "settled_at": "2026-11-22"})
    store.webhooks.queue([delivery("d1"), delivery("d3", position=3)], advance={"wh_1": 8})
    assert store.webhooks.delivery("d1")["state"] == "delivered"
    assert (store.webhooks.all()[0]["revision"], store.webhooks.told()) == (8, "{}")
    assert store.webhooks.counts() == {"wh_1": {"delivered": 1, "pending": 2}}
    assert store.webhooks.delivery("d3") == delivery("d3", position=3)
    store.webhooks.queue([delivery("d4", webhook="wh_gone")], advance={"wh_gone": 9})
    with pytest.raises(NotFound):
        store.webhooks.delivery("d4")


def test_all_of_a_queue_is_written_or_nothing(store: Store) -> None:
    store.webhooks.add(WEBHOOK)
    broken = {**delivery("d2"), "body": {"a": "map cannot be a property"}}
    with pytest.raises(VendorgraphError):
        store.webhooks.queue([delivery("d1"), broken], advance={"wh_1": 7})
    assert store.webhooks.counts() == {}
    assert store.webhooks.all()[0]["revision"] == 0


def test_what_is_due_comes_longest_due_first_and_only_of_the_webhooks_named(store: Store) -> None:
    for id_ in ("wh_1", "wh_2"):
        store.webhooks.add({**WEBHOOK, "id": id_})
    store.webhooks.queue(
        [
            delivery("late", next_at="2026-11-22T09:00:02.000Z"),
            delivery("second", position=2),
            delivery("first", position=1),
            delivery("future", next_at="2026-11-22T10:00:00.000Z"),
            delivery("done", state="delivered"),
            delivery("other", webhook="wh_2", next_at="2026-11-22T08:00:00.000Z"),
        ]
    )
    now = "2026-11-22T09:00:05.000Z"
    assert ids(store.webhooks.due(["wh_1"], now, 10)) == ["first", "second", "late"]
    assert ids(store.webhooks.due(["wh_1", "wh_2"], now, 2)) == ["other", "first"]
    assert store.webhooks.due([], now, 10) == []


def test_the_log_is_paged_newest_first_and_by_state(store: Store) -> None:
    store.webhooks.add(WEBHOOK)
    rows = [delivery(f"d{at}", position=at, state="dead" if at % 2 else "delivered") for at in range(5)]
    store.webhooks.queue([*rows, delivery("d9", created_at="2026-11-23", state="pending")])
    every = ["pending", "delivered", "dead"]
    assert ids(store.webhooks.deliveries("wh_1", every, 0, 10)) == ["d9", "d4", "d3", "d2", "d1", "d0"]
    assert ids(store.webhooks.deliveries("wh_1", ["dead"], 1, 1)) == ["d1"]
    assert store.webhooks.deliveries("wh_2", every, 0, 10) == []
    assert store.webhooks.deliveries("wh_1", every, 10, 10) == []


def test_old_deliveries_are_forgotten_by_state(store: Store) -> None:
    store.webhooks.add(WEBHOOK)
    store.webhooks.queue(
        [
            delivery("old", state="delivered", settled_at="2026-10-01"),
            delivery("young", state="delivered", settled_at="2026-11-20"),
            delivery("dead", state="dead", settled_at="2026-10-01"),
            delivery("waiting"),
        ]
    )
    store.webhooks.forget("delivered", "2026-11-01")
    assert sorted(ids(store.webhooks.deliveries("wh_1", ["pending", "delivered", "dead"], 0, 9))) == [
        "dead",
        "waiting",
        "young",
    ]


def test_a_webhook_that_ends_takes_many_deliveries_along(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vendorgraph.store.webhooks._BATCH", 10)
    store.webhooks.add(WEBHOOK)
    store.webhooks.queue([delivery(f"d{at}") for at in range(25)])
    assert store.webhooks.counts() == {"wh_1": {"pending": 25}}
    store.webhooks.remove("wh_1")
    assert (store.webhooks.all(), store.webhooks.counts()) == ([], {})
    with pytest.raises(NotFound):
        store.webhooks.remove("wh_1")


def test_one_process_holds_the_lease_until_it_ends_or_lets_go(store: Store) -> None:
    lease = store.webhooks.take_lease
    assert lease("one", "2026-11-22T09:00", "2026-11-22T09:01")
    assert not lease("other", "2026-11-22T09:00", "2026-11-22T09:01")
    assert lease("one", "2026-11-22T09:00", "2026-11-22T09:02")
    assert not lease("other", "2026-11-22T09:01", "2026-11-22T09:03")
    assert lease("other", "2026-11-22T09:03", "2026-11-22T09:04")
    store.webhooks.drop_lease("one")
    assert not lease("one", "2026-11-22T09:03", "2026-11-22T09:04")
    store.webhooks.drop_lease("other")
    assert lease("one", "2026-11-22T09:03", "2026-11-22T09:04")


def test_of_many_who_ask_at_once_one_gets_the_lease(store: Store) -> None:
    store.revision()
    won: list[str] = []

    def ask(name: str) -> None:
        if store.webhooks.take_lease(name, "2026-11-22T09:00", "2026-11-22T09:01"):
            won.append(name)

    threads = [threading.Thread(target=ask, args=(f"p{at}",)) for at in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) <= 1
    assert won or store.webhooks.take_lease("later", "2026-11-22T09:00", "2026-11-22T09:01")


def test_webhooks_leave_no_trace_in_the_change_log(store: Store) -> None:
    store.webhooks.add(WEBHOOK)
    store.webhooks.queue([delivery("d1")], told="{}")
    assert (store.revision(), store.changes(0, 10), store.load().changed) == (0, ([], 0), {})
    assert store.webhooks.told() == "{}"
