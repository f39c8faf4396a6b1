"""The inventory of some settings, opened and closed: what the server and every command that works by itself begin with."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

from vendorgraph.inventory import Inventory
from vendorgraph.settings import Settings
from vendorgraph.store import open_store

#: Allocations before garbage is looked for, by generation. An inventory is a great many objects that stay, and
#: a large answer makes many more: Python by itself would look through them all again and again.
COLLECTED_AFTER = 50_000, 10, 10


@contextlib.contextmanager
def opened(settings: Settings) -> Iterator[Inventory]:
    """The inventory of `settings`, its store closed afterwards. Sets how often this process collects garbage."""
    gc.set_threshold(*COLLECTED_AFTER)
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)  # it holds secrets
    store = open_store(settings)
    try:
        yield Inventory(store)
    finally:
        store.close()
