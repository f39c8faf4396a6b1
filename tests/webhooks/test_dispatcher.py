"""How webhooks are told: signed, tried again until they answer, and nothing is lost on the way."""

from __future__ import annotations

import datetime as dt
import json
import threading
import time

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from tests.webhooks.conftest import START, World, rounds
from tests.webhooks.receiver import receiving
from vendorgraph.errors import Unavailable
from vendorgraph.webhooks import Sender, dispatching
from vendorgraph.webhooks.attempts import JITTER, SCHEDULE, after
from vendorgraph.webhooks.dispatcher import LEASE, STANDBY
from vendorgraph.webhooks.transport import Failed, Reply

CHANGED = "inventory.changed"


def test_a_receiver_is_told_of_each_revision_once_and_signed(world: World) -> None:
    with receiving() as receiver:
        id_, secret = world.webhook(receiver, CHANGED)
        dispatcher = world.dispatcher()
        rounds(dispatcher)
        assert receiver.received == []
        world.party("first")
        world.party("second")
        rounds(dispatcher, 3)
        first, second = receiver.verified(secret)
    assert first == {
        "type": CHANGED,
        "timestamp": first["timestamp"],
        "data": {
            "revision": 1,
            "actor": "ann",
            "request_id": "r-first",
            "reason": "",
            "total": 1,
            "changes": [{"seq": 1, "action": "create", "entity": "party", "entity_id": "first"}],
            "all": "/api/v1/changes?since=0",
        },
    }
    assert second["data"]["changes"][0]["entity_id"] == "second"
    log = world.log(id_)
    assert [(entry["type"], entry["state"], entry["next_at"]) for entry in log] == [
        (CHANGED, "delivered", None)
    ] * 2
    assert [entry["event"] for entry in log] == [
        request.headers["webhook-id"] for request in receiver.received
    ]
    assert all("." not in entry["event"] for entry in log)
    assert [[attempt["status"] for attempt in entry["attempts"]] for entry in log] == [[204], [204]]


def test_a_message_is_signed_at_the_moment_of_the_attempt_and_by_no_other_secret(world: World) -> None:
    with receiving(500) as receiver:
        _, secret = world.webhook(receiver, CHANGED)
        dispatcher = world.dispatcher()
        world.party("first")
        rounds(dispatcher)
        world.clock.after(minutes=10)
        rounds(dispatcher)
    early, late = receiver.received
    assert int(late.headers["webhook-timestamp"]) - int(early.headers["webhook-timestamp"]) == 600
    assert early.headers["webhook-id"] == late.headers["webhook-id"]
    assert early.body == late.body
    assert Webhook(secret).verify(late.body, late.headers)
    with pytest.raises(WebhookVerificationError, match="too old"):
        Webhook(secret).verify(early.body, early.headers)
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_" + "A" * 32).verify(late.body, late.headers)
    assert late.headers["content-type"] == "application/json; charset=utf-8"


def test_a_receiver_that_fails_twice_is_tried_again_and_the_log_tells_it(world: World) -> None:
    with receiving(500, 503) as receiver:
        id_, secret = world.webhook(receiver, CHANGED)
        dispatcher = world.dispatcher()
        world.party("first")
        rounds(dispatcher, 2)
        assert len(receiver.received) == 1
        (entry,) = world.log(id_)
        assert (entry["state"], entry["next_at"]) == ("pending", "2026-11-22T09:00:05.000Z")
        world.clock.after(seconds=4.9)
        rounds(dispatcher)
        assert len(receiver.received) == 1
        world.clock.after(seconds=0.1)
        rounds(dispatcher)
        assert len(receiver.received) == 2
        world.clock.after(minutes=5)
        rounds(dispatcher, 2)
        assert len(receiver.received) == 3
        assert Webhook(secret).verify(receiver.received[2].body, receiver.received[2].headers)
    (entry,) = world.log(id_)
    assert entry["state"] == "delivered"
    assert [(attempt["at"], attempt["status"], attempt["error"]) for attempt in entry["attempts"]] == [
        ("2026-11-22T09:00:00.000Z", 500, "the receiver answered 500"),
        ("2026-11-22T09:00:05.000Z", 503, "the receiver answered 503"),
        ("2026-11-22T09:05:05.000Z", 204, None),
    ]
    assert world.registry.get(id_)["deliveries"] == {"pending": 0, "delivered": 1, "dead": 0}


