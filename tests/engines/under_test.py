"""One engine of the contract suite: where it is, how to get an empty database on it quickly."""

from __future__ import annotations

from dataclasses import dataclass

import neo4j

from vendorgraph.model.chain import GENESIS
from vendorgraph.model.vocabulary import shipped
from vendorgraph.store import Store
from vendorgraph.store.catalogue import shipped_catalogue
from vendorgraph.store.driver import Address
from vendorgraph.store.repository import Engine
from vendorgraph.store.schema import current_version

SHIPPED_KINDS = ("category", "purpose", "country", "region", "mechanism")
_REMOVE = (
    "MATCH (n) WHERE n.shipped IS NULL AND NOT (n:Meta OR n:VendorgraphTest) "
    "WITH n LIMIT 2000 DETACH DELETE n RETURN count(*)"
)


@dataclass
class Borrowed:
    """An engine that tests share: closing a store on it does not end it."""

    engine: Engine

    def address(self) -> Address:
        """Where it answers."""
        return self.engine.address()

    def exhausted(self) -> str | None:
        """As the engine says."""
        return self.engine.exhausted()

    def announce(self, address: str | None) -> None:
        """Nothing: the engine is not the store's."""

    def close(self) -> None:
        """Nothing: the engine is not the store's."""


@dataclass
class EngineUnderTest:
    """`name` is embedded or neo4j."""

    name: str
    engine: Engine

    def store(self) -> Store:
        """A store on it; close it after use."""
        return Store(Borrowed(self.engine))

    def driver(self) -> neo4j.Driver:
        """A plain driver on it, for what a store does not do; close it after use."""
        address = self.engine.address()
        return neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password))

    def run(self, statement: str, **params: object) -> list[dict[str, object]]:
        """The rows of a statement that only tests run."""
        with self.driver() as driver, driver.session(database=self.engine.address().database) as session:
            return [record.data() for record in session.run(statement, params)]  # type: ignore[arg-type]

    def empty(self) -> None:
        """Remove everything but constraints and shipped terms; the inventory stands at revision 0 again."""
        with self.driver() as driver, driver.session(database=self.engine.address().database) as session:
            # in transactions, for outside one the embedded engine commits row by row
            while session.execute_write(lambda transaction: transaction.run(_REMOVE).single(strict=True)[0]):
                continue
            held = session.run("MATCH (n) WHERE n.shipped RETURN count(n)").single(strict=True)[0]
            session.run(
                "MATCH (m:Meta) SET m.revision = 0, m.seq = 0, m.hash = $hash, m.schema_version = $version",
                hash=GENESIS,
                version=current_version(shipped_catalogue()),
            ).consume()
            if held != sum(len(shipped(kind)) for kind in SHIPPED_KINDS):
                session.run("MATCH (m:Meta) SET m.vocabulary = ''").consume()
