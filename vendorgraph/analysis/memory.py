"""What has been worked out on a snapshot, kept while it is likely to be asked again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Found = TypeVar("Found")


class Memory:
    """The `most` answers asked for last; a snapshot is immutable, so they stay true. Thread-safe."""

    def __init__(self, most: int = 16) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(
        self, key: Hashable, make: Callable[[], Found], keep: Callable[[Found], bool] = lambda _: True
    ) -> Found:
        """The answer under `key`, made when it is not there, and kept when `keep` says so of it."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                known: Found = self._found[key]
                return known
        found = make()
        if keep(found):
            with self._lock:
                self._found[key] = found
                while len(self._found) > self._most:
                    self._found.popitem(last=False)
        return found