def test_a_dead_letter_is_kept_and_sent_again_when_somebody_says_so(world: World) -> None:
    with receiving(*[500] * (len(SCHEDULE) + 1)) as receiver:
        id_, _ = world.webhook(receiver, CHANGED)
        dispatcher = world.dispatcher()
        world.party("first")
        for _ in range(len(SCHEDULE) + 3):
            rounds(dispatcher)
            world.clock.after(days=1)
        (entry,) = world.log(id_)
        assert (entry["state"], len(entry["attempts"])) == ("dead", len(SCHEDULE) + 1)
        assert len(receiver.received) == len(SCHEDULE) + 1
        assert world.registry.deliveries(id_, "dead", 1, 50)[1] == 1
        again = world.registry.deliver_again(id_, entry["id"])
        assert (again["state"], again["id"]) == ("pending", entry["id"])
        rounds(dispatcher)
    (entry,) = world.log(id_)
    assert (entry["state"], entry["attempts"][-1]["status"]) == ("delivered", 204)
    assert len(entry["attempts"]) == len(SCHEDULE) + 2
    assert len({request.headers["webhook-id"] for request in receiver.received}) == 1


def test_waits_grow_with_a_share_of_chance_and_heed_the_receiver() -> None:
    delivery = {"tries": 0, "attempts": "[]", "type": CHANGED}
    waits = []
    for tries in range(len(SCHEDULE)):
        for chance in (0.0, 1.0):
            changes = after({**delivery, "tries": tries}, Reply(500), START, START, chance)
            wait = dt.datetime.fromisoformat(changes["next_at"]) - START
            assert wait.total_seconds() == SCHEDULE[tries] * (1 + JITTER * chance)
        waits.append(wait)
    assert waits == sorted(waits)
    asked = after(delivery, Reply(429, 3600.0), START, START, 0.0)
    assert asked["next_at"] == "2026-11-22T10:00:00.000Z"
    hasty = after({**delivery, "tries": 5}, Reply(429, 1.0), START, START, 0.0)
    assert hasty["next_at"] == "2026-11-22T19:00:00.000Z"
    last = after({**delivery, "tries": len(SCHEDULE)}, "no answer", START, START, 0.0)
    assert (last["state"], last["next_at"], last["settled_at"]) == ("dead", None, "2026-11-22T09:00:00.000Z")


def test_a_redirect_is_a_failure(world: World) -> None:
    with receiving(307, Location="http://169.254.169.254/") as receiver:
        id_, _ = world.webhook(receiver, CHANGED)
        dispatcher = world.dispatcher()
        world.party("first")
        rounds(dispatcher)
    (attempt,) = world.log(id_)[0]["attempts"]
    assert (attempt["status"], attempt["error"]) == (
        307,
        "the receiver answered 307, a redirect; redirects are not followed",
    )


def test_a_receiver_that_is_gone_is_told_no_more(world: World) -> None:
    with receiving(410) as receiver:
        id_, _ = world.webhook(receiver, CHANGED)
        dispatcher = world.dispatcher()
        world.party("first")
        world.party("second")
        rounds(dispatcher, 3)
        assert len(receiver.received) == 1
        webhook = world.registry.get(id_)
        assert (webhook["active"], webhook["stopped"][:31]) == (False, "The receiver answered 410 on 20")
        assert webhook["deliveries"] == {"pending": 1, "delivered": 0, "dead": 1}
        world.party("third")
        rounds(dispatcher)
        resumed = world.registry.change(id_, {"active": True})
        assert (resumed["active"], resumed["stopped"]) == (True, None)
        world.clock.after(minutes=1)
        rounds(dispatcher, 2)
    told = [json.loads(request.body)["data"]["revision"] for request in receiver.received]
    assert told == [1, 2], "what waited is delivered, what happened meanwhile is not told"


