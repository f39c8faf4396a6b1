"""Every statement is understood by both engines."""

from __future__ import annotations

from contextlib import closing

import pytest

from vendorgraph.store.catalogue import shipped_catalogue

# A constraint is *made* by EXPLAIN on the embedded engine, and the store makes all of them at its first
# use anyway, on both engines; so only statements that read or write rows are explained.
EXPLAINED = sorted(name for name, statement in shipped_catalogue().items() if statement.mode != "schema")


@pytest.fixture(scope="session")
def explain(engine):
    """Explains one statement; a session's worth of them on one connection."""
    with closing(engine.store()) as store:
        store.revision()  # makes the constraints
    with engine.driver() as driver, driver.session(database=engine.engine.address().database) as session:

        def explained(statement):
            params = {name: _example(name) for name in statement.params}
            session.run(f"EXPLAIN {statement.text}", params).consume()

        yield explained


def _example(name):
    if name in ("rows", "ids", "states", "webhooks"):
        return []
    if name == "properties":
        return {}
    return (
        1
        if name in ("first", "last", "limit", "most", "offset", "revision", "seq", "since", "until")
        else "x"
    )


@pytest.mark.parametrize("name", EXPLAINED)
def test_both_engines_understand(engine, explain, name):
    statement = shipped_catalogue()[name]
    if engine.name in statement.engines:
        explain(statement)


def test_constraints_are_there_after_the_first_use(engine, store):
    store.revision()
    found = engine.run("SHOW CONSTRAINTS YIELD labelsOrTypes, properties RETURN labelsOrTypes, properties")
    held = {(row["labelsOrTypes"][0], row["properties"][0]) for row in found}
    assert {("Flow", "id"), ("Party", "id"), ("Meta", "id"), ("Token", "id"), ("Change", "seq")} <= held
