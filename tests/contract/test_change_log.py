"""The change log: what an event says, how the feed pages, and that tampering shows."""

from __future__ import annotations

import json

import pytest

from tests.contract.worlds import change, create, remove
from vendorgraph.errors import NotFound
from vendorgraph.model.canonical import digest
from vendorgraph.model.chain import GENESIS


@pytest.fixture
def written(store):
    """Four events in three revisions, and the documents."""
    first = create("party", id="a", name="A")
    second = create("party", id="b", name="B")
    store.commit(0, [first, second], actor="ann", request_id="r1", reason="first list")
    update = change(first.after, "party", name="A2")
    store.commit(1, [update], actor="bob", request_id="r2")
    store.commit(2, [remove("party", second.after)], actor="ann", request_id="r3")
    return first, second, update


def test_an_event_says_who_did_what_and_why(store, written):
    events, total = store.changes(0, 10)
    assert total == 4
    assert [
        (e["seq"], e["revision"], e["actor"], e["action"], e["entity"], e["entity_id"]) for e in events
    ] == [
        (1, 1, "ann", "create", "party", "a"),
        (2, 1, "ann", "create", "party", "b"),
        (3, 2, "bob", "update", "party", "a"),
        (4, 3, "ann", "delete", "party", "b"),
    ]
    assert [(e["request_id"], e["reason"]) for e in events[1:3]] == [("r1", "first list"), ("r2", "")]
    assert all(e["at"].endswith("Z") for e in events)
    assert events[0]["previous_hash"] == GENESIS
    assert [e["previous_hash"] for e in events[1:]] == [e["hash"] for e in events[:-1]]


def test_digests_are_those_of_the_documents(store, written):
    first, second, update = written
    events, _ = store.changes(0, 10)
    assert (events[0]["before_digest"], events[0]["after_digest"]) == (None, digest(first.after))
    assert (events[2]["before_digest"], events[2]["after_digest"]) == (
        digest(first.after),
        digest(update.after),
    )
    assert (events[3]["before_digest"], events[3]["after_digest"]) == (digest(second.after), None)


def test_the_feed_pages_from_a_revision_on(store, written):
    events, total = store.changes(1, 10)
    assert ([e["seq"] for e in events], total) == ([3, 4], 2)
    events, total = store.changes(0, 2, offset=1)
    assert ([e["seq"] for e in events], total) == ([2, 3], 4)
    assert store.changes(0, 10, offset=50) == ([], 4)
    assert store.changes(3, 10) == ([], 0)


def test_one_event_with_what_it_changed(store, written):
    first, second, update = written
    assert store.change(3)["before"] == first.after
    assert store.change(3)["after"] == update.after
    assert store.change(4)["before"] == second.after
    assert store.change(4)["after"] is None
    assert not store.change(4)["erased"]
    with pytest.raises(NotFound):
        store.change(5)


def test_a_whole_chain_verifies(store, written):
    assert store.verify() == []


def test_erasing_contents_keeps_the_chain_whole(engine, store, written):
    engine.run("MATCH (c:ChangeContent {seq: 2}) DELETE c")
    engine.run("MATCH (c:ChangeContent {seq: 3}) REMOVE c.before")
    assert store.verify() == []
    assert store.change(2)["erased"]
    assert store.change(2)["after"] is None
    assert store.change(3)["erased"]
    assert store.change(3)["after"]["name"] == "A2"


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("MATCH (c:Change {seq: 2}) SET c.actor = 'mallory'", "Change 2 was altered after it was written."),
        ("MATCH (c:Change {seq: 3}) SET c.after_digest = 'x'", "Change 3 was altered after it was written."),
        ("MATCH (c:Change {seq: 2}) REMOVE c.actor", "Change 2 was altered after it was written."),
        ("MATCH (c:Change {seq: 2}) DELETE c", "After change 1 comes 3: events between them are missing."),
        ("MATCH (c:Change {seq: 1}) DELETE c", "After change 0 comes 2: events between them are missing."),
        ("MATCH (c:Change {seq: 4}) DELETE c", "The log ends with change 3, the inventory counts 4."),
        ("MATCH (c:ChangeContent {seq: 1}) SET c.after = '{}'", "What change 1 holds as 'after' was altered"),
        ("MATCH (m:Meta) SET m.hash = 'x'", "Change 4 is not the one that the inventory remembers"),
    ],
)
def test_tampering_shows(engine, store, written, statement, sentence):
    engine.run(statement)
    assert any(said.startswith(sentence) for said in store.verify())


def test_an_event_forged_with_a_fitting_hash_breaks_the_next_one(engine, store, written):
    from vendorgraph.store.changes import event_hash

    event = store.changes(0, 1)[0][0]
    forged = {**event, "actor": "mallory"}
    engine.run("MATCH (c:Change {seq: 1}) SET c.actor = 'mallory', c.hash = $hash", hash=event_hash(forged))
    assert store.verify() == ["Change 2 does not continue change 1."]


def test_contents_are_the_canonical_text_of_the_documents(engine, store, written):
    first = written[0]
    rows = engine.run("MATCH (c:ChangeContent {seq: 1}) RETURN c.after AS after")
    assert json.loads(str(rows[0]["after"])) == first.after
