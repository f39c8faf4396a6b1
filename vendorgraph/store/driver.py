"""The connection to the graph engine: the official Neo4j driver, and its errors in our own words.

Opened at the first question and opened anew when the engine comes back at another address. Reads are
asked once more when a pooled connection turns out to be dead; writes never are, their caller decides.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import neo4j
from neo4j import exceptions

from vendorgraph.errors import Outrun, Refused, Unavailable, VendorgraphError
from vendorgraph.store.catalogue import Catalogue

Row = dict[str, Any]
Answer = TypeVar("Answer")

#: Seconds: to open a socket, to get a connection from the pool, and idle before a connection is tested.
CONNECT_WITHIN = 5.0
ACQUIRE_WITHIN = 10.0
TEST_AFTER_IDLE = 2.0
#: Seconds that Neo4j gives one statement or transaction before it ends it (the embedded engine has no such limit).
TRANSACTION_TIMEOUT = 600.0
#: Rows asked for at a time: all, so that the engine goes on sending while we decode.
ALL_ROWS = -1

# Every failure reaches the caller as an exception; hints such as "this label does not exist yet" are about
# any empty database. Neither belongs on a terminal.
logging.getLogger("neo4j").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Address:
    """Where an engine answers and as whom; `name` is how messages call it."""

    uri: str
    user: str
    password: str
    database: str | None
    name: str


class Connection:
    """Runs catalogue statements against the engine that `locate` names; safe to share between threads.

    `exhausted` says why the engine ended just now when its memory did not suffice, else None.
    """

    def __init__(
        self, locate: Callable[[], Address], catalogue: Catalogue, exhausted: Callable[[], str | None]
    ) -> None:
        self._locate = locate
        self._exhausted = exhausted
        self._lock = threading.Lock()
        self._driver: neo4j.Driver | None = None
        self._address: Address | None = None
        self.catalogue = catalogue

    def read(self, name: str, **params: Any) -> list[Row]:
        """The rows of a read statement, as dicts by column."""
        return self.ask(lambda session: session.rows(name, params))

    def ask(self, question: Callable[[Session], Answer]) -> Answer:
        """What `question` reads in a session; asked once more when the connection turns out to be dead."""
        for last in (False, True):
            try:
                with self.session() as session:
                    return question(session)
            except _Broken as broken:
                if last:
                    raise broken.unavailable from broken
        raise AssertionError("unreachable: the second try returns or raises")

    def write(self, name: str, **params: Any) -> list[Row]:
        """The rows of one write or schema statement, in a transaction of its own.

        Explicit, because outside one the embedded engine commits row by row: slow, and not whole.
        """
        if self.catalogue[name].mode == "schema":
            with self._answered(), self.session() as session:
                return session.rows(name, params)
        with self.transaction() as transaction:
            return transaction.rows(name, **params)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """A transaction: committed at the end of the block, rolled back when it raises.

        Raises Unavailable, and Refused when the engine had too little memory for it.
        """
        with self._answered(), self.session() as session, session.transaction() as transaction:
            yield transaction

    @contextmanager
    def _answered(self) -> Iterator[None]:
        """Turns a broken connection into Unavailable, or into Refused when the engine had too little memory."""
        try:
            yield
        except (_Broken, Unavailable) as broken:
            if reason := self._exhausted():
                raise Refused(reason) from broken
            raise (broken.unavailable if isinstance(broken, _Broken) else broken) from broken

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session; engine errors inside come out as ours."""
        address, driver = self._open()
        try:
            # Always the leader of a cluster: a follower may lag, and every read is compared with Meta.
            with driver.session(
                database=address.database, default_access_mode=neo4j.WRITE_ACCESS, fetch_size=ALL_ROWS
            ) as session:
                yield Session(session, self.catalogue)
        except (exceptions.DriverError, exceptions.Neo4jError, OSError) as error:
            raise translated(error, address) from error

    def server(self) -> str:
        """The engine's own name and version."""
        with self._answered():
            address, driver = self._open()
            try:
                return str(driver.get_server_info().agent)
            except (exceptions.DriverError, exceptions.Neo4jError, OSError) as error:
                raise translated(error, address) from error

    def close(self) -> None:
        """Close the driver; a later question opens it again."""
        with self._lock:
            if self._driver is not None:
                self._driver.close()
            self._driver = self._address = None

    def _open(self) -> tuple[Address, neo4j.Driver]:
        with self._lock:
            address = self._locate()
            if self._driver is None or self._address != address:
                if self._driver is not None:
                    self._driver.close()
                self._driver = _driver(address)
                self._address = address
            return address, self._driver


