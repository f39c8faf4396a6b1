"""Making a database fit for use: constraints, migrations, vocabulary.

The node (:Meta {id: 'inventory'}) keeps the version of the graph's shape. A database of a newer
version is refused, an older one is brought up by the statements `migrate_<version>_<what>`, in order;
each must bear being run twice, for two processes may start at once.
"""

from __future__ import annotations

import re

from vendorgraph.errors import Outrun, Refused
from vendorgraph.model.canonical import digest
from vendorgraph.model.chain import GENESIS
from vendorgraph.store.catalogue import Catalogue, Statement
from vendorgraph.store.driver import Connection
from vendorgraph.store.terms import seed, vocabulary_digest

#: The version of a graph to which no migration was applied.
FIRST_VERSION = 1
_MIGRATION = re.compile(r"migrate_(\d{4})_")
#: Attempts at starting beside other processes that start at the same moment.
_ATTEMPTS = 20


def migrations(catalogue: Catalogue) -> dict[int, list[Statement]]:
    """The statements that lead to each version, by version and name."""
    found: dict[int, list[Statement]] = {}
    for name in sorted(catalogue):
        numbered = _MIGRATION.match(name)
        if numbered:
            found.setdefault(int(numbered[1]), []).append(catalogue[name])
    return dict(sorted(found.items()))


def current_version(catalogue: Catalogue) -> int:
    """The version of the graph's shape that this program reads and writes."""
    return max(migrations(catalogue), default=FIRST_VERSION)


def prepare(connection: Connection) -> None:
    """Make constraints, migrate, seed; cheap when nothing is to be done.

    Raises Refused for a database of a newer version, Unavailable when the engine does not answer.
    """
    for attempt in range(_ATTEMPTS):
        try:
            _prepare(connection)
        except Outrun:
            if attempt + 1 == _ATTEMPTS:
                raise
        else:
            return


def _prepare(connection: Connection) -> None:
    version = current_version(connection.catalogue)
    found = connection.read("read_meta")
    if found and found[0]["schema_version"] > version:
        raise Refused(
            f"The database has schema version {found[0]['schema_version']}, this program knows {version}: "
            "use the newer vendorgraph that wrote it."
        )
    if not found or found[0]["constraints"] != constraints_digest(connection.catalogue):
        _constrain(connection)
        connection.write("create_meta", hash=GENESIS, schema_version=version)
        connection.write("set_constraints", digest=constraints_digest(connection.catalogue))
        found = connection.read("read_meta")
    for number, statements in migrations(connection.catalogue).items():
        if number > found[0]["schema_version"]:
            for statement in statements:
                connection.write(statement.name)
            connection.write("set_schema_version", version=number)
    if found[0]["vocabulary"] != vocabulary_digest():
        seed(connection)


def constraints_digest(catalogue: Catalogue) -> str:
    """Changes when any constraint or index does; asking the engine for each takes a second at every start."""
    return digest([statement.text for statement in _constraints(catalogue)])


def _constrain(connection: Connection) -> None:
    """Every constraint and index; those that exist are left as they are."""
    for statement in _constraints(connection.catalogue):
        connection.write(statement.name)


def _constraints(catalogue: Catalogue) -> list[Statement]:
    return [
        statement
        for name, statement in catalogue.items()
        if statement.mode == "schema" and not _MIGRATION.match(name)
    ]
