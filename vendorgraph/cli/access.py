"""How a command reaches the inventory: in this process, or through the server that owns the store."""

from __future__ import annotations

import contextlib
import getpass
import time
from collections.abc import Iterator

from vendorgraph.cli.remote import Remote, token_for
from vendorgraph.cli.shared import Shared
from vendorgraph.inventory import Inventory
from vendorgraph.service import opened
from vendorgraph.settings import Settings
from vendorgraph.store import read_owner

STARTING = 10.0  # seconds to wait for a server that owns the store and is still starting


@contextlib.contextmanager
def reached(shared: Shared) -> Iterator[Inventory | Remote]:
    """The inventory itself, or the server in front of it: the one that --server names, or the store's owner."""
    settings = shared.settings()
    owner = None if settings.neo4j_uri else _owner_address(settings)
    address = shared.server.rstrip("/") if shared.server else owner
    if address:
        yield Remote(address, token_for(address, owner, settings.data, shared.environment))
        return
    with opened(settings) as inventory:
        yield inventory


def _owner_address(settings: Settings) -> str | None:
    """Where the process that owns the embedded store serves it; waits while it is starting."""
    ends = time.monotonic() + STARTING
    while True:
        owner = read_owner(settings.data)
        if owner is None or owner.address or time.monotonic() >= ends:
            return owner.address.rstrip("/") if owner and owner.address else None
        time.sleep(0.1)


def actor() -> str:
    """Who writes, for the change log: the name of the account."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "command line"
