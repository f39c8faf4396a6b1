"""What the dispatcher tells of: each revision and item once, to each webhook what it asked for."""

from __future__ import annotations

import json

import pytest

from tests.webhooks.conftest import Clock, World, rounds
from tests.webhooks.receiver import receiving
from vendorgraph.model.record import Write
from vendorgraph.model.validation import load_document
from vendorgraph.webhooks.events import MOST_CHANGES

CHANGED = "inventory.changed"


def test_a_webhook_gets_the_types_it_asked_for(world: World) -> None:
    with receiving() as all_of_it, receiving() as reviews_only:
        world.webhook(all_of_it)
        id_, _ = world.webhook(reviews_only, "feed.review_due")
        dispatcher = world.dispatcher()
        rounds(dispatcher)
        world.party("first")
        rounds(dispatcher, 2)
        assert [json.loads(request.body)["type"] for request in all_of_it.received] == [CHANGED]
        assert reviews_only.received == []
        assert world.log(id_) == []


def test_items_of_the_feed_are_told_once_each_from_the_first_look_on(world: World) -> None:
    world.party("old")
    world.inventory.create("review", {"party": "old", "due": "2026-11-20"}, actor="ann")
    with receiving() as receiver:
        id_, secret = world.webhook(receiver, "feed.review_due", "feed.review_overdue")
        dispatcher = world.dispatcher()
        rounds(dispatcher, 2)
        assert receiver.received == [], "what the feed said before is not told"
        world.party("new")
        world.inventory.create("review", {"party": "new", "due": "2026-11-24"}, actor="ann")
        world.clock.after(minutes=2)
        rounds(dispatcher, 2)
        before = len(receiver.received)
        world.clock.after(minutes=2)
        rounds(dispatcher, 2)
        assert len(receiver.received) == before, "an item is told once"
        world.clock.after(days=2, minutes=5)
        rounds(dispatcher, 2)
        told = receiver.verified_at_their_time(secret)
    items = [(message["type"], message["data"]["date"], message["data"]["parties"]) for message in told]
    assert ("feed.review_due", "2026-11-24", ["new"]) in items
    assert len(items) == len(set(map(str, items)))
    assert all(parties == ["new"] for _, _, parties in items)
    assert {entry["state"] for entry in world.log(id_)} == {"delivered"}


def test_a_webhook_that_comes_later_is_told_from_then_on(world: World) -> None:
    world.party("old")
    with receiving() as early, receiving() as late:
        world.webhook(early)
        dispatcher = world.dispatcher()
        world.party("first")
        rounds(dispatcher, 2)
        world.webhook(late)
        rounds(dispatcher)
        world.party("second")
        rounds(dispatcher, 2)
        assert [json.loads(request.body)["data"]["revision"] for request in early.received] == [2, 3]
        assert [json.loads(request.body)["data"]["revision"] for request in late.received] == [3]


def test_what_happened_while_nobody_delivered_is_told_after_a_restart(world: World) -> None:
    with receiving() as receiver:
        world.webhook(receiver, CHANGED)
        first = world.dispatcher()
        world.party("first")
        rounds(first)
        first.stop()
        world.party("second")
        world.party("third")
        rounds(world.dispatcher(), 2)
        assert [json.loads(request.body)["data"]["revision"] for request in receiver.received] == [1, 2, 3]


def test_a_large_revision_names_its_first_changes_and_says_how_many_there_are(world: World) -> None:
    def many(_: object) -> list[Write]:
        documents = [
            load_document("document", {"id": f"d{at}", "title": "T"}) for at in range(MOST_CHANGES + 20)
        ]
        return [Write("document", document["id"], None, document) for document in documents]

    with receiving() as receiver:
        _, secret = world.webhook(receiver, CHANGED)
        world.inventory.write(many, actor="ann")
        rounds(world.dispatcher())
        (message,) = receiver.verified(secret)
    assert message["data"]["total"] == MOST_CHANGES + 20
    assert [change["seq"] for change in message["data"]["changes"]] == list(range(1, MOST_CHANGES + 1))
    assert len(receiver.received[0].body) < 20_000


def test_many_revisions_are_caught_up_with_in_several_rounds(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vendorgraph.webhooks.dispatcher.STRETCH", 2)
    with receiving() as receiver:
        world.webhook(receiver, CHANGED)
        for at in range(5):
            world.party(f"p{at}")
        rounds(world.dispatcher(), 3)
        assert [json.loads(request.body)["data"]["revision"] for request in receiver.received] == [
            1,
            2,
            3,
            4,
            5,
        ]


def test_a_webhook_ahead_of_the_log_begins_where_the_log_is(world: World) -> None:
    with receiving() as receiver:
        id_, _ = world.webhook(receiver, CHANGED)
        world.inventory.store.webhooks.queue([], advance={id_: 99})
        world.party("first")
        dispatcher = world.dispatcher()
        rounds(dispatcher)
        assert receiver.received == []
        world.party("second")
        rounds(dispatcher)
        assert [json.loads(request.body)["data"]["revision"] for request in receiver.received] == [2]


def test_the_log_forgets_what_was_settled_long_ago(world: World) -> None:
    with receiving(204, 410) as receiver:
        id_, _ = world.webhook(receiver, CHANGED)
        dispatcher = world.dispatcher()
        world.party("first")
        rounds(dispatcher)
        world.party("second")
        rounds(dispatcher)
        world.clock.after(days=31)
        rounds(dispatcher)
        assert [entry["state"] for entry in world.log(id_)] == ["dead"]
        world.clock.after(days=60)
        rounds(dispatcher)
        assert world.log(id_) == []


def test_a_deleted_webhook_takes_its_log_along_and_hears_nothing(world: World) -> None:
    with receiving() as receiver:
        id_, _ = world.webhook(receiver, CHANGED)
        world.party("first")
        dispatcher = world.dispatcher()
        rounds(dispatcher)
        world.registry.remove(id_)
        world.party("second")
        rounds(dispatcher, 2)
        assert len(receiver.received) == 1
        assert world.inventory.store.webhooks.counts() == {}


def test_nothing_of_webhooks_is_in_the_change_log_or_the_inventory(world: World, clock: Clock) -> None:
    with receiving() as receiver:
        world.webhook(receiver)
        rounds(world.dispatcher())
        assert world.inventory.store.changes(0, 10) == ([], 0)
        assert world.inventory.store.load().changed == {}