class Session:
    """One conversation with the engine; transactions in it are explicit."""

    def __init__(self, session: neo4j.Session, catalogue: Catalogue) -> None:
        self._session = session
        self._catalogue = catalogue

    def rows(self, name: str, params: Mapping[str, Any]) -> list[Row]:
        """The rows of a statement outside any explicit transaction."""
        return [record.data() for record in self._session.run(self._catalogue[name].text, dict(params))]

    def values(self, name: str, params: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement as tuples in the order of its columns, as they arrive."""
        for record in self._session.run(self._catalogue[name].text, dict(params)):
            yield tuple(record)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """A transaction: committed at the end of the block, rolled back when it raises."""
        with self._session.begin_transaction(timeout=TRANSACTION_TIMEOUT) as transaction:
            yield Transaction(transaction, self._catalogue)
            transaction.commit()


class Transaction:
    """Statements that become visible together."""

    def __init__(self, transaction: neo4j.Transaction, catalogue: Catalogue) -> None:
        self._transaction = transaction
        self._catalogue = catalogue

    def rows(self, name: str, **params: Any) -> list[Row]:
        """The rows of a statement."""
        return [record.data() for record in self._transaction.run(self._catalogue[name].text, params)]


class _Broken(VendorgraphError):
    """The connection failed; a read may be asked again. Never leaves this package."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.unavailable = Unavailable(sentence)


def _driver(address: Address) -> neo4j.Driver:
    try:
        return neo4j.GraphDatabase.driver(
            address.uri,
            auth=(address.user, address.password),
            connection_timeout=CONNECT_WITHIN,
            connection_acquisition_timeout=ACQUIRE_WITHIN,
            liveness_check_timeout=TEST_AFTER_IDLE,
            user_agent="vendorgraph",
        )
    except (exceptions.ConfigurationError, ValueError) as error:
        raise Refused(f"{address.name} cannot be used: {error}") from error


def translated(error: Exception, address: Address) -> VendorgraphError:
    """What an error of the driver means to us."""
    code = str(getattr(error, "code", ""))
    if isinstance(error, exceptions.AuthError):
        return Refused(f"{address.name} did not accept the user {address.user!r} and its password.")
    if "MemoryPoolOutOfMemory" in code:
        return Refused(
            f"{address.name} has too little memory for a change of this size in one transaction; "
            "raise server.memory.heap.max_size (20,000 flows need 2 GB)."
        )
    if isinstance(error, exceptions.ConstraintError) or code.startswith("Neo.TransientError.Transaction."):
        return Outrun("Another writer committed first.")
    if "DatabaseNotFound" in code:
        return Refused(f"{address.name} has no database {address.database!r}.")
    if isinstance(error, exceptions.IncompleteCommit):
        return Unavailable(
            f"{address.name} broke off while committing; read again to see whether it was written."
        )
    if isinstance(error, (exceptions.DriverError, OSError)):
        return _Broken(f"{address.name} does not answer now: {_first_line(error)}")
    return Unavailable(
        f"{address.name} could not run a statement ({code or type(error).__name__}): {_first_line(error)}"
    )


def _first_line(error: Exception) -> str:
    text = str(getattr(error, "message", None) or error).strip()
    return text.split("\n", 1)[0][:300] or type(error).__name__