def test_an_attempt_cut_short_by_the_end_of_a_process_is_made_again(world: World) -> None:
    with receiving() as receiver:
        id_, _ = world.webhook(receiver, CHANGED)
        world.party("first")

        class Dying(Sender):
            def post(self, *_: object) -> Reply:
                raise Unavailable("The process was killed.")

        dying = world.dispatcher()
        dying._sender = Dying()
        rounds(dying)
        assert world.log(id_)[0] | {"id": "", "event": ""} == {
            "id": "",
            "event": "",
            "webhook": id_,
            "type": CHANGED,
            "state": "pending",
            "created_at": "2026-11-22T09:00:00.000Z",
            "next_at": "2026-11-22T09:00:00.000Z",
            "attempts": [],
        }
        world.clock.after(seconds=LEASE.total_seconds() + 1)
        rounds(world.dispatcher())
        assert len(receiver.received) == 1
        assert world.log(id_)[0]["state"] == "delivered"


def test_a_message_whose_outcome_could_not_be_noted_comes_again_under_its_id(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = world.inventory.store.webhooks

    def lost(*_: object) -> None:
        raise Unavailable("The engine is gone.")

    with receiving() as receiver:
        id_, _ = world.webhook(receiver, CHANGED)
        world.party("first")
        dispatcher = world.dispatcher()
        with monkeypatch.context() as patched:
            patched.setattr(kept, "note", lost)
            rounds(dispatcher)
        rounds(dispatcher)
        first, second = receiver.received
        assert first.headers["webhook-id"] == second.headers["webhook-id"]
        assert world.log(id_)[0]["state"] == "delivered"


def test_of_two_processes_one_delivers_and_the_other_goes_on_when_it_ends(world: World) -> None:
    with receiving() as receiver:
        world.webhook(receiver, CHANGED)
        one, other = world.dispatcher(), world.dispatcher()
        rounds(one)
        world.party("first")
        rounds(other, 2)
        assert receiver.received == []
        rounds(one)
        assert len(receiver.received) == 1
        one.stop()
        world.party("second")
        rounds(other)
        assert len(receiver.received) == 1, "who asked in vain asks again later"
        world.clock.after(seconds=STANDBY.total_seconds())
        rounds(other)
        assert len(receiver.received) == 2
        third = world.dispatcher()
        world.party("third")
        rounds(third)
        assert len(receiver.received) == 2
        world.clock.after(seconds=LEASE.total_seconds() + 1)
        rounds(third)
        assert len(receiver.received) == 3, "a lease that nobody renewed ends"


def test_a_receiver_that_hangs_holds_up_nobody_else(world: World) -> None:
    release = threading.Event()

    class Hanging(Sender):
        def post(self, url: str, headers: object, body: object) -> Reply:
            if url.endswith("hang"):
                release.wait(10)
                raise Failed("no answer within 15 seconds")
            return Reply(200)

    world.allowed |= {("127.0.0.1", 1), ("127.0.0.1", 2)}
    slow, _ = world.registry.create({"url": "http://127.0.0.1:1/hang", "types": [CHANGED]})
    quick, _ = world.registry.create({"url": "http://127.0.0.1:2/", "types": [CHANGED]})
    dispatcher = world.dispatcher()
    dispatcher._sender = Hanging()
    try:
        for name in ("first", "second", "third"):
            world.party(name)
            dispatcher.round()
            deadline = time.monotonic() + 5
            while world.registry.get(quick["id"])["deliveries"]["pending"] and time.monotonic() < deadline:
                time.sleep(0.02)
        assert world.registry.get(quick["id"])["deliveries"] == {"pending": 0, "delivered": 3, "dead": 0}
        assert world.registry.get(slow["id"])["deliveries"]["pending"] == 3
    finally:
        release.set()
        dispatcher.settle()
    waiting = world.log(slow["id"])
    assert [len(entry["attempts"]) for entry in waiting] == [1, 0, 0], "a receiver that fails rests"
    rounds(dispatcher)
    assert [len(entry["attempts"]) for entry in world.log(slow["id"])] == [1, 0, 0]
    world.clock.after(seconds=6)
    rounds(dispatcher)
    assert sum(len(entry["attempts"]) for entry in world.log(slow["id"])) == 2


def test_with_two_secrets_either_verifies_until_the_old_one_ends(world: World) -> None:
    with receiving() as receiver:
        id_, old = world.webhook(receiver, CHANGED)
        dispatcher = world.dispatcher()
        new, until = world.registry.replace_secret(id_)
        assert (until, world.registry.get(id_)["previous_secret_until"]) == ("2026-11-23T09:00:00.000Z",) * 2
        world.party("first")
        rounds(dispatcher)
        assert receiver.verified(old) == receiver.verified(new)
        assert len(receiver.received[0].headers["webhook-signature"].split(" ")) == 2
        world.clock.after(hours=24)
        world.party("second")
        rounds(dispatcher)
        latest = receiver.received[1]
        assert Webhook(new).verify(latest.body, latest.headers)
        with pytest.raises(WebhookVerificationError):
            Webhook(old).verify(latest.body, latest.headers)
        assert world.registry.get(id_)["previous_secret_until"] is None


def test_a_test_message_is_tried_once(world: World) -> None:
    with receiving(500) as receiver:
        id_, secret = world.webhook(receiver, "feed.review_due")
        queued = world.registry.test(id_)
        assert (queued["type"], queued["state"]) == ("webhook.test", "pending")
        dispatcher = world.dispatcher()
        rounds(dispatcher)
        assert receiver.verified(secret)[0]["data"] == {"webhook": id_}
        assert world.log(id_)[0]["state"] == "dead"
        world.clock.after(minutes=1)
        world.registry.test(id_)
        rounds(dispatcher)
        assert world.log(id_)[1]["state"] == "delivered"


def test_the_thread_delivers_by_itself_and_survives_a_round_that_fails(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("vendorgraph.webhooks.dispatcher.POLL", 0.02)
    failures: list[Exception] = [Unavailable("The engine rests."), RuntimeError("unexpected")]
    usual = world.inventory.store.webhooks.all

    def moody() -> object:
        if failures:
            raise failures.pop(0)
        return usual()

    with receiving() as receiver:
        _, secret = world.webhook(receiver, CHANGED)
        monkeypatch.setattr(world.inventory.store.webhooks, "all", moody)
        with dispatching(world.inventory, Sender(world.allowed)):
            world.party("first")
            deadline = time.monotonic() + 10
            while not receiver.received and time.monotonic() < deadline:
                time.sleep(0.02)
        assert len(receiver.received) == 1
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == [
        "a round of webhooks failed"
    ]
    assert secret not in caplog.text


def test_a_fault_of_our_own_is_logged_and_does_not_come_again_every_second(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    class Faulty(Sender):
        def post(self, *_: object) -> Reply:
            raise RuntimeError("unexpected")

    with receiving() as receiver:
        id_, secret = world.webhook(receiver, CHANGED)
        world.party("first")
        dispatcher = world.dispatcher()
        usual, dispatcher._sender = dispatcher._sender, Faulty()
        rounds(dispatcher, 3)
        assert [record.getMessage() for record in caplog.records] == [f"deliveries to {id_} failed"]
        assert secret not in caplog.text
        dispatcher._sender = usual
        world.clock.after(seconds=5)
        rounds(dispatcher)
    assert world.log(id_)[0]["state"] == "delivered"


def test_an_address_that_is_no_longer_accepted_is_a_failure(world: World) -> None:
    made, _ = world.registry.create({"url": "https://hooks.example/", "types": [CHANGED]})
    world.inventory.store.webhooks.update(made["id"], {"url": "ftp://hooks.example/"})
    world.party("first")
    rounds(world.dispatcher())
    assert "web address" in world.log(made["id"])[0]["attempts"][0]["error"]


def test_an_attempt_to_a_forbidden_address_is_noted_with_what_to_do(world: World) -> None:
    made, _ = world.registry.create({"url": "https://hooks.example/", "types": [CHANGED]})
    world.party("first")
    dispatcher = world.dispatcher()
    dispatcher._sender = Sender(resolver=lambda *_: ["10.0.0.7"])
    rounds(dispatcher)
    (attempt,) = world.log(made["id"])[0]["attempts"]
    assert attempt["status"] is None
    assert attempt["error"] == (
        "hooks.example leads to 10.0.0.7, which is private; webhooks go there only when the setting "
        "VENDORGRAPH_WEBHOOK_ALLOW lists hooks.example:443"
    )
