"""The graph database: one store over the official Neo4j driver, on Neo4j or the embedded engine."""

from __future__ import annotations

from vendorgraph.settings import Settings
from vendorgraph.store.embedded import EmbeddedEngine, Owner, holds_store, read_owner
from vendorgraph.store.repository import Store
from vendorgraph.store.server import Neo4jServer

__all__ = ["Owner", "Store", "holds_store", "open_store", "read_owner"]


def open_store(settings: Settings) -> Store:
    """The store that `settings` names: the Neo4j server of NEO4J_URI, else the embedded engine in `data`.

    Raises Refused when another process owns the data folder or the embedded engine cannot start.
    """
    return Store(Neo4jServer(settings) if settings.neo4j_uri else EmbeddedEngine(settings))
