"""How a command reaches the inventory: in this process, or through the server that owns the store."""

from __future__ import annotations

import contextlib
import getpass
import time
from collections.abc import Iterator
from enum import Enum, auto

from vendorgraph.cli.remote import Remote, server_address, token_for
from vendorgraph.cli.shared import Shared
from vendorgraph.errors import Invalid
from vendorgraph.inventory import Inventory
from vendorgraph.model.record import Delta
from vendorgraph.opening import opened
from vendorgraph.settings import Settings
from vendorgraph.store import Store, holds_store, read_owner

STARTING = 10.0  # seconds to wait for a server that owns the store and is still starting


class Absent(Enum):
    """What becomes of a command where the data folder holds no inventory."""

    REFUSED = auto()  # it needs one: a folder that is mistyped must not pass for one without a flaw
    EMPTY = auto()  # it works on an empty one, says so, and leaves nothing behind
    MADE = auto()  # it makes one


@contextlib.contextmanager
def reached(shared: Shared, absent: Absent = Absent.REFUSED) -> Iterator[Inventory | Remote]:
    """The inventory itself, or the server in front of it: the one that --server names, or the store's owner.

    Raises Invalid where the data folder holds no inventory and `absent` does not say otherwise.
    """
    settings = shared.settings()
    owner = None if settings.neo4j_uri else _owner_address(settings)
    address = server_address(shared.server) if shared.server else owner
    if address:
        yield Remote(address, token_for(address, owner, settings.data, shared.environment))
        return
    if absent is not Absent.MADE and not settings.neo4j_uri and not holds_store(settings.data):
        if absent is Absent.REFUSED:
            raise Invalid(
                f"{settings.data} holds no inventory; `vendorgraph apply`, `serve` or `demo` makes one"
            )
        shared.output.note(f"{settings.data} holds no inventory; this begins with an empty one")
        yield Inventory(_Nothing())
        return
    with opened(settings) as inventory:
        yield inventory


class _Nothing(Store):
    """The store of an inventory that was never made: nothing is in it, and no engine runs."""

    def __init__(self) -> None:
        """Unlike other stores it has no engine."""

    def revision(self) -> int:
        return 0

    def load(self, since: int = -1) -> Delta:
        return Delta(0)


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
