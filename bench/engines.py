"""A fresh graph engine for each measurement: embedded in a new folder, or Neo4j started by the tests."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from vendorgraph.settings import Settings
from vendorgraph.store import open_store
from vendorgraph.store.repository import Store


@contextlib.contextmanager
def fresh_settings(engine: str) -> Iterator[Settings]:
    """Settings of an engine that holds nothing; it and its data are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="vendorgraph-bench-") as folder:
        if engine == "embedded":
            yield Settings(data=Path(folder), port=0)
            return
        from tests.engines.neo4j_server import Neo4jUnderTest  # needs Java and Maven, unlike the rest

        server = Neo4jUnderTest()
        try:
            given = server.settings
            yield Settings(
                neo4j_uri=given.neo4j_uri,
                neo4j_user=given.neo4j_user,
                neo4j_password=given.neo4j_password,
                neo4j_database=given.neo4j_database,
                data=Path(folder),
                port=0,
            )
        finally:
            server.stop()


@contextlib.contextmanager
def fresh_store(engine: str) -> Iterator[Store]:
    """A store over such an engine."""
    with fresh_settings(engine) as settings, contextlib.closing(open_store(settings)) as store:
        yield store
