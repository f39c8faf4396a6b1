"""An inventory with its log is read as one and written back as it was, on either engine."""

from __future__ import annotations

import pytest

from tests.contract.worlds import change, create, remove
from vendorgraph.errors import Conflict, NotFound
from vendorgraph.model.record import Archive
from vendorgraph.store.driver import Connection


def archived(store):
    delta = store.load()
    return Archive(delta.revision, delta.changed, list(store.log(delta.revision)))


@pytest.fixture
def archive(store):
    """Three revisions: two parties and a term of our own made, one party changed, the other removed."""
    first, second = create("party", id="a", name="A"), create("party", id="b", name="B")
    term = create("category", id="user.badge", name="Badge", parents=["user"])
    store.commit(0, [first, second, term], actor="ann", request_id="r1", reason="first list")
    store.commit(1, [change(first.after, "party", name="A2", member_of="none")], actor="bob", request_id="r2")
    store.commit(2, [remove("party", second.after)], actor="ann", request_id="r3")
    return archived(store)


def test_it_is_written_back_with_revisions_and_hashes(engine, store, archive):
    engine.empty()
    told = []
    store.restore(archive, progress=lambda done, total: told.append((done, total)))
    assert archived(store) == archive
    assert store.verify() == []
    assert told[-1] == (7, 7)
    assert archive.standing == (5, archive.log[-1][0]["hash"])


def test_what_is_not_empty_is_only_replaced_when_that_is_said(engine, store, archive):
    engine.empty()
    store.commit(0, [create("party", id="z", name="Z")], actor="zoe", request_id="r1")
    with pytest.raises(Conflict, match="not empty: it stands at revision 1"):
        store.restore(archive)
    assert [event["actor"] for event, _ in store.log(9)] == ["zoe"]
    store.restore(archive, replace=True)
    assert archived(store) == archive
    with pytest.raises(NotFound):
        store.change(6)


def test_what_another_process_writes_meanwhile_is_not_written_over(
    engine, store, archive, open_again, monkeypatch
):
    engine.empty()
    other, look = open_again(), Connection.read
    waiting = [create("party", id="z", name="Z")]

    def read(connection, name, **params):
        found = look(connection, name, **params)
        if name == "read_meta" and waiting:
            other.commit(0, [waiting.pop()], actor="zoe", request_id="r1")
        return found

    other.revision()
    monkeypatch.setattr(Connection, "read", read)
    with pytest.raises(Conflict, match="Another process wrote to the inventory meanwhile"):
        store.restore(archive)
    assert [event["actor"] for event, _ in store.log(9)] == ["zoe"]


def test_the_next_write_continues_the_chain(engine, store, archive):
    engine.empty()
    store.restore(archive)
    assert store.commit(3, [create("party", id="c", name="C")], actor="ann", request_id="r4") == 4
    assert store.verify() == []


def test_an_empty_inventory_is_archived_too(store):
    nothing = archived(store)
    assert (nothing.revision, nothing.standing) == (0, None)
    store.restore(nothing)
    assert (store.revision(), store.verify()) == (0, [])


def test_erasing_takes_the_contents_and_says_by_whom(store, archive):
    assert store.erase([1, 4], "dpo") == 2
    assert store.change(1)["erased"] is True
    assert store.change(2)["erased"] is False
    assert store.verify() == []
    content = next(content for event, content in store.log(3) if event["seq"] == 1)
    assert content["erased_by"] == "dpo"
    assert set(content) == {"erased_at", "erased_by"}
    assert store.erase([99], "dpo") == 0
