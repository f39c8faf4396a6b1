"""Starting on a database: fresh, newer, older, with another vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contract.worlds import create, document
from vendorgraph.errors import Refused
from vendorgraph.model.record import Write
from vendorgraph.model.vocabulary import shipped
from vendorgraph.store.catalogue import Catalogue, parse, shipped_catalogue
from vendorgraph.store.schema import current_version

MIGRATION = """// name: migrate_{number:04}_greet        mode: write
// params: -
// returns: -
// A migration for the tests: notes on every party that it came by.
MATCH (n:Party)
SET n.migrated = coalesce(n.migrated, '') + '{number};'"""


def with_migrations(*numbers):
    extra = {}
    for number in numbers:
        name = f"migrate_{number:04}_greet"
        extra[name] = parse(Path(f"{name}.cypher"), MIGRATION.format(number=number))
    return Catalogue({**shipped_catalogue(), **extra})


def version(engine):
    return engine.run("MATCH (m:Meta) RETURN m.schema_version AS version")[0]["version"]


def test_a_newer_schema_is_refused_with_both_versions(engine, store, open_again):
    store.revision()
    engine.run("MATCH (m:Meta) SET m.schema_version = 99")
    newer = open_again()
    with pytest.raises(Refused, match="schema version 99, this program knows"):
        newer.revision()
    with pytest.raises(Refused):
        newer.load()


def test_an_older_schema_is_migrated_step_by_step_and_once(engine, store, open_again):
    store.commit(0, [create("party", id="p", name="P")], actor="a", request_id="r")
    known = current_version(shipped_catalogue())
    steps = (known + 1, known + 2)
    for _ in range(2):
        migrated = open_again(with_migrations(*steps))
        assert migrated.revision() == 1
        assert version(engine) == known + 2
        assert engine.run("MATCH (n:Party) RETURN n.migrated AS steps") == [
            {"steps": f"{known + 1};{known + 2};"}
        ]


def test_a_migration_that_is_done_is_not_done_again(engine, store, open_again):
    store.commit(0, [create("party", id="p", name="P")], actor="a", request_id="r")
    known = current_version(shipped_catalogue())
    engine.run("MATCH (m:Meta) SET m.schema_version = $version", version=known + 1)
    migrated = open_again(with_migrations(known + 1, known + 2))
    migrated.revision()
    assert engine.run("MATCH (n:Party) RETURN n.migrated AS steps") == [{"steps": f"{known + 2};"}]


def test_shipped_terms_are_nodes_with_their_parents_and_memberships(engine, store):
    store.revision()
    rows = engine.run(
        "MATCH (c:DataCategory {shipped: true})-[:IS_A]->(p) RETURN c.id AS child, p.id AS parent"
    )
    assert {(row["child"], row["parent"]) for row in rows} == {
        (term["id"], parent) for term in shipped("category").values() for parent in term["parents"]
    }
    rows = engine.run(
        "MATCH (:Country {id: 'GB'})-[r:IN]->(:Region {id: 'EU'}) RETURN r.from AS first, r.to AS last"
    )
    spans = [span for span in shipped("region")["EU"]["members"] if span["country"] == "GB"]
    assert [(row["first"], row["last"]) for row in rows] == [(span["from"], span["to"]) for span in spans]


def test_a_changed_vocabulary_is_seeded_again_and_spares_what_an_administrator_wrote(
    engine, store, open_again
):
    ours = document("category", id="user.contact", name="Ours")
    own = document("category", id="own", name="Own", parents=["user.contact"])
    writes = [Write("category", ours["id"], None, ours), Write("category", own["id"], None, own)]
    store.commit(0, writes, actor="a", request_id="r")
    engine.run("MATCH (m:Meta) SET m.vocabulary = 'older'")
    engine.run("MATCH (c:DataCategory {id: 'user.financial'}) SET c.name = 'older'")
    engine.run("MATCH (c:Country {id: 'FR'}) SET c.name = 'older'")
    again = open_again()
    held = again.load().changed["category"]
    assert {identifier: record.document for identifier, record in held.items()} == {
        "user.contact": ours,
        "own": own,
    }
    names = engine.run("MATCH (n) WHERE n.id IN ['user.financial', 'FR'] RETURN n.id AS id, n.name AS name")
    assert {row["id"]: row["name"] for row in names} == {
        "user.financial": shipped("category")["user.financial"]["name"],
        "FR": shipped("country")["FR"]["name"],
    }
    rows = engine.run("MATCH (c {shipped: true})-[r:IS_A]->() WHERE c:DataCategory RETURN count(r) AS links")
    expected = sum(len(term["parents"]) for i, term in shipped("category").items() if i != "user.contact")
    assert rows == [{"links": expected}]


def test_starting_again_changes_nothing(engine, store, open_again):
    store.commit(0, [create("party", id="p", name="P")], actor="a", request_id="r")
    before = engine.run("MATCH (m:Meta) RETURN m {.*} AS meta")
    again = open_again()
    assert again.revision() == 1
    assert engine.run("MATCH (m:Meta) RETURN m {.*} AS meta") == before
