"""API tokens in the graph: outside exports and the change feed, only hashes of their texts."""

from __future__ import annotations

from typing import Any

from vendorgraph.errors import NotFound
from vendorgraph.store.driver import Connection

Token = dict[str, Any]
FIELDS = ("id", "name", "role", "sha256", "created_at")


def add_token(connection: Connection, token: Token) -> None:
    """Keep a token."""
    connection.write("save_token", id=token["id"], properties=token)


def read_tokens(connection: Connection) -> list[Token]:
    """All tokens, oldest first."""
    return [{name: row["token"].get(name) for name in FIELDS} for row in connection.read("read_tokens")]


def remove_token(connection: Connection, identifier: str) -> None:
    """End a token. Raises NotFound."""
    if not connection.write("delete_token", id=identifier)[0]["deleted"]:
        raise NotFound(f"There is no token {identifier!r}.")
