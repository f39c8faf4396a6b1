"""A Neo4j server that others run, at NEO4J_URI."""

from __future__ import annotations

from vendorgraph.settings import Settings
from vendorgraph.store.driver import Address


class Neo4jServer:
    """The engine of `settings.neo4j_uri`; nothing is opened here."""

    def __init__(self, settings: Settings) -> None:
        assert settings.neo4j_uri is not None
        self._address = Address(
            settings.neo4j_uri,
            settings.neo4j_user,
            settings.neo4j_password or "",
            settings.neo4j_database,
            f"The Neo4j server at {settings.neo4j_uri}",
        )

    def address(self) -> Address:
        """Where the server answers."""
        return self._address

    def exhausted(self) -> str | None:
        """None: a server says so in an error of its own."""
        return None

    def announce(self, address: str | None) -> None:
        """Nothing: several processes may use one Neo4j server."""

    def close(self) -> None:
        """Nothing: the server is not ours."""
